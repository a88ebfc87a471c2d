//! Asks why somebody wants to read a case that is not the person's own work, and keeps the answer for that case.
//! Whether a reason is needed, and that the reading is recorded, is the application's.

use super::address;
use crate::error::Problem;
use crate::extract::{Path, Query};
use crate::staff::form::Hidden;
use crate::staff::frame::{Signed, Visitor, escape, html, see_other};
use crate::staff::route::Routes;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use mingjian_app::AppError;
use mingjian_domain::id::ProceedingId;
use mingjian_html::display::return_path;
use mingjian_html::page::Page;
use mingjian_html::parts::{ErrorSummary, Field, Input, SummaryItem};
use serde::Deserialize;

/// So short a text says no purpose.
const SHORTEST: usize = 4;
const LONGEST: usize = 200;
/// A purpose holds for half an hour, as a session does without use.
const SECONDS: u32 = 30 * 60;

pub(super) fn add(routes: Routes) -> Routes {
    routes.get("/staff/cases/{id}/purpose", show).post("/staff/cases/{id}/purpose", state)
}

#[derive(Debug, Deserialize)]
struct Arrival {
    #[serde(default)]
    back: String,
}

#[derive(Template)]
#[template(path = "staff/case/purpose.html")]
struct PurposePage {
    page: Page,
    hidden: Hidden,
    action: String,
    back: String,
    summary: ErrorSummary,
    field: Field,
}

fn purpose_page(
    visitor: &Visitor,
    id: ProceedingId,
    back: &str,
    typed: &str,
    error: Option<&str>,
) -> PurposePage {
    let field = Field::new("purpose", "查阅目的", Input::Area { rows: 3 })
        .value(typed)
        .help("写明具体的事由，如“办理2026年3月2日收到的复议案件”。")
        .error(error.map(str::to_owned));
    let items = error.map(|message| SummaryItem { field: Some(field.id()), message: message.to_owned() });
    PurposePage {
        page: visitor.page("说明查阅目的"),
        hidden: Hidden::fresh(visitor),
        action: format!("{}/purpose", address(id)),
        back: return_path(back, &address(id)).to_owned(),
        summary: ErrorSummary { items: items.into_iter().collect() },
        field,
    }
}

async fn show(
    visitor: Visitor,
    Path(id): Path<ProceedingId>,
    Query(arrival): Query<Arrival>,
) -> Result<Response, Problem> {
    match visitor.app().case(visitor.caller(), id, None).await {
        Err(AppError::PurposeNeeded) => {
            Ok(html(StatusCode::OK, &purpose_page(&visitor, id, &arrival.back, "", None)))
        }
        Ok(_) => Ok(see_other(&address(id))),
        Err(error) => Err(error.into()),
    }
}

async fn state(Path(id): Path<ProceedingId>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let purpose = posted.fields.text("purpose");
    let back = posted.fields.text("back");
    let length = purpose.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        let error = "请写明具体的查阅目的，四个字以上，二百字以内";
        let page = purpose_page(visitor, id, back, purpose, Some(error));
        return Ok(html(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    // The reading itself is judged and recorded here, so that a wrong address is answered at once.
    visitor.app().case(visitor.caller(), id, Some(purpose)).await?;
    let home = address(id);
    let secure = if visitor.frame.state.behind_tls { "; Secure" } else { "" };
    let cookie = format!(
        "purpose={}; Path={home}; Max-Age={SECONDS}; HttpOnly; SameSite=Lax{secure}",
        escape(purpose)
    );
    Ok(([(SET_COOKIE, cookie)], see_other(return_path(back, &home))).into_response())
}
