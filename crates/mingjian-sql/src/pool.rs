//! Connections of both engines behind one type, and the transactions that they give.
//! How a writing transaction begins on PostgreSQL is the caller's to say; it decides nothing about retries.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::address::Address;

const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);
const POSTGRES_CONNECTIONS: u32 = 16;

/// SQLite has one writer: it takes the lock at once, so that no read turns out stale at the first write.
const BEGIN_WRITE_SQLITE: &str = "BEGIN IMMEDIATE";
/// A snapshot over several statements.
const BEGIN_READ_SQLITE: &str = "BEGIN DEFERRED";
/// One snapshot, and the server refuses a write.
const BEGIN_READ_POSTGRES: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// A write that guards itself by a row lock, and so never fails serialisation.
pub const BEGIN_SHORT_POSTGRES: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
/// A whole copy of what is committed now, whatever others write meanwhile.
const COPY_SQLITE: &str = "VACUUM INTO $1";

/// How one of our databases wants its connections.
#[derive(Debug, Clone, Copy)]
pub struct Profile {
    /// The name that PostgreSQL shows of our connections.
    pub name: &'static str,
    /// Connections of SQLite that read.
    pub readers: u32,
    /// Settings of SQLite beyond those that both databases have.
    pub pragmas: &'static [(&'static str, &'static str)],
    /// Settings of PostgreSQL beyond those that both databases have.
    pub options: &'static [(&'static str, &'static str)],
}

/// The connections to a database.
#[derive(Debug, Clone)]
pub enum Pool {
    /// One writer, and readers that cannot write.
    Sqlite {
        /// The one connection that writes.
        writer: SqlitePool,
        /// The connections that read.
        readers: SqlitePool,
    },
    /// A PostgreSQL server.
    Postgres(PgPool),
}

impl Pool {
    /// Opens a database. A SQLite file is made when it is missing; its folder is not.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub async fn connect(address: &Address, profile: &Profile) -> Result<Self, sqlx::Error> {
        match address {
            Address::Sqlite(file) => open_sqlite(file.clone(), profile).await,
            Address::Postgres(options) => open_postgres(options, profile).await,
        }
    }

    /// Whether the engine is PostgreSQL; for messages and benches, never for a query.
    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// A transaction that reads one snapshot and cannot write.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_read(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Tx::Sqlite(readers.begin_with(BEGIN_READ_SQLITE).await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin_with(BEGIN_READ_POSTGRES).await?),
        })
    }

    /// A transaction that writes; on SQLite it is alone, on PostgreSQL it begins as the caller says.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_write(&self, postgres: &'static str) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with(BEGIN_WRITE_SQLITE).await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin_with(postgres).await?),
        })
    }

    /// Writes a copy of a SQLite database into a new file, as it stands committed now, while others go on working.
    /// Answers whether there is such a copy: of PostgreSQL its own tools make one.
    ///
    /// # Errors
    /// When the database fails, or the file exists.
    pub async fn copy_to(&self, file: &Path) -> Result<bool, sqlx::Error> {
        let Self::Sqlite { readers, .. } = self else { return Ok(false) };
        // Readers are forbidden to write, which the engine takes to mean any file.
        let mut options = readers.connect_options().as_ref().clone();
        options = options.pragma("query_only", "OFF");
        let mut connection = sqlx::ConnectOptions::connect(&options).await?;
        sqlx::query(COPY_SQLITE).bind(file.to_string_lossy()).execute(&mut connection).await?;
        sqlx::Connection::close(connection).await?;
        Ok(true)
    }

    /// Closes all connections; SQLite folds its write-ahead log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// A transaction of one of the engines; dropped without a commit it never was.
#[derive(Debug)]
pub enum Tx {
    /// Of SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// Of PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Makes everything that was written durable, or fails and nothing was written.
    ///
    /// # Errors
    /// When the database fails, or the transaction met another one.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(inner) => inner.commit().await,
            Self::Postgres(inner) => inner.commit().await,
        }
    }

    /// Undoes everything and gives the connection back at once.
    ///
    /// # Errors
    /// When the connection is lost; then the server undoes it.
    pub async fn rollback(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(inner) => inner.rollback().await,
            Self::Postgres(inner) => inner.rollback().await,
        }
    }

    /// Whether the engine is PostgreSQL, for the few statements that only one of them knows.
    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

async fn open_sqlite(file: PathBuf, profile: &Profile) -> Result<Pool, sqlx::Error> {
    // Names are in clear: the file is its owner's alone. SQLite gives its log the mode of the file.
    OpenOptions::new().append(true).create(true).mode(0o600).open(&file).map_err(sqlx::Error::Io)?;
    let mut options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // NORMAL is sixteen times faster and loses acknowledged work in a power cut.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        // Nothing may reach the disk outside the file and its log.
        .pragma("temp_store", "MEMORY");
    for (name, value) in profile.pragmas {
        options = options.pragma(*name, *value);
    }
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(options.clone())
        .await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(profile.readers)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_lazy_with(options.pragma("query_only", "ON"));
    Ok(Pool::Sqlite { writer, readers })
}

async fn open_postgres(options: &PgConnectOptions, profile: &Profile) -> Result<Pool, sqlx::Error> {
    let options = options
        .clone()
        .application_name(profile.name)
        .options([("synchronous_commit", "on")])
        .options(profile.options.iter().copied());
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(options)
        .await?;
    Ok(Pool::Postgres(pool))
}
