//! Bodies, users, officers, certificates and entrustments: the least that a body needs to start.
//! It grants no part in any case: parts come from acts.

use crate::access::{check_strength, normalise_login};
use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::facts;
use crate::idempotency::{Done, Once};
use chrono::NaiveDate;
use mingjian_domain::act::InputFault;
use mingjian_domain::actor::OfficerFact;
use mingjian_domain::id::{EntrustmentId, OfficerId, OrganId, UserId};
use mingjian_domain::value::certificate::CertificateNumber;
use mingjian_law::procedure::Role;
use mingjian_store::entrustment::{self, EntrustmentRow};
use mingjian_store::officer::{self, CertificateChangeRow, CertificateRow, CertificateStatus, OfficerRow};
use mingjian_store::organ::{self, OrganKind, OrganRow};
use mingjian_store::transact;
use mingjian_store::user::{self, UserRow};
use mingjian_store::{Page, StoreError};

const ROWS: i64 = 200;

/// A user as entered.
#[derive(Clone)]
pub struct NewUser {
    /// The login name.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The first password; the person changes it.
    pub password: String,
    /// The roles.
    pub roles: Vec<Role>,
    /// The organ or entrusted body that the person works for.
    pub employer: OrganId,
    /// The department.
    pub department: Option<OrganId>,
    /// The reviewer's legal qualification.
    pub law_qualification: Option<String>,
}

/// Without the password.
impl std::fmt::Debug for NewUser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewUser").field("login", &self.login).finish_non_exhaustive()
    }
}

/// An officer as entered.
#[derive(Debug, Clone)]
pub struct NewOfficer {
    /// The login of the officer.
    pub user: Option<UserId>,
    /// Who employs the officer.
    pub employer: OrganId,
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// The number of the certificate.
    pub certificate: String,
    /// The area in which it is valid.
    pub area: String,
    /// Its first day.
    pub valid_from: NaiveDate,
    /// Its last day.
    pub valid_to: NaiveDate,
}

/// An entrustment as entered (行政处罚法 第二十条).
#[derive(Debug, Clone)]
pub struct NewEntrustment {
    /// Who is entrusted.
    pub body: OrganId,
    /// The number of the written entrustment.
    pub number: String,
    /// Matters and powers.
    pub matters: String,
    /// The procedures to which it extends, by their ids.
    pub procedures: Vec<String>,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: NaiveDate,
}

/// A change of a user's roles.
#[derive(Debug, Clone)]
pub struct RoleChange {
    /// Whose.
    pub user: UserId,
    /// The roles from now on.
    pub roles: Vec<Role>,
    /// Whether the person may log in.
    pub active: bool,
}

/// A change of a certificate.
#[derive(Debug, Clone)]
pub struct CertificateChange {
    /// The number of the certificate.
    pub number: String,
    /// From which day on.
    pub on: NaiveDate,
    /// What it is from then on.
    pub status: CertificateStatus,
    /// Why.
    pub reason: String,
}

/// A body's people and powers, for their page.
#[derive(Debug, Clone)]
pub struct People {
    /// The organ, its departments and its entrusted bodies.
    pub organs: Vec<OrganRow>,
    /// The users.
    pub users: Vec<UserRow>,
    /// The officers with their certificates.
    pub officers: Vec<OfficerFact>,
    /// The entrustments.
    pub entrustments: Vec<EntrustmentRow>,
}

impl App {
    /// The people and powers of the caller's organ.
    ///
    /// # Errors
    /// `Forbidden` for anyone but the administrators.
    pub async fn people(&self, caller: &Caller) -> Result<People, AppError> {
        need(caller, &[Role::SystemAdministrator, Role::SecurityAdministrator])?;
        let organ = caller.actor.organ;
        let mut tx = self.database().begin_read().await?;
        let bodies: Vec<OrganId> = facts::family(&mut tx, organ).await?.iter().map(|row| row.id).collect();
        let all = organ::all(&mut tx).await?;
        let below =
            |row: &OrganRow| bodies.contains(&row.id) || row.parent_id.is_some_and(|up| bodies.contains(&up));
        Ok(People {
            organs: all.into_iter().filter(below).collect(),
            users: user::of_organs(&mut tx, &bodies, Page::first(ROWS)).await?,
            officers: facts::officers(&mut tx, &bodies).await?,
            entrustments: entrustment::all(&mut tx)
                .await?
                .into_iter()
                .filter(|row| row.organ_id == organ)
                .collect(),
        })
    }

    /// Enters a user.
    ///
    /// # Errors
    /// `Input` when a field does not fit or the login is taken, `Forbidden` for anyone but the system administrator.
    pub async fn add_user(&self, caller: &Caller, new: NewUser, once: &Once) -> Result<UserId, AppError> {
        need(caller, &[Role::SystemAdministrator])?;
        if let Some(id) = self.answered(caller, once).await? {
            return Ok(id);
        }
        self.in_family(caller, new.employer).await?;
        let row = self.new_user(new).await?;
        let outcome = transact!(self.database(), |tx| {
            if let Some(id) = once.answered(tx, caller).await? {
                return Ok(Done::Before(id));
            }
            user::insert(tx, &row).await?;
            once.keep(tx, caller, &row.id, row.created_at).await?;
            Ok::<_, AppError>(Done::Now(row.id))
        });
        let done = self.or_twin(caller, once, outcome, |_| login_taken()).await?;
        self.note_added(caller, "user-added", done).await
    }

    /// Records that somebody or something was entered, unless its twin has recorded it.
    pub(crate) async fn note_added<T: std::fmt::Display>(
        &self,
        caller: &Caller,
        kind: &str,
        done: Done<T>,
    ) -> Result<T, AppError> {
        match done {
            Done::Before(id) => Ok(id),
            Done::Now(id) => {
                self.note(kind, Some(caller.actor.user), Some(id.to_string()), "", "").await?;
                Ok(id)
            }
        }
    }

    /// Enters a user without asking who does it: for the first administrator and the seeding of a demonstration.
    ///
    /// # Errors
    /// `Input` when a field does not fit or the login is taken.
    pub async fn insert_user(&self, new: NewUser) -> Result<UserId, AppError> {
        let row = self.new_user(new).await?;
        let outcome = transact!(self.database(), |tx| user::insert(tx, &row).await);
        taken(outcome, |_| login_taken())?;
        Ok(row.id)
    }

    /// The row of a user as entered.
    async fn new_user(&self, new: NewUser) -> Result<UserRow, AppError> {
        let login = normalise_login(&new.login);
        if login.is_empty() || new.name.trim().is_empty() {
            return Err(InputFault::new("login", "请填写用户名和姓名").into());
        }
        check_roles(&new.roles)?;
        check_strength(&new.password, &login)?;
        let now = self.now();
        Ok(UserRow {
            id: new_id!(self, now, UserId),
            login,
            name: new.name.trim().to_owned(),
            password_hash: self.hash_password(&new.password).await?,
            password_changed_at: now,
            organ_id: new.employer,
            department_id: new.department,
            law_qualification: new.law_qualification.filter(|text| !text.trim().is_empty()),
            active: true,
            failures: 0,
            locked_until: None,
            source: self.store_source(),
            created_at: now,
            version: 1,
            roles: new.roles.iter().map(|role| role.id().to_owned()).collect(),
        })
    }

    /// Sets the roles of a user, or stops the login; every session of the user ends.
    ///
    /// # Errors
    /// `Input` when the roles exclude one another, `Forbidden` for anyone but the security administrator.
    pub async fn set_roles(&self, caller: &Caller, change: &RoleChange, once: &Once) -> Result<(), AppError> {
        need(caller, &[Role::SecurityAdministrator])?;
        if self.answered::<()>(caller, once).await?.is_some() {
            return Ok(());
        }
        check_roles(&change.roles)?;
        if change.user == caller.actor.user {
            return Err(AppError::Forbidden("不能更改自己的角色，请由另一名安全管理员办理。".to_owned()));
        }
        let mut tx = self.database().begin_read().await?;
        let mut row = user::by_id(&mut tx, change.user).await?.ok_or(AppError::NotFound)?;
        drop(tx);
        self.in_family(caller, row.organ_id).await?;
        row.roles = change.roles.iter().map(|role| role.id().to_owned()).collect();
        row.active = change.active;
        let now = self.now();
        self.note("roles-changed", Some(caller.actor.user), Some(row.id.to_string()), "", "").await?;
        transact!(self.database(), |tx| {
            if once.answered::<()>(tx, caller).await?.is_some() {
                return Ok(());
            }
            user::save(tx, &row).await?;
            mingjian_store::session::delete_of_user(tx, row.id).await?;
            once.keep(tx, caller, &(), now).await
        })
    }

    /// Enters an officer with a certificate.
    ///
    /// # Errors
    /// `Input` when a field does not fit or the certificate is there already.
    pub async fn add_officer(
        &self,
        caller: &Caller,
        new: NewOfficer,
        once: &Once,
    ) -> Result<OfficerId, AppError> {
        need(caller, &[Role::SystemAdministrator])?;
        if let Some(id) = self.answered(caller, once).await? {
            return Ok(id);
        }
        self.in_family(caller, new.employer).await?;
        let (row, certificate) = self.new_officer(new)?;
        let outcome = transact!(self.database(), |tx| {
            if let Some(id) = once.answered(tx, caller).await? {
                return Ok(Done::Before(id));
            }
            officer::insert(tx, &row).await?;
            officer::add_certificate(tx, &certificate).await?;
            once.keep(tx, caller, &row.id, row.created_at).await?;
            Ok::<_, AppError>(Done::Now(row.id))
        });
        let done = self.or_twin(caller, once, outcome, officer_taken).await?;
        self.note_added(caller, "officer-added", done).await
    }

    /// Enters an officer without asking who does it: for the seeding of a demonstration.
    ///
    /// # Errors
    /// `Input` when a field does not fit or the certificate is there already.
    pub async fn insert_officer(&self, new: NewOfficer) -> Result<OfficerId, AppError> {
        let (row, certificate) = self.new_officer(new)?;
        let outcome = transact!(self.database(), |tx| {
            officer::insert(tx, &row).await?;
            officer::add_certificate(tx, &certificate).await
        });
        taken(outcome, officer_taken)?;
        Ok(row.id)
    }

    /// The rows of an officer as entered.
    fn new_officer(&self, new: NewOfficer) -> Result<(OfficerRow, CertificateRow), AppError> {
        let number = CertificateNumber::parse(&new.certificate)
            .map_err(|error| InputFault::new("certificate", &error.to_string()))?;
        if new.name.trim().is_empty() {
            return Err(InputFault::new("name", "请填写姓名").into());
        }
        if new.valid_to < new.valid_from {
            return Err(InputFault::new("valid_to", "有效期止早于有效期起，请核对").into());
        }
        let now = self.now();
        let row = OfficerRow {
            id: new_id!(self, now, OfficerId),
            user_id: new.user,
            organ_id: new.employer,
            name: new.name.trim().to_owned(),
            post: new.post,
            created_at: now,
            version: 1,
        };
        let certificate = CertificateRow {
            number: number.as_str().to_owned(),
            officer_id: row.id,
            issuer: self.pack().organ.name.clone(),
            area: new.area,
            valid_from_on: new.valid_from,
            valid_to_on: new.valid_to,
            created_at: now,
        };
        Ok((row, certificate))
    }

    /// Records that a certificate was suspended, restored or revoked from a day on.
    ///
    /// # Errors
    /// `NotFound` when the certificate is not of the caller's organ.
    pub async fn change_certificate(
        &self,
        caller: &Caller,
        change: &CertificateChange,
        once: &Once,
    ) -> Result<(), AppError> {
        need(caller, &[Role::SystemAdministrator])?;
        if self.answered::<()>(caller, once).await?.is_some() {
            return Ok(());
        }
        let mut tx = self.database().begin_read().await?;
        let bodies: Vec<OrganId> =
            facts::family(&mut tx, caller.actor.organ).await?.iter().map(|row| row.id).collect();
        let officers = facts::officers(&mut tx, &bodies).await?;
        drop(tx);
        let certificates = officers.iter().flat_map(|officer| &officer.certificates);
        if !certificates.into_iter().any(|one| one.number == change.number) {
            return Err(AppError::NotFound);
        }
        if change.reason.trim().is_empty() {
            return Err(InputFault::new("reason", "请写明理由").into());
        }
        let row = CertificateChangeRow {
            number: change.number.clone(),
            changed_on: change.on,
            status: change.status,
            reason: change.reason.clone(),
            recorded_by: caller.actor.user,
            recorded_at: self.now(),
        };
        let (by, number) = (Some(caller.actor.user), Some(change.number.clone()));
        self.note("certificate-changed", by, number, "", change.status.as_str()).await?;
        transact!(self.database(), |tx| {
            if once.answered::<()>(tx, caller).await?.is_some() {
                return Ok(());
            }
            officer::change_certificate(tx, &row).await?;
            once.keep(tx, caller, &(), row.recorded_at).await
        })
    }

    /// Enters a written entrustment.
    ///
    /// # Errors
    /// `Input` when a field does not fit.
    pub async fn add_entrustment(
        &self,
        caller: &Caller,
        new: NewEntrustment,
        once: &Once,
    ) -> Result<EntrustmentId, AppError> {
        need(caller, &[Role::SystemAdministrator])?;
        if let Some(id) = self.answered(caller, once).await? {
            return Ok(id);
        }
        self.in_family(caller, new.body).await?;
        let row = self.new_entrustment(caller.actor.organ, new)?;
        let done = transact!(self.database(), |tx| {
            if let Some(id) = once.answered(tx, caller).await? {
                return Ok(Done::Before(id));
            }
            entrustment::insert(tx, &row).await?;
            once.keep(tx, caller, &row.id, row.created_at).await?;
            Ok::<_, AppError>(Done::Now(row.id))
        })?;
        self.note_added(caller, "entrustment-added", done).await
    }

    /// Enters an entrustment without asking who does it: for the seeding of a demonstration.
    ///
    /// # Errors
    /// `Input` when a field does not fit.
    pub async fn insert_entrustment(
        &self,
        organ: OrganId,
        new: NewEntrustment,
    ) -> Result<EntrustmentId, AppError> {
        let row = self.new_entrustment(organ, new)?;
        transact!(self.database(), |tx| entrustment::insert(tx, &row).await)?;
        Ok(row.id)
    }

    /// The row of an entrustment as entered.
    fn new_entrustment(&self, organ: OrganId, new: NewEntrustment) -> Result<EntrustmentRow, AppError> {
        if new.number.trim().is_empty() || new.matters.trim().is_empty() {
            return Err(InputFault::new("number", "请填写委托书编号和委托事项").into());
        }
        if new.to_on < new.from_on {
            return Err(InputFault::new("to_on", "委托期限止早于起，请核对").into());
        }
        let known = |id: &String| self.pack().procedure(id).is_some_and(|one| one.opened_by.is_some());
        if new.procedures.is_empty() || !new.procedures.iter().all(known) {
            return Err(InputFault::new("procedures", "请选择委托办理的事项").into());
        }
        let now = self.now();
        Ok(EntrustmentRow {
            id: new_id!(self, now, EntrustmentId),
            organ_id: organ,
            body_id: new.body,
            number: new.number,
            matters: new.matters,
            from_on: new.from_on,
            to_on: new.to_on,
            published_on: None,
            revoked_on: None,
            scan_hash: None,
            created_at: now,
            version: 1,
            procedures: Some(new.procedures),
        })
    }

    /// The person of a login, for programs that act in their name on this machine.
    ///
    /// # Errors
    /// `NotFound` when there is no such login.
    pub async fn caller_by_login(&self, login: &str) -> Result<Caller, AppError> {
        let mut tx = self.database().begin_read().await?;
        let row = user::by_login(&mut tx, &normalise_login(login)).await?.ok_or(AppError::NotFound)?;
        Caller::load(&mut tx, &row).await
    }

    async fn in_family(&self, caller: &Caller, body: OrganId) -> Result<(), AppError> {
        let mut tx = self.database().begin_read().await?;
        let family = facts::family(&mut tx, caller.actor.organ).await?;
        if family.iter().any(|row| row.id == body) { Ok(()) } else { Err(AppError::NotFound) }
    }
}

/// Enters a body.
pub(crate) async fn insert_organ(
    app: &App,
    parent: Option<OrganId>,
    kind: OrganKind,
    name: &str,
    credit_code: Option<String>,
) -> Result<OrganId, AppError> {
    let now = app.now();
    let row = OrganRow {
        id: new_id!(app, now, OrganId),
        parent_id: parent,
        kind,
        name: name.to_owned(),
        credit_code,
        region: app.pack().organ.region_code.clone(),
        active: true,
        created_at: now,
        version: 1,
    };
    transact!(app.database(), |tx| organ::insert(tx, &row).await)?;
    Ok(row.id)
}

pub(crate) fn need(caller: &Caller, roles: &[Role]) -> Result<(), AppError> {
    if caller.has_any(roles) {
        return Ok(());
    }
    let labels: Vec<_> = roles.iter().map(|role| role.label()).collect();
    Err(AppError::Forbidden(format!("只有{}可以办理。", labels.join("、"))))
}

/// System, security and audit administrator are three persons (GB/T 22239), and none of them handles cases.
fn check_roles(roles: &[Role]) -> Result<(), InputFault> {
    let administrators = [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator];
    let held = roles.iter().filter(|role| administrators.contains(role)).count();
    if roles.is_empty() {
        return Err(InputFault::new("roles", "至少选择一个角色"));
    }
    if held > 1 || (held == 1 && roles.len() > 1) {
        return Err(InputFault::new("roles", "系统、安全、审计管理员应当由不同的人担任，并且不办理案件"));
    }
    Ok(())
}

fn taken<T>(outcome: Result<T, StoreError>, fault: fn(&str) -> InputFault) -> Result<T, AppError> {
    outcome.map_err(|error| match error {
        StoreError::NotUnique(what) => fault(&what).into(),
        other => other.into(),
    })
}

fn login_taken() -> InputFault {
    InputFault::new("login", "这个用户名已经有人使用")
}

fn officer_taken(what: &str) -> InputFault {
    if what == "officers.user_id" {
        InputFault::new("user", "这个用户已经登记为另一名执法人员")
    } else {
        InputFault::new("certificate", "这个证号已经登记")
    }
}
