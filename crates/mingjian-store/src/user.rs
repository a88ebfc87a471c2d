//! People with a login: name, password hash, roles, body, lock-out.
//! It checks no password and grants nothing: hashing is the app's, permission the domain's.

use mingjian_domain::id::{OrganId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};
use crate::filter::Query;
use crate::row::Source;
use crate::scope::Page;

row! {
    /// A person with a login.
    #[derive(Clone, PartialEq, Eq)]
    pub struct UserRow {
        /// The identifier.
        pub id: UserId,
        /// The login name, as the app normalised it.
        pub login: String,
        /// The person's name.
        pub name: String,
        /// The password hash in PHC form.
        pub password_hash: String,
        /// When the password was set.
        pub password_changed_at: Instant,
        /// The body that the person works for.
        pub organ_id: OrganId,
        /// The department inside it.
        pub department_id: Option<OrganId>,
        /// The legal qualification of a reviewer (行政处罚法 第五十八条第二款), as its certificate says.
        pub law_qualification: Option<String>,
        /// Whether the person may log in.
        pub active: bool,
        /// Failed log-ins in a row.
        pub failures: i64,
        /// Until when log-ins are refused.
        pub locked_until: Option<Instant>,
        /// Real or demonstration.
        pub source: Source,
        /// When the person was entered.
        pub created_at: Instant,
        /// How often the row was changed.
        pub version: i64,
        /// The roles, sorted.
        pub roles: Vec<String>,
    }
}

/// Without the password hash, so that it reaches no log.
impl std::fmt::Debug for UserRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UserRow")
            .field("id", &self.id)
            .field("login", &self.login)
            .field("roles", &self.roles)
            .finish_non_exhaustive()
    }
}

const INSERT: &str = "INSERT INTO users
    (id, login, name, password_hash, password_changed_at, organ_id, department_id, law_qualification,
     active, failures, locked_until, source, created_at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
const SAVE: &str = "UPDATE users
SET login = $3, name = $4, organ_id = $5, department_id = $6, law_qualification = $7, active = $8,
    version = version + 1
WHERE id = $1 AND version = $2";
const CLEAR_ROLES: &str = "DELETE FROM user_roles WHERE user_id = $1";
const ADD_ROLE: &str = "INSERT INTO user_roles (user_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const SET_PASSWORD: &str = "UPDATE users
SET password_hash = $2, password_changed_at = $3, failures = 0, locked_until = NULL, version = version + 1
WHERE id = $1";
const RECORD_FAILURE: &str = "UPDATE users SET failures = failures + 1 WHERE id = $1 RETURNING failures";
const LOCK_UNTIL: &str = "UPDATE users SET locked_until = $2 WHERE id = $1";
const CLEAR_FAILURES: &str = "UPDATE users SET failures = 0, locked_until = NULL WHERE id = $1";
const SELECT: &str = "SELECT u.id, u.login, u.name, u.password_hash, u.password_changed_at, u.organ_id,
    u.department_id, u.law_qualification, u.active, u.failures, u.locked_until, u.source, u.created_at, u.version,
    COALESCE((SELECT string_agg(r.role, ' ') FROM user_roles AS r WHERE r.user_id = u.id), '') AS roles
FROM users AS u ";

/// Enters a person with the roles in the row. Fails with `NotUnique("users.login")` when the login is taken.
pub async fn insert(tx: &mut WriteTx, row: &UserRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(&row.login).bind(&row.name);
        let query = query.bind(&row.password_hash).bind(row.password_changed_at.micros());
        let query = query.bind(row.organ_id.as_uuid()).bind(row.department_id.map(OrganId::as_uuid));
        let query = query.bind(&row.law_qualification).bind(row.active).bind(row.failures);
        let query = query.bind(row.locked_until.map(Instant::micros)).bind(row.source.as_str());
        query.bind(row.created_at.micros()).bind(row.version).execute(connection).await.map(|_| ())?;
    });
    set_roles(tx, row.id, &row.roles).await
}

/// Saves profile, roles and activity as read and changed; fails with `Conflict` when the row was changed meanwhile.
///
/// Password and lock-out are left alone: they have functions of their own.
pub async fn save(tx: &mut WriteTx, row: &UserRow) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(SAVE).bind(row.id.as_uuid()).bind(row.version).bind(&row.login);
        let query = query.bind(&row.name).bind(row.organ_id.as_uuid());
        let query = query.bind(row.department_id.map(OrganId::as_uuid)).bind(&row.law_qualification);
        query.bind(row.active).execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "users")?;
    set_roles(tx, row.id, &row.roles).await
}

async fn set_roles(tx: &mut WriteTx, id: UserId, roles: &[String]) -> Result<(), StoreError> {
    on!(tx, |connection| {
        sqlx::query(CLEAR_ROLES).bind(id.as_uuid()).execute(connection).await.map(|_| ())?;
    });
    for role in roles {
        on!(tx, |connection| {
            sqlx::query(ADD_ROLE).bind(id.as_uuid()).bind(role).execute(connection).await.map(|_| ())?;
        });
    }
    Ok(())
}

/// Sets a new password hash and lifts a lock-out; fails with `Conflict` when there is no such person.
pub async fn set_password(
    tx: &mut WriteTx,
    id: UserId,
    password_hash: &str,
    now: Instant,
) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(SET_PASSWORD).bind(id.as_uuid()).bind(password_hash).bind(now.micros());
        query.execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "users")
}

/// Counts a failed log-in and answers how many there were in a row, or `None` when there is no such person.
pub async fn record_failure(tx: &mut WriteTx, id: UserId) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = on!(tx, |connection| {
        sqlx::query_as(RECORD_FAILURE).bind(id.as_uuid()).fetch_optional(connection).await?
    });
    Ok(row.map(|(failures,)| failures))
}

/// Refuses log-ins until the given instant.
pub async fn lock_until(tx: &mut WriteTx, id: UserId, until: Instant) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(LOCK_UNTIL).bind(id.as_uuid()).bind(until.micros());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Forgets failed log-ins after one that went well.
pub async fn clear_failures(tx: &mut WriteTx, id: UserId) -> Result<(), StoreError> {
    on!(tx, |connection| {
        sqlx::query(CLEAR_FAILURES).bind(id.as_uuid()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// A person.
pub async fn by_id(tx: &mut ReadTx, id: UserId) -> Result<Option<UserRow>, StoreError> {
    let mut query = Query::new(SELECT);
    query.push("WHERE u.id = ").bind(id.as_uuid());
    Ok(query.fetch_all(tx).await?.pop())
}

/// A person by login name.
pub async fn by_login(tx: &mut ReadTx, login: &str) -> Result<Option<UserRow>, StoreError> {
    let mut query = Query::new(SELECT);
    query.push("WHERE u.login = ").bind(login);
    Ok(query.fetch_all(tx).await?.pop())
}

/// The people of these bodies (or their departments) in the order of their logins; the cursor is the last login.
pub async fn of_organs(
    tx: &mut ReadTx,
    organs: &[OrganId],
    page: Page<&str>,
) -> Result<Vec<UserRow>, StoreError> {
    let mut query = Query::new(SELECT);
    query.push("WHERE (u.organ_id IN ").list(organs.iter().map(|organ| organ.as_uuid()));
    query.push(" OR u.department_id IN ").list(organs.iter().map(|organ| organ.as_uuid())).push(")");
    if let Some(login) = page.after {
        query.push(" AND u.login > ").bind(login);
    }
    query.push(" ORDER BY u.login LIMIT ").bind(page.limit);
    query.fetch_all(tx).await
}

/// The active people of a body who have a role, in the order of their logins.
pub async fn with_role(tx: &mut ReadTx, organ: OrganId, role: &str) -> Result<Vec<UserRow>, StoreError> {
    let mut query = Query::new(SELECT);
    query.push("WHERE u.organ_id = ").bind(organ.as_uuid()).push(" AND u.active");
    query.push(" AND EXISTS (SELECT 1 FROM user_roles AS x WHERE x.user_id = u.id AND x.role = ");
    query.bind(role).push(") ORDER BY u.login");
    query.fetch_all(tx).await
}
