//! Who acts, and what must be known of officers, reviewers and bodies to judge an act.
//! It loads nothing: the app hands these facts in, true for the moment of the act.

use crate::id::{FileId, OfficerId, OrganId, UserId};
use crate::interest::InterestFact;
use crate::power::Powers;
use chrono::NaiveDate;
use mingjian_law::procedure::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A person who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The login.
    pub user: UserId,
    /// The name.
    pub name: String,
    /// What the person may do in the body.
    pub roles: BTreeSet<Role>,
    /// The organ in whose name the person acts.
    pub organ: OrganId,
    /// The entrusted body that employs the person, where it is one.
    pub body: Option<OrganId>,
    /// The department inside it.
    pub department: OrganId,
    /// The person's officer record, where there is one.
    pub officer: Option<OfficerId>,
}

/// What a person is to one proceeding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Handles it (承办人).
    Handler,
    /// Heads the handling unit and signed something in it.
    UnitHead,
    /// Reviews it (法制审核人员).
    Reviewer,
    /// Assigned the review.
    ReviewHead,
    /// Hosts its hearing (听证主持人).
    Host,
    /// Decided in it (机关负责人).
    Head,
    /// Publishes its decision (公示专员).
    Clerk,
    /// Files it (档案员).
    Archivist,
}

impl Part {
    /// The identifier used in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Handler => "handler",
            Self::UnitHead => "unit-head",
            Self::Reviewer => "reviewer",
            Self::ReviewHead => "review-head",
            Self::Host => "host",
            Self::Head => "head",
            Self::Clerk => "clerk",
            Self::Archivist => "archivist",
        }
    }
}

/// A certificate of enforcement over the time that it was valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFact {
    /// Its number.
    pub number: String,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day.
    pub valid_to: NaiveDate,
    /// From which day it is suspended or withdrawn, where it is.
    pub ended_on: Option<NaiveDate>,
}

impl CertificateFact {
    /// Whether it is valid on a day.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && day <= self.valid_to && self.ended_on.is_none_or(|ended| day < ended)
    }
}

/// An officer, as far as acts ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerFact {
    /// The officer.
    pub id: OfficerId,
    /// The login of the officer.
    pub user: Option<UserId>,
    /// The name.
    pub name: String,
    /// The organ or entrusted body that employs the officer.
    pub employer: OrganId,
    /// All certificates ever held.
    pub certificates: Vec<CertificateFact>,
    /// What the officer declared.
    pub interests: Vec<InterestFact>,
}

impl OfficerFact {
    /// The certificate that is valid on a day.
    pub fn certificate_on(&self, day: NaiveDate) -> Option<&CertificateFact> {
        self.certificates.iter().find(|certificate| certificate.is_valid_on(day))
    }
}

/// Another user named in an act: a reviewer or a hearing host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserFact {
    /// The login.
    pub id: UserId,
    /// The name.
    pub name: String,
    /// What the person may do.
    pub roles: BTreeSet<Role>,
    /// The department.
    pub department: OrganId,
    /// The organ.
    pub organ: OrganId,
    /// Whether the person may review on the day of the act (行政处罚法 第五十八条第二款).
    pub review_qualified: bool,
    /// What the person declared.
    pub interests: Vec<InterestFact>,
}

/// An entrustment of powers (行政处罚法 第二十条).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntrustmentFact {
    /// Who entrusts.
    pub organ: OrganId,
    /// Who is entrusted.
    pub body: OrganId,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: NaiveDate,
    /// The procedures to which it extends; none stands for all, where the entrustment is from before this was asked.
    pub procedures: Option<BTreeSet<String>>,
}

impl EntrustmentFact {
    /// Whether a matter is among those that are entrusted.
    pub fn covers(&self, procedure: &str) -> bool {
        self.procedures.as_ref().is_none_or(|ids| ids.contains(procedure))
    }
}

/// A file that was uploaded and may be named in an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFact {
    /// The file.
    pub id: FileId,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What the app knows for the moment of one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Who acts.
    pub actor: Actor,
    /// The officers of the organ and its entrusted bodies.
    pub officers: Vec<OfficerFact>,
    /// The users who may be named.
    pub users: Vec<UserFact>,
    /// The entrustments between the organ and its bodies.
    pub entrustments: Vec<EntrustmentFact>,
    /// The files named in the act that exist.
    pub files: Vec<FileFact>,
    /// Who heads the organ, and in what capacity.
    pub powers: Powers,
}

impl Facts {
    /// The officer with this id.
    pub fn officer(&self, id: OfficerId) -> Option<&OfficerFact> {
        self.officers.iter().find(|officer| officer.id == id)
    }

    /// The entrustments of a body by an organ that hold on a day.
    pub fn entrusted_on(
        &self,
        organ: OrganId,
        body: OrganId,
        day: NaiveDate,
    ) -> impl Iterator<Item = &EntrustmentFact> {
        self.entrustments.iter().filter(move |entrustment| {
            entrustment.organ == organ
                && entrustment.body == body
                && entrustment.from_on <= day
                && day <= entrustment.to_on
        })
    }

    /// The user with this id.
    pub fn user(&self, id: UserId) -> Option<&UserFact> {
        self.users.iter().find(|user| user.id == id)
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> Option<&FileFact> {
        self.files.iter().find(|file| file.id == id)
    }
}
