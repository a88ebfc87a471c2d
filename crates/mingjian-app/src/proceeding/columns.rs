//! The columns beside a proceeding's sealed state: what lists, filters and searches see of it.
//! They are computed from the state after each action and never read back into it.

use crate::error::AppError;
use mingjian_domain::act::lead::PartyEntry;
use mingjian_domain::event::Source;
use mingjian_domain::proceeding::Proceeding;
use mingjian_store::clock::{self, Binds, ClockRow, ClockState};
use mingjian_store::identifier::{self, Identifier};
use mingjian_store::person::{self, PersonRow};
use mingjian_store::proceeding::ProceedingRow;
use mingjian_store::{DataKey, Hash, WriteTx};
use std::collections::BTreeSet;

/// What lists and filters see of a proceeding of a kind.
pub(super) fn row_of(proceeding: &Proceeding, kind: &str) -> Result<ProceedingRow, AppError> {
    Ok(ProceedingRow {
        id: proceeding.id,
        organ_id: proceeding.organ,
        body_id: proceeding.body,
        department_id: Some(proceeding.department),
        kind: kind.to_owned(),
        procedure: proceeding.procedure.clone(),
        pack_hash: pack_hash(&proceeding.pack)?,
        number: proceeding.number().map(str::to_owned),
        state: proceeding.position.clone(),
        version: i64::try_from(proceeding.version).unwrap_or(i64::MAX),
        party_name: proceeding.party().name.clone(),
        cause: proceeding.causes.first().cloned(),
        source: match proceeding.source {
            Source::Online => mingjian_store::Source::Real,
            Source::Demo => mingjian_store::Source::Demo,
        },
        opened_at: proceeding.opened_at,
        last_recorded_at: proceeding.last_recorded_at,
        unconfirmed: i64::try_from(proceeding.unconfirmed.len()).unwrap_or(i64::MAX),
    })
}

/// The hash of a pack as the database keeps it.
pub(crate) fn pack_hash(hexadecimal: &str) -> Result<Hash, AppError> {
    hexadecimal.parse().map_err(|error| AppError::Internal(format!("the pack's hash: {error}")))
}

/// Clocks, parts and protected identifiers beside the state, for lists and searches.
pub(super) async fn write(
    tx: &mut WriteTx,
    data_key: &DataKey,
    proceeding: &Proceeding,
) -> Result<(), AppError> {
    let clocks: Vec<ClockRow> = proceeding
        .clocks
        .iter()
        .map(|record| ClockRow {
            key: record.variable.to_string(),
            rule: record.rule.clone(),
            start_on: record.start,
            due_on: record.due,
            extended_on: record.extended,
            firm: record.firm,
            binds: if record.binds_organ { Binds::Organ } else { Binds::Party },
            state: if record.ended_on.is_some() { ClockState::Ended } else { ClockState::Running },
            ended_on: record.ended_on,
        })
        .collect();
    clock::replace(tx, data_key, &clocks).await?;
    let people: Vec<PersonRow> = proceeding
        .people
        .iter()
        .map(|(user, part)| PersonRow { user_id: *user, part: part.id().to_owned() })
        .collect();
    person::replace(tx, data_key, &people).await?;
    let informant_phone = proceeding.opening.lead().and_then(|lead| lead.informant_phone.clone());
    // A case is found under everybody whom it is and was about.
    let of_party = |party: &PartyEntry| {
        // The code is public; it stands here so that a subject's proceedings are found by the same query.
        let code = party.credit_code.clone().filter(|code| !code.trim().is_empty());
        let id = party.resident_id.as_ref().map(|id| id.reveal().to_owned());
        let phone = party.phone.as_ref().map(|phone| phone.reveal().to_owned());
        [("id-card", id), ("phone", phone), ("credit-code", code)]
    };
    let informant = informant_phone.map(|phone| phone.reveal().to_owned());
    let known: BTreeSet<(&str, String)> = proceeding
        .parties()
        .flat_map(of_party)
        .chain([("phone", informant)])
        .filter_map(|(kind, value)| Some((kind, value?)))
        .collect();
    let identifiers: Vec<Identifier> =
        known.into_iter().map(|(kind, value)| Identifier { kind: kind.to_owned(), value }).collect();
    Ok(identifier::replace(tx, data_key, &identifiers).await?)
}
