//! Standing in for somebody who is away: within its term, roles and actions, by whoever is qualified, and never so that
//! one person investigates and judges.

use crate::acts;
use crate::case::{Case, at, context};
use crate::people::{Who, day, evidence_id, interest};
use crate::stages::{SYSTEM, concluded, investigated, requested, with_proposal};
use mingjian_domain::act::Act;
use mingjian_domain::act::investigation::RecordScene;
use mingjian_domain::act::review::OpinionKind;
use mingjian_domain::actor::{Facts, Part};
use mingjian_domain::attempt::{Command, Context, attempt};
use mingjian_domain::delegation::DelegationFact;
use mingjian_domain::event::Event;
use mingjian_domain::power::ActionScope;
use mingjian_law::procedure::Role;
use std::collections::BTreeSet;

/// The facts of somebody who stands in for another in March 2026, in these roles.
fn standing_in(to: Who, from: Who, roles: &[Role]) -> Facts {
    let mut facts = to.facts().clone();
    facts.powers.delegations.push(DelegationFact {
        from: from.user(),
        to: to.user(),
        roles: roles.iter().copied().collect(),
        scope: ActionScope::All,
        from_on: day("2026-03-01"),
        to_on: day("2026-03-31"),
    });
    facts
}

fn limited(mut facts: Facts, actions: &[&str], to_on: &str) -> Facts {
    let last = facts.powers.delegations.last_mut().unwrap();
    last.scope = ActionScope::Only(actions.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>());
    last.to_on = day(to_on);
    facts
}

fn tried(case: &Case, facts: &Facts, action: &str, act: Act) -> Result<Event, String> {
    let context = Context { facts, ..context(Who::Clerk, case.now, evidence_id(900), &[]) };
    let command = Command { action: action.to_owned(), act, occurred_at: None, late_reason: None };
    attempt(&case.proceeding, &command, &context).map(|step| step.event).map_err(|refusal| {
        assert!(!refusal.basis.is_empty(), "{} names its article", refusal.code);
        refusal.code
    })
}

fn refused(case: &Case, facts: &Facts, action: &str, act: Act, code: &str) {
    assert_eq!(tried(case, facts, action, act).map(|event| event.actor.name), Err(code.to_owned()));
}

/// A case that waits for the opinion of its reviewer.
fn assigned() -> Case {
    let mut case = with_proposal(&[acts::fined(SYSTEM, 20_000)]);
    case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
    case.act("assign-review", acts::assign(Who::Reviewer)).by(Who::ReviewHead);
    case
}

fn agree() -> Act {
    acts::opinion(OpinionKind::Agree)
}

#[test]
fn a_qualified_reviewer_gives_the_opinion_for_one_who_is_away_and_the_journal_says_for_whom() {
    let case = assigned();
    let delegate = standing_in(Who::ReviewerHead, Who::Reviewer, &[Role::Reviewer]);
    let event = tried(&case, &delegate, "give-opinion", agree()).unwrap();
    assert_eq!(event.actor.role, Role::Reviewer);
    assert_eq!(event.actor.for_whom.as_ref().map(|absent| absent.user), Some(Who::Reviewer.user()));
    assert_eq!(event.actor.signature(), "ReviewerHead（代Reviewer）");
    let read = Event::from_bytes(&event.to_bytes().unwrap()).unwrap();
    assert_eq!(read, event);
    let mut after = case.proceeding.clone();
    after.apply(&read);
    // Who stood in as reviewer does not decide afterwards.
    assert!(after.has_part(Who::ReviewerHead.user(), Part::Reviewer));
    assert_eq!(after.review().unwrap().reviewer_name.as_deref(), Some("ReviewerHead（代Reviewer）"));
    // Without the delegation it is somebody else's review.
    refused(&case, Who::ReviewerHead.facts(), "give-opinion", agree(), "not-assigned-reviewer");
}

#[test]
fn article_58_no_delegate_without_the_qualification_and_none_who_handled_the_case() {
    let case = assigned();
    for (who, code) in [
        (Who::UnqualifiedReviewer, "delegate-unqualified"),
        (Who::OfficerC, "delegate-unqualified"),
        (Who::OfficerA, "delegate-unqualified"),
    ] {
        refused(&case, &standing_in(who, Who::Reviewer, &[Role::Reviewer]), "give-opinion", agree(), code);
    }
    let mut named = investigated(&[SYSTEM]);
    let officers = vec![Who::OfficerA.officer(), Who::OfficerReviewer.officer()];
    let scene = RecordScene { officers, ..acts::scene_with(&named) };
    named.act("record-scene", Act::RecordScene(Box::new(scene))).by(Who::OfficerA);
    let mut handled = case.clone();
    handled.proceeding.investigators = named.proceeding.investigators.clone();
    let delegate = standing_in(Who::OfficerReviewer, Who::Reviewer, &[Role::Reviewer]);
    refused(&handled, &delegate, "give-opinion", agree(), "delegate-handled");
}

#[test]
fn article_57_a_delegate_of_the_head_is_a_head_who_did_not_handle_the_case() {
    let mut case = investigated(&[SYSTEM]);
    let drop_it = || acts::drop_case();
    let as_deputy = |who| standing_in(who, Who::Head, &[Role::AgencyHead]);
    refused(&case, &as_deputy(Who::OfficerA), "drop-case", drop_it(), "delegate-unqualified");
    refused(&case, &as_deputy(Who::UnitHead), "drop-case", drop_it(), "delegate-unqualified");
    let officers = vec![Who::OfficerA.officer(), Who::OfficerHead.officer()];
    let scene = RecordScene { officers, ..acts::scene_with(&case) };
    case.act("record-scene", Act::RecordScene(Box::new(scene))).by(Who::OfficerA);
    refused(&case, &as_deputy(Who::OfficerHead), "drop-case", drop_it(), "delegate-handled");
    // A deputy whose own authorisation ended decides for the principal within the delegation.
    let mut deputy = as_deputy(Who::Deputy);
    for one in &mut deputy.powers.appointments {
        if one.user == Who::Deputy.user() {
            one.scope = ActionScope::Only(BTreeSet::from(["approve-filing".to_owned()]));
        }
    }
    let event = tried(&case, &deputy, "drop-case", drop_it()).unwrap();
    assert_eq!(event.actor.for_whom.map(|absent| absent.name), Some("Head".to_owned()));
}

#[test]
fn a_delegation_ends_with_its_last_day_and_reaches_no_further_than_its_actions() {
    let mut case = requested(&[SYSTEM]);
    let deputy = || {
        let mut facts = standing_in(Who::Deputy, Who::Head, &[Role::AgencyHead]);
        let own = Who::Deputy.user();
        facts.powers.appointments.iter_mut().filter(|one| one.user == own).for_each(|one| {
            one.scope = ActionScope::Only(BTreeSet::from(["close-case".to_owned()]));
        });
        facts
    };
    let filing = || acts::approve_filing();
    assert!(
        tried(&case, &limited(deputy(), &["approve-filing"], "2026-03-02"), "approve-filing", filing())
            .is_ok()
    );
    let other = limited(deputy(), &["refuse-filing"], "2026-03-31");
    refused(&case, &other, "approve-filing", filing(), "delegate-out-of-scope");
    case.wait_days(1);
    let over = limited(deputy(), &["approve-filing"], "2026-03-02");
    refused(&case, &over, "approve-filing", filing(), "delegate-out-of-term");
}

#[test]
fn article_42_a_delegate_of_an_officer_needs_a_certificate_of_that_day() {
    let mut case = investigated(&[SYSTEM]);
    let delegate = standing_in(Who::OfficerExpired, Who::OfficerA, &[Role::Officer]);
    let evidence = acts::evidence(&case);
    assert!(tried(&case, &delegate, "add-evidence", evidence).is_ok());
    case.wait_until("2026-03-12 09:00");
    let evidence = acts::evidence(&case);
    refused(&case, &delegate, "add-evidence", evidence, "delegate-unqualified");
    // The reviewer of the case is not its officer for a day.
    let mut case = concluded(&[SYSTEM]);
    case.proceeding.people.insert((Who::OfficerReviewer.user(), Part::Reviewer));
    let delegate = standing_in(Who::OfficerReviewer, Who::OfficerA, &[Role::Officer]);
    let evidence = acts::evidence(&case);
    refused(&case, &delegate, "add-evidence", evidence, "delegate-judges-case");
}

#[test]
fn article_43_who_has_to_withdraw_sends_nobody_instead() {
    let case = assigned();
    let mut delegate = standing_in(Who::ReviewerHead, Who::Reviewer, &[Role::Reviewer]);
    let party = case.proceeding.party().name.clone();
    let away = delegate.users.iter_mut().find(|user| user.id == Who::Reviewer.user()).unwrap();
    away.interests.push(interest(&party));
    refused(&case, &delegate, "give-opinion", agree(), "delegate-for-recused");
}

#[test]
fn what_is_stated_stays_what_it_is_whoever_states_it() {
    // The clock of the act is not the delegate's to set: an act of the future is refused as for anybody.
    let case = requested(&[SYSTEM]);
    let delegate = standing_in(Who::Deputy, Who::Head, &[Role::AgencyHead]);
    let context = Context { facts: &delegate, ..context(Who::Clerk, case.now, evidence_id(900), &[]) };
    let command = Command {
        action: "approve-filing".to_owned(),
        act: acts::approve_filing(),
        occurred_at: Some(at("2026-03-03 09:00")),
        late_reason: None,
    };
    let refusal = attempt(&case.proceeding, &command, &context).unwrap_err();
    assert_eq!(refusal.code, "occurred-in-future");
}
