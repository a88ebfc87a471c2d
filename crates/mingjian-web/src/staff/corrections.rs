//! Orders to correct across inspections and cases: those that wait first, by their last day.
//! It orders and re-checks nothing: each line leads to its proceeding.

use super::case::address;
use super::case_list;
use super::frame::{Visitor, html};
use super::route::Routes;
use crate::error::Problem;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_app::inspection::{CorrectionRow, CorrectionStanding};
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{Empty, Link, StatusTag, Tone};
use mingjian_law::procedure::Role;

pub(super) const PATH: &str = "/staff/corrections";
/// Who works on cases sees what was ordered in them.
pub(super) const ROLES: &[Role] = case_list::ROLES;

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(PATH, show)
}

/// An item of an order in the list.
struct Line {
    party: String,
    href: String,
    from: &'static str,
    cause: String,
    standing: StatusTag,
    due: String,
    recheck: String,
    button: Option<Link>,
}

#[derive(Template)]
#[template(path = "staff/corrections.html")]
struct CorrectionsPage {
    page: Page,
    waiting: Vec<Line>,
    found: Vec<Line>,
    empty: Empty,
}

async fn show(visitor: Visitor) -> Result<Response, Problem> {
    if !visitor.caller().has_any(ROLES) {
        let message = "责令改正由办理案件和检查的人员查看。".to_owned();
        return Err(AppError::Forbidden(message).into());
    }
    let rows = visitor.app().corrections(visitor.caller()).await?;
    let (waiting, found): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.found_on.is_none());
    let officer = visitor.caller().has_any(&[Role::Officer]);
    let page = CorrectionsPage {
        page: visitor.page("责令改正"),
        waiting: waiting.into_iter().map(|row| line(row, officer)).collect(),
        found: found.into_iter().map(|row| line(row, false)).collect(),
        empty: Empty {
            title: "没有待复查的责令改正".to_owned(),
            text: "检查和案件中责令改正的事项会按改正期限列在这里。".to_owned(),
            links: Vec::new(),
        },
    };
    Ok(html(StatusCode::OK, &page))
}

fn line(row: &CorrectionRow, officer: bool) -> Line {
    let tone = match row.standing {
        CorrectionStanding::Overdue | CorrectionStanding::FoundOverdue => Tone::Bad,
        CorrectionStanding::Due => Tone::Warn,
        CorrectionStanding::Running => Tone::Info,
        CorrectionStanding::Corrected => Tone::Good,
    };
    let href = address(row.proceeding);
    let due = match row.extended_from {
        Some(first) => format!("{}（原为{}，已延长）", chinese_date(row.due_on), chinese_date(first)),
        None => chinese_date(row.due_on),
    };
    let recheck = match (row.found_on, row.recheck_by) {
        (Some(on), _) => format!("{}复查", chinese_date(on)),
        (None, Some(by)) => format!("应当在{}前复查", chinese_date(by)),
        (None, None) => "期限届满后复查".to_owned(),
    };
    let button = Link::new("复查", &format!("{href}/actions/recheck-correction"));
    Line {
        party: row.party.clone(),
        from: if row.inspection { "检查" } else { "案件" },
        cause: row.cause.clone(),
        standing: StatusTag::new(row.standing.label(), tone),
        due,
        recheck,
        button: officer.then_some(button),
        href,
    }
}
