//! Confirmations of rules whose text was not seen: who vouches for which rule of which pack, when, by which scan.
//! Whether a rule needs one is the business of `mingjian-law`.

use chrono::NaiveDate;
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::hash::Hash;
use crate::row::Source;

row! {
    /// A confirmation of one rule.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ConfirmationRow {
        /// The rule.
        pub rule: String,
        /// The pack in which the rule was read.
        pub pack_hash: Hash,
        /// The person who vouches for it.
        pub person: String,
        /// The day of the confirmation.
        pub confirmed_on: NaiveDate,
        /// The hash of the scanned text.
        pub scan_hash: Hash,
        /// Real or demonstration.
        pub source: Source,
        /// When it was recorded.
        pub recorded_at: Instant,
    }
}

const INSERT: &str = "INSERT INTO confirmations
    (rule, pack_hash, person, confirmed_on, scan_hash, source, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ALL: &str = "SELECT rule, pack_hash, person, confirmed_on, scan_hash, source, recorded_at
FROM confirmations
ORDER BY id";

/// Records a confirmation.
pub async fn insert(tx: &mut WriteTx, row: &ConfirmationRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(&row.rule).bind(row.pack_hash.as_bytes().as_slice());
        let query = query.bind(&row.person).bind(row.confirmed_on).bind(row.scan_hash.as_bytes().as_slice());
        let query = query.bind(row.source.as_str()).bind(row.recorded_at.micros());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Every confirmation in the order of recording; where a rule has several, the last one holds.
pub async fn all(tx: &mut ReadTx) -> Result<Vec<ConfirmationRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(ALL).fetch_all(connection).await?))
}
