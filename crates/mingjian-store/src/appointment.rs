//! Appointments of heads and authorisations of deputies (任职、书面授权): ended, never deleted.
//! What a head may decide under one is for the domain.

use chrono::NaiveDate;
use mingjian_domain::id::{AppointmentId, FileId, OrganId, UserId};
use mingjian_domain::instant::Instant;
use mingjian_domain::power::Leadership;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::row::{BoxError, Stored};

impl Stored for Leadership {
    type Raw = String;

    fn restore(raw: String) -> Result<Self, BoxError> {
        Self::from_id(&raw).ok_or_else(|| format!("unknown Leadership: {raw}").into())
    }
}

row! {
    /// An appointment.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct AppointmentRow {
        /// The identifier.
        pub id: AppointmentId,
        /// The organ that the person heads.
        pub organ_id: OrganId,
        /// Whose it is.
        pub user_id: UserId,
        /// In what capacity.
        pub leadership: Leadership,
        /// For which actions; none stands for all that the law does not reserve.
        pub actions: Option<Vec<String>>,
        /// The number of the paper.
        pub number: String,
        /// The first day.
        pub from_on: NaiveDate,
        /// The last day, where the paper names one.
        pub to_on: Option<NaiveDate>,
        /// The scan of the paper.
        pub scan_file: Option<FileId>,
        /// Who entered it; nobody where it was seeded.
        pub entered_by: Option<UserId>,
        /// When it was entered.
        pub entered_at: Instant,
        /// From which day it no longer holds, where it was ended early.
        pub ended_on: Option<NaiveDate>,
        /// Why.
        pub end_reason: Option<String>,
        /// Who recorded the end.
        pub ended_by: Option<UserId>,
        /// When it was recorded.
        pub ended_at: Option<Instant>,
    }
}

impl AppointmentRow {
    /// The last day on which it holds, where it has one.
    pub fn last_on(&self) -> Option<NaiveDate> {
        let before_end = self.ended_on.map(|on| on.pred_opt().unwrap_or(on));
        before_end.into_iter().chain(self.to_on).min()
    }
}

const INSERT: &str = "INSERT INTO appointments
    (id, organ_id, user_id, leadership, actions, number, from_on, to_on, scan_file, entered_by, entered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const END: &str = "UPDATE appointments
SET ended_on = $2, end_reason = $3, ended_by = $4, ended_at = $5
WHERE id = $1 AND ended_on IS NULL";
const OF_ORGAN: &str = "SELECT id, organ_id, user_id, leadership, actions, number, from_on, to_on, scan_file,
    entered_by, entered_at, ended_on, end_reason, ended_by, ended_at
FROM appointments
WHERE organ_id = $1
ORDER BY from_on, id";

/// Enters an appointment, without an end.
pub async fn insert(tx: &mut WriteTx, row: &AppointmentRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(row.organ_id.as_uuid());
        let query = query.bind(row.user_id.as_uuid()).bind(row.leadership.id());
        let query = query.bind(row.actions.as_ref().map(|actions| actions.join(" "))).bind(&row.number);
        let query = query.bind(row.from_on).bind(row.to_on).bind(row.scan_file.map(FileId::as_uuid));
        let query = query.bind(row.entered_by.map(UserId::as_uuid)).bind(row.entered_at.micros());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Ends an appointment as the row says; fails with `Conflict` when it has ended already.
pub async fn end(tx: &mut WriteTx, row: &AppointmentRow) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(END).bind(row.id.as_uuid()).bind(row.ended_on).bind(&row.end_reason);
        let query = query.bind(row.ended_by.map(UserId::as_uuid)).bind(row.ended_at.map(Instant::micros));
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "appointments")
}

/// All appointments of an organ, past ones included, by their first day.
pub async fn of_organ(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<AppointmentRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(OF_ORGAN).bind(organ.as_uuid()).fetch_all(connection).await?))
}
