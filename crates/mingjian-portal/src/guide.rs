//! How to complain and how to seek remedies: to whom, until when, by which article.
//! It takes nothing in: what citizens send comes later.

use crate::PortalState;
use crate::answer::{self, Asked};
use crate::error::{PageError, as_page};
use crate::site::SiteIdentity;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use mingjian_html::page::Page;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "remedies.html")]
struct RemediesPage {
    page: Page,
    site: Arc<SiteIdentity>,
    ways: Vec<Way>,
}

/// A way of remedy.
struct Way {
    name: &'static str,
    to: String,
    until: String,
    basis: String,
}

/// How to complain and seek remedies.
pub(crate) async fn remedies(State(state): State<PortalState>, headers: HeaderMap) -> Response {
    let asked = Asked::of(&headers);
    as_page(drawn(&state, &asked), &state, &asked, "/remedies")
}

fn drawn(state: &PortalState, asked: &Asked) -> Result<Response, PageError> {
    let page = RemediesPage {
        page: state.site.page("投诉与救济", "/remedies", asked),
        site: Arc::clone(&state.site),
        ways: ways(&state.site),
    };
    answer::page(asked, StatusCode::OK, &page)
}

fn ways(site: &SiteIdentity) -> Vec<Way> {
    let court = site.court.clone().unwrap_or_else(|| "决定书写明的人民法院".to_owned());
    let reconsideration = site.reconsideration.as_ref().map(|term| Way {
        name: "行政复议",
        to: site.government.clone(),
        until: format!("自收到决定书之日起{}内", term.length),
        basis: term.basis.clone(),
    });
    let litigation = site.litigation.as_ref().map(|term| Way {
        name: "行政诉讼（直接起诉）",
        to: court.clone(),
        until: format!("自收到决定书之日起{}内", term.length),
        basis: term.basis.clone(),
    });
    let after = site.litigation_after.as_ref().map(|term| Way {
        name: "行政诉讼（复议之后）",
        to: court,
        until: format!("自收到复议决定书之日起{}内", term.length),
        basis: term.basis.clone(),
    });
    [reconsideration, litigation, after].into_iter().flatten().collect()
}
