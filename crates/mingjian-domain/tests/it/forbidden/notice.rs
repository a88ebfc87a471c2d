//! Notices and pleas: what is heavier than an earlier notice, who served it, and when a right is given up.
//! Whether the decision keeps to the notice is tried in `decision`.

use super::{Forbidden, Order, forbidden, order};
use crate::acts::{self, act};
use crate::case::Case;
use crate::people::{Who, evidence_id};
use crate::stages::{BEYOND, SYSTEM, UNLICENSED, WASTE, agreed, concluded, noticed, with_proposal};
use mingjian_domain::act::decision::{NoPenaltyGround, Penalty};
use mingjian_domain::act::investigation::{AddEvidence, RecheckResult};
use mingjian_domain::act::notice::{AnswerPlea, ReceivePlea, ServePaper, WaiveRight};
use mingjian_law::sanction::PenaltyKind;
use mingjian_law::variable::Variable;

fn small() -> Case {
    noticed(&[acts::fined(SYSTEM, 20_000)])
}

/// A notice of twenty thousand, then a proposal of thirty thousand; the plea brought evidence in between.
fn heavier() -> Case {
    let mut case = small();
    case.wait_days(1);
    case.act("add-evidence", acts::evidence(&case)).by(Who::OfficerA);
    let plea = ReceivePlea { evidence: vec![case.last_evidence()], ..acts::plea_with(&case) };
    case.act("receive-plea", act!(ReceivePlea plea)).by(Who::OfficerA);
    case.act("return-to-investigation", acts::back_to_investigation()).by(Who::UnitHead);
    let silent = AddEvidence { bears_on_facts: false, ..acts::evidence_with(&case) };
    case.act("add-evidence", act!(AddEvidence silent)).by(Who::OfficerA);
    let violations = vec![acts::violation(&case, SYSTEM)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
    crate::stages::proposed(&mut case, vec![acts::fined(SYSTEM, 30_000)]);
    case
}

fn issuing(evidence: &[mingjian_domain::id::EvidenceId]) -> Order {
    order("issue-notice", acts::issue_heavier(evidence), Who::Head)
}

/// Amends to one penalty.
fn amending(case: &Case, penalty: Penalty) -> Order {
    order("amend-proposal", acts::amend(case, vec![penalty]), Who::UnitHead)
}

fn with_goods(number: u32) -> Penalty {
    Penalty {
        kinds: vec![PenaltyKind::Fine, PenaltyKind::ConfiscationOfGoods],
        fine: acts::yuan(50_000),
        goods: vec![acts::goods("药品", number)],
        ..acts::bare(UNLICENSED)
    }
}

/// A proposal that rested on an overdue correction, made since; told while it was overdue.
fn corrected_since() -> Case {
    let mut case = crate::stages::investigated(&[WASTE]);
    case.act("order-correction", acts::order(case.today())).by(Who::OfficerA);
    case.wait_days(1);
    case.act("recheck-correction", acts::recheck(RecheckResult::Overdue)).by(Who::OfficerA);
    let violations = vec![acts::violation(&case, WASTE)];
    case.act("conclude-investigation", acts::conclude(violations.clone())).by(Who::OfficerA);
    crate::stages::proposed(&mut case, vec![acts::fined(WASTE, 3_000)]);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
    case.act("return-to-investigation", acts::back_to_investigation()).by(Who::UnitHead);
    case.act("order-correction", acts::order(case.today())).by(Who::OfficerA);
    case.act("recheck-correction", acts::recheck(RecheckResult::Corrected)).by(Who::OfficerA);
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
    crate::stages::proposed(&mut case, vec![acts::warning(WASTE)]);
    case
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a notice tells a penalty that nobody proposes",
        || {
            let mut case = concluded(&[SYSTEM]);
            let none = acts::no_penalty_with(&case, NoPenaltyGround::FirstTime);
            case.act("adopt-proposal", act!(AdoptProposal none)).by(Who::UnitHead);
            case
        },
        |_| order("issue-notice", acts::issue(), Who::Head),
        ("no-penalty-proposed", 44),
    ),
    forbidden(
        "a heavier notice names no new fact",
        heavier,
        |_| order("issue-notice", acts::issue(), Who::Head),
        ("heavier-without-new-fact", 45),
    ),
    forbidden(
        "a heavier notice names a fact and no evidence",
        heavier,
        |_| issuing(&[]),
        ("heavier-without-new-fact", 45),
    ),
    forbidden(
        "a heavier notice rests on evidence from the plea, though it was not marked as such",
        heavier,
        |case| issuing(&[case.proceeding.evidence[1].id]),
        ("new-fact-from-plea", 45),
    ),
    forbidden(
        "a heavier notice rests on evidence that is older than the notice",
        heavier,
        |case| issuing(&[case.proceeding.evidence[0].id]),
        ("new-fact-from-plea", 45),
    ),
    forbidden(
        "a heavier notice rests on evidence that does not bear on the facts",
        heavier,
        |case| issuing(&[case.last_evidence()]),
        ("heavier-without-new-fact", 45),
    ),
    forbidden(
        "a heavier notice rests on evidence of another case",
        heavier,
        |_| issuing(&[evidence_id(77_777)]),
        ("input-invalid", 47),
    ),
    forbidden(
        "a notice is served that was never issued",
        || with_proposal(&[acts::fined(SYSTEM, 20_000)]),
        |case| order("serve-notice", acts::serve_notice(case), Who::OfficerA),
        ("notice-not-issued", 44),
    ),
    forbidden(
        "a notice is served whose proposal was amended since",
        || {
            let mut case = with_proposal(&[acts::fined(SYSTEM, 20_000)]);
            case.act("issue-notice", acts::issue()).by(Who::Head);
            case.act("amend-proposal", acts::amend(&case, vec![acts::fined(SYSTEM, 15_000)]))
                .by(Who::UnitHead);
            case
        },
        |case| order("serve-notice", acts::serve_notice(case), Who::OfficerA),
        ("notice-not-issued", 44),
    ),
    forbidden(
        "a notice is served by one officer",
        || {
            let mut case = with_proposal(&[acts::fined(SYSTEM, 20_000)]);
            case.act("issue-notice", acts::issue()).by(Who::Head);
            case
        },
        |case| {
            let alone = ServePaper { officers: vec![Who::OfficerA.officer()], ..acts::service_with(case) };
            order("serve-notice", act!(ServeNotice alone), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "a notice is served without a receipt",
        || {
            let mut case = with_proposal(&[acts::fined(SYSTEM, 20_000)]);
            case.act("issue-notice", acts::issue()).by(Who::Head);
            case
        },
        |case| {
            let service = ServePaper { receipt: None, ..acts::service_with(case) };
            order("serve-notice", act!(ServeNotice service), Who::OfficerA)
        },
        ("receipt-missing", 61),
    ),
    forbidden(
        "a notice is served before it was issued",
        || {
            let mut case = with_proposal(&[acts::fined(SYSTEM, 20_000)]);
            case.wait_days(1);
            case.act("issue-notice", acts::issue()).by(Who::Head);
            case
        },
        |case| {
            let served_at = Some(case.now.plus_seconds(-86_400).china());
            let early = ServePaper { served_at, ..acts::service_with(case) };
            order("serve-notice", act!(ServeNotice early), Who::OfficerA)
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "an amendment is heavier in the fine",
        small,
        |case| amending(case, acts::fined(SYSTEM, 20_001)),
        ("amendment-heavier", 45),
    ),
    forbidden(
        "an amendment is heavier in the kind",
        || noticed(&[acts::warning(BEYOND)]),
        |case| amending(case, acts::fined(BEYOND, 10_000)),
        ("amendment-heavier", 45),
    ),
    forbidden(
        "an amendment is heavier in the goods",
        || noticed(&[with_goods(5)]),
        |case| amending(case, with_goods(6)),
        ("amendment-heavier", 45),
    ),
    forbidden(
        "an amendment moves a fine from one violation to another within the same total",
        || noticed(&[acts::fined(SYSTEM, 20_000), acts::fined(BEYOND, 20_000)]),
        |case| {
            let moved = vec![acts::fined(SYSTEM, 25_000), acts::fined(BEYOND, 15_000)];
            order("amend-proposal", acts::amend(case, moved), Who::UnitHead)
        },
        ("amendment-heavier", 45),
    ),
    forbidden(
        "a proposal of no penalty is amended into a penalty",
        || {
            let mut case = small();
            let none = acts::no_penalty_with(&case, NoPenaltyGround::NoFault);
            case.act("amend-proposal", act!(AmendProposal none)).by(Who::UnitHead);
            case
        },
        |case| amending(case, acts::fined(SYSTEM, 20_000)),
        ("penalty-needs-new-proposal", 44),
    ),
    forbidden(
        "an amendment brings back a fine whose correction was made since",
        corrected_since,
        |case| amending(case, acts::fined(WASTE, 3_000)),
        ("correction-not-overdue", 28),
    ),
    forbidden(
        "a plea is received tomorrow",
        small,
        |case| {
            let plea = ReceivePlea { received_on: case.today().succ_opt().unwrap(), ..acts::plea_with(case) };
            order("receive-plea", act!(ReceivePlea plea), Who::OfficerA)
        },
        ("occurred-in-future", 47),
    ),
    forbidden(
        "a plea names evidence that is not in the case",
        small,
        |case| {
            let plea = ReceivePlea { evidence: vec![evidence_id(77_777)], ..acts::plea_with(case) };
            order("receive-plea", act!(ReceivePlea plea), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a plea that nobody made is answered",
        small,
        |_| order("answer-plea", acts::answer(), Who::UnitHead),
        ("no-plea", 45),
    ),
    forbidden(
        "a plea is answered without a word to its points",
        || {
            let mut case = small();
            case.act("receive-plea", acts::plea(&case)).by(Who::OfficerA);
            case
        },
        |_| {
            let empty = AnswerPlea { points: Vec::new(), conclusion: acts::prose("不采纳") };
            order("answer-plea", act!(AnswerPlea empty), Who::UnitHead)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "the plea is waived before the notice was served",
        small,
        |case| {
            let waived_on = case.today().pred_opt().unwrap();
            let early = WaiveRight { waived_on, ..acts::waiver_with(case) };
            order("waive-plea", act!(WaivePlea early), Who::OfficerA)
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "the plea is waived when its window is over",
        || {
            let mut case = small();
            case.wait_out(Variable::PleaClock);
            case
        },
        |case| order("waive-plea", acts::waive_plea(case), Who::OfficerA),
        ("plea-window-closed", 62),
    ),
    forbidden(
        "a waiver is not signed",
        small,
        |case| {
            let unsigned = WaiveRight { signed_by: " ".to_owned(), ..acts::waiver_with(case) };
            order("waive-plea", act!(WaivePlea unsigned), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a notice goes out again while nothing was proposed anew",
        || {
            let mut case = small();
            agreed(&mut case);
            case
        },
        |_| order("issue-notice", acts::issue(), Who::Head),
        ("wrong-state", 44),
    ),
];
