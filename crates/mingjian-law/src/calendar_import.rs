//! A calendar year on its way in: read from a file, a table or a form, and held against the years that are known.
//! It keeps nothing and computes no clock; what a day counts for is the calendar's.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::{
    calendar::{Calendar, CalendarYear, Holiday, Notice, Seen},
    toml_error::PackError,
};

/// A year as somebody typed it, or as the lines of a table have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedYear {
    /// The year.
    pub year: String,
    /// The title of the notice.
    pub title: String,
    /// Its number (文号).
    pub number: String,
    /// Its date.
    pub date: String,
    /// One holiday a line: name, first day, last day.
    pub holidays: String,
    /// The days that are worked instead, one a line or with commas between.
    pub make_up: String,
}

/// What does not fit, by the field in which it was typed: `year`, `title`, `number`, `date`, `holidays`, `make_up`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct YearFault {
    /// The field.
    pub field: &'static str,
    /// What is wrong and what to do, in Chinese.
    pub problem: String,
}

fn fault(field: &'static str, problem: String) -> YearFault {
    YearFault { field, problem }
}

/// Reads a year from a file: a table when its name ends in `.csv`, else TOML as packs have it.
///
/// # Errors
/// When the file is not well formed; the message is Chinese and names the line.
pub fn read_file(name: &str, text: &str) -> Result<CalendarYear, YearFault> {
    if name.to_lowercase().ends_with(".csv") {
        return typed_of_table(text)?.read();
    }
    CalendarYear::parse(text, name).map_err(|error| fault("holidays", error.to_string()))
}

/// The lines of a table: `year,2027`, `notice,TITLE,NUMBER,DATE`, `holiday,NAME,FROM,TO`, `make-up,DAY`.
fn typed_of_table(text: &str) -> Result<TypedYear, YearFault> {
    let mut typed = TypedYear::default();
    let (mut holidays, mut make_up) = (Vec::new(), Vec::new());
    let lines = text.trim_start_matches('\u{feff}').lines().zip(1_u32..);
    for (line, number) in lines.filter(|(line, _)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split([',', '，']).map(str::trim).collect();
        let cell = |place: usize| cells.get(place).copied().unwrap_or_default();
        match cell(0).trim_start_matches('#') {
            "year" | "年度" => cell(1).clone_into(&mut typed.year),
            "notice" | "通知" => {
                cell(1).clone_into(&mut typed.title);
                cell(2).clone_into(&mut typed.number);
                cell(3).clone_into(&mut typed.date);
            }
            "holiday" | "放假" => {
                holidays.push(format!("{}，{}，{}", cell(1), cell(2), cell(3)));
            }
            "make-up" | "上班" => make_up.push(cell(1)),
            other => {
                return Err(fault(
                    "holidays",
                    format!(
                        "第{number}行的第一格是“{other}”，应当是year、notice、holiday、make-up之一（年度、通知、放假、上班）"
                    ),
                ));
            }
        }
    }
    Ok(TypedYear { holidays: holidays.join("\n"), make_up: make_up.join("\n"), ..typed })
}

impl TypedYear {
    /// A year as a form shows it again.
    pub fn of(year: &CalendarYear) -> Self {
        let notice = year.notice.last();
        let holidays: Vec<String> =
            year.holiday.iter().map(|span| format!("{}，{}，{}", span.name, span.from, span.to)).collect();
        let make_up: Vec<String> = year.make_up.iter().map(NaiveDate::to_string).collect();
        Self {
            year: year.year.to_string(),
            title: notice.map(|notice| notice.title.clone()).unwrap_or_default(),
            number: notice.and_then(|notice| notice.number.clone()).unwrap_or_default(),
            date: notice.and_then(|notice| notice.date).map(|day| day.to_string()).unwrap_or_default(),
            holidays: holidays.join("\n"),
            make_up: make_up.join("\n"),
        }
    }

    /// Reads what was typed. A weekday that stands behind a day is held against it.
    ///
    /// # Errors
    /// The first field that does not fit.
    pub fn read(&self) -> Result<CalendarYear, YearFault> {
        let year = self.year.trim().trim_end_matches('年');
        let year: i32 = year
            .parse()
            .map_err(|_cause| fault("year", format!("“{year}”不是年份，请写成2027这样的形式")))?;
        let date = parse_day(&self.date, year).map_err(|problem| fault("date", problem))?;
        let notice = Notice {
            title: self.title.trim().to_owned(),
            number: Some(self.number.trim().to_owned()).filter(|number| !number.is_empty()),
            date: Some(date),
            seen: Seen::Text,
        };
        let holiday: Result<Vec<Holiday>, String> = lines(&self.holidays)
            .map(|line| read_holiday(line, year).map_err(|problem| format!("“{line}”：{problem}")))
            .collect();
        let holiday = holiday.map_err(|problem| fault("holidays", problem))?;
        let mut make_up = BTreeSet::new();
        for text in lines(&self.make_up).flat_map(|line| line.split([',', '，', '、', '；'])) {
            if text.trim().is_empty() {
                continue;
            }
            let day = parse_day(text, year).map_err(|problem| fault("make_up", problem))?;
            if !make_up.insert(day) {
                return Err(fault("make_up", format!("{day}写了两次，请删去一个")));
            }
        }
        let read = CalendarYear { year, notice: vec![notice], holiday, make_up };
        // Through the file that packs have: what a body imports is held to the same rules as what a pack carries.
        CalendarYear::parse(&read.to_toml(), "calendar").map_err(|error| read.place_of(&error))
    }
}

impl CalendarYear {
    /// The file of the year, always the same for the same year.
    pub fn to_toml(&self) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let make_up: Vec<String> = self.make_up.iter().map(NaiveDate::to_string).collect();
        let mut lines = vec![format!("year = {}", self.year), format!("make_up = [{}]", make_up.join(", "))];
        // An empty list is no table, and stands before the tables.
        lines.extend(self.notice.is_empty().then(|| "notice = []".to_owned()));
        lines.extend(self.holiday.is_empty().then(|| "holiday = []".to_owned()));
        for notice in &self.notice {
            lines.push(format!("\n[[notice]]\ntitle = {}", quoted(&notice.title)));
            lines.extend(notice.number.as_ref().map(|number| format!("number = {}", quoted(number))));
            lines.extend(notice.date.map(|date| format!("date = {date}")));
            lines.push(format!("seen = \"{}\"", notice.seen.id()));
        }
        for span in &self.holiday {
            let (name, from, to) = (quoted(&span.name), span.from, span.to);
            lines.push(format!("\n[[holiday]]\nname = {name}\nfrom = {from}\nto = {to}"));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// In which field a fault of the file was typed.
    fn place_of(&self, error: &PackError) -> YearFault {
        let day = error.place.key.parse::<NaiveDate>().ok();
        let field = if day.is_some_and(|day| self.make_up.contains(&day)) { "make_up" } else { "holidays" };
        match day {
            Some(day) => fault(field, format!("{day}：{}，请核对", error.chinese)),
            None => fault(field, error.chinese.clone()),
        }
    }
}

/// Whether a year may come into use beside those that are known.
///
/// # Errors
/// The first thing that does not fit: the notice, the spans, the festivals of other years that are missing, the days on
/// which the notices of neighbouring years say otherwise.
pub fn check(calendar: &Calendar, year: &CalendarYear, today: NaiveDate) -> Result<(), YearFault> {
    check_notice(year, today)?;
    check_spans(year)?;
    check_festivals(calendar, year)?;
    check_neighbours(calendar, year)
}

fn check_notice(year: &CalendarYear, today: NaiveDate) -> Result<(), YearFault> {
    let Some(notice) = year.notice.last() else {
        return Err(fault("title", "没有写明通知，请填写国务院办公厅通知的名称、文号和日期".to_owned()));
    };
    if !notice.title.contains(&year.year.to_string()) {
        return Err(fault("title", format!("通知名称里没有“{}”，请核对年度和通知", year.year)));
    }
    if notice.number.as_ref().is_none_or(|number| number.trim().is_empty()) {
        return Err(fault("number", "没有填写文号，请按通知填写".to_owned()));
    }
    if notice.seen != Seen::Text {
        return Err(fault("title", "导入的安排应当以见到的通知全文为准（seen = \"text\"）".to_owned()));
    }
    match notice.date {
        None => Err(fault("date", "没有写明通知的日期，请补充".to_owned())),
        Some(date) if date > today => Err(fault("date", format!("通知日期{date}晚于今天，请核对"))),
        Some(date) if date.year() != year.year && date.year() != year.year.saturating_sub(1) => {
            Err(fault("date", format!("{}年的安排应当在上一年或者当年通知，请核对通知日期{date}", year.year)))
        }
        Some(_) => Ok(()),
    }
}

fn check_spans(year: &CalendarYear) -> Result<(), YearFault> {
    let mut spans: Vec<&Holiday> = year.holiday.iter().collect();
    spans.sort_by_key(|span| span.from);
    for pair in spans.windows(2) {
        if let [one, next] = pair
            && next.from <= one.to
        {
            let problem = format!("“{}”和“{}”的日期重叠，请核对", one.name, next.name);
            return Err(fault("holidays", problem));
        }
    }
    match spans.iter().find(|span| span.name.trim().is_empty()) {
        Some(span) => Err(fault("holidays", format!("{}起的假期没有名称，请补充", span.from))),
        None => Ok(()),
    }
}

/// What the nearest known year celebrates must be there too: a line that was left out would be a working day.
fn check_festivals(calendar: &Calendar, year: &CalendarYear) -> Result<(), YearFault> {
    let others = || calendar.years().filter(|other| other.year != year.year);
    let nearest = others().min_by_key(|other| (other.year - year.year).abs());
    let own: BTreeSet<&str> = festivals(year).collect();
    let missing: Vec<&str> =
        nearest.iter().flat_map(|other| festivals(other)).filter(|name| !own.contains(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let known = nearest.map_or(year.year, |other| other.year);
    Err(fault("holidays", format!("{known}年有而这里没有的节日：{}，请补充", missing.join("、"))))
}

fn festivals(year: &CalendarYear) -> impl Iterator<Item = &str> {
    year.holiday.iter().flat_map(|span| span.name.split('、')).map(str::trim)
}

/// The last days of a year may be rearranged by its own notice and by the next one: they must not say different things.
fn check_neighbours(calendar: &Calendar, year: &CalendarYear) -> Result<(), YearFault> {
    let before = year.year.saturating_sub(1);
    if !calendar.knows(year.year) && !calendar.knows(before) && calendar.years().next().is_some() {
        return Err(fault("year", format!("{before}年的安排还没有导入，请先导入{before}年")));
    }
    for other in calendar.years().filter(|other| (other.year - year.year).abs() == 1) {
        let conflict = year.days().find(|day| {
            matches!((year.arranged(*day), other.arranged(*day)), (Some(own), Some(theirs)) if own != theirs)
        });
        if let Some(day) = conflict {
            let field = if year.make_up.contains(&day) { "make_up" } else { "holidays" };
            return Err(fault(
                field,
                format!("{day}与{}年的安排不一致：一个放假，一个上班，请核对两份通知", other.year),
            ));
        }
    }
    Ok(())
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// `元旦，1月1日（周五）至1月3日（周日）` and the like; one day stands for both ends.
fn read_holiday(line: &str, year: i32) -> Result<Holiday, String> {
    let mut parts = line.split([',', '，', '：', ':', '\t', ' ', '至', '到', '—']).map(str::trim);
    let mut words = parts.by_ref().filter(|part| !part.is_empty());
    let name = words.next().ok_or("没有名称")?.to_owned();
    let from = words.next().ok_or("没有日期，请写成“元旦，2027-01-01，2027-01-03”这样的形式")?;
    let from = parse_day(from, year)?;
    let to = words.next().map_or(Ok(from), |text| parse_day(text, year))?;
    match words.next() {
        Some(rest) => Err(format!("“{rest}”多余，一行只写一个假期的名称、第一天和最后一天")),
        None => Ok(Holiday { name, from, to }),
    }
}

/// `2027-01-10`, `2027年1月10日`, `1月10日` (of the year), each with or without `（周日）`.
fn parse_day(text: &str, year: i32) -> Result<NaiveDate, String> {
    let text = text.trim();
    let mut halves = text.splitn(2, ['（', '(']);
    let written = halves.next().unwrap_or_default().trim();
    let numbers: Vec<u32> =
        written.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let shape = written.chars().all(|c| c.is_ascii_digit() || "-/.年月日".contains(c));
    let day = match numbers.as_slice() {
        [own, month, day] if shape => {
            i32::try_from(*own).ok().and_then(|own| NaiveDate::from_ymd_opt(own, *month, *day))
        }
        [month, day] if shape => NaiveDate::from_ymd_opt(year, *month, *day),
        _ => None,
    };
    let day = day.ok_or_else(|| format!("“{text}”不是日期，请写成2027-01-01这样的形式"))?;
    let Some(weekday) = halves.next() else { return Ok(day) };
    let weekday = weekday.trim_end_matches(['）', ')']).trim();
    let said = weekday.trim_start_matches("星期").trim_start_matches('周');
    if said == weekday_name(day.weekday()) || (said == "天" && day.weekday() == Weekday::Sun) {
        Ok(day)
    } else {
        Err(format!("{day}是周{}，不是{weekday}，请核对", weekday_name(day.weekday())))
    }
}

fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "一",
        Weekday::Tue => "二",
        Weekday::Wed => "三",
        Weekday::Thu => "四",
        Weekday::Fri => "五",
        Weekday::Sat => "六",
        Weekday::Sun => "日",
    }
}

#[cfg(test)]
mod tests {
    use super::{TypedYear, check, read_file};
    use crate::calendar::{Calendar, CalendarYear, WorkingDay};
    use crate::pack::Pack;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn typed() -> TypedYear {
        TypedYear {
            year: "2027".to_owned(),
            title: "国务院办公厅关于2027年部分节假日安排的通知（演示）".to_owned(),
            number: "演示〔2026〕1号".to_owned(),
            date: "2026年11月20日".to_owned(),
            holidays:
                "元旦，1月1日（周五）至1月3日（周日）\n春节，2027-02-05，2027-02-11\n清明节，4月3日，4月5日\n\
                劳动节，5月1日，5月5日\n端午节，6月9日\n中秋节，9月15日（周三）\n国庆节，10月1日，10月7日\n"
                    .to_owned(),
            make_up: "1月10日（周日）、2027-02-14，2月20日\n2027/9/26".to_owned(),
        }
    }

    fn known() -> Calendar {
        Pack::embedded("demo-health").unwrap().calendar
    }

    fn judged(change: impl FnOnce(&mut TypedYear)) -> Result<CalendarYear, (&'static str, String)> {
        let mut typed = typed();
        change(&mut typed);
        let year = typed.read().map_err(|fault| (fault.field, fault.problem))?;
        check(&known(), &year, day("2026-11-24")).map_err(|fault| (fault.field, fault.problem))?;
        Ok(year)
    }

    #[test]
    fn a_year_is_read_as_people_type_it_and_comes_back_from_its_own_file() {
        let year = judged(|_| ()).unwrap();
        assert_eq!(year.holiday.len(), 7);
        assert!(year.make_up.contains(&day("2027-02-20")) && year.make_up.contains(&day("2027-09-26")));
        assert_eq!(year.notice[0].date, Some(day("2026-11-20")));
        let again = read_file("2027.toml", &year.to_toml()).unwrap();
        assert_eq!(again, year);
        assert_eq!(TypedYear::of(&year).read().unwrap(), year);
        assert_eq!(known().with_year(year).working_day(day("2027-01-10")), WorkingDay::Yes);
    }

    #[test]
    fn a_table_says_the_same_as_the_form() {
        let table = "\u{feff}year,2027\n通知,国务院办公厅关于2027年部分节假日安排的通知（演示）,演示〔2026〕1号,2026-11-20\n\
            holiday,元旦,2027-01-01,2027-01-03\n放假,春节,2027-02-05,2027-02-11\nholiday,清明节,2027-04-03,2027-04-05\n\
            holiday,劳动节,2027-05-01,2027-05-05\nholiday,端午节,2027-06-09,2027-06-09\n\
            holiday,中秋节,2027-09-15,2027-09-15\nholiday,国庆节,2027-10-01,2027-10-07\n\
            make-up,2027-01-10\n上班,2027-02-14\nmake-up,2027-02-20\nmake-up,2027-09-26\n";
        assert_eq!(read_file("2027.CSV", table).unwrap(), judged(|_| ()).unwrap());
        let wrong = read_file("2027.csv", "year,2027\n元旦,2027-01-01").unwrap_err();
        assert!(wrong.problem.contains("第2行"), "{wrong}");
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_field() {
        type Change = fn(&mut TypedYear);
        let cases: [(Change, &str, &str); 16] = [
            (|typed| typed.year = "明年".to_owned(), "year", "不是年份"),
            (|typed| typed.title = "2029年的通知".to_owned(), "title", "没有“2027”"),
            (|typed| typed.number.clear(), "number", "文号"),
            (|typed| typed.date = "2026-11-25".to_owned(), "date", "晚于今天"),
            (|typed| typed.date = "2025-11-20".to_owned(), "date", "上一年或者当年"),
            (|typed| typed.date.clear(), "date", "不是日期"),
            (|typed| typed.make_up.push_str("\n1月11日"), "make_up", "本来就是工作日"),
            (|typed| typed.make_up.push_str("\n1月2日"), "make_up", "既放假又上班"),
            (|typed| typed.make_up.push_str("\n1月10日"), "make_up", "写了两次"),
            (|typed| typed.make_up.push_str("\n5月8日（周日）"), "make_up", "2027-05-08是周六，不是周日"),
            (|typed| typed.holidays.push_str("补休，1月3日"), "holidays", "“元旦”和“补休”的日期重叠"),
            (|typed| typed.holidays.push_str("补休，8月3日，8月1日"), "holidays", "颠倒"),
            (|typed| typed.holidays.push_str("补休，2028-01-01"), "holidays", "不在本年度"),
            (|typed| typed.holidays.push_str("补休"), "holidays", "没有日期"),
            (|typed| typed.holidays = typed.holidays.replace("清明节", "踏青节"), "holidays", "清明节"),
            (|typed| typed.holidays.push_str("补休，8月1日，8月2日，8月3日"), "holidays", "多余"),
        ];
        for (change, field, reason) in cases {
            let (named, problem) = judged(change).unwrap_err();
            assert!(named == field && problem.contains(reason), "{field} {reason}: {named} {problem}");
        }
    }

    #[test]
    fn notices_of_neighbouring_years_must_not_say_different_things_of_one_day() {
        let mut own = known().years().find(|year| year.year == 2026).unwrap().clone();
        own.make_up.insert(day("2026-12-26"));
        let calendar = known().with_year(own);
        let mut typed = typed();
        typed.holidays = typed.holidays.replace("元旦，1月1日（周五）至", "元旦，2026-12-26至");
        let year = typed.read().unwrap();
        let fault = check(&calendar, &year, day("2026-11-24")).unwrap_err();
        assert!(fault.problem.contains("2026-12-26与2026年的安排不一致"), "{fault}");
        assert!(check(&known(), &year, day("2026-11-24")).is_ok());
    }

    #[test]
    fn a_year_after_a_gap_waits_for_the_one_before() {
        let typed = TypedYear {
            year: "2028".to_owned(),
            title: "关于2028年的通知".to_owned(),
            date: "2027-11-20".to_owned(),
            holidays: typed()
                .holidays
                .replace("2027", "2028")
                .replace("（周五）", "")
                .replace("（周日）", "")
                .replace("（周三）", ""),
            make_up: String::new(),
            ..typed()
        };
        let fault = check(&known(), &typed.read().unwrap(), day("2027-11-24")).unwrap_err();
        assert!(fault.field == "year" && fault.problem.contains("请先导入2027年"), "{fault}");
    }
}
