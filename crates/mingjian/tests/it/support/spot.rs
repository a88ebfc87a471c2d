//! Penalties on the spot that are moved by calls: what is stated in each of their acts, and how far a lawful one has come.
//! What is refused is tried elsewhere.

use super::acts::{self, with};
use super::case::{Case, OFFICER, SECOND_OFFICER, at};
use super::http::Api;
use serde_json::{Value, json};

/// A cause with a small fine: the one that is punished on the spot most often.
pub(crate) const UTENSILS: &str = "public-place-utensils";

/// A citizen, whose number has a valid check digit and a region that does not exist.
pub(crate) fn citizen() -> Value {
    json!({
        "kind": "citizen", "name": "甄路人", "resident_id": "990000198001010012", "address": "示例市示例路9号",
    })
}

pub(crate) fn lead() -> Value {
    json!({
        "found_on": "2026-03-02", "summary": "客用拖鞋重复使用未消毒。", "place": "示例市示例路2号",
        "party": acts::party(),
    })
}

/// A violation found on Monday 2026-03-02 at nine, with other values for some fields.
pub(crate) async fn opened(api: &Api, changes: Value) -> Case<'_> {
    let lead = with(lead(), changes);
    Case::open_in(api, OFFICER, Some("penalty-summary"), lead, at("2026-03-02 09:00")).await
}

/// A warning, and a fine of so many yuan.
pub(crate) fn penalty(fine: i64) -> Value {
    json!({ "kinds": ["warning", "fine"], "fine": fine * 100, "tier": "一般", "reasons": "当场改正" })
}

pub(crate) fn telling(case: &Case<'_>, fine: i64) -> Value {
    json!({
        "officers": case.officers(), "cards_shown": true, "cause": UTENSILS, "duties": ["cleaning"],
        "acted_on": case.today(), "facts": "客用拖鞋四十双未消毒", "proof": "现场照片", "gains": 0,
        "penalty": penalty(fine), "rights_told": true, "told_at": case.moment(),
    })
}

pub(crate) fn hearing(case: &Case<'_>) -> Value {
    json!({
        "heard_at": case.moment(), "pleaded": true, "content": "人手不够", "brings_facts": false, "adopted": false,
        "answer": "不予采纳", "facts_clear": true,
    })
}

pub(crate) fn deciding(case: &Case<'_>, fine: i64) -> Value {
    json!({ "decided_at": case.moment(), "place": "示例市示例路2号", "penalty": penalty(fine) })
}

pub(crate) fn delivering(case: &Case<'_>) -> Value {
    json!({
        "delivered_at": case.moment(), "relation": "法定代表人",
        "signature": { "signed_by": "李明", "scan": case.scan },
    })
}

/// The whole fine in cash, for no other reason than that it is small.
pub(crate) fn collecting(case: &Case<'_>, fine: i64, receipt: &str) -> Value {
    json!({
        "collected_at": case.moment(), "amount": fine * 100, "ground": "small", "circumstances": "",
        "asked_by_party": false, "special_receipt": true, "receipt_number": receipt,
    })
}

pub(crate) fn lodging(case: &Case<'_>) -> Value {
    json!({ "lodged_on": case.today(), "receiver": "内勤" })
}

pub(crate) fn handing_in(case: &Case<'_>) -> Value {
    json!({ "handed_on": case.today(), "receiver": "出纳" })
}

pub(crate) fn banking(case: &Case<'_>) -> Value {
    json!({ "banked_on": case.today(), "voucher_number": "B1" })
}

/// Told and heard.
pub(crate) async fn heard(api: &Api, fine: i64) -> Case<'_> {
    let mut case = opened(api, json!({})).await;
    case.act(OFFICER, "tell-on-spot", telling(&case, fine)).await;
    case.act(SECOND_OFFICER, "hear-on-spot", hearing(&case)).await;
    case
}

/// Told, heard, decided and handed over.
pub(crate) async fn delivered(api: &Api, fine: i64) -> Case<'_> {
    let mut case = heard(api, fine).await;
    let decided = case.act(OFFICER, "decide-on-spot", deciding(&case, fine)).await;
    let number = decided["documents"][0]["number"].as_str().unwrap();
    assert!(number.starts_with("示卫公当罚〔2026〕"), "{number}");
    case.act(OFFICER, "deliver-on-spot", delivering(&case)).await;
    case
}
