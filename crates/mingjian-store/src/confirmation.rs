//! Confirmations of rules whose text was not seen: who vouches for which rule of which pack, when, by which scan; and what
//! was taken back of them.
//! Whether a rule needs one is the business of `mingjian-law`.

use chrono::NaiveDate;
use mingjian_domain::id::{FileId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::hash::Hash;
use crate::row::Source;
use crate::seal::{self, Keys, Place};

/// A confirmation of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmationRow {
    /// The rule.
    pub rule: String,
    /// The pack in which the rule was read.
    pub pack_hash: Hash,
    /// The digest of what the rule said there; none in rows older than the column.
    pub content_hash: Option<Hash>,
    /// The person who vouches for it.
    pub person: String,
    /// The day of the confirmation.
    pub confirmed_on: NaiveDate,
    /// The hash of the scanned text.
    pub scan_hash: Hash,
    /// The scan among the files of the body; none where only its hash was kept.
    pub scan_file: Option<FileId>,
    /// What the source is; sealed at rest.
    pub note: String,
    /// Who recorded it; none where it was recorded at the machine.
    pub recorded_by: Option<UserId>,
    /// Real or demonstration.
    pub source: Source,
    /// When it was recorded.
    pub recorded_at: Instant,
}

/// A confirmation as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub row: ConfirmationRow,
}

/// A confirmation that was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalRow {
    /// The rule.
    pub rule: String,
    /// The confirmation; none for the one that came with the pack.
    pub confirmation: Option<i64>,
    /// Why; sealed at rest.
    pub reason: String,
    /// Who took it back.
    pub withdrawn_by: UserId,
    /// Real or demonstration.
    pub source: Source,
    /// When it was recorded.
    pub recorded_at: Instant,
}

row! {
    struct SealedConfirmation {
        id: i64,
        rule: String,
        pack_hash: Hash,
        content_hash: Option<Hash>,
        person: String,
        confirmed_on: NaiveDate,
        scan_hash: Hash,
        scan_file: Option<FileId>,
        sealed_note: Option<Vec<u8>>,
        recorded_by: Option<UserId>,
        source: Source,
        recorded_at: Instant,
    }
}

row! {
    struct SealedWithdrawal {
        rule: String,
        confirmation_id: Option<i64>,
        sealed_reason: Vec<u8>,
        withdrawn_by: UserId,
        source: Source,
        recorded_at: Instant,
    }
}

const INSERT: &str = "INSERT INTO confirmations
    (rule, pack_hash, content_hash, person, confirmed_on, scan_hash, scan_file, sealed_note, recorded_by, source, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const ALL: &str =
    "SELECT id, rule, pack_hash, content_hash, person, confirmed_on, scan_hash, scan_file, sealed_note,
    recorded_by, source, recorded_at
FROM confirmations
ORDER BY id";
const WITHDRAW: &str = "INSERT INTO confirmation_withdrawals
    (rule, confirmation_id, sealed_reason, withdrawn_by, source, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6)";
const WITHDRAWALS: &str = "SELECT rule, confirmation_id, sealed_reason, withdrawn_by, source, recorded_at
FROM confirmation_withdrawals
ORDER BY id";

/// Records a confirmation.
pub async fn insert(tx: &mut WriteTx, row: &ConfirmationRow) -> Result<(), StoreError> {
    let sealed = tx.keys().seal(note_place(&row_name(&row.rule, row.recorded_at)), row.note.as_bytes());
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(&row.rule).bind(row.pack_hash.as_bytes().as_slice());
        let query = query.bind(row.content_hash.as_ref().map(|hash| hash.as_bytes().as_slice()));
        let query = query.bind(&row.person).bind(row.confirmed_on).bind(row.scan_hash.as_bytes().as_slice());
        let query = query.bind(row.scan_file.map(FileId::as_uuid)).bind(sealed);
        let query = query.bind(row.recorded_by.map(UserId::as_uuid));
        let query = query.bind(row.source.as_str()).bind(row.recorded_at.micros());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Every confirmation in the order of recording, those that were taken back too.
pub async fn all(tx: &mut ReadTx) -> Result<Vec<Recorded>, StoreError> {
    let rows: Vec<SealedConfirmation> =
        on!(tx, |connection| sqlx::query_as(ALL).fetch_all(connection).await?);
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

/// Takes a confirmation back. Twice is `NotUnique`.
pub async fn withdraw(tx: &mut WriteTx, row: &WithdrawalRow) -> Result<(), StoreError> {
    let sealed = tx.keys().seal(reason_place(&row_name(&row.rule, row.recorded_at)), row.reason.as_bytes());
    on!(tx, |connection| {
        let query = sqlx::query(WITHDRAW).bind(&row.rule).bind(row.confirmation).bind(sealed);
        let query = query.bind(row.withdrawn_by.as_uuid()).bind(row.source.as_str());
        query.bind(row.recorded_at.micros()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Everything that was taken back, in the order of recording.
pub async fn withdrawals(tx: &mut ReadTx) -> Result<Vec<WithdrawalRow>, StoreError> {
    let rows: Vec<SealedWithdrawal> =
        on!(tx, |connection| sqlx::query_as(WITHDRAWALS).fetch_all(connection).await?);
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

impl SealedConfirmation {
    fn open(self, keys: &Keys) -> Result<Recorded, StoreError> {
        let name = row_name(&self.rule, self.recorded_at);
        let note = match &self.sealed_note {
            Some(sealed) => seal::into_text(note_place(&name), keys.open(note_place(&name), sealed)?)?,
            None => String::new(),
        };
        let row = ConfirmationRow {
            rule: self.rule,
            pack_hash: self.pack_hash,
            content_hash: self.content_hash,
            person: self.person,
            confirmed_on: self.confirmed_on,
            scan_hash: self.scan_hash,
            scan_file: self.scan_file,
            note,
            recorded_by: self.recorded_by,
            source: self.source,
            recorded_at: self.recorded_at,
        };
        Ok(Recorded { id: self.id, row })
    }
}

impl SealedWithdrawal {
    fn open(self, keys: &Keys) -> Result<WithdrawalRow, StoreError> {
        let name = row_name(&self.rule, self.recorded_at);
        let reason =
            seal::into_text(reason_place(&name), keys.open(reason_place(&name), &self.sealed_reason)?)?;
        let Self { rule, confirmation_id: confirmation, withdrawn_by, source, recorded_at, .. } = self;
        Ok(WithdrawalRow { rule, confirmation, reason, withdrawn_by, source, recorded_at })
    }
}

/// The number of a row is not known before it is written.
fn row_name(rule: &str, recorded_at: Instant) -> String {
    format!("{rule}/{}", recorded_at.micros())
}

fn note_place(row: &str) -> Place<'_> {
    Place { table: "confirmations", column: "sealed_note", row }
}

fn reason_place(row: &str) -> Place<'_> {
    Place { table: "confirmation_withdrawals", column: "sealed_reason", row }
}
