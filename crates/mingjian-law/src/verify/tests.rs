//! The national procedures, explored and mutated.
use super::*;
use crate::procedure::Procedure;
use crate::verify::mutate::{MOST_COMFORT, Tally, judge, mutants, name};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) fn file(name: &str) -> Procedure {
    let path = format!("{}/../../law/national/procedures/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    Procedure::parse(&text, name).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_state_of_the_national_procedures_is_explored_without_a_violation() {
    let report = check(&[file("penalty-ordinary"), file("publication-decision")]);
    println!("{report}");
    assert!(report.is_clean(), "{report}");
    let last = report.to_string().lines().last().unwrap().to_owned();
    assert!(last.starts_with("2 procedures, ") && last.ends_with(" invariants, 0 violations"), "{last}");
}

/// Two workers share the list: most mutants fall at once, the few that survive long explore everything.
fn tally(procedure: &Procedure) -> Tally {
    let all = mutants(procedure);
    let next = AtomicUsize::new(0);
    let tally = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(mutant) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let verdict = judge(procedure, *mutant);
                    tally.lock().unwrap().count(&name(procedure, *mutant), verdict);
                }
            });
        }
    });
    tally.into_inner().unwrap()
}

#[test]
fn nothing_can_be_taken_from_a_procedure_without_breaking_what_it_serves() {
    let tallies = [tally(&file("penalty-ordinary")), tally(&file("publication-decision"))];
    let mut total = Tally::default();
    for one in tallies {
        assert!(one.comfort <= MOST_COMFORT, "{one}");
        total.killed += one.killed;
        total.backed += one.backed;
        total.comfort += one.comfort;
        total.effects += one.effects;
        total.left_over.extend(one.left_over);
    }
    println!("{total}");
    assert!(total.left_over.is_empty(), "{total}");
}
