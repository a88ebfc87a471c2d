//! What the law forbids, tried through HTTP: each order is refused with code, Chinese message and article, and a dump of
//! the database before and after differs only in the audit trail.
//! The tables say what is tried; in `stage` the cases are brought lawfully to where it is tried.

mod aside;
mod beside;
mod daily;
mod decision;
mod filing;
mod hearing;
mod inspection;
mod investigation;
mod notice;
mod proposal;
mod publication;
mod recusal;
mod review;
mod stage;
mod summary;

use crate::support::case::{Case, OUTSIDER};
use crate::support::dump::{self, AUDIT_TABLES};
use crate::support::http::{Api, Reply, cites, is_chinese};
use mingjian_testkit::people::AUDIT_ADMINISTRATOR;
use serde_json::{Value, json};
use stage::Stage;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

const PENALTY_LAW: &str = "行政处罚法";

/// Something that is tried and refused.
struct Forbidden {
    /// What is wrong with it.
    what: &'static str,
    stage: Stage,
    order: fn(&Case<'_>) -> Order,
    status: u16,
    code: &'static str,
    law: &'static str,
    article: u64,
}

/// The order that opens a proceeding, where others name an action of one.
const OPEN: &str = "open";

/// Who tries what.
struct Order {
    who: &'static str,
    action: &'static str,
    body: Value,
}

const fn forbidden(
    what: &'static str,
    stage: Stage,
    order: fn(&Case<'_>) -> Order,
    (code, article): (&'static str, u64),
) -> Forbidden {
    Forbidden { what, stage, order, status: 422, code, law: PENALTY_LAW, article }
}

impl Forbidden {
    /// It is refused because of who asks.
    const fn personally(self) -> Self {
        Self { status: 403, ..self }
    }

    /// The article is one of another law.
    const fn under(self, law: &'static str) -> Self {
        Self { law, ..self }
    }

    /// Everything that is not as it should be about the reply.
    fn faults(&self, reply: &Reply) -> Option<String> {
        let refusal = serde_json::from_slice::<Value>(&reply.body).unwrap_or_default();
        let fits = reply.status == self.status
            && refusal["code"] == self.code
            && refusal["message"].as_str().is_some_and(is_chinese)
            && cites(&refusal["basis"], self.law, self.article);
        (!fits).then(|| {
            format!("{} ({}, {}): {} {}", self.what, self.code, self.article, reply.status, reply.text())
        })
    }
}

fn order(case: &Case<'_>, who: &'static str, action: &'static str, input: Value) -> Order {
    let mut body = json!({ "version": case.version });
    body["input"] = input;
    Order { who, action, body }
}

/// An order to open a proceeding of this procedure, at the time to which the case has come.
fn opening(who: &'static str, procedure: &'static str, input: Value) -> Order {
    let mut body = json!({ "procedure": procedure });
    body["input"] = input;
    Order { who, action: OPEN, body }
}

/// An order that states when it happened.
fn dated(mut order: Order, occurred_at: &str) -> Order {
    order.body["occurred_at"] = json!(format!("{occurred_at}:00+08:00"));
    order
}

fn all() -> impl Iterator<Item = &'static Forbidden> {
    let tables = [
        filing::TABLE,
        investigation::TABLE,
        proposal::TABLE,
        review::TABLE,
        notice::TABLE,
        hearing::TABLE,
        recusal::TABLE,
        decision::TABLE,
        publication::TABLE,
        inspection::TABLE,
        summary::TABLE,
        beside::REGISTRATION,
        beside::POLICE_TRANSFER,
        beside::SAMPLING,
        beside::SERVICE,
    ];
    tables.into_iter().flatten()
}

async fn sent(case: &Case<'_>, who: &str, action: &str, body: &Value) -> Reply {
    if action == OPEN { case.try_opening(who, body).await } else { case.send(who, action, body).await }
}

#[test]
fn at_least_310_orders_are_tried_and_at_least_140_codes_are_among_them() {
    let codes: BTreeSet<&str> = all().map(|forbidden| forbidden.code).collect();
    let orders: BTreeSet<&str> = all().map(|forbidden| forbidden.what).collect();
    assert_eq!(orders.len(), all().count(), "each order is tried for a reason of its own");
    println!("{} forbidden orders, {} codes", orders.len(), codes.len());
    assert!(orders.len() >= 310 && codes.len() >= 140);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_forbidden_order_is_refused_with_code_and_article_and_leaves_only_its_trace() {
    let api = stage::people(Api::sqlite().await).await;
    let mut cases = BTreeMap::new();
    for stage in all().map(|forbidden| forbidden.stage) {
        if let Entry::Vacant(place) = cases.entry(stage) {
            place.insert(stage.reached(&api).await);
        }
    }
    let file = api.test.folder().join("mingjian.db");
    let before = dump::sqlite(&file).await;
    let mut faults = Vec::new();
    let mut calls = 0;
    for forbidden in all() {
        let case = &cases[&forbidden.stage];
        let Order { who, action, body } = (forbidden.order)(case);
        faults.extend(forbidden.faults(&sent(case, who, action, &body).await));
        calls += 1;
        if action == OPEN {
            // Another body opens what is its own; there is nothing of this one that it could find.
            continue;
        }
        // The same order in a case of another body: nothing is there.
        let theirs = case.send(OUTSIDER, action, &body).await;
        if (theirs.status, theirs.body.len()) != (404, 0) {
            faults.push(format!("{}, by another body: {}", forbidden.what, theirs.text()));
        }
        calls += 1;
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), all().count(), faults.join("\n"));
    let after = dump::sqlite(&file).await;
    let mut changed = dump::differences(&before, &after);
    for table in AUDIT_TABLES {
        assert!(changed.remove(table).is_some(), "{table} tells of every attempt");
    }
    assert!(changed.is_empty(), "{changed:#?}");
    assert_eq!(after["audit_trail"].len() - before["audit_trail"].len(), calls, "one entry for each attempt");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_audit_trail_says_who_was_refused_what_and_why() {
    let api = Api::sqlite().await;
    let case = Case::open(&api).await;
    case.attempt("chenli", "accept-lead", crate::support::acts::accept()).await.refused(403, "role-missing");
    let auditor = api.test.caller(AUDIT_ADMINISTRATOR).await;
    let trail = api.test.app.audit_trail(&auditor, None).await.unwrap();
    let refused: Vec<_> = trail.iter().filter(|row| row.entry.kind == "refused").collect();
    assert_eq!(refused.len(), 1);
    let entry = &refused[0].entry;
    assert_eq!(entry.user_id, Some(api.user("chenli")));
    assert_eq!(entry.target.as_deref(), Some(case.id.as_str()));
    assert!(entry.detail.contains("role-missing"), "{}", entry.detail);
}
