//! What is due: the reader's own cases in the order of their clocks, each with the one button that moves it on.
//! It waits for nothing and assigns nothing: clocks and offers are the application's.

use super::case::next::NextSteps;
use super::case::{address, begins_with, sheet, title, title_of};
use super::case_list;
use super::clock::{self, Running};
use super::delegation::DelegationLine;
use super::form::Hidden;
use super::frame::{HOME, Visitor, html};
use super::route::Routes;
use crate::error::Problem;
use crate::extract::Query;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use mingjian_app::AppError;
use mingjian_app::delegation::DelegationView;
use mingjian_app::proceeding::CaseView;
use mingjian_domain::id::ProceedingId;
use mingjian_domain::law::Law;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{ClockBar, Empty, KeysetPager, Link};
use mingjian_law::procedure::Role;
use mingjian_law::variable::Variable;
use mingjian_store::clock::DueRow;
use serde::Deserialize;
use std::collections::BTreeSet;

/// So many cases are looked into for one page.
const PER_PAGE: usize = 40;

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(HOME, show).get("/staff", to_home)
}

async fn to_home() -> Response {
    super::frame::see_other(HOME)
}

/// A case that waits for the reader.
struct Task {
    title: String,
    href: String,
    state: String,
    clock: Option<ClockBar>,
    /// Which clock that is.
    key: Option<(ProceedingId, String)>,
    /// Since when it waits, where no clock runs.
    since: String,
    /// What moves it on.
    button: Link,
    due: NaiveDate,
}

/// A clock of a case that waits for somebody else.
struct Other {
    title: String,
    href: String,
    state: String,
    clock: ClockBar,
    /// Whom it binds.
    bound: &'static str,
}

#[derive(Template)]
#[template(path = "staff/work.html")]
struct WorkPage {
    page: Page,
    /// How many rules wait for the reader's confirmation, and where.
    rules: Option<(usize, Link)>,
    /// Whom the reader stands in for, and who stands in for the reader.
    delegations: Vec<DelegationLine>,
    hidden: Hidden,
    /// What documents lack of the body, and where the reader enters it.
    letterhead: Option<(String, Link)>,
    /// What the reader can begin.
    begins: Vec<Link>,
    tasks: Vec<Task>,
    others: Vec<Other>,
    empty: Empty,
    /// Which of all cases with a clock or a step for the reader this page is about, where it is not about all.
    part: Option<String>,
    pager: KeysetPager,
}

#[derive(Debug, Default, Deserialize)]
struct Wish {
    page: Option<usize>,
}

async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let mut page = WorkPage {
        page: visitor.page("我的工作"),
        rules: super::law::task(&visitor).await?,
        delegations: delegations(&visitor).await?,
        hidden: Hidden::fresh(&visitor),
        letterhead: super::people::letterhead::task(&visitor).await?,
        begins: begins(&visitor),
        tasks: Vec::new(),
        others: Vec::new(),
        empty: Empty {
            title: "现在没有需要您办理的事项".to_owned(),
            text: "轮到您办理的案件会按期限排列在这里。".to_owned(),
            links: links(&visitor),
        },
        part: None,
        pager: KeysetPager::default(),
    };
    if visitor.caller().has_any(case_list::ROLES) {
        fill(&visitor, &mut page, wish.page.unwrap_or(1).max(1)).await?;
    }
    Ok(html(StatusCode::OK, &page))
}

/// The delegations that concern the reader; who is away may end one's own.
async fn delegations(visitor: &Visitor) -> Result<Vec<DelegationLine>, Problem> {
    let views = visitor.app().own_delegations(visitor.caller()).await?;
    let today = visitor.app().now().day();
    let line = |view: &DelegationView| {
        let own = view.row.from_user == visitor.caller().actor.user;
        let line = super::delegation::line(visitor, view, today);
        DelegationLine { end: line.end.filter(|_| own), ..line }
    };
    Ok(views.iter().map(line).collect())
}

/// The forms with which a matter begins, for who is on the way with a phone and has this page alone.
fn begins(visitor: &Visitor) -> Vec<Link> {
    if !visitor.caller().has_any(super::register::ROLES) {
        return Vec::new();
    }
    vec![
        Link::new("当场处罚", "/staff/cases/on-spot"),
        Link::new("登记检查任务", "/staff/inspections/new"),
        Link::new("登记案源", "/staff/cases/new"),
    ]
}

/// Where somebody without cases can go.
fn links(visitor: &Visitor) -> Vec<Link> {
    let may = |roles: &[Role]| visitor.caller().has_any(roles);
    let links = [
        (may(super::people::ROLES), "管理用户和执法人员", "/staff/people"),
        (may(&[Role::AuditAdministrator]), "查看审计记录", "/staff/audit"),
    ];
    links.into_iter().filter(|(may, _, _)| *may).map(|(_, label, href)| Link::new(label, href)).collect()
}

impl WorkPage {
    /// The cases of one page of all, with the way to the others.
    fn cut(&mut self, ids: Vec<ProceedingId>, number: usize) -> Vec<ProceedingId> {
        let total = ids.len();
        let before = (number - 1).saturating_mul(PER_PAGE);
        let shown: Vec<ProceedingId> = ids.into_iter().skip(before).take(PER_PAGE).collect();
        let address = |number: usize| format!("{HOME}?page={number}");
        self.pager.previous = (number > 1).then(|| address(number - 1));
        self.pager.next = (before + shown.len() < total).then(|| address(number + 1));
        if total > PER_PAGE {
            let (from, to) = (before + 1, before + shown.len());
            self.part = Some(format!(
                "您参与或者负责的案件中有{total}件有期限在计算或者可能需要办理，按期限先后排列，本页是第{from}至{to}件。"
            ));
        }
        shown
    }
}

async fn fill(visitor: &Visitor, page: &mut WorkPage, number: usize) -> Result<(), Problem> {
    let app = visitor.app();
    let (law, today) = (app.law(), app.now().day());
    let mut due = app.due_work(visitor.caller()).await?;
    let mut ids: Vec<ProceedingId> = due.iter().map(|row| row.proceeding_id).collect();
    ids.extend(candidates(visitor).await?);
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    let ids = page.cut(ids, number);
    due.retain(|row| ids.contains(&row.proceeding_id));
    for id in ids {
        let view = match app.case(visitor.caller(), id, None).await {
            Ok(view) => view,
            // A list may name a case whose reading needs a purpose.
            Err(AppError::PurposeNeeded | AppError::NotFound) => continue,
            Err(error) => return Err(error.into()),
        };
        page.tasks.extend(sheet_task(visitor, &view));
        if let Some(task) = task(&view, law, today) {
            page.tasks.push(task);
        }
    }
    page.tasks.sort_by_key(|task| task.due);
    let asks = |row: &&DueRow| {
        let window = Variable::from_id(&row.key);
        window.is_none_or(|variable| mingjian_domain::work::matters(variable, last_day(row), today))
    };
    let shown: BTreeSet<&(ProceedingId, String)> =
        page.tasks.iter().filter_map(|task| task.key.as_ref()).collect();
    let is_shown = |row: &&DueRow| shown.contains(&(row.proceeding_id, row.key.clone()));
    let others = due.iter().filter(|row| !is_shown(row)).filter(asks);
    page.others = others
        .map(|row| {
            let running = Running {
                label: clock::label_of(&row.key),
                rule: &row.rule,
                start: row.start_on,
                last_day: last_day(row),
                firm: row.firm,
                ended_on: None,
            };
            Other {
                title: title_of(row.number.as_deref(), &row.party_name, begins_with(law, &row.procedure)),
                href: address(row.proceeding_id),
                state: app.state_label(&row.procedure, &row.proceeding_state),
                clock: clock::bar(running, law.pack, today),
                bound: if binds_organ(row) { "本机关" } else { "当事人" },
            }
        })
        .collect();
    Ok(())
}

fn binds_organ(row: &DueRow) -> bool {
    row.binds.as_str() == "organ"
}

/// The last day on which the bound side can act in time.
fn last_day(row: &DueRow) -> NaiveDate {
    row.extended_on.filter(|_| !binds_organ(row)).unwrap_or(row.due_on)
}

/// Cases in states in which the reader's roles have something to do.
async fn candidates(visitor: &Visitor) -> Result<Vec<ProceedingId>, Problem> {
    let caller = visitor.caller();
    let actions = visitor.app().pack().procedures.iter().flat_map(|procedure| &procedure.action);
    let states: BTreeSet<String> = actions
        .filter(|action| caller.has_any(&action.by))
        .flat_map(|action| action.from.iter().cloned())
        .collect();
    if states.is_empty() {
        return Ok(Vec::new());
    }
    let states: Vec<String> = states.into_iter().collect();
    let rows = visitor.app().cases_in(caller, &states).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// What others entered from a sheet that the reader signed, as long as it waits for the reader.
fn sheet_task(visitor: &Visitor, view: &CaseView) -> Option<Task> {
    let button = sheet::waiting(visitor, view).into_iter().find_map(|one| one.link)?;
    Some(Task {
        title: title(view),
        href: address(view.proceeding.id),
        state: view.state_label.clone(),
        clock: None,
        key: None,
        since: "纸质审批待确认".to_owned(),
        button,
        due: view.row.last_recorded_at.day(),
    })
}

/// What the reader can do in a case, with the clock that ends first.
fn task(view: &CaseView, law: Law<'_>, today: NaiveDate) -> Option<Task> {
    let steps = NextSteps::of(view, law);
    let (forward, first) = steps.first_forward(view)?;
    Some(Task {
        title: title(view),
        href: address(view.proceeding.id),
        state: view.state_label.clone(),
        clock: first.map(|record| clock::of_case(record, law, today)),
        button: Link::new(&forward.label, &forward.href),
        key: first.map(|record| (view.proceeding.id, record.variable.to_string())),
        since: format!("{}转来", chinese_date(view.row.last_recorded_at.day())),
        // What no clock drives stands as if it had been due when it came, so that it is not lost below the others.
        due: first.map_or(view.row.last_recorded_at.day(), mingjian_domain::clock::ClockRecord::last_day),
    })
}
