//! Composes the papers of a recusal: D50 回避申请书 and 回避决定书 (行政处罚法 第四十三条).
//! It decides nothing, and prints no interest that somebody declared.

use super::rows::{Sheet, cell};
use super::{ComposeFault, Draft};
use crate::act::{Act, Prose};
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::kind::Signatory;
use crate::proceeding::RecusalState;

/// D50 回避申请书, as it was made or taken down.
pub(super) fn recusal_application(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::RequestRecusal(stated) = act else {
        return Err(draft.wrong_act());
    };
    let seq = draft.event.seq;
    let asked = draft.after.handling.recusals.iter().filter(|state| state.seq == seq);
    let rows = asked.map(|state| {
        Ok(vec![
            cell(state.stated.capacity.label()),
            cell(&subject_name(draft, state)?),
            cell(state.stated.reason.text()),
        ])
    });
    Sheet::new(draft, Form::RecusalApplication)
        .day("申请日期", Some(stated.requested_on))
        .text("提出方式", stated.applicant.label())
        .text("申请人", &stated.applicant_name)
        .text("形式", stated.form.label())
        .text("依据", &draft.action_basis())
        .text("记录人", &draft.event.actor.signature())
        .list("申请回避的人员", &["身份", "姓名", "理由"], rows.collect::<Result<_, ComposeFault>>()?)
        .done()
}

/// D50 回避决定书: each application with its decision, and who handles the case from then on.
pub(super) fn recusal_decision(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::DecideRecusal(stated) = act else {
        return Err(draft.wrong_act());
    };
    let row = |finding: &crate::act::recusal::RecusalFinding| -> Result<Vec<Prose>, ComposeFault> {
        let state = draft.after.handling.recusals.iter().find(|state| state.key == finding.subject);
        let state = state.ok_or(ComposeFault::NotInCase("回避申请"))?;
        let result = if finding.granted { "应当回避" } else { "不予回避" };
        Ok(vec![
            cell(&format!("{}{}", state.stated.capacity.label(), subject_name(draft, state)?)),
            cell(&format!("{}：{}", state.applicant.label(), state.stated.reason.text())),
            cell(result),
            cell(finding.reason.text()),
        ])
    };
    let rows = stated.findings.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    let handlers: Vec<&str> = draft.after.officers.iter().map(|officer| officer.name.as_str()).collect();
    let approval = "已审查，按上述决定办理。".into();
    Sheet::new(draft, Form::RecusalDecision)
        .text("决定机关", stated.superior.as_deref().unwrap_or(&draft.letterhead.organ))
        .day("决定日期", Some(draft.day()))
        .text("依据", &draft.action_basis())
        .text("本案承办人员", &handlers.join("、"))
        .list("回避决定", &["人员", "申请及理由", "决定", "决定理由"], rows)
        .opinions(vec![draft.opinion(Signatory::AgencyHead, &approval)])
        .done()
}

/// The name of the person: of a handler from the case, of everybody else from the body.
fn subject_name(draft: &Draft<'_>, state: &RecusalState) -> Result<String, ComposeFault> {
    if let Some(name) = &state.name {
        return Ok(name.clone());
    }
    let known = state.user.and_then(|user| draft.letterhead.people.get(&user));
    known.cloned().ok_or(ComposeFault::UnknownPerson("申请回避的人员"))
}
