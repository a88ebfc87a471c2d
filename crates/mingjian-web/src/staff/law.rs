//! The rules that the body rests on: its pack, what the legal unit must still confirm, and the calendar years.
//! It changes nothing: each change has a page below, and the application says who may make it.

mod calendar;
pub(crate) mod explain;
mod form;
mod limit;
mod rule;

use super::form::range::articles;
use super::frame::{Visitor, html};
use super::route::Routes;
use crate::error::Problem;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::confirmation::{CONFIRMERS, RuleBook, RuleRecord};
use mingjian_app::{AppError, calendar::IMPORTERS};
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{DefinitionList, Link, Row};
use mingjian_law::pack::Pack;
use mingjian_law::rule_list::Standing;

/// Who finds the page in the navigation.
pub(super) use mingjian_app::confirmation::READERS as ROLES;

/// The address of the list.
pub(crate) const HOME: &str = "/staff/law";

pub(super) fn add(routes: Routes) -> Routes {
    limit::add(calendar::add(rule::add(routes.get(HOME, show))))
}

/// A rule in a list.
struct RuleLine {
    label: String,
    id: String,
    basis: String,
    encoded: Vec<String>,
    /// Why it waits, or who confirmed it.
    standing: String,
    href: String,
}

/// An imported year in the list.
struct YearLine {
    year: i64,
    notice: String,
    sha256: String,
    imported: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "staff/law/show.html")]
struct LawPage {
    page: Page,
    pack: DefinitionList,
    confirms: bool,
    imports: bool,
    waiting: Vec<RuleLine>,
    confirmed: Vec<RuleLine>,
    years: Vec<YearLine>,
    known_years: String,
}

async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let book = visitor.app().rule_book(visitor.caller()).await?;
    let pack = visitor.app().pack();
    let page = LawPage {
        page: visitor.page("规则"),
        pack: about(pack, &book),
        confirms: visitor.caller().has_any(CONFIRMERS),
        imports: visitor.caller().has_any(IMPORTERS),
        waiting: book.waiting.iter().map(line).collect(),
        confirmed: book.confirmed.iter().map(line).collect(),
        years: years(&book)?,
        known_years: known_years(pack),
    };
    Ok(html(StatusCode::OK, &page))
}

fn about(pack: &Pack, book: &RuleBook) -> DefinitionList {
    let layers: Vec<&str> = pack.layers.iter().map(|layer| layer.label.as_str()).collect();
    let (waiting, confirmed) = (book.waiting.len(), book.confirmed.len());
    let read = book.total.saturating_sub(waiting).saturating_sub(confirmed);
    DefinitionList {
        rows: vec![
            Row::new("机关", &pack.organ.name),
            Row::new("规则包", &format!("{}（{}）", pack.id, pack.edition)),
            Row::new("层级", &layers.join("、")),
            Row::new("摘要", &pack.hash),
            Row::new(
                "规则",
                &format!(
                    "共{}条：编写时核对过原文的{read}条，本机关确认的{confirmed}条，等待确认的{waiting}条",
                    book.total
                ),
            ),
        ],
    }
}

fn line(record: &RuleRecord) -> RuleLine {
    let rule = &record.rule;
    RuleLine {
        label: rule.label.clone(),
        id: rule.id.clone(),
        basis: articles(&rule.basis),
        encoded: record.encoded.clone(),
        standing: match &rule.standing {
            Standing::Read => String::new(),
            Standing::Unconfirmed(why) => why.clone(),
            Standing::Confirmed(given) => {
                let from = if record.in_force().is_some() { "" } else { "，随规则包给出" };
                format!("{}，{}{from}", given.person, chinese_date(given.date))
            }
        },
        href: rule::address(&rule.id),
    }
}

fn years(book: &RuleBook) -> Result<Vec<YearLine>, Problem> {
    let line = |row: &mingjian_store::calendar_year::CalendarYearRow| {
        let year = mingjian_law::calendar::CalendarYear::parse(&row.content, "calendar")
            .map_err(|error| AppError::Internal(error.to_string()))?;
        let notice = year.notice.last().map(|notice| {
            let number = notice.number.as_deref().unwrap_or_default();
            let date = notice.date.map(chinese_date).unwrap_or_default();
            format!("{}（{number}，{date}）", notice.title)
        });
        Ok(YearLine {
            year: row.year,
            notice: notice.unwrap_or_default(),
            sha256: row.hash.to_string(),
            imported: chinese_date(row.recorded_at.day()),
            reason: row.reason.clone(),
        })
    };
    book.years.iter().map(line).collect()
}

fn known_years(pack: &Pack) -> String {
    let years = || pack.calendar.years().map(|year| year.year);
    match (years().min(), years().max()) {
        (Some(first), Some(last)) => {
            format!(
                "已经知道{first}年至{last}年的放假安排；涉及以后年度的期限是暂定的，导入通知后自动重新计算。"
            )
        }
        _ => "还不知道任何年度的放假安排，全部期限是暂定的。".to_owned(),
    }
}

/// What the legal unit has to do about rules, for its list of work; nothing for anybody else.
pub(super) async fn task(visitor: &Visitor) -> Result<Option<(usize, Link)>, Problem> {
    if !visitor.caller().has_any(CONFIRMERS) {
        return Ok(None);
    }
    let book = match visitor.app().rule_book(visitor.caller()).await {
        // Who reviews for another organ has nothing to confirm here.
        Err(AppError::Forbidden(_)) => return Ok(None),
        book => book?,
    };
    let count = book.waiting.len();
    Ok((count > 0).then(|| (count, Link::new("查看并确认规则", HOME))))
}
