//! Recusals, changes of handlers and suspensions through HTTP: who may decide, who is out, what rests.
//! How such a case goes on lawfully is told in `turns`.

use super::stage::{EXPIRING, Stage};
use super::{Forbidden, forbidden, order};
use crate::support::acts::{self, SYSTEM, with};
use crate::support::case::{HEAD, OFFICER, OTHER_OFFICER, SECOND_OFFICER, UNIT_HEAD};
use serde_json::json;

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a recusal is decided that nobody asked for",
        Stage::Investigating,
        |case| order(case, HEAD, "decide-recusal", json!({})),
        ("no-recusal-request", 43),
    ),
    forbidden(
        "the recusal of an officer is asked for who does not handle the case",
        Stage::Investigating,
        |case| order(case, OFFICER, "request-recusal", acts::request_recusal(case, OTHER_OFFICER)),
        ("recusal-of-stranger", 43),
    ),
    forbidden(
        "an officer decides on a recusal",
        Stage::RecusalAsked,
        |case| order(case, OFFICER, "decide-recusal", acts::decide_recusal(case, false, &json!([]))),
        ("role-missing", 43),
    )
    .personally(),
    forbidden(
        "a recused handler leaves the case to one officer",
        Stage::RecusalAsked,
        |case| {
            let one = json!([case.api.officer(OFFICER)]);
            order(case, HEAD, "decide-recusal", acts::decide_recusal(case, true, &one))
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "a recused handler is named again",
        Stage::RecusalAsked,
        |case| order(case, HEAD, "decide-recusal", acts::decide_recusal(case, true, &case.officers())),
        ("person-recused", 43),
    ),
    forbidden(
        "a recused handler goes on with the case",
        Stage::Recused,
        |case| order(case, SECOND_OFFICER, "record-inquiry", acts::inquiry(case)),
        ("recused", 43),
    )
    .personally(),
    forbidden(
        "a recused handler is named in the record of another",
        Stage::Recused,
        |case| order(case, OFFICER, "record-scene", acts::scene(case)),
        ("person-recused", 43),
    ),
    forbidden(
        "the head of the unit changes the handlers alone",
        Stage::Investigating,
        |case| {
            let named = json!([case.api.officer(OFFICER), case.api.officer(OTHER_OFFICER)]);
            order(case, UNIT_HEAD, "change-handlers", acts::change_handlers(case, &named))
        },
        ("role-missing", 42),
    )
    .personally(),
    forbidden(
        "a case is left to one handler",
        Stage::Investigating,
        |case| {
            let named = json!([case.api.officer(OTHER_OFFICER)]);
            order(case, HEAD, "change-handlers", acts::change_handlers(case, &named))
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "a case is given to an officer whose certificate has ended",
        Stage::Investigating,
        |case| {
            let named = json!([case.api.officer(OFFICER), case.api.officer(EXPIRING)]);
            order(case, HEAD, "change-handlers", acts::change_handlers(case, &named))
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "an investigation is suspended on nothing",
        Stage::Investigating,
        |case| {
            let nothing = with(acts::suspend(case), json!({ "evidence": [] }));
            order(case, HEAD, "suspend-investigation", nothing)
        },
        ("suspension-unproved", 54),
    ),
    forbidden(
        "an officer suspends the own case",
        Stage::Investigating,
        |case| order(case, OFFICER, "suspend-investigation", acts::suspend(case)),
        ("role-missing", 54),
    )
    .personally(),
    forbidden(
        "an inquiry is recorded while the case rests",
        Stage::Suspended,
        |case| order(case, OFFICER, "record-inquiry", acts::inquiry(case)),
        ("wrong-state", 55),
    ),
    forbidden(
        "a resting case is concluded",
        Stage::Suspended,
        |case| {
            let violations = [acts::violation(case, SYSTEM)];
            order(case, OFFICER, "conclude-investigation", acts::conclude(&violations))
        },
        ("wrong-state", 57),
    ),
];
