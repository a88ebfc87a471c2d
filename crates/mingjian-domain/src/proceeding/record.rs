//! What a proceeding remembers of its acts: evidence, notices, pleas, hearings, reviews, the decision and its publication.
//! These are memories, not steps: nothing here says what may follow.

use crate::act::Prose;
use crate::act::decision::{MemberOpinion, NoPenaltyGround, Penalty, ProposalResult};
use crate::act::hearing::HearingEnd;
use crate::act::inspection::{Inspect, InspectionResult};
use crate::act::investigation::{AddEvidence, CorrectionItem, RecheckResult, ViolationFacts};
use crate::act::notice::{PleaForm, PleaPoint, ServePaper};
use crate::act::publication::{Correct, RecordAnnulment};
use crate::act::review::{OpinionKind, PointFinding};
use crate::act::summary::CashReason;
use crate::id::{EvidenceId, ProceedingId, UserId};
use crate::instant::Instant;
use crate::value::money::Fen;
use chrono::{NaiveDate, NaiveDateTime};
use mingjian_law::variable::Values;
use serde::{Deserialize, Serialize};

/// An item of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its identity.
    pub id: EvidenceId,
    /// What was stated when it was added.
    pub stated: AddEvidence,
    /// The journal entry that added it.
    pub seq: u64,
}

/// An order to correct (责令改正).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The day of the order.
    pub ordered_on: NaiveDate,
    /// What it orders, for each cause.
    pub items: Vec<CorrectionState>,
}

/// Where one item of an order stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionState {
    /// What was ordered.
    pub stated: CorrectionItem,
    /// What its re-check found, once it was re-checked.
    pub found: Option<RecheckResult>,
    /// The day of that re-check.
    pub found_on: Option<NaiveDate>,
    /// The last day that was ordered first, where the term was made longer.
    #[serde(default)]
    pub extended_from: Option<NaiveDate>,
}

/// What an inspection remembers of its acts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectionRecord {
    /// The day of the approval, before the inspection or after an urgent one.
    pub approved_on: Option<NaiveDate>,
    /// When the unit was told beforehand.
    pub notified_at: Option<NaiveDateTime>,
    /// What was found on the scene.
    pub visit: Option<Inspect>,
    /// What it comes to.
    pub result: Option<InspectionResult>,
    /// What the officers told the unit to mind.
    pub opinions: Option<Prose>,
    /// The day on which the unit was told the result.
    pub told_on: Option<NaiveDate>,
    /// The case that was opened from it.
    pub case: Option<ProceedingId>,
    /// The day on which it was closed.
    pub closed_on: Option<NaiveDate>,
}

/// The proposal as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What it comes to.
    pub result: ProposalResult,
    /// Why no penalty, where none is proposed.
    pub ground: Option<NoPenaltyGround>,
    /// The penalty for each violation.
    pub penalties: Vec<Penalty>,
    /// Whether the case is complex or grave.
    pub complex: bool,
    /// The conclusion of the panel.
    pub reasons: Prose,
    /// The journal entry that set it.
    pub seq: u64,
}

/// A prior notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The penalties that it announces.
    pub penalties: Vec<Penalty>,
    /// The violations that it names.
    pub violations: Vec<ViolationFacts>,
    /// Whether it tells of the right to a hearing.
    pub hearing_right: bool,
    /// The day on which it was issued.
    pub issued_on: NaiveDate,
    /// The journal entry that issued it.
    pub seq: u64,
    /// How it was served.
    pub service: Option<Service>,
}

/// A service that was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// What was stated.
    pub stated: ServePaper,
    /// The day of service.
    pub on: NaiveDate,
}

/// A plea and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plea {
    /// How it was made.
    pub form: PleaForm,
    /// When it was made.
    pub received_on: NaiveDate,
    /// What the party said.
    pub content: Prose,
    /// The evidence that the party brought.
    pub evidence: Vec<EvidenceId>,
    /// Whether it brought facts or evidence.
    pub brings_facts: bool,
    /// Each point and its answer, once answered.
    pub answer: Option<PleaAnswer>,
}

/// The answer to a plea.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PleaAnswer {
    /// Each point.
    pub points: Vec<PleaPoint>,
    /// The conclusion.
    pub conclusion: Prose,
}

/// A hearing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    /// When the party asked.
    pub requested_on: NaiveDate,
    /// When it shall be held.
    pub hearing_at: Option<NaiveDateTime>,
    /// Where.
    pub place: Option<String>,
    /// Who leads it.
    pub host: Option<UserId>,
    /// When it began, once held.
    pub held_at: Option<NaiveDateTime>,
    /// The record.
    pub record: Option<Prose>,
    /// How it ended without being held.
    pub ended: Option<HearingEnd>,
    /// The host's report.
    pub report: Option<Prose>,
}

/// A round of legal review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRound {
    /// The day of submission.
    pub submitted_on: NaiveDate,
    /// What was submitted.
    pub materials: Vec<String>,
    /// What the unit asked.
    pub note: Prose,
    /// Who reviews.
    pub reviewer: Option<UserId>,
    /// The name under which the reviewer gave the opinion.
    pub reviewer_name: Option<String>,
    /// What was missing, where it was returned.
    pub returned: Option<Prose>,
    /// The opinion, once given.
    pub opinion: Option<Opinion>,
    /// Why the unit disputes it.
    pub dispute: Option<Prose>,
    /// The penalties that were reviewed.
    pub penalties: Vec<Penalty>,
    /// The journal entry of the submission.
    pub seq: u64,
}

/// A reviewer's opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// The nine points.
    pub points: Vec<PointFinding>,
    /// What it comes to.
    pub kind: OpinionKind,
    /// The reasons.
    pub text: Prose,
    /// The day on which it was given.
    pub on: NaiveDate,
}

/// A discussion among the heads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discussion {
    /// When.
    pub held_at: NaiveDateTime,
    /// Who took part and what each said.
    pub members: Vec<MemberOpinion>,
    /// What was settled.
    pub conclusion: Prose,
}

/// The decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What it comes to.
    pub result: ProposalResult,
    /// Why no penalty, where there is none.
    pub ground: Option<NoPenaltyGround>,
    /// The penalty for each violation.
    pub penalties: Vec<Penalty>,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// The number of its document.
    pub number: Option<String>,
    /// How it was served.
    pub service: Option<Service>,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// When.
    pub on: NaiveDate,
    /// How much.
    pub amount: Fen,
    /// The number of the receipt.
    pub receipt_number: String,
}

/// What happened on the spot, in the summary procedure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// What the party was told, oldest first.
    pub told: Vec<Told>,
    /// When the decision was made.
    pub decided_at: Option<NaiveDateTime>,
    /// Where.
    pub decided_in: Option<String>,
    /// Where the party refused to sign: how it was noted.
    pub refusal: Option<Prose>,
    /// When it was lodged with the organ.
    pub lodged_on: Option<NaiveDate>,
    /// The cash that was collected.
    pub cash: Option<Cash>,
    /// The ordinary case to which it was turned over.
    #[serde(default)]
    pub case: Option<ProceedingId>,
}

/// What the party was told on the spot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The violation.
    pub violation: ViolationFacts,
    /// What proves it.
    pub proof: Prose,
    /// The penalty that was intended.
    pub penalty: Penalty,
    /// When.
    pub at: NaiveDateTime,
}

/// Cash that was collected on the spot, and where it went (行政处罚法 第六十八条至第七十一条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cash {
    /// When it was collected.
    pub collected_at: NaiveDateTime,
    /// How much.
    pub amount: Fen,
    /// Why on the spot.
    pub ground: CashReason,
    /// When it was handed in to the organ.
    pub handed_on: Option<NaiveDate>,
    /// When it was paid into the bank.
    pub banked_on: Option<NaiveDate>,
}

/// An instrument that ends or changes the decision.
pub type Annulment = RecordAnnulment;

/// A correction of the public text that is not released yet; what was released stands meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingCorrection {
    /// What was stated.
    pub stated: Correct,
    /// Who prepared it.
    pub by: UserId,
}

/// A correction that was released, with what stood before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedCorrection {
    /// The day of its release.
    pub on: NaiveDate,
    /// What the public is told of it.
    pub public_reason: Prose,
    /// The facts as they were public before.
    pub facts: Option<Prose>,
    /// The reasons as they were public before.
    pub reasons: Option<Prose>,
}

/// The publication of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Where it stands.
    pub position: String,
    /// When its last act happened.
    pub last_occurred_at: Instant,
    /// The variables of its machine.
    pub values: Values,
    /// The facts as the public shall read them, once masked.
    pub facts: Option<Prose>,
    /// The reasons as the public shall read them, once masked.
    pub reasons: Option<Prose>,
    /// Other natural persons named in the case.
    pub affected: Vec<String>,
    /// Who masked it.
    pub masked_by: Option<UserId>,
    /// The secrecy check, once made.
    pub secrecy_note: Option<Prose>,
    /// The day of release.
    pub released_on: Option<NaiveDate>,
    /// A correction on its way.
    #[serde(default)]
    pub correction: Option<PendingCorrection>,
    /// The corrections that were released, oldest first.
    #[serde(default)]
    pub corrected: Vec<ReleasedCorrection>,
    /// The instruments that end or change the decision.
    pub annulments: Vec<Annulment>,
    /// Who recorded the last of them.
    #[serde(default)]
    pub annulled_by: Option<UserId>,
    /// The reasons told to the public on withdrawal.
    pub withdrawn_reason: Option<Prose>,
    /// The day of withdrawal.
    pub withdrawn_on: Option<NaiveDate>,
    /// Why it is not published, where it is not.
    pub declined: Option<Prose>,
}

impl Publication {
    /// Whether an instrument left nothing of the decision to perform.
    pub fn ends_decision(&self) -> bool {
        self.annulments.iter().any(|instrument| instrument.kind.ends_decision())
    }

    /// The publication as it would stand if the correction on its way were released on a day.
    #[must_use]
    pub fn with_correction(mut self, on: NaiveDate) -> Self {
        let Some(PendingCorrection { stated, by }) = self.correction.take() else {
            return self;
        };
        let facts = self.facts.replace(stated.facts);
        let reasons = self.reasons.replace(stated.reasons);
        self.corrected.push(ReleasedCorrection { on, public_reason: stated.public_reason, facts, reasons });
        self.affected = stated.affected;
        self.masked_by = Some(by);
        self
    }
}
