//! Who heads the organ in what capacity: deputies act within their authorisation, and the journal says who led.
//! What the law leaves to the principal is judged where that act is judged; here are the acts of every head.

use crate::acts;
use crate::case::{Case, context};
use crate::people::{Who, day, evidence_id};
use crate::stages::{SYSTEM, requested};
use mingjian_domain::act::Act;
use mingjian_domain::actor::Facts;
use mingjian_domain::attempt::{Command, Context, attempt, offers};
use mingjian_domain::event::Event;
use mingjian_domain::power::{ActionScope, AppointmentFact, Leadership};
use std::collections::BTreeSet;

/// The facts of a deputy who may take these actions from March 1 to a last day.
fn deputy(actions: &[&str], to_on: &str) -> Facts {
    let mut facts = Who::Deputy.facts().clone();
    facts.powers.appointments.retain(|one| one.user != Who::Deputy.user());
    facts.powers.appointments.push(AppointmentFact {
        user: Who::Deputy.user(),
        leadership: Leadership::Deputy,
        scope: ActionScope::Only(actions.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>()),
        from_on: day("2026-03-01"),
        to_on: Some(day(to_on)),
    });
    facts
}

fn tried(case: &Case, facts: &Facts, action: &str, act: Act) -> Result<Event, String> {
    let context = Context { facts, ..context(Who::Deputy, case.now, evidence_id(900), &[]) };
    let command = Command {
        action: action.to_owned(),
        act,
        occurred_at: None,
        late_reason: Some("材料次日送达".to_owned()),
    };
    attempt(&case.proceeding, &command, &context).map(|step| step.event).map_err(|refusal| {
        assert!(!refusal.basis.is_empty(), "{} names its article", refusal.code);
        refusal.code
    })
}

#[test]
fn article_57_a_deputy_files_within_the_authorisation_and_the_journal_says_so() {
    let case = requested(&[SYSTEM]);
    let filing = || acts::approve_filing();
    let within = deputy(&["approve-filing"], "2026-12-31");
    let event = tried(&case, &within, "approve-filing", filing()).unwrap();
    assert_eq!(event.actor.leadership, Some(Leadership::Deputy));
    let without = deputy(&["close-case"], "2026-12-31");
    assert_eq!(tried(&case, &without, "approve-filing", filing()).unwrap_err(), "deputy-out-of-scope");
    let over = deputy(&["approve-filing"], "2026-03-01");
    assert_eq!(tried(&case, &over, "approve-filing", filing()).unwrap_err(), "head-out-of-term");
}

#[test]
fn the_page_says_beforehand_that_an_authorisation_has_ended() {
    let case = requested(&[SYSTEM]);
    let offered = |facts: &Facts| {
        let context = Context { facts, ..context(Who::Deputy, case.now, evidence_id(900), &[]) };
        let all = offers(&case.proceeding, &context);
        let offer = all.into_iter().find(|offer| offer.action.id == "approve-filing").unwrap();
        offer.refusal.map(|refusal| refusal.code)
    };
    assert_eq!(offered(&deputy(&["approve-filing"], "2026-12-31")), None);
    let ended = deputy(&["approve-filing"], "2026-03-01");
    assert_eq!(offered(&ended), Some("head-out-of-term".to_owned()));
}

#[test]
fn an_entry_of_older_days_has_no_capacity_and_keeps_its_bytes() {
    let case = requested(&[SYSTEM]);
    let entry = case.events.last().unwrap();
    let mut older = entry.clone();
    older.actor.leadership = None;
    let bytes = older.to_bytes().unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("leadership"));
    assert_eq!(Event::from_bytes(&bytes).unwrap(), older);
}
