//! Connections and transactions of both engines behind one type, and the retry of actions that met another.
//! It holds no query of a room: rooms get a transaction and know nothing of pools.

use std::fs::OpenOptions;
use std::ops::{Deref, DerefMut};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::dialect;
use crate::error::{StoreError, Transient};
use crate::seal::Keys;
use crate::{meta, migration};

/// How often an action is tried again after it met another one.
const RETRIES: u32 = 3;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

/// Where the case database is.
#[derive(Clone)]
pub enum DatabaseUrl {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// A database of a PostgreSQL server.
    Postgres(Box<PgConnectOptions>),
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;

    /// Reads `sqlite:FILE` or `postgres://…`; a database in memory is refused, each connection would have its own.
    fn from_str(text: &str) -> Result<Self, StoreError> {
        if let Some(file) = text.strip_prefix("sqlite:") {
            let file = file.strip_prefix("//").unwrap_or(file);
            let refused = file.is_empty() || file.starts_with(":memory:");
            return if refused { Err(StoreError::Address) } else { Ok(Self::Sqlite(file.into())) };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            // The parser's error may repeat the address and its password.
            return text
                .parse()
                .ok()
                .map(|options| Self::Postgres(Box::new(options)))
                .ok_or(StoreError::Address);
        }
        Err(StoreError::Address)
    }
}

/// Without user and password, for logs.
impl std::fmt::Debug for DatabaseUrl {
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

/// The case database: a pool of connections and the keys to what is sealed in it.
#[derive(Debug, Clone)]
pub struct Database {
    engine: Engine,
    keys: Arc<Keys>,
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

impl Database {
    /// Opens the database, makes or migrates its tables, and refuses a key that is not its own.
    ///
    /// A SQLite file is made when it is missing; its folder is not.
    pub async fn connect(url: &DatabaseUrl, keys: Keys) -> Result<Self, StoreError> {
        let engine = match url {
            DatabaseUrl::Sqlite(file) => open_sqlite(file.clone()).await?,
            DatabaseUrl::Postgres(options) => open_postgres(options).await?,
        };
        let database = Self { engine, keys: Arc::new(keys) };
        migration::migrate(&database).await?;
        meta::recognise_key(&database).await?;
        Ok(database)
    }

    /// The keys of this installation.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether the engine is PostgreSQL; for messages and benches, never for a query.
    pub const fn is_postgres(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// A transaction that reads one snapshot and cannot write.
    pub async fn begin_read(&self) -> Result<ReadTx, StoreError> {
        let connection = match &self.engine {
            Engine::Sqlite { readers, .. } => {
                Connection::Sqlite(readers.begin_with(dialect::BEGIN_READ_SQLITE).await?)
            }
            Engine::Postgres(pool) => {
                Connection::Postgres(pool.begin_with(dialect::BEGIN_READ_POSTGRES).await?)
            }
        };
        Ok(ReadTx { connection, keys: Arc::clone(&self.keys) })
    }

    /// A transaction that writes, serialised against all others; dropped without [`WriteTx::commit`] it never was.
    ///
    /// It may fail at any statement with an error that [`Transient`] calls transient: use [`crate::transact`].
    pub async fn begin_write(&self) -> Result<WriteTx, StoreError> {
        self.begin(dialect::BEGIN_WRITE_POSTGRES).await
    }

    /// The tries of one action; [`crate::transact`] is the way to make them.
    pub const fn attempts(&self) -> Attempts<'_> {
        Attempts { database: self, retries: 0 }
    }

    /// A short write that guards itself by a row lock (audit trail, job claims) and so never fails serialisation.
    pub(crate) async fn begin_short(&self) -> Result<WriteTx, StoreError> {
        self.begin(dialect::BEGIN_SHORT_POSTGRES).await
    }

    /// A write transaction that holds the lock under which one node migrates.
    pub(crate) async fn begin_migration(&self) -> Result<WriteTx, StoreError> {
        let mut tx = self.begin_short().await?;
        if let Connection::Postgres(inner) = &mut tx.0.connection {
            sqlx::query(dialect::MIGRATION_LOCK_POSTGRES).execute(&mut **inner).await?;
        }
        Ok(tx)
    }

    async fn begin(&self, postgres: &'static str) -> Result<WriteTx, StoreError> {
        let connection = match &self.engine {
            Engine::Sqlite { writer, .. } => {
                Connection::Sqlite(writer.begin_with(dialect::BEGIN_WRITE_SQLITE).await?)
            }
            Engine::Postgres(pool) => Connection::Postgres(pool.begin_with(postgres).await?),
        };
        Ok(WriteTx(ReadTx { connection, keys: Arc::clone(&self.keys) }))
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
}

/// The tries of one action: the first beside all others, up to three more alone, when it met another action.
#[derive(Debug)]
pub struct Attempts<'a> {
    database: &'a Database,
    retries: u32,
}

impl Attempts<'_> {
    /// The transaction of the next try.
    pub async fn begin(&self) -> Result<WriteTx, StoreError> {
        let first = self.retries == 0;
        self.database
            .begin(if first { dialect::BEGIN_WRITE_POSTGRES } else { dialect::BEGIN_RETRY_POSTGRES })
            .await
    }

    /// Commits what went well and undoes what did not; answers `None` when the action is to be tried again.
    pub async fn settle<T, E>(&mut self, tx: WriteTx, outcome: Result<T, E>) -> Option<Result<T, E>>
    where
        E: From<StoreError> + Transient,
    {
        let settled = match outcome {
            Ok(value) => tx.commit().await.map(|()| value).map_err(E::from),
            // Given back before the next try begins: SQLite has one writer only. That a connection which failed cannot
            // be rolled back either is no news; the server does it.
            Err(error) => {
                drop(tx.rollback().await);
                Err(error)
            }
        };
        match settled {
            Err(error) if error.is_transient() && self.retries < RETRIES => {
                self.retries += 1;
                None
            }
            settled => Some(settled),
        }
    }
}

/// Runs an action in a write transaction and commits it: `transact!(database, |tx| { …; Ok(value) })`.
///
/// The body is an `async` block with a `&mut WriteTx`; its value is a `Result` whose error is `From<StoreError>` and
/// [`Transient`]. On PostgreSQL it is tried up to three times more when it met another action, so it must touch nothing
/// but the transaction; whatever error comes out, nothing was written. A macro and no function with a closure, because
/// a future that borrows in an `async` closure is not `Send` to the compiler, and every handler must be.
#[macro_export]
macro_rules! transact {
    ($database:expr, |$tx:ident| $body:expr) => {{
        let mut attempts = $database.attempts();
        loop {
            let settled = match attempts.begin().await {
                Ok(mut tx) => {
                    let outcome = {
                        let $tx = &mut tx;
                        async { $body }.await
                    };
                    attempts.settle(tx, outcome).await
                }
                Err(error) => Some(Err(error.into())),
            };
            if let Some(settled) = settled {
                break settled;
            }
        }
    }};
}

/// A transaction of one of the engines.
#[derive(Debug)]
pub(crate) enum Connection {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction that reads. What takes a `&mut ReadTx` takes a `&mut WriteTx` as well.
#[derive(Debug)]
pub struct ReadTx {
    pub(crate) connection: Connection,
    keys: Arc<Keys>,
}

impl ReadTx {
    /// The keys to what is sealed outside of proceedings.
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    pub(crate) const fn is_postgres(&self) -> bool {
        matches!(self.connection, Connection::Postgres(_))
    }
}

/// A transaction that reads and writes, and is nothing until it is committed.
#[derive(Debug)]
pub struct WriteTx(ReadTx);

impl WriteTx {
    /// Makes everything that was written durable, or fails and nothing was written.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.0.connection {
            Connection::Sqlite(inner) => inner.commit().await?,
            Connection::Postgres(inner) => inner.commit().await?,
        }
        Ok(())
    }

    /// Undoes everything and gives the connection back at once.
    pub async fn rollback(self) -> Result<(), StoreError> {
        match self.0.connection {
            Connection::Sqlite(inner) => inner.rollback().await?,
            Connection::Postgres(inner) => inner.rollback().await?,
        }
        Ok(())
    }
}

impl Deref for WriteTx {
    type Target = ReadTx;

    fn deref(&self) -> &ReadTx {
        &self.0
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut ReadTx {
        &mut self.0
    }
}

async fn open_sqlite(file: PathBuf) -> Result<Engine, StoreError> {
    // Names are in clear: the file is its owner's alone. SQLite gives its log the mode of the file.
    OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(&file)
        .map_err(|error| StoreError::Database(sqlx::Error::Io(error)))?;
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // NORMAL is sixteen times faster and loses acknowledged work in a power cut.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        // Without it, INSERT OR REPLACE removes a row past the triggers that forbid it.
        .pragma("recursive_triggers", "ON")
        // Nothing may reach the disk outside the file and its log.
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
        .connect_lazy_with(options.pragma("query_only", "ON"));
    Ok(Engine::Sqlite { writer, readers })
}

async fn open_postgres(options: &PgConnectOptions) -> Result<Engine, StoreError> {
    let options = options.clone().application_name("mingjian").options([
        ("synchronous_commit", "on"),
        // A node that hangs inside a transaction must not stop all the others for ever.
        ("idle_in_transaction_session_timeout", "60s"),
        ("lock_timeout", "30s"),
    ]);
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
        let file: DatabaseUrl = "sqlite:/srv/data/mingjian.db".parse().unwrap();
        assert_eq!(format!("{file:?}"), "sqlite:/srv/data/mingjian.db");
        let server: DatabaseUrl = "postgres://clerk:secret@db.example/cases".parse().unwrap();
        assert_eq!(format!("{server:?}"), "postgres://db.example:5432/cases");
        for wrong in ["", "sqlite:", "sqlite::memory:", "mysql://x/y", "/srv/mingjian.db"] {
            assert!(matches!(wrong.parse::<DatabaseUrl>(), Err(StoreError::Address)), "{wrong}");
        }
    }

    #[test]
    fn the_message_about_a_wrong_address_does_not_repeat_its_password() {
        let error = "postgres://clerk:secret@db.example:port/cases".parse::<DatabaseUrl>().unwrap_err();
        assert!(!error.to_string().contains("secret"));
    }
}
