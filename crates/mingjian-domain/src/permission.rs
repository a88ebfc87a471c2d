//! Who may see and move a proceeding: role, organ, department and part in the case, with the reason when not.
//! Lists are restricted in SQL by the same facts; here one act on one case is judged.

use crate::act::Opening;
use crate::actor::{Actor, Facts, Part};
use crate::attempt::Context;
use crate::delegation::{ForWhom, StandIn};
use crate::id::{OrganId, UserId};
use crate::interest;
use crate::judge;
use crate::power::Leadership;
use crate::proceeding::Proceeding;
use crate::refusal::{Refusal, articles};
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, OpenedBy, Role};

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
    let takes_part = proceeding.people.iter().any(|(user, _)| *user == actor.user)
        || proceeding.investigators.contains(&actor.user);
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

/// In what role, in what capacity and for whom a person takes an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    pub role: Role,
    /// In what capacity, where it is the act of a head.
    pub leadership: Option<Leadership>,
    /// In whose place, where the person stands in.
    pub for_whom: Option<ForWhom>,
}

impl Standing {
    /// One's own, in a role.
    pub(crate) const fn of(role: Role) -> Self {
        Self { role, leadership: None, for_whom: None }
    }
}

/// The standing in which a person may take an action in a proceeding: the first of several roles that fits, one's own
/// before that of somebody who is away.
///
/// The day on which an appointment or delegation must hold is left open until it is known when the act happened.
pub(crate) fn may_act(
    proceeding: &Proceeding,
    action: &Action,
    day: Option<NaiveDate>,
    context: &Context<'_>,
) -> Result<Standing, Refusal> {
    let actor = &context.facts.actor;
    if actor.organ != proceeding.organ {
        let message = "本案由其他机关办理，您不能以本机关名义办理。";
        return Err(Refusal::forbidden(
            "another-organ",
            message,
            vec![Citation::article("行政处罚法", 17), Citation::article("行政处罚法", 22)],
        ));
    }
    check_own_interest(proceeding, context)?;
    if proceeding.is_recused(Some(actor.user), actor.officer) {
        return Err(judge::recusal::own_refusal());
    }
    let own = as_oneself(proceeding, action, day, context);
    if own.is_ok() {
        return own;
    }
    // Whoever is asked to stand in learns how far that reaches; anyone else, who it is that may act.
    stand_in(proceeding, action, day, context).unwrap_or(own)
}

fn as_oneself(
    proceeding: &Proceeding,
    action: &Action,
    day: Option<NaiveDate>,
    context: &Context<'_>,
) -> Result<Standing, Refusal> {
    let actor = &context.facts.actor;
    let mut refusal = None;
    for role in action.by.iter().copied().filter(|role| actor.roles.contains(role)) {
        let placed = check_place(proceeding, action, role, actor);
        match placed.and_then(|()| leadership(actor.user, action, role, (day, context.facts))) {
            Ok(leadership) => return Ok(Standing { leadership, ..Standing::of(role) }),
            Err(reason) => refusal = refusal.or(Some(reason)),
        }
    }
    Err(refusal.unwrap_or_else(|| {
        let who: Vec<_> = action.by.iter().map(|role| role.label()).collect();
        let message = format!("“{}”应当由{}办理。", action.label, who.join("或"));
        Refusal::forbidden("role-missing", &message, articles(&action.basis))
    }))
}

/// The standing of somebody who stands in for one who is away; nothing where nobody who is away could act.
fn stand_in(
    proceeding: &Proceeding,
    action: &Action,
    day: Option<NaiveDate>,
    context: &Context<'_>,
) -> Option<Result<Standing, Refusal>> {
    let facts = context.facts;
    let mut nearest = None;
    for delegation in facts.powers.delegations_to(facts.actor.user) {
        for role in action.by.iter().copied().filter(|role| delegation.roles.contains(role)) {
            let (on, certain) = (day.unwrap_or_else(|| context.now.day()), day.is_some());
            let case = StandIn { proceeding, action, role, facts, day: on, certain };
            let Some((from, away)) = case.delegator(delegation) else {
                continue;
            };
            let placed = check_place(proceeding, action, role, &away);
            let Ok(leadership) = placed.and_then(|()| leadership(from.id, action, role, (day, facts))) else {
                continue;
            };
            match case.check(delegation, from) {
                Ok(()) => {
                    let for_whom = Some(ForWhom { user: from.id, name: from.name.clone() });
                    return Some(Ok(Standing { role, leadership, for_whom }));
                }
                Err(refusal) => nearest = nearest.or(Some(Err(refusal))),
            }
        }
    }
    nearest
}

/// In what capacity a head acts, on a day or on any; nothing for whoever acts in another role.
fn leadership(
    user: UserId,
    action: &Action,
    role: Role,
    (day, facts): (Option<NaiveDate>, &Facts),
) -> Result<Option<Leadership>, Refusal> {
    if role != Role::AgencyHead {
        return Ok(None);
    }
    facts.powers.lead(user, action, day).map(Some)
}

/// Who declared an interest in the party does nothing in the case, in whatever role (行政处罚法 第四十三条).
fn check_own_interest(proceeding: &Proceeding, context: &Context<'_>) -> Result<(), Refusal> {
    let (facts, parties, today) = (context.facts, proceeding.everybody(), context.now.day());
    let actor = &facts.actor;
    let as_user = interest::of_user_id(actor.user, facts, &parties, today);
    let as_officer = || actor.officer.and_then(|id| interest::of_officer_id(id, facts, &parties, today));
    match as_user.or_else(as_officer) {
        Some(conflict) => Err(conflict.own_refusal(actor.roles.contains(&Role::AgencyHead))),
        None => Ok(()),
    }
}

/// The role in which a person may open a proceeding.
pub(crate) fn may_open(opening: &Opening, context: &Context<'_>) -> Result<Role, Refusal> {
    let actor = &context.facts.actor;
    [Role::Officer, Role::UnitHead].into_iter().find(|role| actor.roles.contains(role)).ok_or_else(|| {
        let (what, article) = match opening.by() {
            OpenedBy::Lead => ("案源", 54),
            OpenedBy::Inspection => ("检查任务", 42),
            OpenedBy::Spot => ("当场发现的违法行为", 52),
        };
        let message = format!("{what}应当由执法人员或者承办机构负责人登记。");
        Refusal::forbidden("role-missing", &message, vec![Citation::article("行政处罚法", article)])
    })
}

/// An entrusted body acts only within a written entrustment in force on the day of the act, and within its matters
/// (行政处罚法 第二十条).
pub(crate) fn check_entrustment(
    organ: OrganId,
    procedure: &str,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let Some(body) = context.facts.actor.body else {
        return Ok(());
    };
    let mut entrusted = context.facts.entrusted_on(organ, body, day).peekable();
    let (code, message) = if entrusted.peek().is_none() {
        ("entrustment-missing", "所在单位没有在有效期内的书面委托，不能以委托机关名义办理案件。".to_owned())
    } else if entrusted.any(|one| one.covers(procedure)) {
        return Ok(());
    } else {
        let label = context.law.procedure(procedure).map_or(procedure, |procedure| procedure.label.as_str());
        let message = format!("“{label}”不在书面委托的事项范围内，所在单位不能办理。请移交委托机关办理。");
        ("entrustment-item", message)
    };
    Err(Refusal::forbidden(code, &message, vec![Citation::article("行政处罚法", 20)]))
}

fn check_place(proceeding: &Proceeding, action: &Action, role: Role, actor: &Actor) -> Result<(), Refusal> {
    let refuse = |code: &str, message: &str| Err(Refusal::forbidden(code, message, articles(&action.basis)));
    match role {
        Role::Officer if !proceeding.is_handler(actor.user) => {
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
        Role::AgencyHead => check_head(proceeding, action, actor),
        Role::Officer
        | Role::UnitHead
        | Role::Reviewer
        | Role::ReviewHead
        | Role::Clerk
        | Role::Archivist
        | Role::Supervisor
        | Role::SystemAdministrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator
        | Role::System => Ok(()),
    }
}

/// The head of the organ weighs what others investigated and reviewed (行政处罚法 第五十七条、第五十八条): in one case
/// nobody does both, and the head of an entrusted body is not the head of the organ (第二十条).
fn check_head(proceeding: &Proceeding, action: &Action, actor: &Actor) -> Result<(), Refusal> {
    if actor.body.is_some() {
        let message = format!("“{}”应当由委托机关的负责人办理，受委托组织不能代为决定。", action.label);
        let basis = vec![Citation::article("行政处罚法", 20), Citation::article("行政处罚法", 57)];
        return Err(Refusal::forbidden("head-of-entrusted-body", &message, basis));
    }
    if proceeding.was_handled_by(actor.user) {
        return Err(Refusal::forbidden(
            "head-investigated",
            "您参与了本案的调查，不能再以机关负责人身份审批本案。请由其他负责人办理。",
            vec![Citation::article("行政处罚法", 57).paragraph(1)],
        ));
    }
    if proceeding.has_part(actor.user, Part::Reviewer) {
        return Err(Refusal::forbidden(
            "head-reviewed",
            "您是本案的法制审核人员，不能再以机关负责人身份审批本案。请由其他负责人办理。",
            vec![Citation::article("行政处罚法", 58).paragraph(1)],
        ));
    }
    Ok(())
}
