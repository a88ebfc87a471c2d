//! Composes the approval sheets of a change of handlers, a suspension and a resumption.
//! It does not say whether the time for the decision stood still.

use super::header::blank_opinion;
use super::rows::Sheet;
use super::{ComposeFault, Draft};
use crate::act::{Act, Prose};
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::kind::Signatory;
use crate::document::parts::SignOff;
use crate::id::UserId;

/// 变更承办人员审批表.
pub(super) fn handler_change(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ChangeHandlers(stated) = act else {
        return Err(draft.wrong_act());
    };
    let before: Vec<&str> =
        draft.after.handling.replaced_officers.iter().map(|officer| officer.name.as_str()).collect();
    let now: Vec<String> = draft
        .after
        .officers
        .iter()
        .map(|officer| format!("{}（{}）", officer.name, officer.certificate))
        .collect();
    Sheet::new(draft, Form::HandlerChange)
        .text("原承办人员", &before.join("、"))
        .text("变更后的承办人员", &now.join("、"))
        .prose("变更理由", &stated.reason)
        .text("依据", &draft.action_basis())
        .opinions(approved(draft, stated.proposed_by, "建议变更承办人员。", &stated.opinion)?)
        .done()
}

/// 中止调查审批表.
pub(super) fn suspension_approval(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::SuspendInvestigation(stated) = act else {
        return Err(draft.wrong_act());
    };
    let proofs: Vec<&str> = draft
        .after
        .evidence
        .iter()
        .filter(|item| stated.evidence.contains(&item.id))
        .map(|item| item.stated.name.as_str())
        .collect();
    Sheet::new(draft, Form::SuspensionApproval)
        .day("立案日期", draft.after.filed_on)
        .prose("案情", &draft.known_facts()?)
        .prose("中止事由", &stated.ground)
        .text("中止依据", &stated.basis)
        .text("证明材料", &proofs.join("、"))
        .opinions(approved(draft, stated.proposed_by, "建议中止调查。", &stated.opinion)?)
        .done()
}

/// 恢复调查审批表.
pub(super) fn resumption_approval(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ResumeInvestigation(stated) = act else {
        return Err(draft.wrong_act());
    };
    let suspension = draft.after.handling.suspensions.last().ok_or(ComposeFault::NotInCase("中止调查"))?;
    Sheet::new(draft, Form::ResumptionApproval)
        .day("立案日期", draft.after.filed_on)
        .day("中止日期", Some(suspension.from))
        .prose("中止事由", &suspension.ground)
        .day("恢复日期", suspension.until)
        .prose("恢复理由", &stated.reason)
        .opinions(approved(draft, stated.proposed_by, "建议恢复调查。", &stated.opinion)?)
        .done()
}

/// The head of the unit who proposed, by name, and the head of the organ who approved.
fn approved(
    draft: &Draft<'_>,
    proposed_by: UserId,
    proposal: &str,
    opinion: &Prose,
) -> Result<Vec<SignOff>, ComposeFault> {
    let name = draft.letterhead.people.get(&proposed_by).ok_or(ComposeFault::UnknownPerson("提出人"))?;
    let unit =
        SignOff { opinion: proposal.into(), name: Some(name.clone()), ..blank_opinion(Signatory::UnitHead) };
    Ok(vec![unit, draft.opinion(Signatory::AgencyHead, opinion)])
}
