//! Login, sessions, tokens and passwords.
//! It sets no cookie and reads no header: it takes and gives secrets, and stores only their hashes.

use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use crate::idempotency::Once;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use mingjian_domain::act::InputFault;
use mingjian_domain::event::Source;
use mingjian_domain::id::UserId;
use mingjian_store::session::{self, SessionRow};
use mingjian_store::token::{self, TokenRow};
use mingjian_store::transact;
use mingjian_store::user::{self, UserRow};
use mingjian_store::{Hash, StoreError};

/// Five failures in a row lock a login for half an hour (GB/T 22239).
const FAILURES_BEFORE_LOCK: i64 = 5;
const LOCK_SECONDS: i64 = 30 * 60;
/// A session ends after half an hour without use, and after twelve hours in any case.
const IDLE_SECONDS: i64 = 30 * 60;
const LONGEST_SECONDS: i64 = 12 * 3600;
/// The clock of a session is written at most once a minute.
const TOUCH_SECONDS: i64 = 60;
const SHORTEST_PASSWORD: usize = 10;
const LONGEST_PASSWORD: usize = 200;

/// A session as the web floor holds it.
#[derive(Clone)]
pub struct Session {
    /// Who is logged in.
    pub caller: Caller,
    /// What CSRF tokens are made from.
    pub csrf_secret: Vec<u8>,
    /// The hash of the token, to end the session.
    pub token_hash: Hash,
}

/// Without the secret.
impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("user", &self.caller.actor.user).finish_non_exhaustive()
    }
}

impl App {
    /// Logs a person in and answers the token that the browser shall hold.
    ///
    /// # Errors
    /// `LoginFailed` with what the person may know; the same answer for a wrong name and a wrong password.
    pub async fn log_in(&self, login: &str, password: &str) -> Result<String, AppError> {
        let login = normalise_login(login);
        let mut tx = self.database().begin_read().await?;
        let found = user::by_login(&mut tx, &login).await?;
        drop(tx);
        let now = self.now();
        if let Some(until) = found.as_ref().and_then(|row| row.locked_until).filter(|until| *until > now) {
            let message = format!("多次输入错误，登录已锁定至{}。", until.china().format("%H:%M"));
            self.note("login-locked", found.as_ref().map(|row| row.id), None, "", "").await?;
            return Err(AppError::LoginFailed(message));
        }
        let right = self.check_password(found.as_ref(), password).await?;
        match found {
            Some(row) if right && row.active && self.may_log_in(&row) => self.begin_session(&row).await,
            other => self.refuse_login(other.as_ref()).await,
        }
    }

    /// Demonstration users exist only in a demonstration.
    fn may_log_in(&self, row: &UserRow) -> bool {
        self.source() == Source::Demo || row.source != mingjian_store::Source::Demo
    }

    async fn check_password(&self, row: Option<&UserRow>, password: &str) -> Result<bool, AppError> {
        // An unknown name costs as much time as a wrong password.
        let stored = row.map_or_else(|| UNKNOWN_HASH.to_owned(), |row| row.password_hash.clone());
        let password = password.to_owned();
        crate::app::blocking(move || {
            PasswordHash::new(&stored)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await
    }

    async fn begin_session(&self, row: &UserRow) -> Result<String, AppError> {
        let token = self.token();
        let now = self.now();
        let session = SessionRow {
            token_hash: Hash::of(token.as_bytes()),
            user_id: row.id,
            csrf_secret: self.random::<32>().to_vec(),
            created_at: now,
            seen_at: now,
            expires_at: now.plus_seconds(IDLE_SECONDS),
        };
        self.note("login", Some(row.id), None, "", "").await?;
        transact!(self.database(), |tx| {
            user::clear_failures(tx, row.id).await?;
            session::insert(tx, &session).await.map_err(AppError::from)
        })?;
        Ok(token)
    }

    async fn refuse_login(&self, row: Option<&UserRow>) -> Result<String, AppError> {
        if let Some(row) = row {
            let until = self.now().plus_seconds(LOCK_SECONDS);
            transact!(self.database(), |tx| {
                let failures = user::record_failure(tx, row.id).await?.unwrap_or_default();
                if failures >= FAILURES_BEFORE_LOCK {
                    user::lock_until(tx, row.id, until).await?;
                }
                Ok::<_, StoreError>(())
            })?;
        }
        self.note("login-failed", row.map(|row| row.id), None, "", "").await?;
        Err(AppError::LoginFailed("用户名或者密码不正确，或者账号已停用。".to_owned()))
    }

    /// The session of a token, kept alive by its use.
    ///
    /// # Errors
    /// `Unauthenticated` when there is none.
    pub async fn session(&self, token: &str) -> Result<Session, AppError> {
        let now = self.now();
        let token_hash = Hash::of(token.as_bytes());
        let mut tx = self.database().begin_read().await?;
        let row = session::by_token(&mut tx, token_hash, now).await?.ok_or(AppError::Unauthenticated)?;
        let caller = self.load_caller(&mut tx, row.user_id).await?;
        drop(tx);
        if now >= row.seen_at.plus_seconds(TOUCH_SECONDS) {
            let expires_at = now.plus_seconds(IDLE_SECONDS).min(row.created_at.plus_seconds(LONGEST_SECONDS));
            transact!(self.database(), |tx| session::touch(tx, token_hash, now, expires_at).await)?;
        }
        Ok(Session { caller, csrf_secret: row.csrf_secret, token_hash })
    }

    /// The person behind a bearer token.
    ///
    /// # Errors
    /// `Unauthenticated` when the token is not in force.
    pub async fn bearer(&self, token: &str) -> Result<Caller, AppError> {
        let mut tx = self.database().begin_read().await?;
        let row = token::in_force(&mut tx, Hash::of(token.as_bytes()), self.now())
            .await?
            .ok_or(AppError::Unauthenticated)?;
        self.load_caller(&mut tx, row.user_id).await
    }

    async fn load_caller(&self, tx: &mut mingjian_store::ReadTx, id: UserId) -> Result<Caller, AppError> {
        let row = user::by_id(tx, id).await?.filter(|row| row.active && self.may_log_in(row));
        Caller::load(tx, &row.ok_or(AppError::Unauthenticated)?).await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log_out(&self, session: &Session) -> Result<(), AppError> {
        self.note("logout", Some(session.caller.actor.user), None, "", "").await?;
        Ok(transact!(self.database(), |tx| session::delete(tx, session.token_hash).await)?)
    }

    /// Ends every session and token of the person.
    ///
    /// # Errors
    /// When the database fails, or the key is of no use.
    pub async fn log_out_everywhere(&self, caller: &Caller, once: &Once) -> Result<(), AppError> {
        if self.answered::<()>(caller, once).await?.is_some() {
            return Ok(());
        }
        let user = caller.actor.user;
        let now = self.now();
        self.note("logout-everywhere", Some(user), None, "", "").await?;
        transact!(self.database(), |tx| {
            if once.answered::<()>(tx, caller).await?.is_some() {
                return Ok(());
            }
            session::delete_of_user(tx, user).await?;
            token::revoke_of_user(tx, user, now).await?;
            once.keep(tx, caller, &(), now).await
        })
    }

    /// Changes the person's own password and ends every other session.
    ///
    /// # Errors
    /// `Input` when the old one is wrong or the new one is too weak.
    pub async fn change_password(
        &self,
        caller: &Caller,
        old: &str,
        new: &str,
        once: &Once,
    ) -> Result<(), AppError> {
        if self.answered::<()>(caller, once).await?.is_some() {
            return Ok(());
        }
        let id = caller.actor.user;
        let mut tx = self.database().begin_read().await?;
        let row = user::by_id(&mut tx, id).await?.ok_or(AppError::Unauthenticated)?;
        drop(tx);
        if !self.check_password(Some(&row), old).await? {
            // The second of two clicks comes when the first has changed it.
            if self.answered::<()>(caller, once).await?.is_some() {
                return Ok(());
            }
            self.note("password-refused", Some(id), None, "", "").await?;
            return Err(InputFault::new("old_password", "原密码不正确").into());
        }
        check_strength(new, &row.login)?;
        let hash = self.hash_password(new).await?;
        let now = self.now();
        self.note("password-changed", Some(id), None, "", "").await?;
        transact!(self.database(), |tx| {
            if once.answered::<()>(tx, caller).await?.is_some() {
                return Ok(());
            }
            user::set_password(tx, id, &hash, now).await?;
            session::delete_of_user(tx, id).await?;
            once.keep(tx, caller, &(), now).await
        })
    }

    /// Confirms that the person at the keyboard is the person of the session: signing asks for the password again.
    ///
    /// # Errors
    /// `Input` when the password is wrong.
    pub async fn confirm_password(&self, caller: &Caller, password: &str) -> Result<(), AppError> {
        let mut tx = self.database().begin_read().await?;
        let row = user::by_id(&mut tx, caller.actor.user).await?.ok_or(AppError::Unauthenticated)?;
        drop(tx);
        if self.check_password(Some(&row), password).await? {
            return Ok(());
        }
        self.note("password-refused", Some(caller.actor.user), None, "", "").await?;
        Err(InputFault::new("password", "密码不正确").into())
    }

    /// A bearer token for a user, shown once.
    ///
    /// # Errors
    /// `NotFound` when there is no such login.
    pub async fn issue_token(&self, login: &str, label: &str) -> Result<String, AppError> {
        let mut tx = self.database().begin_read().await?;
        let row = user::by_login(&mut tx, &normalise_login(login)).await?.ok_or(AppError::NotFound)?;
        drop(tx);
        let token = self.token();
        let row = TokenRow {
            token_hash: Hash::of(token.as_bytes()),
            user_id: row.id,
            label: label.to_owned(),
            created_at: self.now(),
            expires_at: None,
            revoked_at: None,
        };
        self.note("token-issued", Some(row.user_id), None, "", label).await?;
        transact!(self.database(), |tx| token::insert(tx, &row).await)?;
        Ok(token)
    }

    /// The hash of a password (argon2id).
    pub(crate) async fn hash_password(&self, password: &str) -> Result<String, AppError> {
        let salt = self.random::<16>();
        let password = password.to_owned();
        crate::app::blocking(move || {
            Argon2::default()
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map(|hash| hash.to_string())
                .map_err(|error| AppError::Internal(error.to_string()))
        })
        .await?
    }
}

/// Login names are compared without case and surrounding space.
pub(crate) fn normalise_login(login: &str) -> String {
    login.trim().to_lowercase()
}

/// A password has ten characters of at least three sorts and does not hold the login name.
pub(crate) fn check_strength(password: &str, login: &str) -> Result<(), InputFault> {
    let length = password.chars().count();
    if !(SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&length) {
        return Err(InputFault::new("new_password", "密码应当为十个字符以上"));
    }
    let sorts: [fn(&char) -> bool; 4] = [
        |c| c.is_lowercase(),
        |c| c.is_uppercase(),
        |c| c.is_numeric(),
        |c| !c.is_alphanumeric() && !c.is_whitespace(),
    ];
    let used = sorts.iter().filter(|sort| password.chars().any(|c| sort(&c))).count();
    if used < 3 || password.to_lowercase().contains(login) {
        return Err(InputFault::new(
            "new_password",
            "密码应当包含大写字母、小写字母、数字、符号中的三种，并且不包含用户名",
        ));
    }
    Ok(())
}

/// A hash that no password has: for names that do not exist.
const UNKNOWN_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
