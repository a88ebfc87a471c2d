//! Registering a lead, an inspection or what was found on the spot: the forms with which proceedings begin.
//! Who may register, and what is missing, the application says.

use super::action::{ActForm, ActPage, Standing, members};
use super::case;
use super::form::draw::{Block, Choices, draw};
use super::form::known::opening_choices;
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

/// A form with which a kind of proceeding begins.
struct Beginning {
    path: &'static str,
    by: OpenedBy,
    title: &'static str,
    /// The article of 行政处罚法, and its paragraph or 0.
    article: (u16, u8),
    advice: Option<&'static str>,
}

const LEAD: Beginning = Beginning {
    path: "/staff/cases/new",
    by: OpenedBy::Lead,
    title: "登记案源",
    article: (54, 2),
    advice: None,
};
const INSPECTION: Beginning = Beginning {
    path: "/staff/inspections/new",
    by: OpenedBy::Inspection,
    title: "登记检查任务",
    article: (55, 2),
    advice: None,
};
const SPOT: Beginning = Beginning {
    path: "/staff/cases/on-spot",
    by: OpenedBy::Spot,
    title: "当场处罚",
    article: (51, 0),
    advice: Some("先填写当事人和现场情况；案由、事实和拟处罚内容在下一步“当场告知”中填写。"),
};
/// Who registers leads.
pub(super) const ROLES: &[Role] = &[Role::Officer, Role::UnitHead];

pub(super) fn add(routes: Routes) -> Routes {
    let routes = routes.get(LEAD.path, show_lead).post(LEAD.path, open_lead);
    let routes = routes.get(INSPECTION.path, show_inspection).post(INSPECTION.path, open_inspection);
    routes.get(SPOT.path, show_spot).post(SPOT.path, open_spot)
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Wish {
    /// The subject that the proceeding is about.
    #[serde(default)]
    subject: String,
}

async fn show_lead(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    show(&visitor, &LEAD, &wish).await
}

async fn open_lead(signed: Signed) -> Result<Response, Problem> {
    open(&signed, &LEAD).await
}

async fn show_inspection(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    show(&visitor, &INSPECTION, &wish).await
}

async fn open_inspection(signed: Signed) -> Result<Response, Problem> {
    open(&signed, &INSPECTION).await
}

async fn show_spot(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    show(&visitor, &SPOT, &wish).await
}

async fn open_spot(signed: Signed) -> Result<Response, Problem> {
    open(&signed, &SPOT).await
}

async fn show(visitor: &Visitor, beginning: &Beginning, wish: &Wish) -> Result<Response, Problem> {
    may_register(visitor)?;
    let form = Form::new(visitor, beginning).await?;
    let mut fields = Fields::default();
    let today = visitor.app().now().day().to_string();
    let own = visitor.caller().actor.officer.map(|officer| officer.to_string());
    let known = match beginning.by {
        OpenedBy::Lead | OpenedBy::Spot => serde_json::json!({ "found_on": today }),
        OpenedBy::Inspection => {
            serde_json::json!({ "raised_on": today, "planned_on": today, "officers": own.as_slice() })
        }
    };
    read::fill(&form.members, &known, "", &mut fields);
    if let Ok(subject) = wish.subject.parse() {
        pick::take(visitor, &form.members, &mut fields, subject).await?;
    }
    Ok(form.answer(&fields, &Standing::default()))
}

async fn open(signed: &Signed, beginning: &Beginning) -> Result<Response, Problem> {
    let Signed { visitor, posted } = signed;
    may_register(visitor)?;
    let form = Form::new(visitor, beginning).await?;
    let mut fields = posted.fields.clone();
    if let Some(picker) = pick::stepped(visitor, &form.members, &mut fields).await? {
        return Ok(form.answer_with(&fields, &Standing::default(), picker));
    }
    if let Some(step) = Step::of(&fields) {
        step.take(&form.members, &serde_json::Value::Null, &mut fields);
        return Ok(form.answer(&fields, &Standing::default()));
    }
    let (input, faults) = read::read(&form.members, &fields);
    if !faults.is_empty() {
        return Ok(form.answer(&fields, &Standing::unreadable(faults)));
    }
    let app = visitor.app();
    let procedure = app.pack().procedure_opened_by(beginning.by, app.now().day()).ok_or_else(|| {
        Problem::from(AppError::Internal(format!("the pack has no procedure for {}", beginning.path)))
    })?;
    match app.open(visitor.caller(), &procedure.id, input, &once(beginning.path, posted)).await {
        Ok(opened) => Ok(see_other(&format!("{}?done=open", case::address(opened.id)))),
        Err(error) => Ok(form.answer(&fields, &Standing::of(error)?)),
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

/// A form ready to be drawn.
struct Form<'a> {
    visitor: &'a Visitor,
    beginning: &'a Beginning,
    members: Vec<Member>,
    choices: Choices,
}

impl<'a> Form<'a> {
    async fn new(visitor: &'a Visitor, beginning: &'a Beginning) -> Result<Self, Problem> {
        let app = visitor.app();
        let choices = match beginning.by {
            OpenedBy::Lead | OpenedBy::Spot => Choices::default(),
            OpenedBy::Inspection => {
                let officers = app.officers_of(visitor.caller()).await?;
                opening_choices(&officers, app.law(), app.now().day())
            }
        };
        Ok(Self { visitor, beginning, members: members(&Opening::schema(beginning.by))?, choices })
    }

    /// The form, with the picker of subjects untouched on top.
    fn answer(&self, fields: &Fields, standing: &Standing) -> Response {
        self.answer_with(fields, standing, pick::blocks(fields, None))
    }

    fn answer_with(&self, fields: &Fields, standing: &Standing, picker: Vec<Block>) -> Response {
        let mut drawing = draw(&self.members, fields, &self.choices, &standing.wrong);
        drawing.blocks.splice(0..0, picker);
        let title = self.beginning.title.to_owned();
        let who: Vec<&str> = ROLES.iter().map(|role| role.label()).collect();
        let (article, paragraph) = self.beginning.article;
        let article = Citation::article("行政处罚法", article);
        let basis = if paragraph > 0 { article.paragraph(paragraph) } else { article };
        let form = ActForm {
            action: self.beginning.path.to_owned(),
            hidden: Hidden::fresh(self.visitor),
            version: None,
            drawing,
            time: Vec::new(),
            time_open: false,
            password: None,
            submit: "登记".to_owned(),
        };
        let page = ActPage {
            page: self.visitor.page(&title),
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
            advice: self.beginning.advice,
        };
        html(standing.status, &page)
    }
}
