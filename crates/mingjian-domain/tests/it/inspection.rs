//! Inspections as they go: the usual way, the urgent one, and the ones that end in an order or in a case.
//! What must not happen is tried in `forbidden`.

use crate::acts;
use crate::case::Case;
use crate::people::{Who, day};
use crate::visits;
use mingjian_domain::act::Opening;
use mingjian_domain::act::inspection::{InspectionReason, InspectionResult, OpenInspection};
use mingjian_domain::act::investigation::RecheckResult;
use mingjian_domain::act::lead::LeadSource;
use mingjian_domain::attempt::{Command, Context, attempt, open};
use mingjian_domain::event::Event;
use mingjian_domain::handover::handed_over;
use mingjian_domain::law::Law;
use mingjian_domain::proceeding::Proceeding;
use mingjian_law::variable::{Variable, referral};

fn closed(case: &mut Case) {
    let now = visits::moment(case);
    case.act("feed-back", visits::feed_back(now)).by(Who::OfficerA);
    case.act("close-inspection", visits::close()).by(Who::UnitHead);
    case.act("archive", acts::archive()).by(Who::Archivist);
    assert_eq!(case.proceeding.position, "archived");
    assert!(case.running().is_empty(), "no clock outlives the inspection");
    let folded = Proceeding::fold(&case.events);
    assert_eq!(folded.as_ref(), Some(&case.proceeding));
}

fn kinds(event: &Event) -> Vec<&str> {
    event.papers.iter().map(|paper| paper.kind.as_str()).collect()
}

#[test]
fn an_inspection_that_finds_nothing_is_told_to_the_unit_and_closed() {
    let mut case = visits::opened(visits::task());
    let approval = case.act("approve-inspection", visits::approve()).by(Who::Head);
    assert_eq!(kinds(&approval), ["inspection-approval"]);
    let now = visits::moment(&case);
    assert_eq!(
        kinds(&case.act("notify-inspection", visits::notify(now)).by(Who::OfficerB)),
        ["inspection-notice"]
    );
    let now = visits::moment(&case);
    let visit = case.act("inspect", visits::inspect(visits::visit(now, &[]))).by(Who::OfficerA);
    assert_eq!(kinds(&visit), ["scene-record", "inspection-checklist"]);
    assert_eq!(case.proceeding.evidence.len(), 1, "the record of the scene is evidence");
    let result = case.act("conclude-inspection", visits::result(InspectionResult::Clean)).by(Who::OfficerA);
    assert!(kinds(&result).is_empty(), "nothing to mind, no opinion");
    closed(&mut case);
}

#[test]
fn what_was_corrected_on_the_spot_is_told_with_an_opinion() {
    let mut case = visits::inspected(&["transport"]);
    let result = case.act("conclude-inspection", visits::result(InspectionResult::Fixed)).by(Who::OfficerA);
    assert_eq!(kinds(&result), ["supervision-opinion"]);
    closed(&mut case);
}

#[test]
fn an_unannounced_inspection_needs_no_notice_and_an_urgent_one_is_approved_afterwards() {
    let mut case = visits::opened(OpenInspection { announced: false, ..visits::task() });
    case.act("approve-inspection", visits::approve()).by(Who::Head);
    let now = visits::moment(&case);
    case.act("inspect", visits::inspect(visits::visit(now, &[]))).by(Who::OfficerA);

    let mut case = visits::urgent();
    assert_eq!(case.due(Variable::ApprovalClock), day("2026-03-04"), "two working days, as the pack says");
    case.act("conclude-inspection", visits::result(InspectionResult::Fixed)).by(Who::OfficerA);
    case.refuses("close-inspection", Who::UnitHead, "result-not-fed-back");
    case.act("complete-approval", visits::complete()).by(Who::Head);
    assert!(!case.running().contains(&Variable::ApprovalClock));
    closed(&mut case);
}

#[test]
fn a_term_is_made_longer_while_it_runs_and_the_clock_follows_行政处罚法_第二十八条() {
    let mut case = visits::ordered();
    let extend = visits::extend(crate::stages::WASTE, day("2026-03-02"), day("2026-03-20"));
    let event = case.act("extend-correction", extend).by(Who::UnitHead);
    assert_eq!(kinds(&event), ["correction-extension"]);
    assert_eq!(case.due(Variable::CorrectionClock), day("2026-03-20"));
    let item = &case.proceeding.corrections[0].items[0];
    assert_eq!((item.stated.due_on, item.extended_from), (day("2026-03-20"), Some(day("2026-03-10"))));
    case.wait_until("2026-03-16 09:00");
    case.act("recheck-correction", acts::recheck(RecheckResult::Overdue)).refused(
        Who::OfficerA,
        "correction-not-due",
        "行政处罚法",
        28,
    );
    case.act("recheck-correction", acts::recheck(RecheckResult::Corrected)).by(Who::OfficerA);
    closed(&mut case);
}

#[test]
fn an_overdue_correction_becomes_a_case_that_carries_party_findings_evidence_and_order() {
    let mut case = visits::ordered();
    case.wait_until("2026-03-11 09:00");
    case.act("recheck-correction", acts::recheck(RecheckResult::Overdue)).by(Who::OfficerA);
    assert!(case.proceeding.is(Variable::Referral, referral::OWED));
    let event = case.act("open-case", visits::open_case()).by(Who::OfficerA);
    let id = event.opens.expect("it opens a case");
    assert_eq!(case.proceeding.inspection.as_ref().unwrap().case, Some(id));

    let handed = handed_over(&case.proceeding, &event, &Who::OfficerA.facts().files).unwrap();
    assert_eq!(handed.lead.source, LeadSource::Inspection);
    assert_eq!(handed.lead.party, *case.proceeding.party());
    assert_eq!(handed.lead.found_on, day("2026-03-02"), "found on the day of the inspection");
    assert_eq!(handed.origin.causes, [crate::stages::WASTE]);
    assert_eq!(handed.origin.files[0].sha256.len(), 64, "the signed record goes along by its hash");
    let context = crate::case::context(Who::OfficerA, case.now, crate::people::evidence_id(50), &[]);
    let step = open(id, "penalty-ordinary", handed, &context).unwrap();
    let read = Event::from_bytes(&step.event.to_bytes().unwrap()).unwrap();
    let opened = Proceeding::fold([&read]).unwrap();
    assert!(matches!(opened.opening, Opening::HandedOver(_)));
    assert_eq!(
        opened.evidence,
        case.proceeding
            .evidence
            .iter()
            .cloned()
            .map(|mut one| {
                one.seq = 1;
                one
            })
            .collect::<Vec<_>>()
    );
    let violation = acts::violation(&case, crate::stages::WASTE);
    assert!(
        opened.is_overdue(&violation),
        "the order of the inspection opens the clause for overdue corrections"
    );
    closed(&mut case);
}

#[test]
fn a_complaint_is_inspected_beyond_the_cap_and_a_plan_is_not() {
    let mut pack = crate::case::law().pack.clone();
    pack.organ.inspections_per_year = Some(2);
    let tried = |reason, earlier_inspections| {
        let case = visits::opened(OpenInspection { reason, ..visits::task() });
        let context = Context {
            law: Law::of(&pack),
            earlier_inspections,
            ..crate::case::context(Who::Head, case.now, crate::people::evidence_id(9), &[])
        };
        let command = Command {
            action: "approve-inspection".to_owned(),
            act: visits::approve(),
            occurred_at: None,
            late_reason: None,
        };
        attempt(&case.proceeding, &command, &context).map(|_| ()).map_err(|refusal| refusal.code)
    };
    assert_eq!(tried(InspectionReason::Plan, 1), Ok(()));
    assert_eq!(tried(InspectionReason::Plan, 2), Err("frequency-cap-reached".to_owned()));
    assert_eq!(tried(InspectionReason::Complaint, 2), Ok(()));
}
