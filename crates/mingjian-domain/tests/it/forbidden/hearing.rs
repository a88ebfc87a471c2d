//! Hearings: asked for in time, notified in time, led by somebody who did not investigate, and not explained away.
//! Whether the decision waits for them is tried in `decision`.

use super::{Forbidden, forbidden, order};
use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{BEYOND, SYSTEM, agreed, noticed};
use mingjian_domain::act::decision::NoPenaltyGround;
use mingjian_domain::act::hearing::{HearingEnd, HoldHearing, Participant, ParticipantRole, PostponedBy};
use mingjian_law::variable::{Variable, hearing};

fn told() -> Case {
    noticed(&[acts::fined(BEYOND, 60_000)])
}

fn asked() -> Case {
    let mut case = told();
    case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
    case
}

fn notified() -> Case {
    let mut case = asked();
    case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
    case
}

/// The morning of the hearing, an hour before it begins.
fn on_the_day() -> Case {
    let mut case = notified();
    case.wait_out(Variable::HearingNoticeClock);
    case
}

fn notifying(case: &Case, host: Who, days_early: u64) -> super::Order {
    let due = crate::case::law().due("hearing.notice", case.today()).unwrap().due;
    let first = due.succ_opt().unwrap() - chrono::Days::new(days_early);
    let mut notice = acts::notify_hearing_with(case, first.and_hms_opt(10, 0, 0).unwrap());
    notice.host = host.user();
    order("notify-hearing", act!(NotifyHearing notice), Who::OfficerA)
}

fn held() -> Case {
    let mut case = on_the_day();
    case.wait_days(1);
    case.act("hold-hearing", acts::hold_hearing(&case)).by(Who::Host);
    case
}

/// Back to the investigation and to the same proposal.
fn reproposed(case: &mut Case) {
    case.act("return-to-investigation", acts::back_to_investigation()).by(Who::UnitHead);
    let violations = vec![acts::violation(case, BEYOND)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
    crate::stages::proposed(case, vec![acts::fined(BEYOND, 60_000)]);
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a hearing is asked for where the notice told of none",
        || noticed(&[acts::fined(SYSTEM, 20_000)]),
        |case| order("request-hearing", acts::request_hearing(case), Who::OfficerA),
        ("hearing-request-late", 64),
    ),
    forbidden(
        "a hearing is asked for after five working days",
        || {
            let mut case = told();
            case.wait_out(Variable::HearingClock);
            case
        },
        |case| order("request-hearing", acts::request_hearing(case), Who::OfficerA),
        ("hearing-request-late", 64),
    ),
    forbidden(
        "a hearing is asked for twice",
        asked,
        |case| order("request-hearing", acts::request_hearing(case), Who::OfficerA),
        ("hearing-request-late", 64),
    ),
    forbidden(
        "a request is dated before the notice was served",
        told,
        |case| {
            let early = case.today().pred_opt().unwrap();
            order("request-hearing", acts::request_hearing_on(early), Who::OfficerA)
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "a hearing is waived that was asked for",
        asked,
        |case| order("waive-hearing", acts::waive_hearing(case), Who::OfficerA),
        ("hearing-window-closed", 64),
    ),
    forbidden(
        "a hearing is notified that nobody asked for",
        told,
        |case| notifying(case, Who::Host, 0),
        ("hearing-not-asked", 64),
    ),
    forbidden(
        "a hearing is set on the seventh working day after its notice",
        asked,
        |case| notifying(case, Who::Host, 1),
        ("hearing-too-early", 64),
    ),
    forbidden(
        "an officer of the case is named as host",
        asked,
        |case| notifying(case, Who::OfficerA, 0),
        ("host-involved", 64),
    ),
    forbidden(
        "a host who inspected as the second officer is named",
        || {
            let mut case = crate::stages::investigated(&[BEYOND]);
            let officers = vec![Who::OfficerA.officer(), Who::OfficerReviewer.officer()];
            let scene =
                mingjian_domain::act::investigation::RecordScene { officers, ..acts::scene_with(&case) };
            case.act("record-scene", act!(RecordScene scene)).by(Who::OfficerA);
            let violations = vec![acts::violation(&case, BEYOND)];
            case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
            crate::stages::proposed(&mut case, vec![acts::fined(BEYOND, 60_000)]);
            case.act("issue-notice", acts::issue()).by(Who::Head);
            case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
            case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
            case
        },
        |case| notifying(case, Who::OfficerReviewer, 0),
        ("host-involved", 64),
    ),
    forbidden(
        "somebody who is no host is named",
        asked,
        |case| notifying(case, Who::Clerk, 0),
        ("host-involved", 64),
    ),
    forbidden(
        "another host holds the hearing",
        on_the_day,
        |case| order("hold-hearing", acts::hold_hearing(case), Who::SecondHost),
        ("not-hearing-host", 64),
    ),
    forbidden(
        "the hearing begins before the hour of which the party was told",
        on_the_day,
        |case| order("hold-hearing", acts::hold_hearing(case), Who::Host),
        ("input-invalid", 47),
    ),
    forbidden(
        "the hearing is held before its notice has run",
        notified,
        |case| {
            let planned = case.proceeding.hearing().unwrap().hearing_at.unwrap();
            let mut held = acts::hold_hearing(case);
            if let mingjian_domain::act::Act::HoldHearing(stated) = &mut held {
                **stated = HoldHearing { began_at: planned, ended_at: planned, ..(**stated).clone() };
            }
            order("hold-hearing", held, Who::Host)
        },
        ("occurred-in-future", 47),
    ),
    forbidden(
        "the party is said to have stayed away before the day of the hearing",
        notified,
        |case| order("end-hearing", acts::end_hearing(case, HearingEnd::NoShow), Who::OfficerA),
        ("hearing-not-begun", 64),
    ),
    forbidden(
        "the party is said to have walked out of a hearing that was never notified",
        asked,
        |case| order("end-hearing", acts::end_hearing(case, HearingEnd::WalkOut), Who::OfficerA),
        ("hearing-not-begun", 64),
    ),
    forbidden(
        "a hearing is ended that nobody asked for",
        told,
        |case| order("end-hearing", acts::end_hearing(case, HearingEnd::Withdrawn), Who::OfficerA),
        ("no-hearing-to-end", 64),
    ),
    forbidden(
        "a hearing is reported that was not held",
        notified,
        |_| order("report-hearing", acts::report_hearing(), Who::Host),
        ("hearing-not-held", 65),
    ),
    forbidden(
        "one officer serves the notice of the hearing",
        asked,
        |case| {
            let due = crate::case::law().due("hearing.notice", case.today()).unwrap().due;
            let at = due.succ_opt().unwrap().and_hms_opt(10, 0, 0).unwrap();
            let mut notice = acts::notify_hearing_with(case, at);
            notice.service.officers.truncate(1);
            order("notify-hearing", act!(NotifyHearing notice), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "the day of the hearing is mistyped by a century",
        asked,
        |case| {
            let at = crate::case::local("2126-04-01 10:00");
            order("notify-hearing", act!(NotifyHearing acts::notify_hearing_with(case, at)), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a hearing is asked for anew while the first one is still owed",
        || {
            let mut case = asked();
            reproposed(&mut case);
            case.act("issue-notice", acts::issue()).by(Who::Head);
            case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
            case
        },
        |case| order("request-hearing", acts::request_hearing(case), Who::OfficerA),
        ("hearing-already-asked", 64),
    ),
    forbidden(
        "a hearing is held twice",
        held,
        |case| order("hold-hearing", acts::hold_hearing(case), Who::Host),
        ("hearing-not-notified", 64),
    ),
    forbidden(
        "a year's calendar arrives and leaves fewer than seven working days before the hearing",
        || {
            let mut case = on_the_day();
            case.wait_days(1);
            let clock =
                case.proceeding.clocks.iter_mut().find(|c| c.variable == Variable::HearingNoticeClock);
            clock.unwrap().due = crate::people::day("2026-12-31");
            case
        },
        |case| order("hold-hearing", acts::hold_hearing(case), Who::Host),
        ("hearing-too-early", 64),
    ),
    forbidden(
        "the host begins to investigate before the hearing",
        || {
            let mut case = on_the_day();
            case.wait_days(1);
            case.proceeding.investigators.insert(Who::Host.user());
            case
        },
        |case| order("hold-hearing", acts::hold_hearing(case), Who::Host),
        ("host-involved", 64),
    ),
    forbidden(
        "a new notice is issued while a hearing waits for its report",
        || {
            let mut case = held();
            reproposed(&mut case);
            case
        },
        |_| order("issue-notice", acts::issue(), Who::Head),
        ("hearing-unreported", 65),
    ),
    forbidden(
        "a new notice is served while a hearing waits for its report",
        || {
            let mut case = asked();
            reproposed(&mut case);
            case.act("issue-notice", acts::issue()).by(Who::Head);
            case.proceeding.values.set(Variable::Hearing, hearing::HELD);
            case
        },
        |case| order("serve-notice", acts::serve_notice(case), Who::OfficerA),
        ("hearing-unreported", 65),
    ),
    forbidden(
        "the organ orders a hearing while one is under way",
        asked,
        |_| order("order-hearing", acts::order_hearing(), Who::Head),
        ("hearing-already-asked", 64),
    ),
    forbidden(
        "a hearing is postponed that was not notified",
        asked,
        |case| order("postpone-hearing", acts::postpone_hearing(case), Who::OfficerA),
        ("hearing-not-notified", 64),
    ),
    forbidden(
        "a hearing is postponed with the party's consent to a day before seven working days have passed",
        notified,
        |case| {
            let mut stated = acts::postpone_hearing_with(case, PostponedBy::Party);
            stated.notice.hearing_at = stated.notice.hearing_at - chrono::Days::new(1);
            order("postpone-hearing", act!(PostponeHearing stated), Who::OfficerA)
        },
        ("hearing-too-early", 64),
    ),
    forbidden(
        "a hearing is postponed to the time that it already has",
        notified,
        |case| order("postpone-hearing", acts::postpone_hearing(case), Who::OfficerA),
        ("input-invalid", 47),
    ),
    forbidden(
        "a postponed hearing gets a handler as its host",
        notified,
        |case| {
            let mut stated = acts::postpone_hearing_with(case, PostponedBy::Organ);
            stated.notice.host = Who::OfficerA.user();
            order("postpone-hearing", act!(PostponeHearing stated), Who::OfficerA)
        },
        ("host-involved", 64),
    ),
    forbidden(
        "one officer serves the notice of the new time",
        notified,
        |case| {
            let mut stated = acts::postpone_hearing_with(case, PostponedBy::Organ);
            stated.notice.hearing_at = stated.notice.hearing_at + chrono::Days::new(1);
            stated.notice.service.officers.truncate(1);
            order("postpone-hearing", act!(PostponeHearing stated), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "a hearing is held on another day than the party was told",
        || {
            let mut case = on_the_day();
            case.wait_days(1);
            case
        },
        |case| {
            let mut held = acts::hold_hearing(case);
            if let mingjian_domain::act::Act::HoldHearing(stated) = &mut held {
                let now = case.now.china();
                **stated = HoldHearing { began_at: now, ended_at: now, ..(**stated).clone() };
            }
            order("hold-hearing", held, Who::Host)
        },
        ("hearing-on-another-day", 64),
    ),
    forbidden(
        "three agents are notified for one third person",
        asked,
        |case| {
            let due = crate::case::law().due("hearing.notice", case.today()).unwrap().due;
            let at = due.succ_opt().unwrap().and_hms_opt(10, 0, 0).unwrap();
            let mut notice = acts::notify_hearing_with(case, at);
            notice.participants = vec![Participant {
                role: ParticipantRole::ThirdPerson,
                name: "钱患者".to_owned(),
                relation: Some("接受诊疗的患者".to_owned()),
                agents: ["甲", "乙", "丙"].map(str::to_owned).to_vec(),
            }];
            order("notify-hearing", act!(NotifyHearing notice), Who::OfficerA)
        },
        ("too-many-agents", 64),
    ),
    forbidden(
        "a hearing is ended on a withdrawal that nobody signed",
        asked,
        |case| {
            let mut end = acts::end_hearing(case, HearingEnd::Withdrawn);
            if let mingjian_domain::act::Act::EndHearing(stated) = &mut end {
                stated.scan = None;
            }
            order("end-hearing", end, Who::OfficerA)
        },
        ("withdrawal-not-written", 64),
    ),
    forbidden(
        "the party withdraws a hearing that the organ ordered",
        || {
            let mut case = told();
            case.act("order-hearing", acts::order_hearing()).by(Who::Head);
            case
        },
        |case| order("end-hearing", acts::end_hearing(case, HearingEnd::Withdrawn), Who::OfficerA),
        ("hearing-ordered-by-organ", 27),
    )
    .under("河南省行政执法条例"),
    forbidden(
        "a hearing notified under the old notice is held under the new one",
        || {
            let mut case = notified();
            reproposed(&mut case);
            case.act("issue-notice", acts::issue()).by(Who::Head);
            case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
            case.proceeding.hearings[0].host = Some(Who::Host.user());
            case.wait_days(40);
            case
        },
        |case| order("hold-hearing", acts::hold_hearing(case), Who::Host),
        ("hearing-not-notified", 64),
    ),
    forbidden(
        "no penalty is decided while a hearing is pending",
        || {
            let mut case = asked();
            let none = acts::no_penalty_with(&case, NoPenaltyGround::NoFault);
            case.act("amend-proposal", act!(AmendProposal none)).by(Who::UnitHead);
            agreed(&mut case);
            case.act("discuss", acts::discuss(&case)).by(Who::Head);
            case
        },
        |_| order("decide-no-penalty", acts::decide_no_penalty(), Who::Head),
        ("hearing-pending", 65),
    ),
];
