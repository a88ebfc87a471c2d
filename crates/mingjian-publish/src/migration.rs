//! Brings the public database to the form that this program knows, once, in order and in one transaction.
//! It never goes back, and never changes a script that was applied: a database that saw another text is refused.

use crate::engine::{PublicDatabase, Tx};
use crate::error::PublishError;
use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;
use std::fmt::Write as _;

/// A script for both engines.
struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migrations {
    ($($name:literal),+ $(,)?) => {
        [$(Migration {
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }),+]
    };
}

/// All scripts, in order; append only.
const MIGRATIONS: [Migration; 1] = migrations!["0001_decisions"];

const CREATE_SQLITE: &str = "CREATE TABLE IF NOT EXISTS public_migrations (
    name TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL
) STRICT";
const CREATE_POSTGRES: &str = "CREATE TABLE IF NOT EXISTS public_migrations (
    name TEXT COLLATE \"C\" NOT NULL CONSTRAINT public_migrations__name PRIMARY KEY,
    digest TEXT NOT NULL
)";
const APPLIED: &str = "SELECT name, digest FROM public_migrations ORDER BY name";
const RECORD: &str = "INSERT INTO public_migrations (name, digest) VALUES ($1, $2)";

/// Applies what is missing.
pub(crate) async fn migrate(database: &PublicDatabase) -> Result<(), PublishError> {
    let mut tx = database.begin_migration().await?;
    let postgres = tx.is_postgres();
    let create = if postgres { CREATE_POSTGRES } else { CREATE_SQLITE };
    on!(&mut tx, |connection| sqlx::query(create).execute(connection).await.map(|_| ()))?;
    let applied: Vec<(String, String)> =
        on!(&mut tx, |connection| sqlx::query_as(APPLIED).fetch_all(connection).await)?;
    refuse_unknown(&applied)?;
    for migration in &MIGRATIONS {
        let text = if postgres { migration.postgres } else { migration.sqlite };
        let digest = sha256(text.as_bytes());
        match applied.iter().find(|(name, _)| name == migration.name) {
            Some((_, seen)) if *seen == digest => {}
            Some(_) => return Err(failed(migration.name, "库中已执行的脚本与本程序的不同")),
            None => apply(&mut tx, migration.name, text, &digest).await?,
        }
    }
    tx.commit().await
}

async fn apply(
    tx: &mut Tx,
    name: &'static str,
    text: &'static str,
    digest: &str,
) -> Result<(), PublishError> {
    let ran =
        on!(&mut *tx, |connection| sqlx::raw_sql(AssertSqlSafe(text)).execute(connection).await.map(|_| ()));
    ran.map_err(|error| failed(name, &error.to_string()))?;
    on!(tx, |connection| sqlx::query(RECORD).bind(name).bind(digest).execute(connection).await.map(|_| ()))?;
    Ok(())
}

/// A database that a newer program has migrated must not be written by an older one.
fn refuse_unknown(applied: &[(String, String)]) -> Result<(), PublishError> {
    let unknown = applied.iter().find(|(name, _)| MIGRATIONS.iter().all(|known| known.name != name));
    unknown.map_or(Ok(()), |(name, _)| Err(failed(name, "公示库由更新版本的程序升级过，请使用新版本")))
}

fn failed(name: &str, why: &str) -> PublishError {
    PublishError::Migration { name: name.to_owned(), why: why.to_owned() }
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_in_the_folders_is_embedded_in_order_with_a_reason_on_top() {
        for engine in ["sqlite", "postgres"] {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
            let mut names: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
                .collect();
            names.sort();
            assert_eq!(names, MIGRATIONS.map(|migration| migration.name.to_owned()), "{engine}");
        }
        for migration in &MIGRATIONS {
            assert!(migration.sqlite.starts_with("-- ") && migration.postgres.starts_with("-- "));
        }
    }
}
