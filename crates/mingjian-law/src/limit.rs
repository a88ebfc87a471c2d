//! Time limits as packs write them: how long, in which days, for whom, in which sense, on which article.
//! It counts no days (`due` does) and merges no layers (`layer` does).

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    citation::Basis,
    toml_date,
    toml_error::{PackError, Place, parse},
};

/// A time limit of one layer, in one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its id, such as `decision.penalty`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// How many units.
    pub length: u16,
    /// Working days, days or months; never mixed.
    pub unit: Unit,
    /// Whose duty it is.
    pub binds: Binds,
    /// Whether it is the longest or the shortest time.
    pub sense: Sense,
    /// The event after which the first day is counted.
    pub start: String,
    /// The articles: those that set the length, and the one that says which days are meant.
    pub basis: Basis,
    /// Stretches of time that do not count, where the law says so.
    pub exclusions: Vec<Exclusion>,
    /// How many units before the end a warning is due, the earliest warning first.
    pub warnings: Vec<u16>,
    /// The first day on which the version is in force.
    pub effective_from: Option<NaiveDate>,
    /// The last such day.
    pub effective_to: Option<NaiveDate>,
    /// Whether its text was read.
    pub reading: Reading,
    /// What follows when the time is over.
    pub on_expiry: String,
    /// How it stands to a limit of the same id in a higher layer.
    pub relation: Option<Relation>,
    /// Between which lengths a body may choose, where the law leaves it open.
    pub choice: Option<Choice>,
}

/// The unit in which a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Working days (工作日).
    WorkingDay,
    /// Days of the calendar (自然日).
    Day,
    /// Months, ending on the same day number or the month's last day.
    Month,
}

impl Unit {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::WorkingDay => "个工作日",
            Self::Day => "日",
            Self::Month => "个月",
        }
    }
}

/// Whom a limit binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Binds {
    /// The enforcement organ.
    Organ,
    /// The party, or whoever is affected.
    Party,
}

/// In which sense a limit limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sense {
    /// The act must be done by the last day.
    AtMost,
    /// The state must last at least so long.
    AtLeast,
    /// The act may be done only after the last day.
    NotBefore,
}

/// How a limit stands to the one of the same id in a higher layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It takes the place of the higher one; it may only be harder on the organ.
    Replaces,
    /// Both bind; both are counted, and the harder one on the organ applies.
    AlsoBinds,
}

/// A stretch of time that a limit may leave out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Its id, such as `inspection`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// The article that allows it.
    pub basis: Basis,
}

/// The lengths between which a body may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The shortest.
    pub min: u16,
    /// The longest.
    pub max: u16,
}

/// Whether the text on which a rule rests was read by those who wrote the pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// The article was read and says so.
    Read,
    /// It was not, for this reason; production waits for a confirmation by the body's legal unit.
    Unconfirmed(String),
}

impl Reading {
    /// From the two keys of a pack, `status` and `why`.
    pub(crate) fn from_keys(status: Status, why: Option<String>) -> Result<Self, &'static str> {
        match (status, why) {
            (Status::Read, None) => Ok(Self::Read),
            (Status::Unconfirmed, Some(why)) if !why.trim().is_empty() => Ok(Self::Unconfirmed(why)),
            (Status::Read, Some(_)) => Err("a rule that was read needs no `why`"),
            (Status::Unconfirmed, Some(_) | None) => Err("an unconfirmed rule says `why`"),
        }
    }
}

/// The key `status` of a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    #[default]
    Read,
    Unconfirmed,
}

/// Which of two due dates of one rule is harder on the organ, and therefore applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harder {
    /// The earlier one.
    Earlier,
    /// The later one.
    Later,
}

impl Limit {
    /// Which of two due dates is harder on the organ: it must be quicker with its own acts, and wait longer for others.
    pub fn harder(&self) -> Harder {
        match (self.binds, self.sense) {
            (Binds::Organ, Sense::AtMost) | (Binds::Party, Sense::AtLeast | Sense::NotBefore) => {
                Harder::Earlier
            }
            (Binds::Party, Sense::AtMost) | (Binds::Organ, Sense::AtLeast | Sense::NotBefore) => {
                Harder::Later
            }
        }
    }

    /// Whether this version is in force on a day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.effective_from.is_none_or(|from| from <= day) && self.effective_to.is_none_or(|to| day <= to)
    }

    /// Whether it may take the place of `higher`: the same kind of limit, and in no case softer on the organ.
    ///
    /// # Errors
    /// The reason in Chinese and English.
    pub fn may_replace(&self, higher: &Self) -> Result<(), (&'static str, &'static str)> {
        if self.binds != higher.binds || self.sense != higher.sense {
            return Err((
                "下级规则不得改变期限约束的对象或者性质",
                "a lower layer may change neither whom a limit binds nor its sense",
            ));
        }
        // A calendar period of n days always ends no later than one of n working days; other pairs depend on the dates.
        let comparable = self.unit == higher.unit
            || (self.harder() == Harder::Earlier
                && (self.unit, higher.unit) == (Unit::Day, Unit::WorkingDay));
        if !comparable {
            return Err((
                "计量单位不同，无法比较宽严，请改用 also-binds",
                "the units differ, so that neither is always the harder one: use also-binds",
            ));
        }
        match self.harder() {
            Harder::Earlier if self.length > higher.length => Err(match self.binds {
                Binds::Organ => {
                    ("下级规则不得延长行政机关的期限", "a lower layer must not lengthen what the organ has")
                }
                Binds::Party => (
                    "下级规则不得延长当事人须等候的期限",
                    "a lower layer must not lengthen what the party has to wait",
                ),
            }),
            Harder::Later if self.length < higher.length => Err(match self.binds {
                Binds::Organ => (
                    "下级规则不得缩短行政机关须等候的期限",
                    "a lower layer must not shorten what the organ has to wait",
                ),
                Binds::Party => {
                    ("下级规则不得缩短当事人的期限", "a lower layer must not shorten what the party has")
                }
            }),
            Harder::Earlier | Harder::Later => Ok(()),
        }
    }

    /// The same limit with the length that a body chose.
    ///
    /// # Errors
    /// When the limit leaves no choice or the length lies outside it; the message is Chinese.
    pub fn with_length(&self, length: u16) -> Result<Self, String> {
        match self.choice {
            Some(choice) if (choice.min..=choice.max).contains(&length) => {
                Ok(Self { length, ..self.clone() })
            }
            Some(Choice { min, max }) => Err(format!(
                "“{}”只能在{min}至{max}{}之间选择，不能为{length}{}",
                self.label,
                self.unit.label(),
                self.unit.label()
            )),
            None => Err(format!("“{}”的期限由法律规定，本机关不能自行选择", self.label)),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}：{}{}（{}）", self.label, self.length, self.unit.label(), self.basis)
    }
}

/// The file `time-limits.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitFile {
    limit: Vec<LimitEntry>,
}

/// One entry as written; `binds` and `sense` have no default on purpose: a limit without them does not load.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitEntry {
    id: toml::Spanned<String>,
    label: String,
    length: u16,
    unit: Unit,
    binds: Binds,
    sense: Sense,
    start: String,
    basis: Basis,
    #[serde(default)]
    exclusions: Vec<Exclusion>,
    #[serde(default)]
    warnings: Vec<u16>,
    #[serde(default, deserialize_with = "toml_date::optional")]
    effective_from: Option<NaiveDate>,
    #[serde(default, deserialize_with = "toml_date::optional")]
    effective_to: Option<NaiveDate>,
    #[serde(default)]
    status: Status,
    #[serde(default)]
    why: Option<String>,
    on_expiry: String,
    #[serde(default)]
    relation: Option<Relation>,
    #[serde(default)]
    choice: Option<Choice>,
}

/// Reads the limits of one layer.
///
/// # Errors
/// When the file is not well formed, or a limit is empty, contradicts itself or has two versions for one day.
pub fn parse_limits(text: &str, file: &str) -> Result<Vec<Limit>, PackError> {
    let entries = parse::<LimitFile>(text, file)?.limit;
    let mut limits: Vec<Limit> = Vec::with_capacity(entries.len());
    for entry in entries {
        let place = Place { key: entry.id.get_ref().clone(), ..Place::span(file, text, &entry.id.span()) };
        let limit =
            entry.into_limit().and_then(|limit| checked(limit, &limits)).map_err(|(chinese, english)| {
                PackError { place, chinese: chinese.to_owned(), english: english.to_owned() }
            })?;
        limits.push(limit);
    }
    Ok(limits)
}

impl LimitEntry {
    fn into_limit(self) -> Result<Limit, (&'static str, &'static str)> {
        let reading = Reading::from_keys(self.status, self.why)
            .map_err(|english| ("status 与 why 不相符：未经核对的规则必须写明原因", english))?;
        Ok(Limit {
            id: self.id.into_inner(),
            label: self.label,
            length: self.length,
            unit: self.unit,
            binds: self.binds,
            sense: self.sense,
            start: self.start,
            basis: self.basis,
            exclusions: self.exclusions,
            warnings: self.warnings,
            effective_from: self.effective_from,
            effective_to: self.effective_to,
            reading,
            on_expiry: self.on_expiry,
            relation: self.relation,
            choice: self.choice,
        })
    }
}

fn checked(limit: Limit, before: &[Limit]) -> Result<Limit, (&'static str, &'static str)> {
    if limit.length == 0 {
        return Err(("期限长度不能为零", "the length must not be zero"));
    }
    if limit.warnings.iter().any(|warning| *warning >= limit.length && limit.unit != Unit::Month) {
        return Err(("预警早于期限开始", "a warning lies before the start"));
    }
    if limit.choice.is_some_and(|choice| !(choice.min..=choice.max).contains(&limit.length)) {
        return Err(("默认长度不在可选范围内", "the default length lies outside the choice"));
    }
    if matches!((limit.effective_from, limit.effective_to), (Some(from), Some(to)) if from > to) {
        return Err(("施行日期晚于失效日期", "the version ends before it begins"));
    }
    let twins = before.iter().filter(|other| other.id == limit.id);
    if twins.into_iter().any(|other| overlap(&limit, other)) {
        return Err(("同一期限有两个版本同时有效", "two versions of one limit are in force on one day"));
    }
    Ok(limit)
}

fn overlap(one: &Limit, other: &Limit) -> bool {
    let starts_by = |from: Option<NaiveDate>, to: Option<NaiveDate>| match (from, to) {
        (Some(from), Some(to)) => from <= to,
        (Some(_) | None, Some(_) | None) => true,
    };
    starts_by(one.effective_from, other.effective_to) && starts_by(other.effective_from, one.effective_to)
}

#[cfg(test)]
mod tests {
    use super::{Limit, parse_limits};

    fn limits(changes: &[(&str, &str)]) -> Result<Vec<Limit>, String> {
        let mut text =
            "[[limit]]\nid = 'hearing.request'\nlabel = '申请听证'\nlength = 5\nunit = 'working-day'\n\
            binds = 'party'\nsense = 'at-most'\nstart = '告知'\non_expiry = '视为放弃'\n\
            basis = { law = '行政处罚法', article = 64, item = 1 }\n"
                .to_owned();
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        parse_limits(&text, "national/time-limits.toml").map_err(|error| error.to_string())
    }

    fn one(changes: &[(&str, &str)]) -> Limit {
        limits(changes).unwrap().remove(0)
    }

    #[test]
    fn a_limit_without_binds_or_sense_does_not_load() {
        for (key, named) in [("binds = 'party'\n", "binds"), ("sense = 'at-most'\n", "sense")] {
            let error = limits(&[(key, "")]).unwrap_err();
            assert!(error.contains(&format!("缺少“{named}”")), "{error}");
        }
    }

    #[test]
    fn a_limit_that_contradicts_itself_does_not_load_and_the_place_is_named() {
        for (from, to, reason) in [
            ("length = 5", "length = 0", "不能为零"),
            ("length = 5", "length = 5\nstatus = 'unconfirmed'", "必须写明原因"),
            ("length = 5", "length = 5\nwarnings = [5]", "预警早于期限开始"),
            ("length = 5", "length = 5\nchoice = { min = 6, max = 9 }", "不在可选范围内"),
            ("length = 5", "length = 5\neffective_from = 2022-01-01\neffective_to = 2021-01-01", "施行日期"),
        ] {
            let error = limits(&[(from, to)]).unwrap_err();
            assert!(error.starts_with("national/time-limits.toml:2:6 [hearing.request]"), "{error}");
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn a_lower_layer_shortens_what_the_organ_has_and_lengthens_what_the_party_has() {
        let party = one(&[]);
        let longer = one(&[("length = 5", "length = 7")]);
        assert_eq!(longer.may_replace(&party), Ok(()));
        assert!(party.may_replace(&longer).unwrap_err().0.contains("不得缩短当事人的期限"));
        let organ = one(&[("binds = 'party'", "binds = 'organ'")]);
        let longer_organ = one(&[("binds = 'party'", "binds = 'organ'"), ("length = 5", "length = 7")]);
        assert_eq!(organ.may_replace(&longer_organ), Ok(()));
        assert!(longer_organ.may_replace(&organ).unwrap_err().0.contains("不得延长行政机关的期限"));
        let wait = [("binds = 'party'", "binds = 'organ'"), ("'at-most'", "'not-before'")];
        let shorter_wait = one(&wait);
        let longer_wait = one(&[wait[0], wait[1], ("length = 5", "length = 7")]);
        assert_eq!(longer_wait.may_replace(&shorter_wait), Ok(()));
        assert!(shorter_wait.may_replace(&longer_wait).unwrap_err().0.contains("须等候"));
    }

    #[test]
    fn units_that_cannot_be_compared_must_bind_together() {
        let organ = one(&[("binds = 'party'", "binds = 'organ'")]);
        let days = one(&[("binds = 'party'", "binds = 'organ'"), ("'working-day'", "'day'")]);
        assert_eq!(days.may_replace(&organ), Ok(()));
        assert!(organ.may_replace(&days).unwrap_err().0.contains("also-binds"));
        assert!(one(&[]).may_replace(&organ).unwrap_err().0.contains("不得改变"));
    }

    #[test]
    fn a_body_chooses_a_length_only_where_the_rule_leaves_a_choice() {
        let open = one(&[("length = 5", "length = 5\nchoice = { min = 3, max = 5 }")]);
        assert_eq!(open.with_length(3).map(|limit| limit.length), Ok(3));
        assert!(open.with_length(2).unwrap_err().contains("只能在3至5个工作日之间"));
        assert!(one(&[]).with_length(3).unwrap_err().contains("由法律规定"));
    }
}
