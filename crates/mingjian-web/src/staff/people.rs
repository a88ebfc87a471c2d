//! Management: users and roles, officers with their certificates, entrustments.
//! Who may change what is decided by the application; this page shows each administrator the own part.

mod add;
pub(super) mod form;
pub(super) mod letterhead;
mod power;

use self::power::AppointmentLine;
use super::frame::{Visitor, html};
use super::route::Routes;
use crate::error::Problem;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use mingjian_app::people::People;
use mingjian_domain::actor::{CertificateFact, OfficerFact};
use mingjian_domain::id::OrganId;
use mingjian_domain::instant::Instant;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{StatusTag, Tone};
use mingjian_law::procedure::{Procedure, Role};
use mingjian_store::entrustment::EntrustmentRow;

/// Who keeps people.
pub(super) const ROLES: &[Role] = &[Role::SystemAdministrator, Role::SecurityAdministrator];

pub(super) fn add(routes: Routes) -> Routes {
    power::add(letterhead::add(add::add(routes.get("/staff/people", show))))
}

/// A user in the list.
struct UserLine {
    name: String,
    login: String,
    roles: String,
    body: String,
    tag: StatusTag,
    href: String,
}

/// An officer in the list.
struct OfficerLine {
    name: String,
    body: String,
    login: String,
    certificates: Vec<CertificateLine>,
}

/// A certificate of an officer.
struct CertificateLine {
    number: String,
    tag: StatusTag,
    valid: String,
    href: String,
}

/// An entrustment in the list.
struct EntrustmentLine {
    number: String,
    body: String,
    matters: String,
    term: String,
    tag: StatusTag,
}

#[derive(Template)]
#[template(path = "staff/people.html")]
struct PeoplePage {
    page: Page,
    adds: bool,
    grants: bool,
    users: Vec<UserLine>,
    officers: Vec<OfficerLine>,
    entrustments: Vec<EntrustmentLine>,
    heads: Vec<AppointmentLine>,
    /// What documents still need of the body; none for who does not enter it.
    missing: Option<Vec<&'static str>>,
}

async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let people = visitor.app().people(visitor.caller()).await?;
    let now = visitor.app().now();
    let adds = visitor.caller().has_any(&[Role::SystemAdministrator]);
    let missing =
        if adds { Some(visitor.app().letterhead(visitor.caller()).await?.today.missing()) } else { None };
    let page = PeoplePage {
        page: visitor.page("管理"),
        adds,
        missing,
        grants: visitor.caller().has_any(&[Role::SecurityAdministrator]),
        users: user_lines(&people, now),
        officers: people.officers.iter().map(|officer| officer_line(&people, officer, now.day())).collect(),
        entrustments: entrustment_lines(&people, &visitor.app().pack().procedures, now.day()),
        heads: power::lines(&visitor.app().appointments(visitor.caller()).await?, now.day()),
    };
    Ok(html(StatusCode::OK, &page))
}

/// The name of a body or department.
fn body(people: &People, id: OrganId) -> String {
    people.organs.iter().find(|organ| organ.id == id).map(|organ| organ.name.clone()).unwrap_or_default()
}

fn user_lines(people: &People, now: Instant) -> Vec<UserLine> {
    let line = |user: &mingjian_store::user::UserRow| {
        let roles: Vec<&str> =
            user.roles.iter().filter_map(|role| Role::from_id(role)).map(Role::label).collect();
        let tag = if !user.active {
            StatusTag::new("已停用", Tone::Bad)
        } else if user.locked_until.is_some_and(|until| until > now) {
            StatusTag::new("登录已锁定", Tone::Warn)
        } else {
            StatusTag::new("在用", Tone::Good)
        };
        UserLine {
            name: user.name.clone(),
            login: user.login.clone(),
            roles: roles.join("、"),
            body: body(people, user.department_id.unwrap_or(user.organ_id)),
            tag,
            href: format!("/staff/people/users/{}", user.id),
        }
    };
    people.users.iter().map(line).collect()
}

fn officer_line(people: &People, officer: &OfficerFact, today: NaiveDate) -> OfficerLine {
    let login = officer.user.and_then(|id| people.users.iter().find(|user| user.id == id));
    let mut numbers: Vec<&str> = officer.certificates.iter().map(|one| one.number.as_str()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    OfficerLine {
        name: officer.name.clone(),
        body: body(people, officer.employer),
        login: login.map(|user| user.login.clone()).unwrap_or_default(),
        certificates: numbers.into_iter().map(|number| certificate_line(officer, number, today)).collect(),
    }
}

/// A certificate with all its spans of validity.
fn certificate_line(officer: &OfficerFact, number: &str, today: NaiveDate) -> CertificateLine {
    let spans: Vec<&CertificateFact> =
        officer.certificates.iter().filter(|one| one.number == number).collect();
    let valid = spans.iter().any(|span| span.is_valid_on(today));
    let last = spans.iter().map(|span| span.valid_to).max();
    let tag = match last {
        _ if valid => StatusTag::new("有效", Tone::Good),
        Some(last) if last < today => StatusTag::new("已过期", Tone::Bad),
        Some(_) | None => StatusTag::new("今天无效", Tone::Bad),
    };
    CertificateLine {
        number: number.to_owned(),
        tag,
        valid: last.map(|last| format!("有效期至{}", chinese_date(last))).unwrap_or_default(),
        href: format!("/staff/people/certificates/{number}"),
    }
}

/// What is entrusted: the kinds of proceeding, then the words of the paper.
fn matters(row: &EntrustmentRow, procedures: &[Procedure]) -> String {
    let labels: Vec<&str> = procedures
        .iter()
        .filter(|one| row.procedures.as_ref().is_some_and(|ids| ids.contains(&one.id)))
        .map(|one| one.label.as_str())
        .collect();
    if labels.is_empty() { row.matters.clone() } else { format!("{}。{}", labels.join("、"), row.matters) }
}

fn entrustment_lines(people: &People, procedures: &[Procedure], today: NaiveDate) -> Vec<EntrustmentLine> {
    let line = |row: &EntrustmentRow| {
        let ended = row.revoked_on.is_some_and(|on| on <= today) || row.to_on < today;
        let tag = if ended {
            StatusTag::new("已终止", Tone::Plain)
        } else if today < row.from_on {
            StatusTag::new("未开始", Tone::Plain)
        } else {
            StatusTag::new("有效", Tone::Good)
        };
        EntrustmentLine {
            number: row.number.clone(),
            body: body(people, row.body_id),
            matters: matters(row, procedures),
            term: format!("{}至{}", chinese_date(row.from_on), chinese_date(row.to_on)),
            tag,
        }
    };
    people.entrustments.iter().map(line).collect()
}
