//! Judges what was stated in an act against the case and the facts, and gives the procedure the inputs that it asks for.
//! It knows nothing of order: whether the act may come now is the procedure's to say.

pub(crate) mod decision;
pub(crate) mod handling;
pub(crate) mod hearing;
pub(crate) mod inspection;
pub(crate) mod investigation;
pub(crate) mod lead;
pub(crate) mod notice;
pub(crate) mod party;
pub(crate) mod performance;
pub(crate) mod police;
pub(crate) mod publication;
pub(crate) mod recusal;
pub(crate) mod registration;
pub(crate) mod review;
pub(crate) mod sampling;
pub(crate) mod service;
pub(crate) mod summary;
pub(crate) mod text;

use crate::act::{Act, InputFault, Opening, Prose};
use crate::actor::{CertificateFact, OfficerFact, Part};
use crate::attempt::{Context, file_records, officer_records};
use crate::clock::ClockRecord;
use crate::event::{FileRecord, OfficerRecord};
use crate::id::{FileId, OfficerId};
use crate::interest::{self, Conflict};
use crate::proceeding::{Machine, Proceeding};
use crate::refusal::Refusal;
use crate::value::date_text::chinese_date;
use chrono::{NaiveDate, NaiveDateTime};
use mingjian_law::citation::Citation;
use mingjian_law::deed::Deed;
use mingjian_law::variable::{Assignment, Value, Variable, officers};
use std::collections::BTreeSet;

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
    /// A clock of the other machine for which nothing is left to wait.
    pub also_ends: Option<Variable>,
    /// The last day that the act itself sets for a correction or for a test.
    pub term_ends: Option<NaiveDate>,
    /// The clock with the later last day that the act gives it.
    pub extended: Option<ClockRecord>,
    /// Whether it opens a case.
    pub opens_case: bool,
    /// Documents of the action that this act does not need.
    pub omits: Vec<&'static str>,
    /// What stands against somebody whom an earlier act named, for the words of the refusal.
    pub conflict: Option<Conflict>,
    /// Whose certificate is not valid on the day of the act, for the words of the refusal.
    pub unfit: Option<String>,
}

impl Judged {
    fn with(mut self, variable: Variable, value: Value) -> Self {
        self.inputs.push(Assignment { variable, value });
        self
    }
}

/// Judges the statement with which a proceeding is opened.
pub(crate) fn opening(opening: &Opening, day: NaiveDate, context: &Context<'_>) -> Result<Judged, Refusal> {
    match opening {
        Opening::Lead(stated) => lead::open(stated, day),
        Opening::HandedOver(handed) => lead::open(&handed.lead, day),
        Opening::Inspection(stated) => inspection::open(stated, day, context),
        Opening::Spot(stated) => summary::open(stated, day),
    }
}

/// Judges an act on the day on which it happened.
// long: one short arm for each act, read side by side
#[expect(clippy::too_many_lines, reason = "one short arm for each act, read side by side")]
pub(crate) fn judge(
    proceeding: &Proceeding,
    act: &Act,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    match act {
        Act::AcceptLead(stated) => lead::accept(proceeding, stated, day, context),
        Act::RefuseFiling(stated) => lead::refuse(stated, day),
        Act::TransferOut(stated) => lead::transfer(stated),
        Act::RequestFiling(stated) => lead::request_filing(proceeding, stated, day, context),
        Act::ReturnFiling(stated) => written(&stated.reason, "reason"),
        Act::ApproveFiling(stated) => lead::approve_filing(proceeding, stated, day, context),
        Act::RecordScene(stated) => investigation::scene(proceeding, stated, day, context),
        Act::RecordInquiry(stated) => investigation::inquiry(proceeding, stated, day, context),
        Act::AddEvidence(stated) => investigation::evidence(proceeding, stated, day, context),
        Act::ChangeFacts(stated) => investigation::change_facts(proceeding, stated, day, context),
        Act::OrderCorrection(stated) => investigation::order_correction(proceeding, stated, day, context),
        Act::RecheckCorrection(stated) => investigation::recheck(proceeding, stated, day, context),
        Act::ConcludeInvestigation(stated) => investigation::conclude(proceeding, stated, day, context),
        Act::ReturnToInvestigation(stated) => written(&stated.reason, "reason"),
        Act::AdoptProposal(stated) => decision::adopt(proceeding, stated, day, context),
        Act::AmendProposal(stated) => decision::amend(proceeding, stated, day, context),
        Act::Discuss(stated) => decision::discuss(proceeding, stated, day, context),
        Act::DecidePenalty(stated) => decision::decide_penalty(proceeding, stated, context),
        Act::DecideNoPenalty(stated) => decision::decide_no_penalty(stated),
        Act::SubmitForReview(stated) => review::submit(proceeding, stated, context),
        Act::AssignReview(stated) => review::assign(proceeding, stated, day, context),
        Act::ReturnSubmission(stated) => written(&stated.missing, "missing"),
        Act::GiveOpinion(stated) => review::opinion(proceeding, stated, context),
        Act::DisputeOpinion(stated) => written(&stated.reason, "reason"),
        Act::IssueNotice(stated) => notice::issue(proceeding, stated, context),
        Act::ServeNotice(stated) => service::serve(proceeding, stated, day, context),
        Act::ReceivePlea(stated) => notice::receive_plea(proceeding, stated),
        Act::AnswerPlea(stated) => notice::answer_plea(proceeding, stated),
        Act::WaivePlea(stated) | Act::WaiveHearing(stated) | Act::WaiveRetest(stated) => {
            notice::waive(stated, context)
        }
        Act::RequestHearing(_) => Ok(Judged::default()),
        Act::NotifyHearing(stated) => hearing::notify(proceeding, stated, day, context),
        Act::HoldHearing(stated) => hearing::hold(proceeding, stated, context),
        Act::EndHearing(stated) => hearing::end(proceeding, stated, context),
        Act::OrderHearing(stated) => written(&stated.reason, "reason"),
        Act::PostponeHearing(stated) => hearing::postpone(proceeding, stated, day, context),
        Act::RequestRecusal(stated) => recusal::request(proceeding, stated, context),
        Act::DecideRecusal(stated) => recusal::decide(proceeding, stated, day, context),
        Act::ChangeHandlers(stated) => handling::change(proceeding, stated, day, context),
        Act::ChangeParty(stated) => party::change(proceeding, stated, day, context),
        Act::SuspendInvestigation(stated) => handling::suspend(proceeding, stated, context),
        Act::ResumeInvestigation(stated) => handling::resume(proceeding, stated, day, context),
        Act::ReportHearing(stated) => hearing::report(stated),
        Act::ConfirmAddress(stated) => service::confirm(proceeding, stated, day, context),
        Act::AnnounceService(stated) => service::announce(proceeding, stated, day, context),
        Act::ServeDecision(stated) => notice::serve_decision(proceeding, stated, day, context),
        Act::RecordPerformance(stated) => performance::record(proceeding, stated),
        Act::CloseCase(stated) => performance::close(proceeding, stated),
        Act::Archive(stated) => performance::archive(stated),
        Act::DropCase(stated) => performance::drop_case(proceeding, stated, context),
        Act::ApproveInspection(stated) => inspection::approve(proceeding, stated, day, context),
        Act::CompleteApproval(stated) => written(&stated.opinion, "opinion"),
        Act::NotifyInspection(stated) => inspection::notify(stated),
        Act::Inspect(stated) => inspection::inspect(proceeding, stated, day, context),
        Act::ConcludeInspection(stated) => inspection::conclude(proceeding, stated),
        Act::ExtendCorrection(stated) => inspection::extend(proceeding, stated, day, context),
        Act::FeedBack(stated) => inspection::feed_back(stated, context),
        Act::OpenCase(stated) => inspection::open_case(stated),
        Act::CloseInspection(stated) => written(&stated.opinion, "opinion"),
        Act::CancelInspection(stated) => written(&stated.reason, "reason"),
        Act::TellOnSpot(stated) => summary::tell(proceeding, stated, day, context),
        Act::HearOnSpot(stated) => summary::hear(stated),
        Act::DecideOnSpot(stated) => summary::decide(proceeding, stated, day, context),
        Act::VoidOnSpot(stated) => written(&stated.reason, "reason"),
        Act::DeliverOnSpot(stated) => summary::deliver(proceeding, stated, day, context),
        Act::LodgeDecision(stated) => summary::lodge(stated, day),
        Act::CollectCash(stated) => summary::collect(proceeding, stated, context),
        Act::HandInCash(stated) => summary::hand_in(stated, day),
        Act::BankCash(stated) => summary::bank(stated, day),
        Act::TurnOver(stated) => {
            written(&stated.reason, "reason").map(|judged| Judged { opens_case: true, ..judged })
        }
        Act::RequestRegistration(stated) => registration::request(proceeding, stated, day, context),
        Act::RefuseRegistration(stated) => written(&stated.reason, "reason"),
        Act::ApproveRegistration(stated) => written(&stated.opinion, "opinion"),
        Act::ServeRegistration(stated) => registration::serve(proceeding, stated, day, context),
        Act::DisposeRegistration(stated) => registration::dispose(proceeding, stated),
        Act::LiftLapsed(stated) => registration::lift(stated),
        Act::TakeSample(stated) => sampling::take(proceeding, stated, day, context),
        Act::NotifyMaker(stated) => sampling::notify_maker(stated),
        Act::RecordMakerAnswer(stated) => sampling::maker_answer(stated, context),
        Act::EntrustTesting(stated) => sampling::entrust(stated, day),
        Act::ReceiveResult(stated) => sampling::receive(proceeding, stated, context),
        Act::IssueResult(stated) => written(&stated.retest_at, "retest_at"),
        Act::ServeResult(stated) => sampling::serve(proceeding, stated, day, context),
        Act::RequestRetest(stated) => sampling::request_retest(stated, context),
        Act::RefuseRetest(stated) => {
            need_prose(&stated.reason, "reason")?;
            written(&stated.told, "told")
        }
        Act::CloseSampling(stated) => written(&stated.note, "note"),
        Act::AbandonSampling(stated) => {
            need_prose(&stated.reason, "reason")?;
            written(&stated.note, "note")
        }
        Act::ProposePoliceTransfer(stated) => police::propose(proceeding, stated, day, context),
        Act::ApprovePoliceTransfer(stated) => police::approve(stated),
        Act::RefusePoliceTransfer(stated) => written(&stated.reason, "reason"),
        Act::SendToPolice(stated) => police::send(stated, context),
        Act::RecordPoliceFiling(stated) => police::filed(stated, day, context),
        Act::RecordPoliceReturn(stated) => police::returned(proceeding, stated, day, context),
        Act::Mask(stated) => publication::mask(stated),
        Act::CheckSecrecy(stated) => publication::check_secrecy(stated),
        Act::ReturnPublication(stated) => written(&stated.reason, "reason"),
        Act::Release(stated) => publication::release(proceeding, stated, context),
        Act::DeclinePublication(stated) => publication::decline(stated, context),
        Act::RecordAnnulment(stated) => publication::annulment(proceeding, stated, day, context),
        Act::Correct(stated) => publication::correct(proceeding, stated, day),
        Act::Withdraw(stated) => publication::withdraw(proceeding, stated, context),
    }
}

/// The inputs that the case and the person settle before anything is entered, so that a page need not ask in vain.
pub(crate) fn known_before(proceeding: &Proceeding, deed: Deed, context: &Context<'_>) -> Vec<Assignment> {
    match deed {
        Deed::CloseCase => {
            vec![Assignment { variable: Variable::Annulled, value: performance::annulled_value(proceeding) }]
        }
        Deed::Withdraw => {
            let value = publication::withdrawer(proceeding, context);
            vec![Assignment { variable: Variable::SecondPerson, value }]
        }
        _ => Vec::new(),
    }
}

/// What the main procedure asks of the machines beside it.
pub(crate) fn of_machines<'p>(
    proceeding: &'p Proceeding,
    asks: &'p [Variable],
) -> impl Iterator<Item = Assignment> + 'p {
    let answers =
        Machine::ALL.into_iter().map(|machine| machine.answer(proceeding.machine_position(machine)));
    answers
        .filter(|(variable, _)| asks.contains(variable))
        .map(|(variable, value)| Assignment { variable, value })
}

/// Two officers at least, each with a certificate valid on the day (行政处罚法 第四十二条).
fn two_officers(ids: &[OfficerId], day: NaiveDate, context: &Context<'_>) -> Judged {
    enough_officers(ids, day, context, 2)
}

/// So many officers at least: two, unless a law says otherwise (行政处罚法 第四十二条).
fn enough_officers(ids: &[OfficerId], day: NaiveDate, context: &Context<'_>, least: usize) -> Judged {
    let records = officer_records(ids, day, context.facts);
    let named: BTreeSet<_> = ids.iter().collect();
    let fit = records.len() >= least && records.len() == named.len();
    let value = if fit { officers::CERTIFIED } else { officers::UNFIT };
    let unfit = ids.iter().filter_map(|id| context.facts.officer(*id)).find_map(|one| unfit(one, day));
    Judged { officers: records, unfit, ..Judged::default() }.with(Variable::Officers, value)
}

/// Why an officer has no certificate on a day: suspended or withdrawn, run out, not begun, or none at all.
fn unfit(officer: &OfficerFact, day: NaiveDate) -> Option<String> {
    if officer.certificate_on(day).is_some() {
        return None;
    }
    let (name, on) = (&officer.name, chinese_date(day));
    let all = &officer.certificates;
    let ended = |one: &&CertificateFact| {
        one.valid_from <= day && day <= one.valid_to && one.ended_on.is_some_and(|ended| ended <= day)
    };
    let past = all.iter().filter(|one| one.valid_to < day).map(|one| one.valid_to).max();
    let first = all.iter().map(|one| one.valid_from).min();
    let why = match (all.iter().filter(ended).filter_map(|one| one.ended_on).max(), past, first) {
        (Some(ended), _, _) => format!("已于{}暂扣、注销或者吊销", chinese_date(ended)),
        (None, Some(past), _) => format!("已于{}到期", chinese_date(past)),
        (None, None, Some(first)) => format!("自{}起才有效", chinese_date(first)),
        (None, None, None) => "没有登记".to_owned(),
    };
    Some(format!("{name}的执法证在{on}无效：{why}"))
}

/// The officers of an act: two with certificates, of this organ or a body that it entrusts, without an interest in it.
fn acting_officers(
    proceeding: &Proceeding,
    ids: &[OfficerId],
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    for officer in ids.iter().filter_map(|id| context.facts.officer(*id)) {
        check_employer(proceeding, officer, day, context)?;
        if let Some(conflict) = interest::of_officer(officer, &proceeding.everybody(), day) {
            return Err(conflict.refusal("officers"));
        }
        check_not_judging(proceeding, officer)?;
        recusal::check_officer(proceeding, officer.id, officer.user)?;
    }
    Ok(two_officers(ids, day, context))
}

/// The officers of an act on the spot: as many as the pack asks for, of this organ or a body that it entrusts. Their
/// interests are an input of the procedure.
fn acting_officers_of(
    proceeding: &Proceeding,
    ids: &[OfficerId],
    day: NaiveDate,
    context: &Context<'_>,
    least: usize,
) -> Result<Judged, Refusal> {
    for officer in ids.iter().filter_map(|id| context.facts.officer(*id)) {
        check_employer(proceeding, officer, day, context)?;
        check_not_judging(proceeding, officer)?;
    }
    Ok(enough_officers(ids, day, context, least))
}

/// Who reviews a case or leads its hearing does not begin to handle it (行政处罚法 第五十八条、第六十四条).
fn check_not_judging(proceeding: &Proceeding, officer: &OfficerFact) -> Result<(), Refusal> {
    let has = |part| officer.user.is_some_and(|user| proceeding.has_part(user, part));
    if !has(Part::Reviewer) && !has(Part::Host) {
        return Ok(());
    }
    let message =
        format!("{}是本案的法制审核人员或者听证主持人，不能同时承办本案。请更换执法人员。", officer.name);
    let basis = vec![Citation::article("行政处罚法", 58), Citation::article("行政处罚法", 64).item(4)];
    Err(Refusal::field("officer-judges-case", "officers", &message, basis))
}

/// An officer of another organ does not act in this one's name (行政处罚法 第十七条、第二十条).
fn check_employer(
    proceeding: &Proceeding,
    officer: &OfficerFact,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let organ = proceeding.organ;
    let mut entrusted = context.facts.entrusted_on(organ, officer.employer, day).peekable();
    let within = entrusted.peek().is_some();
    if officer.employer == organ || entrusted.any(|one| one.covers(&proceeding.procedure)) {
        return Ok(());
    }
    let name = &officer.name;
    let (code, message) = if within {
        let message =
            format!("{name}所在的受委托组织没有受托办理这类案件，不能以本机关名义执法。请更换执法人员。");
        ("officer-entrustment-item", message)
    } else {
        let message =
            format!("{name}当日不属于本机关，也不属于在委托期限内的受委托组织，不能以本机关名义执法。");
        ("officer-of-another-organ", message)
    };
    Err(Refusal::field(
        code,
        "officers",
        &message,
        vec![Citation::article("行政处罚法", 17), Citation::article("行政处罚法", 20)],
    ))
}

fn with_files(mut judged: Judged, ids: &[Option<FileId>], context: &Context<'_>) -> Result<Judged, Refusal> {
    let ids: Vec<FileId> = ids.iter().flatten().copied().collect();
    judged.files = file_records(&ids, context.facts)?;
    Ok(judged)
}

/// A file and the photographs beside it.
fn with_photos(file: Option<FileId>, photos: &[FileId]) -> Vec<Option<FileId>> {
    std::iter::once(file).chain(photos.iter().copied().map(Some)).collect()
}

fn written(prose: &Prose, field: &str) -> Result<Judged, Refusal> {
    need_prose(prose, field)?;
    Ok(Judged::default())
}

fn need_prose(prose: &Prose, field: &str) -> Result<(), Refusal> {
    need_text(prose.text(), field)
}

fn need_text(text: &str, field: &str) -> Result<(), Refusal> {
    if plain(text).is_empty() {
        Err(InputFault::new(field, "没有填写，请补充").into())
    } else {
        Ok(())
    }
}

/// The text without spaces and characters that nobody sees: what makes it the same or another name.
fn plain(text: &str) -> String {
    let unseen = |ch: char| {
        ch.is_whitespace()
            || ch.is_control()
            || matches!(ch, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}')
    };
    text.chars().filter(|ch| !unseen(*ch)).collect()
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
