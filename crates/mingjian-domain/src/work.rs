//! What is to be done next in a case, and by whom: which deeds lead on, to which clock each answers, and who of the people
//! of the organ can take them today. It assigns nothing to anybody: a list of work is computed from the case and the law.

use crate::actor::{Actor, Facts};
use crate::attempt::{self, Context};
use crate::clock::ClockRecord;
use crate::delegation::ForWhom;
use crate::id::UserId;
use crate::proceeding::Proceeding;
use chrono::NaiveDate;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::Role;
use mingjian_law::variable::{Variable, approval, told as told_value};

/// Somebody who can take a step today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doer {
    /// The person.
    pub user: UserId,
    /// In which role.
    pub role: Role,
    /// In whose place, where the person stands in.
    pub for_whom: Option<ForWhom>,
}

/// What waits in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An action that leads on and that somebody can take.
    Act,
    /// An approval on paper that its head has not confirmed.
    Sheet,
    /// A clock that runs while no action that answers to it can be taken.
    Clock,
    /// Nothing that anybody can do now, and no clock: the case is open, and must not be forgotten.
    Rest,
}

/// One thing that waits in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What kind of thing.
    pub kind: Kind,
    /// The action, the entry of the sheet, or the clock; empty where nothing is.
    pub key: String,
    /// The running clock that it answers to.
    pub clock: Option<Variable>,
    /// The last day of that clock.
    pub due: Option<NaiveDate>,
    /// Where it stands among the others: what no clock drives stands as if it had been due when it came.
    pub order: NaiveDate,
    /// Who can do it.
    pub doers: Vec<Doer>,
}

/// Everything that waits in a case today, each with the people who can do it. An open case has at least one step, so that
/// a list of steps never leaves a case out.
pub fn steps(proceeding: &Proceeding, people: &[Actor], context: &Context<'_>) -> Vec<Step> {
    let today = context.now.day();
    let running = running(proceeding, today);
    let mut steps = acts(proceeding, people, context, &running);
    steps.extend(sheets(proceeding));
    let answered = |record: &ClockRecord| steps.iter().any(|step| step.clock == Some(record.variable));
    let clocks: Vec<Step> = running
        .iter()
        .filter(|record| !answered(record))
        .map(|record| Step {
            kind: Kind::Clock,
            key: record.variable.to_string(),
            clock: Some(record.variable),
            due: Some(record.last_day()),
            order: record.last_day(),
            doers: Vec::new(),
        })
        .collect();
    steps.extend(clocks);
    if steps.is_empty() && is_open(proceeding, context) {
        steps.push(Step {
            kind: Kind::Rest,
            key: String::new(),
            clock: None,
            due: None,
            order: proceeding.last_recorded_at.day(),
            doers: Vec::new(),
        });
    }
    steps
}

/// The clocks of a case that ask for something on a day, the first to end first.
pub fn running(proceeding: &Proceeding, today: NaiveDate) -> Vec<&ClockRecord> {
    let running = proceeding.running_clocks();
    let mut records: Vec<&ClockRecord> =
        running.filter(|record| matters(record.variable, record.last_day(), today)).collect();
    records.sort_by_key(|record| record.last_day());
    records
}

/// The clocks that are a time in which the party may act: when one is past, nobody is late.
pub const WINDOWS: [Variable; 3] =
    [Variable::PleaClock, Variable::HearingClock, Variable::HearingNoticeClock];

/// Whether a clock still asks for something on a day.
pub fn matters(variable: Variable, last_day: NaiveDate, today: NaiveDate) -> bool {
    !WINDOWS.contains(&variable) || today <= last_day
}

fn is_open(proceeding: &Proceeding, context: &Context<'_>) -> bool {
    let procedure = context.law.procedure(&proceeding.procedure);
    let state = procedure.and_then(|procedure| procedure.state(&proceeding.position));
    state.is_none_or(|state| !state.is_final)
}

/// The actions that lead on and that at least one person can take.
fn acts(
    proceeding: &Proceeding,
    people: &[Actor],
    context: &Context<'_>,
    running: &[&ClockRecord],
) -> Vec<Step> {
    let mut facts: Facts = context.facts.clone();
    let mut steps: Vec<Step> = attempt::in_state(proceeding, context.law)
        .filter(|(_, action)| direction_in(proceeding, action.deed) == Direction::Forward)
        .map(|(_, action)| {
            let variable = clock_in(proceeding, action.deed);
            let record = running.iter().find(|record| record.variable == variable);
            let due = record.map(|record| record.last_day());
            Step {
                kind: Kind::Act,
                key: action.id.clone(),
                clock: record.map(|record| record.variable),
                due,
                order: due.unwrap_or_else(|| proceeding.last_recorded_at.day()),
                doers: Vec::new(),
            }
        })
        .collect();
    for person in people {
        facts.actor = person.clone();
        let own = Context { facts: &facts, ..*context };
        for step in &mut steps {
            let standing = attempt::standing_today(proceeding, &step.key, &own);
            step.doers.extend(standing.map(|standing| Doer {
                user: person.user,
                role: standing.role,
                for_whom: standing.for_whom,
            }));
        }
    }
    steps.retain(|step| !step.doers.is_empty());
    steps
}

/// What was entered from a sheet waits for the head who signed it.
fn sheets(proceeding: &Proceeding) -> impl Iterator<Item = Step> + '_ {
    proceeding.unconfirmed.iter().map(|one| Step {
        kind: Kind::Sheet,
        key: one.entry.to_string(),
        clock: None,
        due: None,
        order: one.on,
        doers: vec![Doer { user: one.head, role: Role::AgencyHead, for_whom: None }],
    })
}

/// Where an action leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// On, towards the decision and the closed file.
    Forward,
    /// Nowhere by itself: it adds to the file or records what the party did.
    Beside,
    /// Back, or out of the case.
    Away,
}

/// Where a deed leads.
// long: one line for each deed, read side by side
#[expect(clippy::too_many_lines, reason = "one line for each deed, read side by side")]
pub const fn direction(deed: Deed) -> Direction {
    match deed {
        Deed::AcceptLead
        | Deed::RequestFiling
        | Deed::ApproveFiling
        | Deed::RecheckCorrection
        | Deed::ConcludeInvestigation
        | Deed::AdoptProposal
        | Deed::SubmitForReview
        | Deed::AssignReview
        | Deed::GiveOpinion
        | Deed::Discuss
        | Deed::IssueNotice
        | Deed::ServeNotice
        | Deed::AnswerPlea
        | Deed::NotifyHearing
        | Deed::HoldHearing
        | Deed::ReportHearing
        | Deed::DecidePenalty
        | Deed::ServeDecision
        | Deed::RecordPerformance
        | Deed::CloseCase
        | Deed::Archive
        | Deed::ApproveInspection
        | Deed::NotifyInspection
        | Deed::Inspect
        | Deed::CompleteApproval
        | Deed::ConcludeInspection
        | Deed::FeedBack
        | Deed::OpenCase
        | Deed::CloseInspection
        | Deed::Mask
        | Deed::CheckSecrecy
        | Deed::Release
        | Deed::Withdraw
        | Deed::TellOnSpot
        | Deed::HearOnSpot
        | Deed::DecideOnSpot
        | Deed::DeliverOnSpot
        | Deed::LodgeDecision
        | Deed::HandInCash
        | Deed::DecideRecusal
        | Deed::ResumeInvestigation
        | Deed::ApproveRegistration
        | Deed::ServeRegistration
        | Deed::DisposeRegistration
        | Deed::LiftLapsed
        | Deed::NotifyMaker
        | Deed::EntrustTesting
        | Deed::ReceiveResult
        | Deed::IssueResult
        | Deed::ServeResult
        | Deed::CloseSampling
        | Deed::ApprovePoliceTransfer
        | Deed::SendToPolice
        | Deed::RecordPoliceFiling
        | Deed::BankCash => Direction::Forward,
        Deed::RecordScene
        | Deed::RecordInquiry
        | Deed::AddEvidence
        | Deed::ConfirmAddress
        | Deed::AnnounceService
        | Deed::RequestRegistration
        | Deed::TakeSample
        | Deed::RecordMakerAnswer
        | Deed::RequestRetest
        | Deed::WaiveRetest
        | Deed::ProposePoliceTransfer
        | Deed::ChangeFacts
        | Deed::OrderCorrection
        | Deed::AmendProposal
        | Deed::ReceivePlea
        | Deed::WaivePlea
        | Deed::WaiveHearing
        | Deed::RequestHearing
        | Deed::OrderHearing
        | Deed::PostponeHearing
        | Deed::RequestRecusal
        | Deed::ChangeHandlers
        | Deed::ChangeParty
        | Deed::Correct
        | Deed::ExtendCorrection
        | Deed::CollectCash
        | Deed::RecordAnnulment => Direction::Beside,
        Deed::RefuseFiling
        | Deed::TransferOut
        | Deed::ReturnFiling
        | Deed::ReturnToInvestigation
        | Deed::ReturnSubmission
        | Deed::DisputeOpinion
        | Deed::EndHearing
        | Deed::SuspendInvestigation
        | Deed::DecideNoPenalty
        | Deed::DropCase
        | Deed::CancelInspection
        | Deed::VoidOnSpot
        | Deed::TurnOver
        | Deed::RefuseRegistration
        | Deed::RefuseRetest
        | Deed::AbandonSampling
        | Deed::RefusePoliceTransfer
        | Deed::RecordPoliceReturn
        | Deed::ReturnPublication
        | Deed::DeclinePublication => Direction::Away,
    }
}

/// Where a deed leads in this case: a reviewer can be replaced, but nothing waits for that.
pub fn direction_in(proceeding: &Proceeding, deed: Deed) -> Direction {
    let assigned = proceeding.review().is_some_and(|round| round.reviewer.is_some());
    let told = !proceeding.spot.told.is_empty();
    match deed {
        // What was told can be told anew, and what was heard be heard again; nothing waits for it.
        Deed::TellOnSpot if told && !proceeding.is(Variable::Told, told_value::UNCLEAR) => Direction::Beside,
        Deed::HearOnSpot if proceeding.is(Variable::Told, told_value::HEARD) => Direction::Beside,
        Deed::AssignReview if assigned => Direction::Beside,
        // Before its approval only an urgent inspection begins.
        Deed::Inspect if proceeding.is(Variable::Approval, approval::NONE) => Direction::Beside,
        deed => direction(deed),
    }
}

/// The clock that a deed answers to, where there is one of its own.
const fn clock_of(deed: Deed) -> Variable {
    match deed {
        Deed::RecheckCorrection => Variable::CorrectionClock,
        Deed::AssignReview | Deed::GiveOpinion | Deed::ReturnSubmission => Variable::ReviewClock,
        Deed::NotifyHearing | Deed::HoldHearing => Variable::HearingNoticeClock,
        Deed::ServeDecision => Variable::ServiceClock,
        Deed::RecordPerformance | Deed::CollectCash => Variable::PaymentClock,
        Deed::LodgeDecision | Deed::DeliverOnSpot => Variable::LodgingClock,
        Deed::DisposeRegistration | Deed::LiftLapsed => Variable::RegistrationClock,
        Deed::ApprovePoliceTransfer | Deed::RefusePoliceTransfer => Variable::TransferClock,
        Deed::SendToPolice => Variable::HandOverClock,
        Deed::ReceiveResult => Variable::TestingClock,
        Deed::CloseSampling | Deed::RequestRetest | Deed::WaiveRetest => Variable::RetestClock,
        Deed::RecordMakerAnswer => Variable::MakerClock,
        Deed::HandInCash => Variable::HandInClock,
        Deed::BankCash => Variable::BankClock,
        Deed::Mask | Deed::CheckSecrecy | Deed::Release | Deed::DeclinePublication => {
            Variable::PublicationClock
        }
        Deed::Withdraw => Variable::WithdrawalClock,
        _ => Variable::DecisionClock,
    }
}

/// The same in this case: checking and releasing a correction answers to the clock of the correction.
pub fn clock_in(proceeding: &Proceeding, deed: Deed) -> Variable {
    let corrects = proceeding.publication.as_ref().is_some_and(|text| text.correction.is_some());
    match clock_of(deed) {
        Variable::PublicationClock if corrects => Variable::TextCorrectionClock,
        clock => clock,
    }
}
