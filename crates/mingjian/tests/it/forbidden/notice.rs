//! Notice, service and plea: told before it is decided, never heavier for having pleaded, served by two.
//! Hearings are tried in `hearing`.

use super::stage::Stage;
use super::{Forbidden, Order, forbidden, order};
use crate::support::acts::{self, SYSTEM, with};
use crate::support::case::{Case, HEAD, OFFICER, UNIT_HEAD};
use serde_json::{Value, json};

fn issuing(case: &Case<'_>, changes: Value) -> Order {
    order(case, HEAD, "issue-notice", with(acts::issue(), changes))
}

fn serving(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "serve-notice", with(acts::service(case), changes))
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a notice is served that was not issued",
        Stage::Proposed,
        |case| serving(case, json!({})),
        ("notice-not-issued", 44),
    ),
    forbidden(
        "one officer serves the notice",
        Stage::Issued,
        |case| serving(case, json!({ "officers": [case.api.officer(OFFICER)] })),
        ("officers-unfit", 42),
    ),
    forbidden(
        "a notice is served without a receipt",
        Stage::Issued,
        |case| serving(case, json!({ "receipt": null })),
        ("receipt-missing", 61),
    ),
    forbidden(
        "a notice is served before it was issued",
        Stage::Issued,
        |case| serving(case, json!({ "served_at": "2026-03-03T09:00:00" })),
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "a second notice is heavier, without a new fact",
        Stage::HeavierProposed,
        |case| issuing(case, json!({})),
        ("heavier-without-new-fact", 45),
    ),
    forbidden(
        "a second notice is heavier for a fact without evidence",
        Stage::HeavierProposed,
        |case| issuing(case, json!({ "new_fact": "第二次检查发现" })),
        ("heavier-without-new-fact", 45),
    ),
    forbidden(
        "a second notice is heavier for what the party brought in its plea",
        Stage::HeavierProposed,
        |case| {
            let pleaded = case.evidence.last();
            issuing(case, json!({ "new_fact": "整改报告所载", "new_evidence": [pleaded] }))
        },
        ("new-fact-from-plea", 45),
    ),
    forbidden(
        "a second notice is heavier for evidence older than the first",
        Stage::HeavierProposed,
        |case| {
            let old = case.evidence.first();
            issuing(case, json!({ "new_fact": "原有证据", "new_evidence": [old] }))
        },
        ("new-fact-from-plea", 45),
    ),
    forbidden(
        "a plea is answered that nobody made",
        Stage::Noticed,
        |case| order(case, UNIT_HEAD, "answer-plea", acts::answer()),
        ("no-plea", 45),
    ),
    forbidden(
        "a plea is answered without any of its points",
        Stage::PleaOpen,
        |case| order(case, UNIT_HEAD, "answer-plea", with(acts::answer(), json!({ "points": [] }))),
        ("input-invalid", 47),
    ),
    forbidden(
        "the window to plead is waived after it is over",
        Stage::Ripe,
        |case| order(case, OFFICER, "waive-plea", acts::waiver(case)),
        ("plea-window-closed", 62),
    ),
    forbidden(
        "a proposal is amended to something heavier than was told",
        Stage::Noticed,
        |case| {
            let heavier = acts::propose(case, &[acts::fined(SYSTEM, 20_001)]);
            order(case, UNIT_HEAD, "amend-proposal", heavier)
        },
        ("amendment-heavier", 45),
    ),
    forbidden(
        "a proposal that was told as no penalty is amended to one",
        Stage::AgreedOnNoPenalty,
        |case| {
            let again = acts::propose(case, &[acts::fined(SYSTEM, 20_000)]);
            order(case, UNIT_HEAD, "amend-proposal", again)
        },
        ("penalty-needs-new-proposal", 58),
    ),
    forbidden(
        "a decision is made on the day of the notice",
        Stage::Noticed,
        |case| order(case, HEAD, "decide-penalty", acts::opinion_of_head()),
        ("plea-window-open", 62),
    ),
];
