//! Both engines have the same tables: columns, types, what may be null, what is a key, what refers to what.
//! Checks are written twice and are tested by what they refuse.

use crate::support::TestDatabase;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::collections::BTreeSet;

const POSTGRES_COLUMNS: &str =
    "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text
FROM information_schema.columns
WHERE table_schema = current_schema()";
const POSTGRES_KEYS: &str = "SELECT t.relname::text, a.attname::text
FROM pg_index AS i
JOIN pg_class AS t ON t.oid = i.indrelid
JOIN pg_namespace AS n ON n.oid = t.relnamespace
JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey::int2[])
WHERE n.nspname = current_schema() AND i.indisprimary";

fn mapped(postgres: &str) -> &'static str {
    match postgres {
        "uuid" | "bytea" => "BLOB",
        "bigint" => "INTEGER",
        "text" | "date" => "TEXT",
        other => panic!("{other} is no type of the portable rules"),
    }
}

async fn postgres() -> BTreeSet<String> {
    let test = TestDatabase::postgresql().await;
    let mut connection = PgConnection::connect(&test.address).await.unwrap();
    let columns: Vec<(String, String, String, String)> =
        sqlx::query_as(POSTGRES_COLUMNS).fetch_all(&mut connection).await.unwrap();
    let keys: Vec<(String, String)> = sqlx::query_as(POSTGRES_KEYS).fetch_all(&mut connection).await.unwrap();
    drop(connection);
    test.close().await;
    let columns = columns.iter().map(|(table, name, kind, null)| {
        format!("{table}.{name} {}{}", mapped(kind), if null == "YES" { "" } else { " not null" })
    });
    columns.chain(keys.iter().map(|(table, name)| format!("key {table}.{name}"))).collect()
}

async fn sqlite() -> BTreeSet<String> {
    let test = TestDatabase::sqlite().await;
    let mut connection = SqliteConnection::connect(&test.address).await.unwrap();
    let tables: Vec<(String, bool)> = sqlx::query_as(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let mut facts = BTreeSet::new();
    for (table, strict) in tables {
        assert!(strict, "{table}");
        let sql = format!("SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')");
        let columns: Vec<(String, String, bool, i64)> =
            sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        for (name, kind, not_null, key) in columns {
            facts.insert(format!("{table}.{name} {kind}{}", if not_null { " not null" } else { "" }));
            if key > 0 {
                facts.insert(format!("key {table}.{name}"));
            }
        }
    }
    facts
}

#[tokio::test]
async fn both_engines_have_the_same_schema() {
    let (postgres, sqlite) = (postgres().await, sqlite().await);
    assert_eq!(postgres.symmetric_difference(&sqlite).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(sqlite.len() > 25, "{} facts are too few to be the whole schema", sqlite.len());
}
