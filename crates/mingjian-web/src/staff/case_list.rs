//! The list of cases: filters in the address, fifty rows a page, the latest opened first.
//! Which cases are in it is decided by the application.

use super::case::{address, begins_with, title_of};
use super::form::known::causes;
use super::frame::{Visitor, escape, html};
use super::register;
use super::route::Routes;
use crate::error::Problem;
use crate::extract::Query;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use mingjian_app::AppError;
use mingjian_app::proceeding::{PAGE, ProceedingCursor, ProceedingFilter, ProceedingRow};
use mingjian_domain::instant::Instant;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::{NavItem, Page};
use mingjian_html::parts::{Choice, Empty, Field, Input, KeysetPager, Link, StatusTag, Tone};
use mingjian_law::procedure::Role;
use serde::Deserialize;

const PATH: &str = "/staff/cases";
const EXPORT: &str = "/staff/cases.csv";

/// The stages into which the states of all procedures fall, for the filter.
const STAGES: &[Stage] = &[
    Stage {
        id: "filing",
        label: "立案",
        states: &["registered", "accepted", "filing-requested", "on-scene"],
    },
    Stage { id: "investigation", label: "调查", states: &["investigating", "suspended", "concluded"] },
    Stage { id: "review", label: "审核告知", states: &["proposed", "noticed"] },
    Stage { id: "decision", label: "决定执行", states: &["decided", "served", "delivered"] },
    Stage { id: "inspection", label: "检查", states: &["planned", "approved", "inspected", "resulted"] },
    Stage {
        id: "ended",
        label: "办结",
        states: &[
            "closed",
            "not-filed",
            "transferred",
            "dropped",
            "turned-over",
            "completed",
            "cancelled",
            "archived",
        ],
    },
];

struct Stage {
    id: &'static str,
    label: &'static str,
    states: &'static [&'static str],
}

/// Who works on cases and so has the list.
pub(super) const ROLES: &[Role] = &[
    Role::Officer,
    Role::UnitHead,
    Role::Reviewer,
    Role::ReviewHead,
    Role::AgencyHead,
    Role::Clerk,
    Role::Archivist,
    Role::HearingHost,
    Role::Supervisor,
];

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(PATH, show).get(EXPORT, export)
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Wish {
    #[serde(default)]
    q: String,
    #[serde(default)]
    stage: String,
    #[serde(default)]
    cause: String,
    #[serde(default)]
    mine: String,
    #[serde(default)]
    after: String,
}

impl Wish {
    /// The address of the list with one wish changed, from its first page on.
    fn address(&self, change: &[(&str, &str)]) -> String {
        let kept = [("q", &self.q), ("stage", &self.stage), ("cause", &self.cause), ("mine", &self.mine)];
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

    /// The address of the same list as a file.
    fn export(&self) -> String {
        self.address(&[]).replacen(PATH, EXPORT, 1)
    }

    fn filter(&self, visitor: &Visitor) -> ProceedingFilter {
        let stage = STAGES.iter().find(|stage| stage.id == self.stage);
        let text = Some(searched(&self.q)).filter(|text| !text.is_empty());
        let mine = (!self.mine.is_empty()).then(|| (visitor.caller().actor.user, "handler".to_owned()));
        ProceedingFilter {
            states: stage.iter().flat_map(|stage| stage.states).map(|state| (*state).to_owned()).collect(),
            cause: Some(self.cause.clone()).filter(|cause| !cause.is_empty()),
            person: mine,
            text,
            ..ProceedingFilter::default()
        }
    }

    fn is_plain(&self) -> bool {
        [&self.q, &self.stage, &self.cause, &self.mine].iter().all(|wish| wish.is_empty())
    }
}

/// A case in the list.
struct Line {
    title: String,
    href: String,
    cause: String,
    state: StatusTag,
    /// Whether something was entered from a sheet that its head has not confirmed.
    unconfirmed: Option<StatusTag>,
    opened: String,
}

#[derive(Template)]
#[template(path = "staff/cases.html")]
struct CasesPage {
    page: Page,
    register: bool,
    stages: Vec<NavItem>,
    mine: NavItem,
    search: Field,
    cause: Field,
    stage: String,
    is_mine: bool,
    total: i64,
    lines: Vec<Line>,
    pager: KeysetPager,
    first: Option<String>,
    export: String,
    empty: Empty,
}

async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let filter = wish.filter(&visitor);
    let (rows, total) = visitor.app().cases(visitor.caller(), &filter, cursor(&wish.after)).await?;
    let next = rows.last().filter(|_| rows.len() >= PAGE).map(|row| {
        let after = format!("{}_{}", row.opened_at.micros(), row.id);
        wish.address(&[("after", &after)])
    });
    let may_register = visitor.caller().has_any(register::ROLES);
    let all = NavItem {
        current: wish.stage.is_empty(),
        ..NavItem::new("全部", &wish.address(&[("stage", "")]), "")
    };
    let stages = STAGES.iter().map(|stage| NavItem {
        current: wish.stage == stage.id,
        ..NavItem::new(stage.label, &wish.address(&[("stage", stage.id)]), "")
    });
    let toggled = if wish.mine.is_empty() { "1" } else { "" };
    let page = CasesPage {
        page: visitor.page("案件"),
        register: may_register,
        stages: std::iter::once(all).chain(stages).collect(),
        mine: NavItem {
            current: !wish.mine.is_empty(),
            ..NavItem::new("只看我承办的", &wish.address(&[("mine", toggled)]), "")
        },
        search: Field::new("q", "案号或者当事人", Input::Text).value(&wish.q),
        cause: Field::new("cause", "案由", Input::Select(cause_choices(&visitor, &wish.cause))),
        stage: wish.stage.clone(),
        is_mine: !wish.mine.is_empty(),
        total,
        lines: rows.iter().map(|row| line(&visitor, row)).collect(),
        pager: KeysetPager { previous: None, next },
        first: (!wish.after.is_empty()).then(|| wish.address(&[])),
        export: wish.export(),
        empty: empty(&wish, may_register),
    };
    Ok(html(StatusCode::OK, &page))
}

/// What was typed as names and numbers are written: the year of a number stands in 〔〕, whatever brackets were typed.
fn searched(text: &str) -> String {
    let digits = |text: &str| text.chars().count() == 4 && text.chars().all(|c| c.is_ascii_digit());
    let mut found = text.trim().to_owned();
    for (open, close) in [('[', ']'), ('(', ')'), ('（', '）'), ('［', '］'), ('【', '】'), ('〔', '〕')]
    {
        let year = found.split_once(open).and_then(|(before, rest)| {
            let (year, after) = rest.split_once(close)?;
            digits(year).then(|| format!("{before}〔{year}〕{after}"))
        });
        found = year.unwrap_or(found);
    }
    found
}

/// The list as a file for a table program, without any number of a person.
async fn export(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    if !visitor.caller().has_any(ROLES) {
        return Err(AppError::Forbidden("只有参与办理案件的人员可以导出案件列表。".to_owned()).into());
    }
    let rows = visitor.app().export_cases(visitor.caller(), &wish.filter(&visitor)).await?;
    // The mark by which table programs know the encoding.
    let mut text = String::from('\u{FEFF}');
    text.push_str(&record(&["案号", "当事人", "案由", "状态", "承办机构", "登记日期", "最近办理日期"]));
    for (row, department) in &rows {
        let line = line(&visitor, row);
        let (opened, last) = (row.opened_at.day().to_string(), row.last_recorded_at.day().to_string());
        let number = row.number.as_deref().unwrap_or_default();
        let fields = [number, &row.party_name, &line.cause, &line.state.label, department, &opened, &last];
        text.push_str(&record(&fields));
    }
    let name = format!("attachment; filename=\"cases-{}.csv\"", visitor.app().now().day());
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, text).into_response())
}

/// One line of the file. What a table program would take for a formula is text.
fn record(fields: &[&str]) -> String {
    let quoted = fields.iter().map(|field| {
        let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
        format!("\"{}{}\"", if formula { "'" } else { "" }, field.replace('"', "\"\""))
    });
    format!("{}\r\n", quoted.collect::<Vec<_>>().join(","))
}

/// A place in the list: opening time and identifier of the last row that was shown.
fn cursor(text: &str) -> Option<ProceedingCursor> {
    let (micros, id) = text.split_once('_')?;
    Some((Instant::from_micros(micros.parse().ok()?), id.parse().ok()?))
}

fn cause_choices(visitor: &Visitor, chosen: &str) -> Vec<Choice> {
    let any = std::iter::once(Choice::new("", "全部案由", chosen.is_empty()));
    let own = causes(visitor.app().law())
        .into_iter()
        .map(|cause| Choice { chosen: cause.value == chosen, ..cause });
    any.chain(own).collect()
}

fn line(visitor: &Visitor, row: &ProceedingRow) -> Line {
    let law = visitor.app().law();
    let cause = row.cause.as_deref();
    let label = cause.map_or("尚未确定", |id| law.any_cause(id).map_or(id, |cause| cause.label.as_str()));
    let known = law.procedure(&row.procedure).and_then(|procedure| procedure.state(&row.state));
    let tone = if known.is_some_and(|state| state.is_final) { Tone::Plain } else { Tone::Info };
    Line {
        title: title_of(row.number.as_deref(), &row.party_name, begins_with(law, &row.procedure)),
        href: address(row.id),
        cause: label.to_owned(),
        state: StatusTag::new(&visitor.app().state_label(&row.procedure, &row.state), tone),
        unconfirmed: (row.unconfirmed > 0).then(|| StatusTag::new("纸质审批待确认", Tone::Warn)),
        opened: chinese_date(row.opened_at.day()),
    }
}

fn empty(wish: &Wish, may_register: bool) -> Empty {
    if !wish.is_plain() {
        return Empty {
            title: "没有符合条件的案件".to_owned(),
            text: "查找案号、当事人名称中的任何一段，如“〔2026〕7号”“口腔”。请换一个条件，或者查看全部案件。"
                .to_owned(),
            links: vec![Link::new("查看全部案件", PATH)],
        };
    }
    Empty {
        title: "还没有案件".to_owned(),
        text: "案件从登记案源开始；您参与办理的案件会列在这里。".to_owned(),
        links: may_register.then(|| Link::new("登记案源", "/staff/cases/new")).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingjian_law::pack::Pack;

    #[test]
    fn every_state_of_the_pack_belongs_to_one_stage() {
        let pack = Pack::embedded("demo-health").unwrap();
        // What runs beside a case is no place of the case.
        for procedure in pack.procedures.iter().filter(|procedure| procedure.opened_by.is_some()) {
            for state in &procedure.state {
                let stages = STAGES.iter().filter(|stage| stage.states.contains(&state.id.as_str()));
                assert_eq!(stages.count(), 1, "{}", state.id);
            }
        }
    }

    #[test]
    fn filters_stand_in_the_address_and_paging_keeps_them() {
        let wish = Wish { q: "示例 诊所".to_owned(), stage: "review".to_owned(), ..Wish::default() };
        assert_eq!(
            wish.address(&[("after", "1_x")]),
            "/staff/cases?q=%E7%A4%BA%E4%BE%8B%20%E8%AF%8A%E6%89%80&stage=review&after=1_x"
        );
        assert_eq!(wish.address(&[("q", ""), ("stage", "")]), "/staff/cases");
    }

    #[test]
    fn the_year_of_a_number_is_found_whatever_brackets_were_typed() {
        for typed in ["卫医立[2026]7号", "卫医立（2026）7号", " 卫医立【2026】7号 ", "卫医立〔2026〕7号"]
        {
            assert_eq!(searched(typed), "卫医立〔2026〕7号", "{typed}");
        }
        for other in ["示例诊所（普通合伙）", "[26]", "(", "诊所(2026"] {
            assert_eq!(searched(other), other);
        }
    }

    #[test]
    fn a_file_for_table_programs_runs_no_formula_and_keeps_quotes() {
        assert_eq!(record(&["a", "=1+1", "说\"好\"", ""]), "\"a\",\"'=1+1\",\"说\"\"好\"\"\",\"\"\r\n");
        assert_eq!(
            Wish { q: "诊所".to_owned(), ..Wish::default() }.export(),
            "/staff/cases.csv?q=%E8%AF%8A%E6%89%80"
        );
    }

    #[test]
    fn a_broken_place_in_the_list_is_its_beginning() {
        for text in ["", "x", "1_", "1_x", "_"] {
            assert_eq!(cursor(text), None, "{text}");
        }
        let id = "01950000-0000-7000-8000-000000000001";
        assert_eq!(cursor(&format!("7_{id}")), Some((Instant::from_micros(7), id.parse().unwrap())));
    }
}
