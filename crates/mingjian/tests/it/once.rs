//! A request is answered once: the same key and body give the stored answer, and nothing happens a second time.
//! Keys belong to people; refusals are not kept.

use crate::support::acts::{self, SYSTEM};
use crate::support::case::{Case, HEAD, OFFICER, SECOND_OFFICER, UNIT_HEAD};
use crate::support::http::Api;
use crate::support::stages;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_and_body_give_the_stored_answer_and_act_once() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let body = json!({ "version": 1, "input": acts::accept() });
    let path = case.action_path("accept-lead");
    let first = api.post(UNIT_HEAD, &path, &body).key("one").send().await;
    assert_eq!(first.expect(200)["version"], 2);
    // The version is old by now, and the answer is still the one that was given.
    let again = api.post(UNIT_HEAD, &path, &body).key("one").send().await;
    assert_eq!(again.expect(200), first.expect(200));
    assert_eq!(case.shown(OFFICER).await["version"], 2);
    let with_other_key = api.post(UNIT_HEAD, &path, &body).key("two").send().await;
    with_other_key.refused(409, "stale");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_that_is_sent_twice_opens_one_case() {
    let api = Api::sqlite().await;
    let body = json!({ "input": acts::lead("2026-03-02") });
    let first = api.post(OFFICER, "/api/v1/proceedings", &body).key("lead").send().await.expect(201);
    let again = api.post(OFFICER, "/api/v1/proceedings", &body).key("lead").send().await.expect(201);
    assert_eq!(first, again);
    assert_eq!(api.get(OFFICER, "/api/v1/proceedings").send().await.expect(200)["total"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_with_another_body_or_address_is_refused() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let other = Case::open(&api).await;
    let body = json!({ "version": 1, "input": acts::accept() });
    let path = case.action_path("accept-lead");
    api.post(UNIT_HEAD, &path, &body).key("one").send().await.expect(200);
    let changed = acts::with(body.clone(), json!({ "late_reason": "补录" }));
    for (path, body) in [
        (path.clone(), &changed),
        (other.action_path("accept-lead"), &body),
        (case.action_path("refuse-filing"), &body),
    ] {
        api.post(UNIT_HEAD, &path, body).key("one").send().await.refused(422, "idempotency-key");
    }
    assert_eq!(other.shown(OFFICER).await["version"], 1);
    // A key is a person's own: another person's request under the same key is that person's first.
    let theirs = api.post(SECOND_OFFICER, "/api/v1/proceedings", &acts::lead("2026-03-02")).key("one");
    theirs.send().await.expect(201);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_version_in_the_header_is_part_of_the_request() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let path = case.action_path("accept-lead");
    let body = json!({ "input": acts::accept() });
    api.post(UNIT_HEAD, &path, &body).key("one").header("if-match", "1").send().await.expect(200);
    let again = api.post(UNIT_HEAD, &path, &body).key("one").header("if-match", "\"1\"").send().await;
    assert_eq!(again.expect(200)["version"], 2);
    let other = api.post(UNIT_HEAD, &path, &body).key("one").header("if-match", "2").send().await;
    other.refused(422, "idempotency-key");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_not_stored_and_its_key_may_be_used_again() {
    let api = Api::sqlite().await;
    let case = stages::requested(&api, &[SYSTEM]).await;
    let path = case.action_path("approve-filing");
    let wrong = json!({ "version": case.version, "input": { "opinion": " " } });
    api.post(HEAD, &path, &wrong).key("k").send().await.refused(422, "input-invalid");
    api.post(HEAD, &path, &wrong).key("k").send().await.refused(422, "input-invalid");
    let stale = json!({ "version": 1, "input": acts::opinion_of_head() });
    api.post(HEAD, &path, &stale).key("k").send().await.refused(409, "stale");
    let right = json!({ "version": case.version, "input": acts::opinion_of_head() });
    api.post(HEAD, &path, &right).key("k").send().await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_post_without_a_usable_key_is_refused() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let posts = [
        ("/api/v1/proceedings".to_owned(), acts::lead("2026-03-02")),
        (case.action_path("accept-lead"), json!({ "version": 1, "input": acts::accept() })),
        (case.action_path("add-evidence"), json!({ "input": acts::evidence(&case) })),
        (format!("{}/files", case.path()), Value::Null),
    ];
    for (path, body) in &posts {
        let who = if path.ends_with("accept-lead") { UNIT_HEAD } else { OFFICER };
        let call = || {
            let call = api.post(who, path, body);
            if path.ends_with("/files") { call.bytes(b"%PDF-1.7".to_vec()) } else { call }
        };
        call().without("idempotency-key").send().await.refused(422, "idempotency-key");
        for key in ["", " ", &"k".repeat(201)] {
            call().key(key).send().await.refused(422, "idempotency-key");
        }
    }
    assert_eq!(case.shown(OFFICER).await["version"], 1);
    assert_eq!(case.shown(OFFICER).await["files"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_sent_twice_is_one_file() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let path = format!("{}/files", case.path());
    let send = |bytes: &[u8]| {
        let call = api.post(OFFICER, &path, &Value::Null).key("file").header("file-name", "甲.pdf");
        call.bytes(bytes.to_vec()).send()
    };
    let first = send(b"%PDF-1.7 one").await.expect(201);
    assert_eq!(send(b"%PDF-1.7 one").await.expect(201), first);
    send(b"%PDF-1.7 two").await.refused(422, "idempotency-key");
    assert_eq!(case.shown(OFFICER).await["files"].as_array().unwrap().len(), 2, "the scan, and this one");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_request_at_the_same_time_acts_once() {
    for engine in [mingjian_testkit::Engine::Sqlite, mingjian_testkit::Engine::Postgres] {
        let api = Api::on(engine).await;
        let body = json!({ "input": acts::lead("2026-03-02") });
        let call = || api.post(OFFICER, "/api/v1/proceedings", &body).key("lead").send();
        let (a, b, c, d) = tokio::join!(call(), call(), call(), call());
        let first = a.expect(201);
        for reply in [b, c, d] {
            assert_eq!(reply.expect(201), first, "{engine:?}");
        }
        assert_eq!(
            api.get(OFFICER, "/api/v1/proceedings").send().await.expect(200)["total"],
            1,
            "{engine:?}"
        );
    }
}
