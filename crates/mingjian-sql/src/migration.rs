//! Brings a database to the form that a program knows, once, in order and in one transaction.
//! It never goes back, and never changes a script that was applied: a database that saw another text is refused.

use sqlx::AssertSqlSafe;

use crate::pool::{BEGIN_SHORT_POSTGRES, Pool, Tx};
use crate::{on, sha256};

/// Two nodes that start at once migrate one after the other.
const LOCK_POSTGRES: &str = "SELECT pg_advisory_xact_lock($1)";

/// A script for both engines.
#[derive(Debug, Clone, Copy)]
pub struct Script {
    /// Its name, which begins with its number.
    pub name: &'static str,
    /// Its text for SQLite.
    pub sqlite: &'static str,
    /// Its text for PostgreSQL.
    pub postgres: &'static str,
}

/// The scripts of the folders `migrations/sqlite` and `migrations/postgres` of the crate, by name and in order.
#[macro_export]
macro_rules! scripts {
    ($($name:literal),+ $(,)?) => {
        [$($crate::migration::Script {
            name: $name,
            sqlite: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres/", $name, ".sql")),
        }),+]
    };
}

/// What is to be applied, and where it is written down.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// The table that remembers what was applied.
    pub table: &'static str,
    /// The number of the lock under which a node migrates; it only has to be the database's own.
    pub lock: i64,
    /// All scripts, in order; append only.
    pub scripts: &'static [Script],
}

/// Why a database could not be brought to its form.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// A script failed, is not known, or was applied with another text.
    #[error("升级脚本 {name} 未能执行：{why}")]
    Script {
        /// The script.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// The database refused or could not be reached.
    #[error("数据库操作失败")]
    Database(#[from] sqlx::Error),
}

/// Applies what is missing.
///
/// # Errors
/// When a script fails, or the database was migrated by another program; then nothing was changed.
pub async fn migrate(pool: &Pool, plan: &Plan) -> Result<(), MigrationError> {
    let mut tx = pool.begin_write(BEGIN_SHORT_POSTGRES).await?;
    if let Tx::Postgres(inner) = &mut tx {
        sqlx::query(LOCK_POSTGRES).bind(plan.lock).execute(&mut **inner).await?;
    }
    let applied = applied(&mut tx, plan).await?;
    refuse_unknown(&applied, plan)?;
    for script in plan.scripts {
        let text = if tx.is_postgres() { script.postgres } else { script.sqlite };
        let digest = sha256(text.as_bytes());
        match applied.iter().find(|(name, _)| name == script.name) {
            Some((_, seen)) if *seen == digest => {}
            Some(_) => return Err(failed(script.name, "库中已执行的脚本与本程序的不同")),
            None => apply(&mut tx, plan, script.name, text, &digest).await?,
        }
    }
    Ok(tx.commit().await?)
}

/// Names and digests of what was applied; the table is made where it is missing.
async fn applied(tx: &mut Tx, plan: &Plan) -> Result<Vec<(String, String)>, sqlx::Error> {
    let table = plan.table;
    let create = if tx.is_postgres() {
        format!(
            "CREATE TABLE IF NOT EXISTS {table} (
    name TEXT COLLATE \"C\" NOT NULL CONSTRAINT {table}__name PRIMARY KEY,
    digest TEXT NOT NULL
)"
        )
    } else {
        format!(
            "CREATE TABLE IF NOT EXISTS {table} (
    name TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL
) STRICT"
        )
    };
    let select = format!("SELECT name, digest FROM {table} ORDER BY name");
    on!(&mut *tx, |connection| sqlx::query(AssertSqlSafe(create)).execute(connection).await.map(|_| ())?);
    on!(tx, |connection| sqlx::query_as(AssertSqlSafe(select)).fetch_all(connection).await)
}

async fn apply(
    tx: &mut Tx,
    plan: &Plan,
    name: &'static str,
    text: &'static str,
    digest: &str,
) -> Result<(), MigrationError> {
    let ran =
        on!(&mut *tx, |connection| sqlx::raw_sql(AssertSqlSafe(text)).execute(connection).await.map(|_| ()));
    ran.map_err(|error| failed(name, &error.to_string()))?;
    let record = format!("INSERT INTO {} (name, digest) VALUES ($1, $2)", plan.table);
    on!(tx, |connection| sqlx::query(AssertSqlSafe(record))
        .bind(name)
        .bind(digest)
        .execute(connection)
        .await
        .map(|_| ())?);
    Ok(())
}

/// A database that a newer program has migrated must not be written by an older one.
fn refuse_unknown(applied: &[(String, String)], plan: &Plan) -> Result<(), MigrationError> {
    let unknown = applied.iter().find(|(name, _)| plan.scripts.iter().all(|known| known.name != name));
    unknown.map_or(Ok(()), |(name, _)| Err(failed(name, "数据库由更新版本的程序升级过，请使用新版本")))
}

fn failed(name: &str, why: &str) -> MigrationError {
    MigrationError::Script { name: name.to_owned(), why: why.to_owned() }
}
