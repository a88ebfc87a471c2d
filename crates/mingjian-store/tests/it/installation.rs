//! Contract of `meta`, `pack`, `confirmation` and `calendar_year`.
//! What is in a pack is not looked at.

use mingjian_domain::id::FileId;
use mingjian_store::blob::BlobRow;
use mingjian_store::calendar_year::{self, CalendarYearRow};
use mingjian_store::confirmation::{self, ConfirmationRow, WithdrawalRow};
use mingjian_store::pack::PackRow;
use mingjian_store::{Hash, Source, StoreError, blob, meta, pack};

use crate::support::{TestDatabase, at, day, on_both, pack_hash, seed, user_id, uuid};

on_both![
    a_fact_is_set_and_set_anew,
    a_pack_that_was_loaded_is_kept_as_it_was,
    confirmations_are_read_in_the_order_of_recording,
    a_confirmation_is_taken_back_once_with_a_reason,
    imported_years_are_read_in_the_order_of_recording,
    every_change_of_the_law_in_use_counts_and_none_can_be_undone,
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

fn confirmation_row(rule: &str, confirmed_on: &str) -> ConfirmationRow {
    ConfirmationRow {
        rule: rule.to_owned(),
        pack_hash: pack_hash(),
        content_hash: None,
        person: "演示法制员".to_owned(),
        confirmed_on: day(confirmed_on),
        scan_hash: Hash::of(b"scan"),
        scan_file: None,
        note: "与原件一致".to_owned(),
        recorded_by: None,
        source: Source::Demo,
        recorded_at: at(7),
    }
}

async fn confirmations_are_read_in_the_order_of_recording(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let blob = BlobRow {
        id: FileId::from_uuid(uuid(71)),
        proceeding_id: None,
        hash: Hash::of(b"scan"),
        size: 4,
        media_type: "application/pdf".to_owned(),
        name: "原文.pdf".to_owned(),
        stored_by: Some(user_id(11)),
        stored_at: at(7),
    };
    blob::insert(&mut tx, None, &blob).await.unwrap();
    let with_scan = ConfirmationRow {
        content_hash: Some(Hash::of(b"content")),
        scan_file: Some(blob.id),
        recorded_by: Some(user_id(11)),
        ..confirmation_row("coercion.seizure", "2026-03-01")
    };
    let rows = [confirmation_row("publication.penalty", "2026-03-02"), with_scan];
    for row in &rows {
        confirmation::insert(&mut tx, row).await.unwrap();
    }
    let recorded = confirmation::all(&mut tx).await.unwrap();
    assert!(recorded.first().unwrap().id < recorded.last().unwrap().id);
    assert_eq!(recorded.into_iter().map(|one| one.row).collect::<Vec<_>>(), rows);
}

async fn a_confirmation_is_taken_back_once_with_a_reason(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    confirmation::insert(&mut tx, &confirmation_row("plea.window", "2026-03-02")).await.unwrap();
    let id = confirmation::all(&mut tx).await.unwrap()[0].id;
    let withdrawal = WithdrawalRow {
        rule: "plea.window".to_owned(),
        confirmation: Some(id),
        reason: "扫描件不是现行文本".to_owned(),
        withdrawn_by: user_id(11),
        source: Source::Real,
        recorded_at: at(8),
    };
    // What came with the pack has no row of its own.
    let of_pack =
        WithdrawalRow { rule: "review.opinion".to_owned(), confirmation: None, ..withdrawal.clone() };
    confirmation::withdraw(&mut tx, &withdrawal).await.unwrap();
    confirmation::withdraw(&mut tx, &of_pack).await.unwrap();
    assert_eq!(confirmation::withdrawals(&mut tx).await.unwrap(), [withdrawal.clone(), of_pack]);
    let twice = confirmation::withdraw(&mut tx, &withdrawal).await;
    let taken = "confirmation_withdrawals.confirmation_id";
    assert!(matches!(&twice, Err(StoreError::NotUnique(what)) if what == taken), "{twice:?}");
}

fn year_row(year: i64, content: &str) -> CalendarYearRow {
    CalendarYearRow {
        year,
        content: content.to_owned(),
        hash: Hash::of(content.as_bytes()),
        reason: String::new(),
        imported_by: user_id(11),
        role: "system-administrator".to_owned(),
        source: Source::Real,
        recorded_at: at(9),
    }
}

async fn imported_years_are_read_in_the_order_of_recording(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let corrected = CalendarYearRow {
        reason: "通知有更正".to_owned(),
        recorded_at: at(10),
        ..year_row(2027, "year = 2027 # corrected")
    };
    let rows = [year_row(2027, "year = 2027"), corrected];
    for row in &rows {
        calendar_year::insert(&mut tx, row).await.unwrap();
    }
    assert_eq!(calendar_year::all(&mut tx).await.unwrap(), rows);
}

async fn every_change_of_the_law_in_use_counts_and_none_can_be_undone(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    assert_eq!(pack::revision(&mut tx).await.unwrap(), 0);
    confirmation::insert(&mut tx, &confirmation_row("plea.window", "2026-03-02")).await.unwrap();
    calendar_year::insert(&mut tx, &year_row(2027, "year = 2027")).await.unwrap();
    let withdrawal = WithdrawalRow {
        rule: "plea.window".to_owned(),
        confirmation: None,
        reason: "重新核对".to_owned(),
        withdrawn_by: user_id(11),
        source: Source::Real,
        recorded_at: at(8),
    };
    confirmation::withdraw(&mut tx, &withdrawal).await.unwrap();
    assert_eq!(pack::revision(&mut tx).await.unwrap(), 3);
    tx.commit().await.unwrap();
    for table in ["confirmations", "confirmation_withdrawals", "calendar_years"] {
        for sql in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET source = 'demo'")] {
            let error = test.execute(&sql).await.unwrap_err().to_string();
            assert!(error.contains("append-only"), "{sql}: {error}");
        }
    }
}
