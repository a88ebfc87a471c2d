//! Approval given on paper: judged as the head's own act on the day of the sheet, marked until the head confirms it, and in
//! the way of closing the case until then. Entrusted matters and certificates stand beside it: whose act it is.

use crate::acts;
use crate::case::{Case, at, context};
use crate::people::{Who, day, evidence_id, scan};
use crate::stages::{SYSTEM, requested};
use mingjian_domain::act::Act;
use mingjian_domain::actor::Facts;
use mingjian_domain::attempt::{Command, Context, attempt};
use mingjian_domain::event::{Content, Event};
use mingjian_domain::paper::{self, PaperAnswer, Sheet};
use mingjian_domain::proceeding::Proceeding;
use std::collections::BTreeSet;

fn sheet(head: Who) -> Sheet {
    Sheet { head: head.user(), scan: scan() }
}

fn entered(case: &Case, who: Who, action: &str, act: Act, sheet: Sheet) -> Result<Event, String> {
    let command = Command {
        action: action.to_owned(),
        act,
        occurred_at: Some(at("2026-03-02 15:00")),
        late_reason: Some("负责人外出，先在审批表上签署".to_owned()),
    };
    let context = context(who, case.now, evidence_id(900), &[]);
    paper::attempt(&case.proceeding, &command, sheet, &context).map(|step| step.event).map_err(|refusal| {
        assert!(!refusal.basis.is_empty(), "{} names its article", refusal.code);
        refusal.code
    })
}

/// A filing that the officer enters from the sheet of the head, four days later.
fn filed_on_paper() -> (Case, Event) {
    let mut case = requested(&[SYSTEM]);
    case.wait_days(4);
    let event =
        entered(&case, Who::OfficerA, "approve-filing", acts::approve_filing(), sheet(Who::Head)).unwrap();
    let event = Event::from_bytes(&event.to_bytes().unwrap()).unwrap();
    case.proceeding.apply(&event);
    case.events.push(event.clone());
    (case, event)
}

fn answered(case: &Case, who: Who, confirmed: bool, reason: &str) -> Result<Event, String> {
    let entry = case.proceeding.unconfirmed.first().map_or(0, |one| one.entry);
    let answer = PaperAnswer { entry, confirmed, reason: reason.into() };
    let context = context(who, case.now, evidence_id(900), &[]);
    paper::answer(&case.proceeding, &answer, &context).map_err(|refusal| refusal.code)
}

#[test]
fn article_57_a_sheet_is_the_heads_act_of_its_day_until_the_head_confirms_it() {
    let (mut case, event) = filed_on_paper();
    assert_eq!(event.actor.user, Who::Head.user());
    assert_eq!(case.proceeding.filed_on, Some(day("2026-03-02")), "the day of the sheet, not of its entry");
    let from = event.from_paper.as_ref().unwrap();
    assert_eq!((from.entered_by, from.scan.id), (Who::OfficerA.user(), scan()));
    assert!(event.files.iter().any(|file| file.id == scan()));
    assert_eq!(case.proceeding.unconfirmed.len(), 1);
    // What would close the case waits for the head.
    case.refuses("drop-case", Who::Head, "paper-unconfirmed");
    // What runs beside the case does not close it.
    assert_eq!(case.offers("request-registration", Who::OfficerA), Ok(()));
    assert_eq!(case.offers("propose-police-transfer", Who::OfficerA), Ok(()));
    assert_eq!(answered(&case, Who::Deputy, true, ""), Err("paper-not-signed-by-you".to_owned()));
    assert_eq!(answered(&case, Who::OfficerA, true, ""), Err("paper-not-signed-by-you".to_owned()));
    assert_eq!(answered(&case, Who::Head, false, " "), Err("input-invalid".to_owned()));
    let objection = answered(&case, Who::Head, false, "签署的不是本案").unwrap();
    case.proceeding.apply(&objection);
    assert!(case.proceeding.unconfirmed[0].objection.is_some());
    case.refuses("drop-case", Who::Head, "paper-unconfirmed");
    let confirmed = answered(&case, Who::Head, true, "经核对为本案").unwrap();
    let confirmed = Event::from_bytes(&confirmed.to_bytes().unwrap()).unwrap();
    assert!(matches!(&confirmed.content, Content::PaperAnswered(answer) if answer.confirmed));
    case.proceeding.apply(&confirmed);
    assert!(case.proceeding.unconfirmed.is_empty());
    assert_eq!(case.offers("drop-case", Who::Head), Ok(()));
    assert_eq!(answered(&case, Who::Head, true, ""), Err("paper-not-waiting".to_owned()));
    let folded = Proceeding::fold(case.events.iter().chain([&objection, &confirmed])).unwrap();
    assert_eq!(folded.unconfirmed, case.proceeding.unconfirmed);
}

#[test]
fn a_sheet_is_entered_by_who_handles_the_case_for_a_head_who_could_have_signed_it() {
    let mut case = requested(&[SYSTEM]);
    case.wait_days(4);
    let filing = || acts::approve_filing();
    let refused = |who, action: &str, act, head, code: &str| {
        assert_eq!(
            entered(&case, who, action, act, sheet(head)).map(|event| event.seq),
            Err(code.to_owned())
        );
    };
    refused(Who::OfficerC, "approve-filing", filing(), Who::Head, "paper-not-yours");
    refused(Who::Reviewer, "approve-filing", filing(), Who::Head, "paper-not-yours");
    refused(Who::OtherUnitHead, "approve-filing", filing(), Who::Head, "paper-not-yours");
    refused(Who::UnitHead, "approve-filing", filing(), Who::OfficerB, "paper-head-unknown");
    refused(Who::UnitHead, "approve-filing", filing(), Who::ForeignHead, "paper-head-unknown");
    refused(Who::UnitHead, "request-filing", acts::request_filing(&[SYSTEM]), Who::Head, "paper-not-of-head");
    refused(Who::UnitHead, "drop-case", acts::drop_case(), Who::Head, "paper-closes");
    assert!(entered(&case, Who::Clerk, "approve-filing", filing(), sheet(Who::Deputy)).is_ok());
}

#[test]
fn article_20_an_entrusted_body_handles_the_entrusted_matters_alone() {
    let lead = acts::lead("2026-03-02");
    let case = Case::open_by(Who::OfficerEntrusted, lead, at("2026-03-02 09:00"));
    let limited = |procedures: &[&str]| -> Facts {
        let mut facts = Who::OfficerEntrusted.facts().clone();
        let ids: BTreeSet<String> = procedures.iter().map(|id| (*id).to_owned()).collect();
        facts.entrustments.iter_mut().for_each(|one| one.procedures = Some(ids.clone()));
        facts
    };
    let mut case = case;
    case.proceeding.department = Who::UnitHead.department();
    case.act("accept-lead", acts::accept()).by(Who::UnitHead);
    let tried = |facts: &Facts, officers| {
        let context = Context { facts, ..context(Who::OfficerA, case.now, evidence_id(900), &[]) };
        let command = Command {
            action: "request-filing".to_owned(),
            act: acts::request_filing_by(&[SYSTEM], officers),
            occurred_at: None,
            late_reason: None,
        };
        attempt(&case.proceeding, &command, &context).map(|_| ()).map_err(|refusal| refusal.code)
    };
    let officers = || vec![Who::OfficerA.officer(), Who::OfficerEntrusted.officer()];
    assert_eq!(tried(&limited(&["penalty-ordinary"]), officers()), Ok(()));
    assert_eq!(tried(&limited(&["inspection"]), officers()), Err("entrustment-item".to_owned()));
    let mut own = limited(&["inspection"]);
    own.actor = Who::UnitHead.actor();
    assert_eq!(tried(&own, officers()), Err("officer-entrustment-item".to_owned()));
}

#[test]
fn article_42_the_refusal_says_whose_certificate_is_not_valid_and_why() {
    let mut case = crate::stages::investigated(&[SYSTEM]);
    case.wait_until("2026-03-12 09:00");
    let officers = vec![Who::OfficerA.officer(), Who::OfficerExpired.officer()];
    let scene = mingjian_domain::act::investigation::RecordScene { officers, ..acts::scene_with(&case) };
    let context = context(Who::OfficerA, case.now, evidence_id(900), &[]);
    let command = Command {
        action: "record-scene".to_owned(),
        act: Act::RecordScene(Box::new(scene)),
        occurred_at: None,
        late_reason: None,
    };
    let refusal = attempt(&case.proceeding, &command, &context).unwrap_err();
    assert!(refusal.message.starts_with("OfficerExpired的执法证在2026年3月12日无效"), "{}", refusal.message);
    assert!(refusal.message.contains("已于2026年3月10日到期"), "{}", refusal.message);
}
