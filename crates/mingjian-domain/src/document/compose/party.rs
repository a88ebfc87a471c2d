//! Composes the sheet on which a change of the party is entered.
//! Papers that were issued before keep the party that they named.

use super::rows::Sheet;
use super::{ComposeFault, Draft};
use crate::act::Act;
use crate::act::lead::PartyEntry;
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::kind::Signatory;

/// 变更当事人登记表.
pub(super) fn party_change(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ChangeParty(stated) = act else {
        return Err(draft.wrong_act());
    };
    let before = draft.after.former_party().ok_or(ComposeFault::NotInCase("原当事人"))?;
    let proofs: Vec<&str> = draft
        .after
        .evidence
        .iter()
        .filter(|item| stated.evidence.contains(&item.id))
        .map(|item| item.stated.name.as_str())
        .chain(stated.scan.map(|_| "证明文件扫描件"))
        .collect();
    Sheet::new(draft, Form::PartyChange)
        .text("变更情形", stated.change.label())
        .day("变更日期", Some(stated.changed_on))
        .text("原当事人", &in_words(before))
        .text("变更后的当事人", &in_words(&stated.party))
        .prose("变更情况", &stated.reason)
        .text("证明材料", &proofs.join("、"))
        .text("依据", &draft.action_basis())
        .opinions(vec![draft.opinion(Signatory::UnitHead, &"经核实，予以变更。".into())])
        .done()
}

/// Name, code and who answers for it; protected numbers stand in the header alone.
fn in_words(party: &PartyEntry) -> String {
    let code = party.credit_code.as_ref().map(|code| format!("统一社会信用代码{code}"));
    let person = party.responsible_person.as_ref().map(|name| format!("法定代表人（负责人、经营者）{name}"));
    let told: Vec<String> = std::iter::once(party.name.clone()).chain(code).chain(person).collect();
    told.join("，")
}
