//! Composes what ends a case: D48 and the sheet on which a case is dropped.
//! It computes no late fines.

use super::header::blank_opinion;
use super::rows::Sheet;
use super::{ComposeFault, Draft};
use crate::act::decision::ProposalResult;
use crate::act::{Act, Prose};
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::kind::{DocumentKind, Signatory};
use crate::document::parts::{Reference, SignOff};
use crate::document::performance::{ClosingReport, PaymentLine};
use crate::proceeding::Decision;
use crate::value::date_text::chinese_date;
use mingjian_law::procedure::Role;

/// D48 行政处罚结案报告.
pub(super) fn closing_report(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::CloseCase(stated) = act else {
        return Err(draft.wrong_act());
    };
    let decision = draft.after.decision.as_ref();
    let penalties = decision.map(|decision| decision.penalties.as_slice()).unwrap_or_default();
    let payments = draft.after.payments.iter().map(|payment| PaymentLine {
        paid_on: payment.on,
        amount: payment.amount.into(),
        receipt_number: payment.receipt_number.clone(),
    });
    let model = ClosingReport {
        header: draft.header.clone(),
        filed_on: draft.after.filed_on,
        decision: decision.map(|decision| paper_of(draft, decision)).transpose()?,
        served_on: decision.and_then(|decision| decision.service.as_ref()).map(|service| service.on),
        total: draft.total(&draft.after.violations, penalties)?,
        payments: payments.collect(),
        result: result(draft, &stated.result),
        sign_offs: closed_by(draft, &stated.opinion),
    };
    Ok(model.into())
}

/// How the decision was carried out, or which instrument left nothing of it to carry out.
fn result(draft: &Draft<'_>, stated: &Prose) -> Prose {
    let mut instruments = draft.after.publication.iter().flat_map(|publication| &publication.annulments);
    let Some(ending) = instruments.rfind(|instrument| instrument.kind.ends_decision()) else {
        return stated.clone();
    };
    Prose(format!(
        "{}{}的《{}》（{}）：{}。本案处罚决定不再执行。\n{}",
        ending.issuer,
        chinese_date(ending.effective_on),
        ending.title,
        ending.number,
        ending.kind.label(),
        stated.text()
    ))
}

/// Who closes: the head of the organ, or for what was decided on the spot the head of the unit.
fn closed_by(draft: &Draft<'_>, opinion: &Prose) -> Vec<SignOff> {
    if draft.event.actor.role == Role::UnitHead {
        return vec![draft.opinion(Signatory::UnitHead, opinion)];
    }
    vec![blank_opinion(Signatory::UnitHead), draft.opinion(Signatory::AgencyHead, opinion)]
}

fn paper_of(draft: &Draft<'_>, decision: &Decision) -> Result<Reference, ComposeFault> {
    let kind = match decision.result {
        ProposalResult::Penalty if draft.after.spot.decided_at.is_some() => DocumentKind::SummaryDecision,
        ProposalResult::Penalty => DocumentKind::PenaltyDecision,
        ProposalResult::NoPenalty => DocumentKind::NoPenaltyDecision,
    };
    draft.last_reference(kind, decision.decided_on)
}

/// The sheet on which a case is dropped (撤销案件).
pub(super) fn case_drop_approval(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::DropCase(stated) = act else {
        return Err(draft.wrong_act());
    };
    let named = draft.after.evidence.iter().filter(|item| stated.evidence.contains(&item.id));
    let proofs: Vec<&str> =
        named.map(|item| item.stated.name.as_str()).chain(stated.scan.map(|_| "证明文件扫描件")).collect();
    Sheet::new(draft, Form::CaseDropApproval)
        .text("案件来源", draft.after.opening.source().label())
        .day("立案日期", draft.after.filed_on)
        .prose("案情", &draft.known_facts()?)
        .text("撤销情形", stated.ground.label())
        .prose("撤销理由", &stated.reason)
        .text("证明材料", &proofs.join("、"))
        .text("依据", &draft.action_basis())
        .opinions(vec![
            blank_opinion(Signatory::UnitHead),
            draft.opinion(Signatory::AgencyHead, &"撤销案件。".into()),
        ])
        .done()
}
