//! Bearer tokens of the API, found by their hash.
//! It never sees a token itself: the app draws it, shows it once and hashes it.

use mingjian_domain::id::UserId;
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::hash::Hash;

row! {
    /// A token.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct TokenRow {
        /// The hash of the token.
        pub token_hash: Hash,
        /// For whom it acts.
        pub user_id: UserId,
        /// What it is for.
        pub label: String,
        /// When it was made.
        pub created_at: Instant,
        /// When it ends.
        pub expires_at: Option<Instant>,
        /// When it was revoked.
        pub revoked_at: Option<Instant>,
    }
}

const INSERT: &str = "INSERT INTO tokens (token_hash, user_id, label, created_at, expires_at, revoked_at)
VALUES ($1, $2, $3, $4, $5, $6)";
const IN_FORCE: &str = "SELECT token_hash, user_id, label, created_at, expires_at, revoked_at
FROM tokens
WHERE token_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)";
const OF_USER: &str = "SELECT token_hash, user_id, label, created_at, expires_at, revoked_at
FROM tokens
WHERE user_id = $1
ORDER BY created_at, token_hash";
const REVOKE: &str = "UPDATE tokens SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL";
const REVOKE_OF_USER: &str = "UPDATE tokens SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL";

/// Enters a token.
pub async fn insert(tx: &mut WriteTx, row: &TokenRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query =
            sqlx::query(INSERT).bind(row.token_hash.as_bytes().as_slice()).bind(row.user_id.as_uuid());
        let query = query.bind(&row.label).bind(row.created_at.micros());
        let query = query.bind(row.expires_at.map(Instant::micros)).bind(row.revoked_at.map(Instant::micros));
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// The token with this hash, if it is neither revoked nor expired.
pub async fn in_force(
    tx: &mut ReadTx,
    token_hash: Hash,
    now: Instant,
) -> Result<Option<TokenRow>, StoreError> {
    Ok(on!(tx, |connection| {
        let query = sqlx::query_as(IN_FORCE).bind(token_hash.as_bytes().as_slice()).bind(now.micros());
        query.fetch_optional(connection).await?
    }))
}

/// Every token of a person, also those that hold no more.
pub async fn of_user(tx: &mut ReadTx, user: UserId) -> Result<Vec<TokenRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(OF_USER).bind(user.as_uuid()).fetch_all(connection).await?))
}

/// Revokes a token; fails with `Conflict` when it was revoked already or never was.
pub async fn revoke(tx: &mut WriteTx, token_hash: Hash, now: Instant) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(REVOKE).bind(token_hash.as_bytes().as_slice()).bind(now.micros());
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "tokens")
}

/// Revokes every token of a person and answers how many held.
pub async fn revoke_of_user(tx: &mut WriteTx, user: UserId, now: Instant) -> Result<u64, StoreError> {
    Ok(on!(tx, |connection| {
        let query = sqlx::query(REVOKE_OF_USER).bind(user.as_uuid()).bind(now.micros());
        query.execute(connection).await?.rows_affected()
    }))
}
