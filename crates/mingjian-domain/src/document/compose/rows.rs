//! Builds the documents that are a table: rows with a label, lists with columns, lines for opinions.
//! It gives no meaning to a row.

use super::{ComposeFault, Draft};
use crate::act::Prose;
use crate::act::lead::PartyKind;
use crate::document::DocumentModel;
use crate::document::form::{Form, FormSheet, List, Row};
use crate::document::parts::{Header, SignOff};
use crate::value::date_text::{chinese_date, chinese_time};
use crate::value::protected::ProtectedKind;
use chrono::{NaiveDate, NaiveDateTime};

/// What a form reads where the case knows nothing.
pub(super) const NONE: &str = "无";

/// A form while it is filled in.
pub(super) struct Sheet {
    sheet: FormSheet,
}

impl Sheet {
    pub(super) fn new(draft: &Draft<'_>, form: Form) -> Self {
        Self::with_header(draft.header.clone(), form)
    }

    /// A paper that everybody may read: it names the party and nothing by which a person is found.
    pub(super) fn for_everybody(draft: &Draft<'_>, form: Form) -> Self {
        let mut header = draft.header.clone();
        let party = &mut header.party;
        (party.resident_id, party.phone) = (None, None);
        if party.kind == PartyKind::Citizen {
            party.address = String::new();
        }
        Self::with_header(header, form)
    }

    fn with_header(header: Header, form: Form) -> Self {
        Self { sheet: FormSheet { header, form, rows: Vec::new(), lists: Vec::new(), sign_offs: Vec::new() } }
    }

    pub(super) fn text(mut self, label: &str, value: &str) -> Self {
        self.sheet.rows.push(Row::new(label, if value.trim().is_empty() { NONE } else { value }));
        self
    }

    pub(super) fn prose(self, label: &str, value: &Prose) -> Self {
        self.text(label, value.text())
    }

    pub(super) fn optional(self, label: &str, value: Option<&Prose>) -> Self {
        self.text(label, value.map(Prose::text).unwrap_or_default())
    }

    pub(super) fn protected(mut self, label: &str, value: Option<&str>, kind: ProtectedKind) -> Self {
        match value {
            Some(value) => self.sheet.rows.push(Row::protected(label, value, kind)),
            None => self.sheet.rows.push(Row::new(label, NONE)),
        }
        self
    }

    pub(super) fn day(self, label: &str, day: Option<NaiveDate>) -> Self {
        self.text(label, &day.map(chinese_date).unwrap_or_default())
    }

    pub(super) fn moment(self, label: &str, moment: Option<NaiveDateTime>) -> Self {
        self.text(label, &moment.map(chinese_time).unwrap_or_default())
    }

    pub(super) fn yes(self, label: &str, yes: bool) -> Self {
        self.text(label, if yes { "是" } else { "否" })
    }

    /// A list, left out where it has no rows.
    pub(super) fn list(mut self, title: &str, columns: &[&str], rows: Vec<Vec<Prose>>) -> Self {
        if !rows.is_empty() {
            let columns = columns.iter().map(|&column| column.to_owned()).collect();
            self.sheet.lists.push(List { title: title.to_owned(), columns, rows });
        }
        self
    }

    pub(super) fn opinions(mut self, opinions: Vec<SignOff>) -> Self {
        self.sheet.sign_offs = opinions;
        self
    }

    // Every composing function answers with a result, so that a form reads like the others.
    #[expect(clippy::unnecessary_wraps, reason = "the common signature of composing")]
    pub(super) fn done(self) -> Result<DocumentModel, ComposeFault> {
        Ok(self.sheet.into())
    }
}

/// A cell of a list.
pub(super) fn cell(text: &str) -> Prose {
    if text.trim().is_empty() { NONE.into() } else { text.into() }
}
