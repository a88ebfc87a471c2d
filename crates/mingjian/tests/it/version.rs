//! Versions: who acts on an old one is told what has happened since; who only adds conflicts with nobody.
//! What added evidence does to an agreed review is proved here too.

use crate::support::acts::{self, SYSTEM};
use crate::support::case::{Case, HEAD, OFFICER, SECOND_OFFICER, UNIT_HEAD};
use crate::support::http::{Api, cites};
use crate::support::stages;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_version_is_409_and_says_who_did_what_since() {
    let api = Api::sqlite().await;
    let mut case = stages::requested(&api, &[SYSTEM]).await;
    let seen = case.version;
    case.act(HEAD, "return-filing", acts::reason()).await;
    let request = acts::request_filing(&case, &[SYSTEM]);
    case.act(OFFICER, "request-filing", request).await;
    let body = json!({ "version": seen, "input": acts::opinion_of_head() });
    let stale = case.send(HEAD, "approve-filing", &body).await.refused(409, "stale");
    assert_eq!(stale["version"], case.version);
    let since: Vec<&str> =
        stale["since"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    assert_eq!(since, ["03月02日 09:02 周正：退回立案申请", "03月02日 09:03 陈立：报请立案"]);
    for header in ["1", "\"1\"", "W/\"1\""] {
        let call =
            api.post(HEAD, &case.action_path("approve-filing"), &json!({ "input": acts::opinion_of_head() }));
        call.header("if-match", header).send().await.refused(409, "stale");
    }
    let shown = case.shown(HEAD).await;
    assert_eq!(
        (shown["version"].as_u64(), shown["state"].as_str()),
        (Some(case.version), Some("filing-requested"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_version_comes_in_the_header_or_in_the_field_and_both_must_agree() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let path = case.action_path("accept-lead");
    let send = |header: Option<&str>, field: Option<u64>| {
        let mut body = json!({ "input": acts::accept() });
        if let Some(version) = field {
            body = acts::with(body, json!({ "version": version }));
        }
        let call = api.post(UNIT_HEAD, &path, &body);
        let call = if let Some(version) = header { call.header("if-match", version) } else { call };
        call.send()
    };
    let missing = send(None, None).await.refused(422, "version-missing");
    assert!(cites(&missing["basis"], "行政处罚法", 47));
    for unreadable in ["*", "one", "\"\"", "1, 2"] {
        let refusal = send(Some(unreadable), None).await.refused(422, "input-invalid");
        assert_eq!(refusal["field"], "If-Match", "{unreadable}");
    }
    send(Some("1"), Some(2)).await.refused(422, "input-invalid");
    send(Some("7"), None).await.refused(409, "stale");
    assert_eq!(send(Some("\"1\""), Some(1)).await.expect(200)["version"], 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn additions_name_no_version_and_never_conflict() {
    let api = Api::sqlite().await;
    let case = stages::investigated(&api, &[SYSTEM]).await;
    for (who, action, input) in [
        (OFFICER, "add-evidence", acts::evidence(&case)),
        (SECOND_OFFICER, "record-scene", acts::scene(&case)),
        (OFFICER, "record-inquiry", acts::inquiry(&case)),
        (UNIT_HEAD, "add-evidence", acts::evidence(&case)),
    ] {
        for body in [
            json!({ "input": input }),
            json!({ "version": 1, "input": input }),
            json!({ "version": 999, "input": input }),
        ] {
            let reply = case.send(who, action, &body).await;
            assert_eq!(reply.status, 200, "{action}: {}", reply.text());
        }
    }
    assert_eq!(case.shown(OFFICER).await["version"], case.version + 12);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn additions_at_the_same_time_are_all_kept_in_order() {
    for engine in [mingjian_testkit::Engine::Sqlite, mingjian_testkit::Engine::Postgres] {
        let api = Api::on(engine).await;
        let case = stages::investigated(&api, &[SYSTEM]).await;
        let add = |name: &'static str| {
            let input = acts::with(acts::evidence(&case), json!({ "name": name }));
            let body = json!({ "input": input });
            let case = &case;
            async move { case.send(OFFICER, "add-evidence", &body).await }
        };
        let (a, b, c, d) = tokio::join!(add("甲"), add("乙"), add("丙"), add("丁"));
        let mut versions: Vec<u64> =
            [a, b, c, d].iter().map(|reply| reply.expect(200)["version"].as_u64().unwrap()).collect();
        versions.sort_unstable();
        let expected: Vec<u64> = (case.version + 1..=case.version + 4).collect();
        assert_eq!(versions, expected, "{engine:?}");
        let shown = case.shown(OFFICER).await;
        let names: Vec<&str> = shown["evidence"].as_array().unwrap()[1..]
            .iter()
            .map(|item| item["name"].as_str().unwrap())
            .collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, ["丁", "丙", "乙", "甲"], "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_act_on_one_version_at_the_same_time_one_is_told_to_look_again() {
    for engine in [mingjian_testkit::Engine::Sqlite, mingjian_testkit::Engine::Postgres] {
        let api = Api::on(engine).await;
        let case = stages::requested(&api, &[SYSTEM]).await;
        let send = |action: &'static str, input: Value| {
            let body = json!({ "version": case.version, "input": input });
            let case = &case;
            async move { case.send(HEAD, action, &body).await }
        };
        let (approved, returned) = tokio::join!(
            send("approve-filing", acts::opinion_of_head()),
            send("return-filing", acts::reason())
        );
        let mut statuses = [approved.status, returned.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "{engine:?}: {} {}", approved.text(), returned.text());
        let loser = if approved.status == 409 { &approved } else { &returned };
        assert_eq!(loser.refused(409, "stale")["since"].as_array().unwrap().len(), 1, "{engine:?}");
        assert_eq!(case.shown(HEAD).await["version"], case.version + 1, "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn penalty_law_58_added_evidence_makes_an_agreed_review_stale_unless_it_bears_on_nothing() {
    let api = Api::sqlite().await;
    let mut case = stages::ripe(&api, &[acts::fined(SYSTEM, 20_000)]).await;
    assert_eq!(case.offer(HEAD, "decide-penalty").await["allowed"], true);
    let harmless = acts::with(acts::evidence(&case), json!({ "bears_on_facts": false, "name": "送达照片" }));
    case.act(OFFICER, "add-evidence", harmless).await;
    assert_eq!(case.offer(HEAD, "decide-penalty").await["allowed"], true);
    case.act(OFFICER, "add-evidence", acts::evidence(&case)).await;
    let offer = case.offer(HEAD, "decide-penalty").await;
    assert_eq!(
        (offer["allowed"].as_bool(), offer["code"].as_str()),
        (Some(false), Some("review-not-agreed"))
    );
    let refused = case.attempt(HEAD, "decide-penalty", acts::opinion_of_head()).await;
    let refusal = refused.refused(422, "review-not-agreed");
    assert!(cites(&refusal["basis"], "行政处罚法", 58));
    stages::review(&mut case).await;
    case.act(HEAD, "decide-penalty", acts::opinion_of_head()).await;
}
