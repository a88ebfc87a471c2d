//! The home page: four questions, each answered in one step, and the latest decisions.
//! What is not available yet is said plainly, with what to do instead.

use crate::PortalState;
use crate::answer::{self, Asked};
use crate::decisions::{Entry, entry};
use crate::error::{PageError, as_page};
use crate::site::SiteIdentity;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use mingjian_html::page::Page;
use std::sync::Arc;

/// How many of the latest decisions the home page shows.
const LATEST: u64 = 5;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Page,
    site: Arc<SiteIdentity>,
    entries: Vec<Entry>,
    total: u64,
}

/// The home page.
pub(crate) async fn home(State(state): State<PortalState>, headers: HeaderMap) -> Response {
    let asked = Asked::of(&headers);
    as_page(drawn(&state, &asked).await, &state, &asked, "/")
}

async fn drawn(state: &PortalState, asked: &Asked) -> Result<Response, PageError> {
    let latest = state.public.decisions(1, LATEST).await?;
    let page = HomePage {
        page: state.site.page("首页", "/", asked),
        site: Arc::clone(&state.site),
        entries: latest.items.iter().map(entry).collect(),
        total: latest.total,
    };
    answer::page(asked, StatusCode::OK, &page)
}
