//! The part of the style sheet that only the staff site needs, under a path that holds its digest.
//! What both sites share lies elsewhere and is served elsewhere.

use super::route::Routes;
use crate::error::Problem;
use crate::extract::Path;
use crate::staff::frame::hexadecimal;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use mingjian_html::header::IMMUTABLE;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("../../assets/staff.css");

static NAME: LazyLock<String> = LazyLock::new(|| {
    let digest = Sha256::digest(STYLE);
    format!("staff-{}.css", hexadecimal(&digest).chars().take(16).collect::<String>())
});

pub(super) fn add(routes: Routes) -> Routes {
    routes.get("/staff/assets/{file}", show)
}

/// Where the style sheet lies.
pub(crate) fn style_path() -> String {
    format!("/staff/assets/{}", *NAME)
}

async fn show(Path(file): Path<String>) -> Result<Response, Problem> {
    if file != *NAME {
        return Err(Problem::not_found());
    }
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, IMMUTABLE)];
    Ok((headers, STYLE).into_response())
}
