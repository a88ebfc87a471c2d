//! The list of cases: filters in the address, fifty rows a page, the latest opened first.
//! Which cases are in it is decided by the application.

use super::case::{address, title_of};
use super::form::known::causes;
use super::frame::{Visitor, escape, html};
use super::register;
use super::route::Routes;
use crate::error::Problem;
use crate::extract::Query;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::proceeding::{PAGE, ProceedingCursor, ProceedingFilter, ProceedingRow};
use mingjian_domain::instant::Instant;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::{NavItem, Page};
use mingjian_html::parts::{Choice, Empty, Field, Input, KeysetPager, Link, StatusTag, Tone};
use mingjian_law::procedure::Role;
use serde::Deserialize;

const PATH: &str = "/staff/cases";

/// The stages into which the states of all procedures fall, for the filter.
const STAGES: &[Stage] = &[
    Stage { id: "filing", label: "立案", states: &["registered", "accepted", "filing-requested"] },
    Stage { id: "investigation", label: "调查", states: &["investigating", "concluded"] },
    Stage { id: "review", label: "审核告知", states: &["proposed", "noticed"] },
    Stage { id: "decision", label: "决定执行", states: &["decided", "served"] },
    Stage {
        id: "ended",
        label: "办结",
        states: &["closed", "not-filed", "transferred", "dropped", "archived"],
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
    routes.get(PATH, show)
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

    fn filter(&self, visitor: &Visitor) -> ProceedingFilter {
        let stage = STAGES.iter().find(|stage| stage.id == self.stage);
        let text = Some(self.q.trim().to_owned()).filter(|text| !text.is_empty());
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
        empty: empty(&wish, may_register),
    };
    Ok(html(StatusCode::OK, &page))
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
        title: title_of(row.number.as_deref(), &row.party_name),
        href: address(row.id),
        cause: label.to_owned(),
        state: StatusTag::new(&visitor.app().state_label(&row.procedure, &row.state), tone),
        opened: chinese_date(row.opened_at.day()),
    }
}

fn empty(wish: &Wish, may_register: bool) -> Empty {
    if !wish.is_plain() {
        return Empty {
            title: "没有符合条件的案件".to_owned(),
            text: "查找从案号或者当事人名称的开头比较，要写完整，如“某卫医立〔2026〕7号”。请换一个条件，或者查看全部案件。".to_owned(),
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
    use mingjian_domain::proceeding::PUBLICATION_PROCEDURE;
    use mingjian_law::pack::Pack;

    #[test]
    fn every_state_of_the_pack_belongs_to_one_stage() {
        let pack = Pack::embedded("demo-health").unwrap();
        for procedure in pack.procedures.iter().filter(|procedure| procedure.id != PUBLICATION_PROCEDURE) {
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
    fn a_broken_place_in_the_list_is_its_beginning() {
        for text in ["", "x", "1_", "1_x", "_"] {
            assert_eq!(cursor(text), None, "{text}");
        }
        let id = "01950000-0000-7000-8000-000000000001";
        assert_eq!(cursor(&format!("7_{id}")), Some((Instant::from_micros(7), id.parse().unwrap())));
    }
}
