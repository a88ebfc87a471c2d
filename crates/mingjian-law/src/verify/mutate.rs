//! The proof of the proof: every guard and every effect is taken away, and something that the law forbids must then happen.
//! It changes copies of a procedure and never the pack; what it finds is for tests and for whoever writes packs.

use crate::condition::Condition;
use crate::procedure::{Action, Effect, Guard, Procedure};
use crate::variable::clock;
use crate::verify::explore::{Until, run, run_watching};
use crate::verify::invariant::Invariant;
use std::fmt;

/// The most guards that may stand for one another, the guard itself counted.
pub const MOST_BACKED: usize = 3;

/// The most guards of one procedure that stand although no law commands them.
pub const MOST_COMFORT: usize = 3;

/// One thing that is taken away from a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutant {
    /// A guard: place of the action, place of the guard.
    Guard(usize, usize),
    /// An effect of an action.
    Effect(usize, usize),
    /// An effect at the start of the procedure.
    Initial(usize),
    /// The restart of a clock: the effect starts it only where it never ran, so that an old window stays.
    Restart(usize, usize),
}

/// What becomes of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Without the guard the invariant that it serves falls.
    GuardKilled,
    /// The guard alone can go, the guard and those that back it cannot.
    GuardBacked,
    /// No law commands the guard, and without it nothing falls.
    Comfort,
    /// Without the effect an invariant falls.
    EffectKilled,
    /// The clock never ran before where the effect starts it: there is nothing to restart.
    SameBehaviour,
    /// Nothing falls, or not what should: the reason.
    LeftOver(String),
}

/// Everything that can be taken away from a procedure.
pub fn mutants(procedure: &Procedure) -> Vec<Mutant> {
    let mut mutants: Vec<Mutant> = (0..procedure.initial.len()).map(Mutant::Initial).collect();
    for (place, action) in procedure.action.iter().enumerate() {
        mutants.extend((0..action.requires.len()).map(|guard| Mutant::Guard(place, guard)));
        for (number, effect) in action.effects.iter().enumerate() {
            mutants.push(Mutant::Effect(place, number));
            if starts_clock(effect) {
                mutants.push(Mutant::Restart(place, number));
            }
        }
    }
    mutants
}

/// Takes one thing away and says what becomes of it.
pub fn judge(procedure: &Procedure, mutant: Mutant) -> Verdict {
    match mutant {
        Mutant::Guard(action, guard) => match guard_at(procedure, action, guard) {
            Some((action, guard)) => judge_guard(procedure, action, guard),
            None => Verdict::LeftOver("没有这个条件".to_owned()),
        },
        Mutant::Initial(effect) => {
            let mut changed = procedure.clone();
            changed.initial.remove(effect);
            judge_effect(&changed)
        }
        Mutant::Effect(action, effect) => {
            let mut changed = procedure.clone();
            if let Some(action) = changed.action.get_mut(action) {
                action.effects.remove(effect);
            }
            judge_effect(&changed)
        }
        Mutant::Restart(action, effect) => judge_restart(procedure, action, effect),
    }
}

/// The name of a mutant: what was taken away.
pub fn name(procedure: &Procedure, mutant: Mutant) -> String {
    let effect = |action: Option<&Action>, effect: usize| {
        let action = action?;
        Some(format!("{}/{}", action.id, action.effects.get(effect)?.set))
    };
    let named = match mutant {
        Mutant::Guard(action, guard) => {
            guard_at(procedure, action, guard).map(|(action, guard)| reference(action, guard))
        }
        Mutant::Effect(action, number) => effect(procedure.action.get(action), number),
        Mutant::Initial(number) => procedure.initial.get(number).map(|one| format!("initial/{}", one.set)),
        Mutant::Restart(action, number) => {
            effect(procedure.action.get(action), number).map(|name| format!("{name} (restart)"))
        }
    };
    format!("{}: {}", procedure.id, named.unwrap_or_default())
}

fn starts_clock(effect: &Effect) -> bool {
    effect.set.variable.is_clock() && effect.set.value == clock::RUNNING
}

fn guard_at(procedure: &Procedure, action: usize, guard: usize) -> Option<(&Action, &Guard)> {
    let action = procedure.action.get(action)?;
    Some((action, action.requires.get(guard)?))
}

/// The name by which other guards refer to a guard.
fn reference(action: &Action, guard: &Guard) -> String {
    format!("{}/{}", action.id, guard.code)
}

fn without_guards(procedure: &Procedure, names: &[String]) -> Procedure {
    let mut changed = procedure.clone();
    for action in &mut changed.action {
        let id = action.id.clone();
        action.requires.retain(|guard| !names.contains(&format!("{id}/{}", guard.code)));
    }
    changed
}

fn judge_guard(procedure: &Procedure, action: &Action, guard: &Guard) -> Verdict {
    let name = reference(action, guard);
    let alone = without_guards(procedure, std::slice::from_ref(&name));
    let Some(serves) = &guard.serves else {
        let seen = run(&alone, Until::AnyBroken);
        return match seen.violations.first() {
            None => Verdict::Comfort,
            Some(violation) => {
                Verdict::LeftOver(format!("并非只是方便：去掉后违反 {}", violation.invariant.id()))
            }
        };
    };
    let Some(invariant) = Invariant::from_id(serves) else {
        return Verdict::LeftOver(format!("`{serves}` 不在册"));
    };
    let falls = |changed: &Procedure| {
        let seen = run(changed, Until::Broken(invariant));
        seen.violations.iter().any(|violation| violation.invariant == invariant)
    };
    if falls(&alone) {
        return if guard.backed_by.is_empty() {
            Verdict::GuardKilled
        } else {
            Verdict::LeftOver("单独去掉就会违反，不需要 backed_by".to_owned())
        };
    }
    if guard.backed_by.is_empty() {
        return Verdict::LeftOver(format!("去掉后 {serves} 仍然成立"));
    }
    let mut together = guard.backed_by.clone();
    together.push(name);
    if together.len() > MOST_BACKED {
        return Verdict::LeftOver(format!("互为后备的条件超过 {MOST_BACKED} 个"));
    }
    if falls(&without_guards(procedure, &together)) {
        Verdict::GuardBacked
    } else {
        Verdict::LeftOver(format!("与后备条件一起去掉后 {serves} 仍然成立"))
    }
}

fn judge_effect(changed: &Procedure) -> Verdict {
    if run(changed, Until::AnyBroken).violations.is_empty() {
        Verdict::LeftOver("去掉后一切要求仍然成立".to_owned())
    } else {
        Verdict::EffectKilled
    }
}

fn judge_restart(procedure: &Procedure, action: usize, number: usize) -> Verdict {
    let mut changed = procedure.clone();
    let effect = changed.action.get_mut(action).and_then(|action| action.effects.get_mut(number));
    let Some(effect) = effect else {
        return Verdict::LeftOver("没有这个效果".to_owned());
    };
    let fresh = Condition::Is(effect.set.variable, vec![clock::OFF]);
    let whenever = effect.when.clone().unwrap_or_else(Condition::always);
    effect.when = Some(Condition::All(vec![whenever.clone(), fresh.clone()]));
    let kept = Condition::All(vec![whenever, Condition::Not(Box::new(fresh))]);
    let (seen, kept_window) = run_watching(&changed, Until::AnyBroken, action, &kept);
    match (seen.violations.is_empty(), kept_window) {
        (false, _) => Verdict::EffectKilled,
        (true, false) => Verdict::SameBehaviour,
        (true, true) => Verdict::LeftOver("保留原来的期限后一切要求仍然成立".to_owned()),
    }
}

/// What became of all mutants of some procedures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Guards without which their invariant falls.
    pub killed: usize,
    /// Guards that others back.
    pub backed: usize,
    /// Guards that no law commands.
    pub comfort: usize,
    /// Effects, restarts among them, without which an invariant falls.
    pub effects: usize,
    /// What is left over, each with its reason.
    pub left_over: Vec<String>,
}

impl Tally {
    /// Counts one verdict.
    pub fn count(&mut self, name: &str, verdict: Verdict) {
        match verdict {
            Verdict::GuardKilled => self.killed += 1,
            Verdict::GuardBacked => self.backed += 1,
            Verdict::Comfort => self.comfort += 1,
            Verdict::EffectKilled => self.effects += 1,
            Verdict::SameBehaviour => {}
            Verdict::LeftOver(why) => self.left_over.push(format!("{name}：{why}")),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for left in &self.left_over {
            writeln!(f, "left over: {left}")?;
        }
        write!(
            f,
            "guards: {} killed, {} backed, {} comfort; effects: {} killed",
            self.killed, self.backed, self.comfort, self.effects
        )
    }
}
