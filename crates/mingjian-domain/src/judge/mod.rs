//! Judges what was stated in an act against the case and the facts, and gives the procedure the inputs that it asks for.
//! It knows nothing of order: whether the act may come now is the procedure's to say.

pub(crate) mod decision;
pub(crate) mod hearing;
pub(crate) mod investigation;
pub(crate) mod lead;
pub(crate) mod notice;
pub(crate) mod performance;
pub(crate) mod publication;
pub(crate) mod review;

use crate::act::{Act, InputFault, Prose};
use crate::attempt::{Context, file_records, officer_records};
use crate::event::{FileRecord, OfficerRecord};
use crate::id::{FileId, OfficerId};
use crate::instant::Instant;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use chrono::{NaiveDate, NaiveDateTime};
use mingjian_law::variable::{Assignment, Value, Variable, officers};

/// What judging an act yields.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    /// The facts of the act, as the procedure asks for them.
    pub inputs: Vec<Assignment>,
    /// The officers who took part, with their certificates.
    pub officers: Vec<OfficerRecord>,
    /// The files that it names.
    pub files: Vec<FileRecord>,
    /// Whether it adds evidence.
    pub adds_evidence: bool,
    /// The day from which a clock that it starts is counted, where it is not the day of the act.
    pub clock_start: Option<NaiveDate>,
    /// The last day that the act itself sets for a correction.
    pub term_ends: Option<NaiveDate>,
    /// Documents of the action that this act does not need.
    pub omits: Vec<&'static str>,
}

impl Judged {
    fn with(mut self, variable: Variable, value: Value) -> Self {
        self.inputs.push(Assignment { variable, value });
        self
    }
}

/// Judges an act on the day on which it happened.
pub(crate) fn judge(
    proceeding: &Proceeding,
    act: &Act,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    match act {
        Act::AcceptLead(stated) => lead::accept(proceeding, stated),
        Act::RefuseFiling(stated) => lead::refuse(stated, day),
        Act::TransferOut(stated) => lead::transfer(stated),
        Act::RequestFiling(stated) => lead::request_filing(stated, day, context),
        Act::ReturnFiling(stated) => written(&stated.reason, "reason"),
        Act::ApproveFiling(stated) => lead::approve_filing(proceeding, stated, day, context),
        Act::RecordScene(stated) => investigation::scene(stated, day, context),
        Act::RecordInquiry(stated) => investigation::inquiry(stated, day, context),
        Act::AddEvidence(stated) => investigation::evidence(stated, day, context),
        Act::ChangeFacts(stated) => investigation::change_facts(proceeding, stated, day, context),
        Act::OrderCorrection(stated) => investigation::order_correction(stated, day, context),
        Act::RecheckCorrection(stated) => investigation::recheck(stated, day, context),
        Act::ConcludeInvestigation(stated) => investigation::conclude(proceeding, stated, context),
        Act::ReturnToInvestigation(stated) => written(&stated.reason, "reason"),
        Act::AdoptProposal(stated) => decision::adopt(proceeding, stated, context),
        Act::AmendProposal(stated) => decision::amend(proceeding, stated, context),
        Act::Discuss(stated) => decision::discuss(stated),
        Act::DecidePenalty(stated) => decision::decide_penalty(proceeding, stated),
        Act::DecideNoPenalty(stated) => decision::decide_no_penalty(stated),
        Act::SubmitForReview(stated) => review::submit(stated),
        Act::AssignReview(stated) => review::assign(proceeding, stated, context),
        Act::ReturnSubmission(stated) => written(&stated.missing, "missing"),
        Act::GiveOpinion(stated) => review::opinion(proceeding, stated, context),
        Act::DisputeOpinion(stated) => written(&stated.reason, "reason"),
        Act::IssueNotice(stated) => notice::issue(proceeding, stated, context),
        Act::ServeNotice(stated) => notice::serve(stated, day, context),
        Act::ReceivePlea(stated) => notice::receive_plea(proceeding, stated, day),
        Act::AnswerPlea(stated) => notice::answer_plea(proceeding, stated),
        Act::WaivePlea(stated) | Act::WaiveHearing(stated) => notice::waive(stated, day, context),
        Act::RequestHearing(stated) => hearing::request(stated, day),
        Act::NotifyHearing(stated) => hearing::notify(proceeding, stated, day, context),
        Act::HoldHearing(stated) => hearing::hold(proceeding, stated, context),
        Act::EndHearing(stated) => hearing::end(stated, day),
        Act::ReportHearing(stated) => hearing::report(stated),
        Act::ServeDecision(stated) => notice::serve_decision(proceeding, stated, day, context),
        Act::RecordPerformance(stated) => performance::record(proceeding, stated, day),
        Act::CloseCase(stated) => performance::close(stated),
        Act::Archive(stated) => performance::archive(stated),
        Act::DropCase(stated) => written(&stated.reason, "reason"),
        Act::Mask(stated) => publication::mask(stated),
        Act::CheckSecrecy(stated) => publication::check_secrecy(stated),
        Act::ReturnPublication(stated) => written(&stated.reason, "reason"),
        Act::Release(stated) => publication::release(proceeding, stated, context),
        Act::DeclinePublication(stated) => publication::decline(stated, context),
        Act::RecordAnnulment(stated) => publication::annulment(stated, day, context),
        Act::Withdraw(stated) => written(&stated.public_reason, "public_reason"),
    }
}

/// When an act says itself when it happened.
pub(crate) fn stated_time(act: &Act) -> Option<Instant> {
    let at = match act {
        Act::RecordScene(stated) => stated.ended_at,
        Act::RecordInquiry(stated) => stated.ended_at,
        Act::ServeNotice(stated) | Act::ServeDecision(stated) => stated.served_at,
        Act::NotifyHearing(stated) => stated.service.served_at,
        Act::AdoptProposal(stated) | Act::AmendProposal(stated) => stated.held_at,
        Act::Discuss(stated) => stated.held_at,
        Act::HoldHearing(stated) => stated.ended_at,
        _ => return None,
    };
    Some(Instant::from_china(at))
}

/// Two officers at least, each with a certificate valid on the day (行政处罚法 第四十二条).
fn two_officers(ids: &[OfficerId], day: NaiveDate, context: &Context<'_>) -> Judged {
    let records = officer_records(ids, day, context.facts);
    let named: std::collections::BTreeSet<_> = ids.iter().collect();
    let fit = records.len() >= 2 && records.len() == named.len();
    let value = if fit { officers::CERTIFIED } else { officers::UNFIT };
    Judged { officers: records, ..Judged::default() }.with(Variable::Officers, value)
}

fn with_files(mut judged: Judged, ids: &[Option<FileId>], context: &Context<'_>) -> Result<Judged, Refusal> {
    let ids: Vec<FileId> = ids.iter().flatten().copied().collect();
    judged.files = file_records(&ids, context.facts)?;
    Ok(judged)
}

fn written(prose: &Prose, field: &str) -> Result<Judged, Refusal> {
    need_prose(prose, field)?;
    Ok(Judged::default())
}

fn need_prose(prose: &Prose, field: &str) -> Result<(), Refusal> {
    if prose.is_blank() { Err(InputFault::new(field, "没有填写，请补充").into()) } else { Ok(()) }
}

fn need_text(text: &str, field: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        Err(InputFault::new(field, "没有填写，请补充").into())
    } else {
        Ok(())
    }
}

fn need_span(began: NaiveDateTime, ended: NaiveDateTime, field: &str) -> Result<(), Refusal> {
    if ended < began {
        Err(InputFault::new(field, "结束时间早于开始时间，请核对").into())
    } else {
        Ok(())
    }
}

fn not_after(date: NaiveDate, day: NaiveDate, field: &str) -> Result<(), Refusal> {
    if date > day {
        Err(InputFault::new(field, "日期晚于办理当日，请核对").into())
    } else {
        Ok(())
    }
}
