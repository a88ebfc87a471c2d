//! The pages of one case: its head, what may happen next, its history, facts, papers, evidence, reviews and publication.
//! They show what the application lets the reader see; nothing is decided here.

mod evidence;
pub(crate) mod facts;
pub(crate) mod next;
mod paper;
pub(crate) mod penalty;
mod publication;
mod purpose;
mod review;
pub(crate) mod sheet;
mod timeline;

use super::clock;
use super::frame::{Visitor, html};
use super::law::explain::{self, Explanation};
use super::route::Routes;
use crate::error::Problem;
use crate::extract::{Path, Query};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use facts::Section;
use mingjian_app::proceeding::CaseView;
use mingjian_domain::act::Opening;
use mingjian_domain::event::Source;
use mingjian_domain::id::ProceedingId;
use mingjian_domain::law::Law;
use mingjian_domain::permission::{self, Reading};
use mingjian_html::page::Page;
use mingjian_html::parts::{
    ClockBar, Crumbs, DefinitionList, Link, Notice, Row, StatusTag, Tabs, Timeline, Tone,
};
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{OpenedBy, Procedure};
use next::NextSteps;
pub(crate) use paper::send;
use serde::Deserialize;
pub(crate) use timeline::recused_name;

pub(super) fn add(routes: Routes) -> Routes {
    let routes = routes.get("/staff/cases/{id}", show).get("/staff/cases/{id}/facts", show_facts);
    let routes = paper::add(routes);
    let routes = evidence::add(routes);
    let routes = review::add(routes);
    let routes = sheet::add(routes);
    let routes = publication::add(routes);
    purpose::add(routes)
}

/// What stands on every page of a case.
#[derive(Debug)]
pub(crate) struct CaseHead {
    pub(crate) crumbs: Crumbs,
    pub(crate) title: String,
    pub(crate) tags: Vec<StatusTag>,
    pub(crate) rows: DefinitionList,
    pub(crate) clocks: Vec<ClockBar>,
    /// Why each of them is due when it is.
    pub(crate) explanations: Vec<Explanation>,
    pub(crate) tabs: Tabs,
    pub(crate) notice: Option<Notice>,
    /// The papers that were just made.
    pub(crate) made: Vec<Link>,
}

/// Loads a case for its reader.
pub(crate) async fn load(visitor: &Visitor, id: ProceedingId) -> Result<CaseView, Problem> {
    Ok(visitor.app().case(visitor.caller(), id, visitor.frame.purpose.as_deref()).await?)
}

/// The address of a case.
pub(crate) fn address(id: ProceedingId) -> String {
    format!("/staff/cases/{id}")
}

/// Under what name people know a case.
pub(crate) fn title(view: &CaseView) -> String {
    title_of(view.row.number.as_deref(), &view.row.party_name, view.proceeding.opening.by())
}

/// The number and the party; where there is no number, what it is: a case before filing, an inspection, or a penalty on
/// the spot before its decision. Its state stands beside it wherever it is named.
pub(crate) fn title_of(number: Option<&str>, party: &str, opened_by: OpenedBy) -> String {
    match number {
        Some(number) => format!("{number}　{party}"),
        None => format!("{party}（{}）", unnumbered(opened_by)),
    }
}

/// What a proceeding without a number is.
const fn unnumbered(opened_by: OpenedBy) -> &'static str {
    match opened_by {
        OpenedBy::Lead => "未立案",
        OpenedBy::Inspection => "行政检查",
        OpenedBy::Spot => "当场处罚",
    }
}

/// How the proceedings of a procedure begin.
pub(crate) fn begins_with(law: Law<'_>, procedure: &str) -> OpenedBy {
    law.procedure(procedure).and_then(|procedure| procedure.opened_by).unwrap_or(OpenedBy::Lead)
}

impl CaseHead {
    /// The head of a case above one of its tabs.
    pub(crate) fn new(visitor: &Visitor, view: &CaseView, tab: &str) -> Self {
        let law = visitor.app().law();
        let today = view.now.day();
        let home = address(view.proceeding.id);
        let running = mingjian_domain::work::running(&view.proceeding, today);
        Self {
            crumbs: Crumbs { above: vec![Link::new("案件", "/staff/cases")], here: title(view) },
            title: title(view),
            tags: tags(visitor, view),
            rows: DefinitionList { rows: rows(visitor, view) },
            clocks: running.iter().map(|record| clock::of_case(record, law, today)).collect(),
            explanations: running.iter().map(|record| explain::explain(record, law)).collect(),
            tabs: tabs(view, &home, tab, is_reviewed(view, law)),
            notice: foreign(visitor, view),
            made: Vec::new(),
        }
    }
}

/// The state of the case, and of the publication of its decision.
pub(crate) fn tags(visitor: &Visitor, view: &CaseView) -> Vec<StatusTag> {
    let law = visitor.app().law();
    let tone = |procedure: Option<&Procedure>, state: &str| {
        let known = procedure.and_then(|procedure| procedure.state(state));
        if known.is_some_and(|state| state.is_final) { Tone::Plain } else { Tone::Info }
    };
    let main = law.procedure(&view.proceeding.procedure);
    let mut tags = vec![StatusTag::new(&view.state_label, tone(main, &view.proceeding.position))];
    if view.proceeding.source == Source::Demo {
        tags.push(StatusTag::new("演示", Tone::Warn));
    }
    if !view.proceeding.unconfirmed.is_empty() {
        tags.push(StatusTag::new("纸质审批待确认", Tone::Warn));
    }
    if let Some(publication) = &view.proceeding.publication {
        let id = mingjian_domain::proceeding::PUBLICATION_PROCEDURE;
        let label = visitor.app().state_label(id, &publication.position);
        tags.push(StatusTag::new(&format!("公示：{label}"), tone(law.procedure(id), &publication.position)));
    }
    for (machine, state) in &view.proceeding.beside.machines {
        let procedure = law.procedure(machine.procedure());
        let label = visitor.app().state_label(machine.procedure(), &state.position);
        tags.push(StatusTag::new(&label, tone(procedure, &state.position)));
    }
    tags
}

fn rows(visitor: &Visitor, view: &CaseView) -> Vec<Row> {
    let law = visitor.app().law();
    let proceeding = &view.proceeding;
    let named = |id: &String| law.any_cause(id).map_or_else(|| id.clone(), |cause| cause.label.clone());
    let causes: Vec<String> = if proceeding.violations.is_empty() {
        proceeding.causes.iter().map(named).collect()
    } else {
        proceeding.violations.iter().map(|violation| named(&violation.cause)).collect()
    };
    let officers: Vec<&str> = proceeding.officers.iter().map(|officer| officer.name.as_str()).collect();
    let missing = |text: String| if text.is_empty() { "尚未确定".to_owned() } else { text };
    let about = match proceeding.opening.inspection() {
        Some(task) => Row::new(
            "检查事项",
            law.pack.item(&task.item).map_or(task.item.as_str(), |item| item.label.as_str()),
        ),
        None => Row { term: "案由".to_owned(), values: vec![missing(causes.join("；"))], note: None },
    };
    vec![
        about,
        Row::new("当事人", &proceeding.party().name),
        Row::new("承办人", &missing(officers.join("、"))),
    ]
}

fn tabs(view: &CaseView, home: &str, current: &str, reviewed: bool) -> Tabs {
    let counted = |label: &str, count: usize| {
        if count == 0 { label.to_owned() } else { format!("{label}（{count}）") }
    };
    let mut items = vec![
        Link::new("时间线", home),
        Link::new("案情", &format!("{home}/facts")),
        Link::new(&counted("文书", view.documents.len()), &format!("{home}/documents")),
        Link::new(&counted("证据", view.proceeding.evidence.len()), &format!("{home}/evidence")),
    ];
    if reviewed {
        items.push(Link::new(&counted("审核", view.proceeding.reviews.len()), &format!("{home}/reviews")));
    }
    if view.proceeding.publication.is_some() {
        items.push(Link::new("公示", &format!("{home}/publication")));
    }
    Tabs { label: "案件的各个方面".to_owned(), items, current: format!("{home}{current}") }
}

/// Whether the procedure of a case knows legal review: on the spot and on an inspection there is none.
pub(crate) fn is_reviewed(view: &CaseView, law: Law<'_>) -> bool {
    let procedure = law.procedure(&view.proceeding.procedure);
    procedure.is_some_and(|procedure| procedure.action.iter().any(|action| action.deed == Deed::GiveOpinion))
}

/// Who reads a case that is not the reader's own work is reminded that the reading was recorded.
fn foreign(visitor: &Visitor, view: &CaseView) -> Option<Notice> {
    let own = permission::reading(&view.proceeding, &visitor.caller().actor) == Reading::Own;
    (!own).then(|| Notice {
        tone: Tone::Plain,
        title: "您不参与办理本案".to_owned(),
        text: vec![format!(
            "本次查阅已经记录，目的：{}",
            visitor.frame.purpose.as_deref().unwrap_or_default()
        )],
    })
}

#[derive(Debug, Deserialize)]
struct Arrival {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/case/show.html")]
struct CasePage {
    page: Page,
    case: CaseHead,
    sheets: Vec<sheet::WaitingSheet>,
    steps: NextSteps,
    timeline: Timeline,
}

async fn show(
    visitor: Visitor,
    Path(id): Path<ProceedingId>,
    Query(arrival): Query<Arrival>,
) -> Result<Response, Problem> {
    let view = load(&visitor, id).await?;
    let law = visitor.app().law();
    let mut case = CaseHead::new(&visitor, &view, "");
    case.rows.rows.extend(inspected_so_often(&visitor, &view).await?);
    if let Some((done, papers)) =
        arrival.done.as_deref().and_then(|action| last_done(&view, action, &visitor))
    {
        case.notice = Some(done);
        case.made = papers;
    }
    let page = CasePage {
        page: visitor.page(&case.title),
        sheets: sheet::waiting(&visitor, &view),
        steps: NextSteps::of(&view, law),
        timeline: timeline::timeline(&view, law),
        case,
    };
    Ok(html(StatusCode::OK, &page))
}

/// How often the unit of an inspection was inspected this year, while that is still to be weighed.
pub(crate) async fn inspected_so_often(visitor: &Visitor, view: &CaseView) -> Result<Option<Row>, Problem> {
    let proceeding = &view.proceeding;
    let Some(task) = proceeding.opening.inspection() else { return Ok(None) };
    if proceeding.inspection.as_ref().is_some_and(|record| record.visit.is_some()) {
        return Ok(None);
    }
    let (party, own) = (proceeding.party(), Some(proceeding.id));
    let count = visitor.app().inspection_count(visitor.caller(), party, own).await?;
    let row = Row::new("年度检查次数", &count.in_words());
    let exempt = task.reason.is_of_one_matter();
    let note = "投诉举报和线索核查不计入，也不受上限限制。";
    Ok(Some(if exempt { row.with_note(note) } else { row }))
}

/// What was just done, as the journal has it, with the papers to print.
fn last_done(view: &CaseView, action: &str, visitor: &Visitor) -> Option<(Notice, Vec<Link>)> {
    let event = view.events.iter().rev().find(|event| event.action() == action)?;
    let label = match mingjian_domain::attempt::action(visitor.app().law(), &view.proceeding, action) {
        Ok(action) => action.label.clone(),
        Err(_opened) => opened_as(view).to_owned(),
    };
    let papers = timeline::papers(view.proceeding.id, event).collect();
    let notice = Notice { tone: Tone::Good, title: format!("已登记：{label}"), text: Vec::new() };
    Some((notice, papers))
}

/// What the form was called with which the proceeding began.
fn opened_as(view: &CaseView) -> &'static str {
    match &view.proceeding.opening {
        Opening::Lead(_) | Opening::HandedOver(_) => "登记案源",
        Opening::Inspection(_) => "登记检查任务",
        Opening::Spot(_) => "当场处罚",
    }
}

#[derive(Template)]
#[template(path = "staff/case/facts.html")]
struct FactsPage {
    page: Page,
    case: CaseHead,
    sections: Vec<Section>,
}

async fn show_facts(visitor: Visitor, Path(id): Path<ProceedingId>) -> Result<Response, Problem> {
    let view = load(&visitor, id).await?;
    let case = CaseHead::new(&visitor, &view, "/facts");
    let sections = facts::sections(&view, visitor.app().law());
    let page = FactsPage { page: visitor.page(&format!("案情 - {}", case.title)), case, sections };
    Ok(html(StatusCode::OK, &page))
}
