//! Declared interests through HTTP: whoever has one in the party, or in who answers for it, takes no part from the moment
//! on which it is known, in whatever role; the refusal says whose declaration it is (行政处罚法 第四十三条).
//! How a declaration is entered by its pages is tried in the web's own tests.

use crate::support::acts::{self, SYSTEM, with};
use crate::support::case::{
    Case, HEAD, OFFICER, OTHER_OFFICER, REVIEW_HEAD, REVIEWER, SECOND_OFFICER, UNIT_HEAD,
};
use crate::support::http::Api;
use crate::support::stages;
use mingjian_app::interest::EndInterest;
use mingjian_app::proceeding::Once;
use mingjian_testkit::people::{AUDIT_ADMINISTRATOR, UNIT_HEAD as UNIT_HEAD_PERSON};
use serde_json::json;

/// Who answers for the party of every case of these tests.
const RESPONSIBLE: &str = "李明";
const CODE: &str = "conflict-of-interest";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_officer_with_an_interest_is_told_when_filing_is_asked_for_and_not_only_when_it_is_approved() {
    let api = Api::sqlite().await;
    let mut case = Case::open(&api).await;
    case.act(UNIT_HEAD, "accept-lead", acts::accept()).await;
    api.declare(SECOND_OFFICER, " 李 明").await;
    let asked = case.attempt(OFFICER, "request-filing", acts::request_filing(&case, &[SYSTEM])).await;
    asked.refused(422, CODE);
    assert!(asked.text().contains("李敏于2026年3月2日申报与“李明”有利害关系"), "{}", asked.text());
    assert!(asked.text().contains("由机关负责人决定"), "{}", asked.text());
    let others = json!({ "officers": [api.officer(OFFICER), api.officer(OTHER_OFFICER)] });
    let request = with(acts::request_filing(&case, &[SYSTEM]), others);
    case.act(OFFICER, "request-filing", request).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_interest_that_becomes_known_after_filing_stands_against_every_later_act() {
    let api = Api::sqlite().await;
    let mut case = stages::investigated(&api, &[SYSTEM]).await;
    let known = api.declare(SECOND_OFFICER, RESPONSIBLE).await;
    for (action, input) in [("record-scene", acts::scene(&case)), ("record-inquiry", acts::inquiry(&case))] {
        case.attempt(OFFICER, action, input.clone()).await.refused(422, CODE);
        case.attempt(SECOND_OFFICER, action, input).await.refused(403, CODE);
    }
    assert_eq!(case.offer(SECOND_OFFICER, "add-evidence").await["code"], CODE);
    let others = json!({ "officers": [api.officer(OFFICER), api.officer(OTHER_OFFICER)] });
    case.act(OFFICER, "record-scene", with(acts::scene(&case), others)).await;
    // Ended by the head of the unit after it was looked into: the officer may act again.
    let head = api.test.caller(UNIT_HEAD_PERSON).await;
    let on = api.test.app.now().day();
    let ended = EndInterest { id: known, on, reason: "核实为同名的另一人".to_owned() };
    api.test.app.end_interest(&head, &ended, &Once::of("end", &[b"end"])).await.unwrap();
    case.act(SECOND_OFFICER, "record-scene", acts::scene(&case)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reviews_and_who_decides_withdraw_like_officers() {
    let api = Api::sqlite().await;
    let mut case = stages::requested(&api, &[SYSTEM]).await;
    let known = api.declare(HEAD, RESPONSIBLE).await;
    let approved = case.attempt(HEAD, "approve-filing", acts::opinion_of_head()).await;
    approved.refused(403, CODE);
    assert!(approved.text().contains("同级人民政府"), "{}", approved.text());
    let administrator = api.test.caller(mingjian_testkit::people::SYSTEM_ADMINISTRATOR).await;
    let on = api.test.app.now().day();
    let ended = EndInterest { id: known, on, reason: "核实为登记有误".to_owned() };
    api.test.app.end_interest(&administrator, &ended, &Once::of("end", &[b"end"])).await.unwrap();
    case.act(HEAD, "approve-filing", acts::opinion_of_head()).await;

    let mut case = stages::proposed(&api, &[acts::fined(SYSTEM, 20_000)]).await;
    case.act(OFFICER, "submit-for-review", acts::submit()).await;
    api.declare(REVIEWER, "示例口腔诊所有限公司").await;
    let assigned = case.attempt(REVIEW_HEAD, "assign-review", acts::assign(&case)).await;
    assigned.refused(422, CODE);
    assert!(assigned.text().contains("许文于"), "{}", assigned.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_audit_trail_keeps_the_code_and_nothing_of_the_declaration() {
    let api = Api::sqlite().await;
    let case = stages::requested(&api, &[SYSTEM]).await;
    api.declare(HEAD, RESPONSIBLE).await;
    case.attempt(HEAD, "approve-filing", acts::opinion_of_head()).await.refused(403, CODE);
    let auditor = api.test.caller(AUDIT_ADMINISTRATOR).await;
    let trail = api.test.app.audit_trail(&auditor, None).await.unwrap();
    let of = |kind: &str| trail.iter().filter(|row| row.entry.kind == kind).collect::<Vec<_>>();
    assert_eq!(of("interest-declared").len(), 1);
    assert!(of("refused").iter().any(|row| row.entry.detail == CODE));
    for row in &trail {
        let text = format!("{:?}", row.entry);
        assert!(!text.contains(RESPONSIBLE) && !text.contains("表亲"), "{text}");
    }
}
