//! Loads the facts that acts are judged by: officers with their certificates, users, entrustments, files.
//! It judges none of them.

use crate::caller::Caller;
use crate::error::AppError;
use crate::{delegation, power};
use chrono::NaiveDate;
use mingjian_domain::actor::{
    Actor, CertificateFact, EntrustmentFact, Facts, FileFact, OfficerFact, UserFact,
};
use mingjian_domain::id::OrganId;
use mingjian_domain::interest::InterestFact;
use mingjian_domain::power::Powers;
use mingjian_law::procedure::Role;
use mingjian_store::interest::{self, Declarant, InterestKind, InterestRow};
use mingjian_store::officer::{CertificateChangeRow, CertificateRow, CertificateStatus};
use mingjian_store::organ::{OrganKind, OrganRow};
use mingjian_store::user::UserRow;
use mingjian_store::{DataKey, Page, ReadTx, blob, entrustment, officer, organ, user};

/// More people than any body has; a list of people is never cut silently.
const PEOPLE: i64 = 10_000;

/// The organ and the bodies that it entrusts.
pub(crate) async fn family(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<OrganRow>, AppError> {
    let all = organ::all(tx).await?;
    let belongs = |row: &OrganRow| {
        row.id == organ || (row.kind == OrganKind::EntrustedBody && row.parent_id == Some(organ))
    };
    Ok(all.into_iter().filter(belongs).collect())
}

/// The facts for one act of a caller, with the files of the proceeding.
pub(crate) async fn load(
    tx: &mut ReadTx,
    caller: &Caller,
    data_key: Option<&DataKey>,
) -> Result<Facts, AppError> {
    let bodies: Vec<OrganId> = family(tx, caller.actor.organ).await?.iter().map(|row| row.id).collect();
    let files = match data_key {
        Some(data_key) => blob::of_proceeding(tx, data_key).await?,
        None => Vec::new(),
    };
    let officers = officers(tx, &bodies).await?;
    let users = users(tx, &bodies).await?;
    let mut facts = of_team(tx, caller, (bodies, officers), users).await?;
    facts.files =
        files.into_iter().map(|row| FileFact { id: row.id, sha256: row.hash.to_string() }).collect();
    Ok(facts)
}

/// What is known of the people of some bodies, without any file.
async fn of_team(
    tx: &mut ReadTx,
    caller: &Caller,
    (bodies, mut officers): (Vec<OrganId>, Vec<OfficerFact>),
    mut users: Vec<UserFact>,
) -> Result<Facts, AppError> {
    let organ = caller.actor.organ;
    declare(&mut officers, &mut users, &interest::of_organs(tx, &bodies).await?);
    Ok(Facts {
        actor: caller.actor.clone(),
        officers,
        users,
        entrustments: entrustments(tx).await?,
        files: Vec::new(),
        powers: Powers {
            appointments: power::appointments(tx, organ).await?,
            delegations: delegation::facts(tx, organ).await?,
        },
    })
}

/// Gives each person what the person declared, under the login or as an officer: they are one person.
fn declare(officers: &mut [OfficerFact], users: &mut [UserFact], declared: &[InterestRow]) {
    for row in declared {
        let fact = || InterestFact {
            name: row.name.clone(),
            declared_on: row.entered_at.day(),
            since: row.since_on,
            ended_on: row.end.as_ref().map(|end| end.on),
            namesake: row.kind == InterestKind::Namesake,
        };
        let (officer, user) = match row.declarant {
            Declarant::Officer(id) => {
                (Some(id), officers.iter().find(|one| one.id == id).and_then(|one| one.user))
            }
            Declarant::User(id) => {
                (officers.iter().find(|one| one.user == Some(id)).map(|one| one.id), Some(id))
            }
        };
        officers.iter_mut().filter(|one| Some(one.id) == officer).for_each(|one| one.interests.push(fact()));
        users.iter_mut().filter(|one| Some(one.id) == user).for_each(|one| one.interests.push(fact()));
    }
}

/// The officers of some bodies with all their certificates.
pub(crate) async fn officers(tx: &mut ReadTx, bodies: &[OrganId]) -> Result<Vec<OfficerFact>, AppError> {
    let mut facts = Vec::new();
    for body in bodies {
        for row in officer::of_organ(tx, *body).await? {
            let certificates = officer::certificates(tx, row.id).await?;
            let changes = officer::certificate_changes(tx, row.id).await?;
            facts.push(OfficerFact {
                id: row.id,
                user: row.user_id,
                name: row.name,
                employer: row.organ_id,
                certificates: certificates.iter().flat_map(|one| spans(one, &changes)).collect(),
                interests: Vec::new(),
            });
        }
    }
    Ok(facts)
}

/// The spans of days in which a certificate was valid, cut by suspensions and revocation.
fn spans(certificate: &CertificateRow, changes: &[CertificateChangeRow]) -> Vec<CertificateFact> {
    let mut own: Vec<_> = changes.iter().filter(|change| change.number == certificate.number).collect();
    own.sort_by_key(|change| change.changed_on);
    let mut spans = Vec::new();
    let mut open_from = Some(certificate.valid_from_on);
    for change in own {
        match (change.status, open_from) {
            (CertificateStatus::Valid, None) => open_from = Some(change.changed_on),
            (CertificateStatus::Suspended | CertificateStatus::Revoked, Some(from)) => {
                spans.push(span(certificate, from, Some(change.changed_on)));
                open_from = None;
            }
            (CertificateStatus::Valid, Some(_))
            | (CertificateStatus::Suspended | CertificateStatus::Revoked, None) => {}
        }
    }
    spans.extend(open_from.map(|from| span(certificate, from, None)));
    spans
}

fn span(certificate: &CertificateRow, from: NaiveDate, ended_on: Option<NaiveDate>) -> CertificateFact {
    CertificateFact {
        number: certificate.number.clone(),
        valid_from: from.max(certificate.valid_from_on),
        valid_to: certificate.valid_to_on,
        ended_on,
    }
}

/// The people of an organ and its entrusted bodies, with what their acts are judged by.
pub(crate) struct Team {
    /// Everyone who may log in.
    pub people: Vec<Actor>,
    /// The facts, with the first of them as the actor.
    pub facts: Facts,
}

/// The people of an organ, for judging what each of them could do; nothing where nobody works there.
pub(crate) async fn team(tx: &mut ReadTx, organ: OrganId) -> Result<Option<Team>, AppError> {
    let bodies: Vec<OrganId> = family(tx, organ).await?.iter().map(|row| row.id).collect();
    let officers = officers(tx, &bodies).await?;
    let callers = callers(tx, &bodies, &officers).await?;
    let Some((_, first)) = callers.first() else {
        return Ok(None);
    };
    let facts = of_team(tx, first, (bodies, officers), callers.iter().map(user_fact).collect()).await?;
    Ok(Some(Team { people: callers.into_iter().map(|(_, caller)| caller.actor).collect(), facts }))
}

/// The active users of some bodies.
pub(crate) async fn users(tx: &mut ReadTx, bodies: &[OrganId]) -> Result<Vec<UserFact>, AppError> {
    Ok(callers(tx, bodies, &[]).await?.iter().map(user_fact).collect())
}

async fn callers(
    tx: &mut ReadTx,
    bodies: &[OrganId],
    officers: &[OfficerFact],
) -> Result<Vec<(UserRow, Caller)>, AppError> {
    let organs = organ::all(tx).await?;
    let mut callers = Vec::new();
    for row in user::of_organs(tx, bodies, Page::first(PEOPLE)).await? {
        if row.active {
            let officer = officers.iter().find(|one| one.user == Some(row.id)).map(|one| one.id);
            let caller = Caller::known(&row, &organs, officer)?;
            callers.push((row, caller));
        }
    }
    Ok(callers)
}

fn user_fact((row, caller): &(UserRow, Caller)) -> UserFact {
    let actor = &caller.actor;
    UserFact {
        id: row.id,
        name: row.name.clone(),
        review_qualified: row.law_qualification.is_some() && actor.roles.contains(&Role::Reviewer),
        roles: actor.roles.clone(),
        interests: Vec::new(),
        department: actor.department,
        organ: actor.organ,
    }
}

async fn entrustments(tx: &mut ReadTx) -> Result<Vec<EntrustmentFact>, AppError> {
    let rows = entrustment::all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| EntrustmentFact {
            organ: row.organ_id,
            body: row.body_id,
            from_on: row.from_on,
            to_on: match row.revoked_on.and_then(|revoked| revoked.pred_opt()) {
                Some(last) => last.min(row.to_on),
                None => row.to_on,
            },
            procedures: row.procedures.map(|ids| ids.into_iter().collect()),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingjian_domain::id::{OfficerId, UserId};
    use mingjian_domain::instant::Instant;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn change(on: &str, status: CertificateStatus) -> CertificateChangeRow {
        CertificateChangeRow {
            number: "A1".to_owned(),
            changed_on: day(on),
            status,
            reason: String::new(),
            recorded_by: UserId::from_parts(0, &[0; 10]),
            recorded_at: Instant::from_micros(0),
        }
    }

    #[test]
    fn a_suspended_certificate_is_valid_before_and_after_but_not_between() {
        let certificate = CertificateRow {
            number: "A1".to_owned(),
            officer_id: OfficerId::from_parts(0, &[0; 10]),
            issuer: String::new(),
            area: String::new(),
            valid_from_on: day("2024-01-01"),
            valid_to_on: day("2028-12-31"),
            created_at: Instant::from_micros(0),
        };
        let changes = [
            change("2026-03-01", CertificateStatus::Suspended),
            change("2026-04-01", CertificateStatus::Valid),
            change("2027-01-01", CertificateStatus::Revoked),
        ];
        let facts = spans(&certificate, &changes);
        let valid = |on: &str| facts.iter().any(|fact| fact.is_valid_on(day(on)));
        assert!(valid("2026-02-28") && !valid("2026-03-01") && !valid("2026-03-31"));
        assert!(valid("2026-04-01") && valid("2026-12-31") && !valid("2027-01-01") && !valid("2029-01-01"));
    }
}
