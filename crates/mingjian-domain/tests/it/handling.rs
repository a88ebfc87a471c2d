//! Recusals, changes of handlers and suspensions as ways of a case: what goes on meanwhile, and what stands afterwards.
//! What is refused is tried in `forbidden/recusal` and `forbidden/handling`.

use crate::acts;
use crate::case::Case;
use crate::people::Who;
use crate::stages::{SYSTEM, agreed, concluded, investigated, noticed, proposed, ripe};
use mingjian_domain::act::recusal::RecusalCapacity;
use mingjian_law::layer::{Layer, LayerKind};
use mingjian_law::limit::parse_limits;
use mingjian_law::variable::{Variable, clock, review};

fn ask(case: &mut Case, capacity: RecusalCapacity, who: Who) {
    let on = case.today();
    case.act("request-recusal", acts::request_recusal(on, vec![acts::recusal_of(capacity, who)]))
        .by(Who::OfficerA);
}

#[test]
fn an_investigation_does_not_stop_for_an_application_that_is_then_refused_行政处罚法_43() {
    let mut case = investigated(&[SYSTEM]);
    ask(&mut case, RecusalCapacity::Handler, Who::OfficerB);
    case.act("record-inquiry", acts::inquiry(&case)).by(Who::OfficerB);
    let event = case.act("decide-recusal", acts::decide_recusal(&case, false, &[])).by(Who::Head);
    assert_eq!(event.papers[0].kind, "recusal-decision");
    assert!(event.officers.is_empty(), "nobody is replaced");
    case.act("record-inquiry", acts::inquiry(&case)).by(Who::OfficerB);
    assert_eq!(case.proceeding.officers.len(), 2);
}

#[test]
fn a_recused_handler_leaves_the_case_to_the_named_successor_行政处罚法_43() {
    // Given an application about one handler, granted.
    let mut case = investigated(&[SYSTEM]);
    let before = case.events.len();
    ask(&mut case, RecusalCapacity::Handler, Who::OfficerB);
    let named = [Who::OfficerA, Who::OfficerC];
    case.act("decide-recusal", acts::decide_recusal(&case, true, &named)).by(Who::Head);

    // Then the new officers go on, and what was done before keeps the names of those who did it.
    assert!(case.proceeding.is_handler(Who::OfficerC.user()));
    assert!(!case.proceeding.is_handler(Who::OfficerB.user()));
    assert!(case.proceeding.was_handled_by(Who::OfficerB.user()));
    let scene = case.events[..before].iter().find(|event| event.action() == "record-scene").unwrap();
    assert!(scene.officers.iter().any(|officer| officer.name == "OfficerB"));
    let violations = vec![acts::violation(&case, SYSTEM)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerC);
    case.refuses("add-evidence", Who::OfficerB, "recused");
}

#[test]
fn an_application_about_the_head_is_decided_by_the_government_河南省行政执法条例_23() {
    let mut case = investigated(&[SYSTEM]);
    ask(&mut case, RecusalCapacity::Head, Who::Head);
    let mut decision = acts::recusal_with(&case.proceeding, true, Vec::new());
    decision.superior = Some("示例市人民政府".to_owned());
    decision.scan = Some(crate::people::scan());
    case.act("decide-recusal", acts::act!(DecideRecusal decision)).by(Who::ReviewerHead);
    case.refuses("suspend-investigation", Who::Head, "recused");
    case.offers("suspend-investigation", Who::Deputy).unwrap();
}

#[test]
fn a_recused_reviewer_leaves_an_opinion_that_carries_nothing_行政处罚法_43_58() {
    let mut case = ripe(&[acts::fined(SYSTEM, 20_000)]);
    ask(&mut case, RecusalCapacity::Reviewer, Who::Reviewer);
    case.act("decide-recusal", acts::decide_recusal(&case, true, &[])).by(Who::Head);
    assert!(case.proceeding.is(Variable::Review, review::STALE));
    case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
    case.act("assign-review", acts::assign(Who::SecondReviewer)).by(Who::ReviewHead);
    let agreed = acts::opinion(mingjian_domain::act::review::OpinionKind::Agree);
    case.act("give-opinion", agreed).by(Who::SecondReviewer);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
}

#[test]
fn an_application_can_be_made_in_every_state_between_filing_and_decision_行政处罚法_43() {
    let suspended = || {
        let mut case = investigated(&[SYSTEM]);
        let proof = vec![case.last_evidence()];
        case.act("suspend-investigation", acts::suspend(proof)).by(Who::Head);
        case
    };
    let cases = [
        investigated(&[SYSTEM]),
        suspended(),
        concluded(&[SYSTEM]),
        crate::stages::with_proposal(&[acts::fined(SYSTEM, 20_000)]),
        noticed(&[acts::fined(SYSTEM, 20_000)]),
    ];
    for mut case in cases {
        ask(&mut case, RecusalCapacity::Handler, Who::OfficerA);
        assert_eq!(case.proceeding.open_recusals().count(), 1, "{}", case.proceeding.position);
    }
}

#[test]
fn handlers_are_changed_after_the_decision_too_行政处罚法_42() {
    let mut case = crate::stages::decided(&[acts::fined(SYSTEM, 20_000)]);
    let event =
        case.act("change-handlers", acts::change_handlers(&[Who::OfficerB, Who::OfficerC])).by(Who::Head);
    assert_eq!(event.papers[0].kind, "handler-change");
    case.refuses("serve-decision", Who::OfficerA, "not-handler");
    case.act("serve-decision", acts::serve_decision(&case)).by(Who::OfficerC);
    // Who comes back handles the case again.
    case.act("change-handlers", acts::change_handlers(&[Who::OfficerA, Who::OfficerC])).by(Who::Deputy);
    assert!(case.proceeding.is_handler(Who::OfficerA.user()));
}

#[test]
fn a_suspended_investigation_receives_evidence_and_pleas_and_goes_on_when_resumed() {
    // Given an investigation that waits for an expert.
    let mut case = investigated(&[SYSTEM]);
    let due = case.due(Variable::DecisionClock);
    let proof = vec![case.last_evidence()];
    case.act("suspend-investigation", acts::suspend(proof)).by(Who::Head);
    assert_eq!(case.proceeding.position, "suspended");
    case.wait_days(20);
    case.act("add-evidence", acts::evidence(&case)).by(Who::OfficerA);
    case.act("receive-plea", acts::plea(&case)).by(Who::OfficerA);

    // When it is resumed.
    case.act("resume-investigation", acts::resume()).by(Who::Head);

    // Then the term of article 60 has run on: no law that was read lets it stand still.
    assert_eq!(case.due(Variable::DecisionClock), due);
    let rest = case.proceeding.handling.suspensions.last().unwrap();
    assert_eq!((rest.until.unwrap() - rest.from).num_days(), 20);
    case.act("answer-plea", acts::answer()).by(Who::UnitHead);
    let violations = vec![acts::violation(&case, SYSTEM)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
    proposed(&mut case, vec![acts::fined(SYSTEM, 20_000)]);
    agreed(&mut case);
}

#[test]
fn a_suspended_case_can_be_dropped_and_handed_over_and_its_clocks_stop() {
    for (action, act) in [("drop-case", acts::drop_case()), ("transfer-out", acts::transfer())] {
        let mut case = investigated(&[SYSTEM]);
        let proof = vec![case.last_evidence()];
        case.act("suspend-investigation", acts::suspend(proof)).by(Who::Head);
        case.act(action, act).by(Who::Head);
        assert_eq!(case.running(), [], "{action}");
        assert!(case.proceeding.is(Variable::DecisionClock, clock::STOPPED));
    }
}

/// A body whose limit leaves suspensions out: the days of rest are added to the term when the case is resumed.
#[test]
fn the_term_of_a_decision_stands_still_where_its_limit_leaves_suspensions_out() {
    use mingjian_domain::attempt::{Command, Context, attempt};
    let mut pack = mingjian_law::pack::Pack::embedded("xuchang-health").unwrap();
    let text = "[[limit]]\nid = 'decision.penalty'\nlabel = '决定'\nlength = 90\nunit = 'day'\nbinds = 'organ'\n\
                sense = 'at-most'\nstart = '立案'\non_expiry = '逾期'\nrelation = 'replaces'\n\
                basis = { law = '行政处罚法', article = 60 }\nstatus = 'unconfirmed'\nwhy = '程序规定未见原文'\n\
                exclusions = [{ id = 'suspension', label = '中止调查的期间', basis = { law = '行政处罚法', article = 60 } }]\n";
    let own = Layer { id: "own".to_owned(), kind: LayerKind::Body, label: "本机关".to_owned() };
    pack.limits.add_layer(&own, "own.toml", parse_limits(text, "own.toml").unwrap()).unwrap();
    let mut case = investigated(&[SYSTEM]);
    let due = case.due(Variable::DecisionClock);
    let proof = vec![case.last_evidence()];
    case.act("suspend-investigation", acts::suspend(proof)).by(Who::Head);
    case.wait_days(20);
    let context = Context {
        law: mingjian_domain::law::Law::of(&pack),
        ..crate::case::context(Who::Head, case.now, crate::people::evidence_id(9), &[])
    };
    let command = Command {
        action: "resume-investigation".to_owned(),
        act: acts::resume(),
        occurred_at: None,
        late_reason: None,
    };
    let step = attempt(&case.proceeding, &command, &context).unwrap();
    case.proceeding.apply(&step.event);
    assert_eq!(case.due(Variable::DecisionClock), due + chrono::Days::new(20));
}
