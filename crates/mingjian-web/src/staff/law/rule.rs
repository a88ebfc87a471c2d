//! One rule: what the pack encodes, why it waits, the form that confirms it and the one that takes a confirmation back.
//! It compares no text with a rule; the person who confirms does.

use super::form::Typed;
use super::{HOME, articles};
use crate::error::Problem;
use crate::extract::{Fields, LONGEST_UPLOAD, Path};
use crate::staff::case::send;
use crate::staff::form::{Hidden, once};
use crate::staff::frame::{Signed, Visitor, html, see_other};
use crate::staff::route::Routes;
use askama::Template;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::confirmation::{CONFIRMERS, NewConfirmation, RuleRecord};
use mingjian_app::file::Upload;
use mingjian_domain::act::InputFault;
use mingjian_domain::value::date_text::{chinese_date, chinese_time, parse_date};
use mingjian_html::page::Page;
use mingjian_html::parts::{Crumbs, DefinitionList, ErrorSummary, Field, Input, Link, Row, StatusTag, Tone};
use mingjian_law::rule_list::Standing;

const RULE: &str = "/staff/law/rules/{rule}";
const WITHDRAW: &str = "/staff/law/rules/{rule}/withdraw";
const SCAN: &str = "/staff/law/scans/{confirmation}";

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .get(RULE, show)
        .post_with(RULE, confirm, DefaultBodyLimit::max(LONGEST_UPLOAD))
        .post(WITHDRAW, withdraw)
        .get(SCAN, scan)
}

/// The page of a rule.
pub(super) fn address(rule: &str) -> String {
    format!("{HOME}/rules/{rule}")
}

/// A form of the page.
struct FormPart {
    action: String,
    hidden: Hidden,
    fields: Vec<Field>,
}

/// Something that was done about the rule.
struct Past {
    sentence: String,
    scan: Option<Link>,
}

#[derive(Template)]
#[template(path = "staff/law/rule.html")]
struct RulePage {
    page: Page,
    crumbs: Crumbs,
    title: String,
    tag: StatusTag,
    rows: DefinitionList,
    summary: ErrorSummary,
    confirm: Option<FormPart>,
    withdraw: Option<FormPart>,
    past: Vec<Past>,
}

async fn record(visitor: &Visitor, rule: &str) -> Result<RuleRecord, Problem> {
    let book = visitor.app().rule_book(visitor.caller()).await?;
    let mut records = book.waiting.into_iter().chain(book.confirmed);
    records.find(|record| record.rule.id == rule).ok_or_else(Problem::not_found)
}

async fn show(visitor: Visitor, Path(rule): Path<String>) -> Result<Response, Problem> {
    let record = record(&visitor, &rule).await?;
    let mut fields = Fields::default();
    fields.set("person", &visitor.caller().actor.name);
    Ok(html(StatusCode::OK, &page(&visitor, &record, &Typed::new(&fields))))
}

fn page(visitor: &Visitor, record: &RuleRecord, typed: &Typed<'_>) -> RulePage {
    let may = visitor.caller().has_any(CONFIRMERS);
    let id = &record.rule.id;
    let (tag, waits) = match record.rule.standing {
        Standing::Unconfirmed(_) => (StatusTag::new("等待确认", Tone::Warn), true),
        Standing::Confirmed(_) | Standing::Read => (StatusTag::new("已确认", Tone::Good), false),
    };
    let part =
        |action: String, fields: Vec<Field>| FormPart { action, hidden: Hidden::fresh(visitor), fields };
    let confirm = (may && waits).then(|| part(address(id), confirm_fields(typed)));
    let withdraw = (may && !waits).then(|| {
        let reason = typed.field("reason", "撤销的理由", Input::Area { rows: 3 });
        part(format!("{}/withdraw", address(id)), vec![reason])
    });
    let shown = confirm.as_ref().or(withdraw.as_ref()).map(|form| form.fields.as_slice());
    RulePage {
        page: visitor.page(&record.rule.label),
        crumbs: Crumbs { above: vec![Link::new("规则", HOME)], here: record.rule.label.clone() },
        title: record.rule.label.clone(),
        tag,
        rows: rows(record),
        summary: typed.summary(shown.unwrap_or_default()),
        confirm,
        withdraw,
        past: past(record),
    }
}

fn confirm_fields(typed: &Typed<'_>) -> Vec<Field> {
    let accept = "application/pdf,image/jpeg,image/png".to_owned();
    vec![
        typed.field("person", "确认人", Input::Text).help("核对原文的法制人员姓名。"),
        typed.field("date", "确认日期", Input::Date),
        typed
            .field("scan", "原文扫描件", Input::File { accept })
            .help("现行有效文本的相关条款，PDF、JPEG、PNG，不超过20 MB。退回修改时须重新选择文件。"),
        typed
            .field("note", "说明", Input::Area { rows: 3 })
            .help("文本名称、文号、版本、与规则包写法的对照结论。")
            .optional(),
    ]
}

fn rows(record: &RuleRecord) -> DefinitionList {
    let rule = &record.rule;
    let mut rows = vec![
        Row::new("规则编号", &rule.id),
        Row::new("依据", &articles(&rule.basis)),
        Row { term: "规则包的写法".to_owned(), values: record.encoded.clone(), note: None },
    ];
    match &rule.standing {
        Standing::Unconfirmed(why) => rows.push(Row::new("为什么等待确认", &waits_for(record, why))),
        Standing::Confirmed(given) => {
            rows.push(Row::new("确认人", &format!("{}，{}", given.person, chinese_date(given.date))));
            rows.push(Row::new("扫描件摘要", &given.scan));
            if !given.note.trim().is_empty() {
                rows.push(Row::new("说明", given.note.trim()));
            }
        }
        Standing::Read => {}
    }
    DefinitionList { rows }
}

fn waits_for(record: &RuleRecord, why: &str) -> String {
    let Some(outdated) = record.outdated() else { return why.to_owned() };
    let (person, on) = (&outdated.row.person, chinese_date(outdated.row.confirmed_on));
    format!("{person}于{on}确认以后，规则包修改了这条规则，原来的确认不再适用，请对照原文重新确认。{why}")
}

/// What was done about the rule, oldest first.
fn past(record: &RuleRecord) -> Vec<Past> {
    let confirmed = record.confirmations.iter().map(|one| {
        let (person, on) = (&one.row.person, chinese_date(one.row.confirmed_on));
        let at = chinese_time(one.row.recorded_at.china());
        let scan = one.row.scan_file.map(|_| Link::new("原文扫描件", &format!("{HOME}/scans/{}", one.id)));
        (one.row.recorded_at, Past { sentence: format!("{at}登记：{person}于{on}确认。"), scan })
    });
    let withdrawn = record.withdrawals.iter().map(|row| {
        let at = chinese_time(row.recorded_at.china());
        (row.recorded_at, Past { sentence: format!("{at}撤销确认，理由：{}", row.reason), scan: None })
    });
    let mut past: Vec<_> = confirmed.chain(withdrawn).collect();
    past.sort_by_key(|(at, _)| *at);
    past.into_iter().map(|(_, past)| past).collect()
}

async fn confirm(Path(rule): Path<String>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, mut posted } = signed;
    let once = once(&address(&rule), &posted);
    let scan = posted.files.pop();
    let mut typed = Typed::new(&posted.fields);
    let date = parse_date(posted.fields.text("date"));
    if let Err(error) = &date {
        typed.faults.push(InputFault::new("date", &error.to_string()));
    }
    let upload = match scan {
        None => Err("没有选择扫描件，请选择文件"),
        Some(file) => file
            .bytes
            .map(|bytes| Upload { name: file.name, bytes })
            .ok_or("文件超过20 MB，没有保存。请压缩或者拆分后上传"),
    };
    if let Err(problem) = &upload {
        typed.faults.push(InputFault::new("scan", problem));
    }
    if let (Ok(date), Ok(scan)) = (date, upload) {
        let new = NewConfirmation {
            rule: rule.clone(),
            person: posted.fields.text("person").to_owned(),
            date,
            note: posted.fields.text("note").to_owned(),
            scan,
        };
        let outcome = visitor.app().confirm_rule(visitor.caller(), new, &once).await;
        if typed.outcome(outcome)?.is_some() {
            return Ok(see_other(&address(&rule)));
        }
    }
    again(&visitor, &rule, &typed).await
}

async fn withdraw(Path(rule): Path<String>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = signed;
    let once = once(&format!("{}/withdraw", address(&rule)), &posted);
    let mut typed = Typed::new(&posted.fields);
    let reason = posted.fields.text("reason");
    let outcome = visitor.app().withdraw_confirmation(visitor.caller(), &rule, reason, &once).await;
    if typed.outcome(outcome)?.is_some() {
        return Ok(see_other(&address(&rule)));
    }
    again(&visitor, &rule, &typed).await
}

/// The page again, with what was typed and what is wrong with it.
async fn again(visitor: &Visitor, rule: &str, typed: &Typed<'_>) -> Result<Response, Problem> {
    let record = record(visitor, rule).await?;
    Ok(html(StatusCode::UNPROCESSABLE_ENTITY, &page(visitor, &record, typed)))
}

async fn scan(visitor: Visitor, Path(confirmation): Path<i64>) -> Result<Response, Problem> {
    let stored = visitor.app().scan_of(visitor.caller(), confirmation).await?;
    send(&stored.row.media_type, &stored.row.name, false, stored.bytes)
}
