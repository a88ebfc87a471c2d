//! Cases of the summary procedure through the API alone, on both engines: cash to the bank, and payment at the bank;
//! refusals with code; the page of the decision released through the same gate.

use crate::support::acts;
use crate::support::case::{ARCHIVIST, Case, OFFICER, SECOND_OFFICER, UNIT_HEAD, at, day};
use crate::support::http::Api;
use crate::support::stages;
use chrono::Days;
use mingjian_testkit::Engine;
use serde_json::{Value, json};

const UTENSILS: &str = "public-place-utensils";

async fn opened(api: &Api) -> Case<'_> {
    let lead = json!({
        "found_on": "2026-03-02", "summary": "客用拖鞋重复使用未消毒。", "place": "示例市示例路2号",
        "party": acts::party(),
    });
    Case::open_in(api, OFFICER, Some("penalty-summary"), lead, at("2026-03-02 09:00")).await
}

fn penalty(fine: i64) -> Value {
    json!({ "kinds": ["warning", "fine"], "fine": fine * 100, "tier": "一般", "reasons": "当场改正" })
}

fn telling(case: &Case<'_>, fine: i64) -> Value {
    json!({
        "officers": case.officers(), "cards_shown": true, "cause": UTENSILS, "duties": ["cleaning"],
        "acted_on": case.today(), "facts": "客用拖鞋四十双未消毒", "proof": "现场照片", "gains": 0,
        "penalty": penalty(fine), "rights_told": true, "told_at": case.moment(),
    })
}

fn hearing(case: &Case<'_>) -> Value {
    json!({
        "heard_at": case.moment(), "pleaded": true, "content": "人手不够", "brings_facts": false, "adopted": false,
        "answer": "不予采纳", "facts_clear": true,
    })
}

fn deciding(case: &Case<'_>, fine: i64) -> Value {
    json!({ "decided_at": case.moment(), "place": "示例市示例路2号", "penalty": penalty(fine) })
}

fn delivering(case: &Case<'_>) -> Value {
    json!({
        "delivered_at": case.moment(), "relation": "法定代表人",
        "signature": { "signed_by": "李明", "scan": case.scan },
    })
}

fn collecting(case: &Case<'_>, fine: i64, receipt: &str) -> Value {
    json!({
        "collected_at": case.moment(), "amount": fine * 100, "ground": "small", "circumstances": "",
        "asked_by_party": false, "special_receipt": true, "receipt_number": receipt,
    })
}

/// Told, heard, decided and handed over.
async fn delivered(api: &Api, fine: i64) -> Case<'_> {
    let mut case = opened(api).await;
    case.act(OFFICER, "tell-on-spot", telling(&case, fine)).await;
    case.act(SECOND_OFFICER, "hear-on-spot", hearing(&case)).await;
    let decided = case.act(OFFICER, "decide-on-spot", deciding(&case, fine)).await;
    let number = decided["documents"][0]["number"].as_str().unwrap();
    assert!(number.starts_with("示卫公当罚〔2026〕"), "{number}");
    case.act(OFFICER, "deliver-on-spot", delivering(&case)).await;
    case
}

async fn cash_goes_from_the_spot_to_the_bank(api: &Api) {
    let mut case = delivered(api, 100).await;
    let bare = case.attempt(OFFICER, "collect-cash", collecting(&case, 100, "")).await;
    bare.refused(422, "receipt-missing");
    case.act(OFFICER, "collect-cash", collecting(&case, 100, "示财罚1")).await;
    let clock = case.clock("hand-in-clock").await;
    assert_eq!(day(&clock["due"]), case.today() + Days::new(2));
    let lodged = json!({ "lodged_on": case.today(), "receiver": "内勤" });
    case.act(OFFICER, "lodge-decision", lodged).await;
    let close = json!({ "result": "罚款已缴付银行", "opinion": "同意结案" });
    case.attempt(UNIT_HEAD, "close-case", close.clone()).await.refused(422, "cash-not-banked");
    case.wait_days(1);
    let handed = json!({ "handed_on": case.today(), "receiver": "出纳" });
    case.act(OFFICER, "hand-in-cash", handed).await;
    let banked = json!({ "banked_on": case.today(), "voucher_number": "B1" });
    case.act(UNIT_HEAD, "bank-cash", banked).await;
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

async fn what_is_too_large_or_too_late_for_the_spot_is_refused(api: &Api) {
    let mut case = opened(api).await;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cash_on_the_spot_on_sqlite() {
    cash_goes_from_the_spot_to_the_bank(&Api::on(Engine::Sqlite).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cash_on_the_spot_on_postgresql() {
    cash_goes_from_the_spot_to_the_bank(&Api::on(Engine::Postgres).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forbidden_orders_on_the_spot_are_refused_on_sqlite() {
    what_is_too_large_or_too_late_for_the_spot_is_refused(&Api::on(Engine::Sqlite).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forbidden_orders_on_the_spot_are_refused_on_postgresql() {
    what_is_too_large_or_too_late_for_the_spot_is_refused(&Api::on(Engine::Postgres).await).await;
}
