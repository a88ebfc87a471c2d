//! Delegations during leave (代办): entered by a head or the administrator of people, ended by date or by hand.
//! Whether a delegate may take an act is for the domain; here is refused what no act of theirs could ever bear.

use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::facts;
use crate::idempotency::{Done, Once};
use crate::people::need;
use crate::power;
use chrono::NaiveDate;
use mingjian_domain::act::InputFault;
use mingjian_domain::actor::{OfficerFact, UserFact};
use mingjian_domain::delegation::{DELEGABLE, DelegationFact};
use mingjian_domain::id::{DelegationId, OrganId, UserId};
use mingjian_domain::power::ActionScope;
use mingjian_law::procedure::{Action, Role};
use mingjian_store::delegation::{self, DelegationRow};
use mingjian_store::{ReadTx, transact};
use std::collections::BTreeSet;

const LONGEST_REASON: usize = 200;
/// Who enters and ends delegations.
pub const KEEPERS: &[Role] = &[Role::SystemAdministrator, Role::AgencyHead];

/// A delegation as entered.
#[derive(Debug, Clone)]
pub struct NewDelegation {
    /// Who is away.
    pub from: UserId,
    /// Who stands in.
    pub to: UserId,
    /// In which roles.
    pub roles: BTreeSet<Role>,
    /// For which actions; none stands for all of the roles.
    pub actions: Option<BTreeSet<String>>,
    /// Why.
    pub reason: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: NaiveDate,
}

/// A delegation with the names of its people.
#[derive(Debug, Clone)]
pub struct DelegationView {
    /// The row.
    pub row: DelegationRow,
    /// Who is away.
    pub from: String,
    /// Who stands in.
    pub to: String,
    /// Who entered it.
    pub entered_by: String,
}

/// The delegations of an organ and what a new one may name.
#[derive(Debug, Clone)]
pub struct Delegations {
    /// Every delegation, the newest first.
    pub rows: Vec<DelegationView>,
    /// Who may be away or stand in.
    pub people: Vec<UserFact>,
    /// The actions that may be delegated: id and label.
    pub actions: Vec<(String, String)>,
}

impl App {
    /// The delegations of the caller's organ.
    ///
    /// # Errors
    /// `Forbidden` for anyone who neither heads the organ nor administers people.
    pub async fn delegations(&self, caller: &Caller) -> Result<Delegations, AppError> {
        need(caller, &[Role::SystemAdministrator, Role::SecurityAdministrator, Role::AgencyHead])?;
        let mut tx = self.database().begin_read().await?;
        let mut rows = views(&mut tx, caller.actor.organ).await?;
        rows.reverse();
        let bodies: Vec<OrganId> =
            facts::family(&mut tx, caller.actor.organ).await?.iter().map(|row| row.id).collect();
        let mut people = facts::users(&mut tx, &bodies).await?;
        people.retain(|person| person.roles.iter().any(|role| DELEGABLE.contains(role)));
        people.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Delegations { rows, people, actions: self.delegable_actions() })
    }

    /// What concerns the caller today or later: whom the caller stands in for, and who stands in for the caller.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn own_delegations(&self, caller: &Caller) -> Result<Vec<DelegationView>, AppError> {
        let today = self.now().day();
        let user = caller.actor.user;
        let mut tx = self.database().begin_read().await?;
        let rows = views(&mut tx, caller.actor.organ).await?;
        let concerns = |view: &DelegationView| {
            (view.row.from_user == user || view.row.to_user == user) && today <= view.row.last_on()
        };
        Ok(rows.into_iter().filter(concerns).collect())
    }

    /// Enters a delegation.
    ///
    /// # Errors
    /// `Input` when a field does not fit, `Forbidden` for anyone who neither heads the organ nor administers people.
    pub async fn add_delegation(
        &self,
        caller: &Caller,
        new: NewDelegation,
        once: &Once,
    ) -> Result<DelegationId, AppError> {
        need(caller, KEEPERS)?;
        if let Some(id) = self.answered(caller, once).await? {
            return Ok(id);
        }
        let row = self.new_delegation(caller, new).await?;
        let done = transact!(self.database(), |tx| {
            if let Some(id) = once.answered(tx, caller).await? {
                return Ok(Done::Before(id));
            }
            delegation::insert(tx, &row).await?;
            once.keep(tx, caller, &row.id, row.entered_at).await?;
            Ok::<_, AppError>(Done::Now(row.id))
        })?;
        self.note_added(caller, "delegation-added", done).await
    }

    /// Ends a delegation from today on: what was done before stays as it was.
    ///
    /// # Errors
    /// `Input` when it is over, `NotFound` when it is not the caller's to end.
    pub async fn end_delegation(
        &self,
        caller: &Caller,
        id: DelegationId,
        once: &Once,
    ) -> Result<DelegationId, AppError> {
        if let Some(id) = self.answered(caller, once).await? {
            return Ok(id);
        }
        let mut tx = self.database().begin_read().await?;
        let rows = delegation::of_organ(&mut tx, caller.actor.organ).await?;
        drop(tx);
        let mut row = rows.into_iter().find(|row| row.id == id).ok_or(AppError::NotFound)?;
        if row.from_user != caller.actor.user && !caller.has_any(KEEPERS) {
            return Err(AppError::NotFound);
        }
        let now = self.now();
        if row.last_on() < now.day() {
            return Err(InputFault::new("id", "这项代办已经结束").into());
        }
        row.ended_on = Some(now.day());
        row.ended_by = Some(caller.actor.user);
        row.ended_at = Some(now);
        let done = transact!(self.database(), |tx| {
            if let Some(id) = once.answered(tx, caller).await? {
                return Ok(Done::Before(id));
            }
            delegation::end(tx, &row).await?;
            once.keep(tx, caller, &row.id, now).await?;
            Ok::<_, AppError>(Done::Now(row.id))
        })?;
        self.note_added(caller, "delegation-ended", done).await
    }

    async fn new_delegation(&self, caller: &Caller, new: NewDelegation) -> Result<DelegationRow, AppError> {
        let organ = caller.actor.organ;
        let mut tx = self.database().begin_read().await?;
        let bodies: Vec<OrganId> = facts::family(&mut tx, organ).await?.iter().map(|row| row.id).collect();
        let users = facts::users(&mut tx, &bodies).await?;
        let officers = facts::officers(&mut tx, &bodies).await?;
        drop(tx);
        let now = self.now();
        let person = |field: &str, id: UserId| {
            users.iter().find(|one| one.id == id).ok_or_else(|| InputFault::new(field, "请选择"))
        };
        let (from, to) = (person("from", new.from)?, person("to", new.to)?);
        check_term(&new, now.day())?;
        check_roles(&new, from)?;
        for role in &new.roles {
            check_fit(*role, from, to, officers.iter().find(|one| one.user == Some(to.id)))?;
        }
        let actions = self.limited(&new)?;
        Ok(DelegationRow {
            id: new_id!(self, now, DelegationId),
            organ_id: organ,
            from_user: new.from,
            to_user: new.to,
            roles: new.roles.iter().map(|role| role.id().to_owned()).collect(),
            actions,
            reason: new.reason.trim().to_owned(),
            from_on: new.from_on,
            to_on: new.to_on,
            entered_by: caller.actor.user,
            entered_at: now,
            ended_on: None,
            ended_by: None,
            ended_at: None,
        })
    }

    /// The actions to which a delegation is limited; each belongs to one of its roles.
    fn limited(&self, new: &NewDelegation) -> Result<Option<Vec<String>>, InputFault> {
        let Some(actions) = &new.actions else {
            return Ok(None);
        };
        let of_roles = |action: &Action| {
            action.reserved_to.is_none() && action.by.iter().any(|by| new.roles.contains(by))
        };
        let known = |id: &String| {
            let mut all = self.pack().procedures.iter().flat_map(|procedure| &procedure.action);
            all.any(|action| action.id == *id && of_roles(action))
        };
        if actions.is_empty() || !actions.iter().all(known) {
            return Err(InputFault::new("actions", "所选事项应当属于委托的岗位，请重新选择；不选的为全部"));
        }
        Ok(Some(actions.iter().cloned().collect()))
    }

    /// What may be delegated, by the order of the procedures.
    fn delegable_actions(&self) -> Vec<(String, String)> {
        let open = |action: &&Action| {
            action.reserved_to.is_none() && action.by.iter().any(|role| DELEGABLE.contains(role))
        };
        let mut actions: Vec<(String, String)> = Vec::new();
        for action in self.pack().procedures.iter().flat_map(|procedure| &procedure.action).filter(open) {
            if !actions.iter().any(|(id, _)| *id == action.id) {
                actions.push((action.id.clone(), action.label.clone()));
            }
        }
        actions
    }
}

/// The delegations of an organ, as acts ask for them.
pub(crate) async fn facts(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<DelegationFact>, AppError> {
    let rows = delegation::of_organ(tx, organ).await?;
    Ok(rows
        .into_iter()
        .map(|row| DelegationFact {
            from: row.from_user,
            to: row.to_user,
            roles: row.roles.iter().filter_map(|role| Role::from_id(role)).collect(),
            from_on: row.from_on,
            to_on: row.last_on(),
            scope: match row.actions {
                None => ActionScope::All,
                Some(actions) => ActionScope::Only(actions.into_iter().collect()),
            },
        })
        .collect())
}

async fn views(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<DelegationView>, AppError> {
    let names = power::names(tx, organ).await?;
    let name = |user: UserId| names.get(&user).cloned().unwrap_or_default();
    let rows = delegation::of_organ(tx, organ).await?;
    Ok(rows
        .into_iter()
        .map(|row| DelegationView {
            from: name(row.from_user),
            to: name(row.to_user),
            entered_by: name(row.entered_by),
            row,
        })
        .collect())
}

fn check_term(new: &NewDelegation, today: NaiveDate) -> Result<(), InputFault> {
    if new.from == new.to {
        return Err(InputFault::new("to", "代办人不能是本人"));
    }
    if new.from_on < today {
        return Err(InputFault::new("from_on", "代办应当事先登记，开始日期不能早于今天"));
    }
    if new.to_on < new.from_on {
        return Err(InputFault::new("to_on", "结束日期早于开始日期，请核对"));
    }
    let length = new.reason.trim().chars().count();
    if length == 0 || length > LONGEST_REASON {
        return Err(InputFault::new("reason", "请写明事由，例如休假、出差，不超过二百字"));
    }
    Ok(())
}

fn check_roles(new: &NewDelegation, from: &UserFact) -> Result<(), InputFault> {
    let held = |role: &Role| DELEGABLE.contains(role) && from.roles.contains(role);
    if new.roles.is_empty() || !new.roles.iter().all(held) {
        let own: Vec<&str> =
            from.roles.iter().filter(|role| DELEGABLE.contains(role)).map(|role| role.label()).collect();
        let problem = format!("请选择{}自己的岗位：{}", from.name, own.join("、"));
        return Err(InputFault::new("roles", &problem));
    }
    Ok(())
}

/// The delegate needs what the acts of the role need (行政处罚法 第四十二条、第五十七条、第五十八条、第六十四条).
fn check_fit(
    role: Role,
    from: &UserFact,
    to: &UserFact,
    officer: Option<&OfficerFact>,
) -> Result<(), InputFault> {
    let has = |role: Role| to.roles.contains(&role);
    let (fit, lacks) = match role {
        Role::Officer => (has(Role::Officer) && officer.is_some(), "执法人员登记"),
        Role::Reviewer => (to.review_qualified, "法制审核人员的资格"),
        Role::ReviewHead => (has(Role::ReviewHead) || has(Role::Reviewer), "法制审核机构的人员身份"),
        Role::HearingHost => (has(Role::HearingHost), "听证主持人的资格"),
        Role::AgencyHead => (has(Role::AgencyHead), "机关负责人的身份"),
        Role::UnitHead => {
            let of_unit = to.department == from.department;
            (of_unit && (has(Role::UnitHead) || has(Role::Officer)), "同一承办机构的人员身份")
        }
        _ => (true, ""),
    };
    if fit {
        return Ok(());
    }
    let problem = format!("{}没有{lacks}，不能代{}以{}身份办理", to.name, from.name, role.label());
    Err(InputFault::new("to", &problem))
}
