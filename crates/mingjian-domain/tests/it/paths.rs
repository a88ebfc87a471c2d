//! Whole cases in given, when, then: from the lead to the closed file and the public page.
//! They show what a lawful case looks like; what is refused on the way is tried in `forbidden`.

use crate::acts::{self, act};
use crate::case::{Case, working_days_after};
use crate::people::Who;
use crate::stages::{
    BEYOND, NURSES, SYSTEM, WASTE, agreed, concluded, decided, investigated, noticed, proposed, published,
    served,
};
use mingjian_domain::act::decision::{AdoptProposal, NoPenaltyGround, Penalty, ProposalResult};
use mingjian_domain::act::hearing::HearingEnd;
use mingjian_domain::act::investigation::{ChangeDirection, RecheckResult, ViolationFacts};
use mingjian_domain::act::notice::ReceivePlea;
use mingjian_domain::act::publication::SecrecyOutcome;
use mingjian_domain::act::review::OpinionKind;
use mingjian_law::sanction::PenaltyKind;
use mingjian_law::variable::{Variable, clock};

#[test]
fn a_small_case_is_decided_paid_published_closed_and_filed() {
    // Given a decision on a fine too small for a hearing, served in time.
    let mut case = served(&[acts::fined(SYSTEM, 20_000)]);
    assert!(case.proceeding.hearings.is_empty());
    assert!(case.proceeding.discussions.is_empty());

    // When it is paid in two parts, published by a second person, closed and filed.
    case.act("record-performance", acts::pay(&case, acts::yuan(5_000), "A1")).by(Who::OfficerA);
    case.refuses("close-case", Who::Head, "not-performed");
    case.act("record-performance", acts::pay(&case, acts::yuan(15_000), "A2")).by(Who::OfficerA);
    published(&mut case);
    case.act("close-case", acts::close()).by(Who::Head);
    case.act("archive", acts::archive()).by(Who::Archivist);

    // Then everything is where it belongs, and no clock runs.
    assert_eq!(case.proceeding.position, "archived");
    assert_eq!(case.proceeding.paid(), case.proceeding.owed());
    assert_eq!(case.running(), []);
    assert_eq!(case.proceeding.publication.as_ref().unwrap().position, "published");
}

#[test]
fn article_64_a_hearing_right_that_is_waived_in_writing_lets_the_decision_follow_at_once() {
    // Given a fine of sixty thousand, which carries the right to a hearing and needs the heads together.
    let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
    assert!(case.proceeding.notices[0].hearing_right);
    case.refuses("decide-penalty", Who::Head, "plea-window-open");

    // When the party waives both rights in writing, and the review and the discussion follow.
    case.act("waive-plea", acts::waive_plea(&case)).by(Who::OfficerA);
    case.refuses("decide-penalty", Who::Head, "hearing-window-open");
    case.act("waive-hearing", acts::waive_hearing(&case)).by(Who::OfficerA);
    agreed(&mut case);
    case.refuses("decide-penalty", Who::Head, "discussion-missing");
    case.act("discuss", acts::discuss(&case)).by(Who::Head);

    // Then the decision may be made on the very day of the notice.
    let event = case.act("decide-penalty", acts::decide()).by(Who::Head);
    assert_eq!(event.papers.len(), 2);
    assert_eq!(case.proceeding.decision.as_ref().unwrap().decided_on, case.today());
    assert!(case.proceeding.is(Variable::PleaClock, clock::WAIVED));
}

#[test]
fn article_65_a_hearing_and_a_plea_that_lighten_the_facts_need_a_new_review_and_no_new_notice() {
    // Given a notice of a fine and of confiscated gains, after an agreed review.
    let mut case = investigated(&[BEYOND]);
    let found = ViolationFacts { gains: acts::yuan(30_000), ..acts::violation(&case, BEYOND) };
    let heavy = Penalty {
        kinds: vec![PenaltyKind::Warning, PenaltyKind::ConfiscationOfGains, PenaltyKind::Fine],
        confiscated_gains: acts::yuan(30_000),
        fine: acts::yuan(80_000),
        ..acts::bare(BEYOND)
    };
    case.act("conclude-investigation", acts::conclude(vec![found.clone()])).by(Who::OfficerB);
    case.act("adopt-proposal", acts::adopt(&case, vec![heavy.clone()])).by(Who::UnitHead);
    agreed(&mut case);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);

    // When the party asks for a hearing, which is held, and pleads with evidence of lower gains.
    case.wait_days(1);
    case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    case.wait_days(1);
    case.act("add-evidence", acts::pleaded_evidence(&case)).by(Who::OfficerA);
    let brought = case.last_evidence();
    let plea = ReceivePlea { evidence: vec![brought], brings_facts: true, ..acts::plea_with(&case) };
    case.act("receive-plea", act!(ReceivePlea plea)).by(Who::OfficerA);
    case.act("answer-plea", acts::answer()).by(Who::UnitHead);
    case.wait_out(Variable::HearingNoticeClock);
    case.wait_days(1);
    case.act("hold-hearing", acts::hold_hearing(&case)).by(Who::Host);
    case.act("report-hearing", acts::report_hearing()).by(Who::Host);
    let lighter = Penalty { confiscated_gains: acts::yuan(20_000), fine: acts::yuan(60_000), ..heavy };
    let amended = AdoptProposal {
        violations: Some(vec![ViolationFacts { gains: acts::yuan(20_000), ..found }]),
        ..acts::proposal_with(&case, vec![lighter])
    };
    case.act("amend-proposal", act!(AmendProposal amended)).by(Who::UnitHead);
    case.wait_out(Variable::PleaClock);

    // Then the old opinion does not carry the decision, a new one does, and the one notice still stands.
    case.refuses("decide-penalty", Who::Head, "review-not-agreed");
    agreed(&mut case);
    case.act("discuss", acts::discuss(&case)).by(Who::Head);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
    assert_eq!(case.proceeding.notices.len(), 1);
    assert_eq!(case.proceeding.reviews.len(), 2);
    assert_eq!(case.proceeding.owed(), acts::yuan(80_000));
}

#[test]
fn article_44_a_second_inspection_that_adds_a_violation_needs_a_new_notice_window_and_review() {
    // Given a notice about two violations, reviewed and with its window almost over.
    let two = vec![acts::fined(SYSTEM, 20_000), acts::warning(WASTE)];
    let mut case = noticed(&two);
    agreed(&mut case);
    let first_window = case.due(Variable::PleaClock);

    // When the unit goes back and a second inspection finds a third violation.
    case.wait_days(2);
    case.act("return-to-investigation", acts::back_to_investigation()).by(Who::UnitHead);
    case.act("record-scene", acts::scene(&case)).by(Who::OfficerA);
    case.act("add-evidence", acts::evidence(&case)).by(Who::OfficerA);
    let new_evidence = case.last_evidence();
    let third = ViolationFacts { evidence: vec![new_evidence], ..acts::violation(&case, BEYOND) };
    let all = vec![acts::violation(&case, SYSTEM), acts::violation(&case, WASTE), third];
    case.act("change-facts", acts::change(all.clone(), ChangeDirection::Adverse)).by(Who::OfficerA);
    case.act("conclude-investigation", acts::conclude(all)).by(Who::OfficerA);
    let three = [two, vec![acts::fined(BEYOND, 10_000)]].concat();
    case.act("adopt-proposal", acts::adopt(&case, three)).by(Who::UnitHead);

    // Then only a notice with the new fact and its evidence is allowed, with a window and a review of its own.
    case.act("issue-notice", acts::issue()).refused(Who::Head, "heavier-without-new-fact", "行政处罚法", 45);
    case.act("issue-notice", acts::issue_heavier(&[new_evidence])).by(Who::Head);
    case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
    assert!(case.due(Variable::PleaClock) > first_window);
    case.wait_until(&format!("{} 10:00", first_window.succ_opt().unwrap()));
    case.refuses("decide-penalty", Who::Head, "plea-window-open");
    case.wait_out(Variable::PleaClock);
    case.refuses("decide-penalty", Who::Head, "review-not-agreed");
    agreed(&mut case);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
    let decision = case.proceeding.decision.as_ref().unwrap();
    assert_eq!(decision.penalties.len(), 3);
    assert_eq!(case.proceeding.owed(), acts::yuan(30_000));
}

#[test]
fn article_33_a_slight_and_corrected_violation_ends_without_penalty_or_page() {
    // Given a violation that is slight and corrected.
    let mut case = concluded(&[SYSTEM]);
    let proposal = acts::no_penalty_with(&case, NoPenaltyGround::MinorCorrected);
    case.act("adopt-proposal", act!(AdoptProposal proposal)).by(Who::UnitHead);
    case.refuses("issue-notice", Who::Head, "no-penalty-proposed");
    case.refuses("decide-no-penalty", Who::Head, "review-not-agreed");

    // When it is reviewed, decided and served.
    agreed(&mut case);
    case.act("decide-no-penalty", acts::decide_no_penalty()).by(Who::Head);
    case.act("serve-decision", acts::serve_decision(&case)).by(Who::OfficerA);

    // Then nothing is owed, nothing is published by name, and the case closes.
    assert_eq!(case.proceeding.decision.as_ref().unwrap().result, ProposalResult::NoPenalty);
    assert!(case.proceeding.publication.is_none());
    assert!(case.proceeding.clock(Variable::PublicationClock).is_none());
    case.act("close-case", acts::close()).by(Who::Head);
    case.act("archive", acts::archive()).by(Who::Archivist);
}

#[test]
fn article_57_facts_that_do_not_hold_end_without_penalty_and_without_a_named_violation() {
    let mut case = investigated(&[SYSTEM]);
    case.act("conclude-investigation", acts::conclude(Vec::new())).by(Who::OfficerB);
    let minor = acts::no_penalty_with(&case, NoPenaltyGround::MinorCorrected);
    case.act("adopt-proposal", act!(AdoptProposal minor)).refused(
        Who::UnitHead,
        "input-invalid",
        "行政处罚法",
        47,
    );
    let unfounded = acts::no_penalty_with(&case, NoPenaltyGround::Unfounded);
    case.act("adopt-proposal", act!(AdoptProposal unfounded)).by(Who::UnitHead);
    agreed(&mut case);
    case.act("decide-no-penalty", acts::decide_no_penalty()).by(Who::Head);
    assert_eq!(case.proceeding.decision.as_ref().unwrap().ground, Some(NoPenaltyGround::Unfounded));
}

#[test]
fn after_a_notice_the_plea_can_end_the_case_without_penalty() {
    let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
    case.act("receive-plea", acts::plea(&case)).by(Who::OfficerA);
    let proposal = acts::no_penalty_with(&case, NoPenaltyGround::NoFault);
    case.act("amend-proposal", act!(AmendProposal proposal)).by(Who::UnitHead);
    agreed(&mut case);
    case.refuses("decide-no-penalty", Who::Head, "plea-unanswered");
    case.act("answer-plea", acts::answer()).by(Who::UnitHead);
    // The answer takes up views, no facts: the opinion still stands.
    case.act("decide-no-penalty", acts::decide_no_penalty()).by(Who::Head);
    assert_eq!(case.proceeding.position, "decided");
}

#[test]
fn a_lead_without_substance_is_not_filed() {
    let mut case = Case::open();
    case.act("refuse-filing", acts::refuse_filing()).by(Who::Head);
    case.act("archive", acts::archive()).by(Who::Archivist);
    assert!(case.proceeding.filed_on.is_none());
    assert_eq!(case.running(), []);
}

#[test]
fn a_request_for_filing_comes_back_mended() {
    let mut case = Case::open();
    case.act("accept-lead", acts::accept()).by(Who::UnitHead);
    case.act("request-filing", acts::request_filing(&[SYSTEM])).by(Who::OfficerA);
    case.act("return-filing", acts::return_filing()).by(Who::Head);
    case.act("request-filing", acts::request_filing(&[SYSTEM, WASTE])).by(Who::UnitHead);
    case.act("approve-filing", acts::approve_filing()).by(Who::Deputy);
    assert_eq!(case.proceeding.causes, [SYSTEM, WASTE]);
    assert_eq!(case.proceeding.officers.len(), 2);
}

#[test]
fn article_22_a_case_of_another_organ_is_handed_over_and_its_clocks_stop() {
    let mut case = investigated(&[SYSTEM]);
    let due_on = case.today().succ_opt().unwrap();
    case.act("order-correction", acts::order(due_on)).by(Who::OfficerA);
    case.act("transfer-out", acts::transfer()).by(Who::Head);
    assert_eq!(case.running(), []);
    case.act("archive", acts::archive()).by(Who::Archivist);
}

#[test]
fn a_case_is_dropped_after_the_notice_and_its_clocks_stop() {
    let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
    case.act("drop-case", acts::drop_case()).by(Who::Head);
    assert_eq!(case.running(), []);
    case.act("archive", acts::archive()).by(Who::Archivist);
}

#[test]
fn medical_waste_article_45_a_fine_follows_only_an_order_that_stayed_unheeded() {
    // Given an order to correct within ten days.
    let mut case = investigated(&[WASTE]);
    let due_on = case.today() + chrono::Days::new(10);
    case.act("order-correction", acts::order(due_on)).by(Who::OfficerA);
    case.refuses("conclude-investigation", Who::OfficerA, "correction-not-rechecked");
    case.wait_days(10);
    case.act("recheck-correction", acts::recheck(RecheckResult::Overdue)).refused(
        Who::OfficerA,
        "correction-not-due",
        "行政处罚法",
        28,
    );

    // When the term has passed and the re-check finds nothing done.
    case.wait_days(1);
    case.act("recheck-correction", acts::recheck(RecheckResult::Overdue)).by(Who::OfficerB);
    let violations = vec![acts::violation(&case, WASTE)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerB);

    // Then the fine is due, and the warning that came with the order need not be repeated.
    case.act("adopt-proposal", acts::adopt(&case, vec![acts::warning(WASTE)])).refused(
        Who::UnitHead,
        "mandatory-kind-missing",
        "医疗废物管理条例",
        45,
    );
    let fine = Penalty { kinds: vec![PenaltyKind::Fine], fine: acts::yuan(3_000), ..acts::bare(WASTE) };
    case.act("adopt-proposal", acts::adopt(&case, vec![fine])).by(Who::UnitHead);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
    case.wait_out(Variable::PleaClock);
    agreed(&mut case);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
    assert_eq!(case.proceeding.owed(), acts::yuan(3_000));
}

#[test]
fn each_item_of_an_order_has_its_own_term_and_its_own_recheck_行政处罚法_28() {
    // Given an order about two causes, one to be corrected at once and one in ten days.
    let mut case = investigated(&[WASTE, NURSES]);
    let (soon, late) = (case.today(), case.today() + chrono::Days::new(10));
    case.act("order-correction", acts::order_of(&[(WASTE, soon), (NURSES, late)])).by(Who::OfficerA);
    let clock = |case: &Case| case.proceeding.clock(Variable::CorrectionClock).unwrap().due;
    assert_eq!(clock(&case), soon);

    // When the first is found overdue while the second still has its time.
    case.wait_days(1);
    let both = [(WASTE, RecheckResult::Overdue), (NURSES, RecheckResult::Overdue)];
    case.act("recheck-correction", acts::found(&both)).refused(
        Who::OfficerA,
        "correction-not-due",
        "行政处罚法",
        28,
    );
    case.act("recheck-correction", acts::found(&both[..1])).by(Who::OfficerA);
    assert_eq!(clock(&case), late, "the clock tells the item that waits");
    case.refuses("conclude-investigation", Who::OfficerA, "correction-not-rechecked");
    case.act("recheck-correction", acts::found(&[(NURSES, RecheckResult::Corrected)])).by(Who::OfficerA);

    // Then the fine for the first is lawful, and the suspension for the second is not.
    let violations = vec![acts::violation(&case, WASTE), acts::violation(&case, NURSES)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
    let fine = Penalty { kinds: vec![PenaltyKind::Fine], fine: acts::yuan(3_000), ..acts::bare(WASTE) };
    let suspension = Penalty {
        kinds: vec![PenaltyKind::Warning, PenaltyKind::BusinessSuspension],
        suspension_months: Some(6),
        ..acts::bare(NURSES)
    };
    case.act("adopt-proposal", acts::adopt(&case, vec![fine.clone(), suspension])).refused(
        Who::UnitHead,
        "correction-not-overdue",
        "行政处罚法",
        28,
    );
    case.act("adopt-proposal", acts::adopt(&case, vec![fine, acts::warning(NURSES)])).by(Who::UnitHead);
}

#[test]
fn nurses_article_28_a_cause_without_a_fine_is_performed_and_not_paid() {
    // Given an order that stayed unheeded, and a suspension of six months.
    let mut case = investigated(&[NURSES]);
    case.act("order-correction", acts::order_of(&[(NURSES, case.today())])).by(Who::OfficerA);
    case.wait_days(1);
    case.act("recheck-correction", acts::found(&[(NURSES, RecheckResult::Overdue)])).by(Who::OfficerA);
    let violations = vec![acts::violation(&case, NURSES)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
    let suspension = Penalty {
        kinds: vec![PenaltyKind::BusinessSuspension],
        suspension_months: Some(6),
        ..acts::bare(NURSES)
    };
    proposed(&mut case, vec![suspension]);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
    assert!(case.proceeding.notices[0].hearing_right, "责令停产停业 carries the right to a hearing");

    // When nobody asks for a hearing, and the decision is served.
    case.wait_out(Variable::HearingClock);
    agreed(&mut case);
    case.act("discuss", acts::discuss(&case)).by(Who::Head);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
    case.act("serve-decision", acts::serve_decision(&case)).by(Who::OfficerA);

    // Then no payment is awaited, and performance is recorded as such.
    assert!(case.proceeding.clock(Variable::PaymentClock).is_none());
    case.refuses("close-case", Who::Head, "not-performed");
    case.act("record-performance", acts::other_done(&case)).by(Who::OfficerA);
    case.act("close-case", acts::close()).by(Who::Head);
}

#[test]
fn article_64_a_hearing_that_the_party_withdraws_is_ended_and_holds_nothing_up() {
    let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
    case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
    case.wait_out(Variable::PleaClock);
    case.refuses("decide-penalty", Who::Head, "hearing-pending");
    case.act("end-hearing", acts::end_hearing(&case, HearingEnd::Withdrawn)).by(Who::OfficerA);
    agreed(&mut case);
    case.act("discuss", acts::discuss(&case)).by(Who::Head);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
}

#[test]
fn article_65_a_hearing_that_was_held_is_reported_though_the_case_went_back() {
    let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
    case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    case.wait_out(Variable::HearingNoticeClock);
    case.wait_days(1);
    case.act("hold-hearing", acts::hold_hearing(&case)).by(Who::Host);
    case.act("return-to-investigation", acts::back_to_investigation()).by(Who::UnitHead);
    let violations = vec![acts::violation(&case, BEYOND)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
    proposed(&mut case, vec![acts::fined(BEYOND, 50_000)]);
    case.refuses("issue-notice", Who::Head, "hearing-unreported");
    case.act("report-hearing", acts::report_hearing()).by(Who::Host);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
    case.wait_out(Variable::HearingClock);
    agreed(&mut case);
    case.act("discuss", acts::discuss(&case)).by(Who::Head);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
    assert_eq!(case.proceeding.notices.len(), 2);
}

#[test]
fn article_64_a_party_that_stays_away_ends_its_hearing_on_the_day() {
    let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
    case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    case.wait_out(Variable::HearingNoticeClock);
    case.wait_days(1);
    case.act("end-hearing", acts::end_hearing(&case, HearingEnd::NoShow)).by(Who::Host);
    assert_eq!(case.proceeding.hearing().unwrap().ended, Some(HearingEnd::NoShow));
}

#[test]
fn a_disputed_opinion_goes_to_the_heads_and_back_to_a_last_opinion() {
    // Given an opinion that finds problems.
    let mut case = concluded(&[SYSTEM]);
    proposed(&mut case, vec![acts::fined(SYSTEM, 20_000)]);
    case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
    case.act("assign-review", acts::assign(Who::Reviewer)).by(Who::ReviewHead);
    case.act("give-opinion", acts::opinion(OpinionKind::Correct)).by(Who::Reviewer);

    // When the unit disputes it, it goes to the heads before anything else.
    case.act("dispute-opinion", acts::dispute()).by(Who::UnitHead);
    case.refuses("submit-for-review", Who::OfficerA, "dispute-open");
    case.act("discuss", acts::discuss(&case)).by(Who::Head);

    // Then their conclusion opens no decision by itself: a last opinion does.
    case.act("issue-notice", acts::issue()).by(Who::Head);
    case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
    case.wait_out(Variable::PleaClock);
    case.refuses("decide-penalty", Who::Head, "review-not-agreed");
    agreed(&mut case);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
    assert_eq!(case.proceeding.reviews[0].dispute.as_ref().unwrap().text(), "沟通后意见仍不一致");
}

#[test]
fn an_incomplete_submission_is_returned_and_comes_again() {
    let mut case = concluded(&[SYSTEM]);
    proposed(&mut case, vec![acts::fined(SYSTEM, 20_000)]);
    case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
    case.act("assign-review", acts::assign(Who::Reviewer)).by(Who::ReviewHead);
    case.act("return-submission", acts::return_submission()).by(Who::Reviewer);
    assert_eq!(case.running(), [Variable::DecisionClock]);
    agreed(&mut case);
    assert_eq!(case.proceeding.reviews.len(), 2);
    assert!(case.proceeding.reviews[0].returned.is_some());
    assert_eq!(case.proceeding.reviews[1].reviewer_name.as_deref(), Some("Reviewer"));
}

#[test]
fn article_48_an_annulled_decision_is_withdrawn_in_three_working_days_from_its_effect() {
    let mut case = served(&[acts::fined(SYSTEM, 20_000)]);
    published(&mut case);
    case.refuses("withdraw", Who::Clerk, "no-annulment");
    let effective_on = case.today();
    case.wait_days(1);
    case.act("record-annulment", acts::annulment(effective_on)).by(Who::Clerk);
    assert_eq!(case.proceeding.clock(Variable::WithdrawalClock).unwrap().start, effective_on);
    case.act("withdraw", acts::withdraw()).refused(
        Who::Clerk,
        "withdrawn-by-same-person",
        "许昌市卫生健康委三项制度实施方案",
        2,
    );
    case.act("withdraw", acts::withdraw()).by(Who::UnitHead);
    let publication = case.proceeding.publication.as_ref().unwrap();
    assert_eq!(publication.position, "withdrawn");
    assert_eq!(publication.withdrawn_on, Some(case.today()));
    assert_eq!(case.proceeding.position, "served", "the case itself goes its own way");

    // Nothing is left to pay, and the case can be closed.
    assert!(!case.running().contains(&Variable::PaymentClock));
    case.act("close-case", acts::close()).by(Who::Head);
    case.act("archive", acts::archive()).by(Who::Archivist);
}

#[test]
fn article_48_a_decision_that_is_annulled_before_it_is_public_never_becomes_so() {
    let mut case = served(&[acts::fined(SYSTEM, 20_000)]);
    case.act("mask", acts::mask()).by(Who::Clerk);
    case.act("check-secrecy", acts::secrecy(SecrecyOutcome::Pass)).by(Who::Reviewer);
    case.act("record-early-annulment", acts::annulment(case.today())).by(Who::Clerk);
    assert_eq!(case.proceeding.publication.as_ref().unwrap().position, "not-published");
    assert_eq!(case.running(), [], "neither a page nor a payment is waited for");
    case.refuses("release", Who::UnitHead, "wrong-state");
    case.act("close-case", acts::close()).by(Who::Head);
}

#[test]
fn regulation_on_information_6_a_public_text_is_corrected_by_two_and_stands_meanwhile() {
    // Given a decision that stands before the public.
    let mut case = served(&[acts::fined(SYSTEM, 20_000)]);
    published(&mut case);
    let facts = |case: &Case| {
        let publication = case.proceeding.publication.as_ref().unwrap();
        publication.facts.as_ref().unwrap().text().to_owned()
    };
    let before = facts(&case);

    // When its clerk corrects it, the old text stands until another person has released the new one.
    case.act("correct", acts::correct("制度不健全，共两项")).by(Who::Clerk);
    assert_eq!(facts(&case), before);
    let found_on = acts::correction_of("").found_on;
    let clock = |case: &Case| case.proceeding.clock(Variable::TextCorrectionClock).unwrap().clone();
    assert_eq!(
        (clock(&case).start, clock(&case).ended_on),
        (found_on, None),
        "the days count from the finding"
    );
    assert_eq!(clock(&case).due, working_days_after("2026-03-02", 20));
    case.act("correct", acts::correct("制度不健全，共三项")).by(Who::Clerk);
    assert_eq!(clock(&case).start, found_on, "writing it anew gives no new days");
    case.act("correct", acts::correct("制度不健全，共两项")).by(Who::Clerk);
    case.refuses("release-correction", Who::UnitHead, "wrong-state");
    case.act("check-correction", acts::secrecy(SecrecyOutcome::Pass)).by(Who::Reviewer);
    case.act("release-correction", acts::release()).by(Who::UnitHead);
    assert_eq!(clock(&case).ended_on, Some(case.today()));

    // Then the new one stands, with what stood before.
    assert_eq!(facts(&case), "制度不健全，共两项");
    let publication = case.proceeding.publication.as_ref().unwrap();
    assert_eq!(publication.position, "published");
    assert_eq!(publication.corrected[0].facts.as_ref().unwrap().text(), before);

    // And one that is returned changes nothing.
    case.act("correct", acts::correct("另一种写法")).by(Who::Clerk);
    assert!(case.running().contains(&Variable::TextCorrectionClock));
    case.act("return-correction", acts::return_publication()).by(Who::UnitHead);
    assert_eq!(facts(&case), "制度不健全，共两项");
    assert!(!case.running().contains(&Variable::TextCorrectionClock));
}

#[test]
fn a_decision_that_must_not_be_public_is_declined_by_two() {
    let mut case = decided(&[acts::fined(SYSTEM, 20_000)]);
    case.act("mask", acts::mask()).by(Who::Clerk);
    case.act("decline-publication", acts::decline(Who::Clerk)).by(Who::Head);
    let publication = case.proceeding.publication.as_ref().unwrap();
    assert_eq!(publication.position, "not-published");
    assert!(publication.declined.is_some());
    assert!(!case.running().contains(&Variable::PublicationClock));
}

#[test]
fn a_public_text_goes_back_to_its_clerk_until_it_passes() {
    let mut case = served(&[acts::fined(SYSTEM, 20_000)]);
    case.act("mask", acts::mask()).by(Who::Clerk);
    case.act("check-secrecy", acts::secrecy(SecrecyOutcome::Fail)).refused(
        Who::Reviewer,
        "secrecy-failed",
        "政府信息公开条例",
        17,
    );
    case.act("return-publication", acts::return_publication()).by(Who::Reviewer);
    case.act("mask", acts::mask()).by(Who::Clerk);
    case.act("check-secrecy", acts::secrecy(SecrecyOutcome::Pass)).by(Who::ReviewHead);
    case.act("mask", acts::mask()).by(Who::Clerk);
    case.refuses("release", Who::UnitHead, "wrong-state");
}
