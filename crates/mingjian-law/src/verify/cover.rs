//! What an exploration has met: states, actions, guards both ways, effects and clocks.
//! It judges nothing before the end; then it names what never occurred.

use crate::condition::{Condition, Truth};
use crate::procedure::{Action, Procedure};
use crate::variable::{Assignment, Values, Variable, clock};
use crate::verify::invariant::Invariant;
use std::collections::BTreeSet;

/// What was met so far.
#[derive(Debug)]
pub(crate) struct Cover {
    states: BTreeSet<usize>,
    pairs: BTreeSet<(usize, usize)>,
    clocks: BTreeSet<Variable>,
    guards: Vec<Vec<Met>>,
    effects: Vec<Vec<bool>>,
    watched: Option<(usize, Condition)>,
    met_watched: bool,
}

/// How a guard was met.
#[derive(Debug, Clone, Copy, Default)]
struct Met {
    held: bool,
    failed: bool,
}

impl Met {
    fn is_settled(self) -> bool {
        self.held && self.failed
    }
}

/// An action that was accepted: where it stands in the procedure, from which state to which, on what values.
#[derive(Clone, Copy)]
pub(crate) struct Taken<'a> {
    pub(crate) place: usize,
    pub(crate) action: &'a Action,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) tried: &'a Values,
    pub(crate) moves: &'a [Assignment],
}

impl Cover {
    pub(crate) fn of(procedure: &Procedure) -> Self {
        Self {
            states: procedure
                .state
                .iter()
                .position(|state| state.id == procedure.start)
                .into_iter()
                .collect(),
            pairs: BTreeSet::new(),
            clocks: BTreeSet::new(),
            guards: procedure
                .action
                .iter()
                .map(|action| vec![Met::default(); action.requires.len()])
                .collect(),
            watched: None,
            met_watched: false,
            effects: procedure.action.iter().map(|action| vec![false; action.effects.len()]).collect(),
        }
    }

    /// Watches for an action that is accepted while a condition holds.
    pub(crate) fn watch(&mut self, action: usize, condition: Condition) {
        self.watched = Some((action, condition));
    }

    /// Whether that was met.
    pub(crate) fn met_watched(&self) -> bool {
        self.met_watched
    }

    /// Each state with each action that was accepted in it.
    pub(crate) fn pairs(&self) -> &BTreeSet<(usize, usize)> {
        &self.pairs
    }

    /// The clocks among some assignments have started, so that they can end.
    pub(crate) fn started(&mut self, moves: impl Iterator<Item = Assignment>) {
        let running = moves.filter(|one| one.variable.is_clock() && one.value == clock::RUNNING);
        self.clocks.extend(running.map(|one| one.variable));
    }

    /// An action was tried in a position; the others of its guards do not matter here.
    pub(crate) fn saw_guards(
        &mut self,
        place: usize,
        action: &Action,
        values: &Values,
        choices: &[Vec<Assignment>],
    ) {
        let Some(met) = self.guards.get_mut(place) else { return };
        for (met, guard) in met.iter_mut().zip(&action.requires).filter(|(met, _)| !met.is_settled()) {
            for inputs in choices {
                let mut tried = *values;
                for input in inputs {
                    tried.set(input.variable, input.value);
                }
                match guard.condition.truth(&tried) {
                    Truth::Yes => met.held = true,
                    Truth::No => met.failed = true,
                    Truth::Unknown => {}
                }
            }
        }
    }

    /// An action was accepted.
    pub(crate) fn saw_step(&mut self, taken: &Taken) {
        let Taken { place, action, from, to, tried, moves } = *taken;
        if let Some((watched, condition)) = &self.watched
            && *watched == place
            && condition.holds(tried)
        {
            self.met_watched = true;
        }
        if self.pairs.insert((from, place)) {
            self.states.insert(to);
        }
        let Some(fired) = self.effects.get_mut(place) else { return };
        if fired.iter().all(|fired| *fired) {
            return;
        }
        for (fired, effect) in fired.iter_mut().zip(&action.effects) {
            *fired = *fired || effect.when.as_ref().is_none_or(|when| when.holds(tried));
        }
        self.started(moves.iter().copied());
    }

    /// What never occurred.
    pub(crate) fn gaps(&self, procedure: &Procedure) -> Vec<(Invariant, String)> {
        let mut gaps = Vec::new();
        let occurs = Invariant::EverythingOccurs;
        for (place, state) in procedure.state.iter().enumerate() {
            if !self.states.contains(&place) {
                gaps.push((occurs, format!("状态“{}”（{}）从不出现", state.label, state.id)));
            }
        }
        for rule in procedure.clock.iter().filter(|rule| !self.clocks.contains(&rule.variable)) {
            gaps.push((occurs, format!("{}（{}）从不届满", rule.variable.spec().label, rule.variable)));
        }
        for (place, action) in procedure.action.iter().enumerate() {
            gaps.extend(self.gaps_of(procedure, place, action));
        }
        gaps
    }

    fn gaps_of(&self, procedure: &Procedure, place: usize, action: &Action) -> Vec<(Invariant, String)> {
        let mut gaps = Vec::new();
        let place_of = |id: &String| procedure.state.iter().position(|state| state.id == *id);
        for from in &action.from {
            if !place_of(from).is_some_and(|from| self.pairs.contains(&(from, place))) {
                let what = format!("在“{from}”从不能执行“{}”（{}）", action.label, action.id);
                gaps.push((Invariant::EverythingOccurs, what));
            }
        }
        for (fired, effect) in self.effects.get(place).into_iter().flatten().zip(&action.effects) {
            if !fired {
                let what = format!("“{}”的效果 {} 从不发生", action.id, effect.set);
                gaps.push((Invariant::EverythingOccurs, what));
            }
        }
        for (met, guard) in self.guards.get(place).into_iter().flatten().zip(&action.requires) {
            if !met.is_settled() {
                let how = if met.held { "从不失败" } else { "从不满足" };
                let what = format!("条件 {}/{} {how}", action.id, guard.code);
                gaps.push((Invariant::GuardsCanFail, what));
            }
        }
        gaps
    }
}
