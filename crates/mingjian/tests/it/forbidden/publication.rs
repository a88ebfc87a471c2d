//! The way to the public page and back: after service, checked, by a second person, without leaks, and never undone at will.
//! What the page shows is not tried here.

use super::stage::{CLERK_REVIEW_HEAD, Stage};
use super::{Forbidden, Order, forbidden, order};
use crate::support::acts::{self, with};
use crate::support::case::{CLERK, Case, HEAD, REVIEW_HEAD, REVIEWER};
use serde_json::json;

const DISCLOSURE: &str = "政府信息公开条例";

fn releasing(case: &Case<'_>, who: &'static str) -> Order {
    order(case, who, "release", acts::opinion_of_head())
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a text is masked before there is a decision",
        Stage::Ripe,
        |case| order(case, CLERK, "mask", acts::mask()),
        ("unknown-action", 5),
    ),
    forbidden(
        "a text says nothing of other people in the case",
        Stage::Decided,
        |case| order(case, CLERK, "mask", with(acts::mask(), json!({ "nobody_else": false }))),
        ("affected-unsaid", 15),
    )
    .under(DISCLOSURE),
    forbidden(
        "a text that failed the secrecy check goes on",
        Stage::Masked,
        |case| order(case, REVIEWER, "check-secrecy", acts::secrecy("fail")),
        ("secrecy-failed", 17),
    )
    .under(DISCLOSURE),
    forbidden(
        "the clerk checks the clerk's own text for secrets",
        Stage::Masked,
        |case| order(case, CLERK, "check-secrecy", acts::secrecy("pass")),
        ("role-missing", 17),
    )
    .personally()
    .under(DISCLOSURE),
    forbidden(
        "a text is released before the secrecy check",
        Stage::Masked,
        |case| releasing(case, REVIEW_HEAD),
        ("wrong-state", 48),
    ),
    forbidden(
        "a decision is published before it is served",
        Stage::CheckedUnserved,
        |case| releasing(case, REVIEW_HEAD),
        ("decision-not-served", 30),
    )
    .under("河南省行政执法条例"),
    forbidden(
        "who masked the text releases it",
        Stage::CheckedBySamePerson,
        |case| releasing(case, CLERK_REVIEW_HEAD),
        ("released-by-same-person", 2),
    )
    .under("许昌市卫生健康委三项制度实施方案"),
    forbidden(
        "a text with the party's telephone is released",
        Stage::CheckedWithLeak,
        |case| releasing(case, REVIEW_HEAD),
        ("leak-found", 28),
    )
    .under("个人信息保护法"),
    forbidden(
        "who proposed to publish nothing decides it as well",
        Stage::Decided,
        |case| {
            let input = json!({ "proposed_by": case.api.user(HEAD), "ground": "政府信息公开条例第十四条" });
            order(case, HEAD, "decline-publication", input)
        },
        ("declined-by-same-person", 17),
    )
    .under(DISCLOSURE),
    forbidden(
        "a page is withdrawn without an instrument",
        Stage::Published,
        |case| order(case, CLERK, "withdraw", acts::withdraw()),
        ("no-annulment", 48),
    ),
    forbidden(
        "a decision is annulled before it was made",
        Stage::Published,
        |case| {
            let early = with(acts::annulment(case), json!({ "effective_on": "2026-03-01" }));
            order(case, CLERK, "record-annulment", early)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a published text is masked again",
        Stage::Published,
        |case| order(case, CLERK, "mask", acts::mask()),
        ("wrong-state", 15),
    )
    .under(DISCLOSURE),
];
