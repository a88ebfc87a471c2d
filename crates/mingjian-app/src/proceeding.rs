//! Proceedings: open one, act in it, read it, list them. One action, one transaction.
//! What may happen is the domain's to say; what is stored and how is the store's.

use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::{confirmed, facts, issue};
use mingjian_domain::act::lead::OpenProceeding;
use mingjian_domain::act::{self, Act};
use mingjian_domain::actor::Facts;
use mingjian_domain::attempt::{self, Command, Context, Step};
use mingjian_domain::event::{Event, Paper, Source};
use mingjian_domain::id::{EvidenceId, ProceedingId};
use mingjian_domain::instant::Instant;
use mingjian_domain::permission::{self, Reading};
use mingjian_domain::proceeding::{PUBLICATION_PROCEDURE, Proceeding};
use mingjian_domain::refusal::{Refusal, RefusalKind};
use mingjian_law::citation::Citation;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, Role};
use mingjian_law::variable::{Values, Variable};
use mingjian_store::blob::{self, BlobRow};
use mingjian_store::clock::{self, Binds, ClockRow, ClockState, DueRow};
use mingjian_store::identifier::{self, Identifier};
use mingjian_store::journal::{self, NewEntry};
use mingjian_store::person::{self, PersonRow};
use mingjian_store::proceeding as row;
use mingjian_store::transact;
use mingjian_store::{DataKey, Hash, Page, ReadTx, Scope, WriteTx, document};
use serde::{Deserialize, Serialize};

pub use crate::idempotency::Once;
pub use mingjian_store::document::DocumentRow;
pub use mingjian_store::proceeding::{ProceedingCursor, ProceedingFilter, ProceedingRow};

/// Rows of a list.
pub const PAGE: usize = 50;
const ROWS: i64 = 50;
/// The kind of proceeding that can be opened.
const PENALTY: &str = "penalty";

/// What a caller sends to act.
#[derive(Debug, Clone)]
pub struct ActRequest {
    /// The action's identifier in the pack.
    pub action: String,
    /// The version that the caller saw; needed unless the action only adds.
    pub version: Option<u64>,
    /// What is stated.
    pub input: serde_json::Value,
    /// When it happened, where it is stated apart.
    pub occurred_at: Option<Instant>,
    /// Why it is recorded late.
    pub late_reason: Option<String>,
}

/// What came of an action; the stored answer of its idempotency key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acted {
    /// The proceeding.
    pub id: ProceedingId,
    /// Its version now.
    pub version: u64,
    /// The state of its main machine now.
    pub state: String,
    /// The documents that were issued.
    pub documents: Vec<Paper>,
    /// The evidence that was added.
    pub evidence: Option<EvidenceId>,
}

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

/// A lead on its way into the database.
#[derive(Clone, Copy)]
struct Opening<'a> {
    procedure: &'a str,
    lead: &'a OpenProceeding,
    once: &'a Once,
}

/// An action on its way into the database.
#[derive(Clone, Copy)]
struct Tried<'a> {
    caller: &'a Caller,
    id: ProceedingId,
    request: &'a ActRequest,
    once: &'a Once,
    leaks: &'a [String],
}

/// A proceeding in the hands of a transaction.
pub(crate) struct Loaded {
    pub row: ProceedingRow,
    pub proceeding: Proceeding,
    pub data_key: DataKey,
}

impl App {
    /// Registers a lead and opens its proceeding.
    ///
    /// # Errors
    /// When the domain refuses, or the database fails.
    pub async fn open(
        &self,
        caller: &Caller,
        procedure: &str,
        input: serde_json::Value,
        once: &Once,
    ) -> Result<Acted, AppError> {
        once.check()?;
        let lead = act::read_opening(input);
        let outcome = match lead {
            Ok(lead) => {
                transact!(self.database(), |tx| self
                    .open_in(tx, caller, &Opening { procedure, lead: &lead, once })
                    .await)
            }
            Err(fault) => Err(fault.into()),
        };
        self.noted(caller, None, outcome).await
    }

    async fn open_in(
        &self,
        tx: &mut WriteTx,
        caller: &Caller,
        opening: &Opening<'_>,
    ) -> Result<Acted, AppError> {
        let Opening { procedure, lead, once } = *opening;
        if let Some(answer) = once.answered(tx, caller).await? {
            return Ok(answer);
        }
        let now = self.now();
        let facts = facts::load(tx, caller, None).await?;
        // The publication has a procedure too, but nobody opens a case of it.
        if self.law().procedure(procedure).is_some_and(|found| found.kind != PENALTY) {
            return Err(Refusal::law(
                "unknown-procedure",
                "没有这一程序，请选择可以立案的程序。",
                vec![Citation::article("行政处罚法", 54)],
            )
            .into());
        }
        let id = new_id!(self, now, ProceedingId);
        let context = self.context(&facts, now, &[]);
        let mut step = attempt::open(id, procedure, lead.clone(), &context)?;
        step.event.salt = crate::app::hex(&self.random::<32>());
        let mut values = Values::default();
        for assignment in &step.event.moves {
            values.set(assignment.variable, assignment.value);
        }
        let proceeding = Proceeding::open(&step.event, values)
            .ok_or_else(|| AppError::Internal("the first event opens nothing".to_owned()))?;
        let row = row_of(&proceeding)?;
        let state = serde_json::to_vec(&proceeding)?;
        let data_key = row::insert(tx, &row, &state, &self.random::<32>()).await?;
        self.record(tx, &data_key, &step.event).await?;
        write_columns(tx, &data_key, &proceeding).await?;
        let acted = acted(&proceeding, &step.event);
        once.keep(tx, caller, &acted, now).await?;
        Ok(acted)
    }

    /// Acts in a proceeding.
    ///
    /// # Errors
    /// `NotFound` where the caller may not know the case, `Stale` where it has moved on, `Refused` with code and article.
    pub async fn act(
        &self,
        caller: &Caller,
        id: ProceedingId,
        request: &ActRequest,
        once: &Once,
    ) -> Result<Acted, AppError> {
        once.check()?;
        let outcome = match self.leaks_of(caller, id, request).await {
            Ok(leaks) => {
                let tried = Tried { caller, id, request, once, leaks: &leaks };
                transact!(self.database(), |tx| self.act_in(tx, &tried).await)
            }
            Err(error) => Err(error),
        };
        self.noted(caller, Some(id.to_string()), outcome).await
    }

    async fn act_in(&self, tx: &mut WriteTx, tried: &Tried<'_>) -> Result<Acted, AppError> {
        let Tried { caller, id, once, .. } = *tried;
        if let Some(answer) = once.answered(tx, caller).await? {
            return Ok(answer);
        }
        let loaded = self.load(tx, id).await?;
        if permission::reading(&loaded.proceeding, &caller.actor) == Reading::Hidden {
            return Err(AppError::NotFound);
        }
        let now = self.now();
        let step = self.step(tx, tried, &loaded, now).await?;
        confirmed::check(self.pack(), &step)?;
        let (proceeding, event) = self.finish(tx, loaded, step, now).await?;
        let acted = acted(&proceeding, &event);
        once.keep(tx, caller, &acted, now).await?;
        Ok(acted)
    }

    /// The step that follows. The person is judged first: who may not move the case learns nothing of its course; then
    /// the version, then the input and the law.
    async fn step(
        &self,
        tx: &mut WriteTx,
        tried: &Tried<'_>,
        loaded: &Loaded,
        now: Instant,
    ) -> Result<Step, AppError> {
        let Tried { caller, request, leaks, .. } = *tried;
        let action = self.action_of(&loaded.proceeding, &request.action)?;
        let facts = facts::load(tx, caller, Some(&loaded.data_key)).await?;
        let context = self.context(&facts, now, leaks);
        let judged = match Act::read(action.deed, request.input.clone()) {
            Ok(act) => {
                attempt::attempt(&loaded.proceeding, &command(request, act), &context).map_err(AppError::from)
            }
            Err(fault) => Err(fault.into()),
        };
        let unread = matches!(judged, Err(AppError::Input(_)));
        match judged {
            Err(AppError::Refused(refusal)) if refusal.kind == RefusalKind::Forbidden => Err(refusal.into()),
            judged => {
                let version = self.check_version(tx, loaded, action, request.version).await;
                match version {
                    // The person was not judged, since the input could not be read.
                    Err(AppError::Stale { version, .. })
                        if unread
                            && permission::reading(&loaded.proceeding, &caller.actor) != Reading::Own =>
                    {
                        Err(AppError::Stale { version, since: Vec::new() })
                    }
                    version => version.and(judged),
                }
            }
        }
    }

    /// What the gate finds before a release; nothing for any other action.
    async fn leaks_of(
        &self,
        caller: &Caller,
        id: ProceedingId,
        request: &ActRequest,
    ) -> Result<Vec<String>, AppError> {
        let deed = self
            .law()
            .procedure(PUBLICATION_PROCEDURE)
            .and_then(|procedure| procedure.action(&request.action));
        match deed {
            Some(action) if action.deed == Deed::Release => self.leaks_before(caller, id).await,
            Some(_) | None => Ok(Vec::new()),
        }
    }

    /// Numbers and freezes the documents, fixes the event's bytes, saves the new state and leaves the jobs.
    async fn finish(
        &self,
        tx: &mut WriteTx,
        loaded: Loaded,
        step: Step,
        now: Instant,
    ) -> Result<(Proceeding, Event), AppError> {
        let Loaded { row, proceeding: before, data_key } = loaded;
        let mut event = step.event;
        event.salt = crate::app::hex(&self.random::<32>());
        let mut after = before.clone();
        after.apply(&event);
        issue::issue(self, tx, &data_key, &after, &mut event, &step.documents).await?;
        let mut proceeding = before;
        proceeding.apply(&event);
        self.record(tx, &data_key, &event).await?;
        let mut new_row = row_of(&proceeding)?;
        new_row.version = row.version;
        row::save(tx, &data_key, &new_row, &serde_json::to_vec(&proceeding)?).await?;
        write_columns(tx, &data_key, &proceeding).await?;
        self.enqueue_after(tx, &proceeding, &event, now).await?;
        Ok((proceeding, event))
    }

    async fn record(&self, tx: &mut WriteTx, data_key: &DataKey, event: &Event) -> Result<(), AppError> {
        let entry = NewEntry {
            action: event.action().to_owned(),
            schema: i64::from(event.schema),
            user_id: Some(event.actor.user),
            actor_name: event.actor.name.clone(),
            role: event.actor.role.id().to_owned(),
            organ_id: event.actor.organ,
            body_id: event.actor.body,
            occurred_at: event.occurred_at,
            recorded_at: event.recorded_at,
            source: self.store_source(),
        };
        let appended = journal::append(tx, data_key, &entry, &event.to_bytes()?).await?;
        if u64::try_from(appended.head.seq).ok() == Some(event.seq) {
            return Ok(());
        }
        Err(AppError::Internal(format!("journal and state of {} have come apart", event.proceeding)))
    }

    /// A proceeding with its state, for a transaction.
    pub(crate) async fn load(&self, tx: &mut ReadTx, id: ProceedingId) -> Result<Loaded, AppError> {
        let loaded = row::load(tx, id).await?.ok_or(AppError::NotFound)?;
        let proceeding = serde_json::from_slice(&loaded.state_bytes)?;
        Ok(Loaded { row: loaded.row, proceeding, data_key: loaded.data_key })
    }

    pub(crate) fn context<'a>(&'a self, facts: &'a Facts, now: Instant, leaks: &'a [String]) -> Context<'a> {
        Context {
            law: self.law(),
            facts,
            now,
            source: self.source(),
            evidence: new_id!(self, now, EvidenceId),
            leaks_found: leaks,
        }
    }

    fn action_of(&self, proceeding: &Proceeding, id: &str) -> Result<&Action, AppError> {
        attempt::action(self.law(), proceeding, id).map_err(AppError::from)
    }

    async fn check_version(
        &self,
        tx: &mut ReadTx,
        loaded: &Loaded,
        action: &Action,
        seen: Option<u64>,
    ) -> Result<(), AppError> {
        let now = loaded.proceeding.version;
        match seen {
            _ if action.adds_only => Ok(()),
            Some(seen) if seen == now => Ok(()),
            Some(seen) => {
                let entries = journal::of_proceeding(tx, &loaded.data_key).await?;
                let later =
                    entries.iter().filter(|entry| u64::try_from(entry.seq).is_ok_and(|seq| seq > seen));
                let since = later
                    .map(|entry| {
                        let at = entry.entry.recorded_at.china().format("%m月%d日 %H:%M");
                        let what = self.action_label(&loaded.proceeding, &entry.entry.action);
                        format!("{at} {}：{what}", entry.entry.actor_name)
                    })
                    .collect();
                Err(AppError::Stale { version: now, since })
            }
            None => Err(Refusal::field(
                "version-missing",
                "version",
                "没有说明所依据的案件版本，请刷新页面后重试。",
                vec![Citation::article("行政处罚法", 47)],
            )
            .into()),
        }
    }

    fn action_label(&self, proceeding: &Proceeding, id: &str) -> String {
        attempt::action(self.law(), proceeding, id).map_or_else(
            |_| if id == "open" { "登记案源".to_owned() } else { id.to_owned() },
            |action| action.label.clone(),
        )
    }

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
        let documents = document::of_proceeding(&mut tx, id).await?;
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
            events: events?,
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

    /// A page of the cases that the caller may see in lists, and how many there are in all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cases(
        &self,
        caller: &Caller,
        filter: &ProceedingFilter,
        after: Option<ProceedingCursor>,
    ) -> Result<(Vec<ProceedingRow>, i64), AppError> {
        let scope = scope_of(caller);
        let mut tx = self.database().begin_read().await?;
        let rows = row::list(&mut tx, &scope, filter, Page { after, limit: ROWS }).await?;
        let total = row::count(&mut tx, &scope, filter).await?;
        Ok((rows, total))
    }

    /// The running clocks of the caller's cases, the first due first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_work(&self, caller: &Caller) -> Result<Vec<DueRow>, AppError> {
        let today = self.now().day();
        let far = today.checked_add_days(chrono::Days::new(3650)).unwrap_or(chrono::NaiveDate::MAX);
        let mut tx = self.database().begin_read().await?;
        let rows = clock::due_until(&mut tx, &scope_of(caller), far, Page::first(ROWS)).await?;
        Ok(rows.into_iter().filter(|row| !is_closed_window(row, today)).collect())
    }

    /// Records a refusal in the audit trail before it is answered.
    pub(crate) async fn noted<T>(
        &self,
        caller: &Caller,
        target: Option<String>,
        outcome: Result<T, AppError>,
    ) -> Result<T, AppError> {
        match outcome {
            Ok(value) => Ok(value),
            Err(error) => Err(self.note_refusal(Some(caller.actor.user), target, error).await?),
        }
    }
}

/// What lists and filters see of a proceeding.
fn row_of(proceeding: &Proceeding) -> Result<ProceedingRow, AppError> {
    Ok(ProceedingRow {
        id: proceeding.id,
        organ_id: proceeding.organ,
        body_id: proceeding.body,
        department_id: Some(proceeding.department),
        kind: PENALTY.to_owned(),
        procedure: proceeding.procedure.clone(),
        pack_hash: pack_hash(&proceeding.pack)?,
        number: proceeding.number().map(str::to_owned),
        state: proceeding.position.clone(),
        version: i64::try_from(proceeding.version).unwrap_or(i64::MAX),
        party_name: proceeding.lead.party.name.clone(),
        cause: proceeding.causes.first().cloned(),
        source: match proceeding.source {
            Source::Online => mingjian_store::Source::Real,
            Source::Demo => mingjian_store::Source::Demo,
        },
        opened_at: proceeding.opened_at,
        last_recorded_at: proceeding.last_recorded_at,
    })
}

/// The hash of a pack as the database keeps it.
pub(crate) fn pack_hash(hexadecimal: &str) -> Result<Hash, AppError> {
    hexadecimal.parse().map_err(|error| AppError::Internal(format!("the pack's hash: {error}")))
}

fn command(request: &ActRequest, act: Act) -> Command {
    Command {
        action: request.action.clone(),
        act,
        occurred_at: request.occurred_at,
        late_reason: request.late_reason.clone(),
    }
}

/// What a person's lists may show.
fn scope_of(caller: &Caller) -> Scope {
    let actor = &caller.actor;
    let everything_of_organ =
        [Role::AgencyHead, Role::ReviewHead, Role::Clerk, Role::Archivist, Role::Supervisor];
    if caller.has_any(&everything_of_organ) {
        return Scope::none().with_organs(&[actor.organ]);
    }
    let own = Scope::none().with_person(actor.user, &[]);
    if caller.has_any(&[Role::UnitHead]) { own.with_organs(&[actor.department]) } else { own }
}

/// Whether a clock is a time in which someone could have acted, and is over: nothing is late about that.
fn is_closed_window(row: &DueRow, today: chrono::NaiveDate) -> bool {
    let windows = [Variable::PleaClock, Variable::HearingClock, Variable::HearingNoticeClock];
    windows.iter().any(|window| window.spec().id == row.key) && today > row.extended_on.unwrap_or(row.due_on)
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

fn acted(proceeding: &Proceeding, event: &Event) -> Acted {
    Acted {
        id: proceeding.id,
        version: proceeding.version,
        state: proceeding.position.clone(),
        documents: event.papers.clone(),
        evidence: event.evidence,
    }
}

/// Clocks, parts and protected identifiers beside the state, for lists and searches.
async fn write_columns(
    tx: &mut WriteTx,
    data_key: &DataKey,
    proceeding: &Proceeding,
) -> Result<(), AppError> {
    let clocks: Vec<ClockRow> = proceeding
        .clocks
        .iter()
        .map(|record| ClockRow {
            key: record.variable.to_string(),
            rule: record.rule.clone(),
            start_on: record.start,
            due_on: record.due,
            extended_on: record.extended,
            firm: record.firm,
            binds: if record.binds_organ { Binds::Organ } else { Binds::Party },
            state: if record.ended_on.is_some() { ClockState::Ended } else { ClockState::Running },
            ended_on: record.ended_on,
        })
        .collect();
    clock::replace(tx, data_key, &clocks).await?;
    let people: Vec<PersonRow> = proceeding
        .people
        .iter()
        .map(|(user, part)| PersonRow { user_id: *user, part: part.id().to_owned() })
        .collect();
    person::replace(tx, data_key, &people).await?;
    let party = &proceeding.lead.party;
    let known = [
        ("id-card", &party.resident_id),
        ("phone", &party.phone),
        ("phone", &proceeding.lead.informant_phone),
    ];
    let identifiers: Vec<Identifier> = known
        .into_iter()
        .filter_map(|(kind, value)| {
            let value = value.as_ref()?.reveal().to_owned();
            Some(Identifier { kind: kind.to_owned(), value })
        })
        .collect();
    Ok(identifier::replace(tx, data_key, &identifiers).await?)
}
