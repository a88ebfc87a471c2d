//! Numbers of enforcement certificates (行政执法证号).
//! Their form is not fixed by a rule that was seen, so only signs and length are checked; the register decides the rest.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fold::{half_width, is_invisible};

/// The number of an enforcement certificate. It is shown and printed on every visit, so it is not masked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateNumber(String);

/// Why a text is no certificate number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CertificateNumberError {
    /// Not 6 to 20 places.
    #[error("执法证号应为6至20位，现为{0}位")]
    Length(usize),
    /// A sign that is neither figure, letter nor dash.
    #[error("执法证号只能包含数字、大写字母和连字符，“{0}”不能使用")]
    Sign(char),
}

impl CertificateNumber {
    /// Reads a number; full-width signs and small letters are normalised.
    ///
    /// # Errors
    /// When length or signs are wrong.
    pub fn parse(text: &str) -> Result<Self, CertificateNumberError> {
        let number: String = text
            .chars()
            .map(half_width)
            .filter(|ch| !ch.is_whitespace() && !is_invisible(*ch))
            .map(|ch| ch.to_ascii_uppercase())
            .collect();
        let allowed = |ch: &char| ch.is_ascii_digit() || ch.is_ascii_uppercase() || *ch == '-';
        if let Some(sign) = number.chars().find(|ch| !allowed(ch)) {
            return Err(CertificateNumberError::Sign(sign));
        }
        if !(6..=20).contains(&number.len()) {
            return Err(CertificateNumberError::Length(number.len()));
        }
        Ok(Self(number))
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CertificateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for CertificateNumber {
    type Err = CertificateNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for CertificateNumber {
    type Error = CertificateNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<CertificateNumber> for String {
    fn from(number: CertificateNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_six_to_twenty_signs() {
        assert_eq!(CertificateNumber::parse(" １6100200123 ").unwrap().as_str(), "16100200123");
        assert_eq!(CertificateNumber::parse("yw-0123").unwrap().as_str(), "YW-0123");
        assert_eq!(CertificateNumber::parse("12345"), Err(CertificateNumberError::Length(5)));
        assert_eq!(CertificateNumber::parse("豫K01234"), Err(CertificateNumberError::Sign('豫')));
        assert_eq!(
            CertificateNumberError::Sign('豫').to_string(),
            "执法证号只能包含数字、大写字母和连字符，“豫”不能使用"
        );
    }
}
