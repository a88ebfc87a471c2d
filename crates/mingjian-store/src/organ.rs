//! Bodies: organs, the bodies that they entrust, and their departments.
//! What a body may do is decided by the domain, not here.

use mingjian_domain::id::OrganId;
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};

text_enum! {
    /// What a body is.
    pub enum OrganKind {
        /// An organ with power of its own (行政机关).
        Organ = "organ",
        /// A body that acts in the name of an organ (受委托组织).
        EntrustedBody = "entrusted-body",
        /// A unit inside a body (科室).
        Department = "department",
    }
}

row! {
    /// A body.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct OrganRow {
        /// Its identifier.
        pub id: OrganId,
        /// The body above it; every department has one.
        pub parent_id: Option<OrganId>,
        /// What it is.
        pub kind: OrganKind,
        /// Its full name, as on documents.
        pub name: String,
        /// The unified social credit code (统一社会信用代码).
        pub credit_code: Option<String>,
        /// The code of its administrative division (行政区划代码).
        pub region: Option<String>,
        /// Whether it still acts.
        pub active: bool,
        /// When it was entered.
        pub created_at: Instant,
        /// How often it was changed.
        pub version: i64,
    }
}

const INSERT: &str = "INSERT INTO organs
    (id, parent_id, kind, name, credit_code, region, active, created_at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const SAVE: &str = "UPDATE organs
SET parent_id = $3, kind = $4, name = $5, credit_code = $6, region = $7, active = $8, version = version + 1
WHERE id = $1 AND version = $2";
const BY_ID: &str = "SELECT id, parent_id, kind, name, credit_code, region, active, created_at, version
FROM organs
WHERE id = $1";
const ALL: &str = "SELECT id, parent_id, kind, name, credit_code, region, active, created_at, version
FROM organs
ORDER BY id";

/// Enters a body. Fails with `NotUnique` when its credit code is there already.
pub async fn insert(tx: &mut WriteTx, row: &OrganRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(row.parent_id.map(OrganId::as_uuid));
        let query = query.bind(row.kind.as_str()).bind(&row.name).bind(&row.credit_code).bind(&row.region);
        let query = query.bind(row.active).bind(row.created_at.micros()).bind(row.version);
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Saves a body as it was read and changed; fails with `Conflict` when it was changed meanwhile.
pub async fn save(tx: &mut WriteTx, row: &OrganRow) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(SAVE).bind(row.id.as_uuid()).bind(row.version);
        let query = query.bind(row.parent_id.map(OrganId::as_uuid)).bind(row.kind.as_str()).bind(&row.name);
        let query = query.bind(&row.credit_code).bind(&row.region).bind(row.active);
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "organs")
}

/// A body.
pub async fn by_id(tx: &mut ReadTx, id: OrganId) -> Result<Option<OrganRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(BY_ID).bind(id.as_uuid()).fetch_optional(connection).await?))
}

/// All bodies, the oldest first; there are few.
pub async fn all(tx: &mut ReadTx) -> Result<Vec<OrganRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(ALL).fetch_all(connection).await?))
}
