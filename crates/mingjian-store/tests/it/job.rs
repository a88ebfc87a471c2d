//! Contract of `job`: left behind by an action, done by one worker at a time, never lost.
//! No work is done here.

use std::collections::BTreeSet;

use mingjian_domain::id::JobId;
use mingjian_domain::instant::Instant;
use mingjian_store::job::{self, ClaimedJob, JobCount, JobState, NewJob};
use mingjian_store::{Database, StoreError, transact};
use tokio::task::JoinSet;

use crate::support::{TestDatabase, at, on_both, uuid};

fn job(number: u128, run_at: Instant, dedup_key: Option<&str>) -> NewJob<'_> {
    NewJob {
        id: JobId::from_uuid(uuid(number)),
        kind: "render-document",
        payload: "{\"文书\":1}".as_bytes(),
        run_at,
        dedup_key,
        created_at: at(0),
    }
}

async fn enqueue(database: &Database, jobs: &[NewJob<'_>]) -> Vec<bool> {
    let mut tx = database.begin_write().await.unwrap();
    let mut taken = Vec::new();
    for job in jobs {
        taken.push(job::enqueue(&mut tx, job).await.unwrap());
    }
    tx.commit().await.unwrap();
    taken
}

async fn claim(database: &Database, now: i64) -> Option<ClaimedJob> {
    job::claim(database, at(now), at(now + 60)).await.unwrap()
}

fn number(job: &ClaimedJob) -> u128 {
    job.id.as_uuid().as_u128()
}

on_both![
    jobs_are_claimed_when_due_the_oldest_first,
    a_job_of_an_action_that_was_undone_never_was,
    a_lease_that_ran_out_gives_the_job_to_the_next_and_the_late_worker_is_told,
    what_failed_is_tried_again_given_up_set_aside_and_revived,
    one_job_of_a_name_waits_and_one_that_runs_does_not_count,
    a_job_does_not_come_back_beside_one_of_its_name,
    eight_workers_at_once_share_the_jobs_and_none_has_two_of_one,
];

async fn jobs_are_claimed_when_due_the_oldest_first(test: &TestDatabase) {
    let database = &test.database;
    enqueue(database, &[job(1, at(20), None), job(2, at(10), None)]).await;
    assert!(claim(database, 9).await.is_none());
    let first = claim(database, 30).await.unwrap();
    assert_eq!((number(&first), first.attempt, first.kind.as_str()), (2, 1, "render-document"));
    assert_eq!(first.payload, "{\"文书\":1}".as_bytes());
    assert_eq!(number(&claim(database, 30).await.unwrap()), 1);
    assert!(claim(database, 30).await.is_none());
}

async fn a_job_of_an_action_that_was_undone_never_was(test: &TestDatabase) {
    let mut tx = test.database.begin_write().await.unwrap();
    job::enqueue(&mut tx, &job(1, at(0), None)).await.unwrap();
    tx.rollback().await.unwrap();
    assert!(claim(&test.database, 10).await.is_none());
}

async fn a_lease_that_ran_out_gives_the_job_to_the_next_and_the_late_worker_is_told(test: &TestDatabase) {
    let database = &test.database;
    enqueue(database, &[job(1, at(0), None)]).await;
    let slow = claim(database, 0).await.unwrap();
    assert!(claim(database, 60).await.is_none(), "the lease holds on its last instant");
    let next = claim(database, 61).await.unwrap();
    assert_eq!((number(&next), next.attempt), (1, 2));
    let mut tx = database.begin_write().await.unwrap();
    let late = job::finish(&mut tx, &slow, at(62)).await;
    assert!(matches!(late, Err(StoreError::Conflict { table: "jobs" })), "{late:?}");
    tx.rollback().await.unwrap();
    assert!(job::extend(database, &slow, at(500)).await.is_err());
    job::extend(database, &next, at(500)).await.unwrap();
    assert!(claim(database, 499).await.is_none());
    let mut tx = database.begin_write().await.unwrap();
    job::finish(&mut tx, &next, at(499)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(claim(database, 501).await.is_none());
}

async fn what_failed_is_tried_again_given_up_set_aside_and_revived(test: &TestDatabase) {
    let database = &test.database;
    enqueue(database, &[job(1, at(0), None), job(2, at(1), None), job(3, at(2), None)]).await;
    let (one, two, three) = (
        claim(database, 5).await.unwrap(),
        claim(database, 5).await.unwrap(),
        claim(database, 5).await.unwrap(),
    );
    let mut tx = database.begin_write().await.unwrap();
    job::retry(&mut tx, &one, at(100), "网络不通").await.unwrap();
    job::fail(&mut tx, &two, at(6), "缺少字体").await.unwrap();
    job::park(&mut tx, &three, at(6), "未知任务").await.unwrap();
    let counts = job::counts(&mut tx).await.unwrap();
    let count = |state| JobCount { state, count: 1 };
    assert_eq!(counts, [count(JobState::Ready), count(JobState::Failed), count(JobState::Parked)]);
    let stuck = job::stuck(&mut tx).await.unwrap();
    let stuck: Vec<_> = stuck.iter().map(|job| (job.state, job.error.as_deref(), job.attempts)).collect();
    assert_eq!(stuck, [(JobState::Failed, Some("缺少字体"), 1), (JobState::Parked, Some("未知任务"), 1)]);
    job::revive(&mut tx, two.id, at(7)).await.unwrap();
    assert!(matches!(job::revive(&mut tx, two.id, at(7)).await, Err(StoreError::Conflict { .. })));
    tx.commit().await.unwrap();
    let again = claim(database, 50).await.unwrap();
    assert_eq!((number(&again), again.attempt), (2, 2));
    assert!(claim(database, 50).await.is_none(), "the first waits until its time");
    assert_eq!(number(&claim(database, 100).await.unwrap()), 1);
}

async fn one_job_of_a_name_waits_and_one_that_runs_does_not_count(test: &TestDatabase) {
    let database = &test.database;
    let jobs = [job(1, at(0), Some("sweep")), job(2, at(0), Some("sweep")), job(3, at(0), Some("other"))];
    assert_eq!(enqueue(database, &jobs).await, [true, false, true]);
    let running = claim(database, 5).await.unwrap();
    assert_eq!(running.dedup_key.as_deref(), Some("sweep"));
    assert_eq!(enqueue(database, &[job(4, at(0), Some("sweep"))]).await, [true]);
    // It cannot wait beside its twin: the twin will do.
    let mut tx = database.begin_write().await.unwrap();
    job::retry(&mut tx, &running, at(9), "再试").await.unwrap();
    let done = job::counts(&mut tx).await.unwrap();
    assert!(done.contains(&JobCount { state: JobState::Done, count: 1 }), "{done:?}");
    assert_eq!(job::delete_done_before(&mut tx, at(9)).await.unwrap(), 0);
    assert_eq!(job::delete_done_before(&mut tx, at(10)).await.unwrap(), 1);
}

async fn a_job_does_not_come_back_beside_one_of_its_name(test: &TestDatabase) {
    let database = &test.database;
    enqueue(database, &[job(1, at(0), Some("sweep"))]).await;
    let failed = claim(database, 1).await.unwrap();
    let mut tx = database.begin_write().await.unwrap();
    job::fail(&mut tx, &failed, at(2), "缺少字体").await.unwrap();
    job::enqueue(&mut tx, &job(2, at(0), Some("sweep"))).await.unwrap();
    let beside = job::revive(&mut tx, failed.id, at(3)).await;
    assert!(matches!(&beside, Err(StoreError::NotUnique(what)) if what == "jobs.dedup_key"), "{beside:?}");
}

async fn eight_workers_at_once_share_the_jobs_and_none_has_two_of_one(test: &TestDatabase) {
    let jobs: Vec<NewJob<'_>> = (1..=40).map(|number| job(number, at(0), None)).collect();
    enqueue(&test.database, &jobs).await;
    let mut workers = JoinSet::new();
    for _ in 0..8 {
        let database = test.database.clone();
        workers.spawn(async move {
            let mut had = Vec::new();
            while let Some(job) = claim(&database, 10).await {
                let done: Result<(), StoreError> =
                    transact!(database, |tx| job::finish(tx, &job, at(11)).await);
                done.unwrap();
                had.push(number(&job));
            }
            had
        });
    }
    let had: Vec<u128> = workers.join_all().await.into_iter().flatten().collect();
    let distinct: BTreeSet<u128> = had.iter().copied().collect();
    assert_eq!((had.len(), distinct.len()), (40, 40));
}
