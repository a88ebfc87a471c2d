//! What runs beside a case: evidence registered and disposed of or lapsed, and a suspected crime with the police and back.
//! What is refused there stands with the forbidden orders.

use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{self, SYSTEM};
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
