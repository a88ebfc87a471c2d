//! The way to the public page and back: after service, checked, by a second person, without leaks.
//! What the page shows is not tried here.

use super::{Forbidden, Order, forbidden, order};
use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{SYSTEM, decided, published, ripe, served};
use mingjian_domain::act::decision::Penalty;
use mingjian_domain::act::publication::{Mask, SecrecyOutcome};

fn small() -> Vec<Penalty> {
    vec![acts::fined(SYSTEM, 20_000)]
}

fn checked(mut case: Case, clerk: Who) -> Case {
    case.act("mask", acts::mask()).by(clerk);
    case.act("check-secrecy", acts::secrecy(SecrecyOutcome::Pass)).by(Who::Reviewer);
    case
}

fn corrected(clerk: Who) -> Case {
    let mut case = served(&small());
    published(&mut case);
    case.act("correct", acts::correct("制度不健全，共两项")).by(clerk);
    case.act("check-correction", acts::secrecy(SecrecyOutcome::Pass)).by(Who::Reviewer);
    case
}

fn masking(affected: &[&str], nobody_else: bool) -> Order {
    let text = Mask {
        facts: acts::prose("制度不健全"),
        reasons: acts::prose("情节一般"),
        affected: affected.iter().map(|name| (*name).to_owned()).collect(),
        nobody_else,
    };
    order("mask", act!(Mask text), Who::Clerk)
}

const PLAN: &str = "许昌市卫生健康委三项制度实施方案";
const DISCLOSURE: &str = "政府信息公开条例";

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a text is masked before there is a decision",
        || ripe(&small()),
        |_| order("mask", acts::mask(), Who::Clerk),
        ("unknown-action", 5),
    ),
    forbidden(
        "a text says nothing of other people in the case",
        || decided(&small()),
        |_| masking(&["\u{200b}"], false),
        ("affected-unsaid", 15),
    )
    .under(DISCLOSURE),
    forbidden(
        "a text names others and says that there are none",
        || decided(&small()),
        |_| masking(&["张某"], true),
        ("affected-unsaid", 28),
    )
    .under("个人信息保护法"),
    forbidden(
        "a decision is published before it is served",
        || checked(decided(&small()), Who::Clerk),
        |_| order("release", acts::release(), Who::UnitHead),
        ("decision-not-served", 30),
    )
    .under("河南省行政执法条例"),
    forbidden(
        "a release is dated before the service",
        || {
            let mut case = checked(decided(&small()), Who::Clerk);
            case.wait_days(1);
            case.act("serve-decision", acts::serve_decision(&case)).by(Who::OfficerA);
            case
        },
        |case| Order {
            occurred: Some(case.now.plus_seconds(-3_600)),
            ..order("release", acts::release(), Who::UnitHead)
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "one person masks and releases",
        || checked(served(&small()), Who::ClerkReviewHead),
        |_| order("release", acts::release(), Who::ClerkReviewHead),
        ("released-by-same-person", 2),
    )
    .under(PLAN),
    forbidden(
        "the public text holds an identity number",
        || checked(served(&small()), Who::Clerk),
        |_| Order { leak: Some("身份证号"), ..order("release", acts::release(), Who::UnitHead) },
        ("leak-found", 28),
    )
    .under("个人信息保护法"),
    forbidden(
        "a text that did not pass goes on",
        || {
            let mut case = served(&small());
            case.act("mask", acts::mask()).by(Who::Clerk);
            case
        },
        |_| order("check-secrecy", acts::secrecy(SecrecyOutcome::Fail), Who::Reviewer),
        ("secrecy-failed", 17),
    )
    .under(DISCLOSURE),
    forbidden(
        "a text is released that nobody checked",
        || {
            let mut case = served(&small());
            case.act("mask", acts::mask()).by(Who::Clerk);
            case
        },
        |_| order("release", acts::release(), Who::UnitHead),
        ("wrong-state", 48),
    ),
    forbidden(
        "the head of another unit releases",
        || checked(served(&small()), Who::Clerk),
        |_| order("release", acts::release(), Who::OtherUnitHead),
        ("not-handling-unit", 48),
    ),
    forbidden(
        "one person proposes and decides not to publish",
        || decided(&small()),
        |_| order("decline-publication", acts::decline(Who::Head), Who::Head),
        ("declined-by-same-person", 17),
    )
    .under(DISCLOSURE),
    forbidden(
        "a page is withdrawn without an instrument",
        || {
            let mut case = served(&small());
            published(&mut case);
            case
        },
        |_| order("withdraw", acts::withdraw(), Who::Clerk),
        ("no-annulment", 48),
    ),
    forbidden(
        "one person records the instrument and withdraws the page",
        || {
            let mut case = served(&small());
            published(&mut case);
            case.act("record-annulment", acts::annulment(case.today())).by(Who::Clerk);
            case
        },
        |_| order("withdraw", acts::withdraw(), Who::Clerk),
        ("withdrawn-by-same-person", 2),
    )
    .under(PLAN),
    forbidden(
        "a correction changes nothing",
        || {
            let mut case = served(&small());
            published(&mut case);
            case
        },
        |_| order("correct", acts::correct("制度不健全"), Who::Clerk),
        ("input-invalid", 47),
    ),
    forbidden(
        "one person corrects and releases",
        || corrected(Who::ClerkReviewHead),
        |_| order("release-correction", acts::release(), Who::ClerkReviewHead),
        ("released-by-same-person", 2),
    )
    .under(PLAN),
    forbidden(
        "a corrected text holds an identity number",
        || corrected(Who::Clerk),
        |_| Order {
            leak: Some("身份证号"), ..order("release-correction", acts::release(), Who::UnitHead)
        },
        ("leak-found", 28),
    )
    .under("个人信息保护法"),
    forbidden(
        "a correction that did not pass goes on",
        || {
            let mut case = served(&small());
            published(&mut case);
            case.act("correct", acts::correct("制度不健全，共两项")).by(Who::Clerk);
            case
        },
        |_| order("check-correction", acts::secrecy(SecrecyOutcome::Fail), Who::Reviewer),
        ("secrecy-failed", 17),
    )
    .under(DISCLOSURE),
    forbidden(
        "an annulled decision is released",
        || {
            let mut case = checked(served(&small()), Who::Clerk);
            case.act("record-early-annulment", acts::annulment(case.today())).by(Who::Clerk);
            case
        },
        |_| order("release", acts::release(), Who::UnitHead),
        ("wrong-state", 48),
    ),
    forbidden(
        "an instrument takes effect before the decision was made",
        || {
            let mut case = served(&small());
            published(&mut case);
            case
        },
        |case| {
            let decided_on = case.proceeding.decision.as_ref().unwrap().decided_on;
            order("record-annulment", acts::annulment(decided_on.pred_opt().unwrap()), Who::Clerk)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "an instrument takes effect tomorrow",
        || {
            let mut case = served(&small());
            published(&mut case);
            case
        },
        |case| order("record-annulment", acts::annulment(case.today().succ_opt().unwrap()), Who::Clerk),
        ("input-invalid", 47),
    ),
];
