//! Unified social credit codes (统一社会信用代码, GB 32100): 18 places with a check character modulo 31.
//! It does not check the inner organisation code, which registers of older entries do not always satisfy.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fold::identifier;

const LENGTH: usize = 18;
/// The 31 signs of the standard: no I, O, S, V, Z.
const SIGNS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Powers of 3 modulo 31, the weights of the first 17 places.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A valid credit code. It is public by nature and prints in clear.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// Why a text is no credit code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CreditCodeError {
    /// Not 18 places.
    #[error("统一社会信用代码应为18位，现为{0}位")]
    Length(usize),
    /// A sign that the standard does not use, with its place counted from 1.
    #[error("统一社会信用代码第{0}位“{1}”不是允许的字符（不使用I、O、S、V、Z）")]
    Sign(usize, char),
    /// The code of the place (3 to 8) is not made of figures.
    #[error("统一社会信用代码第3至8位应为行政区划数字代码")]
    Area,
    /// The last place does not fit the others.
    #[error("统一社会信用代码校验码不符，请逐位核对")]
    Check,
}

impl CreditCode {
    /// Reads a code as people write it: full-width, small letters, with spaces or dashes.
    ///
    /// # Errors
    /// When length, signs, area or check character are wrong.
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        let code = identifier(text);
        let length = code.chars().count();
        if length != LENGTH {
            return Err(CreditCodeError::Length(length));
        }
        if let Some((at, sign)) = code.chars().enumerate().find(|(_, ch)| value(*ch).is_none()) {
            return Err(CreditCodeError::Sign(at + 1, sign));
        }
        if !code.get(2..8).is_some_and(|area| area.chars().all(|ch| ch.is_ascii_digit())) {
            return Err(CreditCodeError::Area);
        }
        if code.chars().last() != check_sign(&code) {
            return Err(CreditCodeError::Check);
        }
        Ok(Self(code))
    }

    /// The 18 signs.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The six figures of the place of registration.
    pub fn area(&self) -> &str {
        self.0.get(2..8).unwrap_or_default()
    }
}

fn value(sign: char) -> Option<usize> {
    SIGNS.find(sign)
}

/// The check character of the first 17 signs. A remainder of zero gives 0, not 31.
fn check_sign(code: &str) -> Option<char> {
    let sum = code
        .chars()
        .zip(WEIGHTS)
        .try_fold(0, |sum, (sign, weight)| value(sign).map(|value| sum + value * weight))?;
    SIGNS.chars().nth((31 - sum % 31) % 31)
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for CreditCode {
    type Err = CreditCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for CreditCode {
    type Error = CreditCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_vectors_pass() {
        for text in ["91350100M000100Y43", "12100000400000624D", "91110000600037341L"] {
            assert_eq!(CreditCode::parse(text).unwrap().as_str(), text);
        }
        assert_eq!(CreditCode::parse("９１３５０１００ m000100y 43").unwrap().area(), "350100");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let check = |text: &str, expected: CreditCodeError| {
            assert_eq!(CreditCode::parse(text), Err(expected));
        };
        check("9135", CreditCodeError::Length(4));
        check("91350100I000100Y43", CreditCodeError::Sign(9, 'I'));
        check("9135010AM000100Y43", CreditCodeError::Area);
        check("91350100M000100Y44", CreditCodeError::Check);
        assert_eq!(
            CreditCodeError::Sign(9, 'I').to_string(),
            "统一社会信用代码第9位“I”不是允许的字符（不使用I、O、S、V、Z）"
        );
    }

    proptest::proptest! {
        #[test]
        fn every_code_has_exactly_one_check_sign(body in "[159Y][0-9][0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}") {
            let valid: Vec<String> = SIGNS
                .chars()
                .map(|sign| format!("{body}{sign}"))
                .filter(|code| CreditCode::parse(code).is_ok())
                .collect();
            proptest::prop_assert_eq!(valid.len(), 1);
        }
    }
}
