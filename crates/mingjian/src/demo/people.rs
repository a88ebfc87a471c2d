//! The fictional people of the demonstration: one login for each role, officers with certificates.
//! No name, number or place is real; check digits are valid, the region code does not exist.

use super::PASSWORD;
use anyhow::{Context as _, Result};
use chrono::NaiveDate;
use mingjian_app::interest::{Declarant, InterestKind, NewInterest};
use mingjian_app::people::{NewEntrustment, NewOfficer, NewUser};
use mingjian_app::power::NewAppointment;
use mingjian_app::proceeding::Once;
use mingjian_app::setup::Bodies;
use mingjian_app::{App, Caller};
use mingjian_domain::id::{OfficerId, OrganId, UserId};
use mingjian_domain::power::Leadership;
use mingjian_law::procedure::Role;
use std::collections::BTreeMap;

/// A fictional person.
pub(super) struct Person {
    pub login: &'static str,
    pub name: &'static str,
    pub roles: &'static [Role],
    /// The department's id in the pack; none for the whole body.
    department: Option<&'static str>,
    /// The officer's certificate, where the person is one.
    certificate: Option<&'static str>,
    /// The reviewer's legal qualification.
    qualification: Option<&'static str>,
}

const fn person(
    login: &'static str,
    name: &'static str,
    roles: &'static [Role],
    department: Option<&'static str>,
) -> Person {
    Person { login, name, roles, department, certificate: None, qualification: None }
}

/// Everyone.
pub(super) const PEOPLE: &[Person] = &[
    Person {
        certificate: Some("YS0000000001"),
        ..person("zhifa1", "演示甲", &[Role::Officer], Some("enforcement-one"))
    },
    Person {
        certificate: Some("YS0000000002"),
        ..person("zhifa2", "演示乙", &[Role::Officer], Some("enforcement-one"))
    },
    person("keshi", "演示丙", &[Role::UnitHead], Some("enforcement-one")),
    Person {
        qualification: Some("演示法律职业资格A-001"),
        ..person("shenhe", "演示丁", &[Role::Reviewer], Some("supervision-law"))
    },
    person("fazhi", "演示戊", &[Role::ReviewHead], Some("supervision-law")),
    person("fuzeren", "演示己", &[Role::AgencyHead], None),
    person("fenguan", "演示辰", &[Role::AgencyHead], None),
    person("gongshi", "演示庚", &[Role::Clerk], Some("office")),
    person("dangan", "演示辛", &[Role::Archivist], Some("office")),
    person("tingzheng", "演示壬", &[Role::HearingHost], Some("supervision-law")),
    person("jiandu", "演示癸", &[Role::Supervisor], Some("supervision-law")),
    person("xitong", "演示子", &[Role::SystemAdministrator], Some("office")),
    person("anquan", "演示丑", &[Role::SecurityAdministrator], Some("office")),
    person("shenji", "演示寅", &[Role::AuditAdministrator], Some("office")),
];

/// The body beside the fictional one, in the same database; neither may learn of the other's cases.
const NEIGHBOUR: &str = "示例县卫生健康委员会（演示）";
/// Its head, who may do and see everything there, and nothing here.
pub(super) const NEIGHBOUR_HEAD: Person = person("xianwei", "演示卯", &[Role::AgencyHead], None);

/// The people as the story calls them.
pub(super) struct Cast {
    callers: BTreeMap<&'static str, Caller>,
    officers: Vec<OfficerId>,
}

impl Cast {
    /// A person by login.
    pub(super) fn caller(&self, login: &str) -> Result<&Caller> {
        self.callers.get(login).with_context(|| format!("nobody is called {login}"))
    }

    /// A person's identity.
    pub(super) fn user(&self, login: &str) -> Result<UserId> {
        Ok(self.caller(login)?.actor.user)
    }

    /// The officers who handle the cases.
    pub(super) fn officers(&self) -> &[OfficerId] {
        &self.officers
    }
}

/// Enters everyone.
pub(super) async fn enter(app: &App, bodies: &Bodies) -> Result<Cast> {
    let mut officers = Vec::new();
    for person in PEOPLE {
        let department = person.department.map(|id| department(bodies, id)).transpose()?;
        let user = app
            .insert_user(NewUser {
                login: person.login.to_owned(),
                name: person.name.to_owned(),
                password: PASSWORD.to_owned(),
                roles: person.roles.to_vec(),
                employer: bodies.organ,
                department,
                law_qualification: person.qualification.map(str::to_owned),
            })
            .await?;
        if let Some(certificate) = person.certificate {
            officers.push(app.insert_officer(officer(person, user, certificate, bodies.organ)?).await?);
        }
    }
    appoint(app, bodies.organ).await?;
    for (_, body) in &bodies.entrusted {
        app.insert_entrustment(
            bodies.organ,
            NewEntrustment {
                body: *body,
                number: "示卫委〔2025〕1号（演示）".to_owned(),
                matters: "医疗卫生、公共场所、传染病防治监督执法（演示）".to_owned(),
                procedures: ["inspection", "penalty-summary", "penalty-ordinary"].map(str::to_owned).into(),
                from_on: day(2025, 1, 1)?,
                to_on: day(2027, 12, 31)?,
            },
        )
        .await?;
    }
    enter_neighbour(app).await?;
    let mut callers = BTreeMap::new();
    for person in PEOPLE {
        callers.insert(person.login, app.caller_by_login(person.login).await?);
    }
    declare(app, callers.get("zhifa1").context("the officer is entered")?).await?;
    Ok(Cast { callers, officers })
}

/// An officer declares where a relative works, so that the pages of interests have something to show.
async fn declare(app: &App, officer: &Caller) -> Result<()> {
    let new = NewInterest {
        declarant: Declarant::User(officer.actor.user),
        kind: InterestKind::Relative,
        name: "示例市演示亲属诊所（演示）".to_owned(),
        note: "近亲属在该诊所任职（演示）".to_owned(),
        since_on: None,
    };
    app.declare_interest(officer, new, &Once::of("demo-interest", &[b"interest"])).await?;
    Ok(())
}

/// The principal decides everything; the deputy what was authorised in writing.
async fn appoint(app: &App, organ: OrganId) -> Result<()> {
    let principal = NewAppointment {
        user: app.caller_by_login("fuzeren").await?.actor.user,
        leadership: Leadership::Principal,
        actions: None,
        number: "示组干〔2024〕3号（演示）".to_owned(),
        from_on: day(2024, 1, 1)?,
        to_on: None,
        scan: None,
    };
    let authorised = ["approve-inspection", "approve-filing", "refuse-filing", "extend-correction"];
    let deputy = NewAppointment {
        user: app.caller_by_login("fenguan").await?.actor.user,
        leadership: Leadership::Deputy,
        actions: Some(authorised.map(str::to_owned).into()),
        number: "示卫授〔2026〕1号（演示）".to_owned(),
        from_on: day(2026, 1, 1)?,
        to_on: Some(day(2027, 12, 31)?),
        scan: None,
    };
    for new in [principal, deputy] {
        app.insert_appointment(organ, new).await?;
    }
    Ok(())
}

async fn enter_neighbour(app: &App) -> Result<()> {
    let employer = app.add_organ(NEIGHBOUR).await?;
    app.insert_user(NewUser {
        login: NEIGHBOUR_HEAD.login.to_owned(),
        name: NEIGHBOUR_HEAD.name.to_owned(),
        password: PASSWORD.to_owned(),
        roles: NEIGHBOUR_HEAD.roles.to_vec(),
        employer,
        department: None,
        law_qualification: None,
    })
    .await?;
    Ok(())
}

fn officer(person: &Person, user: UserId, certificate: &str, employer: OrganId) -> Result<NewOfficer> {
    Ok(NewOfficer {
        user: Some(user),
        employer,
        name: person.name.to_owned(),
        post: "执法人员（演示）".to_owned(),
        certificate: certificate.to_owned(),
        area: "示例市（演示）".to_owned(),
        valid_from: day(2024, 1, 1)?,
        valid_to: day(2028, 12, 31)?,
    })
}

fn department(bodies: &Bodies, id: &str) -> Result<OrganId> {
    let found = bodies.departments.iter().find(|(name, _)| name == id).map(|(_, organ)| *organ);
    found.with_context(|| format!("the pack has no department {id}"))
}

fn day(year: i32, month: u32, day: u32) -> Result<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).context("no such day")
}
