//! Who has which part in a proceeding (handler, reviewer, head, hearing host, clerk), for scopes and lists.
//! It derives nothing: the app writes what the step left, the domain says what a part allows.

use mingjian_domain::id::{ProceedingId, UserId};

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::seal::DataKey;

row! {
    /// One part of one person.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PersonRow {
        /// The person.
        pub user_id: UserId,
        /// The part.
        pub part: String,
    }
}

const CLEAR: &str = "DELETE FROM proceeding_persons WHERE proceeding_id = $1";
const ADD: &str = "INSERT INTO proceeding_persons (proceeding_id, user_id, part) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING";
const OF_PROCEEDING: &str = "SELECT user_id, part FROM proceeding_persons
WHERE proceeding_id = $1
ORDER BY part, user_id";

/// Sets who has which part, in place of what stood there.
pub async fn replace(tx: &mut WriteTx, data_key: &DataKey, rows: &[PersonRow]) -> Result<(), StoreError> {
    let proceeding = data_key.proceeding().as_uuid();
    on!(tx, |connection| sqlx::query(CLEAR).bind(proceeding).execute(connection).await.map(|_| ())?);
    for row in rows {
        on!(tx, |connection| {
            let query = sqlx::query(ADD).bind(proceeding).bind(row.user_id.as_uuid()).bind(&row.part);
            query.execute(connection).await.map(|_| ())?;
        });
    }
    Ok(())
}

/// Who has which part.
pub async fn of_proceeding(tx: &mut ReadTx, id: ProceedingId) -> Result<Vec<PersonRow>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(OF_PROCEEDING).bind(id.as_uuid()).fetch_all(connection).await?
    }))
}
