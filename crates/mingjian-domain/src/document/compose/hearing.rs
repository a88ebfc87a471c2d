//! Composes what is made of a hearing: its order, D33, its postponement, D34, the record of its end, D35 (行政处罚法
//! 第六十四条、第六十五条).
//! It does not judge who may host it.

use super::clause::cited;
use super::header::blank_opinion;
use super::rows::{Sheet, cell};
use super::{ComposeFault, Draft};
use crate::act::hearing::{NotifyHearing, Participant, ParticipantRole};
use crate::act::{Act, Prose};
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::kind::{DocumentKind, Signatory};
use crate::document::parts::SanctionLine;
use crate::proceeding::Hearing;
use mingjian_law::citation::Citation;

/// D33 行政处罚听证通知书.
pub(super) fn hearing_notice(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::NotifyHearing(stated) = act else {
        return Err(draft.wrong_act());
    };
    let hearing = hearing(draft)?;
    let sheet = Sheet::new(draft, Form::HearingNotice);
    let sheet = match &hearing.ordered {
        Some(_) => sheet.day("决定举行听证日期", Some(hearing.requested_on)),
        None => sheet.day("要求听证日期", Some(hearing.requested_on)),
    };
    arranged(draft, sheet, stated)?.text("听证依据", &notice_basis(draft, hearing)).done()
}

/// The articles of the act, and that of the organ's own motion where nobody asked.
fn notice_basis(draft: &Draft<'_>, hearing: &Hearing) -> String {
    let own = Citation::article("河南省行政执法条例", 27).paragraph(1).item(3);
    match &hearing.ordered {
        Some(_) => format!("{}、{}", cited(draft.law, [&own]), draft.action_basis()),
        None => draft.action_basis(),
    }
}

/// Time, place and people of a hearing, as its notice and the notice of another time tell them.
fn arranged(draft: &Draft<'_>, sheet: Sheet, stated: &NotifyHearing) -> Result<Sheet, ComposeFault> {
    // The party may object to the host, so that the notice names the person.
    let host = draft.letterhead.people.get(&stated.host).ok_or(ComposeFault::UnknownPerson("听证主持人"))?;
    let contact = draft.contact()?;
    Ok(sheet
        .text("听证事项", &matter(draft)?)
        .moment("听证时间", Some(stated.hearing_at))
        .text("听证地点", &stated.place)
        .text("听证主持人", host)
        .text("记录员", &stated.clerk)
        .text("举行方式", if stated.open { "公开举行" } else { "不公开举行" })
        .text("联系方式", &format!("{}，{}，{}", contact.person, contact.telephone, contact.address))
        .list(PARTICIPANTS, PARTICIPANT_COLUMNS, participants(draft, &stated.participants)))
}

const PARTICIPANTS: &str = "听证参加人";
const PARTICIPANT_COLUMNS: &[&str] = &["身份", "姓名或者名称", "与本案的关系", "委托代理人"];

/// The party first, whoever else was entered, each with the agents.
fn participants(draft: &Draft<'_>, stated: &[Participant]) -> Vec<Vec<Prose>> {
    let row = |one: &Participant| {
        vec![
            cell(one.role.label()),
            cell(&one.name),
            cell(one.relation.as_deref().unwrap_or_default()),
            cell(&one.agents.join("、")),
        ]
    };
    let party = ParticipantRole::Party;
    let entered = stated.iter().any(|one| one.role == party);
    let own = vec![cell(party.label()), cell(&draft.after.party().name), cell(""), cell("")];
    let first = (!entered).then_some(own).into_iter();
    first.chain(stated.iter().map(row)).collect()
}

/// 举行听证审批表.
pub(super) fn hearing_order(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::OrderHearing(stated) = act else {
        return Err(draft.wrong_act());
    };
    Sheet::new(draft, Form::HearingOrder)
        .text("听证事项", &matter(draft)?)
        .prose("认为有必要听证的理由", &stated.reason)
        .text("依据", &draft.action_basis())
        .day("决定日期", Some(draft.day()))
        .opinions(vec![
            blank_opinion(Signatory::UnitHead),
            draft.opinion(Signatory::AgencyHead, &"举行听证。".into()),
        ])
        .done()
}

/// 行政处罚听证延期通知书: the hearing as it shall be held, the time that falls away, and why.
pub(super) fn hearing_postponement(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::PostponeHearing(stated) = act else {
        return Err(draft.wrong_act());
    };
    let before = hearing(draft)?.postponed.last().copied();
    let earlier = draft.papers(DocumentKind::HearingNotice).last().and_then(|paper| paper.number.as_deref());
    let sheet = Sheet::new(draft, Form::HearingPostponement)
        .text("原听证通知书", earlier.unwrap_or_default())
        .moment("原定听证时间", before)
        .text("提出方式", stated.asked_by.label())
        .prose("延期理由", &stated.reason);
    arranged(draft, sheet, &stated.notice)?.text("依据", &draft.action_basis()).done()
}

/// What the hearing is about: the notice and the penalty that it proposes.
fn matter(draft: &Draft<'_>) -> Result<String, ComposeFault> {
    let (place, notice, on) = draft.notice_in_force().ok_or(ComposeFault::NotInCase("已送达的事先告知书"))?;
    // A hearing that was asked for under an earlier notice, or ordered, may be about a notice without that right.
    let paper = if notice.hearing_right {
        draft.hearing_right_reference(place, on)?
    } else {
        draft.notice_reference(place, on)?
    };
    let total = draft.total(&notice.violations, &notice.penalties)?;
    let total: Vec<String> = total.iter().map(SanctionLine::line).collect();
    Ok(format!("《{}》（{}）告知的拟处罚内容：{}", paper.title, paper.number, total.join("；")))
}

/// D34 听证笔录.
pub(super) fn hearing_record(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::HoldHearing(stated) = act else {
        return Err(draft.wrong_act());
    };
    let clerk = notified(draft).map(|notified| notified.clerk.as_str()).unwrap_or_default();
    Sheet::new(draft, Form::HearingRecord)
        .moment("开始时间", Some(stated.began_at))
        .moment("结束时间", Some(stated.ended_at))
        .text("地点", &stated.place)
        .text("听证主持人", &draft.event.actor.signature())
        .text("记录员", clerk)
        .prose("参加人员", &stated.present)
        .list(PARTICIPANTS, PARTICIPANT_COLUMNS, participants(draft, &stated.participants))
        .prose("听证记录", &stated.record)
        .text("签名人", stated.signature.signed_by.as_deref().unwrap_or_default())
        .optional("拒绝签名情况", stated.signature.refusal.as_ref())
        .done()
}

/// The notification of the hearing, which the journal knows.
fn notified<'a>(draft: &Draft<'a>) -> Option<&'a NotifyHearing> {
    draft.acts_before().find_map(|(_, act)| match act {
        Act::NotifyHearing(stated) => Some(&**stated),
        Act::PostponeHearing(stated) => Some(&stated.notice),
        _ => None,
    })
}

/// The record of a hearing that ends without being held.
pub(super) fn hearing_end_record(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::EndHearing(stated) = act else {
        return Err(draft.wrong_act());
    };
    let hearing = hearing(draft)?;
    let notice = hearing.hearing_at.and(draft.papers(DocumentKind::HearingNotice).last());
    let number = notice.and_then(|paper| paper.number.as_deref()).unwrap_or_default();
    Sheet::new(draft, Form::HearingEndRecord)
        .day("要求听证日期", Some(hearing.requested_on))
        .text("听证通知书", number)
        .moment("通知的听证时间", hearing.hearing_at)
        .text("通知的听证地点", hearing.place.as_deref().unwrap_or_default())
        .text("终止事由", stated.end.label())
        .day("终止日期", Some(stated.ended_on))
        .prose("说明", &stated.note)
        .text("撤回书签名人", stated.signed_by.as_deref().unwrap_or_default())
        .text("办理人", &draft.event.actor.signature())
        .done()
}

/// D35 听证意见书.
pub(super) fn hearing_report(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ReportHearing(stated) = act else {
        return Err(draft.wrong_act());
    };
    let hearing = hearing(draft)?;
    Sheet::new(draft, Form::HearingReport)
        .day("要求听证日期", Some(hearing.requested_on))
        .text("听证事项", &matter(draft)?)
        .moment("听证时间", hearing.held_at)
        .text("听证地点", hearing.place.as_deref().unwrap_or_default())
        .text("听证主持人", &draft.event.actor.signature())
        .optional("听证经过", hearing.record.as_ref())
        .prose("争议焦点", &stated.disputed)
        .prose("处理意见", &stated.opinion)
        .done()
}

fn hearing<'a>(draft: &Draft<'a>) -> Result<&'a Hearing, ComposeFault> {
    draft.after.hearing().ok_or(ComposeFault::NotInCase("听证要求"))
}
