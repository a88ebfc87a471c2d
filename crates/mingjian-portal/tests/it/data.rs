//! The public JSON: its shape, its paging, its errors, and that it holds no field beyond those listed here.
//! A new field is a decision: this list is where it is taken.

use crate::client::Client;
use crate::sample::id;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use std::collections::BTreeSet;

fn keys(value: &serde_json::Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[tokio::test]
async fn a_list_holds_items_and_their_total() {
    let client = Client::filled().await;
    let list = client.get("/api/v1/decisions?page=2&per_page=10").await.json();
    assert_eq!(keys(&list), BTreeSet::from(["items", "total"]));
    assert_eq!((list["total"].as_u64(), list["items"].as_array().unwrap().len()), (Some(24), 10));
    let item = &list["items"][0];
    let expected = ["id", "status", "number", "organ", "party", "cause", "decided_on", "published_on"];
    assert_eq!(keys(item), BTreeSet::from(expected));
    assert_eq!(item["status"], "current");
    let beyond = client.get("/api/v1/decisions?page=99").await.json();
    assert_eq!((beyond["total"].as_u64(), beyond["items"].as_array().unwrap().len()), (Some(24), 0));
}

#[tokio::test]
async fn a_decision_holds_public_fields_and_no_others() {
    let client = Client::filled().await;
    let answer = client.get(&format!("/api/v1/decisions/{}", id(12))).await;
    let decision = answer.json();
    let expected = [
        "id",
        "status",
        "status_label",
        "title",
        "number",
        "organ",
        "entrusted_body",
        "officers",
        "party",
        "cause",
        "facts",
        "evidence_kinds",
        "violations",
        "reasons",
        "penalty_kinds",
        "penalties",
        "performance",
        "remedies",
        "decided_on",
        "served_on",
        "published_on",
        "correction",
        "masked",
        "withheld",
        "basis",
        "history",
        "pdf",
        "demo",
    ];
    assert_eq!(keys(&decision), BTreeSet::from(expected));
    let party = ["name", "kind", "credit_code", "address", "representative", "licence"];
    assert_eq!(keys(&decision["party"]), BTreeSet::from(party));
    assert_eq!(decision["number"], "示卫医罚〔2026〕12号");
    assert_eq!(decision["penalties"][0]["amount_fen"], 500_000);
    assert_eq!(decision["remedies"]["ways"][0]["last_day"], "2026-05-06");
    assert_eq!(decision["masked"][0]["count"], 2);
    assert_eq!(decision["history"][0]["change"], "published");
    assert_eq!(decision["pdf"], format!("/decisions/{}.pdf", id(12)));
    assert_eq!(decision["demo"], true);
}

#[tokio::test]
async fn errors_are_json_with_code_message_and_reference() {
    let client = Client::filled().await;
    for (path, status, code) in [
        ("/api/v1/decisions?page=0", StatusCode::UNPROCESSABLE_ENTITY, "invalid-query"),
        ("/api/v1/decisions/1", StatusCode::NOT_FOUND, "not-found"),
        ("/api/v1/nothing", StatusCode::NOT_FOUND, "not-found"),
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        let body = answer.json();
        assert_eq!(keys(&body), BTreeSet::from(["code", "message", "reference"]));
        assert_eq!(body["code"], code, "{path}");
    }
    let wrong = Request::delete("/api/v1/decisions").body(Body::empty()).unwrap();
    let wrong = client.send(wrong).await;
    assert_eq!((wrong.status, wrong.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"));
    assert_eq!(wrong.json()["code"], "method-not-allowed");
}

#[tokio::test]
async fn a_withdrawn_decision_is_410_with_its_notice_and_no_party() {
    let client = Client::filled().await;
    let answer = client.get(&format!("/api/v1/decisions/{}", id(4))).await;
    assert_eq!(answer.status, StatusCode::GONE);
    let body = answer.json();
    assert_eq!((body["code"].as_str(), body["status"].as_str()), (Some("withdrawn"), Some("withdrawn")));
    assert_eq!(body["notice"]["reason"], "行政复议决定撤销了原处罚决定。");
    assert!(!answer.text().contains("口腔门诊部"));
}

#[tokio::test]
async fn who_has_the_answer_already_gets_304_and_a_withdrawal_ends_that() {
    let client = Client::filled().await;
    for path in
        [format!("/api/v1/decisions/{}", id(3)), format!("/decisions/{}", id(3)), "/decisions".to_owned()]
    {
        let first = client.get(&path).await;
        let tag = first.header("etag").to_owned();
        assert_eq!((first.header("cache-control"), tag.len()), ("no-cache", 34), "{path}");
        let again = || {
            Request::get(&path)
                .header("if-none-match", format!("W/{tag}, \"x\""))
                .body(Body::empty())
                .unwrap()
        };
        let known = client.send(again()).await;
        assert_eq!((known.status, known.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        assert_eq!(known.header("etag"), tag);
    }
    let path = format!("/api/v1/decisions/{}", id(3));
    let tag = client.get(&path).await.header("etag").to_owned();
    client.database.apply(&[crate::sample::withdraw(3, 9)]).await.unwrap();
    let asked = Request::get(&path).header("if-none-match", tag).body(Body::empty()).unwrap();
    assert_eq!(client.send(asked).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn head_answers_like_get_without_a_body() {
    let client = Client::filled().await;
    for path in ["/".to_owned(), format!("/decisions/{}", id(1)), "/api/v1/decisions".to_owned()] {
        let head = client.send(Request::head(&path).body(Body::empty()).unwrap()).await;
        let get = client.get(&path).await;
        assert_eq!((head.status, head.bytes.len()), (get.status, 0), "{path}");
        assert_eq!(head.header("etag"), get.header("etag"), "{path}");
        assert_eq!(head.header("content-length"), get.bytes.len().to_string(), "{path}");
    }
}
