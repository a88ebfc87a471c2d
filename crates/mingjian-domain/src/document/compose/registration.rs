//! Composes what is made of a registration of evidence: D12 with its list, D13, D15 and the paper that lifts it.
//! It counts no days; the term comes from the law pack.

use super::rows::{Sheet, cell};
use super::{ComposeFault, Draft};
use crate::act::{Act, Prose};
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::kind::DocumentKind;
use crate::proceeding::Registration;
use crate::value::date_text::chinese_date;
use mingjian_law::limit::Unit;

fn last<'a>(draft: &Draft<'a>) -> Result<&'a Registration, ComposeFault> {
    draft.after.beside.registrations.last().ok_or(ComposeFault::NotInCase("先行登记保存"))
}

/// The list of the things (D14 物品清单).
fn items(registration: &Registration) -> Vec<Vec<Prose>> {
    let row = |item: &crate::act::registration::HeldItem| {
        vec![
            cell(&item.name),
            cell(&item.specification),
            cell(&item.quantity.to_string()),
            cell(&item.condition),
        ]
    };
    registration.stated.items.iter().map(row).collect()
}

const COLUMNS: [&str; 4] = ["物品名称", "规格、型号、批号", "数量", "物品状态"];

/// D12 证据先行登记保存决定书, with its list.
pub(super) fn decision(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ApproveRegistration(_) = act else {
        return Err(draft.wrong_act());
    };
    let registration = last(draft)?;
    let days = draft.length("evidence.registration", Unit::WorkingDay)?;
    let remedies = draft.remedies("本决定书")?;
    Sheet::new(draft, Form::RegistrationDecision)
        .prose("登记保存理由", &registration.stated.reason)
        .text("依据", &draft.action_basis())
        .text("保存地点", &registration.stated.place)
        .text("保管人", &registration.stated.keeper)
        .text("保存期限", &format!("自本决定书送达之日起{days}个工作日，期满未作出处理决定的自动解除"))
        .text("保管要求", "在此期间，当事人或者有关人员不得销毁或者转移证据")
        .text("救济途径", &remedies.text.join("\n"))
        .list("物品清单", &COLUMNS, items(registration))
        .done()
}

/// D15 封条.
pub(super) fn seal(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ServeRegistration(_) = act else {
        return Err(draft.wrong_act());
    };
    let paper = draft.last_reference(DocumentKind::RegistrationDecision, draft.day())?;
    Sheet::for_everybody(draft, Form::RegistrationSeal)
        .text("依据文书", &format!("{}（{}）", paper.title, paper.number))
        .day("封存日期", Some(draft.day()))
        .done()
}

/// D13 证据先行登记保存处理决定书.
pub(super) fn disposal(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::DisposeRegistration(stated) = act else {
        return Err(draft.wrong_act());
    };
    let paper = draft.last_reference(DocumentKind::RegistrationDecision, draft.day())?;
    let rows = stated.items.iter().map(|item| vec![cell(&item.name), cell(item.disposal.label())]);
    Sheet::new(draft, Form::RegistrationDisposal)
        .text("登记保存决定书", &format!("{}（{}）", paper.title, paper.number))
        .prose("处理理由", &stated.reason)
        .text("依据", &draft.action_basis())
        .list("逐项处理", &["物品名称", "处理方式"], rows.collect())
        .done()
}

/// The paper by which a registration that lapsed is lifted.
pub(super) fn lifting(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::LiftLapsed(stated) = act else {
        return Err(draft.wrong_act());
    };
    let registration = last(draft)?;
    let paper = draft.last_reference(DocumentKind::RegistrationDecision, draft.day())?;
    let since = registration.service.as_ref().map(|service| chinese_date(service.on)).unwrap_or_default();
    let days = draft.length("evidence.registration", Unit::WorkingDay)?;
    Sheet::new(draft, Form::RegistrationLifting)
        .text("登记保存决定书", &format!("{}（{}）", paper.title, paper.number))
        .text(
            "解除原因",
            &format!("{since}起{days}个工作日的保存期限已经届满，没有作出处理决定，登记保存自动失效"),
        )
        .text("领回人", &stated.recipient)
        .prose("返还情况", &stated.note)
        .list("物品清单", &COLUMNS, items(registration))
        .done()
}
