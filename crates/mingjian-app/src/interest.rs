//! Interests that people declare (利害关系): one's own, and those of the people in one's charge; ended, never deleted.
//! Whether one stands against an act is for the domain; who has withdrawn from a case is decided by the head, on paper.

use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::facts;
use crate::idempotency::{Done, Once};
use chrono::NaiveDate;
use mingjian_domain::act::InputFault;
use mingjian_domain::id::{InterestId, OfficerId, OrganId, UserId};
use mingjian_law::procedure::Role;
use mingjian_store::interest::{self, InterestEnd, InterestRow};
use mingjian_store::user::{self, UserRow};
use mingjian_store::{Page, ReadTx, officer, transact};
use std::collections::BTreeMap;

pub use mingjian_store::interest::{Declarant, InterestKind};

/// More people than any body has; a list of people is never cut silently.
const PEOPLE: i64 = 10_000;
const LONGEST_NAME: usize = 100;
const LONGEST_NOTE: usize = 500;
/// Who may enter and end the interests of others, besides the head of their unit.
const KEEPERS: &[Role] = &[Role::SystemAdministrator, Role::AgencyHead];
/// Who has people in charge.
pub const IN_CHARGE: &[Role] = &[Role::SystemAdministrator, Role::AgencyHead, Role::UnitHead];

/// An interest as declared.
#[derive(Clone)]
pub struct NewInterest {
    /// Whose it is.
    pub declarant: Declarant,
    /// What the person is to whom it is in.
    pub kind: InterestKind,
    /// The name of the person or unit.
    pub name: String,
    /// What else is said.
    pub note: String,
    /// Since when it is, where that is known.
    pub since_on: Option<NaiveDate>,
}

/// Without names and reasons.
impl std::fmt::Debug for NewInterest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewInterest").field("declarant", &self.declarant).finish_non_exhaustive()
    }
}

/// The end of an interest as entered.
#[derive(Clone)]
pub struct EndInterest {
    /// Which.
    pub id: InterestId,
    /// From which day it no longer stands.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Without the reason.
impl std::fmt::Debug for EndInterest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EndInterest").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A person who may declare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// As declarations name the person.
    pub declarant: Declarant,
    /// The name.
    pub name: String,
    /// The body or department.
    pub unit: OrganId,
    /// The name of that.
    pub unit_name: String,
}

/// An interest with the names of those who entered and ended it.
#[derive(Debug, Clone)]
pub struct InterestView {
    /// The row.
    pub row: InterestRow,
    /// Whose it is.
    pub person: String,
    /// Who entered it.
    pub entered_by: String,
    /// Who ended it, where somebody did.
    pub ended_by: String,
}

/// The people in somebody's charge, and what they declared, what was entered last first.
#[derive(Debug, Clone)]
pub struct InCharge {
    /// The people by name.
    pub people: Vec<Person>,
    /// Their interests.
    pub interests: Vec<InterestView>,
}

impl App {
    /// What the caller declared, what was entered last first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn own_interests(&self, caller: &Caller) -> Result<Vec<InterestView>, AppError> {
        let mut tx = self.database().begin_read().await?;
        let staff = staff(&mut tx, caller.actor.organ).await?;
        let rows = staff.interests(&mut tx, |declarant| is_own(caller, declarant)).await?;
        Ok(rows)
    }

    /// The people in the caller's charge and their interests. The reading is recorded: it is about people.
    ///
    /// # Errors
    /// `Forbidden` for anyone who has nobody in charge.
    pub async fn interests_in_charge(&self, caller: &Caller) -> Result<InCharge, AppError> {
        crate::people::need(caller, IN_CHARGE)?;
        let mut tx = self.database().begin_read().await?;
        let mut staff = staff(&mut tx, caller.actor.organ).await?;
        staff.people.retain(|person| is_in_charge(caller, person));
        let people = staff.people.clone();
        let known = |declarant| people.iter().any(|person| person.declarant == declarant);
        let interests = staff.interests(&mut tx, known).await?;
        drop(tx);
        self.note("interests-read", Some(caller.actor.user), None, "", "").await?;
        Ok(InCharge { people, interests })
    }

    /// Enters an interest: one's own, or that of somebody in one's charge.
    ///
    /// # Errors
    /// `Input` when a field does not fit, `NotFound` for somebody who is not in the caller's charge.
    pub async fn declare_interest(
        &self,
        caller: &Caller,
        new: NewInterest,
        once: &Once,
    ) -> Result<InterestId, AppError> {
        if let Some(id) = self.answered(caller, once).await? {
            return Ok(id);
        }
        let mut tx = self.database().begin_read().await?;
        let own = is_own(caller, new.declarant);
        let declarant = if own { Declarant::User(caller.actor.user) } else { new.declarant };
        let staff = staff(&mut tx, caller.actor.organ).await?;
        let person = staff.people.iter().find(|person| person.declarant == declarant);
        let may = own || person.is_some_and(|person| is_in_charge(caller, person));
        drop(tx);
        if !may {
            return Err(AppError::NotFound);
        }
        check_new(&new, own, self.now().day())?;
        let now = self.now();
        let row = InterestRow {
            id: new_id!(self, now, InterestId),
            declarant,
            kind: new.kind,
            name: new.name.trim().to_owned(),
            note: new.note.trim().to_owned(),
            since_on: new.since_on,
            entered_by: caller.actor.user,
            entered_at: now,
            end: None,
        };
        let done = transact!(self.database(), |tx| {
            if let Some(id) = once.answered(tx, caller).await? {
                return Ok(Done::Before(id));
            }
            interest::insert(tx, &row).await?;
            once.keep(tx, caller, &row.id, now).await?;
            Ok::<_, AppError>(Done::Now(row.id))
        })?;
        self.note_added(caller, "interest-declared", done).await
    }

    /// Ends an interest of somebody else: nobody clears the way for himself.
    ///
    /// # Errors
    /// `Input` when a field does not fit, `Forbidden` for one's own, `NotFound` for one that is not in one's charge.
    pub async fn end_interest(
        &self,
        caller: &Caller,
        ended: &EndInterest,
        once: &Once,
    ) -> Result<InterestId, AppError> {
        if let Some(id) = self.answered(caller, once).await? {
            return Ok(id);
        }
        let mut tx = self.database().begin_read().await?;
        let row = interest::by_id(&mut tx, ended.id).await?.ok_or(AppError::NotFound)?;
        let staff = staff(&mut tx, caller.actor.organ).await?;
        drop(tx);
        if is_own(caller, row.declarant) {
            let message = "本人申报的利害关系不能由本人终止，请由承办机构负责人或者机关负责人核实后办理。";
            return Err(AppError::Forbidden(message.to_owned()));
        }
        let person = staff.people.iter().find(|person| person.declarant == row.declarant);
        if !person.is_some_and(|person| is_in_charge(caller, person)) {
            return Err(AppError::NotFound);
        }
        check_end(ended, &row, self.now().day())?;
        let end = InterestEnd {
            on: ended.on,
            reason: ended.reason.trim().to_owned(),
            by: caller.actor.user,
            at: self.now(),
        };
        let done = transact!(self.database(), |tx| {
            if let Some(id) = once.answered(tx, caller).await? {
                return Ok(Done::Before(id));
            }
            interest::end(tx, row.id, &end).await?;
            once.keep(tx, caller, &row.id, end.at).await?;
            Ok::<_, AppError>(Done::Now(row.id))
        })?;
        self.note_added(caller, "interest-ended", done).await
    }
}

/// Everybody of an organ and its entrusted bodies who may declare, and how users are called.
struct Staff {
    people: Vec<Person>,
    bodies: Vec<OrganId>,
    /// Officers who have a login, by their record.
    logins: BTreeMap<OfficerId, UserId>,
    names: BTreeMap<UserId, String>,
}

impl Staff {
    /// The interests of some people, what was entered last first. An officer who got a login later is one person.
    async fn interests(
        &self,
        tx: &mut ReadTx,
        of: impl Fn(Declarant) -> bool,
    ) -> Result<Vec<InterestView>, AppError> {
        let mut views = Vec::new();
        for mut row in interest::of_organs(tx, &self.bodies).await?.into_iter().rev() {
            row.declarant = self.today(row.declarant);
            if !of(row.declarant) {
                continue;
            }
            let person = self.people.iter().find(|person| person.declarant == row.declarant);
            let name = |user: UserId| self.names.get(&user).cloned().unwrap_or_default();
            views.push(InterestView {
                person: person.map(|person| person.name.clone()).unwrap_or_default(),
                entered_by: name(row.entered_by),
                ended_by: row.end.as_ref().map(|end| name(end.by)).unwrap_or_default(),
                row,
            });
        }
        Ok(views)
    }

    fn today(&self, declarant: Declarant) -> Declarant {
        match declarant {
            Declarant::Officer(id) => self.logins.get(&id).map_or(declarant, |user| Declarant::User(*user)),
            Declarant::User(_) => declarant,
        }
    }
}

async fn staff(tx: &mut ReadTx, organ: OrganId) -> Result<Staff, AppError> {
    let bodies: Vec<OrganId> = facts::family(tx, organ).await?.iter().map(|row| row.id).collect();
    let units: BTreeMap<OrganId, String> =
        mingjian_store::organ::all(tx).await?.into_iter().map(|row| (row.id, row.name)).collect();
    let unit_name = |unit: OrganId| units.get(&unit).cloned().unwrap_or_default();
    let users = user::of_organs(tx, &bodies, Page::first(PEOPLE)).await?;
    let names = users.iter().map(|row| (row.id, row.name.clone())).collect();
    let person = |row: &UserRow| {
        let unit = row.department_id.unwrap_or(row.organ_id);
        let declarant = Declarant::User(row.id);
        Person { declarant, name: row.name.clone(), unit, unit_name: unit_name(unit) }
    };
    let mut people: Vec<Person> = users.iter().filter(|row| row.active).map(person).collect();
    let mut logins = BTreeMap::new();
    for body in &bodies {
        for row in officer::of_organ(tx, *body).await? {
            match row.user_id {
                Some(user) => {
                    logins.insert(row.id, user);
                }
                None => people.push(Person {
                    declarant: Declarant::Officer(row.id),
                    name: row.name,
                    unit: row.organ_id,
                    unit_name: unit_name(row.organ_id),
                }),
            }
        }
    }
    people.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(Staff { people, bodies, logins, names })
}

fn is_own(caller: &Caller, declarant: Declarant) -> bool {
    match declarant {
        Declarant::User(user) => user == caller.actor.user,
        Declarant::Officer(officer) => caller.actor.officer == Some(officer),
    }
}

/// The system administrator and the head of the organ have everybody in charge, the head of a unit the people of it.
fn is_in_charge(caller: &Caller, person: &Person) -> bool {
    let heads_unit = caller.has_any(&[Role::UnitHead]) && person.unit == caller.actor.department;
    caller.has_any(KEEPERS) || heads_unit
}

fn check_new(new: &NewInterest, own: bool, today: NaiveDate) -> Result<(), InputFault> {
    let name = new.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(InputFault::new("name", "请填写姓名或者单位全称，不超过一百字"));
    }
    if new.note.chars().count() > LONGEST_NOTE {
        return Err(InputFault::new("note", "说明不超过五百字"));
    }
    if new.since_on.is_some_and(|since| since > today) {
        return Err(InputFault::new("since_on", "起始日期晚于今天，请核对"));
    }
    if own && new.kind == InterestKind::Namesake {
        let problem = "重名应当由承办机构负责人或者机关负责人核实后登记，不能由本人登记";
        return Err(InputFault::new("kind", problem));
    }
    Ok(())
}

fn check_end(ended: &EndInterest, row: &InterestRow, today: NaiveDate) -> Result<(), InputFault> {
    if row.end.is_some() {
        return Err(InputFault::new("on", "这项利害关系已经终止"));
    }
    // What was known on a day is not undone for it afterwards.
    if ended.on > today || ended.on < row.entered_at.day() {
        return Err(InputFault::new("on", "终止日期应当在登记日期到今天之间"));
    }
    let length = ended.reason.trim().chars().count();
    if length == 0 || length > LONGEST_NOTE {
        return Err(InputFault::new("reason", "请写明核实的情况，不超过五百字"));
    }
    Ok(())
}
