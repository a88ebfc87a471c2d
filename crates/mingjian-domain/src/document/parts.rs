//! Parts that many documents share: header, officers, violations, evidence, sanctions, opinions.
//! It holds what is printed and judges none of it.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::amount::Amount;
use crate::act::lead::{PartyEntry, PartyKind};
use crate::act::{Personal, Prose};
use crate::value::certificate::CertificateNumber;
use crate::value::document_number::{DocumentNumber, WorkingNumber};
use crate::value::money::Fen;
use crate::value::protected::{Protected, ProtectedKind};

/// A number of either form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Number {
    /// 文号.
    Formal(DocumentNumber),
    /// 编号.
    Working(WorkingNumber),
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Formal(number) => number.fmt(f),
            Self::Working(number) => number.fmt(f),
        }
    }
}

/// The organ in whose name the document is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organ {
    /// Its full name.
    pub name: String,
    /// Where it can be reached.
    pub address: String,
    /// The office telephone, which is public.
    pub telephone: String,
    /// The body that acts for it under a written entrustment (行政处罚法 第二十条).
    #[serde(default)]
    pub entrusted_body: Option<String>,
}

/// An officer and the certificate that was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerLine {
    /// Name.
    pub name: String,
    /// Number of the certificate.
    pub certificate: CertificateNumber,
}

/// What heads every document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The organ.
    pub organ: Organ,
    /// Number; none while it is a draft, and for documents without one.
    #[serde(default)]
    pub number: Option<Number>,
    /// Date; none while it is a draft.
    #[serde(default)]
    pub issued_on: Option<NaiveDate>,
    /// Number of the case, once it is filed.
    #[serde(default)]
    pub case_number: Option<String>,
    /// Cause of the case (案由); empty before filing.
    #[serde(default)]
    pub cause: String,
    /// The party.
    pub party: PartyEntry,
    /// The officers of this act.
    #[serde(default)]
    pub officers: Vec<OfficerLine>,
    /// Whether it belongs to the demonstration, which is then written across every page.
    #[serde(default)]
    pub demo: bool,
}

impl Header {
    /// Identity number and telephone always; the address where it is a home.
    pub(super) fn protect(&self, found: &mut Vec<Protected>) {
        let party = &self.party;
        let id = party.resident_id.as_ref().map(Personal::reveal);
        let phone = party.phone.as_ref().map(Personal::reveal);
        found.extend(id.and_then(|id| Protected::new(ProtectedKind::IdNumber, id)));
        found.extend(phone.and_then(|phone| Protected::new(ProtectedKind::Phone, phone)));
        if party.kind == PartyKind::Citizen {
            found.extend(Protected::new(ProtectedKind::Address, &party.address));
        }
    }

    /// Protects the name of a person unless it is the party or one who answers for it, whose names the decision bears.
    pub(super) fn protect_person(&self, name: &str, found: &mut Vec<Protected>) {
        let responsible = self.party.responsible_person.as_deref();
        let officer = self.officers.iter().any(|officer| officer.name == name);
        if name != self.party.name && Some(name) != responsible && !officer {
            found.extend(Protected::new(ProtectedKind::PersonName, name));
        }
    }
}

/// An opinion on a form, with who gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// What the person is: 承办机构负责人.
    pub role: String,
    /// What the person says.
    pub opinion: Prose,
    /// Name; none leaves a line to sign on.
    #[serde(default)]
    pub name: Option<String>,
    /// Day of the opinion.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

/// An item of evidence on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceLine {
    /// Kind: 书证.
    pub kind: String,
    /// What it is.
    pub name: String,
    /// What it proves.
    pub proves: Prose,
}

/// One part of a penalty: 警告, or 罚款 with its amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SanctionLine {
    /// Kind and object: 没收违法所得, 吊销《医疗机构执业许可证》.
    pub text: String,
    /// Amount, where the kind has one.
    #[serde(default)]
    pub amount: Option<Amount>,
}

impl SanctionLine {
    /// A penalty without an amount.
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), amount: None }
    }

    /// A fine.
    pub fn fine(amount: Fen) -> Self {
        Self { text: "罚款人民币".to_owned(), amount: Some(amount.into()) }
    }

    /// Gains that are confiscated.
    pub fn confiscated_gains(amount: Fen) -> Self {
        Self { text: "没收违法所得人民币".to_owned(), amount: Some(amount.into()) }
    }

    /// In one line of text: 罚款人民币5000元（大写：伍仟元整）.
    pub fn line(&self) -> String {
        self.amount.as_ref().map_or_else(
            || self.text.clone(),
            |amount| format!("{}{}（大写：{}）", self.text, amount.figures(), amount.capitals()),
        )
    }
}

/// A violation with everything that is decided about it (行政处罚法 第五十九条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViolationPart {
    /// Cause.
    pub cause: String,
    /// Facts as established.
    pub facts: Prose,
    /// Names of the items of evidence for it.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// The clause that was violated, as it is cited.
    pub violated: String,
    /// The clause that sets the penalty, as it is cited.
    pub basis: String,
    /// Tier of the discretion table.
    #[serde(default)]
    pub tier: String,
    /// Why this penalty within the range.
    #[serde(default)]
    pub reasons: Prose,
    /// The penalty for this violation; empty where none is proposed.
    #[serde(default)]
    pub sanctions: Vec<SanctionLine>,
}

/// A member of a meeting and what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberView {
    /// Name.
    pub name: String,
    /// Post.
    pub title: String,
    /// Opinion.
    pub view: Prose,
}

/// Another document that is referred to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Title: 行政处罚事先告知书.
    pub title: String,
    /// Number.
    pub number: String,
    /// Its date, or the day on which it was served, as the sentence around it says.
    pub on: NaiveDate,
}

/// Whom the party can reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Person or post.
    pub person: String,
    /// Telephone of the office.
    pub telephone: String,
    /// Address of the office.
    pub address: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sanction_reads_in_figures_and_capitals() {
        assert_eq!(SanctionLine::fine(Fen::from_yuan(5000)).line(), "罚款人民币5000元（大写：伍仟元整）");
        assert_eq!(SanctionLine::plain("警告").line(), "警告");
    }

    #[test]
    fn a_number_of_either_form_reads_back() {
        for text in ["\"示卫医罚〔2026〕12号\"", "\"2026-0012\""] {
            let number: Number = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&number).unwrap(), text);
        }
    }
}
