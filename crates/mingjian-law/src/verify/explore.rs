//! The exploration of one procedure, as others see it: the model's own steps, what was seen and what was broken.
//! It decides nothing about law: the invariants do; and it walks nothing itself: `walk` does.

use crate::condition::Condition;
use crate::procedure::{Action, Procedure};
use crate::variable::{Assignment, Values};
use crate::verify::history::History;
use crate::verify::invariant::Invariant;
use crate::verify::project::Projection;
use crate::verify::walk::{Explorer, Index, Rules};
use std::collections::BTreeSet;
use std::fmt;

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
    let (after, _) = accept(action, &with_inputs(values, inputs))?;
    Some((action.target(state), after))
}

/// The values with the facts of an act; what is no input cannot be stated.
pub(crate) fn with_inputs(values: &Values, inputs: &[Assignment]) -> Values {
    let mut tried = *values;
    for input in inputs.iter().filter(|input| input.variable.is_input()) {
        tried.set(input.variable, input.value);
    }
    tried
}

/// What an action makes of the values, if every guard certainly holds; and its moves.
pub(crate) fn accept(action: &Action, tried: &Values) -> Option<(Values, Vec<Assignment>)> {
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
    pub(crate) reached: Reached,
}

/// Every position and history that was reached, as keys.
#[derive(Debug)]
pub(crate) struct Reached {
    pub(crate) projection: Projection,
    pub(crate) state_ids: Vec<String>,
    pub(crate) index: Index,
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

/// Explores a procedure whole.
pub fn explore(procedure: &Procedure) -> Exploration {
    run(procedure, Until::Everything)
}

/// Explores a procedure until what is looked for was found.
pub(crate) fn run(procedure: &Procedure, until: Until) -> Exploration {
    let rules = Rules::of(procedure);
    let mut explorer = Explorer::new(&rules);
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
    let rules = Rules::of(procedure);
    let mut explorer = Explorer::new(&rules);
    explorer.cover.watch(action, condition.clone());
    explorer.walk(until);
    let met = explorer.cover.met_watched();
    (explorer.finish(until), met)
}
