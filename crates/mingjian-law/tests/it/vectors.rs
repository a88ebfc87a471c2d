//! Due dates that were worked out by hand, each with the article on which its rule rests.
//! What an oracle can compute stands in `oracle`.

use mingjian_law::{
    calendar::CalendarYear,
    due::{Due, Firmness, Interval},
};

use crate::{day, xuchang};

fn due(rule: &str, start: &str) -> Due {
    xuchang().due(rule, day(start), &[]).unwrap_or_else(|error| panic!("{error}"))
}

fn check(rule: &str, vectors: &[(&str, &str)]) {
    for (start, last) in vectors {
        let due = due(rule, start);
        assert_eq!((due.due, due.status), (day(last), Firmness::Firm), "{rule} from {start}");
    }
}

#[test]
fn plan_2_1_3_a_penalty_is_published_within_7_working_days() {
    check(
        "publication.penalty",
        &[("2026-02-13", "2026-03-02"), ("2026-09-24", "2026-10-12"), ("2026-04-30", "2026-05-13")],
    );
}

#[test]
fn regulation_on_information_26_other_decisions_are_published_within_20_working_days() {
    check("publication.other", &[("2026-02-13", "2026-03-19"), ("2026-09-24", "2026-10-29")]);
}

#[test]
fn penalty_law_48_an_annulled_decision_is_withdrawn_within_3_working_days() {
    check("withdrawal.penalty", &[("2026-09-24", "2026-09-30")]);
}

#[test]
fn penalty_law_64_a_hearing_is_asked_for_within_5_working_days() {
    check("hearing.request", &[("2026-09-24", "2026-10-09")]);
}

#[test]
fn penalty_law_61_a_decision_is_served_within_7_working_days() {
    check("service.decision", &[("2026-09-24", "2026-10-12")]);
}

#[test]
fn penalty_law_60_a_decision_is_made_within_90_days_of_the_calendar() {
    check("decision.penalty", &[("2026-06-24", "2026-09-22")]);
}

#[test]
fn penalty_law_67_a_fine_is_paid_within_15_days_of_the_calendar() {
    check("payment.fine", &[("2026-09-24", "2026-10-09")]);
}

#[test]
fn litigation_law_46_six_months_end_on_the_same_day_number_or_the_last_day_of_the_month() {
    check(
        "remedy.litigation",
        &[("2026-02-13", "2026-08-13"), ("2025-08-31", "2026-02-28"), ("2023-08-31", "2024-02-29")],
    );
}

#[test]
fn civil_procedure_law_85_a_period_of_the_party_that_ends_on_a_day_off_runs_on_to_the_next_day_worked() {
    let payment = due("payment.fine", "2026-09-18");
    assert_eq!((payment.due, payment.extended), (day("2026-10-03"), Some(day("2026-10-08"))));
    assert_eq!(payment.last_day(), day("2026-10-08"));
    assert!(!payment.is_over(day("2026-10-08")) && payment.is_over(day("2026-10-09")));
}

#[test]
fn penalty_law_60_a_period_of_the_organ_that_ends_on_a_day_off_is_not_moved() {
    let decision = due("decision.penalty", "2026-07-05");
    assert_eq!((decision.due, decision.extended), (day("2026-10-03"), Some(day("2026-10-08"))));
    assert_eq!(decision.last_day(), day("2026-10-03"));
}

#[test]
fn working_days_that_reach_a_year_without_notice_are_the_weekday_estimate_and_provisional() {
    let publication = due("publication.penalty", "2026-12-25");
    assert_eq!((publication.due, publication.status), (day("2027-01-05"), Firmness::Provisional));
    assert_eq!(due("publication.penalty", "2026-12-22").status, Firmness::Firm);
    assert_eq!(due("publication.penalty", "2026-12-22").due, day("2026-12-31"));
}

#[test]
fn a_calendar_period_that_ends_in_a_year_without_notice_is_exact_and_provisional() {
    let decision = due("decision.penalty", "2026-12-01");
    assert_eq!(
        (decision.due, decision.extended, decision.status),
        (day("2027-03-01"), None, Firmness::Provisional)
    );
    let saturday = due("payment.fine", "2026-12-25");
    assert_eq!((saturday.due, saturday.extended), (day("2027-01-09"), None));
    assert_eq!(saturday.last_day(), day("2027-01-11"));
}

#[test]
fn importing_the_next_notice_makes_a_provisional_date_firm_and_moves_it() {
    let text = "year = 2027\nmake_up = []\n[[notice]]\ntitle = '演示'\nseen = 'not-seen'\n\
        [[holiday]]\nname = '元旦'\nfrom = 2027-01-01\nto = 2027-01-03\n";
    let mut pack = xuchang();
    pack.calendar = pack.calendar.with_year(CalendarYear::parse(text, "2027.toml").unwrap());
    let publication = pack.due("publication.penalty", day("2026-12-25"), &[]).unwrap();
    assert_eq!((publication.due, publication.status), (day("2027-01-06"), Firmness::Firm));
}

#[test]
fn coercion_law_25_days_of_an_inspection_are_left_out_and_shown() {
    let inspection = Interval { from: day("2026-03-10"), to: day("2026-03-19"), reason: "检验".to_owned() };
    let early = Interval { from: day("2026-02-01"), to: day("2026-02-05"), reason: "检验".to_owned() };
    let pack = xuchang();
    let due = pack.due("coercion.seizure", day("2026-03-02"), &[inspection.clone(), early]).unwrap();
    assert_eq!(due.due, day("2026-04-11"));
    assert_eq!(due.excluded, [inspection]);
}

#[test]
fn overlapping_stretches_are_left_out_once_and_working_days_skip_them() {
    let one = Interval { from: day("2026-03-03"), to: day("2026-03-05"), reason: "甲".to_owned() };
    let two = Interval { from: day("2026-03-04"), to: day("2026-03-06"), reason: "乙".to_owned() };
    let due = xuchang().due("service.decision", day("2026-03-02"), &[one, two]).unwrap();
    assert_eq!(due.due, day("2026-03-17"));
}

#[test]
fn warnings_are_counted_back_in_the_unit_of_the_limit() {
    let pack = xuchang();
    let limit = |id: &str| pack.limits.binding(id, day("2026-01-05")).last().unwrap().rule.clone();
    let publication = limit("publication.penalty");
    let days = mingjian_law::due::warning_days(&pack.calendar, &publication, day("2026-10-12"));
    assert_eq!(days, [day("2026-10-09"), day("2026-10-10")]);
    let decision = limit("decision.penalty");
    let days = mingjian_law::due::warning_days(&pack.calendar, &decision, day("2026-09-22"));
    assert_eq!(days, [day("2026-08-23"), day("2026-09-07"), day("2026-09-15")]);
}
