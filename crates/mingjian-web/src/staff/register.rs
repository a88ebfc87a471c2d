//! Registering a lead, or what was found on the spot: the forms with which cases begin.
//! Who may register, and what is missing, the application says.

use super::action::{ActForm, ActPage, Standing, members};
use super::case;
use super::form::draw::{Block, Choices, draw};
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
use serde_json::json;

/// A way in which a case begins: its form and what it says of itself.
struct Way {
    path: &'static str,
    by: OpenedBy,
    title: &'static str,
    article: (u16, u8),
    advice: Option<&'static str>,
}

const LEAD: Way = Way {
    path: "/staff/cases/new",
    by: OpenedBy::Lead,
    title: "登记案源",
    article: (54, 2),
    advice: None,
};

const SPOT: Way = Way {
    path: "/staff/cases/on-spot",
    by: OpenedBy::Spot,
    title: "当场处罚",
    article: (51, 0),
    advice: Some("先填写当事人和现场情况；案由、事实和拟处罚内容在下一步“当场告知”中填写。"),
};

/// Who registers leads.
pub(super) const ROLES: &[Role] = &[Role::Officer, Role::UnitHead];

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .get(LEAD.path, show_lead)
        .post(LEAD.path, open_lead)
        .get(SPOT.path, show_spot)
        .post(SPOT.path, open_spot)
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Wish {
    /// The subject that the lead is about.
    #[serde(default)]
    subject: String,
}

async fn show_lead(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    show(&visitor, &LEAD, &wish).await
}

async fn show_spot(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    show(&visitor, &SPOT, &wish).await
}

async fn open_lead(signed: Signed) -> Result<Response, Problem> {
    open(&signed, &LEAD).await
}

async fn open_spot(signed: Signed) -> Result<Response, Problem> {
    open(&signed, &SPOT).await
}

async fn show(visitor: &Visitor, way: &Way, wish: &Wish) -> Result<Response, Problem> {
    may_register(visitor)?;
    let members = members(&Opening::schema(way.by))?;
    let mut fields = Fields::default();
    if way.by == OpenedBy::Spot {
        let today = json!({ "found_on": visitor.app().now().day() });
        read::fill(&members, &today, "", &mut fields);
    }
    if let Ok(subject) = wish.subject.parse() {
        pick::take(visitor, &members, &mut fields, subject).await?;
    }
    answer(visitor, way, &fields, &Standing::default(), None)
}

async fn open(signed: &Signed, way: &Way) -> Result<Response, Problem> {
    let Signed { visitor, posted } = signed;
    may_register(visitor)?;
    let members = members(&Opening::schema(way.by))?;
    let mut fields = posted.fields.clone();
    if let Some(picker) = pick::stepped(visitor, &members, &mut fields).await? {
        return answer(visitor, way, &fields, &Standing::default(), Some(picker));
    }
    if let Some(step) = Step::of(&fields) {
        step.take(&members, &serde_json::Value::Null, &mut fields);
        return answer(visitor, way, &fields, &Standing::default(), None);
    }
    let (input, faults) = read::read(&members, &fields);
    if !faults.is_empty() {
        return answer(visitor, way, &fields, &Standing::unreadable(faults), None);
    }
    let app = visitor.app();
    let procedure = app.pack().procedure_opened_by(way.by, app.now().day()).ok_or_else(|| {
        Problem::from(AppError::Internal(format!("the pack has no procedure for {}", way.path)))
    })?;
    match app.open(visitor.caller(), &procedure.id, input, &once(way.path, posted)).await {
        Ok(opened) => Ok(see_other(&format!("{}?done=open", case::address(opened.id)))),
        Err(error) => answer(visitor, way, &fields, &Standing::of(error)?, None),
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
    way: &Way,
    fields: &Fields,
    standing: &Standing,
    picker: Option<Vec<Block>>,
) -> Result<Response, Problem> {
    let members = members(&Opening::schema(way.by))?;
    let mut drawing = draw(&members, fields, &Choices::default(), &standing.wrong);
    drawing.blocks.splice(0..0, picker.unwrap_or_else(|| pick::blocks(fields, None)));
    let title = way.title.to_owned();
    let article = Citation::article("行政处罚法", way.article.0);
    let basis = if way.article.1 > 0 { article.paragraph(way.article.1) } else { article };
    let who: Vec<&str> = ROLES.iter().map(|role| role.label()).collect();
    let form = ActForm {
        action: way.path.to_owned(),
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
        basis: basis.to_string(),
        produces: String::new(),
        conditions: Vec::new(),
        links: Vec::new(),
        advice: way.advice,
    };
    Ok(html(standing.status, &page))
}
