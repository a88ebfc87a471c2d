//! The national procedures, explored and mutated.
use super::*;
use crate::procedure::Procedure;

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
