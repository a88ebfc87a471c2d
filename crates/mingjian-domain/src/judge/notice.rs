//! Judges notices, service and pleas: what is heavier than an earlier notice, who took a paper, what a plea brought.
//! It counts no days; clocks do.

use super::decision::{is_heavier, total_of};
use super::service::serve;
use super::{Judged, need_prose, need_text, plain, with_files};
use crate::act::InputFault;
use crate::act::decision::ProposalResult;
use crate::act::notice::{AnswerPlea, IssueNotice, ReceivePlea, ServePaper, WaiveRight};
use crate::attempt::Context;
use crate::id::EvidenceId;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::sanction::PenaltyKind;
use mingjian_law::variable::{Value, Variable, against_earlier, duty, hearing_listed, plea_content};

/// Issuing a notice: against every earlier one it may be heavier only for a new fact that the plea did not bring.
pub(crate) fn issue(
    proceeding: &Proceeding,
    stated: &IssueNotice,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.opinion, "opinion")?;
    let penalties =
        proceeding.proposal.as_ref().map(|proposal| proposal.penalties.as_slice()).unwrap_or_default();
    let listed = context.law.hearing_listed(&total_of(penalties), proceeding.party().kind);
    let mut judged = Judged::default()
        .with(Variable::AgainstEarlier, against(proceeding, stated)?)
        .with(Variable::HearingListed, if listed { hearing_listed::YES } else { hearing_listed::NO });
    if !listed {
        judged.omits.push("hearing-right-notice");
    }
    Ok(judged)
}

fn against(proceeding: &Proceeding, stated: &IssueNotice) -> Result<Value, Refusal> {
    let penalties =
        proceeding.proposal.as_ref().map(|proposal| proposal.penalties.as_slice()).unwrap_or_default();
    let earlier = proceeding.notices.iter().filter(|notice| notice.service.is_some());
    let heavier = earlier.clone().any(|notice| is_heavier(penalties, &notice.penalties));
    if !heavier {
        return Ok(against_earlier::NOT_HEAVIER);
    }
    let told = stated.new_fact.as_ref().is_some_and(|fact| !plain(fact.text()).is_empty());
    let last_notice = earlier.map(|notice| notice.seq).max().unwrap_or_default();
    for id in &stated.new_evidence {
        let Some(item) = proceeding.evidence.iter().find(|item| item.id == *id) else {
            return Err(InputFault::new("new_evidence", "所选证据不在本案中").into());
        };
        let pleaded = || proceeding.pleas.iter().any(|plea| plea.evidence.contains(id));
        if item.stated.from_plea || item.seq <= last_notice || pleaded() {
            return Err(Refusal::field(
                "new-fact-from-plea",
                "new_evidence",
                "作为加重依据的新证据不能来自当事人的陈述申辩，也不能早于上一次告知。",
                vec![Citation::article("行政处罚法", 45).paragraph(2)],
            ));
        }
    }
    let bears =
        |id: &EvidenceId| proceeding.evidence.iter().any(|item| item.id == *id && item.stated.bears_on_facts);
    let founded = told && stated.new_evidence.iter().any(bears);
    Ok(if founded { against_earlier::NEW_FACT } else { against_earlier::UNFOUNDED })
}

/// Serving the decision also says what the party owes.
pub(crate) fn serve_decision(
    proceeding: &Proceeding,
    stated: &ServePaper,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    serve(proceeding, stated, day, context).map(|judged| judged.with(Variable::Duty, duty_of(proceeding)))
}

fn duty_of(proceeding: &Proceeding) -> Value {
    let Some(decision) =
        proceeding.decision.as_ref().filter(|decision| decision.result == ProposalResult::Penalty)
    else {
        return duty::NONE;
    };
    if proceeding.owed().fen() > 0 {
        return duty::PAY;
    }
    // A warning and public criticism are carried out by the decision itself.
    let by_itself = |kind: &PenaltyKind| matches!(kind, PenaltyKind::Warning | PenaltyKind::PublicCriticism);
    let all_done = decision.penalties.iter().flat_map(|penalty| &penalty.kinds).all(by_itself);
    if all_done { duty::NONE } else { duty::PERFORM }
}

pub(crate) fn receive_plea(proceeding: &Proceeding, stated: &ReceivePlea) -> Result<Judged, Refusal> {
    need_prose(&stated.content, "content")?;
    let foreign = stated.evidence.iter().any(|id| proceeding.evidence.iter().all(|item| item.id != *id));
    if foreign {
        return Err(InputFault::new("evidence", "所选证据不在本案中，请先添加证据").into());
    }
    let brings = stated.brings_facts || !stated.evidence.is_empty();
    Ok(Judged::default().with(Variable::PleaContent, content(brings)))
}

/// Each point of a plea gets an answer; the answer is to what was received.
pub(crate) fn answer_plea(proceeding: &Proceeding, stated: &AnswerPlea) -> Result<Judged, Refusal> {
    need_prose(&stated.conclusion, "conclusion")?;
    if stated.points.is_empty() {
        return Err(InputFault::new("points", "请逐项答复当事人的意见").into());
    }
    for (place, point) in stated.points.iter().enumerate() {
        need_prose(&point.claim, &format!("points[{place}].claim"))?;
        need_prose(&point.reason, &format!("points[{place}].reason"))?;
    }
    let open = proceeding.pleas.iter().filter(|plea| plea.answer.is_none());
    let brings = open.into_iter().any(|plea| plea.brings_facts || !plea.evidence.is_empty());
    Ok(Judged::default().with(Variable::PleaContent, content(brings)))
}

fn content(brings: bool) -> Value {
    if brings { plea_content::EVIDENCE } else { plea_content::VIEWS }
}

/// A waiver is written and signed (行政处罚法 第六十二条: 当事人明确放弃).
pub(crate) fn waive(stated: &WaiveRight, context: &Context<'_>) -> Result<Judged, Refusal> {
    need_prose(&stated.statement, "statement")?;
    need_text(&stated.signed_by, "signed_by")?;
    with_files(Judged::default(), &[Some(stated.scan)], context)
}
