//! What a body entered of itself for its documents (机关抬头), each time from a day on; nothing is overwritten.
//! What the pack says of the body, and which of both holds, is not asked here.

use chrono::NaiveDate;
use mingjian_domain::id::{OrganId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;

row! {
    /// What a body prints from a day on, as far as it entered it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct LetterheadRow {
        /// The body.
        pub organ_id: OrganId,
        /// The first day on which it holds.
        pub from_on: NaiveDate,
        /// Where the body can be found.
        pub address: Option<String>,
        /// Its postcode.
        pub postcode: Option<String>,
        /// Its telephone number for the public.
        pub telephone: Option<String>,
        /// The court that tries its acts.
        pub court: Option<String>,
        /// Where reconsideration can be asked for online.
        pub online: Option<String>,
        /// Where it publishes its decisions.
        pub publicity: Option<String>,
        /// The bank at which fines are paid (行政处罚法 第六十七条).
        pub bank_name: Option<String>,
        /// The name of the account.
        pub account_name: Option<String>,
        /// Its number.
        pub account: Option<String>,
        /// Who entered it.
        pub entered_by: UserId,
        /// When it was entered.
        pub entered_at: Instant,
    }
}

const INSERT: &str = "INSERT INTO letterheads
    (organ_id, from_on, address, postcode, telephone, court, online, publicity, bank_name, account_name, account,
     entered_by, entered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const OF_ORGAN: &str =
    "SELECT organ_id, from_on, address, postcode, telephone, court, online, publicity, bank_name,
    account_name, account, entered_by, entered_at
FROM letterheads
WHERE organ_id = $1
ORDER BY from_on DESC, id DESC";
/// Of several from one day the last entered holds.
const ON: &str =
    "SELECT organ_id, from_on, address, postcode, telephone, court, online, publicity, bank_name,
    account_name, account, entered_by, entered_at
FROM letterheads
WHERE organ_id = $1 AND from_on <= $2
ORDER BY from_on DESC, id DESC
LIMIT 1";

/// Enters what a body prints from a day on.
pub async fn insert(tx: &mut WriteTx, row: &LetterheadRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.organ_id.as_uuid()).bind(row.from_on).bind(&row.address);
        let query = query.bind(&row.postcode).bind(&row.telephone).bind(&row.court).bind(&row.online);
        let query = query.bind(&row.publicity).bind(&row.bank_name).bind(&row.account_name);
        let query = query.bind(&row.account).bind(row.entered_by.as_uuid()).bind(row.entered_at.micros());
        query.execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Everything that a body ever entered, what holds last first.
pub async fn of_organ(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<LetterheadRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(OF_ORGAN).bind(organ.as_uuid()).fetch_all(connection).await?))
}

/// What a body prints on a day.
pub async fn on(
    tx: &mut ReadTx,
    organ: OrganId,
    day: NaiveDate,
) -> Result<Option<LetterheadRow>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(ON).bind(organ.as_uuid()).bind(day).fetch_optional(connection).await?
    }))
}
