//! Contract of `proceeding` and `person`: one step wins, and lists hold what the scope holds.
//! What a state means is not asked here.

use mingjian_store::person::{self, PersonRow};
use mingjian_store::proceeding::{self, ProceedingFilter, ProceedingRow, StateCount};
use mingjian_store::{Database, Page, Scope, StoreError};

use crate::support::{
    TestDatabase, at, on_both, organ_id, proceeding_id, proceeding_row, seed, seed_proceeding, user_id,
};

/// Five proceedings: 21 to 24 of organ 1, 25 of organ 2.
async fn seed_list(database: &Database) {
    seed(database).await;
    let rows = [
        ProceedingRow { cause: Some("disinfection".to_owned()), ..proceeding_row(21, 1) },
        ProceedingRow {
            department_id: Some(organ_id(3)),
            state: "filed".to_owned(),
            ..proceeding_row(22, 1)
        },
        ProceedingRow { number: Some("许卫医立〔2026〕1号".to_owned()), ..proceeding_row(23, 1) },
        ProceedingRow {
            party_name: "100%口腔_门诊".to_owned(),
            kind: "other".to_owned(),
            ..proceeding_row(24, 1)
        },
        ProceedingRow { body_id: Some(organ_id(4)), ..proceeding_row(25, 2) },
    ];
    let mut tx = database.begin_write().await.unwrap();
    for row in rows {
        let key = proceeding::insert(&mut tx, &row, b"", &[1; 32]).await.unwrap();
        let part = if row.id == proceeding_id(22) { "reviewer" } else { "handler" };
        let user = if row.organ_id == organ_id(1) { 11 } else { 13 };
        person::replace(&mut tx, &key, &[PersonRow { user_id: user_id(user), part: part.to_owned() }])
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

async fn listed(database: &Database, scope: &Scope, filter: &ProceedingFilter) -> Vec<u128> {
    let mut tx = database.begin_read().await.unwrap();
    let rows = proceeding::list(&mut tx, scope, filter, Page::first(100)).await.unwrap();
    let count = proceeding::count(&mut tx, scope, filter).await.unwrap();
    assert_eq!(count, i64::try_from(rows.len()).unwrap(), "the count is the length of the whole list");
    rows.iter().map(|row| row.id.as_uuid().as_u128()).collect()
}

on_both![
    what_was_opened_is_loaded_with_its_state_and_key,
    of_two_steps_from_one_version_the_second_is_a_conflict,
    one_case_number_belongs_to_one_proceeding_of_an_organ,
    a_scope_holds_bodies_departments_and_own_parts_and_nothing_else,
    filters_narrow_a_list_and_take_what_was_typed_literally,
    pages_follow_one_another_without_gap_or_repetition,
    parts_are_replaced_as_a_whole,
];

async fn what_was_opened_is_loaded_with_its_state_and_key(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_read().await.unwrap();
    let loaded = proceeding::load(&mut tx, proceeding_id(21)).await.unwrap().unwrap();
    assert_eq!(loaded.row, proceeding_row(21, 1));
    assert_eq!(loaded.state_bytes, b"state 1");
    assert_eq!(loaded.data_key.proceeding(), key.proceeding());
    assert!(proceeding::load(&mut tx, proceeding_id(99)).await.unwrap().is_none());
    assert!(proceeding::data_key(&mut tx, proceeding_id(21)).await.unwrap().is_some());
    assert!(proceeding::data_key(&mut tx, proceeding_id(99)).await.unwrap().is_none());
}

async fn of_two_steps_from_one_version_the_second_is_a_conflict(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let moved = ProceedingRow {
        state: "filed".to_owned(),
        number: Some("许卫医立〔2026〕1号".to_owned()),
        last_recorded_at: at(50),
        ..proceeding_row(21, 1)
    };
    assert_eq!(proceeding::save(&mut tx, &key, &moved, b"state 2").await.unwrap(), 2);
    let second = proceeding::save(&mut tx, &key, &moved, b"state 3").await;
    assert!(matches!(second, Err(StoreError::Conflict { table: "proceedings" })), "{second:?}");
    let loaded = proceeding::load(&mut tx, proceeding_id(21)).await.unwrap().unwrap();
    assert_eq!(loaded.row, ProceedingRow { version: 2, ..moved });
    assert_eq!(loaded.state_bytes, b"state 2");
}

async fn one_case_number_belongs_to_one_proceeding_of_an_organ(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let numbered = |number, organ| ProceedingRow {
        number: Some("立〔2026〕1号".to_owned()),
        ..proceeding_row(number, organ)
    };
    proceeding::insert(&mut tx, &numbered(21, 1), b"", &[1; 32]).await.unwrap();
    proceeding::insert(&mut tx, &numbered(22, 2), b"", &[2; 32]).await.unwrap();
    let twin = proceeding::insert(&mut tx, &numbered(23, 1), b"", &[3; 32]).await;
    assert!(
        matches!(&twin, Err(StoreError::NotUnique(what)) if what == "proceedings.organ_id,number"),
        "{twin:?}"
    );
}

async fn a_scope_holds_bodies_departments_and_own_parts_and_nothing_else(test: &TestDatabase) {
    seed_list(&test.database).await;
    let all = ProceedingFilter::default();
    for (scope, expected) in [
        (Scope::none(), vec![]),
        (Scope::all(), vec![25, 24, 23, 22, 21]),
        (Scope::none().with_organs(&[organ_id(1)]), vec![24, 23, 22, 21]),
        (Scope::none().with_organs(&[organ_id(3)]), vec![22]),
        (Scope::none().with_organs(&[organ_id(4)]), vec![25]),
        (Scope::none().with_person(user_id(11), &["reviewer"]), vec![22]),
        (Scope::none().with_person(user_id(11), &[]), vec![24, 23, 22, 21]),
        (Scope::none().with_person(user_id(12), &[]), vec![]),
        (
            Scope::none().with_person(user_id(11), &["reviewer"]).with_person(user_id(13), &["handler"]),
            vec![25, 22],
        ),
        (Scope::none().with_organs(&[organ_id(3)]).with_person(user_id(13), &["handler"]), vec![25, 22]),
    ] {
        assert_eq!(listed(&test.database, &scope, &all).await, expected, "{scope:?}");
    }
    let mut tx = test.database.begin_read().await.unwrap();
    let own = Scope::none().with_organs(&[organ_id(1)]);
    assert!(proceeding::by_id(&mut tx, &own, proceeding_id(21)).await.unwrap().is_some());
    assert!(proceeding::by_id(&mut tx, &own, proceeding_id(25)).await.unwrap().is_none());
    let counts = proceeding::count_by_state(&mut tx, &own).await.unwrap();
    let count = |state: &str, count| StateCount { state: state.to_owned(), count };
    assert_eq!(counts, [count("filed", 1), count("opened", 3)]);
}

async fn filters_narrow_a_list_and_take_what_was_typed_literally(test: &TestDatabase) {
    seed_list(&test.database).await;
    let none = ProceedingFilter::default;
    let typed = |text: &str| ProceedingFilter { text: Some(text.to_owned()), ..none() };
    for (filter, expected) in [
        (ProceedingFilter { states: vec!["filed".to_owned()], ..none() }, vec![22]),
        (ProceedingFilter { kind: Some("other".to_owned()), ..none() }, vec![24]),
        (ProceedingFilter { cause: Some("disinfection".to_owned()), ..none() }, vec![21]),
        (ProceedingFilter { department: Some(organ_id(3)), ..none() }, vec![22]),
        (ProceedingFilter { person: Some((user_id(11), "reviewer".to_owned())), ..none() }, vec![22]),
        (typed("示例诊所"), vec![25, 23, 22, 21]),
        (typed("示例诊所22"), vec![22]),
        (typed("许卫医立〔2026〕"), vec![23]),
        (typed("〔2026〕"), vec![23]),
        (typed("100%"), vec![24]),
        (typed("%"), vec![24]),
        (typed("_"), vec![24]),
        (typed("诊所"), vec![25, 23, 22, 21]),
        (typed("诊所示例"), vec![]),
        (typed(""), vec![25, 24, 23, 22, 21]),
    ] {
        assert_eq!(listed(&test.database, &Scope::all(), &filter).await, expected, "{filter:?}");
    }
}

async fn pages_follow_one_another_without_gap_or_repetition(test: &TestDatabase) {
    seed_list(&test.database).await;
    // Opened in the same microsecond: the identifier decides.
    test.execute("UPDATE proceedings SET opened_at = 5").await.unwrap();
    let mut tx = test.database.begin_read().await.unwrap();
    let filter = ProceedingFilter::default();
    let (mut page, mut seen) = (Page::first(2), Vec::new());
    loop {
        let rows = proceeding::list(&mut tx, &Scope::all(), &filter, page).await.unwrap();
        let Some(last) = rows.last() else { break };
        page = Page::after((last.opened_at, last.id), 2);
        seen.extend(rows.iter().map(|row| row.id.as_uuid().as_u128()));
    }
    assert_eq!(seen, [25, 24, 23, 22, 21]);
}

async fn parts_are_replaced_as_a_whole(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let part = |user, part: &str| PersonRow { user_id: user_id(user), part: part.to_owned() };
    person::replace(&mut tx, &key, &[part(11, "handler"), part(12, "handler")]).await.unwrap();
    let rows = [part(12, "clerk"), part(11, "handler")];
    person::replace(&mut tx, &key, &[rows[1].clone(), rows[0].clone(), rows[0].clone()]).await.unwrap();
    assert_eq!(person::of_proceeding(&mut tx, proceeding_id(21)).await.unwrap(), rows);
}
