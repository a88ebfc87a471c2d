//! A party that gets another name, and a unit that takes the place of another: what stands and what is done again.
//! What is refused is tried in `forbidden/party`.

use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{SYSTEM, agreed, decided, investigated, proposed, ripe};
use mingjian_domain::act::Act;
use mingjian_domain::proceeding::Proceeding;
use mingjian_law::variable::{Variable, notice, review};

const NEW_NAME: &str = "示例口腔医院有限公司";

fn rename(case: &mut Case) {
    case.act("change-party", act!(ChangeParty acts::renaming(NEW_NAME))).by(Who::UnitHead);
}

#[test]
fn the_same_party_under_another_name_keeps_what_was_told_and_agreed_行政处罚法_44() {
    let mut case = ripe(&[acts::fined(SYSTEM, 20_000)]);
    rename(&mut case);
    assert_eq!(case.proceeding.party().name, NEW_NAME);
    assert_eq!(case.proceeding.former_party().unwrap().name, acts::party().name);
    assert!(case.proceeding.is(Variable::Notice, notice::SERVED));
    assert!(case.proceeding.is(Variable::Review, review::AGREED));
    let event = case.act("decide-penalty", acts::decide()).by(Who::Head);
    assert_eq!(event.papers.last().unwrap().kind, "penalty-decision");
}

#[test]
fn a_unit_that_takes_the_place_of_another_is_told_anew_行政处罚法_44() {
    // Given a case that is ripe for its decision, and a merger.
    let mut case = ripe(&[acts::fined(SYSTEM, 20_000)]);
    let event = case.act("change-party", act!(ChangeParty acts::succession())).by(Who::UnitHead);
    assert_eq!(event.papers[0].kind, "party-change");
    assert!(case.proceeding.is(Variable::Notice, notice::OUTDATED));
    assert!(case.proceeding.is(Variable::Review, review::STALE));

    // When the unit that is left is told and heard.
    case.act("return-to-investigation", acts::back_to_investigation()).by(Who::UnitHead);
    let violations = vec![acts::violation(&case, SYSTEM)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
    proposed(&mut case, vec![acts::fined(SYSTEM, 20_000)]);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    case.wait_days(1);
    case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
    case.refuses("decide-penalty", Who::Head, "plea-window-open");
    case.wait_out(Variable::PleaClock);
    agreed(&mut case);

    // Then the decision is made against it.
    case.act("decide-penalty", acts::decide()).by(Who::Head);
    assert_eq!(case.proceeding.party().name, acts::successor().name);
}

#[test]
fn a_change_after_the_decision_is_an_act_of_its_own_and_leaves_the_decision_行政处罚法_66() {
    let mut case = decided(&[acts::fined(SYSTEM, 20_000)]);
    let before = case.proceeding.decision.clone();
    case.act("change-party-later", act!(ChangeParty acts::succession())).by(Who::UnitHead);
    assert_eq!(case.proceeding.decision, before);
    case.act("serve-decision", acts::serve_decision(&case)).by(Who::OfficerA);
    case.act("change-party-later", act!(ChangeParty acts::renaming_successor(NEW_NAME))).by(Who::UnitHead);
    let names: Vec<&str> = case.proceeding.parties().map(|party| party.name.as_str()).collect();
    assert_eq!(names, [acts::party().name.as_str(), acts::successor().name.as_str(), NEW_NAME]);
}

#[test]
fn a_confirmed_address_is_that_of_the_party_that_confirmed_it_行政处罚法_61() {
    let mut case = investigated(&[SYSTEM]);
    case.act("confirm-address", act!(ConfirmAddress acts::confirmed_on(case.today()))).by(Who::OfficerA);
    rename(&mut case);
    assert!(case.proceeding.confirmed_address.is_some(), "a name changes no address");
    let succession = act!(ChangeParty acts::succession());
    case.act("change-party", succession).by(Who::UnitHead);
    assert!(case.proceeding.confirmed_address.is_none());
}

#[test]
fn a_dropped_case_of_older_days_names_no_ground_and_is_read() {
    let older: Act =
        serde_json::from_value(serde_json::json!({ "deed": "DropCase", "stated": { "reason": "已注销" } }))
            .unwrap();
    let Act::DropCase(stated) = older else { panic!("a dropping") };
    assert_eq!(stated.ground.label(), "其他情形");
    let case = investigated(&[SYSTEM]);
    let mut state = serde_json::to_value(&case.proceeding).unwrap();
    assert!(state.get("party_changes").is_none(), "what did not happen takes no room");
    state.as_object_mut().unwrap().remove("party_changes");
    assert_eq!(serde_json::from_value::<Proceeding>(state).unwrap(), case.proceeding);
}
