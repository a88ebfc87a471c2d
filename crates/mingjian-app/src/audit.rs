//! The audit trail: refusals, denials, log-ins and reads with their purpose, each in a transaction of its own.
//! What cannot be recorded is not answered.

use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use mingjian_domain::id::{ProceedingId, UserId};
use mingjian_law::procedure::Role;
use mingjian_store::Page;
use mingjian_store::audit::{self, AuditEntry, AuditFilter, AuditRow};
use mingjian_store::user;
use std::collections::{BTreeMap, BTreeSet};

/// The longest purpose or detail that is kept, in characters.
const LONGEST_NOTE: usize = 500;
/// How many rows a page of the trail has.
const ROWS: i64 = 50;

impl App {
    /// Records a refusal and gives it back: a refused attempt is no journal entry, but it is not forgotten.
    ///
    /// # Errors
    /// `AuditUnavailable` when the trail cannot be written.
    pub(crate) async fn note_refusal(
        &self,
        user: Option<UserId>,
        target: Option<String>,
        error: AppError,
    ) -> Result<AppError, AppError> {
        let detail = match &error {
            AppError::Refused(refusal) => refusal.code.clone(),
            AppError::Input(fault) => format!("input:{}", fault.field),
            AppError::NotFound => "not-found".to_owned(),
            AppError::Forbidden(_) => "forbidden".to_owned(),
            AppError::Stale { .. } => "stale".to_owned(),
            AppError::PurposeNeeded => "purpose-needed".to_owned(),
            AppError::Idempotency(_) => "idempotency".to_owned(),
            _ => return Ok(error),
        };
        self.note("refused", user, target, "", &detail).await?;
        Ok(error)
    }

    /// Records something in the audit trail.
    ///
    /// # Errors
    /// `AuditUnavailable` when the trail cannot be written.
    pub(crate) async fn note(
        &self,
        kind: &str,
        user_id: Option<UserId>,
        target: Option<String>,
        purpose: &str,
        detail: &str,
    ) -> Result<(), AppError> {
        let entry = AuditEntry {
            kind: kind.to_owned(),
            user_id,
            target,
            recorded_at: self.now(),
            purpose: purpose.chars().take(LONGEST_NOTE).collect(),
            detail: detail.chars().take(LONGEST_NOTE).collect(),
        };
        audit::append(self.database(), &entry).await.map(|_| ()).map_err(AppError::AuditUnavailable)
    }

    /// Records that a person read a case that is not the person's own work, and why.
    pub(crate) async fn note_reading(
        &self,
        caller: &Caller,
        proceeding: ProceedingId,
        purpose: &str,
    ) -> Result<(), AppError> {
        self.note("read", Some(caller.actor.user), Some(proceeding.to_string()), purpose, "").await
    }

    /// A page of the audit trail, newest first, for the audit administrator alone.
    ///
    /// # Errors
    /// `Forbidden` for anyone else.
    pub async fn audit_trail(&self, caller: &Caller, before: Option<i64>) -> Result<Vec<AuditRow>, AppError> {
        if !caller.has_any(&[Role::AuditAdministrator]) {
            return Err(AppError::Forbidden("审计记录只有审计管理员可以查看。".to_owned()));
        }
        let mut tx = self.database().begin_read().await?;
        let page = Page { after: before, limit: ROWS };
        Ok(audit::list(&mut tx, &AuditFilter::default(), page).await?)
    }

    /// The people whom entries of the trail name, by the identifiers that it keeps of them.
    ///
    /// # Errors
    /// `Forbidden` for anyone but the audit administrator.
    pub async fn audit_names(
        &self,
        caller: &Caller,
        rows: &[AuditRow],
    ) -> Result<BTreeMap<String, String>, AppError> {
        crate::people::need(caller, &[Role::AuditAdministrator])?;
        let targets = rows.iter().filter_map(|row| row.entry.target.as_ref()?.parse().ok());
        let ids: BTreeSet<UserId> = rows.iter().filter_map(|row| row.entry.user_id).chain(targets).collect();
        let mut tx = self.database().begin_read().await?;
        let mut names = BTreeMap::new();
        for id in ids {
            if let Some(user) = user::by_id(&mut tx, id).await? {
                names.insert(id.to_string(), format!("{}（{}）", user.name, user.login));
            }
        }
        Ok(names)
    }
}
