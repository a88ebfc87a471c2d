//! From the heads' discussion to the decision: D36, the approval sheet, D37, D38.
//! It decides nothing and adds no amounts.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::parts::{EvidenceLine, Header, MemberView, Reference, SanctionLine, SignOff, ViolationPart};
use super::remedies::{Payment, Remedies};
use crate::act::Prose;

/// D36 集体讨论记录.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiscussionRecord {
    /// Header.
    pub header: Header,
    /// When.
    pub held_at: NaiveDateTime,
    /// Where.
    pub place: String,
    /// Who led it.
    pub host: String,
    /// Who took the record.
    pub recorder: String,
    /// Who else was there without a vote.
    #[serde(default)]
    pub attending: Vec<String>,
    /// The case in short, as the handlers reported it.
    pub summary: Prose,
    /// What the legal review said.
    pub review: Prose,
    /// Each head's view.
    #[serde(default)]
    pub members: Vec<MemberView>,
    /// What was settled.
    pub conclusion: Prose,
}

/// The sheet on which the head decides (审批表).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ApprovalSheet {
    /// Header.
    pub header: Header,
    /// What is to be approved: 给予行政处罚.
    pub matter: String,
    /// Facts and evidence in short.
    pub facts: Prose,
    /// The clauses, as cited.
    #[serde(default)]
    pub basis: Vec<String>,
    /// The penalty in total; empty where none is proposed.
    #[serde(default)]
    pub proposal: Vec<SanctionLine>,
    /// Notice, plea and hearing in short.
    pub notice: Prose,
    /// What the legal review said.
    pub review: Prose,
    /// What the heads settled, where they discussed it.
    #[serde(default)]
    pub discussion: Option<Prose>,
    /// Opinions of handlers, unit head and head.
    #[serde(default)]
    pub sign_offs: Vec<SignOff>,
}

/// What the party said to the notice and what became of it (行政处罚法 第四十五条、第六十二条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PleaPart {
    /// The notice.
    pub notice: Reference,
    /// What the party said, or that it said nothing or waived its right.
    pub plea: Prose,
    /// Which points were adopted and which not, with reasons; empty where nothing was said.
    #[serde(default)]
    pub answer: Prose,
    /// How the hearing went, where there was one.
    #[serde(default)]
    pub hearing: Option<Prose>,
}

/// D37 行政处罚决定书.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PenaltyDecision {
    /// Header.
    pub header: Header,
    /// How the case came about and was investigated.
    pub course: Prose,
    /// Each violation with facts, clauses, tier, reasons and penalty (分别裁量).
    #[serde(default)]
    pub violations: Vec<ViolationPart>,
    /// The evidence.
    #[serde(default)]
    pub evidence: Vec<EvidenceLine>,
    /// Notice, plea, hearing.
    pub plea: PleaPart,
    /// The penalty in total (合并处罚).
    #[serde(default)]
    pub total: Vec<SanctionLine>,
    /// How to pay; none where nothing is to be paid.
    #[serde(default)]
    pub payment: Option<Payment>,
    /// How other penalties are carried out, and until when.
    #[serde(default)]
    pub performance: Option<Prose>,
    /// Where to seek remedy.
    pub remedies: Remedies,
    /// That the decision will be public, and where.
    pub publicity: String,
}

/// D38 不予行政处罚决定书.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoPenaltyDecision {
    /// Header.
    pub header: Header,
    /// How the case came about and was investigated.
    pub course: Prose,
    /// Each violation with facts and clauses; without penalties.
    #[serde(default)]
    pub violations: Vec<ViolationPart>,
    /// The evidence.
    #[serde(default)]
    pub evidence: Vec<EvidenceLine>,
    /// Why there is no penalty.
    pub ground: String,
    /// The clause, as cited.
    pub basis: String,
    /// The reasons.
    pub reasons: Prose,
    /// How the party was educated (行政处罚法 第三十三条).
    #[serde(default)]
    pub education: Prose,
    /// Where to seek remedy.
    pub remedies: Remedies,
}

document!(DiscussionRecord);
document!(ApprovalSheet);
document!(PenaltyDecision);
document!(NoPenaltyDecision);
