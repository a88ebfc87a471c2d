//! The rounds of legal review of a case: what was submitted, the opinion of each, and the nine points side by side.
//! It draws no conclusion from the findings.

use super::next::NextSteps;
use super::{CaseHead, load, penalty};
use crate::error::Problem;
use crate::extract::Path;
use crate::staff::frame::{Visitor, html};
use crate::staff::route::Routes;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::proceeding::CaseView;
use mingjian_domain::act::Prose;
use mingjian_domain::act::review::{Finding, OpinionKind};
use mingjian_domain::id::ProceedingId;
use mingjian_domain::law::Law;
use mingjian_domain::proceeding::ReviewRound;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{DefinitionList, Empty, Link, Row, StatusTag, Tone};

/// The acts of legal review.
const ACTIONS: &[&str] = &[
    "submit-for-review",
    "assign-review",
    "give-opinion",
    "return-submission",
    "dispute-opinion",
    "discuss",
];

pub(super) fn add(routes: Routes) -> Routes {
    routes.get("/staff/cases/{id}/reviews", show)
}

/// One round.
struct Round {
    heading: String,
    tag: StatusTag,
    rows: DefinitionList,
}

/// One point across all rounds.
struct Point {
    label: String,
    basis: String,
    cells: Vec<Cell>,
}

/// What one round found on a point.
struct Cell {
    tag: Option<StatusTag>,
    note: String,
    /// Whether it differs from the round before.
    changed: bool,
}

#[derive(Template)]
#[template(path = "staff/case/reviews.html")]
struct ReviewsPage {
    page: Page,
    case: CaseHead,
    /// What the reader can do, and whether it leads on.
    actions: Vec<(Link, bool)>,
    rounds: Vec<Round>,
    headings: Vec<String>,
    points: Vec<Point>,
    empty: Empty,
}

async fn show(visitor: Visitor, Path(id): Path<ProceedingId>) -> Result<Response, Problem> {
    let view = load(&visitor, id).await?;
    let case = CaseHead::new(&visitor, &view, "/reviews");
    let law = visitor.app().law();
    let judged: Vec<(usize, &ReviewRound)> =
        rounds(&view).filter(|(_, round)| round.opinion.is_some()).collect();
    let page = ReviewsPage {
        page: visitor.page(&format!("审核 - {}", case.title)),
        case,
        actions: NextSteps::of(&view, law).links(|id| ACTIONS.contains(&id)),
        rounds: rounds(&view).rev().map(|(number, round)| drawn(&view, number, round, law)).collect(),
        headings: judged.iter().map(|(number, _)| format!("第{number}轮")).collect(),
        points: law
            .review_points()
            .map(|point| Point {
                label: point.label.clone(),
                basis: super::super::form::range::articles(&point.basis),
                cells: cells(&judged, &point.id),
            })
            .collect(),
        empty: Empty {
            title: "还没有送审".to_owned(),
            text: "合议形成拟处理意见以后，由承办人员提交法制审核。".to_owned(),
            links: Vec::new(),
        },
    };
    Ok(html(StatusCode::OK, &page))
}

fn rounds(view: &CaseView) -> impl DoubleEndedIterator<Item = (usize, &ReviewRound)> + ExactSizeIterator {
    view.proceeding.reviews.iter().enumerate().map(|(place, round)| (place.saturating_add(1), round))
}

fn drawn(view: &CaseView, number: usize, round: &ReviewRound, law: Law<'_>) -> Round {
    let reviewer = round.reviewer.and_then(|user| view.facts.user(user)).map(|user| user.name.clone());
    let reviewer = round.reviewer_name.clone().or(reviewer).unwrap_or_else(|| "尚未分配".to_owned());
    let mut rows = vec![
        Row::new("送审日期", &chinese_date(round.submitted_on)),
        Row { term: "送审材料".to_owned(), values: round.materials.clone(), note: None },
        Row::new("审核人员", &reviewer),
    ];
    let mut add = |term: &str, text: Option<&str>| {
        rows.extend(text.filter(|text| !text.trim().is_empty()).map(|text| Row::new(term, text)));
    };
    add("送审说明", Some(round.note.text()));
    add("退回补正", round.returned.as_ref().map(Prose::text));
    let dated = round
        .opinion
        .as_ref()
        .map(|opinion| format!("{}（{}）", opinion.kind.label(), chinese_date(opinion.on)));
    add("审核意见", dated.as_deref());
    add("理由", round.opinion.as_ref().map(|opinion| opinion.text.text()));
    add("承办机构异议", round.dispute.as_ref().map(Prose::text));
    rows.extend(round.penalties.iter().map(|one| penalty::row(one, law)));
    Round { heading: format!("第{number}轮"), tag: tag(round), rows: DefinitionList { rows } }
}

fn tag(round: &ReviewRound) -> StatusTag {
    match (&round.opinion, &round.returned, round.reviewer) {
        (Some(opinion), _, _) if opinion.kind == OpinionKind::Agree => StatusTag::new("同意", Tone::Good),
        (Some(_), _, _) => StatusTag::new("提出意见", Tone::Warn),
        (None, Some(_), _) => StatusTag::new("退回补正", Tone::Warn),
        (None, None, Some(_)) => StatusTag::new("审核中", Tone::Info),
        (None, None, None) => StatusTag::new("待分配", Tone::Plain),
    }
}

fn cells(rounds: &[(usize, &ReviewRound)], point: &str) -> Vec<Cell> {
    let mut before = None;
    rounds
        .iter()
        .map(|(_, round)| {
            let points = round.opinion.iter().flat_map(|opinion| &opinion.points);
            let found = points.into_iter().find(|finding| finding.point == point);
            let changed = before.is_some_and(|before| found.map(|found| found.finding) != Some(before));
            before = found.map(|found| found.finding);
            Cell {
                tag: found.map(|found| finding_tag(found.finding)),
                note: found.map(|found| found.note.text().to_owned()).unwrap_or_default(),
                changed,
            }
        })
        .collect()
}

fn finding_tag(finding: Finding) -> StatusTag {
    let tone = match finding {
        Finding::Pass => Tone::Good,
        Finding::Doubt => Tone::Warn,
        Finding::Fail => Tone::Bad,
    };
    StatusTag::new(finding.label(), tone)
}
