//! When an act happened: what it states of that itself, which acts it comes after, and whether it is recorded in time.
//! It starts and ends no clock; clocks run from the day that is found here, never from the day of recording.

use crate::act::notice::ServePaper;
use crate::act::service::ServiceMode;
use crate::act::{Act, InputFault};
use crate::attempt::{Command, Context};
use crate::instant::Instant;
use crate::judge;
use crate::proceeding::{Machine, Proceeding, is_publication};
use crate::refusal::Refusal;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use mingjian_law::citation::Citation;
use mingjian_law::deed::Deed;

/// The longest reason for a late record that is kept.
const LONGEST_REASON: usize = 2_000;

/// When an act happened, and why it was recorded late, where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// The moment.
    pub at: Instant,
    /// Why it was recorded late; nothing where it was not, so that lateness can be counted.
    pub late_reason: Option<String>,
}

/// What an act says itself of the time at which it happened.
enum Stated {
    /// Nothing: the command says it, or it happens now.
    Nothing,
    /// The moment.
    At(NaiveDateTime),
    /// The day, with the field that names it.
    On(NaiveDate, &'static str),
}

/// 记录 must be true and prompt: not in the future, not before what it follows, not late without a reason.
pub(crate) fn occurrence(
    proceeding: &Proceeding,
    command: &Command,
    adds_only: bool,
    context: &Context<'_>,
) -> Result<Occurrence, Refusal> {
    let earliest = earliest(proceeding, &command.act, adds_only);
    let at = moment(command, &stated(&command.act, proceeding, context)?, earliest, context.now)?;
    if at > context.now {
        return Err(Refusal::field(
            "occurred-in-future",
            "occurred_at",
            "发生时间晚于现在。只能登记已经发生的事情，请核对时间。",
            basis(),
        ));
    }
    if at.minute() < earliest.minute() {
        let message =
            format!("发生时间早于前一环节（{}）。请核对时间。", earliest.china().format("%Y-%m-%d %H:%M"));
        return Err(Refusal::field("occurred-before-previous", "occurred_at", &message, basis()));
    }
    Ok(Occurrence { at, late_reason: late_reason(command, at, context)? })
}

fn basis() -> Vec<Citation> {
    vec![Citation::article("行政处罚法", 47)]
}

/// A day without a time is taken as early as it can be, so that nothing that followed on the same day is shut out.
fn moment(command: &Command, stated: &Stated, earliest: Instant, now: Instant) -> Result<Instant, Refusal> {
    let disagree = |field: &str| {
        Err(Refusal::field(
            "times-disagree",
            "occurred_at",
            &format!("发生时间与所填写的“{field}”不一致。请改为一致，或者只填写其中一项。"),
            basis(),
        ))
    };
    match (stated, command.occurred_at) {
        (Stated::Nothing, given) => Ok(given.unwrap_or(now)),
        (Stated::At(at), given) => match Instant::from_china(*at) {
            at if given.is_none_or(|given| given.minute() == at.minute()) => Ok(at),
            _ => disagree("办理时间"),
        },
        (Stated::On(day, field), Some(given)) if given.day() != *day => disagree(field),
        (Stated::On(..), Some(given)) => Ok(given),
        (Stated::On(day, _), None) if *day == now.day() => Ok(now),
        (Stated::On(day, _), None) if *day == earliest.day() => Ok(earliest),
        (Stated::On(day, _), None) => Ok(start_of(*day)),
    }
}

fn start_of(day: NaiveDate) -> Instant {
    Instant::from_china(day.and_time(NaiveTime::MIN))
}

/// The moment before which an act cannot have happened.
///
/// What the party does and what only adds come in their own time: a right is not lost because somebody recorded
/// another act first. What weighs the file comes after everything in it.
fn earliest(proceeding: &Proceeding, act: &Act, adds_only: bool) -> Instant {
    let deed = act.deed();
    let previous = proceeding.last_occurred_at;
    if adds_only {
        return proceeding.opened_floor();
    }
    if let Some(machine) = Machine::of(deed) {
        let begun = proceeding.filed_on.map_or(previous, start_of);
        return proceeding.beside.machines.get(&machine).map_or(begun, |state| state.last_occurred_at);
    }
    if is_publication(deed) {
        let prepared = proceeding.publication.as_ref().map_or(previous, |text| text.last_occurred_at);
        // 处罚决定 takes effect on service: a page cannot have been released before.
        return match proceeding.decision_served_at() {
            Some(served) if deed == Deed::Release => prepared.max(served),
            Some(_) | None => prepared,
        };
    }
    if let Some(sent) = sent_before(proceeding, act) {
        return sent.min(previous);
    }
    match deed {
        Deed::RequestHearing | Deed::WaivePlea | Deed::WaiveHearing => {
            proceeding.notice_served_at().unwrap_or(previous)
        }
        Deed::ReceivePlea | Deed::RequestRecusal => proceeding.filed_on.map_or(previous, start_of),
        Deed::LodgeDecision | Deed::CollectCash | Deed::RecordPerformance => {
            proceeding.decision_served_at().unwrap_or(previous)
        }
        Deed::HandInCash => proceeding.cash().map_or(previous, |cash| Instant::from_china(cash.collected_at)),
        Deed::BankCash => proceeding.cash().and_then(|cash| cash.handed_on).map_or(previous, start_of),
        Deed::ConcludeInvestigation
        | Deed::AdoptProposal
        | Deed::AmendProposal
        | Deed::SubmitForReview
        | Deed::GiveOpinion
        | Deed::Discuss
        | Deed::IssueNotice
        | Deed::DecidePenalty
        | Deed::DecideNoPenalty
        | Deed::DecideOnSpot
        | Deed::TurnOver
        | Deed::DropCase => previous.max(proceeding.last_added_at),
        _ => previous,
    }
}

/// What was sent or announced arrives while the case goes on: only what is served comes before its service.
fn sent_before(proceeding: &Proceeding, act: &Act) -> Option<Instant> {
    let (service, since) = match act {
        Act::ServeNotice(stated) | Act::ServeDecision(stated) => (&**stated, proceeding.waiting_since()?),
        Act::NotifyHearing(stated) => (&stated.service, proceeding.hearing()?.requested_on),
        Act::PostponeHearing(stated) => (&stated.notice.service, proceeding.hearing()?.requested_on),
        _ => return None,
    };
    let in_person = matches!(service.mode, ServiceMode::Direct | ServiceMode::Left);
    (!in_person).then(|| start_of(since))
}

/// The moment of a service: as stated, or the last day of the announcement's term (民事诉讼法 第九十五条).
fn service(stated: &ServePaper, proceeding: &Proceeding, context: &Context<'_>) -> Result<Stated, Refusal> {
    if stated.mode != ServiceMode::Announced {
        return match stated.served_at {
            Some(at) => Ok(Stated::At(at)),
            None => Err(InputFault::new("served_at", "没有填写，请补充").into()),
        };
    }
    let Some(announcement) = proceeding.announcement() else { return Ok(Stated::Nothing) };
    let last = judge::service::last_day(announcement, context)?;
    judge::service::check_term_passed(last, context.now.day())?;
    Ok(Stated::On(last, "公告期届满日"))
}

fn late_reason(command: &Command, at: Instant, context: &Context<'_>) -> Result<Option<String>, Refusal> {
    if !context.law.is_late(at.day(), context.now.day()) {
        return Ok(None);
    }
    let given = command.late_reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    match given {
        Some(reason) if reason.chars().count() <= LONGEST_REASON => Ok(Some(reason.to_owned())),
        Some(_) => Err(Refusal::field(
            "input-invalid",
            "late_reason",
            "迟延登记的理由过长，请不超过二千字。",
            basis(),
        )),
        None => Err(Refusal::field(
            "late-without-reason",
            "late_reason",
            "登记时间超过发生后的规定期限，请写明迟延登记的理由。",
            basis(),
        )),
    }
}

fn stated(act: &Act, proceeding: &Proceeding, context: &Context<'_>) -> Result<Stated, Refusal> {
    let service = |stated| service(stated, proceeding, context);
    match act {
        Act::ServeNotice(stated)
        | Act::ServeDecision(stated)
        | Act::ServeRegistration(stated)
        | Act::ServeResult(stated) => service(stated),
        Act::NotifyHearing(stated) => service(&stated.service),
        Act::PostponeHearing(stated) => service(&stated.notice.service),
        other => Ok(stated_by_itself(other)),
    }
}

/// What an act other than a service says of its time.
// long: one short arm for each act, read side by side
#[expect(clippy::too_many_lines, reason = "one short arm for each act, read side by side")]
fn stated_by_itself(act: &Act) -> Stated {
    match act {
        Act::RecordScene(stated) => Stated::At(stated.ended_at),
        Act::RecordInquiry(stated) => Stated::At(stated.ended_at),
        Act::NotifyInspection(stated) => Stated::At(stated.notified_at),
        Act::Inspect(stated) => Stated::At(stated.ended_at),
        Act::FeedBack(stated) => Stated::At(stated.told_at),
        Act::RequestRecusal(stated) => Stated::On(stated.requested_on, "申请日期"),
        Act::ConfirmAddress(stated) => Stated::On(stated.confirmed_on, "确认日期"),
        Act::AnnounceService(stated) => Stated::On(stated.announced_on, "发出公告日期"),
        Act::AdoptProposal(stated) | Act::AmendProposal(stated) => Stated::At(stated.held_at),
        Act::Discuss(stated) => Stated::At(stated.held_at),
        Act::HoldHearing(stated) => Stated::At(stated.ended_at),
        Act::ReceivePlea(stated) => Stated::On(stated.received_on, "收到日期"),
        Act::WaivePlea(stated) | Act::WaiveHearing(stated) | Act::WaiveRetest(stated) => {
            Stated::On(stated.waived_on, "声明日期")
        }
        Act::RequestHearing(stated) => Stated::On(stated.requested_on, "提出日期"),
        Act::EndHearing(stated) => Stated::On(stated.ended_on, "终止日期"),
        Act::RecordPerformance(stated) => Stated::On(stated.performed_on, "履行日期"),
        Act::TellOnSpot(stated) => Stated::At(stated.told_at),
        Act::HearOnSpot(stated) => Stated::At(stated.heard_at),
        Act::DecideOnSpot(stated) => Stated::At(stated.decided_at),
        Act::DeliverOnSpot(stated) => Stated::At(stated.delivered_at),
        Act::CollectCash(stated) => Stated::At(stated.collected_at),
        Act::SendToPolice(stated) => Stated::At(stated.sent_at),
        Act::TakeSample(stated) => Stated::At(stated.taken_at),
        Act::RecordMakerAnswer(stated) => Stated::On(stated.received_on, "收到日期"),
        Act::ReceiveResult(stated) => Stated::On(stated.received_on, "收到日期"),
        Act::RequestRetest(stated) => Stated::On(stated.requested_on, "申请日期"),
        Act::RecordPoliceFiling(stated) => Stated::On(stated.told_on, "收到通知日期"),
        Act::RecordPoliceReturn(stated) => Stated::On(stated.told_on, "收到通知日期"),
        Act::LodgeDecision(stated) => Stated::On(stated.lodged_on, "备案日期"),
        Act::HandInCash(stated) => Stated::On(stated.handed_on, "交款日期"),
        Act::BankCash(stated) => Stated::On(stated.banked_on, "缴付日期"),
        Act::AcceptLead(_)
        | Act::RefuseFiling(_)
        | Act::TransferOut(_)
        | Act::RequestFiling(_)
        | Act::ReturnFiling(_)
        | Act::ApproveFiling(_)
        | Act::AddEvidence(_)
        | Act::ChangeFacts(_)
        | Act::OrderCorrection(_)
        | Act::RecheckCorrection(_)
        | Act::ConcludeInvestigation(_)
        | Act::ReturnToInvestigation(_)
        | Act::SubmitForReview(_)
        | Act::AssignReview(_)
        | Act::ReturnSubmission(_)
        | Act::GiveOpinion(_)
        | Act::DisputeOpinion(_)
        | Act::IssueNotice(_)
        | Act::ServeNotice(_)
        | Act::NotifyHearing(_)
        | Act::PostponeHearing(_)
        | Act::ServeDecision(_)
        | Act::AnswerPlea(_)
        | Act::ReportHearing(_)
        | Act::OrderHearing(_)
        | Act::DecideRecusal(_)
        | Act::ChangeHandlers(_)
        | Act::ChangeParty(_)
        | Act::SuspendInvestigation(_)
        | Act::ResumeInvestigation(_)
        | Act::DecidePenalty(_)
        | Act::DecideNoPenalty(_)
        | Act::CloseCase(_)
        | Act::Archive(_)
        | Act::DropCase(_)
        | Act::ApproveInspection(_)
        | Act::CompleteApproval(_)
        | Act::ConcludeInspection(_)
        | Act::ExtendCorrection(_)
        | Act::OpenCase(_)
        | Act::CloseInspection(_)
        | Act::CancelInspection(_)
        | Act::VoidOnSpot(_)
        | Act::TurnOver(_)
        | Act::RequestRegistration(_)
        | Act::RefuseRegistration(_)
        | Act::ApproveRegistration(_)
        | Act::ServeRegistration(_)
        | Act::DisposeRegistration(_)
        | Act::LiftLapsed(_)
        | Act::NotifyMaker(_)
        | Act::EntrustTesting(_)
        | Act::IssueResult(_)
        | Act::ServeResult(_)
        | Act::RefuseRetest(_)
        | Act::CloseSampling(_)
        | Act::AbandonSampling(_)
        | Act::ProposePoliceTransfer(_)
        | Act::ApprovePoliceTransfer(_)
        | Act::RefusePoliceTransfer(_)
        | Act::Mask(_)
        | Act::CheckSecrecy(_)
        | Act::ReturnPublication(_)
        | Act::Release(_)
        | Act::DeclinePublication(_)
        | Act::Correct(_)
        | Act::RecordAnnulment(_)
        | Act::Withdraw(_) => Stated::Nothing,
    }
}
