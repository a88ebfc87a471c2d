//! What the party is told, answers and receives before and after the decision: D29, D30, the waiver, D40.
//! It counts no days: terms are handed in.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::parts::{Contact, EvidenceLine, Header, Reference, SanctionLine, ViolationPart};
use crate::act::Prose;

/// An earlier notice that this one replaces, and why (行政处罚法 第四十四条、第四十五条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// The earlier notice.
    pub notice: Reference,
    /// The new fact or the corrected clause.
    pub reason: Prose,
}

/// D29 行政处罚事先告知书.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PriorNotice {
    /// Header.
    pub header: Header,
    /// Violations with facts, clauses and proposed penalties.
    #[serde(default)]
    pub violations: Vec<ViolationPart>,
    /// The evidence.
    #[serde(default)]
    pub evidence: Vec<EvidenceLine>,
    /// The proposed penalty in total.
    #[serde(default)]
    pub total: Vec<SanctionLine>,
    /// Working days to state and defend.
    pub plea_days: u16,
    /// Whom to reach.
    pub contact: Contact,
    /// The earlier notice that it replaces.
    #[serde(default)]
    pub replaces: Option<Replaced>,
}

/// D30 行政处罚听证告知书.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HearingRightNotice {
    /// Header.
    pub header: Header,
    /// Violations with facts, clauses and proposed penalties.
    #[serde(default)]
    pub violations: Vec<ViolationPart>,
    /// The proposed penalty in total.
    #[serde(default)]
    pub total: Vec<SanctionLine>,
    /// Why there is a right to a hearing: the clause and the threshold, as cited.
    pub ground: String,
    /// Working days to ask for a hearing (行政处罚法 第六十四条).
    pub hearing_days: u16,
    /// Whom to reach.
    pub contact: Contact,
    /// The earlier notice that it replaces.
    #[serde(default)]
    pub replaces: Option<Replaced>,
}

/// The party's written waiver of plea, hearing or both (行政处罚法 第六十二条).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WaiverStatement {
    /// Header.
    pub header: Header,
    /// The notice by which the party knows what is proposed.
    pub notice: Reference,
    /// What is waived: 陈述申辩, 听证.
    #[serde(default)]
    pub rights: Vec<String>,
    /// What the party declares.
    pub statement: Prose,
    /// Who signs.
    pub signed_by: String,
    /// When.
    pub waived_on: NaiveDate,
}

/// A paper that was served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Title.
    pub title: String,
    /// Number; empty where it has none.
    pub number: String,
    /// Copies.
    pub copies: u16,
}

/// D40 送达回证.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ServiceReceipt {
    /// Header; its officers served the papers.
    pub header: Header,
    /// What was served.
    #[serde(default)]
    pub papers: Vec<Paper>,
    /// How: 直接送达.
    pub mode: String,
    /// Where.
    pub place: String,
    /// When; none while it is taken along to be filled in by hand.
    #[serde(default)]
    pub served_at: Option<NaiveDateTime>,
    /// The day that was counted, where nobody took it.
    #[serde(default)]
    pub served_on: Option<NaiveDate>,
    /// Who took it.
    #[serde(default)]
    pub recipient: Option<String>,
    /// What the recipient is to the party.
    #[serde(default)]
    pub relation: Option<String>,
    /// Why the recipient did not sign.
    #[serde(default)]
    pub refusal: Option<Prose>,
    /// Who witnessed that.
    #[serde(default)]
    pub witness: Option<String>,
    /// Anything else.
    #[serde(default)]
    pub note: Option<Prose>,
}

document!(PriorNotice);
document!(HearingRightNotice);
document!(WaiverStatement, |waiver, found| {
    waiver.header.protect_person(&waiver.signed_by, found);
});
document!(ServiceReceipt, |receipt, found| {
    for name in [&receipt.recipient, &receipt.witness].into_iter().flatten() {
        receipt.header.protect_person(name, found);
    }
});
