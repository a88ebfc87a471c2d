//! The worker: takes jobs from the outbox and does them: files of documents, the public database.
//! A job does nothing that the action's transaction should have done; it can be done twice without harm.

use crate::app::{App, new_id};
use crate::error::AppError;
use crate::issue;
use chrono::NaiveDate;
use mingjian_domain::document::DocumentModel;
use mingjian_domain::document::verification::Verification;
use mingjian_domain::event::Event;
use mingjian_domain::id::{DocumentId, JobId, ProceedingId, UserId};
use mingjian_domain::instant::Instant;
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::seam::RenderMark;
use mingjian_store::job::{self, ClaimedJob, NewJob};
use mingjian_store::transact;
use mingjian_store::{Hash, WriteTx, document};
use serde::{Deserialize, Serialize};

/// How long a worker has before another may take its job, in seconds.
const LEASE_SECONDS: i64 = 120;
/// After so many tries a job waits for a person.
const TRIES: i64 = 10;

/// What a job is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "kebab-case")]
pub enum Work {
    /// Make the file of an issued document.
    RenderDocument {
        /// The proceeding.
        proceeding: ProceedingId,
        /// The document.
        document: DocumentId,
    },
    /// Let the clocks of a proceeding follow the calendar.
    RecomputeClocks {
        /// The proceeding.
        proceeding: ProceedingId,
    },
    /// Tell a person outside that there is a digest.
    SendDigest {
        /// The person.
        user: UserId,
        /// The day of the digest.
        day: NaiveDate,
    },
    /// Bring the public database up to the state of a proceeding's publication.
    Publish {
        /// The proceeding.
        proceeding: ProceedingId,
    },
}

impl Work {
    const fn kind(&self) -> &'static str {
        match self {
            Self::RenderDocument { .. } => "render-document",
            Self::RecomputeClocks { .. } => "recompute-clocks",
            Self::Publish { .. } => "publish",
            Self::SendDigest { .. } => "send-digest",
        }
    }

    fn dedup_key(&self) -> String {
        match self {
            Self::RenderDocument { document, .. } => format!("render-document/{document}"),
            Self::RecomputeClocks { proceeding } => format!("recompute-clocks/{proceeding}"),
            Self::Publish { proceeding } => format!("publish/{proceeding}"),
            Self::SendDigest { user, day } => format!("send-digest/{user}/{day}"),
        }
    }
}

impl App {
    /// Leaves the jobs that follow an action, in its transaction.
    pub(crate) async fn enqueue_after(
        &self,
        tx: &mut WriteTx,
        proceeding: &Proceeding,
        event: &Event,
        now: Instant,
    ) -> Result<(), AppError> {
        for paper in &event.papers {
            let work = Work::RenderDocument { proceeding: proceeding.id, document: paper.id };
            self.enqueue(tx, &work, now).await?;
        }
        if event.procedure == mingjian_domain::proceeding::PUBLICATION_PROCEDURE {
            self.enqueue(tx, &Work::Publish { proceeding: proceeding.id }, now).await?;
        }
        Ok(())
    }

    /// Leaves a job.
    pub(crate) async fn enqueue(&self, tx: &mut WriteTx, work: &Work, now: Instant) -> Result<(), AppError> {
        let payload = serde_json::to_vec(work)?;
        let dedup_key = work.dedup_key();
        let new = NewJob {
            id: new_id!(self, now, JobId),
            kind: work.kind(),
            payload: &payload,
            run_at: now,
            dedup_key: Some(&dedup_key),
            created_at: now,
        };
        job::enqueue(tx, &new).await?;
        Ok(())
    }

    /// Does every job that is due and answers how many were done.
    ///
    /// # Errors
    /// When the database fails; a job that fails is tried again later and fails nobody else.
    pub async fn run_jobs(&self) -> Result<usize, AppError> {
        Box::pin(self.refresh_law()).await?;
        // Lists that could not be brought up to date are tried again with the next look; jobs do not wait for them.
        if let Err(error) = Box::pin(self.day_begins()).await {
            tracing::error!(%error, "the lists of work could not be kept");
        }
        let mut done = 0;
        while let Some(claimed) = self.claim().await? {
            let outcome = Box::pin(self.do_job(&claimed)).await;
            self.settle(&claimed, outcome).await?;
            done += 1;
        }
        Ok(done)
    }

    /// What a new day, other people or another law change in the lists of work, and then the digests of the day.
    async fn day_begins(&self) -> Result<(), AppError> {
        self.keep_work().await?;
        self.compose_digests().await
    }

    async fn claim(&self) -> Result<Option<ClaimedJob>, AppError> {
        let now = self.now();
        Ok(job::claim(self.database(), now, now.plus_seconds(LEASE_SECONDS)).await?)
    }

    async fn do_job(&self, claimed: &ClaimedJob) -> Result<(), AppError> {
        match serde_json::from_slice::<Work>(&claimed.payload)? {
            Work::RenderDocument { proceeding, document } => self.render_document(proceeding, document).await,
            Work::RecomputeClocks { proceeding } => Box::pin(self.recompute(proceeding)).await,
            Work::Publish { proceeding } => self.publish(proceeding).await,
            Work::SendDigest { user, day } => {
                self.send_digest(claimed, (user, day), claimed.attempt >= TRIES).await
            }
        }
    }

    async fn settle(&self, claimed: &ClaimedJob, outcome: Result<(), AppError>) -> Result<(), AppError> {
        let now = self.now();
        match outcome {
            Ok(()) => Ok(transact!(self.database(), |tx| job::finish(tx, claimed, now).await)?),
            Err(error) => {
                tracing::error!(job.id = %claimed.id, job.kind = %claimed.kind, %error, "a job failed");
                let why = error.to_string();
                let give_up = claimed.attempt >= TRIES;
                transact!(self.database(), |tx| {
                    if give_up {
                        job::fail(tx, claimed, now, &why).await
                    } else {
                        job::retry(tx, claimed, now.plus_seconds(job::pause_after(claimed.attempt)), &why)
                            .await
                    }
                })?;
                Ok(())
            }
        }
    }

    async fn render_document(&self, proceeding: ProceedingId, id: DocumentId) -> Result<(), AppError> {
        let mut tx = self.database().begin_read().await?;
        let row = document::by_id(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        if row.pdf_hash.is_some() {
            return Ok(());
        }
        let data = document::data(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        drop(tx);
        let model = DocumentModel::thaw(&data)?;
        let mark = RenderMark::Issued(Verification::of_frozen(&data, None)?);
        let app = self.clone();
        let rendered = crate::app::blocking(move || {
            let rendered = app
                .renderer()
                .render(&model, &mark)
                .map_err(|error| AppError::Internal(error.to_string()))?;
            app.files().put(proceeding, &rendered.pdf)?;
            Ok::<_, AppError>(rendered)
        })
        .await??;
        let mut row = row;
        row.pdf_hash = Some(Hash::of(&rendered.pdf));
        issue::RENDERED.clone_into(&mut row.state);
        transact!(self.database(), |tx| document::save(tx, &row).await)?;
        Ok(())
    }

    /// The file of an issued document, made now if the worker has not come to it.
    ///
    /// # Errors
    /// `NotFound` when it is not there or not the caller's to know.
    pub async fn document_pdf(
        &self,
        caller: &crate::Caller,
        proceeding: ProceedingId,
        id: DocumentId,
        purpose: Option<&str>,
    ) -> Result<(document::DocumentRow, Vec<u8>), AppError> {
        let readable = self.readable_proceeding(caller, proceeding, purpose).await;
        self.noted(caller, Some(proceeding.to_string()), readable).await?;
        let belongs = |row: &document::DocumentRow| row.proceeding_id == proceeding;
        let mut tx = self.database().begin_read().await?;
        let row = document::by_id(&mut tx, id).await?.filter(belongs).ok_or(AppError::NotFound)?;
        drop(tx);
        if row.pdf_hash.is_none() {
            match self.render_document(proceeding, id).await {
                // The worker came to it at the same time, and its file is the same.
                Ok(()) | Err(AppError::Conflict) => {}
                Err(other) => return Err(other),
            }
        }
        let mut tx = self.database().begin_read().await?;
        let row = document::by_id(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        drop(tx);
        let sha256 = row.pdf_hash.ok_or(AppError::NotFound)?.to_string();
        let app = self.clone();
        let bytes = crate::app::blocking(move || app.files().get(proceeding, &sha256)).await??;
        let bytes =
            bytes.ok_or_else(|| AppError::Internal(format!("the file of document {id} is missing")))?;
        Ok((row, bytes))
    }
}
