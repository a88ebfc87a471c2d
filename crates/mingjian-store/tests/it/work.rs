//! Contract of `work`: what waits and for whom, cut by person, scope, urgency and page.
//! Nothing is judged here.

use mingjian_store::clock::{self, Binds, ClockRow, ClockState};
use mingjian_store::work::{
    self, DoerRow, StepRow, Urgency, WorkCursor, WorkDays, WorkFilter, WorkKind, WorkRow, Worker,
};
use mingjian_store::{Page, Scope, WriteTx, proceeding};

use crate::support::{
    TestDatabase, at, day, on_both, organ_id, proceeding_id, proceeding_row, seed_proceeding, user_id,
};

on_both![
    what_waits_in_a_proceeding_is_replaced_as_a_whole,
    a_list_holds_what_a_person_can_do_today_and_nothing_that_is_no_longer_theirs,
    every_line_is_found_by_paging_and_counted_by_urgency,
    what_a_new_day_can_change_is_what_is_open_or_waits,
];

fn step(kind: WorkKind, key: &str, due: Option<&str>, order: &str) -> StepRow {
    StepRow {
        kind,
        key: key.to_owned(),
        clock: due.map(|_| "service".to_owned()),
        due_on: due.map(day),
        order_on: day(order),
    }
}

fn doer(case: u128, key: &str, user: u128, for_user: Option<u128>) -> DoerRow {
    DoerRow {
        proceeding_id: proceeding_id(case),
        kind: WorkKind::Act,
        key: key.to_owned(),
        user_id: user_id(user),
        role: "officer".to_owned(),
        for_user: for_user.map(user_id),
        since_at: at(5),
    }
}

fn worker(user: u128, roles: &[&str], away: &[u128]) -> Worker {
    Worker {
        user: user_id(user),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        stands_in_for: away.iter().map(|user| user_id(*user)).collect(),
    }
}

const fn filter(scope: Scope, worker: Option<Worker>) -> WorkFilter {
    WorkFilter { scope, worker, windows: Vec::new(), urgency: None, department: None }
}

fn days() -> WorkDays {
    WorkDays { today: day("2026-03-10"), soon: day("2026-03-13") }
}

async fn keys(tx: &mut WriteTx, filter: &WorkFilter) -> Vec<(u128, String)> {
    let rows = work::list(tx, filter, days(), Page::first(50)).await.unwrap();
    rows.into_iter().map(|row| (row.proceeding_id.as_uuid().as_u128(), row.key)).collect()
}

async fn what_waits_in_a_proceeding_is_replaced_as_a_whole(test: &TestDatabase) {
    seed_proceeding(&test.database).await;
    let case = proceeding_id(21);
    let mut tx = test.database.begin_write().await.unwrap();
    let old = [step(WorkKind::Rest, "", None, "2026-03-01")];
    work::replace(&mut tx, case, &old, &[]).await.unwrap();
    assert_eq!(work::of_proceeding(&mut tx, case).await.unwrap(), old);
    let steps = [
        step(WorkKind::Act, "serve", Some("2026-03-11"), "2026-03-11"),
        step(WorkKind::Clock, "plea", Some("2026-03-12"), "2026-03-12"),
    ];
    let doers = [doer(21, "serve", 11, None), doer(21, "serve", 12, Some(11))];
    work::replace(&mut tx, case, &steps, &doers).await.unwrap();
    assert_eq!(work::of_proceeding(&mut tx, case).await.unwrap(), steps);
    assert_eq!(work::doers(&mut tx, case).await.unwrap(), doers);
    assert_eq!(work::doers_of(&mut tx, &[case, proceeding_id(22)]).await.unwrap(), doers);
    assert_eq!(work::doers_of(&mut tx, &[]).await.unwrap(), []);
}

async fn a_list_holds_what_a_person_can_do_today_and_nothing_that_is_no_longer_theirs(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let service = ClockRow {
        key: "service".to_owned(),
        rule: "service.decision".to_owned(),
        start_on: day("2026-03-02"),
        due_on: day("2026-03-11"),
        extended_on: Some(day("2026-03-12")),
        firm: true,
        binds: Binds::Organ,
        state: ClockState::Running,
        ended_on: None,
    };
    clock::replace(&mut tx, &key, &[service]).await.unwrap();
    let steps = [step(WorkKind::Act, "serve", Some("2026-03-11"), "2026-03-11")];
    let doers = [doer(21, "serve", 11, None), doer(21, "serve", 12, Some(11))];
    work::replace(&mut tx, proceeding_id(21), &steps, &doers).await.unwrap();
    let organ = || Scope::none().with_organs(&[organ_id(1)]);
    let mine = filter(organ(), Some(worker(11, &["officer", "clerk"], &[])));
    let rows = work::list(&mut tx, &mine, days(), Page::first(9)).await.unwrap();
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    let row: &WorkRow = row;
    assert_eq!((row.key.as_str(), row.party_name.as_str()), ("serve", "示例诊所21"));
    assert_eq!((row.rule.as_deref(), row.due_on), (Some("service.decision"), Some(day("2026-03-11"))));
    assert_eq!((row.extended_on, row.binds), (Some(day("2026-03-12")), Some(Binds::Organ)));
    let nothing: Vec<(u128, String)> = Vec::new();
    let taken_away = filter(organ(), Some(worker(11, &["clerk"], &[])));
    assert_eq!(keys(&mut tx, &taken_away).await, nothing, "the role was taken away");
    assert_eq!(keys(&mut tx, &filter(organ(), Some(worker(12, &["officer"], &[11])))).await.len(), 1);
    let over = filter(organ(), Some(worker(12, &["officer"], &[])));
    assert_eq!(keys(&mut tx, &over).await, nothing, "the delegation is over");
    let elsewhere = filter(Scope::none().with_organs(&[organ_id(2)]), Some(worker(11, &["officer"], &[])));
    assert_eq!(keys(&mut tx, &elsewhere).await, nothing, "another organ");
    assert_eq!(keys(&mut tx, &filter(Scope::none(), None)).await, nothing);
}

async fn every_line_is_found_by_paging_and_counted_by_urgency(test: &TestDatabase) {
    seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let cases = [
        (22, Some("2026-03-09"), "2026-03-09"),
        (23, Some("2026-03-10"), "2026-03-10"),
        (24, Some("2026-03-13"), "2026-03-13"),
        (25, Some("2026-03-14"), "2026-03-14"),
        (26, None, "2026-03-01"),
    ];
    for (number, due, order) in cases {
        let row = proceeding_row(number, 1);
        let row = if number == 22 {
            proceeding::ProceedingRow { department_id: Some(organ_id(3)), ..row }
        } else {
            row
        };
        proceeding::insert(&mut tx, &row, b"", &[9; 32]).await.unwrap();
        let kind = if due.is_some() { WorkKind::Act } else { WorkKind::Rest };
        let key = if due.is_some() { "serve" } else { "" };
        work::replace(&mut tx, proceeding_id(number), &[step(kind, key, due, order)], &[]).await.unwrap();
    }
    let past = [step(WorkKind::Clock, "plea-clock", Some("2026-03-02"), "2026-03-02")];
    work::replace(&mut tx, proceeding_id(21), &past, &[]).await.unwrap();
    let all = WorkFilter {
        windows: vec!["plea-clock".to_owned()],
        ..filter(Scope::none().with_organs(&[organ_id(1)]), None)
    };
    let mut found = Vec::new();
    let mut last: Option<WorkRow> = None;
    loop {
        let after: Option<WorkCursor<'_>> =
            last.as_ref().map(|row| (row.order_on, row.proceeding_id, row.kind, row.key.as_str()));
        let page = work::list(&mut tx, &all, days(), Page { after, limit: 2 }).await.unwrap();
        let is_last = page.len() < 2;
        found.extend(page.iter().map(|row| row.proceeding_id.as_uuid().as_u128()));
        last = page.into_iter().last();
        if is_last {
            break;
        }
    }
    // A window that is past waits for nobody, so that proceeding 21 is not in it.
    assert_eq!(found, [26, 22, 23, 24, 25]);
    let mut counts = work::counts(&mut tx, &all, days()).await.unwrap();
    counts.sort_by_key(|count| count.urgency);
    let counted: Vec<_> = counts.iter().map(|count| (count.urgency, count.count)).collect();
    let expected = [(Urgency::Overdue, 1), (Urgency::Soon, 2), (Urgency::Later, 1), (Urgency::Untimed, 1)];
    assert_eq!(counted, expected);
    for (urgency, count) in expected {
        let some = WorkFilter { urgency: Some(urgency), ..all.clone() };
        assert_eq!(i64::try_from(keys(&mut tx, &some).await.len()).unwrap(), count, "{urgency:?}");
    }
    let department = WorkFilter { department: Some(organ_id(3)), ..all };
    assert_eq!(keys(&mut tx, &department).await, [(22, "serve".to_owned())]);
}

async fn what_a_new_day_can_change_is_what_is_open_or_waits(test: &TestDatabase) {
    seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    for number in [22, 23] {
        let row = proceeding::ProceedingRow { state: "closed".to_owned(), ..proceeding_row(number, 1) };
        proceeding::insert(&mut tx, &row, b"", &[9; 32]).await.unwrap();
    }
    let waits = [step(WorkKind::Act, "archive", None, "2026-03-02")];
    work::replace(&mut tx, proceeding_id(23), &waits, &[]).await.unwrap();
    let finals = ["closed".to_owned()];
    let found = work::unsettled(&mut tx, &finals).await.unwrap();
    assert_eq!(found, [proceeding_id(21), proceeding_id(23)]);
}
