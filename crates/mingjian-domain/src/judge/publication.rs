//! Judges what is stated on the way to the public page: masking, secrecy check, release, refusal to publish, annulment.
//! What must be masked is the gate's to find; here its finding becomes an input of the procedure.

use super::{Judged, need_prose, need_text, not_after, plain, with_files};
use crate::act::InputFault;
use crate::act::publication::{
    CheckSecrecy, Correct, DeclinePublication, Mask, RecordAnnulment, Release, SecrecyOutcome, Withdraw,
};
use crate::attempt::Context;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::variable::{
    Value, Variable, decision, decision_stage, leak, second_person, secrecy_result,
};

/// A masked text names every other person of the case, or says that there is none.
pub(crate) fn mask(stated: &Mask) -> Result<Judged, Refusal> {
    need_prose(&stated.facts, "facts")?;
    need_prose(&stated.reasons, "reasons")?;
    check_affected(&stated.affected, stated.nobody_else)?;
    Ok(Judged::default())
}

fn check_affected(affected: &[String], nobody_else: bool) -> Result<(), Refusal> {
    let names = affected.iter().any(|name| !plain(name).is_empty());
    if names != nobody_else {
        return Ok(());
    }
    Err(Refusal::field(
        "affected-unsaid",
        "affected",
        "请列出案件涉及的其他自然人；没有的，勾选“不涉及其他自然人”。",
        vec![Citation::article("政府信息公开条例", 15), Citation::article("个人信息保护法", 28)],
    ))
}

/// A correction changes something, and says who found it and what the public is told.
pub(crate) fn correct(proceeding: &Proceeding, stated: &Correct, day: NaiveDate) -> Result<Judged, Refusal> {
    need_text(&stated.found_by, "found_by")?;
    not_after(stated.found_on, day, "found_on")?;
    need_prose(&stated.facts, "facts")?;
    need_prose(&stated.reasons, "reasons")?;
    check_affected(&stated.affected, stated.nobody_else)?;
    need_prose(&stated.public_reason, "public_reason")?;
    let stands = proceeding.publication.as_ref();
    let same = stands.is_some_and(|text| {
        text.facts.as_ref() == Some(&stated.facts) && text.reasons.as_ref() == Some(&stated.reasons)
    });
    if same {
        return Err(InputFault::new("facts", "更正后的文字与已经公示的相同，请修改不准确的内容").into());
    }
    // The days count from the finding, not from the day on which somebody wrote the new text.
    Ok(Judged { clock_start: Some(stated.found_on), ..Judged::default() })
}

/// Whoever withdraws is another person than who recorded the instrument.
pub(crate) fn withdraw(
    proceeding: &Proceeding,
    stated: &Withdraw,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.public_reason, "public_reason")?;
    Ok(Judged::default().with(Variable::SecondPerson, withdrawer(proceeding, context)))
}

/// Whether who acts is another person than who recorded the instrument.
pub(crate) fn withdrawer(proceeding: &Proceeding, context: &Context<'_>) -> Value {
    let recorded_by = proceeding.publication.as_ref().and_then(|publication| publication.annulled_by);
    person(recorded_by == Some(context.facts.actor.user))
}

pub(crate) fn check_secrecy(stated: &CheckSecrecy) -> Result<Judged, Refusal> {
    need_prose(&stated.note, "note")?;
    let value = match stated.outcome {
        SecrecyOutcome::Pass => secrecy_result::PASS,
        SecrecyOutcome::Fail => secrecy_result::FAIL,
    };
    Ok(Judged::default().with(Variable::SecrecyResult, value))
}

/// Release: the decision is served, another person releases, and the text holds nothing that must stay hidden.
pub(crate) fn release(
    proceeding: &Proceeding,
    stated: &Release,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.opinion, "opinion")?;
    let served = proceeding.is(Variable::Decision, decision::SERVED);
    // A correction has a clerk of its own.
    let masked_by = proceeding.publication.as_ref().and_then(|publication| {
        let pending = publication.correction.as_ref().map(|correction| correction.by);
        pending.or(publication.masked_by)
    });
    let same = masked_by == Some(context.facts.actor.user);
    let found = !context.leaks_found.is_empty();
    let judged = Judged::default()
        .with(Variable::SecondPerson, person(same))
        .with(Variable::Leak, if found { leak::FOUND } else { leak::CLEAN });
    // What is corrected was served before it became public: nobody asks again.
    if proceeding.publication.as_ref().is_some_and(|publication| publication.correction.is_some()) {
        return Ok(judged);
    }
    let stage = if served { decision_stage::SERVED } else { decision_stage::UNSERVED };
    Ok(judged.with(Variable::DecisionStage, stage))
}

fn person(same: bool) -> Value {
    if same { second_person::SAME } else { second_person::OTHER }
}

pub(crate) fn decline(stated: &DeclinePublication, context: &Context<'_>) -> Result<Judged, Refusal> {
    need_prose(&stated.ground, "ground")?;
    if context.facts.user(stated.proposed_by).is_none() {
        return Err(InputFault::new("proposed_by", "没有这一人员，请重新选择").into());
    }
    let same = stated.proposed_by == context.facts.actor.user;
    Ok(Judged::default().with(Variable::SecondPerson, person(same)))
}

/// The withdrawal clock runs from the day on which the instrument took effect (行政处罚法 第四十八条).
pub(crate) fn annulment(
    proceeding: &Proceeding,
    stated: &RecordAnnulment,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.title, "title")?;
    need_text(&stated.number, "number")?;
    need_text(&stated.issuer, "issuer")?;
    not_after(stated.effective_on, day, "effective_on")?;
    let decided_on = proceeding.decision.as_ref().map(|decision| decision.decided_on);
    if decided_on.is_some_and(|decided_on| stated.effective_on < decided_on) {
        return Err(InputFault::new("effective_on", "生效日期早于处罚决定的日期，请核对").into());
    }
    let mut judged = with_files(Judged::default(), &[stated.scan], context)?;
    judged.clock_start = Some(stated.effective_on);
    // Nothing is left to pay, whoever closes the case and when.
    let pays = proceeding.running_clocks().any(|clock| clock.variable == Variable::PaymentClock);
    judged.also_ends = (pays && stated.kind.ends_decision()).then_some(Variable::PaymentClock);
    Ok(judged)
}
