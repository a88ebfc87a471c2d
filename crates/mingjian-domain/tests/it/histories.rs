//! Generated histories: random acts by random people on a clock that jumps, mostly lawful so that cases grow deep.
//! Each history is judged three ways: by its stored bytes, by the model of the verifier, and by an oracle that reads
//! only the list of events.

mod oracle;
mod proposer;
mod tape;

use crate::acts;
use crate::case::{at, context, law};
use crate::people::{Who, evidence_id, proceeding_id};
use crate::spot::{self, SUMMARY};
use crate::visits;
use chrono::NaiveDate;
use mingjian_domain::act::Opening;
use mingjian_domain::act::inspection::OpenInspection;
use mingjian_domain::attempt::{attempt, offers, open, values_for};
use mingjian_domain::event::{Event, Paper};
use mingjian_domain::id::DocumentId;
use mingjian_domain::instant::Instant;
use mingjian_domain::proceeding::{Machine, PUBLICATION_PROCEDURE, Proceeding};
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, Procedure};
use mingjian_law::variable::{Values, Variable, clock};
use mingjian_law::verify::explore::{Exploration, edge, explore};
use mingjian_law::verify::history::{History as Marks, Inputs};
use proposer::Proposal;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use tape::Tape;
use uuid::Uuid;

/// How many histories are generated.
const HISTORIES: u32 = 10_000;
/// On how many threads; each has a seed of its own.
const THREADS: u32 = 2;
/// The longest history, in attempts.
const LONGEST: u32 = 66;

static MAIN: LazyLock<Exploration> = LazyLock::new(|| explore(procedure("penalty-ordinary")));
static INSPECTION: LazyLock<Exploration> = LazyLock::new(|| explore(procedure("inspection")));
static SPOT: LazyLock<Exploration> = LazyLock::new(|| explore(procedure(SUMMARY)));
static REGISTRATION: LazyLock<Exploration> =
    LazyLock::new(|| explore(procedure(Machine::Registration.procedure())));
static TRANSFER: LazyLock<Exploration> =
    LazyLock::new(|| explore(procedure(Machine::PoliceTransfer.procedure())));
static SAMPLING: LazyLock<Exploration> = LazyLock::new(|| explore(procedure(Machine::Sampling.procedure())));
static PUBLICATION: LazyLock<Exploration> = LazyLock::new(|| explore(procedure(PUBLICATION_PROCEDURE)));

/// What runs beside a case.
fn beside() -> [(&'static str, &'static Exploration); 4] {
    [
        (PUBLICATION_PROCEDURE, &*PUBLICATION),
        (Machine::Registration.procedure(), &*REGISTRATION),
        (Machine::PoliceTransfer.procedure(), &*TRANSFER),
        (Machine::Sampling.procedure(), &*SAMPLING),
    ]
}

fn procedure(id: &str) -> &'static Procedure {
    law().procedure(id).expect("the pack has the procedure")
}

/// What all histories together came to.
#[derive(Debug, Default)]
struct Tally {
    histories: u64,
    accepted: u64,
    refused: u64,
    actions: BTreeMap<String, u64>,
    /// Procedure, state and action of every accepted attempt.
    edges: BTreeSet<(String, String, String)>,
    codes: BTreeMap<String, u64>,
    longest: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.histories += other.histories;
        self.accepted += other.accepted;
        self.refused += other.refused;
        self.longest = self.longest.max(other.longest);
        self.edges.extend(other.edges);
        for (mine, theirs) in [(&mut self.actions, other.actions), (&mut self.codes, other.codes)] {
            for (name, count) in theirs {
                *mine.entry(name).or_default() += count;
            }
        }
    }
}

/// What is opened at the beginning of a history.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Ordinary,
    Inspection,
    Summary,
}

impl Kind {
    fn explored(self) -> (&'static str, &'static Exploration) {
        match self {
            Self::Ordinary => ("penalty-ordinary", &MAIN),
            Self::Inspection => ("inspection", &INSPECTION),
            Self::Summary => (SUMMARY, &SPOT),
        }
    }

    /// The statement that opens it; of inspections, every other one is announced.
    fn opening(self, announced: bool) -> Opening {
        match self {
            Self::Ordinary => acts::lead("2026-03-02").into(),
            Self::Inspection => OpenInspection { announced, ..visits::task() }.into(),
            Self::Summary => spot::opening("2026-03-02").into(),
        }
    }

    /// How many histories are generated; the shorter procedures have fewer ways.
    const fn histories(self) -> u32 {
        match self {
            Self::Ordinary => HISTORIES,
            Self::Inspection | Self::Summary => 3_000,
        }
    }
}

/// A history under way: the live state, and nothing of it but the bytes of its journal.
struct History {
    live: Proceeding,
    journal: Vec<Vec<u8>>,
    now: Instant,
    evidence: u128,
    /// What the verifier would remember of the case and of its publication.
    marks: BTreeMap<String, (Marks, &'static Exploration)>,
}

impl History {
    fn begin(kind: Kind, opening: Opening) -> Self {
        let now = at("2026-03-02 09:00");
        let context = context(Who::OfficerA, now, evidence_id(0), &[]);
        let (id, explored) = kind.explored();
        let step = open(proceeding_id(), id, opening, &context).unwrap();
        let live = Proceeding::fold([&step.event]).unwrap();
        let marks = std::iter::once((id, explored))
            .chain(beside())
            .map(|(id, explored)| (id.to_owned(), (Marks::at_start(&procedure(id).kind), explored)))
            .collect();
        Self { live, journal: vec![step.event.to_bytes().unwrap()], now, evidence: 1, marks }
    }

    /// Tries one proposal, and holds the live step against the model.
    fn step(&mut self, proposal: Proposal, tally: &mut Tally) {
        let Proposal { command, who, leaks } = proposal;
        let context = context(who, self.now, evidence_id(self.evidence), &leaks);
        let step = match attempt(&self.live, &command, &context) {
            Ok(step) => step,
            Err(refusal) => {
                tally.refused += 1;
                assert!(!refusal.basis.is_empty(), "{} cites nothing", refusal.code);
                *tally.codes.entry(refusal.code).or_default() += 1;
                return;
            }
        };
        // A page shows offers: what is accepted for today must have been among them.
        if step.event.occurred_at.day() == self.now.day() && self.journal.len().is_multiple_of(4) {
            let offer =
                offers(&self.live, &context).into_iter().find(|offer| offer.action.id == command.action);
            assert_eq!(offer.and_then(|offer| offer.refusal), None, "{} was not offered", command.action);
        }
        let mut event = step.event;
        event.papers = papers(self.journal.len(), &step.documents);
        event.salt = format!("{:064x}", self.journal.len());
        self.apply(&event, tally);
        self.journal.push(event.to_bytes().unwrap());
        self.evidence += 1;
    }

    /// The stored bytes fold to the live state, and the oracle finds nothing wrong with them.
    fn finish(&self, tally: &mut Tally) {
        let events: Vec<Event> = self.journal.iter().map(|bytes| Event::from_bytes(bytes).unwrap()).collect();
        assert_eq!(Proceeding::fold(&events).as_ref(), Some(&self.live), "the journal folds to the state");
        oracle::check(&events);
        tally.histories += 1;
        tally.longest = tally.longest.max(events.len());
    }
}

fn papers(place: usize, kinds: &[String]) -> Vec<Paper> {
    let paper = |(nth, kind): (usize, &String)| Paper {
        id: DocumentId::from_uuid(Uuid::from_u128((1_000_000 + place * 10 + nth) as u128)),
        kind: kind.clone(),
        title: kind.clone(),
        number: None,
        data_sha256: "cd".repeat(32),
    };
    kinds.iter().enumerate().map(paper).collect()
}

impl History {
    /// Applies an event. It is an edge of the model, leads where the model says, and to where the model has been.
    fn apply(&mut self, event: &Event, tally: &mut Tally) {
        let day = event.occurred_at.day();
        let procedure = procedure(&event.procedure);
        let action = procedure.action(event.action()).expect("the action is in the procedure");
        let (from, _) = standing(&self.live, &event.procedure, day);
        let values = values_for(&self.live, action, day, &[]);
        let Some((to, expected)) = edge(procedure, &from, &values, &action.id, &event.inputs) else {
            panic!("{} from {from} is accepted and is no edge: {:?}", action.id, event.inputs)
        };
        let tried = values_for(&self.live, action, day, &event.inputs);
        let (marks, explored) = self.marks.get_mut(&event.procedure).expect("the procedure is explored");
        let passed = ended(&self.live, procedure, day, *marks).after(action.deed, Inputs::of(&tried));
        *marks = marks.after(action.deed, Inputs::of(&tried));

        self.live.apply(event);
        let (position, after) = standing(&self.live, &event.procedure, day);
        assert_eq!((to, event.to.as_str()), (position.as_str(), position.as_str()), "{}", action.id);
        let (expected, passed) = with_ends(expected, passed, &after);
        assert_eq!(after, expected, "{} leads elsewhere than in the model", action.id);
        let known = explored.reaches(to, &expected, passed);
        assert!(known, "{} leads to {to} with values or a past that were never explored", action.id);
        check_inputs(action, event);
        tally.accepted += 1;
        *tally.actions.entry(action.id.clone()).or_default() += 1;
        tally.edges.insert((procedure.id.clone(), from, action.id.clone()));
    }
}

/// Where a machine of the proceeding stands on a day.
fn standing(live: &Proceeding, procedure: &str, day: NaiveDate) -> (String, Values) {
    let machine = Machine::ALL.into_iter().find(|machine| machine.procedure() == procedure);
    match (machine, &live.publication) {
        (Some(machine), _) => {
            (live.machine_position(machine).to_owned(), live.machine_values_on(machine, day))
        }
        (None, Some(publication)) if procedure == PUBLICATION_PROCEDURE => {
            (publication.position.clone(), live.publication_values_on(day).unwrap())
        }
        (None, Some(_) | None) => (live.position.clone(), live.values_on(day)),
    }
}

/// What had happened by a day, the ends of clocks included. Ends are not carried on: an act that is recorded late is
/// judged on its own day, when a window may still have been open.
fn ended(before: &Proceeding, procedure: &Procedure, day: NaiveDate, marks: Marks) -> Marks {
    before
        .running_clocks()
        // The clocks of what runs beside say nothing of this machine.
        .filter(|clock| procedure.rule_of(clock.variable).is_some())
        .filter(|clock| clock.standing(day) == clock::OVER)
        .fold(marks, |marks, clock| marks.after_end_of(clock.variable))
}

/// A clock that starts on an earlier day, such as the effect of an instrument, may have ended when it starts.
fn with_ends(mut values: Values, mut marks: Marks, after: &Values) -> (Values, Marks) {
    for variable in Variable::ALL.iter().copied().filter(|variable| variable.is_clock()) {
        if values.is(variable, clock::RUNNING) && after.is(variable, clock::OVER) {
            values.set(variable, clock::OVER);
            marks = marks.after_end_of(variable);
        }
    }
    (values, marks)
}

/// The inputs of an event are exactly what its action asks for.
fn check_inputs(action: &Action, event: &Event) {
    let asked: BTreeSet<_> = action.asks.iter().collect();
    let given: BTreeSet<_> = event.inputs.iter().map(|input| &input.variable).collect();
    assert_eq!(asked, given, "{} states what it asks for", action.id);
}

fn run(kind: Kind, seed: u64, attempts: u32, tally: &mut Tally) {
    let mut tape = Tape::new(seed);
    let mut history = History::begin(kind, kind.opening(seed.is_multiple_of(2)));
    for _ in 0..attempts {
        history.now = proposer::later(&history.live, history.now, &mut tape);
        let Some(proposal) = proposer::propose(&history.live, history.now, &mut tape) else { break };
        history.step(proposal, tally);
    }
    history.finish(tally);
}

/// Runs a share of the histories from a seed of its own; a failing history is shortened before it is shown.
fn share(kind: Kind, thread: u32) -> Tally {
    let config = Config { cases: kind.histories() / THREADS, failure_persistence: None, ..Config::default() };
    let seed = [u8::try_from(thread).unwrap() + 1; 32];
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let tally = RefCell::new(Tally::default());
    let strategy = (any::<u64>().no_shrink(), 1..=LONGEST);
    runner
        .run(&strategy, |(seed, attempts)| {
            run(kind, seed, attempts, &mut tally.borrow_mut());
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    tally.into_inner()
}

#[test]
fn ten_thousand_histories_fold_keep_to_the_model_and_fall_into_no_trap() {
    println!("{}", check(Kind::Ordinary));
}

#[test]
fn three_thousand_inspections_fold_keep_to_the_model_and_fall_into_no_trap() {
    println!("{}", check(Kind::Inspection));
}

#[test]
fn three_thousand_histories_on_the_spot_fold_keep_to_the_model_and_fall_into_no_trap() {
    println!("{}", check(Kind::Summary));
}

/// Generates the histories of a kind, holds each against the model, and says what they came to.
fn check(kind: Kind) -> String {
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let shares: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || share(kind, thread))).collect();
        for handle in shares {
            tally.add(handle.join().expect("no share fails"));
        }
    });
    assert_eq!(tally.histories, u64::from(kind.histories()));
    let mut report = vec![format!(
        "{} histories, {} acts accepted, {} refused for {} reasons, the longest with {} entries",
        tally.histories,
        tally.accepted,
        tally.refused,
        tally.codes.len(),
        tally.longest,
    )];
    // A decision has a publication beside it, a case that is filed has the small machines, an inspection has none.
    let beside = beside().into_iter().take(match kind {
        Kind::Inspection => 0,
        Kind::Summary => 1,
        Kind::Ordinary => 4,
    });
    for (id, explored) in std::iter::once(kind.explored()).chain(beside) {
        let taken = |(state, action): &&(String, String)| {
            tally.edges.contains(&(id.to_owned(), state.clone(), action.clone()))
        };
        let missed: Vec<_> = explored.pairs.iter().filter(|pair| !taken(pair)).collect();
        let all = explored.pairs.len();
        let share = (all - missed.len()) * 100 / all;
        report.push(format!("{id}: {share} % of {all} explored edges taken; not taken: {missed:?}"));
        assert!(share >= 90, "the histories see too little of {id}: {report:?}");
        for action in &procedure(id).action {
            assert!(tally.actions.contains_key(&action.id), "{} was never accepted", action.id);
        }
    }
    report.join("\n")
}

/// Goes back to the investigation again and again, and never ends: what a long case leaves behind.
#[test]
fn a_history_of_two_hundred_acts_with_returns_folds_from_its_bytes() {
    for seed in 0..20 {
        let mut tally = Tally::default();
        let mut history = History::begin(Kind::Ordinary, Kind::Ordinary.opening(false));
        let mut tape = Tape::new(seed);
        let mut returns = 0;
        while history.journal.len() < 240 {
            history.now = proposer::later(&history.live, history.now, &mut tape);
            let Some(proposal) = proposer::propose(&history.live, history.now, &mut tape) else {
                panic!("a case without an end always has a next act")
            };
            if ends(proposal.command.act.deed()) {
                continue;
            }
            returns += u32::from(proposal.command.act.deed() == Deed::ReturnToInvestigation);
            history.step(proposal, &mut tally);
        }
        history.finish(&mut tally);
        assert!(returns >= 3 && history.live.notices.len() >= 2, "{returns} returns");
    }
}

/// Acts after which little can follow.
fn ends(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::RefuseFiling | Deed::TransferOut | Deed::DropCase | Deed::DecidePenalty | Deed::DecideNoPenalty
    )
}
