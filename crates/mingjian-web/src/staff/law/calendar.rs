//! The form by which a year's notice comes in: typed as the notice has it, or corrected with a reason.
//! What fits is for the law; which clocks move is for the worker.

use super::HOME;
use super::form::Typed;
use crate::error::Problem;
use crate::extract::{Fields, Query};
use crate::staff::form::{Hidden, once};
use crate::staff::frame::{Signed, Visitor, html, see_other};
use crate::staff::route::Routes;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_app::calendar::{IMPORTERS, NewYear};
use mingjian_domain::act::InputFault;
use mingjian_html::page::Page;
use mingjian_html::parts::{Crumbs, ErrorSummary, Field, Input, Link};
use mingjian_law::calendar_import::TypedYear;
use serde::Deserialize;

const NEW: &str = "/staff/law/calendar/new";

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(NEW, show).post(NEW, import)
}

#[derive(Template)]
#[template(path = "staff/law/calendar.html")]
struct CalendarPage {
    page: Page,
    crumbs: Crumbs,
    hidden: Hidden,
    summary: ErrorSummary,
    fields: Vec<Field>,
}

#[derive(Debug, Deserialize)]
struct Wish {
    /// The year to correct.
    year: Option<i32>,
}

async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    check(&visitor)?;
    // Only to refuse who works for another organ.
    visitor.app().rule_book(visitor.caller()).await?;
    let calendar = &visitor.app().pack().calendar;
    let known = wish.year.and_then(|year| calendar.years().find(|known| known.year == year));
    let mut fields = Fields::default();
    if let Some(known) = known {
        let typed = TypedYear::of(known);
        for (name, value) in [
            ("year", &typed.year),
            ("title", &typed.title),
            ("number", &typed.number),
            ("date", &typed.date),
            ("holidays", &typed.holidays),
            ("make_up", &typed.make_up),
        ] {
            fields.set(name, value);
        }
    } else if let Some(last) = calendar.years().map(|year| year.year).max() {
        fields.set("year", &last.saturating_add(1).to_string());
    }
    Ok(html(StatusCode::OK, &page(&visitor, &Typed::new(&fields))))
}

fn check(visitor: &Visitor) -> Result<(), Problem> {
    if visitor.caller().has_any(IMPORTERS) {
        return Ok(());
    }
    let labels: Vec<_> = IMPORTERS.iter().map(|role| role.label()).collect();
    Err(AppError::Forbidden(format!("只有本机关的{}可以办理。", labels.join("、"))).into())
}

fn page(visitor: &Visitor, typed: &Typed<'_>) -> CalendarPage {
    let fields = vec![
        typed.field("year", "年度", Input::Text),
        typed
            .field("title", "通知名称", Input::Text)
            .help("如：国务院办公厅关于2027年部分节假日安排的通知。"),
        typed.field("number", "文号", Input::Text),
        typed.field("date", "通知日期", Input::Date),
        typed.field("holidays", "放假", Input::Area { rows: 9 }).help(
            "每行一个假期：名称，第一天，最后一天。日期可以照通知写成“1月1日（周五）”，写了星期的会核对。",
        ),
        typed
            .field("make_up", "调休上班", Input::Area { rows: 5 })
            .help("每行一天，或者用顿号隔开。没有调休的可以不填。")
            .optional(),
        typed
            .field("reason", "更正的理由", Input::Area { rows: 2 })
            .help("只在更正已有年度的安排时填写。")
            .optional(),
    ];
    CalendarPage {
        page: visitor.page("导入放假安排"),
        crumbs: Crumbs { above: vec![Link::new("规则", HOME)], here: "导入放假安排".to_owned() },
        hidden: Hidden::fresh(visitor),
        summary: typed.summary(&fields),
        fields,
    }
}

async fn import(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = signed;
    check(&visitor)?;
    let once = once(NEW, &posted);
    let text = |name: &str| posted.fields.text(name).to_owned();
    let written = TypedYear {
        year: text("year"),
        title: text("title"),
        number: text("number"),
        date: text("date"),
        holidays: text("holidays"),
        make_up: text("make_up"),
    };
    let mut typed = Typed::new(&posted.fields);
    match written.read() {
        Err(fault) => typed.faults.push(InputFault::new(fault.field, &fault.problem)),
        Ok(year) => {
            let new = NewYear { year, reason: text("reason") };
            let outcome = visitor.app().import_year(visitor.caller(), &new, &once).await;
            if typed.outcome(outcome)?.is_some() {
                return Ok(see_other(&format!("{HOME}#calendar")));
            }
        }
    }
    Ok(html(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, &typed)))
}
