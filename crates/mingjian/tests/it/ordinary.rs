//! Whole cases through the API alone, on both engines: the hearing right waived, and a hearing held.
//! What each act states is in `support::acts`; what is refused on the way is tried elsewhere.

use crate::support::acts::{self, BEYOND, NURSES, SYSTEM};
use crate::support::case::{
    ARCHIVIST, CLERK, Case, HEAD, HOST, OFFICER, REVIEW_HEAD, REVIEWER, SECOND_OFFICER, UNIT_HEAD, day,
};
use crate::support::http::{Api, kinds};
use crate::support::{on_both, stages};
use chrono::Days;
use serde_json::{Value, json};

on_both!(
    a_case_whose_rights_are_waived_goes_from_lead_to_closed_file,
    a_case_with_a_hearing_and_a_plea_is_decided_lighter_without_a_new_notice,
    a_second_inspection_adds_violations_that_are_told_reviewed_and_decided_anew,
);

async fn a_case_whose_rights_are_waived_goes_from_lead_to_closed_file(api: &Api) {
    let mut case = stages::investigated(api, &[BEYOND]).await;
    let violations = [acts::violation(&case, BEYOND)];
    let concluded = case.act(SECOND_OFFICER, "conclude-investigation", acts::conclude(&violations)).await;
    assert_eq!(concluded["state"], "concluded");
    stages::propose(&mut case, &[acts::fined(BEYOND, 60_000)]).await;
    let issued = case.act(HEAD, "issue-notice", acts::issue()).await;
    assert_eq!(kinds(&issued), ["prior-notice", "hearing-right-notice"]);
    case.wait_days(1);
    let served = case.act(OFFICER, "serve-notice", acts::service(&case)).await;
    assert_eq!(served["state"], "noticed");
    let waived = case.act(OFFICER, "waive-plea", acts::waiver(&case)).await;
    assert_eq!(kinds(&waived), ["waiver-statement"]);
    case.act(OFFICER, "waive-hearing", acts::waiver(&case)).await;
    stages::review(&mut case).await;
    case.act(HEAD, "discuss", acts::discuss(&case)).await;
    let decided = case.act(HEAD, "decide-penalty", acts::opinion_of_head()).await;
    assert_eq!(kinds(&decided), ["approval-sheet", "penalty-decision"]);
    let number = decided["documents"][1]["number"].as_str().unwrap();
    assert!(number.starts_with("示卫医罚〔2026〕") && number.ends_with("号"), "{number}");
    case.wait_days(1);
    case.act(OFFICER, "serve-decision", acts::service(&case)).await;
    let payment = case.clock("payment-clock").await;
    assert_eq!(day(&payment["due"]), case.today() + Days::new(15));
    stages::publish(&mut case).await;
    let part = case.act(OFFICER, "record-performance", acts::pay(&case, 20_000, "JS-1")).await;
    assert_eq!(part["state"], "served");
    case.act(OFFICER, "record-performance", acts::pay(&case, 40_000, "JS-2")).await;
    let closed = case.act(HEAD, "close-case", acts::close()).await;
    assert_eq!((closed["state"].as_str(), kinds(&closed)), (Some("closed"), vec!["closing-report"]));
    let archived = case.act(ARCHIVIST, "archive", acts::archive()).await;
    assert_eq!(archived["state"], "archived");
    nothing_is_left_to_do(&case).await;
}

/// A closed file offers nothing more, shows all of its journal, and its clocks have ended.
async fn nothing_is_left_to_do(case: &Case<'_>) {
    let shown = case.shown(HEAD).await;
    assert_eq!(shown["version"], case.version);
    assert_eq!(json!(shown["journal"].as_array().unwrap().len()), case.version);
    let open = |clock: &&Value| clock["standing"] != "ended" && clock["id"] != "withdrawal-clock";
    let open: Vec<&Value> = shown["clocks"].as_array().unwrap().iter().filter(open).collect();
    let over_by_time = |clock: &&Value| clock["standing"] == "over";
    assert!(open.iter().all(over_by_time), "{open:?}");
    for action in shown["actions"].as_array().unwrap() {
        let on_the_page = ["record-annulment", "withdraw"].contains(&action["id"].as_str().unwrap());
        assert!(on_the_page || action["allowed"] == false, "{}", action["id"]);
    }
    let jobs = case.api.test.app.run_jobs().await.unwrap();
    assert!(jobs > 0, "documents wait to be made");
    let rendered = case.shown(HEAD).await;
    for document in rendered["documents"].as_array().unwrap() {
        let path = format!("{}/documents/{}", case.path(), document["id"].as_str().unwrap());
        let file = case.api.get(HEAD, &path).send().await;
        assert_eq!((file.status, file.header("content-type")), (200, Some("application/pdf")), "{document}");
        assert!(file.body.starts_with(b"%PDF-"));
        assert!(document["pdf_sha256"].is_string(), "{document}");
    }
}

async fn a_case_with_a_hearing_and_a_plea_is_decided_lighter_without_a_new_notice(api: &Api) {
    let mut case = stages::noticed(api, &[acts::fined(BEYOND, 60_000)]).await;
    case.act(OFFICER, "request-hearing", acts::request_hearing(&case)).await;
    let due = api.get(OFFICER, &format!("/api/v1/law/due?rule=hearing.notice&start={}", case.today()));
    let first_day = day(&due.send().await.expect(200)["due"]) + Days::new(1);
    let notice = acts::notify_hearing(&case, &first_day.to_string());
    let notified = case.act(OFFICER, "notify-hearing", notice).await;
    assert_eq!(kinds(&notified), ["hearing-notice", "service-receipt"]);
    case.wait_until(&format!("{first_day} 11:00"));
    let held = case.act(HOST, "hold-hearing", acts::hold_hearing(&case)).await;
    assert_eq!(kinds(&held), ["hearing-record"]);
    let reported = case.act(HOST, "report-hearing", acts::report_hearing()).await;
    assert_eq!(kinds(&reported), ["hearing-report"]);
    let brought = acts::with(acts::evidence(&case), json!({ "from_plea": true, "name": "整改报告" }));
    case.act(OFFICER, "add-evidence", brought).await;
    let brought = case.evidence.last().cloned().unwrap();
    let plea = acts::with(acts::plea(&case), json!({ "brings_facts": true, "evidence": [brought] }));
    case.act(OFFICER, "receive-plea", plea).await;
    case.act(UNIT_HEAD, "answer-plea", acts::answer()).await;
    stages::review(&mut case).await;
    case.act(HEAD, "discuss", acts::discuss(&case)).await;
    let lighter = acts::propose(&case, &[acts::fined(BEYOND, 30_000)]);
    case.act(UNIT_HEAD, "amend-proposal", lighter).await;
    let early = case.attempt(HEAD, "decide-penalty", acts::opinion_of_head()).await;
    early.refused(422, "review-not-agreed");
    case.act(OFFICER, "submit-for-review", acts::submit()).await;
    case.act(REVIEW_HEAD, "assign-review", acts::assign(&case)).await;
    case.act(REVIEWER, "give-opinion", acts::opinion("agree")).await;
    case.act(HEAD, "discuss", acts::discuss(&case)).await;
    case.act(HEAD, "decide-penalty", acts::opinion_of_head()).await;
    case.wait_days(1);
    case.act(OFFICER, "serve-decision", acts::service(&case)).await;
    case.act(CLERK, "mask", acts::mask()).await;
    case.act(OFFICER, "record-performance", acts::pay(&case, 30_000, "JS-1")).await;
    case.act(HEAD, "close-case", acts::close()).await;
    case.act(ARCHIVIST, "archive", acts::archive()).await;
}

/// One violation is told; a second inspection finds two more: a new notice, a new window, a new review.
async fn a_second_inspection_adds_violations_that_are_told_reviewed_and_decided_anew(api: &Api) {
    let mut case = stages::ripe(api, &[acts::fined(SYSTEM, 20_000)]).await;
    case.act(UNIT_HEAD, "return-to-investigation", acts::reason()).await;
    case.act(OFFICER, "record-scene", acts::scene(&case)).await;
    let told = case.evidence.clone();
    case.act(OFFICER, "add-evidence", acts::with(acts::evidence(&case), json!({ "name": "第二次检查笔录" })))
        .await;
    let causes = [SYSTEM, BEYOND, NURSES];
    let all: Vec<Value> = causes.iter().map(|cause| acts::violation(&case, cause)).collect();
    case.attempt(OFFICER, "change-facts", acts::change(&all, "favourable"))
        .await
        .refused(422, "change-is-adverse");
    case.act(OFFICER, "change-facts", acts::change(&all, "adverse")).await;
    stages::conclude(&mut case, &causes).await;
    let penalties = [acts::fined(SYSTEM, 20_000), acts::fined(BEYOND, 10_000), acts::warned(NURSES)];
    stages::propose(&mut case, &penalties).await;
    let found = case.evidence.last().cloned();
    let heavier = |evidence: Value| json!({ "opinion": "同意告知", "new_fact": "第二次检查发现新的违法行为", "new_evidence": evidence });
    case.attempt(HEAD, "issue-notice", acts::issue()).await.refused(422, "heavier-without-new-fact");
    case.attempt(HEAD, "issue-notice", heavier(json!(told))).await.refused(422, "new-fact-from-plea");
    let issued = case.act(HEAD, "issue-notice", heavier(json!([found]))).await;
    assert_eq!(kinds(&issued), ["prior-notice"]);
    case.wait_days(1);
    case.act(OFFICER, "serve-notice", acts::service(&case)).await;
    let window = case.clock("plea-clock").await;
    assert_eq!((day(&window["start"]), window["standing"].as_str()), (case.today(), Some("running")));
    let early = case.attempt(HEAD, "decide-penalty", acts::opinion_of_head()).await;
    early.refused(422, "plea-window-open");
    case.wait_out("plea-clock").await;
    let unreviewed = case.attempt(HEAD, "decide-penalty", acts::opinion_of_head()).await;
    unreviewed.refused(422, "review-not-agreed");
    stages::review(&mut case).await;
    let decided = case.act(HEAD, "decide-penalty", acts::opinion_of_head()).await;
    assert_eq!(kinds(&decided), ["approval-sheet", "penalty-decision"]);
    case.wait_days(1);
    case.act(OFFICER, "serve-decision", acts::service(&case)).await;
    case.attempt(OFFICER, "record-performance", acts::pay(&case, 30_001, "JS-1"))
        .await
        .refused(422, "payment-above-owed");
    case.act(OFFICER, "record-performance", acts::pay(&case, 30_000, "JS-1")).await;
    case.act(HEAD, "close-case", acts::close()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_of_one_series_have_no_gap_though_acts_between_were_refused() {
    let api = Api::sqlite().await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        let mut case = stages::requested(&api, &[SYSTEM]).await;
        let refused = case.attempt(OFFICER, "approve-filing", acts::opinion_of_head()).await;
        refused.refused(403, "role-missing");
        let filed = case.act(HEAD, "approve-filing", acts::opinion_of_head()).await;
        numbers.push(filed["documents"][0]["number"].as_str().unwrap().to_owned());
    }
    assert_eq!(numbers, ["示卫医立〔2026〕1号", "示卫医立〔2026〕2号", "示卫医立〔2026〕3号"]);
}
