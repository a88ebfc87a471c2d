//! The daily digest (每日提要): once a working day, what is due, overdue or new for each person, stored and shown in the app.
//! It reminds; it assigns nothing, and a day off has none.

use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::facts;
use crate::idempotency::Once;
use crate::proceeding::list::scope_of;
use crate::work::{self, WorkKind};
use crate::worker::Work;
use chrono::{NaiveDate, Timelike};
use mingjian_domain::actor::Actor;
use mingjian_domain::id::{JobId, OrganId, ProceedingId, UserId};
use mingjian_domain::instant::Instant;
use mingjian_law::calendar::{WorkingDay, weekday_estimate};
use mingjian_store::delegation::DelegationRow;
use mingjian_store::digest::{self, DigestItem, DigestRow};
use mingjian_store::organ::{self, OrganKind};
use mingjian_store::proceeding::{self, ProceedingRow};
use mingjian_store::work::{self as rows, DoerRow, WorkFilter, WorkRow};
use mingjian_store::{Page, ReadTx, Scope, meta, transact};
use std::collections::BTreeMap;

/// From this hour on, the digest of a day is composed.
const HOUR: u32 = 8;
/// Under this name the database keeps the last day on which all digests were composed.
const DAY: &str = "digest-day";
/// So many digests are listed.
const LISTED: i64 = 30;
const ROWS: i64 = 500;
const ROWS_AT_ONCE: usize = 500;

/// A digest as its reader sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// The day.
    pub day: NaiveDate,
    /// Whether it was marked as read.
    pub is_read: bool,
    /// How many things waited for the person.
    pub waiting: usize,
    /// How many of them were due within three days.
    pub soon: usize,
    /// How many were past their last day.
    pub overdue: usize,
    /// How many had come since the digest before.
    pub fresh: usize,
}

/// One thing in a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestLine {
    /// The proceeding.
    pub proceeding: ProceedingId,
    /// Its columns, while its reader may see it in lists.
    pub row: Option<ProceedingRow>,
    /// What kind of thing.
    pub kind: WorkKind,
    /// What was to be done.
    pub label: String,
    /// The last day, as it was that morning.
    pub due_on: Option<NaiveDate>,
    /// Whether it had come since the digest before.
    pub is_new: bool,
}

impl App {
    /// The latest digests of the caller, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn digests(&self, caller: &Caller) -> Result<Vec<Digest>, AppError> {
        let user = caller.actor.user;
        let mut tx = self.database().begin_read().await?;
        let latest = digest::latest(&mut tx, user, LISTED).await?;
        drop(tx);
        let mut digests = Vec::new();
        for row in latest {
            digests.push(self.digest_of(user, row).await?);
        }
        Ok(digests)
    }

    /// The digest of today, if the caller has one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn digest_today(&self, caller: &Caller) -> Result<Option<Digest>, AppError> {
        let user = caller.actor.user;
        let mut tx = self.database().begin_read().await?;
        let row = digest::of_day(&mut tx, user, self.now().day()).await?;
        drop(tx);
        match row {
            Some(row) => Ok(Some(self.digest_of(user, row).await?)),
            None => Ok(None),
        }
    }

    /// A digest of the caller with its lines.
    ///
    /// # Errors
    /// `NotFound` when the caller has none of that day.
    pub async fn digest(
        &self,
        caller: &Caller,
        day: NaiveDate,
    ) -> Result<(Digest, Vec<DigestLine>), AppError> {
        let user = caller.actor.user;
        let mut tx = self.database().begin_read().await?;
        let row = digest::of_day(&mut tx, user, day).await?.ok_or(AppError::NotFound)?;
        let items = digest::items(&mut tx, user, day).await?;
        // What the reader may see in lists today, and what the reader has a part in.
        let scope = scope_of(caller).with_person(user, &[]);
        let mut lines = Vec::new();
        for item in items {
            let row = proceeding::by_id(&mut tx, &scope, item.proceeding_id).await?;
            lines.push(self.digest_line(row, &item));
        }
        drop(tx);
        Ok((self.digest_of(user, row).await?, lines))
    }

    fn digest_line(&self, row: Option<ProceedingRow>, item: &DigestItem) -> DigestLine {
        let procedure = row.as_ref().map_or("", |row| row.procedure.as_str());
        let label = match item.kind {
            WorkKind::Sheet => "确认纸质审批".to_owned(),
            _ => self.action_named(procedure, &item.key),
        };
        DigestLine {
            proceeding: item.proceeding_id,
            row,
            kind: item.kind,
            label,
            due_on: item.due_on,
            is_new: item.is_new,
        }
    }

    /// Marks a digest of the caller as read.
    ///
    /// # Errors
    /// `NotFound` when the caller has none of that day.
    pub async fn read_digest(&self, caller: &Caller, day: NaiveDate, once: &Once) -> Result<(), AppError> {
        if self.answered::<()>(caller, once).await?.is_some() {
            return Ok(());
        }
        let user = caller.actor.user;
        let now = self.now();
        transact!(self.database(), |tx| {
            if once.answered::<()>(tx, caller).await?.is_some() {
                return Ok(());
            }
            digest::of_day(tx, user, day).await?.ok_or(AppError::NotFound)?;
            digest::mark_read(tx, user, day, now).await?;
            once.keep(tx, caller, &(), now).await
        })
    }

    /// A digest with its counts.
    pub(crate) async fn digest_of(&self, user: UserId, row: DigestRow) -> Result<Digest, AppError> {
        let mut tx = self.database().begin_read().await?;
        let items = digest::items(&mut tx, user, row.day_on).await?;
        let is_late = |item: &&DigestItem| item.due_on.is_some_and(|due| due < row.day_on);
        let soon = soon_after(row.day_on);
        let is_soon = |item: &&DigestItem| item.due_on.is_some_and(|due| row.day_on <= due && due <= soon);
        Ok(Digest {
            day: row.day_on,
            is_read: row.read_at.is_some(),
            waiting: items.len(),
            soon: items.iter().filter(is_soon).count(),
            overdue: items.iter().filter(is_late).count(),
            fresh: items.iter().filter(|item| item.is_new).count(),
        })
    }

    /// Composes the digests of today once, on a working day, from the morning on.
    ///
    /// Which days are worked is the calendar's to say; in a year without a notice it is estimated by the weekday.
    pub(crate) async fn compose_digests(&self) -> Result<(), AppError> {
        let now = self.now();
        let today = now.day();
        let worked = match self.pack().calendar.working_day(today) {
            WorkingDay::Yes => true,
            WorkingDay::No => false,
            WorkingDay::Unknown => weekday_estimate(today),
        };
        if !worked || now.china().hour() < HOUR {
            return Ok(());
        }
        let mark = today.to_string();
        let mut tx = self.database().begin_read().await?;
        if meta::get(&mut tx, DAY).await?.as_deref() == Some(mark.as_bytes()) {
            return Ok(());
        }
        let organs = organ::all(&mut tx).await?;
        drop(tx);
        for organ in organs.iter().filter(|row| row.kind == OrganKind::Organ) {
            self.compose_for(organ.id, now).await?;
        }
        transact!(self.database(), |tx| meta::set(tx, DAY, mark.as_bytes()).await)?;
        Ok(())
    }

    async fn compose_for(&self, organ: OrganId, now: Instant) -> Result<(), AppError> {
        let mut tx = self.database().begin_read().await?;
        let team = facts::team(&mut tx, organ).await?;
        let delegations = work::in_force(&mut tx, organ, now.day()).await?;
        let mut composed = Vec::new();
        for person in team.map(|team| team.people).unwrap_or_default() {
            let items = self.items_for(&mut tx, &person, &delegations).await?;
            if !items.is_empty() {
                composed.push((person.user, items));
            }
        }
        drop(tx);
        for (user, items) in composed {
            self.keep_digest(user, &items, now).await?;
        }
        Ok(())
    }

    /// Keeps a digest and, where the body sends messages, leaves the message in the same transaction.
    async fn keep_digest(&self, user: UserId, items: &[DigestItem], now: Instant) -> Result<(), AppError> {
        let day = now.day();
        let message_id = self.messaging().map(|_| new_id!(self, now, JobId));
        let row = DigestRow {
            user_id: user,
            day_on: day,
            composed_at: now,
            read_at: None,
            message_id,
            sent_at: None,
        };
        transact!(self.database(), |tx| {
            if digest::insert(tx, &row, items).await? && row.message_id.is_some() {
                self.enqueue(tx, &Work::SendDigest { user, day }, now).await?;
            }
            Ok::<_, AppError>(())
        })
    }

    /// Everything that waits for a person this morning.
    async fn items_for(
        &self,
        tx: &mut ReadTx,
        person: &Actor,
        delegations: &[DelegationRow],
    ) -> Result<Vec<DigestItem>, AppError> {
        let filter = WorkFilter {
            scope: Scope::none().with_organs(&[person.organ]),
            worker: Some(work::worker(person, delegations)),
            windows: work::windows(),
            ..WorkFilter::default()
        };
        let days = self.work_days();
        let before = digest::latest(tx, person.user, 1).await?.first().map(|row| row.composed_at);
        let mut items = Vec::new();
        let mut last: Option<WorkRow> = None;
        loop {
            let after =
                last.as_ref().map(|row| (row.order_on, row.proceeding_id, row.kind, row.key.as_str()));
            let page = rows::list(tx, &filter, days, Page { after, limit: ROWS }).await?;
            let since = since(tx, person.user, &page).await?;
            items.extend(page.iter().map(|row| item(row, since.get(&key(row)).copied(), before)));
            let is_last = page.len() < ROWS_AT_ONCE;
            last = page.into_iter().last();
            if is_last {
                return Ok(items);
            }
        }
    }
}

/// What tells a line from the others.
type Key = (ProceedingId, WorkKind, String);

fn key(row: &WorkRow) -> Key {
    (row.proceeding_id, row.kind, row.key.clone())
}

/// Since when the lines of a page wait for a person.
async fn since(tx: &mut ReadTx, user: UserId, page: &[WorkRow]) -> Result<BTreeMap<Key, Instant>, AppError> {
    let ids: Vec<ProceedingId> = page.iter().map(|row| row.proceeding_id).collect();
    let doers: Vec<DoerRow> = rows::doers_of(tx, &ids).await?;
    let own = doers.into_iter().filter(|doer| doer.user_id == user);
    Ok(own.map(|doer| ((doer.proceeding_id, doer.kind, doer.key), doer.since_at)).collect())
}

fn item(row: &WorkRow, since: Option<Instant>, before: Option<Instant>) -> DigestItem {
    DigestItem {
        proceeding_id: row.proceeding_id,
        kind: row.kind,
        key: row.key.clone(),
        due_on: row.clock.as_ref().map(|_| row.order_on),
        // The first digest of a person has nothing before it: everything in it is new.
        is_new: before.is_none_or(|before| since.is_some_and(|since| since > before)),
    }
}

fn soon_after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(chrono::Days::new(work::SOON)).unwrap_or(day)
}
