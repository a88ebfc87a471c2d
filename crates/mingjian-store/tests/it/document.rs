//! Contract of `document`: frozen data, numbers used once, versions.
//! Nothing is rendered here.

use mingjian_domain::id::DocumentId;
use mingjian_store::document::{self, DocumentRow, NewDocument};
use mingjian_store::{Hash, StoreError};

use crate::support::{TestDatabase, at, on_both, organ_id, proceeding_id, seed_proceeding, uuid};

fn document<'a>(number: u128, name: Option<&'a str>, code: Option<&'a str>) -> NewDocument<'a> {
    NewDocument {
        id: DocumentId::from_uuid(uuid(number)),
        organ_id: organ_id(1),
        kind: "decision-penalty",
        number: name,
        code,
        data: b"{\"fine\":500000}",
        state: "issued",
        issued_at: at(40),
    }
}

on_both![
    data_is_frozen_while_state_and_pdf_hash_move,
    a_document_number_is_used_once_in_an_organ,
    a_verification_code_is_used_once,
];

async fn data_is_frozen_while_state_and_pdf_hash_move(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let new = document(51, Some("许卫医罚〔2026〕1号"), Some("MJ-7K2Q"));
    let data_hash = document::insert(&mut tx, &key, &new).await.unwrap();
    assert_eq!(data_hash, Hash::of(new.data));
    let row = DocumentRow {
        id: new.id,
        proceeding_id: proceeding_id(21),
        organ_id: organ_id(1),
        kind: "decision-penalty".to_owned(),
        number: Some("许卫医罚〔2026〕1号".to_owned()),
        code: Some("MJ-7K2Q".to_owned()),
        data_hash,
        pdf_hash: None,
        state: "issued".to_owned(),
        version: 1,
        issued_at: at(40),
    };
    assert_eq!(document::by_id(&mut tx, new.id).await.unwrap(), Some(row.clone()));
    assert_eq!(document::by_code(&mut tx, "MJ-7K2Q").await.unwrap(), Some(row.clone()));
    assert_eq!(document::by_code(&mut tx, "MJ-0000").await.unwrap(), None);
    let rendered = DocumentRow { pdf_hash: Some(Hash::of(b"pdf")), state: "rendered".to_owned(), ..row };
    document::save(&mut tx, &rendered).await.unwrap();
    let stale = document::save(&mut tx, &rendered).await;
    assert!(matches!(stale, Err(StoreError::Conflict { table: "documents" })), "{stale:?}");
    let all = document::of_proceeding(&mut tx, proceeding_id(21)).await.unwrap();
    assert_eq!(all, [DocumentRow { version: 2, ..rendered }]);
    assert_eq!(document::data(&mut tx, new.id).await.unwrap().as_deref(), Some(new.data));
    assert_eq!(document::data(&mut tx, DocumentId::from_uuid(uuid(99))).await.unwrap(), None);
}

async fn a_document_number_is_used_once_in_an_organ(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    document::insert(&mut tx, &key, &document(51, Some("1号"), None)).await.unwrap();
    document::insert(&mut tx, &key, &document(52, None, None)).await.unwrap();
    document::insert(&mut tx, &key, &document(53, None, None)).await.unwrap();
    let twin = document::insert(&mut tx, &key, &document(54, Some("1号"), None)).await;
    assert!(
        matches!(&twin, Err(StoreError::NotUnique(what)) if what == "documents.organ_id,kind,number"),
        "{twin:?}"
    );
}

async fn a_verification_code_is_used_once(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    document::insert(&mut tx, &key, &document(51, None, Some("MJ-1"))).await.unwrap();
    let twin = document::insert(&mut tx, &key, &document(52, None, Some("MJ-1"))).await;
    assert!(matches!(&twin, Err(StoreError::NotUnique(what)) if what == "documents.code"), "{twin:?}");
}
