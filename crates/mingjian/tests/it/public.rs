//! The public side through its JSON and pages: what appears only after release, what never appears, and what is withdrawn.
//! How a page looks is the browser's to test.

use crate::support::acts::{self, SYSTEM};
use crate::support::case::{CLERK, Case, HEAD, OFFICER, REVIEW_HEAD, REVIEWER, UNIT_HEAD};
use crate::support::http::{Api, Reply, is_chinese};
use crate::support::stages;
use axum::http::Method;
use serde_json::{Value, json};

async fn asked(api: &Api, path: &str) -> Reply {
    api.call(Method::GET, path).send().await
}

async fn listed(api: &Api) -> Value {
    asked(api, "/api/v1/decisions").await.expect(200)
}

/// The worker does what waits.
async fn projected(case: &Case<'_>) {
    case.api.test.app.run_jobs().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_is_public_after_release_and_not_a_step_before() {
    for engine in [mingjian_testkit::Engine::Sqlite, mingjian_testkit::Engine::Postgres] {
        let api = Api::on(engine).await;
        let mut case = stages::served(&api, &[acts::fined(SYSTEM, 20_000)]).await;
        for (who, action, input) in
            [(CLERK, "mask", acts::mask()), (REVIEWER, "check-secrecy", acts::secrecy("pass"))]
        {
            projected(&case).await;
            assert_eq!(listed(&api).await, json!({ "items": [], "total": 0 }), "before {action}");
            case.act(who, action, input).await;
        }
        projected(&case).await;
        assert_eq!(listed(&api).await["total"], 0);
        case.act(REVIEW_HEAD, "release", acts::opinion_of_head()).await;
        projected(&case).await;
        let list = listed(&api).await;
        assert_eq!((list["total"].as_u64(), list["items"].as_array().map(Vec::len)), (Some(1), Some(1)));
        let id = list["items"][0]["id"].as_str().unwrap();
        assert_ne!(id, case.id, "the public number of a decision says nothing of its case");
        check_readable(&api, id).await;
    }
}

async fn check_readable(api: &Api, id: &str) {
    let decision = asked(api, &format!("/api/v1/decisions/{id}")).await.expect(200);
    assert_eq!(decision["organ"], "示例市卫生健康委员会");
    assert!(decision["number"].as_str().unwrap().starts_with("示卫医罚〔2026〕"));
    assert_eq!(decision["facts"], "制度不健全");
    assert_eq!(decision["penalties"][1]["amount_fen"], 2_000_000, "{}", decision["penalties"]);
    let page = asked(api, &format!("/decisions/{id}")).await;
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let pdf = asked(api, &format!("/decisions/{id}.pdf")).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (200, Some("application/pdf")));
    for text in [decision.to_string(), page.text(), pdf.text(), asked(api, "/decisions").await.text()] {
        assert!(!text.contains(acts::PHONE), "the telephone is public");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn penalty_law_48_a_withdrawn_decision_is_gone_and_says_why() {
    let api = Api::sqlite().await;
    let mut case = stages::served(&api, &[acts::fined(SYSTEM, 20_000)]).await;
    stages::publish(&mut case).await;
    projected(&case).await;
    let id = listed(&api).await["items"][0]["id"].as_str().unwrap().to_owned();
    case.wait_days(10);
    case.act(CLERK, "record-annulment", acts::annulment(&case)).await;
    let clock = case.clock("withdrawal-clock").await;
    assert_eq!(
        (clock["rule"].as_str(), clock["standing"].as_str()),
        (Some("withdrawal.penalty"), Some("running"))
    );
    case.attempt(CLERK, "withdraw", acts::withdraw()).await.refused(422, "withdrawn-by-same-person");
    case.act(UNIT_HEAD, "withdraw", acts::withdraw()).await;
    projected(&case).await;
    let gone = asked(&api, &format!("/api/v1/decisions/{id}")).await.expect(410);
    assert_eq!(gone["code"], "withdrawn");
    assert_eq!(gone["notice"]["reason"], "处罚决定已被撤销");
    assert!(is_chinese(gone["notice"]["basis"].as_str().unwrap()));
    for path in [format!("/decisions/{id}"), format!("/decisions/{id}.pdf")] {
        let reply = asked(&api, &path).await;
        assert_eq!(reply.status, 410, "{path}");
        assert!(!reply.text().contains("制度不健全"), "{path} still tells what was withdrawn");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_correction_shows_the_difference_once_another_person_has_released_it() {
    let api = Api::sqlite().await;
    let mut case = stages::served(&api, &[acts::fined(SYSTEM, 20_000)]).await;
    stages::publish(&mut case).await;
    projected(&case).await;
    let id = listed(&api).await["items"][0]["id"].as_str().unwrap().to_owned();
    let address = format!("/api/v1/decisions/{id}");
    let before = asked(&api, &address).await.expect(200);
    case.wait_days(3);
    case.act(CLERK, "correct", acts::correct(&case)).await;
    case.act(REVIEWER, "check-correction", json!({ "outcome": "pass", "note": "不涉密" })).await;
    projected(&case).await;
    assert_eq!(asked(&api, &address).await.expect(200)["facts"], before["facts"], "the old text stands");
    case.act(UNIT_HEAD, "release-correction", acts::opinion_of_head()).await;
    projected(&case).await;
    let after = asked(&api, &address).await.expect(200);
    assert_eq!(after["status"], "corrected");
    assert_eq!(after["published_on"], before["published_on"]);
    let change = &after["correction"]["changes"][0];
    assert_eq!((&change["before"], &change["after"]), (&before["facts"], &after["facts"]));
    assert_eq!(after["correction"]["reason"], "公示的违法事实漏写一项制度");
    let page = asked(&api, &format!("/decisions/{id}")).await.text();
    for told in ["更正说明", before["facts"].as_str().unwrap(), after["facts"].as_str().unwrap()] {
        assert!(page.contains(told), "the page does not tell {told}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_result_without_penalty_is_not_published_by_name() {
    let api = Api::sqlite().await;
    let mut case = stages::concluded(&api, &[SYSTEM]).await;
    case.act(UNIT_HEAD, "adopt-proposal", acts::propose_none(&case)).await;
    stages::review(&mut case).await;
    case.act(HEAD, "decide-no-penalty", json!({ "opinion": "同意", "education": "已教育" })).await;
    case.wait_days(1);
    case.act(OFFICER, "serve-decision", acts::service(&case)).await;
    projected(&case).await;
    case.attempt(CLERK, "mask", acts::mask()).await.refused(422, "unknown-action");
    assert!(case.shown(HEAD).await["publication"].is_null());
    assert_eq!(listed(&api).await["total"], 0);
    case.act(HEAD, "close-case", acts::close()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_declined_to_publish_leaves_nothing_public() {
    let api = Api::sqlite().await;
    let mut case = stages::served(&api, &[acts::fined(SYSTEM, 20_000)]).await;
    let ground =
        json!({ "proposed_by": api.user(CLERK), "ground": "政府信息公开条例第十四条：涉及国家秘密" });
    case.act(HEAD, "decline-publication", ground).await;
    projected(&case).await;
    assert_eq!(case.shown(HEAD).await["publication"], "not-published");
    assert_eq!(listed(&api).await["total"], 0);
    case.attempt(CLERK, "mask", acts::mask()).await.refused(422, "wrong-state");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_the_list_are_asked_for_by_number_and_size() {
    let api = Api::sqlite().await;
    for _ in 0..3 {
        let mut case = stages::served(&api, &[acts::fined(SYSTEM, 20_000)]).await;
        stages::publish(&mut case).await;
        projected(&case).await;
    }
    let page = |question: &str| {
        let path = format!("/api/v1/decisions?{question}");
        let api = &api;
        async move { asked(api, &path).await }
    };
    let first = page("page=1&per_page=2").await.expect(200);
    let second = page("page=2&per_page=2").await.expect(200);
    assert_eq!((first["total"].as_u64(), second["total"].as_u64()), (Some(3), Some(3)));
    let ids = |page: &Value| -> Vec<String> {
        page["items"].as_array().unwrap().iter().map(|item| item["id"].to_string()).collect()
    };
    let mut all = [ids(&first), ids(&second)].concat();
    assert_eq!((ids(&first).len(), ids(&second).len()), (2, 1));
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 3);
    assert_eq!(ids(&page("page=9&per_page=2").await.expect(200)).len(), 0);
    for wrong in ["page=0", "page=x", "per_page=0", "per_page=100000"] {
        let reply = page(wrong).await;
        assert!([200, 400, 422].contains(&reply.status), "{wrong}: {}", reply.status);
        assert!(reply.status != 200 || ids(&reply.json()).len() <= 3, "{wrong}");
    }
    let nothing = asked(&api, "/api/v1/decisions/01961f3e-0000-7000-8000-000000000000").await;
    assert_eq!(nothing.status, 404);
}
