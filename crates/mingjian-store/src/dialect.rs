//! The only SQL here that differs between the engines: how an action begins, who waits, and how a job is claimed.
//! Nothing else may depend on the engine; a difference in a migration is a difference of types only.

/// The first try of an action: beside the others, and with the gate open.
///
/// The lock comes before the first query, so it is held before the snapshot is taken.
pub(crate) const BEGIN_WRITE_POSTGRES: &str =
    "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE schema_migrations IN ROW EXCLUSIVE MODE";

/// A further try: it waits for the actions in flight, keeps new ones waiting and runs alone, so it cannot starve.
pub(crate) const BEGIN_RETRY_POSTGRES: &str =
    "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE schema_migrations IN SHARE ROW EXCLUSIVE MODE";

/// For appends to a chain and claims of a job, which guard themselves by a row lock and must not fail for company.
pub(crate) const BEGIN_SHORT_POSTGRES: &str = mingjian_sql::pool::BEGIN_SHORT_POSTGRES;

/// Claims the oldest job that is due, or whose lease ran out; $1 is now, $2 the end of the lease.
pub(crate) const CLAIM_JOB_SQLITE: &str = "UPDATE jobs
SET state = 'running', attempts = attempts + 1, locked_until = $2
WHERE id = (
    SELECT id FROM jobs
    WHERE (state = 'ready' AND run_at <= $1) OR (state = 'running' AND locked_until < $1)
    ORDER BY run_at, id LIMIT 1
)
RETURNING id, kind, sealed_payload, attempts, dedup_key";

/// The same, passing over what another node is claiming.
pub(crate) const CLAIM_JOB_POSTGRES: &str = "UPDATE jobs
SET state = 'running', attempts = attempts + 1, locked_until = $2
WHERE id = (
    SELECT id FROM jobs
    WHERE (state = 'ready' AND run_at <= $1) OR (state = 'running' AND locked_until < $1)
    ORDER BY run_at, id LIMIT 1
    FOR UPDATE SKIP LOCKED
)
RETURNING id, kind, sealed_payload, attempts, dedup_key";
