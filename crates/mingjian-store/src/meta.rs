//! Facts about the installation itself, such as the check by which the database recognises its key.
//! Nothing of a case belongs here, and nothing secret.

use crate::database::{Database, ReadTx, WriteTx};
use crate::error::StoreError;

const KEY_CHECK: &str = "key_check";
const GET: &str = "SELECT value FROM meta WHERE key = $1";
const SET: &str = "INSERT INTO meta (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET value = excluded.value";
const REMEMBER: &str = "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING";

/// The value under a name, if there is one.
pub async fn get(tx: &mut ReadTx, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<(Vec<u8>,)> =
        on!(tx, |connection| sqlx::query_as(GET).bind(key).fetch_optional(connection).await?);
    Ok(row.map(|(value,)| value))
}

/// Sets the value under a name.
pub async fn set(tx: &mut WriteTx, key: &str, value: &[u8]) -> Result<(), StoreError> {
    on!(tx, |connection| sqlx::query(SET).bind(key).bind(value).execute(connection).await.map(|_| ())?);
    Ok(())
}

/// Remembers the key on the first start, and refuses every other one from then on.
pub(crate) async fn recognise_key(database: &Database) -> Result<(), StoreError> {
    let check = database.keys().check();
    let mut tx = database.begin_short().await?;
    on!(&mut tx, |connection| {
        let query = sqlx::query(REMEMBER).bind(KEY_CHECK).bind(check.as_bytes().as_slice());
        query.execute(connection).await.map(|_| ())?;
    });
    let known = get(&mut tx, KEY_CHECK).await?;
    tx.commit().await?;
    if known.as_deref() == Some(check.as_bytes().as_slice()) { Ok(()) } else { Err(StoreError::WrongKey) }
}
