//! The staff site: its routes, and the frame in which every page stands.
//! Which of its pages a person may use is decided by the application; the navigation only follows.

mod account;
mod action;
pub(crate) mod asset;
mod audit;
mod case;
mod case_list;
mod clock;
mod corrections;
mod delegation;
mod desk;
mod digest;
mod form;
mod frame;
mod interest;
mod law;
mod login;
mod people;
mod register;
mod route;
mod subject;
mod work;

pub use route::RouteEntry;

use crate::error::Problem;
use crate::state::WebState;
use axum::{Router, middleware};
use route::Routes;

/// Every route of the staff site, so that a test can try each and none is forgotten.
pub fn routes() -> Vec<RouteEntry> {
    all().list
}

/// The staff site.
pub(crate) fn router(state: &WebState) -> Router<WebState> {
    let router = all().router.route("/staff/{*rest}", axum::routing::any(nothing));
    router.layer(middleware::from_fn_with_state(state.clone(), frame::enter))
}

fn all() -> Routes {
    [
        login::add,
        account::add,
        work::add,
        case_list::add,
        register::add,
        case::add,
        action::add,
        corrections::add,
        desk::add,
        digest::add,
        audit::add,
        people::add,
        subject::add,
        law::add,
        interest::add,
        delegation::add,
        asset::add,
    ]
    .into_iter()
    .fold(Routes::default(), |routes, add| add(routes))
}

/// An address of the staff site that leads nowhere gets a page of the staff site.
async fn nothing() -> Problem {
    Problem::not_found()
}
