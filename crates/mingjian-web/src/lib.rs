//! The staff site and the JSON API: sessions, forms and pages over the application.
//! It holds no rule of law and no SQL; what may happen is asked of the application, and what it answers is drawn here.

pub mod api;
pub mod error;
mod extract;
mod security;
pub mod staff;
mod state;

pub use staff::{RouteEntry, routes};
pub use state::WebState;

use axum::{Router, middleware};

/// Everything under `/staff/`, ready to be merged with the public site.
pub fn router(state: WebState) -> Router {
    staff::router(&state)
        .merge(api::router(&state))
        .layer(middleware::from_fn(security::headers))
        .with_state(state)
}
