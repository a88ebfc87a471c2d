//! Composes what leads to the decision and the decision itself: D27, D28, D36, the approval sheet, D37, D38.
//! It decides nothing and compares nothing with the notice.

use super::clause::cited;
use super::header::blank_opinion;
use super::rows::{Sheet, cell};
use super::{ComposeFault, Draft};
use crate::act::decision::{AdoptProposal, MemberOpinion, NoPenaltyGround, Penalty};
use crate::act::{Act, Prose};
use crate::document::DocumentModel;
use crate::document::decision::{ApprovalSheet, DiscussionRecord, NoPenaltyDecision, PenaltyDecision};
use crate::document::form::Form;
use crate::document::kind::Signatory;
use crate::document::parts::{MemberView, SanctionLine, SignOff};
use crate::document::remedies::{Payment, PaymentTerms};
use crate::document::review::{PointLine, ReviewOpinion};
use crate::judge::decision::total_of;
use crate::proceeding::Decision;
use crate::value::money::Fen;
use mingjian_law::citation::Citation;
use mingjian_law::limit::Unit;
use mingjian_law::sanction::PenaltyKind;

/// 每日按罚款数额的百分之三加处罚款 (行政处罚法 第七十二条第一款第一项); the statute sets it, no pack may change it.
const LATE_PERCENT: u8 = 3;

/// D27 合议记录, of the first proposal and of every change to it.
pub(super) fn panel_record(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let (stated, matter) = match act {
        Act::AdoptProposal(stated) => (stated, "形成拟处理意见"),
        Act::AmendProposal(stated) => (stated, "变更拟处理意见"),
        _ => return Err(draft.wrong_act()),
    };
    let total: Vec<String> =
        draft.total(&draft.after.violations, &stated.penalties)?.iter().map(SanctionLine::line).collect();
    let changed = stated.violations.is_some();
    Sheet::new(draft, Form::PanelRecord)
        .text("合议事项", matter)
        .moment("合议时间", Some(stated.held_at))
        .text("合议地点", &stated.place)
        .yes("对违法事实作有利于当事人的变更", changed)
        .yes("情节复杂或者重大违法行为", stated.complex)
        .text("拟处理结果", stated.result.label())
        .text("不予处罚事由", stated.ground.map(NoPenaltyGround::label).unwrap_or_default())
        .text("拟处罚内容合计", &total.join("；"))
        .prose("合议结论", &stated.reasons)
        .list(
            "违法行为",
            &["案由", "违法事实", "证据", "违反条款", "处罚依据"],
            violation_cells(draft, stated)?,
        )
        .list("各项处罚", &["案由", "处罚内容", "裁量阶次", "裁量理由"], penalty_cells(draft, stated)?)
        .list("合议人员意见", &["姓名", "职务", "意见"], member_cells(&stated.members))
        .done()
}

fn violation_cells(draft: &Draft<'_>, stated: &AdoptProposal) -> Result<Vec<Vec<Prose>>, ComposeFault> {
    let parts = draft.violation_parts(&draft.after.violations, &stated.penalties)?;
    let row = |part: crate::document::parts::ViolationPart| {
        vec![
            cell(&part.cause),
            part.facts,
            cell(&part.evidence.join("、")),
            cell(&part.violated),
            cell(&part.basis),
        ]
    };
    Ok(parts.into_iter().map(row).collect())
}

fn penalty_cells(draft: &Draft<'_>, stated: &AdoptProposal) -> Result<Vec<Vec<Prose>>, ComposeFault> {
    let mut rows = Vec::new();
    for part in draft.violation_parts(&draft.after.violations, &stated.penalties)? {
        let Some(penalty) = penalty_for(draft, &part.cause, &stated.penalties) else { continue };
        let mut lines: Vec<String> = part.sanctions.iter().map(SanctionLine::line).collect();
        if penalty.goods_value > Fen::ZERO {
            lines.push(format!("（没收财物价值{}）", penalty.goods_value.yuan_text()));
        }
        rows.push(vec![cell(&part.cause), cell(&lines.join("；")), cell(&part.tier), part.reasons]);
    }
    Ok(rows)
}

/// The penalty for the cause of this name.
fn penalty_for<'p>(draft: &Draft<'_>, label: &str, penalties: &'p [Penalty]) -> Option<&'p Penalty> {
    let is_called = |id: &str| draft.law.any_cause(id).is_some_and(|cause| cause.label == label);
    penalties.iter().find(|penalty| is_called(&penalty.cause))
}

fn member_cells(members: &[MemberOpinion]) -> Vec<Vec<Prose>> {
    members.iter().map(|member| vec![cell(&member.name), cell(&member.title), member.view.clone()]).collect()
}

/// D28 法制审核意见书.
pub(super) fn review_opinion(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::GiveOpinion(stated) = act else {
        return Err(draft.wrong_act());
    };
    let round = draft.after.review().ok_or(ComposeFault::NotInCase("法制审核送审记录"))?;
    let label = |id: &str| {
        let point = draft.law.review_points().find(|point| point.id == id);
        point.map_or_else(|| id.to_owned(), |point| point.label.clone())
    };
    let points = stated.points.iter().map(|point| PointLine {
        point: label(&point.point),
        finding: point.finding.label().to_owned(),
        note: point.note.clone(),
    });
    let opinion = ReviewOpinion {
        header: draft.header.clone(),
        round: u16::try_from(draft.after.reviews.len()).unwrap_or(u16::MAX),
        submitted_by: draft
            .letterhead
            .handling_unit
            .clone()
            .unwrap_or_else(|| draft.letterhead.organ.clone()),
        submitted_on: round.submitted_on,
        materials: round.materials.clone(),
        proposal: draft.total(&draft.after.violations, &round.penalties)?,
        points: points.collect(),
        opinion: stated.kind.label().to_owned(),
        reasons: stated.text.clone(),
        reviewer: draft.event.actor.signature(),
        qualification: None,
        sign_offs: Vec::new(),
    };
    Ok(opinion.into())
}

/// D36 集体讨论记录.
pub(super) fn discussion_record(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::Discuss(stated) = act else {
        return Err(draft.wrong_act());
    };
    let members = stated.members.iter().map(|member| MemberView {
        name: member.name.clone(),
        title: member.title.clone(),
        view: member.view.clone(),
    });
    let record = DiscussionRecord {
        header: draft.header.clone(),
        held_at: stated.held_at,
        place: stated.place.clone(),
        host: stated.host.clone(),
        recorder: String::new(),
        attending: Vec::new(),
        summary: summary(draft)?,
        review: draft.review_in_short(),
        members: members.collect(),
        conclusion: stated.conclusion.clone(),
    };
    Ok(record.into())
}

/// The case and the proposal, as the handlers report them.
fn summary(draft: &Draft<'_>) -> Result<Prose, ComposeFault> {
    let mut lines = vec![draft.facts_in_short()?.0];
    if let Some(proposal) = &draft.after.proposal {
        let total = draft.total(&draft.after.violations, &proposal.penalties)?;
        let ground = proposal.ground.map(|ground| ground.label().to_owned());
        let told = ground.into_iter().chain(total.iter().map(SanctionLine::line));
        let told: Vec<String> = [proposal.result.label().to_owned()].into_iter().chain(told).collect();
        lines.push(format!("拟处理意见：{}。", told.join("；")));
        lines.push(format!("合议结论：{}", proposal.reasons.text()));
    }
    Ok(Prose(lines.join("\n")))
}

/// The sheet on which the head decides, with a penalty or without one.
pub(super) fn approval_sheet(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let opinion = match act {
        Act::DecidePenalty(stated) => &stated.opinion,
        Act::DecideNoPenalty(stated) => &stated.opinion,
        _ => return Err(draft.wrong_act()),
    };
    let decision = decision(draft)?;
    let violations = &draft.after.violations;
    let mut basis: Vec<String> = Vec::new();
    for part in draft.violation_parts(violations, &decision.penalties)? {
        basis.push(format!("{}：违反{}，依据{}", part.cause, part.violated, part.basis));
    }
    if let Some(ground) = decision.ground {
        let basis_of_ground = cited(draft.law, &draft.ground(ground_id(ground))?.basis);
        basis.push(format!("不予处罚：{}，依据{basis_of_ground}", ground.label()));
    }
    let conclusion =
        draft.after.proposal.as_ref().map(|proposal| proposal.reasons.clone()).unwrap_or_default();
    let sheet = ApprovalSheet {
        header: draft.header.clone(),
        matter: decision.result.label().to_owned(),
        facts: draft.facts_in_short()?,
        basis,
        proposal: draft.total(violations, &decision.penalties)?,
        notice: draft.notice_in_short()?,
        review: draft.review_in_short(),
        discussion: draft.discussion_in_short(),
        sign_offs: vec![
            SignOff { opinion: conclusion, ..blank_opinion(Signatory::UnitHead) },
            draft.opinion(Signatory::AgencyHead, opinion),
        ],
    };
    Ok(sheet.into())
}

/// D37 行政处罚决定书: the particulars of 行政处罚法 第五十九条.
pub(super) fn penalty_decision(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::DecidePenalty(_) = act else {
        return Err(draft.wrong_act());
    };
    let decision = decision(draft)?;
    let violations = &draft.after.violations;
    let model = PenaltyDecision {
        header: draft.header.clone(),
        course: draft.course()?,
        violations: draft.violation_parts(violations, &decision.penalties)?,
        evidence: draft.evidence_for(violations),
        plea: draft.plea_part()?,
        total: draft.total(violations, &decision.penalties)?,
        payment: payment(draft, &decision.penalties)?,
        performance: performance(draft, decision)?,
        remedies: draft.remedies("本决定书")?.with_enforcement(),
        publicity: publicity(draft)?,
    };
    Ok(model.into())
}

/// How much is to be paid, where, until when, and what lateness costs (行政处罚法 第六十七条、第七十二条).
pub(super) fn payment(draft: &Draft<'_>, penalties: &[Penalty]) -> Result<Option<Payment>, ComposeFault> {
    let total = total_of(penalties);
    let (fine, gains) = (Fen::new(total.fine), Fen::new(total.confiscated_gains));
    if fine == Fen::ZERO && gains == Fen::ZERO {
        return Ok(None);
    }
    let terms = PaymentTerms { days: draft.length("payment.fine", Unit::Day)?, late_percent: LATE_PERCENT };
    Ok(Payment::new(fine, gains, terms, draft.letterhead.collecting_bank()?))
}

/// How what is not paid is carried out: the decision takes effect when it is served (行政处罚法 第六十六条).
fn performance(draft: &Draft<'_>, decision: &Decision) -> Result<Option<Prose>, ComposeFault> {
    let mut sentences = Vec::new();
    for line in draft.total(&draft.after.violations, &decision.penalties)? {
        if line.amount.is_none() {
            sentences.push(line.text);
        }
    }
    let goods =
        decision.penalties.iter().any(|penalty| penalty.kinds.contains(&PenaltyKind::ConfiscationOfGoods));
    if sentences.is_empty() {
        return Ok(None);
    }
    let mut text = format!("{}，自本决定书送达之日起执行。", sentences.join("；"));
    if goods {
        text.push_str("没收的财物由当事人在送达时交本机关依法处理，已经由本机关保管的除外。");
    }
    Ok(Some(Prose(text)))
}

/// That the decision will be public, within the term that binds the organ (行政处罚法 第四十八条).
pub(super) fn publicity(draft: &Draft<'_>) -> Result<String, ComposeFault> {
    let days = draft.length("publication.penalty", Unit::WorkingDay)?;
    let channel = draft.letterhead.publicity.as_deref().unwrap_or("本机关的行政执法公示平台");
    let basis = cited(draft.law, [&Citation::article("行政处罚法", 48)]);
    Ok(format!("依照{basis}的规定，本决定将自作出之日起{days}个工作日内在{channel}依法公开。"))
}

/// D38 不予行政处罚决定书, with the ground and how the party was educated (行政处罚法 第三十三条).
pub(super) fn no_penalty_decision(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::DecideNoPenalty(stated) = act else {
        return Err(draft.wrong_act());
    };
    let decision = decision(draft)?;
    let ground = decision.ground.ok_or(ComposeFault::NotInCase("不予处罚的法定事由"))?;
    let proposal = draft.after.proposal.as_ref().ok_or(ComposeFault::NotInCase("拟处理意见"))?;
    let model = NoPenaltyDecision {
        header: draft.header.clone(),
        course: draft.course()?,
        violations: draft.violation_parts(&draft.after.violations, &[])?,
        evidence: draft.evidence_for(&draft.after.violations),
        ground: ground.label().to_owned(),
        basis: cited(draft.law, &draft.ground(ground_id(ground))?.basis),
        reasons: proposal.reasons.clone(),
        education: stated.education.clone(),
        remedies: draft.remedies("本决定书")?,
    };
    Ok(model.into())
}

fn decision<'a>(draft: &Draft<'a>) -> Result<&'a Decision, ComposeFault> {
    draft.after.decision.as_ref().ok_or(ComposeFault::NotInCase("处理决定"))
}

/// The ground of the law pack that a stated ground means.
const fn ground_id(ground: NoPenaltyGround) -> &'static str {
    match ground {
        NoPenaltyGround::MinorCorrected => "slight-and-corrected",
        NoPenaltyGround::FirstTime => "first-and-slight",
        NoPenaltyGround::NoFault => "no-fault",
        NoPenaltyGround::Unfounded => "not-established",
        NoPenaltyGround::Minor => "under-fourteen",
        NoPenaltyGround::Incapacity => "incapable",
        NoPenaltyGround::Limitation => "limitation",
    }
}
