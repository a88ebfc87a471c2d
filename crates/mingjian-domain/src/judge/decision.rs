//! Judges proposals and decisions: the range of each clause, the prerequisite, and what is heavier than what was told.
//! It weighs nothing within the range: that is the panel's.

use super::investigation::{check_violations, is_adverse};
use super::{Judged, need_prose, need_text, plain, written};
use crate::act::InputFault;
use crate::act::decision::{
    AdoptProposal, DecideNoPenalty, DecidePenalty, Discuss, MemberOpinion, NoPenaltyGround, Penalty,
    ProposalResult,
};
use crate::act::investigation::ViolationFacts;
use crate::attempt::Context;
use crate::interest;
use crate::law::party_kind;
use crate::proceeding::Proceeding;
use crate::refusal::{Refusal, articles};
use chrono::NaiveDate;
use mingjian_law::cause::{Circumstances, SanctionFault, When};
use mingjian_law::citation::Citation;
use mingjian_law::sanction::Sanction;
use mingjian_law::scope::{CaseFlag, ScopeFacts};
use mingjian_law::variable::{Value, Variable, major, notice, prerequisite, proposal, sanction};
use std::collections::BTreeSet;

/// 合议 needs at least three members.
const PANEL_MEMBERS: usize = 3;
/// A collective discussion needs more than one head.
const DISCUSSION_MEMBERS: usize = 2;

/// Adopting a proposal: each penalty within its clause, each clause's prerequisite known.
pub(crate) fn adopt(
    proceeding: &Proceeding,
    stated: &AdoptProposal,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    let rests = check_proposal(proceeding, stated, day, context)?;
    let told = proceeding.notice_in_force().map(|notice| notice.penalties.as_slice());
    let above = told.is_some_and(|told| is_heavier(&stated.penalties, told));
    Ok(proposal_inputs(proceeding, stated, context)
        .with(Variable::Prerequisite, rests.value())
        .with(Variable::Sanction, if above { sanction::ABOVE } else { sanction::WITHIN }))
}

/// Amending a proposal: never heavier than what was told, or proposed where what was told holds no more.
pub(crate) fn amend(
    proceeding: &Proceeding,
    stated: &AdoptProposal,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    let rests = check_proposal(proceeding, stated, day, context)?;
    let in_force = proceeding.notice_in_force().filter(|_| proceeding.is(Variable::Notice, notice::SERVED));
    let told = match in_force {
        Some(notice) => notice.penalties.as_slice(),
        None => {
            proceeding.proposal.as_ref().map(|proposal| proposal.penalties.as_slice()).unwrap_or_default()
        }
    };
    let above = is_heavier(&stated.penalties, told);
    Ok(proposal_inputs(proceeding, stated, context)
        .with(Variable::Prerequisite, rests.value())
        .with(Variable::Sanction, if above { sanction::ABOVE } else { sanction::WITHIN }))
}

fn proposal_inputs(proceeding: &Proceeding, stated: &AdoptProposal, context: &Context<'_>) -> Judged {
    let result = match stated.result {
        ProposalResult::Penalty => proposal::PENALTY,
        ProposalResult::NoPenalty => proposal::NO_PENALTY,
    };
    Judged::default()
        .with(Variable::Proposal, result)
        .with(Variable::Major, major_value(proceeding, stated, context))
}

fn major_value(proceeding: &Proceeding, stated: &AdoptProposal, context: &Context<'_>) -> Value {
    let total = total_of(&stated.penalties);
    let flags: BTreeSet<CaseFlag> = stated.complex.then_some(CaseFlag::Grave).into_iter().collect();
    let facts = ScopeFacts {
        ordinary_procedure: true,
        party: party_kind(proceeding.party().kind),
        total: (stated.result == ProposalResult::Penalty).then_some(&total),
        hearing_held: proceeding.hearings.iter().any(|hearing| hearing.held_at.is_some()),
        reduced: stated.penalties.iter().any(|penalty| penalty.reduced),
        disagreement: false,
        flags: &flags,
    };
    if context.law.discussion_needed(&facts) { major::YES } else { major::NO }
}

/// Whether penalties rest on corrections that stayed undone, and whether re-checks found that: the worst of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rests {
    /// On none.
    Nothing,
    /// Each was found overdue, for the cause that it punishes.
    Found,
    /// One was not.
    Unfound,
}

impl Rests {
    const fn value(self) -> Value {
        match self {
            Self::Nothing => prerequisite::NO,
            Self::Found => prerequisite::MET,
            Self::Unfound => prerequisite::UNMET,
        }
    }
}

/// On what the penalties of the proposal rest; an error where one is not lawful at all.
fn check_proposal(
    proceeding: &Proceeding,
    stated: &AdoptProposal,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Rests, Refusal> {
    need_text(&stated.place, "place")?;
    need_prose(&stated.reasons, "reasons")?;
    check_members(&stated.members, PANEL_MEMBERS, "合议应当有三人以上参加，并记录每个人的意见")?;
    check_interests(proceeding, &stated.members, day, context)?;
    let violations = stated.violations.as_deref().unwrap_or(&proceeding.violations);
    let unfounded =
        stated.result == ProposalResult::NoPenalty && stated.ground == Some(NoPenaltyGround::Unfounded);
    if !(violations.is_empty() && unfounded) {
        check_violations(proceeding, violations, day, context)?;
    }
    if stated.violations.is_some() && is_adverse(proceeding, violations) {
        return Err(Refusal::field(
            "adverse-facts-in-proposal",
            "violations",
            "合议只能作有利于当事人的事实变更。增加案由或者违反的规定、提高违法所得、认定情节严重的，请退回补充调查后重新告知。",
            vec![Citation::article("行政处罚法", 44)],
        ));
    }
    match stated.result {
        ProposalResult::NoPenalty if !stated.penalties.is_empty() => {
            Err(InputFault::new("penalties", "拟不予处罚的，不能填写处罚内容").into())
        }
        ProposalResult::NoPenalty if stated.ground.is_none() => {
            Err(InputFault::new("ground", "请选择不予处罚的法定事由").into())
        }
        ProposalResult::NoPenalty => Ok(Rests::Nothing),
        ProposalResult::Penalty if stated.ground.is_some() => {
            Err(InputFault::new("ground", "拟给予处罚的，不能填写不予处罚的事由").into())
        }
        ProposalResult::Penalty => check_penalties(proceeding, &stated.penalties, violations, context),
    }
}

fn check_penalties(
    proceeding: &Proceeding,
    penalties: &[Penalty],
    violations: &[ViolationFacts],
    context: &Context<'_>,
) -> Result<Rests, Refusal> {
    let punished: BTreeSet<&str> = penalties.iter().map(|penalty| penalty.cause.as_str()).collect();
    if punished.len() != penalties.len() {
        return Err(InputFault::new("penalties", "同一案由只填写一项处罚").into());
    }
    if let Some(violation) = violations.iter().find(|violation| !punished.contains(violation.cause.as_str()))
    {
        let name = context.law.any_cause(&violation.cause).map_or("", |cause| cause.label.as_str());
        return Err(InputFault::new("penalties", &format!("“{name}”没有填写处罚内容")).into());
    }
    let mut rests = Rests::Nothing;
    for (place, penalty) in penalties.iter().enumerate() {
        let field = format!("penalties[{place}]");
        need_prose(&penalty.reasons, &format!("{field}.reasons"))?;
        check_lists(penalty, &field)?;
        let Some(violation) = violations.iter().find(|violation| violation.cause == penalty.cause) else {
            return Err(InputFault::new(&format!("{field}.cause"), "没有认定这一违法行为，不能处罚").into());
        };
        rests = rests.max(check_penalty(proceeding, penalty, violation, &field, context)?);
    }
    Ok(rests)
}

/// A list names each thing once, so that what is compared with the notice is what the document says.
fn check_lists(penalty: &Penalty, field: &str) -> Result<(), Refusal> {
    let goods: BTreeSet<String> = penalty.goods.iter().map(|goods| plain(&goods.name)).collect();
    if goods.len() != penalty.goods.len() || goods.contains("") {
        return Err(InputFault::new(&format!("{field}.goods"), "同一物品只填写一次，并写明名称").into());
    }
    let scope: BTreeSet<String> = penalty.scope.iter().map(|name| plain(name)).collect();
    if scope.len() != penalty.scope.len() || scope.contains("") {
        return Err(InputFault::new(&format!("{field}.scope"), "同一项只填写一次，并写明名称").into());
    }
    if penalty.suspension_months == Some(0) || penalty.career_months == Some(0) {
        return Err(InputFault::new(field, "期限不能为零个月；没有期限的不填写").into());
    }
    Ok(())
}

/// Judges one penalty by its clause; says whether it is lawful only because a correction ordered for its cause is overdue.
fn check_penalty(
    proceeding: &Proceeding,
    penalty: &Penalty,
    violation: &ViolationFacts,
    field: &str,
    context: &Context<'_>,
) -> Result<Rests, Refusal> {
    let Some(cause) = context.law.cause(&violation.cause, violation.acted_on) else {
        return Err(InputFault::new(&format!("{field}.cause"), "行为当日没有这一案由的有效规定").into());
    };
    let sanction = penalty.sanction();
    let circumstances = |overdue: bool| Circumstances {
        gains: violation.gains.fen(),
        overdue,
        aggravated: violation.aggravated,
        reduced: penalty.reduced,
    };
    let refuse = |fault: &SanctionFault| {
        Refusal::field(
            fault.code,
            field,
            &format!("“{}”：{}。", cause.label, fault.message),
            articles(&fault.basis),
        )
    };
    // Here only whether the clause asks for it; that it was found is the procedure's to demand.
    // A cause without such a clause stays as it is: its own mandatory kinds are due whatever else was overdue.
    let overdue =
        proceeding.is_overdue(violation) && cause.branch.iter().any(|branch| branch.when == When::Overdue);
    let as_is = cause.check_sanction(&sanction, &circumstances(overdue));
    match as_is {
        Ok(()) if overdue && cause.check_sanction(&sanction, &circumstances(false)).is_err() => {
            Ok(Rests::Found)
        }
        Ok(()) => Ok(Rests::Nothing),
        Err(fault) if overdue => Err(refuse(&fault)),
        Err(fault) => match cause.check_sanction(&sanction, &circumstances(true)) {
            Ok(()) => Ok(Rests::Unfound),
            Err(_) => Err(refuse(&fault)),
        },
    }
}

fn check_members(members: &[MemberOpinion], least: usize, message: &str) -> Result<(), Refusal> {
    let names: BTreeSet<String> =
        members.iter().map(|member| plain(&member.name)).filter(|name| !name.is_empty()).collect();
    if names.len() < least {
        return Err(Refusal::field(
            "members-too-few",
            "members",
            message,
            vec![Citation::article("行政处罚法", 57)],
        ));
    }
    for (place, member) in members.iter().enumerate() {
        need_prose(&member.view, &format!("members[{place}].view"))?;
    }
    Ok(())
}

/// Nobody of a panel or a discussion has an interest in the party (行政处罚法 第四十三条).
fn check_interests(
    proceeding: &Proceeding,
    members: &[MemberOpinion],
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let names = members.iter().map(|member| member.name.as_str());
    super::recusal::check_names(proceeding, names.clone(), context.facts)?;
    let found = interest::of_names(names, context.facts, &proceeding.everybody(), day);
    found.map_or(Ok(()), |conflict| Err(conflict.refusal("members")))
}

pub(crate) fn discuss(
    proceeding: &Proceeding,
    stated: &Discuss,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.place, "place")?;
    need_text(&stated.host, "host")?;
    check_members(
        &stated.members,
        DISCUSSION_MEMBERS,
        "集体讨论应当由机关负责人共同参加，并记录每个人的意见",
    )?;
    check_interests(proceeding, &stated.members, day, context)?;
    written(&stated.conclusion, "conclusion")
}

/// What is reviewed and decided punishes the facts as they stand: facts that changed after the proposal need another one.
pub(crate) fn check_fits_facts(proceeding: &Proceeding, context: &Context<'_>) -> Result<(), Refusal> {
    let Some(proposal) = &proceeding.proposal else {
        return Ok(());
    };
    let fits = match proposal.result {
        ProposalResult::NoPenalty => true,
        ProposalResult::Penalty => {
            check_penalties(proceeding, &proposal.penalties, &proceeding.violations, context).is_ok()
        }
    };
    if fits {
        return Ok(());
    }
    Err(Refusal::law(
        "proposal-outdated",
        "违法事实变更后，拟处理意见还没有相应变更。请先按现有事实变更拟处理意见。",
        vec![Citation::article("行政处罚法", 40), Citation::article("行政处罚法", 57).paragraph(1)],
    ))
}

/// The decision takes the reviewed proposal; what is compared is that proposal with the notice in force.
pub(crate) fn decide_penalty(
    proceeding: &Proceeding,
    stated: &DecidePenalty,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.opinion, "opinion")?;
    let proposed =
        proceeding.proposal.as_ref().map(|proposal| proposal.penalties.as_slice()).unwrap_or_default();
    let told = proceeding.notice_in_force().map(|notice| notice.penalties.as_slice()).unwrap_or_default();
    let reviewed = proceeding.review().map(|round| round.penalties.as_slice()).unwrap_or_default();
    let above = is_heavier(proposed, told) || is_heavier(proposed, reviewed);
    if !above {
        check_fits_facts(proceeding, context)?;
    }
    Ok(Judged::default().with(Variable::Sanction, if above { sanction::ABOVE } else { sanction::WITHIN }))
}

pub(crate) fn decide_no_penalty(stated: &DecideNoPenalty) -> Result<Judged, Refusal> {
    need_prose(&stated.education, "education")?;
    written(&stated.opinion, "opinion")
}

/// The total of the penalties for all violations (分别裁量、合并处罚).
pub(crate) fn total_of(penalties: &[Penalty]) -> Sanction {
    let sanctions: Vec<Sanction> = penalties.iter().map(Penalty::sanction).collect();
    Sanction::total(&sanctions)
}

/// Whether a list of penalties is in any part heavier than another: for any cause, or in total.
pub(crate) fn is_heavier(penalties: &[Penalty], told: &[Penalty]) -> bool {
    let for_cause = |penalty: &Penalty| {
        let before = told.iter().find(|other| other.cause == penalty.cause).map(Penalty::sanction);
        !penalty.sanction().heavier_than(&before.unwrap_or_default()).is_empty()
    };
    penalties.iter().any(for_cause) || !total_of(penalties).heavier_than(&total_of(told)).is_empty()
}
