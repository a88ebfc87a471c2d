//! Issued documents (文书): the frozen data of each, sealed, its number, its hashes and its state.
//! It renders nothing and takes no number by itself: see `number_series` and `mingjian-docs`.

use mingjian_domain::id::{DocumentId, OrganId, ProceedingId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::hash::Hash;
use crate::proceeding;
use crate::seal::{DataKey, Place};

/// A document that is about to be issued.
#[derive(Clone)]
pub struct NewDocument<'a> {
    /// The identifier.
    pub id: DocumentId,
    /// The organ in whose name it is issued; within it the numbers of a kind are unique.
    pub organ_id: OrganId,
    /// The kind, such as `decision-penalty`.
    pub kind: &'a str,
    /// The document number (文号), if this kind has one.
    pub number: Option<&'a str>,
    /// The verification code under which a scan or a visitor finds it.
    pub code: Option<&'a str>,
    /// The typed data from which it is rendered, with its salt.
    pub data: &'a [u8],
    /// The first state.
    pub state: &'a str,
    /// When it was issued.
    pub issued_at: Instant,
}

row! {
    /// An issued document without its data.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DocumentRow {
        /// The identifier.
        pub id: DocumentId,
        /// The proceeding.
        pub proceeding_id: ProceedingId,
        /// The organ.
        pub organ_id: OrganId,
        /// The kind.
        pub kind: String,
        /// The document number.
        pub number: Option<String>,
        /// The verification code.
        pub code: Option<String>,
        /// SHA-256 of the data.
        pub data_hash: Hash,
        /// SHA-256 of the rendered PDF.
        pub pdf_hash: Option<Hash>,
        /// The state, in words of the domain.
        pub state: String,
        /// How often the row was changed.
        pub version: i64,
        /// When it was issued.
        pub issued_at: Instant,
    }
}

row! {
    struct FrozenData {
        proceeding_id: ProceedingId,
        data_hash: Hash,
        sealed_data: Vec<u8>,
    }
}

const INSERT: &str = "INSERT INTO documents
    (id, proceeding_id, organ_id, kind, number, code, data_hash, sealed_data, state, version, issued_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)";
const SAVE: &str = "UPDATE documents
SET pdf_hash = $3, state = $4, version = version + 1
WHERE id = $1 AND version = $2";
const BY_ID: &str =
    "SELECT id, proceeding_id, organ_id, kind, number, code, data_hash, pdf_hash, state, version,
    issued_at
FROM documents
WHERE id = $1";
const BY_CODE: &str =
    "SELECT id, proceeding_id, organ_id, kind, number, code, data_hash, pdf_hash, state, version,
    issued_at
FROM documents
WHERE code = $1";
const OF_PROCEEDING: &str =
    "SELECT id, proceeding_id, organ_id, kind, number, code, data_hash, pdf_hash, state,
    version, issued_at
FROM documents
WHERE proceeding_id = $1
ORDER BY issued_at, id";
const DATA: &str = "SELECT proceeding_id, data_hash, sealed_data FROM documents WHERE id = $1";

/// Issues a document and answers the hash of its data.
///
/// Fails with `NotUnique` when its number was used for this kind in this organ, or its code anywhere.
pub async fn insert(
    tx: &mut WriteTx,
    data_key: &DataKey,
    document: &NewDocument<'_>,
) -> Result<Hash, StoreError> {
    let data_hash = Hash::of(document.data);
    let sealed = data_key.seal(place(&document.id.to_string()), document.data);
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(document.id.as_uuid()).bind(data_key.proceeding().as_uuid());
        let query = query.bind(document.organ_id.as_uuid()).bind(document.kind).bind(document.number);
        let query = query.bind(document.code).bind(data_hash.as_bytes().as_slice()).bind(sealed);
        let query = query.bind(document.state).bind(document.issued_at.micros());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(data_hash)
}

/// Saves state and PDF hash of a document as read and changed; its data never changes.
///
/// Fails with `Conflict` when the row was changed meanwhile.
pub async fn save(tx: &mut WriteTx, row: &DocumentRow) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(SAVE).bind(row.id.as_uuid()).bind(row.version);
        let query = query.bind(row.pdf_hash.as_ref().map(|hash| hash.as_bytes().as_slice())).bind(&row.state);
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "documents")
}

/// A document.
pub async fn by_id(tx: &mut ReadTx, id: DocumentId) -> Result<Option<DocumentRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(BY_ID).bind(id.as_uuid()).fetch_optional(connection).await?))
}

/// The document with a verification code.
pub async fn by_code(tx: &mut ReadTx, code: &str) -> Result<Option<DocumentRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(BY_CODE).bind(code).fetch_optional(connection).await?))
}

/// The documents of a proceeding in the order of issue.
pub async fn of_proceeding(tx: &mut ReadTx, id: ProceedingId) -> Result<Vec<DocumentRow>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(OF_PROCEEDING).bind(id.as_uuid()).fetch_all(connection).await?
    }))
}

/// The data of a document, as it was issued. Fails with `Corrupt` when it is not what its hash says.
pub async fn data(tx: &mut ReadTx, id: DocumentId) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<FrozenData> =
        on!(tx, |connection| sqlx::query_as(DATA).bind(id.as_uuid()).fetch_optional(connection).await?);
    let Some(row) = row else { return Ok(None) };
    let corrupt = |why| StoreError::Corrupt { table: "documents", row: id.to_string(), why };
    let data_key =
        proceeding::data_key(tx, row.proceeding_id).await?.ok_or_else(|| corrupt("所属案件不存在"))?;
    let data = data_key.open(place(&id.to_string()), &row.sealed_data)?;
    if Hash::of(&data) == row.data_hash { Ok(Some(data)) } else { Err(corrupt("内容与摘要不符")) }
}

fn place(row: &str) -> Place<'_> {
    Place { table: "documents", column: "sealed_data", row }
}
