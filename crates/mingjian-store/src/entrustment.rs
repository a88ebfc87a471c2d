//! Written entrustments (委托书): which organ lets which body act in its name, for which matters and how long.
//! Whether an act is covered by the matters is decided by the domain.

use chrono::NaiveDate;
use mingjian_domain::id::{EntrustmentId, OrganId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::hash::Hash;

row! {
    /// An entrustment (行政处罚法 第二十条).
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct EntrustmentRow {
        /// Its identifier.
        pub id: EntrustmentId,
        /// The organ that entrusts.
        pub organ_id: OrganId,
        /// The body that is entrusted.
        pub body_id: OrganId,
        /// The number of the written entrustment.
        pub number: String,
        /// The matters and powers, in a form that the caller knows.
        pub matters: String,
        /// The first day.
        pub from_on: NaiveDate,
        /// The last day.
        pub to_on: NaiveDate,
        /// The day on which it was published.
        pub published_on: Option<NaiveDate>,
        /// The first day on which it no longer held, where it was ended early.
        pub revoked_on: Option<NaiveDate>,
        /// The hash of the scanned paper.
        pub scan_hash: Option<Hash>,
        /// When it was entered.
        pub created_at: Instant,
        /// How often it was changed.
        pub version: i64,
        /// The procedures to which it extends, by their ids; none where this was not asked, which stands for all.
        pub procedures: Option<Vec<String>>,
    }
}

const INSERT: &str = "INSERT INTO entrustments
    (id, organ_id, body_id, number, matters, from_on, to_on, published_on, revoked_on, scan_hash, created_at, version,
     procedures)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const SAVE: &str = "UPDATE entrustments
SET number = $3, matters = $4, from_on = $5, to_on = $6, published_on = $7, revoked_on = $8, scan_hash = $9,
    version = version + 1
WHERE id = $1 AND version = $2";
const BY_ID: &str = "SELECT id, organ_id, body_id, number, matters, from_on, to_on, published_on, revoked_on,
    scan_hash, created_at, version, procedures
FROM entrustments
WHERE id = $1";
const ALL: &str = "SELECT id, organ_id, body_id, number, matters, from_on, to_on, published_on, revoked_on,
    scan_hash, created_at, version, procedures
FROM entrustments
ORDER BY from_on, id";
const IN_FORCE: &str =
    "SELECT id, organ_id, body_id, number, matters, from_on, to_on, published_on, revoked_on,
    scan_hash, created_at, version, procedures
FROM entrustments
WHERE organ_id = $1 AND body_id = $2 AND from_on <= $3 AND to_on >= $3
  AND (revoked_on IS NULL OR revoked_on > $3)
ORDER BY from_on, id";

/// Enters an entrustment.
pub async fn insert(tx: &mut WriteTx, row: &EntrustmentRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(row.organ_id.as_uuid());
        let query = query.bind(row.body_id.as_uuid()).bind(&row.number).bind(&row.matters);
        let query = query.bind(row.from_on).bind(row.to_on).bind(row.published_on).bind(row.revoked_on);
        let query = query.bind(row.scan_hash.as_ref().map(|hash| hash.as_bytes().as_slice()));
        let query = query.bind(row.created_at.micros()).bind(row.version);
        let query = query.bind(row.procedures.as_ref().map(|ids| ids.join(" ")));
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Saves an entrustment as it was read and changed; fails with `Conflict` when it was changed meanwhile.
///
/// The two bodies stay as they were: another pair is another entrustment.
pub async fn save(tx: &mut WriteTx, row: &EntrustmentRow) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(SAVE).bind(row.id.as_uuid()).bind(row.version).bind(&row.number);
        let query = query.bind(&row.matters).bind(row.from_on).bind(row.to_on);
        let query = query.bind(row.published_on).bind(row.revoked_on);
        let query = query.bind(row.scan_hash.as_ref().map(|hash| hash.as_bytes().as_slice()));
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "entrustments")
}

/// An entrustment.
pub async fn by_id(tx: &mut ReadTx, id: EntrustmentId) -> Result<Option<EntrustmentRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(BY_ID).bind(id.as_uuid()).fetch_optional(connection).await?))
}

/// All entrustments, the oldest first.
pub async fn all(tx: &mut ReadTx) -> Result<Vec<EntrustmentRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(ALL).fetch_all(connection).await?))
}

/// The entrustments of a body by an organ that hold on a day.
pub async fn in_force(
    tx: &mut ReadTx,
    organ: OrganId,
    body: OrganId,
    on: NaiveDate,
) -> Result<Vec<EntrustmentRow>, StoreError> {
    Ok(on!(tx, |connection| {
        let query = sqlx::query_as(IN_FORCE).bind(organ.as_uuid()).bind(body.as_uuid()).bind(on);
        query.fetch_all(connection).await?
    }))
}
