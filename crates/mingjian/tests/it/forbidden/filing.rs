//! From the lead to filing: who may accept, which causes are this organ's, who may handle the case.
//! What is stated wrongly is tried with one field changed.

use super::stage::{HEAD_OF_BODY, OF_BODY, OFFICER_HEAD, OTHER_UNIT_HEAD, Stage};
use super::{Forbidden, Order, dated, forbidden, order};
use crate::support::acts::{self, INFECTION, SYSTEM, with};
use crate::support::case::{Case, HEAD, OFFICER, OTHER_OFFICER, SECOND_OFFICER, UNIT_HEAD};
use serde_json::{Value, json};

fn accepting(case: &Case<'_>, who: &'static str) -> Order {
    order(case, who, "accept-lead", acts::accept())
}

fn requesting(case: &Case<'_>, who: &'static str, changes: Value) -> Order {
    order(case, who, "request-filing", with(acts::request_filing(case, &[SYSTEM]), changes))
}

fn approving(case: &Case<'_>, who: &'static str) -> Order {
    order(case, who, "approve-filing", acts::opinion_of_head())
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "an officer accepts a lead",
        Stage::Registered,
        |case| accepting(case, OFFICER),
        ("role-missing", 54),
    )
    .personally(),
    forbidden(
        "the head of another unit accepts a lead",
        Stage::Registered,
        |case| accepting(case, OTHER_UNIT_HEAD),
        ("not-handling-unit", 54),
    )
    .personally(),
    forbidden(
        "the act ended two years and a day before it was found",
        Stage::Registered,
        |case| {
            let late = with(acts::accept(), json!({ "act_ended_on": "2024-03-01" }));
            order(case, UNIT_HEAD, "accept-lead", late)
        },
        ("limitation-passed", 36),
    ),
    forbidden(
        "an action is tried that no pack has",
        Stage::Registered,
        |case| order(case, UNIT_HEAD, "pardon", acts::accept()),
        ("unknown-action", 5),
    ),
    forbidden(
        "a field holds nothing but characters that nobody sees",
        Stage::Registered,
        |case| {
            let unseen = with(acts::accept(), json!({ "jurisdiction": "\u{3000}\u{200b}" }));
            order(case, UNIT_HEAD, "accept-lead", unseen)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a lead is accepted tomorrow",
        Stage::Registered,
        |case| dated(accepting(case, UNIT_HEAD), "2026-03-03T09:00"),
        ("occurred-in-future", 47),
    ),
    forbidden(
        "a lead is accepted without saying on which version",
        Stage::Registered,
        |case| Order { body: json!({ "input": acts::accept() }), ..accepting(case, UNIT_HEAD) },
        ("version-missing", 47),
    ),
    forbidden(
        "filing is approved before anybody asked for it",
        Stage::Accepted,
        |case| approving(case, HEAD),
        ("wrong-state", 54),
    ),
    forbidden(
        "filing names a cause that no pack has",
        Stage::Accepted,
        |case| requesting(case, OFFICER, json!({ "causes": ["jaywalking"] })),
        ("cause-unknown", 4),
    ),
    forbidden(
        "filing names a cause of the disease-control organ",
        Stage::Accepted,
        |case| requesting(case, OFFICER, json!({ "causes": [INFECTION] })),
        ("cause-of-another-organ", 17),
    ),
    forbidden(
        "one officer alone is to handle the case",
        Stage::Accepted,
        |case| requesting(case, OFFICER, json!({ "officers": [case.api.officer(OFFICER)] })),
        ("officers-unfit", 42),
    ),
    forbidden(
        "one officer is named twice",
        Stage::Accepted,
        |case| {
            let one = case.api.officer(OFFICER);
            requesting(case, OFFICER, json!({ "officers": [one, one] }))
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "an officer of a bureau that nobody entrusted is to handle the case",
        Stage::Accepted,
        |case| {
            let officers = json!([case.api.officer(OFFICER), case.api.officer(OF_BODY)]);
            requesting(case, OFFICER, json!({ "officers": officers }))
        },
        ("officer-of-another-organ", 20),
    ),
    forbidden(
        "an officer who does not handle the case asks for filing",
        Stage::Accepted,
        |case| requesting(case, OTHER_OFFICER, json!({})),
        ("not-handler", 54),
    )
    .personally(),
    forbidden(
        "an officer handles the case against a party of the same name as who answers for it",
        Stage::AcceptedOfKin,
        |case| requesting(case, OFFICER, json!({})),
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "who has an interest in the party acts in the case",
        Stage::AcceptedOfKin,
        |case| requesting(case, SECOND_OFFICER, json!({})),
        ("conflict-of-interest", 43),
    )
    .personally(),
    forbidden(
        "a certificate ran out between the request and the filing",
        Stage::RequestedByExpired,
        |case| approving(case, HEAD),
        ("officers-unfit", 42),
    ),
    forbidden(
        "the head approves a case that is the head's own to handle",
        Stage::RequestedByHead,
        |case| approving(case, OFFICER_HEAD),
        ("head-investigated", 57),
    )
    .personally(),
    forbidden(
        "the head of the entrusted bureau approves filing",
        Stage::Requested,
        |case| approving(case, HEAD_OF_BODY),
        ("head-of-entrusted-body", 20),
    )
    .personally(),
    forbidden(
        "filing is approved before it was asked for, by its date",
        Stage::Requested,
        |case| dated(approving(case, HEAD), "2026-03-02T08:00"),
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "an inspection is recorded before filing",
        Stage::Requested,
        |case| order(case, OFFICER, "record-scene", acts::scene(case)),
        ("wrong-state", 55),
    ),
];
