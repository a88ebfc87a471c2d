//! The people of the test body, one or more for every role; all are invented, and their certificates too.
//! What they may do is decided by the program under test.

use mingjian_law::procedure::Role;

/// The password of everyone.
pub const PASSWORD: &str = "Mingjian-2026";

/// A person of the test body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// The login name.
    pub login: &'static str,
    /// The name.
    pub name: &'static str,
    /// The department, by its id in the pack.
    pub department: &'static str,
    /// What the person may do.
    pub roles: &'static [Role],
    /// The number of the certificate, for officers.
    pub certificate: Option<&'static str>,
}

const fn person(
    login: &'static str,
    name: &'static str,
    department: &'static str,
    roles: &'static [Role],
) -> Person {
    Person { login, name, department, roles, certificate: None }
}

const fn officer(
    login: &'static str,
    name: &'static str,
    department: &'static str,
    certificate: &'static str,
) -> Person {
    Person { login, name, department, roles: &[Role::Officer], certificate: Some(certificate) }
}

/// Handles cases in the first unit.
pub const OFFICER: Person = officer("chenli", "陈立", "enforcement-one", "99000001001");
/// Handles them with the first.
pub const SECOND_OFFICER: Person = officer("limin", "李敏", "enforcement-one", "99000001002");
/// Handles cases in another unit.
pub const OTHER_OFFICER: Person = officer("wangqiang", "王强", "enforcement-two", "99000001003");
/// Heads the first unit.
pub const UNIT_HEAD: Person = person("zhaogang", "赵刚", "enforcement-one", &[Role::UnitHead]);
/// Reviews.
pub const REVIEWER: Person = person("xuwen", "许文", "supervision-law", &[Role::Reviewer]);
/// Assigns reviews.
pub const REVIEW_HEAD: Person = person("zhoumin", "周敏", "supervision-law", &[Role::ReviewHead]);
/// Decides.
pub const AGENCY_HEAD: Person = person("zhouzheng", "周正", "office", &[Role::AgencyHead]);
/// Publishes.
pub const CLERK: Person = person("sunjie", "孙洁", "office", &[Role::Clerk]);
/// Files.
pub const ARCHIVIST: Person = person("wuping", "吴平", "office", &[Role::Archivist]);
/// Hosts hearings.
pub const HOST: Person = person("zhenghe", "郑和", "supervision-law", &[Role::HearingHost]);
/// Looks on.
pub const SUPERVISOR: Person = person("heying", "何颖", "supervision-law", &[Role::Supervisor]);
/// Keeps users.
pub const SYSTEM_ADMINISTRATOR: Person =
    person("xitong", "系统管理员甲", "office", &[Role::SystemAdministrator]);
/// Keeps roles.
pub const SECURITY_ADMINISTRATOR: Person =
    person("anquan", "安全管理员乙", "office", &[Role::SecurityAdministrator]);
/// Reads the audit trail.
pub const AUDIT_ADMINISTRATOR: Person =
    person("shenji", "审计管理员丙", "office", &[Role::AuditAdministrator]);

/// Everyone of the body.
pub const EVERYONE: &[Person] = &[
    OFFICER,
    SECOND_OFFICER,
    OTHER_OFFICER,
    UNIT_HEAD,
    REVIEWER,
    REVIEW_HEAD,
    AGENCY_HEAD,
    CLERK,
    ARCHIVIST,
    HOST,
    SUPERVISOR,
    SYSTEM_ADMINISTRATOR,
    SECURITY_ADMINISTRATOR,
    AUDIT_ADMINISTRATOR,
];

/// Works for another organ, with every role that handles cases there.
pub const OUTSIDER: Person = person(
    "outsider",
    "外机关人员",
    "",
    &[
        Role::Officer,
        Role::UnitHead,
        Role::Reviewer,
        Role::ReviewHead,
        Role::AgencyHead,
        Role::Clerk,
        Role::Archivist,
        Role::HearingHost,
        Role::Supervisor,
    ],
);
