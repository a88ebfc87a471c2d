//! How far a lawful case has come when a test begins; each stage is reached through the API, with nothing left out.
//! It tries nothing that is refused.

use super::acts;
use super::case::{CLERK, Case, HEAD, OFFICER, REVIEW_HEAD, REVIEWER, SECOND_OFFICER, UNIT_HEAD};
use super::http::Api;
use serde_json::Value;

pub(crate) async fn accepted(api: &Api) -> Case<'_> {
    let mut case = Case::open(api).await;
    case.act(UNIT_HEAD, "accept-lead", acts::accept()).await;
    case
}

/// A case whose filing waits for the head.
pub(crate) async fn requested<'api>(api: &'api Api, causes: &[&str]) -> Case<'api> {
    let mut case = accepted(api).await;
    let request = acts::request_filing(&case, causes);
    case.act(OFFICER, "request-filing", request).await;
    case
}

/// A case that is filed and investigated, with one item of evidence.
pub(crate) async fn investigated<'api>(api: &'api Api, causes: &[&str]) -> Case<'api> {
    let mut case = requested(api, causes).await;
    case.act(HEAD, "approve-filing", acts::opinion_of_head()).await;
    case.wait_days(1);
    case.act(OFFICER, "record-scene", acts::scene(&case)).await;
    case.act(SECOND_OFFICER, "record-inquiry", acts::inquiry(&case)).await;
    case.act(OFFICER, "add-evidence", acts::evidence(&case)).await;
    case
}

/// The report on these causes.
pub(crate) async fn conclude(case: &mut Case<'_>, causes: &[&str]) {
    let violations: Vec<Value> = causes.iter().map(|cause| acts::violation(case, cause)).collect();
    case.act(SECOND_OFFICER, "conclude-investigation", acts::conclude(&violations)).await;
}

pub(crate) async fn concluded<'api>(api: &'api Api, causes: &[&str]) -> Case<'api> {
    let mut case = investigated(api, causes).await;
    conclude(&mut case, causes).await;
    case
}

pub(crate) async fn propose(case: &mut Case<'_>, penalties: &[Value]) {
    let proposal = acts::propose(case, penalties);
    case.act(UNIT_HEAD, "adopt-proposal", proposal).await;
}

/// A case with a proposal of these penalties.
pub(crate) async fn proposed<'api>(api: &'api Api, penalties: &[Value]) -> Case<'api> {
    let causes: Vec<&str> = penalties.iter().map(|penalty| penalty["cause"].as_str().unwrap()).collect();
    let mut case = concluded(api, &causes).await;
    propose(&mut case, penalties).await;
    case
}

/// Submission and assignment.
pub(crate) async fn assign(case: &mut Case<'_>) {
    case.act(OFFICER, "submit-for-review", acts::submit()).await;
    case.act(REVIEW_HEAD, "assign-review", acts::assign(case)).await;
}

/// A review round that ends in agreement.
pub(crate) async fn review(case: &mut Case<'_>) {
    assign(case).await;
    case.act(REVIEWER, "give-opinion", acts::opinion("agree")).await;
}

/// The notice of what is proposed, issued and served the next day.
pub(crate) async fn notify(case: &mut Case<'_>) {
    case.act(HEAD, "issue-notice", acts::issue()).await;
    case.wait_days(1);
    case.act(OFFICER, "serve-notice", acts::service(case)).await;
}

/// A case whose notice of these penalties is served, and not reviewed yet.
pub(crate) async fn noticed<'api>(api: &'api Api, penalties: &[Value]) -> Case<'api> {
    let mut case = proposed(api, penalties).await;
    notify(&mut case).await;
    case
}

/// A case in which everything before the decision is done; for penalties without hearing or discussion.
pub(crate) async fn ripe<'api>(api: &'api Api, penalties: &[Value]) -> Case<'api> {
    let mut case = noticed(api, penalties).await;
    case.wait_out("plea-clock").await;
    review(&mut case).await;
    case
}

/// A decided case; for penalties without hearing or discussion.
pub(crate) async fn decided<'api>(api: &'api Api, penalties: &[Value]) -> Case<'api> {
    let mut case = ripe(api, penalties).await;
    case.act(HEAD, "decide-penalty", acts::opinion_of_head()).await;
    case
}

/// A case whose decision is served; for penalties without hearing or discussion.
pub(crate) async fn served<'api>(api: &'api Api, penalties: &[Value]) -> Case<'api> {
    let mut case = decided(api, penalties).await;
    case.wait_days(1);
    case.act(OFFICER, "serve-decision", acts::service(&case)).await;
    case
}

/// The decision goes to the public.
pub(crate) async fn publish(case: &mut Case<'_>) {
    case.act(CLERK, "mask", acts::mask()).await;
    case.act(REVIEWER, "check-secrecy", acts::secrecy("pass")).await;
    case.act(REVIEW_HEAD, "release", acts::opinion_of_head()).await;
}
