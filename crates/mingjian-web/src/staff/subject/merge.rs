//! Duplicates: groups that look alike, the merging of two by a person with a reason, and its undoing.
//! It merges nothing by itself.

use super::{PATH, address, kind_label};
use crate::error::Problem;
use crate::extract::{Fields, Path, Query};
use crate::staff::form::{Hidden, once};
use crate::staff::frame::{Signed, Visitor, html, see_other};
use crate::staff::route::Routes;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_app::subject::{Dossier, SubjectRow};
use mingjian_domain::act::InputFault;
use mingjian_domain::id::SubjectId;
use mingjian_html::page::Page;
use mingjian_html::parts::{Choice, Crumbs, Empty, ErrorSummary, Field, Input, Link, SummaryItem};
use serde::Deserialize;

const DUPLICATES: &str = "/staff/subjects/duplicates";
const MERGE: &str = "/staff/subjects/{subject}/merge";
const PART: &str = "/staff/subjects/{subject}/part";

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .get(DUPLICATES, show_duplicates)
        .get(MERGE, show_merge)
        .post(MERGE, merge)
        .get(PART, show_part)
        .post(PART, part)
}

/// One of a group.
struct Twin {
    name: String,
    href: String,
    kind: &'static str,
    code: String,
    address: String,
    merge: String,
}

#[derive(Template)]
#[template(path = "staff/subject-duplicates.html")]
struct DuplicatesPage {
    page: Page,
    crumbs: Crumbs,
    groups: Vec<Vec<Twin>>,
    empty: Empty,
}

fn twin(row: &SubjectRow) -> Twin {
    Twin {
        name: row.name.clone(),
        href: address(row.id),
        kind: kind_label(&row.kind),
        code: row.credit_code.clone().unwrap_or_default(),
        address: row.address.clone(),
        merge: format!("{}/merge", address(row.id)),
    }
}

async fn show_duplicates(visitor: Visitor) -> Result<Response, Problem> {
    let groups = visitor.app().duplicate_subjects(visitor.caller()).await?;
    let page = DuplicatesPage {
        page: visitor.page("可能重复的监管对象"),
        crumbs: Crumbs {
            above: vec![Link::new("监管对象", PATH)], here: "可能重复的监管对象".to_owned()
        },
        groups: groups.iter().map(|group| group.iter().map(twin).collect()).collect(),
        empty: Empty {
            title: "没有发现可能重复的监管对象".to_owned(),
            text: "名称相同（不计“有限公司”等后缀），或者地址相同、名称相近的，会列在这里。".to_owned(),
            links: vec![Link::new("返回监管对象", PATH)],
        },
    };
    Ok(html(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "staff/subject-reason.html")]
struct ReasonPage {
    page: Page,
    crumbs: Crumbs,
    title: String,
    text: Vec<String>,
    search: Option<Field>,
    search_action: String,
    action: String,
    back: String,
    hidden: Hidden,
    summary: ErrorSummary,
    fields: Vec<Field>,
    submit: &'static str,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Wish {
    #[serde(default)]
    q: String,
}

async fn show_merge(
    visitor: Visitor,
    Path(id): Path<SubjectId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let dossier = kept(&visitor, id).await?;
    let page = merge_page(&visitor, &dossier, &wish.q, (&Fields::default(), &[])).await?;
    Ok(html(StatusCode::OK, &page))
}

/// The form is not even shown to who cannot send it.
async fn kept(visitor: &Visitor, id: SubjectId) -> Result<Dossier, Problem> {
    let dossier = visitor.app().subject(visitor.caller(), id).await?;
    if dossier.may_keep {
        return Ok(dossier);
    }
    Err(AppError::Forbidden("合并登记由责任科室的执法人员或者负责人办理。".to_owned()).into())
}

async fn merge_page(
    visitor: &Visitor,
    dossier: &Dossier,
    query: &str,
    (fields, faults): (&Fields, &[InputFault]),
) -> Result<ReasonPage, Problem> {
    let found = visitor.app().find_subjects(visitor.caller(), query).await?;
    let chosen = fields.text("into");
    let mut offered: Vec<&SubjectRow> = dossier.alike.iter().collect();
    offered.extend(found.iter().filter(|row| !dossier.alike.iter().any(|one| one.id == row.id)));
    let choices: Vec<Choice> = offered
        .into_iter()
        .filter(|row| row.id != dossier.row.id)
        .map(|row| {
            let help = [row.credit_code.as_deref().unwrap_or_default(), row.address.as_str()].join(" ");
            Choice {
                help: Some(help.trim().to_owned()).filter(|help| !help.is_empty()),
                ..Choice::new(&row.id.to_string(), &row.name, row.id.to_string() == chosen)
            }
        })
        .collect();
    let title = format!("合并“{}”", dossier.row.name);
    let mut shown = Vec::new();
    if !choices.is_empty() {
        shown.push(Field::new("into", "并入", Input::Radios(choices)).error(error_of("into", faults)));
    }
    shown.push(reason_field(fields, faults));
    let home = address(dossier.row.id);
    Ok(ReasonPage {
        page: visitor.page(&title),
        crumbs: crumbs(dossier, "合并登记"),
        text: vec![
            "同一户登记了两次的，把其中一条并入另一条。并入以后，案件、曾用名和号码都在保留的一条中查到，原来的地址自动转到保留的一条。".to_owned(),
            "原来的登记和两条的变更记录都保留，可以撤销合并。".to_owned(),
        ],
        search: Some(Field::new("q", "查找要保留的登记", Input::Text).value(query).help("名称、地址或者完整的号码。")),
        // The page comes back where the search stands.
        search_action: format!("{home}/merge#find"),
        action: format!("{home}/merge"),
        back: home,
        hidden: Hidden::fresh(visitor),
        summary: summary(&shown, faults),
        fields: shown,
        submit: "合并",
        title,
    })
}

async fn merge(Path(id): Path<SubjectId>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let dossier = kept(visitor, id).await?;
    let fields = &posted.fields;
    let home = address(id);
    let fault = match fields.text("into").parse::<SubjectId>() {
        Ok(into) => {
            let once = once(&format!("{home}/merge"), posted);
            match visitor
                .app()
                .merge_subject(visitor.caller(), (id, into), fields.text("reason"), &once)
                .await
            {
                Ok(()) => return Ok(see_other(&format!("{}?done=merged", address(into)))),
                Err(AppError::Input(fault)) => fault,
                Err(error) => return Err(error.into()),
            }
        }
        Err(_cause) => InputFault::new("into", "请查找并选择要保留的登记"),
    };
    // The chosen one is found again by its name, so that it stays chosen.
    let chosen = match fields.text("into").parse() {
        Ok(into) => visitor
            .app()
            .subject(visitor.caller(), into)
            .await
            .map(|dossier| dossier.row.name)
            .unwrap_or_default(),
        Err(_) => String::new(),
    };
    let page = merge_page(visitor, &dossier, &chosen, (fields, &[fault])).await?;
    Ok(html(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn show_part(visitor: Visitor, Path(id): Path<SubjectId>) -> Result<Response, Problem> {
    let dossier = kept(&visitor, id).await?;
    Ok(html(StatusCode::OK, &part_page(&visitor, &dossier, (&Fields::default(), &[]))))
}

fn part_page(visitor: &Visitor, dossier: &Dossier, (fields, faults): (&Fields, &[InputFault])) -> ReasonPage {
    let title = format!("撤销“{}”的合并", dossier.row.name);
    let home = address(dossier.row.id);
    let survivor = dossier.survivor.as_ref().map(|row| row.name.clone()).unwrap_or_default();
    let shown = vec![reason_field(fields, faults)];
    ReasonPage {
        page: visitor.page(&title),
        crumbs: crumbs(dossier, "撤销合并"),
        text: vec![format!("这条登记已经并入“{survivor}”。撤销以后两条登记分开，各自的号码和记录不变。")],
        search: None,
        search_action: String::new(),
        action: format!("{home}/part"),
        back: format!("{home}?old=1"),
        hidden: Hidden::fresh(visitor),
        summary: summary(&shown, faults),
        fields: shown,
        submit: "撤销合并",
        title,
    }
}

async fn part(Path(id): Path<SubjectId>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let dossier = kept(visitor, id).await?;
    let once = once(&format!("{}/part", address(id)), posted);
    match visitor.app().part_subject(visitor.caller(), id, posted.fields.text("reason"), &once).await {
        Ok(()) => Ok(see_other(&format!("{}?done=parted", address(id)))),
        Err(AppError::Input(fault)) => {
            let page = part_page(visitor, &dossier, (&posted.fields, &[fault]));
            Ok(html(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(error) => Err(error.into()),
    }
}

fn crumbs(dossier: &Dossier, here: &str) -> Crumbs {
    let own = Link::new(&dossier.row.name, &address(dossier.row.id));
    Crumbs { above: vec![Link::new("监管对象", PATH), own], here: here.to_owned() }
}

fn reason_field(fields: &Fields, faults: &[InputFault]) -> Field {
    Field::new("reason", "理由", Input::Area { rows: 3 })
        .value(fields.get("reason").unwrap_or_default())
        .error(error_of("reason", faults))
}

fn error_of(name: &str, faults: &[InputFault]) -> Option<String> {
    faults.iter().find(|fault| fault.field == name).map(|fault| fault.problem.clone())
}

fn summary(fields: &[Field], faults: &[InputFault]) -> ErrorSummary {
    let item = |fault: &InputFault| {
        let field = fields.iter().find(|field| field.name == fault.field);
        let message = field
            .map_or_else(|| fault.problem.clone(), |field| format!("{}：{}", field.label, fault.problem));
        SummaryItem { field: field.map(Field::id), message }
    };
    ErrorSummary { items: faults.iter().map(item).collect() }
}
