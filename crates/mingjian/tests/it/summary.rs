//! Cases of the summary procedure through the API alone, on both engines: cash to the bank, and payment at the bank;
//! refusals with code; the page of the decision released through the same gate.

use crate::support::acts;
use crate::support::case::{ARCHIVIST, OFFICER, UNIT_HEAD, day};
use crate::support::http::Api;
use crate::support::spot::{
    banking, collecting, deciding, delivered, delivering, handing_in, hearing, lodging, opened, telling,
};
use crate::support::{on_both, stages};
use chrono::Days;
use serde_json::json;

on_both!(
    cash_goes_from_the_spot_to_the_bank,
    the_party_pays_at_the_bank_within_fifteen_days,
    what_is_too_large_or_too_late_for_the_spot_is_refused,
);

async fn cash_goes_from_the_spot_to_the_bank(api: &Api) {
    let mut case = delivered(api, 100).await;
    let bare = case.attempt(OFFICER, "collect-cash", collecting(&case, 100, "")).await;
    bare.refused(422, "receipt-missing");
    case.act(OFFICER, "collect-cash", collecting(&case, 100, "示财罚1")).await;
    let clock = case.clock("hand-in-clock").await;
    assert_eq!(day(&clock["due"]), case.today() + Days::new(2));
    case.act(OFFICER, "lodge-decision", lodging(&case)).await;
    let close = json!({ "result": "罚款已缴付银行", "opinion": "同意结案" });
    case.attempt(UNIT_HEAD, "close-case", close.clone()).await.refused(422, "cash-not-banked");
    case.wait_days(1);
    case.act(OFFICER, "hand-in-cash", handing_in(&case)).await;
    case.act(UNIT_HEAD, "bank-cash", banking(&case)).await;
    stages::publish(&mut case).await;
    let closed = case.act(UNIT_HEAD, "close-case", close).await;
    assert_eq!(closed["documents"][0]["kind"], "closing-report");
    case.act(ARCHIVIST, "archive", acts::archive()).await;
    api.test.app.run_jobs().await.unwrap();
    let shown = case.shown(UNIT_HEAD).await;
    let decision =
        &shown["documents"].as_array().unwrap().iter().find(|one| one["kind"] == "summary-decision");
    assert!(decision.unwrap()["pdf_sha256"].is_string());
}

async fn the_party_pays_at_the_bank_within_fifteen_days(api: &Api) {
    let mut case = delivered(api, 500).await;
    let clock = case.clock("payment-clock").await;
    assert_eq!(day(&clock["due"]), case.today() + Days::new(15));
    case.act(OFFICER, "lodge-decision", lodging(&case)).await;
    case.attempt(UNIT_HEAD, "close-case", acts::close()).await.refused(422, "not-performed");
    case.wait_days(3);
    case.act(OFFICER, "record-performance", acts::pay(&case, 200, "JS-1")).await;
    case.attempt(UNIT_HEAD, "close-case", acts::close()).await.refused(422, "not-performed");
    case.act(OFFICER, "record-performance", acts::pay(&case, 300, "JS-2")).await;
    case.act(UNIT_HEAD, "close-case", acts::close()).await;
    assert_eq!(case.act(ARCHIVIST, "archive", acts::archive()).await["state"], "archived");
}

async fn what_is_too_large_or_too_late_for_the_spot_is_refused(api: &Api) {
    let mut case = opened(api, json!({})).await;
    case.attempt(OFFICER, "decide-on-spot", deciding(&case, 100)).await.refused(422, "not-told");
    case.attempt(OFFICER, "tell-on-spot", telling(&case, 2_001)).await.refused(422, "fine-above-range");
    case.act(OFFICER, "tell-on-spot", telling(&case, 500)).await;
    case.attempt(OFFICER, "decide-on-spot", deciding(&case, 500)).await.refused(422, "plea-not-heard");
    case.act(OFFICER, "hear-on-spot", hearing(&case)).await;
    case.attempt(OFFICER, "decide-on-spot", deciding(&case, 600)).await.refused(422, "heavier-than-told");
    case.act(OFFICER, "decide-on-spot", deciding(&case, 500)).await;
    case.wait_days(1);
    let late = case.attempt(OFFICER, "deliver-on-spot", delivering(&case)).await;
    late.refused(422, "not-on-the-visit");
    case.act(OFFICER, "void-on-spot", json!({ "reason": "没有当场交付，原件收回" })).await;
    let turned = case.act(OFFICER, "turn-over", json!({ "reason": "需要进一步调查" })).await;
    assert_eq!(turned["state"], "turned-over");
    let listed = api.get(OFFICER, "/api/v1/proceedings").send().await.expect(200);
    let items = listed["items"].as_array().unwrap();
    assert!(items.iter().any(|one| one["state"] == "registered"), "the ordinary case is open: {listed}");
}
