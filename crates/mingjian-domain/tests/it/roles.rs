//! People with several roles, and what a person may read: the role that fits is found, and none opens a forbidden door.
//! Lists of cases are the store's; here one person stands before one case.

use crate::acts::{self, act};
use crate::case::{Case, context};
use crate::people::{Who, evidence_id, organ};
use crate::stages::{SYSTEM, agreed, investigated, noticed, requested, served, with_proposal};
use mingjian_domain::act::investigation::RecordScene;
use mingjian_domain::actor::{Facts, Part};
use mingjian_domain::attempt::{Command, attempt};
use mingjian_domain::permission::{Reading, reading};
use mingjian_domain::proceeding::{Hearing, PUBLICATION_PROCEDURE};
use mingjian_domain::refusal::RefusalKind;
use mingjian_law::procedure::{Action, Role};

/// Tries an act as a person with other roles than usual.
fn tried_as(
    case: &Case,
    who: Who,
    roles: &[Role],
    action: &str,
    act: mingjian_domain::act::Act,
) -> Result<Role, String> {
    let mut facts: Facts = who.facts().clone();
    facts.actor.roles = roles.iter().copied().collect();
    let context =
        mingjian_domain::attempt::Context { facts: &facts, ..context(who, case.now, evidence_id(900), &[]) };
    let command = Command { action: action.to_owned(), act, occurred_at: None, late_reason: None };
    attempt(&case.proceeding, &command, &context)
        .map(|step| step.event.actor.role)
        .map_err(|refusal| refusal.code)
}

#[test]
fn of_several_roles_the_one_that_fits_is_taken() {
    let mut case = Case::open();
    case.act("accept-lead", acts::accept()).by(Who::UnitHead);
    let request = acts::request_filing(&[SYSTEM]);
    // As an officer the head of the unit is no handler of this case; as its head the request is allowed.
    let both = [Role::Officer, Role::UnitHead];
    assert_eq!(tried_as(&case, Who::UnitHead, &both, "request-filing", request.clone()), Ok(Role::UnitHead));
    assert_eq!(
        tried_as(&case, Who::OtherUnitHead, &both, "request-filing", request),
        Err("not-handler".to_owned())
    );
}

#[test]
fn a_unit_head_who_registered_the_lead_did_not_handle_the_case() {
    let lead = acts::lead("2026-03-02");
    let case = Case::open_by(Who::UnitHead, lead, crate::case::at("2026-03-02 09:00"));
    assert!(!case.proceeding.was_handled_by(Who::UnitHead.user()));
    assert!(case.proceeding.has_part(Who::UnitHead.user(), Part::UnitHead));
}

#[test]
fn article_57_a_head_who_was_named_in_a_record_decides_nothing_in_the_case() {
    let mut case = investigated(&[SYSTEM]);
    let officers = vec![Who::OfficerA.officer(), Who::OfficerHead.officer()];
    let scene = RecordScene { officers, ..acts::scene_with(&case) };
    case.act("record-scene", act!(RecordScene scene)).by(Who::OfficerA);
    for action in ["drop-case", "transfer-out"] {
        case.refuses(action, Who::OfficerHead, "head-investigated");
    }
    assert_eq!(case.offers("drop-case", Who::Head), Ok(()));
}

#[test]
fn article_58_no_role_makes_a_handler_a_reviewer() {
    let mut case = with_proposal(&[acts::fined(SYSTEM, 20_000)]);
    case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
    for who in [Who::OfficerA, Who::UnitHead, Who::Head, Who::OfficerC, Who::Supervisor] {
        case.act("assign-review", acts::assign(who)).refused(
            Who::ReviewHead,
            "reviewer-involved",
            "行政处罚法",
            58,
        );
    }
}

#[test]
fn administrators_and_supervisors_move_no_case() {
    let case = noticed(&[acts::fined(SYSTEM, 20_000)]);
    let idle =
        [Role::Supervisor, Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator];
    for action in &crate::case::law().procedure("penalty-ordinary").unwrap().action {
        let outcome = tried_as(&case, Who::Supervisor, &idle, &action.id, acts::archive());
        assert_eq!(outcome, Err("role-missing".to_owned()), "{}", action.id);
    }
}

#[test]
fn another_organ_may_not_know_and_a_stranger_must_say_why() {
    let case = served(&[acts::fined(SYSTEM, 20_000)]);
    let read = |who: Who| reading(&case.proceeding, &who.actor());
    assert_eq!(case.proceeding.organ, organ());
    assert_eq!(read(Who::ForeignHead), Reading::Hidden);
    assert_eq!(read(Who::OfficerForeign), Reading::Hidden);
    for own in
        [Who::OfficerA, Who::OfficerB, Who::UnitHead, Who::Reviewer, Who::Head, Who::Clerk, Who::Archivist]
    {
        assert_eq!(read(own), Reading::Own, "{own:?}");
    }
    for stranger in [Who::OfficerC, Who::OtherUnitHead, Who::SecondReviewer, Who::Host, Who::Supervisor] {
        assert_eq!(read(stranger), Reading::WithPurpose, "{stranger:?}");
    }
}

/// Who may take which action, by role and place, whatever the state of the case; read it like code when it changes.
const MATRIX: &str = include_str!("permission_matrix.txt");

#[test]
fn who_may_do_what_is_as_the_matrix_says() {
    // Given a case that has seen a reviewer, a host and a decision, so that every part in it is taken.
    let mut case = served(&[acts::fined(SYSTEM, 20_000)]);
    case.proceeding.people.insert((Who::Host.user(), Part::Host));
    let hearing = Hearing {
        requested_on: case.today(),
        ordered: None,
        postponed: Vec::new(),
        hearing_at: None,
        place: None,
        host: Some(Who::Host.user()),
        held_at: None,
        record: None,
        ended: None,
        report: None,
    };
    case.proceeding.hearings.push(hearing);
    let forbidden = |action: &str, who: Who| {
        let context = context(who, case.now, evidence_id(900), &[]);
        let command =
            Command { action: action.to_owned(), act: acts::release(), occurred_at: None, late_reason: None };
        let refusal = attempt(&case.proceeding, &command, &context).err();
        refusal.is_some_and(|refusal| refusal.kind == RefusalKind::Forbidden)
    };
    // The other procedures have lines of their own below.
    let procedures =
        ["penalty-ordinary", PUBLICATION_PROCEDURE].map(|id| crate::case::law().procedure(id).unwrap());
    let line = |action: &Action| {
        let allowed: Vec<String> =
            Who::ALL.into_iter().filter(|who| !forbidden(&action.id, *who)).map(Who::name).collect();
        format!("{}: {}\n", action.id, allowed.join(" "))
    };
    let matrix: String = procedures.iter().flat_map(|procedure| &procedure.action).map(line).collect();
    assert_eq!(matrix, MATRIX, "the permissions changed; the new matrix is:\n{matrix}");
}

const SPOT_MATRIX: &str = "\
record-scene: OfficerA OfficerB
add-evidence: OfficerA OfficerB
tell-on-spot: OfficerA OfficerB
hear-on-spot: OfficerA OfficerB
decide-on-spot: OfficerA OfficerB
void-on-spot: OfficerA OfficerB
deliver-on-spot: OfficerA OfficerB
lodge-decision: OfficerA OfficerB UnitHead
collect-cash: OfficerA OfficerB
hand-in-cash: OfficerA OfficerB
bank-cash: OfficerA OfficerB UnitHead
record-performance: OfficerA OfficerB
close-case: UnitHead
archive: Archivist
turn-over: OfficerA OfficerB UnitHead
drop-case: OfficerA OfficerB UnitHead
";

#[test]
fn who_may_do_what_on_the_spot_is_as_the_matrix_says() {
    let case = crate::spot::delivered();
    let forbidden = |action: &str, who: Who| {
        let context = context(who, case.now, evidence_id(900), &[]);
        let command =
            Command { action: action.to_owned(), act: acts::release(), occurred_at: None, late_reason: None };
        let refusal = attempt(&case.proceeding, &command, &context).err();
        refusal.is_some_and(|refusal| refusal.kind == RefusalKind::Forbidden)
    };
    let actions = &crate::case::law().procedure(crate::spot::SUMMARY).unwrap().action;
    let line = |action: &Action| {
        let allowed: Vec<String> =
            Who::ALL.into_iter().filter(|who| !forbidden(&action.id, *who)).map(Who::name).collect();
        format!("{}: {}\n", action.id, allowed.join(" "))
    };
    assert_eq!(actions.iter().map(line).collect::<String>(), SPOT_MATRIX);
}

#[test]
fn an_officer_named_in_a_record_reads_it_as_his_own() {
    let mut case = investigated(&[SYSTEM]);
    let read = |case: &Case| reading(&case.proceeding, &Who::OfficerC.actor());
    assert_eq!(read(&case), Reading::WithPurpose);
    let officers = vec![Who::OfficerA.officer(), Who::OfficerC.officer()];
    let scene = RecordScene { officers, ..acts::scene_with(&case) };
    case.act("record-scene", act!(RecordScene scene)).by(Who::OfficerA);
    assert_eq!(read(&case), Reading::Own);
    case.refuses("order-correction", Who::OfficerC, "not-handler");
}

#[test]
fn a_request_that_came_back_makes_nobody_a_handler() {
    let mut case = requested(&[SYSTEM]);
    assert!(!case.proceeding.investigators.contains(&Who::OfficerB.user()));
    case.act("return-filing", acts::return_filing()).by(Who::Head);
    let others = vec![Who::OfficerA.officer(), Who::OfficerC.officer()];
    case.act("request-filing", acts::request_filing_by(&[SYSTEM], others)).by(Who::OfficerA);
    case.act("approve-filing", acts::approve_filing()).by(Who::Head);
    assert!(!case.proceeding.was_handled_by(Who::OfficerB.user()));
    assert!(case.proceeding.was_handled_by(Who::OfficerC.user()));
}

#[test]
fn article_20_an_entrusted_body_handles_and_does_not_decide() {
    let lead = acts::lead("2026-03-02");
    let mut case = Case::open_by(Who::OfficerEntrusted, lead, crate::case::at("2026-03-02 09:00"));
    assert_eq!(case.proceeding.body, Some(crate::people::entrusted_body()));
    case.proceeding.department = Who::UnitHead.department();
    case.act("accept-lead", acts::accept()).by(Who::UnitHead);
    let officers = vec![Who::OfficerA.officer(), Who::OfficerEntrusted.officer()];
    case.act("request-filing", acts::request_filing_by(&[SYSTEM], officers)).by(Who::OfficerEntrusted);
    case.refuses("approve-filing", Who::HeadOfBody, "head-of-entrusted-body");
    case.act("approve-filing", acts::approve_filing()).by(Who::Head);
}

#[test]
fn the_opinion_keeps_the_name_under_which_it_was_given() {
    let mut case = with_proposal(&[acts::fined(SYSTEM, 20_000)]);
    agreed(&mut case);
    let round = case.proceeding.review().unwrap();
    assert_eq!(round.reviewer, Some(Who::Reviewer.user()));
    assert_eq!(round.reviewer_name.as_deref(), Some("Reviewer"));
}
