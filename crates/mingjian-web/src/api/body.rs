//! The body of a request as bytes, up to what is taken; and the envelope in which actions come.
//! It reads no act: the domain does.

use super::fault;
use crate::error::Problem;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_LENGTH;
use chrono::{DateTime, Utc};
use mingjian_domain::instant::Instant;
use serde_json::{Map, Value};

/// The longest body of JSON, in bytes.
const LONGEST_JSON: usize = 2 * 1024 * 1024;
/// A little more than the largest file, so that one that is a byte too long is refused with the reason.
const LONGEST_FILE: usize = mingjian_app::file::LARGEST_FILE + 64 * 1024;

/// The bytes of a body that is to be JSON.
pub(super) struct JsonBytes(pub Vec<u8>);

/// The bytes of a body that is a file.
pub(super) struct FileBytes(pub Vec<u8>);

impl<S: Send + Sync> FromRequest<S> for JsonBytes {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        bytes(request, LONGEST_JSON, "提交的内容超过2MB，请分几次提交。").await.map(Self)
    }
}

impl<S: Send + Sync> FromRequest<S> for FileBytes {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        bytes(request, LONGEST_FILE, "文件超过20MB，请压缩或者拆分后上传。").await.map(Self)
    }
}

async fn bytes(request: Request, longest: usize, too_long: &str) -> Result<Vec<u8>, Problem> {
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > longest) {
        return Err(Problem::too_large(too_long));
    }
    match axum::body::to_bytes(request.into_body(), longest).await {
        Ok(bytes) => Ok(bytes.to_vec()),
        // A body that breaks off and one that goes on too long cannot be told apart here.
        Err(_) => Err(Problem::too_large(too_long)),
    }
}

/// What is sent with an action, apart from the headers.
#[derive(Debug, PartialEq)]
pub(super) struct Envelope {
    /// What is stated.
    pub input: Value,
    /// The version that the caller saw.
    pub version: Option<u64>,
    /// When it happened.
    pub occurred_at: Option<Instant>,
    /// Why it is recorded late.
    pub late_reason: Option<String>,
}

impl Envelope {
    /// Reads `{version, occurred_at, late_reason, input}`; without `input` the rest of the object is the input.
    pub(super) fn read(body: &[u8]) -> Result<Self, Problem> {
        let mut object = object(body)?;
        let version = match object.remove("version") {
            None | Some(Value::Null) => None,
            Some(value) => Some(value.as_u64().ok_or_else(|| fault("version", "版本应当是一个整数"))?),
        };
        let occurred_at = match object.remove("occurred_at") {
            None | Some(Value::Null) => None,
            Some(value) => Some(instant(&value)?),
        };
        let late_reason = match object.remove("late_reason") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text),
            Some(_) => return Err(fault("late_reason", "应当是文字")),
        };
        Ok(Self { input: Value::Object(input(object)?), version, occurred_at, late_reason })
    }
}

/// What is sent to open a proceeding.
#[derive(Debug, PartialEq)]
pub(super) struct Opening {
    /// The lead.
    pub lead: Value,
    /// The procedure, where one is named.
    pub procedure: Option<String>,
}

impl Opening {
    /// Reads `{procedure, input}`; without `input` the rest of the object is the lead.
    pub(super) fn read(body: &[u8]) -> Result<Self, Problem> {
        let mut object = object(body)?;
        let beside = procedure(&mut object)?;
        let mut lead = input(object)?;
        let within = procedure(&mut lead)?;
        Ok(Self { lead: Value::Object(lead), procedure: beside.or(within) })
    }
}

fn procedure(object: &mut Map<String, Value>) -> Result<Option<String>, Problem> {
    match object.remove("procedure") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(procedure)) => Ok(Some(procedure)),
        Some(_) => Err(fault("procedure", "程序应当是一个编号")),
    }
}

fn object(body: &[u8]) -> Result<Map<String, Value>, Problem> {
    if body.is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(fault("body", "应当是一个JSON对象")),
        Err(error) => Err(fault("body", &format!("不是JSON（第{}行第{}列）", error.line(), error.column()))),
    }
}

/// The input of an object that has one, and nothing else beside it: a misspelt name must not be dropped in silence, since
/// an act whose time is dropped would be dated today.
fn input(mut object: Map<String, Value>) -> Result<Map<String, Value>, Problem> {
    match object.remove("input") {
        None => Ok(object),
        Some(Value::Object(input)) => match object.keys().next() {
            None => Ok(input),
            Some(unknown) => Err(fault(unknown, "没有这一项")),
        },
        Some(_) => Err(fault("input", "应当是一个JSON对象")),
    }
}

fn instant(value: &Value) -> Result<Instant, Problem> {
    let parsed = value.as_str().and_then(|text| text.parse::<DateTime<Utc>>().ok());
    parsed
        .map(Instant::from_utc)
        .ok_or_else(|| fault("occurred_at", "时间应当写成2026-03-02T10:00:00+08:00这样的形式"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn field_at_fault(body: &Value) -> String {
        Envelope::read(body.to_string().as_bytes()).unwrap_err().field.unwrap()
    }

    #[test]
    fn an_input_stands_by_itself_or_in_an_envelope() {
        let enveloped = json!({ "version": 3, "late_reason": "补录", "input": { "opinion": "同意" } });
        let bare = json!({ "version": 3, "late_reason": "补录", "opinion": "同意" });
        let read = |body: &Value| Envelope::read(body.to_string().as_bytes()).unwrap();
        assert_eq!(read(&enveloped), read(&bare));
        assert_eq!(read(&bare).input, json!({ "opinion": "同意" }));
        assert_eq!(read(&json!({})).input, json!({}));
        assert_eq!(Envelope::read(b"").unwrap().input, json!({}));
    }

    #[test]
    fn a_name_that_is_not_known_beside_an_input_is_at_fault() {
        assert_eq!(field_at_fault(&json!({ "ocurred_at": "x", "input": {} })), "ocurred_at");
        assert_eq!(field_at_fault(&json!({ "input": [] })), "input");
        assert_eq!(field_at_fault(&json!({ "version": 1.5, "input": {} })), "version");
    }

    #[test]
    fn a_procedure_may_stand_beside_the_lead_or_in_it() {
        for body in [
            json!({ "procedure": "p", "input": { "a": 1 } }),
            json!({ "procedure": "p", "a": 1 }),
            json!({ "input": { "procedure": "p", "a": 1 } }),
        ] {
            let read = Opening::read(body.to_string().as_bytes()).unwrap();
            assert_eq!(read, Opening { lead: json!({ "a": 1 }), procedure: Some("p".to_owned()) }, "{body}");
        }
        assert!(Opening::read(b"{\"version\":1,\"input\":{}}").is_err(), "nothing is opened on a version");
    }
}
