//! The contract of the API, status by status: who may know, who may move, which version, which key, which body.
//! What the law refuses is tried in `forbidden`.

use crate::support::acts::{self, SYSTEM};
use crate::support::case::{
    ADMINISTRATOR, Case, HEAD, OFFICER, OTHER_OFFICER, OUTSIDER, REVIEWER, SUPERVISOR, UNIT_HEAD, at,
};
use crate::support::http::{Api, cites, is_chinese};
use crate::support::stages;
use axum::http::Method;
use mingjian_testkit::people::SECURITY_ADMINISTRATOR;
use serde_json::{Value, json};

const UNKNOWN: &str = "01961f3e-0000-7000-8000-000000000000";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_is_opened_with_201_and_the_case_shows_state_clocks_and_every_action() {
    let api = Api::sqlite().await;
    let case = stages::investigated(&api, &[SYSTEM]).await;
    let reply = api.get(OFFICER, &case.path()).send().await;
    let shown = reply.expect(200);
    assert_eq!(reply.header("etag"), Some(format!("\"{}\"", case.version).as_str()));
    assert_eq!(shown["state"], "investigating");
    assert_eq!(shown["state_label"], "调查取证");
    assert_eq!(shown["version"], case.version);
    assert_eq!(shown["causes"], json!([SYSTEM]));
    let clock = &shown["clocks"][0];
    assert_eq!(clock["rule"], "decision.penalty");
    assert_eq!((clock["start"].as_str(), clock["due"].as_str()), (Some("2026-03-02"), Some("2026-05-31")));
    assert_eq!((clock["status"].as_str(), clock["standing"].as_str()), (Some("firm"), Some("running")));
    assert!(cites(&clock["basis"], "行政处罚法", 60), "{clock}");
    let pack = api.test.app.pack();
    // The case is filed: what can run beside it is offered after its own procedure.
    let procedures = ["penalty-ordinary", "evidence-registration", "police-transfer", "sampling"];
    let expected: Vec<&str> = procedures
        .iter()
        .map(|id| pack.procedures.iter().find(|one| one.id == *id).unwrap())
        .flat_map(|procedure| procedure.action.iter().map(|action| action.id.as_str()))
        .collect();
    let offered = shown["actions"].as_array().unwrap();
    let ids: Vec<&str> = offered.iter().map(|action| action["id"].as_str().unwrap()).collect();
    assert_eq!(ids, expected, "every action of the procedures, in their order");
    for action in offered {
        check_offer(action);
    }
}

/// `{id, allowed, code?, message?, basis?, input}`: the reason stands there exactly where the action is not allowed.
fn check_offer(action: &Value) {
    let allowed = action["allowed"].as_bool().unwrap();
    assert_eq!(allowed, action["code"].is_null(), "{action}");
    assert_eq!(allowed, action["message"].is_null(), "{action}");
    assert_eq!(allowed, action["basis"].is_null(), "{action}");
    assert_eq!(action["input"]["type"], "object", "{action}");
    assert!(action["input"]["properties"].is_object(), "{action}");
    if !allowed {
        assert!(is_chinese(action["message"].as_str().unwrap()), "{action}");
        assert!(!action["basis"].as_array().unwrap().is_empty(), "{action}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_action_whose_refusal_depends_on_input_is_allowed_and_refused_on_post() {
    let api = Api::sqlite().await;
    let case = stages::accepted(&api).await;
    assert_eq!(case.offer(OFFICER, "request-filing").await["allowed"], true);
    let alone =
        acts::with(acts::request_filing(&case, &[SYSTEM]), json!({ "officers": [api.officer(OFFICER)] }));
    let refusal = case.attempt(OFFICER, "request-filing", alone).await.refused(422, "officers-unfit");
    assert!(cites(&refusal["basis"], "行政处罚法", 42));
    assert_eq!(refusal["field"], "officers");
    assert_eq!(case.offer(OFFICER, "decide-penalty").await["code"], "wrong-state");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_without_a_token_learns_or_does_anything() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let action = case.action_path("accept-lead");
    let routes = [
        (Method::GET, "/api/v1/proceedings".to_owned()),
        (Method::POST, "/api/v1/proceedings".to_owned()),
        (Method::GET, case.path()),
        (Method::POST, action),
        (Method::POST, format!("{}/files", case.path())),
        (Method::GET, format!("{}/files/{}", case.path(), case.scan)),
        (Method::GET, format!("{}/documents/{UNKNOWN}", case.path())),
        (Method::GET, format!("/api/v1/proceedings/{UNKNOWN}")),
    ];
    for (method, path) in routes {
        for token in ["", "Bearer nonsense", "Basic eHV3ZW46eA==", "Bearer "] {
            let call = api.call(method.clone(), &path).key("k").json(&json!({}));
            let call = if token.is_empty() { call } else { call.header("authorization", token) };
            let reply = call.send().await;
            reply.refused(401, "not-logged-in");
            assert_eq!(reply.header("www-authenticate"), Some("Bearer"), "{method} {path} {token}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_ends_with_its_login_and_when_its_owner_logs_out_everywhere() {
    let api = Api::sqlite().await;
    let list = |who: &'static str| api.get(who, "/api/v1/proceedings").send();
    assert_eq!(list(OFFICER).await.status, 200);
    let security = api.test.caller(SECURITY_ADMINISTRATOR).await;
    api.set_officer(&security, OFFICER, false).await;
    list(OFFICER).await.refused(401, "not-logged-in");
    api.set_officer(&security, OFFICER, true).await;
    assert_eq!(list(OFFICER).await.status, 200);
    let head = api.test.app.caller_by_login(HEAD).await.unwrap();
    let once = mingjian_app::proceeding::Once::of("leave", &[b"leave"]);
    api.test.app.log_out_everywhere(&head, &once).await.unwrap();
    list(HEAD).await.refused(401, "not-logged-in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_who_lost_a_role_can_no_longer_use_it_by_an_old_token() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let security = api.test.caller(SECURITY_ADMINISTRATOR).await;
    api.set_officer(&security, UNIT_HEAD, true).await;
    case.attempt(UNIT_HEAD, "accept-lead", acts::accept()).await.refused(403, "role-missing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_bodys_case_and_a_case_that_is_not_there_are_the_same_bare_404() {
    let api = Api::sqlite().await;
    let case = stages::requested(&api, &[SYSTEM]).await;
    let theirs = Case::open_with(&api, OUTSIDER, acts::lead("2026-03-02"), at("2026-03-02 10:00")).await;
    for (who, path) in [
        (OUTSIDER, case.path()),
        (OFFICER, theirs.path()),
        (HEAD, theirs.path()),
        (OFFICER, format!("/api/v1/proceedings/{UNKNOWN}")),
        (OFFICER, "/api/v1/proceedings/nonsense".to_owned()),
        // Who keeps the users handles no case and need not know of any.
        (ADMINISTRATOR, case.path()),
    ] {
        let below = |rest: &str| format!("{path}{rest}");
        for purpose in [None, Some("监督检查")] {
            for rest in ["", &format!("/files/{}", case.scan), &format!("/documents/{UNKNOWN}")] {
                let call = api.get(who, &below(rest));
                let call =
                    purpose.map_or_else(|| api.get(who, &below(rest)), |why| call.header("purpose", why));
                call.send().await.bare_404();
            }
        }
        let body = json!({ "version": 1, "input": acts::opinion_of_head() });
        for rest in ["/actions/approve-filing", "/actions/nonsense"] {
            api.post(who, &below(rest), &body).send().await.bare_404();
            api.post(who, &below(rest), &json!({ "input": {} })).send().await.bare_404();
            // What cannot be read at all is refused alike whether the case is there or not.
            let unread = |path: String| api.post(who, &path, &json!([])).send();
            let there = unread(below(rest)).await;
            let nowhere = unread(format!("/api/v1/proceedings/{UNKNOWN}{rest}")).await;
            assert!(there.status == 404 || there == nowhere, "{who} {path}{rest}");
        }
        api.post(who, &below("/files"), &json!({})).bytes(b"%PDF-".to_vec()).send().await.bare_404();
    }
    let list = api.get(OUTSIDER, "/api/v1/proceedings").send().await.expect(200);
    assert_eq!(
        (list["total"].as_u64(), list["items"][0]["id"].as_str()),
        (Some(1), Some(theirs.id.as_str()))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_or_document_of_one_case_is_not_found_under_another() {
    let api = Api::sqlite().await;
    let one = stages::accepted(&api).await;
    let other = stages::accepted(&api).await;
    let document = one.shown(OFFICER).await["documents"][0]["id"].as_str().unwrap().to_owned();
    for rest in [format!("/files/{}", one.scan), format!("/documents/{document}")] {
        assert_eq!(api.get(OFFICER, &format!("{}{rest}", one.path())).send().await.status, 200, "{rest}");
        api.get(OFFICER, &format!("{}{rest}", other.path())).send().await.bare_404();
    }
    let foreign = acts::with(acts::evidence(&other), json!({ "file": one.scan }));
    other.attempt(OFFICER, "add-evidence", foreign).await.refused(422, "file-unknown");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_see_a_case_but_not_move_it_gets_403_whatever_version_or_form_is_sent() {
    let api = Api::sqlite().await;
    let case = stages::requested(&api, &[SYSTEM]).await;
    for who in [OTHER_OFFICER, SUPERVISOR, REVIEWER] {
        for body in [
            json!({ "version": case.version, "input": acts::opinion_of_head() }),
            json!({ "version": 1, "input": acts::opinion_of_head() }),
            json!({ "input": acts::opinion_of_head() }),
        ] {
            let refusal = case.send(who, "approve-filing", &body).await.refused(403, "role-missing");
            assert!(cites(&refusal["basis"], "行政处罚法", 54), "{who}: {refusal}");
            assert!(refusal["since"].is_null() && refusal["version"].is_null(), "{who}: {refusal}");
        }
        // Not even by sending a form that cannot be read does one learn what happened in the case.
        let told = case.send(who, "approve-filing", &json!({ "version": 1, "input": { "no": 1 } })).await;
        assert!(!told.text().contains("报请立案"), "{who}: {}", told.text());
    }
    let refusal = case.attempt(OTHER_OFFICER, "return-filing", acts::reason()).await;
    refusal.refused(403, "role-missing");
    let stranger = case.send(OTHER_OFFICER, "add-evidence", &json!({ "input": acts::evidence(&case) })).await;
    let refusal = stranger.refused(403, "not-handler");
    assert!(cites(&refusal["basis"], "行政处罚法", 46));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_anothers_case_needs_a_purpose_that_the_audit_trail_keeps() {
    let api = Api::sqlite().await;
    let case = stages::accepted(&api).await;
    let document = case.shown(OFFICER).await["documents"][0]["id"].as_str().unwrap().to_owned();
    let paths = [
        case.path(),
        format!("{}/files/{}", case.path(), case.scan),
        format!("{}/documents/{document}", case.path()),
    ];
    let purpose = "行政执法监督抽查第三季度案卷";
    for path in &paths {
        for blank in [None, Some(""), Some("  ")] {
            let call = api.get(SUPERVISOR, path);
            let call = if let Some(text) = blank { call.header("purpose", text) } else { call };
            let refusal = call.send().await.refused(403, "purpose-needed");
            assert!(cites(&refusal["basis"], "行政处罚法", 50), "{refusal}");
        }
        assert_eq!(api.get(SUPERVISOR, path).header("purpose", purpose).send().await.status, 200, "{path}");
    }
    let auditor = api.test.caller(mingjian_testkit::people::AUDIT_ADMINISTRATOR).await;
    let trail = api.test.app.audit_trail(&auditor, None).await.unwrap();
    let supervisor = Some(api.user(SUPERVISOR));
    let of = |kind: &str| {
        trail
            .iter()
            .filter(|row| row.entry.kind == kind && row.entry.user_id == supervisor)
            .collect::<Vec<_>>()
    };
    let reads = of("read");
    assert_eq!(reads.len(), paths.len());
    assert!(
        reads.iter().all(|row| row.entry.purpose == purpose && row.entry.target == Some(case.id.clone()))
    );
    assert_eq!(of("refused").len(), 3 * paths.len(), "what was refused is in the trail too");
    // The officer's own work asks for none and is not noted.
    assert_eq!(api.get(OFFICER, &case.path()).send().await.status, 200);
    assert_eq!(api.test.app.audit_trail(&auditor, None).await.unwrap().len(), trail.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_purpose_is_also_read_when_the_client_escapes_it() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let call = api.get(SUPERVISOR, &case.path()).header("purpose", "%E7%9B%91%E7%9D%A3%20100%25");
    assert_eq!(call.send().await.status, 200);
    let auditor = api.test.caller(mingjian_testkit::people::AUDIT_ADMINISTRATOR).await;
    let trail = api.test.app.audit_trail(&auditor, None).await.unwrap();
    let read = trail.iter().find(|row| row.entry.kind == "read").unwrap();
    assert_eq!(read.entry.purpose, "监督 100%");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_cannot_be_read_is_refused_in_chinese_with_its_field() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let path = case.action_path("accept-lead");
    let accept = acts::accept();
    for (body, field) in [
        ("{".to_owned(), "body"),
        ("[]".to_owned(), "body"),
        ("\u{feff}x".to_owned(), "body"),
        (json!({ "version": "one", "input": accept }).to_string(), "version"),
        (json!({ "version": -1, "input": accept }).to_string(), "version"),
        (json!({ "version": 1, "occurred_at": "yesterday", "input": accept }).to_string(), "occurred_at"),
        (json!({ "version": 1, "occurred_at": 7, "input": accept }).to_string(), "occurred_at"),
        (json!({ "version": 1, "late_reason": 7, "input": accept }).to_string(), "late_reason"),
        (json!({ "version": 1, "input": [accept] }).to_string(), "input"),
        (json!({ "version": 1, "input": "{}" }).to_string(), "input"),
        // A misspelt name beside the input would otherwise be dropped in silence, and the act be dated today.
        (
            json!({ "version": 1, "ocurred_at": "2026-03-01T10:00:00+08:00", "input": accept }).to_string(),
            "ocurred_at",
        ),
        (
            json!({ "version": 1, "jurisdiction": "甲", "long_limitation": false }).to_string(),
            "initial_evidence",
        ),
        (
            json!({ "version": 1, "input": acts::with(accept.clone(), json!({ "more": 1 })) }).to_string(),
            "more",
        ),
        (
            json!({ "version": 1, "input": acts::with(accept.clone(), json!({ "long_limitation": "no" })) })
                .to_string(),
            "long_limitation",
        ),
    ] {
        let call = api.post(UNIT_HEAD, &path, &Value::Null).bytes(body.clone().into_bytes());
        let refusal = call.send().await.refused(422, "input-invalid");
        assert_eq!(refusal["field"], field, "{body}: {refusal}");
        assert!(cites(&refusal["basis"], "行政处罚法", 47), "{body}");
    }
    let latin = api.post(UNIT_HEAD, &path, &Value::Null).bytes(b"{\"input\":\"\xff\"}".to_vec());
    latin.send().await.refused(422, "input-invalid");
    for body in
        [json!({ "input": acts::lead("2026-03-02"), "version": 3 }), json!({ "input": {} }), json!(null)]
    {
        let reply = api.post(OFFICER, "/api/v1/proceedings", &body).send().await;
        reply.refused(422, "input-invalid");
    }
    assert_eq!(case.shown(OFFICER).await["version"], 1, "nothing was done by any of them");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_input_may_stand_by_itself_or_in_an_envelope() {
    let api = Api::sqlite().await;
    let opened = api.post(OFFICER, "/api/v1/proceedings", &acts::lead("2026-03-02")).send().await.expect(201);
    let path = format!("/api/v1/proceedings/{}/actions/accept-lead", opened["id"].as_str().unwrap());
    let bare = acts::with(acts::accept(), json!({ "version": 1 }));
    assert_eq!(api.post(UNIT_HEAD, &path, &bare).send().await.expect(200)["version"], 2);
    let named =
        json!({ "input": acts::with(acts::lead("2026-03-02"), json!({ "procedure": "penalty-ordinary" })) });
    api.post(OFFICER, "/api/v1/proceedings", &named).send().await.expect(201);
    for procedure in [json!("penalty-of-nobody"), json!("publication-decision")] {
        let other = acts::with(acts::lead("2026-03-02"), json!({ "procedure": procedure }));
        api.post(OFFICER, "/api/v1/proceedings", &other).send().await.refused(422, "unknown-procedure");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_stated_to_have_happened_earlier_is_recorded_with_both_times() {
    let api = Api::sqlite().await;
    let mut case = stages::requested(&api, &[SYSTEM]).await;
    case.wait_until("2026-03-03 16:00");
    let earlier = json!({
        "version": case.version, "occurred_at": "2026-03-03T09:30:00+08:00", "input": acts::opinion_of_head(),
    });
    let reply = case.send(HEAD, "approve-filing", &earlier).await;
    case.accepted(&reply);
    let shown = case.shown(HEAD).await;
    let entry = shown["journal"].as_array().unwrap().last().unwrap();
    assert_eq!(entry["action"], "approve-filing");
    assert_eq!(entry["occurred_at"], "2026-03-03T09:30:00.000000+08:00");
    assert_eq!(entry["recorded_at"], "2026-03-03T16:00:00.000000+08:00");
    assert_eq!(case.clock("decision-clock").await["start"], "2026-03-03");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn uploads_are_taken_by_their_bytes_up_to_twenty_megabytes() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    let path = format!("{}/files", case.path());
    let mut large = b"%PDF-1.7\n".to_vec();
    large.resize(20 * 1024 * 1024, b' ');
    let call = api.post(OFFICER, &path, &Value::Null).header("file-name", "大 文件.pdf").bytes(large.clone());
    let stored = call.send().await.expect(201);
    let kept = api.get(OFFICER, &format!("{path}/{}", stored["id"].as_str().unwrap())).send().await;
    assert_eq!((kept.status, kept.header("content-disposition")), (200, Some("attachment")));
    assert!(kept.body == large, "the bytes come back as they were");
    large.push(b' ');
    for (bytes, status, code) in [
        (large, 422, "input-invalid"),
        (vec![b' '; 24 * 1024 * 1024], 413, "too-large"),
        (b"<script>alert(1)</script>".to_vec(), 422, "input-invalid"),
        (Vec::new(), 422, "input-invalid"),
    ] {
        let reply = api.post(OFFICER, &path, &Value::Null).bytes(bytes).send().await;
        reply.refused(status, code);
    }
    let other = api.post(OTHER_OFFICER, &path, &Value::Null).bytes(b"%PDF-1.7".to_vec()).send().await;
    let refusal = other.refused(403, "not-in-case");
    assert!(cites(&refusal["basis"], "行政处罚法", 50), "{refusal}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_shows_ones_own_cases_and_pages_through_all_of_them_once() {
    let api = Api::sqlite().await;
    let mut opened = Vec::new();
    for minute in 0..53 {
        let now = at("2026-03-02 09:00") + chrono::TimeDelta::minutes(minute);
        opened.push(Case::open_with(&api, OFFICER, acts::lead("2026-03-02"), now).await.id);
    }
    let mut seen = Vec::new();
    let mut path = "/api/v1/proceedings".to_owned();
    loop {
        let page = api.get(OFFICER, &path).send().await.expect(200);
        assert_eq!(page["total"], 53);
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|row| row["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/proceedings?after={next}");
    }
    seen.sort();
    opened.sort();
    assert_eq!(seen, opened);
    assert_eq!(api.get(OTHER_OFFICER, "/api/v1/proceedings").send().await.expect(200)["total"], 0);
    assert_eq!(api.get(SUPERVISOR, "/api/v1/proceedings").send().await.expect(200)["total"], 53);
    let some = api.get(HEAD, "/api/v1/proceedings?state=accepted").send().await.expect(200);
    assert_eq!(some["total"], 0);
    api.get(OFFICER, "/api/v1/proceedings?after=nonsense").send().await.refused(422, "input-invalid");
}
