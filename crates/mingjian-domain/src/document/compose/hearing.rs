//! Composes what is made of a hearing: D33, D34, the record of its end, D35 (行政处罚法 第六十四条、第六十五条).
//! It does not judge who may host it.

use super::rows::Sheet;
use super::{ComposeFault, Draft};
use crate::act::Act;
use crate::act::hearing::NotifyHearing;
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::kind::DocumentKind;
use crate::document::parts::SanctionLine;
use crate::proceeding::Hearing;

/// D33 行政处罚听证通知书.
pub(super) fn hearing_notice(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::NotifyHearing(stated) = act else {
        return Err(draft.wrong_act());
    };
    // The party may object to the host, so that the notice names the person.
    let host = draft.letterhead.people.get(&stated.host).ok_or(ComposeFault::UnknownPerson("听证主持人"))?;
    let contact = draft.contact()?;
    Sheet::new(draft, Form::HearingNotice)
        .day("要求听证日期", hearing(draft)?.requested_on.into())
        .text("听证事项", &matter(draft)?)
        .moment("听证时间", Some(stated.hearing_at))
        .text("听证地点", &stated.place)
        .text("听证主持人", host)
        .text("记录员", &stated.clerk)
        .text("举行方式", if stated.open { "公开举行" } else { "不公开举行" })
        .text("听证依据", &draft.action_basis())
        .text("联系方式", &format!("{}，{}，{}", contact.person, contact.telephone, contact.address))
        .done()
}

/// What the hearing is about: the notice and the penalty that it proposes.
fn matter(draft: &Draft<'_>) -> Result<String, ComposeFault> {
    let (place, notice, on) = draft.notice_in_force().ok_or(ComposeFault::NotInCase("已送达的听证告知书"))?;
    let paper = draft.hearing_right_reference(place, on)?;
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
        .text("听证主持人", &draft.event.actor.name)
        .text("记录员", clerk)
        .prose("参加人员", &stated.present)
        .prose("听证记录", &stated.record)
        .text("签名人", stated.signature.signed_by.as_deref().unwrap_or_default())
        .optional("拒绝签名情况", stated.signature.refusal.as_ref())
        .done()
}

/// The notification of the hearing, which the journal knows.
fn notified<'a>(draft: &Draft<'a>) -> Option<&'a NotifyHearing> {
    draft.acts_before().find_map(|(_, act)| match act {
        Act::NotifyHearing(stated) => Some(&**stated),
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
        .text("办理人", &draft.event.actor.name)
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
        .text("听证主持人", &draft.event.actor.name)
        .optional("听证经过", hearing.record.as_ref())
        .prose("争议焦点", &stated.disputed)
        .prose("处理意见", &stated.opinion)
        .done()
}

fn hearing<'a>(draft: &Draft<'a>) -> Result<&'a Hearing, ComposeFault> {
    draft.after.hearing().ok_or(ComposeFault::NotInCase("听证要求"))
}
