//! Approval given on paper: entered from a signed sheet by who handles the case, and answered for by the head.
//! What a sheet may be entered for, and who may answer, is the domain's to say.

use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use crate::facts;
use crate::idempotency::Once;
use crate::proceeding::{ActRequest, Acted, Tried, acted};
use mingjian_domain::attempt::Step;
use mingjian_domain::id::ProceedingId;
use mingjian_domain::paper::{self, PaperAnswer, Sheet};
use mingjian_domain::permission::{self, Reading};
use mingjian_store::{WriteTx, transact};

/// An answer on its way into the database.
#[derive(Clone, Copy)]
struct Answering<'a> {
    caller: &'a Caller,
    id: ProceedingId,
    answer: &'a PaperAnswer,
    once: &'a Once,
}

impl App {
    /// Enters an act of a head from a sheet that the head signed.
    ///
    /// # Errors
    /// As [`App::act`], judged as if the head had acted on the day of the sheet.
    pub async fn act_from_paper(
        &self,
        caller: &Caller,
        id: ProceedingId,
        (request, sheet): (&ActRequest, Sheet),
        once: &Once,
    ) -> Result<Acted, AppError> {
        once.check()?;
        Box::pin(self.catch_up(id)).await?;
        let tried = Tried { caller, id, request, once, leaks: &[], sheet: Some(sheet) };
        // Boxed: what an action holds while it waits is large, and every handler would carry it.
        let outcome = transact!(self.database(), |tx| Box::pin(self.act_in(tx, &tried)).await);
        self.noted(caller, Some(id.to_string()), outcome).await
    }

    /// Takes down what a head says of an entry from a sheet.
    ///
    /// # Errors
    /// `NotFound` where the caller may not know the case, `Refused` where nothing waits for this person's answer.
    pub async fn answer_paper(
        &self,
        caller: &Caller,
        id: ProceedingId,
        answer: &PaperAnswer,
        once: &Once,
    ) -> Result<Acted, AppError> {
        once.check()?;
        let answering = Answering { caller, id, answer, once };
        let outcome = transact!(self.database(), |tx| Box::pin(self.answer_in(tx, answering)).await);
        self.noted(caller, Some(id.to_string()), outcome).await
    }

    async fn answer_in(&self, tx: &mut WriteTx, answering: Answering<'_>) -> Result<Acted, AppError> {
        let Answering { caller, id, answer, once } = answering;
        if let Some(answer) = once.answered(tx, caller).await? {
            return Ok(answer);
        }
        self.law_in(tx).await?;
        let loaded = self.load(tx, id).await?;
        if permission::reading(&loaded.proceeding, &caller.actor) == Reading::Hidden {
            return Err(AppError::NotFound);
        }
        let now = self.now();
        let facts = facts::load(tx, caller, Some(&loaded.data_key)).await?;
        let event = paper::answer(&loaded.proceeding, answer, &self.context(&facts, now, &[]))?;
        let step = Step { event, documents: Vec::new(), adds_only: true };
        let (proceeding, event) = self.finish(tx, loaded, step, now).await?;
        let acted = acted(&proceeding, &event);
        once.keep(tx, caller, &acted, now).await?;
        Ok(acted)
    }
}
