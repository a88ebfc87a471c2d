//! Brings a database to the form that this program knows, once, in order and in one transaction.
//! It never goes back, and never changes a script that was applied: a database that saw another text is refused.

use sqlx::AssertSqlSafe;

use crate::database::{Database, WriteTx};
use crate::error::StoreError;
use crate::hash::Hash;

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
const MIGRATIONS: [Migration; 4] =
    migrations!["0001_bodies_and_people", "0002_proceedings", "0003_records", "0004_work"];

const CREATE_SQLITE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    name TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL
) STRICT";
const CREATE_POSTGRES: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    name TEXT COLLATE \"C\" NOT NULL CONSTRAINT schema_migrations__name PRIMARY KEY,
    digest TEXT NOT NULL
)";
const APPLIED: &str = "SELECT name, digest FROM schema_migrations ORDER BY name";
const RECORD: &str = "INSERT INTO schema_migrations (name, digest) VALUES ($1, $2)";

/// Applies what is missing.
pub(crate) async fn migrate(database: &Database) -> Result<(), StoreError> {
    let mut tx = database.begin_migration().await?;
    let postgres = tx.is_postgres();
    let create = if postgres { CREATE_POSTGRES } else { CREATE_SQLITE };
    on!(&mut tx, |connection| sqlx::query(create).execute(connection).await.map(|_| ())?);
    let applied: Vec<(String, String)> =
        on!(&mut tx, |connection| sqlx::query_as(APPLIED).fetch_all(connection).await?);
    refuse_unknown(&applied)?;
    for migration in &MIGRATIONS {
        let text = if postgres { migration.postgres } else { migration.sqlite };
        let digest = Hash::of(text.as_bytes()).to_string();
        match applied.iter().find(|(name, _)| name == migration.name) {
            Some((_, seen)) if *seen == digest => {}
            Some(_) => return Err(failed(migration.name, "库中已执行的脚本与本程序的不同")),
            None => apply(&mut tx, migration.name, text, &digest).await?,
        }
    }
    tx.commit().await
}

async fn apply(
    tx: &mut WriteTx,
    name: &'static str,
    text: &'static str,
    digest: &str,
) -> Result<(), StoreError> {
    let ran = on!(tx, |connection| sqlx::raw_sql(AssertSqlSafe(text)).execute(connection).await.map(|_| ()));
    ran.map_err(|error| failed(name, &error.to_string()))?;
    on!(tx, |connection| sqlx::query(RECORD)
        .bind(name)
        .bind(digest)
        .execute(connection)
        .await
        .map(|_| ())?);
    Ok(())
}

/// A database that a newer program has migrated must not be written by an older one.
fn refuse_unknown(applied: &[(String, String)]) -> Result<(), StoreError> {
    let unknown = applied.iter().find(|(name, _)| MIGRATIONS.iter().all(|known| known.name != name));
    unknown.map_or(Ok(()), |(name, _)| Err(failed(name, "数据库由更新版本的程序升级过，请使用新版本")))
}

fn failed(name: &str, why: &str) -> StoreError {
    StoreError::Migration { name: name.to_owned(), why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_script_in_the_folders_is_embedded_in_order_with_a_reason_on_top() {
        for engine in ["sqlite", "postgres"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
            let mut names: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
                .collect();
            names.sort();
            assert_eq!(names, MIGRATIONS.map(|migration| migration.name.to_owned()), "{engine}");
        }
        for migration in &MIGRATIONS {
            assert!(migration.sqlite.starts_with("-- "), "{}", migration.name);
            assert!(migration.postgres.starts_with("-- "), "{}", migration.name);
        }
    }
}
