//! What is known of stored files: hash, size, media type, and the name that people gave them, sealed.
//! The bytes are not here: `mingjian-files` keeps them under their hash.

use mingjian_domain::id::{FileId, ProceedingId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::hash::Hash;
use crate::proceeding;
use crate::seal::{self, DataKey, Place};

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobRow {
    /// The identifier; two uploads of the same bytes are two rows with one hash.
    pub id: FileId,
    /// The proceeding that it belongs to, if any.
    pub proceeding_id: Option<ProceedingId>,
    /// SHA-256 of its bytes.
    pub hash: Hash,
    /// Its length in bytes.
    pub size: i64,
    /// Its media type.
    pub media_type: String,
    /// Its name; sealed at rest.
    pub name: String,
    /// Who stored it; none for what the system made.
    pub stored_by: Option<UserId>,
    /// When it was stored.
    pub stored_at: Instant,
}

row! {
    struct SealedBlob {
        id: FileId,
        proceeding_id: Option<ProceedingId>,
        hash: Hash,
        size: i64,
        media_type: String,
        sealed_name: Vec<u8>,
        stored_by: Option<UserId>,
        stored_at: Instant,
    }
}

const INSERT: &str = "INSERT INTO blobs
    (id, proceeding_id, hash, size, media_type, sealed_name, stored_by, stored_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const BY_ID: &str = "SELECT id, proceeding_id, hash, size, media_type, sealed_name, stored_by, stored_at
FROM blobs
WHERE id = $1";
const OF_PROCEEDING: &str =
    "SELECT id, proceeding_id, hash, size, media_type, sealed_name, stored_by, stored_at
FROM blobs
WHERE proceeding_id = $1
ORDER BY stored_at, id";
const HASHES: &str = "SELECT DISTINCT hash FROM blobs WHERE hash > $1 ORDER BY hash LIMIT $2";

/// Records a stored file. The proceeding in the row must be the key's; without a key it belongs to none.
pub async fn insert(tx: &mut WriteTx, data_key: Option<&DataKey>, row: &BlobRow) -> Result<(), StoreError> {
    let place_row = row.id.to_string();
    let sealed = match data_key {
        Some(key) => key.seal(place(&place_row), row.name.as_bytes()),
        None => tx.keys().seal(place(&place_row), row.name.as_bytes()),
    };
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid());
        let query = query.bind(data_key.map(|key| key.proceeding().as_uuid()));
        let query = query.bind(row.hash.as_bytes().as_slice()).bind(row.size).bind(&row.media_type);
        let query = query.bind(sealed).bind(row.stored_by.map(UserId::as_uuid));
        query.bind(row.stored_at.micros()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// A stored file.
pub async fn by_id(tx: &mut ReadTx, id: FileId) -> Result<Option<BlobRow>, StoreError> {
    let row: Option<SealedBlob> =
        on!(tx, |connection| sqlx::query_as(BY_ID).bind(id.as_uuid()).fetch_optional(connection).await?);
    let Some(row) = row else { return Ok(None) };
    let place_row = id.to_string();
    let name = match row.proceeding_id {
        Some(proceeding) => {
            let missing =
                || StoreError::Corrupt { table: "blobs", row: id.to_string(), why: "所属案件不存在" };
            let key = proceeding::data_key(tx, proceeding).await?.ok_or_else(missing)?;
            key.open(place(&place_row), &row.sealed_name)?
        }
        None => tx.keys().open(place(&place_row), &row.sealed_name)?,
    };
    row.named(name).map(Some)
}

/// The files of a proceeding in the order of storing.
pub async fn of_proceeding(tx: &mut ReadTx, data_key: &DataKey) -> Result<Vec<BlobRow>, StoreError> {
    let rows: Vec<SealedBlob> = on!(tx, |connection| {
        sqlx::query_as(OF_PROCEEDING).bind(data_key.proceeding().as_uuid()).fetch_all(connection).await?
    });
    let open = |row: SealedBlob| {
        let name = data_key.open(place(&row.id.to_string()), &row.sealed_name)?;
        row.named(name)
    };
    rows.into_iter().map(open).collect()
}

/// The hashes that must lie in the file store, in order, for a check of it; begin after `Hash::ZERO`.
pub async fn hashes(tx: &mut ReadTx, after: Hash, limit: i64) -> Result<Vec<Hash>, StoreError> {
    let rows: Vec<StoredHash> = on!(tx, |connection| {
        let query = sqlx::query_as(HASHES).bind(after.as_bytes().as_slice()).bind(limit);
        query.fetch_all(connection).await?
    });
    Ok(rows.into_iter().map(|row| row.hash).collect())
}

row! {
    struct StoredHash {
        hash: Hash,
    }
}

impl SealedBlob {
    fn named(self, name: Vec<u8>) -> Result<BlobRow, StoreError> {
        let name = seal::into_text(place(&self.id.to_string()), name)?;
        let Self { id, proceeding_id, hash, size, media_type, stored_by, stored_at, .. } = self;
        Ok(BlobRow { id, proceeding_id, hash, size, media_type, name, stored_by, stored_at })
    }
}

fn place(row: &str) -> Place<'_> {
    Place { table: "blobs", column: "sealed_name", row }
}
