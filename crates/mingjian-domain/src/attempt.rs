//! `attempt`: whether an action may be taken now, and exactly what follows if it is.
//! It is pure: law, proceeding, facts, command and time go in; a step or a refusal comes out, and nothing has changed yet.

use crate::act::{Act, Opening};
use crate::actor::Facts;
use crate::clock::{self, ClockMove, ClockRecord};
use crate::event::{ActorRecord, Content, Event, FileRecord, OfficerRecord, SCHEMA, Source};
use crate::id::{EvidenceId, ProceedingId};
use crate::instant::Instant;
use crate::interest::{self, Conflict};
use crate::judge::{self, Judged};
use crate::law::Law;
use crate::occurrence::occurrence;
use crate::paper;
use crate::permission::{self, Standing};
use crate::proceeding::{Machine, PUBLICATION_PROCEDURE, Proceeding, is_publication};
use crate::refusal::{Refusal, articles};
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::condition::Truth;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, Guard, Procedure};
use mingjian_law::variable::{Assignment, Values, Variable};

/// What a person wants to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The action's identifier in the pack.
    pub action: String,
    /// What is stated.
    pub act: Act,
    /// When it happened; the moment of recording where nothing is stated.
    pub occurred_at: Option<Instant>,
    /// Why it is recorded late, where it is.
    pub late_reason: Option<String>,
}

/// What an attempt may know.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The law in force for the proceeding.
    pub law: Law<'a>,
    /// Who acts, and who is named.
    pub facts: &'a Facts,
    /// The time of recording.
    pub now: Instant,
    /// How the entry comes about.
    pub source: Source,
    /// An identity for evidence, should the act add any.
    pub evidence: EvidenceId,
    /// How many inspections of the same party this year count toward the cap.
    pub earlier_inspections: u16,
    /// What the gate found in the public text that must stay hidden, where the act releases it.
    pub leaks_found: &'a [String],
}

/// What follows if the action is taken: everything of the event but its salt and its documents' numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The event.
    pub event: Event,
    /// The kinds of document that it issues.
    pub documents: Vec<String>,
    /// Whether the act only adds, so that it conflicts with nobody.
    pub adds_only: bool,
}

/// Judges an action.
///
/// # Errors
/// The first reason against it: the person, the state, the time, the input, then the guards in the order of the pack.
pub fn attempt(proceeding: &Proceeding, command: &Command, context: &Context<'_>) -> Result<Step, Refusal> {
    let (procedure, action, position) = find(proceeding, &command.action, context.law)?;
    permission::may_act(proceeding, action, None, context)?;
    check_state(procedure, action, position)?;
    if command.act.deed() != action.deed {
        return Err(Refusal::law(
            "input-invalid",
            "提交的内容与所选操作不符，请刷新页面后重试。",
            articles(&action.basis),
        ));
    }
    let occurrence = occurrence(proceeding, command, action.adds_only, context)?;
    let day = occurrence.at.day();
    if matches!(action.deed, Deed::ApproveFiling | Deed::ApproveInspection) {
        check_in_force(procedure, day)?;
    }
    permission::check_entrustment(proceeding.organ, &proceeding.procedure, day, context)?;
    let standing = permission::may_act(proceeding, action, Some(day), context)?;
    paper::check_confirmed(proceeding, action, context)?;
    let mut judged = judge::judge(proceeding, &command.act, day, context)?;
    judged.inputs.extend(judge::of_machines(proceeding, &action.asks));
    let values = values_for(proceeding, action, day, &judged.inputs);
    check_guards(action, &values)
        .map_err(|refusal| name_leaks(refusal, context.leaks_found))
        .map_err(|refusal| name_conflict(refusal, judged.conflict.as_ref()))
        .map_err(|refusal| name_unfit(refusal, action, judged.unfit.as_deref()))?;
    judge::text::check(&command.act)?;
    let moves = action.moves(&values);
    let mut clocks = clock_moves(procedure, &moves, day, &judged, context)?;
    clocks.extend(judged.also_ends.map(|variable| ClockMove::Ended { variable, on: day }));
    clocks.extend(judged.extended.clone().map(ClockMove::Extended));
    // On the spot the decision is handed over at once: until then it can still be voided.
    if matches!(action.deed, Deed::DecidePenalty | Deed::DeliverOnSpot) {
        clocks.extend(publication_clocks(day, context)?);
    }
    let documents =
        action.produces.iter().filter(|kind| !judged.omits.contains(&kind.as_str())).cloned().collect();
    let event = Event {
        schema: SCHEMA,
        proceeding: proceeding.id,
        seq: proceeding.version.saturating_add(1),
        procedure: procedure.id.clone(),
        pack: context.law.pack_hash().to_owned(),
        actor: actor_record(context, standing),
        source: context.source,
        occurred_at: occurrence.at,
        recorded_at: context.now.max(proceeding.last_recorded_at),
        late_reason: occurrence.late_reason,
        content: Content::Acted { action: action.id.clone(), act: command.act.clone() },
        inputs: judged.inputs,
        moves,
        to: action.target(position).to_owned(),
        clocks,
        officers: judged.officers,
        papers: Vec::new(),
        files: judged.files,
        evidence: judged.adds_evidence.then_some(context.evidence),
        from_paper: None,
        // The identity that the app keeps ready for what the act makes.
        opens: judged.opens_case.then(|| ProceedingId::from_uuid(context.evidence.as_uuid())),
        salt: String::new(),
    };
    Ok(Step { event, documents, adds_only: action.adds_only })
}

/// What a person sees of an action before anything is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'a> {
    /// The action.
    pub action: &'a Action,
    /// Why it cannot be taken now, where that is already certain.
    pub refusal: Option<Refusal>,
}

/// Every action of the proceeding's procedures, with what already stands against it for this person today.
pub fn offers<'a>(proceeding: &Proceeding, context: &Context<'a>) -> Vec<Offer<'a>> {
    actions(proceeding, context.law)
        .map(|(procedure, action)| {
            let refusal = standing(proceeding, procedure, action, context).err();
            Offer { action, refusal }
        })
        .collect()
}

/// Every action of the proceeding's procedures, with its procedure.
fn actions<'a>(
    proceeding: &Proceeding,
    law: Law<'a>,
) -> impl Iterator<Item = (&'a Procedure, &'a Action)> + use<'a> {
    let main = law.procedure(&proceeding.procedure);
    let beside = law.procedure(PUBLICATION_PROCEDURE).filter(|_| proceeding.publication.is_some());
    let machines = proceeding.machines().filter_map(move |machine| law.procedure(machine.procedure()));
    main.into_iter()
        .chain(beside)
        .chain(machines)
        .flat_map(|procedure| procedure.action.iter().map(move |action| (procedure, action)))
}

/// The actions that the states of a proceeding's machines allow, whoever takes them.
pub(crate) fn in_state<'a>(
    proceeding: &Proceeding,
    law: Law<'a>,
) -> impl Iterator<Item = (&'a Procedure, &'a Action)> {
    let mut open: Vec<(&Procedure, &Action)> = actions(proceeding, law).collect();
    open.retain(|(_, action)| {
        let position = position_of(proceeding, action);
        action.from.iter().any(|from| from == position)
    });
    open.into_iter()
}

/// In what standing the person of the facts can take an action today, as far as that is certain before anything is
/// entered.
pub(crate) fn standing_today(
    proceeding: &Proceeding,
    action: &str,
    context: &Context<'_>,
) -> Option<Standing> {
    let (procedure, action, _) = find(proceeding, action, context.law).ok()?;
    standing(proceeding, procedure, action, context).ok()
}

fn standing(
    proceeding: &Proceeding,
    procedure: &Procedure,
    action: &Action,
    context: &Context<'_>,
) -> Result<Standing, Refusal> {
    let today = context.now.day();
    check_state(procedure, action, position_of(proceeding, action))?;
    let standing = permission::may_act(proceeding, action, Some(today), context)?;
    permission::check_entrustment(proceeding.organ, &proceeding.procedure, today, context)?;
    paper::check_confirmed(proceeding, action, context)?;
    check_certain(action, &offered_values(proceeding, action, context))?;
    Ok(standing)
}

/// What is certain of an action before anything is entered.
///
/// What the party did in time counts on the day when it was done, which only the form will say: the windows that were
/// opened by the notice are therefore shown as they stood when it was served.
fn offered_values(proceeding: &Proceeding, action: &Action, context: &Context<'_>) -> Values {
    let today = context.now.day();
    let day = match action.deed {
        Deed::RequestHearing | Deed::WaivePlea | Deed::WaiveHearing => {
            proceeding.notice_served_at().map_or(today, Instant::day)
        }
        _ => today,
    };
    let mut known = judge::known_before(proceeding, action.deed, context);
    known.extend(judge::of_machines(proceeding, &action.asks));
    values_for(proceeding, action, day, &known)
}

/// The first entry of a proceeding: the statement with which it was opened.
///
/// # Errors
/// When the person may not open one, the procedure is opened otherwise, or what was entered does not hold together.
pub fn open(
    id: ProceedingId,
    procedure: &str,
    opening: impl Into<Opening>,
    context: &Context<'_>,
) -> Result<Step, Refusal> {
    let opening = opening.into();
    let role = permission::may_open(&opening, context)?;
    let day = context.now.day();
    permission::check_entrustment(context.facts.actor.organ, procedure, day, context)?;
    let judged = judge::opening(&opening, day, context)?;
    judge::text::check(&opening)?;
    // What is registered later was found when it says: what followed it may be recorded with its own days.
    let found_at = Instant::from_china(opening.on().and_time(chrono::NaiveTime::MIN));
    let occurred_at = if opening.on() == day { context.now } else { found_at };
    let fits = |procedure: &&Procedure| procedure.opened_by == Some(opening.by());
    let Some(procedure) = context.law.procedure(procedure).filter(fits) else {
        return Err(Refusal::law(
            "unknown-procedure",
            "没有这一程序，或者这一程序不是这样登记的。",
            vec![Citation::article("行政处罚法", 54)],
        ));
    };
    check_in_force(procedure, day)?;
    let moves = procedure.initial.iter().map(|effect| effect.set).collect();
    let event = Event {
        schema: SCHEMA,
        proceeding: id,
        seq: 1,
        procedure: procedure.id.clone(),
        pack: context.law.pack_hash().to_owned(),
        actor: actor_record(context, Standing::of(role)),
        source: context.source,
        occurred_at,
        recorded_at: context.now,
        late_reason: None,
        content: Content::Opened(Box::new(opening)),
        inputs: Vec::new(),
        moves,
        to: procedure.start.clone(),
        clocks: Vec::new(),
        officers: judged.officers,
        papers: Vec::new(),
        files: Vec::new(),
        evidence: None,
        opens: None,
        from_paper: None,
        salt: String::new(),
    };
    Ok(Step { event, documents: Vec::new(), adds_only: false })
}

/// The action of this id in the proceeding's procedures, the publication beside it included once there is one.
///
/// # Errors
/// `unknown-action` when there is none.
pub fn action<'a>(law: Law<'a>, proceeding: &Proceeding, id: &str) -> Result<&'a Action, Refusal> {
    find(proceeding, id, law).map(|(_, action, _)| action)
}

/// Procedure is the one in force at filing; a case of older days runs under its own.
fn check_in_force(procedure: &Procedure, day: NaiveDate) -> Result<(), Refusal> {
    if procedure.effective_from <= day && procedure.effective_to.is_none_or(|to| day <= to) {
        return Ok(());
    }
    let message = format!("“{}”在{}不适用。", procedure.label, day.format("%Y年%-m月%-d日"));
    Err(Refusal::law("procedure-not-in-force", &message, vec![Citation::article("行政处罚法", 37)]))
}

/// What the machine of an action would read on a day, with these inputs.
pub fn values_for(proceeding: &Proceeding, action: &Action, day: NaiveDate, inputs: &[Assignment]) -> Values {
    let mut values = match (Machine::of(action.deed), proceeding.publication_values_on(day)) {
        (Some(machine), _) => proceeding.machine_values_on(machine, day),
        (None, Some(values)) if is_publication(action.deed) => values,
        (None, Some(_) | None) => proceeding.values_on(day),
    };
    for input in inputs {
        values.set(input.variable, input.value);
    }
    values
}

fn find<'a, 'p>(
    proceeding: &'p Proceeding,
    id: &str,
    law: Law<'a>,
) -> Result<(&'a Procedure, &'a Action, &'p str), Refusal> {
    let ids =
        [Some(proceeding.procedure.as_str()), proceeding.publication.as_ref().map(|_| PUBLICATION_PROCEDURE)];
    ids.into_iter()
        .flatten()
        .chain(proceeding.machines().map(|machine| {
            let id: &'p str = machine.procedure();
            id
        }))
        .filter_map(|procedure| law.procedure(procedure))
        .find_map(|procedure| procedure.action(id).map(|action| (procedure, action)))
        .map(|(procedure, action)| (procedure, action, position_of(proceeding, action)))
        .ok_or_else(|| {
            let basis = vec![Citation::article("行政处罚法", 5)];
            Refusal::law("unknown-action", "本案的程序中现在没有这一操作。", basis)
        })
}

fn position_of<'p>(proceeding: &'p Proceeding, action: &Action) -> &'p str {
    match (Machine::of(action.deed), &proceeding.publication) {
        (Some(machine), _) => proceeding.machine_position(machine),
        (None, Some(publication)) if is_publication(action.deed) => &publication.position,
        (None, Some(_) | None) => &proceeding.position,
    }
}

fn check_state(procedure: &Procedure, action: &Action, position: &str) -> Result<(), Refusal> {
    if action.from.iter().any(|from| from == position) {
        return Ok(());
    }
    let label = |id: &str| procedure.state(id).map_or_else(|| id.to_owned(), |state| state.label.clone());
    let allowed: Vec<String> = action.from.iter().map(|from| format!("“{}”", label(from))).collect();
    let message =
        format!("本案现在处于“{}”，“{}”只能在{}时进行。", label(position), action.label, allowed.join("、"));
    Err(Refusal::law("wrong-state", &message, articles(&action.basis)))
}

fn check_certain(action: &Action, values: &Values) -> Result<(), Refusal> {
    action.first_failing(values).map_or(Ok(()), |guard| Err(Refusal::from(guard)))
}

/// With all inputs known every guard must hold; one that still waits is a fault of the program, and refuses.
fn check_guards(action: &Action, values: &Values) -> Result<(), Refusal> {
    match action.requires.iter().find(|guard| guard.condition.truth(values) != Truth::Yes) {
        None => Ok(()),
        Some(guard) => Err(Refusal::from(guard)),
    }
}

/// Says what the gate found, so that the clerk knows where to look; the values themselves are never named.
fn name_leaks(mut refusal: Refusal, leaks: &[String]) -> Refusal {
    if refusal.code == "leak-found" {
        refusal.message = format!("{}发现：{}。", refusal.message, leaks.join("；"));
    }
    refusal
}

/// Says whose declaration stands against it, so that the head knows whom to replace.
fn name_conflict(mut refusal: Refusal, conflict: Option<&Conflict>) -> Refusal {
    if let Some(conflict) = conflict.filter(|_| refusal.code == interest::CODE) {
        refusal.message = format!("{}。{}", conflict.describe(), refusal.message);
    }
    refusal
}

/// Says whose certificate is not valid, and why, where the officers are what the guard asks for.
fn name_unfit(mut refusal: Refusal, action: &Action, unfit: Option<&str>) -> Refusal {
    let asks = |guard: &&Guard| guard.condition.variables().contains(&Variable::Officers);
    let of_officers = action.requires.iter().filter(asks).any(|guard| guard.code == refusal.code);
    if let Some(unfit) = unfit.filter(|_| of_officers) {
        refusal.message = format!("{unfit}。{}", refusal.message);
    }
    refusal
}

fn clock_moves(
    procedure: &Procedure,
    moves: &[Assignment],
    day: NaiveDate,
    judged: &Judged,
    context: &Context<'_>,
) -> Result<Vec<ClockMove>, Refusal> {
    let mut changes: Vec<ClockMove> =
        clock::ends(moves).map(|variable| ClockMove::Ended { variable, on: day }).collect();
    for variable in clock::starts(moves) {
        let Some(rule) = procedure.rule_of(variable) else {
            return Err(Refusal::law(
                "unknown-rule",
                "规则包中没有这一期限，请联系管理员。",
                vec![Citation::article("行政处罚法", 85)],
            ));
        };
        changes.push(ClockMove::Started(start_clock(variable, rule, day, judged, context)?));
    }
    Ok(changes)
}

/// A penalty is published in so many days from its decision, whatever happens to its service meanwhile.
fn publication_clocks(day: NaiveDate, context: &Context<'_>) -> Result<Vec<ClockMove>, Refusal> {
    let Some(procedure) = context.law.procedure(PUBLICATION_PROCEDURE) else {
        return Ok(Vec::new());
    };
    let initial: Vec<Assignment> = procedure.initial.iter().map(|effect| effect.set).collect();
    clock_moves(procedure, &initial, day, &Judged::default(), context)
}

fn start_clock(
    variable: Variable,
    rule: &str,
    day: NaiveDate,
    judged: &Judged,
    context: &Context<'_>,
) -> Result<ClockRecord, Refusal> {
    let start = judged.clock_start.unwrap_or(day);
    let due = context.law.due(rule, start).map_err(|error| {
        Refusal::law("clock-not-computable", &error.to_string(), vec![Citation::article("行政处罚法", 85)])
    })?;
    let mut record = ClockRecord::start(variable, &due);
    if let Some(last) = judged.term_ends.filter(|_| clock::is_set_by_act(variable)) {
        record.due = last;
        record.extended = None;
        record.firm = true;
    }
    Ok(record)
}

fn actor_record(context: &Context<'_>, standing: Standing) -> ActorRecord {
    let Standing { role, leadership, for_whom } = standing;
    let actor = &context.facts.actor;
    ActorRecord {
        user: actor.user,
        name: actor.name.clone(),
        role,
        organ: actor.organ,
        body: actor.body,
        department: actor.department,
        leadership,
        for_whom,
    }
}

/// The officers named in an act, with the certificates valid on its day; those without one are left out, and a person
/// who is entered twice is one.
pub(crate) fn officer_records(
    ids: &[crate::id::OfficerId],
    day: NaiveDate,
    facts: &Facts,
) -> Vec<OfficerRecord> {
    let mut records: Vec<OfficerRecord> = Vec::new();
    for officer in ids.iter().filter_map(|id| facts.officer(*id)) {
        let Some(certificate) = officer.certificate_on(day) else {
            continue;
        };
        let same = |record: &OfficerRecord| {
            record.id == officer.id
                || record.certificate == certificate.number
                || (record.user.is_some() && record.user == officer.user)
        };
        if !records.iter().any(same) {
            records.push(OfficerRecord {
                id: officer.id,
                user: officer.user,
                name: officer.name.clone(),
                certificate: certificate.number.clone(),
            });
        }
    }
    records
}

/// The files named in an act, with their hashes.
pub(crate) fn file_records(ids: &[crate::id::FileId], facts: &Facts) -> Result<Vec<FileRecord>, Refusal> {
    ids.iter()
        .map(|id| {
            facts.file(*id).map(|file| FileRecord { id: file.id, sha256: file.sha256.clone() }).ok_or_else(
                || {
                    Refusal::law(
                        "file-unknown",
                        "所附文件不存在或者不属于本案，请重新上传。",
                        vec![Citation::article("行政处罚法", 47)],
                    )
                },
            )
        })
        .collect()
}
