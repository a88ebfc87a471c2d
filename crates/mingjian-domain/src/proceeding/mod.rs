//! A proceeding: what is known of one case, and the only code that changes it.
//! It judges nothing: `apply` takes what an event says happened, in production and in every fold of the journal.

mod apply;
mod beside;
mod record;
mod sampling;

pub(crate) use apply::is_publication;
use apply::part_of;

use crate::act::Opening;
use crate::act::investigation::{RecheckResult, ViolationFacts};
use crate::act::lead::PartyEntry;
use crate::act::service::ConfirmAddress;
use crate::actor::Part;
use crate::clock::ClockRecord;
use crate::event::{Event, OfficerRecord, Paper, Source};
use crate::id::{OfficerId, OrganId, ProceedingId, UserId};
use crate::instant::Instant;
use crate::paper::Unconfirmed;
use crate::value::money::Fen;
use chrono::NaiveDate;
use mingjian_law::variable::{Value, Values, Variable, clock};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub use beside::{Beside, Machine, MachineState, PoliceTransfer, Registration, Sampling, Test};
pub use record::{
    Announcement, Annulment, Cash, Correction, CorrectionState, Decision, Discussion, Evidence, Hearing,
    Notice, PartyChange, Payment, PendingCorrection, Plea, Proposal, Publication, RecusalState,
    ReleasedCorrection, ReviewRound, Service, Spot, Suspension, Told,
};
pub use record::{Handling, InspectionRecord};

/// The id of the procedure that runs beside a penalty and publishes its decision.
pub const PUBLICATION_PROCEDURE: &str = "publication-decision";

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proceeding {
    /// Its identity.
    pub id: ProceedingId,
    /// The organ in whose name it runs.
    pub organ: OrganId,
    /// The entrusted body that handles it, where one does.
    pub body: Option<OrganId>,
    /// The handling department.
    pub department: OrganId,
    /// The procedure.
    pub procedure: String,
    /// The pack edition in force at filing, by hash.
    pub pack: String,
    /// How it was entered.
    pub source: Source,
    /// Where it stands in the main machine.
    pub position: String,
    /// The variables of the main machine.
    pub values: Values,
    /// The publication of its decision, once there is one.
    pub publication: Option<Publication>,
    /// How many entries its journal has.
    pub version: u64,
    /// When it was opened, by the clock.
    pub opened_at: Instant,
    /// When its last entry was recorded.
    pub last_recorded_at: Instant,
    /// When the last act that others follow happened; additions and the publication run beside.
    pub last_occurred_at: Instant,
    /// When the last addition happened: whoever weighs the file does so later.
    pub last_added_at: Instant,
    /// The statement with which it was opened; older states call it a lead, which it then was.
    #[serde(alias = "lead")]
    pub opening: Opening,
    /// The day on which filing was approved.
    pub filed_on: Option<NaiveDate>,
    /// The suspected causes at filing.
    pub causes: Vec<String>,
    /// The officers who handle it.
    pub officers: Vec<OfficerRecord>,
    /// Who took which part in it.
    pub people: BTreeSet<(UserId, Part)>,
    /// Who was named as an officer in a record, an order or a service, whoever wrote it down.
    pub investigators: BTreeSet<UserId>,
    /// The violations as they stand.
    pub violations: Vec<ViolationFacts>,
    /// The evidence.
    pub evidence: Vec<Evidence>,
    /// The orders to correct, oldest first.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// The documents.
    pub papers: Vec<Paper>,
    /// The clocks that were started.
    pub clocks: Vec<ClockRecord>,
    /// The proposal as it stands.
    pub proposal: Option<Proposal>,
    /// The prior notices, oldest first.
    pub notices: Vec<Notice>,
    /// The pleas, oldest first.
    pub pleas: Vec<Plea>,
    /// The hearings, oldest first.
    pub hearings: Vec<Hearing>,
    /// Recusals, changes of handlers and suspensions; older states have none.
    #[serde(default)]
    pub handling: Box<Handling>,
    /// The rounds of legal review, oldest first.
    pub reviews: Vec<ReviewRound>,
    /// The discussions among the heads.
    pub discussions: Vec<Discussion>,
    /// The decision.
    pub decision: Option<Decision>,
    /// What was paid.
    pub payments: Vec<Payment>,
    /// Whether everything but the payment is carried out.
    pub other_done: bool,
    /// Where the party takes papers, as it confirmed last.
    #[serde(default)]
    pub confirmed_address: Option<Box<ConfirmAddress>>,
    /// The announcements in place of service, oldest first.
    #[serde(default)]
    pub announcements: Vec<Announcement>,
    /// What an inspection remembers, where it is one.
    #[serde(default)]
    pub inspection: Option<InspectionRecord>,
    /// What runs beside the case; older states have nothing.
    #[serde(default)]
    pub beside: Box<Beside>,
    /// What happened on the spot; older states have none.
    #[serde(default)]
    pub spot: Spot,
    /// How the party changed, oldest first; the opening keeps whom it named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub party_changes: Vec<PartyChange>,
    /// What was entered from sheets that heads signed and have not confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unconfirmed: Vec<Unconfirmed>,
}

impl Proceeding {
    /// A proceeding's first entry makes it.
    pub fn open(event: &Event, values: Values) -> Option<Self> {
        let crate::event::Content::Opened(opening) = &event.content else {
            return None;
        };
        let origin = opening.origin();
        let mut people: BTreeSet<(UserId, Part)> =
            part_of(event.actor.role).map(|part| (event.actor.user, part)).into_iter().collect();
        // Whoever is named for an inspection handles it from the first day: it may have to begin at once.
        people.extend(event.officers.iter().filter_map(|officer| Some((officer.user?, Part::Handler))));
        Some(Self {
            id: event.proceeding,
            organ: event.actor.organ,
            body: event.actor.body,
            department: event.actor.department,
            procedure: event.procedure.clone(),
            pack: event.pack.clone(),
            source: event.source,
            position: event.to.clone(),
            values,
            publication: None,
            version: event.seq,
            opened_at: event.recorded_at,
            last_recorded_at: event.recorded_at,
            last_occurred_at: event.occurred_at,
            last_added_at: event.occurred_at,
            opening: (**opening).clone(),
            filed_on: None,
            causes: Vec::new(),
            officers: event.officers.clone(),
            people,
            investigators: BTreeSet::new(),
            violations: Vec::new(),
            evidence: origin.map(|origin| origin.evidence.clone()).unwrap_or_default(),
            corrections: origin.map(|origin| origin.corrections.clone()).unwrap_or_default(),
            papers: event.papers.clone(),
            clocks: Vec::new(),
            proposal: None,
            notices: Vec::new(),
            pleas: Vec::new(),
            hearings: Vec::new(),
            handling: Box::default(),
            reviews: Vec::new(),
            discussions: Vec::new(),
            decision: None,
            payments: Vec::new(),
            other_done: false,
            confirmed_address: None,
            announcements: Vec::new(),
            inspection: opening.inspection().map(|_| InspectionRecord::default()),
            beside: Box::default(),
            spot: Spot::default(),
            party_changes: Vec::new(),
            unconfirmed: Vec::new(),
        })
    }

    /// Folds a journal: the state after its entries, in order.
    ///
    /// The values with which a proceeding starts come with its first entry's moves.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Self> {
        let mut events = events.into_iter();
        let first = events.next()?;
        let mut values = Values::default();
        for assignment in &first.moves {
            values.set(assignment.variable, assignment.value);
        }
        let mut proceeding = Self::open(first, values)?;
        for event in events {
            proceeding.apply(event);
        }
        Some(proceeding)
    }

    /// Whom it is about now.
    pub fn party(&self) -> &PartyEntry {
        self.party_changes.last().map_or_else(|| self.opening.party(), |change| &change.party)
    }

    /// Whom it is and was about, in order.
    pub fn parties(&self) -> impl Iterator<Item = &PartyEntry> {
        std::iter::once(self.opening.party()).chain(self.party_changes.iter().map(|change| &change.party))
    }

    /// The same, for what concerns each of them: an interest in the party does not end with its name.
    pub fn everybody(&self) -> Vec<&PartyEntry> {
        self.parties().collect()
    }

    /// Whom it was about before the last change.
    pub fn former_party(&self) -> Option<&PartyEntry> {
        let before = self.party_changes.len().checked_sub(1)?;
        self.parties().nth(before)
    }

    /// The earliest moment at which an act that only adds can have happened: the day of the lead.
    pub fn opened_floor(&self) -> Instant {
        Instant::from_china(self.opening.on().and_time(chrono::NaiveTime::MIN))
    }

    /// The clock of a variable.
    pub fn clock(&self, variable: Variable) -> Option<&ClockRecord> {
        self.clocks.iter().find(|clock| clock.variable == variable)
    }

    /// The clocks that nothing has ended: some of them may be over by time.
    pub fn running_clocks(&self) -> impl Iterator<Item = &ClockRecord> {
        self.clocks.iter().filter(|clock| clock.ended_on.is_none())
    }

    /// The values of the main machine on a day: running clocks whose last day is past are over.
    pub fn values_on(&self, day: NaiveDate) -> Values {
        self.on_day(self.values, day)
    }

    /// The values of the publication machine on a day.
    pub fn publication_values_on(&self, day: NaiveDate) -> Option<Values> {
        self.publication.as_ref().map(|publication| self.on_day(publication.values, day))
    }

    fn on_day(&self, mut values: Values, day: NaiveDate) -> Values {
        for record in self.running_clocks() {
            if values.is(record.variable, clock::RUNNING) {
                values.set(record.variable, record.standing(day));
            }
        }
        values
    }

    /// Whether a variable of the main machine has this value.
    pub fn is(&self, variable: Variable, value: Value) -> bool {
        self.values.is(variable, value)
    }

    /// The number under which people know the case: that of its filing, or of its decision on the spot.
    pub fn number(&self) -> Option<&str> {
        let last = |kind| self.papers.iter().rev().find(move |paper| paper.kind == kind);
        let filed = self.papers.iter().find(|paper| paper.kind == "filing-report");
        // A case on the spot is never filed: its decision's number is the number that people know.
        filed.or_else(|| last("summary-decision")).and_then(|paper| paper.number.as_deref())
    }

    /// Whether a person took this part in it.
    pub fn has_part(&self, user: UserId, part: Part) -> bool {
        self.people.contains(&(user, part))
    }

    /// Whether a person handles the case now; who once did and was replaced does not, and stays barred from judging it.
    pub fn is_handler(&self, user: UserId) -> bool {
        self.has_part(user, Part::Handler) && !self.handling.former_handlers.contains(&user)
    }

    /// The applications for recusal that wait for their decision.
    pub fn open_recusals(&self) -> impl Iterator<Item = &RecusalState> {
        self.handling.recusals.iter().filter(|state| state.granted.is_none())
    }

    /// Whether a person is recused, known by login or as an officer.
    pub fn is_recused(&self, user: Option<UserId>, officer: Option<OfficerId>) -> bool {
        self.handling.recusals.iter().filter(|state| state.granted == Some(true)).any(|state| {
            user.is_some() && state.user == user || officer.is_some() && state.stated.officer == officer
        })
    }

    /// Whether an officer was recused before a day.
    pub fn recused_before(&self, user: Option<UserId>, officer: OfficerId, day: NaiveDate) -> bool {
        let granted = self.handling.recusals.iter().filter(|state| state.granted == Some(true));
        granted
            .filter(|state| state.decided_on.is_some_and(|decided| decided < day))
            .any(|state| user.is_some() && state.user == user || state.stated.officer == Some(officer))
    }

    /// The people whom the papers of the case name by their login alone.
    pub fn named_people(&self) -> impl Iterator<Item = UserId> + '_ {
        let hosts = self.hearings.iter().filter_map(|hearing| hearing.host);
        let recusals = self.handling.recusals.iter().filter_map(|state| state.user);
        let proposers = self.handling.suspensions.iter().map(|one| one.proposed_by);
        hosts.chain(recusals).chain(proposers).chain(self.handling.change_proposed_by)
    }

    /// Whether a person handled the case or took part in its investigation.
    pub fn was_handled_by(&self, user: UserId) -> bool {
        self.has_part(user, Part::Handler)
            || self.investigators.contains(&user)
            || self.officers.iter().any(|officer| officer.user == Some(user))
    }

    /// The items of the last order that wait for their re-check.
    pub fn open_corrections(&self) -> impl Iterator<Item = &CorrectionState> {
        let items = self.corrections.last().map(|order| order.items.as_slice()).unwrap_or_default();
        items.iter().filter(|item| item.found.is_none())
    }

    /// Whether the correction of a violation stayed undone: the last re-check of one of its limbs found it so.
    pub fn is_overdue(&self, violation: &ViolationFacts) -> bool {
        let last = |covers: &dyn Fn(&[String]) -> bool| {
            let items = self.corrections.iter().rev().flat_map(|order| &order.items);
            let mut own = items.map(|item| (&item.stated, item.found));
            let item = own.find(|(stated, _)| stated.cause == violation.cause && covers(&stated.duties));
            item.is_some_and(|(_, found)| found == Some(RecheckResult::Overdue))
        };
        if violation.duties.is_empty() {
            return last(&|_| true);
        }
        let covers = |limb: &String, ordered: &[String]| ordered.is_empty() || ordered.contains(limb);
        violation.duties.iter().any(|limb| last(&|ordered| covers(limb, ordered)))
    }

    /// When the notice in force was served.
    pub fn notice_served_at(&self) -> Option<Instant> {
        self.notice_in_force()?.service.as_ref().map(Service::at)
    }

    /// When the decision was served.
    pub fn decision_served_at(&self) -> Option<Instant> {
        self.decision.as_ref()?.service.as_ref().map(Service::at)
    }

    /// The announcement of the paper that waits for its service, where there is one.
    pub fn announcement(&self) -> Option<&Announcement> {
        let of_decision = self.decision.is_some();
        let issued = self.notices.last().map(|notice| notice.seq).unwrap_or_default();
        let fits = |one: &&Announcement| one.of_decision == of_decision && (of_decision || one.seq > issued);
        self.announcements.iter().rev().find(fits)
    }

    /// The day since which a paper waits for its service: the decision, else the last notice.
    pub fn waiting_since(&self) -> Option<NaiveDate> {
        let decided = self.decision.as_ref().map(|decision| decision.decided_on);
        decided.or_else(|| self.notices.last().map(|notice| notice.issued_on))
    }

    /// The notice in force: the last one that was served.
    pub fn notice_in_force(&self) -> Option<&Notice> {
        self.notices.iter().rev().find(|notice| notice.service.is_some())
    }

    /// The review round that is under way or the last one.
    pub fn review(&self) -> Option<&ReviewRound> {
        self.reviews.last()
    }

    /// The hearing under way or the last one.
    pub fn hearing(&self) -> Option<&Hearing> {
        self.hearings.last()
    }

    /// The cash that was collected on the spot.
    pub fn cash(&self) -> Option<&Cash> {
        self.spot.cash.as_ref()
    }

    /// What was paid in all.
    pub fn paid(&self) -> Fen {
        total(self.payments.iter().map(|payment| payment.amount))
    }

    /// What the decision orders to be paid: fines and confiscated gains.
    pub fn owed(&self) -> Fen {
        let penalties = self.decision.iter().flat_map(|decision| &decision.penalties);
        total(penalties.flat_map(|penalty| [penalty.fine, penalty.confiscated_gains]))
    }
}

fn total(amounts: impl Iterator<Item = Fen>) -> Fen {
    Fen::new(amounts.fold(0, |sum, amount| sum.saturating_add(amount.fen())))
}
