//! Numbers of documents (文号, 许卫医罚〔2026〕12号) and working numbers of a file (编号, 2026-0012): reading and writing.
//! It gives out no number: the series are counters of the store.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fold::{half_width, is_invisible};

/// Words of the organs whose numbers we read: health commission, disease control, traditional medicine.
const ORGAN_WORDS: [&str; 4] = ["卫健", "卫", "疾控", "中医药"];
/// Words for the nature of a document, from the ministry's rules on documents and the catalogue of this project.
const NATURE_WORDS: [&str; 32] = [
    "证保解",
    "证保决",
    "证保处",
    "不罚",
    "罚告",
    "听告",
    "听通",
    "听延",
    "避决",
    "责改",
    "案移",
    "当罚",
    "加罚",
    "控解",
    "检通",
    "检告",
    "监意",
    "延改",
    "鉴委",
    "强申",
    "法审",
    "立",
    "罚",
    "告",
    "确",
    "调",
    "控",
    "催",
    "移",
    "延",
    "函",
    "回",
];

/// A formal number: region, organ word, field of enforcement, nature, year, sequence.
///
/// The sequence has no leading zeros and no 第; the year stands in hexagonal brackets (GB/T 9704).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentNumber {
    /// Short name of the place: 许.
    pub region: String,
    /// Word of the organ: 卫.
    pub organ_word: String,
    /// Field of enforcement, empty where the body has none: 医.
    pub field: String,
    /// Nature of the document: 罚.
    pub nature: String,
    /// Year of the series.
    pub year: u16,
    /// Place in the series, from 1.
    pub sequence: u32,
}

/// A working number: year and sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WorkingNumber {
    /// Year of the series.
    pub year: u16,
    /// Place in the series, from 1.
    pub sequence: u32,
}

/// Why a text is no document number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocumentNumberError {
    /// Brackets, year or 号 are missing or out of order.
    #[error("文号应写作“许卫医罚〔2026〕12号”的形式")]
    Form,
    /// The part before the year does not end in a known word for the nature of the document.
    #[error("文号中“{0}”没有可识别的文书性质字（如罚、听告、责改）")]
    Nature(String),
    /// The part before the nature names no organ.
    #[error("文号中“{0}”没有可识别的地区简称和机关代字")]
    Organ(String),
    /// The year is not of four figures from 1949 on.
    #[error("文号中的年份不正确")]
    Year,
    /// The sequence is zero or no number.
    #[error("文号中的序号应为从1起的数字，前面不加0")]
    Sequence,
    /// A working number is year and sequence.
    #[error("编号应写作“2026-0012”的形式")]
    Working,
}

impl DocumentNumber {
    /// Reads a number, also with the brackets that keyboards have; it is printed with the right ones.
    ///
    /// # Errors
    /// When a part is missing or unknown.
    pub fn parse(text: &str) -> Result<Self, DocumentNumberError> {
        let plain = plain(text);
        let (prefix, rest) = plain.split_once('〔').ok_or(DocumentNumberError::Form)?;
        let (year, rest) = rest.split_once('〕').ok_or(DocumentNumberError::Form)?;
        let sequence = rest.strip_suffix('号').ok_or(DocumentNumberError::Form)?;
        let sequence = sequence.strip_prefix('第').unwrap_or(sequence);
        let nature = NATURE_WORDS
            .iter()
            .find(|word| prefix.ends_with(**word))
            .ok_or_else(|| DocumentNumberError::Nature(prefix.to_owned()))?;
        let head = prefix.strip_suffix(nature).unwrap_or_default();
        let (region, organ_word, field) =
            organ_parts(head).ok_or_else(|| DocumentNumberError::Organ(prefix.to_owned()))?;
        Ok(Self {
            region,
            organ_word,
            field,
            nature: (*nature).to_owned(),
            year: year_of(year)?,
            sequence: sequence_of(sequence)?,
        })
    }

    /// The words before the year, which name the series: 许卫医罚.
    pub fn series(&self) -> String {
        [&self.region, &self.organ_word, &self.field, &self.nature].map(String::as_str).concat()
    }
}

impl WorkingNumber {
    /// Reads a working number: `2026-0012`, `2026—12`.
    ///
    /// # Errors
    /// When year or sequence are missing or wrong.
    pub fn parse(text: &str) -> Result<Self, DocumentNumberError> {
        let plain = plain(text).replace(['—', '–', '－'], "-");
        let (year, sequence) = plain.split_once('-').ok_or(DocumentNumberError::Working)?;
        Ok(Self { year: year_of(year)?, sequence: sequence_of(sequence.trim_start_matches('0'))? })
    }
}

/// Half-width figures, no spaces, hexagonal brackets.
fn plain(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|ch| !ch.is_whitespace() && !is_invisible(*ch))
        .map(|ch| match ch {
            '[' | '(' | '【' | '{' | '〔' | '〖' | '〈' => '〔',
            ']' | ')' | '】' | '}' | '〕' | '〗' | '〉' => '〕',
            other => other,
        })
        .collect()
}

/// Splits 许卫医 into region, organ word and field. Of several splits the one with the longest region holds, because a
/// place may have the organ's word in its own name (卫辉).
fn organ_parts(head: &str) -> Option<(String, String, String)> {
    let han = |text: &str| text.chars().all(|ch| matches!(ch, '\u{3400}'..='\u{9FFF}' | '〇'));
    let mut best = None;
    for (at, _) in head.char_indices() {
        let (region, rest) = head.split_at(at);
        if !(1..=4).contains(&region.chars().count()) || !han(head) {
            continue;
        }
        let word = ORGAN_WORDS.iter().find(|word| rest.starts_with(**word));
        let Some((word, field)) = word.and_then(|word| Some((word, rest.strip_prefix(word)?))) else {
            continue;
        };
        if field.chars().count() <= 2 {
            best = Some((region.to_owned(), (*word).to_owned(), field.to_owned()));
        }
    }
    best
}

fn year_of(text: &str) -> Result<u16, DocumentNumberError> {
    let figures = text.len() == 4 && text.chars().all(|ch| ch.is_ascii_digit());
    text.parse().ok().filter(|year| figures && *year >= 1949).ok_or(DocumentNumberError::Year)
}

fn sequence_of(text: &str) -> Result<u32, DocumentNumberError> {
    let figures = !text.starts_with('0') && text.chars().all(|ch| ch.is_ascii_digit());
    text.parse().ok().filter(|sequence| figures && *sequence > 0).ok_or(DocumentNumberError::Sequence)
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.series(), self.year, self.sequence)
    }
}

impl fmt::Display for WorkingNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.year, self.sequence)
    }
}

impl FromStr for DocumentNumber {
    type Err = DocumentNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl FromStr for WorkingNumber {
    type Err = DocumentNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for DocumentNumber {
    type Error = DocumentNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl TryFrom<String> for WorkingNumber {
    type Error = DocumentNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> Self {
        number.to_string()
    }
}

impl From<WorkingNumber> for String {
    fn from(number: WorkingNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_figures_of_any_keyboard_give_the_same_number() {
        for text in [
            "许卫医罚〔2026〕12号",
            "许卫医罚[2026]12号",
            "许卫医罚(2026)12号",
            "许卫医罚［２０２６］１２号",
            "许卫医罚【2026】第12号",
            " 许卫医罚 〔2026〕 12 号 ",
        ] {
            let number = DocumentNumber::parse(text).unwrap();
            assert_eq!(number.to_string(), "许卫医罚〔2026〕12号", "{text}");
            assert_eq!((number.field.as_str(), number.nature.as_str()), ("医", "罚"));
        }
    }

    #[test]
    fn the_longest_nature_and_the_longest_region_hold() {
        for (text, parts) in [
            ("许卫医不罚〔2026〕1号", ["许", "卫", "医", "不罚"]),
            ("许卫听告〔2026〕1号", ["许", "卫", "", "听告"]),
            ("卫辉卫医罚〔2026〕1号", ["卫辉", "卫", "医", "罚"]),
            ("许疾控传罚〔2026〕1号", ["许", "疾控", "传", "罚"]),
            ("示卫医责改〔2026〕1号", ["示", "卫", "医", "责改"]),
            ("豫许卫职证保决〔2026〕1号", ["豫许", "卫", "职", "证保决"]),
        ] {
            let number = DocumentNumber::parse(text).unwrap();
            let found =
                [&number.region, &number.organ_word, &number.field, &number.nature].map(String::as_str);
            assert_eq!(found, parts, "{text}");
            assert_eq!(number.to_string(), text);
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, error) in [
            ("许卫医罚2026年12号", DocumentNumberError::Form),
            ("许卫医罚〔2026〕12", DocumentNumberError::Form),
            ("许卫医谢〔2026〕12号", DocumentNumberError::Nature("许卫医谢".into())),
            ("许医罚〔2026〕12号", DocumentNumberError::Organ("许医罚".into())),
            ("卫医罚〔2026〕12号", DocumentNumberError::Organ("卫医罚".into())),
            ("许卫医罚〔26〕12号", DocumentNumberError::Year),
            ("许卫医罚〔2026〕012号", DocumentNumberError::Sequence),
            ("许卫医罚〔2026〕0号", DocumentNumberError::Sequence),
        ] {
            assert_eq!(DocumentNumber::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn working_numbers_have_four_places() {
        let number = WorkingNumber::parse("２０２６—12").unwrap();
        assert_eq!(number.to_string(), "2026-0012");
        assert_eq!(WorkingNumber::parse("2026-0012"), Ok(number));
        assert_eq!(WorkingNumber::parse("202612"), Err(DocumentNumberError::Working));
    }

    proptest::proptest! {
        #[test]
        fn every_number_reads_back(field in "[医公传职放水消学妇血中计]{0,2}", nature in 0..NATURE_WORDS.len(), year in 1949_u16..=9999, sequence in 1_u32..) {
            let number = DocumentNumber { region: "许".into(), organ_word: "卫".into(), field, nature: NATURE_WORDS[nature].into(), year, sequence };
            proptest::prop_assert_eq!(DocumentNumber::parse(&number.to_string()), Ok(number));
        }
    }
}
