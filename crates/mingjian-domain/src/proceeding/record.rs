//! What a proceeding remembers of its acts: evidence, notices, pleas, hearings, reviews, the decision and its publication.
//! These are memories, not steps: nothing here says what may follow.

use crate::act::Prose;
use crate::act::decision::{MemberOpinion, NoPenaltyGround, Penalty, ProposalResult};
use crate::act::hearing::HearingEnd;
use crate::act::inspection::{Inspect, InspectionResult};
use crate::act::investigation::{AddEvidence, CorrectionItem, RecheckResult, ViolationFacts};
use crate::act::lead::PartyEntry;
use crate::act::notice::{PleaForm, PleaPoint, ServePaper};
use crate::act::party::PartyChangeKind;
use crate::act::publication::{Correct, RecordAnnulment};
use crate::act::recusal::{RecusalApplicant, RecusalSubject};
use crate::act::review::{OpinionKind, PointFinding};
use crate::act::service::AnnounceService;
use crate::act::summary::CashReason;
use crate::event::OfficerRecord;
use crate::id::{EvidenceId, ProceedingId, UserId};
use crate::instant::Instant;
use crate::value::money::Fen;
use chrono::{NaiveDate, NaiveDateTime};
use mingjian_law::variable::Values;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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

impl Service {
    /// The moment of service: as stated, or where only the day is known its beginning.
    pub fn at(&self) -> Instant {
        let stated = self.stated.served_at.filter(|at| at.date() == self.on);
        Instant::from_china(stated.unwrap_or_else(|| self.on.and_time(chrono::NaiveTime::MIN)))
    }
}

/// An announcement in place of service (公告送达).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// What was stated.
    pub stated: AnnounceService,
    /// Whether it announces the decision rather than the last notice.
    pub of_decision: bool,
    /// The journal entry of the announcement.
    pub seq: u64,
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
    /// When the party asked, or the organ ordered it.
    pub requested_on: NaiveDate,
    /// Why the organ ordered it, where nobody asked.
    #[serde(default)]
    pub ordered: Option<Prose>,
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
    /// The times of which it was postponed, oldest first.
    #[serde(default)]
    pub postponed: Vec<NaiveDateTime>,
    /// How it ended without being held.
    pub ended: Option<HearingEnd>,
    /// The host's report.
    pub report: Option<Prose>,
}

/// An application that one person be recused, and what was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalState {
    /// Its key in the case.
    pub key: String,
    /// The journal entry of the application.
    pub seq: u64,
    /// When it was made.
    pub requested_on: NaiveDate,
    /// By whom.
    pub applicant: RecusalApplicant,
    /// What was stated of the person.
    pub stated: RecusalSubject,
    /// The login, where there is one.
    pub user: Option<UserId>,
    /// The name of a handler.
    pub name: Option<String>,
    /// Whether the person is recused, once decided.
    pub granted: Option<bool>,
    /// The day of that decision.
    pub decided_on: Option<NaiveDate>,
    /// Why.
    pub reason: Option<Prose>,
}

/// What a case remembers of who handled it and of its rests.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// The applications for recusal, oldest first.
    #[serde(default)]
    pub recusals: Vec<RecusalState>,
    /// Who handled the case and does no more.
    #[serde(default)]
    pub former_handlers: BTreeSet<UserId>,
    /// The officers whom the last change of handlers replaced.
    #[serde(default)]
    pub replaced_officers: Vec<OfficerRecord>,
    /// The times in which the investigation rested, oldest first.
    #[serde(default)]
    pub suspensions: Vec<Suspension>,
    /// Who proposed a change of handlers last.
    #[serde(default)]
    pub change_proposed_by: Option<UserId>,
}

/// A change of the party (变更当事人).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyChange {
    /// What happened.
    pub kind: PartyChangeKind,
    /// The day on which it took effect.
    pub on: NaiveDate,
    /// The party from then on.
    pub party: PartyEntry,
    /// The journal entry of the change.
    pub seq: u64,
}

/// A time in which the investigation rested (中止调查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// The day on which it was suspended.
    pub from: NaiveDate,
    /// What it waited for.
    pub ground: Prose,
    /// The day on which it was resumed.
    pub until: Option<NaiveDate>,
    /// Who proposed the last step.
    pub proposed_by: UserId,
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
