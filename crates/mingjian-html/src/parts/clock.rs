//! A legal clock as people read it: what runs, the last day, how much is left, and a small bar that fills.
//! It counts no days: the law crate did, and its rule is named.

use askama::Template;
use chrono::NaiveDate;
use mingjian_domain::value::date_text::chinese_date;

use super::{Tone, writes_markup};

/// How a clock stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockStanding {
    /// It has not started.
    NotStarted,
    /// It runs; so many days are left after today, and `soon` says whether its warning day has come.
    Running {
        /// Days left: zero on the last day.
        left: u32,
        /// Whether the rule's warning day has come.
        soon: bool,
    },
    /// Its last day is past by so many days, and the act has not happened.
    Overdue {
        /// Days since the last day.
        by: u32,
    },
    /// The act that ends it happened on this day.
    Ended(NaiveDate),
}

/// One clock.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/clock.html")]
pub struct ClockBar {
    /// What must happen, such as 公示.
    pub label: String,
    /// The last day.
    pub due_on: NaiveDate,
    /// How it stands.
    pub standing: ClockStanding,
    /// What its days are: 工作日 or 日.
    pub unit: &'static str,
    /// How much of it has passed, in hundredths.
    pub passed: u8,
    /// Whether a year without a calendar notice matters (暂定).
    pub provisional: bool,
    /// The rule and its article, in words.
    pub rule: String,
}

impl ClockBar {
    /// What colour it has.
    pub fn tone(&self) -> Tone {
        match self.standing {
            ClockStanding::NotStarted => Tone::Plain,
            ClockStanding::Running { soon: false, .. } => Tone::Info,
            ClockStanding::Running { soon: true, .. } => Tone::Warn,
            ClockStanding::Overdue { .. } => Tone::Bad,
            ClockStanding::Ended(_) => Tone::Good,
        }
    }

    /// The last day and what is left: `2026年3月2日（还有3个工作日）`.
    pub fn text(&self) -> String {
        let unit = match self.unit {
            "日" => "天".to_owned(),
            unit => format!("个{unit}"),
        };
        let left = match self.standing {
            ClockStanding::NotStarted => "未开始".to_owned(),
            ClockStanding::Running { left: 0, .. } => "今天到期".to_owned(),
            ClockStanding::Running { left, .. } => format!("还有{left}{unit}"),
            ClockStanding::Overdue { by } => format!("已逾期{by}{unit}"),
            ClockStanding::Ended(on) => format!("已于{}完成", chinese_date(on)),
        };
        let provisional = if self.provisional { "暂定" } else { "" };
        format!("{provisional}{}（{left}）", chinese_date(self.due_on))
    }

    /// How far the bar is filled, never beyond its end.
    pub fn filled(&self) -> u8 {
        match self.standing {
            ClockStanding::NotStarted => 0,
            ClockStanding::Running { .. } => self.passed.min(100),
            ClockStanding::Overdue { .. } | ClockStanding::Ended(_) => 100,
        }
    }
}

writes_markup!(ClockBar);

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(standing: ClockStanding) -> ClockBar {
        ClockBar {
            label: "公示".to_owned(),
            due_on: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
            standing,
            unit: "工作日",
            passed: 57,
            provisional: false,
            rule: "行政处罚法第四十八条".to_owned(),
        }
    }

    #[test]
    fn a_clock_says_its_last_day_and_what_is_left() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 27).unwrap();
        for (standing, expected) in [
            (ClockStanding::NotStarted, "2026年3月2日（未开始）"),
            (ClockStanding::Running { left: 3, soon: false }, "2026年3月2日（还有3个工作日）"),
            (ClockStanding::Running { left: 0, soon: true }, "2026年3月2日（今天到期）"),
            (ClockStanding::Overdue { by: 2 }, "2026年3月2日（已逾期2个工作日）"),
            (ClockStanding::Ended(day), "2026年3月2日（已于2026年2月27日完成）"),
        ] {
            assert_eq!(clock(standing).text(), expected);
        }
        let calendar = ClockBar { unit: "日", provisional: true, ..clock(ClockStanding::Overdue { by: 1 }) };
        assert_eq!(calendar.text(), "暂定2026年3月2日（已逾期1天）");
    }

    #[test]
    fn a_bar_is_written_with_its_rule_and_no_style_attribute() {
        let html = clock(ClockStanding::Running { left: 3, soon: true }).render().unwrap();
        assert!(html.contains("width=\"57\"") && html.contains("行政处罚法第四十八条"), "{html}");
        assert!(!html.contains("style="), "{html}");
    }
}
