//! Composes what is made during the investigation: D05, D06, D21, D26.
//! It does not say which facts are proved.

use super::clause::{cited, duty_citations};
use super::header::blank_opinion;
use super::{ComposeFault, Draft};
use crate::act::Act;
use crate::act::investigation::{CorrectionItem, RecordInquiry};
use crate::document::DocumentModel;
use crate::document::investigation::{
    CorrectionOrder, CorrectionPart, Exchange, InquiryRecord, InvestigationReport, SceneRecord,
};
use crate::document::kind::Signatory;
use mingjian_law::citation::Citation;

/// D05 现场笔录.
pub(super) fn scene_record(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    if let Act::Inspect(stated) = act {
        return Ok(super::inspection::scene_record(draft, stated).into());
    }
    let Act::RecordScene(stated) = act else {
        return Err(draft.wrong_act());
    };
    let record = SceneRecord {
        header: draft.header.clone(),
        place: stated.place.clone(),
        began_at: stated.began_at,
        ended_at: stated.ended_at,
        cards_shown: stated.cards_shown,
        rights_told: stated.rights_told,
        present: stated.present.clone(),
        findings: stated.findings.clone(),
        taken: Vec::new(),
        party_view: stated.party_view.clone(),
        refusal: stated.signature.refusal.clone(),
    };
    Ok(record.into())
}

/// D06 询问笔录.
pub(super) fn inquiry_record(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::RecordInquiry(stated) = act else {
        return Err(draft.wrong_act());
    };
    let exchanges = stated
        .exchanges
        .iter()
        .map(|exchange| Exchange { question: exchange.question.clone(), answer: exchange.answer.clone() });
    let record = InquiryRecord {
        header: draft.header.clone(),
        ordinal: ordinal(draft, stated),
        person: stated.person.clone(),
        person_id: stated.person_id.clone(),
        person_phone: stated.person_phone.clone(),
        relation: stated.relation.clone(),
        place: stated.place.clone(),
        began_at: stated.began_at,
        ended_at: stated.ended_at,
        cards_shown: stated.cards_shown,
        rights_told: stated.rights_told,
        exchanges: exchanges.collect(),
        recording: None,
        refusal: stated.signature.refusal.clone(),
    };
    Ok(record.into())
}

/// Which inquiry of this person it is; the journal before the event knows the earlier ones.
fn ordinal(draft: &Draft<'_>, stated: &RecordInquiry) -> u16 {
    let of_person = |act: &Act| matches!(act, Act::RecordInquiry(other) if other.person == stated.person);
    let before = draft.acts_before().filter(|(_, act)| of_person(act)).count();
    u16::try_from(before).unwrap_or(u16::MAX).saturating_add(1)
}

/// D21 责令改正通知书, on the general duty to order correction and the special clauses (行政处罚法 第二十八条第一款).
pub(super) fn correction_order(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::OrderCorrection(stated) = act else {
        return Err(draft.wrong_act());
    };
    let general = Citation::article("行政处罚法", 28).paragraph(1);
    let part = |item: &CorrectionItem| {
        let cause = draft.law.any_cause(&item.cause);
        let cause = cause.ok_or_else(|| ComposeFault::UnknownCause(item.cause.clone()))?;
        Ok(CorrectionPart {
            cause: cause.label.clone(),
            violation: item.violation.clone(),
            violated: cited(draft.law, duty_citations(cause, &item.duties)),
            order: cause.order.label.clone(),
            basis: cited(draft.law, &cause.order.basis),
            measure: item.measure.clone(),
            due_on: item.due_on,
        })
    };
    let order = CorrectionOrder {
        header: draft.header.clone(),
        items: stated.items.iter().map(part).collect::<Result<_, ComposeFault>>()?,
        basis: cited(draft.law, [&general]),
        remedies: draft.remedies("本通知书")?,
        contact: draft.contact()?,
    };
    Ok(order.into())
}

/// D26 案件调查终结报告.
pub(super) fn investigation_report(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ConcludeInvestigation(stated) = act else {
        return Err(draft.wrong_act());
    };
    let report = InvestigationReport {
        header: draft.header.clone(),
        source: draft.after.opening.source().label().to_owned(),
        filed_on: draft.after.filed_on.ok_or(ComposeFault::NotInCase("立案日期"))?,
        course: stated.course.clone(),
        violations: draft.violation_parts(&stated.violations, &[])?,
        evidence: draft.all_evidence(),
        circumstances: stated.circumstances.clone(),
        proposal: stated.proposal.clone(),
        sign_offs: vec![blank_opinion(Signatory::UnitHead)],
    };
    Ok(report.into())
}
