//! What can go wrong on this floor, told apart by what the caller should do about it.
//! Status codes and pages are made from it further up.

use mingjian_domain::act::InputFault;
use mingjian_domain::event::EventError;
use mingjian_domain::refusal::Refusal;
use mingjian_files::FilesError;
use mingjian_store::{StoreError, Transient};

/// Why an action or a query did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The law or the person's place forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What was entered does not fit.
    #[error(transparent)]
    Input(#[from] InputFault),
    /// The thing is not there, or the caller may not know that it is.
    #[error("not found")]
    NotFound,
    /// Nobody is logged in, or the token is not valid.
    #[error("not logged in")]
    Unauthenticated,
    /// The login failed; the reason is for the person, and says nothing that helps to guess.
    #[error("{0}")]
    LoginFailed(String),
    /// The caller must say why before reading this.
    #[error("a purpose is needed")]
    PurposeNeeded,
    /// The caller's role does not allow it, outside any proceeding.
    #[error("{0}")]
    Forbidden(String),
    /// The proceeding has moved on; what has happened since is told.
    #[error("the proceeding has moved on to version {version}")]
    Stale {
        /// Its version now.
        version: u64,
        /// What happened since, in Chinese.
        since: Vec<String>,
    },
    /// An idempotency key was used for another request, or is missing.
    #[error("{0}")]
    Idempotency(String),
    /// The record that someone edited was changed by another meanwhile.
    #[error("changed by another")]
    Conflict,
    /// The audit trail cannot be written, so nothing may be answered.
    #[error("the audit trail cannot be written")]
    AuditUnavailable(#[source] StoreError),
    /// The database failed.
    #[error("the database failed")]
    Store(#[source] StoreError),
    /// The public database failed.
    #[error("the public database failed")]
    Public(#[source] mingjian_publish::PublishError),
    /// Files failed.
    #[error("the file store failed")]
    Files(#[from] FilesError),
    /// A journal entry cannot be read.
    #[error("a journal entry cannot be read")]
    Journal(#[from] EventError),
    /// The program is at fault.
    #[error("internal fault: {0}")]
    Internal(String),
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { .. } => Self::Conflict,
            other => Self::Store(other),
        }
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

/// Two actions that met in the database are tried again; everything else stands.
impl Transient for AppError {
    fn is_transient(&self) -> bool {
        match self {
            Self::Store(error) => error.is_transient(),
            _ => false,
        }
    }
}
