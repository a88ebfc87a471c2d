//! Inspections: what is on the list, who goes, on whose approval and after which notice, what is found, ordered, told
//! and closed.
//! It tries nothing of the case that an inspection opens.

use super::daily::Daily;
use super::stage::{EXPIRING, HEAD_OF_BODY, OF_BODY, OFFICER_HEAD, OTHER_UNIT_HEAD, Stage};
use super::{Forbidden, Order, dated, forbidden, opening, order};
use crate::support::acts::{self, WASTE, with};
use crate::support::case::{
    ARCHIVIST, Case, HEAD, OFFICER, OTHER_OFFICER, REVIEWER, SECOND_OFFICER, UNIT_HEAD,
};
use crate::support::inspections::{self, FAILING};
use serde_json::{Value, json};

const OPTIMISING: &str = "优化营商环境条例";
/// Nobody's.
const NOBODY: &str = "01961f3e-0000-7000-8000-000000000000";

const fn tried(
    what: &'static str,
    stage: Daily,
    order: fn(&Case<'_>) -> Order,
    (code, article): (&'static str, u64),
) -> Forbidden {
    forbidden(what, Stage::Daily(stage), order, (code, article))
}

fn asking(case: &Case<'_>, changes: Value) -> Order {
    opening(OFFICER, "inspection", with(inspections::task(case.api), changes))
}

fn approving(case: &Case<'_>, who: &'static str) -> Order {
    order(case, who, "approve-inspection", acts::opinion_of_head())
}

fn notifying(case: &Case<'_>, who: &'static str, changes: Value) -> Order {
    order(case, who, "notify-inspection", with(inspections::notify(case), changes))
}

fn visiting(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "inspect", with(inspections::inspect(case, &[FAILING]), changes))
}

/// The visit by both officers and these.
fn joined(case: &Case<'_>, third: &Value) -> Order {
    let two = [json!(case.api.officer(OFFICER)), json!(case.api.officer(SECOND_OFFICER))];
    visiting(case, json!({ "officers": [two[0], two[1], third] }))
}

/// The checklist with another answer in its first line.
fn answered(case: &Case<'_>, first: &Value) -> Order {
    let mut checks = inspections::checks(case.api, &[FAILING]);
    checks[0] = first.clone();
    visiting(case, json!({ "checks": checks }))
}

fn ordering(case: &Case<'_>, changes: Value) -> Order {
    let mut input = acts::order_correction(case, "2026-03-16");
    input["items"][0] = with(input["items"][0].clone(), changes);
    order(case, OFFICER, "order-correction", input)
}

fn concluding(case: &Case<'_>, result: &str) -> Order {
    order(case, OFFICER, "conclude-inspection", inspections::conclude(result))
}

fn extending(case: &Case<'_>, who: &'static str, due_on: &str) -> Order {
    order(case, who, "extend-correction", inspections::extend(case, due_on))
}

fn rechecking(case: &Case<'_>, result: &str) -> Order {
    order(case, OFFICER, "recheck-correction", acts::recheck(case, result))
}

fn handing_over(case: &Case<'_>) -> Order {
    order(case, OFFICER, "open-case", inspections::open_case())
}

fn closing(case: &Case<'_>, who: &'static str) -> Order {
    order(case, who, "close-inspection", inspections::close())
}

pub(super) const TABLE: &[Forbidden] = &[
    // -------------------------------------------------------------- the task
    tried(
        "an inspection is asked for of an item that no list has",
        Daily::Planned,
        |case| asking(case, json!({ "item": "dust-on-the-shelf" })),
        ("item-not-listed", 58),
    )
    .under(OPTIMISING),
    tried(
        "an inspection is asked for of an item of the disease-control organ",
        Daily::Planned,
        |case| asking(case, json!({ "item": "infection-control" })),
        ("item-not-listed", 58),
    )
    .under(OPTIMISING),
    tried(
        "one officer alone shall inspect",
        Daily::Planned,
        |case| asking(case, json!({ "officers": [case.api.officer(OFFICER)] })),
        ("officers-unfit", 42),
    ),
    tried(
        "one officer is named twice for an inspection",
        Daily::Planned,
        |case| asking(case, json!({ "officers": [case.api.officer(OFFICER), case.api.officer(OFFICER)] })),
        ("officers-unfit", 42),
    ),
    tried(
        "a third person who is no officer is named for an inspection",
        Daily::Planned,
        |case| {
            let two = [json!(case.api.officer(OFFICER)), json!(case.api.officer(SECOND_OFFICER))];
            asking(case, json!({ "officers": [two[0], two[1], NOBODY] }))
        },
        ("officers-unfit", 42),
    ),
    tried(
        "an officer whose certificate ended yesterday is named for an inspection",
        Daily::PlannedByExpired,
        |case| asking(case, json!({ "officers": [case.api.officer(OFFICER), case.api.officer(EXPIRING)] })),
        ("officers-unfit", 42),
    ),
    tried(
        "a reviewer asks for an inspection",
        Daily::Planned,
        |case| opening(REVIEWER, "inspection", inspections::task(case.api)),
        ("role-missing", 42),
    )
    .personally(),
    tried(
        "an officer of a bureau that nobody entrusted asks for an inspection",
        Daily::Planned,
        |case| opening(OF_BODY, "inspection", inspections::task(case.api)),
        ("entrustment-missing", 20),
    )
    .personally(),
    tried(
        "an inspection is planned for a day before it is asked for",
        Daily::Planned,
        |case| asking(case, json!({ "planned_on": "2026-03-01" })),
        ("input-invalid", 47),
    ),
    tried(
        "an inspection is opened under a procedure that no pack has",
        Daily::Planned,
        |case| opening(OFFICER, "raid", inspections::task(case.api)),
        ("unknown-procedure", 54),
    ),
    tried(
        "the code of the unit has a wrong check digit",
        Daily::Planned,
        |case| {
            let wrong = with(acts::party(), json!({ "credit_code": "91350100M000100Y42" }));
            asking(case, json!({ "party": wrong }))
        },
        ("input-invalid", 47),
    ),
    // -------------------------------------------------------------- approval and notice
    tried(
        "an officer approves an inspection",
        Daily::Planned,
        |case| approving(case, OFFICER),
        ("role-missing", 54),
    )
    .personally(),
    tried(
        "the head of the entrusted bureau approves an inspection",
        Daily::Planned,
        |case| approving(case, HEAD_OF_BODY),
        ("head-of-entrusted-body", 20),
    )
    .personally(),
    tried(
        "the head approves an inspection that the head shall make",
        Daily::PlannedByHead,
        |case| approving(case, OFFICER_HEAD),
        ("head-investigated", 57),
    )
    .personally(),
    tried(
        "a certificate ran out between the task and its approval",
        Daily::PlannedByExpired,
        |case| approving(case, HEAD),
        ("officers-unfit", 42),
    ),
    tried(
        "an inspection is approved of a unit whose responsible person bears an inspector's name",
        Daily::PlannedOfKin,
        |case| approving(case, HEAD),
        ("conflict-of-interest", 43),
    ),
    tried(
        "a third planned inspection of the year is approved",
        Daily::PlannedAboveCap,
        |case| approving(case, HEAD),
        ("frequency-cap-reached", 54),
    )
    .under(OPTIMISING),
    tried(
        "an inspection is approved before it was asked for, by its date",
        Daily::Planned,
        |case| dated(approving(case, HEAD), "2026-03-01T09:00"),
        ("occurred-before-previous", 47),
    ),
    tried(
        "an approved inspection is approved again",
        Daily::Approved,
        |case| approving(case, HEAD),
        ("wrong-state", 58),
    )
    .under(OPTIMISING),
    tried(
        "the unit is told of an inspection that nobody approved",
        Daily::Planned,
        |case| notifying(case, OFFICER, json!({})),
        ("wrong-state", 58),
    )
    .under(OPTIMISING),
    tried(
        "the head of the unit tells the inspected unit",
        Daily::Approved,
        |case| notifying(case, UNIT_HEAD, json!({})),
        ("role-missing", 58),
    )
    .personally()
    .under(OPTIMISING),
    tried(
        "the notice of an inspection names nobody who took it",
        Daily::Approved,
        |case| notifying(case, OFFICER, json!({ "recipient": "\u{3000}" })),
        ("input-invalid", 47),
    ),
    tried(
        "an officer cancels an inspection",
        Daily::Planned,
        |case| order(case, OFFICER, "cancel-inspection", acts::reason()),
        ("role-missing", 54),
    )
    .personally()
    .under(OPTIMISING),
    tried(
        "the head of another unit cancels an inspection",
        Daily::Planned,
        |case| order(case, OTHER_UNIT_HEAD, "cancel-inspection", acts::reason()),
        ("not-handling-unit", 54),
    )
    .personally()
    .under(OPTIMISING),
    // -------------------------------------------------------------- on the scene
    tried(
        "an inspection begins before it is approved",
        Daily::Planned,
        |case| visiting(case, json!({})),
        ("inspection-not-approved", 54),
    ),
    tried(
        "an inspection begins on an urgency of nothing but spaces",
        Daily::Planned,
        |case| visiting(case, json!({ "urgency": " \u{3000}" })),
        ("inspection-not-approved", 54),
    ),
    tried(
        "an inspection begins before the unit was told",
        Daily::Approved,
        |case| visiting(case, json!({})),
        ("inspection-not-announced", 58),
    )
    .under(OPTIMISING),
    tried(
        "one officer makes the visit alone",
        Daily::Announced,
        |case| visiting(case, json!({ "officers": [case.api.officer(OFFICER)] })),
        ("officers-unfit", 42),
    ),
    tried(
        "a third inspector is no officer",
        Daily::Announced,
        |case| joined(case, &json!(NOBODY)),
        ("officers-unfit", 42),
    ),
    tried(
        "the certificate of a third inspector had ended on the day of the visit",
        Daily::Announced,
        |case| joined(case, &json!(case.api.officer(EXPIRING))),
        ("officers-unfit", 42),
    ),
    tried(
        "a third inspector is of a bureau that nobody entrusted",
        Daily::Announced,
        |case| joined(case, &json!(case.api.officer(OF_BODY))),
        ("officer-of-another-organ", 20),
    ),
    tried(
        "the inspectors did not show their cards",
        Daily::Announced,
        |case| visiting(case, json!({ "cards_shown": false })),
        ("cards-not-shown", 55),
    ),
    tried(
        "the unit was not told of its rights on the visit",
        Daily::Announced,
        |case| visiting(case, json!({ "rights_told": false })),
        ("cards-not-shown", 55),
    ),
    tried(
        "a line of the checklist stays open",
        Daily::Announced,
        |case| {
            let mut checks = inspections::checks(case.api, &[FAILING]);
            checks.as_array_mut().unwrap().pop();
            visiting(case, json!({ "checks": checks }))
        },
        ("checklist-incomplete", 55),
    ),
    tried(
        "a line fails and nobody says how",
        Daily::Announced,
        |case| answered(case, &json!({ "line": "system", "result": "fails" })),
        ("input-invalid", 47),
    ),
    tried(
        "a line of another item is answered",
        Daily::Announced,
        |case| answered(case, &json!({ "line": "utensils", "result": "conforms" })),
        ("input-invalid", 47),
    ),
    tried(
        "the record of the visit is neither signed nor its refusal noted",
        Daily::Announced,
        |case| visiting(case, json!({ "signature": { "signed_by": "李明" } })),
        ("signature-missing", 47),
    ),
    tried(
        "the visit is dated before the unit was told",
        Daily::Announced,
        |case| {
            visiting(case, json!({ "began_at": "2026-03-02T08:00:00", "ended_at": "2026-03-02T08:30:00" }))
        },
        ("occurred-before-previous", 47),
    ),
    tried(
        "an officer who was not sent records the visit",
        Daily::Announced,
        |case| order(case, OTHER_OFFICER, "inspect", inspections::inspect(case, &[])),
        ("not-handler", 55),
    )
    .personally(),
    // -------------------------------------------------------------- order, result, feedback
    tried(
        "a result is given before the visit",
        Daily::Announced,
        |case| concluding(case, "clean"),
        ("wrong-state", 54),
    ),
    tried(
        "nothing is found although a line of the checklist fails",
        Daily::Visited,
        |case| concluding(case, "clean"),
        ("result-contradicts-checklist", 54),
    ),
    tried(
        "a case shall follow although no line of the checklist fails",
        Daily::VisitedClean,
        |case| concluding(case, "case"),
        ("result-contradicts-checklist", 54),
    ),
    tried(
        "something was found and the unit is advised of nothing",
        Daily::Visited,
        |case| order(case, OFFICER, "conclude-inspection", json!({ "result": "fixed" })),
        ("input-invalid", 47),
    ),
    tried(
        "the result is an order that nobody gave",
        Daily::Visited,
        |case| concluding(case, "ordered"),
        ("order-missing", 28),
    ),
    tried(
        "an order stands and the result says that all was mended on the scene",
        Daily::VisitedAndOrdered,
        |case| concluding(case, "fixed"),
        ("order-stands", 28),
    ),
    tried(
        "an inspection is cancelled after the visit",
        Daily::Visited,
        |case| order(case, HEAD, "cancel-inspection", acts::reason()),
        ("wrong-state", 54),
    )
    .under(OPTIMISING),
    tried(
        "an inspection orders to correct what another organ punishes",
        Daily::Visited,
        |case| ordering(case, json!({ "cause": acts::INFECTION, "duties": [] })),
        ("cause-of-another-organ", 17),
    ),
    tried(
        "an order to correct does not say which rule was broken",
        Daily::Visited,
        |case| ordering(case, json!({ "duties": [] })),
        ("duty-unnamed", 44),
    ),
    tried(
        "an order to correct names a day that is past",
        Daily::Visited,
        |case| ordering(case, json!({ "due_on": "2026-03-01" })),
        ("input-invalid", 47),
    ),
    tried(
        "an order to correct gives more time than the pack allows",
        Daily::Visited,
        |case| ordering(case, json!({ "due_on": "2027-03-16" })),
        ("input-invalid", 47),
    ),
    tried(
        "a second order is given while one waits",
        Daily::VisitedAndOrdered,
        |case| ordering(case, json!({})),
        ("correction-pending", 28),
    ),
    tried(
        "a term is made longer that nobody set",
        Daily::Visited,
        |case| extending(case, UNIT_HEAD, "2026-03-20"),
        ("correction-term-over", 28),
    ),
    tried(
        "a re-check is recorded without an order",
        Daily::Visited,
        |case| rechecking(case, "corrected"),
        ("no-correction-order", 28),
    ),
    tried(
        "the result is told before there is one",
        Daily::Visited,
        |case| order(case, OFFICER, "feed-back", inspections::feed_back(case)),
        ("wrong-state", 58),
    )
    .under(OPTIMISING),
    tried(
        "a case is opened before the inspection has a result",
        Daily::Visited,
        handing_over,
        ("wrong-state", 54),
    ),
    tried(
        "an approval is completed that nobody owes",
        Daily::Visited,
        |case| order(case, HEAD, "complete-approval", acts::opinion_of_head()),
        ("approval-not-owed", 54),
    ),
    // -------------------------------------------------------------- the term, the re-check
    tried(
        "a unit is found overdue while its term runs",
        Daily::Ordered,
        |case| rechecking(case, "overdue"),
        ("correction-not-due", 28),
    ),
    tried(
        "a re-check looks at what nobody ordered",
        Daily::Ordered,
        |case| {
            let items = json!([{ "cause": acts::SYSTEM, "result": "corrected" }]);
            let other = with(acts::recheck(case, "corrected"), json!({ "items": items }));
            order(case, OFFICER, "recheck-correction", other)
        },
        ("input-invalid", 47),
    ),
    tried(
        "one officer makes the re-check alone",
        Daily::Ordered,
        |case| {
            let alone = json!({ "officers": [case.api.officer(OFFICER)] });
            order(case, OFFICER, "recheck-correction", with(acts::recheck(case, "corrected"), alone))
        },
        ("officers-unfit", 42),
    ),
    tried(
        "a longer term ends before the one that runs",
        Daily::Ordered,
        |case| extending(case, UNIT_HEAD, "2026-03-15"),
        ("input-invalid", 47),
    ),
    tried(
        "an officer makes a term longer",
        Daily::Ordered,
        |case| extending(case, OFFICER, "2026-03-20"),
        ("role-missing", 28),
    )
    .personally(),
    tried(
        "a term is made longer after it is over",
        Daily::TermOver,
        |case| extending(case, UNIT_HEAD, "2026-03-20"),
        ("correction-term-over", 28),
    ),
    // -------------------------------------------------------------- closing
    tried(
        "an inspection is closed before its order was re-checked",
        Daily::TermOver,
        |case| closing(case, UNIT_HEAD),
        ("order-not-rechecked", 28),
    ),
    tried(
        "an inspection is closed without the case that it owes",
        Daily::FoundOverdue,
        |case| closing(case, UNIT_HEAD),
        ("case-not-opened", 54),
    ),
    tried(
        "an officer closes an inspection",
        Daily::CaseOpened,
        |case| closing(case, OFFICER),
        ("role-missing", 54),
    )
    .personally(),
    tried("one inspection opens two cases", Daily::CaseOpened, handing_over, ("case-already-opened", 54)),
    tried(
        "a case is opened from an inspection that found nothing",
        Daily::NothingFound,
        handing_over,
        ("nothing-found", 40),
    ),
    tried(
        "an inspection is closed before the unit knows its result",
        Daily::NothingFound,
        |case| closing(case, UNIT_HEAD),
        ("result-not-fed-back", 58),
    )
    .under(OPTIMISING),
    tried(
        "an urgent inspection is closed before it is approved",
        Daily::ApprovalOwed,
        |case| closing(case, UNIT_HEAD),
        ("approval-not-completed", 54),
    ),
    tried(
        "an officer completes the approval of an urgent visit",
        Daily::ApprovalOwed,
        |case| order(case, OFFICER, "complete-approval", acts::opinion_of_head()),
        ("role-missing", 54),
    )
    .personally(),
    tried(
        "an inspection is archived that is not closed",
        Daily::FoundOverdue,
        |case| order(case, ARCHIVIST, "archive", acts::archive()),
        ("wrong-state", 47),
    ),
    tried(
        "a closed inspection is inspected again",
        Daily::Completed,
        |case| visiting(case, json!({})),
        ("wrong-state", 55),
    ),
    tried(
        "a closed inspection gives another order",
        Daily::Completed,
        |case| ordering(case, json!({ "cause": WASTE })),
        ("wrong-state", 28),
    ),
];
