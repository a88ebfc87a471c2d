//! The seam for messages (短信、即时通信): what is told to a person outside, and who carries it.
//! A message holds counts and an address, never a name, a number of a person or anything of a case; what carries it is
//! the body's, and a body without one sends nothing.

use crate::app::App;
use crate::digest::Digest;
use crate::error::AppError;
use chrono::NaiveDate;
use mingjian_domain::id::{JobId, UserId};
use mingjian_store::job::ClaimedJob;
use mingjian_store::{digest, transact, user};
use std::fmt;
use std::sync::Arc;

/// A message on its way to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What tells it from every other; the same when it is handed over again.
    pub id: String,
    /// The login of the person: which number or account that is, the carrier knows.
    pub recipient: String,
    /// What the person reads.
    pub text: String,
}

/// Carries messages to people.
///
/// A message may be handed over twice, when the program ended between handing over and noting it; the carrier knows it
/// by its identifier and must not deliver it again.
pub trait Messenger: Send + Sync {
    /// Takes a message over.
    ///
    /// # Errors
    /// With the reason, in words without the message; it is handed over again later.
    fn send(&self, message: &Message) -> Result<(), String>;
}

/// How a body sends messages.
#[derive(Clone)]
pub struct Messaging {
    /// What carries them.
    pub messenger: Arc<dyn Messenger>,
    /// The address of the staff site, as people outside reach it.
    pub address: String,
}

impl fmt::Debug for Messaging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messaging").field("address", &self.address).finish_non_exhaustive()
    }
}

/// What a digest says outside.
pub(crate) fn text_of(digest: &Digest, address: &str) -> String {
    let mut parts = vec![format!("您有{}项待办", digest.waiting)];
    let counts = [(digest.soon, "项将到期"), (digest.overdue, "项已逾期"), (digest.fresh, "项新到")];
    parts.extend(
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("其中{count}{what}")),
    );
    format!("{}。请登录办理：{address}", parts.join("，"))
}

impl App {
    /// Hands the message of a digest over; each try leaves its line in the audit trail, before and after.
    ///
    /// # Errors
    /// When the carrier does not take it: the worker tries again, and gives up after its last try.
    pub(crate) async fn send_digest(
        &self,
        claimed: &ClaimedJob,
        (to, day): (UserId, NaiveDate),
        is_last: bool,
    ) -> Result<(), AppError> {
        let mut tx = self.database().begin_read().await?;
        let row = digest::of_day(&mut tx, to, day).await?.ok_or(AppError::NotFound)?;
        let person = user::by_id(&mut tx, to).await?.filter(|row| row.active);
        drop(tx);
        let (Some(id), Some(messaging)) =
            (row.message_id.filter(|_| row.sent_at.is_none()), self.messaging())
        else {
            return Ok(());
        };
        let Some(person) = person else {
            return self.note_message("message-dropped", id, "账号已停用").await;
        };
        let digest = self.digest_of(to, row).await?;
        let text = text_of(&digest, &messaging.address);
        let message = Message { id: id.to_string(), recipient: person.login, text };
        let attempt = format!("第{}次", claimed.attempt);
        self.note_message("message-attempted", id, &attempt).await?;
        let messenger = Arc::clone(&messaging.messenger);
        match crate::app::blocking(move || messenger.send(&message)).await? {
            Ok(()) => {
                let now = self.now();
                transact!(self.database(), |tx| digest::mark_sent(tx, to, day, now).await)?;
                self.note_message("message-sent", id, &attempt).await
            }
            Err(why) => {
                let kind = if is_last { "message-given-up" } else { "message-failed" };
                self.note_message(kind, id, &format!("{attempt}：{why}")).await?;
                Err(AppError::Internal(why))
            }
        }
    }

    async fn note_message(&self, kind: &str, id: JobId, detail: &str) -> Result<(), AppError> {
        self.note(kind, None, Some(id.to_string()), "", detail).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_tells_counts_and_an_address_and_nothing_else() {
        let day = "2026-03-03".parse().unwrap();
        let mut digest = Digest { day, is_read: false, waiting: 12, soon: 3, overdue: 1, fresh: 2 };
        assert_eq!(
            text_of(&digest, "https://work.example/staff/work"),
            "您有12项待办，其中3项将到期，其中1项已逾期，其中2项新到。请登录办理：https://work.example/staff/work"
        );
        digest = Digest { waiting: 4, soon: 0, overdue: 0, fresh: 0, ..digest };
        assert_eq!(text_of(&digest, "https://a"), "您有4项待办。请登录办理：https://a");
    }
}
