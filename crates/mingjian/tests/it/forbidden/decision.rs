//! Decisions, service, performance and closing: never before the party was heard, never unreviewed, never before paid.
//! Every case is ripe but for the one thing that is tried.

use super::stage::Stage;
use super::{Forbidden, Order, dated, forbidden, order};
use crate::support::acts;
use crate::support::case::{Case, HEAD, OFFICER};
use serde_json::json;

fn deciding(case: &Case<'_>) -> Order {
    order(case, HEAD, "decide-penalty", acts::opinion_of_head())
}

fn paying(case: &Case<'_>, yuan: i64) -> Order {
    order(case, OFFICER, "record-performance", acts::pay(case, yuan, "JS-9"))
}

fn closing(case: &Case<'_>) -> Order {
    order(case, HEAD, "close-case", acts::close())
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden("a decision is made without a notice", Stage::Proposed, deciding, ("wrong-state", 57)),
    forbidden(
        "the window to plead is open though the review agrees",
        Stage::Agreed,
        deciding,
        ("plea-window-open", 62),
    ),
    forbidden("a plea lies unanswered", Stage::AgreedWithPleaOpen, deciding, ("plea-unanswered", 45)),
    forbidden(
        "the window to ask for a hearing is open though the plea was waived",
        Stage::AgreedAfterWaivedPlea,
        deciding,
        ("hearing-window-open", 64),
    ),
    forbidden(
        "a hearing that was asked for is passed over",
        Stage::AgreedWithHearingAsked,
        deciding,
        ("hearing-pending", 63),
    ),
    forbidden(
        "the review is older than the last evidence",
        Stage::AgreedThenEvidence,
        deciding,
        ("review-not-agreed", 58),
    ),
    forbidden(
        "a heavy fine is decided without the heads together",
        Stage::AgreedWithoutDiscussion,
        deciding,
        ("discussion-missing", 57),
    ),
    forbidden(
        "the facts became worse after the notice",
        Stage::AgreedOnWorseFacts,
        deciding,
        ("notice-not-in-force", 62),
    ),
    forbidden(
        "a penalty is decided where none is proposed",
        Stage::AgreedOnNoPenalty,
        deciding,
        ("outcome-not-penalty", 58),
    ),
    forbidden(
        "no penalty is decided where one is proposed",
        Stage::Ripe,
        |case| {
            let input = json!({ "opinion": "不予处罚", "education": "已教育" });
            order(case, HEAD, "decide-no-penalty", input)
        },
        ("outcome-not-no-penalty", 58),
    ),
    forbidden(
        "the officer decides",
        Stage::Ripe,
        |case| Order { who: OFFICER, ..deciding(case) },
        ("role-missing", 57),
    )
    .personally(),
    forbidden(
        "a decision is dated back into the window to plead",
        Stage::Ripe,
        |case| dated(deciding(case), "2026-03-10T17:00"),
        ("occurred-before-previous", 47),
    ),
    forbidden("a case is closed before service", Stage::Decided, closing, ("wrong-state", 66)),
    forbidden("a case is closed before payment", Stage::Served, closing, ("not-performed", 66)),
    forbidden(
        "more is paid than is owed",
        Stage::Served,
        |case| paying(case, 20_001),
        ("payment-above-owed", 74),
    ),
    forbidden(
        "a payment is recorded after all is paid",
        Stage::Paid,
        |case| paying(case, 1),
        ("payment-above-owed", 74),
    ),
    forbidden(
        "something else is performed after all is done",
        Stage::Paid,
        |case| {
            let other = acts::with(
                acts::pay(case, 0, ""),
                json!({ "kind": "other", "note": "另行履行", "other_done": true }),
            );
            order(case, OFFICER, "record-performance", other)
        },
        ("already-performed", 66),
    ),
    forbidden(
        "a decided case is filed away before it is closed",
        Stage::Served,
        |case| order(case, "wuping", "archive", acts::archive()),
        ("wrong-state", 47),
    ),
];
