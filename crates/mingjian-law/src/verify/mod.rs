//! The proof of procedures: all their states are explored, and what the law forbids is looked for in each.
//! It knows no case and no person, and it proves what the packs say, not what people enter.

pub mod explore;
pub mod history;
pub mod invariant;
pub mod mutate;

mod cover;
mod project;
mod walk;

use crate::procedure::Procedure;
use explore::{Violation, explore};
use invariant::Invariant;
use std::fmt;

/// What the check of all procedures found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many procedures were checked.
    pub procedures: usize,
    /// How many states were explored in all.
    pub states: usize,
    /// How many steps between them.
    pub edges: usize,
    /// How many invariants were judged.
    pub invariants: usize,
    /// What was broken.
    pub violations: Vec<Violation>,
}

impl Report {
    /// Whether nothing was broken.
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for violation in &self.violations {
            writeln!(f, "{violation}")?;
        }
        write!(
            f,
            "{} procedures, {} states explored, {} invariants, {} violations",
            self.procedures,
            self.states,
            self.invariants,
            self.violations.len()
        )
    }
}

/// Explores every procedure and judges every invariant.
pub fn check(procedures: &[Procedure]) -> Report {
    let mut report = Report {
        procedures: procedures.len(),
        states: 0,
        edges: 0,
        invariants: Invariant::ALL.len(),
        violations: Vec::new(),
    };
    for procedure in procedures {
        let seen = explore(procedure);
        report.states += seen.states;
        report.edges += seen.edges;
        report.violations.extend(unresolved(procedure));
        report.violations.extend(seen.violations);
    }
    report
}

/// Guards that serve nothing of the list.
fn unresolved(procedure: &Procedure) -> Vec<Violation> {
    let mut found = Vec::new();
    for action in &procedure.action {
        for guard in &action.requires {
            let Some(serves) = &guard.serves else { continue };
            if Invariant::from_id(serves).is_none() {
                found.push(Violation {
                    procedure: procedure.id.clone(),
                    invariant: Invariant::ServesResolves,
                    what: format!("条件 {}/{} 所服务的 `{serves}` 不在册", action.id, guard.code),
                    path: Vec::new(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod stories;
#[cfg(test)]
mod tests;
