//! Working days: each year's days off and make-up working days by the notice of the State Council's General Office.
//! It guesses nothing: a year without data is `Unknown`, and the weekday estimate is a function of its own.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use crate::{
    toml_date,
    toml_error::{PackError, parse},
};

/// Whether a day is a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkingDay {
    /// It is worked.
    Yes,
    /// It is a weekend or a day off.
    No,
    /// Its year has no notice yet.
    Unknown,
}

/// The working days of all years that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i32, CalendarYear>,
}

/// One year's arrangement, as its notice gives it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year that the notice is for.
    pub year: i32,
    /// The notices, the changing ones after the first.
    pub notice: Vec<Notice>,
    /// The spans of days off, weekends inside them included.
    pub holiday: Vec<Holiday>,
    /// Weekend days that are worked.
    #[serde(deserialize_with = "toml_date::set")]
    pub make_up: BTreeSet<NaiveDate>,
}

/// A notice on the holidays of a year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Its title.
    pub title: String,
    /// Its number (文号); absent where it is not known.
    #[serde(default)]
    pub number: Option<String>,
    /// Its date; absent where it is not known.
    #[serde(default, deserialize_with = "toml_date::optional")]
    pub date: Option<NaiveDate>,
    /// How much of it was seen when the year was entered.
    pub seen: Seen,
}

/// How much of a notice was seen; the days of 2004–2026 were taken from two independent public tables that agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// The whole text, in a reprint or the original.
    Text,
    /// Only its number, in lists of notices.
    Number,
    /// Nothing: that there was one is inferred.
    NotSeen,
}

impl Seen {
    /// The word in the file.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::NotSeen => "not-seen",
        }
    }
}

/// A span of days off.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// What is celebrated.
    pub name: String,
    /// The first day off.
    #[serde(deserialize_with = "toml_date::required")]
    pub from: NaiveDate,
    /// The last day off.
    #[serde(deserialize_with = "toml_date::required")]
    pub to: NaiveDate,
}

impl CalendarYear {
    /// Reads the file of one year.
    ///
    /// # Errors
    /// When the file is not well formed, a span is reversed, a day lies neither in the year nor in the last week of
    /// the year before (which a notice often rearranges), or a make-up day is no weekend day or also a day off.
    pub fn parse(text: &str, file: &str) -> Result<Self, PackError> {
        let year: Self = parse(text, file)?;
        for span in &year.holiday {
            if span.from > span.to {
                return Err(fault(file, span.from, "假期的起止日颠倒", "the span ends before it begins"));
            }
            year.check_reach(span.from, file)?;
            year.check_reach(span.to, file)?;
        }
        for day in &year.make_up {
            year.check_reach(*day, file)?;
            if weekday_estimate(*day) {
                return Err(fault(
                    file,
                    *day,
                    "调休上班日本来就是工作日",
                    "the make-up day is a weekday already",
                ));
            }
            if year.is_off(*day) {
                return Err(fault(file, *day, "同一天既放假又上班", "the day is both off and worked"));
            }
        }
        Ok(year)
    }

    fn check_reach(&self, day: NaiveDate, file: &str) -> Result<(), PackError> {
        let in_year = day.year() == self.year;
        let in_week_before = day.year() == self.year - 1 && day.month() == 12 && day.day() >= 24;
        if in_year || in_week_before {
            Ok(())
        } else {
            Err(fault(
                file,
                day,
                "日期不在本年度通知所及范围内",
                "the day lies outside the year of the notice",
            ))
        }
    }

    fn is_off(&self, day: NaiveDate) -> bool {
        self.holiday.iter().any(|span| span.from <= day && day <= span.to)
    }

    /// Every day of which this notice says something.
    pub(crate) fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let off =
            self.holiday.iter().flat_map(|span| span.from.iter_days().take_while(|day| *day <= span.to));
        self.make_up.iter().copied().chain(off)
    }

    /// What this notice says of a day; `None` where it is silent, so that the weekday decides.
    pub(crate) fn arranged(&self, day: NaiveDate) -> Option<bool> {
        if self.make_up.contains(&day) {
            Some(true)
        } else if self.is_off(day) {
            Some(false)
        } else {
            None
        }
    }
}

impl Calendar {
    /// A calendar of these years; of two for the same year the later one counts.
    pub fn new(years: impl IntoIterator<Item = CalendarYear>) -> Self {
        Self { years: years.into_iter().map(|year| (year.year, year)).collect() }
    }

    /// The calendar with one more year, or with a corrected one: how a body imports the next notice.
    #[must_use]
    pub fn with_year(mut self, year: CalendarYear) -> Self {
        self.years.insert(year.year, year);
        self
    }

    /// The years with a notice, in order.
    pub fn years(&self) -> impl Iterator<Item = &CalendarYear> {
        self.years.values()
    }

    /// Whether the year has a notice.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains_key(&year)
    }

    /// Whether a day is worked. The next year's notice goes before the day's own, because it comes later and
    /// often rearranges the last days of December.
    pub fn working_day(&self, day: NaiveDate) -> WorkingDay {
        let Some(own) = self.years.get(&day.year()) else {
            return WorkingDay::Unknown;
        };
        let next = self.years.get(&(day.year() + 1)).and_then(|year| year.arranged(day));
        if next.or_else(|| own.arranged(day)).unwrap_or_else(|| weekday_estimate(day)) {
            WorkingDay::Yes
        } else {
            WorkingDay::No
        }
    }
}

/// Whether a day would be worked if there were only weekends: Monday to Friday.
pub fn weekday_estimate(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn fault(file: &str, day: NaiveDate, chinese: &str, english: &str) -> PackError {
    PackError::rule(file, &day.to_string(), chinese, english)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Calendar, CalendarYear, WorkingDay};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn year(text: &str) -> Result<CalendarYear, String> {
        CalendarYear::parse(text, "calendar/2027.toml").map_err(|error| error.to_string())
    }

    const NOTICE: &str = "year = 2027\nnotice = [{ title = '演示通知', seen = 'not-seen' }]\n";

    #[test]
    fn a_year_without_a_notice_is_unknown_until_its_notice_is_imported() {
        let calendar = Calendar::default();
        assert_eq!(calendar.working_day(day("2027-01-04")), WorkingDay::Unknown);
        let imported = year(&format!(
            "{NOTICE}make_up = [2027-01-03]\nholiday = [{{ name = '元旦', from = 2026-12-31, to = 2027-01-01 }}]"
        ));
        let calendar = calendar.with_year(imported.unwrap());
        assert_eq!(calendar.working_day(day("2027-01-03")), WorkingDay::Yes);
        assert_eq!(calendar.working_day(day("2027-01-01")), WorkingDay::No);
        assert_eq!(calendar.working_day(day("2027-01-04")), WorkingDay::Yes);
        assert_eq!(calendar.working_day(day("2026-12-31")), WorkingDay::Unknown);
    }

    #[test]
    fn the_next_notice_rearranges_the_last_days_of_the_year_before() {
        let before = year("year = 2026\nnotice = []\nmake_up = []\nholiday = []").unwrap();
        let after = year(&format!(
            "{NOTICE}make_up = []\nholiday = [{{ name = '元旦', from = 2026-12-31, to = 2027-01-02 }}]"
        ));
        let calendar = Calendar::new([before]);
        assert_eq!(calendar.working_day(day("2026-12-31")), WorkingDay::Yes);
        assert_eq!(calendar.with_year(after.unwrap()).working_day(day("2026-12-31")), WorkingDay::No);
    }

    #[test]
    fn a_file_that_contradicts_itself_is_refused_in_chinese() {
        for (rest, reason) in [
            ("make_up = [2027-01-04]\nholiday = []", "本来就是工作日"),
            ("make_up = [2028-01-01]\nholiday = []", "不在本年度"),
            ("make_up = []\nholiday = [{ name = '元旦', from = 2027-01-03, to = 2027-01-01 }]", "颠倒"),
            (
                "make_up = [2027-01-02]\nholiday = [{ name = '元旦', from = 2027-01-01, to = 2027-01-03 }]",
                "既放假又上班",
            ),
        ] {
            let error = year(&format!("{NOTICE}{rest}")).unwrap_err();
            assert!(error.contains(reason), "{error}");
        }
    }
}
