//! Calendar years: a body imports the notice of the next one, and every open clock follows it, case by case.
//! What a year must hold is the law's; which clock moves is the domain's.

use crate::app::App;
use crate::caller::Caller;
use crate::edition::Edition;
use crate::error::AppError;
use crate::idempotency::Once;
use crate::worker::Work;
use mingjian_domain::act::InputFault;
use mingjian_domain::attempt::Step;
use mingjian_domain::event::{ActorRecord, Event};
use mingjian_domain::id::ProceedingId;
use mingjian_domain::law::Law;
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::recompute::{Recomputation, recompute};
use mingjian_law::calendar::CalendarYear;
use mingjian_law::calendar_import;
use mingjian_law::procedure::Role;
use mingjian_store::calendar_year::{self, CalendarYearRow};
use mingjian_store::{Hash, Page, ReadTx, WriteTx, clock, transact, user};
use serde::{Deserialize, Serialize};

/// Who may import a year.
pub const IMPORTERS: &[Role] = &[Role::SystemAdministrator, Role::ReviewHead, Role::Reviewer];
const LONGEST_REASON: usize = 2000;

/// A year as it is to come into use.
#[derive(Debug, Clone)]
pub struct NewYear {
    /// The year.
    pub year: CalendarYear,
    /// Why it replaces one that is known; empty where it does not.
    pub reason: String,
}

/// A year that came into use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedYear {
    /// The year.
    pub year: i32,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// In how many cases the clocks are looked at.
    pub proceedings: usize,
}

/// A year on its way into the database.
#[derive(Clone, Copy)]
struct Importing<'a> {
    caller: &'a Caller,
    role: Role,
    new: &'a NewYear,
    once: Option<&'a Once>,
}

impl App {
    /// Imports a year, and leaves a job for each case with an open clock.
    ///
    /// # Errors
    /// `Input` when the year does not fit what is known, `Forbidden` for who may not import.
    pub async fn import_year(
        &self,
        caller: &Caller,
        new: &NewYear,
        once: &Once,
    ) -> Result<ImportedYear, AppError> {
        once.check()?;
        let outcome = self.import_by(caller, new, Some(once)).await;
        self.noted(caller, Some(format!("calendar/{}", new.year.year)), outcome).await
    }

    /// The same at the machine, in the name of a person; without one, of the only system administrator.
    ///
    /// # Errors
    /// As above, and `Input` when it is not clear in whose name.
    pub async fn import_year_here(
        &self,
        login: Option<&str>,
        new: &NewYear,
    ) -> Result<ImportedYear, AppError> {
        let caller = match login {
            Some(login) => self.caller_by_login(login).await?,
            None => self.only_administrator().await?,
        };
        self.import_by(&caller, new, None).await
    }

    async fn only_administrator(&self) -> Result<Caller, AppError> {
        let organ = self.organ().await?.id;
        let mut tx = self.database().begin_read().await?;
        let users = user::of_organs(&mut tx, &[organ], Page::first(1000)).await?;
        let is = |row: &&user::UserRow| {
            row.active && row.roles.iter().any(|role| role == Role::SystemAdministrator.id())
        };
        let mut administrators = users.iter().filter(is);
        match (administrators.next(), administrators.next()) {
            (Some(only), None) => Caller::load(&mut tx, only).await,
            _ => {
                Err(InputFault::new("user", "系统管理员不止一人或者没有，请写明由谁导入（--user 用户名）")
                    .into())
            }
        }
    }

    async fn import_by(
        &self,
        caller: &Caller,
        new: &NewYear,
        once: Option<&Once>,
    ) -> Result<ImportedYear, AppError> {
        self.of_body(caller, IMPORTERS).await?;
        let role = IMPORTERS.iter().copied().find(|role| caller.has_any(&[*role]));
        let role = role.ok_or_else(|| AppError::Internal("an importer has none of the roles".to_owned()))?;
        if let Some(once) = once {
            let mut tx = self.database().begin_read().await?;
            if let Some(answer) = once.answered(&mut tx, caller).await? {
                return Ok(answer);
            }
        }
        self.refresh_law().await?;
        self.check_year(new)?;
        let hash = Hash::of(new.year.to_toml().as_bytes()).to_string();
        let target = Some(format!("calendar/{}", new.year.year));
        self.note("calendar-imported", Some(caller.actor.user), target, &new.reason, &hash).await?;
        let importing = Importing { caller, role, new, once };
        let imported = transact!(self.database(), |tx| self.import_in(tx, importing).await)?;
        self.refresh_law().await?;
        Ok(imported)
    }

    async fn import_in(&self, tx: &mut WriteTx, importing: Importing<'_>) -> Result<ImportedYear, AppError> {
        let Importing { caller, role, new, once } = importing;
        if let Some(once) = once
            && let Some(answer) = once.answered(tx, caller).await?
        {
            return Ok(answer);
        }
        self.law_in(tx).await?;
        self.check_year(new)?;
        let now = self.now();
        let content = new.year.to_toml();
        let row = CalendarYearRow {
            year: i64::from(new.year.year),
            hash: Hash::of(content.as_bytes()),
            content,
            reason: new.reason.trim().to_owned(),
            imported_by: caller.actor.user,
            role: role.id().to_owned(),
            source: self.store_source(),
            recorded_at: now,
        };
        calendar_year::insert(tx, &row).await?;
        let open = clock::with_open(tx).await?;
        for proceeding in &open {
            self.enqueue(tx, &Work::RecomputeClocks { proceeding: *proceeding }, now).await?;
        }
        let imported =
            ImportedYear { year: new.year.year, sha256: row.hash.to_string(), proceedings: open.len() };
        if let Some(once) = once {
            once.keep(tx, caller, &imported, now).await?;
        }
        Ok(imported)
    }

    /// A year fits its neighbours, and replaces one that is known only with a reason.
    fn check_year(&self, new: &NewYear) -> Result<(), AppError> {
        let (calendar, year) = (&self.pack().calendar, &new.year);
        calendar_import::check(calendar, year, self.now().day())
            .map_err(|fault| InputFault::new(fault.field, &fault.problem))?;
        let reason = new.reason.trim();
        if reason.chars().count() > LONGEST_REASON {
            return Err(InputFault::new("reason", "理由太长，请精简到2000字以内").into());
        }
        match calendar.years().find(|known| known.year == year.year) {
            Some(known) if known == year => {
                let problem = format!("{}年的安排已经是这样，没有需要更正的内容", year.year);
                Err(InputFault::new("year", &problem).into())
            }
            Some(_) if reason.is_empty() => {
                let problem = format!("{}年的安排已经有了，更正它须写明理由", year.year);
                Err(InputFault::new("reason", &problem).into())
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Lets the clocks of a proceeding follow the calendar. Done twice, it does nothing the second time.
    pub(crate) async fn recompute(&self, id: ProceedingId) -> Result<(), AppError> {
        // Boxed: a future that holds a whole proceeding is large.
        transact!(self.database(), |tx| Box::pin(self.recompute_in(tx, id)).await)
    }

    async fn recompute_in(&self, tx: &mut WriteTx, id: ProceedingId) -> Result<(), AppError> {
        self.law_in(tx).await?;
        let loaded = self.load(tx, id).await?;
        let Some(event) = self.recomputed(tx, &loaded.proceeding).await? else {
            return Ok(());
        };
        let step = Step { event, documents: Vec::new(), adds_only: true };
        self.finish(tx, loaded, step, self.now()).await.map(|_| ())
    }

    /// Before somebody acts: the worker may not have come to this case yet.
    pub(crate) async fn catch_up(&self, id: ProceedingId) -> Result<(), AppError> {
        self.refresh_law().await?;
        if self.edition().earlier.is_empty() {
            return Ok(());
        }
        let mut tx = self.database().begin_read().await?;
        let loaded = match self.load(&mut tx, id).await {
            Err(AppError::NotFound) => return Ok(()),
            loaded => loaded?,
        };
        let waits = self.recomputed(&mut tx, &loaded.proceeding).await?.is_some();
        drop(tx);
        if waits { Box::pin(self.recompute(id)).await } else { Ok(()) }
    }

    async fn recomputed(&self, tx: &mut ReadTx, proceeding: &Proceeding) -> Result<Option<Event>, AppError> {
        let edition = self.edition();
        let Some(actor) = importer(tx, edition, proceeding).await? else {
            return Ok(None);
        };
        let with = Recomputation {
            law: Law::of(&edition.pack),
            earlier: &edition.earlier,
            notices: &edition.notices,
            actor,
            source: self.source(),
            now: self.now(),
        };
        Ok(recompute(proceeding, &with))
    }
}

/// Who imported the last year, as the journal of a case names the person.
async fn importer(
    tx: &mut ReadTx,
    edition: &Edition,
    proceeding: &Proceeding,
) -> Result<Option<ActorRecord>, AppError> {
    let Some((user, role)) = edition.importer else {
        return Ok(None);
    };
    let row = user::by_id(tx, user).await?;
    let row = row.ok_or_else(|| AppError::Internal("the importer of a year is gone".to_owned()))?;
    let actor = Caller::load(tx, &row).await?.actor;
    Ok(Some(ActorRecord {
        user,
        name: actor.name,
        role,
        organ: proceeding.organ,
        body: None,
        department: actor.department,
        leadership: None,
        for_whom: None,
    }))
}
