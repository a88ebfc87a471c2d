//! Approval given on paper (纸质审批): what a head signed on a sheet, entered by somebody else, until the head says that it
//! is so. It changes nothing of what the act needs: the sheet is judged as if the head acted on its day.

use crate::act::{InputFault, Prose};
use crate::actor::{Actor, Facts, Part};
use crate::attempt::{self, Command, Context, Step, file_records};
use crate::event::{ActorRecord, Content, Event, FileRecord, SCHEMA};
use crate::id::{FileId, UserId};
use crate::law::Law;
use crate::power::Leadership;
use crate::proceeding::Proceeding;
use crate::refusal::{Refusal, articles};
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, Procedure, Role};
use serde::{Deserialize, Serialize};

/// The sheet that an act is entered from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    /// The head who signed it.
    pub head: UserId,
    /// Its scan, among the files of the case.
    pub scan: FileId,
}

/// How an entry came from a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FromPaper {
    /// Who entered it.
    pub entered_by: UserId,
    /// The name on that day.
    pub name: String,
    /// The role in which it was entered.
    pub role: Role,
    /// The scan of the sheet.
    pub scan: FileRecord,
}

/// What a head said of an entry that was made from a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperAnswer {
    /// The entry, by its place in the journal.
    pub entry: u64,
    /// Whether the head confirms it.
    pub confirmed: bool,
    /// Why not; a confirmation may say something, too.
    pub reason: Prose,
}

/// An entry from a sheet that its head has not confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unconfirmed {
    /// The entry, by its place in the journal.
    pub entry: u64,
    /// The action's identifier.
    pub action: String,
    /// The head.
    pub head: UserId,
    /// The head's name.
    pub head_name: String,
    /// The day of the sheet.
    pub on: NaiveDate,
    /// What the head objects, where the head does.
    pub objection: Option<Prose>,
}

/// Whether somebody may enter in a case what a head signed on paper: a clerk, and who handles the case.
///
/// # Errors
/// When the action is not a head's, ends the case, or is not the person's to enter.
pub fn may_enter(
    proceeding: &Proceeding,
    action: &Action,
    actor: &Actor,
    law: Law<'_>,
) -> Result<Role, Refusal> {
    let refuse = |code: &str, message: &str| Err(Refusal::forbidden(code, message, articles(&action.basis)));
    if !action.by.contains(&Role::AgencyHead) || actor.organ != proceeding.organ {
        return refuse("paper-not-of-head", "只有机关负责人的审批可以按纸质审批登记。");
    }
    if closes(proceeding, action, law) {
        let message = format!("“{}”使案件办结，应当由负责人本人登录办理，不能按纸质审批登记。", action.label);
        return refuse("paper-closes", &message);
    }
    let has = |role: Role| actor.roles.contains(&role);
    if has(Role::Officer) && proceeding.has_part(actor.user, Part::Handler) {
        return Ok(Role::Officer);
    }
    if has(Role::UnitHead) && actor.department == proceeding.department {
        return Ok(Role::UnitHead);
    }
    if has(Role::Clerk) {
        return Ok(Role::Clerk);
    }
    refuse("paper-not-yours", "纸质审批由本案承办人、承办机构负责人或者文书人员登记。")
}

/// Judges an act of a head that is entered from a signed sheet; it happened on the sheet's day.
///
/// # Errors
/// When the person may not enter it, the sheet is not whole, or the head could not have done it on that day.
pub fn attempt(
    proceeding: &Proceeding,
    command: &Command,
    sheet: Sheet,
    context: &Context<'_>,
) -> Result<Step, Refusal> {
    let action = attempt::action(context.law, proceeding, &command.action)?;
    let role = may_enter(proceeding, action, &context.facts.actor, context.law)?;
    if sheet.head == context.facts.actor.user {
        let message = "您就是签批的负责人，请直接办理，不按纸质审批登记。";
        return Err(Refusal::field("paper-of-oneself", "paper_head", message, articles(&action.basis)));
    }
    if command.occurred_at.is_none() {
        let fault = InputFault::new("occurred_at", "请填写审批表上的签署时间");
        return Err(fault.into());
    }
    let scan = file_records(&[sheet.scan], context.facts)?.into_iter().next();
    let Some((head, scan)) = head_of(sheet.head, context.facts).zip(scan) else {
        let message = "请选择在审批表上签字的本机关负责人。";
        return Err(Refusal::field("paper-head-unknown", "paper_head", message, articles(&action.basis)));
    };
    let as_head = Facts { actor: head, ..context.facts.clone() };
    let mut step = attempt::attempt(proceeding, command, &Context { facts: &as_head, ..*context })?;
    let entered = &context.facts.actor;
    step.event.files.push(scan.clone());
    step.event.from_paper =
        Some(FromPaper { entered_by: entered.user, name: entered.name.clone(), role, scan });
    Ok(step)
}

/// A head of the organ, as if the head acted.
fn head_of(user: UserId, facts: &Facts) -> Option<Actor> {
    let fact = facts.user(user)?;
    let is_head = fact.organ == facts.actor.organ && fact.roles.contains(&Role::AgencyHead);
    is_head.then(|| Actor {
        user,
        name: fact.name.clone(),
        roles: [Role::AgencyHead].into(),
        organ: fact.organ,
        body: None,
        department: fact.department,
        officer: facts.officers.iter().find(|one| one.user == Some(user)).map(|one| one.id),
    })
}

/// Takes down what a head says of an entry from a sheet.
///
/// # Errors
/// When nothing waits for an answer, or it is not the person's to give.
pub fn answer(
    proceeding: &Proceeding,
    answer: &PaperAnswer,
    context: &Context<'_>,
) -> Result<Event, Refusal> {
    let basis = || vec![Citation::article("行政处罚法", 57)];
    let Some(waiting) = proceeding.unconfirmed.iter().find(|one| one.entry == answer.entry) else {
        let message = "这项纸质审批已经确认，或者不是按纸质审批登记的。";
        return Err(Refusal::law("paper-not-waiting", message, basis()));
    };
    let actor = &context.facts.actor;
    let today = context.now.day();
    // Who has left the office cannot be asked any more: then the principal answers for the organ.
    let left = !context.facts.powers.heads_on(waiting.head, today);
    let leads = context
        .facts
        .powers
        .capacities(actor.user, today)
        .find(|one| matches!(one, Leadership::Principal | Leadership::Acting));
    if actor.organ != proceeding.organ || (waiting.head != actor.user && !(left && leads.is_some())) {
        let message = format!("纸质审批应当由签批的负责人{}本人登录确认。", waiting.head_name);
        return Err(Refusal::forbidden("paper-not-signed-by-you", &message, basis()));
    }
    if !answer.confirmed && answer.reason.text().trim().is_empty() {
        return Err(InputFault::new("reason", "有异议的，请写明异议").into());
    }
    Ok(Event {
        schema: SCHEMA,
        proceeding: proceeding.id,
        seq: proceeding.version.saturating_add(1),
        procedure: proceeding.procedure.clone(),
        pack: context.law.pack_hash().to_owned(),
        actor: ActorRecord {
            user: actor.user,
            name: actor.name.clone(),
            role: Role::AgencyHead,
            organ: actor.organ,
            body: actor.body,
            department: actor.department,
            leadership: leads,
            for_whom: None,
        },
        source: context.source,
        occurred_at: context.now,
        recorded_at: context.now.max(proceeding.last_recorded_at),
        late_reason: None,
        content: Content::PaperAnswered(answer.clone()),
        inputs: Vec::new(),
        moves: Vec::new(),
        to: proceeding.position.clone(),
        clocks: Vec::new(),
        officers: Vec::new(),
        papers: Vec::new(),
        files: Vec::new(),
        evidence: None,
        opens: None,
        from_paper: None,
        salt: String::new(),
    })
}

/// Nothing closes a case in which a head has not confirmed what others entered as the head's decision (行政处罚法
/// 第五十七条).
pub(crate) fn check_confirmed(
    proceeding: &Proceeding,
    action: &Action,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    match proceeding.unconfirmed.first().filter(|_| closes(proceeding, action, context.law)) {
        None => Ok(()),
        Some(waiting) => {
            let state = if waiting.objection.is_some() { "有异议" } else { "还没有确认" };
            let message =
                format!("{}对登记的纸质审批{state}，不能办结。请由其本人登录确认。", waiting.head_name);
            Err(Refusal::law("paper-unconfirmed", &message, vec![Citation::article("行政处罚法", 57)]))
        }
    }
}

/// Whether an action ends the work on a case: it leads to where nothing is left but filing it away.
///
/// Only the case's own procedure closes it; what runs beside it (registration, police) has a beginning and an end of its own.
fn closes(proceeding: &Proceeding, action: &Action, law: Law<'_>) -> bool {
    let position = proceeding.position.as_str();
    let target = action.target(position);
    let is_over = |procedure: &Procedure| {
        let mut onward = procedure.actions_from(target).filter(|next| next.target(target) != target);
        procedure.action.iter().any(|own| own.deed == action.deed)
            && onward.all(|next| next.deed == Deed::Archive)
    };
    target != position && law.procedure(&proceeding.procedure).is_some_and(is_over)
}

impl Proceeding {
    /// Remembers that an entry came from a sheet, and that it was answered.
    pub(crate) fn remember_paper(&mut self, event: &Event) {
        if let (Some(_), Content::Acted { action, .. }) = (&event.from_paper, &event.content) {
            self.unconfirmed.push(Unconfirmed {
                entry: event.seq,
                action: action.clone(),
                head: event.actor.user,
                head_name: event.actor.name.clone(),
                on: event.occurred_at.day(),
                objection: None,
            });
        }
        let Content::PaperAnswered(answer) = &event.content else {
            return;
        };
        if answer.confirmed {
            self.unconfirmed.retain(|one| one.entry != answer.entry);
        } else if let Some(one) = self.unconfirmed.iter_mut().find(|one| one.entry == answer.entry) {
            one.objection = Some(answer.reason.clone());
        }
    }
}
