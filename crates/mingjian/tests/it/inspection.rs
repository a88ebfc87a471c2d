//! Inspections through the API alone, on both engines: from the task to the filed record, the case that is opened from one
//! with everything that it found, papers, an urgent visit, the cap of the year, and who may know and do what.
//! What the law refuses is tried order by order in `forbidden`.

use crate::support::acts::{self, WASTE, with};
use crate::support::case::{
    ARCHIVIST, CLERK, Case, HEAD, OFFICER, OTHER_OFFICER, OUTSIDER, SECOND_OFFICER, SUPERVISOR, UNIT_HEAD,
    day,
};
use crate::support::http::{Api, kinds};
use crate::support::inspections::{self, FAILING};
use crate::support::{on_both, stages};
use axum::http::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;

on_both!(
    an_inspection_goes_from_the_task_to_the_filed_record_by_a_longer_term_and_a_case,
    a_case_from_an_inspection_is_decided_on_what_was_found_and_re_checked_there,
    an_urgent_visit_is_approved_afterwards_and_nothing_found_is_fed_back_and_closed,
    the_third_planned_inspection_of_a_year_is_refused_and_a_complaint_is_not_counted,
    another_bodys_inspection_is_a_bare_404,
);

async fn an_inspection_goes_from_the_task_to_the_filed_record_by_a_longer_term_and_a_case(api: &Api) {
    let mut case = inspections::opened(api, json!({})).await;
    let shown = case.shown(OFFICER).await;
    assert_eq!((shown["procedure"].as_str(), shown["state"].as_str()), (Some("inspection"), Some("planned")));
    let approved = case.act(HEAD, "approve-inspection", acts::opinion_of_head()).await;
    assert_eq!(kinds(&approved), ["inspection-approval"]);
    let told = case.act(OFFICER, "notify-inspection", inspections::notify(&case)).await;
    assert_eq!(kinds(&told), ["inspection-notice"]);
    assert!(told["documents"][0]["number"].as_str().unwrap().ends_with('号'), "{told}");
    case.wait_days(2);
    let visited = case.act(OFFICER, "inspect", inspections::inspect(&case, &[FAILING])).await;
    assert_eq!(kinds(&visited), ["scene-record", "inspection-checklist"]);
    case.act(SECOND_OFFICER, "add-evidence", acts::evidence(&case)).await;
    let order = acts::order_correction(&case, "2026-03-16");
    assert_eq!(kinds(&case.act(SECOND_OFFICER, "order-correction", order).await), ["correction-order"]);
    let result = case.act(OFFICER, "conclude-inspection", inspections::conclude("ordered")).await;
    assert_eq!((result["state"].as_str(), kinds(&result)), (Some("resulted"), vec!["supervision-opinion"]));
    let told = case.act(OFFICER, "feed-back", inspections::feed_back(&case)).await;
    assert_eq!(kinds(&told), ["inspection-feedback"]);
    case.wait_days(5);
    let longer = case.act(UNIT_HEAD, "extend-correction", inspections::extend(&case, "2026-03-20")).await;
    assert_eq!(kinds(&longer), ["correction-extension"]);
    let clock = case.clock("correction-clock").await;
    assert_eq!((clock["start"].as_str(), clock["due"].as_str()), (Some("2026-03-04"), Some("2026-03-20")));
    let early = case.attempt(OFFICER, "recheck-correction", acts::recheck(&case, "overdue")).await;
    early.refused(422, "correction-not-due");
    case.wait_out("correction-clock").await;
    assert_eq!(case.clock("correction-clock").await["standing"], "over");
    case.act(OFFICER, "recheck-correction", acts::recheck(&case, "overdue")).await;
    let close = || inspections::close();
    case.attempt(UNIT_HEAD, "close-inspection", close()).await.refused(422, "case-not-opened");
    case.act(UNIT_HEAD, "open-case", inspections::open_case()).await;
    assert_eq!(case.act(UNIT_HEAD, "close-inspection", close()).await["state"], "completed");
    assert_eq!(case.act(ARCHIVIST, "archive", acts::archive()).await["state"], "archived");
    every_paper_is_made(&case, 7).await;
}

/// Every document of the inspection becomes a file that its people can read and nobody else.
async fn every_paper_is_made(case: &Case<'_>, at_least: usize) {
    case.api.test.app.run_jobs().await.unwrap();
    let shown = case.shown(HEAD).await;
    let documents = shown["documents"].as_array().unwrap();
    assert!(documents.len() >= at_least, "{documents:?}");
    for document in documents {
        let path = format!("{}/documents/{}", case.path(), document["id"].as_str().unwrap());
        let file = case.api.get(OFFICER, &path).send().await;
        assert_eq!((file.status, file.header("content-type")), (200, Some("application/pdf")), "{document}");
        assert!(file.body.starts_with(b"%PDF-"));
        case.api.get(OUTSIDER, &path).send().await.bare_404();
    }
}

/// The case that an inspection opened: the one that is registered.
async fn case_of<'api>(inspection: &Case<'api>) -> Case<'api> {
    let api = inspection.api;
    let listed = api.get(OFFICER, "/api/v1/proceedings?state=registered").send().await.expect(200);
    let items = listed["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "one case was opened: {listed}");
    let id = items[0]["id"].as_str().unwrap().to_owned();
    let scan = String::new();
    let mut case = Case { api, id, version: 1, now: inspection.now, scan, evidence: Vec::new() };
    case.scan = case.upload(OFFICER, b"%PDF-1.4\n% signed in the case\n%%EOF\n").await;
    let shown = case.shown(OFFICER).await;
    let evidence = shown["evidence"].as_array().unwrap();
    case.evidence = evidence.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect();
    case
}

async fn a_case_from_an_inspection_is_decided_on_what_was_found_and_re_checked_there(api: &Api) {
    let mut inspection = inspections::overdue(api).await;
    let opened = inspection.act(OFFICER, "open-case", inspections::open_case()).await;
    assert_eq!(opened["state"], "resulted", "the inspection stays where it was");
    let again = inspection.attempt(OFFICER, "open-case", inspections::open_case()).await;
    again.refused(422, "case-already-opened");
    let mut case = case_of(&inspection).await;
    let shown = case.shown(OFFICER).await;
    assert_eq!(shown["party"], "示例口腔诊所有限公司");
    assert_eq!(case.evidence.len(), 1, "the record of the visit came along: {}", shown["evidence"]);
    case.act(UNIT_HEAD, "accept-lead", acts::accept()).await;
    case.act(OFFICER, "request-filing", acts::request_filing(&case, &[WASTE])).await;
    case.act(HEAD, "approve-filing", acts::opinion_of_head()).await;
    case.wait_days(1);
    // No record is made again and no order given again: the visit proves the facts, its re-check that they stayed.
    let found = with(acts::violation(&case, WASTE), json!({ "acted_on": "2026-03-04" }));
    case.act(SECOND_OFFICER, "conclude-investigation", acts::conclude(&[found])).await;
    stages::propose(&mut case, &[acts::fined(WASTE, 2_000)]).await;
    stages::notify(&mut case).await;
    case.wait_out("plea-clock").await;
    stages::review(&mut case).await;
    let decided = case.act(HEAD, "decide-penalty", acts::opinion_of_head()).await;
    assert!(kinds(&decided).contains(&"penalty-decision"), "{decided}");
}

async fn an_urgent_visit_is_approved_afterwards_and_nothing_found_is_fed_back_and_closed(api: &Api) {
    let mut case = inspections::opened(api, json!({})).await;
    let visit = inspections::inspect(&case, &[]);
    case.attempt(OFFICER, "inspect", visit.clone()).await.refused(422, "inspection-not-approved");
    let urgent = with(visit, json!({ "urgency": "接到医疗废物正在被转卖的举报" }));
    case.act(OFFICER, "inspect", urgent).await;
    let owed = case.clock("approval-clock").await;
    assert!(day(&owed["due"]) > case.today(), "{owed}");
    let result = case.act(OFFICER, "conclude-inspection", inspections::conclude("clean")).await;
    assert_eq!(kinds(&result), Vec::<&str>::new(), "nothing was found, so nothing is advised");
    let nothing = case.attempt(OFFICER, "open-case", inspections::open_case()).await;
    nothing.refused(422, "nothing-found");
    case.act(OFFICER, "feed-back", inspections::feed_back(&case)).await;
    let close = inspections::close();
    case.attempt(UNIT_HEAD, "close-inspection", close.clone()).await.refused(422, "approval-not-completed");
    case.attempt(OFFICER, "complete-approval", acts::opinion_of_head()).await.refused(403, "role-missing");
    let approved = case.act(HEAD, "complete-approval", acts::opinion_of_head()).await;
    assert_eq!(kinds(&approved), ["inspection-approval"]);
    assert_eq!(case.clock("approval-clock").await["standing"], "ended");
    assert_eq!(case.act(UNIT_HEAD, "close-inspection", close).await["state"], "completed");
}

async fn the_third_planned_inspection_of_a_year_is_refused_and_a_complaint_is_not_counted(api: &Api) {
    let approve = acts::opinion_of_head;
    for _ in 0..2 {
        let mut counted = inspections::opened(api, json!({})).await;
        counted.act(HEAD, "approve-inspection", approve()).await;
    }
    let mut complaint = inspections::opened(api, json!({ "reason": "complaint" })).await;
    complaint.act(HEAD, "approve-inspection", approve()).await;
    let mut third = inspections::opened(api, json!({ "reason": "random" })).await;
    let refusal =
        third.attempt(HEAD, "approve-inspection", approve()).await.refused(422, "frequency-cap-reached");
    assert_eq!(refusal["basis"][0]["law"], "优化营商环境条例");
    let cancelled = third.act(UNIT_HEAD, "cancel-inspection", acts::reason()).await;
    assert_eq!(cancelled["state"], "cancelled");
    // Another unit has a count of its own.
    let other = with(acts::party(), json!({ "name": "示例宾馆有限公司", "credit_code": OTHER_CODE }));
    let mut elsewhere = inspections::opened(api, json!({ "party": other })).await;
    elsewhere.act(HEAD, "approve-inspection", approve()).await;
}

/// Another unit's code, of a region that does not exist.
const OTHER_CODE: &str = "91990000MA00007G2N";

async fn another_bodys_inspection_is_a_bare_404(api: &Api) {
    let case = inspections::ordered(api).await;
    let shown = case.shown(HEAD).await;
    let actions: BTreeSet<&str> =
        shown["actions"].as_array().unwrap().iter().map(|action| action["id"].as_str().unwrap()).collect();
    assert!(actions.contains("open-case") && actions.contains("inspect"), "{actions:?}");
    let document = shown["documents"][0]["id"].as_str().unwrap();
    for rest in ["", &format!("/files/{}", case.scan), &format!("/documents/{document}")] {
        let path = format!("{}{rest}", case.path());
        api.get(OUTSIDER, &path).send().await.bare_404();
        api.call(Method::GET, &path).send().await.refused(401, "not-logged-in");
    }
    for action in actions {
        case.attempt(OUTSIDER, action, json!({})).await.bare_404();
    }
    let bytes = b"%PDF-".to_vec();
    let files = format!("{}/files", case.path());
    api.post(OUTSIDER, &files, &Value::Null).bytes(bytes.clone()).send().await.bare_404();
    let listed = api.get(OUTSIDER, "/api/v1/proceedings").send().await.expect(200);
    assert_eq!(listed["total"], 0);
    // Of the same body, but not of the inspection: it is read with a reason, and nothing is done.
    api.get(OTHER_OFFICER, &case.path()).send().await.refused(403, "purpose-needed");
    api.get(SUPERVISOR, &case.path()).header("purpose", "抽查检查质量").send().await.expect(200);
    case.attempt(OTHER_OFFICER, "open-case", inspections::open_case()).await.refused(403, "not-handler");
    case.attempt(CLERK, "close-inspection", inspections::close()).await.refused(403, "role-missing");
    api.post(OTHER_OFFICER, &files, &Value::Null).bytes(bytes).send().await.refused(403, "not-in-case");
}
