//! The list of routes, kept beside the router that serves them.
//! It says what is there, not who may come.

use crate::state::WebState;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::routing::{get, post};

/// One route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteEntry {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path with its parameters in braces.
    pub path: &'static str,
}

/// A router and the list of what it serves.
#[derive(Default)]
pub(crate) struct Routes {
    pub(crate) router: Router<WebState>,
    pub(crate) list: Vec<RouteEntry>,
}

impl Routes {
    /// Adds a page.
    pub(crate) fn get<T: 'static, H: Handler<T, WebState>>(mut self, path: &'static str, handler: H) -> Self {
        self.list.push(RouteEntry { method: "GET", path });
        self.router = self.router.route(path, get(handler));
        self
    }

    /// Adds what a form posts to.
    pub(crate) fn post<T: 'static, H: Handler<T, WebState>>(
        mut self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.list.push(RouteEntry { method: "POST", path });
        self.router = self.router.route(path, post(handler));
        self
    }

    /// Adds what a form posts to that brings files.
    pub(crate) fn post_with<T: 'static, H: Handler<T, WebState>>(
        mut self,
        path: &'static str,
        handler: H,
        limit: DefaultBodyLimit,
    ) -> Self {
        self.list.push(RouteEntry { method: "POST", path });
        self.router = self.router.route(path, post(handler).layer(limit));
        self
    }
}
