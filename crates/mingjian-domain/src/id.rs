//! Identifiers: one newtype over UUIDv7 for each thing that has a row of its own.
//! It makes no identifier by itself: time and randomness are handed in by the app.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Declares newtypes over [`Uuid`] that cannot be mistaken for one another.
macro_rules! define_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an identifier that was read from a row, a path or an event.
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare identifier, for binding to SQL.
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }

            /// A time-ordered identifier (UUIDv7) of the given milliseconds since the epoch and random bytes.
            pub fn from_parts(millis: u64, random: &[u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(millis, random).into_uuid())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

define_ids! {
    /// A proceeding (案件).
    ProceedingId,
    /// A violation inside a proceeding (违法行为).
    ViolationId,
    /// An item of evidence (证据).
    EvidenceId,
    /// An issued official document (文书).
    DocumentId,
    /// A round of legal review (法制审核).
    ReviewId,
    /// A publication (公示信息).
    PublicationId,
    /// A person with a login (用户).
    UserId,
    /// An enforcement officer (执法人员).
    OfficerId,
    /// A body: organ, entrusted body or department (机关、受委托组织、科室).
    OrganId,
    /// A written entrustment (委托).
    EntrustmentId,
    /// An appointment of a head or an authorisation of a deputy (任职、授权).
    AppointmentId,
    /// A delegation during leave (代办).
    DelegationId,
    /// A stored file (文件).
    FileId,
    /// An interest that somebody declared (利害关系).
    InterestId,
    /// A job of the outbox.
    JobId,
    /// A unit or person under supervision (监管对象).
    SubjectId,
    /// An import of subjects from a workbook (导入).
    SubjectImportId,
}
