//! Everything that a SQLite database holds, row by row, so that two moments can be compared.
//! It reads past the store, as somebody with the file would.

use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};
use std::collections::BTreeMap;
use std::path::Path;

/// The rows of every table, as text.
pub(crate) type Dump = BTreeMap<String, Vec<String>>;

/// The tables in which the audit trail lives.
pub(crate) const AUDIT_TABLES: [&str; 2] = ["audit_heads", "audit_trail"];

pub(crate) async fn sqlite(file: &Path) -> Dump {
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let mut dump = Dump::new();
    for table in
        names(&mut connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").await
    {
        let columns = names(&mut connection, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let sql = format!("SELECT {} FROM \"{table}\" ORDER BY 1", quoted.join(" || '|' || "));
        let mut rows = names(&mut connection, &sql).await;
        // SQLite's own note of the last number that it gave to an entry of the trail.
        rows.retain(|row| table != "sqlite_sequence" || !row.starts_with("'audit_trail'"));
        dump.insert(table, rows);
    }
    connection.close().await.unwrap();
    dump
}

async fn names(connection: &mut SqliteConnection, sql: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(connection).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

/// The tables that differ, with the rows that only one of the two has.
pub(crate) fn differences(before: &Dump, after: &Dump) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for table in before.keys().chain(after.keys()) {
        let rows = |dump: &Dump| dump.get(table).cloned().unwrap_or_default();
        let (one, other) = (rows(before), rows(after));
        let gone = one.iter().filter(|row| !other.contains(row)).map(|row| format!("- {row}"));
        let new = other.iter().filter(|row| !one.contains(row)).map(|row| format!("+ {row}"));
        let changed: Vec<String> = gone.chain(new).collect();
        if !changed.is_empty() || one.len() != other.len() {
            found.insert(table.clone(), changed);
        }
    }
    found
}
