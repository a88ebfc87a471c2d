//! The caller of the API: the person behind a bearer token, and what the headers of the request say besides.
//! No cookie is read here, so that a page of another site can do nothing with a browser's session.

use super::fault;
use crate::WebState;
use crate::error::Problem;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, IF_MATCH};
use axum::http::request::Parts;
use mingjian_app::proceeding::Once;
use mingjian_app::{AppError, Caller};

/// A person who calls the API.
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
    /// The key under which this request is answered once, with the digest of everything that was asked.
    pub(super) fn once(&self, parts: &[&[u8]]) -> Once {
        let key = self.headers.get("idempotency-key").and_then(|value| value.to_str().ok());
        let asked: Vec<&[u8]> = [self.address.as_bytes()].into_iter().chain(parts.iter().copied()).collect();
        Once::of(key.unwrap_or_default(), &asked)
    }

    /// The version that the caller saw, as `If-Match` has it: `"7"`, or `7` without the marks of an entity tag.
    pub(super) fn if_match(&self) -> Result<Option<u64>, Problem> {
        let Some(value) = self.headers.get(IF_MATCH) else {
            return Ok(None);
        };
        let text = value.to_str().unwrap_or_default().trim();
        let bare = text.strip_prefix("W/").unwrap_or(text);
        let bare = bare.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(bare);
        match bare.parse() {
            Ok(version) => Ok(Some(version)),
            Err(_) => Err(fault("If-Match", "应当是看到的案件版本，如\"7\"")),
        }
    }

    /// A header that people wrote.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.headers.get(name).and_then(|value| readable(value.as_bytes()))
    }
}

/// Chinese in a header comes as UTF-8, or escaped as in an address by clients that send only ASCII.
fn readable(value: &[u8]) -> Option<String> {
    let raw = std::str::from_utf8(value).ok()?;
    Some(unescaped(raw).unwrap_or_else(|| raw.to_owned()))
}

/// The text with every `%41` taken for its byte, where all of it can be read so.
fn unescaped(text: &str) -> Option<String> {
    if !text.is_ascii() {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let (byte, after) = match (first, after) {
            (b'%', [high, low, after @ ..]) => (digit(*high)? << 4 | digit(*low)?, after),
            (b'%', _) => return None,
            (other, after) => (*other, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

fn digit(ascii: u8) -> Option<u8> {
    char::from(ascii).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
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
        api.purpose = api.text("purpose");
        Ok(api)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_as_it_is_or_as_it_was_escaped() {
        let read = |text: &str| readable(text.as_bytes()).unwrap();
        assert_eq!(read("执法监督"), "执法监督");
        assert_eq!(read("%E6%89%A7%E6%B3%95 1"), "执法 1");
        assert_eq!(read("100%"), "100%");
        assert_eq!(read("50% of %E6%89%A7"), "50% of %E6%89%A7");
        assert_eq!(read("%FF"), "%FF", "what is no text stays as it came");
        assert_eq!(readable(b"\xFF"), None);
    }
}
