//! One time limit as its readers need it beside a clock: how long, from when, by which article, what starts and stops it.
//! Everyone who works on cases may read it; it confirms nothing, and leads there who may.

use super::explain::stopped_by;
use super::{ROLES, articles, rule};
use crate::error::Problem;
use crate::extract::Path;
use crate::staff::case_list;
use crate::staff::frame::{Visitor, html};
use crate::staff::route::Routes;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_domain::law::Law;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{DefinitionList, Link, Row};
use mingjian_law::limit::{Binds, Limit, Reading, Sense};
use mingjian_law::procedure::Action;
use mingjian_law::variable::{Variable, clock};

const PATH: &str = "/staff/limits/{rule}";

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(PATH, show)
}

/// The page of a time limit.
pub(crate) fn address(rule: &str) -> String {
    format!("/staff/limits/{rule}")
}

/// One of the layers that bind.
struct Layer {
    label: String,
    rows: DefinitionList,
}

#[derive(Template)]
#[template(path = "staff/law/limit.html")]
struct LimitPage {
    page: Page,
    title: String,
    layers: Vec<Layer>,
    clocks: DefinitionList,
    /// Where the reader confirms it, or sees who did.
    standing: Option<Link>,
}

async fn show(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Problem> {
    if !visitor.caller().has_any(case_list::ROLES) && !visitor.caller().has_any(ROLES) {
        return Err(AppError::Forbidden("期限规则由办理案件的人员查看。".to_owned()).into());
    }
    let law = visitor.app().law();
    let today = visitor.app().now().day();
    let binding = law.pack.limits.binding(&id, today);
    let first = binding.first().ok_or_else(Problem::not_found)?;
    let waits = binding.iter().any(|entry| matches!(entry.rule.reading, Reading::Unconfirmed(_)));
    let page = LimitPage {
        page: visitor.page(&first.rule.label),
        title: first.rule.label.clone(),
        layers: binding.iter().map(|entry| layer(&entry.rule)).collect(),
        clocks: clocks(&id, law),
        standing: (waits && visitor.caller().has_any(ROLES))
            .then(|| Link::new("这条规则的确认情况", &rule::address(&id))),
    };
    Ok(html(StatusCode::OK, &page))
}

fn layer(limit: &Limit) -> Layer {
    let sense = match limit.sense {
        Sense::AtMost => "至迟在最后一天办理",
        Sense::AtLeast => "至少持续到最后一天",
        Sense::NotBefore => "最后一天以后才能办理",
    };
    let mut rows = vec![
        Row::new("规则编号", &limit.id),
        Row::new("依据", &articles(&limit.basis)),
        Row::new("长度", &format!("{}{}", limit.length, limit.unit.label())),
        Row::new("起算", &format!("{}，当日不计", limit.start)),
        Row::new("性质", sense),
        Row::new(
            "义务人",
            match limit.binds {
                Binds::Organ => "本机关：最后一天是休息日的，不顺延",
                Binds::Party => "当事人：最后一天是休息日的，顺延至下一个工作日",
            },
        ),
    ];
    let excluded: Vec<String> =
        limit.exclusions.iter().map(|one| format!("{}（{}）", one.label, articles(&one.basis))).collect();
    let excluded = if excluded.is_empty() { "无".to_owned() } else { excluded.join("、") };
    rows.push(Row::new("可以扣除的时间", &excluded));
    if !limit.on_expiry.is_empty() {
        rows.push(Row::new("期满以后", &limit.on_expiry));
    }
    rows.extend(limit.effective_from.map(|day| Row::new("施行日期", &chinese_date(day))));
    if let Reading::Unconfirmed(why) = &limit.reading {
        rows.push(Row::new("待确认", why));
    }
    Layer { label: limit.label.clone(), rows: DefinitionList { rows } }
}

/// Which clocks it runs, and what starts and stops each.
fn clocks(id: &str, law: Law<'_>) -> DefinitionList {
    let procedures = || law.pack.procedures.iter();
    let all = Variable::ALL.iter().copied().filter(|variable| variable.is_clock());
    let own = all.filter(|variable| procedures().any(|one| one.rule_of(*variable) == Some(id)));
    let rows = own.flat_map(|variable| {
        let starts = |action: &&Action| {
            let mut set = action.effects.iter().map(|effect| effect.set);
            set.any(|set| set.variable == variable && set.value == clock::RUNNING)
        };
        let mut started: Vec<&str> = procedures()
            .flat_map(|procedure| &procedure.action)
            .filter(starts)
            .map(|action| action.label.as_str())
            .collect();
        started.dedup();
        let label = variable.spec().label;
        let words = |labels: &[&str]| {
            if labels.is_empty() { "随程序开始".to_owned() } else { labels.join("、") }
        };
        let stopped = stopped_by(variable, law);
        [
            Row::new(&format!("{label}的开始"), &words(&started)),
            Row::new(
                &format!("{label}的停止"),
                &if stopped.is_empty() { "最后一天届满".to_owned() } else { stopped.join("、") },
            ),
        ]
    });
    DefinitionList { rows: rows.collect() }
}
