//! What can go wrong on this floor, as one enum that the app can tell apart.
//! It does not decide what a user sees: status codes and pages are made from it further up.

use std::path::PathBuf;

use sqlx::error::ErrorKind;

/// A failure of the case database.
///
/// A row that is not there is no error: functions answer `Option`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The row has moved on since it was read (its version differs).
    #[error("该记录已被他人更新（{table}）")]
    Conflict {
        /// The table of the row.
        table: &'static str,
    },
    /// A row with the same unique value exists; the text is `table.column` or `table.column,column`.
    ///
    /// PostgreSQL runs nothing more in a transaction after it: end the action with this error, never go on.
    #[error("已存在相同的记录（{0}）")]
    NotUnique(String),
    /// The key file does not belong to this database.
    #[error("密钥文件与数据库不符，请使用建库时生成的密钥文件")]
    WrongKey,
    /// The key file is missing, unreadable or damaged.
    #[error("密钥文件 {path} 无法使用：{why}")]
    KeyFile {
        /// The key file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A migration failed, or one that was applied differs from the one in this program.
    #[error("数据库升级脚本 {name} 未能执行：{why}")]
    Migration {
        /// The migration.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// A row fails its authentication: damaged, changed by hand, or moved from another row.
    #[error("{table} 表的记录 {row} 已损坏或被改动：{why}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// Which row.
        row: String,
        /// What does not fit.
        why: &'static str,
    },
    /// The database refused or could not be reached.
    #[error("数据库操作失败")]
    Database(#[source] sqlx::Error),
}

/// Errors that say whether the whole transaction may be tried again unchanged.
pub trait Transient {
    /// Whether a repetition may succeed.
    fn is_transient(&self) -> bool;
}

impl Transient for StoreError {
    /// Serialization failures (40001), deadlocks (40P01), and unique rules that only another action can have broken.
    fn is_transient(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => {
                matches!(error.code().as_deref(), Some("40001" | "40P01"))
            }
            // Run again, the twin that lost finds the stored answer, or the job that waits in its place.
            // An entry of a number that somebody else entered a moment ago finds the other one, and says so or adds to it.
            Self::NotUnique(what) => matches!(
                what.as_str(),
                "idempotency_answers.user_id,key"
                    | "jobs.dedup_key"
                    | "subject_identities.organ_id,kind,blind_index"
            ),
            _ => false,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(inner) if inner.kind() == ErrorKind::UniqueViolation => {
                Self::NotUnique(unique_columns(inner.constraint(), inner.message()))
            }
            _ => Self::Database(error),
        }
    }
}

/// Turns "no row was changed" into a conflict.
pub(crate) fn ensure_saved(rows: u64, table: &'static str) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::Conflict { table }) }
}

/// The same words for a broken unique rule on both engines: `table.column,column`.
///
/// PostgreSQL names the constraint, and ours are called `table__column__column`; SQLite lists `table.column`s.
fn unique_columns(constraint: Option<&str>, message: &str) -> String {
    if let Some(name) = constraint {
        let mut parts = name.split("__");
        let table = parts.next().unwrap_or_default();
        return format!("{table}.{}", parts.collect::<Vec<_>>().join(","));
    }
    let listed = message.rsplit("failed: ").next().unwrap_or_default();
    let mut columns = listed.split(", ").filter_map(|item| item.split_once('.'));
    let Some((table, first)) = columns.next() else { return listed.to_owned() };
    columns.fold(format!("{table}.{first}"), |text, (_, column)| format!("{text},{column}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_name_a_broken_unique_rule_alike() {
        let postgres = unique_columns(Some("journal__proceeding_id__seq"), "duplicate key value");
        let sqlite = unique_columns(None, "UNIQUE constraint failed: journal.proceeding_id, journal.seq");
        assert_eq!(postgres, "journal.proceeding_id,seq");
        assert_eq!(sqlite, postgres);
    }
}
