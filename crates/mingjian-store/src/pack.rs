//! Law packs as they were loaded, kept for ever under their hash, and how often the body has changed the law in use since.
//! It does not read them: what a pack says is the business of `mingjian-law`.

use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::hash::Hash;

row! {
    /// A law pack without its bytes.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PackRow {
        /// The hash that journal entries name.
        pub hash: Hash,
        /// The name of the layer, such as `xuchang-health`.
        pub name: String,
        /// When it was first loaded.
        pub loaded_at: Instant,
    }
}

const KEEP: &str = "INSERT INTO packs (hash, name, bytes, loaded_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (hash) DO NOTHING";
const BYTES: &str = "SELECT bytes FROM packs WHERE hash = $1";
const ALL: &str = "SELECT hash, name, loaded_at FROM packs ORDER BY loaded_at, hash";
/// Counted, because what commits later may have the smaller number; these tables only grow.
const REVISION: &str = "SELECT (SELECT COUNT(*) FROM confirmations)
    + (SELECT COUNT(*) FROM confirmation_withdrawals)
    + (SELECT COUNT(*) FROM calendar_years)";

/// Keeps a pack; one that is there already is left as it is.
pub async fn keep(tx: &mut WriteTx, pack: &PackRow, bytes: &[u8]) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(KEEP).bind(pack.hash.as_bytes().as_slice()).bind(&pack.name);
        query.bind(bytes).bind(pack.loaded_at.micros()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// The bytes of a pack.
pub async fn bytes(tx: &mut ReadTx, hash: Hash) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<(Vec<u8>,)> = on!(tx, |connection| {
        sqlx::query_as(BYTES).bind(hash.as_bytes().as_slice()).fetch_optional(connection).await?
    });
    Ok(row.map(|(bytes,)| bytes))
}

/// Every pack that was ever loaded, in order.
pub async fn all(tx: &mut ReadTx) -> Result<Vec<PackRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(ALL).fetch_all(connection).await?))
}

/// How often the body has changed the law in use: confirmations, their withdrawals, imported years.
///
/// Who has read the law at a lower number has not read all of it.
pub async fn revision(tx: &mut ReadTx) -> Result<i64, StoreError> {
    let (revision,): (i64,) = on!(tx, |connection| sqlx::query_as(REVISION).fetch_one(connection).await?);
    Ok(revision)
}
