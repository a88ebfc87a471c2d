//! The notice that stays where a decision was: that it is withdrawn, by which instrument, and why (行政处罚法 第四十八条).
//! It does not name the party: what is withdrawn is no longer held against it.

use super::error::GateError;
use super::known::ProtectedValues;
use super::leak::ensure_clean;
use crate::proceeding::Proceeding;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use serde::{Deserialize, Serialize};

/// A notice of withdrawal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalNotice {
    /// The number of the decision that stood here.
    pub number: String,
    /// The organ.
    pub organ: String,
    /// What became of the decision: 撤销, 变更.
    pub outcome: String,
    /// The instrument: its title and number.
    pub instrument: String,
    /// Who made it.
    pub issuer: String,
    /// The day on which it took effect.
    pub effective_on: NaiveDate,
    /// The reasons, as told to the public.
    pub reason: String,
    /// The day of withdrawal.
    pub withdrawn_on: NaiveDate,
    /// The article, in words.
    pub basis: String,
}

/// The notice of a withdrawal that has been recorded.
///
/// # Errors
/// When nothing was withdrawn, or the reasons hold a protected value.
pub fn withdrawal_notice(
    proceeding: &Proceeding,
    organ: &str,
    values: &ProtectedValues,
) -> Result<WithdrawalNotice, GateError> {
    let publication = proceeding.publication.as_ref().ok_or(GateError::NoWithdrawal)?;
    let instrument = publication.annulments.last().ok_or(GateError::NoWithdrawal)?;
    let reason = publication.withdrawn_reason.as_ref().filter(|reason| !reason.is_blank());
    let (reason, withdrawn_on) = reason.zip(publication.withdrawn_on).ok_or(GateError::NoWithdrawal)?;
    let number = proceeding.decision.as_ref().and_then(|decision| decision.number.clone());
    let notice = WithdrawalNotice {
        number: number.unwrap_or_default(),
        organ: organ.to_owned(),
        outcome: instrument.kind.label().to_owned(),
        instrument: format!("{}（{}）", instrument.title, instrument.number),
        issuer: instrument.issuer.clone(),
        effective_on: instrument.effective_on,
        reason: reason.text().trim().to_owned(),
        withdrawn_on,
        basis: Citation::article("行政处罚法", 48).paragraph(2).to_string(),
    };
    for (place, text) in [
        ("公开说明的理由", &notice.reason),
        ("文书名称和文号", &notice.instrument),
        ("作出机关", &notice.issuer),
    ] {
        ensure_clean(place, text, values)?;
    }
    Ok(notice)
}
