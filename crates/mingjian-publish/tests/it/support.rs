//! A fresh public database of either engine for each test.
//! It skips nothing: without a PostgreSQL to test on, that half fails and says how to run it.

use mingjian_publish::{Address, PublicDatabase};
use sqlx::{AssertSqlSafe, Connection};
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

pub(crate) const VARIABLE: &str = "MINGJIAN_TEST_POSTGRES";

/// A database of its own.
pub(crate) struct TestDatabase {
    pub(crate) database: PublicDatabase,
    pub(crate) address: String,
    /// The folder of SQLite's file, removed when dropped.
    pub(crate) folder: Option<TempDir>,
}

impl TestDatabase {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("public.db").display());
        Self::connect(address, Some(folder)).await
    }

    pub(crate) async fn postgresql() -> Self {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var(VARIABLE).unwrap_or_else(|_| {
            panic!("no PostgreSQL to test on: run `cargo xtask test`, or set {VARIABLE}=postgres://…")
        });
        let schema = format!("p{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let mut connection = sqlx::PgConnection::connect(&server).await.unwrap();
        let sql = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
        let separator = if server.contains('?') { '&' } else { '?' };
        Self::connect(format!("{server}{separator}options[search_path]={schema}"), None).await
    }

    async fn connect(address: String, folder: Option<TempDir>) -> Self {
        let url: Address = address.parse().unwrap();
        let database = PublicDatabase::connect(&url).await.unwrap();
        Self { database, address, folder }
    }

    /// Runs SQL past the crate, as somebody with access to the server would.
    pub(crate) async fn execute(&self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.database.is_postgres() {
            let mut connection = sqlx::PgConnection::connect(&self.address).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.map(|_| ())
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&self.address).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.map(|_| ())
        }
    }

    /// Removes the schema after a test that went well; one that failed leaves it to be looked at.
    pub(crate) async fn close(self) {
        self.database.close().await;
        if let Some((server, schema)) = self.address.split_once("options[search_path]=") {
            let server = server.trim_end_matches(['?', '&']);
            let mut connection = sqlx::PgConnection::connect(server).await.unwrap();
            let sql = AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"));
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        }
    }
}

/// Makes of each check two tests, one for each engine.
macro_rules! on_both {
    ($($check:ident),+ $(,)?) => {$(
        mod $check {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let test = $crate::support::TestDatabase::sqlite().await;
                super::$check(&test).await;
                test.close().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgresql() {
                let test = $crate::support::TestDatabase::postgresql().await;
                super::$check(&test).await;
                test.close().await;
            }
        }
    )+};
}
pub(crate) use on_both;
