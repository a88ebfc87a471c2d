//! The report that closes a case: D48.
//! It computes no late fines.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::parts::{Header, Reference, SanctionLine, SignOff};
use crate::act::Prose;

/// A payment that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentLine {
    /// When.
    pub paid_on: NaiveDate,
    /// How much.
    pub amount: Amount,
    /// Number of the receipt.
    pub receipt_number: String,
}

/// D48 行政处罚结案报告.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClosingReport {
    /// Header.
    pub header: Header,
    /// When the case was filed; none for what was decided on the spot.
    #[serde(default)]
    pub filed_on: Option<NaiveDate>,
    /// The decision; none where the case ends without one.
    #[serde(default)]
    pub decision: Option<Reference>,
    /// When the decision was served.
    #[serde(default)]
    pub served_on: Option<NaiveDate>,
    /// What was decided, in total.
    #[serde(default)]
    pub total: Vec<SanctionLine>,
    /// The payments.
    #[serde(default)]
    pub payments: Vec<PaymentLine>,
    /// How the decision was carried out.
    pub result: Prose,
    /// Opinions of unit head and head.
    #[serde(default)]
    pub sign_offs: Vec<SignOff>,
}

document!(ClosingReport);
