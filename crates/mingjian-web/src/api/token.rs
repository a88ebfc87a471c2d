//! The caller of the API: the person behind a bearer token.
//! No cookie is read here, so that a page of another site can do nothing with a browser's session.

use crate::WebState;
use crate::error::Problem;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use mingjian_app::proceeding::Once;
use mingjian_app::{AppError, Caller};
use mingjian_store::Hash;

/// A person who calls the API, with what the headers say besides.
#[derive(Debug, Clone)]
pub(super) struct ApiCaller {
    /// The person.
    pub caller: Caller,
    /// Why another's case is read, where it is said.
    pub purpose: Option<String>,
    headers: HeaderMap,
    address: String,
}

impl ApiCaller {
    /// The key under which this request is answered once, with the digest of what was sent.
    pub(super) fn once(&self, body: &[u8]) -> Once {
        let key = self.header("idempotency-key").unwrap_or_default();
        Once { key, digest: Hash::of_parts(&[self.address.as_bytes(), body]) }
    }

    /// The version that the caller saw, from `If-Match`.
    pub(super) fn version(&self) -> Option<u64> {
        self.header("if-match").and_then(|text| text.trim_matches(['"', ' ']).parse().ok())
    }

    fn header(&self, name: &str) -> Option<String> {
        let value = self.headers.get(name)?;
        // A purpose is Chinese, and headers are bytes.
        std::str::from_utf8(value.as_bytes()).ok().map(str::to_owned)
    }
}

impl FromRequestParts<WebState> for ApiCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Problem> {
        let token = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.strip_prefix("Bearer "))
            .ok_or(AppError::Unauthenticated)?;
        let caller = state.app.bearer(token.trim()).await?;
        let mut api = Self {
            caller,
            purpose: None,
            headers: parts.headers.clone(),
            address: format!("{} {}", parts.method, parts.uri.path()),
        };
        api.purpose = api.header("purpose");
        Ok(api)
    }
}
