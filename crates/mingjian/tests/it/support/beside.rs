//! What is stated in the procedures that run beside a case, as JSON, and how a case comes to each of their stages.
//! It tries nothing that is refused.

use super::acts::{self, SYSTEM};
use super::case::{Case, HEAD, OFFICER};
use super::http::Api;
use super::stages;
use chrono::Days;
use serde_json::{Value, json};

// ---------------------------------------------------------------- registration of evidence

pub(crate) fn hold(case: &Case<'_>, names: &[&str]) -> Value {
    let item =
        |name: &&str| json!({ "name": name, "specification": "批号A1", "quantity": 2, "condition": "完好" });
    let items: Vec<Value> = names.iter().map(item).collect();
    json!({
        "officers": case.officers(), "reason": "可能被转移", "items": items, "place": "库房", "keeper": "李明",
    })
}

pub(crate) fn dispose(names: &[&str]) -> Value {
    let items: Vec<Value> =
        names.iter().map(|name| json!({ "name": name, "disposal": "returned" })).collect();
    json!({ "items": items, "reason": "已复制" })
}

pub(crate) fn lift() -> Value {
    json!({ "recipient": "李明", "note": "完好返还" })
}

/// Account books that are registered.
pub(crate) async fn held(api: &Api) -> Case<'_> {
    let mut case = stages::investigated(api, &[SYSTEM]).await;
    let request = hold(&case, &["账册"]);
    case.act(OFFICER, "request-registration", request).await;
    case.act(HEAD, "approve-registration", acts::opinion_of_head()).await;
    let service = acts::service(&case);
    case.act(OFFICER, "serve-registration", service).await;
    case
}

// ---------------------------------------------------------------- the police

pub(crate) fn report(case: &Case<'_>) -> Value {
    json!({
        "officers": case.officers(), "offence": "非法行医罪", "facts": "再次非法行医", "grounds": "情节严重",
    })
}

pub(crate) fn approve_transfer() -> Value {
    json!({ "opinion": "同意移送", "police": "示例市公安局", "materials": ["调查报告", "物品清单"] })
}

pub(crate) fn send(case: &Case<'_>) -> Value {
    json!({ "sent_at": case.moment(), "receiver": "周警官", "receipt": case.scan })
}

pub(crate) fn returned(case: &Case<'_>, ground: &str) -> Value {
    json!({
        "told_on": case.today(), "ground": ground, "number": "示公不立字〔2026〕1号", "next": "继续办理",
        "scan": case.scan,
    })
}

// ---------------------------------------------------------------- samples

/// Samples of a product of this maker, or of none.
pub(crate) fn sampling(case: &Case<'_>, maker: Option<&str>) -> Value {
    json!({
        "officers": case.officers(), "taken_at": case.moment(), "place": "消毒供应室", "product": maker.is_some(),
        "maker": maker, "samples": [{
            "name": "皮肤消毒液", "batch": "20260201", "specification": "500毫升", "quantity": "3瓶",
            "seal_number": "FY001",
        }],
        "method": "随机抽取未开封产品", "storage": "常温避光", "present": "李明", "signature": acts::signed(case),
    })
}

pub(crate) fn notify_maker() -> Value {
    json!({ "address": "示例市工业路9号", "through": "挂号信" })
}

pub(crate) fn entrust(case: &Case<'_>) -> Value {
    json!({
        "laboratory": {
            "name": "示例市疾病预防控制中心", "certificate": "990000000001", "valid_to": "2030-12-31",
            "scope": ["有效氯含量", "微生物指标"],
        },
        "items": ["有效氯含量"], "question": "是否符合标示含量", "due_on": case.today() + Days::new(20),
    })
}

pub(crate) fn result(case: &Case<'_>) -> Value {
    json!({
        "received_on": case.today(), "reported_on": case.today(), "number": "JY2026-001",
        "items": ["有效氯含量"], "conclusion": "不符合标示含量", "proves": "消毒产品不合格", "scan": case.scan,
        "pages": 4,
    })
}

pub(crate) fn issue_result() -> Value {
    json!({ "retest_at": "书面送交承办机构" })
}

pub(crate) fn ask_retest(case: &Case<'_>) -> Value {
    json!({
        "requested_on": case.today(), "applicant": "李明", "reason": "对检验方法有异议", "scan": case.scan,
    })
}

/// A sample that the laboratory has.
pub(crate) async fn testing(api: &Api) -> Case<'_> {
    let mut case = stages::investigated(api, &[SYSTEM]).await;
    let taken = sampling(&case, None);
    case.act(OFFICER, "take-sample", taken).await;
    let entrusted = entrust(&case);
    case.act(OFFICER, "entrust-testing", entrusted).await;
    case
}

/// A sample whose result the party knows.
pub(crate) async fn told(api: &Api) -> Case<'_> {
    let mut case = testing(api).await;
    let found = result(&case);
    case.act(OFFICER, "receive-result", found).await;
    case.act(OFFICER, "issue-result", issue_result()).await;
    let service = acts::service(&case);
    case.act(OFFICER, "serve-result", service).await;
    case
}
