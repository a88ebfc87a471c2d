//! Judges applications for recusal and their decisions (行政处罚法 第四十三条、河南省行政执法条例 第二十三条).
//! It weighs no reason; whether a declared interest stands against an act is `interest`.

use super::{Judged, need_prose, need_text, with_files};
use crate::act::InputFault;
use crate::act::recusal::{DecideRecusal, RecusalCapacity, RecusalSubject, RequestRecusal};
use crate::actor::Facts;
use crate::attempt::Context;
use crate::id::{OfficerId, UserId};
use crate::proceeding::{Proceeding, RecusalState};
use crate::refusal::Refusal;
use crate::value::fold;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::procedure::Role;
use mingjian_law::variable::{Value, Variable, conflict, decider, host_recused, officers, reviewer_recused};
use std::collections::BTreeSet;

/// Somebody who takes part in the case is named, once, with a reason.
pub(crate) fn request(
    proceeding: &Proceeding,
    stated: &RequestRecusal,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.applicant_name, "applicant_name")?;
    if stated.subjects.is_empty() {
        return Err(InputFault::new("subjects", "请写明申请谁回避").into());
    }
    for (place, subject) in stated.subjects.iter().enumerate() {
        let field = format!("subjects[{place}]");
        need_prose(&subject.reason, &format!("{field}.reason"))?;
        check_subject(proceeding, subject, &field, context.facts)?;
        let same =
            |other: &RecusalSubject| (other.officer, other.person) == (subject.officer, subject.person);
        if stated.subjects.iter().filter(|other| same(other)).count() > 1 {
            return Err(InputFault::new(&field, "同一人只填写一次").into());
        }
    }
    with_files(Judged::default(), &[stated.scan], context)
}

/// A handler is named as an officer of the case, everybody else as a person of the organ with that part in it.
fn check_subject(
    proceeding: &Proceeding,
    subject: &RecusalSubject,
    field: &str,
    facts: &Facts,
) -> Result<(), Refusal> {
    let takes_part = match (subject.capacity, subject.officer, subject.person) {
        (RecusalCapacity::Handler, Some(id), None) => proceeding.officers.iter().any(|one| one.id == id),
        (RecusalCapacity::Handler, ..) => {
            return Err(InputFault::new(field, "承办人员请在“承办人员”一栏选择，其他栏不填").into());
        }
        (_, None, Some(user)) => match subject.capacity {
            RecusalCapacity::Host => proceeding.hearing().is_some_and(|one| one.host == Some(user)),
            RecusalCapacity::Reviewer => proceeding.review().is_some_and(|one| one.reviewer == Some(user)),
            RecusalCapacity::Head => is_head(facts, Some(user)),
            RecusalCapacity::Other | RecusalCapacity::Handler => facts.user(user).is_some(),
        },
        _ => return Err(InputFault::new(field, "请在“其他人员”一栏选择一人，“承办人员”一栏不填").into()),
    };
    if takes_part {
        return Ok(());
    }
    let message = format!("所选的人不是本案的{}，请核对身份和人员。", subject.capacity.label());
    Err(Refusal::field(
        "recusal-of-stranger",
        field,
        &message,
        vec![Citation::article("行政处罚法", 43).paragraph(2)],
    ))
}

fn is_head(facts: &Facts, user: Option<UserId>) -> bool {
    let fact = user.and_then(|user| facts.user(user));
    fact.is_some_and(|fact| fact.roles.contains(&Role::AgencyHead))
}

/// Every open application is decided, by who may; whoever replaces a recused handler is named at once.
pub(crate) fn decide(
    proceeding: &Proceeding,
    stated: &DecideRecusal,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    let open: Vec<&RecusalState> = proceeding.open_recusals().collect();
    check_findings(&open, stated)?;
    let is_granted = |state: &&&RecusalState| {
        stated.findings.iter().any(|finding| finding.granted && finding.subject == state.key)
    };
    let granted: Vec<&RecusalState> = open.iter().filter(is_granted).copied().collect();
    let handlers: BTreeSet<OfficerId> = granted.iter().filter_map(|state| state.stated.officer).collect();
    let judged = if handlers.is_empty() {
        check_nobody_named(stated)?;
        Judged::default()
            .with(Variable::Officers, officers::CERTIFIED)
            .with(Variable::Conflict, conflict::NONE)
    } else {
        if stated.officers.iter().any(|id| handlers.contains(id)) {
            return Err(recused("officers", "指派的承办人员正是被决定回避的人员"));
        }
        super::handling::named(proceeding, &stated.officers, day, context)?
    };
    let judged = with_files(judged, &[stated.scan], context)?;
    let users: BTreeSet<UserId> = granted.iter().filter_map(|state| state.user).collect();
    let yes = |part: Option<UserId>| part.is_some_and(|user| users.contains(&user));
    let host = yes(proceeding.hearing().filter(|one| one.ended.is_none()).and_then(|one| one.host));
    let reviewer = yes(proceeding.review().and_then(|round| round.reviewer));
    Ok(judged
        .with(Variable::Decider, decided_by(&open, stated, context))
        .with(Variable::HostRecused, if host { host_recused::YES } else { host_recused::NO })
        .with(Variable::ReviewerRecused, if reviewer { reviewer_recused::YES } else { reviewer_recused::NO }))
}

fn check_findings(open: &[&RecusalState], stated: &DecideRecusal) -> Result<(), Refusal> {
    let keys: BTreeSet<&str> = open.iter().map(|state| state.key.as_str()).collect();
    let found: BTreeSet<&str> = stated.findings.iter().map(|finding| finding.subject.as_str()).collect();
    // Where nothing is open the procedure says so.
    if !open.is_empty() && (keys != found || found.len() != stated.findings.len()) {
        return Err(InputFault::new("findings", "请对每一项待决定的回避申请逐一作出决定").into());
    }
    for (place, finding) in stated.findings.iter().enumerate() {
        need_prose(&finding.reason, &format!("findings[{place}].reason"))?;
    }
    Ok(())
}

fn check_nobody_named(stated: &DecideRecusal) -> Result<(), Refusal> {
    if stated.officers.is_empty() {
        return Ok(());
    }
    let problem = "没有承办人员回避，不需要在这里指派；需要变更承办人员的，请办理“变更承办人员”";
    Err(InputFault::new("officers", problem).into())
}

/// Nobody decides on the own recusal; on the head's the government of the same level or the organ above decides.
fn decided_by(open: &[&RecusalState], stated: &DecideRecusal, context: &Context<'_>) -> Value {
    let actor = &context.facts.actor;
    let own = |state: &&RecusalState| {
        state.user == Some(actor.user)
            || (state.stated.officer.is_some() && state.stated.officer == actor.officer)
    };
    let of_head = |state: &&RecusalState| {
        state.stated.capacity == RecusalCapacity::Head
            || (state.stated.capacity == RecusalCapacity::Other && is_head(context.facts, state.user))
    };
    let above = stated.superior.as_deref().is_some_and(|name| need_text(name, "superior").is_ok())
        && stated.scan.is_some();
    if open.iter().any(own) || (open.iter().any(of_head) && !above) {
        decider::PARTIAL
    } else {
        decider::COMPETENT
    }
}

/// Who is recused is named for nothing any more.
pub(crate) fn check_officer(
    proceeding: &Proceeding,
    id: OfficerId,
    user: Option<UserId>,
) -> Result<(), Refusal> {
    if proceeding.is_recused(user, Some(id)) {
        return Err(recused("officers", "所选执法人员中有人已被决定回避"));
    }
    Ok(())
}

/// The same of a reviewer or a host.
pub(crate) fn check_user(proceeding: &Proceeding, user: UserId, field: &str) -> Result<(), Refusal> {
    if proceeding.is_recused(Some(user), None) {
        return Err(recused(field, "所选人员已被决定回避"));
    }
    Ok(())
}

/// The same of people whose names were written down.
pub(crate) fn check_names<'n>(
    proceeding: &Proceeding,
    names: impl Iterator<Item = &'n str>,
    facts: &Facts,
) -> Result<(), Refusal> {
    let written: BTreeSet<String> = names.map(fold::name).collect();
    let users = facts.users.iter().filter(|user| proceeding.is_recused(Some(user.id), None));
    let officers = facts.officers.iter().filter(|one| proceeding.is_recused(one.user, Some(one.id)));
    let mut out = users.map(|user| &user.name).chain(officers.map(|one| &one.name));
    if out.any(|name| written.contains(&fold::name(name))) {
        return Err(recused("members", "参加人员中有人已被决定回避"));
    }
    Ok(())
}

fn recused(field: &str, what: &str) -> Refusal {
    let message = format!("{what}，不能再办理本案。请改由其他人员办理。");
    Refusal::field("person-recused", field, &message, basis())
}

fn basis() -> Vec<Citation> {
    vec![Citation::article("行政处罚法", 43).paragraph(1)]
}

/// The refusal of whatever a recused person wants to do in the case.
pub(crate) fn own_refusal() -> Refusal {
    Refusal::forbidden("recused", "您已被决定回避本案，不能再办理本案的任何事项。", basis())
}
