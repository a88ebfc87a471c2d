//! Contract of `clock`: what a step left, and what is due.
//! No due date is computed here.

use mingjian_store::clock::{self, Binds, ClockRow, ClockState, DueRow};
use mingjian_store::{Page, Scope, StoreError, proceeding};

use crate::support::{TestDatabase, day, on_both, organ_id, proceeding_id, proceeding_row, seed_proceeding};

fn clock_row(key: &str, due_on: &str) -> ClockRow {
    ClockRow {
        key: key.to_owned(),
        rule: "service.decision".to_owned(),
        start_on: day("2026-03-02"),
        due_on: day(due_on),
        extended_on: None,
        firm: true,
        binds: Binds::Organ,
        state: ClockState::Running,
        ended_on: None,
    }
}

fn keys(rows: &[DueRow]) -> Vec<(u128, &str)> {
    rows.iter().map(|row| (row.proceeding_id.as_uuid().as_u128(), row.key.as_str())).collect()
}

on_both![
    the_clocks_of_a_proceeding_are_replaced_as_a_whole,
    what_is_due_holds_running_clocks_of_the_scope_up_to_the_day,
    cases_with_a_clock_that_has_not_ended_are_found_for_recomputing,
    clocks_of_one_key_are_found_whether_they_run_or_have_ended,
];

async fn the_clocks_of_a_proceeding_are_replaced_as_a_whole(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    clock::replace(&mut tx, &key, &[clock_row("gone", "2026-03-11")]).await.unwrap();
    let plea = ClockRow {
        extended_on: Some(day("2026-03-16")),
        firm: false,
        binds: Binds::Party,
        state: ClockState::Ended,
        ended_on: Some(day("2026-03-14")),
        ..clock_row("plea", "2026-03-14")
    };
    let rows = [clock_row("service", "2026-03-11"), plea];
    clock::replace(&mut tx, &key, &rows).await.unwrap();
    assert_eq!(clock::of_proceeding(&mut tx, proceeding_id(21)).await.unwrap(), rows);
    let twins = [clock_row("service", "2026-03-11"), clock_row("service", "2026-03-12")];
    let twice = clock::replace(&mut tx, &key, &twins).await;
    assert!(
        matches!(&twice, Err(StoreError::NotUnique(what)) if what == "clocks.proceeding_id,key"),
        "{twice:?}"
    );
}

async fn what_is_due_holds_running_clocks_of_the_scope_up_to_the_day(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let other = proceeding::insert(&mut tx, &proceeding_row(22, 2), b"", &[2; 32]).await.unwrap();
    let rows = [
        clock_row("b", "2026-03-11"),
        clock_row("a", "2026-03-11"),
        clock_row("later", "2026-03-12"),
        ClockRow { state: ClockState::Stopped, ..clock_row("stopped", "2026-03-01") },
        ClockRow { state: ClockState::Ended, ..clock_row("ended", "2026-03-01") },
    ];
    clock::replace(&mut tx, &key, &rows).await.unwrap();
    clock::replace(&mut tx, &other, &[clock_row("x", "2026-03-10")]).await.unwrap();
    let due = clock::due_until(&mut tx, &Scope::all(), day("2026-03-11"), Page::first(9)).await.unwrap();
    assert_eq!(keys(&due), [(22, "x"), (21, "a"), (21, "b")]);
    assert_eq!((due[1].party_name.as_str(), due[1].proceeding_state.as_str()), ("示例诊所21", "opened"));
    let own = Scope::none().with_organs(&[organ_id(1)]);
    let first = clock::due_until(&mut tx, &own, day("2026-12-31"), Page::first(2)).await.unwrap();
    assert_eq!(keys(&first), [(21, "a"), (21, "b")]);
    let cursor = (first[1].due_on, first[1].proceeding_id, first[1].key.as_str());
    let second = clock::due_until(&mut tx, &own, day("2026-12-31"), Page::after(cursor, 2)).await.unwrap();
    assert_eq!(keys(&second), [(21, "later")]);
}

async fn cases_with_a_clock_that_has_not_ended_are_found_for_recomputing(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let other = proceeding::insert(&mut tx, &proceeding_row(22, 2), b"", &[2; 32]).await.unwrap();
    assert!(clock::with_open(&mut tx).await.unwrap().is_empty());
    let ended = ClockRow { state: ClockState::Ended, ..clock_row("a", "2027-01-05") };
    clock::replace(&mut tx, &other, &[ended]).await.unwrap();
    let rows = [
        ClockRow { firm: false, ..clock_row("a", "2027-01-05") },
        ClockRow { state: ClockState::Stopped, ..clock_row("b", "2026-12-31") },
    ];
    clock::replace(&mut tx, &key, &rows).await.unwrap();
    assert_eq!(clock::with_open(&mut tx).await.unwrap(), [proceeding_id(21)]);
}

async fn clocks_of_one_key_are_found_whether_they_run_or_have_ended(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let other = proceeding::insert(&mut tx, &proceeding_row(22, 2), b"", &[2; 32]).await.unwrap();
    let ended = ClockRow { state: ClockState::Ended, ..clock_row("correction", "2026-03-01") };
    clock::replace(&mut tx, &key, &[ended, clock_row("service", "2026-03-11")]).await.unwrap();
    clock::replace(&mut tx, &other, &[clock_row("correction", "2026-03-10")]).await.unwrap();
    let found = clock::of_key(&mut tx, &Scope::all(), "correction", 9).await.unwrap();
    assert_eq!(keys(&found), [(22, "correction"), (21, "correction")], "what runs comes first");
    let own = Scope::none().with_organs(&[organ_id(1)]);
    assert_eq!(keys(&clock::of_key(&mut tx, &own, "correction", 9).await.unwrap()), [(21, "correction")]);
}
