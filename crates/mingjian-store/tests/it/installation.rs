//! Contract of `meta`, `pack` and `confirmation`.
//! What is in a pack is not looked at.

use mingjian_store::confirmation::{self, ConfirmationRow};
use mingjian_store::pack::PackRow;
use mingjian_store::{Hash, Source, meta, pack};

use crate::support::{TestDatabase, at, day, on_both, pack_hash, seed};

on_both![
    a_fact_is_set_and_set_anew,
    a_pack_that_was_loaded_is_kept_as_it_was,
    confirmations_are_read_in_the_order_of_recording,
];

async fn a_fact_is_set_and_set_anew(test: &TestDatabase) {
    let mut tx = test.database.begin_write().await.unwrap();
    assert_eq!(meta::get(&mut tx, "body").await.unwrap(), None);
    meta::set(&mut tx, "body", b"one").await.unwrap();
    meta::set(&mut tx, "body", b"two").await.unwrap();
    assert_eq!(meta::get(&mut tx, "body").await.unwrap().as_deref(), Some(b"two".as_slice()));
}

async fn a_pack_that_was_loaded_is_kept_as_it_was(test: &TestDatabase) {
    let mut tx = test.database.begin_write().await.unwrap();
    let first = PackRow { hash: Hash::of(b"1"), name: "national".to_owned(), loaded_at: at(5) };
    let second = PackRow { hash: Hash::of(b"2"), name: "health".to_owned(), loaded_at: at(6) };
    pack::keep(&mut tx, &first, b"rules").await.unwrap();
    pack::keep(&mut tx, &second, b"more rules").await.unwrap();
    let again = PackRow { name: "other".to_owned(), loaded_at: at(9), ..first.clone() };
    pack::keep(&mut tx, &again, b"other rules").await.unwrap();
    assert_eq!(pack::all(&mut tx).await.unwrap(), [first.clone(), second]);
    assert_eq!(pack::bytes(&mut tx, first.hash).await.unwrap().as_deref(), Some(b"rules".as_slice()));
    assert_eq!(pack::bytes(&mut tx, Hash::of(b"3")).await.unwrap(), None);
}

async fn confirmations_are_read_in_the_order_of_recording(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let row = |rule: &str, confirmed_on| ConfirmationRow {
        rule: rule.to_owned(),
        pack_hash: pack_hash(),
        person: "演示法制员".to_owned(),
        confirmed_on: day(confirmed_on),
        scan_hash: Hash::of(b"scan"),
        source: Source::Demo,
        recorded_at: at(7),
    };
    let rows = [row("publication.penalty", "2026-03-02"), row("coercion.seizure", "2026-03-01")];
    for row in &rows {
        confirmation::insert(&mut tx, row).await.unwrap();
    }
    assert_eq!(confirmation::all(&mut tx).await.unwrap(), rows);
}
