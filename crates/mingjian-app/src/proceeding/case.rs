//! A case as its readers see it: who may read it, and everything that its page shows.
//! Lists of cases are elsewhere; nothing here changes a proceeding, though a reading may leave its line in the trail.

use super::Loaded;
use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use crate::facts;
use mingjian_domain::act;
use mingjian_domain::actor::Facts;
use mingjian_domain::attempt;
use mingjian_domain::event::Event;
use mingjian_domain::id::{DocumentId, ProceedingId};
use mingjian_domain::instant::Instant;
use mingjian_domain::permission::{self, Reading};
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::refusal::Refusal;
use mingjian_law::citation::Citation;
use mingjian_law::procedure::Role;
use mingjian_store::blob::{self, BlobRow};
use mingjian_store::document::{self, DocumentRow};
use mingjian_store::journal;
use mingjian_store::proceeding::ProceedingRow;
use std::collections::HashMap;

/// An action as it stands for a caller now.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The action's identifier.
    pub id: String,
    /// The verb on the button.
    pub label: String,
    /// Who may take it.
    pub by: Vec<Role>,
    /// Why it cannot be taken now, where that is certain.
    pub refusal: Option<Refusal>,
    /// The JSON Schema of what it asks for.
    pub input: serde_json::Value,
    /// Whether it names no version.
    pub adds_only: bool,
    /// The documents that it issues.
    pub produces: Vec<String>,
}

/// Everything of a case that its readers see.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The columns.
    pub row: ProceedingRow,
    /// The case.
    pub proceeding: Proceeding,
    /// The label of its state.
    pub state_label: String,
    /// Every action of its procedures.
    pub offers: Vec<Offered>,
    /// Its journal, oldest first.
    pub events: Vec<Event>,
    /// Its documents.
    pub documents: Vec<DocumentRow>,
    /// Its files.
    pub files: Vec<BlobRow>,
    /// Officers and users who can be named.
    pub facts: Facts,
    /// Today, as the clock says.
    pub now: Instant,
}

impl App {
    /// The proceeding, if it is the caller's own work.
    pub(crate) async fn own_proceeding(&self, caller: &Caller, id: ProceedingId) -> Result<Loaded, AppError> {
        let mut tx = self.database().begin_read().await?;
        let loaded = self.load(&mut tx, id).await?;
        match permission::reading(&loaded.proceeding, &caller.actor) {
            Reading::Own => Ok(loaded),
            Reading::WithPurpose => Err(Refusal::forbidden(
                "not-in-case",
                "您不参与办理本案，不能向本案提交材料。",
                vec![Citation::article("行政处罚法", 50)],
            )
            .into()),
            Reading::Hidden => Err(AppError::NotFound),
        }
    }

    /// The proceeding, if the caller may read it; a reading that is not of one's own work is recorded with its purpose.
    pub(crate) async fn readable_proceeding(
        &self,
        caller: &Caller,
        id: ProceedingId,
        purpose: Option<&str>,
    ) -> Result<Loaded, AppError> {
        let mut tx = self.database().begin_read().await?;
        let loaded = self.load(&mut tx, id).await?;
        drop(tx);
        match permission::reading(&loaded.proceeding, &caller.actor) {
            Reading::Own => Ok(loaded),
            Reading::WithPurpose => match purpose.map(str::trim).filter(|purpose| !purpose.is_empty()) {
                Some(purpose) => {
                    self.note_reading(caller, id, purpose).await?;
                    Ok(loaded)
                }
                None => Err(AppError::PurposeNeeded),
            },
            Reading::Hidden => Err(AppError::NotFound),
        }
    }

    /// Everything of a case for its page.
    ///
    /// # Errors
    /// `NotFound` where the caller may not know it, `PurposeNeeded` where it is not the caller's own work.
    pub async fn case(
        &self,
        caller: &Caller,
        id: ProceedingId,
        purpose: Option<&str>,
    ) -> Result<CaseView, AppError> {
        let outcome = self.readable_proceeding(caller, id, purpose).await;
        let loaded = self.noted(caller, Some(id.to_string()), outcome).await?;
        let mut tx = self.database().begin_read().await?;
        let entries = journal::of_proceeding(&mut tx, &loaded.data_key).await?;
        let events: Result<Vec<Event>, _> =
            entries.iter().map(|entry| Event::from_bytes(&entry.bytes)).collect();
        let events = events?;
        let mut documents = document::of_proceeding(&mut tx, id).await?;
        in_journal_order(&mut documents, &events);
        let files = blob::of_proceeding(&mut tx, &loaded.data_key).await?;
        let facts = facts::load(&mut tx, caller, Some(&loaded.data_key)).await?;
        drop(tx);
        let now = self.now();
        let offers = attempt::offers(&loaded.proceeding, &self.context(&facts, now, &[]))
            .into_iter()
            .map(offered)
            .collect();
        Ok(CaseView {
            state_label: self.state_label(&loaded.proceeding.procedure, &loaded.proceeding.position),
            row: loaded.row,
            proceeding: loaded.proceeding,
            offers,
            events,
            documents,
            files,
            facts,
            now,
        })
    }

    /// The Chinese name of a state.
    pub fn state_label(&self, procedure: &str, state: &str) -> String {
        self.law()
            .procedure(procedure)
            .and_then(|procedure| procedure.state(state))
            .map_or_else(|| state.to_owned(), |state| state.label.clone())
    }
}

/// The papers of one act bear one time; they stand as the act has made them, which only the journal knows.
fn in_journal_order(documents: &mut [DocumentRow], events: &[Event]) {
    let order: HashMap<DocumentId, usize> = events
        .iter()
        .flat_map(|event| &event.papers)
        .enumerate()
        .map(|(place, paper)| (paper.id, place))
        .collect();
    documents.sort_by_key(|row| (row.issued_at, order.get(&row.id).copied()));
}

fn offered(offer: attempt::Offer<'_>) -> Offered {
    Offered {
        id: offer.action.id.clone(),
        label: offer.action.label.clone(),
        by: offer.action.by.clone(),
        refusal: offer.refusal,
        input: act::schema_of(offer.action.deed),
        adds_only: offer.action.adds_only,
        produces: offer.action.produces.clone(),
    }
}
