//! The calendar against two independent tables and against the days that were read by hand.
//! It counts no limits.

use chinese_holiday::{Ymd, chinese_holiday};
use chrono::{Datelike, NaiveDate};
use mingjian_law::calendar::{Seen, WorkingDay};

use crate::{day, python, xuchang};

fn days(from: &str, to: &str) -> impl Iterator<Item = NaiveDate> {
    let to = day(to);
    day(from).iter_days().take_while(move |day| *day <= to)
}

#[test]
fn every_day_of_2004_to_2026_but_two_agrees_with_the_crate_chinese_holiday() {
    let calendar = xuchang().calendar;
    let mut differ = Vec::new();
    // The crate stops on 2026-12-25 and panics beyond.
    for date in days("2004-01-01", "2026-12-25") {
        let year = u16::try_from(date.year()).unwrap();
        let (month, number) = (u8::try_from(date.month()).unwrap(), u8::try_from(date.day()).unwrap());
        let theirs = chinese_holiday(Ymd::new(year, month, number)).is_workday();
        if (calendar.working_day(date) == WorkingDay::Yes) != theirs {
            differ.push(date);
        }
    }
    // The crate leaves out the make-up Sunday 2016-10-09 of the notice for 2016 (国办发明电〔2015〕18号), and gives
    // Friday 2016-12-30 as a day off, which the notice for 2017 (国办发明电〔2016〕17号) does not.
    assert_eq!(differ, [day("2016-10-09"), day("2016-12-30")]);
}

#[test]
fn every_day_of_2004_to_2026_but_one_agrees_with_pypi_chinesecalendar() {
    const SCRIPT: &str = "
import datetime, sys
import chinese_calendar
for line in sys.stdin.read().split():
    print(int(chinese_calendar.is_workday(datetime.date.fromisoformat(line))))
";
    let calendar = xuchang().calendar;
    let all: Vec<NaiveDate> = days("2004-01-01", "2026-12-31").collect();
    let input = all.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join("\n");
    let theirs = python::run(SCRIPT, &python::wheel("chinesecalendar", "1.11.0"), &input);
    let theirs: Vec<&str> = theirs.lines().collect();
    assert_eq!(theirs.len(), all.len());
    let differ =
        |date: &NaiveDate, worked: &str| (calendar.working_day(*date) == WorkingDay::Yes) != (worked == "1");
    let different: Vec<NaiveDate> = all
        .into_iter()
        .zip(theirs)
        .filter(|(date, worked)| differ(date, worked))
        .map(|(date, _)| date)
        .collect();
    // The package leaves out Saturday 2005-12-31, which the notice for 2006 (国办发明电〔2005〕35号) makes a working day.
    assert_eq!(different, [day("2005-12-31")]);
}

#[test]
fn the_days_off_and_make_up_days_of_2025_and_2026_are_those_that_were_read_by_hand() {
    let calendar = xuchang().calendar;
    let off = [
        ("2025-01-01", "2025-01-01"),
        ("2025-01-28", "2025-02-04"),
        ("2025-04-04", "2025-04-06"),
        ("2025-05-01", "2025-05-05"),
        ("2025-05-31", "2025-06-02"),
        ("2025-10-01", "2025-10-08"),
        ("2026-01-01", "2026-01-03"),
        ("2026-02-15", "2026-02-23"),
        ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"),
        ("2026-06-19", "2026-06-21"),
        ("2026-09-25", "2026-09-27"),
        ("2026-10-01", "2026-10-07"),
    ];
    let make_up = [
        "2025-01-26",
        "2025-02-08",
        "2025-04-27",
        "2025-09-28",
        "2025-10-11",
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    ];
    for date in days("2025-01-01", "2026-12-31") {
        let is_off = off.iter().any(|(from, to)| day(from) <= date && date <= day(to));
        let is_made_up = make_up.iter().any(|text| day(text) == date);
        let weekend = date.weekday().num_days_from_monday() >= 5;
        let expected = is_made_up || (!is_off && !weekend);
        assert_eq!(calendar.working_day(date) == WorkingDay::Yes, expected, "{date}");
    }
}

#[test]
fn every_year_names_its_notice_or_says_that_it_was_not_seen_and_2027_is_unknown() {
    let calendar = xuchang().calendar;
    let years: Vec<i32> = calendar.years().map(|year| year.year).collect();
    assert_eq!(years, (2004..=2026).collect::<Vec<_>>());
    for year in calendar.years() {
        let first = year.notice.first().unwrap_or_else(|| panic!("{} has no notice", year.year));
        assert_eq!(first.number.is_none(), first.seen == Seen::NotSeen, "{}", year.year);
    }
    for date in ["2003-12-31", "2027-01-01", "2027-01-04"] {
        assert_eq!(calendar.working_day(day(date)), WorkingDay::Unknown, "{date}");
    }
    assert_eq!(calendar.working_day(day("2026-12-31")), WorkingDay::Yes);
}
