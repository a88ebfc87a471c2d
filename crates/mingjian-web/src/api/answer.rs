//! Answers of the API that are no success: JSON with a code, a Chinese message and the articles.
//! What may not be known is answered by a bare 404; the status comes from the one table that the pages use too.

use super::dto::{self, Refused};
use crate::WebState;
use crate::error::{Problem, reference};
use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

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
    let mut response = (problem.status, Json(refused)).into_response();
    if problem.status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
