//! Proceedings over HTTP: list, open, show, act.
//! Each handler extracts, calls one function of the app and answers.

use super::body::{Envelope, JsonBytes, Opening};
use super::dto::{Acted, Case, Row, Rows};
use super::fault;
use super::token::ApiCaller;
use crate::WebState;
use crate::error::Problem;
use crate::extract::{Path, Query};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, HeaderName};
use mingjian_app::proceeding::{ActRequest, ProceedingFilter};
use mingjian_domain::id::ProceedingId;
use mingjian_domain::instant::Instant;
use serde::Deserialize;

/// The procedure under which a proceeding is opened when none is named.
const ORDINARY: &str = "penalty-ordinary";

/// An answer about a case, with its version as entity tag.
type Tagged<T> = ([(HeaderName, String); 1], Json<T>);

/// What a list is narrowed to.
#[derive(Debug, Deserialize)]
pub(super) struct ListQuestion {
    state: Option<String>,
    text: Option<String>,
    after: Option<String>,
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
    Ok(Json(Rows { items: rows.into_iter().map(Row::of).collect(), total, next }))
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
    JsonBytes(body): JsonBytes,
) -> Result<(StatusCode, Tagged<Acted>), Problem> {
    let Opening { lead, procedure } = Opening::read(&body)?;
    let procedure = procedure.as_deref().unwrap_or(ORDINARY);
    let acted = state.app.open(&api.caller, procedure, lead, &api.once(&[&body])).await?;
    Ok((StatusCode::CREATED, tagged(acted.version, Acted::of(acted))))
}

/// `GET /api/v1/proceedings/{id}`.
pub(super) async fn show(
    State(state): State<WebState>,
    api: ApiCaller,
    Path(id): Path<ProceedingId>,
) -> Result<Tagged<Case>, Problem> {
    let view = state.app.case(&api.caller, id, api.purpose.as_deref()).await?;
    Ok(tagged(view.proceeding.version, Case::of(&view, &state.app)))
}

/// `POST /api/v1/proceedings/{id}/actions/{action}`.
pub(super) async fn act(
    State(state): State<WebState>,
    api: ApiCaller,
    Path((id, action)): Path<(ProceedingId, String)>,
    JsonBytes(body): JsonBytes,
) -> Result<Tagged<Acted>, Problem> {
    let envelope = Envelope::read(&body)?;
    let version = version_of(&api, &envelope)?;
    let seen = version.map(u64::to_be_bytes).unwrap_or_default();
    let once = api.once(&[&body, &seen]);
    let request = ActRequest {
        action,
        version,
        input: envelope.input,
        occurred_at: envelope.occurred_at,
        late_reason: envelope.late_reason,
    };
    let acted = state.app.act(&api.caller, id, &request, &once).await?;
    Ok(tagged(acted.version, Acted::of(acted)))
}

/// The version comes in the header or in the body; where both have one, it is the same.
fn version_of(api: &ApiCaller, envelope: &Envelope) -> Result<Option<u64>, Problem> {
    match (api.if_match()?, envelope.version) {
        (Some(header), Some(field)) if header != field => {
            Err(fault("version", "与If-Match中的案件版本不一致，请只填写其中一项"))
        }
        (header, field) => Ok(header.or(field)),
    }
}

fn tagged<T>(version: u64, answer: T) -> Tagged<T> {
    ([(ETAG, format!("\"{version}\""))], Json(answer))
}
