//! Contract of `journal`: appended in order, chained, never changed, one writer a step.
//! What an event means is not asked here.

use mingjian_store::journal::{self, JournalHead};
use mingjian_store::proceeding::{self, ProceedingRow};
use mingjian_store::{Hash, StoreError, transact};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tokio::task::JoinSet;

use crate::support::{TestDatabase, entry, on_both, proceeding_id, proceeding_row, seed_proceeding};

const WRITERS: i64 = 8;
const STEPS_EACH: i64 = 6;

on_both![
    an_entry_is_read_as_it_was_written_and_names_the_one_before,
    each_proceeding_has_a_chain_of_its_own,
    no_entry_is_changed_deleted_or_replaced,
    writers_that_only_add_never_conflict_and_their_entries_have_no_gap,
    of_eight_steps_from_one_version_one_is_taken_and_seven_are_conflicts,
    any_bytes_come_back_as_they_were_written,
];

async fn an_entry_is_read_as_it_was_written_and_names_the_one_before(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let empty = journal::head(&mut tx, proceeding_id(21)).await.unwrap();
    assert_eq!(empty, JournalHead { seq: 0, hash: Hash::ZERO });
    let first = journal::append(&mut tx, &key, &entry("file"), "{\"立案\":1}".as_bytes()).await.unwrap();
    let second = journal::append(&mut tx, &key, &entry("inspect"), b"{}").await.unwrap();
    let rows = journal::of_proceeding(&mut tx, &key).await.unwrap();
    assert_eq!(rows.iter().map(|row| (row.id, row.seq)).collect::<Vec<_>>(), [(first.id, 1), (second.id, 2)]);
    assert_eq!((&rows[0].entry, &rows[1].entry), (&entry("file"), &entry("inspect")));
    assert_eq!(rows[0].bytes, "{\"立案\":1}".as_bytes());
    assert_eq!(rows[0].commitment, Hash::of("{\"立案\":1}".as_bytes()));
    assert_eq!((rows[0].prev_hash, rows[1].prev_hash), (Hash::ZERO, first.head.hash));
    assert_eq!(journal::head(&mut tx, proceeding_id(21)).await.unwrap(), second.head);
}

async fn each_proceeding_has_a_chain_of_its_own(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let other = proceeding::insert(&mut tx, &proceeding_row(22, 2), b"", &[2; 32]).await.unwrap();
    let one = journal::append(&mut tx, &key, &entry("file"), b"{}").await.unwrap();
    let two = journal::append(&mut tx, &other, &entry("file"), b"{}").await.unwrap();
    assert_eq!((one.head.seq, two.head.seq), (1, 1));
    assert_ne!(one.head.hash, two.head.hash);
}

async fn no_entry_is_changed_deleted_or_replaced(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    journal::append(&mut tx, &key, &entry("file"), b"{}").await.unwrap();
    tx.commit().await.unwrap();
    let columns = "proceeding_id, seq, action, schema, user_id, actor_name, role, organ_id, body_id,
        occurred_at, recorded_at, source, sealed_bytes, commitment, prev_hash";
    let replace = if test.database.is_postgres() {
        "TRUNCATE journal".to_owned()
    } else {
        format!("INSERT OR REPLACE INTO journal ({columns}) SELECT {columns} FROM journal")
    };
    for sql in [
        "UPDATE journal SET actor_name = 'x'",
        "UPDATE journal SET sealed_bytes = commitment",
        "UPDATE journal SET recorded_at = recorded_at + 1, leaf_index = 3",
        "UPDATE journal SET seq = 2",
        "DELETE FROM journal",
        &replace,
    ] {
        let error = test.execute(sql).await.unwrap_err().to_string();
        assert!(error.contains("journal is append-only"), "{sql}: {error}");
    }
    // The one change that is due to an entry: its number in the public log, once.
    test.execute("UPDATE journal SET leaf_index = 0").await.unwrap();
    for sql in ["UPDATE journal SET leaf_index = 1", "UPDATE journal SET leaf_index = NULL"] {
        assert!(test.execute(sql).await.is_err(), "{sql}");
    }
    let mut tx = test.database.begin_read().await.unwrap();
    let rows = journal::of_proceeding(&mut tx, &key).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.leaf_index).collect::<Vec<_>>(), [Some(0)]);
}

async fn writers_that_only_add_never_conflict_and_their_entries_have_no_gap(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut writers = JoinSet::new();
    for _ in 0..WRITERS {
        let database = test.database.clone();
        writers.spawn(async move {
            for _ in 0..STEPS_EACH {
                let step: Result<_, StoreError> = transact!(database, |tx| {
                    let loaded = proceeding::load(tx, proceeding_id(21)).await?.expect("seeded");
                    let key = loaded.data_key;
                    proceeding::save(tx, &key, &loaded.row, &loaded.state_bytes).await?;
                    journal::append(tx, &key, &entry("add-evidence"), b"{}").await
                });
                step.unwrap();
            }
        });
    }
    writers.join_all().await;
    let mut tx = test.database.begin_read().await.unwrap();
    let rows = journal::of_proceeding(&mut tx, &key).await.unwrap();
    let sequence: Vec<i64> = rows.iter().map(|row| row.seq).collect();
    assert_eq!(sequence, (1..=WRITERS * STEPS_EACH).collect::<Vec<_>>());
    let loaded = proceeding::load(&mut tx, proceeding_id(21)).await.unwrap().unwrap();
    assert_eq!(loaded.row.version, 1 + WRITERS * STEPS_EACH);
}

async fn of_eight_steps_from_one_version_one_is_taken_and_seven_are_conflicts(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut writers = JoinSet::new();
    for _ in 0..WRITERS {
        let (database, key) = (test.database.clone(), key.clone());
        writers.spawn(async move {
            // What the person saw, not what is there now.
            let seen: ProceedingRow = proceeding_row(21, 1);
            transact!(database, |tx| {
                proceeding::save(tx, &key, &seen, b"state 2").await?;
                journal::append(tx, &key, &entry("decide"), b"{}").await
            })
        });
    }
    let outcomes = writers.join_all().await;
    let taken = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let conflicts =
        outcomes.iter().filter(|outcome| matches!(outcome, Err(StoreError::Conflict { .. }))).count();
    assert_eq!((taken, conflicts), (1, 7), "{outcomes:?}");
    let mut tx = test.database.begin_read().await.unwrap();
    assert_eq!(journal::head(&mut tx, proceeding_id(21)).await.unwrap().seq, 1);
}

async fn any_bytes_come_back_as_they_were_written(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let histories = prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 1..6);
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let handle = tokio::runtime::Handle::current();
    runner
        .run(&histories, |history| {
            tokio::task::block_in_place(|| {
                handle.block_on(async {
                    let mut tx = test.database.begin_write().await.unwrap();
                    for bytes in &history {
                        journal::append(&mut tx, &key, &entry("note"), bytes).await.unwrap();
                    }
                    let rows = journal::of_proceeding(&mut tx, &key).await.unwrap();
                    tx.rollback().await.unwrap();
                    let read: Vec<Vec<u8>> = rows.into_iter().map(|row| row.bytes).collect();
                    prop_assert_eq!(read, history);
                    Ok(())
                })
            })
        })
        .unwrap();
}
