//! Judges what is stated in the summary procedure: the range of the cause, the limits of the spot, what was told, one
//! visit, and the grounds and receipt for cash. The order of the acts is the procedure's.

use super::decision::is_heavier;
use super::investigation::{check_duties, check_signature};
use super::lead::{check_cause, check_limitation, check_party};
use super::{Judged, acting_officers_of, need_prose, need_text, not_after, plain, with_files};
use crate::act::InputFault;
use crate::act::investigation::ViolationFacts;
use crate::act::summary::{
    BankCash, CashReason, CollectCash, DecideOnSpot, DeliverOnSpot, HandInCash, HearOnSpot, LodgeDecision,
    OpenOnSpot, SpotPenalty, TellOnSpot,
};
use crate::attempt::Context;
use crate::id::OfficerId;
use crate::interest;
use crate::law::party_kind;
use crate::proceeding::Proceeding;
use crate::refusal::{Refusal, articles};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use mingjian_law::cause::Circumstances;
use mingjian_law::citation::Citation;
use mingjian_law::summary::Summary;
use mingjian_law::variable::{
    Value, Variable, against_earlier, cash_ground, conflict, duty, facts_clear, on_visit, sanction,
    special_receipt, spot_limit,
};

/// What was found on the spot, and about whom.
pub(crate) fn open(stated: &OpenOnSpot, day: NaiveDate) -> Result<Judged, Refusal> {
    need_prose(&stated.summary, "summary")?;
    need_text(&stated.place, "place")?;
    not_after(stated.found_on, day, "found_on")?;
    check_party(&stated.party)?;
    Ok(Judged::default())
}

/// Telling: certificates shown, one violation of a cause of this organ, a penalty that its clause allows, rights told.
pub(crate) fn tell(
    proceeding: &Proceeding,
    stated: &TellOnSpot,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    if !stated.cards_shown {
        return Err(Refusal::field(
            "cards-not-shown",
            "cards_shown",
            "当场处罚应当向当事人出示执法证件。没有出示的，不能当场处罚。",
            vec![Citation::article("行政处罚法", 52).paragraph(1)],
        ));
    }
    if !stated.rights_told {
        return Err(Refusal::field(
            "rights-not-told",
            "rights_told",
            "应当告知当事人拟处罚的内容及事实、理由、依据，和陈述、申辩等权利。",
            vec![Citation::article("行政处罚法", 44)],
        ));
    }
    let summary = summary(context)?;
    check_violation(proceeding, stated, day, context)?;
    check_penalty(&stated.penalty, &stated.violation(), context)?;
    let parties = proceeding.everybody();
    let mut named = stated.officers.iter();
    let found = named.find_map(|id| interest::of_officer_id(*id, context.facts, &parties, day));
    let value = if found.is_some() { conflict::FOUND } else { conflict::NONE };
    let judged = acting_officers_of(proceeding, &stated.officers, day, context, summary.officers.into())?;
    Ok(Judged { conflict: found, ..judged }
        .with(Variable::Conflict, value)
        .with(Variable::SpotLimit, limit(proceeding, &stated.cause, &stated.penalty, summary))
        .with(Variable::AgainstEarlier, against(proceeding, stated)))
}

/// What this layer of law says of acts on the spot; without it there are none.
fn summary<'a>(context: &Context<'a>) -> Result<&'a Summary, Refusal> {
    context.law.summary().ok_or_else(|| {
        Refusal::law(
            "summary-not-in-pack",
            "规则包中没有简易程序的规则，不能当场处罚。请联系管理员。",
            vec![Citation::article("行政处罚法", 51)],
        )
    })
}

fn check_violation(
    proceeding: &Proceeding,
    stated: &TellOnSpot,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    check_cause(&stated.cause, "cause", context)?;
    need_prose(&stated.facts, "facts")?;
    not_after(stated.acted_on, day, "acted_on")?;
    if stated.proof.is_blank() {
        return Err(Refusal::field(
            "facts-without-evidence",
            "proof",
            "违法事实没有证据，不得给予行政处罚。请写明证明该事实的证据，如现场照片、当事人陈述。",
            vec![Citation::article("行政处罚法", 40), Citation::article("行政处罚法", 46)],
        ));
    }
    if let Some(cause) = context.law.cause(&stated.cause, stated.acted_on) {
        check_duties(cause, &stated.duties, "duties")?;
    } else {
        return Err(Refusal::field(
            "cause-not-in-force",
            "acted_on",
            "行为当日所适用的条款尚未施行或者已经失效，请选择行为时有效的规定。",
            vec![Citation::article("行政处罚法", 37)],
        ));
    }
    if stated.evidence.iter().any(|id| proceeding.evidence.iter().all(|item| item.id != *id)) {
        let basis = vec![Citation::article("行政处罚法", 46)];
        return Err(Refusal::field(
            "evidence-unknown",
            "evidence",
            "所选证据不在本案中，请重新选择。",
            basis,
        ));
    }
    if stated.gains.fen() < 0 {
        return Err(InputFault::new("gains", "违法所得不能小于零").into());
    }
    // Gains are confiscated (行政处罚法 第二十八条), and confiscation is no penalty of the spot (第五十一条).
    if stated.gains.fen() > 0 {
        return Err(Refusal::field(
            "gains-need-ordinary-procedure",
            "gains",
            "有违法所得的应当没收，没收不能当场决定。请转为普通程序。",
            vec![Citation::article("行政处罚法", 28).paragraph(2), Citation::article("行政处罚法", 51)],
        ));
    }
    check_limitation("acted_on", stated.acted_on, proceeding.opening.on(), false, context)
}

/// The cause's own clause allows the penalty: no kind that it does not name, no fine below or above its range.
fn check_penalty(
    penalty: &SpotPenalty,
    violation: &ViolationFacts,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    need_prose(&penalty.reasons, "penalty.reasons")?;
    if penalty.kinds.is_empty() {
        return Err(InputFault::new("penalty.kinds", "请选择警告或者罚款").into());
    }
    let Some(cause) = context.law.cause(&violation.cause, violation.acted_on) else {
        return Err(InputFault::new("cause", "行为当日没有这一案由的有效规定").into());
    };
    let ordinary = Circumstances::default();
    cause.check_sanction(&penalty.penalty(&cause.id).sanction(), &ordinary).map_err(|fault| {
        let field = if fault.code.starts_with("fine") { "penalty.fine" } else { "penalty.kinds" };
        let message = format!("“{}”：{}。", cause.label, fault.message);
        Refusal::field(fault.code, field, &message, articles(&fault.basis))
    })
}

/// Whether kinds and fine lie within what the spot allows for this party (行政处罚法 第五十一条).
fn limit(proceeding: &Proceeding, cause: &str, penalty: &SpotPenalty, summary: &Summary) -> Value {
    let party = party_kind(proceeding.party().kind);
    if summary.allows(&penalty.penalty(cause).sanction(), party) {
        spot_limit::WITHIN
    } else {
        spot_limit::ABOVE
    }
}

/// A second telling is in no part heavier than any before it; what is worse goes to the ordinary procedure.
fn against(proceeding: &Proceeding, stated: &TellOnSpot) -> Value {
    let penalty = [stated.penalty.penalty(&stated.cause)];
    let heavier = proceeding.spot.told.iter().any(|told| {
        // Another cause than the one that was told is another case, however small its penalty.
        told.violation.cause != stated.cause || is_heavier(&penalty, std::slice::from_ref(&told.penalty))
    });
    if heavier { against_earlier::UNFOUNDED } else { against_earlier::NOT_HEAVIER }
}

/// Hearing: what was said is noted with its answer; who said nothing is noted too (行政处罚法 第四十五条).
pub(crate) fn hear(stated: &HearOnSpot) -> Result<Judged, Refusal> {
    if stated.pleaded {
        need_prose(&stated.content, "content")?;
        need_prose(&stated.answer, "answer")?;
    } else if !stated.content.is_blank() || stated.brings_facts || stated.adopted {
        return Err(InputFault::new("pleaded", "填写了陈述申辩的内容，请勾选“当事人提出陈述、申辩”").into());
    }
    let value = if stated.facts_clear { facts_clear::CLEAR } else { facts_clear::UNCLEAR };
    Ok(Judged::default().with(Variable::FactsClear, value))
}

/// The decision: by the officers who told, within the limits, and in no part heavier than what was told last.
pub(crate) fn decide(
    proceeding: &Proceeding,
    stated: &DecideOnSpot,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.place, "place")?;
    let summary = summary(context)?;
    let judged =
        acting_officers_of(proceeding, &handlers(proceeding), day, context, summary.officers.into())?;
    let Some(told) = proceeding.spot.told.last() else {
        // Nothing was told: the procedure says so.
        return Ok(judged
            .with(Variable::SpotLimit, spot_limit::ABOVE)
            .with(Variable::Sanction, sanction::ABOVE));
    };
    check_penalty(&stated.penalty, &told.violation, context)?;
    let cause = &told.violation.cause;
    let above = is_heavier(&[stated.penalty.penalty(cause)], std::slice::from_ref(&told.penalty));
    Ok(judged
        .with(Variable::SpotLimit, limit(proceeding, cause, &stated.penalty, summary))
        .with(Variable::Sanction, if above { sanction::ABOVE } else { sanction::WITHIN }))
}

fn handlers(proceeding: &Proceeding) -> Vec<OfficerId> {
    proceeding.officers.iter().map(|officer| officer.id).collect()
}

/// Handing over: on the same visit, signed, or the refusal noted (行政处罚法 第五十二条).
pub(crate) fn deliver(
    proceeding: &Proceeding,
    stated: &DeliverOnSpot,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.relation, "relation")?;
    check_signature(&stated.signature)?;
    let summary = summary(context)?;
    let fined = proceeding.owed().fen() > 0;
    let judged =
        acting_officers_of(proceeding, &handlers(proceeding), day, context, summary.officers.into())?
            .with(Variable::OnVisit, visit_of(proceeding, stated.delivered_at, summary))
            .with(Variable::Duty, if fined { duty::PAY } else { duty::NONE });
    with_files(judged, &[stated.signature.scan], context)
}

/// Whether a moment still belongs to the visit on which the decision was made.
fn visit_of(proceeding: &Proceeding, at: NaiveDateTime, summary: &Summary) -> Value {
    let within = Duration::hours(i64::from(summary.visit_hours));
    let same = proceeding.spot.decided_at.is_some_and(|decided| at - decided <= within);
    if same { on_visit::SAME } else { on_visit::LATER }
}

pub(crate) fn lodge(stated: &LodgeDecision, day: NaiveDate) -> Result<Judged, Refusal> {
    need_text(&stated.receiver, "receiver")?;
    not_after(stated.lodged_on, day, "lodged_on")?;
    Ok(Judged::default())
}

/// Cash: the whole fine, on a ground of the law, against the receipt of the treasury, on the visit
/// (行政处罚法 第六十七条至第七十条).
pub(crate) fn collect(
    proceeding: &Proceeding,
    stated: &CollectCash,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    let summary = summary(context)?;
    let open = proceeding.owed().fen().saturating_sub(proceeding.paid().fen());
    if open > 0 && stated.amount.fen() != open {
        return Err(Refusal::field(
            "cash-not-the-fine",
            "amount",
            "当场收缴的金额应当等于决定书确定的罚款，请核对。",
            vec![Citation::article("行政处罚法", 53), Citation::article("行政处罚法", 74)],
        ));
    }
    let receipted = stated.special_receipt && !plain(&stated.receipt_number).is_empty();
    let known = |number: &str| plain(number) == plain(&stated.receipt_number);
    if open > 0 && receipted && proceeding.payments.iter().any(|payment| known(&payment.receipt_number)) {
        return Err(InputFault::new("receipt_number", "这张票据已经登记过，请核对").into());
    }
    let grounded = is_grounded(proceeding, stated, summary)?;
    Ok(Judged::default()
        .with(Variable::CashGround, if grounded { cash_ground::GIVEN } else { cash_ground::NONE })
        .with(
            Variable::SpecialReceipt,
            if receipted { special_receipt::ISSUED } else { special_receipt::MISSING },
        )
        .with(Variable::OnVisit, visit_of(proceeding, stated.collected_at, summary)))
}

/// Whether the ground that is stated is one (行政处罚法 第六十八条、第六十九条).
fn is_grounded(proceeding: &Proceeding, stated: &CollectCash, summary: &Summary) -> Result<bool, Refusal> {
    match stated.ground {
        CashReason::Small => Ok(summary.collects(proceeding.owed().fen())),
        CashReason::HardLater => {
            need_prose(&stated.circumstances, "circumstances")?;
            Ok(true)
        }
        CashReason::Remote => {
            need_prose(&stated.circumstances, "circumstances")?;
            Ok(stated.asked_by_party)
        }
    }
}

pub(crate) fn hand_in(stated: &HandInCash, day: NaiveDate) -> Result<Judged, Refusal> {
    need_text(&stated.receiver, "receiver")?;
    not_after(stated.handed_on, day, "handed_on")?;
    Ok(Judged::default())
}

pub(crate) fn bank(stated: &BankCash, day: NaiveDate) -> Result<Judged, Refusal> {
    need_text(&stated.voucher_number, "voucher_number")?;
    not_after(stated.banked_on, day, "banked_on")?;
    Ok(Judged::default())
}
