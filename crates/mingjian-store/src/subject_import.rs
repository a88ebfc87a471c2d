//! Imports of subjects: which workbook was read by whom, what was found in it row by row, and whether it was applied.
//! The workbook itself lies in the file store; its name and the report are sealed.

use mingjian_domain::id::{OrganId, SubjectImportId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::hash::Hash;
use crate::seal::{self, Place};

text_enum! {
    /// How far an import is.
    pub enum ImportState {
        /// Read and shown; nothing is entered yet.
        Read = "read",
        /// Entered.
        Applied = "applied",
    }
}

/// An import.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The identifier.
    pub id: SubjectImportId,
    /// The organ.
    pub organ_id: OrganId,
    /// The department whose subjects it brings.
    pub department_id: OrganId,
    /// Who uploaded the workbook.
    pub user_id: UserId,
    /// SHA-256 of the workbook.
    pub file_hash: Hash,
    /// Its length in bytes.
    pub file_size: i64,
    /// How far it is.
    pub state: ImportState,
    /// The name of the workbook; sealed at rest.
    pub name: String,
    /// What was found, as the app wrote it; sealed at rest.
    pub report: Vec<u8>,
    /// When it was read.
    pub created_at: Instant,
    /// When it was applied.
    pub applied_at: Option<Instant>,
    /// How often it was changed, from one.
    pub version: i64,
}

/// Without name and report, so that they reach no log.
impl std::fmt::Debug for ImportRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportRow").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

row! {
    struct SealedImport {
        id: SubjectImportId,
        organ_id: OrganId,
        department_id: OrganId,
        user_id: UserId,
        file_hash: Hash,
        file_size: i64,
        state: ImportState,
        sealed_name: Vec<u8>,
        sealed_report: Vec<u8>,
        created_at: Instant,
        applied_at: Option<Instant>,
        version: i64,
    }
}

const INSERT: &str = "INSERT INTO subject_imports
    (id, organ_id, department_id, user_id, file_hash, file_size, state, sealed_name, sealed_report, created_at,
     applied_at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, $11)";
const SAVE: &str = "UPDATE subject_imports
SET state = $3, sealed_report = $4, applied_at = $5, version = version + 1
WHERE id = $1 AND version = $2";
const BY_ID: &str = "SELECT id, organ_id, department_id, user_id, file_hash, file_size, state, sealed_name,
    sealed_report, created_at, applied_at, version
FROM subject_imports
WHERE id = $1 AND organ_id = $2";
const OF_DEPARTMENT: &str =
    "SELECT id, organ_id, department_id, user_id, file_hash, file_size, state, sealed_name,
    sealed_report, created_at, applied_at, version
FROM subject_imports
WHERE department_id = $1
ORDER BY created_at DESC, id DESC
LIMIT $2";

/// Records an import.
pub async fn insert(tx: &mut WriteTx, row: &ImportRow) -> Result<(), StoreError> {
    let id = row.id.to_string();
    let name = tx.keys().seal(name_place(&id), row.name.as_bytes());
    let report = tx.keys().seal(report_place(&report_row(row.id, row.version)), &row.report);
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(row.organ_id.as_uuid());
        let query = query.bind(row.department_id.as_uuid()).bind(row.user_id.as_uuid());
        let query = query.bind(row.file_hash.as_bytes().as_slice()).bind(row.file_size);
        let query = query.bind(row.state.as_str()).bind(name).bind(report).bind(row.created_at.micros());
        query.bind(row.version).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Saves state and report; `row.version` is the version that was loaded.
///
/// Fails with `Conflict` when somebody else applied it meanwhile.
pub async fn save(tx: &mut WriteTx, row: &ImportRow) -> Result<(), StoreError> {
    let report = tx.keys().seal(report_place(&report_row(row.id, row.version + 1)), &row.report);
    let saved = on!(tx, |connection| {
        let query = sqlx::query(SAVE).bind(row.id.as_uuid()).bind(row.version).bind(row.state.as_str());
        let query = query.bind(report).bind(row.applied_at.map(Instant::micros));
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "subject_imports")
}

/// An import of an organ.
pub async fn by_id(
    tx: &mut ReadTx,
    organ: OrganId,
    id: SubjectImportId,
) -> Result<Option<ImportRow>, StoreError> {
    let row: Option<SealedImport> = on!(tx, |connection| {
        sqlx::query_as(BY_ID).bind(id.as_uuid()).bind(organ.as_uuid()).fetch_optional(connection).await?
    });
    row.map(|row| row.open(tx)).transpose()
}

/// The imports of a department, the latest first.
pub async fn of_department(
    tx: &mut ReadTx,
    department: OrganId,
    limit: i64,
) -> Result<Vec<ImportRow>, StoreError> {
    let rows: Vec<SealedImport> = on!(tx, |connection| {
        sqlx::query_as(OF_DEPARTMENT).bind(department.as_uuid()).bind(limit).fetch_all(connection).await?
    });
    rows.into_iter().map(|row| row.open(tx)).collect()
}

impl SealedImport {
    fn open(self, tx: &ReadTx) -> Result<ImportRow, StoreError> {
        let id = self.id.to_string();
        let name = tx.keys().open(name_place(&id), &self.sealed_name)?;
        let report_row = report_row(self.id, self.version);
        Ok(ImportRow {
            name: seal::into_text(name_place(&id), name)?,
            report: tx.keys().open(report_place(&report_row), &self.sealed_report)?,
            id: self.id,
            organ_id: self.organ_id,
            department_id: self.department_id,
            user_id: self.user_id,
            file_hash: self.file_hash,
            file_size: self.file_size,
            state: self.state,
            created_at: self.created_at,
            applied_at: self.applied_at,
            version: self.version,
        })
    }
}

fn report_row(id: SubjectImportId, version: i64) -> String {
    format!("{id}/{version}")
}

fn name_place(row: &str) -> Place<'_> {
    Place { table: "subject_imports", column: "sealed_name", row }
}

fn report_place(row: &str) -> Place<'_> {
    Place { table: "subject_imports", column: "sealed_report", row }
}
