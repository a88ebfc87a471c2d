//! The register of subjects (监管对象): the list with its filters, and where everything else of it begins.
//! Which subjects are in it and who may change one is decided by the application.

mod file;
mod form;
mod history;
mod import;
mod merge;
pub(super) mod pick;
mod show;

use super::frame::{Visitor, escape, html};
use super::route::Routes;
use crate::error::Problem;
use crate::extract::Query;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use mingjian_app::subject::{PAGE, SubjectFilter, SubjectRow, search_text};
use mingjian_domain::id::{OrganId, SubjectId};
use mingjian_domain::subject::{Speciality, SubjectStatus, permission};
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::{NavItem, Page};
use mingjian_html::parts::{Choice, Empty, Field, Input, KeysetPager, Link, StatusTag, Tone};
use mingjian_law::procedure::Role;
use mingjian_store::organ::OrganRow;
use serde::Deserialize;

/// The register.
pub(super) const PATH: &str = "/staff/subjects";
/// Who works with the register.
pub(super) const ROLES: &[Role] = permission::READERS;
/// A licence that ends within so many days is shown as ending soon.
const SOON: u64 = 90;

pub(super) fn add(routes: Routes) -> Routes {
    let routes = routes.get(PATH, show_list);
    [form::add, merge::add, import::add, show::add].into_iter().fold(routes, |routes, add| add(routes))
}

/// The page of a subject.
pub(super) fn address(id: SubjectId) -> String {
    format!("{PATH}/{id}")
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Wish {
    #[serde(default)]
    q: String,
    #[serde(default)]
    speciality: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    area: String,
    #[serde(default)]
    department: String,
    #[serde(default)]
    licence: String,
    #[serde(default)]
    after: String,
}

impl Wish {
    fn address(&self, change: &[(&str, &str)]) -> String {
        let kept = [
            ("q", &self.q),
            ("speciality", &self.speciality),
            ("status", &self.status),
            ("area", &self.area),
            ("department", &self.department),
            ("licence", &self.licence),
        ];
        let changed = |name: &str| change.iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
        let pairs = kept.iter().map(|(name, value)| (*name, changed(name).unwrap_or(value.as_str())));
        let after = change.iter().filter(|(name, _)| *name == "after").copied();
        let pairs: Vec<String> = pairs
            .chain(after)
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", escape(value)))
            .collect();
        if pairs.is_empty() { PATH.to_owned() } else { format!("{PATH}?{}", pairs.join("&")) }
    }

    fn filter(&self, today: NaiveDate) -> SubjectFilter {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let licence_before = match self.licence.as_str() {
            "expired" => Some(today),
            "soon" => today.checked_add_days(Days::new(SOON)),
            _ => None,
        };
        SubjectFilter {
            department: self.department.parse::<OrganId>().ok(),
            speciality: some(&self.speciality),
            status: some(&self.status),
            area: some(&self.area),
            licence_before,
            text: search_text(&self.q),
        }
    }

    fn is_plain(&self) -> bool {
        self.address(&[]) == PATH
    }
}

/// A subject in a list.
struct Line {
    name: String,
    href: String,
    kind: &'static str,
    code: String,
    address: String,
    department: String,
    licence: Option<StatusTag>,
    status: StatusTag,
}

#[derive(Template)]
#[template(path = "staff/subjects.html")]
struct SubjectsPage {
    page: Page,
    keeps: bool,
    statuses: Vec<NavItem>,
    fields: Vec<Field>,
    status: String,
    total: i64,
    lines: Vec<Line>,
    pager: KeysetPager,
    first: Option<String>,
    empty: Empty,
}

async fn show_list(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let today = visitor.app().now().day();
    let after = wish.after.parse().ok();
    let (rows, total) = visitor.app().subjects(visitor.caller(), &wish.filter(today), after).await?;
    let (areas, departments) = visitor.app().subject_places(visitor.caller()).await?;
    let next =
        rows.last().filter(|_| rows.len() >= PAGE).map(|row| wish.address(&[("after", &row.id.to_string())]));
    let keeps = keeps(&visitor);
    let tab = |id: &str, label: &str| NavItem {
        current: wish.status == id,
        ..NavItem::new(label, &wish.address(&[("status", id)]), "")
    };
    let statuses = std::iter::once(tab("", "全部"))
        .chain(SubjectStatus::ALL.iter().map(|status| tab(status.id(), status.label())));
    let page = SubjectsPage {
        page: visitor.page("监管对象"),
        keeps,
        statuses: statuses.collect(),
        fields: filter_fields(&wish, &areas, &departments),
        status: wish.status.clone(),
        total,
        lines: rows.iter().map(|row| line(row, &departments, today)).collect(),
        pager: KeysetPager { previous: None, next },
        first: (!wish.after.is_empty()).then(|| wish.address(&[])),
        empty: empty(&wish, keeps),
    };
    Ok(html(StatusCode::OK, &page))
}

/// Whether the person keeps the subjects of the own department.
fn keeps(visitor: &Visitor) -> bool {
    let actor = &visitor.caller().actor;
    permission::may_keep(actor, actor.organ, actor.department)
}

fn filter_fields(wish: &Wish, areas: &[String], departments: &[OrganRow]) -> Vec<Field> {
    let select = |name: &str, label: &str, any: &str, value: &str, choices: Vec<(String, String)>| {
        let first = std::iter::once(Choice::new("", any, value.is_empty()));
        let rest = choices.iter().map(|(id, label)| Choice::new(id, label, id == value));
        Field::new(name, label, Input::Select(first.chain(rest).collect()))
    };
    let specialities = Speciality::ALL.iter().map(|one| (one.id().to_owned(), one.label().to_owned()));
    let licences = [("soon", "90日内到期或者已过期"), ("expired", "已过期")];
    let licences = licences.iter().map(|(id, label)| ((*id).to_owned(), (*label).to_owned()));
    let areas = areas.iter().map(|area| (area.clone(), area.clone()));
    let departments = departments.iter().map(|row| (row.id.to_string(), row.name.clone()));
    vec![
        Field::new("q", "名称、地址或者号码", Input::Text).value(&wish.q),
        select("speciality", "专业", "全部专业", &wish.speciality, specialities.collect()),
        select("area", "县（区）", "全部县（区）", &wish.area, areas.collect()),
        select("department", "责任科室", "全部科室", &wish.department, departments.collect()),
        select("licence", "许可证件", "不限", &wish.licence, licences.collect()),
    ]
}

fn line(row: &SubjectRow, departments: &[OrganRow], today: NaiveDate) -> Line {
    Line {
        name: row.name.clone(),
        href: address(row.id),
        kind: kind_label(&row.kind),
        code: row.credit_code.clone().unwrap_or_default(),
        address: row.address.clone(),
        department: department_name(row, departments),
        licence: row.licence_until_on.and_then(|last| licence_tag(last, today)),
        status: status_tag(&row.status),
    }
}

fn department_name(row: &SubjectRow, departments: &[OrganRow]) -> String {
    let found = departments.iter().find(|organ| organ.id == row.department_id);
    found.map(|organ| organ.name.clone()).unwrap_or_default()
}

fn kind_label(kind: &str) -> &'static str {
    mingjian_domain::subject::read_kind(kind).map_or("", mingjian_domain::act::lead::PartyKind::label)
}

fn status_tag(status: &str) -> StatusTag {
    match SubjectStatus::read(status) {
        Some(status @ SubjectStatus::Operating) => StatusTag::new(status.label(), Tone::Good),
        Some(status @ SubjectStatus::Suspended) => StatusTag::new(status.label(), Tone::Warn),
        Some(status @ SubjectStatus::Closed) => StatusTag::new(status.label(), Tone::Plain),
        None => StatusTag::new("不明", Tone::Plain),
    }
}

/// What must be known of the end of a licence; nothing while it lies far off.
fn licence_tag(last: NaiveDate, today: NaiveDate) -> Option<StatusTag> {
    let soon = today.checked_add_days(Days::new(SOON)).unwrap_or(NaiveDate::MAX);
    if last < today {
        return Some(StatusTag::new(&format!("许可{}到期", chinese_date(last)), Tone::Bad));
    }
    (last < soon).then(|| StatusTag::new(&format!("许可{}到期", chinese_date(last)), Tone::Warn))
}

fn empty(wish: &Wish, keeps: bool) -> Empty {
    if !wish.is_plain() {
        return Empty {
            title: "没有符合条件的监管对象".to_owned(),
            text: "可以查找名称（包括曾用名）、地址中的任何文字，或者完整的统一社会信用代码、许可证号、身份证号、电话。".to_owned(),
            links: vec![Link::new("查看全部监管对象", PATH)],
        };
    }
    let links = [("登记监管对象", form::NEW), ("从工作簿导入", import::PATH)];
    Empty {
        title: "还没有监管对象".to_owned(),
        text: "可以逐户登记，也可以从已有的XLSX台账导入。".to_owned(),
        links: links.iter().filter(|_| keeps).map(|(label, href)| Link::new(label, href)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_stand_in_the_address_and_a_broken_one_filters_nothing() {
        let wish = Wish { q: "示例".to_owned(), licence: "soon".to_owned(), ..Wish::default() };
        assert_eq!(
            wish.address(&[("after", "x")]),
            "/staff/subjects?q=%E7%A4%BA%E4%BE%8B&licence=soon&after=x"
        );
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let odd = Wish { department: "nobody".to_owned(), licence: "odd".to_owned(), ..Wish::default() };
        assert_eq!(odd.filter(today), SubjectFilter::default());
    }

    #[test]
    fn a_licence_is_spoken_of_when_its_end_is_near() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let tone = |last: &str| licence_tag(day(last), day("2026-03-02")).map(|tag| tag.tone);
        assert_eq!(tone("2026-03-01"), Some(Tone::Bad));
        assert_eq!(tone("2026-03-02"), Some(Tone::Warn));
        assert_eq!(tone("2027-03-02"), None);
    }
}
