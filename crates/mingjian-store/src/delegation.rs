//! Delegations during leave (代办): for whom, to whom, in which roles, for which actions, how long; ended, never deleted.
//! Whether a delegate may take an act is for the domain.

use chrono::NaiveDate;
use mingjian_domain::id::{DelegationId, OrganId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};

row! {
    /// A delegation.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DelegationRow {
        /// The identifier.
        pub id: DelegationId,
        /// The organ in which it holds.
        pub organ_id: OrganId,
        /// Who is away.
        pub from_user: UserId,
        /// Who stands in.
        pub to_user: UserId,
        /// In which roles, by their ids.
        pub roles: Vec<String>,
        /// For which actions; none stands for all of the roles.
        pub actions: Option<Vec<String>>,
        /// Why.
        pub reason: String,
        /// The first day.
        pub from_on: NaiveDate,
        /// The last day.
        pub to_on: NaiveDate,
        /// Who entered it.
        pub entered_by: UserId,
        /// When it was entered.
        pub entered_at: Instant,
        /// From which day it no longer holds, where it was ended early.
        pub ended_on: Option<NaiveDate>,
        /// Who recorded the end.
        pub ended_by: Option<UserId>,
        /// When it was recorded.
        pub ended_at: Option<Instant>,
    }
}

impl DelegationRow {
    /// The last day on which it holds.
    pub fn last_on(&self) -> NaiveDate {
        self.ended_on.map_or(self.to_on, |on| on.pred_opt().unwrap_or(on).min(self.to_on))
    }
}

const INSERT: &str = "INSERT INTO delegations
    (id, organ_id, from_user, to_user, roles, actions, reason, from_on, to_on, entered_by, entered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const END: &str = "UPDATE delegations
SET ended_on = $2, ended_by = $3, ended_at = $4
WHERE id = $1 AND ended_on IS NULL";
const OF_ORGAN: &str =
    "SELECT id, organ_id, from_user, to_user, roles, actions, reason, from_on, to_on, entered_by,
    entered_at, ended_on, ended_by, ended_at
FROM delegations
WHERE organ_id = $1
ORDER BY from_on, id";

/// Enters a delegation, without an end.
pub async fn insert(tx: &mut WriteTx, row: &DelegationRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(row.organ_id.as_uuid());
        let query = query.bind(row.from_user.as_uuid()).bind(row.to_user.as_uuid());
        let query = query.bind(row.roles.join(" ")).bind(row.actions.as_ref().map(|all| all.join(" ")));
        let query = query.bind(&row.reason).bind(row.from_on).bind(row.to_on);
        let query = query.bind(row.entered_by.as_uuid()).bind(row.entered_at.micros());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Ends a delegation as the row says; fails with `Conflict` when it has ended already.
pub async fn end(tx: &mut WriteTx, row: &DelegationRow) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(END).bind(row.id.as_uuid()).bind(row.ended_on);
        let query = query.bind(row.ended_by.map(UserId::as_uuid)).bind(row.ended_at.map(Instant::micros));
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "delegations")
}

/// All delegations of an organ, past ones included, by their first day.
pub async fn of_organ(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<DelegationRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(OF_ORGAN).bind(organ.as_uuid()).fetch_all(connection).await?))
}
