//! The JSON API: the same actions as the pages, for programs. Bearer tokens, idempotency keys, versions.
//! It holds no rule and keeps no session.

mod answer;
mod body;
mod dto;
mod file;
mod law;
mod openapi;
mod proceeding;
mod token;

use crate::WebState;
use crate::error::Problem;
use axum::routing::{get, post};
use axum::{Router, middleware};
use mingjian_app::AppError;
use mingjian_domain::act::InputFault;

/// Every route of the API with its methods, for the router, the description and the test that none is forgotten.
pub const ROUTES: &[(&str, &str)] = &[
    ("GET", "/healthz"),
    ("GET", "/api/v1/openapi.json"),
    ("GET", "/api/v1/law/due"),
    ("GET", "/api/v1/proceedings"),
    ("POST", "/api/v1/proceedings"),
    ("GET", "/api/v1/proceedings/{id}"),
    ("POST", "/api/v1/proceedings/{id}/actions/{action}"),
    ("POST", "/api/v1/proceedings/{id}/files"),
    ("GET", "/api/v1/proceedings/{id}/files/{file}"),
    ("GET", "/api/v1/proceedings/{id}/documents/{document}"),
];

/// The data of the public site, which another router serves behind the same address; described here, so that there is one
/// description.
pub const PUBLIC_ROUTES: &[(&str, &str)] = &[("GET", "/api/v1/decisions"), ("GET", "/api/v1/decisions/{id}")];

/// A fault of what was sent, as the table of problems has it.
fn fault(field: &str, problem: &str) -> Problem {
    AppError::from(InputFault::new(field, problem)).into()
}

/// The routes of the API.
pub(crate) fn router(state: &WebState) -> Router<WebState> {
    Router::new()
        .route("/healthz", get(law::health))
        .route("/api/v1/openapi.json", get(openapi::describe))
        .route("/api/v1/law/due", get(law::due))
        .route("/api/v1/proceedings", get(proceeding::list).post(proceeding::open))
        .route("/api/v1/proceedings/{id}", get(proceeding::show))
        .route("/api/v1/proceedings/{id}/actions/{action}", post(proceeding::act))
        .route("/api/v1/proceedings/{id}/files", post(file::upload))
        .route("/api/v1/proceedings/{id}/files/{file}", get(file::download))
        .route("/api/v1/proceedings/{id}/documents/{document}", get(file::document))
        .layer(middleware::from_fn_with_state(state.clone(), answer::frame))
}
