//! Log-in sessions of the staff site, found by the hash of what the browser holds.
//! It sets no cookie and decides no term: the web and the app do.

use mingjian_domain::id::UserId;
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::hash::Hash;
use crate::seal::Place;

/// A session.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The hash of the token in the cookie.
    pub token_hash: Hash,
    /// Who is logged in.
    pub user_id: UserId,
    /// The secret from which the tokens of forms are made; sealed at rest.
    pub csrf_secret: Vec<u8>,
    /// When the person logged in.
    pub created_at: Instant,
    /// When it was last used.
    pub seen_at: Instant,
    /// When it ends unless it is used.
    pub expires_at: Instant,
}

/// Without the secret, so that it reaches no log.
impl std::fmt::Debug for SessionRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionRow").field("user_id", &self.user_id).finish_non_exhaustive()
    }
}

row! {
    struct SealedSession {
        token_hash: Hash,
        user_id: UserId,
        sealed_csrf_secret: Vec<u8>,
        created_at: Instant,
        seen_at: Instant,
        expires_at: Instant,
    }
}

const INSERT: &str = "INSERT INTO sessions
    (token_hash, user_id, sealed_csrf_secret, created_at, seen_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6)";
const BY_TOKEN: &str = "SELECT token_hash, user_id, sealed_csrf_secret, created_at, seen_at, expires_at
FROM sessions
WHERE token_hash = $1 AND expires_at > $2";
const TOUCH: &str = "UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE token_hash = $1";
const DELETE: &str = "DELETE FROM sessions WHERE token_hash = $1";
const DELETE_OF_USER: &str = "DELETE FROM sessions WHERE user_id = $1";
const DELETE_EXPIRED: &str = "DELETE FROM sessions WHERE expires_at <= $1";

/// Opens a session.
pub async fn insert(tx: &mut WriteTx, row: &SessionRow) -> Result<(), StoreError> {
    let sealed = tx.keys().seal(place(&row.token_hash.to_string()), &row.csrf_secret);
    on!(tx, |connection| {
        let query =
            sqlx::query(INSERT).bind(row.token_hash.as_bytes().as_slice()).bind(row.user_id.as_uuid());
        let query = query.bind(sealed).bind(row.created_at.micros()).bind(row.seen_at.micros());
        query.bind(row.expires_at.micros()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// The session of a token that has not expired.
pub async fn by_token(
    tx: &mut ReadTx,
    token_hash: Hash,
    now: Instant,
) -> Result<Option<SessionRow>, StoreError> {
    let row: Option<SealedSession> = on!(tx, |connection| {
        let query = sqlx::query_as(BY_TOKEN).bind(token_hash.as_bytes().as_slice()).bind(now.micros());
        query.fetch_optional(connection).await?
    });
    let Some(row) = row else { return Ok(None) };
    let csrf_secret = tx.keys().open(place(&row.token_hash.to_string()), &row.sealed_csrf_secret)?;
    let SealedSession { token_hash, user_id, created_at, seen_at, expires_at, .. } = row;
    Ok(Some(SessionRow { token_hash, user_id, csrf_secret, created_at, seen_at, expires_at }))
}

/// Notes that a session was used and when it ends now.
pub async fn touch(
    tx: &mut WriteTx,
    token_hash: Hash,
    seen_at: Instant,
    expires_at: Instant,
) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(TOUCH).bind(token_hash.as_bytes().as_slice());
        query.bind(seen_at.micros()).bind(expires_at.micros()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Ends a session.
pub async fn delete(tx: &mut WriteTx, token_hash: Hash) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(DELETE).bind(token_hash.as_bytes().as_slice());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Ends every session of a person and answers how many there were.
pub async fn delete_of_user(tx: &mut WriteTx, user: UserId) -> Result<u64, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query(DELETE_OF_USER).bind(user.as_uuid()).execute(connection).await?.rows_affected()
    }))
}

/// Removes sessions that have expired and answers how many there were.
pub async fn delete_expired(tx: &mut WriteTx, now: Instant) -> Result<u64, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query(DELETE_EXPIRED).bind(now.micros()).execute(connection).await?.rows_affected()
    }))
}

fn place(row: &str) -> Place<'_> {
    Place { table: "sessions", column: "sealed_csrf_secret", row }
}
