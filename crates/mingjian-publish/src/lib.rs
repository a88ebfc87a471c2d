//! The public database: what the public may read, in a file or a schema of its own, written only from released
//! publications.
//! It reads no case, masks nothing and judges nothing: what comes in has passed the gate of the domain.

mod apply;
mod change;
mod decision;
mod engine;
mod error;
mod migration;

pub use apply::Applied;
pub use change::PublicChange;
pub use decision::{
    Change, DecisionPage, HistoryEntry, ListedDecision, PdfFile, PublishedDecision, Standing, Status,
};
pub use engine::PublicDatabase;
pub use error::PublishError;

/// What the gate makes, for sites that may not import the domain.
pub use mingjian_domain::gate::{
    CorrectedText, MaskNote, PublicCorrection, PublicDecision, PublicParty, PublicRemedies, PublicSanction,
    PublicViolation, Remedy, Shown, WithdrawalNotice, WithheldNote,
};
/// Identity of a publication and the instants of its life.
pub use mingjian_domain::{id::PublicationId, instant::Instant};
/// Where the database is.
pub use mingjian_sql::Address;
