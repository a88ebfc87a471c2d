//! What goes wrong on the public site, as a page for people and as JSON for programs, each with a reference.
//! The reader never sees an error's own text; the log does, under the same reference.

use crate::PortalState;
use crate::answer::{Asked, plain_json, plain_page};
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use mingjian_html::error::{ErrorPage, words};
use mingjian_publish::PublishError;
use serde::Serialize;
use std::sync::atomic::{AtomicU64, Ordering};

/// What went wrong, before it is known for whom it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageError {
    pub(crate) status: StatusCode,
    /// Stable, for programs.
    pub(crate) code: &'static str,
    /// More than the standing words of the status.
    pub(crate) message: Option<String>,
    /// Under which the log tells more.
    pub(crate) reference: String,
}

impl PageError {
    /// Nothing lies here.
    pub(crate) fn not_found() -> Self {
        Self { status: StatusCode::NOT_FOUND, code: "not-found", message: None, reference: reference() }
    }

    /// What was asked does not fit.
    pub(crate) fn invalid(message: &str) -> Self {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Self { status, code: "invalid-query", message: Some(message.to_owned()), reference: reference() }
    }

    /// A fault of ours, logged once.
    pub(crate) fn internal(error: &dyn std::error::Error) -> Self {
        let reference = reference();
        let source = error.source().map(ToString::to_string).unwrap_or_default();
        tracing::error!(reference, error = %error, source, "the public site failed to answer");
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, code: "internal", message: None, reference }
    }

    /// For people.
    pub(crate) fn page(self, state: &PortalState, asked: &Asked, path: &str) -> Response {
        let page = state.site.page("", path, asked);
        let mut error = ErrorPage::new(page, self.status.as_u16(), &self.reference);
        if let Some(message) = &self.message {
            error = error.saying(&[message]);
        }
        plain_page(self.status, &error)
    }

    /// For programs.
    pub(crate) fn json(self) -> Response {
        let standing = words(self.status.as_u16()).1.concat();
        let body = ErrorJson {
            code: self.code,
            message: self.message.unwrap_or(standing),
            reference: self.reference,
        };
        plain_json(self.status, &body)
    }
}

impl From<PublishError> for PageError {
    fn from(error: PublishError) -> Self {
        Self::internal(&error)
    }
}

#[derive(Serialize)]
struct ErrorJson {
    code: &'static str,
    message: String,
    reference: String,
}

/// Nothing lies under this address.
pub(crate) async fn not_found(
    State(state): State<PortalState>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    drawn(PageError::not_found(), &state, uri.path(), &headers)
}

/// The address exists, but not for this method.
pub(crate) async fn method_not_allowed(
    State(state): State<PortalState>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let error = PageError {
        status: StatusCode::METHOD_NOT_ALLOWED,
        code: "method-not-allowed",
        ..PageError::not_found()
    };
    drawn(error, &state, uri.path(), &headers)
}

fn drawn(error: PageError, state: &PortalState, path: &str, headers: &HeaderMap) -> Response {
    if path.starts_with("/api/") { error.json() } else { error.page(state, &Asked::of(headers), path) }
}

/// The start of the program is in the log; the number leads to the line.
fn reference() -> String {
    static COUNTER: AtomicU64 = AtomicU64::new(1);
    format!("P{:06}", COUNTER.fetch_add(1, Ordering::Relaxed))
}

/// Draws what a handler of pages answered.
pub(crate) fn as_page(
    outcome: Result<Response, PageError>,
    state: &PortalState,
    asked: &Asked,
    path: &str,
) -> Response {
    outcome.unwrap_or_else(|error| error.page(state, asked, path))
}

/// Draws what a handler of data answered.
pub(crate) fn as_json(outcome: Result<Response, PageError>) -> Response {
    outcome.unwrap_or_else(PageError::json).into_response()
}
