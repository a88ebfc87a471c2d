//! Reads what was typed back into the JSON that an act states, and writes such JSON into fields.
//! It finds everything that cannot be read at once; whether what was read is allowed is for the domain.

use super::hint::Picker;
use super::shape::{Member, Shape};
use crate::extract::Fields;
use chrono::{NaiveDateTime, NaiveTime, Timelike};
use mingjian_domain::act::InputFault;
use mingjian_domain::id::EvidenceId;
use mingjian_domain::value::date_text::parse_date;
use mingjian_domain::value::money::Fen;
use serde_json::{Map, Value, json};

/// The longest list that a form draws or reads; longer ones are for the API.
const LONGEST_LIST: usize = 200;

/// What was typed, and what of it cannot be read.
pub(crate) fn read(members: &[Member], fields: &Fields) -> (Value, Vec<InputFault>) {
    let mut reading = Reading { fields, faults: Vec::new() };
    let value = reading.group(members, "");
    (value, reading.faults)
}

/// Writes what is known into the fields of a form; what is not in the JSON stays as it is.
pub(crate) fn fill(members: &[Member], known: &Value, base: &str, fields: &mut Fields) {
    for member in members {
        if let Some(value) = known.get(&member.name) {
            fill_one(&member.shape, value, &path(base, &member.name), fields);
        }
    }
}

/// The path of a member below another.
pub(crate) fn path(base: &str, name: &str) -> String {
    if base.is_empty() { name.to_owned() } else { format!("{base}.{name}") }
}

/// The path of an entry of a list.
pub(crate) fn entry(list: &str, place: usize) -> String {
    format!("{list}[{place}]")
}

/// The field that says how many entries of a list were drawn.
pub(crate) fn count_name(list: &str) -> String {
    format!("{list}[]")
}

/// How many entries of a list were drawn, where it was.
pub(crate) fn count(list: &str, fields: &Fields) -> Option<usize> {
    fields.get(&count_name(list))?.parse().ok().map(|count: usize| count.min(LONGEST_LIST))
}

struct Reading<'a> {
    fields: &'a Fields,
    faults: Vec<InputFault>,
}

impl Reading<'_> {
    fn group(&mut self, members: &[Member], base: &str) -> Value {
        let mut map = Map::new();
        for member in members {
            let path = path(base, &member.name);
            let value = self.member(member, &path);
            map.insert(member.name.clone(), value);
        }
        Value::Object(map)
    }

    fn member(&mut self, member: &Member, path: &str) -> Value {
        match &member.shape {
            Shape::Group(members) => self.group(members, path),
            Shape::Many(inner) => self.many(member, inner, path),
            Shape::YesNo => json!(self.fields.text(path) == "true"),
            Shape::Line
            | Shape::Prose
            | Shape::Whole
            | Shape::Money
            | Shape::Day
            | Shape::Time
            | Shape::OneOf(_)
            | Shape::Pick(_) => self.scalar(member, path),
        }
    }

    fn scalar(&mut self, member: &Member, path: &str) -> Value {
        let typed = typed(self.fields.text(path));
        if typed.is_empty() {
            return self.nothing(member, path);
        }
        match parse(&member.shape, &typed) {
            Ok(value) => value,
            Err(problem) => {
                self.faults.push(InputFault::new(path, &problem));
                Value::Null
            }
        }
    }

    fn nothing(&mut self, member: &Member, path: &str) -> Value {
        if member.nullable {
            return Value::Null;
        }
        let is_text = matches!(member.shape, Shape::Line | Shape::Prose);
        if !member.optional {
            let problem = match member.shape {
                Shape::OneOf(_) | Shape::Pick(_) => "请选择",
                Shape::Money => "请填写金额，没有的填0",
                _ => "没有填写，请补充",
            };
            self.faults.push(InputFault::new(path, problem));
        }
        if is_text { json!("") } else { Value::Null }
    }

    fn many(&mut self, member: &Member, inner: &Shape, path: &str) -> Value {
        match inner {
            Shape::Group(members) => self.entries(member, members, path),
            Shape::Line => json!(self.lines(path)),
            _ => self.picked(inner, path),
        }
    }

    fn picked(&mut self, inner: &Shape, path: &str) -> Value {
        let picked = self.fields.all(path).filter(|value| !value.is_empty());
        match picked.map(|value| parse(inner, value)).collect() {
            Ok(values) => Value::Array(values),
            Err(problem) => {
                self.faults.push(InputFault::new(path, &problem));
                Value::Null
            }
        }
    }

    fn lines(&self, path: &str) -> Vec<String> {
        self.fields
            .text(path)
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }

    fn entries(&mut self, member: &Member, members: &[Member], path: &str) -> Value {
        let drawn = count(path, self.fields).unwrap_or_default();
        let mut used = drawn;
        // Entries at the end that nobody filled in were only offered.
        while used > 0 && member.hint.fixed_by.is_none() && self.is_blank(&entry(path, used - 1)) {
            used -= 1;
        }
        if used == 0 && member.nullable {
            return Value::Null;
        }
        Value::Array((0..used).map(|place| self.group(members, &entry(path, place))).collect())
    }

    fn is_blank(&self, entry: &str) -> bool {
        let below = |name: &str| name.strip_prefix(entry).is_some_and(|rest| rest.starts_with('.'));
        let is_count = |name: &str| name.ends_with("[]");
        !self.fields.0.iter().any(|(name, value)| below(name) && !is_count(name) && !value.trim().is_empty())
    }
}

/// Browsers end the lines of a text with two characters; the record has one.
fn typed(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn parse(shape: &Shape, text: &str) -> Result<Value, String> {
    match shape {
        Shape::Whole => {
            let whole: Result<u32, _> = text.parse();
            whole.map(|number| json!(number)).map_err(|_not_whole| "请填写不小于零的整数".to_owned())
        }
        Shape::Money => Fen::parse(text).map(|fen| json!(fen.fen())).map_err(|error| error.to_string()),
        Shape::Day => parse_date(text).map(|day| json!(day)).map_err(|error| error.to_string()),
        Shape::Time => parse_time(text).map(|time| json!(time)),
        Shape::OneOf(choices) if choices.iter().all(|(value, _)| value != text) => {
            Err("请从列出的各项中选择".to_owned())
        }
        // What is picked by its identifier was never typed.
        Shape::Pick(picker)
            if !matches!(picker, Picker::Cause | Picker::Duty | Picker::Item)
                && text.parse::<EvidenceId>().is_err() =>
        {
            Err("请从列出的各项中选择".to_owned())
        }
        Shape::Line
        | Shape::Prose
        | Shape::OneOf(_)
        | Shape::Pick(_)
        | Shape::YesNo
        | Shape::Many(_)
        | Shape::Group(_) => Ok(json!(text)),
    }
}

/// Reads `2026-03-02T09:05`, as browsers send it, and `2026年3月2日9时05分` or `2026-3-2 9:05`, as people type it.
pub(crate) fn parse_time(text: &str) -> Result<NaiveDateTime, String> {
    let wrong = || "时间应写作2026-03-02 09:05或2026年3月2日9时05分".to_owned();
    let cut = text.find(['T', ' ', '日']).ok_or_else(wrong)?;
    let (day, time) = text.split_at(cut);
    let day = parse_date(day).map_err(|error| error.to_string())?;
    let time = time.trim_start_matches(['T', ' ', '日']).trim_end_matches('分').replace(['时', '：'], ":");
    let mut parts = time.split(':').map(|part| part.trim().parse::<u32>().ok());
    let (hour, minute) = (parts.next().flatten(), parts.next().flatten());
    let second = parts.next().map_or(Some(0), |second| second);
    let time = match (hour, minute, second) {
        (Some(hour), Some(minute), Some(second)) => NaiveTime::from_hms_opt(hour, minute, second),
        _ => None,
    };
    time.map(|time| day.and_time(time)).ok_or_else(wrong)
}

fn fill_one(shape: &Shape, value: &Value, path: &str, fields: &mut Fields) {
    match (shape, value) {
        (_, Value::Null) => {}
        (Shape::Group(members), _) => fill(members, value, path, fields),
        (Shape::Many(inner), Value::Array(items)) => fill_many(inner, items, path, fields),
        (Shape::Money, Value::Number(fen)) => {
            let amount = Fen::new(fen.as_i64().unwrap_or_default()).yuan_text();
            fields.set(path, amount.trim_end_matches('元'));
        }
        (Shape::Time, Value::String(time)) => fields.set(path, &time_value(time)),
        (Shape::YesNo, Value::Bool(false)) => fields.remove(path),
        (_, Value::String(text)) => fields.set(path, text),
        (_, other) => fields.set(path, &other.to_string()),
    }
}

fn fill_many(inner: &Shape, items: &[Value], path: &str, fields: &mut Fields) {
    match inner {
        Shape::Group(members) => {
            fields.set(&count_name(path), &items.len().to_string());
            for (place, item) in items.iter().enumerate() {
                fill(members, item, &entry(path, place), fields);
            }
        }
        Shape::Line => {
            let lines: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            fields.set(path, &lines.join("\n"));
        }
        _ => {
            fields.remove(path);
            fields.0.extend(
                items.iter().filter_map(Value::as_str).map(|item| (path.to_owned(), item.to_owned())),
            );
        }
    }
}

/// The value of a field for day and time: without seconds where there are none, as people give it.
fn time_value(text: &str) -> String {
    match text.parse::<NaiveDateTime>() {
        Ok(time) if time.second() == 0 => time.format("%Y-%m-%dT%H:%M").to_string(),
        Ok(time) => time.format("%Y-%m-%dT%H:%M:%S").to_string(),
        Err(_not_a_time) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::form::shape;
    use mingjian_domain::act;
    use mingjian_law::deed::Deed;

    fn form(deed: Deed) -> Vec<Member> {
        shape::members(&act::schema_of(deed)).unwrap()
    }

    fn round_trip(deed: Deed, stated: &Value) {
        let members = form(deed);
        let mut fields = Fields::default();
        fill(&members, stated, "", &mut fields);
        let (read_back, faults) = read(&members, &fields);
        assert_eq!(faults, [], "{deed:?}");
        assert_eq!(&read_back, stated, "{deed:?}");
        act::Act::read(deed, read_back).unwrap();
    }

    /// An answer of every sort, as full as the schema allows.
    fn full(shape: &Shape) -> Value {
        match shape {
            Shape::Line => json!("一行文字 <b>&\"'"),
            Shape::Prose => json!("第一行\n第二行，末尾"),
            Shape::Whole => json!(7),
            Shape::Money => json!(503_040),
            Shape::Day => json!("2026-03-02"),
            Shape::Time => json!("2026-03-02T09:05:00"),
            Shape::YesNo => json!(true),
            Shape::OneOf(choices) => json!(choices[0].0),
            Shape::Pick(_) => json!("01950000-0000-7000-8000-000000000001"),
            Shape::Many(inner) => json!([full(inner)]),
            Shape::Group(members) => members
                .iter()
                .map(|member| (member.name.clone(), full(&member.shape)))
                .collect::<Map<_, _>>()
                .into(),
        }
    }

    /// The least that the schema asks for.
    fn least(member: &Member) -> Value {
        match &member.shape {
            _ if member.nullable => Value::Null,
            Shape::Many(_) => json!([]),
            Shape::Group(members) => members
                .iter()
                .map(|member| (member.name.clone(), least(member)))
                .collect::<Map<_, _>>()
                .into(),
            Shape::YesNo => json!(false),
            Shape::Line | Shape::Prose if member.optional => json!(""),
            shape => full(shape),
        }
    }

    #[test]
    fn what_was_written_into_the_fields_of_any_act_is_read_back() {
        for deed in Deed::ALL {
            round_trip(*deed, &full(&Shape::Group(form(*deed))));
            let members = form(*deed);
            let least =
                members.iter().map(|member| (member.name.clone(), least(member))).collect::<Map<_, _>>();
            round_trip(*deed, &least.into());
        }
    }

    #[test]
    fn everything_that_is_missing_or_wrong_is_said_at_once() {
        let mut fields = Fields::default();
        fields.set("due_on", "2026年2月30日");
        let (_, faults) = read(&form(Deed::ExtendCorrection), &fields);
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        for fault in ["reason：没有填写，请补充", "due_on：日期不存在：2026年2月30日"] {
            assert!(said.iter().any(|one| one == fault), "{said:?}");
        }
    }

    #[test]
    fn entries_that_nobody_filled_in_are_left_out_at_the_end_only() {
        let mut fields = Fields::default();
        for (name, value) in [
            ("exchanges[]", "3"),
            ("exchanges[1].question", "姓名？"),
            ("exchanges[1].answer", "张三。\r\n李四。"),
            ("exchanges[2].question", " "),
        ] {
            fields.set(name, value);
        }
        let (value, faults) = read(&form(Deed::RecordInquiry), &fields);
        assert_eq!(value["exchanges"][1], json!({"question": "姓名？", "answer": "张三。\n李四。"}));
        assert_eq!(value["exchanges"].as_array().unwrap().len(), 2);
        assert!(faults.iter().any(|fault| fault.field == "exchanges[0].question"), "{faults:?}");
    }

    #[test]
    fn times_are_read_as_browsers_send_and_as_people_type_them() {
        let expected = parse_time("2026-03-02T09:05").unwrap();
        for text in ["2026-03-02T09:05:00", "2026-3-2 9:05", "2026年3月2日9时05分", "2026/03/02 9：05"]
        {
            assert_eq!(parse_time(text).as_ref(), Ok(&expected), "{text}");
        }
        for text in ["", "2026-03-02", "2026-03-02 25:00", "昨天", "2026-03-02 9:xx"] {
            assert!(parse_time(text).is_err(), "{text}");
        }
    }
}
