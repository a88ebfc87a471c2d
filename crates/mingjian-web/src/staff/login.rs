//! Logging in and out, and the wish for larger type or more contrast.
//! It checks no password: the application does, and says what a person may know.

use super::form::Hidden;
use super::form::step::STEP;
use super::frame::{CSRF, Frame, HOME, KEY, Signed, Visitor, cookie_name, html, see_other};
use super::route::Routes;
use crate::error::Problem;
use crate::extract::{Fields, Posted, Query};
use crate::state::WebState;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use mingjian_app::AppError;
use mingjian_html::display::{Display, return_path};
use mingjian_html::page::Page;
use mingjian_html::parts::{ErrorSummary, Field, Input, Notice, SummaryItem, Tone};
use serde::Deserialize;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .get("/staff/login", show)
        .post("/staff/login", log_in)
        .post("/staff/logout", log_out)
        .post("/staff/display", set_display)
}

#[derive(Debug, Deserialize)]
struct Arrival {
    #[serde(default)]
    back: String,
    expired: Option<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/login.html")]
struct LoginPage {
    page: Page,
    notice: Option<Notice>,
    summary: ErrorSummary,
    fields: Vec<Field>,
    back: String,
    /// What was typed into a form while the session ended.
    kept: Vec<(String, String)>,
}

impl LoginPage {
    fn new(frame: &Frame, back: &str, login: &str) -> Self {
        Self {
            page: frame.page("登录"),
            notice: None,
            summary: ErrorSummary::default(),
            fields: vec![
                Field::new("login", "用户名", Input::Text).value(login),
                Field::new("password", "密码", Input::Password { new: false }),
            ],
            back: return_path(back, HOME).to_owned(),
            kept: Vec::new(),
        }
    }

    /// The same with what was typed before.
    fn keeping(mut self, kept: Vec<(String, String)>) -> Self {
        if !kept.is_empty() {
            let text = "请重新登录。您填写的内容都保留着，登录后可以继续；附带的文件需要重新选择。";
            self.notice = Some(Notice {
                tone: Tone::Warn,
                title: "登录已过期，还没有办理".to_owned(),
                text: vec![text.to_owned()],
            });
            self.kept = kept;
        }
        self
    }
}

/// Whether a form of this address can be drawn again with what was typed.
pub(super) fn keeps(path: &str) -> bool {
    path.starts_with("/staff/cases/") && (path.contains("/actions/") || path.ends_with("/new"))
}

/// The login for somebody whose session ended while a form was filled in.
pub(super) fn keep(frame: &Frame, fields: &Fields) -> Response {
    let left_out = [CSRF, KEY, "password", STEP];
    let kept = fields.0.iter().filter(|(name, _)| !left_out.contains(&name.as_str()));
    let kept = kept.map(|(name, value)| (format!("{KEPT}{name}"), value.clone())).collect();
    html(StatusCode::UNAUTHORIZED, &LoginPage::new(frame, &frame.path, "").keeping(kept))
}

/// The beginning of the names of fields that are kept through the login.
const KEPT: &str = "kept.";

fn kept(fields: &Fields) -> Vec<(String, String)> {
    fields.0.iter().filter(|(name, _)| name.starts_with(KEPT)).cloned().collect()
}

async fn show(frame: Frame, Query(arrival): Query<Arrival>) -> Response {
    if frame.session().is_some() {
        return see_other(return_path(&arrival.back, HOME));
    }
    let mut page = LoginPage::new(&frame, &arrival.back, "");
    let notice = |tone, title: &str, text: &str| {
        Some(Notice { tone, title: title.to_owned(), text: vec![text.to_owned()] })
    };
    if arrival.expired.is_some() {
        page.notice =
            notice(Tone::Warn, "登录已过期", "半小时没有操作，或者密码、角色有了改动。请重新登录。");
    } else if arrival.done.as_deref() == Some("password") {
        page.notice = notice(Tone::Good, "密码已修改", "所有登录都已退出，请用新密码登录。");
    } else if arrival.done.is_some() {
        page.notice = notice(Tone::Good, "已退出登录", "需要时请重新登录。");
    }
    html(StatusCode::OK, &page)
}

async fn log_in(frame: Frame, posted: Posted) -> Result<Response, Problem> {
    let fields = &posted.fields;
    let login = fields.text("login");
    let password = fields.get("password").unwrap_or_default();
    let back = return_path(fields.text("back"), HOME);
    match frame.app().log_in(login, password).await {
        Ok(token) => {
            let kept = kept(fields);
            let response = if kept.is_empty() || !keeps(back) {
                see_other(back)
            } else {
                go_on(frame.clone(), &token, back, kept).await?
            };
            Ok(([(SET_COOKIE, session_cookie(&frame.state, Some(&token)))], response).into_response())
        }
        Err(AppError::LoginFailed(message)) => {
            let mut page = LoginPage::new(&frame, back, login).keeping(kept(fields));
            page.summary.items.push(SummaryItem { field: Some("f-login".to_owned()), message });
            Ok(html(StatusCode::UNAUTHORIZED, &page))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "staff/go-on.html")]
struct GoOnPage {
    page: Page,
    action: String,
    hidden: Hidden,
    kept: Vec<(String, String)>,
}

/// A button that draws the form again with what was typed; it sends nothing.
async fn go_on(
    mut frame: Frame,
    token: &str,
    back: &str,
    kept: Vec<(String, String)>,
) -> Result<Response, Problem> {
    let session = frame.app().session(token).await?;
    frame.enter_session(session.clone());
    let visitor = Visitor { frame, session };
    let kept =
        kept.into_iter().map(|(name, value)| (name.strip_prefix(KEPT).unwrap_or(&name).to_owned(), value));
    let page = GoOnPage {
        page: visitor.page("继续填写"),
        action: back.to_owned(),
        hidden: Hidden::fresh(&visitor),
        kept: kept.collect(),
    };
    Ok(html(StatusCode::OK, &page))
}

async fn log_out(signed: Signed) -> Result<Response, Problem> {
    let visitor = &signed.visitor;
    visitor.app().log_out(&visitor.session).await?;
    Ok(farewell(&visitor.frame.state, "/staff/login?done=logout"))
}

/// Leads to the login, and takes the session from the browser.
pub(super) fn farewell(state: &WebState, to: &str) -> Response {
    ([(SET_COOKIE, session_cookie(state, None))], see_other(to)).into_response()
}

async fn set_display(frame: Frame, posted: Posted) -> Result<Response, Problem> {
    let back = return_path(posted.fields.text("back"), HOME);
    let display: Option<Display> = frame.display().with(posted.fields.text("set"));
    let display = display.ok_or_else(|| Problem::unreadable("没有这种显示方式。"))?;
    Ok(([(SET_COOKIE, display.cookie())], see_other(back)).into_response())
}

/// `SameSite=Lax`, so that a link from a mail or from another system still finds the person logged in.
fn session_cookie(state: &WebState, token: Option<&str>) -> String {
    let secure = if state.behind_tls { "; Secure" } else { "" };
    let age = if token.is_some() { "" } else { "; Max-Age=0" };
    let (name, token) = (cookie_name(state), token.unwrap_or_default());
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{age}{secure}")
}
