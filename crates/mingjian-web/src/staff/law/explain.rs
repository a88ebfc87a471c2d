//! Why a clock is due when it is: the rule, its articles, the day from which it counts, the days that it leaves out, the
//! last day. It counts nothing anew but what the reader is shown, from the law in use.

use super::{articles, limit};
use chrono::{Datelike, NaiveDate, Weekday};
use mingjian_domain::clock::ClockRecord;
use mingjian_domain::law::Law;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::parts::{DefinitionList, Link, Row};
use mingjian_law::calendar::{Calendar, CalendarYear, WorkingDay};
use mingjian_law::due::Due;
use mingjian_law::limit::{Limit, Unit};
use mingjian_law::procedure::Action;
use mingjian_law::variable::{Variable, clock};

/// The explanation of one clock.
#[derive(Debug)]
pub(crate) struct Explanation {
    pub(crate) label: String,
    pub(crate) rows: DefinitionList,
    /// The page of its rule.
    pub(crate) rule: Link,
}

/// The explanation of a clock of a case.
pub(crate) fn explain(record: &ClockRecord, law: Law<'_>) -> Explanation {
    let label = record.variable.spec().label.to_owned();
    let due = law.due(&record.rule, record.start).ok();
    let mut rows = vec![Row::new("规则编号", &record.rule)];
    match &due {
        Some(due) => {
            rows.push(Row::new("依据", &articles(&due.basis)));
            rows.push(Row::new("起算", &format!("{}（当日不计）", chinese_date(record.start))));
            rows.extend(counted(record, due, law));
        }
        None => rows.push(Row::new("起算", &chinese_date(record.start))),
    }
    rows.push(Row::new("最后一天", &last_day(record)));
    let stops = stopped_by(record.variable, law);
    if !stops.is_empty() {
        rows.push(Row::new("停止计算", &format!("办理“{}”时停止", stops.join("”“"))));
    }
    let title = limit_of(record, law).map_or(record.rule.as_str(), |limit| limit.label.as_str());
    let rule = Link::new(&format!("规则：{title}"), &limit::address(&record.rule));
    Explanation { label, rows: DefinitionList { rows }, rule }
}

fn limit_of<'l>(record: &ClockRecord, law: Law<'l>) -> Option<&'l Limit> {
    law.pack.limits.binding(&record.rule, record.start).first().map(|entry| &entry.rule)
}

/// The actions that stop a clock, by the effects that the pack gives them.
pub(crate) fn stopped_by(variable: Variable, law: Law<'_>) -> Vec<&str> {
    let stops = |action: &&Action| {
        let set = action.effects.iter().map(|effect| effect.set);
        set.into_iter().any(|set| set.variable == variable && set.value != clock::RUNNING)
    };
    let mut labels: Vec<&str> = Vec::new();
    for action in law.pack.procedures.iter().flat_map(|procedure| &procedure.action).filter(stops) {
        if !labels.contains(&action.label.as_str()) {
            labels.push(&action.label);
        }
    }
    labels
}

fn counted(record: &ClockRecord, due: &Due, law: Law<'_>) -> Vec<Row> {
    // A day that an act set is in no rule; a new calendar that the worker has not reached yet is not that.
    if record.firm && record.due != due.due && record.rule.starts_with("correction.") {
        return vec![Row::new("长度", "由办理时写明的日期确定，不按规则的长度计算")];
    }
    let mut rows = vec![Row::new("长度", &format!("{}{}", due.length, due.unit.label()))];
    let calendar = &law.pack.calendar;
    if due.unit == Unit::WorkingDay {
        let (off, made_up) = left_out(calendar, record.start, record.due);
        rows.push(Row::new("不计入的日期", if off.is_empty() { "无" } else { &off }));
        if !made_up.is_empty() {
            rows.push(Row::new("计入的调休上班日", &made_up));
        }
    } else {
        rows.push(Row::new("节假日", "按自然日连续计算，不扣除节假日"));
    }
    let softer = due.overridden.iter().map(|other| {
        let text = format!(
            "{}{}，至{}（{}）",
            other.length,
            other.unit.label(),
            chinese_date(other.due),
            articles(&other.basis)
        );
        Row::new("同时适用的较宽期限", &text)
    });
    rows.extend(softer);
    if !record.firm {
        let text =
            "涉及还没有放假安排的年度，暂时按周一至周五为工作日估计；导入国务院办公厅的通知后自动重新计算";
        rows.push(Row::new("暂定的原因", text));
    }
    rows
}

fn last_day(record: &ClockRecord) -> String {
    let provisional = if record.firm { "" } else { "暂定" };
    let due = chinese_date(record.due);
    match record.extended {
        Some(extended) if record.binds_organ => {
            format!(
                "{provisional}{due}（休息日；下一个工作日是{}，本机关的期限不因此顺延）",
                chinese_date(extended)
            )
        }
        Some(extended) => format!("{provisional}{due}是休息日，顺延至{}", chinese_date(extended)),
        None => format!("{provisional}{due}"),
    }
}

/// The days after one day up to another that are not worked, in stretches with their names; and the weekend days that are.
fn left_out(calendar: &Calendar, start: NaiveDate, due: NaiveDate) -> (String, String) {
    let mut stretches: Vec<(NaiveDate, NaiveDate, String)> = Vec::new();
    let mut made_up = Vec::new();
    for day in start.iter_days().skip(1).take_while(|day| *day <= due) {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let off = match calendar.working_day(day) {
            WorkingDay::Yes => false,
            WorkingDay::No => true,
            WorkingDay::Unknown => weekend,
        };
        if !off {
            made_up.extend(weekend.then(|| chinese_date(day)));
            continue;
        }
        let name = festival(calendar, day).unwrap_or_else(|| "周末".to_owned());
        match stretches.last_mut() {
            Some((_, to, known)) if *known == name && to.succ_opt() == Some(day) => *to = day,
            _ => stretches.push((day, day, name)),
        }
    }
    let off: Vec<String> = stretches
        .iter()
        .map(|(from, to, name)| {
            let days = if from == to {
                chinese_date(*from)
            } else {
                format!("{}至{}", chinese_date(*from), chinese_date(*to))
            };
            format!("{days}（{name}）")
        })
        .collect();
    (off.join("、"), made_up.join("、"))
}

fn festival(calendar: &Calendar, day: NaiveDate) -> Option<String> {
    let near = |year: &&CalendarYear| (0..=1).contains(&(year.year - day.year()));
    calendar
        .years()
        .filter(near)
        .flat_map(|year| &year.holiday)
        .find_map(|span| (span.from <= day && day <= span.to).then(|| span.name.clone()))
}

#[cfg(test)]
mod tests {
    use super::explain;
    use mingjian_domain::clock::ClockRecord;
    use mingjian_domain::law::Law;
    use mingjian_law::pack::Pack;
    use mingjian_law::variable::Variable;

    fn told(rule: &str, start: &str) -> String {
        let pack = Pack::embedded("demo-health").unwrap();
        let law = Law::of(&pack);
        let due = law.due(rule, start.parse().unwrap()).unwrap();
        let record = ClockRecord::start(Variable::PublicationClock, &due);
        let rows = explain(&record, law).rows.rows;
        let told: Vec<String> =
            rows.iter().map(|row| format!("{}：{}", row.term, row.values.concat())).collect();
        told.join("\n") + "\n"
    }

    #[test]
    fn a_clock_names_its_rule_the_days_that_it_leaves_out_and_its_last_day() {
        let text = told("publication.penalty", "2026-02-12");
        for part in [
            "规则编号：publication.penalty",
            "依据：许昌市卫生健康委三项制度实施方案",
            "2026年2月12日（当日不计）",
            "长度：7个工作日",
            "2026年2月15日至2026年2月23日（春节）",
            "计入的调休上班日：2026年2月14日、2026年2月28日",
            "最后一天：2026年2月28日",
            "同时适用的较宽期限：20个工作日",
        ] {
            assert!(text.contains(part), "“{part}” is not in\n{text}");
        }
        let text = told("publication.penalty", "2026-12-25");
        assert!(told("service.decision", "2026-03-02").contains("停止计算：办理“"), "{text}");
        assert!(text.contains("最后一天：暂定2027年1月5日") && text.contains("暂定的原因"), "{text}");
        let text = told("payment.fine", "2026-09-20");
        assert!(
            text.contains("不扣除节假日") && text.contains("2026年10月5日是休息日，顺延至2026年10月8日"),
            "{text}"
        );
    }
}
