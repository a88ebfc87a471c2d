//! The investigation: manners, signatures, certificates on the day, times, evidence, facts and corrections.
//! It tries no proposal.

use super::stage::{EXPIRING, Stage};
use super::{Forbidden, Order, dated, forbidden, order};
use crate::support::acts::{self, BEYOND, SYSTEM, WASTE, with};
use crate::support::case::{Case, OFFICER, UNIT_HEAD};
use serde_json::{Value, json};

const NOTHING: &str = "01961f3e-0000-7000-8000-000000000000";

fn scene(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "record-scene", with(acts::scene(case), changes))
}

fn concluding(case: &Case<'_>, changes: Value) -> Order {
    let violation = with(acts::violation(case, SYSTEM), changes);
    order(case, OFFICER, "conclude-investigation", acts::conclude(&[violation]))
}

fn favourable(case: &Case<'_>, violations: &[Value]) -> Order {
    order(case, OFFICER, "change-facts", acts::change(violations, "favourable"))
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "the cards were not shown",
        Stage::Investigating,
        |case| scene(case, json!({ "cards_shown": false })),
        ("cards-not-shown", 55),
    ),
    forbidden(
        "the party was not told of its rights",
        Stage::Investigating,
        |case| scene(case, json!({ "rights_told": false })),
        ("rights-not-told", 43),
    ),
    forbidden(
        "a record is neither signed nor its refusal noted",
        Stage::Investigating,
        |case| scene(case, json!({ "signature": { "signed_by": "李明" } })),
        ("signature-missing", 47),
    ),
    forbidden(
        "one officer inspects",
        Stage::Investigating,
        |case| scene(case, json!({ "officers": [case.api.officer(OFFICER)] })),
        ("officers-unfit", 42),
    ),
    forbidden(
        "a certificate had run out on the day of the inspection",
        Stage::Investigating,
        |case| scene(case, json!({ "officers": [case.api.officer(OFFICER), case.api.officer(EXPIRING)] })),
        ("officers-unfit", 42),
    ),
    forbidden(
        "an inspection ends tomorrow",
        Stage::Investigating,
        |case| scene(case, json!({ "ended_at": "2026-03-04T09:00:00" })),
        ("occurred-in-future", 47),
    ),
    forbidden(
        "an inspection is dated before the lead was found",
        Stage::Investigating,
        |case| scene(case, json!({ "began_at": "2026-03-01T09:00:00", "ended_at": "2026-03-01T10:00:00" })),
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "a record says one time and the order another",
        Stage::Investigating,
        |case| dated(scene(case, json!({})), "2026-03-02T15:00"),
        ("times-disagree", 47),
    ),
    forbidden(
        "an inspection is recorded a week later without a reason",
        Stage::InvestigatingLater,
        |case| scene(case, json!({ "began_at": "2026-03-03T14:00:00", "ended_at": "2026-03-03T15:00:00" })),
        ("late-without-reason", 47),
    ),
    forbidden(
        "the reason for a late record is blank",
        Stage::InvestigatingLater,
        |case| {
            let earlier = json!({ "began_at": "2026-03-03T14:00:00", "ended_at": "2026-03-03T15:00:00" });
            let mut late = scene(case, earlier);
            late.body["late_reason"] = json!("  ");
            late
        },
        ("late-without-reason", 47),
    ),
    forbidden(
        "evidence names a file that is not there",
        Stage::Investigating,
        |case| {
            let nowhere = with(acts::evidence(case), json!({ "file": NOTHING }));
            order(case, OFFICER, "add-evidence", nowhere)
        },
        ("file-unknown", 47),
    ),
    forbidden(
        "a violation rests on no evidence",
        Stage::Investigating,
        |case| concluding(case, json!({ "evidence": [] })),
        ("facts-without-evidence", 40),
    ),
    forbidden(
        "a violation rests on evidence that is not in the case",
        Stage::Investigating,
        |case| concluding(case, json!({ "evidence": [NOTHING] })),
        ("evidence-unknown", 46),
    ),
    forbidden(
        "the clause was not in force on the day of the act",
        Stage::Investigating,
        |case| concluding(case, json!({ "acted_on": "2020-05-31" })),
        ("cause-not-in-force", 37),
    ),
    forbidden(
        "a cause of several limbs is found without saying which",
        Stage::Investigating,
        |case| concluding(case, json!({ "duties": [] })),
        ("duty-unnamed", 44),
    ),
    forbidden(
        "nothing was ordered that could be re-checked",
        Stage::Investigating,
        |case| order(case, OFFICER, "recheck-correction", acts::recheck(case, "corrected")),
        ("no-correction-order", 28),
    ),
    forbidden(
        "a second order comes before the first is re-checked",
        Stage::CorrectionOrdered,
        |case| order(case, OFFICER, "order-correction", acts::order_correction(case, "2026-03-20")),
        ("correction-pending", 28),
    ),
    forbidden(
        "the correction is found overdue before its term is over",
        Stage::CorrectionOrdered,
        |case| order(case, OFFICER, "recheck-correction", acts::recheck(case, "overdue")),
        ("correction-not-due", 28),
    ),
    forbidden(
        "the investigation ends while a correction waits for its re-check",
        Stage::CorrectionOrdered,
        |case| {
            order(case, OFFICER, "conclude-investigation", acts::conclude(&[acts::violation(case, WASTE)]))
        },
        ("correction-not-rechecked", 28),
    ),
    forbidden(
        "a new cause is called favourable",
        Stage::Reopened,
        |case| favourable(case, &[acts::violation(case, SYSTEM), acts::violation(case, BEYOND)]),
        ("change-is-adverse", 44),
    ),
    forbidden(
        "the report after a notice finds what nobody told",
        Stage::Reopened,
        |case| concluding(case, json!({ "aggravated": true })),
        ("adverse-facts-unrecorded", 44),
    ),
    forbidden(
        "the head of the unit ends the investigation",
        Stage::Investigating,
        |case| Order { who: UNIT_HEAD, ..concluding(case, json!({})) },
        ("role-missing", 57),
    )
    .personally(),
];
