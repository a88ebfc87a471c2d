//! Confirmations: a body's legal unit read the source of an unconfirmed rule and says so, with name, date and scan.
//! It judges no scan; who may confirm is the application's business.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    toml_date,
    toml_error::{PackError, parse},
};

/// One confirmation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// The id of the rule.
    pub rule: String,
    /// Who confirmed it.
    pub person: String,
    /// When.
    #[serde(deserialize_with = "toml_date::required")]
    pub date: NaiveDate,
    /// SHA-256 of the scan of the source, in hexadecimal.
    pub scan: String,
    /// What the source is, or a mark such as 演示.
    #[serde(default)]
    pub note: String,
    /// The digest of what the rule said then (`Pack::rule_digest`); none where it came with the pack, whose words it is.
    #[serde(skip)]
    pub content: Option<String>,
}

/// The file `confirmations.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfirmationFile {
    confirmation: Vec<Confirmation>,
}

impl Confirmation {
    /// Reads a file of confirmations.
    ///
    /// # Errors
    /// When the file is not well formed, a person is not named, or a scan's digest is none.
    pub fn parse_file(text: &str, file: &str) -> Result<Vec<Self>, PackError> {
        let confirmations = parse::<ConfirmationFile>(text, file)?.confirmation;
        for confirmation in &confirmations {
            confirmation
                .check()
                .map_err(|(chinese, english)| PackError::rule(file, &confirmation.rule, chinese, english))?;
        }
        Ok(confirmations)
    }

    /// Whether it is complete.
    ///
    /// # Errors
    /// The reason in Chinese and English.
    pub fn check(&self) -> Result<(), (&'static str, &'static str)> {
        if self.person.trim().is_empty() {
            return Err(("确认须写明确认人", "a confirmation names the person"));
        }
        let is_digest = self.scan.len() == 64 && self.scan.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_digest {
            return Err((
                "确认须附扫描件的 SHA-256 摘要",
                "a confirmation carries the SHA-256 digest of the scan",
            ));
        }
        Ok(())
    }
}
