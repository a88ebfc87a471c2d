//! Questions of law over HTTP: the last day of a rule; and whether the server lives.
//! Anyone may ask.

use super::fault;
use crate::WebState;
use crate::error::Problem;
use crate::extract::Query;
use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use mingjian_law::due::Due;
use serde::Deserialize;

/// What is asked of a last day.
#[derive(Debug, Deserialize)]
pub(super) struct DueQuestion {
    rule: String,
    start: String,
}

/// `GET /api/v1/law/due`.
pub(super) async fn due(
    State(state): State<WebState>,
    Query(question): Query<DueQuestion>,
) -> Result<Json<Due>, Problem> {
    let start: NaiveDate =
        question.start.parse().ok().ok_or_else(|| fault("start", "日期应当写成2026-03-02这样的形式"))?;
    Ok(Json(state.app.due(&question.rule, start)?))
}

/// `GET /healthz`.
pub(super) async fn health(State(state): State<WebState>) -> Result<&'static str, Problem> {
    state.app.organ().await?;
    Ok("ok")
}
