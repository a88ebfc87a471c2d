//! Publication: what the public would read, the check before release, and the projection into the public database.
//! What may be read is the gate's to say; this file only carries it there.

use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use crate::proceeding::Loaded;
use chrono::NaiveDate;
use mingjian_domain::document::DocumentModel;
use mingjian_domain::document::render::PublicEdition;
use mingjian_domain::event::{Content, Event};
use mingjian_domain::gate::{
    self, GateError, Issued, ProtectedValues, PublicDecision, PublicDraft, Rendering, Source,
    protected_values,
};
use mingjian_domain::id::{ProceedingId, PublicationId};
use mingjian_domain::permission::{self, Reading};
use mingjian_domain::refusal::Refusal;
use mingjian_domain::value::leak::Medium;
use mingjian_law::deed::Deed;
use mingjian_publish::PublicChange;
use mingjian_store::{Hash, ReadTx, document, journal};

/// The kinds of document whose text the public reads.
const DECISIONS: &[&str] = &["penalty-decision", "summary-decision"];

/// What the gate needs of a case beside the case itself.
pub(crate) struct GateFacts {
    pub decision: Issued,
    pub events: Vec<Event>,
    pub values: ProtectedValues,
}

impl App {
    /// The decision as issued, and everything that the case knows and the public must not read.
    pub(crate) async fn gate_facts(&self, tx: &mut ReadTx, loaded: &Loaded) -> Result<GateFacts, AppError> {
        let entries = journal::of_proceeding(tx, &loaded.data_key).await?;
        let events: Result<Vec<Event>, _> =
            entries.iter().map(|entry| Event::from_bytes(&entry.bytes)).collect();
        let events = events?;
        let values = protected_values(&loaded.proceeding, &events, self.law());
        let issued = document::of_proceeding(tx, loaded.proceeding.id).await?;
        let row = issued
            .iter()
            .rev()
            .find(|row| DECISIONS.contains(&row.kind.as_str()))
            .ok_or(AppError::NotFound)?;
        let data = document::data(tx, row.id).await?.ok_or(AppError::NotFound)?;
        match Issued::of(DocumentModel::thaw(&data)?) {
            Some(decision) => Ok(GateFacts { decision, events, values }),
            None => Err(AppError::Internal(format!("document {} is no decision", row.id))),
        }
    }

    fn gate_source<'a>(&'a self, loaded: &'a Loaded, facts: &'a GateFacts, on: NaiveDate) -> Source<'a> {
        Source {
            proceeding: &loaded.proceeding,
            decision: &facts.decision,
            law: self.law(),
            values: &facts.values,
            on,
        }
    }

    /// The public decision of a case, checked in every form in which it will be read.
    pub(crate) fn public_form(
        &self,
        loaded: &Loaded,
        facts: &GateFacts,
        on: NaiveDate,
    ) -> Result<PublicDecision, GateError> {
        gate::public_decision(&self.gate_source(loaded, facts, on))
    }

    /// What the gate finds in the public text that must stay hidden, in every form in which it would be read.
    ///
    /// It sets type, so it runs before the action's transaction; the version that the action names ties them together.
    pub(crate) async fn leaks_before(
        &self,
        caller: &Caller,
        id: ProceedingId,
    ) -> Result<Vec<String>, AppError> {
        let mut tx = self.database().begin_read().await?;
        let loaded = self.load(&mut tx, id).await?;
        // Who may not know the case learns nothing here; the action itself will answer that it is not there.
        let hidden = permission::reading(&loaded.proceeding, &caller.actor) == Reading::Hidden;
        if hidden || loaded.proceeding.publication.is_none() {
            return Ok(Vec::new());
        }
        let facts = self.gate_facts(&mut tx, &loaded).await?;
        drop(tx);
        let today = self.now().day();
        // A correction is looked at as it would stand before the public.
        let mut loaded = loaded;
        loaded.proceeding.publication =
            loaded.proceeding.publication.take().map(|text| text.with_correction(today));
        let public = match self.public_form(&loaded, &facts, today) {
            Ok(public) => public,
            // Nothing is confirmed yet: the procedure will say so.
            Err(GateError::NotConfirmed) => return Ok(Vec::new()),
            Err(leak @ GateError::Leak { .. }) => return Ok(vec![leak.to_string()]),
            Err(other) => return Err(refusal(&other).into()),
        };
        let index = public.index_text();
        let forms = self.public_page(&public)?;
        let edition = self.public_edition(id, public).await?;
        let renderings = [
            Rendering { channel: "网页", medium: Medium::Html, text: &forms.html },
            Rendering { channel: "数据接口", medium: Medium::Json, text: &forms.json },
            Rendering { channel: "PDF", medium: Medium::Plain, text: &edition.text },
            Rendering { channel: "检索", medium: Medium::Plain, text: &index },
        ];
        let leaks = gate::leak_check(&renderings, &facts.values);
        Ok(leaks.iter().map(gate::ChannelLeak::describe).collect())
    }

    /// The public text set in type.
    async fn public_edition(
        &self,
        id: ProceedingId,
        public: PublicDecision,
    ) -> Result<PublicEdition, AppError> {
        let app = self.clone();
        let page = format!("/decisions/{}", publication_id(id));
        let edition =
            crate::app::blocking(move || app.public_renderer().render_public(&public, &page)).await?;
        edition.map_err(|error| AppError::Internal(error.to_string()))
    }

    /// The proposed public text of a decision, for the publication desk.
    ///
    /// # Errors
    /// `Refused` when the decision is never published by name; `NotFound` as for the case.
    pub async fn public_draft(&self, caller: &Caller, id: ProceedingId) -> Result<PublicDraft, AppError> {
        let loaded = self.own_proceeding(caller, id).await?;
        let mut tx = self.database().begin_read().await?;
        let facts = self.gate_facts(&mut tx, &loaded).await?;
        drop(tx);
        gate::draft(&self.gate_source(&loaded, &facts, self.now().day()))
            .map_err(|error| refusal(&error).into())
    }

    /// Brings the public database up to the state of a proceeding's publication.
    ///
    /// It may run late, twice or not at all: the public database takes each change once, in its order.
    pub(crate) async fn publish(&self, id: ProceedingId) -> Result<(), AppError> {
        let mut tx = self.database().begin_read().await?;
        let loaded = self.load(&mut tx, id).await?;
        let facts = self.gate_facts(&mut tx, &loaded).await?;
        drop(tx);
        let Some(release) = last(&facts.events, Deed::Release) else {
            return Ok(());
        };
        let id = publication_id(loaded.proceeding.id);
        let mut batch = Vec::new();
        // What stands already is not made again: a name that the case learnt later must not hold up its withdrawal.
        let position = self.public().position(id).await.map_err(AppError::Public)?;
        if position.is_none_or(|position| position < release.seq) {
            batch.push(self.publish_change(&loaded, &facts, release).await?);
        }
        if let Some(withdrawal) = last(&facts.events, Deed::Withdraw) {
            let notice = gate::withdrawal_notice(&loaded.proceeding, &self.pack().organ.name, &facts.values)
                .map_err(|error| AppError::Internal(error.to_string()))?;
            batch.push(PublicChange::Withdraw {
                id,
                sequence: withdrawal.seq,
                at: withdrawal.recorded_at,
                notice,
            });
        }
        self.public().apply(&batch).await.map_err(AppError::Public)?;
        Ok(())
    }

    async fn publish_change(
        &self,
        loaded: &Loaded,
        facts: &GateFacts,
        release: &Event,
    ) -> Result<PublicChange, AppError> {
        // A correction changes the text, not the day on which it became public.
        let released_on = loaded.proceeding.publication.as_ref().and_then(|text| text.released_on);
        let decision = self
            .public_form(loaded, facts, released_on.unwrap_or_else(|| release.occurred_at.day()))
            .map_err(|error| AppError::Internal(error.to_string()))?;
        let edition = self.public_edition(loaded.proceeding.id, decision.clone()).await?;
        Ok(PublicChange::Publish {
            id: publication_id(loaded.proceeding.id),
            sequence: release.seq,
            at: release.recorded_at,
            decision: Box::new(decision),
            pdf: Some(edition.document.pdf),
        })
    }
}

/// The identity under which the public reads a case's decision; it says nothing of the case's own.
pub fn publication_id(id: ProceedingId) -> PublicationId {
    let digest = Hash::of_parts(&[b"mingjian publication", id.as_uuid().as_bytes()]);
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
    PublicationId::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// The last entry of a deed, whatever the pack calls the action that does it.
fn last(events: &[Event], deed: Deed) -> Option<&Event> {
    let does = |event: &&Event| matches!(&event.content, Content::Acted { act, .. } if act.deed() == deed);
    events.iter().rev().find(does)
}

fn refusal(error: &GateError) -> Refusal {
    Refusal::law(error.code(), &error.to_string(), error.basis())
}
