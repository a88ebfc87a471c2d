//! The public site and its JSON: the home page with its four questions, decisions, their check, complaints and remedies.
//! It can open only the public database: it knows no case, no person and no session.

mod answer;
mod api;
mod decision;
mod decisions;
mod error;
mod guide;
mod home;
mod paging;
mod preview;
mod site;
mod verify;

pub use preview::{decision_html, decision_json};
pub use site::{RemedyTerm, SiteIdentity};

use axum::Router;
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use mingjian_publish::PublicDatabase;
use std::sync::Arc;

/// What the public site needs.
#[derive(Debug, Clone)]
pub struct PortalState {
    /// The public database.
    pub public: PublicDatabase,
    /// Who runs the site.
    pub site: Arc<SiteIdentity>,
}

impl PortalState {
    /// A site over a database.
    pub fn new(public: PublicDatabase, site: SiteIdentity) -> Self {
        Self { public, site: Arc::new(site) }
    }
}

/// Every address of the public site, for tests that visit each: path and method.
pub const ROUTES: &[(&str, &str)] = &[
    ("/", "GET"),
    ("/decisions", "GET"),
    ("/decisions/{id}", "GET"),
    ("/verify", "GET"),
    ("/remedies", "GET"),
    ("/display", "POST"),
    ("/assets/{file}", "GET"),
    ("/api/v1/decisions", "GET"),
    ("/api/v1/decisions/{id}", "GET"),
];

/// The public site. It answers whatever no other router claims, so it is merged with routers that have no fallback.
pub fn router(state: PortalState) -> Router {
    Router::new()
        .route("/", get(home::home))
        .route("/decisions", get(decisions::list))
        .route("/decisions/{id}", get(decision::one))
        .route("/verify", get(verify::verify))
        .route("/remedies", get(guide::remedies))
        .route("/display", post(site::display))
        .route("/assets/{file}", get(site::asset))
        .route("/api/v1/decisions", get(api::list))
        .route("/api/v1/decisions/{id}", get(api::one))
        .fallback(error::not_found)
        .method_not_allowed_fallback(error::method_not_allowed)
        .layer(middleware::from_fn(secured))
        .with_state(state)
}

/// Sets the headers that every answer carries.
async fn secured(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    answer::secure(response.headers_mut());
    response
}
