//! The journal (案件记录): what happened in each proceeding, sealed, chained, append-only.
//! It does not read an event: its bytes are the domain's, fixed when written and never made anew.

use mingjian_domain::id::{OrganId, ProceedingId, UserId};
use mingjian_domain::instant::Instant;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::hash::Hash;
use crate::row::Source;
use crate::seal::{DataKey, Place};

/// The columns of an entry that its writer knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// The action of the procedure.
    pub action: String,
    /// The number of the event's form.
    pub schema: i64,
    /// Who acted; none for the system.
    pub user_id: Option<UserId>,
    /// The name of who acted, as it was then.
    pub actor_name: String,
    /// The role in which the person acted.
    pub role: String,
    /// The organ in whose name.
    pub organ_id: OrganId,
    /// The entrusted body that acted.
    pub body_id: Option<OrganId>,
    /// When it happened, as stated.
    pub occurred_at: Instant,
    /// When it was recorded, by the clock.
    pub recorded_at: Instant,
    /// Real or demonstration.
    pub source: Source,
}

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// The key of the row.
    pub id: i64,
    /// The place of the entry in its proceeding, from one.
    pub seq: i64,
    /// The columns that stand beside the event; they are authenticated with it.
    pub entry: NewEntry,
    /// SHA-256 of the event's bytes.
    pub commitment: Hash,
    /// What chains it to the entry before.
    pub prev_hash: Hash,
    /// Its number in the public log, once it has one.
    pub leaf_index: Option<i64>,
    /// The event as it was written.
    pub bytes: Vec<u8>,
}

/// The end of a proceeding's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalHead {
    /// How many entries there are.
    pub seq: i64,
    /// The hash of the last one; what the next one will name.
    pub hash: Hash,
}

/// What became of an entry when it was appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// The key of the row.
    pub id: i64,
    /// SHA-256 of the event's bytes.
    pub commitment: Hash,
    /// The chain with it.
    pub head: JournalHead,
}

row! {
    struct SealedEntry {
        id: i64,
        seq: i64,
        action: String,
        schema: i64,
        user_id: Option<UserId>,
        actor_name: String,
        role: String,
        organ_id: OrganId,
        body_id: Option<OrganId>,
        occurred_at: Instant,
        recorded_at: Instant,
        source: Source,
        sealed_bytes: Vec<u8>,
        commitment: Hash,
        prev_hash: Hash,
        leaf_index: Option<i64>,
    }
}

row! {
    struct LastEntry {
        seq: i64,
        commitment: Hash,
        prev_hash: Hash,
    }
}

const LAST: &str = "SELECT seq, commitment, prev_hash FROM journal
WHERE proceeding_id = $1
ORDER BY seq DESC LIMIT 1";
const APPEND: &str = "INSERT INTO journal
    (proceeding_id, seq, action, schema, user_id, actor_name, role, organ_id, body_id, occurred_at, recorded_at,
     source, sealed_bytes, commitment, prev_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
RETURNING id";
const OF_PROCEEDING: &str = "SELECT id, seq, action, schema, user_id, actor_name, role, organ_id, body_id,
    occurred_at, recorded_at, source, sealed_bytes, commitment, prev_hash, leaf_index
FROM journal
WHERE proceeding_id = $1
ORDER BY seq";

/// Appends an event to a proceeding's journal.
///
/// Two at once cannot both be the next: the later fails with `NotUnique` or is retried by its transaction.
pub async fn append(
    tx: &mut WriteTx,
    data_key: &DataKey,
    entry: &NewEntry,
    bytes: &[u8],
) -> Result<Appended, StoreError> {
    let proceeding = data_key.proceeding();
    let before = head(tx, proceeding).await?;
    let (seq, prev_hash, commitment) = (before.seq + 1, before.hash, Hash::of(bytes));
    let row = columns_digest(proceeding, seq, entry, commitment, prev_hash).to_string();
    let sealed = data_key.seal(place(&row), bytes);
    let (id,): (i64,) = on!(tx, |connection| {
        let query = sqlx::query_as(APPEND).bind(proceeding.as_uuid()).bind(seq).bind(&entry.action);
        let query = query.bind(entry.schema).bind(entry.user_id.map(UserId::as_uuid)).bind(&entry.actor_name);
        let query = query.bind(&entry.role).bind(entry.organ_id.as_uuid());
        let query = query.bind(entry.body_id.map(OrganId::as_uuid)).bind(entry.occurred_at.micros());
        let query = query.bind(entry.recorded_at.micros()).bind(entry.source.as_str()).bind(sealed);
        let query = query.bind(commitment.as_bytes().as_slice()).bind(prev_hash.as_bytes().as_slice());
        query.fetch_one(connection).await?
    });
    let hash = entry_hash(proceeding, seq, prev_hash, commitment);
    Ok(Appended { id, commitment, head: JournalHead { seq, hash } })
}

/// The end of a proceeding's chain as its last row has it; nothing is opened or checked.
pub async fn head(tx: &mut ReadTx, proceeding: ProceedingId) -> Result<JournalHead, StoreError> {
    let last: Option<LastEntry> = on!(tx, |connection| {
        sqlx::query_as(LAST).bind(proceeding.as_uuid()).fetch_optional(connection).await?
    });
    Ok(last.map_or(JournalHead { seq: 0, hash: Hash::ZERO }, |last| JournalHead {
        seq: last.seq,
        hash: entry_hash(proceeding, last.seq, last.prev_hash, last.commitment),
    }))
}

/// The whole journal of a proceeding in order, each entry opened and checked.
///
/// Fails with `Corrupt` when an entry was changed, moved, left out or does not follow from the one before.
pub async fn of_proceeding(tx: &mut ReadTx, data_key: &DataKey) -> Result<Vec<JournalRow>, StoreError> {
    let rows: Vec<SealedEntry> = on!(tx, |connection| {
        sqlx::query_as(OF_PROCEEDING).bind(data_key.proceeding().as_uuid()).fetch_all(connection).await?
    });
    let mut head = JournalHead { seq: 0, hash: Hash::ZERO };
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let entry = row.open(data_key, head)?;
        head.seq = entry.seq;
        head.hash = entry_hash(data_key.proceeding(), entry.seq, entry.prev_hash, entry.commitment);
        entries.push(entry);
    }
    Ok(entries)
}

impl SealedEntry {
    fn open(self, data_key: &DataKey, before: JournalHead) -> Result<JournalRow, StoreError> {
        let proceeding = data_key.proceeding();
        let corrupt =
            |why| StoreError::Corrupt { table: "journal", row: format!("{proceeding}/{}", self.seq), why };
        if self.seq != before.seq + 1 {
            return Err(corrupt("序号不连续"));
        }
        if self.prev_hash != before.hash {
            return Err(corrupt("与上一条记录的摘要不衔接"));
        }
        let entry = NewEntry {
            action: self.action,
            schema: self.schema,
            user_id: self.user_id,
            actor_name: self.actor_name,
            role: self.role,
            organ_id: self.organ_id,
            body_id: self.body_id,
            occurred_at: self.occurred_at,
            recorded_at: self.recorded_at,
            source: self.source,
        };
        let row = columns_digest(proceeding, self.seq, &entry, self.commitment, self.prev_hash).to_string();
        // The digest in the place is of no use to whoever reads the message; the place in the proceeding is.
        let bytes = data_key
            .open(place(&row), &self.sealed_bytes)
            .ok()
            .ok_or_else(|| corrupt("内容或检索字段被改动"))?;
        if Hash::of(&bytes) != self.commitment {
            return Err(corrupt("内容与摘要不符"));
        }
        let Self { id, seq, commitment, prev_hash, leaf_index, .. } = self;
        Ok(JournalRow { id, seq, entry, commitment, prev_hash, leaf_index, bytes })
    }
}

/// What the next entry names: the chain runs over commitments, so keys can change without breaking it.
fn entry_hash(proceeding: ProceedingId, seq: i64, prev_hash: Hash, commitment: Hash) -> Hash {
    Hash::of_parts(&[
        b"mingjian journal 1",
        proceeding.as_uuid().as_bytes(),
        &seq.to_be_bytes(),
        prev_hash.as_bytes(),
        commitment.as_bytes(),
    ])
}

/// The place of an entry for sealing: all its columns, so that none can be changed without the key.
fn columns_digest(
    proceeding: ProceedingId,
    seq: i64,
    entry: &NewEntry,
    commitment: Hash,
    prev_hash: Hash,
) -> Hash {
    let user = entry.user_id.map(|id| id.to_string()).unwrap_or_default();
    let body = entry.body_id.map(|id| id.to_string()).unwrap_or_default();
    Hash::of_parts(&[
        proceeding.as_uuid().as_bytes(),
        &seq.to_be_bytes(),
        entry.action.as_bytes(),
        &entry.schema.to_be_bytes(),
        user.as_bytes(),
        entry.actor_name.as_bytes(),
        entry.role.as_bytes(),
        entry.organ_id.as_uuid().as_bytes(),
        body.as_bytes(),
        &entry.occurred_at.micros().to_be_bytes(),
        &entry.recorded_at.micros().to_be_bytes(),
        entry.source.as_str().as_bytes(),
        commitment.as_bytes(),
        prev_hash.as_bytes(),
    ])
}

fn place(row: &str) -> Place<'_> {
    Place { table: "journal", column: "sealed_bytes", row }
}
