//! Judges who comes to handle a case, and on what ground its investigation rests (行政处罚法 第四十二条、第四十三条、第六十条).
//! It keeps what earlier handlers did: their acts stand under their names.

use super::{Judged, check_employer, check_not_judging, need_prose, need_text, recusal, two_officers};
use crate::act::InputFault;
use crate::act::handling::{ChangeHandlers, ResumeInvestigation, SuspendInvestigation};
use crate::attempt::Context;
use crate::clock::ClockRecord;
use crate::id::{OfficerId, UserId};
use crate::interest;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::procedure::Role;
use mingjian_law::variable::{Variable, conflict};
use std::collections::BTreeSet;

/// The stretch of time that a body's limit may leave out of the time for the decision.
const SUSPENSION: &str = "suspension";

pub(crate) fn change(
    proceeding: &Proceeding,
    stated: &ChangeHandlers,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.reason, "reason")?;
    need_prose(&stated.opinion, "opinion")?;
    check_proposer(proceeding, stated.proposed_by, context)?;
    let now: BTreeSet<OfficerId> = proceeding.officers.iter().map(|officer| officer.id).collect();
    if now == stated.officers.iter().copied().collect() {
        return Err(InputFault::new("officers", "与现在的承办人员相同，不需要变更").into());
    }
    named(proceeding, &stated.officers, day, context)
}

/// Officers who are named as handlers: certified, of this organ, without interest, not recused, neither reviewer nor host.
pub(super) fn named(
    proceeding: &Proceeding,
    ids: &[OfficerId],
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    for officer in ids.iter().filter_map(|id| context.facts.officer(*id)) {
        check_employer(proceeding, officer, day, context)?;
        check_not_judging(proceeding, officer)?;
        recusal::check_officer(proceeding, officer.id, officer.user)?;
    }
    let found =
        ids.iter().find_map(|id| interest::of_officer_id(*id, context.facts, &proceeding.everybody(), day));
    let value = if found.is_some() { conflict::FOUND } else { conflict::NONE };
    let judged = two_officers(ids, day, context);
    Ok(Judged { conflict: found, ..judged }.with(Variable::Conflict, value))
}

fn check_proposer(proceeding: &Proceeding, user: UserId, context: &Context<'_>) -> Result<(), Refusal> {
    let heads_unit = |fact: &crate::actor::UserFact| {
        fact.roles.contains(&Role::UnitHead) && fact.department == proceeding.department
    };
    if context.facts.user(user).is_some_and(heads_unit) {
        return recusal::check_user(proceeding, user, "proposed_by");
    }
    Err(InputFault::new("proposed_by", "提出人应当是本案承办机构的负责人").into())
}

/// A suspension has a ground, an article and a proof in the file.
pub(crate) fn suspend(
    proceeding: &Proceeding,
    stated: &SuspendInvestigation,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.ground, "ground")?;
    need_text(&stated.basis, "basis")?;
    need_prose(&stated.opinion, "opinion")?;
    check_proposer(proceeding, stated.proposed_by, context)?;
    if stated.evidence.is_empty() {
        return Err(Refusal::field(
            "suspension-unproved",
            "evidence",
            "中止调查应当有证明中止事由的材料。请先在“添加证据”里登记，再在这里选择。",
            vec![Citation::article("行政处罚法", 54).paragraph(1), Citation::article("行政处罚法", 60)],
        ));
    }
    if stated.evidence.iter().any(|id| proceeding.evidence.iter().all(|item| item.id != *id)) {
        return Err(InputFault::new("evidence", "所选材料不在本案证据中，请重新选择").into());
    }
    Ok(Judged::default())
}

/// Whether the time for the decision stands still is said by its limit: by default it runs on.
pub(crate) fn resume(
    proceeding: &Proceeding,
    stated: &ResumeInvestigation,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.reason, "reason")?;
    need_prose(&stated.opinion, "opinion")?;
    check_proposer(proceeding, stated.proposed_by, context)?;
    let clock = proceeding.clock(Variable::DecisionClock).filter(|clock| clock.ended_on.is_none());
    let since = proceeding.handling.suspensions.last().map(|one| one.from);
    let extended = clock.zip(since).and_then(|(clock, since)| stood_still(clock, since, day, context));
    Ok(Judged { extended, ..Judged::default() })
}

/// The clock with as many days more as it stood still, where its limit leaves suspensions out.
fn stood_still(
    clock: &ClockRecord,
    since: NaiveDate,
    day: NaiveDate,
    context: &Context<'_>,
) -> Option<ClockRecord> {
    let binding = context.law.pack.limits.binding(&clock.rule, clock.start);
    let leaves_out = |exclusions: &[mingjian_law::limit::Exclusion]| {
        exclusions.iter().any(|exclusion| exclusion.id == SUSPENSION)
    };
    let all = !binding.is_empty() && binding.iter().all(|limit| leaves_out(&limit.rule.exclusions));
    // What was over before cannot be saved by resting.
    if !all || clock.last_day() < since {
        return None;
    }
    let due = clock.due.checked_add_signed(day.signed_duration_since(since))?;
    Some(ClockRecord { due, extended: None, ..clock.clone() })
}
