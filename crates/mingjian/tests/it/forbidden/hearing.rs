//! Hearings: asked for in time, notified in time, led by somebody who did not investigate, and not explained away.
//! Whether the decision waits for them is tried in `decision`.

use super::stage::{OTHER_HOST, Stage};
use super::{Forbidden, Order, forbidden, order};
use crate::support::acts::{self, with};
use crate::support::case::{CLERK, Case, HEAD, HOST, OFFICER};
use serde_json::{Value, json};

/// The notice of a hearing on the first day on which it may be held.
fn notifying(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "notify-hearing", with(acts::notify_hearing(case, "2026-03-16"), changes))
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a hearing is asked for where the notice told of none",
        Stage::Noticed,
        |case| order(case, OFFICER, "request-hearing", acts::request_hearing(case)),
        ("hearing-request-late", 64),
    ),
    forbidden(
        "a hearing is asked for after its five working days",
        Stage::AgreedWithoutDiscussion,
        |case| order(case, OFFICER, "request-hearing", acts::request_hearing(case)),
        ("hearing-request-late", 64),
    ),
    forbidden(
        "a hearing is waived that was asked for",
        Stage::HearingAsked,
        |case| order(case, OFFICER, "waive-hearing", acts::waiver(case)),
        ("hearing-window-closed", 64),
    ),
    forbidden(
        "a hearing is notified that nobody asked for",
        Stage::NoticedOfHearing,
        |case| notifying(case, json!({})),
        ("hearing-not-asked", 64),
    ),
    forbidden(
        "a hearing is set on the seventh working day after its notice",
        Stage::HearingAsked,
        |case| notifying(case, json!({ "hearing_at": "2026-03-13T10:00:00" })),
        ("hearing-too-early", 64),
    ),
    forbidden(
        "an officer of the case is to host the hearing",
        Stage::HearingAsked,
        |case| notifying(case, json!({ "host": case.api.user(OFFICER) })),
        ("host-involved", 64),
    ),
    forbidden(
        "somebody who is no host is to host the hearing",
        Stage::HearingAsked,
        |case| notifying(case, json!({ "host": case.api.user(CLERK) })),
        ("host-involved", 64),
    ),
    forbidden(
        "another host holds the hearing",
        Stage::HearingNotified,
        |case| order(case, OTHER_HOST, "hold-hearing", acts::hold_hearing(case)),
        ("not-hearing-host", 64),
    )
    .personally(),
    forbidden(
        "the hearing is held before its day",
        Stage::HearingNotified,
        |case| {
            let planned = json!({ "began_at": "2026-03-16T10:00:00", "ended_at": "2026-03-16T11:00:00" });
            order(case, HOST, "hold-hearing", with(acts::hold_hearing(case), planned))
        },
        ("occurred-in-future", 47),
    ),
    forbidden(
        "the party is said to have stayed away before the day of the hearing",
        Stage::HearingNotified,
        |case| order(case, OFFICER, "end-hearing", acts::end_hearing(case, "no-show")),
        ("hearing-not-begun", 64),
    ),
    forbidden(
        "a hearing is reported that was not held",
        Stage::HearingNotified,
        |case| order(case, HOST, "report-hearing", acts::report_hearing()),
        ("hearing-not-held", 65),
    ),
    forbidden(
        "the organ orders a hearing while one is asked for",
        Stage::HearingAsked,
        |case| order(case, HEAD, "order-hearing", acts::reason()),
        ("hearing-already-asked", 64),
    ),
    forbidden(
        "a hearing is postponed that was not notified",
        Stage::HearingAsked,
        |case| order(case, OFFICER, "postpone-hearing", acts::postpone_hearing(case, "2026-03-17")),
        ("hearing-not-notified", 64),
    ),
    forbidden(
        "a hearing is brought forward to the sixth working day",
        Stage::HearingNotified,
        |case| order(case, OFFICER, "postpone-hearing", acts::postpone_hearing(case, "2026-03-12")),
        ("hearing-too-early", 64),
    ),
    forbidden(
        "a hearing is ended on a withdrawal that nobody signed",
        Stage::HearingNotified,
        |case| {
            let unsigned = with(acts::end_hearing(case, "withdrawn"), json!({ "scan": null }));
            order(case, OFFICER, "end-hearing", unsigned)
        },
        ("withdrawal-not-written", 64),
    ),
    forbidden(
        "three agents are notified for the party",
        Stage::HearingAsked,
        |case| {
            let agents = json!(["甲某", "乙某", "丙某"]);
            let party = json!([{ "role": "party", "name": "当事人", "agents": agents }]);
            notifying(case, json!({ "participants": party }))
        },
        ("too-many-agents", 64),
    ),
    forbidden(
        "a hearing is ended that nobody asked for",
        Stage::NoticedOfHearing,
        |case| order(case, OFFICER, "end-hearing", acts::end_hearing(case, "withdrawn")),
        ("no-hearing-to-end", 64),
    ),
];
