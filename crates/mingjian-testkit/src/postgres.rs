//! A schema of its own on a PostgreSQL server for each test, made and removed by the client program of PostgreSQL.
//! It skips nothing: without a server the test fails and says how to run it.

use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

const VARIABLE: &str = "MINGJIAN_TEST_POSTGRES";

/// A schema that is removed when it goes.
#[derive(Debug)]
pub(crate) struct Schema {
    server: String,
    name: String,
}

impl Schema {
    pub(crate) fn create() -> Self {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var(VARIABLE).unwrap_or_else(|_| {
            panic!("no PostgreSQL to test on: run `cargo xtask test`, or set {VARIABLE}=postgres://…")
        });
        let name = format!("k{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let schema = Self { server, name };
        schema.run(&format!("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}", schema.name));
        schema
    }

    /// The address at which only this schema is seen.
    pub(crate) fn address(&self) -> String {
        let separator = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{separator}options[search_path]={}", self.server, self.name)
    }

    fn run(&self, sql: &str) {
        let output = Command::new("psql")
            .args(["--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--command", sql, &self.server])
            .output()
            .expect("the client program psql runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            // A transaction that was dropped is rolled back by a task that this thread no longer runs; its locks would
            // hold up the end for as long as the server lets it lie idle.
            self.run(&format!(
                "SELECT pg_terminate_backend(lock.pid) FROM pg_locks AS lock
                 JOIN pg_class AS class ON class.oid = lock.relation
                 JOIN pg_namespace AS schema ON schema.oid = class.relnamespace
                 WHERE schema.nspname = '{0}' AND lock.pid <> pg_backend_pid();
                 DROP SCHEMA IF EXISTS {0} CASCADE",
                self.name
            ));
        }
    }
}
