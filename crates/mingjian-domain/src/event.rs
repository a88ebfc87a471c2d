//! Events: what a journal entry holds, in a form that is fixed when it is written.
//! An event carries the changes it made, so that folding it needs no law pack; it holds no snapshot.

use crate::act::{Act, Opening};
use crate::clock::ClockMove;
use crate::delegation::ForWhom;
use crate::id::{DocumentId, EvidenceId, FileId, OfficerId, OrganId, ProceedingId, UserId};
use crate::instant::Instant;
use crate::paper::{FromPaper, PaperAnswer};
use crate::power::Leadership;
use chrono::NaiveDate;
use mingjian_law::procedure::Role;
use mingjian_law::variable::Assignment;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The form of the events that this build writes; older forms are read and brought up to it.
pub const SCHEMA: u16 = 1;

/// How an entry came into the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// By a person at work.
    Online,
    /// By the seeding of a demonstration.
    Demo,
}

/// Who acted, as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorRecord {
    /// The login.
    pub user: UserId,
    /// The name on that day.
    pub name: String,
    /// The role in which the person acted.
    pub role: Role,
    /// The organ in whose name.
    pub organ: OrganId,
    /// The entrusted body that acted for it.
    pub body: Option<OrganId>,
    /// The department.
    pub department: OrganId,
    /// In what capacity a head acted; entries from before this was recorded were made by principal heads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leadership: Option<Leadership>,
    /// For whom, where the person stood in for somebody who was away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<ForWhom>,
}

impl ActorRecord {
    /// The name as it signs: a delegate signs for somebody (代).
    pub fn signature(&self) -> String {
        match &self.for_whom {
            None => self.name.clone(),
            Some(absent) => format!("{}（代{}）", self.name, absent.name),
        }
    }
}

/// An officer who took part in an act, with the certificate valid on that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficerRecord {
    /// The officer.
    pub id: OfficerId,
    /// The login, where there is one.
    pub user: Option<UserId>,
    /// The name on that day.
    pub name: String,
    /// The number of the certificate valid on the day of the act.
    pub certificate: String,
}

/// A document that the act issued: its number and the hash of its frozen data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// The document.
    pub id: DocumentId,
    /// Its kind, such as `decision-penalty`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its number, where its kind is numbered.
    pub number: Option<String>,
    /// SHA-256 of its frozen data, in hexadecimal.
    pub data_sha256: String,
}

/// A file that the act names, with the hash of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRecord {
    /// The file.
    pub id: FileId,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "content", rename_all = "kebab-case")]
pub enum Content {
    /// The proceeding was opened with this statement.
    Opened(Box<Opening>),
    /// An action was taken.
    Acted {
        /// The action's identifier in the pack.
        action: String,
        /// What was stated.
        act: Act,
    },
    /// Clocks were computed anew because a calendar year arrived.
    Recomputed {
        /// The notices in use since.
        notices: Vec<NoticeRecord>,
    },
    /// A registration of evidence lapsed, as its rule says.
    Lapsed {
        /// The time limit.
        rule: String,
        /// Its last day.
        ended_on: NaiveDate,
    },
    /// A head answered for an entry that was made from a sheet.
    PaperAnswered(PaperAnswer),
}

/// A notice on the holidays of a year, as a body imported it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRecord {
    /// The year.
    pub year: i32,
    /// The title of the notice.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// SHA-256 of the year's file, in hexadecimal.
    pub sha256: String,
}

/// One entry of a proceeding's journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The form of this entry.
    pub schema: u16,
    /// The proceeding.
    pub proceeding: ProceedingId,
    /// Its place in the proceeding, from one; the version of the proceeding after it.
    pub seq: u64,
    /// The procedure that allowed it.
    pub procedure: String,
    /// The pack edition that was in force, by hash.
    pub pack: String,
    /// Who did it.
    pub actor: ActorRecord,
    /// How it was entered.
    pub source: Source,
    /// When it happened, as stated.
    pub occurred_at: Instant,
    /// When it was recorded, by the clock.
    pub recorded_at: Instant,
    /// Why it was recorded late, where it was.
    pub late_reason: Option<String>,
    /// What was done.
    pub content: Content,
    /// The facts of the act, as the procedure asked for them.
    pub inputs: Vec<Assignment>,
    /// What it changed in the machine.
    pub moves: Vec<Assignment>,
    /// The state that it led to.
    pub to: String,
    /// The clocks that it moved.
    pub clocks: Vec<ClockMove>,
    /// The officers who took part, with their certificates.
    pub officers: Vec<OfficerRecord>,
    /// The documents that it issued.
    pub papers: Vec<Paper>,
    /// The files that it names.
    pub files: Vec<FileRecord>,
    /// The evidence that it added.
    pub evidence: Option<EvidenceId>,
    /// The proceeding that it opens, where it hands a case over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<ProceedingId>,
    /// How it came from a sheet that a head signed, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_paper: Option<FromPaper>,
    /// Thirty-two random bytes in hexadecimal, so that a commitment cannot be guessed.
    pub salt: String,
}

/// Why an entry cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// The bytes are not an event.
    #[error("the journal entry is not readable")]
    Unreadable(#[source] serde_json::Error),
    /// The entry was written by a newer program.
    #[error("the journal entry has the unknown form {0}")]
    UnknownSchema(u64),
}

impl Event {
    /// The bytes of the entry: canonical JSON (RFC 8785), fixed for ever.
    ///
    /// # Errors
    /// When a value cannot be written as canonical JSON.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json_canonicalizer::to_vec(self)
    }

    /// Reads the bytes of an entry of this or an earlier form.
    ///
    /// # Errors
    /// When the bytes are no event, or of a form that this build does not know.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EventError> {
        let value: serde_json::Value = serde_json::from_slice(bytes).map_err(EventError::Unreadable)?;
        match value.get("schema").and_then(serde_json::Value::as_u64) {
            Some(schema) if schema == u64::from(SCHEMA) => {
                serde_json::from_value(value).map_err(EventError::Unreadable)
            }
            other => Err(EventError::UnknownSchema(other.unwrap_or_default())),
        }
    }

    /// The action's identifier, `open` for the first entry.
    pub fn action(&self) -> &str {
        match &self.content {
            Content::Opened(_) => "open",
            Content::Acted { action, .. } => action,
            Content::Recomputed { .. } => "recompute",
            Content::Lapsed { .. } => "lapse",
            Content::PaperAnswered(_) => "answer-paper",
        }
    }
}

/// The commitment to an entry: SHA-256 of its plain bytes.
pub fn commitment(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
