//! A case under test: a journal that grows, the state that it folds to, and a clock that only the test moves.
//! Every accepted act goes through its stored bytes, so that no test can pass on what would not survive storage.

use crate::people::{Who, day, evidence_id, proceeding_id};
use chrono::{Days, NaiveDate, NaiveDateTime};
use mingjian_domain::act::lead::OpenProceeding;
use mingjian_domain::act::{Act, Opening};
use mingjian_domain::attempt::{Command, Context, Step, attempt, offers, open};
use mingjian_domain::clock::ClockRecord;
use mingjian_domain::event::{Event, Paper, Source};
use mingjian_domain::id::{DocumentId, EvidenceId};
use mingjian_domain::instant::Instant;
use mingjian_domain::law::Law;
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::refusal::Refusal;
use mingjian_law::pack::Pack;
use mingjian_law::variable::{Variable, clock};
use std::sync::LazyLock;
use uuid::Uuid;

static PACK: LazyLock<Pack> =
    LazyLock::new(|| Pack::embedded("xuchang-health").unwrap_or_else(|error| panic!("{error}")));

pub(crate) fn law() -> Law<'static> {
    Law::of(&PACK)
}

pub(crate) fn at(text: &str) -> Instant {
    Instant::from_china(local(text))
}

pub(crate) fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) proceeding: Proceeding,
    pub(crate) events: Vec<Event>,
    pub(crate) now: Instant,
    pub(crate) next_evidence: u128,
}

/// An act that is about to be tried.
#[must_use]
pub(crate) struct Trial<'case> {
    case: &'case mut Case,
    command: Command,
    leaks: Vec<String>,
}

impl Case {
    /// A lead registered on Monday 2026-03-02 at nine, about an organisation.
    pub(crate) fn open() -> Self {
        Self::open_with(crate::acts::lead("2026-03-02"), at("2026-03-02 09:00"))
    }

    pub(crate) fn open_with(lead: OpenProceeding, now: Instant) -> Self {
        Self::open_by(Who::OfficerA, lead, now)
    }

    pub(crate) fn open_by(who: Who, lead: OpenProceeding, now: Instant) -> Self {
        Self::open_in("penalty-ordinary", who, lead, now)
    }

    pub(crate) fn open_in(procedure: &str, who: Who, opening: impl Into<Opening>, now: Instant) -> Self {
        let context = context(who, now, evidence_id(0), &[]);
        let step = open(proceeding_id(), procedure, opening, &context).unwrap();
        let event = stored(step, 0);
        let proceeding = Proceeding::fold([&event]).unwrap();
        Self { proceeding, events: vec![event], now, next_evidence: 1 }
    }

    /// An act, on a clock that moves one minute with each.
    pub(crate) fn act(&mut self, action: &str, act: Act) -> Trial<'_> {
        let command = Command { action: action.to_owned(), act, occurred_at: None, late_reason: None };
        Trial { case: self, command, leaks: Vec::new() }
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.now.day()
    }

    /// Moves the clock to nine in the morning, so many days later.
    pub(crate) fn wait_days(&mut self, days: u64) {
        let later = self.today().checked_add_days(Days::new(days)).unwrap();
        self.now = Instant::from_china(later.and_hms_opt(9, 0, 0).unwrap());
    }

    pub(crate) fn wait_until(&mut self, text: &str) {
        let later = at(text);
        assert!(later > self.now, "the clock never goes back");
        self.now = later;
    }

    /// Moves the clock to the morning after the last day of a clock of the case, if that still lies ahead.
    pub(crate) fn wait_out(&mut self, clock: Variable) {
        let last = self.proceeding.clock(clock).expect("the clock runs").last_day();
        let morning = Instant::from_china(last.succ_opt().unwrap().and_hms_opt(9, 0, 0).unwrap());
        self.now = self.now.max(morning);
    }

    /// The clocks that nothing has ended and whose last day is not past.
    pub(crate) fn running(&self) -> Vec<Variable> {
        let runs = |record: &&ClockRecord| record.standing(self.today()) == clock::RUNNING;
        self.proceeding.running_clocks().filter(runs).map(|record| record.variable).collect()
    }

    pub(crate) fn due(&self, clock: Variable) -> NaiveDate {
        self.proceeding.clock(clock).expect("the clock was started").due
    }

    pub(crate) fn last_evidence(&self) -> EvidenceId {
        self.proceeding.evidence.last().expect("evidence was added").id
    }

    /// Whether an action is shown as possible to a person.
    pub(crate) fn offers(&self, action: &str, who: Who) -> Result<(), Refusal> {
        let context = context(who, self.now, evidence_id(0), &[]);
        let offers = offers(&self.proceeding, &context);
        let offer = offers.into_iter().find(|offer| offer.action.id == action).expect("the action is there");
        offer.refusal.map_or(Ok(()), Err)
    }

    pub(crate) fn refuses(&self, action: &str, who: Who, code: &str) {
        let refusal = self.offers(action, who).unwrap_err();
        assert_eq!(refusal.code, code, "{}", refusal.message);
    }
}

impl<'case> Trial<'case> {
    pub(crate) fn occurred(mut self, at: Instant) -> Self {
        self.command.occurred_at = Some(at);
        self
    }

    pub(crate) fn late(mut self, reason: &str) -> Self {
        self.command.late_reason = Some(reason.to_owned());
        self
    }

    pub(crate) fn leaking(mut self, found: &str) -> Self {
        self.leaks.push(found.to_owned());
        self
    }

    /// Tries the act as a person; the case is as before when it is refused.
    pub(crate) fn tried_by(self, who: Who) -> Result<&'case Event, Refusal> {
        let Self { case, command, leaks } = self;
        let context = context(who, case.now, evidence_id(case.next_evidence), &leaks);
        let step = attempt(&case.proceeding, &command, &context)?;
        let event = stored(step, case.events.len());
        case.proceeding.apply(&event);
        case.events.push(event);
        case.now = case.now.plus_seconds(60);
        case.next_evidence += 1;
        Ok(case.events.last().unwrap())
    }

    /// The act is accepted.
    pub(crate) fn by(self, who: Who) -> Event {
        let action = self.command.action.clone();
        self.tried_by(who)
            .unwrap_or_else(|refusal| panic!("{action} by {who:?} is refused: {refusal}"))
            .clone()
    }

    /// The act is refused with this code, citing this law and article, and nothing has changed.
    pub(crate) fn refused(self, who: Who, code: &str, law: &str, article: u16) {
        let Self { case, command, leaks } = self;
        let action = command.action.clone();
        let before = case.proceeding.clone();
        let outcome = Trial { case: &mut *case, command, leaks }.tried_by(who).map(|_| ());
        let Err(refusal) = outcome else {
            panic!("{action} by {who:?} is accepted, and should be refused as {code}")
        };
        assert_eq!(case.proceeding, before, "a refusal changes nothing");
        assert_eq!(refusal.code, code, "{action}: {}", refusal.message);
        assert!(
            refusal.basis.iter().any(|cited| cited.law == law && cited.article == article),
            "{action} ({code}) cites {:?}, not {law} {article}",
            refusal.basis
        );
    }
}

pub(crate) fn context(who: Who, now: Instant, evidence: EvidenceId, leaks: &[String]) -> Context<'_> {
    Context {
        law: law(),
        facts: who.facts(),
        now,
        source: Source::Online,
        evidence,
        earlier_inspections: 0,
        leaks_found: leaks,
    }
}

/// The event as the journal gives it back: salted, with its documents, through its bytes.
pub(crate) fn stored(step: Step, place: usize) -> Event {
    let Step { mut event, documents, .. } = step;
    event.salt = format!("{place:064x}");
    event.papers = documents
        .into_iter()
        .enumerate()
        .map(|(nth, kind)| Paper {
            id: DocumentId::from_uuid(Uuid::from_u128((1_000_000 + place * 10 + nth) as u128)),
            title: kind.clone(),
            number: kind.ends_with("-decision").then(|| "示卫医罚〔2026〕1号".to_owned()),
            kind,
            data_sha256: "cd".repeat(32),
        })
        .collect();
    let bytes = event.to_bytes().unwrap();
    let read = Event::from_bytes(&bytes).unwrap();
    assert_eq!(read, event, "an event comes back from its bytes as it was");
    read
}

/// The day on which a count of working days ends, counted here and not by the engine.
pub(crate) fn working_days_after(start: &str, count: usize) -> NaiveDate {
    day(start)
        .iter_days()
        .skip(1)
        .filter(|day| law().pack.calendar.working_day(*day) == mingjian_law::calendar::WorkingDay::Yes)
        .nth(count - 1)
        .unwrap()
}
