//! Legal review: by whom, on what, and before which discussion.
//! What a stale review does to the decision is tried in `decision`.

use super::stage::{OTHER_REVIEWER, REVIEWER_HEAD, REVIEWER_OF_UNIT, Stage};
use super::{Forbidden, Order, forbidden, order};
use crate::support::acts::{self, with};
use crate::support::case::{Case, HEAD, HOST, OFFICER, REVIEW_HEAD, REVIEWER, UNIT_HEAD};
use serde_json::{Value, json};

const PLAN: &str = "许昌市卫生健康委三项制度实施方案";

fn assigning(case: &Case<'_>, login: &str) -> Order {
    order(case, REVIEW_HEAD, "assign-review", json!({ "reviewer": case.api.user(login) }))
}

fn opining(case: &Case<'_>, changes: Value) -> Order {
    order(case, REVIEWER, "give-opinion", with(acts::opinion("agree"), changes))
}

fn submitting(case: &Case<'_>) -> Order {
    order(case, OFFICER, "submit-for-review", acts::submit())
}

fn discussing(case: &Case<'_>) -> Order {
    order(case, HEAD, "discuss", acts::discuss(case))
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a review is assigned that nobody asked for",
        Stage::Proposed,
        |case| assigning(case, REVIEWER),
        ("review-not-asked", 58),
    ),
    forbidden("a case is submitted twice", Stage::Submitted, submitting, ("review-already-asked", 58)),
    forbidden(
        "who handled the case is to review it",
        Stage::Submitted,
        |case| assigning(case, OFFICER),
        ("reviewer-involved", 58),
    ),
    forbidden(
        "a reviewer of the handling unit is to review it",
        Stage::Submitted,
        |case| assigning(case, REVIEWER_OF_UNIT),
        ("reviewer-involved", 58),
    ),
    forbidden(
        "somebody without the qualification is to review it",
        Stage::Submitted,
        |case| assigning(case, HOST),
        ("reviewer-involved", 58),
    ),
    forbidden(
        "a reviewer gives an opinion before the review is assigned",
        Stage::Submitted,
        |case| opining(case, json!({})),
        ("not-assigned-reviewer", 58),
    )
    .personally(),
    forbidden(
        "another reviewer than the assigned one gives the opinion",
        Stage::Assigned,
        |case| Order { who: OTHER_REVIEWER, ..opining(case, json!({})) },
        ("not-assigned-reviewer", 58),
    )
    .personally(),
    forbidden(
        "the officer gives the opinion",
        Stage::Assigned,
        |case| Order { who: OFFICER, ..opining(case, json!({})) },
        ("role-missing", 58),
    )
    .personally(),
    forbidden(
        "an opinion passes over one of the nine points",
        Stage::Assigned,
        |case| {
            let mut points = acts::findings("pass");
            points.as_array_mut().unwrap().remove(3);
            opining(case, json!({ "points": points }))
        },
        ("points-missing", 46),
    ),
    forbidden(
        "an opinion agrees though a point fails",
        Stage::Assigned,
        |case| opining(case, json!({ "points": acts::findings("fail") })),
        ("opinion-contradicts-findings", 58),
    ),
    forbidden(
        "the head who reviewed the case decides on its notice",
        Stage::AssignedToHead,
        |case| order(case, REVIEWER_HEAD, "issue-notice", acts::issue()),
        ("head-reviewed", 58),
    )
    .personally(),
    forbidden(
        "an opinion is disputed that nobody gave",
        Stage::Assigned,
        |case| order(case, UNIT_HEAD, "dispute-opinion", acts::reason()),
        ("no-opinion-to-dispute", 2),
    )
    .under(PLAN),
    forbidden(
        "a disputed case is submitted again before the heads settled it",
        Stage::Disputed,
        submitting,
        ("dispute-open", 2),
    )
    .under(PLAN),
    forbidden(
        "the heads discuss before the review",
        Stage::Proposed,
        discussing,
        ("discussion-before-review", 28),
    )
    .under("河南省行政执法条例"),
    forbidden(
        "the heads discuss an opinion with problems that nobody disputes",
        Stage::Problems,
        discussing,
        ("discussion-before-review", 28),
    )
    .under("河南省行政执法条例"),
];
