//! Items of inspection (检查事项): what an organ may inspect, on which article, and the lines of its checklist.
//! It does not say whether an inspection is due, and it knows no unit.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    cause::Organ,
    citation::{Basis, Citation},
    limit::{Reading, Status},
    toml_date,
    toml_error::{PackError, parse},
};

/// An item of the list that an organ publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InspectionItem {
    /// Its id, such as `medical-waste`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// Which organ may inspect it.
    pub organ: Organ,
    /// The field of enforcement, for the numbers of its documents.
    pub field: String,
    /// Whom it concerns.
    pub subject: String,
    /// How it is inspected.
    pub method: String,
    /// The articles that give the power.
    pub basis: Basis,
    /// The lines of the checklist, in order.
    pub lines: Vec<CheckLine>,
    /// The first day on which it may be inspected.
    pub effective_from: NaiveDate,
    /// The last such day.
    pub effective_to: Option<NaiveDate>,
    /// Whether the list of the body was seen.
    pub reading: Reading,
}

/// A line of a checklist: what must be so, by which article.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckLine {
    /// Its id within the item.
    pub id: String,
    /// What must be so.
    pub label: String,
    /// The article that commands it.
    pub basis: Basis,
    /// The causes that may follow where it is not so.
    #[serde(default)]
    pub causes: Vec<String>,
}

/// An item as written in a file of `inspections/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemFile {
    id: String,
    label: String,
    organ: Organ,
    field: String,
    subject: String,
    method: String,
    basis: Basis,
    line: Vec<CheckLine>,
    #[serde(deserialize_with = "toml_date::required")]
    effective_from: NaiveDate,
    #[serde(default, deserialize_with = "toml_date::optional")]
    effective_to: Option<NaiveDate>,
    #[serde(default)]
    status: Status,
    #[serde(default)]
    why: Option<String>,
}

impl InspectionItem {
    /// Reads an item.
    ///
    /// # Errors
    /// When the file is not well formed, or the item has no line or the same line twice.
    pub fn parse(text: &str, file: &str) -> Result<Self, PackError> {
        let entry: ItemFile = parse(text, file)?;
        let fault = |chinese: &str, english: &str| PackError::rule(file, &entry.id, chinese, english);
        let reading = Reading::from_keys(entry.status, entry.why.clone())
            .map_err(|english| fault("status 与 why 不相符", english))?;
        let ids: BTreeSet<&str> = entry.line.iter().map(|line| line.id.as_str()).collect();
        if ids.is_empty() || ids.len() != entry.line.len() {
            return Err(fault(
                "检查事项至少有一项检查内容，编号不能重复",
                "an item has lines, each with an id of its own",
            ));
        }
        Ok(Self {
            id: entry.id,
            label: entry.label,
            organ: entry.organ,
            field: entry.field,
            subject: entry.subject,
            method: entry.method,
            basis: entry.basis,
            lines: entry.line,
            effective_from: entry.effective_from,
            effective_to: entry.effective_to,
            reading,
        })
    }

    /// The id under which it stands in the list of rules and waits for its confirmation.
    pub fn rule_id(&self) -> String {
        rule_id(&self.id)
    }

    /// Whether it may be inspected on a day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|to| day <= to)
    }

    /// The line with this id.
    pub fn line(&self, id: &str) -> Option<&CheckLine> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// Every article of the item and its lines.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        self.basis.iter().chain(self.lines.iter().flat_map(|line| &line.basis))
    }
}

/// The id of an item in the list of rules.
pub fn rule_id(item: &str) -> String {
    format!("inspection.item.{item}")
}

#[cfg(test)]
mod tests {
    use super::InspectionItem;

    const HEAD: &str = "id = 'x'\nlabel = 'x'\norgan = 'health'\nfield = 'medical'\nsubject = 'x'\nmethod = 'x'\n\
                        basis = { law = '行政处罚法', article = 55 }\neffective_from = 2021-07-15\n";

    #[test]
    fn an_item_without_lines_or_with_a_line_twice_does_not_load() {
        let line = "[[line]]\nid = 'a'\nlabel = 'a'\nbasis = { law = '行政处罚法', article = 55 }\n";
        let parse = |text: &str| InspectionItem::parse(text, "x.toml");
        assert!(parse(&format!("{HEAD}line = []\n")).is_err());
        assert!(parse(&format!("{HEAD}{line}{line}")).unwrap_err().to_string().contains("编号不能重复"));
        let item = parse(&format!("{HEAD}{line}")).unwrap();
        assert_eq!(item.line("a").map(|line| line.label.as_str()), Some("a"));
        assert!(item.in_force(item.effective_from) && !item.in_force("2021-07-14".parse().unwrap()));
    }
}
