//! Clocks and days: from which legal day each clock runs, and what late recording may and may not change.
//! How days are counted is the law engine's; here it is counted again, by hand.

use crate::acts::{self, act};
use crate::case::{Case, at, local, working_days_after};
use crate::people::{Who, day};
use crate::stages::{
    BEYOND, SYSTEM, agreed, decided, investigated, noticed, published, requested, ripe, served,
};
use mingjian_domain::act::hearing::RequestHearing;
use mingjian_domain::act::investigation::RecordScene;
use mingjian_domain::act::notice::{ReceivePlea, ServePaper, WaiveRight};
use mingjian_domain::act::performance::RecordPerformance;
use mingjian_domain::clock::ClockRecord;
use mingjian_law::variable::{Variable, clock};

fn clock_of(case: &Case, variable: Variable) -> ClockRecord {
    case.proceeding.clock(variable).expect("the clock was started").clone()
}

fn heavy() -> Case {
    noticed(&[acts::fined(BEYOND, 60_000)])
}

#[test]
fn article_60_ninety_days_run_from_the_day_of_filing_and_not_of_its_recording() {
    let mut case = requested(&[SYSTEM]);
    case.wait_until("2026-03-03 09:00");
    case.act("approve-filing", acts::approve_filing()).occurred(at("2026-03-02 17:00")).by(Who::Head);
    let clock = clock_of(&case, Variable::DecisionClock);
    assert_eq!((clock.start, clock.due), (day("2026-03-02"), day("2026-05-31")));
    assert_eq!(case.proceeding.filed_on, Some(day("2026-03-02")));
}

#[test]
fn the_term_of_a_correction_is_the_day_that_the_order_names() {
    let mut case = investigated(&[SYSTEM]);
    case.act("order-correction", acts::order(day("2026-03-20"))).by(Who::OfficerA);
    let clock = clock_of(&case, Variable::CorrectionClock);
    assert_eq!(
        (clock.start, clock.due, clock.last_day()),
        (case.today(), day("2026-03-20"), day("2026-03-20"))
    );
}

#[test]
fn article_64_the_party_s_windows_run_from_service_however_late_it_is_recorded() {
    let mut case = crate::stages::with_proposal(&[acts::fined(BEYOND, 60_000)]);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    // Served on Friday the sixth, recorded on Tuesday the tenth: two working days later, with a reason.
    case.wait_until("2026-03-10 09:00");
    let service = ServePaper { served_at: Some(local("2026-03-06 15:30")), ..acts::service_with(&case) };
    let event =
        case.act("serve-notice", act!(ServeNotice service)).late("外地送达，返程后补录").by(Who::OfficerA);
    assert_eq!(event.occurred_at, at("2026-03-06 15:30"));
    assert_eq!(event.late_reason.as_deref(), Some("外地送达，返程后补录"));
    for variable in [Variable::PleaClock, Variable::HearingClock] {
        let clock = clock_of(&case, variable);
        assert_eq!((clock.start, clock.due), (day("2026-03-06"), working_days_after("2026-03-06", 5)));
    }
    assert_eq!(case.proceeding.notice_in_force().unwrap().service.as_ref().unwrap().on, day("2026-03-06"));
}

#[test]
fn article_64_a_request_made_in_time_is_honoured_when_it_is_recorded_after_the_window() {
    // Given a request on the last day, while the officer recorded something else and the window closed.
    let mut case = heavy();
    let last = clock_of(&case, Variable::HearingClock).due;
    agreed(&mut case);
    case.wait_out(Variable::HearingClock);
    case.act("add-evidence", acts::evidence(&case)).by(Who::OfficerA);
    case.act("receive-plea", acts::plea(&case)).by(Who::OfficerA);
    assert_eq!(case.offers("request-hearing", Who::OfficerA), Ok(()), "the day is not known yet");

    // When it is recorded, with its own day.
    let event = case.act("request-hearing", acts::request_hearing_on(last)).by(Who::OfficerA);

    // Then the right is not lost, and no decision passes over it.
    assert_eq!(event.occurred_at.day(), last);
    assert!(case.proceeding.is(Variable::HearingClock, clock::STOPPED));
    assert_eq!(clock_of(&case, Variable::HearingClock).ended_on, Some(last));
    case.refuses("decide-penalty", Who::Head, "plea-unanswered");
    case.act("answer-plea", acts::answer()).by(Who::UnitHead);
    case.refuses("decide-penalty", Who::Head, "hearing-pending");
}

#[test]
fn article_64_a_request_of_the_day_after_the_window_is_late_whenever_it_is_recorded() {
    let mut case = heavy();
    let first_late = clock_of(&case, Variable::HearingClock).due.succ_opt().unwrap();
    case.wait_out(Variable::HearingClock);
    case.act("request-hearing", acts::request_hearing_on(first_late)).refused(
        Who::OfficerA,
        "hearing-request-late",
        "行政处罚法",
        64,
    );
}

#[test]
fn a_request_of_the_day_of_service_is_taken_after_the_service_and_before_what_followed() {
    let mut case = heavy();
    let service_day = case.today();
    case.wait_days(1);
    let request = RequestHearing {
        requested_on: service_day,
        form: mingjian_domain::act::notice::PleaForm::Oral,
        note: acts::prose("送达时当场提出"),
    };
    let event = case.act("request-hearing", act!(RequestHearing request)).by(Who::OfficerA);
    assert_eq!(event.occurred_at, case.proceeding.notice_served_at().unwrap());
}

#[test]
fn article_62_a_waiver_counts_from_the_day_on_which_it_was_signed() {
    let mut case = heavy();
    let signed_on = case.today();
    case.wait_days(1);
    let waiver = WaiveRight { waived_on: signed_on, ..acts::waiver_with(&case) };
    case.act("waive-plea", act!(WaivePlea waiver)).by(Who::OfficerA);
    assert_eq!(clock_of(&case, Variable::PleaClock).ended_on, Some(signed_on));
}

#[test]
fn article_45_a_plea_after_its_window_is_still_received_and_must_be_answered() {
    let mut case = ripe(&[acts::fined(SYSTEM, 20_000)]);
    case.act("receive-plea", acts::plea(&case)).by(Who::OfficerA);
    case.refuses("decide-penalty", Who::Head, "plea-unanswered");
    case.act("answer-plea", acts::answer()).by(Who::UnitHead);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
}

#[test]
fn a_plea_that_lay_in_the_mail_room_is_recorded_with_its_own_day_behind_later_acts() {
    let mut case = heavy();
    let received_on = case.today();
    case.wait_days(1);
    case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
    let plea = ReceivePlea { received_on, ..acts::plea_with(&case) };
    let event = case.act("receive-plea", act!(ReceivePlea plea)).by(Who::OfficerA);
    assert_eq!(event.occurred_at.day(), received_on);
    assert!(case.proceeding.last_occurred_at > event.occurred_at, "the order of the others stands");
}

#[test]
fn article_64_seven_working_days_lie_between_the_service_of_a_hearing_notice_and_the_hearing() {
    let mut case = heavy();
    case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
    let served_on = case.today();
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    let clock = clock_of(&case, Variable::HearingNoticeClock);
    assert_eq!(clock.start, served_on);
    assert_eq!(clock.due, working_days_after(&served_on.to_string(), 7));
    let planned = case.proceeding.hearing().unwrap().hearing_at.unwrap();
    assert_eq!(planned.date(), clock.due.succ_opt().unwrap());
}

#[test]
fn the_review_clock_runs_from_submission_to_opinion_and_never_agrees() {
    let mut case = crate::stages::with_proposal(&[acts::fined(SYSTEM, 20_000)]);
    case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
    let clock = clock_of(&case, Variable::ReviewClock);
    assert_eq!((clock.start, clock.binds_organ), (case.today(), true));
    case.wait_out(Variable::ReviewClock);
    assert_eq!(case.proceeding.values_on(case.today()).get(Variable::ReviewClock), Some(clock::OVER));
    assert!(!case.proceeding.is(Variable::Review, mingjian_law::variable::review::AGREED));
}

#[test]
fn article_61_the_term_of_service_runs_from_the_day_of_the_decision() {
    let mut case = ripe(&[acts::fined(SYSTEM, 20_000)]);
    let decided_at = case.now;
    case.wait_days(1);
    case.act("decide-penalty", acts::decide()).occurred(decided_at).by(Who::Head);
    let clock = clock_of(&case, Variable::ServiceClock);
    assert_eq!(clock.start, decided_at.day());
    assert_eq!(clock.due, working_days_after(&decided_at.day().to_string(), 7));
}

#[test]
fn the_term_of_publication_runs_from_the_decision_and_waits_for_no_service() {
    let mut case = decided(&[acts::fined(SYSTEM, 20_000)]);
    let clock = clock_of(&case, Variable::PublicationClock);
    assert_eq!(clock.start, case.proceeding.decision.as_ref().unwrap().decided_on);
    assert_eq!(clock.due, working_days_after(&clock.start.to_string(), 7));
    case.wait_out(Variable::PublicationClock);
    let values = case.proceeding.publication_values_on(case.today()).unwrap();
    assert_eq!(values.get(Variable::PublicationClock), Some(clock::OVER), "late, and not forgotten");
    let late = ServePaper {
        delay: Some(acts::prose("当事人外出，三次上门未遇")),
        ..acts::service_with(&case)
    };
    case.act("serve-decision", act!(ServeDecision late)).by(Who::OfficerA);
    published(&mut case);
    assert_eq!(clock_of(&case, Variable::PublicationClock).ended_on, Some(case.today()));
}

#[test]
fn the_publication_starts_as_its_procedure_says() {
    let case = decided(&[acts::fined(SYSTEM, 20_000)]);
    let publication = case.proceeding.publication.as_ref().unwrap();
    let procedure = crate::case::law().procedure("publication-decision").unwrap();
    assert_eq!(publication.position, procedure.start);
    assert_eq!(publication.values, procedure.initial_values());
}

#[test]
fn article_67_fifteen_days_to_pay_run_from_receipt_and_roll_in_the_party_s_favour() {
    let mut case = decided(&[acts::fined(SYSTEM, 20_000)]);
    // Received on Friday the thirteenth: the fifteenth day is Saturday the twenty-eighth.
    case.wait_until("2026-03-13 10:00");
    case.act("serve-decision", acts::serve_decision(&case)).by(Who::OfficerA);
    let clock = clock_of(&case, Variable::PaymentClock);
    assert_eq!((clock.start, clock.due), (day("2026-03-13"), day("2026-03-28")));
    assert_eq!(clock.last_day(), day("2026-03-30"));
    assert_eq!(clock.standing(day("2026-03-30")), clock::RUNNING);
    assert_eq!(clock.standing(day("2026-03-31")), clock::OVER);
}

#[test]
fn in_a_year_without_notice_the_party_s_last_day_rolls_to_the_next_weekday() {
    let mut case = decided(&[acts::fined(SYSTEM, 20_000)]);
    // The fifteenth day is Saturday 2027-01-02, in a year whose calendar nobody has seen.
    case.wait_until("2026-12-18 10:00");
    let late = ServePaper { delay: Some(acts::prose("当事人下落不明")), ..acts::service_with(&case) };
    case.act("serve-decision", act!(ServeDecision late)).by(Who::OfficerA);
    let clock = clock_of(&case, Variable::PaymentClock);
    assert_eq!((clock.due, clock.firm), (day("2027-01-02"), false));
    assert_eq!(clock.last_day(), day("2027-01-04"));
}

#[test]
fn a_payment_counts_on_the_day_when_it_was_made() {
    let mut case = served(&[acts::fined(SYSTEM, 20_000)]);
    let paid_on = case.today();
    case.wait_days(1);
    let payment =
        RecordPerformance { performed_on: paid_on, ..acts::payment_with(&case, acts::yuan(20_000), "A1") };
    case.act("record-performance", act!(RecordPerformance payment)).by(Who::OfficerA);
    assert_eq!(clock_of(&case, Variable::PaymentClock).ended_on, Some(paid_on));
}

#[test]
fn article_48_three_working_days_run_from_the_effect_of_the_instrument() {
    let mut case = served(&[acts::fined(SYSTEM, 20_000)]);
    published(&mut case);
    let effective_on = case.today();
    case.wait_days(5);
    case.act("record-annulment", acts::annulment(effective_on)).by(Who::Clerk);
    let clock = clock_of(&case, Variable::WithdrawalClock);
    assert_eq!((clock.start, clock.due), (effective_on, working_days_after(&effective_on.to_string(), 3)));
    case.act("record-annulment", acts::annulment(case.today())).by(Who::Clerk);
    assert_eq!(
        clock_of(&case, Variable::WithdrawalClock).start,
        effective_on,
        "a second one gives no new time"
    );
}

#[test]
fn what_was_done_before_the_lead_was_registered_can_be_recorded_with_its_days() {
    // Given a case that was under way when the platform started.
    let mut case = Case::open_with(acts::lead("2026-02-02"), at("2026-03-02 09:00"));
    case.act("accept-lead", acts::accept())
        .occurred(at("2026-02-03 09:00"))
        .late("系统启用前受理")
        .by(Who::UnitHead);
    case.act("request-filing", acts::request_filing(&[SYSTEM]))
        .occurred(at("2026-02-04 09:00"))
        .late("系统启用前报批")
        .by(Who::OfficerA);
    case.act("approve-filing", acts::approve_filing())
        .occurred(at("2026-02-05 09:00"))
        .late("系统启用前立案")
        .by(Who::Head);
    assert_eq!(clock_of(&case, Variable::DecisionClock).start, day("2026-02-05"));
    let scene = RecordScene {
        began_at: local("2026-02-02 10:00"),
        ended_at: local("2026-02-02 11:00"),
        ..acts::scene_with(&case)
    };
    case.act("record-scene", act!(RecordScene scene)).late("系统启用前检查").by(Who::OfficerA);
    assert_eq!(case.proceeding.last_occurred_at, at("2026-02-05 09:00"), "an addition moves no order");
}

#[test]
fn a_reason_is_kept_only_where_the_record_is_late() {
    let mut case = requested(&[SYSTEM]);
    let event = case.act("approve-filing", acts::approve_filing()).late("无").by(Who::Head);
    assert_eq!(event.late_reason, None, "so that lateness can be counted");
}

#[test]
fn a_friday_s_act_is_in_time_on_monday_and_late_on_tuesday() {
    let friday = at("2026-03-06 16:00");
    let mut monday = requested(&[SYSTEM]);
    monday.wait_until("2026-03-09 18:00");
    monday.act("approve-filing", acts::approve_filing()).occurred(friday).by(Who::Head);
    let mut tuesday = requested(&[SYSTEM]);
    tuesday.wait_until("2026-03-10 08:00");
    tuesday.act("approve-filing", acts::approve_filing()).occurred(friday).refused(
        Who::Head,
        "late-without-reason",
        "行政处罚法",
        47,
    );
}

#[test]
fn a_certificate_is_judged_on_the_day_of_the_act_and_not_of_its_recording() {
    let mut case = investigated(&[SYSTEM]);
    // Valid until the tenth, recorded on the eleventh without one.
    case.wait_until("2026-03-11 09:00");
    let scene = RecordScene {
        officers: vec![Who::OfficerA.officer(), Who::OfficerExpired.officer()],
        began_at: local("2026-03-10 14:00"),
        ended_at: local("2026-03-10 15:00"),
        ..acts::scene_with(&case)
    };
    let event = case.act("record-scene", act!(RecordScene scene)).by(Who::OfficerA);
    assert_eq!(event.officers.len(), 2);
    case.refuses("archive", Who::Archivist, "wrong-state");
}

#[test]
fn the_publication_has_an_order_of_its_own_beside_the_case() {
    let mut case = decided(&[acts::fined(SYSTEM, 20_000)]);
    let decided_at = case.now;
    case.wait_days(1);
    case.act("mask", acts::mask()).by(Who::Clerk);
    // Served before the text was masked, and recorded after it.
    let service =
        ServePaper { served_at: Some(decided_at.plus_seconds(3_600).china()), ..acts::service_with(&case) };
    case.act("serve-decision", act!(ServeDecision service)).by(Who::OfficerA);
    assert_eq!(case.proceeding.position, "served");
}
