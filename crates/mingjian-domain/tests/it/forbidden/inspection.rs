//! Orders that must be refused in an inspection, from the task to the closed file.
//! What is a matter of an ordinary case is tried elsewhere.

use super::{Forbidden, forbidden, order};
use crate::acts::{self, prose};
use crate::case::Case;
use crate::people::{Who, day};
use crate::visits::{self, moment};
use mingjian_domain::act::Opening;
use mingjian_domain::act::inspection::{Inspect, InspectionResult, OpenInspection};
use mingjian_domain::act::investigation::{RecheckResult, Signature};
use mingjian_domain::attempt::open;

const BUSINESS: &str = "优化营商环境条例";

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "an item that is no longer listed is approved",
        unlisted,
        |_| order("approve-inspection", visits::approve(), Who::Head),
        ("item-not-listed", 58),
    )
    .under(BUSINESS),
    forbidden(
        "an item that is no longer listed is inspected",
        || {
            let mut case = visits::notified();
            unlist(&mut case);
            case
        },
        |case| {
            let mut visit = visits::visit(moment(case), &[]);
            visit.checks.clear();
            order("inspect", visits::inspect(visit), Who::OfficerA)
        },
        ("item-not-listed", 58),
    )
    .under(BUSINESS),
    forbidden(
        "an officer approves the inspection",
        || visits::opened(visits::task()),
        |_| order("approve-inspection", visits::approve(), Who::OfficerA),
        ("role-missing", 54),
    ),
    forbidden(
        "the head who is named as an inspector approves",
        || {
            let officers = vec![Who::OfficerHead.officer(), Who::OfficerA.officer()];
            let mut case = visits::opened(OpenInspection { officers, ..visits::task() });
            case.now = case.now.plus_seconds(60);
            case
        },
        |_| order("approve-inspection", visits::approve(), Who::OfficerHead),
        ("head-investigated", 57),
    ),
    forbidden(
        "an inspector has an interest in the unit",
        || {
            visits::opened(OpenInspection {
                officers: vec![Who::OfficerKin.officer(), Who::OfficerA.officer()],
                ..visits::task()
            })
        },
        |_| order("approve-inspection", visits::approve(), Who::Head),
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "a certificate ended between task and approval",
        || {
            let mut case = visits::opened(OpenInspection {
                officers: vec![Who::OfficerExpired.officer(), Who::OfficerA.officer()],
                ..visits::task()
            });
            case.wait_until("2026-03-12 09:00");
            case
        },
        |_| order("approve-inspection", visits::approve(), Who::Head),
        ("officers-unfit", 42),
    ),
    forbidden(
        "the approval gives no opinion",
        || visits::opened(visits::task()),
        |_| {
            order(
                "approve-inspection",
                acts::act!(ApproveInspection mingjian_domain::act::inspection::ApproveInspection { opinion: prose(" ") }),
                Who::Head,
            )
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "inspection before the approval",
        || visits::opened(visits::task()),
        |case| order("inspect", visits::inspect(visits::visit(moment(case), &[])), Who::OfficerA),
        ("inspection-not-approved", 54),
    ),
    forbidden(
        "inspection without a notice",
        visits::approved,
        |case| order("inspect", visits::inspect(visits::visit(moment(case), &[])), Who::OfficerA),
        ("inspection-not-announced", 58),
    )
    .under(BUSINESS),
    forbidden(
        "one officer inspects alone",
        visits::notified,
        |case| {
            order(
                "inspect",
                visits::inspect(Inspect {
                    officers: vec![Who::OfficerA.officer()],
                    ..visits::visit(moment(case), &[])
                }),
                Who::OfficerA,
            )
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "an officer of another organ inspects",
        visits::notified,
        |case| {
            order(
                "inspect",
                visits::inspect(Inspect {
                    officers: vec![Who::OfficerA.officer(), Who::OfficerForeign.officer()],
                    ..visits::visit(moment(case), &[])
                }),
                Who::OfficerA,
            )
        },
        ("officer-of-another-organ", 17),
    ),
    forbidden(
        "no certificate is shown",
        visits::notified,
        |case| {
            order(
                "inspect",
                visits::inspect(Inspect { cards_shown: false, ..visits::visit(moment(case), &[]) }),
                Who::OfficerA,
            )
        },
        ("cards-not-shown", 55),
    ),
    forbidden(
        "no rights are told",
        visits::notified,
        |case| {
            order(
                "inspect",
                visits::inspect(Inspect { rights_told: false, ..visits::visit(moment(case), &[]) }),
                Who::OfficerA,
            )
        },
        ("cards-not-shown", 55),
    ),
    forbidden(
        "a line of the checklist is left open",
        visits::notified,
        |case| {
            let mut visit = visits::visit(moment(case), &[]);
            visit.checks.pop();
            order("inspect", visits::inspect(visit), Who::OfficerA)
        },
        ("checklist-incomplete", 55),
    ),
    forbidden(
        "a line fails and nobody says how",
        visits::notified,
        |case| {
            let mut visit = visits::visit(moment(case), &["register"]);
            visit.checks[3].note = None;
            order("inspect", visits::inspect(visit), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a line is of another checklist",
        visits::notified,
        |case| {
            let mut visit = visits::visit(moment(case), &[]);
            "air".clone_into(&mut visit.checks[0].line);
            order("inspect", visits::inspect(visit), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "the record is not signed",
        visits::notified,
        |case| {
            order(
                "inspect",
                visits::inspect(Inspect {
                    signature: Signature { signed_by: None, scan: None, refusal: None },
                    ..visits::visit(moment(case), &[])
                }),
                Who::OfficerA,
            )
        },
        ("signature-missing", 47),
    ),
    forbidden(
        "an officer who is not named inspects",
        visits::notified,
        |case| order("inspect", visits::inspect(visits::visit(moment(case), &[])), Who::OfficerC),
        ("not-handler", 55),
    ),
    forbidden(
        "an approval is completed that was given before",
        || visits::inspected(&[]),
        |_| order("complete-approval", visits::complete(), Who::Head),
        ("approval-not-owed", 54),
    ),
    forbidden(
        "a result before the inspection",
        visits::notified,
        |_| order("conclude-inspection", visits::result(InspectionResult::Clean), Who::OfficerA),
        ("wrong-state", 54),
    ),
    forbidden(
        "nothing found, against the checklist",
        || visits::inspected(&["register"]),
        |_| order("conclude-inspection", visits::result(InspectionResult::Clean), Who::OfficerA),
        ("result-contradicts-checklist", 54),
    ),
    forbidden(
        "a case, although every line conforms",
        || visits::inspected(&[]),
        |_| order("conclude-inspection", visits::result(InspectionResult::Case), Who::OfficerA),
        ("result-contradicts-checklist", 54),
    ),
    forbidden(
        "ordered, and no order was made",
        || visits::inspected(&["register"]),
        |_| order("conclude-inspection", visits::result(InspectionResult::Ordered), Who::OfficerA),
        ("order-missing", 28),
    ),
    forbidden(
        "corrected on the spot, although an order runs",
        || {
            let mut case = visits::inspected(&["register"]);
            case.act("order-correction", acts::order(day("2026-03-10"))).by(Who::OfficerA);
            case
        },
        |_| order("conclude-inspection", visits::result(InspectionResult::Fixed), Who::OfficerA),
        ("order-stands", 28),
    ),
    forbidden(
        "a second order before the first is re-checked",
        || {
            let mut case = visits::inspected(&["register"]);
            case.act("order-correction", acts::order(day("2026-03-10"))).by(Who::OfficerA);
            case
        },
        |_| order("order-correction", acts::order(day("2026-03-12")), Who::OfficerA),
        ("correction-pending", 28),
    ),
    forbidden(
        "overdue before the term has passed",
        visits::ordered,
        |_| order("recheck-correction", acts::recheck(RecheckResult::Overdue), Who::OfficerA),
        ("correction-not-due", 28),
    ),
    forbidden(
        "a term that has passed is made longer",
        || {
            let mut case = visits::ordered();
            case.wait_until("2026-03-11 09:00");
            case
        },
        |_| {
            order(
                "extend-correction",
                visits::extend(crate::stages::WASTE, day("2026-03-09"), day("2026-03-20")),
                Who::UnitHead,
            )
        },
        ("correction-term-over", 28),
    ),
    forbidden(
        "a longer term that is none",
        visits::ordered,
        |_| {
            order(
                "extend-correction",
                visits::extend(crate::stages::WASTE, day("2026-03-02"), day("2026-03-10")),
                Who::UnitHead,
            )
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "an officer makes the term longer",
        visits::ordered,
        |_| {
            order(
                "extend-correction",
                visits::extend(crate::stages::WASTE, day("2026-03-02"), day("2026-03-20")),
                Who::OfficerA,
            )
        },
        ("role-missing", 28),
    ),
    forbidden(
        "closing before the unit knows the result",
        visits::clean,
        |_| order("close-inspection", visits::close(), Who::UnitHead),
        ("result-not-fed-back", 58),
    )
    .under(BUSINESS),
    forbidden(
        "closing before the urgent inspection is approved",
        || {
            let mut case = visits::urgent();
            case.act("conclude-inspection", visits::result(InspectionResult::Fixed)).by(Who::OfficerA);
            let now = moment(&case);
            case.act("feed-back", visits::feed_back(now)).by(Who::OfficerA);
            case
        },
        |_| order("close-inspection", visits::close(), Who::UnitHead),
        ("approval-not-completed", 54),
    ),
    forbidden(
        "closing before the order is re-checked",
        || {
            let mut case = visits::ordered();
            let now = moment(&case);
            case.act("feed-back", visits::feed_back(now)).by(Who::OfficerA);
            case
        },
        |_| order("close-inspection", visits::close(), Who::UnitHead),
        ("order-not-rechecked", 28),
    ),
    forbidden(
        "closing although the correction is overdue and no case was opened",
        || {
            let mut case = visits::ordered();
            let now = moment(&case);
            case.act("feed-back", visits::feed_back(now)).by(Who::OfficerA);
            case.wait_until("2026-03-11 09:00");
            case.act("recheck-correction", acts::recheck(RecheckResult::Overdue)).by(Who::OfficerA);
            case
        },
        |_| order("close-inspection", visits::close(), Who::UnitHead),
        ("case-not-opened", 54),
    ),
    forbidden(
        "a case from an inspection that found nothing",
        visits::clean,
        |_| order("open-case", visits::open_case(), Who::OfficerA),
        ("nothing-found", 54),
    ),
    forbidden(
        "a second case from the same inspection",
        || {
            let mut case = visits::ordered();
            case.act("open-case", visits::open_case()).by(Who::OfficerA);
            case
        },
        |_| order("open-case", visits::open_case(), Who::OfficerA),
        ("case-already-opened", 54),
    ),
    forbidden(
        "cancelling after the visit",
        || visits::inspected(&[]),
        |_| order("cancel-inspection", visits::cancel(), Who::Head),
        ("wrong-state", 54),
    )
    .under(BUSINESS),
    forbidden(
        "an action of a penalty",
        visits::clean,
        |_| order("decide-penalty", acts::decide(), Who::Head),
        ("unknown-action", 5),
    ),
];

/// The list changed after the task was entered.
fn unlist(case: &mut Case) {
    if let Opening::Inspection(task) = &mut case.proceeding.opening {
        "fire-safety".clone_into(&mut task.item);
    }
}

fn unlisted() -> Case {
    let mut case = visits::opened(visits::task());
    unlist(&mut case);
    case
}

#[test]
fn only_a_listed_item_of_this_organ_is_inspected_by_two_certified_officers() {
    let tried = |task: OpenInspection| {
        let context = crate::case::context(
            Who::OfficerA,
            visits::nine("2026-03-02"),
            crate::people::evidence_id(0),
            &[],
        );
        let refusal = open(crate::people::proceeding_id(), "inspection", task, &context).unwrap_err();
        (refusal.code, refusal.field.unwrap_or_default())
    };
    let item = |item: &str| OpenInspection { item: item.to_owned(), ..visits::task() };
    let refused = |code: &str, field: &str| (code.to_owned(), field.to_owned());
    assert_eq!(tried(item("fire-safety")), refused("item-not-listed", "item"));
    assert_eq!(tried(item("infection-control")), refused("item-not-listed", "item"), "it is another organ's");
    let alone = OpenInspection { officers: vec![Who::OfficerA.officer()], ..visits::task() };
    assert_eq!(tried(alone), refused("officers-unfit", "officers"));
    let back = OpenInspection { planned_on: day("2026-03-01"), ..visits::task() };
    assert_eq!(tried(back), refused("input-invalid", "planned_on"));
    let unplanned = OpenInspection { plan: String::new(), ..visits::task() };
    assert_eq!(tried(unplanned), refused("input-invalid", "plan"));
}
