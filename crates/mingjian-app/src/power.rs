//! Appointments of heads and authorisations of deputies: entered from their papers, ended, read for every act.
//! What a head may decide under one is for the domain; nobody is given a role here.

use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::facts;
use crate::file::{self, StoredFile, Upload};
use crate::idempotency::{Done, Once};
use crate::people::need;
use chrono::NaiveDate;
use mingjian_domain::act::InputFault;
use mingjian_domain::id::{AppointmentId, FileId, OrganId, UserId};
use mingjian_domain::instant::Instant;
use mingjian_domain::power::{ActionScope, AppointmentFact, Leadership};
use mingjian_law::procedure::{Action, Role};
use mingjian_store::appointment::{self, AppointmentRow};
use mingjian_store::blob::{self, BlobRow};
use mingjian_store::user::{self, UserRow};
use mingjian_store::{Hash, Page, ReadTx, WriteTx, transact};
use std::collections::{BTreeMap, BTreeSet};

/// More people than any body has; a list of people is never cut silently.
const PEOPLE: i64 = 10_000;
const LONGEST_LINE: usize = 200;
/// Who keeps appointments.
const KEEPER: &[Role] = &[Role::SystemAdministrator];

/// An appointment as entered.
#[derive(Debug, Clone)]
pub struct NewAppointment {
    /// Whose.
    pub user: UserId,
    /// In what capacity.
    pub leadership: Leadership,
    /// For which actions a deputy is authorised; none stands for all that the law does not reserve.
    pub actions: Option<BTreeSet<String>>,
    /// The number of the paper.
    pub number: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day, where the paper names one.
    pub to_on: Option<NaiveDate>,
    /// The scan of the paper; the authorisation of a deputy needs one.
    pub scan: Option<Upload>,
}

/// The end of an appointment as entered.
#[derive(Debug, Clone)]
pub struct EndAppointment {
    /// Which.
    pub id: AppointmentId,
    /// From which day it no longer holds.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Who may be appointed, what was entered, and what a deputy may be authorised for.
#[derive(Debug, Clone)]
pub struct Appointments {
    /// The people who have the role of a head, by name.
    pub heads: Vec<UserRow>,
    /// Every appointment, the newest first, with the name of the person.
    pub rows: Vec<(AppointmentRow, String)>,
    /// The actions of heads that the law does not reserve: id and label.
    pub actions: Vec<(String, String)>,
}

impl App {
    /// The appointments of the caller's organ.
    ///
    /// # Errors
    /// `Forbidden` for anyone but the administrators.
    pub async fn appointments(&self, caller: &Caller) -> Result<Appointments, AppError> {
        need(caller, &[Role::SystemAdministrator, Role::SecurityAdministrator])?;
        let mut tx = self.database().begin_read().await?;
        let heads = heads(&mut tx, caller.actor.organ).await?;
        let names = names(&mut tx, caller.actor.organ).await?;
        let mut rows = appointment::of_organ(&mut tx, caller.actor.organ).await?;
        rows.reverse();
        let name = |row: &AppointmentRow| names.get(&row.user_id).cloned().unwrap_or_default();
        let rows = rows.into_iter().map(|row| (row.clone(), name(&row))).collect();
        Ok(Appointments { heads, rows, actions: self.actions_of_heads() })
    }

    /// Enters an appointment.
    ///
    /// # Errors
    /// `Input` when a field does not fit, `Forbidden` for anyone but the system administrator.
    pub async fn add_appointment(
        &self,
        caller: &Caller,
        new: NewAppointment,
        once: &Once,
    ) -> Result<AppointmentId, AppError> {
        need(caller, KEEPER)?;
        if let Some(id) = self.answered(caller, once).await? {
            return Ok(id);
        }
        if new.leadership == Leadership::Deputy && new.scan.is_none() {
            return Err(InputFault::new("scan", "分管负责人须凭书面授权登记，请选择授权书扫描件").into());
        }
        let by = Some(caller.actor.user);
        let (row, scan) = self.new_appointment(caller.actor.organ, new, by).await?;
        let done = transact!(self.database(), |tx| {
            if let Some(id) = once.answered(tx, caller).await? {
                return Ok(Done::Before(id));
            }
            keep(tx, &row, scan.as_ref()).await?;
            once.keep(tx, caller, &row.id, row.entered_at).await?;
            Ok::<_, AppError>(Done::Now(row.id))
        })?;
        self.note_added(caller, "appointment-added", done).await
    }

    /// Enters an appointment without asking who does it: for the seeding of a demonstration.
    ///
    /// # Errors
    /// `Input` when a field does not fit.
    pub async fn insert_appointment(
        &self,
        organ: OrganId,
        new: NewAppointment,
    ) -> Result<AppointmentId, AppError> {
        let (row, scan) = self.new_appointment(organ, new, None).await?;
        transact!(self.database(), |tx| keep(tx, &row, scan.as_ref()).await)?;
        Ok(row.id)
    }

    /// Ends an appointment before its last day.
    ///
    /// # Errors
    /// `Input` when a field does not fit, `NotFound` when it is not of the caller's organ.
    pub async fn end_appointment(
        &self,
        caller: &Caller,
        ended: &EndAppointment,
        once: &Once,
    ) -> Result<AppointmentId, AppError> {
        need(caller, KEEPER)?;
        if let Some(id) = self.answered(caller, once).await? {
            return Ok(id);
        }
        let mut row = self.appointment_of(caller, ended.id).await?;
        let now = self.now();
        check_end(ended, &row, now.day())?;
        row.ended_on = Some(ended.on);
        row.end_reason = Some(ended.reason.trim().to_owned());
        row.ended_by = Some(caller.actor.user);
        row.ended_at = Some(now);
        let done = transact!(self.database(), |tx| {
            if let Some(id) = once.answered(tx, caller).await? {
                return Ok(Done::Before(id));
            }
            appointment::end(tx, &row).await?;
            once.keep(tx, caller, &row.id, now).await?;
            Ok::<_, AppError>(Done::Now(row.id))
        })?;
        self.note_added(caller, "appointment-ended", done).await
    }

    /// The scan of the paper of an appointment.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Forbidden` for anyone but the administrators.
    pub async fn scan_of_appointment(
        &self,
        caller: &Caller,
        id: AppointmentId,
    ) -> Result<StoredFile, AppError> {
        need(caller, &[Role::SystemAdministrator, Role::SecurityAdministrator])?;
        let file = self.appointment_of(caller, id).await?.scan_file.ok_or(AppError::NotFound)?;
        let mut tx = self.database().begin_read().await?;
        let row = blob::by_id(&mut tx, file).await?.ok_or(AppError::NotFound)?;
        drop(tx);
        let bytes = self.get_of_body(&row.hash.to_string()).await?;
        let bytes =
            bytes.ok_or_else(|| AppError::Internal(format!("the scan of appointment {id} is missing")))?;
        Ok(StoredFile { row, bytes })
    }

    async fn appointment_of(&self, caller: &Caller, id: AppointmentId) -> Result<AppointmentRow, AppError> {
        let mut tx = self.database().begin_read().await?;
        let rows = appointment::of_organ(&mut tx, caller.actor.organ).await?;
        rows.into_iter().find(|row| row.id == id).ok_or(AppError::NotFound)
    }

    /// The actions that a deputy may be authorised for, by the order of the procedures.
    fn actions_of_heads(&self) -> Vec<(String, String)> {
        let open = |action: &&Action| action.by.contains(&Role::AgencyHead) && action.reserved_to.is_none();
        let mut actions: Vec<(String, String)> = Vec::new();
        for action in self.pack().procedures.iter().flat_map(|procedure| &procedure.action).filter(open) {
            if !actions.iter().any(|(id, _)| *id == action.id) {
                actions.push((action.id.clone(), action.label.clone()));
            }
        }
        actions
    }

    /// The row of an appointment as entered, with its scan.
    async fn new_appointment(
        &self,
        organ: OrganId,
        new: NewAppointment,
        by: Option<UserId>,
    ) -> Result<(AppointmentRow, Option<BlobRow>), AppError> {
        let mut tx = self.database().begin_read().await?;
        let heads = heads(&mut tx, organ).await?;
        let known = appointment::of_organ(&mut tx, organ).await?;
        drop(tx);
        if !heads.iter().any(|row| row.id == new.user) {
            let problem = "请选择本机关有机关负责人角色的用户；没有的，先由安全管理员授予角色";
            return Err(InputFault::new("user", problem).into());
        }
        check_new(&new, &known)?;
        let now = self.now();
        let actions = self.authorised(&new)?;
        let scan = match new.scan {
            Some(upload) => Some(self.keep_scan(upload, by, now).await?),
            None => None,
        };
        let row = AppointmentRow {
            id: new_id!(self, now, AppointmentId),
            organ_id: organ,
            user_id: new.user,
            leadership: new.leadership,
            actions,
            number: new.number.trim().to_owned(),
            from_on: new.from_on,
            to_on: new.to_on,
            scan_file: scan.as_ref().map(|row| row.id),
            entered_by: by,
            entered_at: now,
            ended_on: None,
            end_reason: None,
            ended_by: None,
            ended_at: None,
        };
        Ok((row, scan))
    }

    /// The actions of a deputy's authorisation; principal and acting head have all powers of the organ's head.
    fn authorised(&self, new: &NewAppointment) -> Result<Option<Vec<String>>, InputFault> {
        let Some(actions) = new.actions.as_ref().filter(|_| new.leadership == Leadership::Deputy) else {
            return Ok(None);
        };
        if actions.is_empty() {
            return Err(InputFault::new("actions", "请选择授权办理的事项"));
        }
        let known = self.actions_of_heads();
        if actions.iter().any(|id| !known.iter().any(|(one, _)| one == id)) {
            return Err(InputFault::new("actions", "授权事项不在可以授权的范围内，请重新选择"));
        }
        Ok(Some(actions.iter().cloned().collect()))
    }

    async fn keep_scan(&self, scan: Upload, by: Option<UserId>, now: Instant) -> Result<BlobRow, AppError> {
        let media_type = file::check(&scan)
            .map_err(|fault| InputFault::new("scan", &format!("扫描件：{}", fault.problem)))?;
        let row = BlobRow {
            id: new_id!(self, now, FileId),
            proceeding_id: None,
            hash: Hash::of(&scan.bytes),
            size: i64::try_from(scan.bytes.len()).unwrap_or(i64::MAX),
            media_type: media_type.to_owned(),
            name: file::shown_name(&scan.name),
            stored_by: by,
            stored_at: now,
        };
        self.put_of_body(scan.bytes).await?;
        Ok(row)
    }
}

/// The appointments of an organ, as acts ask for them.
pub(crate) async fn appointments(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<AppointmentFact>, AppError> {
    let rows = appointment::of_organ(tx, organ).await?;
    Ok(rows
        .into_iter()
        .map(|row| AppointmentFact {
            user: row.user_id,
            leadership: row.leadership,
            from_on: row.from_on,
            to_on: row.last_on(),
            scope: match row.actions {
                None => ActionScope::All,
                Some(actions) => ActionScope::Only(actions.into_iter().collect()),
            },
        })
        .collect())
}

async fn keep(tx: &mut WriteTx, row: &AppointmentRow, scan: Option<&BlobRow>) -> Result<(), AppError> {
    if let Some(scan) = scan {
        blob::insert(tx, None, scan).await?;
    }
    Ok(appointment::insert(tx, row).await?)
}

/// Those who may head the organ: of the organ itself, for an entrusted body decides nothing in its place (行政处罚法
/// 第二十条).
async fn heads(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<UserRow>, AppError> {
    let users = user::of_organs(tx, &[organ], Page::first(PEOPLE)).await?;
    let is_head = |row: &UserRow| row.active && row.roles.iter().any(|role| role == Role::AgencyHead.id());
    Ok(users.into_iter().filter(is_head).collect())
}

/// How people of the organ and its bodies are called, past ones included.
pub(crate) async fn names(tx: &mut ReadTx, organ: OrganId) -> Result<BTreeMap<UserId, String>, AppError> {
    let bodies: Vec<OrganId> = facts::family(tx, organ).await?.iter().map(|row| row.id).collect();
    let users = user::of_organs(tx, &bodies, Page::first(PEOPLE)).await?;
    Ok(users.into_iter().map(|row| (row.id, row.name)).collect())
}

fn check_new(new: &NewAppointment, known: &[AppointmentRow]) -> Result<(), InputFault> {
    let length = new.number.trim().chars().count();
    if length == 0 || length > LONGEST_LINE {
        return Err(InputFault::new("number", "请填写任职文件或者授权书的编号，不超过二百字"));
    }
    match new.to_on {
        Some(to) if to < new.from_on => {
            return Err(InputFault::new("to_on", "期限止早于期限起，请核对"));
        }
        None if new.leadership == Leadership::Deputy => {
            return Err(InputFault::new("to_on", "书面授权应当有期限，请填写"));
        }
        Some(_) | None => {}
    }
    // Deputies may be many; at one time there is one principal, and one in charge in the principal's place.
    let sole = new.leadership != Leadership::Deputy;
    let meets = |row: &&AppointmentRow| {
        let before_end = new.to_on.is_none_or(|to| row.from_on <= to);
        row.leadership == new.leadership && before_end && row.last_on().is_none_or(|last| new.from_on <= last)
    };
    match known.iter().filter(|_| sole).find(meets) {
        None => Ok(()),
        Some(row) => {
            let (number, label) = (&row.number, new.leadership.label());
            let problem =
                format!("同一时期已经登记了{label}（{number}）。请先登记前一任职的终止，再登记新的任职");
            Err(InputFault::new("from_on", &problem))
        }
    }
}

fn check_end(ended: &EndAppointment, row: &AppointmentRow, today: NaiveDate) -> Result<(), InputFault> {
    if row.ended_on.is_some() {
        return Err(InputFault::new("on", "这项任职或者授权已经终止"));
    }
    if ended.on > today || ended.on < row.from_on {
        return Err(InputFault::new("on", "终止日期应当在期限起到今天之间"));
    }
    let length = ended.reason.trim().chars().count();
    if length == 0 || length > LONGEST_LINE {
        return Err(InputFault::new("reason", "请写明终止的依据，不超过二百字"));
    }
    Ok(())
}
