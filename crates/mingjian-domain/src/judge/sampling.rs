//! Judges samples and tests: who takes them, that the laboratory may test what is asked, that a result answers what was
//! entrusted (行政处罚法 第四十六条、第五十六条).
//! Its terms are counted by clocks, and its order is the procedure's; no test is left out of the ninety days.

use super::investigation::check_signature;
use super::{Judged, acting_officers, need_prose, need_text, not_after, plain, with_files};
use crate::act::InputFault;
use crate::act::notice::ServePaper;
use crate::act::sampling::{
    EntrustTesting, NotifyMaker, ReceiveResult, RecordMakerAnswer, RequestRetest, TakeSample,
};
use crate::attempt::Context;
use crate::proceeding::{Proceeding, Sampling};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::variable::{Variable, maker_named};
use std::collections::BTreeSet;

fn evidence_basis() -> Vec<Citation> {
    vec![Citation::article("行政处罚法", 46).paragraph(2)]
}

/// Samples are taken while evidence is collected, one by one described, and signed for.
pub(crate) fn take(
    proceeding: &Proceeding,
    stated: &TakeSample,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    if proceeding.position != "investigating" {
        let message = "抽样取证是收集证据的方法，只能在调查取证阶段进行。";
        let basis = vec![Citation::article("行政处罚法", 56)];
        return Err(Refusal::law("not-investigating", message, basis));
    }
    need_text(&stated.place, "place")?;
    need_prose(&stated.method, "method")?;
    need_text(&stated.storage, "storage")?;
    need_text(&stated.present, "present")?;
    check_samples(stated)?;
    let named = stated.maker.as_deref().map(plain).filter(|name| !name.is_empty());
    if named.is_some() && !stated.product {
        return Err(InputFault::new("maker", "不是产品样品的，没有标示的生产者，请核对").into());
    }
    check_signature(&stated.signature)?;
    // The party signs for its own product; nobody else need confirm it.
    let other = named.is_some_and(|name| name != plain(&proceeding.party().name));
    let value = if other { maker_named::YES } else { maker_named::NO };
    let judged = acting_officers(proceeding, &stated.officers, day, context)?;
    with_files(judged.with(Variable::MakerNamed, value), &[stated.signature.scan], context)
}

fn check_samples(stated: &TakeSample) -> Result<(), Refusal> {
    if stated.samples.is_empty() {
        let message = "请逐项填写采取的样品。";
        let basis = vec![Citation::article("行政处罚法", 56)];
        return Err(Refusal::field("no-samples", "samples", message, basis));
    }
    for (place, sample) in stated.samples.iter().enumerate() {
        let field = |name: &str| format!("samples[{place}].{name}");
        need_text(&sample.name, &field("name"))?;
        need_text(&sample.quantity, &field("quantity"))?;
        need_text(&sample.seal_number, &field("seal_number"))?;
        if stated.product {
            need_text(&sample.batch, &field("batch"))?;
            need_text(&sample.specification, &field("specification"))?;
        }
    }
    let seals: BTreeSet<String> = stated.samples.iter().map(|sample| plain(&sample.seal_number)).collect();
    if seals.len() == stated.samples.len() {
        return Ok(());
    }
    let message = "封样编号重复，送检后无法分清样品。每份样品请使用不同的封样编号。";
    Err(Refusal::field("seal-not-unique", "samples", message, evidence_basis()))
}

pub(crate) fn notify_maker(stated: &NotifyMaker) -> Result<Judged, Refusal> {
    need_text(&stated.address, "address")?;
    need_text(&stated.through, "through")?;
    Ok(Judged::default())
}

pub(crate) fn maker_answer(stated: &RecordMakerAnswer, context: &Context<'_>) -> Result<Judged, Refusal> {
    need_prose(&stated.content, "content")?;
    with_files(Judged::default(), &[Some(stated.scan)], context)
}

/// Only who is qualified for an item on the day of the entrustment tests it: what another finds proves nothing.
pub(crate) fn entrust(stated: &EntrustTesting, day: NaiveDate) -> Result<Judged, Refusal> {
    let laboratory = &stated.laboratory;
    need_text(&laboratory.name, "laboratory.name")?;
    need_text(&laboratory.certificate, "laboratory.certificate")?;
    need_prose(&stated.question, "question")?;
    let items = items(&stated.items);
    if items.is_empty() {
        return Err(Refusal::field("no-test-items", "items", "请逐项填写检验项目。", evidence_basis()));
    }
    if laboratory.valid_to < day {
        let message =
            "检验机构的资质在委托当日已经过期，所作结论不能作为认定事实的根据。请委托资质有效的机构。";
        return Err(Refusal::field(
            "laboratory-unqualified",
            "laboratory.valid_to",
            message,
            evidence_basis(),
        ));
    }
    let scope: BTreeSet<String> = laboratory.scope.iter().map(|item| plain(item)).collect();
    if let Some(item) = items.iter().find(|item| !scope.contains(*item)) {
        let message =
            format!("检验项目“{item}”不在该机构资质范围内的项目中，请核对资质附表，或者改托其他机构。");
        return Err(Refusal::field("laboratory-out-of-scope", "items", &message, evidence_basis()));
    }
    if stated.due_on < day {
        return Err(InputFault::new("due_on", "完成期限早于委托当日，请核对").into());
    }
    Ok(Judged { term_ends: Some(stated.due_on), ..Judged::default() })
}

fn items(entered: &[String]) -> Vec<String> {
    entered.iter().map(|item| plain(item)).filter(|item| !item.is_empty()).collect()
}

/// A result answers what was entrusted: its items, and a day after it.
pub(crate) fn receive(
    proceeding: &Proceeding,
    stated: &ReceiveResult,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.number, "number")?;
    need_prose(&stated.conclusion, "conclusion")?;
    need_prose(&stated.proves, "proves")?;
    not_after(stated.reported_on, stated.received_on, "reported_on")?;
    let reported = items(&stated.items);
    if reported.is_empty() {
        return Err(Refusal::field("no-test-items", "items", "请逐项填写报告的检验项目。", evidence_basis()));
    }
    if let Some(test) = proceeding.sampling().and_then(Sampling::test) {
        let entrusted = items(&test.stated.items);
        if let Some(item) = reported.iter().find(|item| !entrusted.contains(item)) {
            let message = format!("报告项目“{item}”没有委托检验，该项结论不能采用。请核对报告和委托书。");
            return Err(Refusal::field("result-beyond-entrustment", "items", &message, evidence_basis()));
        }
        if stated.reported_on < test.entrusted_on {
            let message = "报告日期早于委托检验的日期，报告不是这次委托的结果。请核对。";
            return Err(Refusal::field(
                "report-before-entrustment",
                "reported_on",
                message,
                evidence_basis(),
            ));
        }
    }
    let judged = Judged { adds_evidence: true, ..Judged::default() };
    with_files(judged, &[Some(stated.scan)], context)
}

/// The notice is served as other papers are, but for an announcement: nobody could ask for another test in time.
pub(crate) fn serve(
    proceeding: &Proceeding,
    stated: &ServePaper,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    super::service::check_not_announced(stated, "mode")?;
    super::service::serve(proceeding, stated, day, context)
}

pub(crate) fn request_retest(stated: &RequestRetest, context: &Context<'_>) -> Result<Judged, Refusal> {
    need_text(&stated.applicant, "applicant")?;
    need_prose(&stated.reason, "reason")?;
    if let Some(phone) = &stated.phone {
        super::lead::check_phone(phone.reveal(), "phone")?;
    }
    with_files(Judged::default(), &[Some(stated.scan)], context)
}
