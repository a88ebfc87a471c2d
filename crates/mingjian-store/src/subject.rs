//! The register of subjects (监管对象): the row that lists see, the sealed content, every name, and the numbers that find it.
//! It does not know what makes two subjects one: it only keeps a number from being held twice. Lists and searches are
//! `subject_search`'s.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mingjian_domain::id::{OrganId, SubjectId, SubjectImportId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::filter::Query;
use crate::hash::Hash;
use crate::identifier::normalise;
use crate::row::Source;
use crate::seal::Place;

row! {
    /// What lists and filters see of a subject.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SubjectRow {
        /// The identifier.
        pub id: SubjectId,
        /// The organ whose register it is in.
        pub organ_id: OrganId,
        /// The department that is responsible.
        pub department_id: OrganId,
        /// `citizen`, `organisation` or `individual-business`.
        pub kind: String,
        /// The name.
        pub name: String,
        /// The name as it is compared.
        pub name_key: String,
        /// The name without its legal form, as it is compared.
        pub name_core: String,
        /// Where it works; empty for a citizen, whose address is sealed.
        pub address: String,
        /// The address as it is compared.
        pub address_key: String,
        /// The county or district.
        pub area: String,
        /// Unified social credit code.
        pub credit_code: Option<String>,
        /// `operating`, `suspended` or `closed`.
        pub status: String,
        /// The first day on which one of its licences ends.
        pub licence_until_on: Option<NaiveDate>,
        /// The subject into which it was merged.
        pub merged_into_id: Option<SubjectId>,
        /// Real or demonstration.
        pub source: Source,
        /// When it was entered.
        pub created_at: Instant,
        /// When it was last changed.
        pub changed_at: Instant,
        /// How often it was changed, from one.
        pub version: i64,
    }
}

/// A subject with its content as the domain wrote it.
#[derive(Clone, PartialEq, Eq)]
pub struct LoadedSubject {
    /// The columns.
    pub row: SubjectRow,
    /// The content; sealed at rest.
    pub content: Vec<u8>,
}

/// Without the content, so that it reaches no log.
impl std::fmt::Debug for LoadedSubject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoadedSubject").field("id", &self.row.id).finish_non_exhaustive()
    }
}

/// A number with its kind, such as `credit-code` or `phone`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    /// What it is.
    pub kind: String,
    /// The value, in whatever spelling.
    pub value: String,
}

/// Without the value, so that it reaches no log.
impl std::fmt::Debug for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Number").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// What is kept beside the row, in place of what stood there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Numbers that no other subject of the organ may have.
    pub identities: Vec<Number>,
    /// Numbers by which it is found.
    pub numbers: Vec<Number>,
    /// The fields of supervision.
    pub specialities: Vec<String>,
}

row! {
    /// A name that a subject had.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct NameRow {
        /// The name.
        pub name: String,
        /// Since when it is known.
        pub since_at: Instant,
    }
}

text_enum! {
    /// What a change was.
    pub enum ChangeKind {
        /// Entered by a person (登记).
        Entered = "entered",
        /// Changed by a person (修改).
        Changed = "changed",
        /// Entered or changed by an import (导入).
        Imported = "imported",
        /// Merged into another (并入).
        Merged = "merged",
        /// Another was merged into it (接收合并).
        TakenOver = "taken-over",
        /// A merger was undone (撤销合并).
        Parted = "parted",
    }
}

/// A change on its way into the record.
#[derive(Clone, PartialEq, Eq)]
pub struct NewChange<'a> {
    /// The subject.
    pub subject: SubjectId,
    /// Its version after the change.
    pub version: i64,
    /// What it was.
    pub kind: ChangeKind,
    /// Who did it.
    pub by: UserId,
    /// When.
    pub at: Instant,
    /// The import that did it.
    pub import: Option<SubjectImportId>,
    /// The content after it, with reasons; sealed at rest.
    pub content: &'a [u8],
}

/// A change of a subject.
#[derive(Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// The version after it.
    pub version: i64,
    /// What it was.
    pub kind: ChangeKind,
    /// Who did it.
    pub recorded_by: UserId,
    /// When.
    pub recorded_at: Instant,
    /// The import that did it.
    pub import_id: Option<SubjectImportId>,
    /// The content after it.
    pub content: Vec<u8>,
}

/// Without the content, so that it reaches no log.
impl std::fmt::Debug for ChangeRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChangeRow")
            .field("version", &self.version)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

row! {
    struct SealedChange {
        version: i64,
        kind: ChangeKind,
        recorded_by: UserId,
        recorded_at: Instant,
        import_id: Option<SubjectImportId>,
        sealed_content: Vec<u8>,
    }
}

row! {
    struct SealedSubject {
        id: SubjectId,
        version: i64,
        sealed_content: Vec<u8>,
    }
}

row! {
    struct OwnMark {
        kind: String,
        blind_index: Hash,
    }
}

row! {
    struct OwnWord {
        word: String,
    }
}

const INSERT: &str = "INSERT INTO subjects
    (id, organ_id, department_id, kind, name, name_key, name_core, address, address_key, area, credit_code, status,
     licence_until_on, merged_into_id, source, created_at, changed_at, version, sealed_content)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL, $14, $15, $16, $17, $18)";
const SAVE: &str = "UPDATE subjects
SET department_id = $3, kind = $4, name = $5, name_key = $6, name_core = $7, address = $8, address_key = $9, area = $10,
    credit_code = $11, status = $12, licence_until_on = $13, merged_into_id = $14, changed_at = $15,
    sealed_content = $16, version = version + 1
WHERE id = $1 AND version = $2";
pub(crate) const COLUMNS: &str = "SELECT s.id, s.organ_id, s.department_id, s.kind, s.name, s.name_key, s.name_core, s.address,
    s.address_key, s.area, s.credit_code, s.status, s.licence_until_on, s.merged_into_id, s.source, s.created_at,
    s.changed_at, s.version
FROM subjects AS s
WHERE ";
const SEALED: &str = "SELECT s.id, s.version, s.sealed_content FROM subjects AS s WHERE s.id IN ";
const ADD_NAME: &str =
    "INSERT INTO subject_names (subject_id, name_key, name, since_at) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING";
const NAMES: &str =
    "SELECT name, since_at FROM subject_names WHERE subject_id = $1 ORDER BY since_at, name_key";
const OWN_SPECIALITIES: &str = "SELECT speciality AS word FROM subject_specialities WHERE subject_id = $1";
const DROP_SPECIALITY: &str = "DELETE FROM subject_specialities WHERE subject_id = $1 AND speciality = $2";
const ADD_SPECIALITY: &str = "INSERT INTO subject_specialities (subject_id, speciality) VALUES ($1, $2)";
const OWN_IDENTITIES: &str = "SELECT kind, blind_index FROM subject_identities WHERE subject_id = $1";
const DROP_IDENTITY: &str =
    "DELETE FROM subject_identities WHERE subject_id = $1 AND kind = $2 AND blind_index = $3";
const ADD_IDENTITY: &str = "INSERT INTO subject_identities (organ_id, kind, blind_index, subject_id)
VALUES ($1, $2, $3, $4)";
const OWN_NUMBERS: &str = "SELECT kind, blind_index FROM subject_numbers WHERE subject_id = $1";
const DROP_NUMBER: &str =
    "DELETE FROM subject_numbers WHERE subject_id = $1 AND kind = $2 AND blind_index = $3";
const ADD_NUMBER: &str = "INSERT INTO subject_numbers (subject_id, kind, blind_index) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING";
const ADD_CHANGE: &str = "INSERT INTO subject_changes
    (subject_id, version, kind, recorded_by, recorded_at, import_id, sealed_content)
VALUES ($1, $2, $3, $4, $5, $6, $7)";
const CHANGES: &str = "SELECT version, kind, recorded_by, recorded_at, import_id, sealed_content
FROM subject_changes
WHERE subject_id = $1
ORDER BY version";
/// Bound values of one query; SQLite takes 32,766.
pub(crate) const MOST_BOUND: usize = 5_000;

/// Enters a subject with what is kept beside it.
///
/// Fails with `NotUnique("subject_identities.…")` when another subject of the organ has one of its numbers.
pub async fn insert(
    tx: &mut WriteTx,
    row: &SubjectRow,
    content: &[u8],
    marks: &Marks,
) -> Result<(), StoreError> {
    let sealed = tx.keys().seal(content_place(&content_row(row.id, row.version)), content);
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(row.organ_id.as_uuid());
        let query =
            query.bind(row.department_id.as_uuid()).bind(&row.kind).bind(&row.name).bind(&row.name_key);
        let query = query.bind(&row.name_core).bind(&row.address).bind(&row.address_key).bind(&row.area);
        let query = query.bind(&row.credit_code).bind(&row.status).bind(row.licence_until_on);
        let query =
            query.bind(row.source.as_str()).bind(row.created_at.micros()).bind(row.changed_at.micros());
        query.bind(row.version).bind(sealed).execute(connection).await.map(|_| ())?;
    });
    add_name(tx, row).await?;
    for identity in &marks.identities {
        let mark = mark_of(tx, identity);
        add_identity(tx, row, &mark).await?;
    }
    for number in &marks.numbers {
        let mark = mark_of(tx, number);
        add_number(tx, row.id, &mark).await?;
    }
    for speciality in &marks.specialities {
        change_speciality(tx, ADD_SPECIALITY, row.id, speciality).await?;
    }
    Ok(())
}

/// Saves a subject as it was loaded and changed, and answers its new version.
///
/// `row.version` is the version that was loaded; fails with `Conflict` when another change was saved meanwhile.
pub async fn save(
    tx: &mut WriteTx,
    row: &SubjectRow,
    content: &[u8],
    marks: &Marks,
) -> Result<i64, StoreError> {
    let version = row.version + 1;
    let sealed = tx.keys().seal(content_place(&content_row(row.id, version)), content);
    let saved = on!(tx, |connection| {
        let query =
            sqlx::query(SAVE).bind(row.id.as_uuid()).bind(row.version).bind(row.department_id.as_uuid());
        let query = query.bind(&row.kind).bind(&row.name).bind(&row.name_key).bind(&row.name_core);
        let query = query.bind(&row.address).bind(&row.address_key).bind(&row.area).bind(&row.credit_code);
        let query = query.bind(&row.status).bind(row.licence_until_on);
        let query = query.bind(row.merged_into_id.map(SubjectId::as_uuid)).bind(row.changed_at.micros());
        query.bind(sealed).execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "subjects")?;
    add_name(tx, row).await?;
    replace_identities(tx, row, &marks.identities).await?;
    replace_numbers(tx, row.id, &marks.numbers).await?;
    replace_specialities(tx, row.id, &marks.specialities).await?;
    Ok(version)
}

async fn add_name(tx: &mut WriteTx, row: &SubjectRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(ADD_NAME).bind(row.id.as_uuid()).bind(&row.name_key).bind(&row.name);
        query.bind(row.changed_at.micros()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// A number in the form in which the database has it.
#[derive(PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) kind: String,
    pub(crate) blind_index: Hash,
}

pub(crate) fn mark_of(tx: &ReadTx, number: &Number) -> Mark {
    Mark {
        kind: number.kind.clone(),
        blind_index: tx.keys().blind_index(&number.kind, &normalise(&number.value)),
    }
}

async fn add_identity(tx: &mut WriteTx, row: &SubjectRow, mark: &Mark) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(ADD_IDENTITY).bind(row.organ_id.as_uuid()).bind(&mark.kind);
        let query = query.bind(mark.blind_index.as_bytes().as_slice()).bind(row.id.as_uuid());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

async fn add_number(tx: &mut WriteTx, id: SubjectId, mark: &Mark) -> Result<(), StoreError> {
    change_mark(tx, ADD_NUMBER, id, mark).await
}

async fn change_mark(
    tx: &mut WriteTx,
    sql: &'static str,
    id: SubjectId,
    mark: &Mark,
) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(sql).bind(id.as_uuid()).bind(&mark.kind);
        query.bind(mark.blind_index.as_bytes().as_slice()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

async fn change_speciality(
    tx: &mut WriteTx,
    sql: &'static str,
    id: SubjectId,
    speciality: &str,
) -> Result<(), StoreError> {
    on!(tx, |connection| {
        sqlx::query(sql).bind(id.as_uuid()).bind(speciality).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Only what differs is written: most changes touch no number, and an unchanged one must not be free for a moment.
async fn replace_identities(tx: &mut WriteTx, row: &SubjectRow, wanted: &[Number]) -> Result<(), StoreError> {
    let wanted: Vec<Mark> = wanted.iter().map(|number| mark_of(tx, number)).collect();
    let own = own_marks(tx, OWN_IDENTITIES, row.id).await?;
    for gone in own.iter().filter(|mark| !wanted.contains(mark)) {
        change_mark(tx, DROP_IDENTITY, row.id, gone).await?;
    }
    for come in wanted.iter().filter(|mark| !own.contains(mark)) {
        add_identity(tx, row, come).await?;
    }
    Ok(())
}

async fn replace_numbers(tx: &mut WriteTx, id: SubjectId, wanted: &[Number]) -> Result<(), StoreError> {
    let wanted: Vec<Mark> = wanted.iter().map(|number| mark_of(tx, number)).collect();
    let own = own_marks(tx, OWN_NUMBERS, id).await?;
    for gone in own.iter().filter(|mark| !wanted.contains(mark)) {
        change_mark(tx, DROP_NUMBER, id, gone).await?;
    }
    for come in wanted.iter().filter(|mark| !own.contains(mark)) {
        add_number(tx, id, come).await?;
    }
    Ok(())
}

async fn replace_specialities(tx: &mut WriteTx, id: SubjectId, wanted: &[String]) -> Result<(), StoreError> {
    let rows: Vec<OwnWord> = on!(tx, |connection| {
        sqlx::query_as(OWN_SPECIALITIES).bind(id.as_uuid()).fetch_all(connection).await?
    });
    let own: Vec<String> = rows.into_iter().map(|row| row.word).collect();
    for gone in own.iter().filter(|one| !wanted.contains(one)) {
        change_speciality(tx, DROP_SPECIALITY, id, gone).await?;
    }
    for come in wanted.iter().filter(|one| !own.contains(one)) {
        change_speciality(tx, ADD_SPECIALITY, id, come).await?;
    }
    Ok(())
}

async fn own_marks(tx: &mut ReadTx, sql: &'static str, id: SubjectId) -> Result<Vec<Mark>, StoreError> {
    let rows: Vec<OwnMark> =
        on!(tx, |connection| sqlx::query_as(sql).bind(id.as_uuid()).fetch_all(connection).await?);
    Ok(rows.into_iter().map(|row| Mark { kind: row.kind, blind_index: row.blind_index }).collect())
}

/// A subject of an organ: what is in another register is not there.
pub async fn by_id(
    tx: &mut ReadTx,
    organ: OrganId,
    id: SubjectId,
) -> Result<Option<LoadedSubject>, StoreError> {
    Ok(by_ids(tx, organ, &[id]).await?.pop())
}

/// Some subjects of an organ, in no particular order.
pub async fn by_ids(
    tx: &mut ReadTx,
    organ: OrganId,
    ids: &[SubjectId],
) -> Result<Vec<LoadedSubject>, StoreError> {
    let mut loaded = Vec::with_capacity(ids.len());
    for some in ids.chunks(MOST_BOUND) {
        let mut query = Query::new(COLUMNS);
        query.push("s.organ_id = ").bind(organ.as_uuid()).push(" AND s.id IN ");
        query.list(some.iter().map(|id| id.as_uuid()));
        let rows: Vec<SubjectRow> = query.fetch_all(tx).await?;
        let mut query = Query::new(SEALED);
        query.list(rows.iter().map(|row| row.id.as_uuid()));
        let sealed: Vec<SealedSubject> = query.fetch_all(tx).await?;
        let mut contents = BTreeMap::new();
        for one in sealed {
            let place_row = content_row(one.id, one.version);
            contents.insert(one.id, tx.keys().open(content_place(&place_row), &one.sealed_content)?);
        }
        for row in rows {
            if let Some(content) = contents.remove(&row.id) {
                loaded.push(LoadedSubject { row, content });
            }
        }
    }
    Ok(loaded)
}

/// Every name of a subject, the first one first.
pub async fn names(tx: &mut ReadTx, id: SubjectId) -> Result<Vec<NameRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(NAMES).bind(id.as_uuid()).fetch_all(connection).await?))
}

/// Records a change, in the transaction of the change.
pub async fn record(tx: &mut WriteTx, change: &NewChange<'_>) -> Result<(), StoreError> {
    let sealed = tx.keys().seal(change_place(&content_row(change.subject, change.version)), change.content);
    on!(tx, |connection| {
        let query = sqlx::query(ADD_CHANGE).bind(change.subject.as_uuid()).bind(change.version);
        let query = query.bind(change.kind.as_str()).bind(change.by.as_uuid()).bind(change.at.micros());
        let query = query.bind(change.import.map(SubjectImportId::as_uuid)).bind(sealed);
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// The changes of a subject, the first one first.
pub async fn changes(tx: &mut ReadTx, id: SubjectId) -> Result<Vec<ChangeRow>, StoreError> {
    let rows: Vec<SealedChange> =
        on!(tx, |connection| sqlx::query_as(CHANGES).bind(id.as_uuid()).fetch_all(connection).await?);
    let open = |row: SealedChange| {
        let content = tx.keys().open(change_place(&content_row(id, row.version)), &row.sealed_content)?;
        let SealedChange { version, kind, recorded_by, recorded_at, import_id, .. } = row;
        Ok(ChangeRow { version, kind, recorded_by, recorded_at, import_id, content })
    };
    rows.into_iter().map(open).collect()
}

/// The version is part of the place: the content of an earlier version, put back by hand, does not open.
fn content_row(id: SubjectId, version: i64) -> String {
    format!("{id}/{version}")
}

fn content_place(row: &str) -> Place<'_> {
    Place { table: "subjects", column: "sealed_content", row }
}

fn change_place(row: &str) -> Place<'_> {
    Place { table: "subject_changes", column: "sealed_content", row }
}
