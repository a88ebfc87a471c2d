//! The desks of legal review and of publication: the cases that are there now, by the clock that brought them.
//! A case comes to a desk and leaves it by acts alone.

use super::case::next::NextSteps;
use super::case::{address, title};
use super::clock;
use super::frame::{Visitor, html};
use super::route::Routes;
use crate::error::Problem;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_app::proceeding::{CaseView, ProceedingFilter};
use mingjian_domain::proceeding::{PUBLICATION_PROCEDURE, Publication};
use mingjian_html::page::Page;
use mingjian_html::parts::{ClockBar, Empty, Link, StatusTag, Tone};
use mingjian_law::procedure::Role;
use mingjian_law::variable::Variable;
use std::collections::BTreeSet;

/// Who works at the review desk.
pub(super) const REVIEW_ROLES: &[Role] = &[Role::Reviewer, Role::ReviewHead];
/// Who works at the publication desk.
pub(super) const PUBLICATION_ROLES: &[Role] =
    &[Role::Clerk, Role::UnitHead, Role::Reviewer, Role::ReviewHead, Role::AgencyHead];

pub(super) fn add(routes: Routes) -> Routes {
    routes.get("/staff/reviews", reviews).get("/staff/publications", publications)
}

/// A case on a desk.
struct Line {
    title: String,
    href: String,
    tags: Vec<StatusTag>,
    about: String,
    clock: Option<ClockBar>,
    button: Option<Link>,
}

#[derive(Template)]
#[template(path = "staff/desk.html")]
struct DeskPage {
    page: Page,
    heading: &'static str,
    caption: &'static str,
    lines: Vec<Line>,
    /// What stands before the public now.
    published: Vec<Line>,
    empty: Empty,
}

async fn reviews(visitor: Visitor) -> Result<Response, Problem> {
    need(&visitor, REVIEW_ROLES, "法制审核由法制审核人员和审核机构负责人办理。")?;
    let views = views(&visitor, &[Variable::ReviewClock]).await?;
    let page = DeskPage {
        page: visitor.page("法制审核"),
        heading: "法制审核",
        caption: "正在审核的案件，按期限排列。",
        lines: views.iter().map(|view| review_line(&visitor, view)).collect(),
        published: Vec::new(),
        empty: Empty {
            title: "没有待审核的案件".to_owned(),
            text: "承办机构送审、并且分配给您的案件会列在这里。".to_owned(),
            links: Vec::new(),
        },
    };
    Ok(html(StatusCode::OK, &page))
}

async fn publications(visitor: Visitor) -> Result<Response, Problem> {
    need(&visitor, PUBLICATION_ROLES, "公示由公示专员、审核发布人员和负责人办理。")?;
    let clocks = [Variable::PublicationClock, Variable::WithdrawalClock, Variable::TextCorrectionClock];
    let views = views(&visitor, &clocks).await?;
    let page = DeskPage {
        page: visitor.page("公示"),
        heading: "公示",
        caption: "等待公示、更正或者撤下的处罚决定，按期限排列。",
        lines: views.iter().map(|view| publication_line(&visitor, view)).collect(),
        published: published(&visitor).await?.iter().map(|view| publication_line(&visitor, view)).collect(),
        empty: Empty {
            title: "没有等待公示的处罚决定".to_owned(),
            text: "作出处罚决定以后，公示期限开始计算，案件会列在这里。".to_owned(),
            links: Vec::new(),
        },
    };
    Ok(html(StatusCode::OK, &page))
}

/// The latest decisions that stand before the public, for who may record that one was changed or annulled.
async fn published(visitor: &Visitor) -> Result<Vec<CaseView>, Problem> {
    if !visitor.caller().has_any(&[Role::Clerk, Role::UnitHead]) {
        return Ok(Vec::new());
    }
    let states = ["served", "delivered", "closed", "archived"].map(str::to_owned);
    let filter = ProceedingFilter { states: states.into(), ..ProceedingFilter::default() };
    let (rows, _) = visitor.app().cases(visitor.caller(), &filter, None).await?;
    let mut views = Vec::new();
    for row in rows {
        let view = visitor.app().case(visitor.caller(), row.id, None).await?;
        let stands = |publication: &Publication| {
            publication.released_on.is_some()
                && publication.withdrawn_on.is_none()
                && publication.annulments.is_empty()
                && publication.correction.is_none()
        };
        if view.proceeding.publication.as_ref().is_some_and(stands) {
            views.push(view);
        }
    }
    Ok(views)
}

fn need(visitor: &Visitor, roles: &[Role], message: &str) -> Result<(), Problem> {
    if visitor.caller().has_any(roles) { Ok(()) } else { Err(AppError::Forbidden(message.to_owned()).into()) }
}

/// The cases in which one of these clocks runs, the first due first.
async fn views(visitor: &Visitor, clocks: &[Variable]) -> Result<Vec<CaseView>, Problem> {
    let due = visitor.app().due_work(visitor.caller()).await?;
    let runs = |key: &str| clocks.iter().any(|clock| clock.to_string() == key);
    let mut seen = BTreeSet::new();
    let mut views = Vec::new();
    for row in due.iter().filter(|row| runs(&row.key)) {
        if !seen.insert(row.proceeding_id) {
            continue;
        }
        match visitor.app().case(visitor.caller(), row.proceeding_id, None).await {
            Ok(view) => views.push(view),
            Err(AppError::PurposeNeeded | AppError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(views)
}

fn review_line(visitor: &Visitor, view: &CaseView) -> Line {
    let round = view.proceeding.review();
    let reviewer = round.and_then(|round| round.reviewer).and_then(|user| view.facts.user(user));
    let tag = match reviewer {
        Some(user) => StatusTag::new(&format!("审核中：{}", user.name), Tone::Info),
        None => StatusTag::new("待分配", Tone::Warn),
    };
    let about = round.map(|round| {
        let number = view.proceeding.reviews.len();
        format!("第{number}轮，{}送审", mingjian_domain::value::date_text::chinese_date(round.submitted_on))
    });
    line(visitor, view, vec![tag], about.unwrap_or_default(), Variable::ReviewClock, "/reviews")
}

fn publication_line(visitor: &Visitor, view: &CaseView) -> Line {
    let publication = view.proceeding.publication.as_ref();
    let label = publication.map(|one| visitor.app().state_label(PUBLICATION_PROCEDURE, &one.position));
    let mut tags: Vec<StatusTag> =
        label.map(|label| StatusTag::new(&label, Tone::Info)).into_iter().collect();
    if view.proceeding.decision_served_at().is_none() {
        tags.push(StatusTag::new("待送达", Tone::Warn));
    }
    let number = view.proceeding.decision.as_ref().and_then(|decision| decision.number.clone());
    line(visitor, view, tags, number.unwrap_or_default(), Variable::PublicationClock, "/publication")
}

/// A line with the reader's next act, where it belongs to the desk, else with the page to look at.
fn line(
    visitor: &Visitor,
    view: &CaseView,
    tags: Vec<StatusTag>,
    about: String,
    clock: Variable,
    tab: &str,
) -> Line {
    let law = visitor.app().law();
    let own: &[&str] = if tab == "/reviews" {
        &["assign-review", "give-opinion"]
    } else {
        &[
            "mask",
            "check-secrecy",
            "release",
            "check-correction",
            "release-correction",
            "withdraw",
            "record-annulment",
        ]
    };
    let steps = NextSteps::of(view, law);
    let ready = own.iter().find_map(|id| steps.ready.iter().find(|ready| ready.id == *id));
    let record = view.proceeding.clock(clock).filter(|record| record.ended_on.is_none());
    let corrects =
        view.proceeding.clock(Variable::TextCorrectionClock).filter(|record| record.ended_on.is_none());
    let record = record.or(corrects).or_else(|| view.proceeding.clock(Variable::WithdrawalClock));
    Line {
        title: title(view),
        href: format!("{}{tab}", address(view.proceeding.id)),
        tags,
        about,
        clock: record.map(|record| clock::of_case(record, law, view.now.day())),
        button: ready.map(|ready| Link::new(&ready.label, &ready.href)),
    }
}
