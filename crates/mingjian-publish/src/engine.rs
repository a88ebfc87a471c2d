//! The public database as its rooms see it: opened, migrated, and a transaction at a time.
//! What it shares with the case database stands in `mingjian-sql`, for the public site must not be able to link the cases.

use std::path::Path;

use mingjian_sql::{Address, Pool, Profile, Tx};

use crate::error::PublishError;
use crate::migration;

/// A change takes the row of its position first, and with it the turn of its decision.
const BEGIN_WRITE_POSTGRES: &str = mingjian_sql::pool::BEGIN_SHORT_POSTGRES;

const PROFILE: Profile = Profile {
    name: "mingjian-public",
    readers: 8,
    // What is withdrawn is overwritten, not only unlinked.
    pragmas: &[("secure_delete", "ON")],
    options: &[],
};

/// The public database. All its tables begin with `public_`, so that on PostgreSQL it may be the database of the cases.
#[derive(Debug, Clone)]
pub struct PublicDatabase {
    pool: Pool,
}

impl PublicDatabase {
    /// Opens the database and makes or migrates its tables. A SQLite file is made when it is missing; its folder is not.
    ///
    /// # Errors
    /// When it cannot be reached, or was migrated by a newer program.
    pub async fn connect(address: &Address) -> Result<Self, PublishError> {
        let pool = Pool::connect(address, &PROFILE).await?;
        migration::migrate(&pool).await?;
        Ok(Self { pool })
    }

    /// Whether the engine is PostgreSQL; for messages and tests, never for a query.
    pub const fn is_postgres(&self) -> bool {
        self.pool.is_postgres()
    }

    /// Copies what is committed now into a new SQLite file; answers `false` on PostgreSQL, whose own tools do that.
    ///
    /// # Errors
    /// When the database fails, or the file exists.
    pub async fn copy_to(&self, file: &Path) -> Result<bool, PublishError> {
        Ok(self.pool.copy_to(file).await?)
    }

    /// Closes all connections; SQLite folds its write-ahead log into the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    pub(crate) async fn begin_read(&self) -> Result<Tx, PublishError> {
        Ok(self.pool.begin_read().await?)
    }

    pub(crate) async fn begin_write(&self) -> Result<Tx, PublishError> {
        Ok(self.pool.begin_write(BEGIN_WRITE_POSTGRES).await?)
    }
}
