//! The people of a body: who they are, what they may do, and the facts that an act of theirs is judged by.
//! They are fictional, and their ids are small numbers, so that a failing test can be read.

use chrono::NaiveDate;
use mingjian_domain::actor::{
    Actor, CertificateFact, EntrustmentFact, Facts, FileFact, OfficerFact, UserFact,
};
use mingjian_domain::id::{EvidenceId, FileId, OfficerId, OrganId, ProceedingId, UserId};
use mingjian_domain::interest::InterestFact;
use mingjian_domain::power::{ActionScope, AppointmentFact, Leadership, Powers};
use mingjian_law::procedure::Role;
use std::sync::LazyLock;
use uuid::Uuid;

/// The organ that owns the cases.
pub(crate) fn organ() -> OrganId {
    OrganId::from_uuid(Uuid::from_u128(1))
}

/// Another organ of the same region.
pub(crate) fn other_organ() -> OrganId {
    OrganId::from_uuid(Uuid::from_u128(2))
}

/// A body that the organ entrusts in 2026, until the end of May.
pub(crate) fn entrusted_body() -> OrganId {
    OrganId::from_uuid(Uuid::from_u128(3))
}

fn department(number: u128) -> OrganId {
    OrganId::from_uuid(Uuid::from_u128(10 + number))
}

/// The only file of every case: a scan.
pub(crate) fn scan() -> FileId {
    FileId::from_uuid(Uuid::from_u128(500))
}

pub(crate) fn evidence_id(number: u128) -> EvidenceId {
    EvidenceId::from_uuid(Uuid::from_u128(10_000 + number))
}

pub(crate) fn proceeding_id() -> ProceedingId {
    ProceedingId::from_uuid(Uuid::from_u128(9_000))
}

const HANDLING: u128 = 0;
const OTHER_UNIT: u128 = 1;
const LEGAL: u128 = 2;
const OFFICE: u128 = 3;

/// Whoever takes part in the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    /// The two officers who handle the case.
    OfficerA,
    OfficerB,
    /// An officer of another unit.
    OfficerC,
    /// Whose certificate ended on 2026-03-10 and was renewed from 2026-03-20.
    OfficerExpired,
    /// Who declared an interest in the party.
    OfficerKin,
    /// Of another organ.
    OfficerForeign,
    /// Of the entrusted body.
    OfficerEntrusted,
    /// Officer and reviewer at once, of the legal department.
    OfficerReviewer,
    /// Officer and head of the organ at once.
    OfficerHead,
    UnitHead,
    OtherUnitHead,
    Reviewer,
    SecondReviewer,
    UnqualifiedReviewer,
    /// A reviewer of the handling unit.
    ReviewerOfUnit,
    /// Reviewer and head of the organ at once.
    ReviewerHead,
    ReviewHead,
    Host,
    SecondHost,
    Head,
    Deputy,
    /// Has the role of a head, but in the entrusted body.
    HeadOfBody,
    /// The head of another organ.
    ForeignHead,
    Clerk,
    /// Clerk and head of the reviewing unit at once.
    ClerkReviewHead,
    Archivist,
    Supervisor,
}

impl Who {
    pub(crate) const ALL: [Self; 27] = [
        Self::OfficerA,
        Self::OfficerB,
        Self::OfficerC,
        Self::OfficerExpired,
        Self::OfficerKin,
        Self::OfficerForeign,
        Self::OfficerEntrusted,
        Self::OfficerReviewer,
        Self::OfficerHead,
        Self::UnitHead,
        Self::OtherUnitHead,
        Self::Reviewer,
        Self::SecondReviewer,
        Self::UnqualifiedReviewer,
        Self::ReviewerOfUnit,
        Self::ReviewerHead,
        Self::ReviewHead,
        Self::Host,
        Self::SecondHost,
        Self::Head,
        Self::Deputy,
        Self::HeadOfBody,
        Self::ForeignHead,
        Self::Clerk,
        Self::ClerkReviewHead,
        Self::Archivist,
        Self::Supervisor,
    ];

    pub(crate) fn user(self) -> UserId {
        UserId::from_uuid(Uuid::from_u128(100 + self as u128))
    }

    /// The officer's own id; only officers have a record behind it.
    pub(crate) fn officer(self) -> OfficerId {
        OfficerId::from_uuid(Uuid::from_u128(200 + self as u128))
    }

    pub(crate) fn is_officer(self) -> bool {
        self.roles().contains(&Role::Officer)
    }

    pub(crate) fn roles(self) -> &'static [Role] {
        match self {
            Self::OfficerA
            | Self::OfficerB
            | Self::OfficerC
            | Self::OfficerExpired
            | Self::OfficerKin
            | Self::OfficerForeign
            | Self::OfficerEntrusted => &[Role::Officer],
            Self::OfficerReviewer => &[Role::Officer, Role::Reviewer, Role::HearingHost],
            Self::OfficerHead => &[Role::Officer, Role::AgencyHead],
            Self::UnitHead | Self::OtherUnitHead => &[Role::UnitHead],
            Self::Reviewer | Self::SecondReviewer | Self::UnqualifiedReviewer | Self::ReviewerOfUnit => {
                &[Role::Reviewer]
            }
            Self::ReviewerHead => &[Role::Reviewer, Role::AgencyHead],
            Self::ReviewHead => &[Role::ReviewHead],
            Self::Host | Self::SecondHost => &[Role::HearingHost],
            Self::Head | Self::Deputy | Self::HeadOfBody | Self::ForeignHead => &[Role::AgencyHead],
            Self::Clerk => &[Role::Clerk],
            Self::ClerkReviewHead => &[Role::Clerk, Role::ReviewHead],
            Self::Archivist => &[Role::Archivist],
            Self::Supervisor => &[Role::Supervisor],
        }
    }

    pub(crate) fn department(self) -> OrganId {
        department(match self {
            Self::OfficerA
            | Self::OfficerB
            | Self::OfficerExpired
            | Self::OfficerKin
            | Self::OfficerHead
            | Self::UnitHead
            | Self::ReviewerOfUnit => HANDLING,
            Self::OfficerC | Self::OtherUnitHead => OTHER_UNIT,
            Self::OfficerReviewer
            | Self::Reviewer
            | Self::SecondReviewer
            | Self::UnqualifiedReviewer
            | Self::ReviewerHead
            | Self::ReviewHead
            | Self::ClerkReviewHead => LEGAL,
            Self::OfficerForeign
            | Self::OfficerEntrusted
            | Self::Host
            | Self::SecondHost
            | Self::Head
            | Self::Deputy
            | Self::HeadOfBody
            | Self::ForeignHead
            | Self::Clerk
            | Self::Archivist
            | Self::Supervisor => OFFICE,
        })
    }

    fn organ(self) -> OrganId {
        match self {
            Self::OfficerForeign | Self::ForeignHead => other_organ(),
            _ => organ(),
        }
    }

    fn body(self) -> Option<OrganId> {
        matches!(self, Self::OfficerEntrusted | Self::HeadOfBody).then(entrusted_body)
    }

    pub(crate) fn name(self) -> String {
        format!("{self:?}")
    }

    pub(crate) fn actor(self) -> Actor {
        Actor {
            user: self.user(),
            name: self.name(),
            roles: self.roles().iter().copied().collect(),
            organ: self.organ(),
            body: self.body(),
            department: self.department(),
            officer: self.is_officer().then(|| self.officer()),
        }
    }

    /// The spans of days in which the officer holds a certificate.
    pub(crate) fn certified(self) -> Vec<(NaiveDate, NaiveDate)> {
        let (first, last) = (day("2024-01-01"), day("2028-12-31"));
        match self {
            Self::OfficerExpired => vec![(first, day("2026-03-10")), (day("2026-03-20"), last)],
            _ => vec![(first, last)],
        }
    }

    fn officer_fact(self) -> OfficerFact {
        OfficerFact {
            id: self.officer(),
            user: Some(self.user()),
            name: self.name(),
            employer: self.body().unwrap_or_else(|| self.organ()),
            certificates: self.certified().into_iter().map(|span| self.certificate(span)).collect(),
            interests: self.interests(),
        }
    }

    fn interests(self) -> Vec<InterestFact> {
        match self {
            Self::OfficerKin => vec![interest(" 李 明\u{200b} ")],
            Self::OfficerC | Self::SecondReviewer | Self::SecondHost | Self::Deputy => vec![interest(SWAYED)],
            Self::Head => vec![ended_interest(SWAYED, day("2026-03-02"))],
            _ => Vec::new(),
        }
    }

    fn certificate(self, (valid_from, valid_to): (NaiveDate, NaiveDate)) -> CertificateFact {
        CertificateFact { number: format!("豫K{:03}", self as u16), valid_from, valid_to, ended_on: None }
    }

    fn user_fact(self) -> UserFact {
        UserFact {
            id: self.user(),
            name: self.name(),
            roles: self.roles().iter().copied().collect(),
            department: self.department(),
            organ: self.organ(),
            review_qualified: self.roles().contains(&Role::Reviewer) && self != Self::UnqualifiedReviewer,
            interests: self.interests(),
        }
    }

    /// The facts for an act of this person.
    pub(crate) fn facts(self) -> &'static Facts {
        &ALL_FACTS[self as usize]
    }
}

/// What somebody declared before every case of these tests.
pub(crate) fn interest(name: &str) -> InterestFact {
    InterestFact {
        name: name.to_owned(),
        declared_on: day("2026-01-05"),
        since: None,
        ended_on: None,
        namesake: false,
    }
}

/// The same, over from a day on.
pub(crate) fn ended_interest(name: &str, on: NaiveDate) -> InterestFact {
    InterestFact { ended_on: Some(on), ..interest(name) }
}

/// In whom an officer, a reviewer, a host and a deputy declared an interest; no case begins with this party.
pub(crate) const SWAYED: &str = "利害关系人";

/// Who heads the organ: one principal, and whoever else has the role as a deputy for all that is not reserved.
fn powers() -> Powers {
    let appointed = |who: Who, leadership| AppointmentFact {
        user: who.user(),
        leadership,
        scope: ActionScope::All,
        from_on: day("2024-01-01"),
        to_on: None,
    };
    let deputies = [Who::Deputy, Who::OfficerHead, Who::ReviewerHead, Who::HeadOfBody];
    let principal = appointed(Who::Head, Leadership::Principal);
    let deputies = deputies.into_iter().map(|who| appointed(who, Leadership::Deputy));
    Powers { appointments: std::iter::once(principal).chain(deputies).collect(), delegations: Vec::new() }
}

static ALL_FACTS: LazyLock<Vec<Facts>> = LazyLock::new(|| {
    let base = |who: Who| Facts {
        actor: who.actor(),
        officers: Who::ALL.into_iter().filter(|who| who.is_officer()).map(Who::officer_fact).collect(),
        users: Who::ALL.into_iter().map(Who::user_fact).collect(),
        entrustments: vec![EntrustmentFact {
            organ: organ(),
            body: entrusted_body(),
            from_on: day("2026-01-01"),
            to_on: day("2026-05-31"),
            procedures: None,
        }],
        files: vec![FileFact { id: scan(), sha256: "ab".repeat(32) }],
        powers: powers(),
    };
    Who::ALL.into_iter().map(base).collect()
});

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}
