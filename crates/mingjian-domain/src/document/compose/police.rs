//! Composes the transfer to the police: D49 with its list, and the sheet on which the principal decides.
//! It judges no crime.

use super::header::blank_opinion;
use super::rows::{Sheet, cell};
use super::{ComposeFault, Draft};
use crate::act::Act;
use crate::act::police::ApprovePoliceTransfer;
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::kind::Signatory;
use crate::proceeding::PoliceTransfer;

fn approved<'a>(
    draft: &Draft<'a>,
    act: &'a Act,
) -> Result<(&'a ApprovePoliceTransfer, &'a PoliceTransfer), ComposeFault> {
    let Act::ApprovePoliceTransfer(stated) = act else {
        return Err(draft.wrong_act());
    };
    let transfer = draft.after.beside.transfers.last().ok_or(ComposeFault::NotInCase("移送的书面报告"))?;
    Ok((stated, transfer))
}

/// D49 涉嫌犯罪案件移送书 (移送规定 第六条).
pub(super) fn letter(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let (stated, transfer) = approved(draft, act)?;
    Sheet::new(draft, Form::PoliceTransfer)
        .text("接受移送的公安机关", &stated.police)
        .text("涉嫌罪名", &transfer.stated.offence)
        .prose("案件事实", &transfer.stated.facts)
        .prose("移送理由和依据", &transfer.stated.grounds)
        .text("移送依据", &draft.action_basis())
        .list("随案材料清单", &["材料名称"], stated.materials.iter().map(|name| vec![cell(name)]).collect())
        .done()
}

/// 涉嫌犯罪案件移送审批表 (移送规定 第五条).
pub(super) fn approval(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let (stated, transfer) = approved(draft, act)?;
    Sheet::new(draft, Form::PoliceTransferApproval)
        .day("报告日期", Some(transfer.reported_on))
        .text("涉嫌罪名", &transfer.stated.offence)
        .prose("核实的案件事实", &transfer.stated.facts)
        .prose("移送理由和依据", &transfer.stated.grounds)
        .text("接受移送的公安机关", &stated.police)
        .opinions(vec![
            blank_opinion(Signatory::UnitHead),
            draft.opinion(Signatory::AgencyHead, &stated.opinion),
        ])
        .done()
}
