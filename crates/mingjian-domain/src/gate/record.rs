//! A penalty decision as the public reads it: the record that goes to the public database, to pages, to data and to paper.
//! It is made in `decision` alone; here it is only held and written out as rows.

use super::field::Field;
use super::note::{MaskNote, WithheldNote};
use super::shown::Shown;
use crate::value::date_text::chinese_date;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A penalty decision as the public reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicDecision {
    /// 行政处罚决定书.
    pub title: String,
    /// 文号.
    pub number: Shown<String>,
    /// The organ.
    pub organ: Shown<String>,
    /// The body that acted for it, where one did.
    #[serde(default)]
    pub entrusted_body: Option<Shown<String>>,
    /// The officers with the numbers of their certificates.
    pub officers: Shown<Vec<String>>,
    /// The party.
    pub party: PublicParty,
    /// The causes, in short, for lists.
    pub cause: Shown<String>,
    /// The facts, masked and confirmed.
    pub facts: Shown<String>,
    /// Kinds of the evidence.
    pub evidence_kinds: Shown<Vec<String>>,
    /// Each violation with its clauses and its penalty (分别裁量).
    pub violations: Vec<PublicViolation>,
    /// The reasons, masked and confirmed.
    pub reasons: Shown<String>,
    /// Kinds of the penalty.
    pub penalty_kinds: Shown<Vec<String>>,
    /// The penalty in total (合并处罚).
    pub total: Shown<Vec<PublicSanction>>,
    /// How and until when it is performed, a sentence each.
    pub performance: Shown<Vec<String>>,
    /// Where and until when remedy is sought.
    pub remedies: Shown<PublicRemedies>,
    /// The day of the decision.
    pub decided_on: Shown<NaiveDate>,
    /// The day of service.
    pub served_on: Shown<NaiveDate>,
    /// The day of release.
    pub released_on: NaiveDate,
    /// What the last correction changed, where the text was corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<PublicCorrection>,
    /// What is masked, by kind.
    pub masks: Vec<MaskNote>,
    /// What is not shown.
    pub withheld: Vec<WithheldNote>,
    /// The articles on which it is published, in words.
    pub basis: Vec<String>,
    /// Whether it belongs to the demonstration.
    pub demo: bool,
}

/// What a correction changed, and why (政府信息公开条例 第六条、第四十一条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicCorrection {
    /// The day of the correction.
    pub on: NaiveDate,
    /// The reasons.
    pub reason: String,
    /// Each text that changed.
    pub changes: Vec<CorrectedText>,
}

/// A text that a correction changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectedText {
    /// What text it is.
    pub label: String,
    /// How it read before; nothing where it showed what must stay hidden.
    pub before: Option<String>,
    /// How it reads now.
    pub after: String,
}

/// The party as the public reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicParty {
    /// Name.
    pub name: Shown<String>,
    /// 公民, 法人或者其他组织, 个体工商户.
    pub kind: Shown<String>,
    /// 统一社会信用代码, where it has one.
    pub credit_code: Option<Shown<String>>,
    /// Where it works.
    pub address: Shown<String>,
    /// Who answers for it, where one does.
    pub representative: Option<Shown<String>>,
    /// The licence that matters here, where there is one.
    #[serde(default)]
    pub licence: Option<Shown<String>>,
}

/// A violation as the public reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicViolation {
    /// The cause.
    pub cause: Shown<String>,
    /// The clause that was violated.
    pub violated: Shown<String>,
    /// The clause of the penalty.
    pub basis: Shown<String>,
    /// The penalty.
    pub sanctions: Shown<Vec<PublicSanction>>,
}

/// One part of a penalty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicSanction {
    /// 警告, 罚款人民币.
    pub text: String,
    /// The amount in fen, where it has one.
    pub fen: Option<i64>,
    /// The amount in figures: 5000元.
    pub figures: Option<String>,
    /// The amount in capitals: 伍仟元整.
    pub capitals: Option<String>,
}

/// The remedies as the public reads them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicRemedies {
    /// The sentences of the decision.
    pub text: Vec<String>,
    /// Each way with its last day.
    pub ways: Vec<Remedy>,
}

/// One way of remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// 行政复议, 行政诉讼.
    pub way: String,
    /// Whom to turn to.
    pub to: String,
    /// The last day for this party, once the decision is served.
    pub last_day: Option<NaiveDate>,
    /// Whether that day can still move because a year has no calendar notice yet.
    pub provisional: bool,
}

impl PublicDecision {
    /// The record as rows of label and text, in the order of the page: for the public document and the leak check.
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let date = |shown: &Shown<NaiveDate>| shown.value().map(|day| chinese_date(*day));
        let list = |shown: &Shown<Vec<String>>| shown.value().map(|words| words.join("、"));
        let text = |shown: &Shown<String>| shown.value().cloned();
        let party = &self.party;
        let rows = [
            (Field::Number, text(&self.number)),
            (Field::Organ, text(&self.organ)),
            (Field::EntrustedBody, self.entrusted_body.as_ref().and_then(text)),
            (Field::PartyName, text(&party.name)),
            (Field::PartyKind, text(&party.kind)),
            (Field::PartyCreditCode, party.credit_code.as_ref().and_then(text)),
            (Field::LegalRepresentative, party.representative.as_ref().and_then(text)),
            (Field::PartyAddress, text(&party.address)),
            (Field::PartyLicence, party.licence.as_ref().and_then(text)),
            (Field::Cause, text(&self.cause)),
            (Field::PenaltyContent, self.total.value().map(|total| lines(total))),
            (Field::Facts, text(&self.facts)),
            (Field::DutyClause, self.clauses(|violation| &violation.violated)),
            (Field::PenaltyClause, self.clauses(|violation| &violation.basis)),
            (Field::Reasons, text(&self.reasons)),
            (Field::EvidenceKinds, list(&self.evidence_kinds)),
            (Field::Officers, list(&self.officers)),
            (Field::Performance, self.performance.value().map(|lines| lines.join("\n"))),
            (Field::Remedies, self.remedies.value().map(PublicRemedies::lines)),
            (Field::DecidedOn, date(&self.decided_on)),
            (Field::ServedOn, date(&self.served_on)),
        ];
        rows.into_iter()
            .filter_map(|(field, text)| Some((field.label(), text.filter(|text| !text.trim().is_empty())?)))
            .collect()
    }

    /// The texts of the last correction, each with its label.
    fn corrections(&self) -> Vec<String> {
        let texts = self.correction.iter().flat_map(|correction| {
            let changed = correction.changes.iter().flat_map(|text| text.before.iter().chain([&text.after]));
            [&correction.reason].into_iter().chain(changed)
        });
        texts.cloned().collect()
    }

    /// One kind of clause of every violation, each once.
    fn clauses(&self, of: impl Fn(&PublicViolation) -> &Shown<String>) -> Option<String> {
        let mut clauses: Vec<&str> = Vec::new();
        for clause in self.violations.iter().filter_map(|violation| of(violation).value()) {
            if !clauses.contains(&clause.as_str()) {
                clauses.push(clause);
            }
        }
        (!clauses.is_empty()).then(|| clauses.join("；"))
    }

    /// Every text of it in one, for the search index and the check before it.
    pub fn index_text(&self) -> String {
        let rows = self.rows().into_iter().map(|(_, text)| text);
        rows.chain(self.corrections()).collect::<Vec<_>>().join("\n")
    }

    /// In how many places something is masked.
    pub fn masked_places(&self) -> u32 {
        self.masks.iter().fold(0, |sum, note| sum.saturating_add(note.count))
    }
}

impl PublicRemedies {
    /// The sentences of the decision, then each way with its last day.
    fn lines(&self) -> String {
        let ways = self.ways.iter().filter_map(|way| {
            let provisional = if way.provisional { "（暂定）" } else { "" };
            Some(format!("{}的最后一天：{}{provisional}。", way.way, chinese_date(way.last_day?)))
        });
        self.text.iter().cloned().chain(ways).collect::<Vec<_>>().join("\n")
    }
}

impl PublicSanction {
    /// In one line: 罚款人民币5000元（大写：伍仟元整）.
    pub fn line(&self) -> String {
        match (&self.figures, &self.capitals) {
            (Some(figures), Some(capitals)) => format!("{}{figures}（大写：{capitals}）", self.text),
            _ => self.text.clone(),
        }
    }
}

fn lines(sanctions: &[PublicSanction]) -> String {
    sanctions.iter().map(PublicSanction::line).collect::<Vec<_>>().join("；")
}
