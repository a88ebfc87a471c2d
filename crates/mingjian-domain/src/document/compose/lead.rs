//! Composes what is made from the lead to filing: D01, D02, D03, D04.
//! It does not judge jurisdiction or limitation.

use super::clause::{cited, duty_citations};
use super::header::blank_opinion;
use super::rows::{NONE, Sheet};
use super::{ComposeFault, Draft};
use crate::act::lead::RequestFiling;
use crate::act::{Act, Personal, Prose};
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::investigation::FilingReport;
use crate::document::kind::Signatory;
use crate::document::parts::SignOff;
use crate::event::Event;
use crate::value::date_text::chinese_date;
use crate::value::protected::ProtectedKind;
use mingjian_law::procedure::Role;

/// D01 案件受理记录.
pub(super) fn lead_record(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::AcceptLead(stated) = act else {
        return Err(draft.wrong_act());
    };
    let ended = stated.act_ended_on.map_or_else(|| "仍在继续".to_owned(), chinese_date);
    lead_rows(draft, Form::LeadRecord)
        .prose("初步证据", &stated.initial_evidence)
        .prose("管辖依据", &stated.jurisdiction)
        .text("违法行为终了之日", &ended)
        .yes("适用五年追究时效", stated.long_limitation)
        .opinions(vec![
            draft.opinion(Signatory::UnitHead, &"受理。".into()),
            blank_opinion(Signatory::AgencyHead),
        ])
        .done()
}

/// D03 不予立案审批表.
pub(super) fn no_filing_approval(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::RefuseFiling(stated) = act else {
        return Err(draft.wrong_act());
    };
    lead_rows(draft, Form::NoFilingApproval)
        .prose("不予立案理由", &stated.reason)
        .text("依据", &draft.action_basis())
        .day("答复投诉举报人日期", stated.informant_answered_on)
        .opinions(vec![
            blank_opinion(Signatory::UnitHead),
            draft.opinion(Signatory::AgencyHead, &"不予立案。".into()),
        ])
        .done()
}

/// What both forms say of the lead; who reported it is never public.
fn lead_rows(draft: &Draft<'_>, form: Form) -> Sheet {
    let opening = &draft.after.opening;
    let lead = opening.lead();
    let informant = lead.and_then(|lead| lead.informant.as_ref()).map(Personal::reveal);
    let phone = lead.and_then(|lead| lead.informant_phone.as_ref()).map(Personal::reveal);
    Sheet::new(draft, form)
        .text("案件来源", opening.source().label())
        .day("发现（收到）日期", Some(opening.on()))
        .text("违法行为发生地", opening.place())
        .protected("投诉举报人、移送单位", informant, ProtectedKind::PersonName)
        .protected("投诉举报人电话", phone, ProtectedKind::Phone)
        .prose("案情摘要", opening.summary())
}

/// D04 案件移送书.
pub(super) fn case_transfer(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::TransferOut(stated) = act else {
        return Err(draft.wrong_act());
    };
    let materials = stated.materials.iter().enumerate();
    let materials = materials.map(|(place, name)| vec![Prose((place + 1).to_string()), name.as_str().into()]);
    let sheet = Sheet::new(draft, Form::CaseTransfer)
        .text("受移送机关", &stated.receiver)
        .text("案件来源", draft.after.opening.source().label());
    // A lead that was never filed has no such day, and a letter does not say so.
    let sheet = match draft.after.filed_on {
        Some(filed_on) => sheet.day("立案日期", Some(filed_on)),
        None => sheet,
    };
    sheet
        .text("违法行为发生地", draft.after.opening.place())
        .prose("案情", &draft.known_facts()?)
        .prose("移送理由", &stated.reason)
        .text("移送依据", &draft.action_basis())
        .list("移送材料清单", &["序号", "材料名称"], materials.collect())
        .done()
}

/// D02 立案报告: what the unit asked for, and the head's approval.
pub(super) fn filing_report(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ApproveFiling(stated) = act else {
        return Err(draft.wrong_act());
    };
    let opening = &draft.after.opening;
    let request = draft.acts_before().find_map(|(event, act)| match act {
        Act::RequestFiling(request) => Some((event, &**request)),
        _ => None,
    });
    let causes = draft.suspected_causes()?;
    let suspected = causes.into_iter().map(|cause| cited(draft.law, duty_citations(cause, &[])));
    let report = FilingReport {
        header: draft.header.clone(),
        source: opening.source().label().to_owned(),
        found_on: opening.on(),
        place: opening.place().to_owned(),
        facts: request.map_or_else(|| opening.summary().clone(), |(_, request)| request.facts.clone()),
        suspected: suspected.collect(),
        proposal: request.map_or_else(|| NONE.into(), |(_, request)| request.proposal.clone()),
        sign_offs: vec![unit_opinion(request), draft.opinion(Signatory::AgencyHead, &stated.opinion)],
    };
    Ok(report.into())
}

/// The unit head's line: filled where the unit head asked for filing, else to be signed by hand.
fn unit_opinion(request: Option<(&Event, &RequestFiling)>) -> SignOff {
    match request {
        Some((event, request)) if event.actor.role == Role::UnitHead => SignOff {
            role: Signatory::UnitHead.label().to_owned(),
            opinion: request.proposal.clone(),
            name: Some(event.actor.signature()),
            on: Some(event.occurred_at.day()),
        },
        Some(_) | None => blank_opinion(Signatory::UnitHead),
    }
}
