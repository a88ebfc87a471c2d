//! My work (我的工作): what waits for a person, in the cases of a person, of a department or of the whole body.
//! What waits is computed from each case when it moves, and for every case when the day, the people or the law change; a
//! list only reads what was computed, within what its reader may see.

mod keep;

use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use crate::facts;
use crate::power;
use crate::proceeding::list::{everything_of_organ, scope_of};
use chrono::{Days, NaiveDate};
use mingjian_domain::actor::Actor;
use mingjian_domain::id::{OrganId, ProceedingId, UserId};
use mingjian_domain::work::WINDOWS;
use mingjian_law::procedure::Role;
use mingjian_store::delegation::{self, DelegationRow};
use mingjian_store::work::{self, DoerRow, WorkDays, WorkFilter, Worker};
use mingjian_store::{Page, ReadTx, Scope};
use std::collections::BTreeMap;

pub use mingjian_store::work::{Urgency, WorkKind, WorkRow};

/// Lines of a page.
pub const PAGE: usize = 50;
const ROWS: i64 = 50;
/// So many days before its last one a thing is near.
pub(crate) const SOON: u64 = 3;

/// Whose work a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WorkView {
    /// What the reader can do.
    #[default]
    Mine,
    /// Everything that waits in the cases in which the reader has a part.
    Involved,
    /// Everything that waits in the cases of the reader's department.
    Department,
    /// Everything that waits in the cases of the body.
    Body,
}

/// Where a page of the list ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkPlace {
    /// The day by which it stands.
    pub order_on: NaiveDate,
    /// The proceeding.
    pub proceeding: ProceedingId,
    /// What kind of thing.
    pub kind: WorkKind,
    /// The action, the entry, the clock.
    pub key: String,
}

/// Which list somebody wants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkWish {
    /// Whose.
    pub view: WorkView,
    /// Only what this person can do.
    pub person: Option<UserId>,
    /// Only the cases of this department.
    pub department: Option<OrganId>,
    /// Only what is so urgent.
    pub urgency: Option<Urgency>,
    /// After this line.
    pub after: Option<WorkPlace>,
}

/// Somebody for whom a line waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkDoer {
    /// The person.
    pub user: UserId,
    /// The name.
    pub name: String,
    /// In whose place.
    pub stands_in: Option<StandsIn>,
}

/// A delegation as a line of a list tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandsIn {
    /// Who is away.
    pub name: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: NaiveDate,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkLine {
    /// What waits, with its case and its clock.
    pub row: WorkRow,
    /// What can be done, as the button says it; nothing where nobody can do anything.
    pub label: Option<String>,
    /// For whom it waits.
    pub doers: Vec<WorkDoer>,
    /// Whether the reader is among them.
    pub is_own: bool,
}

/// How many lines there are, by urgency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WorkCounts {
    /// Past their last day.
    pub overdue: i64,
    /// Within three days.
    pub soon: i64,
    /// Later.
    pub later: i64,
    /// Without a clock.
    pub untimed: i64,
}

impl WorkCounts {
    /// All together.
    pub const fn total(self) -> i64 {
        self.overdue + self.soon + self.later + self.untimed
    }

    /// Those of one urgency.
    pub const fn of(self, urgency: Urgency) -> i64 {
        match urgency {
            Urgency::Overdue => self.overdue,
            Urgency::Soon => self.soon,
            Urgency::Later => self.later,
            Urgency::Untimed => self.untimed,
        }
    }
}

/// A page of a list of work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkList {
    /// The lines, the first due first.
    pub lines: Vec<WorkLine>,
    /// How many there are in all.
    pub counts: WorkCounts,
    /// Whether more follow.
    pub more: bool,
}

/// By whom and where a list can be narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkChoices {
    /// The people.
    pub people: Vec<(UserId, String)>,
    /// The departments.
    pub departments: Vec<(OrganId, String)>,
}

/// Whose work a person may look at, one's own first.
pub fn views(caller: &Caller) -> Vec<WorkView> {
    let mut views = vec![WorkView::Mine, WorkView::Involved];
    views.extend(caller.has_any(&[Role::UnitHead]).then_some(WorkView::Department));
    views.extend(everything_of_organ(caller).then_some(WorkView::Body));
    views
}

impl App {
    /// A page of a list of work, as far as the caller may see.
    ///
    /// # Errors
    /// `Forbidden` when the list is not the caller's to see.
    pub async fn work(&self, caller: &Caller, wish: &WorkWish) -> Result<WorkList, AppError> {
        let days = self.work_days();
        let mut tx = self.database().begin_read().await?;
        let delegations = in_force(&mut tx, caller.actor.organ, days.today).await?;
        let filter = self.work_filter(&mut tx, caller, wish, &delegations).await?;
        let after = wish
            .after
            .as_ref()
            .map(|place| (place.order_on, place.proceeding, place.kind, place.key.as_str()));
        let mut rows = work::list(&mut tx, &filter, days, Page { after, limit: ROWS + 1 }).await?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let counts = counted(&mut tx, &filter, days).await?;
        let lines = self.lines(&mut tx, caller, rows, &delegations).await?;
        Ok(WorkList { lines, counts, more })
    }

    /// By whom and where a list can be narrowed: the people of the department, or of the body.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn work_choices(&self, caller: &Caller, view: WorkView) -> Result<WorkChoices, AppError> {
        if !matches!(view, WorkView::Department | WorkView::Body) || !views(caller).contains(&view) {
            return Ok(WorkChoices::default());
        }
        let mut tx = self.database().begin_read().await?;
        let mut people = self.people_of(&mut tx, caller, view).await?;
        people.sort_by(|one, other| one.name.cmp(&other.name));
        let departments = match view {
            WorkView::Body => self.departments_of(&mut tx, caller.actor.organ).await?,
            _ => Vec::new(),
        };
        let people = people.into_iter().map(|one| (one.user, one.name)).collect();
        Ok(WorkChoices { people, departments })
    }

    async fn departments_of(
        &self,
        tx: &mut ReadTx,
        organ: OrganId,
    ) -> Result<Vec<(OrganId, String)>, AppError> {
        let all = mingjian_store::organ::all(tx).await?;
        let below = all.into_iter().filter(|row| row.parent_id == Some(organ));
        Ok(below.map(|row| (row.id, row.name)).collect())
    }

    /// The people whose work the caller may look at in a view.
    async fn people_of(
        &self,
        tx: &mut ReadTx,
        caller: &Caller,
        view: WorkView,
    ) -> Result<Vec<Actor>, AppError> {
        let team = facts::team(tx, caller.actor.organ).await?;
        let mut people = team.map(|team| team.people).unwrap_or_default();
        match view {
            WorkView::Body => {}
            WorkView::Department => people.retain(|one| one.department == caller.actor.department),
            WorkView::Mine | WorkView::Involved => people.retain(|one| one.user == caller.actor.user),
        }
        Ok(people)
    }

    /// Which lines a list has for its reader.
    async fn work_filter(
        &self,
        tx: &mut ReadTx,
        caller: &Caller,
        wish: &WorkWish,
        delegations: &[DelegationRow],
    ) -> Result<WorkFilter, AppError> {
        if !views(caller).contains(&wish.view) {
            let message = "科室和全机关的待办由科室负责人、机关负责人和监督人员查看。".to_owned();
            return Err(AppError::Forbidden(message));
        }
        let actor = &caller.actor;
        let scope = match wish.view {
            // What a person can do was judged case by case; it stays within the organ.
            WorkView::Mine => Scope::none().with_organs(&[actor.organ]),
            WorkView::Involved => Scope::none().with_person(actor.user, &[]),
            WorkView::Department => Scope::none().with_organs(&[actor.department]),
            WorkView::Body => scope_of(caller),
        };
        let worker = match (wish.view, wish.person) {
            (WorkView::Mine, _) => Some(worker(actor, delegations)),
            (_, None) => None,
            (view, Some(user)) => {
                let people = self.people_of(tx, caller, view).await?;
                let found = people.iter().find(|one| one.user == user).ok_or(AppError::NotFound)?;
                Some(worker(found, delegations))
            }
        };
        let windows = windows();
        Ok(WorkFilter { scope, worker, windows, urgency: wish.urgency, department: wish.department })
    }

    async fn lines(
        &self,
        tx: &mut ReadTx,
        caller: &Caller,
        rows: Vec<WorkRow>,
        delegations: &[DelegationRow],
    ) -> Result<Vec<WorkLine>, AppError> {
        let mut ids: Vec<ProceedingId> = rows.iter().map(|row| row.proceeding_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let doers = work::doers_of(tx, &ids).await?;
        let names = power::names(tx, caller.actor.organ).await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let own = doers.iter().filter(|doer| {
                    doer.proceeding_id == row.proceeding_id && doer.kind == row.kind && doer.key == row.key
                });
                let doers: Vec<WorkDoer> = own.filter_map(|doer| named(doer, &names, delegations)).collect();
                let is_own = doers.iter().any(|doer| doer.user == caller.actor.user);
                WorkLine { label: self.label(&row), doers, is_own, row }
            })
            .collect())
    }

    /// What the button says.
    fn label(&self, row: &WorkRow) -> Option<String> {
        match row.kind {
            WorkKind::Act => Some(self.action_named(&row.procedure, &row.key)),
            WorkKind::Sheet => Some("确认纸质审批".to_owned()),
            WorkKind::Clock | WorkKind::Rest => None,
        }
    }

    /// The label of an action: of the case's own procedure, or of one that runs beside it.
    pub(crate) fn action_named(&self, procedure: &str, id: &str) -> String {
        let law = self.law();
        let own = law.procedure(procedure).and_then(|procedure| procedure.action(id));
        let any = || law.pack.procedures.iter().find_map(|procedure| procedure.action(id));
        own.or_else(any).map_or_else(|| id.to_owned(), |action| action.label.clone())
    }

    /// Today, and the last day that is near.
    pub(crate) fn work_days(&self) -> WorkDays {
        let today = self.now().day();
        WorkDays { today, soon: today.checked_add_days(Days::new(SOON)).unwrap_or(NaiveDate::MAX) }
    }
}

/// The clocks of which a past one waits for nobody.
pub(crate) fn windows() -> Vec<String> {
    WINDOWS.iter().map(ToString::to_string).collect()
}

/// A person as lists of work ask for one.
pub(crate) fn worker(actor: &Actor, delegations: &[DelegationRow]) -> Worker {
    let to = delegations.iter().filter(|row| row.to_user == actor.user);
    Worker {
        user: actor.user,
        roles: actor.roles.iter().map(|role| role.id().to_owned()).collect(),
        stands_in_for: to.map(|row| row.from_user).collect(),
    }
}

/// The delegations of an organ that hold on a day.
pub(crate) async fn in_force(
    tx: &mut ReadTx,
    organ: OrganId,
    day: NaiveDate,
) -> Result<Vec<DelegationRow>, AppError> {
    let mut rows = delegation::of_organ(tx, organ).await?;
    rows.retain(|row| row.from_on <= day && day <= row.last_on());
    Ok(rows)
}

pub(crate) async fn counted(
    tx: &mut ReadTx,
    filter: &WorkFilter,
    days: WorkDays,
) -> Result<WorkCounts, AppError> {
    let mut counts = WorkCounts::default();
    for row in work::counts(tx, filter, days).await? {
        let place = match row.urgency {
            Urgency::Overdue => &mut counts.overdue,
            Urgency::Soon => &mut counts.soon,
            Urgency::Later => &mut counts.later,
            Urgency::Untimed => &mut counts.untimed,
        };
        *place = row.count;
    }
    Ok(counts)
}

/// Somebody for whom a line waits; whose delegation is over is left out.
fn named(
    doer: &DoerRow,
    names: &BTreeMap<UserId, String>,
    delegations: &[DelegationRow],
) -> Option<WorkDoer> {
    let name = |user: &UserId| names.get(user).cloned().unwrap_or_default();
    let stands_in = match doer.for_user {
        None => None,
        Some(away) => {
            let holds = |row: &&DelegationRow| row.from_user == away && row.to_user == doer.user_id;
            let row = delegations.iter().find(holds)?;
            Some(StandsIn { name: name(&away), from_on: row.from_on, to_on: row.last_on() })
        }
    };
    Some(WorkDoer { user: doer.user_id, name: name(&doer.user_id), stands_in })
}
