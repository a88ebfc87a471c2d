//! Answers that were given to a request with an idempotency key, so that a request sent twice acts once.
//! Whether the second request is the same one is told here; what to answer when it is not, by the web.

use mingjian_domain::id::UserId;
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::hash::Hash;
use crate::seal::{Keys, Place};

/// A stored answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: i64,
    /// The body; sealed at rest.
    pub body: Vec<u8>,
}

/// What a key stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// This very request was answered.
    Same(Answer),
    /// The key was used for another request.
    Other,
}

/// The request: whose, under which key, and the hash of what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request<'a> {
    /// Who sent it.
    pub user_id: UserId,
    /// The key that was sent with it.
    pub key: &'a str,
    /// The hash of method, path and body.
    pub digest: Hash,
}

row! {
    struct GivenAnswer {
        request_mac: Hash,
        status: i64,
        sealed_answer: Vec<u8>,
    }
}

const FIND: &str = "SELECT request_mac, status, sealed_answer
FROM idempotency_answers
WHERE user_id = $1 AND key = $2";
const INSERT: &str = "INSERT INTO idempotency_answers
    (user_id, key, request_mac, status, sealed_answer, created_at)
VALUES ($1, $2, $3, $4, $5, $6)";
const DELETE_BEFORE: &str = "DELETE FROM idempotency_answers WHERE created_at < $1";

/// What the key of a request stands for, or `None` when it is new.
pub async fn find(tx: &mut ReadTx, request: Request<'_>) -> Result<Option<Known>, StoreError> {
    let row: Option<GivenAnswer> = on!(tx, |connection| {
        let query = sqlx::query_as(FIND).bind(request.user_id.as_uuid()).bind(request.key);
        query.fetch_optional(connection).await?
    });
    let Some(row) = row else { return Ok(None) };
    if row.request_mac != request_mac(tx.keys(), request) {
        return Ok(Some(Known::Other));
    }
    let body = tx.keys().open(place(&place_row(request)), &row.sealed_answer)?;
    Ok(Some(Known::Same(Answer { status: row.status, body })))
}

/// Keeps the answer to a request, in the transaction of what it did.
///
/// Fails with an error that is transient when its twin was faster: tried again, it finds the twin's answer.
pub async fn insert(
    tx: &mut WriteTx,
    request: Request<'_>,
    answer: &Answer,
    now: Instant,
) -> Result<(), StoreError> {
    let mac = request_mac(tx.keys(), request);
    let sealed = tx.keys().seal(place(&place_row(request)), &answer.body);
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(request.user_id.as_uuid()).bind(request.key);
        let query = query.bind(mac.as_bytes().as_slice()).bind(answer.status).bind(sealed);
        query.bind(now.micros()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Forgets answers that are older than the given instant and answers how many there were.
pub async fn delete_before(tx: &mut WriteTx, instant: Instant) -> Result<u64, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query(DELETE_BEFORE).bind(instant.micros()).execute(connection).await?.rows_affected()
    }))
}

/// Keyed, because a form has few unknown digits and its plain hash would let them be guessed.
fn request_mac(keys: &Keys, request: Request<'_>) -> Hash {
    keys.salt("idempotency_answers", &[request.digest.as_bytes()])
}

fn place_row(request: Request<'_>) -> String {
    format!("{}/{}", request.user_id, request.key)
}

fn place(row: &str) -> Place<'_> {
    Place { table: "idempotency_answers", column: "sealed_answer", row }
}
