//! The desk side of publication (公示): what is to be shown where, until when, its sealed draft and its state.
//! What the public sees is in another database: see `mingjian-publish`.

use chrono::NaiveDate;
use mingjian_domain::id::{DocumentId, OrganId, ProceedingId, PublicationId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::filter::Query;
use crate::proceeding;
use crate::scope::{Page, Scope};
use crate::seal::{DataKey, Place};

row! {
    /// A publication without its draft.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PublicationRow {
        /// The identifier.
        pub id: PublicationId,
        /// The proceeding.
        pub proceeding_id: ProceedingId,
        /// The document that is published.
        pub document_id: Option<DocumentId>,
        /// Where it is published.
        pub channel: String,
        /// The state, in words of the domain.
        pub state: String,
        /// The last day for it.
        pub due_on: Option<NaiveDate>,
        /// When it was begun.
        pub created_at: Instant,
        /// How often it was changed.
        pub version: i64,
    }
}

row! {
    /// A publication as the publicity clerk's list shows it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PublicationItem {
        /// The identifier.
        pub id: PublicationId,
        /// The proceeding.
        pub proceeding_id: ProceedingId,
        /// The department that is responsible.
        pub department_id: Option<OrganId>,
        /// The case number.
        pub number: Option<String>,
        /// The party's name.
        pub party_name: String,
        /// Where it is published.
        pub channel: String,
        /// The state.
        pub state: String,
        /// The last day for it.
        pub due_on: Option<NaiveDate>,
        /// When it was begun.
        pub created_at: Instant,
        /// How often it was changed.
        pub version: i64,
    }
}

row! {
    struct StoredDraft {
        proceeding_id: ProceedingId,
        version: i64,
        sealed_draft: Vec<u8>,
    }
}

const INSERT: &str = "INSERT INTO publications
    (id, proceeding_id, document_id, channel, state, due_on, sealed_draft, created_at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const SAVE: &str = "UPDATE publications
SET state = $3, due_on = $4, sealed_draft = $5, version = version + 1
WHERE id = $1 AND version = $2";
const BY_ID: &str = "SELECT id, proceeding_id, document_id, channel, state, due_on, created_at, version
FROM publications
WHERE id = $1";
const OF_PROCEEDING: &str =
    "SELECT id, proceeding_id, document_id, channel, state, due_on, created_at, version
FROM publications
WHERE proceeding_id = $1
ORDER BY created_at, id";
const DRAFT: &str = "SELECT proceeding_id, version, sealed_draft FROM publications WHERE id = $1";
const ITEMS: &str =
    "SELECT x.id, x.proceeding_id, p.department_id, p.number, p.party_name, x.channel, x.state,
    x.due_on, x.created_at, x.version
FROM publications AS x
JOIN proceedings AS p ON p.id = x.proceeding_id
WHERE ";

/// Begins a publication with its draft.
pub async fn insert(
    tx: &mut WriteTx,
    data_key: &DataKey,
    row: &PublicationRow,
    draft: &[u8],
) -> Result<(), StoreError> {
    let sealed = data_key.seal(place(&place_row(row.id, row.version)), draft);
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(data_key.proceeding().as_uuid());
        let query = query.bind(row.document_id.map(DocumentId::as_uuid)).bind(&row.channel).bind(&row.state);
        let query = query.bind(row.due_on).bind(sealed).bind(row.created_at.micros()).bind(row.version);
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Saves state, last day and draft as read and changed; fails with `Conflict` when it was changed meanwhile.
pub async fn save(
    tx: &mut WriteTx,
    data_key: &DataKey,
    row: &PublicationRow,
    draft: &[u8],
) -> Result<(), StoreError> {
    let sealed = data_key.seal(place(&place_row(row.id, row.version + 1)), draft);
    let saved = on!(tx, |connection| {
        let query = sqlx::query(SAVE).bind(row.id.as_uuid()).bind(row.version).bind(&row.state);
        query.bind(row.due_on).bind(sealed).execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "publications")
}

/// A publication.
pub async fn by_id(tx: &mut ReadTx, id: PublicationId) -> Result<Option<PublicationRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(BY_ID).bind(id.as_uuid()).fetch_optional(connection).await?))
}

/// The publications of a proceeding in the order in which they were begun.
pub async fn of_proceeding(tx: &mut ReadTx, id: ProceedingId) -> Result<Vec<PublicationRow>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(OF_PROCEEDING).bind(id.as_uuid()).fetch_all(connection).await?
    }))
}

/// The draft of a publication. Fails with `Corrupt` when it is not the one of this row and version.
pub async fn draft(tx: &mut ReadTx, id: PublicationId) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<StoredDraft> =
        on!(tx, |connection| sqlx::query_as(DRAFT).bind(id.as_uuid()).fetch_optional(connection).await?);
    let Some(row) = row else { return Ok(None) };
    let missing =
        || StoreError::Corrupt { table: "publications", row: id.to_string(), why: "所属案件不存在" };
    let key = proceeding::data_key(tx, row.proceeding_id).await?.ok_or_else(missing)?;
    key.open(place(&place_row(id, row.version)), &row.sealed_draft).map(Some)
}

/// The publications of a scope in these states, the first begun first; the cursor is the last row of the page before.
pub async fn list(
    tx: &mut ReadTx,
    scope: &Scope,
    states: &[&str],
    page: Page<(Instant, PublicationId)>,
) -> Result<Vec<PublicationItem>, StoreError> {
    let mut query = Query::new(ITEMS);
    scope.restrict(&mut query);
    query.push(" AND x.state IN ").list(states.iter().copied());
    if let Some((created_at, id)) = page.after {
        query.push(" AND (x.created_at, x.id) > (").bind(created_at.micros());
        query.push(", ").bind(id.as_uuid()).push(")");
    }
    query.push(" ORDER BY x.created_at, x.id LIMIT ").bind(page.limit);
    query.fetch_all(tx).await
}

/// The publications of a scope in these states whose last day is on or before the given one, the first due first.
pub async fn due_until(
    tx: &mut ReadTx,
    scope: &Scope,
    states: &[&str],
    day: NaiveDate,
) -> Result<Vec<PublicationItem>, StoreError> {
    let mut query = Query::new(ITEMS);
    scope.restrict(&mut query);
    query.push(" AND x.state IN ").list(states.iter().copied());
    query.push(" AND x.due_on <= ").bind(day).push(" ORDER BY x.due_on, x.id");
    query.fetch_all(tx).await
}

/// The version is part of the place: an earlier draft, put back by hand, does not open.
fn place_row(id: PublicationId, version: i64) -> String {
    format!("{id}/{version}")
}

fn place(row: &str) -> Place<'_> {
    Place { table: "publications", column: "sealed_draft", row }
}
