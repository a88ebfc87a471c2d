//! Contract of `audit`: every entry by itself, one chain whoever writes, nothing changed.
//! What must be noted is decided elsewhere.

use mingjian_store::audit::{self, AuditEntry, AuditFilter, AuditHead, AuditRow};
use mingjian_store::{Hash, Page};
use tokio::task::JoinSet;

use crate::support::{TestDatabase, at, on_both, seed, user_id};

const WRITERS: i64 = 8;
const ENTRIES_EACH: i64 = 12;

fn audit_entry(kind: &str, user: Option<u128>, seconds: i64) -> AuditEntry {
    AuditEntry {
        kind: kind.to_owned(),
        user_id: user.map(user_id),
        target: user.map(|user| format!("proceeding/{user}")),
        recorded_at: at(seconds),
        purpose: "执法监督检查".to_owned(),
        detail: String::new(),
    }
}

fn sequence(rows: &[AuditRow]) -> Vec<i64> {
    rows.iter().map(|row| row.seq).collect()
}

on_both![
    entries_are_listed_the_latest_first_by_person_kind_target_and_time,
    an_entry_stays_when_the_action_it_tells_of_is_undone,
    writers_at_once_make_one_chain,
    no_entry_is_changed_deleted_or_replaced,
];

async fn entries_are_listed_the_latest_first_by_person_kind_target_and_time(test: &TestDatabase) {
    seed(&test.database).await;
    let entries = [
        audit_entry("login", None, 1),
        audit_entry("read", Some(11), 2),
        audit_entry("read", Some(12), 3),
        audit_entry("refused", Some(11), 4),
    ];
    for entry in &entries {
        audit::append(&test.database, entry).await.unwrap();
    }
    let mut tx = test.database.begin_read().await.unwrap();
    let all = AuditFilter::default;
    let rows = audit::list(&mut tx, &all(), Page::first(9)).await.unwrap();
    assert_eq!(sequence(&rows), [4, 3, 2, 1]);
    assert_eq!(rows[2].entry, entries[1]);
    for (filter, expected) in [
        (AuditFilter { kind: Some("read".to_owned()), ..all() }, vec![3, 2]),
        (AuditFilter { user_id: Some(user_id(11)), ..all() }, vec![4, 2]),
        (AuditFilter { target: Some("proceeding/12".to_owned()), ..all() }, vec![3]),
        (AuditFilter { since: Some(at(3)), ..all() }, vec![4, 3]),
    ] {
        let found = audit::list(&mut tx, &filter, Page::first(9)).await.unwrap();
        assert_eq!(sequence(&found), expected);
        let count = audit::count(&mut tx, &filter).await.unwrap();
        assert_eq!(count, i64::try_from(expected.len()).unwrap());
    }
    let second = audit::list(&mut tx, &all(), Page::after(3, 2)).await.unwrap();
    assert_eq!(sequence(&second), [2, 1]);
}

async fn an_entry_stays_when_the_action_it_tells_of_is_undone(test: &TestDatabase) {
    seed(&test.database).await;
    let tx = test.database.begin_write().await.unwrap();
    tx.rollback().await.unwrap();
    let head = audit::append(&test.database, &audit_entry("refused", Some(11), 1)).await.unwrap();
    let mut tx = test.database.begin_read().await.unwrap();
    assert_eq!(audit::verify(&mut tx).await.unwrap(), head);
}

async fn writers_at_once_make_one_chain(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_read().await.unwrap();
    let empty = audit::head(&mut tx).await.unwrap();
    assert_eq!(empty, AuditHead { seq: 0, hash: Hash::ZERO });
    assert_eq!(audit::verify(&mut tx).await.unwrap(), empty);
    drop(tx);
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let database = test.database.clone();
        writers.spawn(async move {
            for round in 0..ENTRIES_EACH {
                audit::append(&database, &audit_entry("read", Some(11), writer + round)).await.unwrap();
            }
        });
    }
    writers.join_all().await;
    let mut tx = test.database.begin_read().await.unwrap();
    let head = audit::verify(&mut tx).await.unwrap();
    assert_eq!(head.seq, WRITERS * ENTRIES_EACH);
    assert_eq!(audit::head(&mut tx).await.unwrap(), head);
}

async fn no_entry_is_changed_deleted_or_replaced(test: &TestDatabase) {
    seed(&test.database).await;
    audit::append(&test.database, &audit_entry("read", Some(11), 1)).await.unwrap();
    let columns = "seq, kind, user_id, target, recorded_at, sealed_content, commitment, prev_hash";
    let replace = if test.database.is_postgres() {
        "TRUNCATE audit_trail".to_owned()
    } else {
        format!("INSERT OR REPLACE INTO audit_trail ({columns}) SELECT {columns} FROM audit_trail")
    };
    for sql in ["UPDATE audit_trail SET kind = 'x'", "DELETE FROM audit_trail", &replace] {
        let error = test.execute(sql).await.unwrap_err().to_string();
        assert!(error.contains("audit_trail is append-only"), "{sql}: {error}");
    }
}
