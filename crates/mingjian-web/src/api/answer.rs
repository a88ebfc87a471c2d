//! Answers of the API that are no success: JSON with a code, a Chinese message and the articles.
//! What may not be known is answered by a bare 404; the status comes from the one table that the pages use too.

use super::dto::{self, Article};
use crate::WebState;
use crate::error::{Problem, reference};
use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// What the API says when it does not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Refused {
    /// The stable code.
    code: String,
    /// What is wrong and what to do, in Chinese.
    message: String,
    /// The articles.
    basis: Vec<Article>,
    /// The field at fault, where it is a field.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// The version now, where the caller's is old.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    /// What has happened since the version that the caller saw.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    since: Vec<String>,
    /// Under which reference the fault stands in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

/// Draws whatever problem a handler or an extractor answered with.
pub(super) async fn frame(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else {
        return response;
    };
    if problem.status == StatusCode::NOT_FOUND {
        return StatusCode::NOT_FOUND.into_response();
    }
    let reference = problem.has_reference().then(|| reference(&state.app));
    problem.log(reference.as_deref().unwrap_or_default());
    let refused = Refused {
        basis: dto::articles(&problem.basis),
        code: problem.code,
        message: problem.message,
        field: problem.field,
        version: problem.version,
        since: problem.since,
        reference,
    };
    (problem.status, Json(refused)).into_response()
}
