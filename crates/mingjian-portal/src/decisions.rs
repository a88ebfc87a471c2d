//! The list of decisions, the latest published first.
//! It searches no text yet; one decision is found by its number on the page that checks it.

use crate::PortalState;
use crate::answer::{self, Asked};
use crate::error::{PageError, as_page};
use crate::paging::Paging;
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use mingjian_html::page::Page;
use mingjian_html::parts::{Empty, Link, Pagination, StatusTag, Tone};
use mingjian_publish::{ListedDecision, Status};

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) tag: StatusTag,
    pub(crate) meta: Vec<String>,
}

#[derive(Template)]
#[template(path = "decisions.html")]
struct DecisionsPage {
    page: Page,
    entries: Vec<Entry>,
    total: u64,
    empty: Empty,
    pagination: Pagination,
}

/// The list.
pub(crate) async fn list(
    State(state): State<PortalState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let asked = Asked::of(&headers);
    as_page(drawn(&state, &asked, query.as_deref()).await, &state, &asked, "/decisions")
}

async fn drawn(state: &PortalState, asked: &Asked, query: Option<&str>) -> Result<Response, PageError> {
    let paging = Paging::of(query)?;
    let found = state.public.decisions(paging.page, paging.per_page).await?;
    let pagination = Pagination {
        page: paging.page,
        per_page: paging.per_page,
        total: found.total,
        prefix: paging.prefix("/decisions"),
    };
    if paging.page > pagination.last() {
        let message =
            format!("列表现在共有{}页，没有第{}页。请从第一页查看。", pagination.last(), paging.page);
        return Err(PageError { message: Some(message), ..PageError::not_found() });
    }
    let path = query.map_or_else(|| "/decisions".to_owned(), |query| format!("/decisions?{query}"));
    let page = DecisionsPage {
        page: state.site.page("行政处罚决定", &path, asked),
        entries: found.items.iter().map(entry).collect(),
        total: found.total,
        empty: Empty {
            title: "还没有公示的处罚决定".to_owned(),
            text: "处罚决定送达并经审核后在这里公示。".to_owned(),
            links: vec![Link::new("投诉与救济", "/remedies")],
        },
        pagination,
    };
    answer::page(asked, StatusCode::OK, &page)
}

/// How a decision stands in a list.
pub(crate) fn entry(item: &ListedDecision) -> Entry {
    let party = item.party.as_deref().unwrap_or("当事人姓名依法不公开");
    let decided = item.decided_on.map(|day| format!("决定日期：{}", chinese_date(day)));
    let number = (!item.number.is_empty()).then(|| item.number.clone());
    let cause = item.cause.clone();
    Entry {
        href: format!("/decisions/{}", item.id),
        title: party.to_owned(),
        tag: StatusTag::new(item.status.label(), tone(item.status)),
        meta: cause.into_iter().chain(number).chain(decided).collect(),
    }
}

/// What colour a status has.
pub(crate) const fn tone(status: Status) -> Tone {
    match status {
        Status::Current => Tone::Good,
        Status::Corrected => Tone::Warn,
        Status::Withdrawn => Tone::Bad,
    }
}

/// 2026年3月2日.
pub(crate) fn chinese_date(day: chrono::NaiveDate) -> String {
    use chrono::Datelike as _;
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
