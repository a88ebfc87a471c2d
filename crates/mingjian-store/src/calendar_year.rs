//! Calendar years (放假安排) as the body imported them, each with its text, its hash and who brought it.
//! It reads no text and counts no day: both are the business of `mingjian-law`.

use mingjian_domain::id::UserId;
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::hash::Hash;
use crate::row::Source;
use crate::seal::{self, Keys, Place};

/// An imported year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarYearRow {
    /// The year.
    pub year: i64,
    /// The file of the year, as packs have it.
    pub content: String,
    /// The hash of that text.
    pub hash: Hash,
    /// Why a year that was known was replaced; sealed at rest.
    pub reason: String,
    /// Who imported it.
    pub imported_by: UserId,
    /// In which role.
    pub role: String,
    /// Real or demonstration.
    pub source: Source,
    /// When it was recorded.
    pub recorded_at: Instant,
}

row! {
    struct SealedYear {
        year: i64,
        content: String,
        hash: Hash,
        sealed_reason: Vec<u8>,
        imported_by: UserId,
        role: String,
        source: Source,
        recorded_at: Instant,
    }
}

const INSERT: &str = "INSERT INTO calendar_years
    (year, content, hash, sealed_reason, imported_by, role, source, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const ALL: &str = "SELECT year, content, hash, sealed_reason, imported_by, role, source, recorded_at
FROM calendar_years
ORDER BY id";

/// Records an imported year.
pub async fn insert(tx: &mut WriteTx, row: &CalendarYearRow) -> Result<(), StoreError> {
    let sealed = tx.keys().seal(place(&row_name(row.year, row.recorded_at)), row.reason.as_bytes());
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.year).bind(&row.content);
        let query = query.bind(row.hash.as_bytes().as_slice()).bind(sealed);
        let query = query.bind(row.imported_by.as_uuid()).bind(&row.role).bind(row.source.as_str());
        query.bind(row.recorded_at.micros()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Every imported year in the order of recording; where a year was imported twice, the last one holds.
pub async fn all(tx: &mut ReadTx) -> Result<Vec<CalendarYearRow>, StoreError> {
    let rows: Vec<SealedYear> = on!(tx, |connection| sqlx::query_as(ALL).fetch_all(connection).await?);
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

impl SealedYear {
    fn open(self, keys: &Keys) -> Result<CalendarYearRow, StoreError> {
        let name = row_name(self.year, self.recorded_at);
        let reason = seal::into_text(place(&name), keys.open(place(&name), &self.sealed_reason)?)?;
        let Self { year, content, hash, imported_by, role, source, recorded_at, .. } = self;
        if Hash::of(content.as_bytes()) != hash {
            let why = "内容与其摘要不符";
            return Err(StoreError::Corrupt { table: "calendar_years", row: name, why });
        }
        Ok(CalendarYearRow { year, content, hash, reason, imported_by, role, source, recorded_at })
    }
}

/// The number of a row is not known before it is written.
fn row_name(year: i64, recorded_at: Instant) -> String {
    format!("{year}/{}", recorded_at.micros())
}

fn place(row: &str) -> Place<'_> {
    Place { table: "calendar_years", column: "sealed_reason", row }
}
