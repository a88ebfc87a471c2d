//! Contract of `Database` and of the key file: what it refuses, what it retries, what is durable.
//! No row of a case is asked for here.

use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicU32, Ordering};

use mingjian_store::{
    Address, Database, KeyFile, Keys, StoreError, Transient, meta, organ, proceeding, transact,
};
use tokio::task::JoinSet;

use crate::support::{
    MASTER, TestDatabase, on_both, organ_id, organ_row, proceeding_id, seed, seed_proceeding,
};

on_both![
    a_copy_has_what_is_committed_while_an_action_is_under_way,
    a_wrong_key_opens_nothing_and_spoils_nothing,
    opening_again_migrates_nothing_twice,
    a_database_of_a_newer_or_another_program_is_refused,
    what_is_not_committed_never_was,
    a_reading_transaction_sees_one_moment,
    an_action_is_tried_four_times_and_then_fails_with_its_own_error,
    an_error_that_is_the_actions_own_is_not_tried_again,
    the_tries_of_an_action_can_be_made_by_hand,
    nodes_that_start_at_once_migrate_one_after_the_other,
    a_thousand_readers_do_not_wait_for_the_writer,
];

async fn a_wrong_key_opens_nothing_and_spoils_nothing(test: &TestDatabase) {
    let wrong = Database::connect(&test.url, Keys::from_master(&[8; 32])).await;
    assert!(matches!(wrong, Err(StoreError::WrongKey)), "{wrong:?}");
    Database::connect(&test.url, Keys::from_master(&MASTER)).await.unwrap().close().await;
    assert_eq!(test.database.keys().id(), Keys::from_master(&MASTER).id());
}

async fn opening_again_migrates_nothing_twice(test: &TestDatabase) {
    seed(&test.database).await;
    let again = Database::connect(&test.url, Keys::from_master(&MASTER)).await.unwrap();
    let mut tx = again.begin_read().await.unwrap();
    assert_eq!(organ::all(&mut tx).await.unwrap().len(), 4);
    drop(tx);
    again.close().await;
}

async fn a_database_of_a_newer_or_another_program_is_refused(test: &TestDatabase) {
    test.execute("INSERT INTO schema_migrations (name, digest) VALUES ('9999_future', 'x')").await.unwrap();
    let newer = Database::connect(&test.url, Keys::from_master(&MASTER)).await;
    assert!(matches!(&newer, Err(StoreError::Migration { name, .. }) if name == "9999_future"), "{newer:?}");
    test.execute("DELETE FROM schema_migrations WHERE name = '9999_future'").await.unwrap();
    test.execute("UPDATE schema_migrations SET digest = 'x' WHERE name = '0003_records'").await.unwrap();
    let other = Database::connect(&test.url, Keys::from_master(&MASTER)).await;
    assert!(matches!(&other, Err(StoreError::Migration { name, .. }) if name == "0003_records"), "{other:?}");
}

async fn what_is_not_committed_never_was(test: &TestDatabase) {
    let mut tx = test.database.begin_write().await.unwrap();
    meta::set(&mut tx, "dropped", b"1").await.unwrap();
    drop(tx);
    let mut tx = test.database.begin_write().await.unwrap();
    meta::set(&mut tx, "rolled back", b"1").await.unwrap();
    tx.rollback().await.unwrap();
    let mut tx = test.database.begin_write().await.unwrap();
    meta::set(&mut tx, "committed", b"1").await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = test.database.begin_read().await.unwrap();
    assert_eq!(meta::get(&mut tx, "dropped").await.unwrap(), None);
    assert_eq!(meta::get(&mut tx, "rolled back").await.unwrap(), None);
    assert!(meta::get(&mut tx, "committed").await.unwrap().is_some());
}

async fn a_reading_transaction_sees_one_moment(test: &TestDatabase) {
    let mut reading = test.database.begin_read().await.unwrap();
    assert_eq!(meta::get(&mut reading, "later").await.unwrap(), None);
    let mut tx = test.database.begin_write().await.unwrap();
    meta::set(&mut tx, "later", b"1").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(meta::get(&mut reading, "later").await.unwrap(), None);
}

async fn an_action_is_tried_four_times_and_then_fails_with_its_own_error(test: &TestDatabase) {
    let tries = AtomicU32::new(0);
    let transient = || StoreError::NotUnique("idempotency_answers.user_id,key".to_owned());
    let outcome: Result<(), StoreError> = transact!(test.database, |tx| {
        tries.fetch_add(1, Ordering::Relaxed);
        meta::set(tx, "tried", b"1").await?;
        Err(transient())
    });
    assert!(matches!(outcome, Err(StoreError::NotUnique(_))));
    assert_eq!(tries.load(Ordering::Relaxed), 4);
    let mut tx = test.database.begin_read().await.unwrap();
    assert_eq!(meta::get(&mut tx, "tried").await.unwrap(), None);
}

async fn an_error_that_is_the_actions_own_is_not_tried_again(test: &TestDatabase) {
    let tries = AtomicU32::new(0);
    let outcome: Result<(), StoreError> = transact!(test.database, |tx| {
        assert_eq!(meta::get(tx, "tried").await?, None);
        tries.fetch_add(1, Ordering::Relaxed);
        Err(StoreError::Conflict { table: "proceedings" })
    });
    assert!(matches!(outcome, Err(StoreError::Conflict { .. })));
    assert_eq!(tries.load(Ordering::Relaxed), 1);
}

async fn the_tries_of_an_action_can_be_made_by_hand(test: &TestDatabase) {
    let mut attempts = test.database.attempts();
    let tx = attempts.begin().await.unwrap();
    let twin = StoreError::NotUnique("idempotency_answers.user_id,key".to_owned());
    let settled: Option<Result<(), StoreError>> = attempts.settle(tx, Err(twin)).await;
    assert!(settled.is_none(), "to be tried again");
    let mut tx = attempts.begin().await.unwrap();
    meta::set(&mut tx, "second try", b"1").await.unwrap();
    let settled: Option<Result<(), StoreError>> = attempts.settle(tx, Ok(())).await;
    assert!(matches!(settled, Some(Ok(()))), "{settled:?}");
    let mut tx = test.database.begin_read().await.unwrap();
    assert!(meta::get(&mut tx, "second try").await.unwrap().is_some());
}

async fn nodes_that_start_at_once_migrate_one_after_the_other(test: &TestDatabase) {
    let fresh = test.fresh().await;
    let mut nodes = JoinSet::new();
    for _ in 0..4 {
        let url = fresh.clone();
        nodes.spawn(async move { Database::connect(&url, Keys::from_master(&MASTER)).await });
    }
    for node in nodes.join_all().await {
        let node = node.unwrap();
        let mut tx = node.begin_read().await.unwrap();
        assert!(organ::all(&mut tx).await.unwrap().is_empty());
        drop(tx);
        node.close().await;
    }
}

async fn a_thousand_readers_do_not_wait_for_the_writer(test: &TestDatabase) {
    seed(&test.database).await;
    let writing = test.database.begin_write().await.unwrap();
    for _ in 0..1000 {
        let mut tx = test.database.begin_read().await.unwrap();
        let row = organ::by_id(&mut tx, organ_id(1)).await.unwrap();
        assert_eq!(row, Some(organ_row(1)));
    }
    writing.rollback().await.unwrap();
}

/// Write skew: each of two actions reads what the other one writes. Read committed would let both through.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgresql_what_an_action_read_still_holds_when_it_commits() {
    let test = TestDatabase::postgresql().await;
    let mut one = test.database.begin_write().await.unwrap();
    let mut two = test.database.begin_write().await.unwrap();
    assert_eq!(meta::get(&mut one, "on duty: b").await.unwrap(), None);
    assert_eq!(meta::get(&mut two, "on duty: a").await.unwrap(), None);
    meta::set(&mut one, "on duty: a", b"1").await.unwrap();
    one.commit().await.unwrap();
    let second = match meta::set(&mut two, "on duty: b", b"1").await {
        Ok(()) => two.commit().await,
        Err(error) => two.rollback().await.and(Err(error)),
    };
    let error = second.unwrap_err();
    assert!(error.is_transient(), "{error:?}");
    test.close().await;
}

#[tokio::test]
async fn a_key_file_made_on_first_use_opens_the_database_ever_after() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("mingjian.db").display()).parse().unwrap();
    let key_path = folder.path().join("data.key");
    let first = KeyFile::open_or_create(&key_path, &[5; 32]).unwrap();
    Database::connect(&url, first.keys()).await.unwrap().close().await;
    let again = KeyFile::open(&key_path).unwrap().unwrap();
    Database::connect(&url, again.keys()).await.unwrap().close().await;
}

#[tokio::test]
async fn on_sqlite_file_and_log_are_their_owners_alone() {
    let test = TestDatabase::sqlite().await;
    seed(&test.database).await;
    for name in ["mingjian.db", "mingjian.db-wal"] {
        let path = test.folder.as_ref().unwrap().path().join(name);
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn on_sqlite_a_folder_that_is_missing_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/missing/mingjian.db", folder.path().display()).parse().unwrap();
    let outcome = Database::connect(&url, Keys::from_master(&MASTER)).await;
    assert!(matches!(&outcome, Err(StoreError::Database(sqlx::Error::Io(_)))), "{outcome:?}");
}

#[tokio::test]
async fn on_sqlite_what_was_committed_survives_a_copy_without_closing() {
    let test = TestDatabase::sqlite().await;
    seed(&test.database).await;
    // File and log as a crash would leave them: nothing was folded, nothing was closed.
    let folder = test.folder.as_ref().unwrap().path();
    let copy = tempfile::tempdir().unwrap();
    for name in ["mingjian.db", "mingjian.db-wal"] {
        std::fs::copy(folder.join(name), copy.path().join(name)).unwrap();
    }
    let url = format!("sqlite:{}", copy.path().join("mingjian.db").display()).parse().unwrap();
    let reopened = Database::connect(&url, Keys::from_master(&MASTER)).await.unwrap();
    let mut tx = reopened.begin_read().await.unwrap();
    assert_eq!(organ::all(&mut tx).await.unwrap().len(), 4);
}

async fn a_copy_has_what_is_committed_while_an_action_is_under_way(test: &TestDatabase) {
    seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    meta::set(&mut tx, "under way", b"not committed").await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.db");
    let copied = test.database.copy_to(&file).await.unwrap();
    assert_eq!(copied, !test.database.is_postgres(), "PostgreSQL has its own tools");
    tx.rollback().await.unwrap();
    if copied {
        let copy =
            Database::connect(&Address::Sqlite(file.clone()), Keys::from_master(&MASTER)).await.unwrap();
        let mut tx = copy.begin_read().await.unwrap();
        assert!(proceeding::load(&mut tx, proceeding_id(21)).await.unwrap().is_some());
        assert_eq!(meta::get(&mut tx, "under way").await.unwrap(), None);
        assert!(test.database.copy_to(&file).await.is_err(), "a file that is there is not overwritten");
    }
}
