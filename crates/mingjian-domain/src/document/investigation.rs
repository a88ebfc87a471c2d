//! Documents from filing to the end of the investigation: D02, D05, D06, D21, D26.
//! It does not say which facts are proved.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::parts::{Contact, EvidenceLine, Header, SignOff, ViolationPart};
use super::remedies::Remedies;
use crate::act::{Personal, Prose};
use crate::value::protected::{Protected, ProtectedKind};

/// D02 立案报告.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FilingReport {
    /// Header.
    pub header: Header,
    /// Where the lead came from: 检查发现.
    pub source: String,
    /// The day on which it was found or received.
    pub found_on: NaiveDate,
    /// Where the act took place.
    pub place: String,
    /// What is suspected.
    pub facts: Prose,
    /// The clauses that are suspected to be violated, as cited.
    #[serde(default)]
    pub suspected: Vec<String>,
    /// What the unit proposes.
    pub proposal: Prose,
    /// Opinions of unit head and head.
    #[serde(default)]
    pub sign_offs: Vec<SignOff>,
}

/// D05 现场笔录.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SceneRecord {
    /// Header.
    pub header: Header,
    /// Where.
    pub place: String,
    /// From.
    pub began_at: NaiveDateTime,
    /// To.
    pub ended_at: NaiveDateTime,
    /// Whether the certificates were shown (行政处罚法 第五十五条).
    pub cards_shown: bool,
    /// Whether the party was told its rights.
    pub rights_told: bool,
    /// Who was there for the party.
    pub present: String,
    /// What was seen, without conclusions.
    pub findings: Prose,
    /// Photographs, samples, copies that were taken.
    #[serde(default)]
    pub taken: Vec<String>,
    /// What the party says to the record.
    pub party_view: Prose,
    /// Why the party did not sign, noted by two officers.
    #[serde(default)]
    pub refusal: Option<Prose>,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Question.
    pub question: Prose,
    /// Answer.
    pub answer: Prose,
}

/// D06 询问笔录.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InquiryRecord {
    /// Header.
    pub header: Header,
    /// Which inquiry of this person it is, from 1.
    pub ordinal: u16,
    /// Who is asked.
    pub person: String,
    /// Identity number of that person.
    #[serde(default)]
    pub person_id: Option<Personal>,
    /// Telephone of that person.
    #[serde(default)]
    pub person_phone: Option<Personal>,
    /// What the person is to the party.
    pub relation: String,
    /// Where.
    pub place: String,
    /// From.
    pub began_at: NaiveDateTime,
    /// To.
    pub ended_at: NaiveDateTime,
    /// Whether the certificates were shown.
    pub cards_shown: bool,
    /// Whether the person was told rights and duties.
    pub rights_told: bool,
    /// Questions and answers.
    #[serde(default)]
    pub exchanges: Vec<Exchange>,
    /// The recording of it, where there is one.
    #[serde(default)]
    pub recording: Option<String>,
    /// Why the person did not sign, noted by two officers.
    #[serde(default)]
    pub refusal: Option<Prose>,
}

/// What an order to correct says of one cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CorrectionPart {
    /// The cause.
    pub cause: String,
    /// What is wrong.
    pub violation: Prose,
    /// The clauses that are violated, as cited.
    pub violated: String,
    /// What the special clause orders, such as 责令限期改正.
    pub order: String,
    /// That clause, as cited.
    pub basis: String,
    /// What has to be done.
    pub measure: Prose,
    /// Until when; the re-check follows.
    pub due_on: NaiveDate,
}

/// D21 责令改正通知书.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CorrectionOrder {
    /// Header.
    pub header: Header,
    /// What is to be corrected, for each cause.
    pub items: Vec<CorrectionPart>,
    /// The general clause on which every order rests, as cited.
    pub basis: String,
    /// Where to seek remedy.
    pub remedies: Remedies,
    /// Whom to reach.
    pub contact: Contact,
}

/// D26 案件调查终结报告.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InvestigationReport {
    /// Header.
    pub header: Header,
    /// Where the lead came from.
    pub source: String,
    /// When the case was filed.
    pub filed_on: NaiveDate,
    /// How the investigation went.
    pub course: Prose,
    /// The violations with their clauses.
    #[serde(default)]
    pub violations: Vec<ViolationPart>,
    /// All evidence.
    #[serde(default)]
    pub evidence: Vec<EvidenceLine>,
    /// What speaks for a lighter or a heavier penalty.
    pub circumstances: Prose,
    /// What is proposed.
    pub proposal: Prose,
    /// Opinion of the unit head.
    #[serde(default)]
    pub sign_offs: Vec<SignOff>,
}

document!(FilingReport);
document!(CorrectionOrder);
document!(InvestigationReport);

// Who was there for the party; several may stand in one field.
document!(SceneRecord, |record, found| {
    for name in record.present.split(['、', '，', ',', ' ', '\n']) {
        let name = name.split(['（', '(']).next().unwrap_or_default().trim();
        record.header.protect_person(name, found);
    }
});

document!(InquiryRecord, |record, found| {
    record.header.protect_person(&record.person, found);
    let id = record.person_id.as_ref().map(Personal::reveal);
    let phone = record.person_phone.as_ref().map(Personal::reveal);
    found.extend(id.and_then(|id| Protected::new(ProtectedKind::IdNumber, id)));
    found.extend(phone.and_then(|phone| Protected::new(ProtectedKind::Phone, phone)));
});
