//! Telephone numbers of mainland China: mobile, landline with area code, and service numbers (400, 12345).
//! It does not know which operator or town a number belongs to, and takes no foreign number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fold::{Noise, half_width, is_noise};

/// A telephone number, normalised to figures. It prints masked; [`Phone::reveal`] gives the text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    figures: String,
    kind: PhoneKind,
}

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhoneKind {
    /// 手机: eleven figures from 13 to 19.
    Mobile,
    /// 固定电话: area code of three or four figures, seven or eight figures.
    Landline,
    /// 服务热线: 400 and 800 numbers, and short numbers such as 12345 and 12320.
    Service,
}

/// Why a text is no telephone number. It never repeats the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PhoneError {
    /// Nothing was given.
    #[error("请填写联系电话")]
    Empty,
    /// A sign that no number has.
    #[error("联系电话只能包含数字、空格和连字符")]
    Sign,
    /// The right signs, but neither a mobile nor a landline nor a service number.
    #[error("联系电话应为11位手机号、带区号的固定电话（如0374-1234567）或服务热线")]
    Form,
}

impl Phone {
    /// Reads a number as people write it: +86, brackets, spaces, dashes, full-width figures.
    ///
    /// # Errors
    /// When a sign or the form is wrong.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let figures: String =
            text.chars().map(half_width).filter(|ch| !is_noise(*ch, Noise::Number)).collect();
        if figures.is_empty() {
            return Err(PhoneError::Empty);
        }
        if !figures.chars().all(|ch| ch.is_ascii_digit()) {
            return Err(PhoneError::Sign);
        }
        let national = without_country_code(&figures);
        kind_of(&national).map(|kind| Self { figures: national, kind }).ok_or(PhoneError::Form)
    }

    /// The number in clear, as people write it: 13812345678, 0374-1234567.
    pub fn reveal(&self) -> String {
        match self.kind {
            PhoneKind::Mobile | PhoneKind::Service => self.figures.clone(),
            PhoneKind::Landline => {
                let (area, local) = self.figures.split_at(area_length(&self.figures));
                format!("{area}-{local}")
            }
        }
    }

    /// The figures alone, for comparison and the blind index.
    pub fn figures(&self) -> &str {
        &self.figures
    }

    /// What sort of number it is.
    pub fn kind(&self) -> PhoneKind {
        self.kind
    }
}

/// Takes 86 or 0086 off; a landline then gets back the 0 that callers from abroad leave out.
fn without_country_code(figures: &str) -> String {
    let Some(rest) = figures.strip_prefix("0086").or_else(|| figures.strip_prefix("86")) else {
        return figures.to_owned();
    };
    if kind_of(rest).is_some() { rest.to_owned() } else { format!("0{rest}") }
}

pub(super) fn kind_of(figures: &str) -> Option<PhoneKind> {
    let length = figures.len();
    let mut signs = figures.chars();
    match (signs.next()?, signs.next()?) {
        ('1', '3'..='9') if length == 11 => Some(PhoneKind::Mobile),
        ('0', '1'..='9') if (7..=8).contains(&length.checked_sub(area_length(figures))?) => {
            Some(PhoneKind::Landline)
        }
        ('4' | '8', '0') if length == 10 && figures.get(2..3) == Some("0") => Some(PhoneKind::Service),
        ('1', '1' | '2') if (3..=5).contains(&length) => Some(PhoneKind::Service),
        ('9', '5' | '6') if (5..=6).contains(&length) => Some(PhoneKind::Service),
        _ => None,
    }
}

/// 010 and 02x are three figures long, all others four.
pub(super) fn area_length(figures: &str) -> usize {
    if figures.starts_with("01") || figures.starts_with("02") { 3 } else { 4 }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tail = self.figures.len().saturating_sub(2);
        let head = if self.kind == PhoneKind::Mobile { 3 } else { 2 };
        let stars = "*".repeat(tail.saturating_sub(head));
        let part = |range: std::ops::Range<usize>| self.figures.get(range).unwrap_or_default();
        write!(f, "{}{stars}{}", part(0..head), part(tail.max(head)..self.figures.len()))
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({self})")
    }
}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, clear, kind) in [
            ("13812345678", "13812345678", PhoneKind::Mobile),
            ("+86 138-1234-5678", "13812345678", PhoneKind::Mobile),
            ("1３８ １２３４ ５６７８", "13812345678", PhoneKind::Mobile),
            ("0374-2334455", "0374-2334455", PhoneKind::Landline),
            ("（0374）2334455", "0374-2334455", PhoneKind::Landline),
            ("+86 374 2334455", "0374-2334455", PhoneKind::Landline),
            ("01065432100", "010-65432100", PhoneKind::Landline),
            ("400-123-4567", "4001234567", PhoneKind::Service),
            ("12345", "12345", PhoneKind::Service),
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!((phone.reveal().as_str(), phone.kind()), (clear, kind), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(Phone::parse("  "), Err(PhoneError::Empty));
        assert_eq!(Phone::parse("138abc"), Err(PhoneError::Sign));
        for text in ["1381234567", "12812345678", "2334455", "0374233445", "037423344556677", "1"] {
            assert_eq!(Phone::parse(text), Err(PhoneError::Form), "{text}");
        }
    }

    #[test]
    fn neither_debug_nor_display_shows_the_number() {
        assert_eq!(Phone::parse("13812345678").unwrap().to_string(), "138******78");
        assert_eq!(format!("{:?}", Phone::parse("0374-2334455").unwrap()), "Phone(03*******55)");
    }

    proptest::proptest! {
        #[test]
        fn what_is_revealed_reads_back_the_same(figures in "1[3-9][0-9]{9}|0[3-9][0-9]{9}|02[0-9]{9}") {
            if let Ok(phone) = Phone::parse(&figures) {
                proptest::prop_assert_eq!(Phone::parse(&phone.reveal()).unwrap(), phone);
            }
        }
    }
}
