//! The exploration of one procedure: every position, every fact of an act, every moment at which a clock may end.
//! It runs the same evaluator as the server and decides nothing about law: the invariants do.

use crate::condition::Condition;
use crate::deed::Deed;
use crate::procedure::{Action, Procedure};
use crate::variable::{Assignment, Value, Values, Variable, clock};
use crate::verify::cover::Cover;
use crate::verify::history::{History, Inputs};
use crate::verify::invariant::{Invariant, Step};
use crate::verify::project::Projection;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

/// More states than this are a fault of the model: a number, a date or a count of rounds has entered it.
pub const MOST_STATES: usize = 5_000_000;

/// The model's own successor: where an action leads, or `None` when a guard stops it or a fact is missing.
///
/// This is what the explorer follows; whoever moves a proceeding can compare.
pub fn edge<'a>(
    procedure: &'a Procedure,
    state: &'a str,
    values: &Values,
    action: &str,
    inputs: &[Assignment],
) -> Option<(&'a str, Values)> {
    let action = procedure.actions_from(state).find(|candidate| candidate.id == action)?;
    let mut tried = *values;
    for input in inputs.iter().filter(|input| input.variable.is_input()) {
        tried.set(input.variable, input.value);
    }
    let (after, _) = accept(action, &tried)?;
    Some((action.target(state), after))
}

/// What an action makes of the values, if every guard certainly holds.
fn accept(action: &Action, tried: &Values) -> Option<(Values, Vec<Assignment>)> {
    if !action.requires.iter().all(|guard| guard.condition.holds(tried)) {
        return None;
    }
    let moves = action.moves(tried);
    let mut after = tried.without_inputs();
    for change in &moves {
        after.set(change.variable, change.value);
    }
    Some((after, moves))
}

/// One invariant, broken in one procedure, by the shortest path that breaks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The procedure.
    pub procedure: String,
    /// What is broken.
    pub invariant: Invariant,
    /// What exactly, where the path alone does not tell.
    pub what: String,
    /// The steps: actions with their facts, and the ends of clocks.
    pub path: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：违反“{}”（{}）", self.procedure, self.invariant.label(), self.invariant.id())?;
        let basis: Vec<String> = self.invariant.basis().iter().map(ToString::to_string).collect();
        if !basis.is_empty() {
            write!(f, "，依据：{}", basis.join("、"))?;
        }
        if !self.what.is_empty() {
            write!(f, "\n  {}", self.what)?;
        }
        for (place, step) in self.path.iter().enumerate() {
            write!(f, "\n  {:>2}. {step}", place.saturating_add(1))?;
        }
        Ok(())
    }
}

/// When to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Until {
    /// Every state has been seen.
    Everything,
    /// Any invariant is broken.
    AnyBroken,
    /// This invariant is broken.
    Broken(Invariant),
}

/// What the exploration of a procedure saw.
#[derive(Debug)]
pub struct Exploration {
    /// Distinct states: position, values as far as they matter, and history.
    pub states: usize,
    /// Steps between them, each combination of facts counted.
    pub edges: usize,
    /// The first violation of each invariant.
    pub violations: Vec<Violation>,
    /// Each state with each action that is accepted in it for some values and facts.
    pub pairs: BTreeSet<(String, String)>,
    reached: Reached,
}

impl Exploration {
    /// Whether the exploration saw a position with this history.
    pub fn reaches(&self, state: &str, values: &Values, history: History) -> bool {
        let Reached { projection, state_ids, index } = &self.reached;
        let mut values = values.without_inputs();
        let state = state_ids.iter().position(|id| id == state);
        state.is_some_and(|state| {
            index.contains_key(&(projection.project(state, &mut values), history.bits()))
        })
    }
}

/// Every position and history that was reached, as keys.
#[derive(Debug)]
struct Reached {
    projection: Projection,
    state_ids: Vec<String>,
    index: Index,
}

type Index = HashMap<(u128, u64), usize, BuildHasherDefault<Mix>>;

/// Explores a procedure whole.
pub fn explore(procedure: &Procedure) -> Exploration {
    run(procedure, Until::Everything)
}

/// Explores a procedure until what is looked for was found.
pub(crate) fn run(procedure: &Procedure, until: Until) -> Exploration {
    let mut explorer = Explorer::new(procedure);
    explorer.walk(until);
    explorer.finish(until)
}

/// Explores a procedure and tells whether an action was ever accepted while a condition held.
pub(crate) fn run_watching(
    procedure: &Procedure,
    until: Until,
    action: usize,
    condition: &Condition,
) -> (Exploration, bool) {
    let mut explorer = Explorer::new(procedure);
    explorer.cover.watch(action, condition.clone());
    explorer.walk(until);
    let met = explorer.cover.met_watched();
    (explorer.finish(until), met)
}

/// An action prepared for exploration.
struct Prepared<'a> {
    action: &'a Action,
    place: usize,
    target: Option<usize>,
    choices: Vec<Vec<Assignment>>,
    watched: Vec<Invariant>,
}

#[derive(Clone, Copy)]
struct Node {
    state: usize,
    values: Values,
    history: History,
    parent: usize,
    via: Via,
}

/// The step that led to a node.
#[derive(Debug, Clone, Copy)]
enum Via {
    Start,
    Time(Variable),
    Act { action: usize, choice: usize },
}

struct Explorer<'a> {
    procedure: &'a Procedure,
    projection: Projection,
    prepared: Vec<Prepared<'a>>,
    by_state: Vec<Vec<usize>>,
    finals: Vec<bool>,
    clocks: Vec<Variable>,
    every_step: Vec<Invariant>,
    nodes: Vec<Node>,
    index: Index,
    onward: Vec<(usize, usize)>,
    edges: usize,
    cover: Cover,
    broken: BTreeMap<Invariant, (usize, Via, String)>,
}

impl<'a> Explorer<'a> {
    fn new(procedure: &'a Procedure) -> Self {
        let index_of = |id: &str| procedure.state.iter().position(|state| state.id == id);
        let prepared: Vec<Prepared> = procedure
            .action
            .iter()
            .enumerate()
            .map(|(place, action)| Prepared {
                action,
                place,
                target: action.to.as_deref().and_then(index_of),
                choices: choices(&action.asks),
                watched: watched(action.deed),
            })
            .collect();
        let by_state: Vec<Vec<usize>> = procedure
            .state
            .iter()
            .map(|state| places(procedure, |action| action.from.contains(&state.id)))
            .collect();
        let projection = Projection::of(procedure, &later(&prepared, &by_state));
        Self {
            projection,
            finals: procedure.state.iter().map(|state| state.is_final).collect(),
            clocks: procedure.clock.iter().map(|rule| rule.variable).collect(),
            every_step: Invariant::ALL.iter().copied().filter(|it| it.is_of_every_step()).collect(),
            nodes: Vec::new(),
            index: HashMap::default(),
            onward: Vec::new(),
            edges: 0,
            cover: Cover::of(procedure),
            broken: BTreeMap::new(),
            procedure,
            prepared,
            by_state,
        }
    }

    fn walk(&mut self, until: Until) {
        self.begin();
        let mut next = 0;
        while let Some(node) = self.nodes.get(next).copied() {
            if self.is_done(until) {
                return;
            }
            if self.nodes.len() > MOST_STATES {
                let what = format!("超过 {MOST_STATES} 个状态");
                self.broken.insert(Invariant::SpaceIsSmall, (next, Via::Start, what));
                return;
            }
            self.expand(next, &node);
            next += 1;
        }
    }

    fn is_done(&self, until: Until) -> bool {
        match until {
            Until::Everything => false,
            Until::AnyBroken => !self.broken.is_empty(),
            Until::Broken(invariant) => self.broken.contains_key(&invariant),
        }
    }

    fn begin(&mut self) {
        let procedure = self.procedure;
        let state = procedure.state.iter().position(|state| state.id == procedure.start).unwrap_or_default();
        let history = History::at_start(&procedure.kind);
        let values = procedure.initial_values();
        self.cover.started(procedure.initial.iter().map(|effect| effect.set));
        let step = Step {
            deed: None,
            inputs: Inputs::of(&values),
            before: History::default(),
            after: history,
            clocks: &self.clocks,
            started: &[],
            values: &values,
            is_last: false,
        };
        for invariant in self.every_step.iter().filter(|invariant| invariant.broken(&step)) {
            self.broken.insert(*invariant, (0, Via::Start, String::new()));
        }
        self.arrive(Node { state, values, history, parent: 0, via: Via::Start });
    }

    fn expand(&mut self, from: usize, node: &Node) {
        for place in 0..self.clocks.len() {
            let Some(ended) = self.clocks.get(place).copied() else { continue };
            if node.values.is(ended, clock::RUNNING) {
                self.end_clock(from, node, ended);
            }
        }
        let here = self.by_state.get(node.state).cloned().unwrap_or_default();
        let mut accepted = Vec::with_capacity(here.len());
        for place in here {
            if self.try_action(from, node, place) {
                accepted.extend(self.prepared.get(place).map(|prepared| prepared.action.deed));
            }
        }
        for invariant in [Invariant::PleaAlwaysHeard, Invariant::HearingRequestAccepted] {
            if invariant.denied(node.history, |deed| accepted.contains(&deed)) {
                self.broken.entry(invariant).or_insert((node.parent, node.via, String::new()));
            }
        }
    }

    fn end_clock(&mut self, from: usize, node: &Node, ended: Variable) {
        let values = node.values.with(ended, clock::OVER);
        let history = node.history.after_end_of(ended);
        let via = Via::Time(ended);
        self.judge(
            from,
            via,
            &node.values,
            node.history,
            &Arrival { values: &values, history, started: &[], state: node.state },
        );
        self.step_to(from, Node { state: node.state, values, history, parent: from, via }, false);
    }

    fn try_action(&mut self, from: usize, node: &Node, place: usize) -> bool {
        let Some(prepared) = self.prepared.get(place) else { return false };
        let action = prepared.action;
        let count = prepared.choices.len();
        let target = prepared.target.unwrap_or(node.state);
        self.cover.saw_guards(prepared.place, action, &node.values, &prepared.choices);
        if action.first_failing(&node.values).is_some() {
            return false;
        }
        let mut accepted = false;
        for choice in 0..count {
            let Some(inputs) = self.prepared.get(place).and_then(|prepared| prepared.choices.get(choice))
            else {
                continue;
            };
            let mut tried = node.values;
            for input in inputs {
                tried.set(input.variable, input.value);
            }
            let Some((values, moves)) = accept(action, &tried) else { continue };
            accepted = true;
            let via = Via::Act { action: place, choice };
            self.cover.saw_step(place, action, node.state, target, &tried, &moves);
            if contradicts(&moves) {
                self.broken.entry(Invariant::EffectsAgree).or_insert((from, via, String::new()));
            }
            let started: Vec<Variable> = moves
                .iter()
                .filter(|one| one.value == clock::RUNNING && one.variable.is_clock())
                .map(|one| one.variable)
                .collect();
            let history = node.history.after(action.deed, Inputs::of(&tried));
            self.judge(
                from,
                via,
                &tried,
                node.history,
                &Arrival { values: &values, history, started: &started, state: target },
            );
            self.step_to(
                from,
                Node { state: target, values, history, parent: from, via },
                gives_up(action.deed),
            );
        }
        accepted
    }

    fn judge(&mut self, from: usize, via: Via, tried: &Values, before: History, arrival: &Arrival) {
        let prepared = match via {
            Via::Act { action, .. } => self.prepared.get(action),
            Via::Start | Via::Time(_) => None,
        };
        let step = Step {
            deed: prepared.map(|prepared| prepared.action.deed),
            inputs: Inputs::of(tried),
            before,
            after: arrival.history,
            clocks: &self.clocks,
            started: arrival.started,
            values: arrival.values,
            is_last: self.finals.get(arrival.state).copied().unwrap_or_default(),
        };
        let watched = prepared.map(|prepared| prepared.watched.as_slice()).unwrap_or_default();
        for invariant in watched.iter().chain(&self.every_step) {
            if invariant.broken(&step) {
                self.broken.entry(*invariant).or_insert((from, via, String::new()));
            }
        }
    }

    fn step_to(&mut self, from: usize, node: Node, gives_up: bool) {
        self.edges += 1;
        let to = self.arrive(node);
        if to != from && !gives_up {
            self.onward.push((from, to));
        }
    }

    /// The number of a node, which is new if nothing like it was seen.
    fn arrive(&mut self, mut node: Node) -> usize {
        let key = self.projection.project(node.state, &mut node.values);
        match self.index.entry((key, node.history.bits())) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let number = self.nodes.len();
                entry.insert(number);
                self.nodes.push(node);
                number
            }
        }
    }

    fn finish(mut self, until: Until) -> Exploration {
        if self.sees_whole(until) {
            self.judge_ends();
        }
        let whole = self.sees_whole(until);
        let gaps = if whole { self.cover.gaps(self.procedure) } else { Vec::new() };
        let mut violations: Vec<Violation> = self
            .broken
            .iter()
            .map(|(invariant, (from, via, what))| Violation {
                procedure: self.procedure.id.clone(),
                invariant: *invariant,
                what: what.clone(),
                path: self.path(*from, *via),
            })
            .collect();
        violations.extend(gaps.into_iter().map(|(invariant, what)| Violation {
            procedure: self.procedure.id.clone(),
            invariant,
            what,
            path: Vec::new(),
        }));
        let named = |(state, action): &(usize, usize)| {
            let state = self.procedure.state.get(*state)?.id.clone();
            Some((state, self.procedure.action.get(*action)?.id.clone()))
        };
        Exploration {
            states: self.nodes.len(),
            edges: self.edges,
            violations,
            pairs: self.cover.pairs().iter().filter_map(named).collect(),
            reached: Reached {
                state_ids: self.procedure.state.iter().map(|state| state.id.clone()).collect(),
                index: self.index,
                projection: self.projection,
            },
        }
    }

    fn sees_whole(&self, until: Until) -> bool {
        !self.is_done(until) && !self.broken.contains_key(&Invariant::SpaceIsSmall)
    }

    /// What can only be said when everything has been seen.
    fn judge_ends(&mut self) {
        if let Some(stuck) = self.first_stuck() {
            let what = "走到这里后，不撤案、不移送就再也不能办结".to_owned();
            self.broken.insert(Invariant::CanFinish, (stuck, Via::Start, what));
        }
    }

    /// The first node from which no last state can be reached.
    fn first_stuck(&self) -> Option<usize> {
        let mut back: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (from, to) in &self.onward {
            if let Some(sources) = back.get_mut(*to) {
                sources.push(*from);
            }
        }
        let mut ends = vec![false; self.nodes.len()];
        let mut open: Vec<usize> = Vec::new();
        for (number, node) in self.nodes.iter().enumerate() {
            if self.finals.get(node.state).copied().unwrap_or_default() {
                open.push(number);
            }
        }
        while let Some(number) = open.pop() {
            let Some(seen) = ends.get_mut(number) else { continue };
            if !std::mem::replace(seen, true) {
                open.extend(back.get(number).into_iter().flatten());
            }
        }
        ends.iter().position(|reached| !reached)
    }

    /// The steps to a node and one more, the shortest way by the order of exploration.
    fn path(&self, from: usize, via: Via) -> Vec<String> {
        let mut steps: Vec<String> = self.describe(via).into_iter().collect();
        let mut number = from;
        while let Some(node) = self.nodes.get(number) {
            let Some(step) = self.describe(node.via) else { break };
            steps.push(step);
            number = node.parent;
        }
        steps.reverse();
        steps
    }

    fn describe(&self, via: Via) -> Option<String> {
        match via {
            Via::Start => None,
            Via::Time(ended) => Some(format!("〔{}届满〕 {ended}", ended.spec().label)),
            Via::Act { action, choice } => {
                let prepared = self.prepared.get(action)?;
                let inputs: Vec<String> =
                    prepared.choices.get(choice)?.iter().map(ToString::to_string).collect();
                let facts =
                    if inputs.is_empty() { String::new() } else { format!("（{}）", inputs.join("，")) };
                Some(format!("{} {}{facts}", prepared.action.label, prepared.action.id))
            }
        }
    }
}

/// Where a step leads, for the invariants.
struct Arrival<'a> {
    values: &'a Values,
    history: History,
    started: &'a [Variable],
    state: usize,
}

/// The deeds that end a case without deciding it: they must stay possible, but they are no way out of a dead end.
fn gives_up(deed: Deed) -> bool {
    matches!(deed, Deed::RefuseFiling | Deed::TransferOut | Deed::DropCase | Deed::DeclinePublication)
}

fn contradicts(moves: &[Assignment]) -> bool {
    moves.iter().enumerate().any(|(place, one)| {
        moves
            .iter()
            .skip(place.saturating_add(1))
            .any(|other| one.variable == other.variable && one.value != other.value)
    })
}

fn watched(deed: Deed) -> Vec<Invariant> {
    Invariant::ALL.iter().copied().filter(|invariant| invariant.deeds().contains(&deed)).collect()
}

/// Every combination of the facts that an action asks for.
fn choices(asks: &[Variable]) -> Vec<Vec<Assignment>> {
    asks.iter().fold(vec![Vec::new()], |combinations, variable| {
        let extend = |combination: &Vec<Assignment>, value: Value| {
            let mut longer = combination.clone();
            longer.push(Assignment { variable: *variable, value });
            longer
        };
        combinations
            .iter()
            .flat_map(|combination| variable.values().map(move |value| extend(combination, value)))
            .collect()
    })
}

fn places(procedure: &Procedure, wanted: impl Fn(&Action) -> bool) -> Vec<usize> {
    procedure.action.iter().enumerate().filter(|(_, action)| wanted(action)).map(|(place, _)| place).collect()
}

/// For each state, the states that can follow it, itself among them.
fn later(prepared: &[Prepared], by_state: &[Vec<usize>]) -> Vec<Vec<usize>> {
    (0..by_state.len())
        .map(|start| {
            let mut seen = vec![start];
            let mut next = 0;
            while let Some(state) = seen.get(next).copied() {
                next += 1;
                for action in by_state.get(state).into_iter().flatten() {
                    let target = prepared.get(*action).and_then(|prepared| prepared.target);
                    seen.extend(target.filter(|target| !seen.contains(target)));
                }
            }
            seen
        })
        .collect()
}

/// A quick hash for keys that nobody outside chooses.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        let mixed = (self.0.rotate_left(26) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }

    fn write_u128(&mut self, word: u128) {
        let [low, high] = [word & u128::from(u64::MAX), word >> 64];
        self.write_u64(u64::try_from(low).unwrap_or_default());
        self.write_u64(u64::try_from(high).unwrap_or_default());
    }
}
