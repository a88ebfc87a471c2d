//! Calls to the program in process, staff side and public side behind one address as in the binary: a person, a method,
//! a path, a body, and the reply as bytes came back.
//! It retries nothing and hides no header.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use mingjian_app::Caller;
use mingjian_app::interest::{Declarant, InterestKind, NewInterest};
use mingjian_app::people::{NewOfficer, NewUser, RoleChange};
use mingjian_app::proceeding::Once;
use mingjian_domain::id::{InterestId, OfficerId, OrganId, UserId};
use mingjian_law::procedure::Role;
use mingjian_portal::{PortalState, SiteIdentity};
use mingjian_testkit::people::{EVERYONE, OUTSIDER, PASSWORD};
use mingjian_testkit::{Engine, TestApp};
use mingjian_web::WebState;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use tower::ServiceExt;

/// The API of a body with people, each with a bearer token.
pub(crate) struct Api {
    /// The body behind it.
    pub(crate) test: TestApp,
    router: Router,
    tokens: BTreeMap<String, String>,
    users: BTreeMap<String, UserId>,
    officers: BTreeMap<String, OfficerId>,
    keys: AtomicU64,
}

impl Api {
    pub(crate) async fn sqlite() -> Self {
        Self::on(Engine::Sqlite).await
    }

    pub(crate) async fn on(engine: Engine) -> Self {
        let test = TestApp::new(engine).await;
        let site = SiteIdentity::of(test.app.pack(), test.app.now().day());
        let portal = mingjian_portal::router(PortalState::new(test.app.public().clone(), site));
        let staff = mingjian_web::router(WebState { app: test.app.clone(), behind_tls: false });
        let router = staff.merge(portal);
        let mut tokens = BTreeMap::new();
        let mut users = BTreeMap::new();
        for person in EVERYONE.iter().chain([&OUTSIDER]) {
            tokens.insert(person.login.to_owned(), test.token(*person).await);
            users.insert(person.login.to_owned(), test.user(*person));
        }
        let officers = test.officers.clone();
        Self { test, router, tokens, users, officers, keys: AtomicU64::new(0) }
    }

    /// A department of the body, by its id in the pack.
    pub(crate) fn department(&self, id: &str) -> OrganId {
        let found = self.test.bodies.departments.iter().find(|(name, _)| name == id);
        found.unwrap_or_else(|| panic!("the pack has no department {id}")).1
    }

    /// The body that the organ of the tests may entrust.
    pub(crate) fn entrusted_body(&self) -> OrganId {
        self.test.bodies.entrusted[0].1
    }

    /// Enters one more person, who works for the organ in a department, or for the entrusted body in none.
    pub(crate) async fn enter(&mut self, login: &str, name: &str, department: Option<&str>, roles: &[Role]) {
        let employer = if department.is_some() { self.test.bodies.organ } else { self.entrusted_body() };
        let new = NewUser {
            login: login.to_owned(),
            name: name.to_owned(),
            password: PASSWORD.to_owned(),
            roles: roles.to_vec(),
            employer,
            department: department.map(|id| self.department(id)),
            law_qualification: roles.contains(&Role::Reviewer).then(|| "A20269900000009".to_owned()),
        };
        let user = self.test.app.insert_user(new).await.unwrap();
        self.users.insert(login.to_owned(), user);
        self.tokens.insert(login.to_owned(), self.test.app.issue_token(login, "test").await.unwrap());
    }

    /// Gives a person a certificate that is valid from 2024 to this day.
    pub(crate) async fn certify(&mut self, login: &str, name: &str, number: &str, last_day: &str) {
        let of_body = self.test.app.caller_by_login(login).await.unwrap().actor.body;
        let new = NewOfficer {
            user: Some(self.user(login)),
            employer: of_body.unwrap_or(self.test.bodies.organ),
            name: name.to_owned(),
            post: "执法人员".to_owned(),
            certificate: number.to_owned(),
            area: "示例市".to_owned(),
            valid_from: "2024-01-01".parse().unwrap(),
            valid_to: last_day.parse().unwrap(),
        };
        let officer = self.test.app.insert_officer(new).await.unwrap();
        self.officers.insert(login.to_owned(), officer);
    }

    /// Stops the login of an officer, or lets the person be an officer and nothing else.
    pub(crate) async fn set_officer(&self, security: &Caller, login: &str, active: bool) {
        let change = RoleChange { user: self.user(login), roles: vec![Role::Officer], active };
        let once = Once::of(&self.fresh_key(), &[b"roles"]);
        self.test.app.set_roles(security, &change, &once).await.unwrap();
    }

    /// Somebody declares an interest in a person or unit.
    pub(crate) async fn declare(&self, login: &str, name: &str) -> InterestId {
        let caller = self.test.app.caller_by_login(login).await.unwrap();
        let new = NewInterest {
            declarant: Declarant::User(self.user(login)),
            kind: InterestKind::Relative,
            name: name.to_owned(),
            note: "表亲".to_owned(),
            since_on: None,
        };
        let once = Once::of(&self.fresh_key(), &[name.as_bytes()]);
        self.test.app.declare_interest(&caller, new, &once).await.unwrap()
    }

    pub(crate) fn user(&self, login: &str) -> UserId {
        *self.users.get(login).unwrap_or_else(|| panic!("nobody is called {login}"))
    }

    pub(crate) fn officer(&self, login: &str) -> OfficerId {
        *self.officers.get(login).unwrap_or_else(|| panic!("{login} is no officer"))
    }

    pub(crate) fn token(&self, login: &str) -> &str {
        self.tokens.get(login).unwrap_or_else(|| panic!("nobody is called {login}"))
    }

    /// A key that no other call of this API has.
    pub(crate) fn fresh_key(&self) -> String {
        format!("key-{}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    /// A call by nobody.
    pub(crate) fn call(&self, method: Method, path: &str) -> Call<'_> {
        Call { api: self, method, path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn get(&self, login: &str, path: &str) -> Call<'_> {
        self.call(Method::GET, path).by(login)
    }

    /// A call with a JSON body and a fresh key.
    pub(crate) fn post(&self, login: &str, path: &str, body: &Value) -> Call<'_> {
        self.call(Method::POST, path).by(login).key(&self.fresh_key()).json(body)
    }
}

/// A call that is about to be made.
#[must_use]
pub(crate) struct Call<'api> {
    api: &'api Api,
    method: Method,
    path: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

impl Call<'_> {
    /// With the bearer token of a person.
    pub(crate) fn by(self, login: &str) -> Self {
        let bearer = format!("Bearer {}", self.api.token(login));
        self.header("authorization", &bearer)
    }

    /// With this header and no other of its name.
    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        let mut call = self.without(name);
        call.headers.push((name.to_owned(), value.as_bytes().to_vec()));
        call
    }

    /// Without this header.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self
    }

    pub(crate) fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json").bytes(body.to_string().into_bytes())
    }

    pub(crate) fn bytes(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    pub(crate) async fn send(self) -> Reply {
        let mut request = Request::builder().method(self.method).uri(&self.path);
        for (name, value) in &self.headers {
            request = request.header(name, value.as_slice());
        }
        let request = request.body(Body::from(self.body)).unwrap();
        let response = self.api.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Reply { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body of a reply that is JSON and says so.
    pub(crate) fn json(&self) -> Value {
        let kind = self.header("content-type").unwrap_or_default();
        assert!(kind.starts_with("application/json"), "{kind}: {}", self.text());
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The JSON of a reply with this status.
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        self.json()
    }

    /// A refusal has a status, a code, a message for people and a list of articles.
    pub(crate) fn refused(&self, status: u16, code: &str) -> Value {
        let refusal = self.expect(status);
        assert_eq!(refusal["code"], code, "{}", self.text());
        assert!(is_chinese(refusal["message"].as_str().unwrap()), "{}", self.text());
        assert!(refusal["basis"].is_array(), "{}", self.text());
        refusal
    }

    /// Nothing but the status: who may not know learns nothing.
    pub(crate) fn bare_404(&self) {
        assert_eq!((self.status, self.text().as_str()), (404, ""));
    }
}

/// Whether people can read it.
pub(crate) fn is_chinese(text: &str) -> bool {
    text.chars().any(|ch| ('\u{4E00}'..='\u{9FFF}').contains(&ch))
}

/// Whether a list of articles names this one.
pub(crate) fn cites(basis: &Value, law: &str, article: u64) -> bool {
    let articles = basis.as_array().map(Vec::as_slice).unwrap_or_default();
    articles.iter().any(|cited| cited["law"] == law && cited["article"] == article)
}

/// The kinds of document that an act issued.
pub(crate) fn kinds(acted: &Value) -> Vec<&str> {
    acted["documents"].as_array().unwrap().iter().map(|paper| paper["kind"].as_str().unwrap()).collect()
}
