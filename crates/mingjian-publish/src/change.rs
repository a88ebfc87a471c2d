//! What happens to a publication, as the staff side hands it over: published, published anew, withdrawn.
//! A change says what shall stand, not how to get there, so that it may be applied late, twice or not at all.

use mingjian_domain::gate::{PublicDecision, WithdrawalNotice};
use mingjian_domain::id::PublicationId;
use mingjian_domain::instant::Instant;
use serde::{Deserialize, Serialize};

/// A change of what the public reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PublicChange {
    /// A decision shall stand; where another text of it stands, that one is corrected.
    Publish {
        /// The publication.
        id: PublicationId,
        /// Its place among the changes of this publication: the version of the proceeding after the act.
        sequence: u64,
        /// When it was released.
        at: Instant,
        /// The decision.
        decision: Box<PublicDecision>,
        /// The same as PDF, where it could be made.
        pdf: Option<Vec<u8>>,
    },
    /// The decision shall stand no longer, and its notice shall.
    Withdraw {
        /// The publication.
        id: PublicationId,
        /// Its place among the changes of this publication.
        sequence: u64,
        /// When it was withdrawn.
        at: Instant,
        /// What the public reads instead.
        notice: WithdrawalNotice,
    },
}

impl PublicChange {
    /// The publication.
    pub const fn id(&self) -> PublicationId {
        match self {
            Self::Publish { id, .. } | Self::Withdraw { id, .. } => *id,
        }
    }

    /// Its place among the changes of this publication.
    pub const fn sequence(&self) -> u64 {
        match self {
            Self::Publish { sequence, .. } | Self::Withdraw { sequence, .. } => *sequence,
        }
    }

    /// When it happened.
    pub const fn at(&self) -> Instant {
        match self {
            Self::Publish { at, .. } | Self::Withdraw { at, .. } => *at,
        }
    }
}
