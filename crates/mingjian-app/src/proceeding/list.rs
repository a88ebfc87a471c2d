//! Lists of cases and of what is due in them, as far as the caller's lists reach.
//! They show columns alone: no state is opened here, and no case is judged.

use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use mingjian_domain::act::InputFault;
use mingjian_domain::id::OrganId;
use mingjian_law::procedure::Role;
use mingjian_law::variable::Variable;
use mingjian_store::clock::{self, DueRow};
use mingjian_store::proceeding::{self as row, ProceedingCursor, ProceedingFilter, ProceedingRow};
use mingjian_store::{Page, ReadTx, Scope, organ};
use std::collections::BTreeMap;

/// Rows of a list.
pub const PAGE: usize = 50;
const ROWS: i64 = 50;
/// Rows that are read in one query where a list is needed whole.
const PAGE_AT_ONCE: usize = 500;
const MOST_AT_ONCE: i64 = 500;
/// More running clocks, or cases that wait, than one person works through.
const MOST_DUE: usize = 5_000;
/// Rows of one file.
const MOST_EXPORTED: usize = 10_000;

impl App {
    /// A page of the cases that the caller may see in lists, and how many there are in all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cases(
        &self,
        caller: &Caller,
        filter: &ProceedingFilter,
        after: Option<ProceedingCursor>,
    ) -> Result<(Vec<ProceedingRow>, i64), AppError> {
        let scope = scope_of(caller);
        let mut tx = self.database().begin_read().await?;
        let rows = row::list(&mut tx, &scope, filter, Page { after, limit: ROWS }).await?;
        let total = row::count(&mut tx, &scope, filter).await?;
        Ok((rows, total))
    }

    /// The running clocks of the caller's cases, the first due first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_work(&self, caller: &Caller) -> Result<Vec<DueRow>, AppError> {
        let today = self.now().day();
        let far = today.checked_add_days(chrono::Days::new(3650)).unwrap_or(chrono::NaiveDate::MAX);
        let scope = scope_of(caller);
        let mut tx = self.database().begin_read().await?;
        let mut rows: Vec<DueRow> = Vec::new();
        loop {
            let last = rows.last().map(|row| (row.due_on, row.proceeding_id, row.key.clone()));
            let after = last.as_ref().map(|(due, id, key)| (*due, *id, key.as_str()));
            let more = clock::due_until(&mut tx, &scope, far, Page { after, limit: MOST_AT_ONCE }).await?;
            let is_last = more.len() < PAGE_AT_ONCE;
            rows.extend(more);
            if is_last || rows.len() >= MOST_DUE {
                break;
            }
        }
        rows.retain(|row| !is_closed_window(row, today));
        Ok(rows)
    }

    /// All cases in these states that the caller may see in lists, the latest opened first, up to a number that no
    /// person works through.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cases_in(&self, caller: &Caller, states: &[String]) -> Result<Vec<ProceedingRow>, AppError> {
        let filter = ProceedingFilter { states: states.to_vec(), ..ProceedingFilter::default() };
        let mut tx = self.database().begin_read().await?;
        all(&mut tx, &scope_of(caller), &filter, MOST_DUE).await
    }

    /// Every case of a list with the name of its department, for a file; the export is recorded.
    ///
    /// # Errors
    /// `Input` when there are more than a file may hold, `AuditUnavailable` when it cannot be recorded.
    pub async fn export_cases(
        &self,
        caller: &Caller,
        filter: &ProceedingFilter,
    ) -> Result<Vec<(ProceedingRow, String)>, AppError> {
        let mut tx = self.database().begin_read().await?;
        let rows = all(&mut tx, &scope_of(caller), filter, MOST_EXPORTED + 1).await?;
        if rows.len() > MOST_EXPORTED {
            let problem = "符合条件的案件超过一万件，不能一次导出。请按阶段、案由缩小范围";
            return Err(InputFault::new("导出", problem).into());
        }
        let units: BTreeMap<OrganId, String> =
            organ::all(&mut tx).await?.into_iter().map(|row| (row.id, row.name)).collect();
        drop(tx);
        self.note("cases-exported", Some(caller.actor.user), None, "", &format!("{}件", rows.len())).await?;
        let unit = |row: &ProceedingRow| row.department_id.and_then(|id| units.get(&id).cloned());
        Ok(rows.into_iter().map(|row| (row.clone(), unit(&row).unwrap_or_default())).collect())
    }
}

/// Every row of a list, page by page, up to a number.
async fn all(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &ProceedingFilter,
    most: usize,
) -> Result<Vec<ProceedingRow>, AppError> {
    let mut rows: Vec<ProceedingRow> = Vec::new();
    loop {
        let after = rows.last().map(|row| (row.opened_at, row.id));
        let more = row::list(tx, scope, filter, Page { after, limit: MOST_AT_ONCE }).await?;
        let is_last = more.len() < PAGE_AT_ONCE;
        rows.extend(more);
        if is_last || rows.len() >= most {
            rows.truncate(most);
            return Ok(rows);
        }
    }
}

/// Whether a person's lists show every case of the organ.
pub(crate) fn everything_of_organ(caller: &Caller) -> bool {
    caller.has_any(&[Role::AgencyHead, Role::ReviewHead, Role::Clerk, Role::Archivist, Role::Supervisor])
}

/// What a person's lists may show.
pub(crate) fn scope_of(caller: &Caller) -> Scope {
    let actor = &caller.actor;
    if everything_of_organ(caller) {
        return Scope::none().with_organs(&[actor.organ]);
    }
    let own = Scope::none().with_person(actor.user, &[]);
    if caller.has_any(&[Role::UnitHead]) { own.with_organs(&[actor.department]) } else { own }
}

/// Whether a clock is a time in which someone could have acted, and is over: nothing is late about that.
fn is_closed_window(row: &DueRow, today: chrono::NaiveDate) -> bool {
    let windows = [Variable::PleaClock, Variable::HearingClock, Variable::HearingNoticeClock];
    windows.iter().any(|window| window.spec().id == row.key) && today > row.extended_on.unwrap_or(row.due_on)
}
