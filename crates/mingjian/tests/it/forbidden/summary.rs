//! Penalties on the spot: who acts, what is told, how much may be decided there, one visit, cash and its way to the bank.
//! It tries nothing of the ordinary case that one is turned into.

use super::daily::Daily;
use super::stage::{EXPIRING, OF_BODY, Stage};
use super::{Forbidden, Order, dated, forbidden, opening, order};
use crate::support::acts::{self, INFECTION, NURSES, SYSTEM, with};
use crate::support::case::{ARCHIVIST, Case, OFFICER, OTHER_OFFICER, REVIEWER, SECOND_OFFICER, UNIT_HEAD};
use crate::support::spot::{self, UTENSILS};
use serde_json::{Value, json};

const PUBLIC_PLACES: &str = "公共场所卫生管理条例实施细则";
/// Nobody's.
const NOTHING: &str = "01961f3e-0000-7000-8000-000000000000";

const fn tried(
    what: &'static str,
    stage: Daily,
    order: fn(&Case<'_>) -> Order,
    (code, article): (&'static str, u64),
) -> Forbidden {
    forbidden(what, Stage::Daily(stage), order, (code, article))
}

/// A fine of five hundred yuan is told, with other values for some fields.
fn telling(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "tell-on-spot", with(spot::telling(case, 500), changes))
}

/// A penalty is told for a cause.
fn intending(case: &Case<'_>, (of, duty): (&str, &str), penalty: Value) -> Order {
    telling(case, json!({ "cause": of, "duties": [duty], "penalty": with(spot::penalty(0), penalty) }))
}

fn hearing(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "hear-on-spot", with(spot::hearing(case), changes))
}

fn deciding(case: &Case<'_>, fine: i64) -> Order {
    order(case, OFFICER, "decide-on-spot", spot::deciding(case, fine))
}

fn delivering(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "deliver-on-spot", with(spot::delivering(case), changes))
}

fn collecting(case: &Case<'_>, fine: i64, changes: Value) -> Order {
    order(case, OFFICER, "collect-cash", with(spot::collecting(case, fine, "示财罚7"), changes))
}

fn lodging(case: &Case<'_>) -> Order {
    order(case, OFFICER, "lodge-decision", spot::lodging(case))
}

fn closing(case: &Case<'_>, who: &'static str) -> Order {
    order(case, who, "close-case", acts::close())
}

fn paying(case: &Case<'_>) -> Order {
    order(case, OFFICER, "record-performance", acts::pay(case, 100, "JS-9"))
}

pub(super) const TABLE: &[Forbidden] = &[
    // -------------------------------------------------------------- found on the spot
    tried(
        "a reviewer finds a violation on the spot",
        Daily::Spot,
        |_| opening(REVIEWER, "penalty-summary", spot::lead()),
        ("role-missing", 52),
    )
    .personally(),
    tried(
        "a violation is found on the spot tomorrow",
        Daily::Spot,
        |_| {
            let tomorrow = with(spot::lead(), json!({ "found_on": "2026-03-03" }));
            opening(OFFICER, "penalty-summary", tomorrow)
        },
        ("input-invalid", 47),
    ),
    tried(
        "a citizen is punished on the spot without a number of identity",
        Daily::Spot,
        |_| {
            let nameless = with(spot::citizen(), json!({ "resident_id": null }));
            opening(OFFICER, "penalty-summary", with(spot::lead(), json!({ "party": nameless })))
        },
        ("input-invalid", 47),
    ),
    // -------------------------------------------------------------- telling
    tried(
        "the cards were not shown on the spot",
        Daily::Spot,
        |case| telling(case, json!({ "cards_shown": false })),
        ("cards-not-shown", 52),
    ),
    tried(
        "the party was not told of its rights on the spot",
        Daily::Spot,
        |case| telling(case, json!({ "rights_told": false })),
        ("rights-not-told", 44),
    ),
    tried(
        "one officer punishes on the spot",
        Daily::Spot,
        |case| telling(case, json!({ "officers": [case.api.officer(OFFICER)] })),
        ("officers-unfit", 42),
    ),
    tried(
        "a certificate had ended on the day of the penalty on the spot",
        Daily::SpotNextDay,
        |case| telling(case, json!({ "officers": [case.api.officer(OFFICER), case.api.officer(EXPIRING)] })),
        ("officers-unfit", 42),
    ),
    tried(
        "an officer of a bureau that nobody entrusted punishes on the spot",
        Daily::Spot,
        |case| telling(case, json!({ "officers": [case.api.officer(OFFICER), case.api.officer(OF_BODY)] })),
        ("officer-of-another-organ", 20),
    ),
    tried(
        "an officer punishes on the spot whose name the responsible person bears",
        Daily::SpotOfKin,
        |case| telling(case, json!({})),
        ("conflict-of-interest", 43),
    ),
    tried(
        "an officer tells in another officer's case on the spot",
        Daily::Spot,
        |case| order(case, OTHER_OFFICER, "tell-on-spot", spot::telling(case, 500)),
        ("not-handler", 44),
    )
    .personally(),
    tried(
        "a citizen is fined 500 yuan on the spot",
        Daily::SpotOfCitizen,
        |case| telling(case, json!({})),
        ("above-spot-limit", 51),
    ),
    tried(
        "a citizen is fined a yuan more than the spot allows",
        Daily::SpotOfCitizen,
        |case| telling(case, json!({ "penalty": spot::penalty(201) })),
        ("above-spot-limit", 51),
    ),
    tried(
        "a sole trader is fined as if it were an organisation",
        Daily::SpotOfTrader,
        |case| telling(case, json!({})),
        ("above-spot-limit", 51),
    ),
    tried(
        "an organisation is fined more than 3,000 yuan on the spot",
        Daily::Spot,
        |case| {
            let grave = json!({ "kinds": ["warning", "fine"], "fine": 1_000_000 });
            intending(case, (SYSTEM, "quality"), grave)
        },
        ("above-spot-limit", 51),
    ),
    tried(
        "a business is suspended on the spot",
        Daily::Spot,
        |case| {
            let kinds = json!({ "kinds": ["warning", "business-suspension"] });
            intending(case, (UTENSILS, "cleaning"), kinds)
        },
        ("not-aggravated", 36),
    )
    .under(PUBLIC_PLACES),
    tried(
        "a fine on the spot is above the range of its cause",
        Daily::Spot,
        |case| telling(case, json!({ "penalty": spot::penalty(2_001) })),
        ("fine-above-range", 36),
    )
    .under(PUBLIC_PLACES),
    tried(
        "a fine is imposed on the spot where the law has none",
        Daily::Spot,
        |case| intending(case, (NURSES, "staffing"), json!({ "fine": 10_000 })),
        ("kind-not-provided", 28),
    )
    .under("护士条例"),
    tried(
        "a warning that the law commands is left out on the spot",
        Daily::Spot,
        |case| intending(case, (UTENSILS, "cleaning"), json!({ "kinds": ["fine"], "fine": 10_000 })),
        ("mandatory-kind-missing", 36),
    )
    .under(PUBLIC_PLACES),
    tried(
        "unlawful gains are left with the party on the spot",
        Daily::Spot,
        |case| telling(case, json!({ "gains": 10_000 })),
        ("gains-need-ordinary-procedure", 28),
    ),
    tried(
        "nothing proves what was found on the spot",
        Daily::Spot,
        |case| telling(case, json!({ "proof": "\u{3000}" })),
        ("facts-without-evidence", 40),
    ),
    tried(
        "what proves it is of another case",
        Daily::Spot,
        |case| telling(case, json!({ "evidence": [NOTHING] })),
        ("evidence-unknown", 46),
    ),
    tried(
        "which rule was broken is not told on the spot",
        Daily::Spot,
        |case| telling(case, json!({ "duties": [] })),
        ("duty-unnamed", 44),
    ),
    tried(
        "a rule of another cause is told on the spot",
        Daily::Spot,
        |case| telling(case, json!({ "duties": ["quality"] })),
        ("duty-of-another-cause", 44),
    ),
    tried(
        "a cause of the disease-control organ is punished on the spot",
        Daily::Spot,
        |case| telling(case, json!({ "cause": INFECTION, "duties": [] })),
        ("cause-of-another-organ", 17),
    ),
    tried(
        "a cause is punished on the spot that no pack has",
        Daily::Spot,
        |case| telling(case, json!({ "cause": "jaywalking", "duties": [] })),
        ("cause-unknown", 4),
    ),
    tried(
        "an act is punished by a rule that came after it",
        Daily::Spot,
        |case| telling(case, json!({ "acted_on": "2010-05-01" })),
        ("cause-not-in-force", 37),
    ),
    tried(
        "an act of two years and a day ago is punished on the spot",
        Daily::Spot,
        |case| telling(case, json!({ "acted_on": "2024-03-01" })),
        ("limitation-passed", 36),
    ),
    tried(
        "a second telling is heavier than the first",
        Daily::SpotTold,
        |case| telling(case, json!({ "penalty": spot::penalty(600) })),
        ("heavier-than-told", 45),
    ),
    tried(
        "a second telling is about another cause",
        Daily::SpotTold,
        |case| intending(case, (NURSES, "staffing"), json!({ "kinds": ["warning"] })),
        ("heavier-than-told", 45),
    ),
    // -------------------------------------------------------------- hearing and deciding
    tried(
        "the party is heard before it was told",
        Daily::Spot,
        |case| hearing(case, json!({})),
        ("not-told", 44),
    ),
    tried(
        "a plea is noted of a party that said nothing",
        Daily::SpotTold,
        |case| hearing(case, json!({ "pleaded": false })),
        ("input-invalid", 47),
    ),
    tried(
        "a plea on the spot is left without an answer",
        Daily::SpotTold,
        |case| hearing(case, json!({ "answer": "" })),
        ("input-invalid", 47),
    ),
    tried("a decision comes before any telling", Daily::Spot, |case| deciding(case, 500), ("not-told", 44)),
    tried(
        "a decision comes before the plea",
        Daily::SpotTold,
        |case| deciding(case, 500),
        ("plea-not-heard", 45),
    ),
    tried(
        "a decision rests on facts that are no longer clear",
        Daily::SpotUnclear,
        |case| deciding(case, 500),
        ("facts-unclear", 51),
    ),
    tried(
        "a party is heard again until the facts are clear",
        Daily::SpotUnclear,
        |case| hearing(case, json!({})),
        ("facts-unclear", 51),
    ),
    tried(
        "a decision on the spot is heavier than what was told",
        Daily::SpotHeard,
        |case| deciding(case, 501),
        ("heavier-than-told", 44),
    ),
    tried(
        "the head of the unit decides on the spot",
        Daily::SpotHeard,
        |case| order(case, UNIT_HEAD, "decide-on-spot", spot::deciding(case, 500)),
        ("role-missing", 51),
    )
    .personally(),
    tried(
        "a decision on the spot is dated before the plea",
        Daily::SpotHeard,
        |case| {
            let earlier = json!({ "decided_at": "2026-03-02T08:00:00" });
            order(case, OFFICER, "decide-on-spot", with(spot::deciding(case, 500), earlier))
        },
        ("occurred-before-previous", 47),
    ),
    // -------------------------------------------------------------- one visit
    tried(
        "a decision on the spot is handed over the day after",
        Daily::SpotDecidedYesterday,
        |case| delivering(case, json!({})),
        ("not-on-the-visit", 52),
    ),
    tried(
        "a decision is handed over that nobody made",
        Daily::SpotHeard,
        |case| delivering(case, json!({})),
        ("wrong-state", 52),
    ),
    tried(
        "a decision is handed over neither signed nor its refusal noted",
        Daily::SpotDecided,
        |case| delivering(case, json!({ "signature": { "signed_by": "李明" } })),
        ("signature-missing", 47),
    ),
    tried(
        "cash is collected before the decision is handed over",
        Daily::SpotDecided,
        |case| collecting(case, 500, json!({})),
        ("wrong-state", 68),
    ),
    tried(
        "a decided case is turned over to the ordinary procedure",
        Daily::SpotDecided,
        |case| order(case, OFFICER, "turn-over", acts::reason()),
        ("wrong-state", 51),
    ),
    tried(
        "a decision that was handed over is voided",
        Daily::SpotDelivered,
        |case| order(case, OFFICER, "void-on-spot", acts::reason()),
        ("wrong-state", 52),
    ),
    tried(
        "a case that was turned over is told on the spot",
        Daily::SpotTurnedOver,
        |case| telling(case, json!({})),
        ("wrong-state", 44),
    ),
    // -------------------------------------------------------------- cash
    tried(
        "cash is taken for another receipt than the treasury's",
        Daily::SpotDelivered,
        |case| collecting(case, 100, json!({ "special_receipt": false })),
        ("receipt-missing", 70),
    ),
    tried(
        "cash is taken for a receipt without a number",
        Daily::SpotDelivered,
        |case| collecting(case, 100, json!({ "receipt_number": " " })),
        ("receipt-missing", 70),
    ),
    tried(
        "half the fine is taken in cash",
        Daily::SpotDelivered,
        |case| collecting(case, 50, json!({})),
        ("cash-not-the-fine", 74),
    ),
    tried(
        "cash is taken on the spot the day after",
        Daily::SpotDeliveredYesterday,
        |case| collecting(case, 100, json!({})),
        ("not-on-the-visit", 67),
    ),
    tried(
        "500 yuan are taken in cash because they are little",
        Daily::SpotDeliveredLarge,
        |case| collecting(case, 500, json!({})),
        ("cash-without-ground", 68),
    ),
    tried(
        "500 yuan are taken in cash in a remote place where the party did not ask",
        Daily::SpotDeliveredLarge,
        |case| collecting(case, 500, json!({ "ground": "remote", "circumstances": "山区，无银行网点" })),
        ("cash-without-ground", 69),
    ),
    tried(
        "500 yuan are taken in cash because later would be hard, and nobody says why",
        Daily::SpotDeliveredLarge,
        |case| collecting(case, 500, json!({ "ground": "hard-later" })),
        ("input-invalid", 47),
    ),
    tried(
        "cash is taken a second time",
        Daily::SpotCollected,
        |case| collecting(case, 100, json!({})),
        ("already-performed", 66),
    ),
    tried(
        "a payment is recorded of a fine that was paid in cash",
        Daily::SpotCollected,
        paying,
        ("payment-above-owed", 74),
    ),
    tried(
        "cash is handed in late and recorded without a reason",
        Daily::SpotCollected,
        |case| {
            let late = with(spot::handing_in(case), json!({ "handed_on": "2026-03-05" }));
            order(case, OFFICER, "hand-in-cash", late)
        },
        ("late-without-reason", 47),
    ),
    tried(
        "cash is paid into the bank that the organ never had",
        Daily::SpotCollected,
        |case| order(case, OFFICER, "bank-cash", spot::banking(case)),
        ("no-cash-to-bank", 71),
    ),
    tried(
        "cash is handed in that nobody collected",
        Daily::SpotDelivered,
        |case| order(case, SECOND_OFFICER, "hand-in-cash", spot::handing_in(case)),
        ("no-cash-to-hand-in", 71),
    ),
    // -------------------------------------------------------------- lodging and closing
    tried("a decision is lodged twice", Daily::SpotLodged, lodging, ("already-lodged", 52)),
    tried("a decision is lodged before it is handed over", Daily::SpotDecided, lodging, ("wrong-state", 52)),
    tried(
        "a decision is lodged tomorrow",
        Daily::SpotDelivered,
        |case| dated(lodging(case), "2026-03-03T09:00"),
        ("times-disagree", 47),
    ),
    tried(
        "a case on the spot is closed while its cash is on the way to the bank",
        Daily::SpotCollected,
        |case| closing(case, UNIT_HEAD),
        ("cash-not-banked", 71),
    ),
    tried(
        "a case on the spot is closed before its decision is lodged",
        Daily::SpotBanked,
        |case| closing(case, UNIT_HEAD),
        ("not-lodged", 52),
    ),
    tried(
        "a case on the spot is closed before its fine is paid",
        Daily::SpotLodged,
        |case| closing(case, UNIT_HEAD),
        ("not-performed", 66),
    ),
    tried(
        "an officer closes a case on the spot",
        Daily::SpotBanked,
        |case| closing(case, OFFICER),
        ("role-missing", 66),
    )
    .personally(),
    tried(
        "a case on the spot is archived that is not closed",
        Daily::SpotBanked,
        |case| order(case, ARCHIVIST, "archive", acts::archive()),
        ("wrong-state", 47),
    ),
];
