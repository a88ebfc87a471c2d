//! On the spot: what may not be told, decided, handed over, collected or closed there.
//! Its stages stand in `spot`.

use super::{Forbidden, Order, forbidden, order};
use crate::acts::{self, act, prose, yuan};
use crate::case::Case;
use crate::people::{Who, evidence_id};
use crate::spot::{self, telling};
use mingjian_domain::act::investigation::Signature;
use mingjian_domain::act::summary::{
    CashReason, CollectCash, DecideOnSpot, DeliverOnSpot, HearOnSpot, SpotPenalty, TellOnSpot,
};
use mingjian_law::sanction::PenaltyKind;

fn tell(told: TellOnSpot) -> Order {
    order("tell-on-spot", act!(TellOnSpot told), Who::OfficerA)
}

fn hear(heard: HearOnSpot) -> Order {
    order("hear-on-spot", act!(HearOnSpot heard), Who::OfficerA)
}

fn decide(decided: DecideOnSpot) -> Order {
    order("decide-on-spot", act!(DecideOnSpot decided), Who::OfficerA)
}

fn deliver(delivered: DeliverOnSpot) -> Order {
    order("deliver-on-spot", act!(DeliverOnSpot delivered), Who::OfficerA)
}

fn collect(collected: CollectCash) -> Order {
    order("collect-cash", act!(CollectCash collected), Who::OfficerA)
}

fn penalty(kinds: &[PenaltyKind], fine: i64) -> SpotPenalty {
    SpotPenalty { kinds: kinds.to_vec(), fine: yuan(fine), ..spot::warning_and_fine(0) }
}

/// A case that was lodged and paid for in cash that the organ still holds.
fn half_way() -> Case {
    let mut case = spot::handed_in();
    let paper = spot::lodge(&case);
    case.act("lodge-decision", paper).by(Who::OfficerA);
    case
}

/// Told on 2026-03-10 by an officer whose certificate ends that day, heard the day after.
fn heard_after_expiry() -> Case {
    let mut case = told_by_expiring();
    case.wait_days(1);
    let heard = spot::hear(&case);
    case.act("hear-on-spot", heard).by(Who::OfficerA);
    case
}

fn told_by_expiring() -> Case {
    let mut case = spot::found();
    case.wait_until("2026-03-10 09:00");
    let told = TellOnSpot {
        officers: vec![Who::OfficerA.officer(), Who::OfficerExpired.officer()],
        ..telling(&case, 500)
    };
    case.act("tell-on-spot", act!(TellOnSpot told)).by(Who::OfficerA);
    case
}

/// Decided shortly before midnight of the last day of a certificate.
fn decided_before_expiry() -> Case {
    let mut case = told_by_expiring();
    case.wait_until("2026-03-10 23:30");
    let heard = spot::hear(&case);
    case.act("hear-on-spot", heard).by(Who::OfficerA);
    let decided = spot::decide(&case, 500);
    case.act("decide-on-spot", decided).by(Who::OfficerA);
    case.wait_until("2026-03-11 00:30");
    case
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "one officer alone punishes on the spot",
        spot::found,
        |case| tell(TellOnSpot { officers: vec![Who::OfficerA.officer()], ..telling(case, 500) }),
        ("officers-unfit", 42),
    ),
    forbidden(
        "an officer of the spot is kin of the party",
        spot::found,
        |case| {
            tell(TellOnSpot {
                officers: vec![Who::OfficerA.officer(), Who::OfficerKin.officer()],
                ..telling(case, 500)
            })
        },
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "an officer of another organ punishes on the spot",
        spot::found,
        |case| {
            tell(TellOnSpot {
                officers: vec![Who::OfficerA.officer(), Who::OfficerForeign.officer()],
                ..telling(case, 500)
            })
        },
        ("officer-of-another-organ", 17),
    ),
    forbidden(
        "the certificates were not shown on the spot",
        spot::found,
        |case| tell(TellOnSpot { cards_shown: false, ..telling(case, 500) }),
        ("cards-not-shown", 52),
    ),
    forbidden(
        "the rights were not told on the spot",
        spot::found,
        |case| tell(TellOnSpot { rights_told: false, ..telling(case, 500) }),
        ("rights-not-told", 44),
    ),
    forbidden(
        "a fine above 200 yuan for a citizen on the spot",
        || spot::found_at(spot::citizen()),
        |case| tell(telling(case, 201)),
        ("above-spot-limit", 51),
    ),
    forbidden(
        "a fine above the range of the cause on the spot",
        spot::found,
        |case| tell(telling(case, 2_001)),
        ("fine-above-range", 36),
    )
    .under("公共场所卫生管理条例实施细则"),
    forbidden(
        "a fine below the statutory minimum to fit the spot",
        spot::found,
        |case| tell(spot::telling_of(case, crate::stages::SYSTEM, 3_000)),
        ("fine-below-range", 101),
    )
    .under("基本医疗卫生与健康促进法"),
    forbidden(
        "a warning left out where the clause commands it",
        spot::found,
        |case| tell(TellOnSpot { penalty: penalty(&[PenaltyKind::Fine], 500), ..telling(case, 500) }),
        ("mandatory-kind-missing", 36),
    )
    .under("公共场所卫生管理条例实施细则"),
    forbidden(
        "a kind on the spot that the clause does not name",
        spot::found,
        |case| {
            let kinds = [PenaltyKind::Warning, PenaltyKind::PublicCriticism];
            tell(TellOnSpot { penalty: penalty(&kinds, 0), ..telling(case, 500) })
        },
        ("kind-not-provided", 36),
    )
    .under("公共场所卫生管理条例实施细则"),
    forbidden(
        "a fine on the spot that only an overdue correction opens",
        spot::found,
        |case| tell(spot::telling_of(case, crate::stages::WASTE, 2_000)),
        ("not-overdue", 45),
    )
    .under("医疗废物管理条例"),
    forbidden(
        "gains that would have to be confiscated",
        spot::found,
        |case| tell(TellOnSpot { gains: yuan(30), ..telling(case, 500) }),
        ("gains-need-ordinary-procedure", 51),
    ),
    forbidden(
        "facts on the spot that nothing proves",
        spot::found,
        |case| tell(TellOnSpot { proof: prose("　"), ..telling(case, 500) }),
        ("facts-without-evidence", 40),
    ),
    forbidden(
        "evidence on the spot that is not in the case",
        spot::found,
        |case| tell(TellOnSpot { evidence: vec![evidence_id(777)], ..telling(case, 500) }),
        ("evidence-unknown", 46),
    ),
    forbidden(
        "a cause on the spot that belongs to another organ",
        spot::found,
        |case| tell(spot::telling_of(case, crate::stages::INFECTION, 500)),
        ("cause-of-another-organ", 17),
    ),
    forbidden(
        "an act of three years ago punished on the spot",
        spot::found,
        |case| tell(TellOnSpot { acted_on: crate::people::day("2023-02-01"), ..telling(case, 500) }),
        ("limitation-passed", 36),
    ),
    forbidden(
        "a second telling that is heavier than the first",
        spot::heard,
        |case| tell(telling(case, 600)),
        ("heavier-than-told", 45),
    ),
    forbidden(
        "a plea heard before anything was told",
        spot::found,
        |case| hear(spot::hearing(case)),
        ("not-told", 44),
    ),
    forbidden(
        "unclear facts talked clear without telling anew",
        spot::unclear,
        |case| hear(spot::hearing(case)),
        ("facts-unclear", 51),
    ),
    forbidden(
        "a plea without an answer",
        spot::told,
        |case| hear(HearOnSpot { answer: prose(""), ..spot::hearing(case) }),
        ("input-invalid", 47),
    ),
    forbidden(
        "a decision on the spot without telling",
        spot::found,
        |case| decide(spot::deciding(case, 500)),
        ("not-told", 44),
    ),
    forbidden(
        "a decision on the spot without hearing",
        spot::told,
        |case| decide(spot::deciding(case, 500)),
        ("plea-not-heard", 45),
    ),
    forbidden(
        "a decision on the spot on unclear facts",
        spot::unclear,
        |case| decide(spot::deciding(case, 500)),
        ("facts-unclear", 51),
    ),
    forbidden(
        "a decision on the spot heavier than what was told",
        spot::heard,
        |case| decide(spot::deciding(case, 501)),
        ("heavier-than-told", 45),
    ),
    forbidden(
        "a decision on the spot above the limits",
        || {
            let mut case = spot::found_at(spot::citizen());
            let told = spot::tell(&case, 200);
            case.act("tell-on-spot", told).by(Who::OfficerA);
            let heard = spot::hear(&case);
            case.act("hear-on-spot", heard).by(Who::OfficerA);
            case
        },
        |case| decide(spot::deciding(case, 300)),
        ("above-spot-limit", 51),
    ),
    forbidden(
        "a decision on the spot after a certificate ended",
        heard_after_expiry,
        |case| decide(spot::deciding(case, 500)),
        ("officers-unfit", 42),
    ),
    forbidden(
        "an officer who does not handle the case decides on the spot",
        spot::heard,
        |case| order("decide-on-spot", spot::decide(case, 500), Who::OfficerC),
        ("not-handler", 51),
    ),
    forbidden(
        "the head of the unit decides on the spot",
        spot::heard,
        |case| order("decide-on-spot", spot::decide(case, 500), Who::UnitHead),
        ("role-missing", 51),
    ),
    forbidden(
        "a decision handed over the next day",
        || {
            let mut case = spot::decided();
            case.wait_days(1);
            case
        },
        |case| deliver(spot::delivering(case)),
        ("not-on-the-visit", 52),
    ),
    forbidden(
        "a decision handed over after a certificate ended",
        decided_before_expiry,
        |case| deliver(spot::delivering(case)),
        ("officers-unfit", 42),
    ),
    forbidden(
        "a decision handed over without signature or note",
        spot::decided,
        |case| {
            let signature = Signature { signed_by: None, scan: None, refusal: None };
            deliver(DeliverOnSpot { signature, ..spot::delivering(case) })
        },
        ("signature-missing", 47),
    ),
    forbidden(
        "a decision that was handed over is voided",
        spot::delivered,
        |_| order("void-on-spot", spot::void(), Who::OfficerA),
        ("wrong-state", 52),
    ),
    forbidden(
        "a decided case turned over",
        spot::decided,
        |_| order("turn-over", spot::turn_over(), Who::OfficerA),
        ("wrong-state", 51),
    ),
    forbidden(
        "a decision lodged twice",
        spot::lodged,
        |case| order("lodge-decision", spot::lodge(case), Who::OfficerA),
        ("already-lodged", 52),
    ),
    forbidden(
        "500 yuan collected in cash as a small fine",
        spot::delivered,
        |case| collect(spot::collecting(case)),
        ("cash-without-ground", 68),
    ),
    forbidden(
        "cash in a remote place that the party did not ask to pay",
        spot::delivered,
        |case| {
            collect(CollectCash {
                ground: CashReason::Remote,
                circumstances: prose("山区"),
                ..spot::collecting(case)
            })
        },
        ("cash-without-ground", 69),
    ),
    forbidden(
        "cash without the receipt of the treasury",
        || spot::delivered_of(100),
        |case| collect(CollectCash { special_receipt: false, ..spot::collecting(case) }),
        ("receipt-missing", 70),
    ),
    forbidden(
        "cash against a receipt without a number",
        || spot::delivered_of(100),
        |case| collect(CollectCash { receipt_number: " ".to_owned(), ..spot::collecting(case) }),
        ("receipt-missing", 70),
    ),
    forbidden(
        "more cash than the fine",
        || spot::delivered_of(100),
        |case| collect(CollectCash { amount: yuan(101), ..spot::collecting(case) }),
        ("cash-not-the-fine", 53),
    ),
    forbidden(
        "cash collected the day after",
        || {
            let mut case = spot::delivered_of(100);
            case.wait_days(1);
            case
        },
        |case| collect(spot::collecting(case)),
        ("not-on-the-visit", 68),
    ),
    forbidden(
        "cash collected twice",
        spot::collected,
        |case| collect(spot::collecting(case)),
        ("already-performed", 66),
    ),
    forbidden(
        "cash handed in that was not collected",
        spot::delivered,
        |case| order("hand-in-cash", spot::hand_in(case), Who::OfficerA),
        ("no-cash-to-hand-in", 71),
    ),
    forbidden(
        "cash banked that the organ does not hold",
        spot::collected,
        |case| order("bank-cash", spot::bank(case), Who::OfficerA),
        ("no-cash-to-bank", 71),
    ),
    forbidden(
        "a case of the spot closed before it is lodged",
        spot::paid,
        |_| order("close-case", acts::close(), Who::UnitHead),
        ("not-lodged", 52),
    ),
    forbidden(
        "a case of the spot closed before it is paid",
        spot::lodged,
        |_| order("close-case", acts::close(), Who::UnitHead),
        ("not-performed", 66),
    ),
    forbidden(
        "a case of the spot closed while the organ holds the cash",
        half_way,
        |_| order("close-case", acts::close(), Who::UnitHead),
        ("cash-not-banked", 71),
    ),
];
