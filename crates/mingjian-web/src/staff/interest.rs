//! Declared interests (利害关系): one's own from the account, and those of the people in one's charge.
//! Who may enter, see and end them is decided by the application; whether one stands against an act, by the domain.

use super::form::once;
use super::frame::{Signed, Visitor, html, see_other};
use super::people::form::{About, FormPage, Typed, answer, page};
use super::route::Routes;
use crate::error::Problem;
use crate::extract::{Fields, Path};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::interest::{Declarant, EndInterest, InCharge, InterestKind, InterestView, NewInterest};
use mingjian_domain::act::InputFault;
use mingjian_domain::id::InterestId;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{Choice, Field, Input, Link, StatusTag, Tone};

const HOME: &str = "/staff/interests";
const NEW: &str = "/staff/interests/new";
const END: &str = "/staff/interests/{interest}/end";
const OWN: &str = "/staff/account/interests/new";

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .get(HOME, show)
        .get(NEW, show_new)
        .post(NEW, declare)
        .get(END, show_end)
        .post(END, end)
        .get(OWN, show_own)
        .post(OWN, declare_own)
}

/// An interest in a list.
pub(super) struct InterestLine {
    pub(super) person: String,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) note: String,
    pub(super) entered: String,
    pub(super) tag: StatusTag,
    /// How it ended; empty while it stands.
    pub(super) ended: String,
    pub(super) end_href: String,
}

#[derive(Template)]
#[template(path = "staff/interests.html")]
struct InterestsPage {
    page: Page,
    people: usize,
    interests: Vec<InterestLine>,
}

/// The lines of a list.
pub(super) fn lines(views: &[InterestView]) -> Vec<InterestLine> {
    views.iter().map(line).collect()
}

fn line(view: &InterestView) -> InterestLine {
    let row = &view.row;
    let since = row.since_on.map(|on| format!("，自{}起", chinese_date(on))).unwrap_or_default();
    let ended = row.end.as_ref();
    InterestLine {
        person: view.person.clone(),
        name: row.name.clone(),
        kind: label(row.kind),
        note: row.note.clone(),
        entered: format!("{}由{}登记{since}", chinese_date(row.entered_at.day()), view.entered_by),
        tag: if ended.is_some() {
            StatusTag::new("已终止", Tone::Plain)
        } else {
            StatusTag::new("有效", Tone::Warn)
        },
        ended: ended
            .map(|end| format!("{}由{}终止：{}", chinese_date(end.on), view.ended_by, end.reason))
            .unwrap_or_default(),
        end_href: format!("{HOME}/{}/end", row.id),
    }
}

const fn label(kind: InterestKind) -> &'static str {
    match kind {
        InterestKind::Relative => "近亲属",
        InterestKind::FormerEmployer => "曾任职单位",
        InterestKind::Holding => "投资、任职单位",
        InterestKind::Other => "其他可能影响公正的关系",
        InterestKind::Namesake => "重名，不是同一人",
    }
}

/// Everything but a namesake, which only somebody else may enter.
const DECLARED: [InterestKind; 4] =
    [InterestKind::Relative, InterestKind::FormerEmployer, InterestKind::Holding, InterestKind::Other];

async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let InCharge { people, interests } = visitor.app().interests_in_charge(visitor.caller()).await?;
    let page =
        InterestsPage {
            page: visitor.page("利害关系"), people: people.len(), interests: lines(&interests)
        };
    Ok(html(StatusCode::OK, &page))
}

/// The fields that say what it is, whoever it is about.
fn fields(typed: &Typed<'_>, kinds: &[InterestKind]) -> Vec<Field> {
    let kinds = kinds.iter().map(|kind| Choice::new(kind.as_str(), label(*kind), false));
    let kinds = std::iter::once(Choice::new("", "请选择", false)).chain(kinds).collect();
    vec![
        typed.select("kind", "关系", kinds),
        typed
            .field("name", "姓名或者单位全称", Input::Text)
            .help("与证照上的名称一致。与案件的当事人或者其负责人相同的，视为有利害关系。"),
        typed.field("since_on", "起始日期", Input::Date).help("不清楚的不填，从一开始就有效。").optional(),
        typed.field("note", "说明", Input::Area { rows: 3 }).help("加密保存，不公开。").optional(),
    ]
}

fn own_form(visitor: &Visitor, typed: &Typed<'_>) -> FormPage {
    let about = About {
        title: "申报利害关系".to_owned(),
        help: "申报以后不能自行撤销：情况变化的，请承办机构负责人核实后终止。",
        action: OWN.to_owned(),
        submit: "申报",
        home: Link::new("我的账户", "/staff/account"),
    };
    page(visitor, about, fields(typed, &DECLARED))
}

async fn show_own(visitor: Visitor) -> Response {
    answer(true, &own_form(&visitor, &Typed::new(&Fields::default())))
}

async fn declare_own(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let mut typed = Typed::new(&posted.fields);
    if let Some(new) = read(&mut typed, Some(Declarant::User(visitor.caller().actor.user))) {
        let outcome = visitor.app().declare_interest(visitor.caller(), new, &once(OWN, posted)).await;
        if typed.outcome(outcome)? {
            return Ok(see_other("/staff/account#interests"));
        }
    }
    Ok(answer(false, &own_form(visitor, &typed)))
}

/// What was typed, where nothing is missing.
fn read(typed: &mut Typed<'_>, declarant: Option<Declarant>) -> Option<NewInterest> {
    let wanted = typed.fields.text("kind");
    let kind = DECLARED.into_iter().chain([InterestKind::Namesake]).find(|kind| kind.as_str() == wanted);
    if kind.is_none() {
        typed.faults.push(InputFault::new("kind", "请选择"));
    }
    if declarant.is_none() {
        typed.faults.push(InputFault::new("person", "请选择"));
    }
    let name = typed.text("name");
    let since_on = typed.optional_day("since_on");
    let note = typed.fields.text("note").to_owned();
    match (declarant, kind) {
        (Some(declarant), Some(kind)) if typed.faults.is_empty() => {
            Some(NewInterest { declarant, kind, name, note, since_on })
        }
        _ => None,
    }
}

/// How a form names a person.
fn value_of(declarant: Declarant) -> String {
    match declarant {
        Declarant::User(id) => format!("user.{id}"),
        Declarant::Officer(id) => format!("officer.{id}"),
    }
}

fn declarant_of(text: &str) -> Option<Declarant> {
    match text.split_once('.')? {
        ("user", id) => id.parse().ok().map(Declarant::User),
        ("officer", id) => id.parse().ok().map(Declarant::Officer),
        _ => None,
    }
}

fn new_form(visitor: &Visitor, charge: &InCharge, typed: &Typed<'_>) -> FormPage {
    let about = About {
        title: "登记利害关系".to_owned(),
        help: "登记您负责的人员口头或者书面申报的、有人反映并经核实的利害关系。当事人只是与办案人员重名的，登记为重名。",
        action: NEW.to_owned(),
        submit: "登记",
        home: Link::new("利害关系", HOME),
    };
    let first = std::iter::once(Choice::new("", "请选择", false));
    let people = charge.people.iter().map(|person| {
        let label = format!("{}（{}）", person.name, person.unit_name);
        Choice::new(&value_of(person.declarant), &label, false)
    });
    let mut all = vec![typed.select("person", "人员", first.chain(people).collect())];
    let kinds: Vec<InterestKind> = DECLARED.into_iter().chain([InterestKind::Namesake]).collect();
    all.extend(fields(typed, &kinds));
    page(visitor, about, all)
}

async fn show_new(visitor: Visitor) -> Result<Response, Problem> {
    let charge = visitor.app().interests_in_charge(visitor.caller()).await?;
    Ok(answer(true, &new_form(&visitor, &charge, &Typed::new(&Fields::default()))))
}

async fn declare(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let charge = visitor.app().interests_in_charge(visitor.caller()).await?;
    let mut typed = Typed::new(&posted.fields);
    if let Some(new) = read(&mut typed, declarant_of(posted.fields.text("person"))) {
        let outcome = visitor.app().declare_interest(visitor.caller(), new, &once(NEW, posted)).await;
        if typed.outcome(outcome)? {
            return Ok(see_other(HOME));
        }
    }
    Ok(answer(false, &new_form(visitor, &charge, &typed)))
}

/// The interest that shall end, if it stands and is of somebody in the visitor's charge.
async fn standing(visitor: &Visitor, id: InterestId) -> Result<InterestView, Problem> {
    let charge = visitor.app().interests_in_charge(visitor.caller()).await?;
    charge.interests.into_iter().find(|view| view.row.id == id).ok_or_else(Problem::not_found)
}

fn end_form(visitor: &Visitor, view: &InterestView, typed: &Typed<'_>) -> FormPage {
    let about = About {
        title: format!("终止利害关系（{}，{}）", view.person, view.row.name),
        help: "登记不会删除：终止日期以前的办理仍然按有利害关系判断。",
        action: format!("{HOME}/{}/end", view.row.id),
        submit: "终止",
        home: Link::new("利害关系", HOME),
    };
    let fields = vec![
        typed.field("on", "终止日期", Input::Date).help("从这一天起不再有利害关系。"),
        typed.field("reason", "核实的情况", Input::Area { rows: 3 }),
    ];
    page(visitor, about, fields)
}

async fn show_end(visitor: Visitor, Path(id): Path<InterestId>) -> Result<Response, Problem> {
    let view = standing(&visitor, id).await?;
    Ok(answer(true, &end_form(&visitor, &view, &Typed::new(&Fields::default()))))
}

async fn end(Path(id): Path<InterestId>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let view = standing(visitor, id).await?;
    let mut typed = Typed::new(&posted.fields);
    let (on, reason) = (typed.day("on"), typed.text("reason"));
    if typed.faults.is_empty() {
        let once = once(&format!("{HOME}/{id}/end"), posted);
        let ended = EndInterest { id, on, reason };
        let outcome = visitor.app().end_interest(visitor.caller(), &ended, &once).await;
        if typed.outcome(outcome)? {
            return Ok(see_other(HOME));
        }
    }
    Ok(answer(false, &end_form(visitor, &view, &typed)))
}
