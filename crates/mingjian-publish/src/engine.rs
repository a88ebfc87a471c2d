//! Connections and transactions of both engines behind one type.
//! The case database has a like of it (`mingjian-store`), kept apart on purpose: the public site must not be able to link
//! the cases, and forty lines twice are the price.

use crate::error::PublishError;
use crate::migration;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);
const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;

/// One writer: the lock is taken at once.
const BEGIN_WRITE_SQLITE: &str = "BEGIN IMMEDIATE";
const BEGIN_READ_SQLITE: &str = "BEGIN DEFERRED";
/// A change takes the row of its position first, and with it the turn of its decision.
const BEGIN_WRITE_POSTGRES: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
const BEGIN_READ_POSTGRES: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Two nodes that start at once migrate one after the other; the number only has to be ours.
const MIGRATION_LOCK_POSTGRES: &str = "SELECT pg_advisory_xact_lock(7308604897285405)";

/// Where the public database is.
#[derive(Clone)]
pub enum PublicUrl {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// A database of a PostgreSQL server. All tables begin with `public_`, so that it may be the one of the cases.
    Postgres(Box<PgConnectOptions>),
}

impl FromStr for PublicUrl {
    type Err = PublishError;

    /// Reads `sqlite:FILE` or `postgres://…`; a database in memory is refused, each connection would have its own.
    fn from_str(text: &str) -> Result<Self, PublishError> {
        if let Some(file) = text.strip_prefix("sqlite:") {
            let file = file.strip_prefix("//").unwrap_or(file);
            let refused = file.is_empty() || file.starts_with(":memory:");
            return if refused { Err(PublishError::Address) } else { Ok(Self::Sqlite(file.into())) };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            // The parser's error may repeat the address and its password.
            let options = text.parse().ok().map(|options| Self::Postgres(Box::new(options)));
            return options.ok_or(PublishError::Address);
        }
        Err(PublishError::Address)
    }
}

/// Without user and password, for logs.
impl std::fmt::Debug for PublicUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "sqlite:{}", file.display()),
            Self::Postgres(options) => {
                let database = options.get_database().unwrap_or_default();
                write!(f, "postgres://{}:{}/{database}", options.get_host(), options.get_port())
            }
        }
    }
}

/// The public database.
#[derive(Debug, Clone)]
pub struct PublicDatabase {
    engine: Engine,
}

#[derive(Debug, Clone)]
enum Engine {
    /// One writer, and readers that cannot write.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

impl PublicDatabase {
    /// Opens the database and makes or migrates its tables. A SQLite file is made when it is missing; its folder is not.
    ///
    /// # Errors
    /// When it cannot be reached, or was migrated by a newer program.
    pub async fn connect(url: &PublicUrl) -> Result<Self, PublishError> {
        let engine = match url {
            PublicUrl::Sqlite(file) => open_sqlite(file.clone()).await?,
            PublicUrl::Postgres(options) => open_postgres(options).await?,
        };
        let database = Self { engine };
        migration::migrate(&database).await?;
        Ok(database)
    }

    /// Whether the engine is PostgreSQL; for messages and tests, never for a query.
    pub const fn is_postgres(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// Closes all connections; SQLite folds its write-ahead log into the file.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }

    pub(crate) async fn begin_read(&self) -> Result<Tx, PublishError> {
        Ok(match &self.engine {
            Engine::Sqlite { readers, .. } => Tx::Sqlite(readers.begin_with(BEGIN_READ_SQLITE).await?),
            Engine::Postgres(pool) => Tx::Postgres(pool.begin_with(BEGIN_READ_POSTGRES).await?),
        })
    }

    pub(crate) async fn begin_write(&self) -> Result<Tx, PublishError> {
        Ok(match &self.engine {
            Engine::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with(BEGIN_WRITE_SQLITE).await?),
            Engine::Postgres(pool) => Tx::Postgres(pool.begin_with(BEGIN_WRITE_POSTGRES).await?),
        })
    }

    /// A write transaction that holds the lock under which one node migrates.
    pub(crate) async fn begin_migration(&self) -> Result<Tx, PublishError> {
        let mut tx = self.begin_write().await?;
        if let Tx::Postgres(inner) = &mut tx {
            sqlx::query(MIGRATION_LOCK_POSTGRES).execute(&mut **inner).await?;
        }
        Ok(tx)
    }
}

/// A transaction of one of the engines; dropped without a commit it never was.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) async fn commit(self) -> Result<(), PublishError> {
        match self {
            Self::Sqlite(inner) => inner.commit().await?,
            Self::Postgres(inner) => inner.commit().await?,
        }
        Ok(())
    }

    pub(crate) const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

/// Runs one expression on the connection of either engine: the text of the SQL is the same.
macro_rules! on {
    ($tx:expr, |$connection:ident| $body:expr) => {
        match $tx {
            $crate::engine::Tx::Sqlite(inner) => {
                let $connection = &mut **inner;
                $body
            }
            $crate::engine::Tx::Postgres(inner) => {
                let $connection = &mut **inner;
                $body
            }
        }
    };
}

async fn open_sqlite(file: PathBuf) -> Result<Engine, PublishError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        // What is withdrawn is overwritten, not only unlinked.
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY");
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(options.clone())
        .await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_lazy_with(options.create_if_missing(false).pragma("query_only", "ON"));
    Ok(Engine::Sqlite { writer, readers })
}

async fn open_postgres(options: &PgConnectOptions) -> Result<Engine, PublishError> {
    let options = options.clone().application_name("mingjian-public").options([("synchronous_commit", "on")]);
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(options)
        .await?;
    Ok(Engine::Postgres(pool))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_file_or_a_server_and_nothing_else() {
        let file: PublicUrl = "sqlite:/srv/data/public.db".parse().unwrap();
        assert_eq!(format!("{file:?}"), "sqlite:/srv/data/public.db");
        let server: PublicUrl = "postgres://site:secret@db.example/public".parse().unwrap();
        assert_eq!(format!("{server:?}"), "postgres://db.example:5432/public");
        for wrong in ["", "sqlite:", "sqlite::memory:", "mysql://x/y", "/srv/public.db"] {
            assert!(matches!(wrong.parse::<PublicUrl>(), Err(PublishError::Address)), "{wrong}");
        }
    }

    #[test]
    fn the_message_about_a_wrong_address_does_not_repeat_its_password() {
        let error = "postgres://site:secret@db.example:port/public".parse::<PublicUrl>().unwrap_err();
        assert!(!error.to_string().contains("secret"));
    }
}
