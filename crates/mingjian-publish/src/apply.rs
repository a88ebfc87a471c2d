//! Applies changes: in one transaction, each at most once, never an older one over a newer one.
//! It is the only code that writes the public database.

use crate::change::PublicChange;
use crate::decision::{Change, Status};
use crate::engine::PublicDatabase;
use crate::error::PublishError;
use mingjian_domain::gate::{PublicDecision, Shown, WithdrawalNotice};
use mingjian_domain::id::PublicationId;
use mingjian_domain::instant::Instant;
use mingjian_sql::{Tx, on, sha256};
use uuid::Uuid;

/// What became of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Applied {
    /// Changes that were applied.
    pub applied: u64,
    /// Changes that had been applied before, or came after a newer one.
    pub passed_over: u64,
}

/// Takes the place of a change, and with it the turn of its publication; no row where the place is taken.
const TAKE_PLACE: &str = "INSERT INTO public_positions (decision_id, sequence, applied_at)
VALUES ($1, $2, $3)
ON CONFLICT (decision_id) DO UPDATE SET sequence = excluded.sequence, applied_at = excluded.applied_at
WHERE public_positions.sequence < excluded.sequence";

const CONTENT: &str = "SELECT content FROM public_decisions WHERE id = $1";

const WRITE: &str = "INSERT INTO public_decisions
    (id, status, number, organ, party, cause, decided_on, published_at, changed_at, content, content_digest, notice)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, NULL)
ON CONFLICT (id) DO UPDATE SET
    status = excluded.status,
    number = excluded.number,
    organ = excluded.organ,
    party = excluded.party,
    cause = excluded.cause,
    decided_on = excluded.decided_on,
    changed_at = excluded.changed_at,
    content = excluded.content,
    content_digest = excluded.content_digest,
    notice = NULL";

const WITHDRAW: &str = "UPDATE public_decisions
SET status = 'withdrawn', party = NULL, cause = NULL, content = NULL, content_digest = NULL, notice = $2,
    changed_at = $3
WHERE id = $1";

const NOTICE: &str = "SELECT notice FROM public_decisions WHERE id = $1";

const KEEP_DOCUMENT: &str = "INSERT INTO public_documents (decision_id, digest, bytes)
VALUES ($1, $2, $3)
ON CONFLICT (decision_id) DO UPDATE SET digest = excluded.digest, bytes = excluded.bytes";

const DROP_DOCUMENT: &str = "DELETE FROM public_documents WHERE decision_id = $1";

/// What was changed in a text that nobody may read any longer is of no use to anyone.
const BLANK_HISTORY: &str = "UPDATE public_history SET fields = '[]' WHERE decision_id = $1";

const REMEMBER: &str = "INSERT INTO public_history (decision_id, sequence, at, change, fields)
VALUES ($1, $2, $3, $4, $5)";

impl PublicDatabase {
    /// Applies a batch in its order; all of it or, on an error, nothing.
    ///
    /// # Errors
    /// When the database fails, or a withdrawal names a decision that is not there.
    pub async fn apply(&self, batch: &[PublicChange]) -> Result<Applied, PublishError> {
        let mut tx = self.begin_write().await?;
        let mut outcome = Applied::default();
        for change in batch {
            if take_place(&mut tx, change).await? {
                apply_one(&mut tx, change).await?;
                outcome.applied += 1;
            } else {
                outcome.passed_over += 1;
            }
        }
        tx.commit().await?;
        Ok(outcome)
    }
}

async fn take_place(tx: &mut Tx, change: &PublicChange) -> Result<bool, PublishError> {
    let (id, sequence) = (change.id().as_uuid(), signed(change.sequence()));
    let at = change.at().micros();
    let rows = on!(tx, |connection| sqlx::query(TAKE_PLACE)
        .bind(id)
        .bind(sequence)
        .bind(at)
        .execute(connection)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

async fn apply_one(tx: &mut Tx, change: &PublicChange) -> Result<(), PublishError> {
    match change {
        PublicChange::Publish { id, sequence, at, decision, pdf } => {
            let before = content(tx, *id).await?;
            let (kind, fields) = match &before {
                Before::Nothing => (Change::Published, Vec::new()),
                Before::Text(before) => (Change::Corrected, changed_fields(before, decision)),
            };
            // The same text once more, such as a projection that runs again, is no correction.
            let same = kind == Change::Corrected && fields.is_empty();
            if !same {
                write(tx, *id, *at, kind, decision).await?;
                remember(tx, (*id, *sequence, *at), kind, &fields).await?;
            }
            document(tx, *id, pdf.as_deref()).await
        }
        PublicChange::Withdraw { id, sequence, at, notice } => {
            if withdraw(tx, *id, *at, notice).await? {
                remember(tx, (*id, *sequence, *at), Change::Withdrawn, &[]).await?;
            }
            Ok(())
        }
    }
}

/// What stands under an id.
enum Before {
    Nothing,
    Text(Box<PublicDecision>),
}

async fn content(tx: &mut Tx, id: PublicationId) -> Result<Before, PublishError> {
    let id = id.as_uuid();
    let row: Option<(Option<String>,)> =
        on!(tx, |connection| sqlx::query_as(CONTENT).bind(id).fetch_optional(connection).await)?;
    let Some(text) = row.and_then(|(content,)| content) else { return Ok(Before::Nothing) };
    let decision = serde_json::from_str(&text)
        .map_err(|_unreadable| PublishError::Corrupt { row: id.to_string(), why: "内容无法读取" })?;
    Ok(Before::Text(Box::new(decision)))
}

async fn write(
    tx: &mut Tx,
    id: PublicationId,
    at: Instant,
    kind: Change,
    decision: &PublicDecision,
) -> Result<(), PublishError> {
    let content = serde_json::to_string(decision).map_err(PublishError::Unwritable)?;
    let digest = sha256(content.as_bytes());
    let status = if kind == Change::Corrected { Status::Corrected } else { Status::Current };
    on!(tx, |connection| sqlx::query(WRITE)
        .bind(id.as_uuid())
        .bind(status.id())
        .bind(text_of(&decision.number))
        .bind(text_of(&decision.organ))
        .bind(decision.party.name.value())
        .bind(decision.cause.value())
        .bind(decision.decided_on.value().copied())
        .bind(at.micros())
        .bind(&content)
        .bind(&digest)
        .execute(connection)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// A number that the rules withhold leaves its column empty, not unknown.
fn text_of(shown: &Shown<String>) -> &str {
    shown.value().map_or("", String::as_str)
}

/// Puts the notice in the place of the decision; whether it was not there already.
async fn withdraw(
    tx: &mut Tx,
    id: PublicationId,
    at: Instant,
    notice: &WithdrawalNotice,
) -> Result<bool, PublishError> {
    let notice = serde_json::to_string(notice).map_err(PublishError::Unwritable)?;
    let key: Uuid = id.as_uuid();
    let before: Option<(Option<String>,)> =
        on!(&mut *tx, |connection| sqlx::query_as(NOTICE).bind(key).fetch_optional(connection).await)?;
    let Some((before,)) = before else { return Err(PublishError::NotThere(id.to_string())) };
    if before.as_ref() == Some(&notice) {
        return Ok(false);
    }
    on!(&mut *tx, |connection| sqlx::query(WITHDRAW)
        .bind(key)
        .bind(&notice)
        .bind(at.micros())
        .execute(connection)
        .await
        .map(|_| ()))?;
    on!(&mut *tx, |connection| sqlx::query(BLANK_HISTORY).bind(key).execute(connection).await.map(|_| ()))?;
    on!(tx, |connection| sqlx::query(DROP_DOCUMENT).bind(key).execute(connection).await.map(|_| ()))?;
    Ok(true)
}

/// The document that belongs to the text; one of an older text goes.
async fn document(tx: &mut Tx, id: PublicationId, pdf: Option<&[u8]>) -> Result<(), PublishError> {
    let key = id.as_uuid();
    match pdf {
        Some(bytes) => {
            let digest = sha256(bytes);
            on!(tx, |connection| sqlx::query(KEEP_DOCUMENT)
                .bind(key)
                .bind(&digest)
                .bind(bytes)
                .execute(connection)
                .await
                .map(|_| ()))?;
        }
        None => {
            on!(tx, |connection| sqlx::query(DROP_DOCUMENT).bind(key).execute(connection).await.map(|_| ()))?;
        }
    }
    Ok(())
}

async fn remember(
    tx: &mut Tx,
    (id, sequence, at): (PublicationId, u64, Instant),
    change: Change,
    fields: &[String],
) -> Result<(), PublishError> {
    let fields = serde_json::to_string(fields).map_err(PublishError::Unwritable)?;
    on!(tx, |connection| sqlx::query(REMEMBER)
        .bind(id.as_uuid())
        .bind(signed(sequence))
        .bind(at.micros())
        .bind(change.id())
        .bind(&fields)
        .execute(connection)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// What a correction changed, by the labels that readers know.
fn changed_fields(before: &PublicDecision, after: &PublicDecision) -> Vec<String> {
    let pairs = [
        ("决定书文号", before.number != after.number),
        ("处罚机关", before.organ != after.organ || before.entrusted_body != after.entrusted_body),
        ("执法人员", before.officers != after.officers),
        ("当事人", before.party != after.party),
        ("案由", before.cause != after.cause),
        ("违法事实", before.facts != after.facts),
        ("证据种类", before.evidence_kinds != after.evidence_kinds),
        ("各项违法行为和依据", before.violations != after.violations),
        ("裁量理由", before.reasons != after.reasons),
        ("处罚种类", before.penalty_kinds != after.penalty_kinds),
        ("处罚内容", before.total != after.total),
        ("履行方式和期限", before.performance != after.performance),
        ("救济途径和期限", before.remedies != after.remedies),
        ("决定日期", before.decided_on != after.decided_on),
        ("送达日期", before.served_on != after.served_on),
    ];
    pairs.into_iter().filter(|(_, changed)| *changed).map(|(label, _)| label.to_owned()).collect()
}

/// Sequences fit: a proceeding has no 2⁶³ entries.
fn signed(sequence: u64) -> i64 {
    i64::try_from(sequence).unwrap_or(i64::MAX)
}
