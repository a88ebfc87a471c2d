//! Both engines have the same tables: columns, types, what may be null, what is unique, what refers to what.
//! Triggers and checks are written twice and are tested by what they refuse.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use crate::support::TestDatabase;

/// One line for each fact, so that a difference names itself.
type Schema = BTreeSet<String>;

const POSTGRES_COLUMNS: &str =
    "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text
FROM information_schema.columns
WHERE table_schema = current_schema()";
/// Unique rules and other indexes alike: table, columns in order, unique or not, partial or not.
const POSTGRES_INDEXES: &str = "SELECT t.relname::text, i.indisunique, i.indpred IS NOT NULL,
    (SELECT string_agg(a.attname, ',' ORDER BY k.place)
     FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
     JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.number)
FROM pg_index AS i
JOIN pg_class AS t ON t.oid = i.indrelid
JOIN pg_namespace AS n ON n.oid = t.relnamespace
WHERE n.nspname = current_schema()";
const POSTGRES_REFERENCES: &str = "SELECT t.relname::text, a.attname::text, f.relname::text, b.attname::text
FROM pg_constraint AS c
JOIN pg_class AS t ON t.oid = c.conrelid
JOIN pg_class AS f ON f.oid = c.confrelid
JOIN pg_namespace AS n ON n.oid = t.relnamespace
JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
JOIN pg_attribute AS b ON b.attrelid = f.oid AND b.attnum = c.confkey[1]
WHERE c.contype = 'f' AND n.nspname = current_schema()";

fn column(table: &str, name: &str, kind: &str, nullable: bool) -> String {
    format!("{table}.{name} {kind}{}", if nullable { "" } else { " not null" })
}

fn index(table: &str, columns: &str, unique: bool, partial: bool) -> String {
    let kind = if unique { "unique" } else { "index" };
    format!("{kind} {table} ({columns}){}", if partial { " partial" } else { "" })
}

/// What SQLite calls the type.
fn mapped(postgres: &str) -> &'static str {
    match postgres {
        "uuid" | "bytea" => "BLOB",
        "bigint" | "boolean" => "INTEGER",
        "text" | "date" => "TEXT",
        other => panic!("{other} is no type of the portable rules"),
    }
}

async fn postgres_schema(connection: &mut PgConnection) -> Schema {
    let columns: Vec<(String, String, String, String)> =
        sqlx::query_as(POSTGRES_COLUMNS).fetch_all(&mut *connection).await.unwrap();
    let indexes: Vec<(String, bool, bool, String)> =
        sqlx::query_as(POSTGRES_INDEXES).fetch_all(&mut *connection).await.unwrap();
    let references: Vec<(String, String, String, String)> =
        sqlx::query_as(POSTGRES_REFERENCES).fetch_all(&mut *connection).await.unwrap();
    let columns = columns
        .iter()
        .map(|(table, name, kind, nullable)| column(table, name, mapped(kind), nullable == "YES"));
    let indexes =
        indexes.iter().map(|(table, unique, partial, columns)| index(table, columns, *unique, *partial));
    let references =
        references.iter().map(|(table, name, to, key)| format!("{table}.{name} refers to {to}.{key}"));
    columns.chain(indexes).chain(references).collect()
}

async fn sqlite_rows<T>(connection: &mut SqliteConnection, sql: String) -> Vec<T>
where
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> + Send + Unpin,
{
    sqlx::query_as(AssertSqlSafe(sql)).fetch_all(connection).await.unwrap()
}

/// The columns of the primary key, as a list in text.
fn columns_of_key(columns: &[(String, String, bool, i64)]) -> String {
    let key = columns.iter().filter(|(.., place)| *place > 0).map(|(name, ..)| name.as_str());
    key.collect::<Vec<_>>().join(",")
}

async fn sqlite_schema(connection: &mut SqliteConnection) -> Schema {
    let mut schema = Schema::new();
    let tables: Vec<(String,)> = sqlite_rows(
        connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'".to_owned(),
    )
    .await;
    for (table,) in tables {
        let columns: Vec<(String, String, bool, i64)> = sqlite_rows(
            connection,
            format!("SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')"),
        )
        .await;
        for (name, kind, not_null, primary_key) in &columns {
            // INTEGER PRIMARY KEY is never null and has no index of its own: it is the row.
            let row_id = *primary_key > 0 && kind == "INTEGER" && *name == columns_of_key(&columns);
            schema.insert(column(&table, name, kind, !not_null && !row_id));
            if row_id {
                schema.insert(index(&table, name, true, false));
            }
        }
        let indexes: Vec<(String, bool, bool)> = sqlite_rows(
            connection,
            format!("SELECT name, \"unique\", partial FROM pragma_index_list('{table}')"),
        )
        .await;
        for (name, unique, partial) in indexes {
            let columns: Vec<(String,)> = sqlite_rows(
                connection,
                format!("SELECT name FROM pragma_index_info('{name}') ORDER BY seqno"),
            )
            .await;
            let columns: Vec<String> = columns.into_iter().map(|(name,)| name).collect();
            schema.insert(index(&table, &columns.join(","), unique, partial));
        }
        let references: Vec<(String, String, String)> = sqlite_rows(
            connection,
            format!("SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list('{table}')"),
        )
        .await;
        schema
            .extend(references.iter().map(|(name, to, key)| format!("{table}.{name} refers to {to}.{key}")));
    }
    schema
}

#[tokio::test]
async fn both_engines_have_the_same_schema() {
    let on_postgresql = TestDatabase::postgresql().await;
    let on_sqlite = TestDatabase::sqlite().await;
    let mut connection = PgConnection::connect(&on_postgresql.address).await.unwrap();
    let postgres = postgres_schema(&mut connection).await;
    let sqlite = sqlite_schema(&mut SqliteConnection::connect(&on_sqlite.address).await.unwrap()).await;
    let only_postgres: Vec<_> = postgres.difference(&sqlite).collect();
    let only_sqlite: Vec<_> = sqlite.difference(&postgres).collect();
    assert!(
        only_postgres.is_empty() && only_sqlite.is_empty(),
        "only on PostgreSQL: {only_postgres:#?}\nonly on SQLite: {only_sqlite:#?}"
    );
    assert!(sqlite.len() > 200, "{} facts are too few to be the whole schema", sqlite.len());
    drop(connection);
    on_postgresql.close().await;
}

#[tokio::test]
async fn every_table_of_sqlite_is_strict() {
    let test = TestDatabase::sqlite().await;
    let mut connection = SqliteConnection::connect(&test.address).await.unwrap();
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict
               AND name NOT LIKE 'sqlite_%'";
    let loose: Vec<(String,)> = sqlite_rows(&mut connection, sql.to_owned()).await;
    assert!(loose.is_empty(), "{loose:?}");
}

/// The rules of portable SQL that a reader would not see broken on one engine (style, section 2, rules 1 to 3 and 5).
#[test]
fn queries_keep_to_the_portable_rules() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let constants = text.split("const ").filter(|part| part.contains(": &str"));
        for constant in constants.map(|part| part.split(';').next().unwrap_or_default()) {
            for forbidden in [" LIKE ", " ILIKE ", "->>", "now()", "CURRENT_", " = ?", "RANDOM", "SUM("] {
                assert!(!constant.contains(forbidden), "{name}: {forbidden} in {constant}");
            }
            if name != "dialect.rs" && name != "migration.rs" {
                assert!(!constant.contains("FOR UPDATE"), "{name}: a lock belongs to dialect.rs: {constant}");
            }
        }
    }
}
