//! Acts of inspections for tests: the task, its approval, the visit, the result, the feedback.
//! They hold together; what is wrong with one is said where it is tried.

use crate::acts::{act, both, party, prose, signed};
use crate::case::{Case, at, context, stored};
use crate::people::{Who, day, evidence_id, proceeding_id};
use chrono::{NaiveDate, NaiveDateTime};
use mingjian_domain::act::Act;
use mingjian_domain::act::inspection::{
    ApproveInspection, CancelInspection, CheckAnswer, CheckResult, CloseInspection, ConcludeInspection,
    ExtendCorrection, FeedBack, Inspect, InspectionReason, InspectionResult, NotifyInspection, OpenCase,
    OpenInspection,
};
use mingjian_domain::attempt::open;
use mingjian_domain::instant::Instant;
use mingjian_domain::proceeding::Proceeding;

/// The lines of the checklist of medical waste.
pub(crate) const LINES: [&str; 7] =
    ["system", "training", "protection", "register", "collection", "storage", "transport"];

pub(crate) fn task() -> OpenInspection {
    OpenInspection {
        item: "medical-waste".to_owned(),
        reason: InspectionReason::Plan,
        plan: "2026年度检查计划".to_owned(),
        summary: prose("检查医疗废物的收集、登记和贮存。"),
        raised_on: day("2026-03-02"),
        planned_on: day("2026-03-03"),
        place: "示例市示例路2号".to_owned(),
        announced: true,
        officers: both(),
        party: party(),
    }
}

pub(crate) fn opened(task: OpenInspection) -> Case {
    let now = at("2026-03-02 09:00");
    let step =
        open(proceeding_id(), "inspection", task, &context(Who::OfficerA, now, evidence_id(0), &[])).unwrap();
    let event = stored(step, 0);
    let proceeding = Proceeding::fold([&event]).unwrap();
    Case { proceeding, events: vec![event], now: now.plus_seconds(60), next_evidence: 1 }
}

pub(crate) fn approve() -> Act {
    act!(ApproveInspection ApproveInspection { opinion: prose("同意检查") })
}

pub(crate) fn complete() -> Act {
    act!(CompleteApproval ApproveInspection { opinion: prose("情况紧急，同意补办") })
}

pub(crate) fn notify(at: NaiveDateTime) -> Act {
    act!(NotifyInspection NotifyInspection {
        notified_at: at,
        way: "当场送达".to_owned(),
        recipient: "李明".to_owned(),
        prepare: Some(prose("医疗废物登记资料")),
    })
}

/// A visit that finds some lines wanting.
pub(crate) fn visit(at: NaiveDateTime, failing: &[&str]) -> Inspect {
    let check = |line: &&str| {
        let fails = failing.contains(line);
        CheckAnswer {
            line: (*line).to_owned(),
            result: if fails { CheckResult::Fails } else { CheckResult::Conforms },
            note: fails.then(|| prose("三月一日以后没有登记")),
        }
    };
    Inspect {
        officers: both(),
        place: "示例市示例路2号".to_owned(),
        began_at: at,
        ended_at: at,
        urgency: None,
        cards_shown: true,
        rights_told: true,
        uniform: true,
        insignia: true,
        present: "李明".to_owned(),
        checks: LINES.iter().map(check).collect(),
        findings: prose("医疗废物暂存间有废物两箱，登记本记到二月末。"),
        party_view: prose("以上属实"),
        photos: Vec::new(),
        signature: signed(),
    }
}

pub(crate) fn inspect(visit: Inspect) -> Act {
    act!(Inspect visit)
}

pub(crate) fn result(result: InspectionResult) -> Act {
    let opinions = (result != InspectionResult::Clean).then(|| prose("立即补齐登记，按日登记。"));
    act!(ConcludeInspection ConcludeInspection { result, opinions })
}

pub(crate) fn feed_back(at: NaiveDateTime) -> Act {
    act!(FeedBack FeedBack { told_at: at, recipient: "李明".to_owned(), signature: signed() })
}

pub(crate) fn extend(cause: &str, requested_on: NaiveDate, due_on: NaiveDate) -> Act {
    act!(ExtendCorrection ExtendCorrection {
        cause: cause.to_owned(),
        requested_on,
        reason: prose("登记系统正在安装"),
        due_on,
    })
}

pub(crate) fn open_case() -> Act {
    act!(OpenCase OpenCase { summary: prose("检查发现未登记医疗废物，责令改正后逾期未改正。") })
}

pub(crate) fn close() -> Act {
    act!(CloseInspection CloseInspection { opinion: prose("同意办结") })
}

pub(crate) fn cancel() -> Act {
    act!(CancelInspection CancelInspection { reason: prose("该单位已经停业") })
}

// ---------------------------------------------------------------- stages

pub(crate) fn approved() -> Case {
    let mut case = opened(task());
    case.act("approve-inspection", approve()).by(Who::Head);
    case
}

pub(crate) fn notified() -> Case {
    let mut case = approved();
    let now = case.now.china();
    case.act("notify-inspection", notify(now)).by(Who::OfficerA);
    case
}

pub(crate) fn inspected(failing: &[&str]) -> Case {
    let mut case = notified();
    let now = case.now.china();
    case.act("inspect", inspect(visit(now, failing))).by(Who::OfficerA);
    case
}

/// The register was wanting, and its correction was ordered until the tenth.
pub(crate) fn ordered() -> Case {
    let mut case = inspected(&["register"]);
    case.act("order-correction", crate::acts::order(day("2026-03-10"))).by(Who::OfficerB);
    case.act("conclude-inspection", result(InspectionResult::Ordered)).by(Who::OfficerA);
    case
}

/// Nothing was found, and the unit knows it.
pub(crate) fn clean() -> Case {
    let mut case = inspected(&[]);
    case.act("conclude-inspection", result(InspectionResult::Clean)).by(Who::OfficerA);
    case
}

/// A visit that could not wait, on the day of the task.
pub(crate) fn urgent() -> Case {
    let mut case = opened(task());
    let now = case.now.china();
    let visit =
        Inspect { urgency: Some(prose("群众反映正在倾倒医疗废物")), ..visit(now, &["register"]) };
    case.act("inspect", inspect(visit)).by(Who::OfficerA);
    case
}

pub(crate) fn moment(case: &Case) -> NaiveDateTime {
    case.now.china()
}

/// What a clock reads at nine on a day.
pub(crate) fn nine(on: &str) -> Instant {
    at(&format!("{on} 09:00"))
}
