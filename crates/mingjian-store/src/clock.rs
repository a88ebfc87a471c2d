//! The clocks (期限) of proceedings as their last step left them, and the list of what is due.
//! It computes no date: `mingjian-law` does, and the app writes the result.

use chrono::NaiveDate;
use mingjian_domain::id::{OrganId, ProceedingId};

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::filter::Query;
use crate::scope::{Page, Scope};
use crate::seal::DataKey;

text_enum! {
    /// Whom a clock binds.
    pub enum Binds {
        /// The organ.
        Organ = "organ",
        /// The party.
        Party = "party",
    }
}

text_enum! {
    /// Whether a clock runs.
    pub enum ClockState {
        /// It runs.
        Running = "running",
        /// It is stopped (中止) and will run again.
        Stopped = "stopped",
        /// It is over, met or waived.
        Ended = "ended",
    }
}

row! {
    /// One clock of a proceeding.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ClockRow {
        /// What tells it from the other clocks of the proceeding, such as `service.decision/1`.
        pub key: String,
        /// The rule of law.
        pub rule: String,
        /// The day of the event, which is not counted.
        pub start_on: NaiveDate,
        /// The last day.
        pub due_on: NaiveDate,
        /// The next working day where the last day is none and the rule bears it.
        pub extended_on: Option<NaiveDate>,
        /// Whether every day that matters lies in a year with a notice; otherwise the date is provisional (暂定).
        pub firm: bool,
        /// Whom it binds.
        pub binds: Binds,
        /// Whether it runs.
        pub state: ClockState,
        /// When it ended.
        pub ended_on: Option<NaiveDate>,
    }
}

row! {
    /// A running clock with what the list of due work shows of its proceeding.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DueRow {
        /// The proceeding.
        pub proceeding_id: ProceedingId,
        /// The organ.
        pub organ_id: OrganId,
        /// The department that is responsible.
        pub department_id: Option<OrganId>,
        /// The kind of proceeding.
        pub kind: String,
        /// The procedure under which it runs.
        pub procedure: String,
        /// The case number.
        pub number: Option<String>,
        /// The party's name.
        pub party_name: String,
        /// The state of the proceeding.
        pub proceeding_state: String,
        /// What tells the clock from the others of the proceeding.
        pub key: String,
        /// The rule of law.
        pub rule: String,
        /// The day of the event.
        pub start_on: NaiveDate,
        /// The last day.
        pub due_on: NaiveDate,
        /// The next working day where that counts.
        pub extended_on: Option<NaiveDate>,
        /// Whether the date is firm.
        pub firm: bool,
        /// Whom it binds.
        pub binds: Binds,
    }
}

/// Where a page of due work ended.
pub type DueCursor<'a> = (NaiveDate, ProceedingId, &'a str);

const CLEAR: &str = "DELETE FROM clocks WHERE proceeding_id = $1";
const ADD: &str = "INSERT INTO clocks
    (proceeding_id, key, rule, start_on, due_on, extended_on, firm, binds, state, ended_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const OF_PROCEEDING: &str = "SELECT key, rule, start_on, due_on, extended_on, firm, binds, state, ended_on
FROM clocks
WHERE proceeding_id = $1
ORDER BY due_on, key";
const WITH_OPEN: &str = "SELECT DISTINCT proceeding_id FROM clocks
WHERE state <> 'ended'
ORDER BY proceeding_id";
const DUE: &str =
    "SELECT c.proceeding_id, p.organ_id, p.department_id, p.kind, p.procedure, p.number, p.party_name,
    p.state AS proceeding_state, c.key, c.rule, c.start_on, c.due_on, c.extended_on, c.firm, c.binds
FROM clocks AS c
JOIN proceedings AS p ON p.id = c.proceeding_id
WHERE c.state = 'running' AND ";

const ANY: &str =
    "SELECT c.proceeding_id, p.organ_id, p.department_id, p.kind, p.procedure, p.number, p.party_name,
    p.state AS proceeding_state, c.key, c.rule, c.start_on, c.due_on, c.extended_on, c.firm, c.binds
FROM clocks AS c
JOIN proceedings AS p ON p.id = c.proceeding_id
WHERE ";

/// Sets the clocks of a proceeding, in place of what stood there. Two clocks with one key are `NotUnique`.
pub async fn replace(tx: &mut WriteTx, data_key: &DataKey, rows: &[ClockRow]) -> Result<(), StoreError> {
    let proceeding = data_key.proceeding().as_uuid();
    on!(tx, |connection| sqlx::query(CLEAR).bind(proceeding).execute(connection).await.map(|_| ())?);
    for row in rows {
        on!(tx, |connection| {
            let query = sqlx::query(ADD).bind(proceeding).bind(&row.key).bind(&row.rule).bind(row.start_on);
            let query = query.bind(row.due_on).bind(row.extended_on).bind(row.firm);
            let query = query.bind(row.binds.as_str()).bind(row.state.as_str()).bind(row.ended_on);
            query.execute(connection).await.map(|_| ())?;
        });
    }
    Ok(())
}

/// The clocks of a proceeding, the first due first.
pub async fn of_proceeding(tx: &mut ReadTx, id: ProceedingId) -> Result<Vec<ClockRow>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(OF_PROCEEDING).bind(id.as_uuid()).fetch_all(connection).await?
    }))
}

/// Running clocks in a scope whose last day is on or before the given one, the first due first.
pub async fn due_until(
    tx: &mut ReadTx,
    scope: &Scope,
    day: NaiveDate,
    page: Page<DueCursor<'_>>,
) -> Result<Vec<DueRow>, StoreError> {
    let mut query = Query::new(DUE);
    scope.restrict(&mut query);
    query.push(" AND c.due_on <= ").bind(day);
    if let Some((due_on, proceeding, key)) = page.after {
        query.push(" AND (c.due_on, c.proceeding_id, c.key) > (").bind(due_on);
        query.push(", ").bind(proceeding.as_uuid()).push(", ").bind(key).push(")");
    }
    query.push(" ORDER BY c.due_on, c.proceeding_id, c.key LIMIT ").bind(page.limit);
    query.fetch_all(tx).await
}

/// The clocks of one key in a scope, whether they run or have ended: those that run first, by last day.
pub async fn of_key(
    tx: &mut ReadTx,
    scope: &Scope,
    key: &str,
    limit: i64,
) -> Result<Vec<DueRow>, StoreError> {
    let mut query = Query::new(ANY);
    scope.restrict(&mut query);
    query.push(" AND c.key = ").bind(key);
    query.push(" ORDER BY c.state DESC, c.due_on, c.proceeding_id LIMIT ").bind(limit);
    query.fetch_all(tx).await
}

/// Proceedings with a clock that has not ended, to be looked at when a calendar year arrives.
///
/// Firm dates too: a notice often rearranges the last days of the year before, and a corrected one any day.
pub async fn with_open(tx: &mut ReadTx) -> Result<Vec<ProceedingId>, StoreError> {
    let rows: Vec<(uuid::Uuid,)> =
        on!(tx, |connection| sqlx::query_as(WITH_OPEN).fetch_all(connection).await?);
    Ok(rows.into_iter().map(|(id,)| ProceedingId::from_uuid(id)).collect())
}
