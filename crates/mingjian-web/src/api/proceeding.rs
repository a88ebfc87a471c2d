//! Proceedings over HTTP: list, open, show, act.
//! Each handler extracts, calls one function of the app and answers.

use super::dto::Case;
use super::fault;
use super::token::ApiCaller;
use crate::WebState;
use crate::error::Problem;
use crate::extract::{Path, Query};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use mingjian_app::proceeding::{ActRequest, Acted, ProceedingFilter};
use mingjian_domain::id::ProceedingId;
use mingjian_domain::instant::Instant;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The procedure under which a proceeding is opened when none is named.
const ORDINARY: &str = "penalty-ordinary";

/// What a list is narrowed to.
#[derive(Debug, Deserialize)]
pub(super) struct ListQuestion {
    state: Option<String>,
    text: Option<String>,
    after: Option<String>,
}

/// A row of a list.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    id: String,
    number: Option<String>,
    state: String,
    party: String,
    version: i64,
    opened_at: String,
}

/// A page of a list.
#[derive(Debug, Serialize)]
pub(super) struct Rows {
    items: Vec<Row>,
    total: i64,
    next: Option<String>,
}

/// `GET /api/v1/proceedings`.
pub(super) async fn list(
    State(state): State<WebState>,
    api: ApiCaller,
    Query(question): Query<ListQuestion>,
) -> Result<Json<Rows>, Problem> {
    let filter = ProceedingFilter {
        states: question.state.into_iter().collect(),
        text: question.text,
        ..ProceedingFilter::default()
    };
    let after = question.after.as_deref().map(cursor).transpose()?;
    let (rows, total) = state.app.cases(&api.caller, &filter, after).await?;
    let next = (rows.len() >= mingjian_app::proceeding::PAGE)
        .then(|| rows.last().map(|row| format!("{}.{}", row.opened_at.micros(), row.id)))
        .flatten();
    let items = rows
        .into_iter()
        .map(|row| Row {
            id: row.id.to_string(),
            number: row.number,
            state: row.state,
            party: row.party_name,
            version: row.version,
            opened_at: row.opened_at.rfc3339(),
        })
        .collect();
    Ok(Json(Rows { items, total, next }))
}

fn cursor(text: &str) -> Result<(Instant, ProceedingId), Problem> {
    let parts = text.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    parts
        .map(|(at, id)| (Instant::from_micros(at), id))
        .ok_or_else(|| fault("after", "翻页标记无法识别，请从第一页开始"))
}

/// `POST /api/v1/proceedings`.
pub(super) async fn open(
    State(state): State<WebState>,
    api: ApiCaller,
    body: Bytes,
) -> Result<(StatusCode, Json<Acted>), Problem> {
    let mut envelope = read(&body)?;
    let procedure = match envelope.input.as_object_mut().and_then(|object| object.remove("procedure")) {
        Some(Value::String(procedure)) => procedure,
        Some(_) => return Err(fault("procedure", "程序应当是一个编号").into()),
        None => ORDINARY.to_owned(),
    };
    let acted = state.app.open(&api.caller, &procedure, envelope.input, &api.once(&body)).await?;
    Ok((StatusCode::CREATED, Json(acted)))
}

/// `GET /api/v1/proceedings/{id}`.
pub(super) async fn show(
    State(state): State<WebState>,
    api: ApiCaller,
    Path(id): Path<ProceedingId>,
) -> Result<Json<Case>, Problem> {
    let view = state.app.case(&api.caller, id, api.purpose.as_deref()).await?;
    Ok(Json(Case::of(&view)))
}

/// `POST /api/v1/proceedings/{id}/actions/{action}`.
pub(super) async fn act(
    State(state): State<WebState>,
    api: ApiCaller,
    Path((id, action)): Path<(ProceedingId, String)>,
    body: Bytes,
) -> Result<Json<Acted>, Problem> {
    let envelope = read(&body)?;
    let request = ActRequest {
        action,
        version: api.version().or(envelope.version),
        input: envelope.input,
        occurred_at: envelope.occurred_at,
        late_reason: envelope.late_reason,
    };
    Ok(Json(state.app.act(&api.caller, id, &request, &api.once(&body)).await?))
}

/// What is sent with an action, apart from the headers.
struct Envelope {
    input: Value,
    version: Option<u64>,
    occurred_at: Option<Instant>,
    late_reason: Option<String>,
}

/// Reads `{version, occurred_at, late_reason, input}`; without `input` the rest of the object is the input.
fn read(body: &[u8]) -> Result<Envelope, Problem> {
    let value: Value = if body.is_empty() {
        Value::Object(serde_json::Map::new())
    } else {
        serde_json::from_slice(body).map_err(|error| fault("body", &format!("不是JSON（{error}）")))?
    };
    let Value::Object(mut object) = value else {
        return Err(fault("body", "应当是一个JSON对象"));
    };
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
        Some(_) => return Err(fault("late_reason", "应当是文字").into()),
    };
    let input = object.remove("input").unwrap_or(Value::Object(object));
    Ok(Envelope { input, version, occurred_at, late_reason })
}

fn instant(value: &Value) -> Result<Instant, Problem> {
    let parsed = value.as_str().and_then(|text| text.parse::<DateTime<Utc>>().ok());
    parsed
        .map(Instant::from_utc)
        .ok_or_else(|| fault("occurred_at", "时间应当写成2026-03-02T10:00:00+08:00这样的形式"))
}
