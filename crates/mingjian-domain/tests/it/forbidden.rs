//! Orders that the law forbids, each tried on a case that is otherwise ripe for it: refused, with code and article.
//! One table for each part of the procedure; a refusal must leave the case exactly as it was.

mod beside;
mod decision;
mod filing;
mod handling;
mod hearing;
mod inspection;
mod interest;
mod investigation;
mod notice;
mod party;
mod proposal;
mod publication;
mod recusal;
mod review;
mod sampling;
mod service;
mod summary;

use crate::case::Case;
use crate::people::Who;
use mingjian_domain::act::Act;
use mingjian_domain::instant::Instant;
use std::collections::BTreeSet;

/// An order that must be refused.
struct Forbidden {
    /// What is wrong with it.
    why: &'static str,
    /// The case before.
    given: fn() -> Case,
    /// What is tried.
    tried: fn(&Case) -> Order,
    /// The stable code of the refusal.
    code: &'static str,
    /// The article that it cites.
    law: &'static str,
    article: u16,
}

struct Order {
    action: &'static str,
    act: Act,
    who: Who,
    occurred: Option<Instant>,
    late: Option<&'static str>,
    leak: Option<&'static str>,
}

fn order(action: &'static str, act: Act, who: Who) -> Order {
    Order { action, act, who, occurred: None, late: None, leak: None }
}

const PENALTY_LAW: &str = "行政处罚法";

/// A refusal that cites the 行政处罚法.
const fn forbidden(
    why: &'static str,
    given: fn() -> Case,
    tried: fn(&Case) -> Order,
    (code, article): (&'static str, u16),
) -> Forbidden {
    Forbidden { why, given, tried, code, law: PENALTY_LAW, article }
}

impl Forbidden {
    /// The same, citing another text.
    const fn under(mut self, law: &'static str) -> Self {
        self.law = law;
        self
    }

    fn check(&self) {
        let mut case = (self.given)();
        let order = (self.tried)(&case);
        let mut trial = case.act(order.action, order.act);
        if let Some(at) = order.occurred {
            trial = trial.occurred(at);
        }
        if let Some(reason) = order.late {
            trial = trial.late(reason);
        }
        if let Some(found) = order.leak {
            trial = trial.leaking(found);
        }
        trial.refused(order.who, self.code, self.law, self.article);
    }
}

fn tables() -> Vec<&'static [Forbidden]> {
    vec![
        filing::TABLE,
        investigation::TABLE,
        proposal::TABLE,
        review::TABLE,
        notice::TABLE,
        party::TABLE,
        service::TABLE,
        beside::TABLE,
        hearing::TABLE,
        recusal::TABLE,
        sampling::TABLE,
        handling::TABLE,
        interest::TABLE,
        decision::TABLE,
        publication::TABLE,
        summary::TABLE,
        inspection::TABLE,
    ]
}

#[test]
fn every_forbidden_order_is_refused_with_its_code_and_article() {
    let mut wrong = Vec::new();
    for row in tables().into_iter().flatten() {
        let outcome = std::panic::catch_unwind(|| row.check());
        if let Err(panic) = outcome {
            let message = panic.downcast_ref::<String>().cloned().unwrap_or_default();
            wrong.push(format!("{}: {message}", row.why));
        }
    }
    assert!(wrong.is_empty(), "{} orders went wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_forbidden_orders_are_many_and_refused_for_many_reasons() {
    let rows: Vec<&Forbidden> = tables().into_iter().flatten().collect();
    let codes: BTreeSet<&str> = rows.iter().map(|row| row.code).collect();
    let articles: BTreeSet<(&str, u16)> = rows.iter().map(|row| (row.law, row.article)).collect();
    let reasons: BTreeSet<&str> = rows.iter().map(|row| row.why).collect();
    assert_eq!(reasons.len(), rows.len(), "each row has a reason of its own");
    assert!(rows.len() >= 100 && codes.len() >= 60, "{} orders, {} codes", rows.len(), codes.len());
    assert!(articles.len() >= 25, "{} articles", articles.len());
}

#[test]
fn every_guard_of_all_procedures_is_met_by_a_forbidden_order() {
    let tried: BTreeSet<String> = tables()
        .into_iter()
        .flatten()
        .map(|row| format!("{}/{}", (row.tried)(&(row.given)()).action, row.code))
        .collect();
    let guards =
        crate::case::law().pack.procedures.iter().flat_map(|procedure| &procedure.action).flat_map(
            |action| action.requires.iter().map(move |guard| format!("{}/{}", action.id, guard.code)),
        );
    // How often a unit was inspected is handed in from outside: that guard is tried with the inspections.
    let handed_in = "approve-inspection/frequency-cap-reached";
    let untried: Vec<String> = guards.filter(|guard| guard != handed_in && !tried.contains(guard)).collect();
    assert!(untried.is_empty(), "no forbidden order meets these guards: {untried:#?}");
}
