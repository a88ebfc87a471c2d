//! A site over a database of its own, asked without a network.
//! It follows no redirect and keeps no cookie: each test says what it sends.

use crate::sample::{publish, withdraw};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use mingjian_law::pack::Pack;
use mingjian_portal::{PortalState, SiteIdentity};
use mingjian_publish::{PublicChange, PublicDatabase};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A site.
pub(crate) struct Client {
    router: Router,
    pub(crate) database: PublicDatabase,
    _folder: TempDir,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Client {
    /// A site on which nothing is published.
    pub(crate) async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("public.db").display()).parse().unwrap();
        let database = PublicDatabase::connect(&url).await.unwrap();
        let router = mingjian_portal::router(PortalState::new(database.clone(), identity()));
        Self { router, database, _folder: folder }
    }

    /// A site with 25 decisions, of which the fourth is withdrawn.
    pub(crate) async fn filled() -> Self {
        let client = Self::empty().await;
        let mut batch: Vec<PublicChange> = (1..=25).map(|number| publish(number, 1)).collect();
        batch.push(withdraw(4, 2));
        client.database.apply(&batch).await.unwrap();
        client
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        assert_eq!(self.header("content-type"), "application/json; charset=utf-8");
        serde_json::from_slice(&self.bytes).unwrap()
    }
}

/// The fictional body of the demonstration.
pub(crate) fn identity() -> SiteIdentity {
    SiteIdentity::of(&Pack::embedded("demo-health").unwrap(), "2026-03-10".parse().unwrap())
}
