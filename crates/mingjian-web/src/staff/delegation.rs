//! Delegations during leave (代办): their list for who keeps them, the form of a new one, the button that ends one.
//! Who may enter what is decided by the application; whether a delegate may take an act, by the domain.

use super::form::{Hidden, once};
use super::frame::{Signed, Visitor, html, see_other};
use super::people::form::{About, FormPage, Typed, answer, page};
use super::route::Routes;
use crate::error::Problem;
use crate::extract::{Fields, Path};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use mingjian_app::AppError;
use mingjian_app::delegation::{DelegationView, Delegations, KEEPERS, NewDelegation};
use mingjian_domain::act::InputFault;
use mingjian_domain::delegation::DELEGABLE;
use mingjian_domain::id::DelegationId;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{Choice, Input, Link, StatusTag, Tone};
use mingjian_law::procedure::Role;
use std::collections::BTreeSet;

pub(super) const PATH: &str = "/staff/delegations";
const NEW: &str = "/staff/delegations/new";
const END: &str = "/staff/delegations/{delegation}/end";

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(PATH, show).get(NEW, show_new).post(NEW, delegate).post(END, end)
}

/// A delegation in a list.
pub(super) struct DelegationLine {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) roles: String,
    pub(super) scope: String,
    pub(super) term: String,
    pub(super) reason: String,
    pub(super) tag: StatusTag,
    /// Where it is ended; none where it is over.
    pub(super) end: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/delegations.html")]
struct DelegationsPage {
    page: Page,
    adds: bool,
    hidden: Hidden,
    lines: Vec<DelegationLine>,
}

/// A delegation as a line; actions are named as the pack names them.
pub(super) fn line(visitor: &Visitor, view: &DelegationView, today: NaiveDate) -> DelegationLine {
    let row = &view.row;
    let label = |id: &String| {
        let mut all = visitor.app().pack().procedures.iter();
        all.find_map(|procedure| procedure.action(id)).map_or_else(|| id.clone(), |one| one.label.clone())
    };
    let roles: Vec<&str> = row.roles.iter().filter_map(|role| Role::from_id(role)).map(Role::label).collect();
    let over = row.last_on() < today;
    let tag = if over {
        StatusTag::new("已结束", Tone::Plain)
    } else if today < row.from_on {
        StatusTag::new("未开始", Tone::Plain)
    } else {
        StatusTag::new("代办中", Tone::Warn)
    };
    let early = row.ended_on.map(|on| format!("（{}提前结束）", chinese_date(on))).unwrap_or_default();
    DelegationLine {
        from: view.from.clone(),
        to: view.to.clone(),
        roles: roles.join("、"),
        scope: row.actions.as_ref().map_or_else(
            || "全部事项".to_owned(),
            |actions| actions.iter().map(label).collect::<Vec<_>>().join("、"),
        ),
        term: format!("{}至{}{early}", chinese_date(row.from_on), chinese_date(row.to_on)),
        reason: format!("{}（{}登记）", row.reason, view.entered_by),
        tag,
        end: (!over).then(|| format!("{PATH}/{}/end", row.id)),
    }
}

async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let known = visitor.app().delegations(visitor.caller()).await?;
    let today = visitor.app().now().day();
    let page = DelegationsPage {
        page: visitor.page("代办"),
        adds: visitor.caller().has_any(KEEPERS),
        hidden: Hidden::fresh(&visitor),
        lines: known.rows.iter().map(|view| line(&visitor, view, today)).collect(),
    };
    Ok(html(StatusCode::OK, &page))
}

/// Only who may enter one gets a form.
async fn known(visitor: &Visitor) -> Result<Delegations, Problem> {
    if visitor.caller().has_any(KEEPERS) {
        return Ok(visitor.app().delegations(visitor.caller()).await?);
    }
    Err(AppError::Forbidden("只有机关负责人、系统管理员可以办理。".to_owned()).into())
}

fn new_form(visitor: &Visitor, known: &Delegations, typed: &Typed<'_>) -> FormPage {
    let about = About {
        title: "登记代办".to_owned(),
        help: "休假、出差期间由他人代为办理。代办人须有办理该事项的资格；参与过调查的不能代为审核、审批（行政处罚法第五十七条、第五十八条）。每一次代办都记明代谁办理。",
        action: NEW.to_owned(),
        submit: "登记",
        home: Link::new("代办", PATH),
    };
    let people = || {
        let first = std::iter::once(Choice::new("", "请选择", false));
        let people = known.people.iter().map(|person| {
            let roles: Vec<&str> = person.roles.iter().map(|role| role.label()).collect();
            Choice::new(&person.id.to_string(), &format!("{}（{}）", person.name, roles.join("、")), false)
        });
        first.chain(people).collect()
    };
    let roles = DELEGABLE.iter().map(|role| Choice::new(role.id(), role.label(), false)).collect();
    let actions = known.actions.iter().map(|(id, label)| Choice::new(id, label, false)).collect();
    let fields = vec![
        typed.select("from", "不在岗的人员", people()),
        typed.select("to", "代办人", people()),
        typed.checks("roles", "代办的岗位", roles),
        typed.field("from_on", "开始日期", Input::Date).help("当日起可以代办，不能早于今天。"),
        typed.field("to_on", "结束日期", Input::Date).help("当日仍可以代办，次日自动结束。"),
        typed.field("reason", "事由", Input::Text).help("例如年休假、出差、病假。"),
        typed.checks("actions", "限于下列事项", actions).help("不选的，为所选岗位的全部事项。").optional(),
    ];
    page(visitor, about, fields)
}

async fn show_new(visitor: Visitor) -> Result<Response, Problem> {
    let known = known(&visitor).await?;
    let fields = Fields::default();
    Ok(answer(true, &new_form(&visitor, &known, &Typed::new(&fields))))
}

async fn delegate(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let known = known(visitor).await?;
    let mut typed = Typed::new(&posted.fields);
    let (from, to) = (posted.fields.text("from").parse().ok(), posted.fields.text("to").parse().ok());
    for (missing, field) in [(from.is_none(), "from"), (to.is_none(), "to")] {
        if missing {
            typed.faults.push(InputFault::new(field, "请选择"));
        }
    }
    let (from_on, to_on) = (typed.day("from_on"), typed.day("to_on"));
    let reason = typed.text("reason");
    let chosen: BTreeSet<String> = posted.fields.all("actions").map(str::to_owned).collect();
    if let (Some(from), Some(to), true) = (from, to, typed.faults.is_empty()) {
        let roles = typed.roles().into_iter().collect();
        let actions = Some(chosen).filter(|chosen| !chosen.is_empty());
        let new = NewDelegation { from, to, roles, actions, reason, from_on, to_on };
        let outcome = visitor.app().add_delegation(visitor.caller(), new, &once(NEW, posted)).await;
        if typed.outcome(outcome)? {
            return Ok(see_other(PATH));
        }
    }
    Ok(answer(false, &new_form(visitor, &known, &typed)))
}

async fn end(Path(id): Path<DelegationId>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let once = once(&format!("{PATH}/{id}/end"), posted);
    match visitor.app().end_delegation(visitor.caller(), id, &once).await {
        // Whoever else ended it meanwhile wanted the same.
        Ok(_) | Err(AppError::Input(_)) => Ok(see_other(back(visitor))),
        Err(error) => Err(error.into()),
    }
}

/// Who may not see the list came from the page of the own work.
fn back(visitor: &Visitor) -> &'static str {
    if visitor.caller().has_any(KEEPERS) { PATH } else { super::frame::HOME }
}
