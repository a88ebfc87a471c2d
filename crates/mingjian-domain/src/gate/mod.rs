//! The gate through which everything public leaves: typed fields that are withheld until a rule shows them, masked prose
//! that a person confirmed, and a search of every rendering for what must stay hidden.
//! It publishes nothing and stores nothing; what it makes goes to the public database.

mod decision;
mod draft;
mod error;
mod field;
mod issued;
mod known;
mod leak;
mod name;
mod note;
mod record;
mod shown;
mod withdrawal;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use crate::law::Law;
use crate::proceeding::Proceeding;
use chrono::NaiveDate;

pub use decision::public_decision;
pub use draft::{DraftText, PublicDraft, Segment, draft};
pub use error::GateError;
pub use field::{Class, Field};
pub use issued::Issued;
pub use known::{ProtectedValues, protected_values};
pub use leak::{ChannelLeak, Rendering, leak_check};
pub use note::{MaskNote, WithheldNote};
pub use record::{
    CorrectedText, PublicCorrection, PublicDecision, PublicParty, PublicRemedies, PublicSanction,
    PublicViolation, Remedy,
};
pub use shown::Shown;
pub use withdrawal::{WithdrawalNotice, withdrawal_notice};

/// From what a public decision is made: the case, and the decision as it was issued and served.
///
/// The published text equals the served one but for what is masked, so the issued document is the source and not the
/// case as it stands today.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The case.
    pub proceeding: &'a Proceeding,
    /// The issued decision.
    pub decision: &'a Issued,
    /// The law of the body, with its disclosure rules.
    pub law: Law<'a>,
    /// Everything that the case knows and the public must not read.
    pub values: &'a ProtectedValues,
    /// The day of release; for a preview the day on which it is looked at.
    pub on: NaiveDate,
}
