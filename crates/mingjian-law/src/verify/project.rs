//! Which differences between values still matter in a state, so that the explorer keeps one of each kind.
//! It only merges what no guard, effect or invariant can tell apart from there on; it never drops what one of them reads.

use crate::condition::Condition;
use crate::procedure::{Action, Procedure};
use crate::variable::{Value, Values, Variable, clock, decision};
use crate::verify::history::History;

/// The most values that a variable has; keys give each variable three bits.
const WIDEST: usize = 8;

/// A set of values of one variable, as bits.
type Mask = u8;

const LIVE: Mask = bit(clock::RUNNING) | bit(clock::OVER);

const fn bit(value: Value) -> Mask {
    1 << value.0
}

/// For each state, the stand-in of every value of every variable that the procedure moves.
#[derive(Debug)]
pub(crate) struct Projection {
    variables: Vec<Variable>,
    states: Vec<Vec<[Value; WIDEST]>>,
}

impl Projection {
    /// Works out what matters where.
    pub(crate) fn of(procedure: &Procedure, reachable: &[Vec<usize>]) -> Self {
        let variables: Vec<Variable> =
            Variable::ALL.iter().copied().filter(|variable| moves(procedure, *variable)).collect();
        let reads: Vec<Vec<(Variable, Mask)>> =
            procedure.state.iter().map(|state| reads_in(procedure, &state.id)).collect();
        let states = reachable
            .iter()
            .map(|later| {
                let all: Vec<(Variable, Mask)> =
                    later.iter().filter_map(|state| reads.get(*state)).flatten().copied().collect();
                variables.iter().map(|variable| stand_ins(*variable, &all)).collect()
            })
            .collect();
        Self { variables, states }
    }

    /// The values with each replaced by its stand-in, and the key of the position.
    pub(crate) fn project(&self, state: usize, values: &mut Values) -> u128 {
        let mut key = u128::try_from(state).unwrap_or_default();
        let Some(table) = self.states.get(state) else {
            return key;
        };
        for (variable, stand_in) in self.variables.iter().zip(table) {
            let value = values.get(*variable).unwrap_or(Value(0));
            let value = stand_in.get(usize::from(value.0)).copied().unwrap_or(value);
            values.set(*variable, value);
            key = key << 3 | u128::from(value.0);
        }
        key
    }
}

fn moves(procedure: &Procedure, variable: Variable) -> bool {
    let effects = procedure.action.iter().flat_map(|action| &action.effects).chain(&procedure.initial);
    !variable.is_input() && effects.into_iter().any(|effect| effect.set.variable == variable)
}

/// What the actions that can be taken in a state read.
fn reads_in(procedure: &Procedure, state: &str) -> Vec<(Variable, Mask)> {
    let mut reads = Vec::new();
    for action in procedure.actions_from(state) {
        for condition in conditions(action) {
            collect(condition, &mut reads);
        }
    }
    for rule in &procedure.clock {
        if History::default().awaits(rule.variable).is_some() {
            reads.push((rule.variable, LIVE));
        } else {
            reads.push((rule.variable, bit(clock::RUNNING)));
        }
    }
    reads.push((Variable::Decision, bit(decision::MADE)));
    reads.push((Variable::Decision, bit(decision::SERVED)));
    reads.sort_unstable();
    reads.dedup();
    reads
}

fn conditions(action: &Action) -> impl Iterator<Item = &Condition> {
    let guards = action.requires.iter().map(|guard| &guard.condition);
    guards.chain(action.effects.iter().filter_map(|effect| effect.when.as_ref()))
}

fn collect(condition: &Condition, reads: &mut Vec<(Variable, Mask)>) {
    match condition {
        Condition::Is(variable, values) if !variable.is_input() => {
            reads.push((*variable, values.iter().fold(0, |mask, value| mask | bit(*value))));
        }
        Condition::Is(..) => {}
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                collect(part, reads);
            }
        }
        Condition::Not(part) => collect(part, reads),
    }
}

/// Two values stand for each other when every mask holds both or neither.
fn stand_ins(variable: Variable, reads: &[(Variable, Mask)]) -> [Value; WIDEST] {
    let masks: Vec<Mask> =
        reads.iter().filter(|(read, _)| *read == variable).map(|(_, mask)| *mask).collect();
    let alike = |one: Value, other: Value| {
        one == other
            || !is_set_apart(variable, one, other, &masks)
                && masks.iter().all(|mask| (mask & bit(one) == 0) == (mask & bit(other) == 0))
    };
    let mut table = [Value(0); WIDEST];
    for (place, value) in table.iter_mut().zip(variable.values()) {
        // A clock that can still end stands for one that has ended: time then changes nothing that matters.
        let running = variable.is_clock() && alike(value, clock::RUNNING);
        *place = if running {
            clock::RUNNING
        } else {
            variable.values().find(|other| alike(value, *other)).unwrap_or(value)
        };
    }
    table
}

/// Whether one of two values is a running clock whose end matters: it then stands for itself alone.
fn is_set_apart(variable: Variable, one: Value, other: Value, masks: &[Mask]) -> bool {
    let runs = one == clock::RUNNING || other == clock::RUNNING;
    let end_matters = History::minds_end_of(variable)
        || masks.iter().any(|mask| {
            mask & bit(clock::RUNNING) == 0 && mask & bit(clock::OVER) != 0
                || mask & bit(clock::RUNNING) != 0 && mask & bit(clock::OVER) == 0
        });
    variable.is_clock() && runs && end_matters
}
