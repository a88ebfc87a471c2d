//! Contract of `publication`: the desk side.
//! Nothing is shown to the public here.

use mingjian_domain::id::PublicationId;
use mingjian_store::publication::{self, PublicationItem, PublicationRow};
use mingjian_store::{Page, Scope, StoreError};

use crate::support::{TestDatabase, at, day, on_both, organ_id, proceeding_id, seed_proceeding, uuid};

fn publication_row(number: u128, due_on: &str) -> PublicationRow {
    PublicationRow {
        id: PublicationId::from_uuid(uuid(number)),
        proceeding_id: proceeding_id(21),
        document_id: None,
        channel: "site".to_owned(),
        state: "draft".to_owned(),
        due_on: Some(day(due_on)),
        created_at: at(5),
        version: 1,
    }
}

fn numbers(items: &[PublicationItem]) -> Vec<u128> {
    items.iter().map(|item| item.id.as_uuid().as_u128()).collect()
}

on_both![
    a_draft_changes_with_its_version_and_never_without,
    the_clerks_list_is_paged_and_its_due_list_ends_with_the_day,
];

async fn a_draft_changes_with_its_version_and_never_without(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let row = publication_row(71, "2026-03-11");
    publication::insert(&mut tx, &key, &row, b"draft 1").await.unwrap();
    assert_eq!(publication::by_id(&mut tx, row.id).await.unwrap(), Some(row.clone()));
    assert_eq!(publication::draft(&mut tx, row.id).await.unwrap().as_deref(), Some(b"draft 1".as_slice()));
    let masked = PublicationRow { state: "masked".to_owned(), due_on: None, ..row.clone() };
    publication::save(&mut tx, &key, &masked, b"draft 2").await.unwrap();
    let stale = publication::save(&mut tx, &key, &masked, b"draft 3").await;
    assert!(matches!(stale, Err(StoreError::Conflict { table: "publications" })), "{stale:?}");
    assert_eq!(publication::draft(&mut tx, row.id).await.unwrap().as_deref(), Some(b"draft 2".as_slice()));
    let all = publication::of_proceeding(&mut tx, proceeding_id(21)).await.unwrap();
    assert_eq!(all, [PublicationRow { version: 2, ..masked }]);
    let nobody = PublicationId::from_uuid(uuid(99));
    assert_eq!(publication::by_id(&mut tx, nobody).await.unwrap(), None);
    assert_eq!(publication::draft(&mut tx, nobody).await.unwrap(), None);
}

async fn the_clerks_list_is_paged_and_its_due_list_ends_with_the_day(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    for row in [
        publication_row(71, "2026-03-12"),
        publication_row(72, "2026-03-11"),
        PublicationRow { state: "published".to_owned(), ..publication_row(73, "2026-03-01") },
        PublicationRow { due_on: None, ..publication_row(74, "2026-03-01") },
    ] {
        publication::insert(&mut tx, &key, &row, b"").await.unwrap();
    }
    let (all, states) = (Scope::all(), ["draft", "masked"]);
    let first = publication::list(&mut tx, &all, &states, Page::first(2)).await.unwrap();
    assert_eq!(numbers(&first), [71, 72]);
    let cursor = (first[1].created_at, first[1].id);
    let second = publication::list(&mut tx, &all, &states, Page::after(cursor, 2)).await.unwrap();
    assert_eq!(numbers(&second), [74]);
    let due = publication::due_until(&mut tx, &all, &states, day("2026-03-12")).await.unwrap();
    assert_eq!(numbers(&due), [72, 71]);
    let due = publication::due_until(&mut tx, &all, &states, day("2026-03-11")).await.unwrap();
    assert_eq!(numbers(&due), [72]);
    let other = Scope::none().with_organs(&[organ_id(2)]);
    assert!(publication::list(&mut tx, &other, &states, Page::first(9)).await.unwrap().is_empty());
}
