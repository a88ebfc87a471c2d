//! Answers: pages and JSON with a digest, so that a browser asks again cheaply and never shows what was withdrawn.
//! It decides no content.

use askama::Template;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH, VARY,
};
use axum::http::{StatusCode, header::COOKIE};
use axum::response::{IntoResponse, Response};
use mingjian_html::display::Display;
use mingjian_html::header::SECURITY_HEADERS;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

use crate::error::PageError;

/// A browser may keep a page, but asks each time whether it still stands: a withdrawal counts at once.
const REVALIDATE: &str = "no-cache";
const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";

/// What of a request decides on its answer.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// How the reader wants pages to look.
    pub(crate) display: Display,
    known: Option<String>,
}

impl Asked {
    /// Reads the headers of a request.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        Self { display: Display::from_cookies(text(COOKIE)), known: text(IF_NONE_MATCH).map(str::to_owned) }
    }

    fn knows(&self, tag: &str) -> bool {
        let known = self.known.as_deref().unwrap_or_default();
        known
            .split(',')
            .map(|part| part.trim().trim_start_matches("W/"))
            .any(|part| part == tag || part == "*")
    }
}

/// A page.
///
/// # Errors
/// When the template cannot be written.
pub(crate) fn page(
    asked: &Asked,
    status: StatusCode,
    page: &dyn askama::DynTemplate,
) -> Result<Response, PageError> {
    let html = page.dyn_render().map_err(|error| PageError::internal(&error))?;
    let mut response = tagged(asked, status, HTML, html.into_bytes());
    // The same address looks different with large type.
    response.headers_mut().insert(VARY, HeaderValue::from_static("cookie"));
    Ok(response)
}

/// Data.
///
/// # Errors
/// When the value cannot be written as JSON.
pub(crate) fn json<T: Serialize>(
    asked: &Asked,
    status: StatusCode,
    value: &T,
) -> Result<Response, PageError> {
    let bytes = serde_json::to_vec(value).map_err(|error| PageError::internal(&error))?;
    Ok(tagged(asked, status, JSON, bytes))
}

/// An error page, which nobody keeps.
pub(crate) fn plain_page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, [(CONTENT_TYPE, HTML), (CACHE_CONTROL, "no-store")], html).into_response(),
        // The error page itself cannot be drawn: say the least that is true.
        Err(_) => (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], "系统出现故障。").into_response(),
    }
}

/// An error as JSON, which nobody keeps.
pub(crate) fn plain_json<T: Serialize>(status: StatusCode, value: &T) -> Response {
    let bytes = serde_json::to_vec(value).unwrap_or_default();
    (status, [(CONTENT_TYPE, JSON), (CACHE_CONTROL, "no-store")], bytes).into_response()
}

/// The headers of every answer; what an answer says of itself stays.
pub(crate) fn secure(headers: &mut HeaderMap) {
    for (name, value) in SECURITY_HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// An answer with the digest of its bytes; only that, where the reader has them already.
pub(crate) fn tagged(asked: &Asked, status: StatusCode, media_type: &str, bytes: Vec<u8>) -> Response {
    let tag = format!("\"{}\"", digest(&bytes));
    let common = [(ETAG, tag.clone()), (CACHE_CONTROL, REVALIDATE.to_owned())];
    if status == StatusCode::OK && asked.knows(&tag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    (status, common, [(CONTENT_TYPE, media_type.to_owned())], bytes).into_response()
}

fn digest(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(32);
    for byte in Sha256::digest(bytes).iter().take(16) {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
