//! One's own account: name and roles, declared interests, the password, and the end of every login.
//! It changes nobody else's.

use super::form::{Hidden, once};
use super::frame::{Signed, Visitor, html};
use super::interest::{self, InterestLine};
use super::login::farewell;
use super::route::Routes;
use crate::error::Problem;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_html::page::Page;
use mingjian_html::parts::{DefinitionList, ErrorSummary, Field, Input, Row, SummaryItem};

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .get("/staff/account", show)
        .post("/staff/account/password", change_password)
        .post("/staff/account/logout-everywhere", log_out_everywhere)
}

#[derive(Template)]
#[template(path = "staff/account.html")]
struct AccountPage {
    page: Page,
    hidden: Hidden,
    /// For the form beside it: each form has a key of its own.
    leaving: Hidden,
    interests: Vec<InterestLine>,
    summary: ErrorSummary,
    rows: DefinitionList,
    fields: Vec<Field>,
}

async fn account_page(visitor: &Visitor, fault: Option<(&str, &str)>) -> Result<AccountPage, Problem> {
    let actor = &visitor.caller().actor;
    let roles: Vec<&str> = actor.roles.iter().map(|role| role.label()).collect();
    let error = |name: &str| fault.filter(|(field, _)| *field == name).map(|(_, problem)| problem.to_owned());
    let password =
        |name: &str, label: &str, new| Field::new(name, label, Input::Password { new }).error(error(name));
    let fields = vec![
        password("old_password", "原密码", false),
        password("new_password", "新密码", true)
            .help("十个字符以上，包含大写字母、小写字母、数字、符号中的三种，不包含用户名。"),
        password("repeated_password", "再输入一次新密码", true),
    ];
    let items = fields
        .iter()
        .filter_map(|field| Some(SummaryItem { field: Some(field.id()), message: field.error.clone()? }))
        .collect();
    Ok(AccountPage {
        page: visitor.page("我的账户"),
        hidden: Hidden::fresh(visitor),
        leaving: Hidden::fresh(visitor),
        interests: interest::lines(&visitor.app().own_interests(visitor.caller()).await?),
        summary: ErrorSummary { items },
        rows: DefinitionList {
            rows: vec![
                Row::new("姓名", &actor.name),
                Row::new("用户名", &visitor.caller().login),
                Row::new("角色", &roles.join("、")),
            ],
        },
        fields,
    })
}

async fn show(visitor: Visitor) -> Result<Response, Problem> {
    Ok(html(StatusCode::OK, &account_page(&visitor, None).await?))
}

async fn change_password(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let value = |name: &str| posted.fields.get(name).unwrap_or_default();
    if value("new_password") != value("repeated_password") {
        let fault = ("repeated_password", "两次输入的新密码不一致");
        return Ok(html(StatusCode::UNPROCESSABLE_ENTITY, &account_page(visitor, Some(fault)).await?));
    }
    let (old, new) = (value("old_password"), value("new_password"));
    let once = once("/staff/account/password", posted);
    let outcome = visitor.app().change_password(visitor.caller(), old, new, &once).await;
    match outcome {
        Ok(()) => Ok(farewell(&visitor.frame.state, "/staff/login?done=password")),
        Err(AppError::Input(fault)) => {
            let page = account_page(visitor, Some((&fault.field, &fault.problem))).await?;
            Ok(html(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(error) => Err(error.into()),
    }
}

async fn log_out_everywhere(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let once = once("/staff/account/logout-everywhere", posted);
    visitor.app().log_out_everywhere(visitor.caller(), &once).await?;
    Ok(farewell(&visitor.frame.state, "/staff/login?done=everywhere"))
}
