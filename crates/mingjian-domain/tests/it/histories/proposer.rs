//! Proposes the next act of a history: mostly what the procedure offers, by the right person, with sensible content;
//! sometimes anything, by anybody, at any time.
//! It does not know what is allowed: it reads the offers as a page would.

mod content;

use super::tape::Tape;
use crate::case::law;
use crate::people::Who;
use mingjian_domain::attempt::{Command, values_for};
use mingjian_domain::clock::ClockRecord;
use mingjian_domain::id::UserId;
use mingjian_domain::instant::Instant;
use mingjian_domain::proceeding::{Machine, PUBLICATION_PROCEDURE, Proceeding};
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, Procedure, Role};

pub(super) struct Proposal {
    pub(super) command: Command,
    pub(super) who: Who,
    pub(super) leaks: Vec<String>,
}

/// The clock before the next attempt: minutes, hours, a night, or the morning after some last day.
pub(super) fn later(live: &Proceeding, now: Instant, tape: &mut Tape) -> Instant {
    const DAY: i64 = 86_400;
    let seconds = |tape: &mut Tape, most: u64| i64::try_from(tape.below(most)).unwrap();
    let wait = match tape.below(100) {
        0..60 => seconds(tape, 1_800),
        60..78 => seconds(tape, 8 * 3_600),
        78..90 => DAY + seconds(tape, 3_600),
        90..98 => {
            let next = live.running_clocks().map(ClockRecord::last_day).filter(|day| *day >= now.day()).min();
            let days = next.map_or(1, |day| (day - now.day()).num_days() + 1);
            // The term of a whole case is not waited out every time.
            if days > 25 { DAY } else { days * DAY }
        }
        _ => seconds(tape, 40) * DAY,
    };
    now.plus_seconds(wait + 1)
}

/// The next act; nothing when the history has come to its end.
pub(super) fn propose(live: &Proceeding, now: Instant, tape: &mut Tape) -> Option<Proposal> {
    let likely = likely_action(live, now, tape);
    // After the end there is little to try: what is refused there is refused for its state.
    if likely.is_none() && tape.chance(50) {
        return None;
    }
    let action = if tape.chance(9) { any_action(live, tape) } else { likely };
    let action = action.or_else(|| any_action(live, tape))?;
    let who = if tape.chance(4) { tape.pick(&Who::ALL) } else { right_person(live, action, tape) };
    let act = content::of(live, action.deed, now, tape);
    let occurred_at = occurred_at(now, tape);
    let late_reason =
        tape.chance(if occurred_at.is_some() { 60 } else { 15 }).then(|| "外出办案，返回后补录".to_owned());
    let leaks = if tape.chance(5) { vec!["电话".to_owned()] } else { Vec::new() };
    let id = if tape.chance(1) { "pardon".to_owned() } else { action.id.clone() };
    Some(Proposal { command: Command { action: id, act, occurred_at, late_reason }, who, leaks })
}

fn procedures(live: &Proceeding) -> impl Iterator<Item = &'static Procedure> {
    let beside = live.publication.as_ref().and_then(|_| law().procedure(PUBLICATION_PROCEDURE));
    let machines = live.machines().filter_map(|machine| law().procedure(machine.procedure()));
    law().procedure(&live.procedure).into_iter().chain(beside).chain(machines)
}

/// Any action: of this state whatever its guards say, or of any state.
fn any_action(live: &Proceeding, tape: &mut Tape) -> Option<&'static Action> {
    let anywhere = tape.chance(25);
    let actions: Vec<&Action> = procedures(live)
        .flat_map(|procedure| {
            let position = position(live, procedure);
            procedure
                .action
                .iter()
                .filter(move |action| anywhere || action.from.iter().any(|from| from == position))
        })
        .collect();
    (!actions.is_empty()).then(|| tape.pick(&actions))
}

fn position<'p>(live: &'p Proceeding, procedure: &Procedure) -> &'p str {
    let machine = Machine::ALL.into_iter().find(|machine| machine.procedure() == procedure.id);
    match (machine, &live.publication) {
        (Some(machine), _) => live.machine_position(machine),
        (None, Some(publication)) if procedure.id == PUBLICATION_PROCEDURE => &publication.position,
        (None, Some(_) | None) => &live.position,
    }
}

/// An action that can be taken in this state and that nothing certain forbids today, the usual ones more often.
fn likely_action(live: &Proceeding, now: Instant, tape: &mut Tape) -> Option<&'static Action> {
    let mut choices = Vec::new();
    for procedure in procedures(live) {
        let position = position(live, procedure);
        for action in procedure.action.iter().filter(|action| action.from.iter().any(|from| from == position))
        {
            let values = values_for(live, action, now.day(), &[]);
            if action.first_failing(&values).is_none() {
                choices.push((weight(action.deed, live), action));
            }
        }
    }
    tape.weigh(choices)
}

/// How often an act is chosen among those that are possible.
fn weight(deed: Deed, live: &Proceeding) -> u64 {
    match deed {
        // The early ends are tried often enough as it is: every case passes them.
        Deed::RefuseFiling | Deed::TransferOut | Deed::DropCase | Deed::ProposePoliceTransfer => 1,
        Deed::ReturnFiling
        | Deed::ReturnToInvestigation
        | Deed::ReturnSubmission
        | Deed::DeclinePublication => 12,
        Deed::ReceivePlea | Deed::ChangeFacts | Deed::OrderHearing => 18,
        Deed::ChangeHandlers | Deed::RequestRecusal | Deed::SuspendInvestigation => 6,
        Deed::PostponeHearing => 45,
        Deed::DecideRecusal => 140,
        Deed::TellOnSpot => 60,
        Deed::ConfirmAddress => 4,
        // Few cases have either; what has begun is brought to its end.
        Deed::RequestRegistration => 3,
        Deed::NotifyMaker
        | Deed::RecordMakerAnswer
        | Deed::EntrustTesting
        | Deed::ReceiveResult
        | Deed::IssueResult
        | Deed::ServeResult
        | Deed::RequestRetest
        | Deed::WaiveRetest
        | Deed::CloseSampling
        | Deed::ApproveRegistration
        | Deed::ServeRegistration
        | Deed::DisposeRegistration
        | Deed::LiftLapsed
        | Deed::ApprovePoliceTransfer
        | Deed::SendToPolice
        | Deed::RecordPoliceFiling
        | Deed::RecordPoliceReturn => 200,
        Deed::RefuseRegistration | Deed::RefusePoliceTransfer | Deed::Archive | Deed::ReturnPublication => 30,
        // Nothing can be found without evidence.
        Deed::AddEvidence if live.evidence.is_empty() => 300,
        Deed::AddEvidence | Deed::AmendProposal => 20,
        Deed::RecordScene
        | Deed::RecordInquiry
        | Deed::OrderCorrection
        | Deed::WaivePlea
        | Deed::WaiveHearing
        | Deed::Discuss
        | Deed::DisputeOpinion
        | Deed::AbandonSampling
        | Deed::RefuseRetest
        | Deed::CompleteApproval => 40,
        Deed::RecordAnnulment => 70,
        Deed::AcceptLead
        | Deed::RequestFiling
        | Deed::ApproveFiling
        | Deed::RecheckCorrection
        | Deed::ConcludeInvestigation
        | Deed::AdoptProposal
        | Deed::SubmitForReview
        | Deed::AssignReview
        | Deed::GiveOpinion
        | Deed::IssueNotice
        | Deed::ServeNotice
        | Deed::AnswerPlea
        | Deed::RequestHearing
        | Deed::NotifyHearing
        | Deed::HoldHearing
        | Deed::EndHearing
        | Deed::ResumeInvestigation
        | Deed::ReportHearing
        | Deed::ServeDecision
        | Deed::RecordPerformance
        | Deed::CloseCase
        | Deed::Withdraw
        | Deed::ApproveInspection
        | Deed::NotifyInspection
        | Deed::Inspect
        | Deed::ConcludeInspection
        | Deed::FeedBack
        | Deed::OpenCase
        | Deed::CloseInspection => 100,
        // The publication goes its ways while the case waits to be closed.
        Deed::Mask | Deed::CheckSecrecy | Deed::Release => 250,
        Deed::CancelInspection | Deed::AnnounceService | Deed::ChangeParty | Deed::TakeSample => 2,
        Deed::TurnOver | Deed::VoidOnSpot | Deed::ExtendCorrection => 8,
        Deed::HearOnSpot | Deed::DecideOnSpot | Deed::DeliverOnSpot | Deed::LodgeDecision => 150,
        // A page that stands is seldom reached, and has its own ways from there.
        Deed::Correct => 260,
        Deed::CollectCash | Deed::HandInCash | Deed::BankCash => 120,
        Deed::DecidePenalty | Deed::DecideNoPenalty => 300,
    }
}

/// Somebody to whom the page would offer the action.
fn right_person(live: &Proceeding, action: &Action, tape: &mut Tape) -> Who {
    let reviewer = live.review().and_then(|round| round.reviewer);
    let host = live.hearing().and_then(|hearing| hearing.host);
    let named = |user: Option<UserId>| Who::ALL.into_iter().find(|who| user == Some(who.user()));
    let part = match action.deed {
        Deed::GiveOpinion => named(reviewer),
        Deed::HoldHearing | Deed::ReportHearing => named(host),
        Deed::EndHearing if tape.chance(50) => named(host),
        _ => None,
    };
    let role = tape.pick(&action.by);
    let usual: Vec<Who> = match role {
        Role::Officer => {
            let current = |who: &Who| live.is_handler(who.user());
            let handlers: Vec<Who> = Who::ALL.into_iter().filter(current).collect();
            if handlers.is_empty() { usual(role).to_vec() } else { handlers }
        }
        Role::HearingHost => vec![part.unwrap_or(Who::Host)],
        _ => usual(role).to_vec(),
    };
    part.unwrap_or_else(|| tape.pick(&usual))
}

fn usual(role: Role) -> &'static [Who] {
    match role {
        Role::Officer => &[Who::OfficerA, Who::OfficerB],
        Role::UnitHead => &[Who::UnitHead],
        Role::Reviewer => &[Who::Reviewer, Who::SecondReviewer, Who::OfficerReviewer],
        Role::ReviewHead => &[Who::ReviewHead, Who::ClerkReviewHead],
        Role::AgencyHead => &[Who::Head, Who::Head, Who::Deputy, Who::ReviewerHead],
        Role::Clerk => &[Who::Clerk, Who::Clerk, Who::ClerkReviewHead],
        Role::Archivist => &[Who::Archivist],
        Role::HearingHost => &[Who::Host, Who::SecondHost],
        Role::Supervisor
        | Role::SystemAdministrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator
        | Role::System => &[Who::Supervisor],
    }
}

/// When the command says that it happened; nothing most of the time.
fn occurred_at(now: Instant, tape: &mut Tape) -> Option<Instant> {
    let back = |tape: &mut Tape, seconds: u64| now.plus_seconds(-i64::try_from(tape.below(seconds)).unwrap());
    match tape.below(100) {
        0..85 => None,
        85..92 => Some(back(tape, 3_600)),
        92..96 => Some(back(tape, 86_400)),
        96..98 => Some(back(tape, 10 * 86_400)),
        _ => Some(now.plus_seconds(3_600)),
    }
}
