//! The promise to outside: rule ids, the exact shape of the JSON, what is overridden, and properties of counting.
//! Values over long stretches of dates are `oracle`'s.

use chrono::{Days, NaiveDate};
use mingjian_law::{
    calendar::{WorkingDay, weekday_estimate},
    due::{DueError, Firmness, count},
    limit::Unit,
};
use proptest::prelude::*;

use crate::{day, xuchang};

fn json(rule: &str, start: &str) -> String {
    serde_json::to_string(&xuchang().due(rule, day(start), &[]).unwrap()).unwrap()
}

#[test]
fn penalty_law_48_sets_3_working_days_and_overrides_the_20_of_the_plan() {
    assert_eq!(
        json("withdrawal.penalty", "2026-02-13"),
        concat!(
            r#"{"rule":"withdrawal.penalty","start":"2026-02-13","due":"2026-02-25","extended":null,"#,
            r#""unit":"working-day","length":3,"status":"firm","#,
            r#""basis":[{"law":"行政处罚法","article":48},{"law":"行政处罚法","article":85}],"#,
            r#""overridden":[{"layer":"xuchang-health","due":"2026-03-19","unit":"working-day","length":20,"#,
            r#""basis":[{"law":"许昌市卫生健康委三项制度实施方案","article":2}]}]}"#
        )
    );
}

#[test]
fn a_period_of_the_calendar_shows_its_extension() {
    assert_eq!(
        json("payment.fine", "2026-09-18"),
        concat!(
            r#"{"rule":"payment.fine","start":"2026-09-18","due":"2026-10-03","extended":"2026-10-08","#,
            r#""unit":"day","length":15,"status":"firm","#,
            r#""basis":[{"law":"行政处罚法","article":67}],"overridden":[]}"#
        )
    );
}

#[test]
fn the_plan_tightens_publication_to_7_and_agrees_with_the_20_of_other_decisions() {
    let pack = xuchang();
    let penalty = pack.due("publication.penalty", day("2026-03-02"), &[]).unwrap();
    assert_eq!((penalty.length, penalty.overridden.len()), (7, 1));
    let other = pack.due("publication.other", day("2026-03-02"), &[]).unwrap();
    assert_eq!((other.length, other.overridden.len()), (20, 0));
    assert_eq!(other.basis.iter().count(), 2);
}

#[test]
fn every_rule_of_the_contract_has_its_unit_and_length_in_both_bodies() {
    let contract = [
        ("publication.penalty", 7, Unit::WorkingDay),
        ("publication.other", 20, Unit::WorkingDay),
        ("withdrawal.penalty", 3, Unit::WorkingDay),
        ("withdrawal.other", 20, Unit::WorkingDay),
        ("decision.penalty", 90, Unit::Day),
        ("service.decision", 7, Unit::WorkingDay),
        ("hearing.request", 5, Unit::WorkingDay),
        ("hearing.notice", 7, Unit::WorkingDay),
        ("payment.fine", 15, Unit::Day),
        ("coercion.seizure", 30, Unit::Day),
        ("plea.window", 5, Unit::WorkingDay),
        ("remedy.reconsideration", 60, Unit::Day),
        ("remedy.litigation", 6, Unit::Month),
    ];
    for body in ["xuchang-health", "demo-health"] {
        let pack = mingjian_law::pack::Pack::embedded(body).unwrap_or_else(|error| panic!("{error}"));
        for (rule, length, unit) in contract {
            let due = pack.due(rule, day("2026-03-02"), &[]).unwrap();
            assert_eq!((due.length, due.unit), (length, unit), "{body} {rule}");
        }
    }
}

#[test]
fn an_unknown_rule_is_said_in_chinese() {
    let error = xuchang().due("no.such-rule", day("2026-03-02"), &[]).unwrap_err();
    assert_eq!(error, DueError::UnknownRule("no.such-rule".to_owned()));
    assert!(error.to_string().contains("没有编号为“no.such-rule”的期限规则"));
}

#[test]
fn a_start_at_the_end_of_all_dates_is_an_error_and_no_panic() {
    let error = xuchang().due("decision.penalty", NaiveDate::MAX, &[]).unwrap_err();
    assert_eq!(error, DueError::OutOfRange(NaiveDate::MAX));
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    (0_u64..9_000).prop_map(|offset| day("2003-06-01") + Days::new(offset))
}

proptest! {
    #[test]
    fn a_working_day_limit_ends_on_a_day_worked_after_exactly_its_length(start in dates(), length in 1_u16..60) {
        let pack = xuchang();
        let mut limit = pack.limits.binding("service.decision", start).remove(0).rule.clone();
        limit.length = length;
        let counted = count(&pack.calendar, &limit, start, &[]).unwrap();
        let worked = |date: NaiveDate| match pack.calendar.working_day(date) {
            WorkingDay::Yes => true,
            WorkingDay::No => false,
            WorkingDay::Unknown => weekday_estimate(date),
        };
        let inside = start.iter_days().skip(1).take_while(|date| *date <= counted.due);
        prop_assert!(worked(counted.due));
        prop_assert_eq!(inside.filter(|date| worked(*date)).count(), usize::from(length));
        prop_assert_eq!(counted.extended, None);
    }

    #[test]
    fn a_later_start_never_ends_earlier(start in dates(), later in 1_u64..30) {
        let pack = xuchang();
        for rule in pack.limits.ids() {
            let one = pack.due(rule, start, &[]).unwrap();
            let two = pack.due(rule, start + Days::new(later), &[]).unwrap();
            prop_assert!(one.due <= two.due, "{rule} from {start}");
        }
    }

    #[test]
    fn an_extension_is_the_first_day_worked_on_or_after_the_end(start in dates()) {
        let pack = xuchang();
        let due = pack.due("payment.fine", start, &[]).unwrap();
        if due.status == Firmness::Firm {
            let next = due.due.iter_days().find(|date| pack.calendar.working_day(*date) == WorkingDay::Yes);
            prop_assert_eq!(Some(due.extended.unwrap_or(due.due)), next);
            prop_assert!(due.extended != Some(due.due));
        } else {
            prop_assert_eq!(due.extended, None);
        }
    }
}
