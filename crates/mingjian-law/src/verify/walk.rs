//! The walk through a procedure: breadth first, every fact of an act, every moment at which a clock may end.
//! It runs the evaluator that the server runs, keeps one of each kind of state, and judges by the invariants alone.

use crate::deed::Deed;
use crate::procedure::{Action, Procedure};
use crate::variable::{Assignment, Value, Values, Variable, clock};
use crate::verify::cover::{Cover, Taken};
use crate::verify::explore::{Exploration, MOST_STATES, Reached, Until, Violation, accept, with_inputs};
use crate::verify::history::{History, Inputs};
use crate::verify::invariant::{Invariant, Step};
use crate::verify::project::Projection;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

/// A procedure prepared for the walk.
pub(crate) struct Rules<'a> {
    procedure: &'a Procedure,
    actions: Vec<Prepared<'a>>,
    by_state: Vec<Vec<usize>>,
    finals: Vec<bool>,
    clocks: Vec<Variable>,
    every_step: Vec<Invariant>,
}

/// An action prepared for the walk.
struct Prepared<'a> {
    action: &'a Action,
    target: Option<usize>,
    choices: Vec<Vec<Assignment>>,
    watched: Vec<Invariant>,
}

impl<'a> Rules<'a> {
    /// Works out once what every state needs.
    pub(crate) fn of(procedure: &'a Procedure) -> Self {
        let index_of = |id: &str| procedure.state.iter().position(|state| state.id == id);
        let prepare = |action: &'a Action| Prepared {
            action,
            target: action.to.as_deref().and_then(index_of),
            choices: choices(&action.asks),
            watched: watched(action.deed),
        };
        let places = |id: &String| {
            let from = procedure.action.iter().enumerate().filter(|(_, action)| action.from.contains(id));
            from.map(|(place, _)| place).collect()
        };
        Self {
            procedure,
            actions: procedure.action.iter().map(prepare).collect(),
            by_state: procedure.state.iter().map(|state| places(&state.id)).collect(),
            finals: procedure.state.iter().map(|state| state.is_final).collect(),
            clocks: procedure.clock.iter().map(|rule| rule.variable).collect(),
            every_step: Invariant::ALL.iter().copied().filter(|it| it.is_of_every_step()).collect(),
        }
    }

    fn is_final(&self, state: usize) -> bool {
        self.finals.get(state).copied().unwrap_or_default()
    }

    /// The actions that can be taken from a state, each with its place.
    fn actions_from(&self, state: usize) -> impl Iterator<Item = (usize, &Prepared<'a>)> {
        let places = self.by_state.get(state).into_iter().flatten();
        places.filter_map(|place| self.actions.get(*place).map(|prepared| (*place, prepared)))
    }

    /// For each state, the states that can follow it, itself among them.
    fn later(&self) -> Vec<Vec<usize>> {
        let follow = |start: usize| {
            let mut seen = vec![start];
            let mut next = 0;
            while let Some(state) = seen.get(next).copied() {
                next += 1;
                for (_, prepared) in self.actions_from(state) {
                    seen.extend(prepared.target.filter(|target| !seen.contains(target)));
                }
            }
            seen
        };
        (0..self.by_state.len()).map(follow).collect()
    }
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

/// Where an invariant was first broken: after the path to a node, by one more step.
struct Broken {
    from: usize,
    via: Via,
    what: String,
}

/// Positions and histories by number.
pub(crate) type Index = HashMap<(u128, u128), usize, BuildHasherDefault<Mix>>;

/// The walk itself.
pub(crate) struct Explorer<'a> {
    rules: &'a Rules<'a>,
    projection: Projection,
    pub(crate) cover: Cover,
    nodes: Vec<Node>,
    index: Index,
    onward: Vec<(usize, usize)>,
    edges: usize,
    broken: BTreeMap<Invariant, Broken>,
}

impl<'a> Explorer<'a> {
    pub(crate) fn new(rules: &'a Rules<'a>) -> Self {
        Self {
            rules,
            projection: Projection::of(rules.procedure, &rules.later()),
            cover: Cover::of(rules.procedure),
            nodes: Vec::new(),
            index: HashMap::default(),
            onward: Vec::new(),
            edges: 0,
            broken: BTreeMap::new(),
        }
    }

    pub(crate) fn walk(&mut self, until: Until) {
        self.begin();
        let mut next = 0;
        while let Some(node) = self.nodes.get(next).copied() {
            if self.is_done(until) {
                return;
            }
            if self.nodes.len() > MOST_STATES {
                let what = format!("超过 {MOST_STATES} 个状态");
                self.broken.insert(Invariant::SpaceIsSmall, Broken { from: next, via: Via::Start, what });
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

    fn breaks(&mut self, invariant: Invariant, from: usize, via: Via) {
        self.broken.entry(invariant).or_insert_with(|| Broken { from, via, what: String::new() });
    }

    fn begin(&mut self) {
        let procedure = self.rules.procedure;
        let state = procedure.state.iter().position(|state| state.id == procedure.start).unwrap_or_default();
        let history = History::at_start(&procedure.kind);
        let values = procedure.initial_values();
        self.cover.started(procedure.initial.iter().map(|effect| effect.set));
        let step = Step {
            deed: None,
            inputs: Inputs::of(&values),
            before: History::default(),
            after: history,
            clocks: &self.rules.clocks,
            started: &[],
            values: &values,
            is_last: false,
        };
        self.judge(0, Via::Start, &[], &step);
        self.arrive(Node { state, values, history, parent: 0, via: Via::Start });
    }

    fn judge(&mut self, from: usize, via: Via, watched: &[Invariant], step: &Step) {
        for invariant in watched.iter().chain(&self.rules.every_step) {
            if invariant.broken(step) {
                self.breaks(*invariant, from, via);
            }
        }
    }

    fn expand(&mut self, from: usize, node: &Node) {
        let rules = self.rules;
        for ended in rules.clocks.iter().filter(|ended| node.values.is(**ended, clock::RUNNING)) {
            self.end_clock(from, node, *ended);
        }
        let mut accepted = Vec::new();
        for (place, prepared) in rules.actions_from(node.state) {
            if self.try_action(from, node, place, prepared) {
                accepted.push(prepared.action.deed);
            }
        }
        let always = [
            Invariant::PleaAlwaysHeard,
            Invariant::RecusalAlwaysHeard,
            Invariant::HearingRequestAccepted,
            Invariant::ApprovedInspectionCanBegin,
        ];
        for invariant in always {
            if invariant.denied(node.history, |deed| accepted.contains(&deed)) {
                self.breaks(invariant, node.parent, node.via);
            }
        }
    }

    fn end_clock(&mut self, from: usize, node: &Node, ended: Variable) {
        let values = node.values.with(ended, clock::OVER);
        let history = node.history.after_end_of(ended);
        let via = Via::Time(ended);
        let step = Step {
            deed: None,
            inputs: Inputs::of(&node.values),
            before: node.history,
            after: history,
            clocks: &self.rules.clocks,
            started: &[],
            values: &values,
            is_last: self.rules.is_final(node.state),
        };
        self.judge(from, via, &[], &step);
        self.go(from, Node { values, history, parent: from, via, ..*node }, true);
    }

    /// Tries an action with every combination of facts; whether it was accepted with nothing unusual about it, which is
    /// the first combination.
    fn try_action(&mut self, from: usize, node: &Node, place: usize, prepared: &Prepared) -> bool {
        self.cover.saw_guards(place, prepared.action, &node.values, &prepared.choices);
        if prepared.action.first_failing(&node.values).is_some() {
            return false;
        }
        let mut accepted = false;
        for (choice, inputs) in prepared.choices.iter().enumerate() {
            let tried = with_inputs(&node.values, inputs);
            let taken = self.try_choice(from, node, Via::Act { action: place, choice }, &tried);
            accepted |= taken && choice == 0;
        }
        accepted
    }

    fn try_choice(&mut self, from: usize, node: &Node, via: Via, tried: &Values) -> bool {
        let rules = self.rules;
        let Via::Act { action: place, .. } = via else { return false };
        let Some(prepared) = rules.actions.get(place) else { return false };
        let action = prepared.action;
        let Some((values, moves)) = accept(action, tried) else { return false };
        let state = prepared.target.unwrap_or(node.state);
        self.cover.saw_step(&Taken { place, action, from: node.state, to: state, tried, moves: &moves });
        if contradicts(&moves) {
            self.breaks(Invariant::EffectsAgree, from, via);
        }
        let starts = |one: &&Assignment| one.variable.is_clock() && one.value == clock::RUNNING;
        let started: Vec<Variable> = moves.iter().filter(starts).map(|one| one.variable).collect();
        let history = node.history.after(action.deed, Inputs::of(tried));
        let step = Step {
            deed: Some(action.deed),
            inputs: Inputs::of(tried),
            before: node.history,
            after: history,
            clocks: &rules.clocks,
            started: &started,
            values: &values,
            is_last: rules.is_final(state),
        };
        self.judge(from, via, &prepared.watched, &step);
        self.go(from, Node { state, values, history, parent: from, via }, !gives_up(action.deed));
        true
    }

    /// Takes a step; `onward` steps count as a way to the end.
    fn go(&mut self, from: usize, node: Node, onward: bool) {
        self.edges += 1;
        let to = self.arrive(node);
        if to != from && onward {
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

    /// Judges what can only be said when everything was seen, if it was, and tells the result.
    pub(crate) fn finish(mut self, until: Until) -> Exploration {
        let procedure = self.rules.procedure;
        let whole = !self.is_done(until) && !self.broken.contains_key(&Invariant::SpaceIsSmall);
        if whole && let Some(stuck) = self.first_stuck() {
            let what = "走到这里后，不撤案、不移送就再也不能办结".to_owned();
            self.broken.insert(Invariant::CanFinish, Broken { from: stuck, via: Via::Start, what });
        }
        let violation = |invariant: Invariant, what: &str, path| Violation {
            procedure: procedure.id.clone(),
            invariant,
            what: what.to_owned(),
            path,
        };
        let mut violations: Vec<Violation> = self
            .broken
            .iter()
            .map(|(invariant, at)| violation(*invariant, &at.what, self.path(at.from, at.via)))
            .collect();
        if whole {
            let gaps = self.cover.gaps(procedure);
            violations.extend(gaps.iter().map(|(invariant, what)| violation(*invariant, what, Vec::new())));
        }
        let state_ids: Vec<String> = procedure.state.iter().map(|state| state.id.clone()).collect();
        let named = |(state, action): &(usize, usize)| {
            Some((state_ids.get(*state)?.clone(), procedure.action.get(*action)?.id.clone()))
        };
        Exploration {
            states: self.nodes.len(),
            edges: self.edges,
            violations,
            pairs: self.cover.pairs().iter().filter_map(named).collect(),
            reached: Reached { state_ids, index: self.index, projection: self.projection },
        }
    }

    /// The first node from which no last state can be reached without giving the case up.
    fn first_stuck(&self) -> Option<usize> {
        let mut back: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (from, to) in &self.onward {
            if let Some(sources) = back.get_mut(*to) {
                sources.push(*from);
            }
        }
        let ends = self.nodes.iter().enumerate().filter(|(_, node)| self.rules.is_final(node.state));
        let mut open: Vec<usize> = ends.map(|(number, _)| number).collect();
        let mut can_end = vec![false; self.nodes.len()];
        while let Some(number) = open.pop() {
            let Some(seen) = can_end.get_mut(number) else { continue };
            if !std::mem::replace(seen, true) {
                open.extend(back.get(number).into_iter().flatten());
            }
        }
        can_end.iter().position(|can| !can)
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
                let prepared = self.rules.actions.get(action)?;
                let inputs: Vec<String> =
                    prepared.choices.get(choice)?.iter().map(ToString::to_string).collect();
                let facts =
                    if inputs.is_empty() { String::new() } else { format!("（{}）", inputs.join("，")) };
                Some(format!("{} {}{facts}", prepared.action.label, prepared.action.id))
            }
        }
    }
}

/// The deeds that end a case without deciding it: they must stay possible, but they are no way out of a dead end.
fn gives_up(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::RefuseFiling
            | Deed::TransferOut
            | Deed::DropCase
            | Deed::DeclinePublication
            | Deed::CancelInspection
            | Deed::TurnOver
    )
}

/// Whether one variable gets two values.
fn contradicts(moves: &[Assignment]) -> bool {
    moves.iter().enumerate().any(|(place, one)| {
        let mut others = moves.iter().skip(place.saturating_add(1));
        others.any(|other| one.variable == other.variable && one.value != other.value)
    })
}

/// A quick hash for keys that nobody outside chooses.
#[derive(Default)]
pub(crate) struct Mix(u64);

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
