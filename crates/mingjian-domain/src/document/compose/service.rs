//! Composes what shows how papers reached the party: D40, D41, D42 (行政处罚法 第六十一条, 民事诉讼法 第八十七条至第九十五条).
//! It counts no days; the day of service is that of the event.

use super::rows::Sheet;
use super::{ComposeFault, Draft};
use crate::act::decision::ProposalResult;
use crate::act::notice::ServePaper;
use crate::act::service::ServiceMode;
use crate::act::{Act, Personal, Prose};
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::kind::DocumentKind;
use crate::document::notice::{Paper, ServiceReceipt};
use crate::document::parts::{Reference, SanctionLine};
use crate::proceeding::Decision;
use crate::value::date_text::chinese_date;
use crate::value::protected::ProtectedKind;
use chrono::NaiveDate;
use mingjian_law::limit::Unit;

/// D40 送达回证: it names the papers that this very act serves.
pub(super) fn service_receipt(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let on = draft.day();
    let (stated, papers): (&ServePaper, _) = match act {
        Act::ServeNotice(stated) => (stated, served_notices(draft, on)?),
        Act::ServeDecision(stated) => (stated, vec![decision_paper(draft, decision(draft)?, on)?]),
        Act::NotifyHearing(stated) => {
            (&stated.service, vec![draft.last_reference(DocumentKind::HearingNotice, on)?])
        }
        Act::PostponeHearing(stated) => {
            (&stated.notice.service, vec![draft.last_reference(DocumentKind::HearingPostponement, on)?])
        }
        Act::ServeRegistration(stated) => {
            (&**stated, vec![draft.last_reference(DocumentKind::RegistrationDecision, on)?])
        }
        Act::ServeResult(stated) => {
            (&**stated, vec![draft.last_reference(DocumentKind::TestResultNotice, on)?])
        }
        _ => return Err(draft.wrong_act()),
    };
    let papers =
        papers.into_iter().map(|paper| Paper { title: paper.title, number: paper.number, copies: 1 });
    let written = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let model = ServiceReceipt {
        header: draft.header.clone(),
        papers: papers.collect(),
        mode: stated.mode.label().to_owned(),
        place: stated.place.clone(),
        served_at: stated.served_at,
        served_on: stated.served_at.is_none().then_some(on),
        recipient: written(&stated.recipient),
        relation: written(&stated.relation),
        refusal: stated.refusal.clone(),
        witness: stated.witness.clone(),
        note: note(draft, stated),
    };
    Ok(model.into())
}

/// What proves the service, and by which rule its day is the day.
fn note(draft: &Draft<'_>, stated: &ServePaper) -> Option<Prose> {
    let mut lines: Vec<String> = Vec::new();
    if stated.mode != ServiceMode::Direct {
        let rule = format!("{}（民事诉讼法第{}条）。", stated.mode.date_rule(), stated.mode.article());
        lines.push(rule);
    }
    match (stated.mode, &stated.through) {
        (ServiceMode::Mail, Some(number)) => lines.push(format!("邮件编号：{number}。")),
        (ServiceMode::Entrusted, Some(organ)) => lines.push(format!("受委托送达机关：{organ}。")),
        (ServiceMode::HandedOn, Some(institution)) => lines.push(format!("转交单位：{institution}。")),
        _ => {}
    }
    if stated.mode == ServiceMode::Electronic
        && let Some(confirmed) = &draft.after.confirmed_address
    {
        lines.push(format!("当事人{}签订送达确认书，同意电子送达。", chinese_date(confirmed.confirmed_on)));
    }
    if stated.recording.is_some() {
        lines.push("留置过程已拍照、录像。".to_owned());
    }
    if stated.mode == ServiceMode::Announced
        && let Some(announced) = draft.after.announcements.last().map(|one| &one.stated)
    {
        lines.push(format!(
            "{}在{}发出公告。公告原因：{}。经过：{}",
            chinese_date(announced.announced_on),
            announced.place,
            announced.ground.label(),
            announced.tried.text()
        ));
    }
    lines.extend(stated.delay.as_ref().map(|delay| format!("超过送达期限的原因：{}", delay.text())));
    (!lines.is_empty()).then(|| Prose(lines.join("\n")))
}

fn served_notices(draft: &Draft<'_>, on: NaiveDate) -> Result<Vec<Reference>, ComposeFault> {
    let (place, notice, _) = draft.notice_in_force().ok_or(ComposeFault::NotInCase("事先告知书"))?;
    let mut papers = vec![draft.notice_reference(place, on)?];
    if notice.hearing_right {
        papers.push(draft.hearing_right_reference(place, on)?);
    }
    Ok(papers)
}

fn decision<'a>(draft: &Draft<'a>) -> Result<&'a Decision, ComposeFault> {
    draft.after.decision.as_ref().ok_or(ComposeFault::NotInCase("处理决定"))
}

fn decision_paper(draft: &Draft<'_>, decision: &Decision, on: NaiveDate) -> Result<Reference, ComposeFault> {
    let kind = match decision.result {
        ProposalResult::Penalty => DocumentKind::PenaltyDecision,
        ProposalResult::NoPenalty => DocumentKind::NoPenaltyDecision,
    };
    draft.last_reference(kind, on)
}

/// D41 送达地址确认书, which the party signs.
pub(super) fn address_confirmation(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ConfirmAddress(stated) = act else {
        return Err(draft.wrong_act());
    };
    let phone = stated.phone.as_ref().map(Personal::reveal);
    let electronic = stated.electronic_address.as_ref().map(Personal::reveal);
    let kind = if electronic.is_some_and(|one| one.contains('@')) {
        ProtectedKind::Email
    } else {
        ProtectedKind::Contact
    };
    Sheet::new(draft, Form::AddressConfirmation)
        .text("送达地址", &stated.address)
        .text("收件人", &stated.recipient)
        .protected("收件人电话", phone, ProtectedKind::Phone)
        .yes("同意电子送达", stated.electronic)
        .protected("电子地址", electronic, kind)
        .text(
            "确认事项",
            "当事人确认以上送达地址准确有效；地址变更的，应当及时书面告知本机关。同意电子送达的，以送达信息到达上述电子地址的日期为送达日期。",
        )
        .text("签名人", &stated.signed_by)
        .day("确认日期", Some(stated.confirmed_on))
        .done()
}

/// D42 送达公告: which paper, why, what it says in short, and where it can be fetched.
pub(super) fn announcement(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::AnnounceService(stated) = act else {
        return Err(draft.wrong_act());
    };
    let days = draft.length("service.notice", Unit::Day)?;
    let (papers, violations, penalties) = if let Some(decision) = &draft.after.decision {
        let paper = decision_paper(draft, decision, decision.decided_on)?;
        (vec![paper], &draft.after.violations, decision.penalties.as_slice())
    } else {
        let place = draft.after.notices.len().checked_sub(1).ok_or(ComposeFault::NotInCase("事先告知书"))?;
        let notice = draft.after.notices.get(place).ok_or(ComposeFault::NotInCase("事先告知书"))?;
        let mut papers = vec![draft.notice_reference(place, notice.issued_on)?];
        if notice.hearing_right {
            papers.push(draft.hearing_right_reference(place, notice.issued_on)?);
        }
        (papers, &notice.violations, notice.penalties.as_slice())
    };
    let named: Vec<String> =
        papers.iter().map(|paper| format!("《{}》（{}）", paper.title, paper.number)).collect();
    let total: Vec<String> = draft.total(violations, penalties)?.iter().map(SanctionLine::line).collect();
    let contact = draft.contact()?;
    Sheet::for_everybody(draft, Form::ServiceAnnouncement)
        .text("公告原因", stated.ground.label())
        .text("送达文书", &named.join("、"))
        .text("主要内容", &if total.is_empty() { "不予行政处罚。".to_owned() } else { total.join("；") })
        .text("领取文书", &format!("{}，{}，{}", contact.address, contact.person, contact.telephone))
        .text("公告地点或者媒体", &stated.place)
        .day("发出公告日期", Some(stated.announced_on))
        .text("公告期", &format!("自发出公告之日起，经过{days}日，即视为送达"))
        .done()
}
