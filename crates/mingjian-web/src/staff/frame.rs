//! The frame of a request: who is there, how pages shall look, and the page around every answer, errors included.
//! It grants nothing: a page that needs a person says so in its extractor, and the application judges every act.

use super::{case_list, corrections, delegation, desk, law, login, people, subject};
use crate::error::{self, Problem};
use crate::extract::{Fields, Keep, Posted};
use crate::state::WebState;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::header::{COOKIE, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use hmac::{Hmac, KeyInit, Mac};
use mingjian_app::access::Session;
use mingjian_app::{App, AppError, Caller};
use mingjian_html::display::Display;
use mingjian_html::error::ErrorPage;
use mingjian_html::page::{NavItem, Page, Search, Site, SiteKind, UserMark};
use mingjian_law::procedure::Role;
use sha2::Sha256;
use std::fmt::Write as _;

/// The name of the field that carries the token against forged forms.
pub(crate) const CSRF: &str = "csrf";
/// The name of the field that carries the idempotency key.
pub(crate) const KEY: &str = "idempotency_key";
/// The home of the staff site.
pub(crate) const HOME: &str = "/staff/";

/// What is known of a request before its handler runs.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) state: WebState,
    session: Option<Session>,
    /// Whether who is logged in works for the body of this installation, not for another organ in its database.
    is_of_body: bool,
    display: Display,
    /// The address, with its query.
    pub(crate) path: String,
    /// Why the person reads a case that is not the person's own work, where that was said.
    pub(crate) purpose: Option<String>,
    /// Whether a session was named that is no longer there.
    expired: bool,
}

/// Somebody who is logged in, and the frame of the request.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) frame: Frame,
    pub(crate) session: Session,
}

/// A form that a logged-in person posted from a page of ours.
#[derive(Debug)]
pub(crate) struct Signed {
    pub(crate) visitor: Visitor,
    pub(crate) posted: Posted,
}

/// Finds out who is there, lets the handler answer, and draws what it could not.
pub(crate) async fn enter(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let token = cookie(&request, cookie_name(&state)).map(str::to_owned);
    let session = session(&state.app, token.as_deref()).await;
    let cookies = request.headers().get(COOKIE).and_then(|value| value.to_str().ok());
    let mut frame = Frame {
        display: Display::from_cookies(cookies),
        path: request.uri().path_and_query().map_or_else(|| HOME.to_owned(), ToString::to_string),
        purpose: cookie(&request, "purpose").and_then(unescape),
        expired: token.is_some(),
        session: None,
        is_of_body: false,
        state,
    };
    let method = request.method().clone();
    let foreign = method == Method::POST && comes_from_elsewhere(&request);
    let response = match session {
        Err(problem) => problem.into_response(),
        Ok(_) if foreign => forged().into_response(),
        Ok(session) => {
            if let Some((session, is_of_body)) = session {
                frame.session = Some(session);
                frame.is_of_body = is_of_body;
            }
            request.extensions_mut().insert(frame.clone());
            next.run(request).await
        }
    };
    frame.finish(&method, response)
}

/// The session that a token opens, and whether it is of somebody who works for the body of this installation.
async fn session(app: &App, token: Option<&str>) -> Result<Option<(Session, bool)>, Problem> {
    let Some(token) = token else { return Ok(None) };
    match app.session(token).await {
        Ok(session) => {
            let is_of_body = app.is_of_body(&session.caller).await?;
            Ok(Some((session, is_of_body)))
        }
        Err(AppError::Unauthenticated) => Ok(None),
        Err(error) => Err(Problem::from(error)),
    }
}

/// Whether a browser says that another site sent this.
fn comes_from_elsewhere(request: &Request) -> bool {
    let site = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    site.is_some_and(|site| site != "same-origin" && site != "none")
}

fn forged() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "csrf",
        "这次提交不是从本系统的页面发出的，或者页面打开得太久，没有办理。请刷新页面后再提交。",
    )
}

impl Frame {
    /// The application.
    pub(crate) fn app(&self) -> &App {
        &self.state.app
    }

    /// Takes over the session of somebody who has just logged in.
    pub(crate) fn enter_session(&mut self, session: Session) {
        self.session = Some(session);
    }

    /// How this reader wants pages to look.
    pub(crate) const fn display(&self) -> Display {
        self.display
    }

    /// Who is logged in, if anyone is.
    pub(crate) fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The page around an answer.
    pub(crate) fn page(&self, title: &str) -> Page {
        let organ = &self.app().pack().organ;
        let demo = organ.demonstration.then(|| "演示系统：机关、人员和案件均为虚构，没有法律效力".to_owned());
        Page {
            title: title.to_owned(),
            site: Site {
                kind: SiteKind::Staff,
                name: "明鉴".to_owned(),
                organ: organ.name.clone(),
                demo,
                home: HOME.to_owned(),
                display_action: "/staff/display".to_owned(),
                foot: Vec::new(),
            },
            nav: self.session.as_ref().map(|session| self.nav(&session.caller)).unwrap_or_default(),
            display: self.display,
            path: self.path.clone(),
            user: self.session.as_ref().map(user_mark),
            search: None::<Search>,
        }
    }

    fn nav(&self, caller: &Caller) -> Vec<NavItem> {
        let path = self.path.as_str();
        NAVIGATION
            .iter()
            .filter(|entry| {
                caller.has_any(entry.roles) && (self.is_of_body || !OF_THE_BODY.contains(&entry.href))
            })
            .map(|entry| NavItem::new(entry.label, entry.href, path))
            .collect()
    }

    /// Draws a problem as a page, or leads to the login.
    fn finish(&self, method: &Method, mut response: Response) -> Response {
        let problem = response.extensions_mut().remove::<Problem>().or_else(|| bare(response.status()));
        let Some(problem) = problem else {
            return response;
        };
        if problem.status == StatusCode::UNAUTHORIZED {
            return match response.extensions_mut().remove::<Kept>() {
                Some(Kept(fields)) if self.expired && login::keeps(&self.path) => login::keep(self, &fields),
                Some(_) | None => self.lead_to_login(method),
            };
        }
        if problem.code == "purpose-needed" && method == Method::GET {
            return self.ask_purpose();
        }
        let reference = if problem.has_reference() { error::reference(self.app()) } else { String::new() };
        problem.log(&reference);
        let page = ErrorPage::new(self.page(""), problem.status.as_u16(), &reference);
        let page = if problem.code == "not-found" { page } else { page.saying(&[&problem.message]) };
        html(problem.status, &page)
    }

    /// `/staff/cases/{id}/purpose`, whichever page of the case was asked for.
    fn ask_purpose(&self) -> Response {
        let path = self.path.split('?').next().unwrap_or_default();
        let case: Vec<&str> = path.split('/').take(4).collect();
        see_other(&format!("{}/purpose?back={}", case.join("/"), escape(&self.path)))
    }

    fn lead_to_login(&self, method: &Method) -> Response {
        let back = if method == Method::GET { self.path.as_str() } else { HOME };
        let expired = if self.expired { "&expired=1" } else { "" };
        see_other(&format!("/staff/login?back={}{expired}", escape(back)))
    }
}

/// An answer of the router itself, which knows no problems.
fn bare(status: StatusCode) -> Option<Problem> {
    match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            Some(Problem::new(status, "method", "这个地址不接受这种请求。请从页面上的链接或者按钮进入。"))
        }
        StatusCode::NOT_FOUND => Some(Problem::not_found()),
        _ => None,
    }
}

impl Visitor {
    /// Who calls.
    pub(crate) fn caller(&self) -> &Caller {
        &self.session.caller
    }

    /// The application.
    pub(crate) fn app(&self) -> &App {
        self.frame.app()
    }

    /// The page around an answer.
    pub(crate) fn page(&self, title: &str) -> Page {
        self.frame.page(title)
    }

    /// The token that every form of this session carries.
    pub(crate) fn csrf(&self) -> String {
        csrf_token(&self.session)
    }

    /// A fresh idempotency key for a form that is about to be drawn.
    pub(crate) fn fresh_key(&self) -> String {
        hexadecimal(&self.app().random::<16>())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Frame {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match parts.extensions.get::<Self>() {
            Some(frame) => Ok(frame.clone()),
            None => {
                Err(Problem::from(AppError::Internal("a staff page stands outside its frame".to_owned())))
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let frame = Frame::from_request_parts(parts, state).await?;
        let session = frame.session.clone().ok_or_else(|| Problem::from(AppError::Unauthenticated))?;
        Ok(Self { frame, session })
    }
}

/// A form whose token is missing or wrong was not drawn for this session, and is not read. What was typed while the
/// session ended is kept for after the login.
impl<S: Send + Sync> FromRequest<S> for Signed {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, state).await;
        let keep = if visitor.is_ok() { Keep::FilesToo } else { Keep::FieldsOnly };
        let posted = Posted::read(Request::from_parts(parts, body), state, keep).await;
        match (visitor, posted) {
            (Ok(visitor), Ok(posted)) if is_signed(&visitor.session, &posted.fields) => {
                Ok(Self { visitor, posted })
            }
            (Ok(_), Ok(_)) => Err(forged().into_response()),
            (Err(problem), Ok(posted)) => {
                let mut response = problem.into_response();
                response.extensions_mut().insert(Kept(posted.fields));
                Err(response)
            }
            (Err(problem), Err(_)) | (Ok(_), Err(problem)) => Err(problem.into_response()),
        }
    }
}

/// What was typed into a form that arrived without a session.
#[derive(Debug, Clone)]
struct Kept(Fields);

struct Entry {
    label: &'static str,
    href: &'static str,
    roles: &'static [Role],
}

/// Who has people in charge and no page of management that leads to their interests.
const IN_CHARGE_OF_CASES: &[Role] = &[Role::AgencyHead, Role::UnitHead];

/// What is there only for who works for the body of this installation, not for another organ in its database.
const OF_THE_BODY: &[&str] = &[law::HOME];

/// What stands in the navigation, for those who can use it.
const NAVIGATION: &[Entry] = &[
    Entry { label: "我的工作", href: HOME, roles: Role::ALL },
    Entry { label: "案件", href: "/staff/cases", roles: case_list::ROLES },
    Entry { label: "监管对象", href: subject::PATH, roles: subject::ROLES },
    Entry { label: "责令改正", href: corrections::PATH, roles: corrections::ROLES },
    Entry { label: "法制审核", href: "/staff/reviews", roles: desk::REVIEW_ROLES },
    Entry { label: "公示", href: "/staff/publications", roles: desk::PUBLICATION_ROLES },
    Entry { label: "规则", href: law::HOME, roles: law::ROLES },
    Entry { label: "利害关系", href: "/staff/interests", roles: IN_CHARGE_OF_CASES },
    Entry { label: "代办", href: delegation::PATH, roles: &[Role::AgencyHead] },
    Entry { label: "管理", href: "/staff/people", roles: people::ROLES },
    Entry { label: "审计记录", href: "/staff/audit", roles: &[Role::AuditAdministrator] },
];

fn user_mark(session: &Session) -> UserMark {
    let roles: Vec<&str> = session.caller.actor.roles.iter().map(|role| role.label()).collect();
    UserMark {
        name: session.caller.actor.name.clone(),
        roles: roles.join("、"),
        account: "/staff/account".to_owned(),
        logout: "/staff/logout".to_owned(),
        csrf: csrf_token(session),
    }
}

fn csrf_mac(session: &Session) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&session.csrf_secret).ok()?;
    mac.update(b"mingjian/1/csrf");
    Some(mac)
}

fn csrf_token(session: &Session) -> String {
    csrf_mac(session).map(|mac| hexadecimal(&mac.finalize().into_bytes())).unwrap_or_default()
}

fn is_signed(session: &Session, fields: &Fields) -> bool {
    let token = fields.get(CSRF).and_then(unhexadecimal);
    match (csrf_mac(session), token) {
        // Compared in constant time.
        (Some(mac), Some(token)) => mac.verify_slice(&token).is_ok(),
        _ => false,
    }
}

/// The name under which the browser keeps the session; the prefix makes it refuse the cookie from anywhere but here.
pub(crate) fn cookie_name(state: &WebState) -> &'static str {
    if state.behind_tls { "__Host-session" } else { "session" }
}

fn cookie<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let headers = request.headers().get_all(COOKIE).iter();
    let pairs = headers.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(own, _)| *own == name).map(|(_, value)| value)
}

/// A page as an answer.
pub(crate) fn html(status: StatusCode, page: &dyn askama::DynTemplate) -> Response {
    match page.dyn_render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(error) => Problem::internal(&error).into_response(),
    }
}

/// Leads the browser on after a form was done, so that going back sends nothing twice.
pub(crate) fn see_other(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(location) => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
        Err(error) => Problem::internal(&error).into_response(),
    }
}

/// A text inside a query.
pub(crate) fn escape(text: &str) -> String {
    text.bytes().fold(String::new(), |mut escaped, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
        escaped
    })
}

fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhexadecimal(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().as_chunks::<2>();
    if !pairs.1.is_empty() {
        return None;
    }
    let pair = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.0.iter().map(pair).collect()
}
