//! The draft of a public text for the publication desk: the original, the proposed text, and why each span is masked.
//! It confirms nothing: a person reads both sides and answers for the result.

use super::field::{Field, Rules};
use super::known::ProtectedValues;
use super::note::WithheldNote;
use super::{GateError, Source};
use crate::value::mask::Masked;
use crate::value::protected::ProtectedKind;
use mingjian_law::citation::Citation;
use mingjian_law::disclosure::Disclosure;
use std::ops::Range;

/// What the publication desk shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDraft {
    /// The facts.
    pub facts: DraftText,
    /// The reasons.
    pub reasons: DraftText,
    /// The fields that will not be shown at all.
    pub withheld: Vec<WithheldNote>,
}

/// A text and its proposed public form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftText {
    /// As the decision says it.
    pub original: String,
    /// As the public would read it.
    pub proposed: Masked,
}

/// A piece of a text for showing: plain, or masked with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The text.
    pub text: String,
    /// The kind that is masked here, where one is.
    pub kind: Option<ProtectedKind>,
    /// The article by which it is masked, in words.
    pub basis: Option<String>,
}

/// Proposes the public text of a decision.
///
/// # Errors
/// When the decision may not be published by name at all.
pub fn draft(source: &Source<'_>) -> Result<PublicDraft, GateError> {
    super::decision::ensure_publishable(source)?;
    let rules = Rules::new(source.law, source.proceeding.party().kind);
    Ok(PublicDraft {
        facts: DraftText::of(facts_of(source), source.values),
        reasons: DraftText::of(reasons_of(source), source.values),
        withheld: withheld(rules),
    })
}

/// The fields that are not shown, with their bases.
pub(super) fn withheld(rules: Rules<'_>) -> Vec<WithheldNote> {
    let note = |field: &Field| match rules.of(*field) {
        Disclosure::Withheld(basis) => {
            Some(WithheldNote { label: field.label().to_owned(), basis: basis.to_string() })
        }
        Disclosure::Public | Disclosure::Masked(_) => None,
    };
    Field::ALL.iter().filter_map(note).collect()
}

/// The facts of all violations, each under its cause where there are several.
pub(super) fn facts_of(source: &Source<'_>) -> String {
    listed(
        source
            .decision
            .violations
            .iter()
            .map(|violation| (&violation.cause, violation.facts.text().to_owned())),
    )
}

/// The reasons for the penalties, with the tier of the discretion table.
pub(super) fn reasons_of(source: &Source<'_>) -> String {
    listed(source.decision.violations.iter().map(|violation| {
        let reasons = violation.reasons.text();
        let tier = violation.tier.trim();
        let text =
            if tier.is_empty() { reasons.to_owned() } else { format!("裁量阶次：{tier}。{reasons}") };
        (&violation.cause, text)
    }))
}

fn listed<'a>(parts: impl ExactSizeIterator<Item = (&'a String, String)>) -> String {
    let several = parts.len() > 1;
    let lines: Vec<String> = parts
        .zip(1_u32..)
        .map(|((cause, text), number)| {
            if several {
                format!("（{}）{cause}：{text}", mingjian_law::numeral::chinese(number))
            } else {
                text
            }
        })
        .collect();
    lines.join("\n")
}

impl DraftText {
    fn of(original: String, values: &ProtectedValues) -> Self {
        let proposed = values.masked(&original);
        Self { original, proposed }
    }

    /// The original in pieces, those marked that the proposal masks.
    pub fn original_segments(&self) -> Vec<Segment> {
        let spans = self.proposed.spans.iter().map(|span| (span.original.clone(), span.kind));
        segments(&self.original, spans)
    }

    /// The proposed text in pieces, those marked that stand for something masked.
    pub fn proposed_segments(&self) -> Vec<Segment> {
        let spans = self.proposed.spans.iter().map(|span| (span.shown.clone(), span.kind));
        segments(&self.proposed.text, spans)
    }
}

fn segments(text: &str, spans: impl Iterator<Item = (Range<usize>, ProtectedKind)>) -> Vec<Segment> {
    let plain = |range: Range<usize>| {
        let text = text.get(range).unwrap_or_default();
        (!text.is_empty()).then(|| Segment { text: text.to_owned(), kind: None, basis: None })
    };
    let mut pieces = Vec::new();
    let mut from = 0;
    for (range, kind) in spans {
        pieces.extend(plain(from..range.start));
        let basis = kind.basis();
        pieces.push(Segment {
            text: text.get(range.clone()).unwrap_or_default().to_owned(),
            kind: Some(kind),
            basis: Some(Citation::article(basis.law, basis.article).to_string()),
        });
        from = range.end;
    }
    pieces.extend(plain(from..text.len()));
    pieces
}
