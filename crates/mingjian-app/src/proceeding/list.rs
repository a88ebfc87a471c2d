//! Lists of cases and of what is due in them, as far as the caller's lists reach.
//! They show columns alone: no state is opened here, and no case is judged.

use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use mingjian_law::procedure::Role;
use mingjian_law::variable::Variable;
use mingjian_store::clock::{self, DueRow};
use mingjian_store::proceeding::{self as row, ProceedingCursor, ProceedingFilter, ProceedingRow};
use mingjian_store::{Page, Scope};

/// Rows of a list.
pub const PAGE: usize = 50;
const ROWS: i64 = 50;

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
        let mut tx = self.database().begin_read().await?;
        let rows = clock::due_until(&mut tx, &scope_of(caller), far, Page::first(ROWS)).await?;
        Ok(rows.into_iter().filter(|row| !is_closed_window(row, today)).collect())
    }
}

/// What a person's lists may show.
pub(crate) fn scope_of(caller: &Caller) -> Scope {
    let actor = &caller.actor;
    let everything_of_organ =
        [Role::AgencyHead, Role::ReviewHead, Role::Clerk, Role::Archivist, Role::Supervisor];
    if caller.has_any(&everything_of_organ) {
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
