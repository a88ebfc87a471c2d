//! What may happen next in a case: what the reader can do, what waits for others, and what stands against the rest.
//! The judgements are the domain's; here they are put in an order that people can read.

use crate::staff::clock;
use crate::staff::form::range::articles;
use chrono::NaiveDate;
use mingjian_app::proceeding::{CaseView, Offered};
use mingjian_domain::attempt;
use mingjian_domain::clock::ClockRecord;
use mingjian_domain::law::Law;
use mingjian_domain::paper;
use mingjian_domain::refusal::{Refusal, RefusalKind};
use mingjian_html::parts::{Link, RefusalCard};
use mingjian_law::condition::Truth;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, Guard};
use mingjian_law::variable::{Variable, approval, told as told_value};

/// Where an action leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
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
pub(crate) const fn direction(deed: Deed) -> Direction {
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

/// Refusals that ask nothing of anybody: another stage, done already, or nothing to do it with.
const IDLE: &[&str] = &[
    "wrong-state",
    "already-lodged",
    "already-performed",
    "no-cash-to-hand-in",
    "no-cash-to-bank",
    "no-maker-to-notify",
];

/// Where a deed leads in this case: a reviewer can be replaced, but nothing waits for that.
fn direction_in(view: &CaseView, deed: Deed) -> Direction {
    let assigned = view.proceeding.review().is_some_and(|round| round.reviewer.is_some());
    let told = !view.proceeding.spot.told.is_empty();
    match deed {
        // What was told can be told anew, and what was heard be heard again; nothing waits for it.
        Deed::TellOnSpot if told && !view.proceeding.is(Variable::Told, told_value::UNCLEAR) => {
            Direction::Beside
        }
        Deed::HearOnSpot if view.proceeding.is(Variable::Told, told_value::HEARD) => Direction::Beside,
        Deed::AssignReview if assigned => Direction::Beside,
        // Before its approval only an urgent inspection begins.
        Deed::Inspect if view.proceeding.is(Variable::Approval, approval::NONE) => Direction::Beside,
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
fn clock_in(view: &CaseView, deed: Deed) -> Variable {
    let corrects = view.proceeding.publication.as_ref().is_some_and(|text| text.correction.is_some());
    match clock_of(deed) {
        Variable::PublicationClock if corrects => Variable::TextCorrectionClock,
        clock => clock,
    }
}

/// An action that the reader can take now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ready {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) href: String,
    /// Who may take it.
    pub(crate) who: String,
    /// The documents that it issues, in words.
    pub(crate) produces: String,
    /// The articles.
    pub(crate) basis: String,
    pub(crate) direction: Direction,
    /// The clock that it answers to.
    pub(crate) clock: Variable,
}

impl Ready {
    /// Whether it moves the case on.
    pub(crate) fn leads_on(&self) -> bool {
        self.direction == Direction::Forward
    }
}

/// An action that waits for somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) label: String,
    /// Who may take it.
    pub(crate) who: String,
    /// What is still missing, where something is.
    pub(crate) missing: Option<String>,
    pub(crate) basis: String,
    /// Where the reader enters what a head signed on paper.
    pub(crate) sheet: Option<Link>,
}

/// What may happen next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NextSteps {
    /// What the reader can do, what leads on first.
    pub(crate) ready: Vec<Ready>,
    /// What waits for others.
    pub(crate) waiting: Vec<Waiting>,
    /// What would be the reader's to do, and what stands against it.
    pub(crate) refused: Vec<RefusalCard>,
    /// What belongs to another stage of the case.
    pub(crate) elsewhere: Vec<RefusalCard>,
}

impl NextSteps {
    /// Puts the offers of a case in order.
    pub(crate) fn of(view: &CaseView, law: Law<'_>) -> Self {
        let mut steps = Self::default();
        for offer in &view.offers {
            // An offer names an action of the same pack.
            if let Ok(action) = attempt::action(law, &view.proceeding, &offer.id) {
                steps.add(view, offer, action, law);
            }
        }
        steps.ready.sort_by_key(|ready| ready.direction);
        steps.waiting.sort_by_key(|waiting| waiting.missing.is_some());
        steps
    }

    /// The one action that moves the case on, if the reader can take it, with its running clock; of several the one
    /// whose clock ends first.
    pub(crate) fn first_forward<'v>(&self, view: &'v CaseView) -> Option<(&Ready, Option<&'v ClockRecord>)> {
        let running = clock::running(&view.proceeding, view.now.day());
        let with_clock =
            |ready: &'_ Ready| running.iter().find(|record| record.variable == ready.clock).copied();
        let forward =
            self.ready.iter().filter(|ready| ready.leads_on()).map(|ready| (ready, with_clock(ready)));
        forward.min_by_key(|(_, record)| record.map_or(NaiveDate::MAX, ClockRecord::last_day))
    }

    fn add(&mut self, view: &CaseView, offer: &Offered, action: &Action, law: Law<'_>) {
        let forward = direction_in(view, action.deed) == Direction::Forward;
        match &offer.refusal {
            None => self.ready.push(ready(view, offer, action)),
            Some(refusal) if IDLE.contains(&refusal.code.as_str()) || !forward => {
                self.elsewhere.push(card(offer, refusal));
            }
            Some(refusal) if refusal.kind == RefusalKind::Forbidden => {
                let waiting = Waiting { sheet: sheet(view, action, law), ..waiting(view, offer, action) };
                // What only answers something that has not come is not waited for.
                let answers = action.to.is_none() || action.deed == Deed::Withdraw;
                if waiting.missing.is_none() || !answers {
                    self.waiting.push(waiting);
                } else {
                    self.elsewhere.push(card(offer, refusal));
                }
            }
            Some(refusal) => self.refused.push(full_card(view, offer, action, refusal)),
        }
    }

    /// What of these actions the reader can take, and whether it leads on.
    pub(crate) fn links(&self, is_own: impl Fn(&str) -> bool) -> Vec<(Link, bool)> {
        let own = self.ready.iter().filter(|step| is_own(&step.id));
        own.map(|step| (Link::new(&step.label, &step.href), step.leads_on())).collect()
    }
}

fn ready(view: &CaseView, offer: &Offered, action: &Action) -> Ready {
    let titles: Vec<&str> = offer.produces.iter().filter_map(|kind| title_of(kind)).collect();
    Ready {
        id: offer.id.clone(),
        label: offer.label.clone(),
        href: format!("/staff/cases/{}/actions/{}", view.proceeding.id, offer.id),
        who: who(action),
        produces: titles.join("、"),
        basis: articles(&action.basis),
        direction: direction_in(view, action.deed),
        clock: clock_in(view, action.deed),
    }
}

/// Everything that stands against an action today, whoever takes it; what depends on the form is not known yet.
fn failing<'a>(view: &CaseView, action: &'a Action) -> Vec<&'a Guard> {
    let values = attempt::values_for(&view.proceeding, action, view.now.day(), &[]);
    action.requires.iter().filter(|guard| guard.condition.truth(&values) == Truth::No).collect()
}

/// What guards would say today to whoever may take the action.
fn waiting(view: &CaseView, offer: &Offered, action: &Action) -> Waiting {
    let missing: Vec<&str> = failing(view, action).iter().map(|guard| guard.message.as_str()).collect();
    Waiting {
        label: offer.label.clone(),
        who: who(action),
        missing: (!missing.is_empty()).then(|| missing.concat()),
        basis: articles(&action.basis),
        sheet: None,
    }
}

/// Where the reader enters what a head signed on paper; nothing for who may not.
pub(crate) fn sheet(view: &CaseView, action: &Action, law: Law<'_>) -> Option<Link> {
    paper::may_enter(&view.proceeding, action, &view.facts.actor, law).ok()?;
    let href = format!("/staff/cases/{}/actions/{}?paper=1", view.proceeding.id, action.id);
    Some(Link::new("登记纸质审批", &href))
}

/// Who may take an action, in words.
pub(crate) fn who(action: &Action) -> String {
    let roles: Vec<&str> = action.by.iter().map(|role| role.label()).collect();
    roles.join("、")
}

fn title_of(kind: &str) -> Option<&'static str> {
    mingjian_domain::document::compose::title(kind)
}

/// A refusal with everything else that stands against the action, so that nobody finds out one reason at a time.
pub(crate) fn full_card(view: &CaseView, offer: &Offered, action: &Action, refusal: &Refusal) -> RefusalCard {
    let by_guard = action.requires.iter().any(|guard| guard.code == refusal.code);
    let further = failing(view, action).into_iter().filter(|guard| by_guard && guard.code != refusal.code);
    let facts = further.map(|guard| format!("{}（{}）", guard.message, articles(&guard.basis)));
    RefusalCard { facts: facts.collect(), ..card(offer, refusal) }
}

/// A refusal as a card.
pub(crate) fn card(offer: &Offered, refusal: &Refusal) -> RefusalCard {
    RefusalCard {
        action: offer.label.clone(),
        message: refusal.message.clone(),
        code: refusal.code.clone(),
        basis: refusal.basis.iter().map(ToString::to_string).collect(),
        facts: Vec::new(),
    }
}
