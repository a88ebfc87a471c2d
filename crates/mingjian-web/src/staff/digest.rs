//! The daily digests (每日提要) of the reader: a summary on the page of work, the last thirty, one with its lines.
//! Nobody sees another's; a line whose case is no longer the reader's to see tells only that there was one.

use super::case::{address, begins_with, title_of};
use super::form::{Hidden, once};
use super::frame::{HOME, Signed, Visitor, html, see_other};
use super::route::Routes;
use crate::error::Problem;
use crate::extract::Path;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use mingjian_app::digest::{Digest, DigestLine};
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{StatusTag, Tone};

const PATH: &str = "/staff/digests";
const DAY: &str = "/staff/digests/{day}";
const READ: &str = "/staff/digests/{day}/read";

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(PATH, list).get(DAY, show).post(READ, read)
}

/// A digest in one sentence.
pub(super) struct Summary {
    pub(super) day: String,
    pub(super) text: String,
    pub(super) href: String,
    pub(super) tag: StatusTag,
    /// Where it is marked as read; none when it was.
    pub(super) read: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/digests.html")]
struct DigestsPage {
    page: Page,
    lines: Vec<Summary>,
}

/// A line of a digest.
struct Line {
    title: String,
    href: Option<String>,
    what: String,
    due: String,
    tags: Vec<StatusTag>,
}

#[derive(Template)]
#[template(path = "staff/digest.html")]
struct DigestPage {
    page: Page,
    summary: Summary,
    hidden: Hidden,
    lines: Vec<Line>,
}

/// The digest of today, where there is one.
pub(super) async fn today(visitor: &Visitor) -> Result<Option<Summary>, Problem> {
    let digest = visitor.app().digest_today(visitor.caller()).await?;
    Ok(digest.as_ref().map(summary))
}

async fn list(visitor: Visitor) -> Result<Response, Problem> {
    let digests = visitor.app().digests(visitor.caller()).await?;
    let lines = digests.iter().map(summary).collect();
    Ok(html(StatusCode::OK, &DigestsPage { page: visitor.page("每日提要"), lines }))
}

async fn show(visitor: Visitor, Path(day): Path<NaiveDate>) -> Result<Response, Problem> {
    let (digest, lines) = visitor.app().digest(visitor.caller(), day).await?;
    let page = DigestPage {
        page: visitor.page("每日提要"),
        summary: summary(&digest),
        hidden: Hidden::fresh(&visitor),
        lines: lines.iter().map(|one| line(&visitor, one, day)).collect(),
    };
    Ok(html(StatusCode::OK, &page))
}

async fn read(Path(day): Path<NaiveDate>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let once = once(&format!("{PATH}/{day}/read"), posted);
    visitor.app().read_digest(visitor.caller(), day, &once).await?;
    Ok(see_other(HOME))
}

fn summary(digest: &Digest) -> Summary {
    let parts = [(digest.overdue, "已逾期"), (digest.soon, "三日内到期"), (digest.fresh, "新到")];
    let parts =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("，{what}{count}项"));
    let href = format!("{PATH}/{}", digest.day);
    Summary {
        day: chinese_date(digest.day),
        text: format!("待办{}项{}", digest.waiting, parts.collect::<String>()),
        tag: if digest.is_read {
            StatusTag::new("已读", Tone::Plain)
        } else {
            StatusTag::new("未读", Tone::Info)
        },
        read: (!digest.is_read).then(|| format!("{href}/read")),
        href,
    }
}

fn line(visitor: &Visitor, line: &DigestLine, day: NaiveDate) -> Line {
    let law = visitor.app().law();
    let row = line.row.as_ref();
    let title =
        row.map(|row| title_of(row.number.as_deref(), &row.party_name, begins_with(law, &row.procedure)));
    let late = line.due_on.is_some_and(|due| due < day);
    let tags = [
        late.then(|| StatusTag::new("当时已逾期", Tone::Bad)),
        line.is_new.then(|| StatusTag::new("新到", Tone::Info)),
    ];
    Line {
        title: title.unwrap_or_else(|| "已经不由您查看的案件".to_owned()),
        href: row.map(|row| address(row.id)),
        what: line.label.clone(),
        due: line.due_on.map_or_else(|| "没有期限".to_owned(), chinese_date),
        tags: tags.into_iter().flatten().collect(),
    }
}
