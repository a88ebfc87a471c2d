//! Checks a decision by its number: whether this organ has published it, and whether it still stands.
//! It compares no scan; the published page is there to be compared by eye.

use crate::PortalState;
use crate::answer::{self, Asked};
use crate::decisions::{Entry, entry};
use crate::error::{PageError, as_page};
use crate::site::SiteIdentity;
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use mingjian_html::page::Page;
use mingjian_html::parts::{Field, Input, Notice, Tone};
use mingjian_publish::{ListedDecision, Status};
use serde::Deserialize;
use std::sync::Arc;

/// No number of a document is longer.
const LONGEST: usize = 60;

/// What is asked.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asking {
    #[serde(default)]
    number: Option<String>,
}

#[derive(Template)]
#[template(path = "verify.html")]
struct VerifyPage {
    page: Page,
    site: Arc<SiteIdentity>,
    field: Field,
    notice: Option<Notice>,
    entries: Vec<Entry>,
}

/// Asks for a number, or answers for one.
pub(crate) async fn verify(
    State(state): State<PortalState>,
    headers: HeaderMap,
    query: Result<Query<Asking>, QueryRejection>,
) -> Response {
    let asked = Asked::of(&headers);
    let outcome = match query {
        Ok(Query(asking)) => drawn(&state, &asked, asking.number.as_deref()).await,
        Err(_) => Err(PageError::invalid("地址中的文号无法读取，请重新输入文号。")),
    };
    as_page(outcome, &state, &asked, "/verify")
}

async fn drawn(state: &PortalState, asked: &Asked, number: Option<&str>) -> Result<Response, PageError> {
    let typed = number.map(str::trim).unwrap_or_default();
    let error = match (number, typed.chars().count()) {
        (Some(_), 0) => Some("请输入决定书文号。"),
        (None, _) | (Some(_), 1..=LONGEST) => None,
        (Some(_), _) => Some("文号过长，请只输入文号。"),
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let answered = number.is_some() && error.is_none();
    let found = if answered { state.public.by_number(typed).await? } else { None };
    let page = VerifyPage {
        page: state.site.page("核验决定书", "/verify", asked),
        site: Arc::clone(&state.site),
        field: Field::new("number", "决定书文号", Input::Text)
            .value(typed)
            .help("在决定书标题下方，例如：示卫医罚〔2026〕12号。括号可以用任何一种。")
            .error(error.map(str::to_owned)),
        notice: answered.then(|| notice(typed, found.as_ref())),
        entries: found
            .iter()
            .map(|item| {
                let mut entry = entry(item);
                if item.status == Status::Withdrawn {
                    "查看撤下说明".clone_into(&mut entry.title);
                }
                entry
            })
            .collect(),
    };
    answer::page(asked, status, &page)
}

fn notice(typed: &str, found: Option<&ListedDecision>) -> Notice {
    let (tone, title, text) = match found.map(|item| item.status) {
        Some(Status::Current) => (
            Tone::Good,
            "本机关公示过这份决定，现行有效",
            vec!["请打开公示页，把当事人、决定日期和处罚内容与您手中的决定书逐项比对。".to_owned()],
        ),
        Some(Status::Corrected) => (
            Tone::Warn,
            "本机关公示过这份决定，公示内容作过更正",
            vec!["请打开公示页查看更正了哪些内容，再与您手中的决定书比对。".to_owned()],
        ),
        Some(Status::Withdrawn) => (
            Tone::Bad,
            "这份决定的公示已经撤下",
            vec!["决定可能已被变更、撤销或者确认违法。请查看撤下说明。".to_owned()],
        ),
        None => (
            Tone::Warn,
            "没有查到这个文号",
            vec![
                format!("没有公示过文号为“{typed}”的处罚决定。请核对文号后再查。"),
                "决定书送达后才公示，有的决定依法不公开，所以没有查到不等于决定书是假的。仍有疑问的，请向本机关核实。".to_owned(),
            ],
        ),
    };
    Notice { tone, title: title.to_owned(), text }
}
