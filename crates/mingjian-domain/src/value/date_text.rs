//! Dates and times as documents print them (2026年3月2日) and as people type them.
//! It knows no calendar of working days.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use thiserror::Error;

use super::fold::{half_width, is_invisible};

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateTextError {
    /// Neither `2026年3月2日` nor `2026-03-02`.
    #[error("日期应写作2026年3月2日或2026-03-02")]
    Form,
    /// The form is right, but the calendar has no such day.
    #[error("日期不存在：{0}年{1}月{2}日")]
    NoSuchDay(i32, u32, u32),
}

/// A day in a document: 2026年3月2日, without leading zeros.
pub fn chinese_date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A time in a record: 2026年3月2日9时05分.
pub fn chinese_time(time: NaiveDateTime) -> String {
    format!("{}{}时{:02}分", chinese_date(time.date()), time.hour(), time.minute())
}

/// Reads `2026年3月2日`, `2026-3-2`, `2026/03/02`, `2026.3.2`, in full-width figures too.
///
/// # Errors
/// When the form is another, or there is no such day.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateTextError> {
    let plain: String =
        text.chars().map(half_width).filter(|ch| !ch.is_whitespace() && !is_invisible(*ch)).collect();
    let plain = plain.strip_suffix('日').unwrap_or(&plain);
    let parts: Vec<&str> = plain.split(['年', '月', '-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else { return Err(DateTextError::Form) };
    if year.len() != 4 {
        return Err(DateTextError::Form);
    }
    match (number(year), number(month), number(day)) {
        (Some(year), Some(month), Some(day)) => {
            let year =
                i32::try_from(year).map_err(|_too_large: std::num::TryFromIntError| DateTextError::Form)?;
            NaiveDate::from_ymd_opt(year, month, day).ok_or(DateTextError::NoSuchDay(year, month, day))
        }
        _ => Err(DateTextError::Form),
    }
}

/// A number of one to four figures and nothing else: `str::parse` would take a plus sign.
fn number(text: &str) -> Option<u32> {
    let figures = (1..=4).contains(&text.len()) && text.chars().all(|ch| ch.is_ascii_digit());
    if figures { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_printed_without_leading_zeros() {
        let day: NaiveDate = "2026-03-02".parse().unwrap();
        assert_eq!(chinese_date(day), "2026年3月2日");
        assert_eq!(chinese_time(day.and_hms_opt(9, 5, 59).unwrap()), "2026年3月2日9时05分");
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in ["2026年3月2日", "2026-03-02", "2026/3/2", "２０２６．３．２", " 2026 年 03 月 02 日 "]
        {
            assert_eq!(parse_date(text), Ok("2026-03-02".parse().unwrap()), "{text}");
        }
        assert_eq!(parse_date("2026年2月30日"), Err(DateTextError::NoSuchDay(2026, 2, 30)));
        for text in ["", "26-3-2", "2026-3", "2026-+3-2", "明天"] {
            assert_eq!(parse_date(text), Err(DateTextError::Form), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_printed_reads_back(days in 0_i32..3_000_000) {
            if let Some(day) = NaiveDate::from_num_days_from_ce_opt(days).filter(|day| day.year() >= 1000 && day.year() <= 9999) {
                proptest::prop_assert_eq!(parse_date(&chinese_date(day)), Ok(day));
            }
        }
    }
}
