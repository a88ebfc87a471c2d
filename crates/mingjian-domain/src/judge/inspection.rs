//! Judges what is stated in an inspection: item, unit, officers, checklist, result, term, feedback.
//! Order is not judged here: that is the procedure's.

use super::investigation::{check_signature, latest_term};
use super::lead::{assigned_officers, check_party};
use super::{
    Judged, acting_officers, need_prose, need_span, need_text, not_after, with_files, with_photos, written,
};
use crate::act::inspection::{
    ApproveInspection, CheckResult, ConcludeInspection, ExtendCorrection, FeedBack, Inspect,
    InspectionResult, NotifyInspection, OpenCase, OpenInspection,
};
use crate::act::{InputFault, Prose};
use crate::attempt::{Context, officer_records};
use crate::clock::ClockRecord;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::inspection::InspectionItem;
use mingjian_law::variable::{
    Value, Variable, conclusion, frequency, item as listed, manners, urgency, visit,
};
use std::collections::BTreeSet;

/// What was entered of an inspection that shall take place.
pub(crate) fn open(
    stated: &OpenInspection,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    if item_on(&stated.item, day, context).is_none() {
        return Err(Refusal::field(
            "item-not-listed",
            "item",
            "检查事项不在本机关公布的行政检查事项清单中，不得实施检查。请选择已公布的事项，或者先按规定公布。",
            vec![Citation::article("优化营商环境条例", 58)],
        ));
    }
    need_text(&stated.plan, "plan")?;
    need_prose(&stated.summary, "summary")?;
    need_text(&stated.place, "place")?;
    not_after(stated.raised_on, day, "raised_on")?;
    if stated.planned_on < stated.raised_on {
        return Err(InputFault::new("planned_on", "拟检查日期早于提出日期，请核对").into());
    }
    check_party(&stated.party)?;
    let records = officer_records(&stated.officers, day, context.facts);
    let named: BTreeSet<_> = stated.officers.iter().collect();
    // Whoever is named takes part: a third person who is no officer does not either (国办发〔2024〕54号).
    if records.len() < 2 || records.len() != named.len() {
        return Err(Refusal::field(
            "officers-unfit",
            "officers",
            "检查人员不足两名，或有人当日不持有有效执法证。请指派两名以上持证且证件有效的执法人员。",
            vec![
                Citation::article("行政处罚法", 42).paragraph(1),
                Citation::article("河南省行政执法条例", 24),
            ],
        ));
    }
    Ok(Judged { officers: records, ..Judged::default() })
}

/// The item of this organ's list that may be inspected on a day.
fn item_on<'a>(id: &str, day: NaiveDate, context: &Context<'a>) -> Option<&'a InspectionItem> {
    let law = context.law;
    law.pack.item(id).filter(|item| item.in_force(day) && item.organ == law.organ())
}

fn item_value(proceeding: &Proceeding, day: NaiveDate, context: &Context<'_>) -> Value {
    let task = proceeding.opening.inspection();
    match task.and_then(|task| item_on(&task.item, day, context)) {
        Some(_) => listed::LISTED,
        None => listed::UNLISTED,
    }
}

/// The head sees item, officers, notice and how often the unit was inspected this year.
pub(crate) fn approve(
    proceeding: &Proceeding,
    stated: &ApproveInspection,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.opinion, "opinion")?;
    let judged = assigned_officers(proceeding, day, context)?;
    let task = proceeding.opening.inspection();
    let announced = task.is_none_or(|task| task.announced);
    let exempt = task.is_some_and(|task| task.reason.is_of_one_matter());
    let cap = context.law.pack.organ.inspections_per_year;
    let above = !exempt && cap.is_some_and(|cap| context.earlier_inspections >= cap);
    Ok(judged
        .with(Variable::Item, item_value(proceeding, day, context))
        .with(Variable::Visit, if announced { visit::ANNOUNCED } else { visit::UNANNOUNCED })
        .with(Variable::Frequency, if above { frequency::ABOVE } else { frequency::WITHIN }))
}

pub(crate) fn notify(stated: &NotifyInspection) -> Result<Judged, Refusal> {
    need_text(&stated.way, "way")?;
    need_text(&stated.recipient, "recipient")?;
    Ok(Judged::default())
}

/// On the scene: certificates, rights, every line of the checklist, the signed record (行政处罚法 第五十五条).
pub(crate) fn inspect(
    proceeding: &Proceeding,
    stated: &Inspect,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.place, "place")?;
    need_text(&stated.present, "present")?;
    need_prose(&stated.findings, "findings")?;
    need_span(stated.began_at, stated.ended_at, "ended_at")?;
    check_list(proceeding, stated, context)?;
    check_signature(&stated.signature)?;
    let urgent = stated.urgency.as_ref().is_some_and(|reason| !reason.is_blank());
    let kept = stated.cards_shown && stated.rights_told;
    let mut judged = acting_officers(proceeding, &stated.officers, day, context)?
        .with(Variable::Item, item_value(proceeding, day, context))
        .with(Variable::Manners, if kept { manners::KEPT } else { manners::LACKING })
        .with(Variable::Urgency, if urgent { urgency::URGENT } else { urgency::ORDINARY });
    judged.adds_evidence = true;
    with_files(judged, &with_photos(stated.signature.scan, &stated.photos), context)
}

/// Each line of the item is answered once, and what fails is described.
fn check_list(proceeding: &Proceeding, stated: &Inspect, context: &Context<'_>) -> Result<(), Refusal> {
    let task = proceeding.opening.inspection();
    let Some(item) = task.and_then(|task| context.law.pack.item(&task.item)) else {
        return Ok(());
    };
    let mut answered = BTreeSet::new();
    for (place, check) in stated.checks.iter().enumerate() {
        let field = |name: &str| format!("checks[{place}].{name}");
        if item.line(&check.line).is_none() {
            return Err(InputFault::new(&field("line"), "检查表中没有这一项，请刷新页面后重试").into());
        }
        if !answered.insert(check.line.as_str()) {
            return Err(InputFault::new(&field("line"), "同一项检查内容只填写一次").into());
        }
        if check.result == CheckResult::Fails && check.note.as_ref().is_none_or(Prose::is_blank) {
            return Err(InputFault::new(&field("note"), "不符合的项目应当写明具体情况").into());
        }
    }
    let open = item.lines.iter().find(|line| !answered.contains(line.id.as_str()));
    open.map_or(Ok(()), |line| {
        let message = format!("检查表中“{}”还没有填写，请选择符合、不符合或者不适用。", line.label);
        Err(Refusal::field(
            "checklist-incomplete",
            "checks",
            &message,
            vec![Citation::article("行政处罚法", 55)],
        ))
    })
}

/// The result agrees with the checklist: nothing found means that no line fails, and the reverse.
pub(crate) fn conclude(proceeding: &Proceeding, stated: &ConcludeInspection) -> Result<Judged, Refusal> {
    let visit = proceeding.inspection.as_ref().and_then(|record| record.visit.as_ref());
    let failures = visit.map_or(0, |visit| visit.failures().count());
    let contradicts = |message: &str| {
        let basis = vec![Citation::article("行政处罚法", 54).paragraph(1)];
        Err(Refusal::field("result-contradicts-checklist", "result", message, basis))
    };
    let opinions = stated.opinions.as_ref().filter(|opinions| !opinions.is_blank());
    let clean = stated.result == InspectionResult::Clean;
    if clean && failures > 0 {
        return contradicts("检查表中有不符合的项目，检查结果不能是未发现问题。");
    }
    if !clean && failures == 0 {
        return contradicts("检查表中没有不符合的项目，请核对检查结果。");
    }
    if !clean && opinions.is_none() {
        return Err(InputFault::new("opinions", "发现问题的，应当写明卫生监督意见").into());
    }
    let value = match stated.result {
        InspectionResult::Clean => conclusion::CLEAN,
        InspectionResult::Fixed => conclusion::FIXED,
        InspectionResult::Ordered => conclusion::ORDERED,
        InspectionResult::Case => conclusion::CASE,
    };
    let omits = if opinions.is_none() { vec!["supervision-opinion"] } else { Vec::new() };
    Ok(Judged { omits, ..Judged::default() }.with(Variable::Conclusion, value))
}

/// A longer term for one item of the order that waits, later than before and within what the body may choose.
pub(crate) fn extend(
    proceeding: &Proceeding,
    stated: &ExtendCorrection,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.reason, "reason")?;
    not_after(stated.requested_on, day, "requested_on")?;
    let record = proceeding.clock(Variable::CorrectionClock);
    if proceeding.open_corrections().next().is_none() {
        // The procedure says that no term runs.
        return Ok(Judged::default());
    }
    let Some(item) = proceeding.open_corrections().find(|item| item.stated.cause == stated.cause) else {
        return Err(InputFault::new("cause", "没有责令改正这一事项，或者已经复查").into());
    };
    let latest = record.and_then(|record| latest_term(record.start, context));
    if stated.due_on <= item.stated.due_on {
        return Err(InputFault::new("due_on", "延长后的日期应当晚于原来的改正期限").into());
    }
    if latest.is_some_and(|latest| stated.due_on > latest) {
        return Err(InputFault::new("due_on", "改正期限超出规则包允许的最长天数，请核对年份").into());
    }
    if day > item.stated.due_on {
        return Err(Refusal::field(
            "correction-term-over",
            "cause",
            "这一事项的改正期限已经届满，不能延长。请复查；复查后可以重新责令改正。",
            vec![Citation::article("行政处罚法", 28).paragraph(1)],
        ));
    }
    let others = proceeding.open_corrections().filter(|other| other.stated.cause != stated.cause);
    let due = others.map(|other| other.stated.due_on).chain([stated.due_on]).min().unwrap_or(stated.due_on);
    let extended = record.map(|record| ClockRecord { due, extended: None, firm: true, ..record.clone() });
    Ok(Judged { extended, ..Judged::default() })
}

pub(crate) fn feed_back(stated: &FeedBack, context: &Context<'_>) -> Result<Judged, Refusal> {
    need_text(&stated.recipient, "recipient")?;
    check_signature(&stated.signature)?;
    with_files(Judged::default(), &[stated.signature.scan], context)
}

pub(crate) fn open_case(stated: &OpenCase) -> Result<Judged, Refusal> {
    Ok(Judged { opens_case: true, ..written(&stated.summary, "summary")? })
}
