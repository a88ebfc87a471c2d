//! Changes of handlers, suspensions and resumptions: who may come, on what ground a case rests, and what rests with it.
//! Recusals are tried in `recusal`.

use super::{Forbidden, forbidden, order};
use crate::acts;
use crate::case::Case;
use crate::people::Who;
use crate::stages::{SYSTEM, concluded, investigated, noticed};

fn suspended() -> Case {
    let mut case = investigated(&[SYSTEM]);
    let proof = vec![case.last_evidence()];
    case.act("suspend-investigation", acts::suspend(proof)).by(Who::Head);
    case
}

/// The second officer is replaced by one of another unit.
fn changed() -> Case {
    let mut case = investigated(&[SYSTEM]);
    case.act("change-handlers", acts::change_handlers(&[Who::OfficerA, Who::OfficerC])).by(Who::Head);
    case
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a case is left to one handler",
        || investigated(&[SYSTEM]),
        |_| order("change-handlers", acts::change_handlers(&[Who::OfficerC]), Who::Head),
        ("officers-unfit", 42),
    ),
    forbidden(
        "a case is given to somebody with an interest in the party",
        || investigated(&[SYSTEM]),
        |_| order("change-handlers", acts::change_handlers(&[Who::OfficerA, Who::OfficerKin]), Who::Head),
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "the reviewer of a case becomes its handler",
        || {
            let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
            case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
            case.act("assign-review", acts::assign(Who::OfficerReviewer)).by(Who::ReviewHead);
            case
        },
        |_| {
            order("change-handlers", acts::change_handlers(&[Who::OfficerA, Who::OfficerReviewer]), Who::Head)
        },
        ("officer-judges-case", 58),
    ),
    forbidden(
        "an officer of another organ is named as handler",
        || investigated(&[SYSTEM]),
        |_| order("change-handlers", acts::change_handlers(&[Who::OfficerA, Who::OfficerForeign]), Who::Head),
        ("officer-of-another-organ", 17),
    ),
    forbidden(
        "the head of the unit changes the handlers without the head",
        || investigated(&[SYSTEM]),
        |_| order("change-handlers", acts::change_handlers(&[Who::OfficerA, Who::OfficerC]), Who::UnitHead),
        ("role-missing", 42),
    ),
    forbidden(
        "who was replaced goes on handling the case",
        changed,
        |case| order("record-inquiry", acts::inquiry(case), Who::OfficerB),
        ("not-handler", 55),
    ),
    forbidden(
        "who once handled the case hosts its hearing",
        || {
            let mut case = crate::stages::noticed(&[acts::fined(crate::stages::BEYOND, 60_000)]);
            let replaced = [Who::OfficerA, Who::OfficerReviewer];
            case.act("change-handlers", acts::change_handlers(&replaced)).by(Who::Head);
            let back = [Who::OfficerA, Who::OfficerB];
            case.act("change-handlers", acts::change_handlers(&back)).by(Who::Head);
            case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
            case
        },
        |case| {
            let mut notice = acts::notify_hearing(case);
            if let mingjian_domain::act::Act::NotifyHearing(stated) = &mut notice {
                stated.host = Who::OfficerReviewer.user();
            }
            order("notify-hearing", notice, Who::OfficerA)
        },
        ("host-involved", 64),
    ),
    forbidden(
        "the investigation is suspended on nothing",
        || investigated(&[SYSTEM]),
        |_| order("suspend-investigation", acts::suspend(Vec::new()), Who::Head),
        ("suspension-unproved", 54),
    ),
    forbidden(
        "a case is suspended that is no longer investigated",
        || concluded(&[SYSTEM]),
        |case| order("suspend-investigation", acts::suspend(vec![case.last_evidence()]), Who::Head),
        ("wrong-state", 54),
    ),
    forbidden(
        "the officer suspends the own case",
        || investigated(&[SYSTEM]),
        |case| order("suspend-investigation", acts::suspend(vec![case.last_evidence()]), Who::OfficerA),
        ("role-missing", 54),
    ),
    forbidden(
        "an inquiry is recorded while the case rests",
        suspended,
        |case| order("record-inquiry", acts::inquiry(case), Who::OfficerA),
        ("wrong-state", 55),
    ),
    forbidden(
        "a resting case is concluded",
        suspended,
        |case| {
            let violations = vec![acts::violation(case, SYSTEM)];
            order("conclude-investigation", acts::conclude(violations), Who::OfficerA)
        },
        ("wrong-state", 57),
    ),
    forbidden(
        "a case is resumed that does not rest",
        || investigated(&[SYSTEM]),
        |_| order("resume-investigation", acts::resume(), Who::Head),
        ("wrong-state", 54),
    ),
    forbidden(
        "a case is suspended on the proposal of an officer",
        || investigated(&[SYSTEM]),
        |case| {
            let mut stated = acts::suspend(vec![case.last_evidence()]);
            if let mingjian_domain::act::Act::SuspendInvestigation(suspension) = &mut stated {
                suspension.proposed_by = Who::OfficerA.user();
            }
            order("suspend-investigation", stated, Who::Head)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "the handlers are changed to the same people",
        || investigated(&[SYSTEM]),
        |_| {
            let stated = acts::change_handlers(&[Who::OfficerB, Who::OfficerA]);
            order("change-handlers", stated, Who::Head)
        },
        ("input-invalid", 47),
    ),
];
