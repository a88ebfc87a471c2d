//! Hearings that meet another turn of the case: a new notice while one is asked for, a new notice after one, no penalty
//! after one; postponed, ordered by the organ, with third persons, led by another host.
//! What is refused on the way is tried in `forbidden/hearing`.

use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{BEYOND, SYSTEM, agreed, noticed, proposed};
use mingjian_domain::act::decision::{NoPenaltyGround, Penalty, ProposalResult};
use mingjian_domain::act::hearing::{HearingEnd, Participant, ParticipantRole, PostponedBy};
use mingjian_domain::act::recusal::RecusalCapacity;
use mingjian_domain::value::protected::Protected;
use mingjian_law::variable::{Variable, clock, hearing, notice, review};

fn told(fine: i64) -> Case {
    noticed(&[acts::fined(BEYOND, fine)])
}

fn asked(fine: i64) -> Case {
    let mut case = told(fine);
    case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
    case
}

fn notified() -> Case {
    let mut case = asked(60_000);
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    case
}

/// Waits for the hour of the hearing, holds it and reports it.
fn heard(case: &mut Case, host: Who) {
    case.wait_out(Variable::HearingNoticeClock);
    case.wait_days(1);
    case.act("hold-hearing", acts::hold_hearing(case)).by(host);
    case.act("report-hearing", acts::report_hearing()).by(host);
}

/// Back to the investigation, and a new notice of these penalties.
fn renoticed(case: &mut Case, penalties: Vec<Penalty>) {
    case.act("return-to-investigation", acts::back_to_investigation()).by(Who::UnitHead);
    let violations = vec![acts::violation(case, BEYOND)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
    proposed(case, penalties);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    case.act("serve-notice", acts::serve_notice(case)).by(Who::OfficerA);
}

fn decided(case: &mut Case) {
    agreed(case);
    case.act("discuss", acts::discuss(case)).by(Who::Head);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
}

// ---------------------------------------------------------------- the three paths

#[test]
fn a_new_notice_while_a_hearing_is_asked_for_keeps_the_request_and_opens_new_windows_行政处罚法_63() {
    // Given a hearing that was asked for under the first notice.
    let mut case = asked(60_000);
    let first = case.due(Variable::PleaClock);
    case.wait_days(2);

    // When the case goes back and another, lighter penalty is notified.
    renoticed(&mut case, vec![acts::fined(BEYOND, 55_000)]);

    // Then the request stands without being asked anew, and both windows of the party run from the new notice.
    assert!(case.proceeding.is(Variable::Hearing, hearing::ASKED));
    case.refuses("request-hearing", Who::OfficerA, "hearing-already-asked");
    assert!(case.due(Variable::PleaClock) > first);
    assert!(case.running().contains(&Variable::HearingClock));
    case.wait_out(Variable::HearingClock);
    case.refuses("decide-penalty", Who::Head, "hearing-pending");
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    heard(&mut case, Who::Host);
    decided(&mut case);
    assert_eq!((case.proceeding.hearings.len(), case.proceeding.notices.len()), (1, 2));
}

#[test]
fn a_new_notice_without_the_right_to_a_hearing_still_honours_the_request_行政处罚法_63() {
    let mut case = asked(60_000);
    renoticed(&mut case, vec![acts::fined(BEYOND, 20_000)]);
    assert!(!case.proceeding.notices[1].hearing_right);
    case.wait_out(Variable::PleaClock);
    case.refuses("decide-penalty", Who::Head, "hearing-pending");
    // It is held, or the party withdraws it: nothing else ends it.
    case.act("end-hearing", acts::end_hearing(&case, HearingEnd::Withdrawn)).by(Who::OfficerA);
    decided(&mut case);
}

#[test]
fn a_hearing_notified_under_the_old_notice_is_notified_again_with_seven_full_days_行政处罚法_64() {
    // Given a hearing whose notice has run, and that could be held tomorrow.
    let mut case = notified();
    case.wait_out(Variable::HearingNoticeClock);
    case.wait_days(1);

    // When a new notice is served before it is held.
    renoticed(&mut case, vec![acts::fined(BEYOND, 55_000)]);

    // Then its old notice has lost its meaning: time, place and host are told anew, and seven working days run again.
    let standing = case.proceeding.hearing().unwrap();
    assert_eq!((standing.hearing_at, standing.host), (None, None));
    assert!(case.proceeding.is(Variable::HearingNoticeClock, clock::STOPPED));
    let today = case.today();
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    assert_eq!(
        case.due(Variable::HearingNoticeClock),
        crate::case::working_days_after(&today.to_string(), 7)
    );
    heard(&mut case, Who::Host);
    case.wait_out(Variable::PleaClock);
    decided(&mut case);
}

#[test]
fn a_new_notice_after_a_hearing_gives_the_right_anew_行政处罚法_63() {
    // Given a hearing that was held and reported.
    let mut case = notified();
    heard(&mut case, Who::Host);
    agreed(&mut case);

    // When another penalty is notified.
    renoticed(&mut case, vec![acts::fined(BEYOND, 55_000)]);

    // Then the window to ask for a hearing is open again, and a second hearing can be asked for and is held.
    assert!(case.proceeding.is(Variable::Hearing, hearing::NONE));
    case.refuses("decide-penalty", Who::Head, "plea-window-open");
    case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    case.wait_out(Variable::PleaClock);
    case.refuses("decide-penalty", Who::Head, "hearing-pending");
    heard(&mut case, Who::Host);
    case.refuses("decide-penalty", Who::Head, "review-not-agreed");
    decided(&mut case);
    assert_eq!(case.proceeding.hearings.len(), 2);
}

#[test]
fn a_new_notice_after_a_hearing_decides_nothing_before_its_windows_have_run_行政处罚法_64() {
    let mut case = notified();
    heard(&mut case, Who::Host);
    renoticed(&mut case, vec![acts::fined(BEYOND, 55_000)]);
    case.act("waive-plea", acts::waive_plea(&case)).by(Who::OfficerA);
    case.refuses("decide-penalty", Who::Head, "hearing-window-open");
    case.wait_out(Variable::HearingClock);
    case.refuses("decide-penalty", Who::Head, "review-not-agreed");
    decided(&mut case);
}

#[test]
fn no_penalty_after_a_hearing_follows_its_report_a_new_review_and_the_heads_行政处罚法_65() {
    // Given a hearing that was held, after an agreed review.
    let mut case = told(60_000);
    agreed(&mut case);
    case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    case.wait_out(Variable::HearingNoticeClock);
    case.wait_days(1);
    case.act("hold-hearing", acts::hold_hearing(&case)).by(Who::Host);

    // When it shows that the party is not to blame.
    let none = acts::no_penalty_with(&case, NoPenaltyGround::NoFault);
    case.act("amend-proposal", act!(AmendProposal none)).by(Who::UnitHead);
    case.refuses("decide-no-penalty", Who::Head, "review-not-agreed");
    agreed(&mut case);
    case.act("discuss", acts::discuss(&case)).by(Who::Head);
    case.refuses("decide-no-penalty", Who::Head, "hearing-pending");
    case.act("report-hearing", acts::report_hearing()).by(Who::Host);

    // Then the report makes the review stale once more, and only then nothing is punished.
    assert!(case.proceeding.is(Variable::Review, review::STALE));
    agreed(&mut case);
    case.refuses("decide-no-penalty", Who::Head, "discussion-missing");
    case.act("discuss", acts::discuss(&case)).by(Who::Head);
    case.act("decide-no-penalty", acts::decide_no_penalty()).by(Who::Head);
    assert_eq!(case.proceeding.decision.as_ref().unwrap().result, ProposalResult::NoPenalty);
    assert!(case.proceeding.publication.is_none());
    assert!(!case.running().contains(&Variable::HearingClock));
}

// ---------------------------------------------------------------- postponed, ordered, with others

#[test]
fn a_hearing_postponed_at_the_partys_wish_is_notified_with_seven_full_days_again_行政处罚法_64() {
    let mut case = notified();
    let first = case.proceeding.hearing().unwrap().hearing_at.unwrap();
    case.wait_days(5);
    let event = case.act("postpone-hearing", acts::postpone_hearing(&case)).by(Who::OfficerA);
    let kinds: Vec<&str> = event.papers.iter().map(|paper| paper.kind.as_str()).collect();
    assert_eq!(kinds, ["hearing-postponement", "service-receipt"]);
    let standing = case.proceeding.hearing().unwrap();
    assert_eq!(standing.postponed, [first]);
    assert!(standing.hearing_at.unwrap() > first);
    case.wait_until(&first.format("%Y-%m-%d %H:%M").to_string());
    case.refuses("hold-hearing", Who::Host, "hearing-too-early");
    heard(&mut case, Who::Host);
}

#[test]
fn a_hearing_can_be_postponed_after_its_day_has_passed_and_by_its_host_行政处罚法_64() {
    let mut case = notified();
    case.wait_out(Variable::HearingNoticeClock);
    case.wait_days(2);
    let mut stated = acts::postpone_hearing_with(&case, PostponedBy::Organ);
    stated.notice.host = Who::SecondHost.user();
    case.act("postpone-hearing", act!(PostponeHearing stated)).by(Who::Host);
    heard(&mut case, Who::SecondHost);
    assert!(case.proceeding.is(Variable::Hearing, hearing::REPORTED));
}

#[test]
fn the_organ_orders_a_hearing_that_nobody_may_ask_for_河南省行政执法条例_27() {
    // Given a fine that carries no right to a hearing.
    let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
    case.refuses("request-hearing", Who::OfficerA, "hearing-request-late");

    // When the head holds a hearing necessary, it is notified and held like one that was asked for.
    let event = case.act("order-hearing", acts::order_hearing()).by(Who::Head);
    assert_eq!(event.papers[0].kind, "hearing-order");
    case.wait_out(Variable::PleaClock);
    case.refuses("decide-penalty", Who::Head, "hearing-pending");
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    heard(&mut case, Who::Host);

    // Then the case needs a review and a discussion after it.
    decided(&mut case);
    assert!(case.proceeding.hearings[0].ordered.is_some());
}

#[test]
fn an_ordered_hearing_ends_when_the_party_stays_away_行政处罚法_64() {
    let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
    case.act("order-hearing", acts::order_hearing()).by(Who::Head);
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    case.wait_out(Variable::HearingNoticeClock);
    case.wait_days(1);
    case.act("end-hearing", acts::end_hearing(&case, HearingEnd::NoShow)).by(Who::Host);
    agreed(&mut case);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
}

#[test]
fn parties_of_linked_cases_and_third_persons_are_told_with_their_agents_行政处罚法_64() {
    let mut case = asked(60_000);
    let one = |role, name: &str, relation: Option<&str>, agents: &[&str]| Participant {
        role,
        name: name.to_owned(),
        relation: relation.map(str::to_owned),
        agents: agents.iter().map(|agent| (*agent).to_owned()).collect(),
    };
    let all = vec![
        one(ParticipantRole::Party, "示例口腔门诊部", None, &["赵代理", "钱代理"]),
        one(ParticipantRole::JointParty, "示例药房", Some("关联案件当事人"), &["孙代理"]),
        one(ParticipantRole::ThirdPerson, "周明", Some("接受诊疗的患者"), &[]),
    ];
    let mut notice = acts::notify_hearing(&case);
    if let mingjian_domain::act::Act::NotifyHearing(stated) = &mut notice {
        stated.participants.clone_from(&all);
    }
    let event = case.act("notify-hearing", notice).by(Who::OfficerA);
    let hidden = mingjian_domain::gate::protected_values(&case.proceeding, &[event], crate::case::law());
    let kept: Vec<&str> = hidden.values().iter().map(Protected::reveal).collect();
    for name in ["赵代理", "钱代理", "孙代理", "周明"] {
        assert!(kept.contains(&name), "{name} stays hidden from the public");
    }
}

// ---------------------------------------------------------------- another host

#[test]
fn a_recused_host_is_replaced_and_the_hearing_notified_anew_行政处罚法_64() {
    // Given a notified hearing whose host the party objects to.
    let mut case = notified();
    let on = case.today();
    let subject = acts::recusal_of(RecusalCapacity::Host, Who::Host);
    case.act("request-recusal", acts::request_recusal(on, vec![subject])).by(Who::OfficerA);
    case.act("decide-recusal", acts::decide_recusal(&case, true, &[])).by(Who::Head);

    // Then the hearing waits for a new notice with another host.
    assert!(case.proceeding.is(Variable::Hearing, hearing::ASKED));
    assert!(case.proceeding.is(Variable::Notice, notice::SERVED));
    let mut again = acts::notify_hearing(&case);
    if let mingjian_domain::act::Act::NotifyHearing(stated) = &mut again {
        stated.host = Who::SecondHost.user();
    }
    case.act("notify-hearing", again).by(Who::OfficerA);
    heard(&mut case, Who::SecondHost);
    decided(&mut case);
}

#[test]
fn what_a_recused_host_had_led_is_held_again_before_the_decision_行政处罚法_43_64() {
    // Given a hearing that was held, reported, reviewed and discussed.
    let mut case = notified();
    heard(&mut case, Who::Host);
    agreed(&mut case);
    case.act("discuss", acts::discuss(&case)).by(Who::Head);
    let on = case.today();
    let subject = acts::recusal_of(RecusalCapacity::Host, Who::Host);
    case.act("request-recusal", acts::request_recusal(on, vec![subject])).by(Who::OfficerA);
    case.refuses("decide-penalty", Who::Head, "recusal-undecided");
    case.act("decide-recusal", acts::decide_recusal(&case, true, &[])).by(Who::Head);

    // Then nothing of it carries the decision.
    case.refuses("decide-penalty", Who::Head, "hearing-pending");
    assert!(case.proceeding.is(Variable::Review, review::STALE));
    let mut again = acts::notify_hearing(&case);
    if let mingjian_domain::act::Act::NotifyHearing(stated) = &mut again {
        stated.host = Who::SecondHost.user();
    }
    case.act("notify-hearing", again).by(Who::OfficerA);
    heard(&mut case, Who::SecondHost);
    decided(&mut case);
}
