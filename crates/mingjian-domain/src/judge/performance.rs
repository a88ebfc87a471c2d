//! Judges what is stated after the decision: payment, other performance, closing and filing.
//! It computes no interest for late payment: that belongs to enforcement.

use super::{Judged, need_prose, need_text, party, plain, with_files};
use crate::act::InputFault;
use crate::act::performance::{Archive, CloseCase, DropCase, DropGround, PerformanceKind, RecordPerformance};
use crate::attempt::Context;
use crate::proceeding::{Proceeding, Publication};
use crate::refusal::Refusal;
use mingjian_law::citation::Citation;
use mingjian_law::sanction::PenaltyKind;
use mingjian_law::variable::{Value, Variable, annulled, extent};

/// A payment never exceeds what is owed, and has a receipt (行政处罚法 第七十条).
pub(crate) fn record(proceeding: &Proceeding, stated: &RecordPerformance) -> Result<Judged, Refusal> {
    let amount = stated.amount.fen();
    match stated.kind {
        PerformanceKind::Payment if amount <= 0 => {
            return Err(InputFault::new("amount", "缴款金额应当大于零").into());
        }
        PerformanceKind::Payment => check_receipt(proceeding, &stated.receipt_number)?,
        PerformanceKind::Other if amount != 0 => {
            return Err(InputFault::new("amount", "其他履行不填写缴款金额").into());
        }
        PerformanceKind::Other => need_prose(&stated.note, "note")?,
    }
    let paid = proceeding.paid().fen().saturating_add(amount);
    let owed = proceeding.owed().fen();
    if paid > owed {
        return Err(Refusal::field(
            "payment-above-owed",
            "amount",
            "累计缴款超过决定书确定的金额，请核对票据。",
            vec![Citation::article("行政处罚法", 74)],
        ));
    }
    let other_done = stated.other_done || proceeding.other_done || !has_other_duties(proceeding);
    let full = paid == owed && other_done;
    Ok(Judged::default().with(Variable::Extent, if full { extent::FULL } else { extent::PART }))
}

/// A receipt proves one payment.
fn check_receipt(proceeding: &Proceeding, number: &str) -> Result<(), Refusal> {
    need_text(number, "receipt_number")?;
    if proceeding.payments.iter().any(|payment| plain(&payment.receipt_number) == plain(number)) {
        return Err(InputFault::new("receipt_number", "这张票据已经登记过，请核对").into());
    }
    Ok(())
}

/// Whether the decision orders anything that is neither money nor carried out by the decision itself.
fn has_other_duties(proceeding: &Proceeding) -> bool {
    let kinds = proceeding
        .decision
        .iter()
        .flat_map(|decision| &decision.penalties)
        .flat_map(|penalty| &penalty.kinds);
    kinds.into_iter().any(|kind| {
        !matches!(
            kind,
            PenaltyKind::Warning
                | PenaltyKind::PublicCriticism
                | PenaltyKind::Fine
                | PenaltyKind::ConfiscationOfGains
        )
    })
}

/// A case is closed when its decision is carried out, or when an instrument left nothing of it to carry out.
pub(crate) fn close(proceeding: &Proceeding, stated: &CloseCase) -> Result<Judged, Refusal> {
    need_prose(&stated.result, "result")?;
    need_prose(&stated.opinion, "opinion")?;
    Ok(Judged::default().with(Variable::Annulled, annulled_value(proceeding)))
}

/// Whether an instrument left nothing of the decision to perform.
pub(crate) fn annulled_value(proceeding: &Proceeding) -> Value {
    let ended = proceeding.publication.as_ref().is_some_and(Publication::ends_decision);
    if ended { annulled::YES } else { annulled::NO }
}

/// A case whose party is gone is dropped on proof; every case for a reason (行政处罚法 第四十条、第五十七条).
pub(crate) fn drop_case(
    proceeding: &Proceeding,
    stated: &DropCase,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.reason, "reason")?;
    if stated.ground == DropGround::PartyGone || !stated.evidence.is_empty() {
        party::check_proof(proceeding, (&stated.evidence, stated.scan), "drop-unproved")?;
    }
    with_files(Judged::default(), &[stated.scan], context)
}

pub(crate) fn archive(stated: &Archive) -> Result<Judged, Refusal> {
    need_text(&stated.retention, "retention")?;
    need_text(&stated.location, "location")?;
    if stated.volumes == 0 {
        return Err(InputFault::new("volumes", "卷数至少为一").into());
    }
    Ok(Judged::default())
}
