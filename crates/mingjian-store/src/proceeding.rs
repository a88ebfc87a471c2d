//! Proceedings (案件): the row that every action saves, its sealed state, and the lists that people work from.
//! It does not know what a state means: the domain folds it, the store keeps its bytes.

use mingjian_domain::id::{OrganId, ProceedingId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::filter::Query;
use crate::hash::Hash;
use crate::row::Source;
use crate::scope::{Page, Scope};
use crate::seal::{DataKey, Place};

row! {
    /// What lists and filters see of a proceeding.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ProceedingRow {
        /// The identifier.
        pub id: ProceedingId,
        /// The organ in whose name it is conducted.
        pub organ_id: OrganId,
        /// The entrusted body that conducts it.
        pub body_id: Option<OrganId>,
        /// The department that is responsible.
        pub department_id: Option<OrganId>,
        /// `penalty`, `coercion`, `inspection`, `levy`, `licence` or `other`.
        pub kind: String,
        /// The procedure of the pack.
        pub procedure: String,
        /// The pack under which it was opened or to which it was moved.
        pub pack_hash: Hash,
        /// The case number (案号), once it was filed.
        pub number: Option<String>,
        /// The state of the procedure.
        pub state: String,
        /// How many steps it has made.
        pub version: i64,
        /// The party's name.
        pub party_name: String,
        /// The cause (案由).
        pub cause: Option<String>,
        /// Real or demonstration.
        pub source: Source,
        /// When it was opened.
        pub opened_at: Instant,
        /// When its last step was recorded.
        pub last_recorded_at: Instant,
        /// How many entries from sheets wait for the head who signed.
        pub unconfirmed: i64,
    }
}

/// A proceeding with its state and the key to everything else of it.
#[derive(Debug, Clone)]
pub struct LoadedProceeding {
    /// The columns.
    pub row: ProceedingRow,
    /// The state as the domain wrote it.
    pub state_bytes: Vec<u8>,
    /// The handle to journal, documents and whatever else is sealed.
    pub data_key: DataKey,
}

row! {
    struct SealedProceeding {
        version: i64,
        sealed_state: Vec<u8>,
        wrapped_key: Vec<u8>,
    }
}

row! {
    struct WrappedKey {
        wrapped_key: Vec<u8>,
    }
}

/// Which proceedings a list shows; a field that is empty does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProceedingFilter {
    /// Only these states.
    pub states: Vec<String>,
    /// Only this kind.
    pub kind: Option<String>,
    /// Only this cause.
    pub cause: Option<String>,
    /// Only this responsible department.
    pub department: Option<OrganId>,
    /// Only those in which this person has the part, such as `handler`.
    pub person: Option<(UserId, String)>,
    /// Only those whose number or party name holds this text.
    pub text: Option<String>,
}

/// Where a page of the list ended: opening time and identifier of its last row.
pub type ProceedingCursor = (Instant, ProceedingId);

row! {
    /// How many proceedings are in a state.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct StateCount {
        /// The state.
        pub state: String,
        /// How many.
        pub count: i64,
    }
}

row! {
    struct Count {
        count: i64,
    }
}

const INSERT: &str = "INSERT INTO proceedings
    (id, organ_id, body_id, department_id, kind, procedure, pack_hash, number, state, version, party_name, cause,
     source, opened_at, last_recorded_at, sealed_state, wrapped_key,
     unconfirmed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
const SAVE: &str = "UPDATE proceedings
SET body_id = $3, department_id = $4, pack_hash = $5, number = $6, state = $7, party_name = $8, cause = $9,
    last_recorded_at = $10, sealed_state = $11, unconfirmed = $12, version = version + 1
WHERE id = $1 AND version = $2";
const SEALED: &str = "SELECT version, sealed_state, wrapped_key FROM proceedings WHERE id = $1";
const KEY: &str = "SELECT wrapped_key FROM proceedings WHERE id = $1";
const COLUMNS: &str = "SELECT p.id, p.organ_id, p.body_id, p.department_id, p.kind, p.procedure, p.pack_hash,
    p.number, p.state, p.version, p.party_name, p.cause, p.source, p.opened_at, p.last_recorded_at,
    p.unconfirmed
FROM proceedings AS p
WHERE ";

/// Opens a proceeding with a data key of its own, made from the random bytes, and answers that key.
pub async fn insert(
    tx: &mut WriteTx,
    row: &ProceedingRow,
    state_bytes: &[u8],
    random: &[u8; 32],
) -> Result<DataKey, StoreError> {
    let wrapped = tx.keys().wrap(row.id, random);
    let data_key = tx.keys().unwrap_key(row.id, &wrapped)?;
    let sealed = data_key.seal(state_place(&state_row(row.id, row.version)), state_bytes);
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(row.organ_id.as_uuid());
        let query =
            query.bind(row.body_id.map(OrganId::as_uuid)).bind(row.department_id.map(OrganId::as_uuid));
        let query = query.bind(&row.kind).bind(&row.procedure).bind(row.pack_hash.as_bytes().as_slice());
        let query = query.bind(&row.number).bind(&row.state).bind(row.version).bind(&row.party_name);
        let query = query.bind(&row.cause).bind(row.source.as_str()).bind(row.opened_at.micros());
        let query = query.bind(row.last_recorded_at.micros()).bind(sealed).bind(wrapped);
        let query = query.bind(row.unconfirmed);
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(data_key)
}

/// Saves a proceeding as it was loaded and moved, and answers its new version.
///
/// `row.version` is the version that was loaded; fails with `Conflict` when another step was saved meanwhile.
/// Identifier, organ, kind, procedure, source and opening never change.
pub async fn save(
    tx: &mut WriteTx,
    data_key: &DataKey,
    row: &ProceedingRow,
    state_bytes: &[u8],
) -> Result<i64, StoreError> {
    let version = row.version + 1;
    let id = data_key.proceeding();
    let sealed = data_key.seal(state_place(&state_row(id, version)), state_bytes);
    let saved = on!(tx, |connection| {
        let query = sqlx::query(SAVE).bind(id.as_uuid()).bind(row.version);
        let query =
            query.bind(row.body_id.map(OrganId::as_uuid)).bind(row.department_id.map(OrganId::as_uuid));
        let query = query.bind(row.pack_hash.as_bytes().as_slice()).bind(&row.number).bind(&row.state);
        let query = query.bind(&row.party_name).bind(&row.cause).bind(row.last_recorded_at.micros());
        query.bind(sealed).bind(row.unconfirmed).execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "proceedings")?;
    Ok(version)
}

/// A proceeding with its state. Fails with `Corrupt` when the state is not the one of this row and version.
pub async fn load(tx: &mut ReadTx, id: ProceedingId) -> Result<Option<LoadedProceeding>, StoreError> {
    let Some(row) = by_id(tx, &Scope::all(), id).await? else { return Ok(None) };
    let sealed: SealedProceeding =
        on!(tx, |connection| sqlx::query_as(SEALED).bind(id.as_uuid()).fetch_one(connection).await?);
    let data_key = tx.keys().unwrap_key(id, &sealed.wrapped_key)?;
    let state_bytes = data_key.open(state_place(&state_row(id, sealed.version)), &sealed.sealed_state)?;
    Ok(Some(LoadedProceeding { row, state_bytes, data_key }))
}

/// The key of a proceeding, for reading what belongs to it without its state.
pub async fn data_key(tx: &mut ReadTx, id: ProceedingId) -> Result<Option<DataKey>, StoreError> {
    let row: Option<WrappedKey> =
        on!(tx, |connection| sqlx::query_as(KEY).bind(id.as_uuid()).fetch_optional(connection).await?);
    row.map(|row| tx.keys().unwrap_key(id, &row.wrapped_key)).transpose()
}

/// A proceeding, if the scope holds it: what the caller may not know is not there.
pub async fn by_id(
    tx: &mut ReadTx,
    scope: &Scope,
    id: ProceedingId,
) -> Result<Option<ProceedingRow>, StoreError> {
    let mut query = Query::new(COLUMNS);
    scope.restrict(&mut query);
    query.push(" AND p.id = ").bind(id.as_uuid());
    Ok(query.fetch_all(tx).await?.pop())
}

/// A page of the proceedings in a scope, the latest opened first.
pub async fn list(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &ProceedingFilter,
    page: Page<ProceedingCursor>,
) -> Result<Vec<ProceedingRow>, StoreError> {
    let mut query = Query::new(COLUMNS);
    scope.restrict(&mut query);
    filter.restrict(&mut query);
    if let Some((opened_at, id)) = page.after {
        query.push(" AND (p.opened_at, p.id) < (").bind(opened_at.micros());
        query.push(", ").bind(id.as_uuid()).push(")");
    }
    query.push(" ORDER BY p.opened_at DESC, p.id DESC LIMIT ").bind(page.limit);
    query.fetch_all(tx).await
}

/// How many proceedings the list has in all.
pub async fn count(tx: &mut ReadTx, scope: &Scope, filter: &ProceedingFilter) -> Result<i64, StoreError> {
    let mut query = Query::new("SELECT COUNT(*) AS count FROM proceedings AS p WHERE ");
    scope.restrict(&mut query);
    filter.restrict(&mut query);
    let rows: Vec<Count> = query.fetch_all(tx).await?;
    Ok(rows.first().map_or(0, |row| row.count))
}

/// How many proceedings of a scope are in each state.
pub async fn count_by_state(tx: &mut ReadTx, scope: &Scope) -> Result<Vec<StateCount>, StoreError> {
    let mut query = Query::new("SELECT p.state, COUNT(*) AS count FROM proceedings AS p WHERE ");
    scope.restrict(&mut query);
    query.push(" GROUP BY p.state");
    let mut rows: Vec<StateCount> = query.fetch_all(tx).await?;
    rows.sort_by(|one, other| one.state.cmp(&other.state));
    Ok(rows)
}

impl ProceedingFilter {
    fn restrict(&self, query: &mut Query) {
        if !self.states.is_empty() {
            query.push(" AND p.state IN ").list(self.states.iter().map(String::as_str));
        }
        if let Some(kind) = &self.kind {
            query.push(" AND p.kind = ").bind(kind.as_str());
        }
        if let Some(cause) = &self.cause {
            query.push(" AND p.cause = ").bind(cause.as_str());
        }
        if let Some(department) = self.department {
            query.push(" AND p.department_id = ").bind(department.as_uuid());
        }
        if let Some((user, part)) = &self.person {
            query.push(" AND EXISTS (SELECT 1 FROM proceeding_persons AS other");
            query.push(" WHERE other.proceeding_id = p.id AND other.user_id = ").bind(user.as_uuid());
            query.push(" AND other.part = ").bind(part.as_str()).push(")");
        }
        if let Some(text) = self.text.as_deref().filter(|text| !text.is_empty()) {
            query.push(" AND (").contains("p.number", text);
            query.push(" OR ").contains("p.party_name", text).push(")");
        }
    }
}

/// The version is part of the place: the state of an earlier step, put back by hand, does not open.
fn state_row(id: ProceedingId, version: i64) -> String {
    format!("{id}/{version}")
}

fn state_place(row: &str) -> Place<'_> {
    Place { table: "proceedings", column: "sealed_state", row }
}
