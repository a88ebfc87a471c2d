//! Citizen identity numbers (公民身份号码, GB 11643): check digit, date of birth, form of the area code.
//! It does not look the area up in a list of places, because codes of places that are gone stay valid for life.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fold::identifier;

const LENGTH: usize = 18;
/// Before 1999.
const OLD_LENGTH: usize = 15;
/// Weights of the first 17 places (GB 11643).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters by remainder modulo 11.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
/// The number was introduced in 1999; nobody who ever held one was born before this year.
const EARLIEST_BIRTH_YEAR: i32 = 1850;
/// Majority (民法典 第十七条).
const AGE_OF_MAJORITY: u32 = 18;

/// A valid identity number. It prints masked; [`ResidentId::reveal`] gives the text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ResidentId(String);

/// Why a text is no identity number. It never repeats the number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ResidentIdError {
    /// Not 18 places.
    #[error("身份证号应为18位，现为{0}位")]
    Length(usize),
    /// A sign that cannot stand at this place, counted from 1.
    #[error("身份证号第{0}位应为数字{hint}", hint = if *.0 == LENGTH { "或X" } else { "" })]
    NotADigit(usize),
    /// The first two places name no province.
    #[error("身份证号前两位不是有效的省级区划代码")]
    Area,
    /// The places 7 to 14 are no day.
    #[error("身份证号第7至14位不是有效的出生日期")]
    BirthDate,
    /// The last place does not fit the others.
    #[error("身份证号校验码不符，请逐位核对")]
    Check,
    /// A number of 15 places whose century is not known: 996 to 999 were kept for people born before 1900.
    #[error("15位身份证号的顺序码为996至999，不能确定出生的世纪，请填写18位号码")]
    Century,
}

impl ResidentId {
    /// Reads a number as people write it: full-width, with spaces or dashes, with a small x.
    ///
    /// # Errors
    /// When length, signs, area, date of birth or check digit are wrong.
    pub fn parse(text: &str) -> Result<Self, ResidentIdError> {
        let number = identifier(text);
        let length = number.chars().count();
        if length != LENGTH {
            return Err(ResidentIdError::Length(length));
        }
        if let Some(at) = number.chars().enumerate().position(|(at, ch)| !may_stand_at(at, ch)) {
            return Err(ResidentIdError::NotADigit(at + 1));
        }
        if !is_area(number.get(..2).unwrap_or_default()) {
            return Err(ResidentIdError::Area);
        }
        if birth_date(&number).is_none() {
            return Err(ResidentIdError::BirthDate);
        }
        if number.chars().last() != check_digit(&number) {
            return Err(ResidentIdError::Check);
        }
        Ok(Self(number))
    }

    /// Reads a number of 18 places, or one of the 15 places that were in use before 1999, which becomes its 18 places:
    /// the century is put in before the year of birth and the check digit at the end. Answers whether it was an old one.
    ///
    /// # Errors
    /// As [`ResidentId::parse`], and when the century of an old number is not known.
    pub fn parse_any(text: &str) -> Result<(Self, bool), ResidentIdError> {
        let number = identifier(text);
        let is_old = number.len() == OLD_LENGTH && number.chars().all(|ch| ch.is_ascii_digit());
        if !is_old {
            return Self::parse(&number).map(|id| (id, false));
        }
        let (area, rest) = number.split_at(6);
        if number.get(12..15).is_some_and(|sequence| ("996"..="999").contains(&sequence)) {
            return Err(ResidentIdError::Century);
        }
        let body = format!("{area}19{rest}");
        let check = check_digit(&body).ok_or(ResidentIdError::BirthDate)?;
        Self::parse(&format!("{body}{check}")).map(|id| (id, true))
    }

    /// The number in clear. Call it only where the text is sealed, served to the person, or compared.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The six figures of the place where the number was first given.
    pub fn area(&self) -> &str {
        self.0.get(..6).unwrap_or_default()
    }

    /// The date of birth.
    pub fn birth_date(&self) -> NaiveDate {
        match birth_date(&self.0) {
            Some(date) => date,
            None => unreachable!("parse has checked the date"),
        }
    }

    /// Full years of age on a day; zero before birth.
    pub fn age_on(&self, day: NaiveDate) -> u32 {
        day.years_since(self.birth_date()).unwrap_or(0)
    }

    /// Whether the holder is a minor on a day: nothing of a minor is published (未成年人保护法 第一百零三条).
    pub fn is_minor_on(&self, day: NaiveDate) -> bool {
        self.age_on(day) < AGE_OF_MAJORITY
    }

    /// The form of 15 places that was in use before 1999 and still stands in old papers; none for births after 1999.
    pub fn old_form(&self) -> Option<String> {
        let century = self.0.get(6..8)?;
        (century == "19").then(|| [self.0.get(..6), self.0.get(8..17)].into_iter().flatten().collect())
    }
}

/// Figures everywhere, X only at the end.
fn may_stand_at(at: usize, ch: char) -> bool {
    ch.is_ascii_digit() || (at + 1 == LENGTH && ch == 'X')
}

/// Province codes of GB/T 2260, the residence permits of Hong Kong, Macao and Taiwan (81 to 83), and the permanent
/// residence card of foreigners, which starts with 9.
fn is_area(province: &str) -> bool {
    matches!(
        province.parse::<u8>(),
        Ok(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 90..=99)
    )
}

pub(super) fn birth_date(number: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(number.get(6..14)?, "%Y%m%d").ok()?;
    (date.year() >= EARLIEST_BIRTH_YEAR).then_some(date)
}

/// The check character of the first 17 figures; none when they are not figures.
pub(super) fn check_digit(number: &str) -> Option<char> {
    let sum = number
        .chars()
        .zip(WEIGHTS)
        .try_fold(0, |sum, (ch, weight)| ch.to_digit(10).map(|figure| sum + figure * weight))?;
    usize::try_from(sum % 11).ok().and_then(|remainder| CHECKS.get(remainder)).copied()
}

impl fmt::Display for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = (self.0.get(..2).unwrap_or_default(), self.0.get(17..).unwrap_or_default());
        write!(f, "{head}***************{tail}")
    }
}

impl fmt::Debug for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResidentId({self})")
    }
}

impl FromStr for ResidentId {
    type Err = ResidentIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for ResidentId {
    type Error = ResidentIdError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<ResidentId> for String {
    fn from(id: ResidentId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_vector_of_the_standard_is_read_in_every_spelling() {
        for text in [
            "11010519491231002X",
            "11010519491231002x",
            "１１０１０５１９４９１２３１００２Ｘ",
            " 110105 19491231 002X ",
        ] {
            let id = ResidentId::parse(text).unwrap();
            assert_eq!(id.reveal(), "11010519491231002X");
            assert_eq!((id.area(), id.birth_date()), ("110105", day("1949-12-31")));
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_repeating_the_number() {
        let check = |text: &str, expected: ResidentIdError, message: &str| {
            assert_eq!(ResidentId::parse(text), Err(expected.clone()));
            assert_eq!(expected.to_string(), message);
        };
        check("1101051949123100", ResidentIdError::Length(16), "身份证号应为18位，现为16位");
        check("1101O519491231002X", ResidentIdError::NotADigit(5), "身份证号第5位应为数字");
        check("11010519491231002A", ResidentIdError::NotADigit(18), "身份证号第18位应为数字或X");
        check("00010519491231002X", ResidentIdError::Area, "身份证号前两位不是有效的省级区划代码");
        check("11010519490231002X", ResidentIdError::BirthDate, "身份证号第7至14位不是有效的出生日期");
        check("110105194912310021", ResidentIdError::Check, "身份证号校验码不符，请逐位核对");
    }

    #[test]
    fn an_old_number_becomes_its_new_one() {
        let (id, old) = ResidentId::parse_any("１１０１０５ 491231 002").unwrap();
        assert_eq!((id.reveal(), old), ("11010519491231002X", true));
        assert!(!ResidentId::parse_any("11010519491231002X").unwrap().1);
        assert_eq!(ResidentId::parse_any("110105491331002"), Err(ResidentIdError::BirthDate));
        assert_eq!(ResidentId::parse_any("110105491231997"), Err(ResidentIdError::Century));
        assert_eq!(ResidentId::parse_any("11010549123100X"), Err(ResidentIdError::Length(15)));
    }

    #[test]
    fn neither_debug_nor_display_shows_the_number() {
        let id = ResidentId::parse("11010519491231002X").unwrap();
        assert_eq!(id.to_string(), "11***************X");
        assert_eq!(format!("{id:?}"), "ResidentId(11***************X)");
    }

    #[test]
    fn majority_begins_on_the_eighteenth_birthday() {
        let id = ResidentId::parse("11010519491231002X").unwrap();
        assert!(id.is_minor_on(day("1967-12-30")));
        assert!(!id.is_minor_on(day("1967-12-31")));
        assert_eq!(id.old_form().as_deref(), Some("110105491231002"));
    }

    #[test]
    fn a_stored_number_is_checked_again_when_read() {
        let id: ResidentId = serde_json::from_str("\"11010519491231002X\"").unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"11010519491231002X\"");
        let message = serde_json::from_str::<ResidentId>("\"110105194912310020\"").unwrap_err().to_string();
        assert!(message.contains("校验码不符"), "{message}");
    }

    proptest::proptest! {
        #[test]
        fn any_single_wrong_figure_is_noticed(at in 0_usize..17, by in 1_u32..10) {
            let mut figures: Vec<char> = "11010519491231002X".chars().collect();
            let wrong = (figures[at].to_digit(10).unwrap() + by) % 10;
            figures[at] = char::from_digit(wrong, 10).unwrap();
            let text: String = figures.into_iter().collect();
            proptest::prop_assert!(ResidentId::parse(&text).is_err());
        }
    }
}
