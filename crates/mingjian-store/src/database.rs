//! The case database as its rooms see it: transactions with the keys, and the retry of actions that met another.
//! It holds no query of a room: rooms get a transaction and know nothing of pools.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::Arc;

use mingjian_sql::{Address, Pool, Profile, Tx};

use crate::dialect;
use crate::error::{StoreError, Transient};
use crate::seal::Keys;
use crate::{meta, migration};

/// How often an action is tried again after it met another one.
const RETRIES: u32 = 3;
const PROFILE: Profile = Profile {
    name: "mingjian",
    readers: 4,
    // Without it, INSERT OR REPLACE removes a row past the triggers that forbid it.
    pragmas: &[("recursive_triggers", "ON")],
    // A node that hangs inside a transaction must not stop all the others for ever.
    options: &[("idle_in_transaction_session_timeout", "60s"), ("lock_timeout", "30s")],
};

/// The case database: a pool of connections and the keys to what is sealed in it.
#[derive(Debug, Clone)]
pub struct Database {
    pool: Pool,
    keys: Arc<Keys>,
}

impl Database {
    /// Opens the database, makes or migrates its tables, and refuses a key that is not its own.
    ///
    /// A SQLite file is made when it is missing; its folder is not.
    pub async fn connect(address: &Address, keys: Keys) -> Result<Self, StoreError> {
        let pool = Pool::connect(address, &PROFILE).await?;
        migration::migrate(&pool).await?;
        let database = Self { pool, keys: Arc::new(keys) };
        meta::recognise_key(&database).await?;
        Ok(database)
    }

    /// The keys of this installation.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether the engine is PostgreSQL; for messages and benches, never for a query.
    pub const fn is_postgres(&self) -> bool {
        self.pool.is_postgres()
    }

    /// Copies what is committed now into a new SQLite file; answers `false` on PostgreSQL, whose own tools do that.
    ///
    /// # Errors
    /// When the database fails, or the file exists.
    pub async fn copy_to(&self, file: &Path) -> Result<bool, StoreError> {
        Ok(self.pool.copy_to(file).await?)
    }

    /// A transaction that reads one snapshot and cannot write.
    pub async fn begin_read(&self) -> Result<ReadTx, StoreError> {
        let connection = self.pool.begin_read().await?;
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

    async fn begin(&self, postgres: &'static str) -> Result<WriteTx, StoreError> {
        let connection = self.pool.begin_write(postgres).await?;
        Ok(WriteTx(ReadTx { connection, keys: Arc::clone(&self.keys) }))
    }

    /// Closes all connections; SQLite folds its write-ahead log into the file.
    pub async fn close(&self) {
        self.pool.close().await;
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

/// A transaction that reads. What takes a `&mut ReadTx` takes a `&mut WriteTx` as well.
#[derive(Debug)]
pub struct ReadTx {
    pub(crate) connection: Tx,
    keys: Arc<Keys>,
}

impl ReadTx {
    /// The keys to what is sealed outside of proceedings.
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }
}

/// A transaction that reads and writes, and is nothing until it is committed.
#[derive(Debug)]
pub struct WriteTx(ReadTx);

impl WriteTx {
    /// Makes everything that was written durable, or fails and nothing was written.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.connection.commit().await?)
    }

    /// Undoes everything and gives the connection back at once.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.0.connection.rollback().await?)
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
