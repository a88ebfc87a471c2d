//! The decision that is made and handed over on the spot: D39 当场行政处罚决定书.
//! It decides nothing and adds no amounts.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::parts::{EvidenceLine, Header, SanctionLine, ViolationPart};
use super::remedies::{Payment, Remedies};
use crate::act::Prose;

/// D39 当场行政处罚决定书: the particulars of 行政处罚法 第五十二条第二款, with what was told and heard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SummaryDecision {
    /// Header.
    pub header: Header,
    /// When it was decided.
    pub decided_at: NaiveDateTime,
    /// Where.
    pub place: String,
    /// The violation with facts, clauses, tier, reasons and penalty.
    pub violation: ViolationPart,
    /// What proves it, in the officers' words.
    pub proof: Prose,
    /// The items of evidence in the case.
    #[serde(default)]
    pub evidence: Vec<EvidenceLine>,
    /// When the party was told what was intended.
    pub told_at: NaiveDateTime,
    /// What the party said, or that it said nothing.
    pub plea: Prose,
    /// What became of it; empty where nothing was said.
    #[serde(default)]
    pub answer: Prose,
    /// The penalty.
    #[serde(default)]
    pub total: Vec<SanctionLine>,
    /// How to pay; none where nothing is to be paid.
    #[serde(default)]
    pub payment: Option<Payment>,
    /// When cash may be taken on the spot, and that the receipt may be asked for; none where nothing is to be paid.
    #[serde(default)]
    pub cash: Option<String>,
    /// That the warning takes effect with the document; none where there is only a fine.
    #[serde(default)]
    pub performance: Option<Prose>,
    /// Where to seek remedy: reconsideration first.
    pub remedies: Remedies,
    /// That the decision will be public, and where.
    pub publicity: String,
}

document!(SummaryDecision);
