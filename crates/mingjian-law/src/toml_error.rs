//! What is wrong with a pack file: the place (file, line, column, key) and the reason in Chinese and English.
//! It collects nothing and recovers from nothing: the first fault stops the loading.

use std::{fmt, ops::Range};

use serde::de::DeserializeOwned;

/// A fault in a pack file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {chinese}（{english}）")]
pub struct PackError {
    /// Where it stands.
    pub place: Place,
    /// What readers in the body are told.
    pub chinese: String,
    /// The same for engineers.
    pub english: String,
}

/// A place in a pack file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the folder of all packs.
    pub file: String,
    /// Line and column from one, where they are known.
    pub position: Option<(usize, usize)>,
    /// The rule or key, where it is known.
    pub key: String,
}

impl Place {
    /// A rule in a file, by its id.
    pub fn key(file: &str, key: &str) -> Self {
        Self { file: file.to_owned(), position: None, key: key.to_owned() }
    }

    /// A span in the text of a file.
    pub fn span(file: &str, text: &str, span: &Range<usize>) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
        Self { file: file.to_owned(), position: Some((line, column)), key: String::new() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some((line, column)) = self.position {
            write!(formatter, ":{line}:{column}")?;
        }
        if self.key.is_empty() { Ok(()) } else { write!(formatter, " [{}]", self.key) }
    }
}

impl PackError {
    /// A fault of a rule, by its file and key.
    pub fn rule(file: &str, key: &str, chinese: &str, english: &str) -> Self {
        Self { place: Place::key(file, key), chinese: chinese.to_owned(), english: english.to_owned() }
    }

    /// A file that cannot be read.
    pub fn unreadable(file: &str, reason: &str) -> Self {
        Self {
            place: Place::key(file, ""),
            chinese: format!("无法读取规则文件：{reason}"),
            english: format!("cannot read the pack file: {reason}"),
        }
    }
}

/// Reads a pack file strictly.
///
/// # Errors
/// When the text is not TOML, has a key that nobody knows, lacks one that is needed, or has a value of the wrong kind.
pub fn parse<T: DeserializeOwned>(text: &str, file: &str) -> Result<T, PackError> {
    toml::from_str(text).map_err(|error| PackError {
        place: error.span().map_or_else(|| Place::key(file, ""), |span| Place::span(file, text, &span)),
        chinese: format!("规则文件写法有误：{}", in_chinese(error.message())),
        english: error.message().to_owned(),
    })
}

// The parser speaks English; the commonest faults get Chinese words, the rest is quoted as it came.
fn in_chinese(message: &str) -> String {
    let named = message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("unknown field") {
        format!("没有名为“{named}”的项")
    } else if message.starts_with("missing field") {
        format!("缺少“{named}”")
    } else if message.starts_with("unknown variant") {
        format!("“{named}”不在可选值之内")
    } else if message.starts_with("duplicate") {
        "同一项写了两次".to_owned()
    } else {
        message.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rule {
        #[expect(dead_code, reason = "only the reading of it is tested")]
        length: u16,
    }

    #[test]
    fn an_unknown_key_is_an_error_with_file_line_and_column_in_two_languages() {
        let error = parse::<Rule>("length = 3\nlenght = 4\n", "national/time-limits.toml").unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("national/time-limits.toml:2:1: "), "{text}");
        assert!(text.contains("没有名为“lenght”的项") && text.contains("unknown field"), "{text}");
    }

    #[test]
    fn a_missing_key_is_named() {
        let text = parse::<Rule>("", "x.toml").unwrap_err().to_string();
        assert!(text.contains("缺少“length”"), "{text}");
    }
}
