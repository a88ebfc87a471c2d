//! Legal clocks as bars: how much is left today, in the unit of the rule, and the rule in words.
//! It counts only what is left for reading; last days come from the law engine.

use super::form::range::articles;
use chrono::NaiveDate;
use mingjian_domain::clock::ClockRecord;
use mingjian_domain::law::Law;
use mingjian_html::parts::{ClockBar, ClockStanding};
use mingjian_law::calendar::{WorkingDay, weekday_estimate};
use mingjian_law::due::{Due, warning_days};
use mingjian_law::limit::{Limit, Unit};
use mingjian_law::pack::Pack;

/// A clock as a row of the database or a record of the case has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Running<'a> {
    /// What it is called.
    pub(crate) label: &'a str,
    /// The rule.
    pub(crate) rule: &'a str,
    /// The day of the event.
    pub(crate) start: NaiveDate,
    /// The last day on which the bound side can act in time.
    pub(crate) last_day: NaiveDate,
    /// Whether every day that matters lies in a year with a notice.
    pub(crate) firm: bool,
    /// The day on which it ended.
    pub(crate) ended_on: Option<NaiveDate>,
}

/// The bar of a clock of a case.
pub(crate) fn of_case(record: &ClockRecord, law: Law<'_>, today: NaiveDate) -> ClockBar {
    let running = Running {
        label: record.variable.spec().label,
        rule: &record.rule,
        start: record.start,
        last_day: record.last_day(),
        firm: record.firm,
        ended_on: record.ended_on,
    };
    bar(running, law.pack, today)
}

/// The bar of a clock on a day.
pub(crate) fn bar(clock: Running<'_>, pack: &Pack, today: NaiveDate) -> ClockBar {
    let due = pack.due(clock.rule, clock.start, &[]).ok();
    let limit = due.as_ref().and_then(|due| applying(pack, due));
    let working = limit.is_some_and(|limit| limit.unit == Unit::WorkingDay);
    let between =
        |from: NaiveDate, to: NaiveDate| if working { worked(pack, from, to) } else { passed(from, to) };
    let whole = between(clock.start, clock.last_day).max(1);
    let gone = between(clock.start, today.min(clock.last_day));
    ClockBar {
        label: clock.label.to_owned(),
        due_on: clock.last_day,
        standing: match clock.ended_on {
            Some(on) => ClockStanding::Ended(on),
            None if today > clock.last_day => {
                ClockStanding::Overdue { by: between(clock.last_day, today).max(1) }
            }
            None => ClockStanding::Running {
                left: between(today, clock.last_day),
                soon: limit.is_some_and(|limit| is_soon(pack, limit, clock.last_day, today)),
            },
        },
        unit: if working { "工作日" } else { "日" },
        passed: u8::try_from(u64::from(gone).saturating_mul(100) / u64::from(whole)).unwrap_or(100),
        provisional: !clock.firm,
        rule: due.as_ref().map_or_else(|| clock.rule.to_owned(), |due| rule(limit, due, clock.last_day)),
    }
}

/// Of several limits that bind, the one by which the last day was counted.
fn applying<'p>(pack: &'p Pack, due: &Due) -> Option<&'p Limit> {
    let binding = pack.limits.binding(&due.rule, due.start);
    let same = |limit: &&Limit| limit.unit == due.unit && limit.length == due.length;
    binding.into_iter().map(|entry| &entry.rule).find(same)
}

/// The rule in words, with what gave way to it. A last day that an act set itself is not counted by a length.
fn rule(limit: Option<&Limit>, due: &Due, last_day: NaiveDate) -> String {
    let (label, start) = limit.map_or((due.rule.as_str(), ""), |limit| (&limit.label, &limit.start));
    let basis = articles(&due.basis);
    if last_day != due.due && Some(last_day) != due.extended && last_day != due.last_day() {
        return format!("{label}：办理时确定的最后一天（{basis}）");
    }
    let softer: Vec<String> = due
        .overridden
        .iter()
        .map(|other| {
            format!(
                "；另有{}{}的规定（{}），从严适用",
                other.length,
                other.unit.label(),
                articles(&other.basis)
            )
        })
        .collect();
    format!("{label}：{start}起{}{}（{basis}）{}", due.length, due.unit.label(), softer.concat())
}

fn is_soon(pack: &Pack, limit: &Limit, last_day: NaiveDate, today: NaiveDate) -> bool {
    warning_days(&pack.calendar, limit, last_day).iter().any(|day| today >= *day)
}

/// Calendar days after one day up to another.
fn passed(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or_default()
}

/// Working days after one day up to another; in a year without notice by the weekday.
fn worked(pack: &Pack, from: NaiveDate, to: NaiveDate) -> u32 {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    let worked = days.filter(|day| match pack.calendar.working_day(*day) {
        WorkingDay::Yes => true,
        WorkingDay::No => false,
        WorkingDay::Unknown => weekday_estimate(*day),
    });
    u32::try_from(worked.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_left_is_counted_in_the_unit_of_the_rule() {
        let pack = Pack::embedded("demo-health").unwrap();
        let clock = Running {
            label: "公示期限",
            rule: "publication.penalty",
            start: day("2026-02-12"),
            last_day: day("2026-02-28"),
            firm: true,
            ended_on: None,
        };
        // 15 to 23 February is the Spring Festival; the 14th and the 28th are worked instead.
        let on = |today: &str| bar(clock, &pack, day(today));
        assert_eq!(on("2026-02-13").standing, ClockStanding::Running { left: 6, soon: false });
        assert_eq!(on("2026-02-20").text(), "2026年2月28日（还有5个工作日）");
        assert_eq!(on("2026-02-28").text(), "2026年2月28日（今天到期）");
        assert_eq!(on("2026-03-02").text(), "2026年2月28日（已逾期1个工作日）");
        let rule = on("2026-03-02").rule;
        assert!(rule.contains("作出决定之日起7个工作日"), "{rule}");
        assert!(rule.contains("另有20个工作日的规定"), "{rule}");
    }
}
