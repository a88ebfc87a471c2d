//! My work (我的工作): what waits for the reader, in the reader's cases, the department or the body, each line with its clock,
//! why it is due when it is, and the one button that moves it on. It assigns nothing: what waits is the application's to say.

use super::case::{address, begins_with, title_of};
use super::case_list;
use super::clock::{self, Running};
use super::delegation::DelegationLine;
use super::digest;
use super::form::Hidden;
use super::frame::{HOME, Visitor, escape, html};
use super::law::explain::{Explanation, explain};
use super::route::Routes;
use crate::error::Problem;
use crate::extract::Query;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use mingjian_app::delegation::DelegationView;
use mingjian_app::work::{
    Urgency, WorkChoices, WorkCounts, WorkDoer, WorkKind, WorkLine, WorkList, WorkPlace, WorkRow, WorkView,
    WorkWish, views,
};
use mingjian_domain::clock::ClockRecord;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::{NavItem, Page};
use mingjian_html::parts::{Choice, ClockBar, Empty, Field, Input, KeysetPager, Link};
use mingjian_law::procedure::Role;
use mingjian_law::variable::Variable;
use mingjian_store::clock::Binds;
use serde::Deserialize;

/// More names than this are not spelled out in a line.
const NAMED: usize = 3;

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(HOME, show).get("/staff", to_home)
}

async fn to_home() -> Response {
    super::frame::see_other(HOME)
}

/// A line of the list.
struct Line {
    title: String,
    href: String,
    state: String,
    /// What is next, and by whom.
    next: String,
    /// In whose place the reader does it, and from when to when.
    stands_in: Option<String>,
    clock: Option<ClockBar>,
    why: Option<Explanation>,
    /// Since when it stands, where no clock runs.
    since: String,
    /// What moves it on, where the reader can.
    button: Option<Link>,
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
    /// The digest of today, where there is one.
    digest: Option<digest::Summary>,
    /// Whether the reader has work in lists at all.
    works: bool,
    heading: &'static str,
    views: Vec<NavItem>,
    urgencies: Vec<NavItem>,
    narrow: Vec<Field>,
    /// What the form keeps of the address.
    kept: Vec<(&'static str, String)>,
    total: i64,
    lines: Vec<Line>,
    empty: Empty,
    pager: KeysetPager,
    first: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Wish {
    #[serde(default)]
    view: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    department: String,
    #[serde(default)]
    after: String,
}

const VIEWS: &[(WorkView, &str, &str)] = &[
    (WorkView::Mine, "", "等待我办理"),
    (WorkView::Involved, "involved", "我参与的案件"),
    (WorkView::Department, "department", "本科室"),
    (WorkView::Body, "body", "全机关"),
];

const URGENCIES: &[(Urgency, &str)] = &[
    (Urgency::Overdue, "已逾期"),
    (Urgency::Soon, "三日内到期"),
    (Urgency::Later, "三日后到期"),
    (Urgency::Untimed, "没有期限"),
];

impl Wish {
    fn view(&self) -> WorkView {
        VIEWS.iter().find(|(_, id, _)| *id == self.view).map_or(WorkView::Mine, |(view, _, _)| *view)
    }

    fn wish(&self) -> WorkWish {
        let urgency = URGENCIES.iter().map(|(urgency, _)| *urgency).find(|one| one.as_str() == self.due);
        WorkWish {
            view: self.view(),
            person: self.person.parse().ok(),
            department: self.department.parse().ok(),
            urgency,
            after: place(&self.after),
        }
    }

    /// The address of the list with some wishes changed, from its first page on.
    fn address(&self, change: &[(&str, &str)]) -> String {
        let kept = [
            ("view", &self.view),
            ("due", &self.due),
            ("person", &self.person),
            ("department", &self.department),
        ];
        let changed = |name: &str| change.iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
        let pairs = kept.iter().map(|(name, value)| (*name, changed(name).unwrap_or(value.as_str())));
        let after = change.iter().filter(|(name, _)| *name == "after").copied();
        let pairs: Vec<String> = pairs
            .chain(after)
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", escape(value)))
            .collect();
        if pairs.is_empty() { HOME.to_owned() } else { format!("{HOME}?{}", pairs.join("&")) }
    }
}

/// A place in the list: day, case, kind and key of the last line that was shown.
fn place(text: &str) -> Option<WorkPlace> {
    let mut parts = text.splitn(4, '_');
    let (day, case, kind, key) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let kinds = [WorkKind::Act, WorkKind::Sheet, WorkKind::Clock, WorkKind::Rest];
    Some(WorkPlace {
        order_on: day.parse().ok()?,
        proceeding: case.parse().ok()?,
        kind: kinds.into_iter().find(|one| one.as_str() == kind)?,
        key: key.to_owned(),
    })
}

fn place_of(row: &WorkRow) -> String {
    format!("{}_{}_{}_{}", row.order_on, row.proceeding_id, row.kind.as_str(), row.key)
}

async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let works = visitor.caller().has_any(case_list::ROLES);
    let (list, choices) = if works {
        let list = visitor.app().work(visitor.caller(), &wish.wish()).await?;
        (list, visitor.app().work_choices(visitor.caller(), wish.view()).await?)
    } else {
        (WorkList::default(), WorkChoices::default())
    };
    let next = list.lines.last().filter(|_| list.more).map(|line| place_of(&line.row));
    let page = WorkPage {
        page: visitor.page("我的工作"),
        rules: super::law::task(&visitor).await?,
        delegations: delegations(&visitor).await?,
        hidden: Hidden::fresh(&visitor),
        letterhead: super::people::letterhead::task(&visitor).await?,
        begins: begins(&visitor),
        digest: digest::today(&visitor).await?,
        works,
        heading: VIEWS.iter().find(|(view, _, _)| *view == wish.view()).map_or("", |(_, _, label)| label),
        views: tabs(&visitor, &wish),
        urgencies: urgencies(&wish, list.counts),
        narrow: narrow(&wish, &choices),
        kept: vec![("view", wish.view.clone()), ("due", wish.due.clone())],
        total: list.counts.total(),
        empty: empty(&visitor, &wish),
        pager: KeysetPager { previous: None, next: next.map(|after| wish.address(&[("after", &after)])) },
        first: (!wish.after.is_empty()).then(|| wish.address(&[])),
        lines: list.lines.into_iter().map(|one| line(&visitor, one)).collect(),
    };
    Ok(html(StatusCode::OK, &page))
}

/// Whose work, as links.
fn tabs(visitor: &Visitor, wish: &Wish) -> Vec<NavItem> {
    let may = views(visitor.caller());
    let open = VIEWS.iter().filter(|(view, _, _)| may.contains(view));
    open.map(|(view, id, label)| NavItem {
        current: wish.view() == *view,
        ..NavItem::new(label, &Wish { view: (*id).to_owned(), ..Wish::default() }.address(&[]), "")
    })
    .collect()
}

/// How urgent, as links with their numbers.
fn urgencies(wish: &Wish, counts: WorkCounts) -> Vec<NavItem> {
    let all = NavItem {
        current: wish.wish().urgency.is_none(),
        ..NavItem::new(&format!("全部{}", counts.total()), &wish.address(&[("due", "")]), "")
    };
    let each = URGENCIES.iter().map(|(urgency, label)| NavItem {
        current: wish.wish().urgency == Some(*urgency),
        ..NavItem::new(
            &format!("{label}{}", counts.of(*urgency)),
            &wish.address(&[("due", urgency.as_str())]),
            "",
        )
    });
    std::iter::once(all).chain(each).collect()
}

/// By whom and where the list can be narrowed.
fn narrow(wish: &Wish, choices: &WorkChoices) -> Vec<Field> {
    let select = |first: &str, known: Vec<(String, &str)>, chosen: &str| {
        let all = std::iter::once(Choice::new("", first, chosen.is_empty()));
        let rest = known.into_iter().map(|(id, name)| Choice::new(&id, name, id == chosen));
        Input::Select(all.chain(rest).collect())
    };
    let mut fields = Vec::new();
    if !choices.departments.is_empty() {
        let known = choices.departments.iter().map(|(id, name)| (id.to_string(), name.as_str())).collect();
        fields.push(Field::new("department", "科室", select("全部科室", known, &wish.department)));
    }
    if !choices.people.is_empty() {
        let known = choices.people.iter().map(|(id, name)| (id.to_string(), name.as_str())).collect();
        fields.push(Field::new("person", "办理人", select("全部人员", known, &wish.person)));
    }
    fields
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

fn empty(visitor: &Visitor, wish: &Wish) -> Empty {
    let narrowed = [&wish.due, &wish.person, &wish.department].iter().any(|one| !one.is_empty());
    if narrowed {
        let all = Wish { view: wish.view.clone(), ..Wish::default() }.address(&[]);
        return Empty {
            title: "没有符合条件的事项".to_owned(),
            text: "请换一个条件，或者查看全部。".to_owned(),
            links: vec![Link::new("查看全部", &all)],
        };
    }
    Empty {
        title: match wish.view() {
            WorkView::Mine => "现在没有需要您办理的事项".to_owned(),
            _ => "没有未办结的案件".to_owned(),
        },
        text: "轮到您办理的案件会按期限排列在这里。".to_owned(),
        links: links(visitor),
    }
}

fn line(visitor: &Visitor, line: WorkLine) -> Line {
    let law = visitor.app().law();
    let today = visitor.app().now().day();
    let WorkLine { row, label, doers, is_own } = line;
    let record = record(&row);
    let own = doers.iter().find(|doer| doer.user == visitor.caller().actor.user);
    let href = address(row.proceeding_id);
    let button = label.as_ref().filter(|_| is_own).map(|label| Link::new(label, &action(&href, &row)));
    Line {
        title: title_of(row.number.as_deref(), &row.party_name, begins_with(law, &row.procedure)),
        state: visitor.app().state_label(&row.procedure, &row.state),
        next: next(&row, label.as_deref(), &doers),
        stands_in: own.and_then(stands_in),
        clock: record.as_ref().map(|record| {
            let running = Running {
                label: record.variable.spec().label,
                rule: &record.rule,
                start: record.start,
                last_day: record.last_day(),
                firm: record.firm,
                ended_on: None,
            };
            clock::bar(running, law.pack, today)
        }),
        why: record.as_ref().map(|record| explain(record, law)),
        since: format!("{}起", chinese_date(since(&row))),
        button,
        href,
    }
}

/// Where the thing is done.
fn action(case: &str, row: &WorkRow) -> String {
    match row.kind {
        WorkKind::Sheet => format!("{case}/sheets/{}", row.key),
        _ => format!("{case}/actions/{}", row.key),
    }
}

fn since(row: &WorkRow) -> NaiveDate {
    match row.kind {
        WorkKind::Sheet => row.order_on,
        _ => row.last_recorded_at.day(),
    }
}

/// What is next, and who does it.
fn next(row: &WorkRow, label: Option<&str>, doers: &[WorkDoer]) -> String {
    let Some(label) = label else {
        return match (row.kind, row.binds) {
            (WorkKind::Clock, Some(Binds::Party)) => "等待当事人在期限内办理".to_owned(),
            (WorkKind::Clock, _) => "本机关的期限，现在没有人可以办理的下一步".to_owned(),
            _ => "现在没有人可以办理的下一步".to_owned(),
        };
    };
    let mut names: Vec<&str> = Vec::new();
    for doer in doers {
        if !names.contains(&doer.name.as_str()) {
            names.push(&doer.name);
        }
    }
    let shown: Vec<&str> = names.iter().take(NAMED).copied().collect();
    let rest = if names.len() > NAMED { format!("等{}人", names.len()) } else { String::new() };
    format!("{label}（{}{rest}）", shown.join("、"))
}

/// In whose place the reader does it, and from when to when.
fn stands_in(doer: &WorkDoer) -> Option<String> {
    let one = doer.stands_in.as_ref()?;
    Some(format!("受{}委托代办（{}至{}）", one.name, chinese_date(one.from_on), chinese_date(one.to_on)))
}

/// The clock of a line as the case keeps it.
fn record(row: &WorkRow) -> Option<ClockRecord> {
    Some(ClockRecord {
        variable: Variable::from_id(row.clock.as_deref()?)?,
        rule: row.rule.clone()?,
        start: row.start_on?,
        due: row.due_on?,
        extended: row.extended_on,
        firm: row.firm?,
        binds_organ: row.binds? == Binds::Organ,
        ended_on: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_back_as_it_was_written_and_a_broken_one_is_the_beginning() {
        let case = "01950000-0000-7000-8000-000000000001";
        let found = place(&format!("2026-03-04_{case}_act_request-filing")).unwrap();
        assert_eq!(found.key, "request-filing");
        assert_eq!(found.kind, WorkKind::Act);
        assert_eq!(found.order_on.to_string(), "2026-03-04");
        assert_eq!(place(&format!("2026-03-04_{case}_rest_")).unwrap().key, "");
        for broken in ["", "x", "2026-03-04", "2026-03-04_x_act_y", &format!("2026-03-04_{case}_nothing_y")] {
            assert_eq!(place(broken), None, "{broken}");
        }
    }

    #[test]
    fn filters_stand_in_the_address_and_an_unknown_one_is_none() {
        let wish = Wish { view: "body".to_owned(), due: "soon".to_owned(), ..Wish::default() };
        assert_eq!(
            wish.address(&[("due", "overdue")]),
            "/staff/work?view=body&due=overdue".replace("/staff/work", HOME)
        );
        assert_eq!(wish.wish().urgency, Some(Urgency::Soon));
        assert_eq!(Wish { due: "never".to_owned(), ..Wish::default() }.wish(), WorkWish::default());
    }
}
