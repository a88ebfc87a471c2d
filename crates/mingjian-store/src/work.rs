//! What waits in proceedings and for whom, as it was computed when they last moved: lists by person, department, body.
//! It judges nothing and is no source of truth: the app computes each row anew from the case.

use chrono::NaiveDate;
use mingjian_domain::id::{OrganId, ProceedingId, UserId};
use mingjian_domain::instant::Instant;

use crate::clock::Binds;
use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::filter::Query;
use crate::scope::{Page, Scope};

text_enum! {
    /// What kind of thing waits.
    pub enum WorkKind {
        /// An action that somebody can take.
        Act = "act",
        /// An approval on paper that its head has not confirmed.
        Sheet = "sheet",
        /// A clock that no action answers to now.
        Clock = "clock",
        /// An open case in which nobody can do anything now.
        Rest = "rest",
    }
}

text_enum! {
    /// How near the last day is.
    pub enum Urgency {
        /// It is past.
        Overdue = "overdue",
        /// It is near.
        Soon = "soon",
        /// It is later.
        Later = "later",
        /// No clock runs.
        Untimed = "untimed",
    }
}

row! {
    /// One thing that waits in a proceeding.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct StepRow {
        /// What kind of thing.
        pub kind: WorkKind,
        /// The action, the entry of the sheet, the clock; empty at rest.
        pub key: String,
        /// The clock that it answers to.
        pub clock: Option<String>,
        /// The last day of that clock.
        pub due_on: Option<NaiveDate>,
        /// Where it stands among the others.
        pub order_on: NaiveDate,
    }
}

row! {
    /// Somebody who can do it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DoerRow {
        /// The proceeding.
        pub proceeding_id: ProceedingId,
        /// What kind of thing.
        pub kind: WorkKind,
        /// The action or the entry.
        pub key: String,
        /// The person.
        pub user_id: UserId,
        /// In which role, by its id.
        pub role: String,
        /// In whose place.
        pub for_user: Option<UserId>,
        /// Since when it waits for the person.
        pub since_at: Instant,
    }
}

row! {
    /// A line of a list of work.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct WorkRow {
        /// The proceeding.
        pub proceeding_id: ProceedingId,
        /// The department that is responsible.
        pub department_id: Option<OrganId>,
        /// The procedure under which it runs.
        pub procedure: String,
        /// The case number.
        pub number: Option<String>,
        /// The party's name.
        pub party_name: String,
        /// The state of the proceeding.
        pub state: String,
        /// When the case last moved.
        pub last_recorded_at: Instant,
        /// What kind of thing waits.
        pub kind: WorkKind,
        /// The action, the entry of the sheet, the clock; empty at rest.
        pub key: String,
        /// Where it stands among the others.
        pub order_on: NaiveDate,
        /// The clock that it answers to.
        pub clock: Option<String>,
        /// The rule of that clock.
        pub rule: Option<String>,
        /// Its day of the event.
        pub start_on: Option<NaiveDate>,
        /// Its last day as counted.
        pub due_on: Option<NaiveDate>,
        /// The next working day, where that is none.
        pub extended_on: Option<NaiveDate>,
        /// Whether the date is firm.
        pub firm: Option<bool>,
        /// Whom it binds.
        pub binds: Option<Binds>,
    }
}

row! {
    /// How many lines of a list are so urgent.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct UrgencyCount {
        /// How urgent.
        pub urgency: Urgency,
        /// How many.
        pub count: i64,
    }
}

/// For whom a list of work is, as that person stands today: a role that was taken away, and a delegation that is over,
/// take their lines with them at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// The person.
    pub user: UserId,
    /// The roles that the person has today.
    pub roles: Vec<String>,
    /// In whose place the person stands today.
    pub stands_in_for: Vec<UserId>,
}

/// Which lines a list of work has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkFilter {
    /// What the reader may see at all.
    pub scope: Scope,
    /// Only what this person can do.
    pub worker: Option<Worker>,
    /// The clocks that are only a time in which the party may act: alone and past, they wait for nobody.
    pub windows: Vec<String>,
    /// Only what is so urgent.
    pub urgency: Option<Urgency>,
    /// The department that is responsible.
    pub department: Option<OrganId>,
}

/// The days by which urgency is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkDays {
    /// Today.
    pub today: NaiveDate,
    /// The last day that is near.
    pub soon: NaiveDate,
}

/// Where a page of a list of work ended.
pub type WorkCursor<'a> = (NaiveDate, ProceedingId, WorkKind, &'a str);

const CLEAR_PEOPLE: &str = "DELETE FROM work_people WHERE proceeding_id = $1";
const CLEAR_STEPS: &str = "DELETE FROM work_steps WHERE proceeding_id = $1";
const ADD_STEP: &str = "INSERT INTO work_steps (proceeding_id, kind, key, clock, due_on, order_on)
VALUES ($1, $2, $3, $4, $5, $6)";
const ADD_PERSON: &str =
    "INSERT INTO work_people (proceeding_id, kind, key, user_id, role, for_user, since_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)";
const STEPS: &str = "SELECT kind, key, clock, due_on, order_on FROM work_steps
WHERE proceeding_id = $1
ORDER BY kind, key";
const DOERS: &str = "SELECT proceeding_id, kind, key, user_id, role, for_user, since_at FROM work_people
WHERE proceeding_id = $1
ORDER BY kind, key, user_id";
const DOERS_OF: &str = "SELECT w.proceeding_id, w.kind, w.key, w.user_id, w.role, w.for_user, w.since_at
FROM work_people AS w
WHERE w.proceeding_id IN ";
const LIST: &str = "SELECT s.proceeding_id, p.department_id, p.procedure, p.number, p.party_name, p.state,
    p.last_recorded_at, s.kind, s.key, s.order_on, s.clock, c.rule, c.start_on, c.due_on, c.extended_on, c.firm,
    c.binds
FROM work_steps AS s
JOIN proceedings AS p ON p.id = s.proceeding_id
LEFT JOIN clocks AS c ON c.proceeding_id = s.proceeding_id AND c.key = s.clock
WHERE ";
const UNSETTLED: &str = "SELECT p.id FROM proceedings AS p
WHERE EXISTS (SELECT 1 FROM work_steps AS s WHERE s.proceeding_id = p.id)
    OR EXISTS (SELECT 1 FROM clocks AS c WHERE c.proceeding_id = p.id AND c.state <> 'ended')
    OR p.state NOT IN ";

/// Sets what waits in a proceeding and for whom, in place of what stood there.
pub async fn replace(
    tx: &mut WriteTx,
    id: ProceedingId,
    steps: &[StepRow],
    doers: &[DoerRow],
) -> Result<(), StoreError> {
    for clear in [CLEAR_PEOPLE, CLEAR_STEPS] {
        on!(tx, |connection| {
            sqlx::query(clear).bind(id.as_uuid()).execute(connection).await.map(|_| ())?;
        });
    }
    for row in steps {
        on!(tx, |connection| {
            let query = sqlx::query(ADD_STEP).bind(id.as_uuid()).bind(row.kind.as_str()).bind(&row.key);
            let query = query.bind(&row.clock).bind(row.due_on).bind(row.order_on);
            query.execute(connection).await.map(|_| ())?;
        });
    }
    for row in doers {
        on!(tx, |connection| {
            let query = sqlx::query(ADD_PERSON).bind(id.as_uuid()).bind(row.kind.as_str()).bind(&row.key);
            let query = query.bind(row.user_id.as_uuid()).bind(&row.role);
            let query = query.bind(row.for_user.map(UserId::as_uuid)).bind(row.since_at.micros());
            query.execute(connection).await.map(|_| ())?;
        });
    }
    Ok(())
}

/// What waits in a proceeding.
pub async fn of_proceeding(tx: &mut ReadTx, id: ProceedingId) -> Result<Vec<StepRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(STEPS).bind(id.as_uuid()).fetch_all(connection).await?))
}

/// For whom it waits.
pub async fn doers(tx: &mut ReadTx, id: ProceedingId) -> Result<Vec<DoerRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(DOERS).bind(id.as_uuid()).fetch_all(connection).await?))
}

/// For whom the lines of a page wait.
pub async fn doers_of(tx: &mut ReadTx, ids: &[ProceedingId]) -> Result<Vec<DoerRow>, StoreError> {
    let mut query = Query::new(DOERS_OF);
    query.list(ids.iter().map(|id| id.as_uuid()));
    query.push(" ORDER BY w.since_at, w.user_id");
    query.fetch_all(tx).await
}

/// A page of a list of work, the first due first.
pub async fn list(
    tx: &mut ReadTx,
    filter: &WorkFilter,
    days: WorkDays,
    page: Page<WorkCursor<'_>>,
) -> Result<Vec<WorkRow>, StoreError> {
    let mut query = Query::new(LIST);
    filter.restrict(&mut query, days);
    if let Some(urgency) = filter.urgency {
        query.push(" AND ");
        restrict_urgency(&mut query, urgency, days);
    }
    if let Some((order_on, proceeding, kind, key)) = page.after {
        query.push(" AND (s.order_on, s.proceeding_id, s.kind, s.key) > (").bind(order_on);
        query.push(", ").bind(proceeding.as_uuid()).push(", ").bind(kind.as_str());
        query.push(", ").bind(key).push(")");
    }
    query.push(" ORDER BY s.order_on, s.proceeding_id, s.kind, s.key LIMIT ").bind(page.limit);
    query.fetch_all(tx).await
}

/// How many lines a list has, by urgency; of the filter's own urgency nothing is asked. What has none is left out.
pub async fn counts(
    tx: &mut ReadTx,
    filter: &WorkFilter,
    days: WorkDays,
) -> Result<Vec<UrgencyCount>, StoreError> {
    let mut query = Query::new("SELECT CASE WHEN s.due_on IS NULL THEN 'untimed' WHEN s.due_on < ");
    query.bind(days.today).push(" THEN 'overdue' WHEN s.due_on <= ").bind(days.soon);
    query.push(" THEN 'soon' ELSE 'later' END AS urgency, COUNT(*) AS count FROM work_steps AS s");
    query.push(" JOIN proceedings AS p ON p.id = s.proceeding_id WHERE ");
    filter.restrict(&mut query, days);
    query.push(" GROUP BY 1");
    query.fetch_all(tx).await
}

/// The proceedings that are not in one of these final states, or in which something waits or waited: all that a new day
/// can change.
pub async fn unsettled(tx: &mut ReadTx, finals: &[String]) -> Result<Vec<ProceedingId>, StoreError> {
    let mut query = Query::new(UNSETTLED);
    query.list(finals.iter().map(String::as_str));
    query.push(" ORDER BY p.id");
    let rows: Vec<IdRow> = query.fetch_all(tx).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

row! {
    struct IdRow {
        id: ProceedingId,
    }
}

impl WorkFilter {
    fn restrict(&self, query: &mut Query, days: WorkDays) {
        self.scope.restrict(query);
        if let Some(department) = self.department {
            query.push(" AND p.department_id = ").bind(department.as_uuid());
        }
        if !self.windows.is_empty() {
            query.push(" AND NOT (s.kind = 'clock' AND s.due_on < ").bind(days.today);
            query.push(" AND s.key IN ").list(self.windows.iter().map(String::as_str)).push(")");
        }
        if let Some(worker) = &self.worker {
            worker.restrict(query);
        }
    }
}

impl Worker {
    fn restrict(&self, query: &mut Query) {
        query.push(" AND EXISTS (SELECT 1 FROM work_people AS w WHERE w.proceeding_id = s.proceeding_id");
        query.push(" AND w.kind = s.kind AND w.key = s.key AND w.user_id = ").bind(self.user.as_uuid());
        query.push(" AND ((w.for_user IS NULL AND w.role IN ").list(self.roles.iter().map(String::as_str));
        query.push(") OR w.for_user IN ").list(self.stands_in_for.iter().map(|user| user.as_uuid()));
        query.push("))");
    }
}

fn restrict_urgency(query: &mut Query, urgency: Urgency, days: WorkDays) {
    match urgency {
        Urgency::Overdue => query.push("s.due_on < ").bind(days.today),
        Urgency::Soon => {
            query.push("s.due_on >= ").bind(days.today).push(" AND s.due_on <= ").bind(days.soon)
        }
        Urgency::Later => query.push("s.due_on > ").bind(days.soon),
        Urgency::Untimed => query.push("s.due_on IS NULL"),
    };
}
