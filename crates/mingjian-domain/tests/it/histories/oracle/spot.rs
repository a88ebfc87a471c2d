//! What must never stand in a journal of the summary procedure, judged from the list of events alone.
//! It counts hours and amounts by itself: 200 and 3,000 yuan, 100 yuan in cash, four hours of a visit.

use super::Past;
use super::heavier::is_heavier;
use chrono::{Duration, NaiveDateTime};
use mingjian_domain::act::Act;
use mingjian_domain::act::lead::PartyKind;
use mingjian_domain::act::summary::{CashReason, CollectCash, DecideOnSpot, SpotPenalty, TellOnSpot};
use mingjian_domain::event::Content;
use mingjian_law::sanction::PenaltyKind;

pub(super) fn check(past: Past<'_>, act: &Act) {
    match act {
        Act::TellOnSpot(stated) => check_telling(past, stated),
        Act::DecideOnSpot(stated) => check_decision(past, stated),
        Act::DeliverOnSpot(stated) => check_visit(past, stated.delivered_at),
        Act::CollectCash(stated) => check_cash(past, stated),
        Act::HandInCash(_) => {
            assert!(count(past, is_collected) == 1 && count(past, is_handed) == 0, "cash that officers hold");
        }
        Act::BankCash(_) => {
            assert!(count(past, is_handed) == 1 && count(past, is_banked) == 0, "cash that the organ holds");
        }
        Act::LodgeDecision(_) => {
            assert!(count(past, is_delivered) == 1 && count(past, is_lodged) == 0, "lodged once");
        }
        Act::VoidOnSpot(_) => assert_eq!(count(past, is_delivered), 0, "what was handed over stands"),
        Act::TurnOver(_) => {
            let decided = past.place_of(|act| matches!(act, Act::DecideOnSpot(_)));
            let voided = past.place_of(|act| matches!(act, Act::VoidOnSpot(_)));
            assert!(decided <= voided, "what was decided is not turned over");
        }
        _ => {}
    }
}

fn is_collected(act: &Act) -> bool {
    matches!(act, Act::CollectCash(_))
}

fn is_handed(act: &Act) -> bool {
    matches!(act, Act::HandInCash(_))
}

fn is_banked(act: &Act) -> bool {
    matches!(act, Act::BankCash(_))
}

fn is_delivered(act: &Act) -> bool {
    matches!(act, Act::DeliverOnSpot(_))
}

fn is_lodged(act: &Act) -> bool {
    matches!(act, Act::LodgeDecision(_))
}

fn count(past: Past<'_>, is: fn(&Act) -> bool) -> usize {
    past.acts().filter(|(_, _, act)| is(act)).count()
}

fn most(past: Past<'_>) -> i64 {
    let Content::Opened(opening) = &past.0[0].content else { panic!("a journal begins with its opening") };
    if opening.party().kind == PartyKind::Organisation { 300_000 } else { 20_000 }
}

fn check_limits(past: Past<'_>, penalty: &SpotPenalty) {
    assert!(penalty.fine.fen() <= most(past), "a fine beyond the spot");
    let small = |kind: &PenaltyKind| matches!(kind, PenaltyKind::Warning | PenaltyKind::Fine);
    assert!(penalty.kinds.iter().all(small) && !penalty.kinds.is_empty(), "a kind beyond the spot");
}

fn told(past: Past<'_>) -> Option<TellOnSpot> {
    past.last(|act| match act {
        Act::TellOnSpot(stated) => Some((**stated).clone()),
        _ => None,
    })
}

fn check_telling(past: Past<'_>, stated: &TellOnSpot) {
    assert!(stated.cards_shown && stated.rights_told && stated.gains.fen() == 0);
    check_limits(past, &stated.penalty);
    for (_, _, act) in past.acts() {
        let Act::TellOnSpot(earlier) = act else { continue };
        let heavier =
            is_heavier(&[stated.penalty.penalty(&stated.cause)], &[earlier.penalty.penalty(&earlier.cause)]);
        assert!(!heavier, "a telling heavier than an earlier one");
    }
}

fn check_decision(past: Past<'_>, stated: &DecideOnSpot) {
    check_limits(past, &stated.penalty);
    let told_at = past.place_of(|act| matches!(act, Act::TellOnSpot(_)));
    let heard_at = past.place_of(|act| matches!(act, Act::HearOnSpot(_)));
    let voided_at = past.place_of(|act| matches!(act, Act::VoidOnSpot(_)));
    assert!(voided_at < told_at && told_at < heard_at, "told, then heard, since the last voiding");
    let clear = past.last(|act| match act {
        Act::HearOnSpot(heard) => Some(heard.facts_clear),
        _ => None,
    });
    assert_eq!(clear, Some(true), "decided on unclear facts");
    let told = told(past).unwrap();
    let heavier = is_heavier(&[stated.penalty.penalty(&told.cause)], &[told.penalty.penalty(&told.cause)]);
    assert!(!heavier, "decided heavier than told");
}

fn decided(past: Past<'_>) -> DecideOnSpot {
    past.last(|act| match act {
        Act::DecideOnSpot(stated) => Some((**stated).clone()),
        _ => None,
    })
    .expect("there is a decision")
}

fn check_visit(past: Past<'_>, at: NaiveDateTime) {
    let began = decided(past).decided_at;
    assert!(began <= at && at - began <= Duration::hours(4), "not on the visit");
}

fn check_cash(past: Past<'_>, stated: &CollectCash) {
    check_visit(past, stated.collected_at);
    assert!(stated.special_receipt && !stated.receipt_number.trim().is_empty(), "cash without a receipt");
    let fine = decided(past).penalty.fine;
    assert!(fine.fen() > 0 && stated.amount == fine, "the whole fine and no more");
    match stated.ground {
        CashReason::Small => assert!(fine.fen() <= 10_000, "not a small fine"),
        CashReason::HardLater => assert!(!stated.circumstances.is_blank()),
        CashReason::Remote => assert!(stated.asked_by_party && !stated.circumstances.is_blank()),
    }
}

pub(super) fn check_closing(past: Past<'_>) {
    assert!(count(past, is_delivered) == 1 && count(past, is_lodged) == 1, "handed over and lodged");
    assert_eq!(count(past, is_collected), count(past, is_banked), "collected cash is in the bank");
    if past.is_taken_away() {
        return;
    }
    let fine = decided(past).penalty.fine.fen();
    let paid: i64 = past
        .acts()
        .map(|(_, _, act)| match act {
            Act::RecordPerformance(stated) => stated.amount.fen(),
            Act::CollectCash(stated) => stated.amount.fen(),
            _ => 0,
        })
        .sum();
    assert_eq!(paid, fine, "closed before payment");
}
