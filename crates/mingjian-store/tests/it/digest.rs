//! Contract of `digest`: one a person and day, read and sent once.
//! What belongs into one is not decided here.

use mingjian_domain::id::JobId;
use mingjian_store::StoreError;
use mingjian_store::digest::{self, DigestItem, DigestRow};
use mingjian_store::work::WorkKind;

use crate::support::{TestDatabase, at, day, on_both, proceeding_id, seed_proceeding, user_id, uuid};

on_both![
    a_person_has_one_digest_of_a_day_however_often_it_is_composed,
    a_digest_is_read_once_and_its_message_handed_over_once,
];

fn row(on: &str, message: Option<u128>) -> DigestRow {
    DigestRow {
        user_id: user_id(11),
        day_on: day(on),
        composed_at: at(30),
        read_at: None,
        message_id: message.map(|number| JobId::from_uuid(uuid(number))),
        sent_at: None,
    }
}

fn item(key: &str, due: Option<&str>) -> DigestItem {
    DigestItem {
        proceeding_id: proceeding_id(21),
        kind: WorkKind::Act,
        key: key.to_owned(),
        due_on: due.map(day),
        is_new: due.is_none(),
    }
}

async fn a_person_has_one_digest_of_a_day_however_often_it_is_composed(test: &TestDatabase) {
    seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let items = [item("serve", Some("2026-03-04")), item("close", None)];
    assert!(digest::insert(&mut tx, &row("2026-03-03", None), &items).await.unwrap());
    assert!(!digest::insert(&mut tx, &row("2026-03-03", Some(9)), &[item("other", None)]).await.unwrap());
    assert!(digest::insert(&mut tx, &row("2026-03-04", None), &[]).await.unwrap());
    assert_eq!(digest::items(&mut tx, user_id(11), day("2026-03-03")).await.unwrap(), items);
    let latest = digest::latest(&mut tx, user_id(11), 30).await.unwrap();
    assert_eq!(latest, [row("2026-03-04", None), row("2026-03-03", None)]);
    assert_eq!(digest::latest(&mut tx, user_id(11), 1).await.unwrap().len(), 1);
    assert_eq!(digest::of_day(&mut tx, user_id(12), day("2026-03-03")).await.unwrap(), None);
}

async fn a_digest_is_read_once_and_its_message_handed_over_once(test: &TestDatabase) {
    seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let (user, on) = (user_id(11), day("2026-03-03"));
    digest::insert(&mut tx, &row("2026-03-03", Some(9)), &[]).await.unwrap();
    digest::insert(&mut tx, &row("2026-03-04", None), &[]).await.unwrap();
    digest::mark_read(&mut tx, user, on, at(40)).await.unwrap();
    digest::mark_read(&mut tx, user, on, at(50)).await.unwrap();
    digest::mark_sent(&mut tx, user, on, at(60)).await.unwrap();
    let again = digest::mark_sent(&mut tx, user, on, at(70)).await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })), "{again:?}");
    let without = digest::mark_sent(&mut tx, user, day("2026-03-04"), at(70)).await;
    assert!(matches!(without, Err(StoreError::Conflict { .. })), "{without:?}");
    let found = digest::of_day(&mut tx, user, on).await.unwrap().unwrap();
    assert_eq!((found.read_at, found.sent_at), (Some(at(40)), Some(at(60))));
}
