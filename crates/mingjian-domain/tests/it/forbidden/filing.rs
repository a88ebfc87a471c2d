//! From the lead to filing: who may, in time, for which cause, with which officers.
//! What is entered when a lead is opened is tried in `opening`.

use super::{Forbidden, forbidden, order};
use crate::acts::{self, act};
use crate::case::{Case, at};
use crate::people::{Who, day};
use crate::stages::{INFECTION, SYSTEM, requested};
use mingjian_domain::act::lead::{AcceptLead, RequestFiling};

fn accepted() -> Case {
    let mut case = Case::open();
    case.act("accept-lead", acts::accept()).by(Who::UnitHead);
    case
}

/// A request with these officers, decided on the same day.
fn requested_with(officers: [Who; 2]) -> Case {
    let mut case = accepted();
    let officers = officers.into_iter().map(Who::officer).collect();
    case.act("request-filing", acts::request_filing_by(&[SYSTEM], officers)).by(Who::OfficerA);
    case
}

fn accepting(ended_on: &str, long_limitation: bool) -> mingjian_domain::act::Act {
    act!(AcceptLead AcceptLead {
        jurisdiction: acts::prose("本市"),
        act_ended_on: Some(day(ended_on)),
        long_limitation,
        initial_evidence: acts::prose("照片"),
    })
}

fn requesting(officers: &[Who]) -> mingjian_domain::act::Act {
    acts::request_filing_by(&[SYSTEM], officers.iter().map(|who| who.officer()).collect())
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "an officer accepts a lead",
        Case::open,
        |_| order("accept-lead", acts::accept(), Who::OfficerA),
        ("role-missing", 54),
    ),
    forbidden(
        "the head of another unit accepts a lead",
        Case::open,
        |_| order("accept-lead", acts::accept(), Who::OtherUnitHead),
        ("not-handling-unit", 54),
    ),
    forbidden(
        "the act ended two years and a day before it was found",
        Case::open,
        |_| order("accept-lead", accepting("2024-03-01", false), Who::UnitHead),
        ("limitation-passed", 36),
    ),
    forbidden(
        "life and health give five years, and they have passed",
        Case::open,
        |_| order("accept-lead", accepting("2021-03-01", true), Who::UnitHead),
        ("limitation-passed", 36),
    ),
    forbidden(
        "filing is approved before anybody asked for it",
        accepted,
        |_| order("approve-filing", acts::approve_filing(), Who::Head),
        ("wrong-state", 54),
    ),
    forbidden(
        "filing names a cause that no pack has",
        accepted,
        |_| order("request-filing", acts::request_filing(&["jaywalking"]), Who::OfficerA),
        ("cause-unknown", 4),
    ),
    forbidden(
        "filing names a cause of the disease-control organ",
        accepted,
        |_| order("request-filing", acts::request_filing(&[INFECTION]), Who::OfficerA),
        ("cause-of-another-organ", 17),
    ),
    forbidden(
        "filing names no cause",
        accepted,
        |_| order("request-filing", acts::request_filing(&[]), Who::OfficerA),
        ("input-invalid", 47),
    ),
    forbidden(
        "filing names one cause twice",
        accepted,
        |_| order("request-filing", acts::request_filing(&[SYSTEM, SYSTEM]), Who::OfficerA),
        ("input-invalid", 47),
    ),
    forbidden(
        "one officer alone is to handle the case",
        accepted,
        |_| order("request-filing", requesting(&[Who::OfficerA]), Who::OfficerA),
        ("officers-unfit", 42),
    ),
    forbidden(
        "one officer is named twice",
        accepted,
        |_| order("request-filing", requesting(&[Who::OfficerA, Who::OfficerA]), Who::OfficerA),
        ("officers-unfit", 42),
    ),
    forbidden(
        "a person without an officer's record is named",
        accepted,
        |_| order("request-filing", requesting(&[Who::OfficerA, Who::Clerk]), Who::OfficerA),
        ("officers-unfit", 42),
    ),
    forbidden(
        "a third officer's certificate has run out",
        || {
            let mut case = accepted();
            case.wait_until("2026-03-11 09:00");
            case
        },
        |_| {
            let three = [Who::OfficerA, Who::OfficerB, Who::OfficerExpired];
            order("request-filing", requesting(&three), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "an officer of another organ is to handle the case",
        accepted,
        |_| order("request-filing", requesting(&[Who::OfficerA, Who::OfficerForeign]), Who::OfficerA),
        ("officer-of-another-organ", 17),
    ),
    forbidden(
        "an officer declared an interest in who answers for the party, spelt with spaces",
        accepted,
        |_| order("request-filing", requesting(&[Who::OfficerA, Who::OfficerKin]), Who::OfficerA),
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "who declared an interest acts in the case",
        accepted,
        |_| order("request-filing", acts::request_filing(&[SYSTEM]), Who::OfficerKin),
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "an officer who does not handle the case asks for filing",
        accepted,
        |_| order("request-filing", acts::request_filing(&[SYSTEM]), Who::OfficerC),
        ("not-handler", 54),
    ),
    forbidden(
        "a certificate runs out between the request and the filing",
        || {
            let mut case = requested_with([Who::OfficerA, Who::OfficerExpired]);
            case.wait_until("2026-03-11 09:00");
            case
        },
        |_| order("approve-filing", acts::approve_filing(), Who::Head),
        ("officers-unfit", 42),
    ),
    forbidden(
        "filing is dated into the days without a certificate, which is valid again today",
        || {
            let mut case = requested_with([Who::OfficerA, Who::OfficerExpired]);
            case.wait_until("2026-03-20 09:00");
            case
        },
        |_| super::Order {
            occurred: Some(at("2026-03-19 16:00")),
            ..order("approve-filing", acts::approve_filing(), Who::Head)
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "the head of another organ approves filing",
        || requested(&[SYSTEM]),
        |_| order("approve-filing", acts::approve_filing(), Who::ForeignHead),
        ("another-organ", 17),
    ),
    forbidden(
        "the head of the entrusted body approves filing",
        || requested(&[SYSTEM]),
        |_| order("approve-filing", acts::approve_filing(), Who::HeadOfBody),
        ("head-of-entrusted-body", 20),
    ),
    forbidden(
        "the head approves a case that he is to handle himself",
        || requested_with([Who::OfficerA, Who::OfficerHead]),
        |_| order("approve-filing", acts::approve_filing(), Who::OfficerHead),
        ("head-investigated", 57),
    ),
    forbidden(
        "an entrusted body goes on after its entrustment ended",
        || {
            let lead = acts::lead("2026-05-29");
            let mut case = Case::open_by(Who::OfficerEntrusted, lead, at("2026-05-29 09:00"));
            case.proceeding.department = Who::UnitHead.department();
            case.act("accept-lead", acts::accept()).by(Who::UnitHead);
            case.wait_until("2026-06-01 09:00");
            case
        },
        |_| order("request-filing", acts::request_filing(&[SYSTEM]), Who::OfficerEntrusted),
        ("entrustment-missing", 20),
    ),
    forbidden(
        "an action is tried that no pack has",
        Case::open,
        |_| order("pardon", acts::accept(), Who::UnitHead),
        ("unknown-action", 5),
    ),
    forbidden(
        "a form is sent to another action",
        Case::open,
        |_| order("accept-lead", acts::archive(), Who::UnitHead),
        ("input-invalid", 54),
    ),
    forbidden(
        "a field holds nothing but characters that nobody sees",
        Case::open,
        |_| {
            let unseen = AcceptLead {
                jurisdiction: acts::prose("\u{3000}\u{200b}\u{feff}"),
                act_ended_on: None,
                long_limitation: false,
                initial_evidence: acts::prose("照片"),
            };
            order("accept-lead", act!(AcceptLead unseen), Who::UnitHead)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a text is longer than any record",
        accepted,
        |_| {
            let huge = RequestFiling {
                causes: vec![SYSTEM.to_owned()],
                facts: acts::prose(&"长".repeat(60_000)),
                officers: acts::both(),
                proposal: acts::prose("立案"),
            };
            order("request-filing", act!(RequestFiling huge), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a text holds a character that no database keeps",
        accepted,
        |_| {
            let nul = RequestFiling {
                causes: vec![SYSTEM.to_owned()],
                facts: acts::prose("涉嫌\0违法"),
                officers: acts::both(),
                proposal: acts::prose("立案"),
            };
            order("request-filing", act!(RequestFiling nul), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "an officer turns out to be the party itself",
        || {
            let mut case = requested(&[SYSTEM]);
            case.proceeding.opening.party_mut().name = Who::OfficerB.name();
            case
        },
        |_| order("approve-filing", acts::approve_filing(), Who::Head),
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "the head of a unit accepts a lead of another organ",
        || {
            let mut case = Case::open();
            case.proceeding.organ = crate::people::other_organ();
            case
        },
        |_| order("accept-lead", acts::accept(), Who::UnitHead),
        ("another-organ", 22),
    ),
    forbidden(
        "a case of 2021 is filed under the law that came a week later",
        || {
            let mut case = Case::open_with(acts::lead("2021-07-01"), at("2026-03-02 09:00"));
            case.act("accept-lead", acts::accept())
                .occurred(at("2021-07-02 09:00"))
                .late("系统启用前")
                .by(Who::UnitHead);
            case.act("request-filing", acts::request_filing_by(&[SYSTEM], acts::both())).by(Who::OfficerA);
            case.proceeding.last_occurred_at = at("2021-07-02 09:00");
            case
        },
        |_| super::Order {
            occurred: Some(at("2021-07-08 09:00")),
            late: Some("系统启用前"),
            ..order("approve-filing", acts::approve_filing(), Who::Head)
        },
        ("procedure-not-in-force", 37),
    ),
];
