//! Numbers without a gap, one series for each organ, kind of number and year.
//! It does not write a number as text: the wording belongs to the law pack.

use mingjian_domain::id::OrganId;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;

const NEXT: &str = "INSERT INTO number_series (organ_id, series, year, last) VALUES ($1, $2, $3, 1)
ON CONFLICT (organ_id, series, year) DO UPDATE SET last = number_series.last + 1
RETURNING last";
const LAST: &str = "SELECT last FROM number_series WHERE organ_id = $1 AND series = $2 AND year = $3";

/// Takes the next number of a series; if the transaction is not committed, nobody took it.
pub async fn next(tx: &mut WriteTx, organ: OrganId, series: &str, year: i64) -> Result<i64, StoreError> {
    let (number,): (i64,) = on!(tx, |connection| {
        let query = sqlx::query_as(NEXT).bind(organ.as_uuid()).bind(series).bind(year);
        query.fetch_one(connection).await?
    });
    Ok(number)
}

/// The last number that was taken, zero for a series that has not begun.
pub async fn last(tx: &mut ReadTx, organ: OrganId, series: &str, year: i64) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = on!(tx, |connection| {
        let query = sqlx::query_as(LAST).bind(organ.as_uuid()).bind(series).bind(year);
        query.fetch_optional(connection).await?
    });
    Ok(row.map_or(0, |(number,)| number))
}
