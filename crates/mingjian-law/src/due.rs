//! Counting: the last day of a limit, and what was counted; working days, days and months are never mixed.
//! It asks no clock and knows no case: start day, calendar and stretches that do not count are arguments.

use chrono::{Days, Months, NaiveDate};
use serde::{Serialize, Serializer, ser::SerializeSeq};

use crate::{
    calendar::{Calendar, WorkingDay, weekday_estimate},
    citation::Basis,
    layer::{Layered, Limits},
    limit::{Binds, Harder, Limit, Unit},
};

/// The last day of a limit, with everything that a reader needs to check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The id of the rule.
    pub rule: String,
    /// The day of the event; it is not counted.
    pub start: NaiveDate,
    /// The last day, by the letter: a calendar period is not moved by holidays.
    pub due: NaiveDate,
    /// The next working day, where a calendar period ends on a day off; what the party does is judged by it.
    pub extended: Option<NaiveDate>,
    /// The unit of the limit that applies.
    pub unit: Unit,
    /// Its length.
    pub length: u16,
    /// Whether a day that matters lies in a year without notice.
    pub status: Firmness,
    /// The articles of the limit that applies.
    #[serde(serialize_with = "whole_articles")]
    pub basis: Basis,
    /// Limits that bind as well but are softer on the organ.
    pub overridden: Vec<Overridden>,
    /// The stretches that were left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<Interval>,
    /// Whom the limit binds.
    #[serde(skip)]
    pub binds: Binds,
}

/// Whether a due date can still move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Firmness {
    /// It cannot.
    Firm,
    /// A day that matters lies in a year whose notice is not there yet (暂定).
    Provisional,
}

/// A limit that binds as well and gave way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overridden {
    /// The layer that says it.
    pub layer: String,
    /// When it would end.
    pub due: NaiveDate,
    /// Its unit.
    pub unit: Unit,
    /// Its length.
    pub length: u16,
    /// Its articles.
    #[serde(serialize_with = "whole_articles")]
    pub basis: Basis,
}

/// Days, both ends included, that a limit does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// The first day that is not counted.
    pub from: NaiveDate,
    /// The last such day.
    pub to: NaiveDate,
    /// Why, in words for the reader.
    pub reason: String,
}

/// Why a due date cannot be given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DueError {
    /// No layer has this rule.
    #[error("没有编号为“{0}”的期限规则（no time limit has this id）")]
    UnknownRule(String),
    /// The count leaves the calendar.
    #[error("起算日{0}超出可计算的范围（the count leaves the range of dates）")]
    OutOfRange(NaiveDate),
}

impl Due {
    /// The last day on which the side that is bound can still act: the party by the extended day.
    ///
    /// In a year without notice the extended day is the weekday estimate, which never falls before the letter's day.
    pub fn last_day(&self) -> NaiveDate {
        match (self.binds, self.extended, self.status) {
            (Binds::Organ, _, _) | (Binds::Party, None, Firmness::Firm) => self.due,
            (Binds::Party, Some(extended), _) => extended,
            (Binds::Party, None, Firmness::Provisional) => {
                self.due.iter_days().find(|day| weekday_estimate(*day)).unwrap_or(self.due)
            }
        }
    }

    /// Whether the time is over on a day.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        today > self.last_day()
    }
}

/// The last day of a rule whose event fell on `start`; of several limits that bind, the one harder on the organ applies.
///
/// # Errors
/// When no layer has the rule, or the dates leave the range that can be counted.
pub fn due(
    calendar: &Calendar,
    limits: &Limits,
    rule: &str,
    start: NaiveDate,
    excluded: &[Interval],
) -> Result<Due, DueError> {
    let mut counted = Vec::new();
    for entry in limits.binding(rule, start) {
        let count = count(calendar, &entry.rule, start, excluded).ok_or(DueError::OutOfRange(start))?;
        counted.push((entry, count));
    }
    let harder = counted.iter().map(|(entry, _)| entry.rule.harder()).next();
    let applies = match harder {
        Some(Harder::Earlier) => counted.iter().map(|(_, count)| count.due).min(),
        Some(Harder::Later) => counted.iter().map(|(_, count)| count.due).max(),
        None => None,
    };
    // Of two that end on the same day the higher layer speaks; one of the same length only adds its articles.
    let Some(position) = counted.iter().position(|(_, count)| Some(count.due) == applies) else {
        return Err(DueError::UnknownRule(rule.to_owned()));
    };
    let (entry, count) = counted.remove(position);
    let agrees = |other: &Limit| (other.unit, other.length) == (entry.rule.unit, entry.rule.length);
    let (agreeing, softer): (Vec<_>, Vec<_>) =
        counted.into_iter().partition(|(other, _)| agrees(&other.rule));
    let overridden = softer.iter().map(|(entry, count)| overridden(entry, count)).collect();
    let basis = entry.rule.basis.iter().chain(agreeing.iter().flat_map(|(other, _)| &other.rule.basis));
    let excluded = excluded.iter().filter(|interval| touches(interval, start, count.due)).cloned().collect();
    Ok(Due {
        rule: rule.to_owned(),
        start,
        due: count.due,
        extended: count.extended,
        unit: entry.rule.unit,
        length: entry.rule.length,
        status: count.status,
        basis: basis.cloned().collect(),
        overridden,
        excluded,
        binds: entry.rule.binds,
    })
}

/// The result of counting one limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The last day.
    pub due: NaiveDate,
    /// The next working day, where a calendar period ends on a day off.
    pub extended: Option<NaiveDate>,
    /// Whether a day that matters lies in a year without notice.
    pub status: Firmness,
}

/// Counts one limit from `start`; `None` when the dates leave the range of the calendar type.
///
/// The day of the event is not counted (民事诉讼法 第八十五条第二款).
pub fn count(calendar: &Calendar, limit: &Limit, start: NaiveDate, excluded: &[Interval]) -> Option<Count> {
    match limit.unit {
        Unit::WorkingDay => count_working_days(calendar, limit.length, start, excluded),
        Unit::Day => {
            let end = start.checked_add_days(Days::new(u64::from(limit.length)))?;
            extend(calendar, push_by_excluded(start, end, excluded)?)
        }
        Unit::Month => {
            let end = start.checked_add_months(Months::new(u32::from(limit.length)))?;
            extend(calendar, push_by_excluded(start, end, excluded)?)
        }
    }
}

/// The days on which warnings of a limit are due, counted back from the last day in the limit's own unit.
pub fn warning_days(calendar: &Calendar, limit: &Limit, due: NaiveDate) -> Vec<NaiveDate> {
    let back = |warning: u16| match limit.unit {
        Unit::WorkingDay => due
            .iter_days()
            .rev()
            .skip(1)
            .filter(|day| is_worked(calendar, *day).0)
            .nth(usize::from(warning.saturating_sub(1))),
        // Months are too coarse for a warning, so that theirs are days too.
        Unit::Day | Unit::Month => due.checked_sub_days(Days::new(u64::from(warning))),
    };
    limit.warnings.iter().filter_map(|warning| back(*warning)).collect()
}

fn count_working_days(
    calendar: &Calendar,
    length: u16,
    start: NaiveDate,
    excluded: &[Interval],
) -> Option<Count> {
    let mut left = length;
    let mut status = Firmness::Firm;
    let mut day = start;
    while left > 0 {
        day = day.succ_opt()?;
        if is_excluded(day, excluded) {
            continue;
        }
        let (worked, known) = is_worked(calendar, day);
        if !known {
            status = Firmness::Provisional;
        }
        if worked {
            left -= 1;
        }
    }
    Some(Count { due: day, extended: None, status })
}

/// Whether a day is worked, by the weekday where its year is unknown, and whether it was known.
fn is_worked(calendar: &Calendar, day: NaiveDate) -> (bool, bool) {
    match calendar.working_day(day) {
        WorkingDay::Yes => (true, true),
        WorkingDay::No => (false, true),
        WorkingDay::Unknown => (weekday_estimate(day), false),
    }
}

/// Moves the end of a calendar period by one day for each day in it that does not count.
fn push_by_excluded(start: NaiveDate, end: NaiveDate, excluded: &[Interval]) -> Option<NaiveDate> {
    if excluded.is_empty() {
        return Some(end);
    }
    let inside = start.iter_days().skip(1).take_while(|day| *day <= end);
    let mut owed = inside.filter(|day| is_excluded(*day, excluded)).count();
    let mut day = end;
    while owed > 0 {
        day = day.succ_opt()?;
        if !is_excluded(day, excluded) {
            owed -= 1;
        }
    }
    Some(day)
}

/// Looks for the next working day where a calendar period ends on a day off.
fn extend(calendar: &Calendar, due: NaiveDate) -> Option<Count> {
    let mut day = due;
    loop {
        match calendar.working_day(day) {
            WorkingDay::Yes => {
                let extended = (day != due).then_some(day);
                return Some(Count { due, extended, status: Firmness::Firm });
            }
            WorkingDay::No => day = day.succ_opt()?,
            WorkingDay::Unknown => return Some(Count { due, extended: None, status: Firmness::Provisional }),
        }
    }
}

fn is_excluded(day: NaiveDate, excluded: &[Interval]) -> bool {
    excluded.iter().any(|interval| interval.from <= day && day <= interval.to)
}

fn touches(interval: &Interval, start: NaiveDate, due: NaiveDate) -> bool {
    interval.to > start && interval.from <= due
}

fn overridden(entry: &Layered<Limit>, count: &Count) -> Overridden {
    Overridden {
        layer: entry.layer.id.clone(),
        due: count.due,
        unit: entry.rule.unit,
        length: entry.rule.length,
        basis: entry.rule.basis.clone(),
    }
}

/// The public interface names laws and articles only; paragraph and item stay in the pack.
#[derive(Serialize)]
struct WholeArticle<'law> {
    law: &'law str,
    article: u16,
}

fn whole_articles<S: Serializer>(basis: &Basis, serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(basis.0.len()))?;
    for citation in basis {
        sequence.serialize_element(&WholeArticle { law: &citation.law, article: citation.article })?;
    }
    sequence.end()
}
