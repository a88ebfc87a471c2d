//! The investigation: manners, signatures, certificates on the day, times, evidence, facts and corrections.
//! It tries no proposal.

use super::{Forbidden, Order, forbidden, order};
use crate::acts::{self, act};
use crate::case::{Case, at, local};
use crate::people::{Who, day, evidence_id};
use crate::stages::{BEYOND, SYSTEM, WASTE, investigated, noticed, requested};
use mingjian_domain::act::investigation::{
    AddEvidence, ChangeDirection, OrderCorrection, RecheckCorrection, RecheckResult, RecordInquiry,
    RecordScene, Signature, ViolationFacts,
};
use mingjian_domain::id::{FileId, OfficerId};

fn small() -> Case {
    investigated(&[SYSTEM])
}

/// An order to correct until 2026-03-10, not re-checked.
fn ordered() -> Case {
    let mut case = investigated(&[WASTE]);
    case.act("order-correction", acts::order(day("2026-03-10"))).by(Who::OfficerA);
    case
}

/// A notice that was served, and the investigation opened again.
fn reopened() -> Case {
    let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
    case.act("return-to-investigation", acts::back_to_investigation()).by(Who::UnitHead);
    case
}

fn alone() -> Vec<OfficerId> {
    vec![Who::OfficerA.officer()]
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "the cards were not shown",
        small,
        |case| {
            let scene = RecordScene { cards_shown: false, ..acts::scene_with(case) };
            order("record-scene", act!(RecordScene scene), Who::OfficerA)
        },
        ("cards-not-shown", 55),
    ),
    forbidden(
        "the party was not told of its rights",
        small,
        |case| {
            let scene = RecordScene { rights_told: false, ..acts::scene_with(case) };
            order("record-scene", act!(RecordScene scene), Who::OfficerA)
        },
        ("rights-not-told", 45),
    ),
    forbidden(
        "a record is neither signed nor its refusal noted",
        small,
        |case| {
            let signature = Signature { signed_by: Some("李明".to_owned()), scan: None, refusal: None };
            let scene = RecordScene { signature, ..acts::scene_with(case) };
            order("record-scene", act!(RecordScene scene), Who::OfficerA)
        },
        ("signature-missing", 47),
    ),
    forbidden(
        "one officer inspects",
        small,
        |case| {
            let scene = RecordScene { officers: vec![Who::OfficerA.officer()], ..acts::scene_with(case) };
            order("record-scene", act!(RecordScene scene), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "a certificate was not valid on the day of the inspection, though it is today",
        || {
            let mut case = small();
            case.wait_until("2026-03-23 09:00");
            case
        },
        |case| {
            let scene = RecordScene {
                officers: vec![Who::OfficerA.officer(), Who::OfficerExpired.officer()],
                began_at: local("2026-03-19 14:00"),
                ended_at: local("2026-03-19 15:00"),
                ..acts::scene_with(case)
            };
            Order {
                late: Some("外出办案"), ..order("record-scene", act!(RecordScene scene), Who::OfficerA)
            }
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "an officer with an interest joins the inspection",
        small,
        |case| {
            let scene = RecordScene {
                officers: vec![Who::OfficerA.officer(), Who::OfficerKin.officer()],
                ..acts::scene_with(case)
            };
            order("record-scene", act!(RecordScene scene), Who::OfficerA)
        },
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "an inspection ends tomorrow",
        small,
        |case| {
            let tomorrow = case.now.plus_seconds(86_400).china();
            let scene = RecordScene { ended_at: tomorrow, ..acts::scene_with(case) };
            order("record-scene", act!(RecordScene scene), Who::OfficerA)
        },
        ("occurred-in-future", 47),
    ),
    forbidden(
        "an inspection ends before it begins",
        small,
        |case| {
            let began_at = case.now.china();
            let ended_at = case.now.plus_seconds(-60).china();
            let scene = RecordScene { began_at, ended_at, ..acts::scene_with(case) };
            order("record-scene", act!(RecordScene scene), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "an inspection is recorded a week later without a reason",
        || {
            let mut case = small();
            case.wait_days(7);
            case
        },
        |case| {
            let scene = RecordScene {
                began_at: local("2026-03-03 14:00"),
                ended_at: local("2026-03-03 15:00"),
                ..acts::scene_with(case)
            };
            order("record-scene", act!(RecordScene scene), Who::OfficerA)
        },
        ("late-without-reason", 47),
    ),
    forbidden(
        "the reason for a late record is blank",
        || {
            let mut case = small();
            case.wait_days(7);
            case
        },
        |case| Order {
            occurred: Some(at("2026-03-03 15:00")),
            late: Some(" \u{3000}"),
            ..order("order-correction", acts::order(case.today()), Who::OfficerA)
        },
        ("late-without-reason", 47),
    ),
    forbidden(
        "a record says one time and the command another",
        small,
        |case| Order {
            occurred: Some(case.now.plus_seconds(-3_600)),
            ..order("record-scene", acts::scene(case), Who::OfficerA)
        },
        ("times-disagree", 47),
    ),
    forbidden(
        "an inspection is dated before the lead was found",
        small,
        |case| {
            let scene = RecordScene {
                began_at: local("2026-03-01 14:00"),
                ended_at: local("2026-03-01 15:00"),
                ..acts::scene_with(case)
            };
            order("record-scene", act!(RecordScene scene), Who::OfficerA)
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "a correction is ordered before the case was filed",
        small,
        |case| Order {
            occurred: Some(at("2026-03-02 08:00")),
            ..order("order-correction", acts::order(case.today()), Who::OfficerA)
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "an inspection before filing is recorded before filing",
        || requested(&[SYSTEM]),
        |case| order("record-scene", acts::scene(case), Who::OfficerA),
        ("wrong-state", 55),
    ),
    forbidden(
        "evidence names a file that is not there",
        small,
        |case| {
            let file = Some(FileId::from_parts(0, &[9; 10]));
            let evidence = AddEvidence { file, ..acts::evidence_with(case) };
            order("add-evidence", act!(AddEvidence evidence), Who::OfficerA)
        },
        ("file-unknown", 47),
    ),
    forbidden(
        "evidence is collected tomorrow",
        small,
        |case| {
            let collected_on = case.today().succ_opt().unwrap();
            let evidence = AddEvidence { collected_on, ..acts::evidence_with(case) };
            order("add-evidence", act!(AddEvidence evidence), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a violation rests on no evidence",
        small,
        |case| {
            let violation = ViolationFacts { evidence: Vec::new(), ..acts::violation(case, SYSTEM) };
            order("conclude-investigation", acts::conclude(vec![violation]), Who::OfficerA)
        },
        ("facts-without-evidence", 40),
    ),
    forbidden(
        "a violation rests on evidence of another case",
        small,
        |case| {
            let evidence = vec![evidence_id(77_777)];
            let violation = ViolationFacts { evidence, ..acts::violation(case, SYSTEM) };
            order("conclude-investigation", acts::conclude(vec![violation]), Who::OfficerA)
        },
        ("evidence-unknown", 46),
    ),
    forbidden(
        "the clause was not in force on the day of the act",
        small,
        |case| {
            let acted_on = day("2020-05-31");
            let violation = ViolationFacts { acted_on, ..acts::violation(case, SYSTEM) };
            order("conclude-investigation", acts::conclude(vec![violation]), Who::OfficerA)
        },
        ("cause-not-in-force", 37),
    ),
    forbidden(
        "a cause of several limbs is found without saying which",
        small,
        |case| {
            let violation = ViolationFacts { duties: Vec::new(), ..acts::violation(case, SYSTEM) };
            order("conclude-investigation", acts::conclude(vec![violation]), Who::OfficerA)
        },
        ("duty-unnamed", 44),
    ),
    forbidden(
        "a violation names a limb of another cause",
        small,
        |case| {
            let duties = vec!["quality".to_owned(), "registration".to_owned()];
            let violation = ViolationFacts { duties, ..acts::violation(case, SYSTEM) };
            order("conclude-investigation", acts::conclude(vec![violation]), Who::OfficerA)
        },
        ("duty-of-another-cause", 44),
    ),
    forbidden(
        "another limb is called favourable",
        reopened,
        |case| {
            let duties = vec!["quality".to_owned(), "technology".to_owned()];
            let worse = ViolationFacts { duties, ..acts::violation(case, SYSTEM) };
            order("change-facts", acts::change(vec![worse], ChangeDirection::Favourable), Who::OfficerA)
        },
        ("change-is-adverse", 44),
    ),
    forbidden(
        "one cause is found twice",
        small,
        |case| {
            let violation = acts::violation(case, SYSTEM);
            order("conclude-investigation", acts::conclude(vec![violation.clone(), violation]), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "gains are below zero",
        small,
        |case| {
            let violation = ViolationFacts { gains: acts::yuan(-1), ..acts::violation(case, BEYOND) };
            order("conclude-investigation", acts::conclude(vec![violation]), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "gains are beyond what a canonical number can hold",
        small,
        |case| {
            let violation = ViolationFacts { gains: acts::yuan(i64::MAX), ..acts::violation(case, BEYOND) };
            order("conclude-investigation", acts::conclude(vec![violation]), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a new cause is called favourable",
        reopened,
        |case| {
            let both = vec![acts::violation(case, SYSTEM), acts::violation(case, BEYOND)];
            order("change-facts", acts::change(both, ChangeDirection::Favourable), Who::OfficerA)
        },
        ("change-is-adverse", 44),
    ),
    forbidden(
        "higher gains are called favourable",
        reopened,
        |case| {
            let worse = ViolationFacts { gains: acts::yuan(1), ..acts::violation(case, SYSTEM) };
            order("change-facts", acts::change(vec![worse], ChangeDirection::Favourable), Who::OfficerA)
        },
        ("change-is-adverse", 44),
    ),
    forbidden(
        "the report after a notice finds grave circumstances that nobody told",
        reopened,
        |case| {
            let worse = ViolationFacts { aggravated: true, ..acts::violation(case, SYSTEM) };
            order("conclude-investigation", acts::conclude(vec![worse]), Who::OfficerA)
        },
        ("adverse-facts-unrecorded", 44),
    ),
    forbidden(
        "a second order comes before the first is re-checked",
        ordered,
        |case| order("order-correction", acts::order(case.today()), Who::OfficerA),
        ("correction-pending", 28),
    ),
    forbidden(
        "the re-check finds it overdue on the last day",
        || {
            let mut case = ordered();
            case.wait_until("2026-03-10 23:00");
            case
        },
        |_| order("recheck-correction", acts::recheck(RecheckResult::Overdue), Who::OfficerA),
        ("correction-not-due", 28),
    ),
    forbidden(
        "an overdue re-check is dated back into the term",
        || {
            let mut case = ordered();
            case.wait_until("2026-03-11 09:00");
            case
        },
        |_| Order {
            occurred: Some(at("2026-03-10 17:00")),
            ..order("recheck-correction", acts::recheck(RecheckResult::Overdue), Who::OfficerA)
        },
        ("correction-not-due", 28),
    ),
    forbidden(
        "a re-check of no order",
        small,
        |_| order("recheck-correction", acts::recheck(RecheckResult::Corrected), Who::OfficerA),
        ("no-correction-order", 28),
    ),
    forbidden(
        "the term of an order ends before it is given",
        small,
        |_| order("order-correction", acts::order(day("2026-03-02")), Who::OfficerA),
        ("input-invalid", 47),
    ),
    forbidden(
        "the investigation ends while a correction waits for its re-check",
        ordered,
        |case| {
            let violations = vec![acts::violation(case, WASTE)];
            order("conclude-investigation", acts::conclude(violations), Who::OfficerA)
        },
        ("correction-not-rechecked", 28),
    ),
    forbidden(
        "the report is dated before the last inspection",
        small,
        |case| {
            let violations = vec![acts::violation(case, SYSTEM)];
            Order {
                occurred: Some(at("2026-03-02 18:00")),
                ..order("conclude-investigation", acts::conclude(violations), Who::OfficerA)
            }
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "one officer asks questions",
        small,
        |case| {
            let inquiry = RecordInquiry { officers: alone(), ..acts::inquiry_with(case) };
            order("record-inquiry", act!(RecordInquiry inquiry), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "one officer orders a correction",
        small,
        |case| {
            let correction = OrderCorrection { officers: alone(), ..acts::order_with(case.today()) };
            order("order-correction", act!(OrderCorrection correction), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "the term of an order is mistyped by a century",
        small,
        |_| order("order-correction", acts::order(day("2126-03-20")), Who::OfficerA),
        ("input-invalid", 47),
    ),
    forbidden(
        "one officer re-checks",
        ordered,
        |_| {
            let recheck = RecheckCorrection {
                officers: alone(),
                ..acts::recheck_of(&[(WASTE, RecheckResult::Corrected)])
            };
            order("recheck-correction", act!(RecheckCorrection recheck), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
];
