//! Who may see and move a proceeding: role, organ, department and part in the case, with the reason when not.
//! Lists are restricted in SQL by the same facts; here one act on one case is judged.

use crate::actor::{Actor, Part};
use crate::attempt::Context;
use crate::proceeding::Proceeding;
use crate::refusal::{Refusal, articles};
use mingjian_law::citation::Citation;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, Role};

/// How much of a case a person may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It is the person's own work: no reason is asked.
    Own,
    /// The person may read it, but must say why first.
    WithPurpose,
    /// The person may not even know that it exists.
    Hidden,
}

/// How a person may read a proceeding.
pub fn reading(proceeding: &Proceeding, actor: &Actor) -> Reading {
    if proceeding.organ != actor.organ {
        return Reading::Hidden;
    }
    let takes_part = proceeding.people.iter().any(|(user, _)| *user == actor.user);
    let heads_unit = actor.roles.contains(&Role::UnitHead) && actor.department == proceeding.department;
    let works_on_all = [Role::AgencyHead, Role::ReviewHead, Role::Clerk, Role::Archivist]
        .iter()
        .any(|role| actor.roles.contains(role));
    if takes_part || heads_unit || works_on_all {
        return Reading::Own;
    }
    let works_on_cases = [Role::Officer, Role::UnitHead, Role::Reviewer, Role::HearingHost, Role::Supervisor]
        .iter()
        .any(|role| actor.roles.contains(role));
    if works_on_cases { Reading::WithPurpose } else { Reading::Hidden }
}

/// The role in which a person may take an action in a proceeding.
pub(crate) fn may_act(
    proceeding: &Proceeding,
    action: &Action,
    context: &Context<'_>,
) -> Result<Role, Refusal> {
    let actor = &context.facts.actor;
    let Some(role) = action.by.iter().copied().find(|role| actor.roles.contains(role)) else {
        let who: Vec<_> = action.by.iter().map(|role| role.label()).collect();
        let message = format!("“{}”应当由{}办理。", action.label, who.join("或"));
        return Err(Refusal::forbidden("role-missing", &message, articles(&action.basis)));
    };
    check_entrustment(proceeding, context)?;
    check_place(proceeding, action, role, actor)?;
    Ok(role)
}

/// The role in which a person may register a lead.
pub(crate) fn may_open(context: &Context<'_>) -> Result<Role, Refusal> {
    let actor = &context.facts.actor;
    [Role::Officer, Role::UnitHead].into_iter().find(|role| actor.roles.contains(role)).ok_or_else(|| {
        Refusal::forbidden(
            "role-missing",
            "案源应当由执法人员或者承办机构负责人登记。",
            vec![Citation::article("行政处罚法", 54)],
        )
    })
}

/// An entrusted body acts only within a written entrustment that is in force (行政处罚法 第二十条).
fn check_entrustment(proceeding: &Proceeding, context: &Context<'_>) -> Result<(), Refusal> {
    let Some(body) = context.facts.actor.body else {
        return Ok(());
    };
    let day = context.now.day();
    let valid = context.facts.entrustments.iter().any(|entrustment| {
        entrustment.organ == proceeding.organ
            && entrustment.body == body
            && entrustment.from_on <= day
            && day <= entrustment.to_on
    });
    if valid {
        return Ok(());
    }
    Err(Refusal::forbidden(
        "entrustment-missing",
        "所在单位没有在有效期内的书面委托，不能以委托机关名义办理案件。",
        vec![Citation::article("行政处罚法", 20)],
    ))
}

fn check_place(proceeding: &Proceeding, action: &Action, role: Role, actor: &Actor) -> Result<(), Refusal> {
    let refuse = |code: &str, message: &str| Err(Refusal::forbidden(code, message, articles(&action.basis)));
    match role {
        Role::Officer if !proceeding.has_part(actor.user, Part::Handler) => {
            refuse("not-handler", "您不是本案承办人，不能办理本案。")
        }
        Role::UnitHead if actor.department != proceeding.department => {
            refuse("not-handling-unit", "您不是本案承办机构的负责人，不能办理本案。")
        }
        Role::Reviewer if action.deed == Deed::GiveOpinion || action.deed == Deed::ReturnSubmission => {
            let reviewer = proceeding.review().and_then(|round| round.reviewer);
            if reviewer == Some(actor.user) {
                Ok(())
            } else {
                refuse("not-assigned-reviewer", "本案没有分配给您审核。")
            }
        }
        Role::HearingHost => {
            let host = proceeding.hearing().and_then(|hearing| hearing.host);
            if host == Some(actor.user) {
                Ok(())
            } else {
                refuse("not-hearing-host", "您不是本次听证的主持人。")
            }
        }
        Role::Officer
        | Role::UnitHead
        | Role::Reviewer
        | Role::ReviewHead
        | Role::AgencyHead
        | Role::Clerk
        | Role::Archivist
        | Role::Supervisor
        | Role::SystemAdministrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => Ok(()),
    }
}
