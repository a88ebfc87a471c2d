//! What the API says of itself: its description, its health, and the law that anyone may ask.
//! Cases are opened only to compare what is answered with what is described.

use crate::support::acts::{self, SYSTEM};
use crate::support::case::{HEAD, OFFICER};
use crate::support::http::{Api, cites};
use crate::support::stages;
use axum::http::Method;
use mingjian_law::deed::Deed;
use mingjian_web::api::{PUBLIC_ROUTES, ROUTES};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_description_lists_each_route_and_the_router_has_each() {
    let api = Api::sqlite().await;
    let document = api.call(Method::GET, "/api/v1/openapi.json").send().await.expect(200);
    assert_eq!(document["openapi"], "3.1.0");
    let mut described = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            check_operation(&document, method, path, operation);
            described.push((method.to_uppercase(), path.clone()));
        }
    }
    let all = ROUTES.iter().chain(PUBLIC_ROUTES);
    let mut expected: Vec<(String, String)> =
        all.map(|(method, path)| ((*method).to_owned(), (*path).to_owned())).collect();
    described.sort();
    expected.sort();
    assert_eq!(described, expected);
    for (method, path) in expected {
        let filled = path
            .replace("{id}", "01961f3e-0000-7000-8000-000000000000")
            .replace("{action}", "accept-lead")
            .replace("{file}", "01961f3e-0000-7000-8000-000000000001")
            .replace("{document}", "01961f3e-0000-7000-8000-000000000002");
        let reply = api.call(method.parse().unwrap(), &filled).send().await;
        // A decision that is not there is answered as data; a path that is not there by a page of the public site.
        let data = reply.header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
        assert!(![404, 405].contains(&reply.status) || data, "{method} {path}: {}", reply.status);
    }
}

fn check_operation(document: &Value, method: &str, path: &str, operation: &Value) {
    let at = format!("{method} {path}");
    assert!(operation["summary"].is_string() && operation["operationId"].is_string(), "{at}");
    let public = ["/healthz", "/api/v1/openapi.json", "/api/v1/law/due"].contains(&path)
        || path.starts_with("/api/v1/decisions");
    assert_eq!(operation["security"], if public { json!([]) } else { json!([{ "token": [] }]) }, "{at}");
    let named = |name: &str, place: &str| {
        let parameters = operation["parameters"].as_array().unwrap();
        parameters.iter().any(|one| one["name"] == name && one["in"] == place)
    };
    assert_eq!(named("Idempotency-Key", "header"), method == "post", "{at}");
    for part in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        assert!(named(part, "path"), "{at}: {part}");
    }
    let success = operation["responses"].as_object().unwrap().keys().filter(|status| status.starts_with('2'));
    assert_eq!(success.count(), 1, "{at}");
    for reference in references(operation) {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{at}: nothing is at {reference}");
    }
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, field)| match field {
                Value::String(text) if name == "$ref" => vec![text.clone()],
                other => references(other),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(references).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_description_holds_the_input_of_every_deed_as_cases_show_it() {
    let api = Api::sqlite().await;
    let document = api.call(Method::GET, "/api/v1/openapi.json").send().await.expect(200);
    let case = crate::support::case::Case::open(&api).await;
    let shown = case.shown(OFFICER).await;
    let schemas = &document["components"]["schemas"];
    let actions: Vec<_> = api.test.app.pack().procedures.iter().flat_map(|one| &one.action).collect();
    for shown in shown["actions"].as_array().unwrap() {
        // Two actions can be one deed, at two stages of a case.
        let action = actions.iter().find(|action| shown["id"] == action.id.as_str()).unwrap();
        assert_eq!(schemas[action.deed.id()], shown["input"], "{}", action.id);
    }
    for deed in Deed::ALL {
        assert_eq!(schemas[deed.id()]["type"], "object", "{}", deed.id());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anyone_may_ask_for_health_and_for_the_last_day_of_a_rule() {
    let api = Api::sqlite().await;
    let health = api.call(Method::GET, "/healthz").send().await;
    assert_eq!((health.status, health.text().as_str()), (200, "ok"));
    let ask = |rule: &str, start: &str| {
        api.call(Method::GET, &format!("/api/v1/law/due?rule={rule}&start={start}")).send()
    };
    let due = ask("publication.penalty", "2026-09-24").await.expect(200);
    assert_eq!(due["due"], "2026-10-12");
    assert_eq!((due["unit"].as_str(), due["length"].as_u64()), (Some("working-day"), Some(7)));
    assert_eq!((due["status"].as_str(), &due["extended"]), (Some("firm"), &Value::Null));
    assert!(due["overridden"].is_array());
    let due = ask("withdrawal.penalty", "2026-03-02").await.expect(200);
    assert_eq!(due["due"], "2026-03-05");
    assert!(cites(&due["basis"], "行政处罚法", 48));
    assert_eq!(due["overridden"][0]["length"], 20);
    let provisional = ask("publication.penalty", "2026-12-25").await.expect(200);
    assert_eq!(
        (provisional["due"].as_str(), provisional["status"].as_str()),
        (Some("2027-01-05"), Some("provisional"))
    );
    for (rule, start, field) in [
        ("no.such-rule", "2026-03-02", "rule"),
        ("publication.penalty", "2026-02-30", "start"),
        ("publication.penalty", "yesterday", "start"),
        ("decision.penalty", "%2B262142-12-31", "rule"),
    ] {
        let refusal = ask(rule, start).await.refused(422, "input-invalid");
        assert_eq!(refusal["field"], field, "{rule} {start}");
    }
    let unasked = api.call(Method::GET, "/api/v1/law/due?start=2026-03-02").send().await;
    unasked.refused(400, "request-unreadable");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_are_not_kept_by_anybody_on_the_way() {
    let api = Api::sqlite().await;
    let case = crate::support::case::Case::open(&api).await;
    for reply in [
        api.get(OFFICER, &case.path()).send().await,
        api.get(OFFICER, &format!("{}/files/{}", case.path(), case.scan)).send().await,
        api.call(Method::GET, &case.path()).send().await,
    ] {
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{}", reply.status);
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{}", reply.status);
    }
}

#[test]
fn what_the_public_site_answers_as_data_is_in_the_description() {
    let of_portal = mingjian_portal::ROUTES.iter().filter(|(path, _)| path.starts_with("/api/"));
    let mut of_portal: Vec<(&str, &str)> = of_portal.map(|(path, method)| (*method, *path)).collect();
    let mut described = PUBLIC_ROUTES.to_vec();
    of_portal.sort_unstable();
    described.sort_unstable();
    assert_eq!(of_portal, described);
}

/// What does not fit a schema of the description: a field that it does not know, or one that it promises and that is absent.
fn unfit(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Array(items) => {
            items.iter().flat_map(|item| unfit(&schema["items"], item, &format!("{at}[]"))).collect()
        }
        Value::Object(fields) if schema["properties"].is_object() => {
            let promised = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let absent = promised
                .filter(|name| !fields.contains_key(*name))
                .map(|name| format!("{at}.{name} is absent"));
            let below = fields.iter().flat_map(|(name, field)| {
                let path = format!("{at}.{name}");
                let own = &schema["properties"][name];
                if own.is_null() {
                    vec![format!("{path} is not described")]
                } else {
                    unfit(own, field, &path)
                }
            });
            absent.chain(below).collect()
        }
        _ => Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_have_the_shape_that_is_described() {
    let api = Api::sqlite().await;
    let mut case = stages::served(&api, &[acts::fined(SYSTEM, 20_000)]).await;
    stages::publish(&mut case).await;
    api.test.app.run_jobs().await.unwrap();
    let acted = case.act(OFFICER, "record-performance", acts::pay(&case, 20_000, "JS-1")).await;
    let refused = case.attempt(OFFICER, "close-case", acts::close()).await;
    let stale = case.send(HEAD, "close-case", &json!({ "version": 1, "input": acts::close() })).await;
    let path = format!("{}/files", case.path());
    let stored = api.post(OFFICER, &path, &Value::Null).bytes(b"%PDF-1.7".to_vec()).send().await;
    let list = api.get(HEAD, "/api/v1/proceedings").send().await;
    let due = api.call(Method::GET, "/api/v1/law/due?rule=withdrawal.penalty&start=2026-03-02").send().await;
    let decisions = api.call(Method::GET, "/api/v1/decisions").send().await.expect(200);
    let document = api.call(Method::GET, "/api/v1/openapi.json").send().await.expect(200);
    let answers = [
        ("case", case.shown(HEAD).await),
        ("acted", acted),
        ("problem", refused.expect(403)),
        ("problem", stale.expect(409)),
        ("stored", stored.expect(201)),
        ("list", list.expect(200)),
        ("due", due.expect(200)),
        ("decisions", decisions),
    ];
    for (name, answer) in answers {
        let schema = &document["components"]["schemas"][name];
        assert_eq!(unfit(schema, &answer, name), Vec::<String>::new());
    }
    let foreign = json!({ "id": "x", "more": 1 });
    let faults = unfit(&document["components"]["schemas"]["stored"], &foreign, "stored");
    assert_eq!(faults, ["stored.more is not described"]);
    assert_eq!(
        unfit(&document["components"]["schemas"]["stored"], &json!({}), "stored"),
        ["stored.id is absent"]
    );
}
