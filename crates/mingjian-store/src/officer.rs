//! Enforcement officers and their certificates, and whether one was valid on the day of an act.
//! How many officers an act needs is decided by the domain.

use chrono::NaiveDate;
use mingjian_domain::id::{OfficerId, OrganId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::{StoreError, ensure_saved};

row! {
    /// An enforcement officer (执法人员).
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct OfficerRow {
        /// The identifier.
        pub id: OfficerId,
        /// The login of the officer, if there is one.
        pub user_id: Option<UserId>,
        /// The body that the officer works for.
        pub organ_id: OrganId,
        /// The name.
        pub name: String,
        /// The post (职务).
        pub post: String,
        /// When the officer was entered.
        pub created_at: Instant,
        /// How often the row was changed.
        pub version: i64,
    }
}

row! {
    /// An enforcement certificate (行政执法证件).
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CertificateRow {
        /// The number on it.
        pub number: String,
        /// Whose it is.
        pub officer_id: OfficerId,
        /// Who issued it.
        pub issuer: String,
        /// Where it holds (执法区域).
        pub area: String,
        /// The first day on which it holds.
        pub valid_from_on: NaiveDate,
        /// The last day on which it holds.
        pub valid_to_on: NaiveDate,
        /// When it was entered.
        pub created_at: Instant,
    }
}

text_enum! {
    /// What a change makes of a certificate.
    pub enum CertificateStatus {
        /// It holds again (恢复).
        Valid = "valid",
        /// It does not hold for the time being (暂扣).
        Suspended = "suspended",
        /// It holds no more (注销、吊销).
        Revoked = "revoked",
    }
}

row! {
    /// A dated change of a certificate's status.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CertificateChangeRow {
        /// The certificate.
        pub number: String,
        /// The first day of the new status.
        pub changed_on: NaiveDate,
        /// The new status.
        pub status: CertificateStatus,
        /// Why.
        pub reason: String,
        /// Who recorded it.
        pub recorded_by: UserId,
        /// When it was recorded.
        pub recorded_at: Instant,
    }
}

const INSERT: &str = "INSERT INTO officers (id, user_id, organ_id, name, post, created_at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7)";
const SAVE: &str = "UPDATE officers
SET user_id = $3, organ_id = $4, name = $5, post = $6, version = version + 1
WHERE id = $1 AND version = $2";
const BY_ID: &str =
    "SELECT id, user_id, organ_id, name, post, created_at, version FROM officers WHERE id = $1";
const BY_USER: &str =
    "SELECT id, user_id, organ_id, name, post, created_at, version FROM officers WHERE user_id = $1";
const OF_ORGAN: &str = "SELECT id, user_id, organ_id, name, post, created_at, version
FROM officers
WHERE organ_id = $1
ORDER BY id";
const ADD_CERTIFICATE: &str = "INSERT INTO certificates
    (number, officer_id, issuer, area, valid_from_on, valid_to_on, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)";
const CERTIFICATES: &str = "SELECT number, officer_id, issuer, area, valid_from_on, valid_to_on, created_at
FROM certificates
WHERE officer_id = $1
ORDER BY valid_from_on, number";
const CHANGE_CERTIFICATE: &str = "INSERT INTO certificate_changes
    (number, changed_on, status, reason, recorded_by, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6)";
const CHANGES: &str = "SELECT c.number, c.changed_on, c.status, c.reason, c.recorded_by, c.recorded_at
FROM certificate_changes AS c
JOIN certificates AS k ON k.number = c.number
WHERE k.officer_id = $1
ORDER BY c.changed_on, c.id";
/// A certificate without changes is valid; of several changes on one day the last recorded one holds.
const VALID_ON: &str =
    "SELECT k.number, k.officer_id, k.issuer, k.area, k.valid_from_on, k.valid_to_on, k.created_at
FROM certificates AS k
WHERE k.officer_id = $1 AND k.valid_from_on <= $2 AND k.valid_to_on >= $2
  AND COALESCE((
      SELECT c.status FROM certificate_changes AS c
      WHERE c.number = k.number AND c.changed_on <= $2
      ORDER BY c.changed_on DESC, c.id DESC LIMIT 1
  ), 'valid') = 'valid'
ORDER BY k.valid_to_on DESC, k.number
LIMIT 1";

/// Enters an officer. Fails with `NotUnique("officers.user_id")` when the login is another officer's.
pub async fn insert(tx: &mut WriteTx, row: &OfficerRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(INSERT).bind(row.id.as_uuid()).bind(row.user_id.map(UserId::as_uuid));
        let query = query.bind(row.organ_id.as_uuid()).bind(&row.name).bind(&row.post);
        query.bind(row.created_at.micros()).bind(row.version).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// Saves an officer as read and changed; fails with `Conflict` when the row was changed meanwhile.
pub async fn save(tx: &mut WriteTx, row: &OfficerRow) -> Result<(), StoreError> {
    let saved = on!(tx, |connection| {
        let query = sqlx::query(SAVE).bind(row.id.as_uuid()).bind(row.version);
        let query = query.bind(row.user_id.map(UserId::as_uuid)).bind(row.organ_id.as_uuid());
        query.bind(&row.name).bind(&row.post).execute(connection).await?.rows_affected()
    });
    ensure_saved(saved, "officers")
}

/// An officer.
pub async fn by_id(tx: &mut ReadTx, id: OfficerId) -> Result<Option<OfficerRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(BY_ID).bind(id.as_uuid()).fetch_optional(connection).await?))
}

/// The officer behind a login.
pub async fn by_user(tx: &mut ReadTx, user: UserId) -> Result<Option<OfficerRow>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(BY_USER).bind(user.as_uuid()).fetch_optional(connection).await?
    }))
}

/// The officers of a body, in the order of entry.
pub async fn of_organ(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<OfficerRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(OF_ORGAN).bind(organ.as_uuid()).fetch_all(connection).await?))
}

/// Enters a certificate. Fails with `NotUnique("certificates.number")` when the number is there already.
pub async fn add_certificate(tx: &mut WriteTx, row: &CertificateRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(ADD_CERTIFICATE).bind(&row.number).bind(row.officer_id.as_uuid());
        let query = query.bind(&row.issuer).bind(&row.area).bind(row.valid_from_on).bind(row.valid_to_on);
        query.bind(row.created_at.micros()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// The certificates of an officer, the oldest first.
pub async fn certificates(tx: &mut ReadTx, officer: OfficerId) -> Result<Vec<CertificateRow>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(CERTIFICATES).bind(officer.as_uuid()).fetch_all(connection).await?
    }))
}

/// Records that a certificate was suspended, restored or revoked.
pub async fn change_certificate(tx: &mut WriteTx, row: &CertificateChangeRow) -> Result<(), StoreError> {
    on!(tx, |connection| {
        let query = sqlx::query(CHANGE_CERTIFICATE).bind(&row.number).bind(row.changed_on);
        let query = query.bind(row.status.as_str()).bind(&row.reason).bind(row.recorded_by.as_uuid());
        query.bind(row.recorded_at.micros()).execute(connection).await.map(|_| ())?;
    });
    Ok(())
}

/// The changes of all certificates of an officer, in order.
pub async fn certificate_changes(
    tx: &mut ReadTx,
    officer: OfficerId,
) -> Result<Vec<CertificateChangeRow>, StoreError> {
    Ok(on!(tx, |connection| sqlx::query_as(CHANGES).bind(officer.as_uuid()).fetch_all(connection).await?))
}

/// The certificate by which an officer may act on a day (行政处罚法 第四十二条), or `None` when there was none.
pub async fn certificate_valid_on(
    tx: &mut ReadTx,
    officer: OfficerId,
    day: NaiveDate,
) -> Result<Option<CertificateRow>, StoreError> {
    Ok(on!(tx, |connection| {
        sqlx::query_as(VALID_ON).bind(officer.as_uuid()).bind(day).fetch_optional(connection).await?
    }))
}
