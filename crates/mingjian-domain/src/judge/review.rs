//! Judges what is stated in legal review: who may review, and whether the opinion fits its findings.
//! The reasons are the reviewer's.

use super::{Judged, need_prose, written};
use crate::act::InputFault;
use crate::act::review::{AssignReview, Finding, GiveOpinion, OpinionKind, SubmitForReview};
use crate::actor::{Part, UserFact};
use crate::attempt::Context;
use crate::id::UserId;
use crate::interest;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::procedure::Role;
use mingjian_law::variable::{Value, Variable, opinion as opinion_value, reviewer};
use std::collections::BTreeSet;

pub(crate) fn submit(
    proceeding: &Proceeding,
    stated: &SubmitForReview,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    if stated.materials.iter().all(|material| material.trim().is_empty()) {
        return Err(InputFault::new("materials", "请列出送审材料").into());
    }
    super::decision::check_fits_facts(proceeding, context)?;
    Ok(Judged::default())
}

/// Who is assigned has no interest in the party, and took no part in the case.
pub(crate) fn assign(
    proceeding: &Proceeding,
    stated: &AssignReview,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    if let Some(conflict) = interest::of_user_id(stated.reviewer, context.facts, &proceeding.everybody(), day)
    {
        return Err(conflict.refusal("reviewer"));
    }
    super::recusal::check_user(proceeding, stated.reviewer, "reviewer")?;
    Ok(Judged::default().with(Variable::Reviewer, independence(proceeding, stated.reviewer, context)))
}

/// A reviewer took no part in the case, is not of the handling unit, and is qualified (行政处罚法 第五十八条).
fn independence(proceeding: &Proceeding, user: UserId, context: &Context<'_>) -> Value {
    let fits = |fact: &UserFact| {
        fact.roles.contains(&Role::Reviewer)
            && fact.review_qualified
            && fact.organ == proceeding.organ
            && fact.department != proceeding.department
    };
    let took_part = proceeding.was_handled_by(user)
        || [Part::UnitHead, Part::Host, Part::Head].into_iter().any(|part| proceeding.has_part(user, part));
    let fit = context.facts.user(user).is_some_and(fits) && !took_part;
    if fit { reviewer::INDEPENDENT } else { reviewer::INVOLVED }
}

/// An opinion says something on each of the nine points, and does not agree against its own findings.
pub(crate) fn opinion(
    proceeding: &Proceeding,
    stated: &GiveOpinion,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.text, "text")?;
    let found: BTreeSet<&str> = stated.points.iter().map(|point| point.point.as_str()).collect();
    if let Some(missing) = context.law.review_points().find(|point| !found.contains(point.id.as_str())) {
        let message = format!("审核要点“{}”没有结论。九项要点都应当逐项审核。", missing.label);
        let basis = missing.basis.iter().cloned().collect();
        return Err(Refusal::field("points-missing", "points", &message, basis));
    }
    let unknown = |id: &&str| context.law.review_points().all(|point| point.id != **id);
    if found.len() != stated.points.len() || found.iter().any(unknown) {
        return Err(InputFault::new("points", "每项审核要点只填写一次，且须是规则包中的要点").into());
    }
    let failed = stated.points.iter().find(|point| point.finding == Finding::Fail);
    if stated.kind == OpinionKind::Agree && failed.is_some() {
        return Err(Refusal::field(
            "opinion-contradicts-findings",
            "kind",
            "有要点的结论是“不符合”，审核意见不能是“同意”。",
            vec![Citation::article("行政处罚法", 58).paragraph(1)],
        ));
    }
    for (place, point) in stated.points.iter().enumerate() {
        if point.finding != Finding::Pass {
            need_prose(&point.note, &format!("points[{place}].note"))?;
        }
    }
    let value = match stated.kind {
        OpinionKind::Agree => opinion_value::AGREE,
        OpinionKind::Supplement | OpinionKind::Correct | OpinionKind::NoPenalty | OpinionKind::Transfer => {
            opinion_value::PROBLEMS
        }
    };
    written(&stated.text, "text").map(|judged| {
        judged
            .with(Variable::Reviewer, independence(proceeding, context.facts.actor.user, context))
            .with(Variable::Opinion, value)
    })
}
