//! Inspections that are moved by calls: what is stated in each of their acts, and how far a lawful one has come.
//! What is refused is tried elsewhere.

use super::acts::{self, WASTE, with};
use super::case::{Case, HEAD, OFFICER, SECOND_OFFICER, at};
use super::http::Api;
use serde_json::{Value, json};

/// The item of the published list that tests inspect.
pub(crate) const ITEM: &str = "medical-waste";
/// The line of its checklist that is found wanting.
pub(crate) const FAILING: &str = "register";

/// The task, dated the 2nd of March, for the 4th.
pub(crate) fn task(api: &Api) -> Value {
    json!({
        "item": ITEM, "reason": "plan", "plan": "2026年度行政检查计划（示卫〔2026〕1号）",
        "summary": "现场检查医疗废物的登记、收集和暂时贮存。", "raised_on": "2026-03-02", "planned_on": "2026-03-04",
        "place": "示例市示例路2号", "announced": true,
        "officers": [api.officer(OFFICER), api.officer(SECOND_OFFICER)], "party": acts::party(),
    })
}

/// A task registered on Monday 2026-03-02 at nine, with other values for some of its fields.
pub(crate) async fn opened(api: &Api, changes: Value) -> Case<'_> {
    Case::open_in(api, OFFICER, Some("inspection"), with(task(api), changes), at("2026-03-02 09:00")).await
}

pub(crate) fn notify(case: &Case<'_>) -> Value {
    json!({
        "notified_at": case.moment(), "way": "当面送达", "recipient": "李明", "prepare": "医疗废物登记资料",
    })
}

/// Every line of the item, with these found wanting.
pub(crate) fn checks(api: &Api, failing: &[&str]) -> Value {
    let pack = api.test.app.pack();
    let item = pack.item(ITEM).expect("an item of the list");
    let answer = |id: &str| {
        if failing.contains(&id) {
            json!({ "line": id, "result": "fails", "note": "3月1日、2日的医疗废物没有登记。" })
        } else {
            json!({ "line": id, "result": "conforms" })
        }
    };
    item.lines.iter().map(|line| answer(&line.id)).collect()
}

pub(crate) fn inspect(case: &Case<'_>, failing: &[&str]) -> Value {
    json!({
        "officers": case.officers(), "place": "示例市示例路2号", "began_at": case.moment(),
        "ended_at": case.moment(), "cards_shown": true, "rights_told": true, "uniform": true, "insignia": true,
        "present": "李明", "checks": checks(case.api, failing),
        "findings": "医疗废物暂存间登记本缺3月1日、2日两天的记录。", "party_view": "无异议",
        "signature": acts::signed(case),
    })
}

pub(crate) fn conclude(result: &str) -> Value {
    let found = (result != "clean").then_some("完善医疗废物登记，专人管理。");
    with(json!({ "result": result }), json!({ "opinions": found }))
}

pub(crate) fn feed_back(case: &Case<'_>) -> Value {
    json!({ "told_at": case.moment(), "recipient": "李明", "signature": acts::signed(case) })
}

pub(crate) fn extend(case: &Case<'_>, due_on: &str) -> Value {
    json!({
        "cause": WASTE, "requested_on": case.today(), "reason": "登记系统正在更换", "due_on": due_on,
    })
}

pub(crate) fn open_case() -> Value {
    json!({ "summary": "2026年3月4日检查发现医疗废物未登记，责令改正后逾期未改正。" })
}

pub(crate) fn close() -> Value {
    json!({ "opinion": "同意办结" })
}

/// An inspection that the head approved and of which the unit was told.
pub(crate) async fn announced(api: &Api) -> Case<'_> {
    let mut case = opened(api, json!({})).await;
    case.act(HEAD, "approve-inspection", acts::opinion_of_head()).await;
    case.act(OFFICER, "notify-inspection", notify(&case)).await;
    case
}

/// An inspection on whose visit these lines were found wanting.
pub(crate) async fn inspected<'api>(api: &'api Api, failing: &[&str]) -> Case<'api> {
    let mut case = announced(api).await;
    case.wait_days(2);
    let visit = inspect(&case, failing);
    case.act(OFFICER, "inspect", visit).await;
    case
}

/// An inspection with an order to correct by the 16th of March, its result told to the unit.
pub(crate) async fn ordered(api: &Api) -> Case<'_> {
    let mut case = inspected(api, &[FAILING]).await;
    let order = acts::order_correction(&case, "2026-03-16");
    case.act(SECOND_OFFICER, "order-correction", order).await;
    case.act(OFFICER, "conclude-inspection", conclude("ordered")).await;
    case.act(OFFICER, "feed-back", feed_back(&case)).await;
    case
}

/// An inspection whose order the re-check of the 17th found undone.
pub(crate) async fn overdue(api: &Api) -> Case<'_> {
    let mut case = ordered(api).await;
    case.wait_out("correction-clock").await;
    let found = acts::recheck(&case, "overdue");
    case.act(OFFICER, "recheck-correction", found).await;
    case
}
