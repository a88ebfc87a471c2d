//! The staff site: its routes, and the frame in which every page stands.
//! Which of its pages a person may use is decided by the application; the navigation only follows.

mod account;
mod action;
pub(crate) mod asset;
mod case;
mod clock;
mod form;
mod frame;
mod login;
mod register;
mod route;

pub use route::RouteEntry;

use crate::state::WebState;
use axum::{Router, middleware};
use route::Routes;

/// Every route of the staff site, so that a test can try each and none is forgotten.
pub fn routes() -> Vec<RouteEntry> {
    all().list
}

/// The staff site.
pub(crate) fn router(state: &WebState) -> Router<WebState> {
    all().router.layer(middleware::from_fn_with_state(state.clone(), frame::enter))
}

fn all() -> Routes {
    let routes = Routes::default();
    let routes = login::add(routes);
    let routes = account::add(routes);
    let routes = register::add(routes);
    let routes = case::add(routes);
    let routes = action::add(routes);
    asset::add(routes)
}
