//! The audit trail (审计日志): reads with their purpose, refusals, log-ins, changes of users; sealed, chained, append-only.
//! It is no part of an action's transaction: each entry commits by itself, so that a refused action leaves its trace.

use mingjian_domain::id::UserId;
use mingjian_domain::instant::Instant;

use crate::database::{Database, ReadTx};
use crate::error::StoreError;
use crate::filter::Query;
use crate::hash::Hash;
use crate::scope::Page;
use crate::seal::{Keys, Place};

/// What is noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// What happened, such as `read`, `refused`, `login`.
    pub kind: String,
    /// Who; none where nobody was logged in.
    pub user_id: Option<UserId>,
    /// What it was about, an identifier in clear (never a name or a number of a person).
    pub target: Option<String>,
    /// When, by the clock.
    pub recorded_at: Instant,
    /// Why, in the person's own words; sealed at rest.
    pub purpose: String,
    /// Whatever else; sealed at rest.
    pub detail: String,
}

/// An entry of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place in the trail, from one.
    pub seq: i64,
    /// What is noted.
    pub entry: AuditEntry,
}

/// The end of the trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditHead {
    /// How many entries there are.
    pub seq: i64,
    /// The hash of the last one.
    pub hash: Hash,
}

/// Which entries a list shows; a field that is empty does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only this kind.
    pub kind: Option<String>,
    /// Only this person.
    pub user_id: Option<UserId>,
    /// Only this target.
    pub target: Option<String>,
    /// Only from this instant on.
    pub since: Option<Instant>,
}

row! {
    struct SealedAudit {
        seq: i64,
        kind: String,
        user_id: Option<UserId>,
        target: Option<String>,
        recorded_at: Instant,
        sealed_content: Vec<u8>,
        commitment: Hash,
        prev_hash: Hash,
    }
}

row! {
    struct Head {
        seq: i64,
        hash: Hash,
    }
}

row! {
    struct Count {
        count: i64,
    }
}

/// Takes the head's row lock: a second writer waits here and then sees what the first one left.
const TAKE_TURN: &str = "UPDATE audit_heads SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash";
const APPEND: &str = "INSERT INTO audit_trail
    (seq, kind, user_id, target, recorded_at, sealed_content, commitment, prev_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const MOVE_HEAD: &str = "UPDATE audit_heads SET hash = $1 WHERE id = 1";
const HEAD: &str = "SELECT seq, hash FROM audit_heads WHERE id = 1";
const SELECT: &str = "SELECT seq, kind, user_id, target, recorded_at, sealed_content, commitment, prev_hash
FROM audit_trail
WHERE 1 = 1";
const COUNT: &str = "SELECT COUNT(*) AS count FROM audit_trail WHERE 1 = 1";
const PAGE_OF_VERIFY: i64 = 1000;

/// Appends an entry in a transaction of its own and answers the new head.
///
/// Never call it while holding a write transaction: SQLite has one writer, and it would wait for itself.
/// If it fails, what was to be noted must not happen.
pub async fn append(database: &Database, entry: &AuditEntry) -> Result<AuditHead, StoreError> {
    let mut tx = database.begin_short().await?;
    let turn: Head = on!(&mut tx, |connection| sqlx::query_as(TAKE_TURN).fetch_one(connection).await?);
    let content = content(database.keys(), turn.seq, entry);
    let commitment = Hash::of(&content);
    let hash = entry_hash(turn.seq, turn.hash, entry, commitment);
    let sealed = database.keys().seal(place(&hash.to_string()), &content);
    on!(&mut tx, |connection| {
        let query = sqlx::query(APPEND).bind(turn.seq).bind(&entry.kind);
        let query = query.bind(entry.user_id.map(UserId::as_uuid)).bind(&entry.target);
        let query = query.bind(entry.recorded_at.micros()).bind(sealed);
        let query = query.bind(commitment.as_bytes().as_slice()).bind(turn.hash.as_bytes().as_slice());
        query.execute(connection).await.map(|_| ())?;
    });
    on!(&mut tx, |connection| {
        sqlx::query(MOVE_HEAD).bind(hash.as_bytes().as_slice()).execute(connection).await.map(|_| ())?;
    });
    tx.commit().await?;
    Ok(AuditHead { seq: turn.seq, hash })
}

/// The head of the trail, to be hashed into the public log.
pub async fn head(tx: &mut ReadTx) -> Result<AuditHead, StoreError> {
    let Head { seq, hash } = on!(tx, |connection| sqlx::query_as(HEAD).fetch_one(connection).await?);
    Ok(AuditHead { seq, hash })
}

/// A page of the trail, the latest first; the cursor is the last `seq` of the page before.
pub async fn list(
    tx: &mut ReadTx,
    filter: &AuditFilter,
    page: Page<i64>,
) -> Result<Vec<AuditRow>, StoreError> {
    let mut query = Query::new(SELECT);
    filter.restrict(&mut query);
    if let Some(seq) = page.after {
        query.push(" AND seq < ").bind(seq);
    }
    query.push(" ORDER BY seq DESC LIMIT ").bind(page.limit);
    let rows: Vec<SealedAudit> = query.fetch_all(tx).await?;
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

/// How many entries a filter finds; for limits per caller.
pub async fn count(tx: &mut ReadTx, filter: &AuditFilter) -> Result<i64, StoreError> {
    let mut query = Query::new(COUNT);
    filter.restrict(&mut query);
    let rows: Vec<Count> = query.fetch_all(tx).await?;
    Ok(rows.first().map_or(0, |row| row.count))
}

/// Walks the whole trail and answers its head.
///
/// Fails with `Corrupt` when an entry was changed, left out or added past the head.
pub async fn verify(tx: &mut ReadTx) -> Result<AuditHead, StoreError> {
    let mut reached = AuditHead { seq: 0, hash: Hash::ZERO };
    loop {
        let mut query = Query::new(SELECT);
        query.push(" AND seq > ").bind(reached.seq).push(" ORDER BY seq LIMIT ").bind(PAGE_OF_VERIFY);
        let rows: Vec<SealedAudit> = query.fetch_all(tx).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if row.seq != reached.seq + 1 || row.prev_hash != reached.hash {
                return Err(corrupt(row.seq, "与上一条记录不衔接"));
            }
            let opened = row.open_with_hash(tx.keys())?;
            reached = AuditHead { seq: opened.0.seq, hash: opened.1 };
        }
    }
    if head(tx).await? == reached { Ok(reached) } else { Err(corrupt(reached.seq, "与链尾不符")) }
}

impl AuditFilter {
    fn restrict(&self, query: &mut Query) {
        if let Some(kind) = &self.kind {
            query.push(" AND kind = ").bind(kind.as_str());
        }
        if let Some(user) = self.user_id {
            query.push(" AND user_id = ").bind(user.as_uuid());
        }
        if let Some(target) = &self.target {
            query.push(" AND target = ").bind(target.as_str());
        }
        if let Some(since) = self.since {
            query.push(" AND recorded_at >= ").bind(since.micros());
        }
    }
}

impl SealedAudit {
    fn open(self, keys: &Keys) -> Result<AuditRow, StoreError> {
        self.open_with_hash(keys).map(|(row, _)| row)
    }

    fn open_with_hash(self, keys: &Keys) -> Result<(AuditRow, Hash), StoreError> {
        let Self { seq, kind, user_id, target, recorded_at, sealed_content, commitment, prev_hash } = self;
        let (purpose, detail) = (String::new(), String::new());
        let mut entry = AuditEntry { kind, user_id, target, recorded_at, purpose, detail };
        let hash = entry_hash(seq, prev_hash, &entry, commitment);
        // The place is the hash of all columns: a changed one makes the content refuse to open.
        let content = keys.open(place(&hash.to_string()), &sealed_content);
        let content = content.ok().ok_or_else(|| corrupt(seq, "内容或检索字段被改动"))?;
        if Hash::of(&content) != commitment {
            return Err(corrupt(seq, "内容与摘要不符"));
        }
        (entry.purpose, entry.detail) = split(&content).ok_or_else(|| corrupt(seq, "内容格式不符"))?;
        Ok((AuditRow { seq, entry }, hash))
    }
}

/// Salt, length of the purpose, purpose, detail.
///
/// The commitment lies in clear, so short contents must not be guessable from it. The salt is drawn by the key.
fn content(keys: &Keys, seq: i64, entry: &AuditEntry) -> Vec<u8> {
    let salt =
        keys.salt("audit_trail", &[&seq.to_be_bytes(), entry.purpose.as_bytes(), entry.detail.as_bytes()]);
    let length = u64::try_from(entry.purpose.len()).unwrap_or(u64::MAX).to_be_bytes();
    [salt.as_bytes().as_slice(), &length, entry.purpose.as_bytes(), entry.detail.as_bytes()].concat()
}

fn split(content: &[u8]) -> Option<(String, String)> {
    let (_salt, rest) = content.split_first_chunk::<32>()?;
    let (length, rest) = rest.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_be_bytes(*length)).ok()?;
    let (purpose, detail) = rest.split_at_checked(length)?;
    Some((String::from_utf8(purpose.to_vec()).ok()?, String::from_utf8(detail.to_vec()).ok()?))
}

fn entry_hash(seq: i64, prev_hash: Hash, entry: &AuditEntry, commitment: Hash) -> Hash {
    let user = entry.user_id.map(|id| id.to_string()).unwrap_or_default();
    let target = entry.target.as_deref().map(|target| format!("={target}")).unwrap_or_default();
    Hash::of_parts(&[
        b"mingjian audit 1",
        &seq.to_be_bytes(),
        prev_hash.as_bytes(),
        entry.kind.as_bytes(),
        user.as_bytes(),
        target.as_bytes(),
        &entry.recorded_at.micros().to_be_bytes(),
        commitment.as_bytes(),
    ])
}

fn place(row: &str) -> Place<'_> {
    Place { table: "audit_trail", column: "sealed_content", row }
}

fn corrupt(seq: i64, why: &'static str) -> StoreError {
    StoreError::Corrupt { table: "audit_trail", row: seq.to_string(), why }
}
