//! Daily digests (每日提要): what was due, overdue or new for a person on a working day, and whether it was read.
//! It decides neither what is due nor on which days there is one, and sends nothing.

use chrono::NaiveDate;
use mingjian_domain::id::{JobId, ProceedingId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::work::WorkKind;

row! {
    /// The digest of a person on a day.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DigestRow {
        /// The person.
        pub user_id: UserId,
        /// The day.
        pub day_on: NaiveDate,
        /// When it was composed.
        pub composed_at: Instant,
        /// When the person marked it as read.
        pub read_at: Option<Instant>,
        /// The message that tells of it, where the body sends any.
        pub message_id: Option<JobId>,
        /// When that was handed over.
        pub sent_at: Option<Instant>,
    }
}

row! {
    /// One thing in a digest.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DigestItem {
        /// The proceeding.
        pub proceeding_id: ProceedingId,
        /// What kind of thing.
        pub kind: WorkKind,
        /// The action or the entry of the sheet.
        pub key: String,
        /// The last day of its clock, as it was that morning.
        pub due_on: Option<NaiveDate>,
        /// Whether it came since the digest before.
        pub is_new: bool,
    }
}

const ADD: &str = "INSERT INTO digests (user_id, day_on, composed_at, read_at, message_id, sent_at)
VALUES ($1, $2, $3, NULL, $4, NULL)
ON CONFLICT (user_id, day_on) DO NOTHING";
const ADD_ITEM: &str = "INSERT INTO digest_items (user_id, day_on, proceeding_id, kind, key, due_on, is_new)
VALUES ($1, $2, $3, $4, $5, $6, $7)";
const COLUMNS: &str = "SELECT user_id, day_on, composed_at, read_at, message_id, sent_at FROM digests
WHERE user_id = $1 AND day_on = $2";
const LATEST: &str = "SELECT user_id, day_on, composed_at, read_at, message_id, sent_at FROM digests
WHERE user_id = $1
ORDER BY day_on DESC
LIMIT $2";
const ITEMS: &str = "SELECT proceeding_id, kind, key, due_on, is_new FROM digest_items
WHERE user_id = $1 AND day_on = $2
ORDER BY due_on IS NULL, due_on, proceeding_id, kind, key";
const READ: &str = "UPDATE digests SET read_at = $3 WHERE user_id = $1 AND day_on = $2 AND read_at IS NULL";
const SENT: &str = "UPDATE digests SET sent_at = $3
WHERE user_id = $1 AND day_on = $2 AND sent_at IS NULL AND message_id IS NOT NULL";

/// Keeps a digest; answers `false`, and keeps nothing, when the person has one of that day.
pub async fn insert(tx: &mut WriteTx, row: &DigestRow, items: &[DigestItem]) -> Result<bool, StoreError> {
    let (user, day) = (row.user_id.as_uuid(), row.day_on);
    let added = on!(tx, |connection| {
        let query = sqlx::query(ADD).bind(user).bind(day).bind(row.composed_at.micros());
        query.bind(row.message_id.map(JobId::as_uuid)).execute(connection).await?.rows_affected()
    });
    if added == 0 {
        return Ok(false);
    }
    for item in items {
        on!(tx, |connection| {
            let query = sqlx::query(ADD_ITEM).bind(user).bind(day).bind(item.proceeding_id.as_uuid());
            let query = query.bind(item.kind.as_str()).bind(&item.key).bind(item.due_on).bind(item.is_new);
            query.execute(connection).await.map(|_| ())?;
        });
    }
    Ok(true)
}

/// The digest of a person on a day.
pub async fn of_day(tx: &mut ReadTx, user: UserId, day: NaiveDate) -> Result<Option<DigestRow>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(COLUMNS).bind(user.as_uuid()).bind(day).fetch_optional(connection).await?
    }))
}

/// The latest digests of a person, the newest first.
pub async fn latest(tx: &mut ReadTx, user: UserId, limit: i64) -> Result<Vec<DigestRow>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(LATEST).bind(user.as_uuid()).bind(limit).fetch_all(connection).await?
    }))
}

/// What stands in a digest, the first due first.
pub async fn items(tx: &mut ReadTx, user: UserId, day: NaiveDate) -> Result<Vec<DigestItem>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(ITEMS).bind(user.as_uuid()).bind(day).fetch_all(connection).await?
    }))
}

/// Marks a digest as read; what was read before keeps its time.
pub async fn mark_read(
    tx: &mut WriteTx,
    user: UserId,
    day: NaiveDate,
    now: Instant,
) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(READ).bind(user.as_uuid()).bind(day).bind(now.micros());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Marks the message of a digest as handed over; fails with `Conflict` when it has none, or somebody handed it over.
pub async fn mark_sent(
    tx: &mut WriteTx,
    user: UserId,
    day: NaiveDate,
    now: Instant,
) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(SENT).bind(user.as_uuid()).bind(day).bind(now.micros());
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "digests")
}
