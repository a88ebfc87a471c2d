//! Money in whole fen: reading what people type, printing figures, and Chinese capitals (大写).
//! It knows no currency but the renminbi and never uses a fraction of a fen.

use std::fmt;
use std::iter::Sum;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fold::{half_width, is_invisible};

const FEN_A_YUAN: i64 = 100;
const CAPITALS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
/// Largest to smallest unit inside a group of four figures.
const PLACES: [(u64, &str); 4] = [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")];
const WAN: u64 = 10_000;
const YI: u64 = 100_000_000;

/// An amount in fen, never negative where it was read from a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(i64);

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Nothing was given.
    #[error("请填写金额")]
    Empty,
    /// Below zero.
    #[error("金额不能为负数")]
    Negative,
    /// Something that is neither figure nor point nor separator of thousands.
    #[error("金额只能包含数字和小数点，如5030.40")]
    Sign,
    /// More than two places after the point.
    #[error("金额最多保留两位小数（精确到分）")]
    Fraction,
    /// More than the type can hold.
    #[error("金额过大")]
    TooLarge,
}

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of so many fen.
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }

    /// An amount of whole yuan, as laws state them; it stops at the largest amount there is.
    pub const fn from_yuan(yuan: i64) -> Self {
        Self(yuan.saturating_mul(FEN_A_YUAN))
    }

    /// The number of fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// Reads an amount in yuan: `5030.40`, `5,030.4`, `５０３０．４０`, `5030元`.
    ///
    /// # Errors
    /// When it is empty, negative, finer than a fen, too large, or no number.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let plain: String = text
            .chars()
            .map(half_width)
            .filter(|ch| !ch.is_whitespace() && !is_invisible(*ch) && *ch != '¥')
            .collect();
        let plain = plain.strip_suffix('元').unwrap_or(&plain);
        if plain.is_empty() {
            return Err(MoneyError::Empty);
        }
        if plain.starts_with(['-', '−', '－']) {
            return Err(MoneyError::Negative);
        }
        let (yuan, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let yuan = without_separators(yuan)?;
        let fen = fen_of(fraction)?;
        let yuan: i64 = yuan.parse().map_err(|_too_long: std::num::ParseIntError| MoneyError::TooLarge)?;
        yuan.checked_mul(FEN_A_YUAN)
            .and_then(|whole| whole.checked_add(fen))
            .map(Self)
            .ok_or(MoneyError::TooLarge)
    }

    /// The sum, or nothing when it is more than the type can hold.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(fen) => Some(Self(fen)),
            None => None,
        }
    }

    /// What is left after taking away, never below zero.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        let left = self.0.saturating_sub(other.0);
        Self(if left < 0 { 0 } else { left })
    }

    /// Figures with separators of thousands, for reading: `5,030.40`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (yuan, fen) = plain.split_once('.').unwrap_or((plain, "00"));
        let mut grouped = String::from(sign);
        for (at, figure) in yuan.chars().enumerate() {
            if at > 0 && (yuan.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(figure);
        }
        format!("{grouped}.{fen}")
    }

    /// Figures for documents, without the fen where there are none: `5000元`, `5030.40元`.
    pub fn yuan_text(self) -> String {
        let plain = self.to_string();
        format!("{}元", plain.strip_suffix(".00").unwrap_or(&plain))
    }

    /// Chinese capitals, as amounts stand in documents beside the figures: 伍仟零叁拾元肆角.
    ///
    /// An amount of whole yuan ends in 整; one that ends in jiao does not, which the rules for cheques leave open.
    pub fn capitals(self) -> String {
        let fen = self.0.unsigned_abs();
        let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut words = String::from(if self.0 < 0 { "负" } else { "" });
        if yuan > 0 {
            words.push_str(&integer_capitals(yuan));
            words.push('元');
        }
        match (jiao, fen) {
            (0, 0) if yuan == 0 => words.push_str("零元整"),
            (0, 0) => words.push('整'),
            (0, fen) => {
                words.push_str(if yuan > 0 { "零" } else { "" });
                words.push_str(capital(fen));
                words.push('分');
            }
            (jiao, fen) => {
                words.push_str(capital(jiao));
                words.push('角');
                if fen > 0 {
                    words.push_str(capital(fen));
                    words.push('分');
                }
            }
        }
        words
    }
}

/// The figures of the whole yuan, with separators only where they belong.
fn without_separators(yuan: &str) -> Result<String, MoneyError> {
    let groups: Vec<&str> = yuan.split(',').collect();
    let grouped_well = groups.len() == 1
        || (groups.first().is_some_and(|first| (1..=3).contains(&first.len()))
            && groups.iter().skip(1).all(|group| group.len() == 3));
    let figures = groups.concat();
    if figures.is_empty() || !grouped_well || !figures.chars().all(|ch| ch.is_ascii_digit()) {
        return Err(MoneyError::Sign);
    }
    Ok(figures)
}

/// The fen of what stands after the point: `4` is forty.
fn fen_of(fraction: &str) -> Result<i64, MoneyError> {
    if !fraction.chars().all(|ch| ch.is_ascii_digit()) {
        return Err(MoneyError::Sign);
    }
    match fraction.len() {
        0 => Ok(0),
        1 | 2 => format!("{fraction:0<2}")
            .parse()
            .map_err(|_unreachable: std::num::ParseIntError| MoneyError::Sign),
        _ => Err(MoneyError::Fraction),
    }
}

fn capital(figure: u64) -> &'static str {
    usize::try_from(figure).ok().and_then(|figure| CAPITALS.get(figure)).copied().unwrap_or_default()
}

/// A whole number in capitals: groups under 亿 and 万, one 零 for any run of empty places between figures.
fn integer_capitals(number: u64) -> String {
    for (unit, name) in [(YI, "亿"), (WAN, "万")] {
        let (high, low) = (number / unit, number % unit);
        if high > 0 {
            let gap = if low > 0 && low < unit / 10 { "零" } else { "" };
            let low = if low > 0 { integer_capitals(low) } else { String::new() };
            return format!("{}{name}{gap}{low}", integer_capitals(high));
        }
    }
    group_capitals(number)
}

/// A number below ten thousand in capitals.
fn group_capitals(number: u64) -> String {
    let mut words = String::new();
    let mut gap = false;
    for (place, unit) in PLACES {
        let figure = number / place % 10;
        if figure == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap {
            words.push('零');
            gap = false;
        }
        words.push_str(capital(figure));
        words.push_str(unit);
    }
    words
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fen = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl FromStr for Fen {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Sum for Fen {
    /// The total; it stops at the largest amount there is.
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |total, amount| Self(total.0.saturating_add(amount.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, fen) in [
            ("5030.40", 503_040),
            ("5,030.4", 503_040),
            ("５０３０．４０", 503_040),
            (" 5030 元", 503_000),
            ("¥0.05", 5),
            ("1,234,567", 123_456_700),
            ("0", 0),
        ] {
            assert_eq!(Fen::parse(text), Ok(Fen::new(fen)), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, error) in [
            ("", MoneyError::Empty),
            ("元", MoneyError::Empty),
            ("-5", MoneyError::Negative),
            ("五千", MoneyError::Sign),
            ("1.2.3", MoneyError::Sign),
            ("1,23", MoneyError::Sign),
            (".5", MoneyError::Sign),
            ("1.234", MoneyError::Fraction),
            ("99999999999999999999", MoneyError::TooLarge),
            ("99999999999999999.99", MoneyError::TooLarge),
        ] {
            assert_eq!(Fen::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn capitals_put_one_zero_for_any_run_of_empty_places() {
        for (text, capitals) in [
            ("0", "零元整"),
            ("0.05", "伍分"),
            ("0.50", "伍角"),
            ("0.55", "伍角伍分"),
            ("1", "壹元整"),
            ("10", "壹拾元整"),
            ("10.05", "壹拾元零伍分"),
            ("100.10", "壹佰元壹角"),
            ("101", "壹佰零壹元整"),
            ("110", "壹佰壹拾元整"),
            ("1001", "壹仟零壹元整"),
            ("1010", "壹仟零壹拾元整"),
            ("1100", "壹仟壹佰元整"),
            ("5000", "伍仟元整"),
            ("5030.40", "伍仟零叁拾元肆角"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("10000", "壹万元整"),
            ("10001", "壹万零壹元整"),
            ("10010", "壹万零壹拾元整"),
            ("10100", "壹万零壹佰元整"),
            ("11000", "壹万壹仟元整"),
            ("100000", "壹拾万元整"),
            ("100001", "壹拾万零壹元整"),
            ("107000.53", "壹拾万柒仟元伍角叁分"),
            ("1000000", "壹佰万元整"),
            ("1001000", "壹佰万壹仟元整"),
            ("1010000", "壹佰零壹万元整"),
            ("10000000", "壹仟万元整"),
            ("10010001", "壹仟零壹万零壹元整"),
            ("100000000", "壹亿元整"),
            ("100000001", "壹亿零壹元整"),
            ("100010000", "壹亿零壹万元整"),
            ("101000000", "壹亿零壹佰万元整"),
            ("110000000", "壹亿壹仟万元整"),
            ("100100000000", "壹仟零壹亿元整"),
            ("123456789012.34", "壹仟贰佰叁拾肆亿伍仟陆佰柒拾捌万玖仟零壹拾贰元叁角肆分"),
            ("1000000000000", "壹万亿元整"),
            ("1000100000000", "壹万零壹亿元整"),
        ] {
            assert_eq!(Fen::parse(text).unwrap().capitals(), capitals, "{text}");
        }
    }

    #[test]
    fn figures_are_printed_for_machines_readers_and_documents() {
        let amount = Fen::new(123_456_705);
        assert_eq!(
            (amount.to_string(), amount.grouped(), amount.yuan_text()),
            ("1234567.05".into(), "1,234,567.05".into(), "1234567.05元".into())
        );
        assert_eq!(Fen::from_yuan(5000).yuan_text(), "5000元");
        assert_eq!(Fen::new(-5).to_string(), "-0.05");
        assert_eq!(Fen::from_yuan(3).minus(Fen::from_yuan(5)), Fen::ZERO);
    }

    /// Reads capitals back by another way than they were written.
    fn value_of(capitals: &str) -> u64 {
        let (mut total, mut high, mut group, mut figure) = (0_u64, 0_u64, 0_u64, 0_u64);
        for ch in capitals.chars() {
            let take = |group: &mut u64, figure: &mut u64, unit: u64| {
                *group += *figure * unit;
                *figure = 0;
            };
            match ch {
                '拾' => take(&mut group, &mut figure, 10),
                '佰' => take(&mut group, &mut figure, 100),
                '仟' => take(&mut group, &mut figure, 1000),
                '万' => {
                    high += (group + figure) * WAN;
                    (group, figure) = (0, 0);
                }
                '亿' => {
                    total = (total + high + group + figure) * YI;
                    (high, group, figure) = (0, 0, 0);
                }
                '元' => {
                    total = (total + high + group + figure) * 100;
                    (high, group, figure) = (0, 0, 0);
                }
                '角' => {
                    total += figure * 10;
                    figure = 0;
                }
                '分' => {
                    total += figure;
                    figure = 0;
                }
                '整' | '零' => {}
                other => {
                    let other = other.to_string();
                    figure = u64::try_from(CAPITALS.iter().position(|word| *word == other).unwrap()).unwrap();
                }
            }
        }
        total
    }

    proptest::proptest! {
        #[test]
        fn capitals_mean_the_same_amount(fen in 0_i64..100_000_000_000_000) {
            let capitals = Fen::new(fen).capitals();
            proptest::prop_assert_eq!(value_of(&capitals), fen.unsigned_abs(), "{}", capitals);
        }

        #[test]
        fn what_is_printed_reads_back(fen in 0_i64..i64::MAX) {
            proptest::prop_assert_eq!(Fen::parse(&Fen::new(fen).grouped()), Ok(Fen::new(fen)));
        }
    }
}
