//! What runs beside a case: evidence registered and disposed of or lapsed, samples tested and told, a suspected crime with
//! the police and back.
//! What is refused there stands with the forbidden orders.

use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{self, SYSTEM};
use mingjian_domain::act::investigation::EvidenceKind;
use mingjian_domain::act::police::PoliceReturn;
use mingjian_domain::proceeding::Machine;
use mingjian_law::variable::Variable;

fn held() -> Case {
    let mut case = stages::investigated(&[SYSTEM]);
    case.act("request-registration", acts::hold()).by(Who::OfficerA);
    case.act("approve-registration", acts::approve_hold()).by(Who::Head);
    case.act("serve-registration", act!(ServeRegistration acts::service_with(&case))).by(Who::OfficerB);
    case
}

#[test]
fn a_registration_runs_seven_working_days_from_its_service_行政处罚法_第五十六条() {
    let mut case = held();
    let due = crate::case::law().due("evidence.registration", case.today()).unwrap().due;
    assert_eq!(case.due(Variable::RegistrationClock), due);
    case.act("dispose-registration", acts::dispose_of(&["账册"])).by(Who::Head);
    let registration = case.proceeding.beside.registrations.last().unwrap();
    assert!(registration.ended_on.is_some() && !registration.lapsed);
    assert!(!case.running().contains(&Variable::RegistrationClock));
    let violations = vec![acts::violation(&case, SYSTEM)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerB);
}

#[test]
fn a_registration_past_its_term_has_lapsed_and_is_lifted_行政处罚法_第五十六条() {
    let mut case = held();
    case.wait_out(Variable::RegistrationClock);
    case.refuses("dispose-registration", Who::Head, "registration-lapsed");
    let event = case.act("lift-lapsed", acts::lift()).by(Who::OfficerA);
    assert_eq!(event.papers.len(), 1);
    assert!(case.proceeding.beside.registrations.last().unwrap().lapsed);
    // Other things may be registered anew, with a term of their own.
    case.act("request-registration", act!(RequestRegistration acts::hold_with(&["药品"]))).by(Who::OfficerA);
    assert_eq!(case.proceeding.machine_position(Machine::Registration), "hold-asked");
}

#[test]
fn a_case_rests_with_the_police_and_goes_on_when_it_comes_back_行政处罚法_第二十七条() {
    let mut case = stages::ripe(&[acts::fined(SYSTEM, 10_000)]);
    case.act("propose-police-transfer", acts::report()).by(Who::OfficerA);
    assert!(case.running().contains(&Variable::TransferClock));
    case.act("approve-police-transfer", acts::approve_transfer_with(&["调查报告", "物品清单"])).by(Who::Head);
    case.act("send-to-police", acts::send_to_police(case.now.china())).by(Who::OfficerA);
    case.act("record-police-filing", acts::police_filed(case.today())).by(Who::OfficerA);
    case.refuses("decide-penalty", Who::Head, "with-police");
    case.act("record-police-return", acts::police_returned(case.today(), PoliceReturn::NotProsecuted))
        .by(Who::OfficerA);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
}

#[test]
fn a_refusal_of_the_principal_is_on_record_and_the_case_goes_on() {
    let mut case = stages::ripe(&[acts::fined(SYSTEM, 10_000)]);
    case.act("propose-police-transfer", acts::report()).by(Who::OfficerA);
    case.act("refuse-police-transfer", acts::refuse_transfer()).by(Who::Head);
    assert!(case.proceeding.beside.transfers.last().unwrap().ended_on.is_some());
    assert!(!case.running().contains(&Variable::TransferClock));
    case.act("decide-penalty", acts::decide()).by(Who::Head);
}

/// Samples of a product whose maker was told, with the laboratory.
fn testing() -> Case {
    let mut case = stages::investigated(&[SYSTEM]);
    let taken = acts::sampling_with(case.now.china(), Some("示例消毒制品厂"));
    let event = case.act("take-sample", act!(TakeSample taken)).by(Who::OfficerA);
    assert_eq!(event.papers.len(), 1);
    case.act("notify-maker", acts::notify_maker()).by(Who::OfficerA);
    case.act("entrust-testing", act!(EntrustTesting acts::entrust_with(case.today()))).by(Who::OfficerB);
    case
}

fn told(case: &mut Case) {
    case.act("receive-result", act!(ReceiveResult acts::result_with(case.today()))).by(Who::OfficerA);
    case.act("issue-result", acts::issue_result()).by(Who::OfficerA);
    case.act("serve-result", act!(ServeResult acts::service_with(case))).by(Who::OfficerA);
}

fn concluded(case: &mut Case) {
    let violations = vec![acts::violation(case, SYSTEM)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerB);
}

#[test]
fn a_result_becomes_expert_evidence_of_the_case_by_the_act_that_receives_it_行政处罚法_第四十六条() {
    let mut case = testing();
    let set = acts::entrust_with(case.today()).due_on;
    assert_eq!(case.due(Variable::TestingClock), set, "the paper says until when");
    let event =
        case.act("receive-result", act!(ReceiveResult acts::result_with(case.today()))).by(Who::OfficerA);
    let evidence = case.proceeding.evidence.last().unwrap();
    assert_eq!(Some(evidence.id), event.evidence);
    assert_eq!(evidence.stated.kind, EvidenceKind::Expertise);
    assert_eq!(evidence.stated.source, "示例市疾病预防控制中心");
    assert!(!case.running().contains(&Variable::TestingClock));
}

#[test]
fn a_sampling_ends_when_the_party_let_its_term_pass_and_the_investigation_goes_on() {
    let mut case = testing();
    told(&mut case);
    case.act("record-maker-answer", acts::maker_answer(case.today())).by(Who::OfficerA);
    case.refuses("close-sampling", Who::OfficerA, "retest-window-open");
    case.wait_out(Variable::RetestClock);
    case.act("close-sampling", acts::close_sampling()).by(Who::OfficerA);
    assert!(case.proceeding.sampling().unwrap().ended_on.is_some());
    concluded(&mut case);
}

#[test]
fn another_test_asked_for_in_time_is_made_told_and_can_be_given_up() {
    let mut case = testing();
    told(&mut case);
    case.act("request-retest", acts::ask_retest(case.today())).by(Who::OfficerA);
    case.act("entrust-testing", act!(EntrustTesting acts::entrust_with(case.today()))).by(Who::OfficerB);
    told(&mut case);
    case.act("waive-retest", acts::waive_retest(case.today())).by(Who::OfficerA);
    case.wait_out(Variable::MakerClock);
    case.act("close-sampling", acts::close_sampling()).by(Who::OfficerA);
    let sampling = case.proceeding.sampling().unwrap();
    assert_eq!(sampling.tests.len(), 2);
    assert!(sampling.tests[0].retest.is_some() && sampling.tests[1].waived_on.is_some());
    assert_eq!(
        case.proceeding.evidence.iter().filter(|one| one.stated.kind == EvidenceKind::Expertise).count(),
        2
    );
    concluded(&mut case);
}

#[test]
fn what_is_given_up_leaves_room_for_samples_of_another_maker_or_of_none() {
    let mut case = testing();
    case.act("abandon-sampling", acts::abandon_sampling()).by(Who::UnitHead);
    assert!(
        !case.running().contains(&Variable::MakerClock) && !case.running().contains(&Variable::TestingClock)
    );
    let taken = acts::sampling_with(case.now.china(), None);
    case.act("take-sample", act!(TakeSample taken)).by(Who::OfficerA);
    case.refuses("notify-maker", Who::OfficerA, "no-maker-to-notify");
    case.act("entrust-testing", act!(EntrustTesting acts::entrust_with(case.today()))).by(Who::OfficerA);
    told(&mut case);
    case.act("request-retest", acts::ask_retest(case.today())).by(Who::OfficerA);
    case.act("refuse-retest", acts::refuse_retest()).by(Who::UnitHead);
    case.act("close-sampling", acts::close_sampling()).by(Who::OfficerA);
    assert_eq!(case.proceeding.beside.samplings.len(), 2);
    concluded(&mut case);
}

#[test]
fn a_product_of_the_party_itself_needs_no_word_of_its_maker() {
    let mut case = stages::investigated(&[SYSTEM]);
    let party = case.proceeding.party().name.clone();
    let taken = acts::sampling_with(case.now.china(), Some(&party));
    case.act("take-sample", act!(TakeSample taken)).by(Who::OfficerA);
    assert!(!case.proceeding.sampling().unwrap().names_maker);
    case.act("entrust-testing", act!(EntrustTesting acts::entrust_with(case.today()))).by(Who::OfficerA);
}
