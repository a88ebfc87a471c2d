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
use mingjian_domain::act::lead::PartyEntry;
use mingjian_html::parts::{Crumbs, Link};
use mingjian_law::citation::Citation;
use mingjian_law::procedure::{OpenedBy, Role};
use serde::Deserialize;

/// A form with which a kind of proceeding begins.
struct Beginning {
    path: &'static str,
    by: OpenedBy,
    title: &'static str,
    /// The articles: law, number, and paragraph or 0.
    basis: &'static [(&'static str, u16, u8)],
    advice: Option<&'static str>,
}

const LEAD: Beginning = Beginning {
    path: "/staff/cases/new",
    by: OpenedBy::Lead,
    title: "登记案源",
    basis: &[("行政处罚法", 54, 2)],
    advice: None,
};
const INSPECTION: Beginning = Beginning {
    path: "/staff/inspections/new",
    by: OpenedBy::Inspection,
    title: "登记检查任务",
    // The published list, and how often and whom: what an inspection must keep to before anybody goes.
    basis: &[("优化营商环境条例", 54, 0), ("优化营商环境条例", 58, 0), ("行政处罚法", 42, 1)],
    advice: None,
};
const SPOT: Beginning = Beginning {
    path: "/staff/cases/on-spot",
    by: OpenedBy::Spot,
    title: "当场处罚",
    basis: &[("行政处罚法", 51, 0)],
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
    let mut form = Form::new(visitor, beginning).await?;
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
    form.count(&fields).await?;
    Ok(form.answer(&fields, &Standing::default()))
}

async fn open(signed: &Signed, beginning: &Beginning) -> Result<Response, Problem> {
    let Signed { visitor, posted } = signed;
    may_register(visitor)?;
    let mut form = Form::new(visitor, beginning).await?;
    let mut fields = posted.fields.clone();
    let picker = pick::stepped(visitor, &form.members, &mut fields).await?;
    form.count(&fields).await?;
    if let Some(picker) = picker {
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
    /// How often the unit that stands in the fields was inspected this year.
    counted: Option<String>,
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
        let members = members(&Opening::schema(beginning.by))?;
        Ok(Self { visitor, beginning, members, choices, counted: None })
    }

    /// Looks up how often the unit in the fields of an inspection was inspected this year, once it is known.
    async fn count(&mut self, fields: &Fields) -> Result<(), Problem> {
        if self.beginning.by != OpenedBy::Inspection {
            return Ok(());
        }
        let (mut input, _faults) = read::read(&self.members, fields);
        let party = input.get_mut("party").map(serde_json::Value::take).unwrap_or_default();
        if let Ok(party) = serde_json::from_value::<PartyEntry>(party) {
            let count = self.visitor.app().inspection_count(self.visitor.caller(), &party, None).await?;
            self.counted = Some(format!("{}：{}。投诉举报和线索核查不计入。", party.name, count.in_words()));
        }
        Ok(())
    }

    /// The form, with the picker of subjects untouched on top.
    fn answer(&self, fields: &Fields, standing: &Standing) -> Response {
        self.answer_with(fields, standing, pick::blocks(fields, None))
    }

    fn answer_with(&self, fields: &Fields, standing: &Standing, picker: Vec<Block>) -> Response {
        let mut drawing = draw(&self.members, fields, &self.choices, &standing.wrong);
        let counted = self.counted.iter().cloned().map(Block::Note);
        drawing.blocks.splice(0..0, picker.into_iter().chain(counted));
        let title = self.beginning.title.to_owned();
        let who: Vec<&str> = ROLES.iter().map(|role| role.label()).collect();
        let basis = self.beginning.basis.iter().map(|(law, article, paragraph)| {
            let article = Citation::article(law, *article);
            if *paragraph > 0 { article.paragraph(*paragraph) } else { article }.to_string()
        });
        let basis: Vec<String> = basis.collect();
        let form = ActForm {
            action: self.beginning.path.to_owned(),
            hidden: Hidden::fresh(self.visitor),
            version: None,
            drawing,
            time: Vec::new(),
            sheet: Vec::new(),
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
            sheet: None,
            sections: Vec::new(),
            shows_sections: false,
            form: Some(form),
            who: who.join("、"),
            basis: basis.join("、"),
            produces: String::new(),
            conditions: Vec::new(),
            links: Vec::new(),
            advice: self.beginning.advice,
        };
        html(standing.status, &page)
    }
}
