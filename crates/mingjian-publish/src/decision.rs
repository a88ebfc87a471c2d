//! Reads decisions: a page of the list, one by its id, its PDF.
//! It searches no text; that is the search crate's.

use crate::engine::PublicDatabase;
use crate::error::PublishError;
use chrono::NaiveDate;
use mingjian_domain::gate::{PublicDecision, WithdrawalNotice};
use mingjian_domain::id::PublicationId;
use mingjian_domain::instant::Instant;
use mingjian_domain::value::document_number::DocumentNumber;
use mingjian_sql::{Tx, on, sha256};
use uuid::Uuid;

/// How a published decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 现行有效.
    Current,
    /// 已更正.
    Corrected,
    /// 已撤下.
    Withdrawn,
}

impl Status {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Current => "现行有效",
            Self::Corrected => "已更正",
            Self::Withdrawn => "已撤下",
        }
    }

    /// The identifier used in rows and in the public JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Current, Self::Corrected, Self::Withdrawn].into_iter().find(|status| status.id() == id)
    }
}

/// What happened to a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// 公示.
    Published,
    /// 更正.
    Corrected,
    /// 撤下.
    Withdrawn,
}

impl Change {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Published => "公示",
            Self::Corrected => "更正",
            Self::Withdrawn => "撤下",
        }
    }

    /// The identifier used in rows and in the public JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Published, Self::Corrected, Self::Withdrawn].into_iter().find(|change| change.id() == id)
    }
}

/// A decision in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDecision {
    /// The publication.
    pub id: PublicationId,
    /// How it stands.
    pub status: Status,
    /// 文号.
    pub number: String,
    /// The organ.
    pub organ: String,
    /// The party as the public may read it.
    pub party: Option<String>,
    /// The cause.
    pub cause: Option<String>,
    /// The day of the decision.
    pub decided_on: Option<NaiveDate>,
    /// When it was published.
    pub published_at: Instant,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionPage {
    /// The decisions, the latest published first.
    pub items: Vec<ListedDecision>,
    /// How many there are in all.
    pub total: u64,
}

/// A decision with everything that is public of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedDecision {
    /// The publication.
    pub id: PublicationId,
    /// How it stands, and what can be read of it.
    pub standing: Standing,
    /// When it was first published.
    pub published_at: Instant,
    /// When it was last changed.
    pub changed_at: Instant,
    /// What happened to it, the oldest first.
    pub history: Vec<HistoryEntry>,
    /// The digest of its PDF, where there is one.
    pub pdf_digest: Option<String>,
}

/// What can be read under the id of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The decision.
    Readable {
        /// Whether it was corrected.
        corrected: bool,
        /// The decision.
        decision: Box<PublicDecision>,
        /// The digest of its text.
        digest: String,
    },
    /// Its notice only.
    Withdrawn(Box<WithdrawalNotice>),
}

/// One thing that happened to a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// What.
    pub change: Change,
    /// When.
    pub at: Instant,
    /// What a correction changed, by label.
    pub fields: Vec<String>,
}

/// The public PDF of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfFile {
    /// SHA-256 of its bytes in hexadecimal.
    pub digest: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

const TOTAL: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM public_decisions WHERE status <> 'withdrawn'";

const PAGE: &str = "SELECT id, status, number, organ, party, cause, decided_on, published_at
FROM public_decisions
WHERE status <> 'withdrawn'
ORDER BY published_at DESC, id DESC
LIMIT $1 OFFSET $2";

const BY_ID: &str = "SELECT status, published_at, changed_at, content, content_digest, notice
FROM public_decisions
WHERE id = $1";

const HISTORY: &str = "SELECT change, at, fields
FROM public_history
WHERE decision_id = $1
ORDER BY sequence";

const PDF_DIGEST: &str = "SELECT digest FROM public_documents WHERE decision_id = $1";

const PDF: &str = "SELECT digest, bytes FROM public_documents WHERE decision_id = $1";

const POSITION: &str = "SELECT sequence FROM public_positions WHERE decision_id = $1";

/// Withdrawn ones as well: who holds the paper must learn that it stands no longer. Numbers are unique but for faults.
const BY_NUMBER: &str = "SELECT id, status, number, organ, party, cause, decided_on, published_at
FROM public_decisions
WHERE number = $1
ORDER BY published_at DESC, id DESC
LIMIT 1";

type ListedRow = (Uuid, String, String, String, Option<String>, Option<String>, Option<NaiveDate>, i64);
type FullRow = (String, i64, i64, Option<String>, Option<String>, Option<String>);

impl PublicDatabase {
    /// A page of the decisions that can be read, the latest published first; pages count from one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decisions(&self, page: u64, per_page: u64) -> Result<DecisionPage, PublishError> {
        let limit = bounded(per_page);
        let offset = bounded(page.saturating_sub(1).saturating_mul(per_page));
        let mut tx = self.begin_read().await?;
        let (total,): (i64,) = on!(&mut tx, |connection| sqlx::query_as(TOTAL).fetch_one(connection).await)?;
        let rows: Vec<ListedRow> = on!(&mut tx, |connection| sqlx::query_as(PAGE)
            .bind(limit)
            .bind(offset)
            .fetch_all(connection)
            .await)?;
        tx.commit().await?;
        let items = rows.into_iter().map(listed).collect::<Result<_, _>>()?;
        Ok(DecisionPage { items, total: u64::try_from(total).unwrap_or_default() })
    }

    /// The decision with this number, in whatever spelling it was typed; withdrawn ones as well.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_number(&self, number: &str) -> Result<Option<ListedDecision>, PublishError> {
        let parsed: Result<DocumentNumber, _> = number.parse();
        let number = parsed.map_or_else(|_unusual| number.trim().to_owned(), |number| number.to_string());
        // A number that a pack withholds is stored empty and is found by nobody.
        if number.is_empty() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let row: Option<ListedRow> = on!(&mut tx, |connection| sqlx::query_as(BY_NUMBER)
            .bind(&number)
            .fetch_optional(connection)
            .await)?;
        tx.commit().await?;
        row.map(listed).transpose()
    }

    /// What stands under an id; `None` where nothing was ever published.
    ///
    /// # Errors
    /// When the database fails, or the text does not have its digest.
    pub async fn decision(&self, id: PublicationId) -> Result<Option<PublishedDecision>, PublishError> {
        let mut tx = self.begin_read().await?;
        let key = id.as_uuid();
        let row: Option<FullRow> =
            on!(&mut tx, |connection| sqlx::query_as(BY_ID).bind(key).fetch_optional(connection).await)?;
        let Some((status, published_at, changed_at, content, digest, notice)) = row else { return Ok(None) };
        let history = history(&mut tx, id).await?;
        let pdf: Option<(String,)> =
            on!(&mut tx, |connection| sqlx::query_as(PDF_DIGEST).bind(key).fetch_optional(connection).await)?;
        tx.commit().await?;
        Ok(Some(PublishedDecision {
            id,
            standing: standing(id, &status, content.zip(digest), notice)?,
            published_at: Instant::from_micros(published_at),
            changed_at: Instant::from_micros(changed_at),
            history,
            pdf_digest: pdf.map(|(digest,)| digest),
        }))
    }

    /// The public PDF of a decision that can be read.
    ///
    /// # Errors
    /// When the database fails, or the bytes do not have their digest.
    pub async fn pdf(&self, id: PublicationId) -> Result<Option<PdfFile>, PublishError> {
        let mut tx = self.begin_read().await?;
        let row: Option<(String, Vec<u8>)> = on!(&mut tx, |connection| sqlx::query_as(PDF)
            .bind(id.as_uuid())
            .fetch_optional(connection)
            .await)?;
        tx.commit().await?;
        let Some((digest, bytes)) = row else { return Ok(None) };
        if sha256(&bytes) != digest {
            return Err(corrupt(id, "文件与摘要不符"));
        }
        Ok(Some(PdfFile { digest, bytes }))
    }

    /// How far a publication is projected: the place of the last change that was applied.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn position(&self, id: PublicationId) -> Result<Option<u64>, PublishError> {
        let mut tx = self.begin_read().await?;
        let row: Option<(i64,)> = on!(&mut tx, |connection| sqlx::query_as(POSITION)
            .bind(id.as_uuid())
            .fetch_optional(connection)
            .await)?;
        tx.commit().await?;
        Ok(row.and_then(|(sequence,)| u64::try_from(sequence).ok()))
    }
}

impl PublishedDecision {
    /// How it stands.
    pub const fn status(&self) -> Status {
        match &self.standing {
            Standing::Readable { corrected: false, .. } => Status::Current,
            Standing::Readable { corrected: true, .. } => Status::Corrected,
            Standing::Withdrawn(_) => Status::Withdrawn,
        }
    }
}

fn listed(row: ListedRow) -> Result<ListedDecision, PublishError> {
    let (id, status, number, organ, party, cause, decided_on, published_at) = row;
    let id = PublicationId::from_uuid(id);
    Ok(ListedDecision {
        id,
        status: Status::from_id(&status).ok_or_else(|| corrupt(id, "状态不明"))?,
        number,
        organ,
        party,
        cause,
        decided_on,
        published_at: Instant::from_micros(published_at),
    })
}

fn standing(
    id: PublicationId,
    status: &str,
    content: Option<(String, String)>,
    notice: Option<String>,
) -> Result<Standing, PublishError> {
    let status = Status::from_id(status).ok_or_else(|| corrupt(id, "状态不明"))?;
    match (status, content, notice) {
        (Status::Current | Status::Corrected, Some((content, digest)), _) => {
            if sha256(content.as_bytes()) != digest {
                return Err(corrupt(id, "内容与摘要不符"));
            }
            let decision =
                serde_json::from_str(&content).map_err(|_unreadable| corrupt(id, "内容无法读取"))?;
            Ok(Standing::Readable {
                corrected: status == Status::Corrected,
                decision: Box::new(decision),
                digest,
            })
        }
        (Status::Withdrawn, _, Some(notice)) => {
            let notice =
                serde_json::from_str(&notice).map_err(|_unreadable| corrupt(id, "撤下说明无法读取"))?;
            Ok(Standing::Withdrawn(Box::new(notice)))
        }
        (Status::Current | Status::Corrected | Status::Withdrawn, _, _) => Err(corrupt(id, "内容缺失")),
    }
}

async fn history(tx: &mut Tx, id: PublicationId) -> Result<Vec<HistoryEntry>, PublishError> {
    let rows: Vec<(String, i64, String)> =
        on!(tx, |connection| sqlx::query_as(HISTORY).bind(id.as_uuid()).fetch_all(connection).await)?;
    let entries = rows.into_iter().map(|(change, at, fields)| {
        Ok(HistoryEntry {
            change: Change::from_id(&change).ok_or_else(|| corrupt(id, "经过不明"))?,
            at: Instant::from_micros(at),
            fields: serde_json::from_str(&fields).map_err(|_unreadable| corrupt(id, "经过无法读取"))?,
        })
    });
    entries.collect()
}

fn corrupt(id: PublicationId, why: &'static str) -> PublishError {
    PublishError::Corrupt { row: id.to_string(), why }
}

/// A number as SQL takes it; beyond its range there is nothing to find anyway.
fn bounded(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
