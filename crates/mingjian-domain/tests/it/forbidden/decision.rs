//! Decisions, performance and closing: never before the party was heard, never heavier than told, never before paid.
//! Proposals that no act can bring about are put into the case by hand: the last guard must hold alone.

use super::{Forbidden, Order, forbidden, order};
use crate::acts::{self, act};
use crate::case::{Case, at};
use crate::people::Who;
use crate::stages::{BEYOND, SYSTEM, UNLICENSED, agreed, decided, noticed, ripe, served};
use mingjian_domain::act::decision::{NoPenaltyGround, Penalty};
use mingjian_domain::act::investigation::ChangeDirection;
use mingjian_domain::act::notice::ServePaper;
use mingjian_domain::act::performance::RecordPerformance;
use mingjian_domain::instant::Instant;
use mingjian_law::sanction::PenaltyKind;
use mingjian_law::variable::{Variable, discussion};

fn small() -> Vec<Penalty> {
    vec![acts::fined(SYSTEM, 20_000)]
}

/// A ripe case whose notice and review said one thing, and whose proposal now says another.
fn tampered(told: Penalty, proposed: Penalty) -> Case {
    let mut case = noticed(&[told]);
    case.wait_out(Variable::PleaClock);
    agreed(&mut case);
    case.proceeding.values.set(Variable::Discussion, discussion::DONE);
    case.proceeding.proposal.as_mut().unwrap().penalties = vec![proposed];
    case
}

fn suspended(months: Option<u16>, scope: &[&str]) -> Penalty {
    Penalty {
        kinds: vec![PenaltyKind::Warning, PenaltyKind::BusinessSuspension],
        suspension_months: months,
        scope: scope.iter().map(|name| (*name).to_owned()).collect(),
        ..acts::fined(SYSTEM, 0)
    }
}

fn with_goods(goods: &[(&str, u32)]) -> Penalty {
    Penalty {
        kinds: vec![PenaltyKind::Fine, PenaltyKind::ConfiscationOfGoods],
        fine: acts::yuan(50_000),
        goods: goods.iter().map(|(name, number)| acts::goods(name, *number)).collect(),
        ..acts::bare(UNLICENSED)
    }
}

/// A notice of a suspension, put into a case that can be decided.
fn suspension_told(told: Penalty, proposed: Penalty) -> Case {
    let mut case = tampered(acts::fined(SYSTEM, 20_000), proposed);
    case.proceeding.notices[0].penalties = vec![told.clone()];
    case.proceeding.reviews[0].penalties = vec![told];
    case
}

fn deciding(_: &Case) -> Order {
    order("decide-penalty", acts::decide(), Who::Head)
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "the window to plead is open on its last day",
        || {
            let mut case = noticed(&small());
            agreed(&mut case);
            let last = case.proceeding.clock(Variable::PleaClock).unwrap().last_day();
            case.now = Instant::from_china(last.and_hms_opt(23, 59, 0).unwrap());
            case
        },
        deciding,
        ("plea-window-open", 62),
    ),
    forbidden(
        "a decision is dated back into the window",
        || ripe(&small()),
        |case| {
            let last = case.proceeding.clock(Variable::PleaClock).unwrap().last_day();
            Order {
                occurred: Some(Instant::from_china(last.and_hms_opt(17, 0, 0).unwrap())),
                ..deciding(case)
            }
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "a decision is dated back before the opinion that it waits for",
        || {
            let mut case = ripe(&small());
            case.wait_days(1);
            case
        },
        |case| Order { occurred: Some(case.now.plus_seconds(-86_400)), ..deciding(case) },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "the window to ask for a hearing is open though the plea was waived",
        || {
            let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
            case.act("waive-plea", acts::waive_plea(&case)).by(Who::OfficerA);
            agreed(&mut case);
            case.act("discuss", acts::discuss(&case)).by(Who::Head);
            case
        },
        deciding,
        ("hearing-window-open", 64),
    ),
    forbidden(
        "a plea lies unanswered",
        || {
            let mut case = noticed(&small());
            case.act("receive-plea", acts::plea(&case)).by(Who::OfficerA);
            case.wait_out(Variable::PleaClock);
            agreed(&mut case);
            case
        },
        deciding,
        ("plea-unanswered", 45),
    ),
    forbidden(
        "a hearing that was asked for is passed over",
        || {
            let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
            case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
            case.wait_out(Variable::PleaClock);
            agreed(&mut case);
            case.act("discuss", acts::discuss(&case)).by(Who::Head);
            case
        },
        deciding,
        ("hearing-pending", 63),
    ),
    forbidden(
        "a hearing was held and not reported",
        || {
            let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
            case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
            case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
            case.wait_out(Variable::HearingNoticeClock);
            case.wait_days(1);
            case.act("hold-hearing", acts::hold_hearing(&case)).by(Who::Host);
            case.wait_out(Variable::PleaClock);
            agreed(&mut case);
            case.act("discuss", acts::discuss(&case)).by(Who::Head);
            case
        },
        deciding,
        ("hearing-pending", 65),
    ),
    forbidden(
        "a heavy fine is decided without the heads together",
        || {
            let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
            case.wait_out(Variable::PleaClock);
            agreed(&mut case);
            case
        },
        deciding,
        ("discussion-missing", 57),
    ),
    forbidden(
        "the facts became worse after the notice",
        || {
            let mut case = ripe(&small());
            let mut worse = acts::violation(&case, SYSTEM);
            worse.aggravated = true;
            case.act("change-facts", acts::change(vec![worse], ChangeDirection::Adverse)).by(Who::OfficerA);
            agreed(&mut case);
            case
        },
        deciding,
        ("notice-not-in-force", 62),
    ),
    forbidden(
        "a penalty is decided where none is proposed",
        || {
            let mut case = ripe(&small());
            let none = acts::no_penalty_with(&case, NoPenaltyGround::NoFault);
            case.act("amend-proposal", act!(AmendProposal none)).by(Who::UnitHead);
            agreed(&mut case);
            case
        },
        deciding,
        ("outcome-not-penalty", 58),
    ),
    forbidden(
        "no penalty is decided where one is proposed",
        || ripe(&small()),
        |_| order("decide-no-penalty", acts::decide_no_penalty(), Who::Head),
        ("outcome-not-no-penalty", 58),
    ),
    forbidden(
        "a penalty is decided without any notice",
        || {
            let mut case = crate::stages::with_proposal(&small());
            agreed(&mut case);
            case
        },
        deciding,
        ("wrong-state", 57),
    ),
    forbidden(
        "the officer decides",
        || ripe(&small()),
        |_| order("decide-penalty", acts::decide(), Who::OfficerA),
        ("role-missing", 57),
    ),
    forbidden(
        "the decision is heavier in the fine",
        || tampered(acts::fined(SYSTEM, 20_000), acts::fined(SYSTEM, 20_001)),
        deciding,
        ("heavier-than-notice", 45),
    ),
    forbidden(
        "the decision is heavier in the kind",
        || tampered(acts::warning(BEYOND), acts::fined(BEYOND, 1)),
        deciding,
        ("heavier-than-notice", 45),
    ),
    forbidden(
        "the decision is heavier in the number of goods",
        || {
            let mut case = tampered(with_goods(&[("药品", 5)]), with_goods(&[("药品", 6)]));
            case.wait_out(Variable::HearingClock);
            case
        },
        deciding,
        ("heavier-than-notice", 45),
    ),
    forbidden(
        "the decision takes other goods",
        || {
            let mut case = tampered(with_goods(&[("药品", 5)]), with_goods(&[("器械", 1)]));
            case.wait_out(Variable::HearingClock);
            case
        },
        deciding,
        ("heavier-than-notice", 45),
    ),
    forbidden(
        "the decision suspends for longer",
        || suspension_told(suspended(Some(6), &[]), suspended(Some(7), &[])),
        deciding,
        ("heavier-than-notice", 45),
    ),
    forbidden(
        "the decision suspends without an end",
        || suspension_told(suspended(Some(6), &[]), suspended(None, &[])),
        deciding,
        ("heavier-than-notice", 45),
    ),
    forbidden(
        "the decision suspends another department",
        || suspension_told(suspended(Some(6), &["口腔科"]), suspended(Some(6), &["口腔科", "外科"])),
        deciding,
        ("heavier-than-notice", 45),
    ),
    forbidden(
        "the decision suspends the whole where one department was told",
        || suspension_told(suspended(Some(6), &["口腔科"]), suspended(Some(6), &[])),
        deciding,
        ("heavier-than-notice", 45),
    ),
    forbidden(
        "the decision is heavier than what was reviewed, though not than what was told",
        || {
            let mut case = tampered(acts::fined(SYSTEM, 20_000), acts::fined(SYSTEM, 18_000));
            case.proceeding.reviews[0].penalties = vec![acts::fined(SYSTEM, 15_000)];
            case
        },
        deciding,
        ("heavier-than-notice", 45),
    ),
    forbidden(
        "a decision is served before it was made",
        || {
            let mut case = decided(&small());
            case.wait_days(1);
            case
        },
        |case| {
            let served_at = Some(case.proceeding.last_occurred_at.plus_seconds(-60).china());
            let early = ServePaper { served_at, ..acts::service_with(case) };
            Order {
                late: Some("补录"), ..order("serve-decision", act!(ServeDecision early), Who::OfficerA)
            }
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "a case is closed before service",
        || decided(&small()),
        |_| order("close-case", acts::close(), Who::Head),
        ("wrong-state", 66),
    ),
    forbidden(
        "a case is closed before payment",
        || served(&small()),
        |_| order("close-case", acts::close(), Who::Head),
        ("not-performed", 66),
    ),
    forbidden(
        "more is paid than is owed",
        || served(&small()),
        |case| order("record-performance", acts::pay(case, acts::yuan(20_001), "A1"), Who::OfficerA),
        ("payment-above-owed", 74),
    ),
    forbidden(
        "a payment is below zero",
        || served(&small()),
        |case| order("record-performance", acts::pay(case, acts::yuan(-1), "A1"), Who::OfficerA),
        ("input-invalid", 47),
    ),
    forbidden(
        "one receipt is entered twice",
        || {
            let mut case = served(&small());
            case.act("record-performance", acts::pay(&case, acts::yuan(5_000), "A1")).by(Who::OfficerA);
            case
        },
        |case| order("record-performance", acts::pay(case, acts::yuan(5_000), " A1"), Who::OfficerA),
        ("input-invalid", 47),
    ),
    forbidden(
        "a payment is dated before service",
        || served(&small()),
        |case| {
            let performed_on = case.today().pred_opt().unwrap();
            let early =
                RecordPerformance { performed_on, ..acts::payment_with(case, acts::yuan(20_000), "A1") };
            order("record-performance", act!(RecordPerformance early), Who::OfficerA)
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "a payment comes after everything is paid",
        || {
            let mut case = served(&small());
            case.act("record-performance", acts::pay(&case, acts::yuan(20_000), "A1")).by(Who::OfficerA);
            case
        },
        |case| order("record-performance", acts::other_done(case), Who::OfficerA),
        ("already-performed", 66),
    ),
    forbidden(
        "a decision is recorded a month later without a reason",
        || {
            let mut case = ripe(&small());
            case.wait_days(30);
            case
        },
        |case| Order { occurred: Some(case.proceeding.last_occurred_at), ..deciding(case) },
        ("late-without-reason", 47),
    ),
    forbidden(
        "a decision is dated tomorrow",
        || ripe(&small()),
        |case| Order { occurred: Some(case.now.plus_seconds(86_400)), ..deciding(case) },
        ("occurred-in-future", 47),
    ),
    forbidden(
        "an act is dated at the end of time",
        || ripe(&small()),
        |case| Order { occurred: Some(Instant::from_micros(i64::MAX)), ..deciding(case) },
        ("occurred-in-future", 47),
    ),
    forbidden(
        "an act is dated at the beginning of time",
        || ripe(&small()),
        |case| Order { occurred: Some(at("1900-01-01 00:00")), ..deciding(case) },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "no penalty is decided while a plea lies unanswered",
        || {
            let mut case = noticed(&small());
            case.act("receive-plea", acts::plea(&case)).by(Who::OfficerA);
            let none = acts::no_penalty_with(&case, NoPenaltyGround::NoFault);
            case.act("amend-proposal", act!(AmendProposal none)).by(Who::UnitHead);
            agreed(&mut case);
            case
        },
        |_| order("decide-no-penalty", acts::decide_no_penalty(), Who::Head),
        ("plea-unanswered", 45),
    ),
    forbidden(
        "one officer serves the decision",
        || decided(&small()),
        |case| {
            let alone = ServePaper { officers: vec![Who::OfficerA.officer()], ..acts::service_with(case) };
            order("serve-decision", act!(ServeDecision alone), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
];
