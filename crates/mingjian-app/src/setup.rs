//! The first start of a body: its organ, departments and entrusted bodies from the pack, and the first administrator.
//! It makes no other person and confirms no rule.

use crate::app::App;
use crate::error::AppError;
use crate::people::{NewUser, insert_organ};
use mingjian_domain::event::Source;
use mingjian_domain::id::OrganId;
use mingjian_law::procedure::Role;
use mingjian_store::meta;
use mingjian_store::organ::{self, OrganKind};
use mingjian_store::transact;

const INSTALLED: &str = "installation";

/// What an installation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Installation {
    /// The database is empty.
    None,
    /// A body at work.
    Real,
    /// A demonstration.
    Demo,
}

/// The first administrator's login and password, shown once.
#[derive(Clone)]
pub struct FirstLogin {
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
}

/// Without the password.
impl std::fmt::Debug for FirstLogin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FirstLogin").field("login", &self.login).finish_non_exhaustive()
    }
}

/// The bodies of an installation, by their ids in the pack.
#[derive(Debug, Clone)]
pub struct Bodies {
    /// The organ.
    pub organ: OrganId,
    /// Its departments, by pack id.
    pub departments: Vec<(String, OrganId)>,
    /// Its entrusted bodies, by pack id.
    pub entrusted: Vec<(String, OrganId)>,
}

impl App {
    /// What the database holds.
    ///
    /// # Errors
    /// When the database fails or says something that this build does not know.
    pub async fn installation(&self) -> Result<Installation, AppError> {
        let mut tx = self.database().begin_read().await?;
        match meta::get(&mut tx, INSTALLED).await?.as_deref() {
            None => Ok(Installation::None),
            Some(b"real") => Ok(Installation::Real),
            Some(b"demo") => Ok(Installation::Demo),
            Some(_) => Err(AppError::Internal("the installation is of an unknown kind".to_owned())),
        }
    }

    /// Makes the body of the pack in an empty database.
    ///
    /// # Errors
    /// When the database is not empty, or fails.
    pub async fn install(&self) -> Result<Bodies, AppError> {
        if self.installation().await? != Installation::None {
            return Err(AppError::Forbidden("数据库里已经有机关，不能再次初始化。".to_owned()));
        }
        let identity = &self.pack().organ;
        let organ =
            insert_organ(self, None, OrganKind::Organ, &identity.name, identity.credit_code.clone()).await?;
        let mut departments = Vec::new();
        for department in &identity.department {
            let id = insert_organ(self, Some(organ), OrganKind::Department, &department.name, None).await?;
            departments.push((department.id.clone(), id));
        }
        let mut entrusted = Vec::new();
        for body in &identity.entrusted {
            let id = insert_organ(self, Some(organ), OrganKind::EntrustedBody, &body.name, None).await?;
            entrusted.push((body.id.clone(), id));
        }
        let kind: &[u8] = match self.source() {
            Source::Online => b"real",
            Source::Demo => b"demo",
        };
        self.keep_pack().await?;
        transact!(self.database(), |tx| meta::set(tx, INSTALLED, kind).await)?;
        Ok(Bodies { organ, departments, entrusted })
    }

    /// Adds another organ beside the first, such as a county commission in the database of its city. It works by the same
    /// pack, whose name stands on its papers: a body that issues papers of its own needs an installation of its own.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_organ(&self, name: &str) -> Result<OrganId, AppError> {
        insert_organ(self, None, OrganKind::Organ, name, None).await
    }

    /// The first administrator, with a password that is shown once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_administrator(&self, organ: OrganId) -> Result<FirstLogin, AppError> {
        // Letters, digits and a sign, whatever the random part is.
        let token: String = self.token().chars().take(20).collect();
        let password = format!("Mj-{token}");
        let new = NewUser {
            login: "admin".to_owned(),
            name: "系统管理员".to_owned(),
            password: password.clone(),
            roles: vec![Role::SystemAdministrator],
            employer: organ,
            department: None,
            law_qualification: None,
        };
        self.insert_user(new).await?;
        self.note("installed", None, None, "", &self.pack().id).await?;
        Ok(FirstLogin { login: "admin".to_owned(), password })
    }

    /// Keeps the pack by its hash, so that every entry's law can be read for ever.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_pack(&self) -> Result<(), AppError> {
        let pack = self.pack();
        let row = mingjian_store::pack::PackRow {
            hash: crate::proceeding::columns::pack_hash(&pack.hash)?,
            name: pack.id.clone(),
            loaded_at: self.now(),
        };
        let bytes = self.pack_archive();
        transact!(self.database(), |tx| mingjian_store::pack::keep(tx, &row, bytes).await)?;
        Ok(())
    }

    /// The organ of this installation.
    ///
    /// # Errors
    /// `NotFound` before the body is made.
    pub async fn organ(&self) -> Result<organ::OrganRow, AppError> {
        let mut tx = self.database().begin_read().await?;
        let all = organ::all(&mut tx).await?;
        let mut organs = all.into_iter().filter(|row| row.kind == OrganKind::Organ).peekable();
        let first = organs.peek().cloned();
        // Another organ may stand beside it, made in the same moment: the installation's own bears the name of its pack.
        organs.find(|row| row.name == self.pack().organ.name).or(first).ok_or(AppError::NotFound)
    }
}
