//! One subject on one page (一户一档): what it is and was, its licences, and every proceeding that concerns it.
//! Protected numbers are masked here; who keeps the subject opens them on a page of their own, and that is recorded.

use super::history::{History, history};
use super::{PATH, address, licence_tag, status_tag};
use crate::error::Problem;
use crate::extract::{Path, Query};
use crate::staff::case::{address as case_address, begins_with};
use crate::staff::frame::{Visitor, html, see_other};
use crate::staff::route::Routes;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use mingjian_app::proceeding::ProceedingRow;
use mingjian_app::subject::{Dossier, DossierChange, DossierProceeding};
use mingjian_domain::document::compose;
use mingjian_domain::id::SubjectId;
use mingjian_domain::subject::{Licence, Subject};
use mingjian_domain::value::date_text::{chinese_date, chinese_time};
use mingjian_html::page::Page;
use mingjian_html::parts::{Crumbs, DefinitionList, Link, Notice, Row, StatusTag, Tone};
use mingjian_law::procedure::{OpenedBy, Role};
use mingjian_store::subject::ChangeKind;
use serde::Deserialize;

const SHOW: &str = "/staff/subjects/{subject}";
const NUMBERS: &str = "/staff/subjects/{subject}/numbers";

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(SHOW, show).get(NUMBERS, show_numbers)
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    done: String,
    #[serde(default)]
    old: String,
    /// Which entries of its history are shown.
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) page: String,
}

/// A licence on the page.
struct LicenceLine {
    kind: String,
    number: String,
    term: String,
    issuer: String,
    tag: Option<StatusTag>,
}

/// A proceeding on the page.
struct ProceedingLine {
    kind: String,
    title: String,
    href: String,
    state: String,
    opened: String,
    documents: Vec<Link>,
    is_own: bool,
}

/// A change on the page.
struct ChangeLine {
    what: String,
    when: String,
    details: Vec<String>,
    other: Option<Link>,
}

#[derive(Template)]
#[template(path = "staff/subject.html")]
struct SubjectPage {
    page: Page,
    crumbs: Crumbs,
    name: String,
    status: StatusTag,
    notice: Option<Notice>,
    survivor: Option<Link>,
    buttons: Vec<Link>,
    primary: Option<Link>,
    facts: DefinitionList,
    former: Vec<String>,
    licences: Vec<LicenceLine>,
    proceedings: Vec<ProceedingLine>,
    hints: Vec<ProceedingLine>,
    history: History,
    merged: Vec<Link>,
    alike: Vec<Link>,
    changes: Vec<ChangeLine>,
}

async fn show(
    visitor: Visitor,
    Path(id): Path<SubjectId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let dossier = visitor.app().subject(visitor.caller(), id).await?;
    if let Some(survivor) = dossier.survivor.as_ref().filter(|_| wish.old.is_empty()) {
        return Ok(see_other(&format!("{}?done=moved", address(survivor.id))));
    }
    let today = dossier.now.day();
    let home = address(id);
    let survivor = dossier.survivor.as_ref().map(|row| Link::new(&row.name, &address(row.id)));
    let opens = visitor.caller().has_any(&[Role::Officer, Role::UnitHead]) && survivor.is_none();
    let page = SubjectPage {
        page: visitor.page(&dossier.row.name),
        crumbs: Crumbs { above: vec![Link::new("监管对象", PATH)], here: dossier.row.name.clone() },
        name: dossier.row.name.clone(),
        status: status_tag(&dossier.row.status),
        notice: notice(&wish.done),
        buttons: openings(id).into_iter().filter(|_| opens).chain(buttons(&dossier, &home)).collect(),
        primary: opens.then(|| Link::new("登记检查任务", &format!("/staff/inspections/new?subject={id}"))),
        facts: facts(&dossier.subject, &dossier.department, |shown, _| shown),
        former: former_names(&dossier),
        licences: dossier.subject.licences.iter().map(|one| licence_line(one, today)).collect(),
        proceedings: dossier.proceedings.iter().map(|one| proceeding_line(&visitor, one)).collect(),
        hints: dossier.hints.iter().map(|one| proceeding_line(&visitor, one)).collect(),
        history: history(&visitor, &dossier, &wish),
        merged: dossier
            .merged
            .iter()
            .map(|row| Link::new(&row.name, &format!("{}?old=1", address(row.id))))
            .collect(),
        alike: dossier.alike.iter().map(|row| Link::new(&row.name, &address(row.id))).collect(),
        changes: dossier.changes.iter().map(change_line).collect(),
        survivor,
    };
    Ok(html(StatusCode::OK, &page))
}

fn notice(done: &str) -> Option<Notice> {
    let (tone, title) = match done {
        "entered" => (Tone::Good, "已登记"),
        "changed" => (Tone::Good, "已保存修改"),
        "merged" => (Tone::Good, "已合并，这是保留的登记"),
        "parted" => (Tone::Good, "已撤销合并"),
        "moved" => (Tone::Info, "您打开的登记已经并入这一户"),
        _ => return None,
    };
    Some(Notice { tone, title: title.to_owned(), text: Vec::new() })
}

/// What else may begin with the subject; the first thing is an inspection.
fn openings(id: SubjectId) -> [Link; 2] {
    [
        Link::new("登记案源", &format!("/staff/cases/new?subject={id}")),
        Link::new("当场处罚", &format!("/staff/cases/on-spot?subject={id}")),
    ]
}

fn buttons(dossier: &Dossier, home: &str) -> Vec<Link> {
    if !dossier.may_keep {
        return Vec::new();
    }
    if dossier.survivor.is_some() {
        return vec![Link::new("撤销合并", &format!("{home}/part"))];
    }
    let subject = &dossier.subject;
    let protected =
        subject.resident_id.is_some() || subject.representative_id.is_some() || subject.phone.is_some();
    let mut buttons = vec![Link::new("修改", &format!("{home}/edit"))];
    if protected {
        buttons.push(Link::new("查看完整号码", &format!("{home}/numbers")));
    }
    buttons.push(Link::new("合并重复登记", &format!("{home}/merge")));
    buttons
}

/// Every name but the one of today.
fn former_names(dossier: &Dossier) -> Vec<String> {
    let others = dossier.names.iter().filter(|name| name.name != dossier.row.name);
    others.map(|name| format!("{}（{}登记）", name.name, chinese_date(name.since_at.day()))).collect()
}

/// What a subject is. `shows` picks what is shown of a protected number: its mask, or itself.
fn facts(subject: &Subject, department: &str, shows: fn(String, String) -> String) -> DefinitionList {
    let id = |id: &Option<mingjian_domain::value::resident_id::ResidentId>| {
        id.as_ref().map(|id| shows(id.to_string(), id.reveal().to_owned())).unwrap_or_default()
    };
    let phone =
        subject.phone.as_ref().map(|phone| shows(phone.to_string(), phone.reveal())).unwrap_or_default();
    let specialities: Vec<&str> = subject.specialities.iter().map(|one| one.label()).collect();
    let code = subject.credit_code.as_ref().map(ToString::to_string).unwrap_or_default();
    let rows = [
        ("类别", subject.kind.label().to_owned()),
        ("统一社会信用代码", code),
        ("居民身份证号码", id(&subject.resident_id)),
        ("专业", specialities.join("、")),
        ("经营范围", subject.activity.clone()),
        ("地址", subject.address.clone()),
        ("县（区）", subject.area.clone()),
        ("法定代表人（负责人、经营者）", subject.representative.clone()),
        ("法定代表人身份证号码", id(&subject.representative_id)),
        ("联系人", subject.contact.clone()),
        ("联系电话", phone),
        ("责任科室", department.to_owned()),
    ];
    let filled = rows.into_iter().filter(|(_, value)| !value.is_empty());
    DefinitionList { rows: filled.map(|(term, value)| Row::new(term, &value)).collect() }
}

fn licence_line(licence: &Licence, today: NaiveDate) -> LicenceLine {
    let term = match (licence.valid_from, licence.valid_to) {
        (Some(from), Some(to)) => format!("{}至{}", chinese_date(from), chinese_date(to)),
        (None, Some(to)) => format!("至{}", chinese_date(to)),
        (Some(from), None) => format!("自{}", chinese_date(from)),
        (None, None) => "没有登记".to_owned(),
    };
    LicenceLine {
        kind: licence.kind.clone(),
        number: licence.number.clone(),
        term,
        issuer: licence.issuer.clone(),
        tag: licence.valid_to.and_then(|last| licence_tag(last, today)),
    }
}

/// Of a case that is not the reader's own work only that it exists: its page asks for a purpose.
fn proceeding_line(visitor: &Visitor, one: &DossierProceeding) -> ProceedingLine {
    let row = &one.row;
    let home = case_address(row.id);
    let kind = kind_of(&row.kind).to_owned();
    let opened = chinese_date(row.opened_at.day());
    if !one.is_own {
        let (title, state) = ("其他人员办理的案件".to_owned(), "查阅时说明目的".to_owned());
        return ProceedingLine {
            kind,
            title,
            href: home,
            state,
            opened,
            documents: Vec::new(),
            is_own: false,
        };
    }
    let document = |row: &mingjian_app::proceeding::DocumentRow| {
        let label = compose::title(&row.kind).unwrap_or(&row.kind);
        Link::new(label, &format!("{home}/documents/{}", row.id))
    };
    ProceedingLine {
        kind,
        title: proceeding_title(visitor, row),
        state: visitor.app().state_label(&row.procedure, &row.state),
        opened,
        documents: one.documents.iter().map(document).collect(),
        is_own: true,
        href: home,
    }
}

/// Number and cause, or what it is where it has neither.
pub(super) fn proceeding_title(visitor: &Visitor, row: &ProceedingRow) -> String {
    let law = visitor.app().law();
    let cause = row.cause.as_deref().map(|id| law.any_cause(id).map_or(id, |cause| cause.label.as_str()));
    let title = [row.number.as_deref(), cause].into_iter().flatten().collect::<Vec<_>>().join(" ");
    if title.is_empty() { unnamed(begins_with(law, &row.procedure)).to_owned() } else { title }
}

/// What a proceeding with neither number nor cause is called.
const fn unnamed(opened_by: OpenedBy) -> &'static str {
    match opened_by {
        OpenedBy::Lead => "尚未立案的线索",
        OpenedBy::Inspection => "检查任务",
        OpenedBy::Spot => "当场处罚",
    }
}

/// The kinds of proceedings as the store keeps them.
pub(super) fn kind_of(kind: &str) -> &str {
    match kind {
        "penalty" => "行政处罚",
        "coercion" => "行政强制",
        "inspection" => "行政检查",
        "levy" => "行政征收",
        "licence" => "行政许可",
        _ => "其他",
    }
}

fn change_line(change: &DossierChange) -> ChangeLine {
    let what = match change.kind {
        ChangeKind::Entered => "登记",
        ChangeKind::Changed => "修改",
        ChangeKind::Imported => "从工作簿导入",
        ChangeKind::Merged => "并入另一户",
        ChangeKind::TakenOver => "另一条登记并入本户",
        ChangeKind::Parted => "撤销合并",
    };
    let nothing = |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
    let mut details: Vec<String> = change
        .differences
        .iter()
        .map(|one| format!("{}：{} → {}", one.label, nothing(&one.before), nothing(&one.after)))
        .collect();
    details.extend(Some(format!("理由：{}", change.reason)).filter(|_| !change.reason.is_empty()));
    ChangeLine {
        what: format!("{}：{what}", change.by),
        when: chinese_time(change.at.china()),
        details,
        other: change.other.map(|other| Link::new("另一条登记", &format!("{}?old=1", address(other)))),
    }
}

#[derive(Template)]
#[template(path = "staff/subject-numbers.html")]
struct NumbersPage {
    page: Page,
    crumbs: Crumbs,
    name: String,
    facts: DefinitionList,
    back: String,
}

async fn show_numbers(visitor: Visitor, Path(id): Path<SubjectId>) -> Result<Response, Problem> {
    let (row, subject) = visitor.app().subject_numbers(visitor.caller(), id).await?;
    let home = address(id);
    let mut facts = facts(&subject, "", |_, clear| clear);
    facts.rows.retain(|row| {
        row.term.contains("身份证") || row.term.contains("电话") || row.term.contains("联系人")
    });
    let page = NumbersPage {
        page: visitor.page(&format!("{}的完整号码", row.name)),
        crumbs: Crumbs {
            above: vec![Link::new("监管对象", PATH), Link::new(&row.name, &home)],
            here: "完整号码".to_owned(),
        },
        name: row.name,
        facts,
        back: home,
    };
    Ok(html(StatusCode::OK, &page))
}
