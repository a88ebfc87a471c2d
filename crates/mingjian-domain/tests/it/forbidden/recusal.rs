//! Recusals: decided before the case is, by who may, about people who take part in it; and whoever is recused is out.
//! Interests that somebody declared are tried in `interest`.

use super::{Forbidden, forbidden, order};
use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{BEYOND, SYSTEM, agreed, investigated, ripe};
use mingjian_domain::act::decision::NoPenaltyGround;
use mingjian_domain::act::investigation::RecordScene;
use mingjian_domain::act::recusal::RecusalCapacity;
use mingjian_law::variable::Variable;

const HENAN: &str = "河南省行政执法条例";

fn ask(case: &mut Case, capacity: RecusalCapacity, who: Who) {
    let on = case.today();
    case.act("request-recusal", acts::request_recusal(on, vec![acts::recusal_of(capacity, who)]))
        .by(Who::OfficerA);
}

fn asked_of_handler() -> Case {
    let mut case = investigated(&[SYSTEM]);
    ask(&mut case, RecusalCapacity::Handler, Who::OfficerB);
    case
}

/// The second officer is recused, and an officer of another unit takes the place.
fn without_second() -> Case {
    let mut case = asked_of_handler();
    case.act("decide-recusal", acts::decide_recusal(&case, true, &[Who::OfficerA, Who::OfficerC]))
        .by(Who::Head);
    case
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a penalty is decided while an application for recusal is open",
        || {
            let mut case = ripe(&[acts::fined(SYSTEM, 20_000)]);
            ask(&mut case, RecusalCapacity::Reviewer, Who::Reviewer);
            case
        },
        |_| order("decide-penalty", acts::decide(), Who::Head),
        ("recusal-undecided", 43),
    ),
    forbidden(
        "no penalty is decided while an application for recusal is open",
        || {
            let mut case = crate::stages::concluded(&[SYSTEM]);
            let none = acts::no_penalty_with(&case, NoPenaltyGround::MinorCorrected);
            case.act("adopt-proposal", act!(AdoptProposal none)).by(Who::UnitHead);
            agreed(&mut case);
            ask(&mut case, RecusalCapacity::Handler, Who::OfficerB);
            case
        },
        |_| order("decide-no-penalty", acts::decide_no_penalty(), Who::Head),
        ("recusal-undecided", 43),
    ),
    forbidden(
        "a recusal is decided that nobody asked for",
        || investigated(&[SYSTEM]),
        |case| order("decide-recusal", acts::decide_recusal(case, true, &[]), Who::Head),
        ("no-recusal-request", 43),
    ),
    forbidden(
        "the head decides on the own recusal",
        || {
            let mut case = investigated(&[SYSTEM]);
            ask(&mut case, RecusalCapacity::Head, Who::Head);
            case
        },
        |case| order("decide-recusal", acts::decide_recusal(case, false, &[]), Who::Head),
        ("recusal-not-yours", 23),
    )
    .under(HENAN),
    forbidden(
        "a deputy decides on the recusal of the head without the government's decision",
        || {
            let mut case = investigated(&[SYSTEM]);
            ask(&mut case, RecusalCapacity::Head, Who::Head);
            case
        },
        |case| order("decide-recusal", acts::decide_recusal(case, false, &[]), Who::Deputy),
        ("recusal-not-yours", 23),
    )
    .under(HENAN),
    forbidden(
        "a recused handler is replaced by nobody",
        asked_of_handler,
        |case| order("decide-recusal", acts::decide_recusal(case, true, &[Who::OfficerA]), Who::Head),
        ("officers-unfit", 42),
    ),
    forbidden(
        "a recused handler is replaced by somebody with an interest",
        asked_of_handler,
        |case| {
            let named = [Who::OfficerA, Who::OfficerKin];
            order("decide-recusal", acts::decide_recusal(case, true, &named), Who::Head)
        },
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "a recused handler is named again in the same decision",
        asked_of_handler,
        |case| {
            let named = [Who::OfficerA, Who::OfficerB];
            order("decide-recusal", acts::decide_recusal(case, true, &named), Who::Head)
        },
        ("person-recused", 43),
    ),
    forbidden(
        "the recusal of somebody is asked for who does not handle the case",
        || investigated(&[SYSTEM]),
        |case| {
            let subjects = vec![acts::recusal_of(RecusalCapacity::Handler, Who::OfficerC)];
            order("request-recusal", acts::request_recusal(case.today(), subjects), Who::OfficerA)
        },
        ("recusal-of-stranger", 43),
    ),
    forbidden(
        "an officer decides on a recusal",
        asked_of_handler,
        |case| order("decide-recusal", acts::decide_recusal(case, false, &[]), Who::OfficerA),
        ("role-missing", 43),
    ),
    forbidden(
        "a recused handler goes on investigating",
        without_second,
        |case| order("record-inquiry", acts::inquiry(case), Who::OfficerB),
        ("recused", 43),
    ),
    forbidden(
        "a recused handler is named in another officer's record",
        without_second,
        |case| {
            let officers = vec![Who::OfficerA.officer(), Who::OfficerB.officer()];
            let scene = RecordScene { officers, ..acts::scene_with(case) };
            order("record-scene", act!(RecordScene scene), Who::OfficerA)
        },
        ("person-recused", 43),
    ),
    forbidden(
        "a recused host is notified again",
        || {
            let mut case = crate::stages::noticed(&[acts::fined(BEYOND, 60_000)]);
            case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
            case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
            ask(&mut case, RecusalCapacity::Host, Who::Host);
            case.act("decide-recusal", acts::decide_recusal(&case, true, &[])).by(Who::Head);
            case
        },
        |case| order("notify-hearing", acts::notify_hearing(case), Who::OfficerA),
        ("person-recused", 43),
    ),
    forbidden(
        "a recused reviewer is assigned again",
        || {
            let mut case = ripe(&[acts::fined(SYSTEM, 20_000)]);
            ask(&mut case, RecusalCapacity::Reviewer, Who::Reviewer);
            case.act("decide-recusal", acts::decide_recusal(&case, true, &[])).by(Who::Head);
            case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
            case
        },
        |_| order("assign-review", acts::assign(Who::Reviewer), Who::ReviewHead),
        ("person-recused", 43),
    ),
    forbidden(
        "a decision rests on the opinion of a recused reviewer",
        || {
            let mut case = ripe(&[acts::fined(SYSTEM, 20_000)]);
            ask(&mut case, RecusalCapacity::Reviewer, Who::Reviewer);
            case.act("decide-recusal", acts::decide_recusal(&case, true, &[])).by(Who::Head);
            assert!(case.proceeding.is(Variable::Review, mingjian_law::variable::review::STALE));
            case
        },
        |_| order("decide-penalty", acts::decide(), Who::Head),
        ("review-not-agreed", 58),
    ),
];
