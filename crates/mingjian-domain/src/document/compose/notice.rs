//! Composes what the party is told, answers and receives: D29, D30, D31, D32, the waiver.
//! It counts no days; terms come from the law pack.

use super::clause::cited;
use super::rows::{Sheet, cell};
use super::{ComposeFault, Draft};
use crate::act::notice::{IssueNotice, WaiveRight};
use crate::act::{Act, Prose};
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::notice::{HearingRightNotice, PriorNotice, Replaced, WaiverStatement};
use crate::document::parts::Reference;
use crate::judge::decision::total_of;
use crate::law::party_kind;
use crate::proceeding::Notice;
use crate::value::date_text::chinese_date;
use mingjian_law::limit::Unit;

/// D29 行政处罚事先告知书 (行政处罚法 第四十四条).
pub(super) fn prior_notice(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::IssueNotice(stated) = act else {
        return Err(draft.wrong_act());
    };
    let notice = issued(draft)?;
    let earlier = draft.after.notices.len().checked_sub(2);
    let reference = |place: usize, on| draft.notice_reference(place, on);
    let model = PriorNotice {
        header: draft.header.clone(),
        violations: draft.violation_parts(&notice.violations, &notice.penalties)?,
        evidence: draft.evidence_for(&notice.violations),
        total: draft.total(&notice.violations, &notice.penalties)?,
        plea_days: draft.length("plea.window", Unit::WorkingDay)?,
        contact: draft.contact()?,
        replaces: earlier.map(|place| replaced(draft, stated, place, &reference)).transpose()?,
    };
    Ok(model.into())
}

/// D30 行政处罚听证告知书 (行政处罚法 第六十三条、第六十四条).
pub(super) fn hearing_right_notice(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::IssueNotice(stated) = act else {
        return Err(draft.wrong_act());
    };
    let notice = issued(draft)?;
    // The earlier notice of this right, not the earlier notice: the last one may have had no right to tell of.
    let before = draft.after.notices.iter().rev().skip(1).position(|earlier| earlier.hearing_right);
    let earlier = before.and_then(|back| draft.after.notices.len().checked_sub(back + 2));
    let reference = |place: usize, on| draft.hearing_right_reference(place, on);
    let model = HearingRightNotice {
        header: draft.header.clone(),
        violations: draft.violation_parts(&notice.violations, &notice.penalties)?,
        total: draft.total(&notice.violations, &notice.penalties)?,
        ground: hearing_ground(draft, notice)?,
        hearing_days: draft.length("hearing.request", Unit::WorkingDay)?,
        contact: draft.contact()?,
        replaces: earlier.map(|place| replaced(draft, stated, place, &reference)).transpose()?,
    };
    Ok(model.into())
}

fn issued<'a>(draft: &Draft<'a>) -> Result<&'a Notice, ComposeFault> {
    draft.after.notices.last().ok_or(ComposeFault::NotInCase("事先告知"))
}

/// Why the party may ask for a hearing: each rule that the total meets, with its articles.
fn hearing_ground(draft: &Draft<'_>, notice: &Notice) -> Result<String, ComposeFault> {
    let party = party_kind(draft.after.party().kind);
    let rules = draft.law.pack.scopes.hearing_right(&total_of(&notice.penalties), party);
    if rules.is_empty() {
        return Err(ComposeFault::NotInCase("应当告知听证权利的情形"));
    }
    let grounds = rules.iter().map(|rule| format!("{}（{}）", rule.label, cited(draft.law, &rule.basis)));
    Ok(grounds.collect::<Vec<_>>().join("；"))
}

/// The notice that is replaced, and why: the new fact, else what was last learnt, else the panel's conclusion.
fn replaced(
    draft: &Draft<'_>,
    stated: &IssueNotice,
    place: usize,
    reference: &dyn Fn(usize, chrono::NaiveDate) -> Result<Reference, ComposeFault>,
) -> Result<Replaced, ComposeFault> {
    let earlier = draft.after.notices.get(place).ok_or(ComposeFault::NotInCase("此前的事先告知"))?;
    let notice = reference(place, earlier.issued_on)?;
    let named = draft.names_of(&stated.new_evidence);
    let new_fact = stated.new_fact.as_ref().filter(|fact| !fact.is_blank()).map(|fact| {
        let evidence =
            if named.is_empty() { String::new() } else { format!("\n新证据：{}。", named.join("、")) };
        Prose(format!("{}{evidence}", fact.text()))
    });
    let learnt = draft.acts_before().take_while(|(event, _)| event.seq > earlier.seq).find_map(|(_, act)| {
        if let Act::ChangeFacts(changed) = act { Some(changed.reason.clone()) } else { None }
    });
    let concluded = draft.after.proposal.as_ref().map(|proposal| proposal.reasons.clone());
    let reason = new_fact.or(learnt).or(concluded).ok_or(ComposeFault::NotInCase("重新告知的原因"))?;
    Ok(Replaced { notice, reason })
}

/// D31 陈述和申辩笔录.
pub(super) fn plea_record(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ReceivePlea(stated) = act else {
        return Err(draft.wrong_act());
    };
    let evidence = draft.names_of(&stated.evidence).into_iter().map(|name| vec![Prose(name)]);
    Sheet::new(draft, Form::PleaRecord)
        .text("告知文书", &notice_in_words(draft)?)
        .text("陈述申辩形式", stated.form.label())
        .day("收到日期", Some(stated.received_on))
        .prose("陈述申辩内容", &stated.content)
        .yes("提出新的事实、理由或者证据", stated.brings_facts)
        .list("当事人提出的证据", &["证据名称"], evidence.collect())
        .done()
}

/// D32 陈述申辩复核意见书: every point with its answer (行政处罚法 第四十五条).
pub(super) fn plea_answer(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::AnswerPlea(stated) = act else {
        return Err(draft.wrong_act());
    };
    let answered = draft.after.pleas.iter().filter(|plea| {
        plea.answer
            .as_ref()
            .is_some_and(|answer| answer.points == stated.points && answer.conclusion == stated.conclusion)
    });
    let pleas = answered.map(|plea| {
        let evidence = draft.names_of(&plea.evidence).join("、");
        vec![
            cell(&chinese_date(plea.received_on)),
            cell(plea.form.label()),
            plea.content.clone(),
            cell(&evidence),
        ]
    });
    let points = stated.points.iter().map(|point| {
        let adopted = if point.adopted { "采纳" } else { "不采纳" };
        vec![point.claim.clone(), cell(adopted), point.reason.clone()]
    });
    Sheet::new(draft, Form::PleaAnswer)
        .text("告知文书", &notice_in_words(draft)?)
        .prose("复核结论", &stated.conclusion)
        .list("陈述申辩", &["收到日期", "形式", "内容", "证据"], pleas.collect())
        .list("逐项复核", &["当事人意见", "是否采纳", "理由"], points.collect())
        .done()
}

/// The notice in force with number and day of service.
fn notice_in_words(draft: &Draft<'_>) -> Result<String, ComposeFault> {
    let (place, _, on) = draft.notice_in_force().ok_or(ComposeFault::NotInCase("已送达的事先告知书"))?;
    let notice = draft.notice_reference(place, on)?;
    Ok(format!("《{}》（{}），{}送达", notice.title, notice.number, chinese_date(notice.on)))
}

/// The party's written waiver (行政处罚法 第六十二条、第六十四条).
pub(super) fn waiver_statement(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let (place, _, on) = draft.notice_in_force().ok_or(ComposeFault::NotInCase("已送达的事先告知书"))?;
    let (stated, right, notice): (&WaiveRight, _, _) = match act {
        Act::WaivePlea(stated) => (stated, "陈述申辩", draft.notice_reference(place, on)?),
        Act::WaiveHearing(stated) => (stated, "听证", draft.hearing_right_reference(place, on)?),
        _ => return Err(draft.wrong_act()),
    };
    let model = WaiverStatement {
        header: draft.header.clone(),
        notice,
        rights: vec![right.to_owned()],
        statement: stated.statement.clone(),
        signed_by: stated.signed_by.clone(),
        waived_on: stated.waived_on,
    };
    Ok(model.into())
}
