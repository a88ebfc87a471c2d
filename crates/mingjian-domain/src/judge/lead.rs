//! Judges what is stated from the lead to filing: party, limitation, causes, officers and conflicts of interest.
//! Whether jurisdiction is well argued is for people to judge.

use super::{Judged, acting_officers, need_prose, need_text, not_after, two_officers};
use crate::act::InputFault;
use crate::act::lead::{
    AcceptLead, ApproveFiling, OpenProceeding, PartyEntry, PartyKind, RefuseFiling, RequestFiling,
    TransferOut,
};
use crate::attempt::Context;
use crate::id::OfficerId;
use crate::interest;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use crate::value::credit_code::CreditCode;
use crate::value::phone::Phone;
use crate::value::resident_id::ResidentId;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::variable::{Variable, conflict, officers};
use std::collections::BTreeSet;

/// The time limits after which nothing is punished any more (行政处罚法 第三十六条).
const LIMITATION: &str = "limitation.ordinary";
const LONG_LIMITATION: &str = "limitation.life-and-health";

/// What was entered of a lead.
pub(crate) fn open(lead: &OpenProceeding, day: NaiveDate) -> Result<Judged, Refusal> {
    need_prose(&lead.summary, "summary")?;
    need_text(&lead.place, "place")?;
    not_after(lead.found_on, day, "found_on")?;
    if let Some(phone) = &lead.informant_phone {
        check_phone(phone.reveal(), "informant_phone")?;
    }
    check_party(&lead.party)?;
    Ok(Judged::default())
}

pub(crate) fn check_party(party: &PartyEntry) -> Result<(), Refusal> {
    need_text(&party.name, "party.name")?;
    need_text(&party.address, "party.address")?;
    if let Some(code) = &party.credit_code {
        CreditCode::parse(code).map_err(|error| InputFault::new("party.credit_code", &error.to_string()))?;
    }
    if let Some(id) = &party.resident_id {
        ResidentId::parse(id.reveal())
            .map_err(|error| InputFault::new("party.resident_id", &error.to_string()))?;
    }
    if let Some(phone) = &party.phone {
        check_phone(phone.reveal(), "party.phone")?;
    }
    let (missing, field, what) = match party.kind {
        PartyKind::Citizen => {
            (party.resident_id.is_none(), "party.resident_id", "公民应当填写居民身份证号码")
        }
        PartyKind::Organisation | PartyKind::IndividualBusiness => {
            (party.credit_code.is_none(), "party.credit_code", "单位、个体工商户应当填写统一社会信用代码")
        }
    };
    if missing {
        return Err(InputFault::new(field, what).into());
    }
    Ok(())
}

pub(crate) fn check_phone(text: &str, field: &str) -> Result<(), Refusal> {
    match Phone::parse(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(InputFault::new(field, &error.to_string()).into()),
    }
}

/// Accepting asks whether the time for punishing had passed when the act was found.
pub(crate) fn accept(
    proceeding: &Proceeding,
    stated: &AcceptLead,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.jurisdiction, "jurisdiction")?;
    need_prose(&stated.initial_evidence, "initial_evidence")?;
    let Some(ended_on) = stated.act_ended_on else {
        return Ok(Judged::default());
    };
    not_after(ended_on, day, "act_ended_on")?;
    check_limitation("act_ended_on", ended_on, proceeding.opening.on(), stated.long_limitation, context)?;
    Ok(Judged::default())
}

/// Whether the time for punishing had passed when the act was found (行政处罚法 第三十六条).
pub(crate) fn check_limitation(
    field: &str,
    ended_on: NaiveDate,
    found_on: NaiveDate,
    is_long: bool,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let rule = if is_long { LONG_LIMITATION } else { LIMITATION };
    let basis = || vec![Citation::article("行政处罚法", 36)];
    let due = context
        .law
        .due(rule, ended_on)
        .map_err(|error| Refusal::law("clock-not-computable", &error.to_string(), basis()))?;
    if found_on <= due.due {
        return Ok(());
    }
    Err(Refusal::field(
        "limitation-passed",
        field,
        "发现时已经超过追究时效，不再给予行政处罚。请不予立案，或者核对行为终了日期和是否适用五年时效。",
        basis(),
    ))
}

pub(crate) fn refuse(stated: &RefuseFiling, day: NaiveDate) -> Result<Judged, Refusal> {
    need_prose(&stated.reason, "reason")?;
    if let Some(answered_on) = stated.informant_answered_on {
        not_after(answered_on, day, "informant_answered_on")?;
    }
    Ok(Judged::default())
}

pub(crate) fn transfer(stated: &TransferOut) -> Result<Judged, Refusal> {
    need_text(&stated.receiver, "receiver")?;
    need_prose(&stated.reason, "reason")?;
    Ok(Judged::default())
}

/// The request names causes that this organ may punish, and officers that exist.
pub(crate) fn request_filing(
    proceeding: &Proceeding,
    stated: &RequestFiling,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.facts, "facts")?;
    if stated.causes.is_empty() {
        return Err(InputFault::new("causes", "至少选择一个案由").into());
    }
    for id in &stated.causes {
        check_cause(id, "causes", context)?;
    }
    if stated.causes.iter().collect::<BTreeSet<_>>().len() != stated.causes.len() {
        return Err(InputFault::new("causes", "同一案由只选择一次").into());
    }
    let mut judged = acting_officers(proceeding, &stated.officers, day, context)?;
    let fit = judged.inputs.drain(..).all(|input| input.value == officers::CERTIFIED);
    if !fit {
        return Err(Refusal::field(
            "officers-unfit",
            "officers",
            "承办人员应当不少于两人，并且当日持有有效执法证。",
            vec![Citation::article("行政处罚法", 42).paragraph(1)],
        ));
    }
    Ok(judged)
}

/// A cause exists and is this organ's to punish (行政处罚法 第十七条; 传染病防治法 gives some to the disease-control organ).
pub(crate) fn check_cause(id: &str, field: &str, context: &Context<'_>) -> Result<(), Refusal> {
    let Some(cause) = context.law.any_cause(id) else {
        return Err(Refusal::field(
            "cause-unknown",
            field,
            "规则包中没有这一案由。",
            vec![Citation::article("行政处罚法", 4)],
        ));
    };
    if cause.organ == context.law.organ() {
        return Ok(());
    }
    let message =
        format!("“{}”由{}处罚，本机关没有职权。请移送有管辖权的机关。", cause.label, cause.organ.label());
    Err(Refusal::field(
        "cause-of-another-organ",
        field,
        &message,
        vec![Citation::article("行政处罚法", 17), Citation::article("行政处罚法", 38)],
    ))
}

/// Filing names the officers of the request; their certificates and interests are judged on this day.
pub(crate) fn approve_filing(
    proceeding: &Proceeding,
    stated: &ApproveFiling,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.opinion, "opinion")?;
    assigned_officers(proceeding, day, context)
}

/// The officers who are named for a proceeding, judged on a day: certificates, employer, interest.
pub(crate) fn assigned_officers(
    proceeding: &Proceeding,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    let ids: Vec<OfficerId> = proceeding.officers.iter().map(|officer| officer.id).collect();
    let judged = two_officers(&ids, day, context);
    let named = || ids.iter().filter_map(|id| context.facts.officer(*id));
    for officer in named() {
        super::check_employer(proceeding, officer, day, context)?;
    }
    let conflict =
        ids.iter().find_map(|id| interest::of_officer_id(*id, context.facts, &proceeding.everybody(), day));
    let value = if conflict.is_some() { conflict::FOUND } else { conflict::NONE };
    Ok(Judged { conflict, ..judged }.with(Variable::Conflict, value))
}
