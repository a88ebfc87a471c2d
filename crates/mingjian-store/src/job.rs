//! The outbox: jobs that an action leaves behind, claimed by workers under a lease.
//! It runs nothing: the worker decides what a kind means and whether a failure is worth another try.

use mingjian_domain::id::JobId;
use mingjian_domain::instant::Instant;

use mingjian_sql::Tx;

use crate::database::{Database, ReadTx, WriteTx};
use crate::dialect;
use crate::error::{StoreError, ensure_saved};
use crate::seal::{self, Keys, Place};

/// A job to be done.
#[derive(Clone, PartialEq, Eq)]
pub struct NewJob<'a> {
    /// The identifier.
    pub id: JobId,
    /// What kind of work.
    pub kind: &'a str,
    /// What the work needs to know; sealed at rest.
    pub payload: &'a [u8],
    /// Not before.
    pub run_at: Instant,
    /// Under this name at most one job waits; another one is dropped. An identifier, for it lies in clear.
    pub dedup_key: Option<&'a str>,
    /// When it was enqueued.
    pub created_at: Instant,
}

/// A job in the hands of a worker, until its lease runs out.
#[derive(Clone, PartialEq, Eq)]
pub struct ClaimedJob {
    /// The identifier.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// What the work needs to know.
    pub payload: Vec<u8>,
    /// Which try this is, from one. It is also the proof of the claim: a worker that lost its lease has an older one.
    pub attempt: i64,
    /// The name under which at most one job waits.
    pub dedup_key: Option<String>,
}

/// Without the payload, so that it reaches no log.
impl std::fmt::Debug for ClaimedJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClaimedJob")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

text_enum! {
    /// Where a job stands.
    pub enum JobState {
        /// It waits.
        Ready = "ready",
        /// A worker has it.
        Running = "running",
        /// It was done.
        Done = "done",
        /// It was given up.
        Failed = "failed",
        /// Nobody knows its kind (yet).
        Parked = "parked",
    }
}

row! {
    struct SealedJob {
        id: JobId,
        kind: String,
        sealed_payload: Vec<u8>,
        attempts: i64,
        dedup_key: Option<String>,
    }
}

/// A job that was given up or that nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StuckJob {
    /// The identifier.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong last.
    pub error: Option<String>,
}

row! {
    struct SealedStuckJob {
        id: JobId,
        kind: String,
        state: JobState,
        attempts: i64,
        sealed_error: Option<Vec<u8>>,
    }
}

row! {
    /// How many jobs stand where.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct JobCount {
        /// Where.
        pub state: JobState,
        /// How many.
        pub count: i64,
    }
}

const ENQUEUE: &str =
    "INSERT INTO jobs (id, kind, sealed_payload, state, run_at, attempts, dedup_key, created_at)
VALUES ($1, $2, $3, 'ready', $4, 0, $5, $6)
ON CONFLICT (dedup_key) WHERE state = 'ready' DO NOTHING";
const EXTEND: &str =
    "UPDATE jobs SET locked_until = $3 WHERE id = $1 AND attempts = $2 AND state = 'running'";
const FINISH: &str = "UPDATE jobs SET state = 'done', locked_until = NULL, ended_at = $3
WHERE id = $1 AND attempts = $2 AND state = 'running'";
const TWIN_WAITS: &str = "SELECT COUNT(*) FROM jobs AS twin
JOIN jobs AS own ON own.dedup_key = twin.dedup_key
WHERE own.id = $1 AND twin.id <> $1 AND twin.state = 'ready'";
const RETRY: &str = "UPDATE jobs SET state = 'ready', locked_until = NULL, run_at = $3, sealed_error = $4
WHERE id = $1 AND attempts = $2 AND state = 'running'";
const GIVE_UP: &str = "UPDATE jobs SET state = $3, locked_until = NULL, ended_at = $4, sealed_error = $5
WHERE id = $1 AND attempts = $2 AND state = 'running'";
const SPOILT: &str = "UPDATE jobs SET state = 'failed', locked_until = NULL, ended_at = $2 WHERE id = $1";
const REVIVE: &str = "UPDATE jobs SET state = 'ready', run_at = $2, ended_at = NULL
WHERE id = $1 AND state IN ('failed', 'parked')";
const STUCK: &str = "SELECT id, kind, state, attempts, sealed_error FROM jobs
WHERE state IN ('failed', 'parked')
ORDER BY run_at, id";
const COUNTS: &str = "SELECT state, COUNT(*) AS count FROM jobs GROUP BY state";
const DELETE_DONE: &str = "DELETE FROM jobs WHERE state = 'done' AND ended_at < $1";

const FIRST_PAUSE_SECONDS: i64 = 5;
/// Five seconds doubled nine times is 43 minutes.
const MOST_DOUBLINGS: i64 = 9;

/// How many seconds to wait after the given try failed: 5, 10, 20 … up to 43 minutes.
pub fn pause_after(attempt: i64) -> i64 {
    let doublings = u32::try_from(attempt.saturating_sub(1).clamp(0, MOST_DOUBLINGS)).unwrap_or(0);
    FIRST_PAUSE_SECONDS * 2_i64.pow(doublings)
}

/// Leaves a job behind, in the transaction of the action; answers `false` when one of its name waits already.
pub async fn enqueue(tx: &mut WriteTx, job: &NewJob<'_>) -> Result<bool, StoreError> {
    let sealed = tx.keys().seal(payload_place(&job.id.to_string()), job.payload);
    let rows = on!(tx, |connection| {
        let query = sqlx::query(ENQUEUE).bind(job.id.as_uuid()).bind(job.kind).bind(sealed);
        let query = query.bind(job.run_at.micros()).bind(job.dedup_key).bind(job.created_at.micros());
        query.execute(connection).await?.rows_affected()
    });
    Ok(rows == 1)
}

/// Takes the oldest job that is due, or whose worker did not finish in time, until the end of the lease.
///
/// Fails with `Corrupt` when its payload does not open; the job is given up then.
pub async fn claim(
    database: &Database,
    now: Instant,
    lease_until: Instant,
) -> Result<Option<ClaimedJob>, StoreError> {
    let mut tx = database.begin_short().await?;
    let row: Option<SealedJob> = match &mut tx.connection {
        Tx::Sqlite(inner) => {
            let query = sqlx::query_as(dialect::CLAIM_JOB_SQLITE).bind(now.micros());
            query.bind(lease_until.micros()).fetch_optional(&mut **inner).await?
        }
        Tx::Postgres(inner) => {
            let query = sqlx::query_as(dialect::CLAIM_JOB_POSTGRES).bind(now.micros());
            query.bind(lease_until.micros()).fetch_optional(&mut **inner).await?
        }
    };
    let Some(row) = row else { return tx.commit().await.map(|()| None) };
    let id = row.id;
    let opened = row.open(database.keys());
    if opened.is_err() {
        // Nobody will ever be able to read it: it needs a person, not another worker.
        on!(&mut tx, |connection| {
            let query = sqlx::query(SPOILT).bind(id.as_uuid()).bind(now.micros());
            query.execute(connection).await.map(|_| ())?;
        });
    }
    tx.commit().await?;
    opened.map(Some)
}

/// Keeps a job for longer; fails with `Conflict` when the lease was lost.
pub async fn extend(database: &Database, job: &ClaimedJob, lease_until: Instant) -> Result<(), StoreError> {
    let mut tx = database.begin_short().await?;
    let saved = on!(&mut tx, |connection| {
        let query = sqlx::query(EXTEND).bind(job.id.as_uuid()).bind(job.attempt).bind(lease_until.micros());
        query.execute(connection).await?.rows_affected()
    });
    tx.commit().await?;
    ensure_saved(saved, "jobs")
}

/// Marks a job as done, in the transaction of what it did; fails with `Conflict` when the lease was lost.
pub async fn finish(tx: &mut WriteTx, job: &ClaimedJob, now: Instant) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(FINISH).bind(job.id.as_uuid()).bind(job.attempt).bind(now.micros());
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "jobs")
}

/// Puts a job back for another try; where one of its name waits already, that one will do, and this one is done.
pub async fn retry(
    tx: &mut WriteTx,
    job: &ClaimedJob,
    run_at: Instant,
    error: &str,
) -> Result<(), StoreError> {
    let (twins,): (i64,) = on!(tx, |connection| {
        sqlx::query_as(TWIN_WAITS).bind(job.id.as_uuid()).fetch_one(connection).await?
    });
    if twins > 0 {
        return finish(tx, job, run_at).await;
    }
    let sealed = tx.keys().seal(error_place(&job.id.to_string()), error.as_bytes());
    let saved = on!(tx, |connection| {
        let query = sqlx::query(RETRY).bind(job.id.as_uuid()).bind(job.attempt).bind(run_at.micros());
        query.bind(sealed).execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "jobs")
}

/// Gives a job up.
pub async fn fail(tx: &mut WriteTx, job: &ClaimedJob, now: Instant, error: &str) -> Result<(), StoreError> {
    give_up(tx, job, (JobState::Failed, now), error).await
}

/// Sets a job of an unknown kind aside.
pub async fn park(tx: &mut WriteTx, job: &ClaimedJob, now: Instant, error: &str) -> Result<(), StoreError> {
    give_up(tx, job, (JobState::Parked, now), error).await
}

async fn give_up(
    tx: &mut WriteTx,
    job: &ClaimedJob,
    (state, now): (JobState, Instant),
    error: &str,
) -> Result<(), StoreError> {
    let sealed = tx.keys().seal(error_place(&job.id.to_string()), error.as_bytes());
    let saved = on!(tx, |connection| {
        let query = sqlx::query(GIVE_UP).bind(job.id.as_uuid()).bind(job.attempt).bind(state.as_str());
        query.bind(now.micros()).bind(sealed).execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "jobs")
}

/// Lets a job that was given up or set aside run again; fails with `Conflict` when it is neither.
///
/// Fails with `NotUnique("jobs.dedup_key")` when one of its name waits already.
pub async fn revive(tx: &mut WriteTx, id: JobId, run_at: Instant) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(REVIVE).bind(id.as_uuid()).bind(run_at.micros());
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "jobs")
}

/// The jobs that need a person.
pub async fn stuck(tx: &mut ReadTx) -> Result<Vec<StuckJob>, StoreError> {
    let rows: Vec<SealedStuckJob> = on!(tx, |connection| sqlx::query_as(STUCK).fetch_all(connection).await?);
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

/// How many jobs stand where.
pub async fn counts(tx: &mut ReadTx) -> Result<Vec<JobCount>, StoreError> {
    let mut rows: Vec<JobCount> = on!(tx, |connection| sqlx::query_as(COUNTS).fetch_all(connection).await?);
    rows.sort_by_key(|row| row.state);
    Ok(rows)
}

/// Removes jobs that were done before the given instant and answers how many there were.
pub async fn delete_done_before(tx: &mut WriteTx, instant: Instant) -> Result<u64, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query(DELETE_DONE).bind(instant.micros()).execute(connection).await?.rows_affected()
    }))
}

impl SealedJob {
    fn open(self, keys: &Keys) -> Result<ClaimedJob, StoreError> {
        let payload = keys.open(payload_place(&self.id.to_string()), &self.sealed_payload)?;
        let Self { id, kind, attempts: attempt, dedup_key, .. } = self;
        Ok(ClaimedJob { id, kind, payload, attempt, dedup_key })
    }
}

impl SealedStuckJob {
    fn open(self, keys: &Keys) -> Result<StuckJob, StoreError> {
        let row = self.id.to_string();
        let open =
            |sealed: Vec<u8>| seal::into_text(error_place(&row), keys.open(error_place(&row), &sealed)?);
        let error = self.sealed_error.map(open).transpose()?;
        Ok(StuckJob { id: self.id, kind: self.kind, state: self.state, attempts: self.attempts, error })
    }
}

fn payload_place(row: &str) -> Place<'_> {
    Place { table: "jobs", column: "sealed_payload", row }
}

fn error_place(row: &str) -> Place<'_> {
    Place { table: "jobs", column: "sealed_error", row }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_from_five_seconds_to_forty_three_minutes() {
        assert_eq!([1, 2, 3, 10, 11, i64::MAX, 0].map(pause_after), [5, 10, 20, 2560, 2560, 2560, 5]);
    }
}
