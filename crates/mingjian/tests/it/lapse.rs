//! Evidence that is registered and forgotten: the worker records its lapse by rule, and a person lifts it.
//! What is refused around it stands with the forbidden orders.

use crate::support::beside;
use crate::support::case::{Case, HEAD, OFFICER};
use crate::support::http::{Api, kinds};
use crate::support::on_both;
use serde_json::Value;

on_both!(
    a_registration_past_its_term_lapses_by_rule_once_and_is_lifted_by_a_person,
    what_was_disposed_of_in_time_does_not_lapse,
);

/// The entries by which something lapsed.
async fn lapses(case: &Case<'_>) -> Vec<Value> {
    let shown = case.shown(HEAD).await;
    let journal = shown["journal"].as_array().unwrap();
    journal.iter().filter(|entry| entry["action"] == "lapse").cloned().collect()
}

async fn a_registration_past_its_term_lapses_by_rule_once_and_is_lifted_by_a_person(api: &Api) {
    let mut case = beside::held(api).await;
    api.test.app.run_jobs().await.unwrap();
    assert!(lapses(&case).await.is_empty(), "its term runs");
    case.wait_out("registration-clock").await;
    case.shown(HEAD).await;
    api.test.app.run_jobs().await.unwrap();
    api.test.app.run_jobs().await.unwrap();
    let recorded = lapses(&case).await;
    assert_eq!(recorded.len(), 1, "{recorded:?}");
    assert_eq!(recorded[0]["role"], "system", "nobody did it: {}", recorded[0]);
    case.version += 1;
    let late = case.attempt(HEAD, "dispose-registration", beside::dispose(&["账册"])).await;
    late.refused(422, "registration-lapsed");
    let lifted = case.act(OFFICER, "lift-lapsed", beside::lift()).await;
    assert_eq!(kinds(&lifted), ["registration-lifting"]);
    api.test.app.run_jobs().await.unwrap();
    assert_eq!(lapses(&case).await.len(), 1);
}

async fn what_was_disposed_of_in_time_does_not_lapse(api: &Api) {
    let mut case = beside::held(api).await;
    case.act(HEAD, "dispose-registration", beside::dispose(&["账册"])).await;
    case.wait_days(30);
    case.shown(HEAD).await;
    api.test.app.run_jobs().await.unwrap();
    assert!(lapses(&case).await.is_empty());
}
