//! Registering a lead: the form with which a case begins.
//! Who may register, and what is missing, the application says.

use super::action::{ActForm, ActPage, Standing, members};
use super::case;
use super::form::draw::{Block, Choices, draw};
use super::form::shape::Member;
use super::form::step::Step;
use super::form::{Hidden, once, read};
use super::frame::{Signed, Visitor, html, see_other};
use super::route::Routes;
use super::subject::pick;
use crate::error::Problem;
use crate::extract::{Fields, Query};
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_domain::act::Opening;
use mingjian_html::parts::{Crumbs, Link};
use mingjian_law::citation::Citation;
use mingjian_law::procedure::{OpenedBy, Role};
use serde::Deserialize;

const PATH: &str = "/staff/cases/new";
/// The kind of procedure that a lead opens; others come with their procedures.
const KIND: &str = "penalty";
/// Who registers leads.
pub(super) const ROLES: &[Role] = &[Role::Officer, Role::UnitHead];

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(PATH, show).post(PATH, open)
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Wish {
    /// The subject that the lead is about.
    #[serde(default)]
    subject: String,
}

async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    may_register(&visitor)?;
    let members = members(&Opening::schema(OpenedBy::Lead))?;
    let mut fields = Fields::default();
    if let Ok(subject) = wish.subject.parse() {
        pick::take(&visitor, &members, &mut fields, subject).await?;
    }
    Ok(answer(&visitor, &members, &fields, &Standing::default(), None))
}

async fn open(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    may_register(visitor)?;
    let members = members(&Opening::schema(OpenedBy::Lead))?;
    let mut fields = posted.fields.clone();
    if let Some(picker) = pick::stepped(visitor, &members, &mut fields).await? {
        return Ok(answer(visitor, &members, &fields, &Standing::default(), Some(picker)));
    }
    if let Some(step) = Step::of(&fields) {
        step.take(&members, &serde_json::Value::Null, &mut fields);
        return Ok(answer(visitor, &members, &fields, &Standing::default(), None));
    }
    let (input, faults) = read::read(&members, &fields);
    if !faults.is_empty() {
        return Ok(answer(visitor, &members, &fields, &Standing::unreadable(faults), None));
    }
    let app = visitor.app();
    let procedure = app.pack().procedure_for(KIND, app.now().day()).ok_or_else(|| {
        Problem::from(AppError::Internal("the pack has no procedure for penalties".to_owned()))
    })?;
    match app.open(visitor.caller(), &procedure.id, input, &once(PATH, posted)).await {
        Ok(opened) => Ok(see_other(&format!("{}?done=open", case::address(opened.id)))),
        Err(error) => Ok(answer(visitor, &members, &fields, &Standing::of(error)?, None)),
    }
}

/// The form is not even shown to who cannot send it.
fn may_register(visitor: &Visitor) -> Result<(), Problem> {
    if visitor.caller().has_any(ROLES) {
        return Ok(());
    }
    let message = "案源应当由执法人员或者承办机构负责人登记。".to_owned();
    Err(AppError::Forbidden(message).into())
}

/// The form, with the picker of subjects on top as it was found or untouched.
fn answer(
    visitor: &Visitor,
    members: &[Member],
    fields: &Fields,
    standing: &Standing,
    picker: Option<Vec<Block>>,
) -> Response {
    let mut drawing = draw(members, fields, &Choices::default(), &standing.wrong);
    drawing.blocks.splice(0..0, picker.unwrap_or_else(|| pick::blocks(fields, None)));
    let title = "登记案源".to_owned();
    let who: Vec<&str> = ROLES.iter().map(|role| role.label()).collect();
    let form = ActForm {
        action: PATH.to_owned(),
        hidden: Hidden::fresh(visitor),
        version: None,
        drawing,
        time: Vec::new(),
        time_open: false,
        password: None,
        submit: "登记".to_owned(),
    };
    let page = ActPage {
        page: visitor.page(&title),
        crumbs: Crumbs { above: vec![Link::new("案件", "/staff/cases")], here: title.clone() },
        title,
        back: "/staff/cases".to_owned(),
        notice: standing.notice.clone(),
        refusal: None,
        sections: Vec::new(),
        shows_sections: false,
        form: Some(form),
        who: who.join("、"),
        basis: Citation::article("行政处罚法", 54).paragraph(2).to_string(),
        produces: String::new(),
        conditions: Vec::new(),
        links: Vec::new(),
        advice: None,
    };
    html(standing.status, &page)
}
