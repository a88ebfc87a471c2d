//! What somebody with access to the server can do unseen: nothing that this floor opens.
//! Removing whole cases with their journals is seen by the public log only, not here.

use mingjian_domain::id::{DocumentId, FileId, PublicationId};
use mingjian_store::audit::AuditEntry;
use mingjian_store::blob::BlobRow;
use mingjian_store::document::NewDocument;
use mingjian_store::idempotency::{Answer, Request};
use mingjian_store::identifier::Identifier;
use mingjian_store::job::NewJob;
use mingjian_store::publication::PublicationRow;
use mingjian_store::{
    Hash, StoreError, audit, blob, document, idempotency, identifier, job, journal, proceeding, publication,
    session,
};

use crate::support::{
    TestDatabase, at, entry, on_both, organ_id, proceeding_id, proceeding_row, seed_proceeding, user_id, uuid,
};

fn is_corrupt<T: std::fmt::Debug>(outcome: Result<T, StoreError>, table: &str) {
    match outcome {
        Err(StoreError::Corrupt { table: found, .. }) => assert_eq!(found, table),
        other => panic!("{table}: {other:?}"),
    }
}

/// Three entries in the journal of proceeding 21.
async fn seed_journal(test: &TestDatabase) -> mingjian_store::DataKey {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    for action in ["file", "inspect", "notify"] {
        journal::append(&mut tx, &key, &entry(action), action.as_bytes()).await.unwrap();
    }
    tx.commit().await.unwrap();
    test.disarm().await;
    key
}

on_both![
    a_journal_column_changed_by_hand_is_seen,
    an_entry_left_out_or_moved_is_seen,
    a_state_of_another_case_or_of_an_earlier_step_does_not_open,
    documents_and_drafts_that_were_swapped_do_not_open,
    everything_else_that_is_sealed_opens_in_its_own_row_only,
    an_audit_entry_changed_left_out_or_cut_off_is_seen,
];

async fn a_journal_column_changed_by_hand_is_seen(test: &TestDatabase) {
    let key = seed_journal(test).await;
    for change in [
        "actor_name = '另一人'",
        "action = 'decide'",
        "role = 'head'",
        "schema = 2",
        "occurred_at = occurred_at - 86400000000",
        "recorded_at = recorded_at - 86400000000",
        "source = 'demo'",
        "user_id = NULL",
        "organ_id = (SELECT id FROM organs WHERE kind = 'department' ORDER BY id LIMIT 1)",
        "body_id = organ_id",
        "commitment = prev_hash",
        "prev_hash = commitment",
        "sealed_bytes = (SELECT j.sealed_bytes FROM journal AS j WHERE j.seq = 1)",
    ] {
        let keep = "CREATE TABLE kept AS SELECT * FROM journal WHERE seq = 2";
        test.execute(keep).await.unwrap();
        test.execute(&format!("UPDATE journal SET {change} WHERE seq = 2")).await.unwrap();
        let mut tx = test.database.begin_read().await.unwrap();
        is_corrupt(journal::of_proceeding(&mut tx, &key).await, "journal");
        drop(tx);
        test.execute(
            "UPDATE journal SET actor_name = k.actor_name, action = k.action, role = k.role,
                 schema = k.schema, occurred_at = k.occurred_at, recorded_at = k.recorded_at,
                 source = k.source, user_id = k.user_id, organ_id = k.organ_id, body_id = k.body_id,
                 commitment = k.commitment, prev_hash = k.prev_hash, sealed_bytes = k.sealed_bytes
             FROM kept AS k WHERE journal.seq = 2",
        )
        .await
        .unwrap();
        test.execute("DROP TABLE kept").await.unwrap();
        let mut tx = test.database.begin_read().await.unwrap();
        let rows = journal::of_proceeding(&mut tx, &key).await.unwrap();
        assert_eq!(rows.len(), 3, "put back, it is whole again: {change}");
    }
}

async fn an_entry_left_out_or_moved_is_seen(test: &TestDatabase) {
    let key = seed_journal(test).await;
    test.execute("UPDATE journal SET seq = 9 WHERE seq = 1").await.unwrap();
    let mut tx = test.database.begin_read().await.unwrap();
    is_corrupt(journal::of_proceeding(&mut tx, &key).await, "journal");
    drop(tx);
    test.execute("DELETE FROM journal WHERE seq = 9").await.unwrap();
    let mut tx = test.database.begin_read().await.unwrap();
    is_corrupt(journal::of_proceeding(&mut tx, &key).await, "journal");
    drop(tx);
    test.execute("UPDATE journal SET seq = seq - 1").await.unwrap();
    let mut tx = test.database.begin_read().await.unwrap();
    is_corrupt(journal::of_proceeding(&mut tx, &key).await, "journal");
}

async fn a_state_of_another_case_or_of_an_earlier_step_does_not_open(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    test.execute("CREATE TABLE kept AS SELECT sealed_state, wrapped_key FROM proceedings").await.unwrap();
    let mut tx = test.database.begin_write().await.unwrap();
    proceeding::insert(&mut tx, &proceeding_row(22, 1), b"state of 22", &[2; 32]).await.unwrap();
    proceeding::save(&mut tx, &key, &proceeding_row(21, 1), b"state 2").await.unwrap();
    tx.commit().await.unwrap();
    // Replay of the earlier step.
    test.execute("UPDATE proceedings SET sealed_state = (SELECT sealed_state FROM kept) WHERE version = 2")
        .await
        .unwrap();
    let mut tx = test.database.begin_read().await.unwrap();
    is_corrupt(proceeding::load(&mut tx, proceeding_id(21)).await, "proceedings");
    drop(tx);
    // Another case's state, with its key.
    test.execute(
        "UPDATE proceedings SET sealed_state = (SELECT sealed_state FROM kept),
             wrapped_key = (SELECT wrapped_key FROM kept)
         WHERE version = 1",
    )
    .await
    .unwrap();
    let mut tx = test.database.begin_read().await.unwrap();
    is_corrupt(proceeding::load(&mut tx, proceeding_id(22)).await, "proceedings");
}

async fn documents_and_drafts_that_were_swapped_do_not_open(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    for number in [51, 52] {
        let document = NewDocument {
            id: DocumentId::from_uuid(uuid(number)),
            organ_id: organ_id(1),
            kind: "decision-penalty",
            number: None,
            code: None,
            data: format!("fine {number}").leak().as_bytes(),
            state: "issued",
            issued_at: at(0),
        };
        document::insert(&mut tx, &key, &document).await.unwrap();
        let row = PublicationRow {
            id: PublicationId::from_uuid(uuid(number)),
            proceeding_id: proceeding_id(21),
            document_id: None,
            channel: "site".to_owned(),
            state: "draft".to_owned(),
            due_on: None,
            created_at: at(0),
            version: 1,
        };
        publication::insert(&mut tx, &key, &row, format!("draft {number}").as_bytes()).await.unwrap();
    }
    tx.commit().await.unwrap();
    for (table, column) in [("documents", "sealed_data"), ("publications", "sealed_draft")] {
        let latest = format!("SELECT x.{column} FROM {table} AS x ORDER BY x.id DESC LIMIT 1");
        test.execute(&format!("UPDATE {table} SET {column} = ({latest})")).await.unwrap();
    }
    let mut tx = test.database.begin_read().await.unwrap();
    is_corrupt(document::data(&mut tx, DocumentId::from_uuid(uuid(51))).await, "documents");
    is_corrupt(publication::draft(&mut tx, PublicationId::from_uuid(uuid(51))).await, "publications");
    drop(tx);
    test.execute("UPDATE documents SET data_hash = pdf_hash WHERE pdf_hash IS NOT NULL").await.unwrap();
    let swapped = "SELECT x.data_hash FROM documents AS x ORDER BY x.id LIMIT 1";
    test.execute(&format!("UPDATE documents SET data_hash = ({swapped})")).await.unwrap();
    let mut tx = test.database.begin_read().await.unwrap();
    is_corrupt(document::data(&mut tx, DocumentId::from_uuid(uuid(52))).await, "documents");
}

async fn everything_else_that_is_sealed_opens_in_its_own_row_only(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let file = BlobRow {
        id: FileId::from_uuid(uuid(61)),
        proceeding_id: Some(proceeding_id(21)),
        hash: Hash::of(b"x"),
        size: 1,
        media_type: "text/plain".to_owned(),
        name: "身份证.jpg".to_owned(),
        stored_by: None,
        stored_at: at(0),
    };
    blob::insert(&mut tx, Some(&key), &file).await.unwrap();
    let phone = Identifier { kind: "phone".to_owned(), value: "13812345678".to_owned() };
    identifier::replace(&mut tx, &key, &[phone]).await.unwrap();
    let row = session::SessionRow {
        token_hash: Hash::of(b"token"),
        user_id: user_id(11),
        csrf_secret: vec![1; 32],
        created_at: at(0),
        seen_at: at(0),
        expires_at: at(100),
    };
    session::insert(&mut tx, &row).await.unwrap();
    let request = Request { user_id: user_id(11), key: "k", digest: Hash::of(b"body") };
    let answer = Answer { status: 200, body: b"{}".to_vec() };
    idempotency::insert(&mut tx, request, &answer, at(0)).await.unwrap();
    let new = NewJob {
        id: mingjian_domain::id::JobId::from_uuid(uuid(81)),
        kind: "render",
        payload: b"{}",
        run_at: at(0),
        dedup_key: None,
        created_at: at(0),
    };
    job::enqueue(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    for (table, column) in [
        ("blobs", "sealed_name"),
        ("identifiers", "sealed_value"),
        ("sessions", "sealed_csrf_secret"),
        ("idempotency_answers", "sealed_answer"),
        ("jobs", "sealed_payload"),
    ] {
        test.execute(&format!("UPDATE {table} SET {column} = (SELECT sealed_state FROM proceedings)"))
            .await
            .unwrap();
    }
    let mut tx = test.database.begin_read().await.unwrap();
    is_corrupt(blob::by_id(&mut tx, file.id).await, "blobs");
    is_corrupt(blob::of_proceeding(&mut tx, &key).await, "blobs");
    is_corrupt(identifier::of_proceeding(&mut tx, &key).await, "identifiers");
    is_corrupt(session::by_token(&mut tx, row.token_hash, at(1)).await, "sessions");
    is_corrupt(idempotency::find(&mut tx, request).await, "idempotency_answers");
    drop(tx);
    is_corrupt(job::claim(&test.database, at(1), at(2)).await, "jobs");
    assert!(job::claim(&test.database, at(9), at(10)).await.unwrap().is_none(), "it was given up");
}

async fn an_audit_entry_changed_left_out_or_cut_off_is_seen(test: &TestDatabase) {
    seed_proceeding(&test.database).await;
    for number in 1..=3 {
        let entry = AuditEntry {
            kind: "read".to_owned(),
            user_id: Some(user_id(11)),
            target: Some(proceeding_id(21).to_string()),
            recorded_at: at(number),
            purpose: format!("检查{number}"),
            detail: String::new(),
        };
        audit::append(&test.database, &entry).await.unwrap();
    }
    test.disarm().await;
    for (change, back) in [
        ("UPDATE audit_trail SET kind = 'login' WHERE seq = 2", "UPDATE audit_trail SET kind = 'read'"),
        (
            "UPDATE audit_trail SET recorded_at = recorded_at + 1 WHERE seq = 3",
            "UPDATE audit_trail SET recorded_at = recorded_at - 1 WHERE seq = 3",
        ),
        ("UPDATE audit_trail SET seq = 9 WHERE seq = 1", "UPDATE audit_trail SET seq = 1 WHERE seq = 9"),
        ("UPDATE audit_heads SET seq = 2", "UPDATE audit_heads SET seq = 3"),
        ("DELETE FROM audit_trail WHERE seq = 3", ""),
    ] {
        let mut tx = test.database.begin_read().await.unwrap();
        assert_eq!(audit::verify(&mut tx).await.unwrap().seq, 3, "before {change}");
        drop(tx);
        test.execute(change).await.unwrap();
        let mut tx = test.database.begin_read().await.unwrap();
        is_corrupt(audit::verify(&mut tx).await, "audit_trail");
        drop(tx);
        test.execute(back).await.unwrap();
    }
}
