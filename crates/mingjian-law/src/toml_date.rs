//! Dates of pack files: TOML's own dates (`2021-07-15`), or the same in quotes, as `NaiveDate`.
//! It reads no times: law counts in days, and a time in a pack is a mistake.

use std::{collections::BTreeSet, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de};

/// A date as packs write it; only the deserialisers below use it.
struct PackDate(NaiveDate);

impl<'de> Deserialize<'de> for PackDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DateVisitor).map(Self)
    }
}

struct DateVisitor;

impl<'de> de::Visitor<'de> for DateVisitor {
    type Value = NaiveDate;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a date such as 2021-07-15")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<NaiveDate, E> {
        text.parse().map_err(|error| E::custom(format!("`{text}` is no date: {error}")))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<NaiveDate, A::Error> {
        let written = toml::value::Datetime::deserialize(de::value::MapAccessDeserializer::new(map))?;
        match (written.date, written.time) {
            (Some(date), None) => {
                NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
                    .ok_or_else(|| de::Error::custom("there is no such day"))
            }
            (Some(_) | None, Some(_) | None) => Err(de::Error::custom("a date has no time of day")),
        }
    }
}

/// For `#[serde(deserialize_with = …)]` on a date that must be there.
///
/// # Errors
/// When the value is no date.
pub fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    PackDate::deserialize(deserializer).map(|date| date.0)
}

/// For `#[serde(default, deserialize_with = …)]` on a date that may be absent.
///
/// # Errors
/// When the value is no date.
pub fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    required(deserializer).map(Some)
}

/// For `#[serde(deserialize_with = …)]` on a list of days, each named once.
///
/// # Errors
/// When a value is no date, or a day is named twice.
pub fn set<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<NaiveDate>, D::Error> {
    let mut days = BTreeSet::new();
    for PackDate(date) in Vec::<PackDate>::deserialize(deserializer)? {
        if !days.insert(date) {
            return Err(de::Error::custom(format!("{date} is named twice")));
        }
    }
    Ok(days)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    #[derive(serde::Deserialize)]
    struct Rule {
        #[serde(deserialize_with = "super::required")]
        from: NaiveDate,
        #[serde(default, deserialize_with = "super::optional")]
        until: Option<NaiveDate>,
    }

    #[test]
    fn dates_are_read_bare_and_quoted_and_times_are_refused() {
        let day = NaiveDate::from_ymd_opt(2021, 7, 15).unwrap();
        for text in ["from = 2021-07-15", "from = '2021-07-15'"] {
            let rule: Rule = toml::from_str(text).unwrap();
            assert_eq!((rule.from, rule.until), (day, None));
        }
        for text in ["from = 2021-02-30", "from = 2021-07-15T08:00:00Z", "from = 20210715", "from = 'soon'"] {
            assert!(toml::from_str::<Rule>(text).is_err(), "{text}");
        }
    }
}
