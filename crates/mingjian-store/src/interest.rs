//! Interests that people declared (利害关系): whose, in whom, since when, and that one ended; sealed, never deleted.
//! Whether an interest stands against an act is for the domain.

use chrono::NaiveDate;
use mingjian_domain::id::{InterestId, OfficerId, OrganId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::filter::Query;
use crate::seal::{self, Keys, Place};

text_enum! {
    /// What the person is to whom the interest is in.
    pub enum InterestKind {
        /// A relative (近亲属).
        Relative = "relative",
        /// A former employer (曾任职单位).
        FormerEmployer = "former-employer",
        /// A unit in which the person or a relative has a stake or a post (投资、任职单位).
        Holding = "holding",
        /// Whatever else may sway the person (其他关系).
        Other = "other",
        /// None: the party only bears the person's name (重名).
        Namesake = "namesake",
    }
}

/// A person who declares: somebody with a login, or an officer without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Declarant {
    /// A person with a login.
    User(UserId),
    /// An officer without one.
    Officer(OfficerId),
}

/// How an interest ended.
#[derive(Clone, PartialEq, Eq)]
pub struct InterestEnd {
    /// From which day it no longer stands.
    pub on: NaiveDate,
    /// Why; sealed at rest.
    pub reason: String,
    /// Who recorded it.
    pub by: UserId,
    /// When it was recorded.
    pub at: Instant,
}

/// An interest as declared.
#[derive(Clone, PartialEq, Eq)]
pub struct InterestRow {
    /// The identifier.
    pub id: InterestId,
    /// Whose it is.
    pub declarant: Declarant,
    /// What the person is to whom it is in.
    pub kind: InterestKind,
    /// The name of the person or unit; sealed at rest.
    pub name: String,
    /// What else was said; sealed at rest.
    pub note: String,
    /// Since when it is, where that was said.
    pub since_on: Option<NaiveDate>,
    /// Who entered it.
    pub entered_by: UserId,
    /// When it was entered.
    pub entered_at: Instant,
    /// How it ended, where it did.
    pub end: Option<InterestEnd>,
}

/// Without names and reasons, so that they reach no log.
impl std::fmt::Debug for InterestRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InterestRow").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Without the reason.
impl std::fmt::Debug for InterestEnd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InterestEnd").field("on", &self.on).finish_non_exhaustive()
    }
}

row! {
    struct SealedInterest {
        id: InterestId,
        user_id: Option<UserId>,
        officer_id: Option<OfficerId>,
        kind: InterestKind,
        sealed_name: Vec<u8>,
        sealed_note: Vec<u8>,
        since_on: Option<NaiveDate>,
        entered_by: UserId,
        entered_at: Instant,
        ended_on: Option<NaiveDate>,
        sealed_end_reason: Option<Vec<u8>>,
        ended_by: Option<UserId>,
        ended_at: Option<Instant>,
    }
}

const INSERT: &str = "INSERT INTO interests
    (id, user_id, officer_id, kind, sealed_name, sealed_note, since_on, entered_by, entered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const END: &str = "UPDATE interests
SET ended_on = $2, sealed_end_reason = $3, ended_by = $4, ended_at = $5
WHERE id = $1 AND ended_on IS NULL";
const SELECT: &str = "SELECT i.id, i.user_id, i.officer_id, i.kind, i.sealed_name, i.sealed_note, i.since_on,
    i.entered_by, i.entered_at, i.ended_on, i.sealed_end_reason, i.ended_by, i.ended_at
FROM interests AS i
LEFT JOIN users AS u ON u.id = i.user_id
LEFT JOIN officers AS o ON o.id = i.officer_id
WHERE ";

/// Enters what a person declared, without an end.
pub async fn insert(tx: &mut WriteTx, row: &InterestRow) -> Result<(), StoreError> {
    let (user, officer) = match row.declarant {
        Declarant::User(user) => (Some(user.as_uuid()), None),
        Declarant::Officer(officer) => (None, Some(officer.as_uuid())),
    };
    let place_row = row.id.to_string();
    let name = tx.keys().seal(place(NAME, &place_row), row.name.as_bytes());
    let note = tx.keys().seal(place(NOTE, &place_row), row.note.as_bytes());
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(user).bind(officer);
        let query = query.bind(row.kind.as_str()).bind(name).bind(note).bind(row.since_on);
        let query = query.bind(row.entered_by.as_uuid()).bind(row.entered_at.micros());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Ends an interest; fails with `Conflict` when there is none that runs.
pub async fn end(tx: &mut WriteTx, id: InterestId, end: &InterestEnd) -> Result<(), StoreError> {
    let reason = tx.keys().seal(place(END_REASON, &id.to_string()), end.reason.as_bytes());
    let saved = on!(tx, |connection| {
        let query = sqlx::query(END).bind(id.as_uuid()).bind(end.on).bind(reason);
        let query = query.bind(end.by.as_uuid()).bind(end.at.micros());
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "interests")
}

/// An interest.
pub async fn by_id(tx: &mut ReadTx, id: InterestId) -> Result<Option<InterestRow>, StoreError> {
    let mut query = Query::new(SELECT);
    query.push("i.id = ").bind(id.as_uuid());
    Ok(rows(tx, query).await?.pop())
}

/// Everything that the people of these bodies ever declared, in the order of entry.
pub async fn of_organs(tx: &mut ReadTx, organs: &[OrganId]) -> Result<Vec<InterestRow>, StoreError> {
    let mut query = Query::new(SELECT);
    query.push("COALESCE(u.organ_id, o.organ_id) IN ").list(organs.iter().map(|organ| organ.as_uuid()));
    query.push(" ORDER BY i.entered_at, i.id");
    rows(tx, query).await
}

async fn rows(tx: &mut ReadTx, query: Query) -> Result<Vec<InterestRow>, StoreError> {
    let sealed: Vec<SealedInterest> = query.fetch_all(tx).await?;
    sealed.into_iter().map(|row| open(tx.keys(), row)).collect()
}

fn open(keys: &Keys, row: SealedInterest) -> Result<InterestRow, StoreError> {
    let place_row = row.id.to_string();
    let text = |column, sealed: &[u8]| {
        let place = place(column, &place_row);
        seal::into_text(place, keys.open(place, sealed)?)
    };
    let corrupt =
        || StoreError::Corrupt { table: "interests", row: place_row.clone(), why: "内容不完整" };
    let declarant = match (row.user_id, row.officer_id) {
        (Some(user), None) => Declarant::User(user),
        (None, Some(officer)) => Declarant::Officer(officer),
        (None, None) | (Some(_), Some(_)) => return Err(corrupt()),
    };
    let end = match (row.ended_on, row.sealed_end_reason, row.ended_by, row.ended_at) {
        (None, None, None, None) => None,
        (Some(on), Some(reason), Some(by), Some(at)) => {
            Some(InterestEnd { on, reason: text(END_REASON, &reason)?, by, at })
        }
        _ => return Err(corrupt()),
    };
    Ok(InterestRow {
        id: row.id,
        declarant,
        kind: row.kind,
        name: text(NAME, &row.sealed_name)?,
        note: text(NOTE, &row.sealed_note)?,
        since_on: row.since_on,
        entered_by: row.entered_by,
        entered_at: row.entered_at,
        end,
    })
}

const NAME: &str = "sealed_name";
const NOTE: &str = "sealed_note";
const END_REASON: &str = "sealed_end_reason";

fn place<'a>(column: &'static str, row: &'a str) -> Place<'a> {
    Place { table: "interests", column, row }
}
