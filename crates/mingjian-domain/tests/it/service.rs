//! Ways of service: which day is the day of service, and what is counted from it (民事诉讼法 第八十七条至第九十五条).
//! What each way must prove is tried with the forbidden orders.

use crate::acts::{self, act};
use crate::case::{Case, local};
use crate::people::{Who, day, scan};
use crate::stages::{self, SYSTEM};
use mingjian_domain::act::notice::ServePaper;
use mingjian_domain::act::service::ServiceMode;
use mingjian_law::variable::Variable;

fn by_announcement() -> ServePaper {
    ServePaper { mode: ServiceMode::Announced, officers: acts::both(), ..ServePaper::default() }
}

#[test]
fn an_announced_decision_is_served_on_the_thirtieth_day_and_payment_runs_from_it_民事诉讼法_第九十五条() {
    let mut case = stages::decided(&[acts::fined(SYSTEM, 10_000)]);
    let announced = case.today();
    case.act("announce-service", act!(AnnounceService acts::announced_on(announced))).by(Who::OfficerA);
    case.wait_days(31);
    let event = case
        .act("serve-decision", act!(ServeDecision by_announcement()))
        .late("节假日后登记")
        .by(Who::OfficerA);
    let last = announced + chrono::Days::new(30);
    assert_eq!(event.occurred_at.day(), last);
    assert_eq!(case.proceeding.decision.as_ref().unwrap().service.as_ref().unwrap().on, last);
    assert_eq!(case.due(Variable::PaymentClock), last + chrono::Days::new(15));
}

#[test]
fn an_announced_notice_opens_the_plea_window_from_its_thirtieth_day_民事诉讼法_第九十五条() {
    let mut case = stages::with_proposal(&[acts::fined(SYSTEM, 10_000)]);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    let announced = case.today();
    case.act("announce-service", act!(AnnounceService acts::announced_on(announced))).by(Who::OfficerA);
    // The review goes on meanwhile: what happens then is no hindrance.
    case.wait_days(10);
    stages::agreed(&mut case);
    case.wait_days(21);
    case.act("serve-notice", act!(ServeNotice by_announcement())).late("节假日后登记").by(Who::OfficerA);
    let served = case.proceeding.notice_served_at().unwrap().day();
    assert_eq!(served, announced + chrono::Days::new(30));
    let plea = crate::case::law().due("plea.window", served).unwrap().due;
    assert_eq!(case.due(Variable::PleaClock), plea);
}

#[test]
fn a_mail_is_served_on_the_day_of_its_slip_although_the_case_went_on_民事诉讼法_第九十一条() {
    let mut case = stages::with_proposal(&[acts::fined(SYSTEM, 10_000)]);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    case.wait_days(1);
    let slip = case.now.china();
    case.wait_days(1);
    stages::agreed(&mut case);
    let mail = ServePaper {
        mode: ServiceMode::Mail,
        served_at: Some(slip),
        through: Some("EMS1000000001".to_owned()),
        ..acts::service_with(&case)
    };
    case.act("serve-notice", act!(ServeNotice mail)).late("回执寄回后登记").by(Who::OfficerA);
    assert_eq!(case.proceeding.notice_served_at().unwrap().china(), slip);
}

#[test]
fn every_way_of_service_is_accepted_with_what_proves_it() {
    for mode in ServiceMode::ALL.into_iter().filter(|mode| *mode != ServiceMode::Announced) {
        let mut case = stages::decided(&[acts::fined(SYSTEM, 10_000)]);
        if mode == ServiceMode::Electronic {
            case.act("confirm-address", act!(ConfirmAddress acts::confirmed_on(case.today())))
                .by(Who::OfficerA);
        }
        let service = ServePaper {
            mode,
            refusal: Some(acts::prose("拒收")),
            recording: Some(scan()),
            through: Some("示例市监狱".to_owned()),
            ..acts::service_with(&case)
        };
        let day = case.today();
        case.act("serve-decision", act!(ServeDecision service)).by(Who::OfficerA);
        assert_eq!(case.proceeding.decision_served_at().unwrap().day(), day, "{mode:?}");
    }
}

#[test]
fn a_service_of_the_time_with_one_way_folds_as_handed_over_in_person() {
    let stated = serde_json::json!({
        "officers": [], "served_at": "2026-03-06T15:30:00", "place": "示例市示例路2号",
        "recipient": "李明", "relation": "法定代表人", "receipt": null,
    });
    let old: ServePaper = serde_json::from_value(stated).unwrap();
    assert_eq!(old.mode, ServiceMode::Direct);
    assert_eq!(old.served_at, Some(local("2026-03-06 15:30")));
}

#[test]
fn the_last_confirmation_of_an_address_counts_行政处罚法_第六十一条() {
    let mut case: Case = stages::investigated(&[SYSTEM]);
    case.act("confirm-address", act!(ConfirmAddress acts::confirmed_on(case.today()))).by(Who::OfficerA);
    let earlier = acts::confirmed_on(day("2026-03-02"));
    let refusal = case.act("confirm-address", act!(ConfirmAddress earlier)).tried_by(Who::OfficerA);
    assert_eq!(refusal.unwrap_err().code, "input-invalid");
    assert!(case.proceeding.confirmed_address.is_some());
}
