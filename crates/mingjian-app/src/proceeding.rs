//! Proceedings: open one, and act in it. One action, one transaction.
//! Reading a case and listing cases have rooms of their own.
//! What may happen is the domain's to say; what is stored and how is the store's.

mod case;
pub(crate) mod columns;
pub(crate) mod list;

use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::inspection::Handing;
use crate::{confirmed, facts, issue};
use mingjian_domain::act::{Act, Opening as Statement};
use mingjian_domain::actor::Facts;
use mingjian_domain::attempt::{self, Command, Context, Step};
use mingjian_domain::event::{Event, Paper};
use mingjian_domain::id::{EvidenceId, ProceedingId};
use mingjian_domain::instant::Instant;
use mingjian_domain::paper::{self, Sheet};
use mingjian_domain::permission::{self, Reading};
use mingjian_domain::proceeding::{PUBLICATION_PROCEDURE, Proceeding};
use mingjian_domain::refusal::{Refusal, RefusalKind};
use mingjian_law::citation::Citation;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, Procedure, Role};
use mingjian_law::variable::Values;
use mingjian_store::journal::{self, NewEntry};
use mingjian_store::proceeding as row;
use mingjian_store::transact;
use mingjian_store::{DataKey, ReadTx, WriteTx};
use serde::{Deserialize, Serialize};

pub use crate::idempotency::Once;
pub use case::{CaseView, Offered};
pub use list::PAGE;
pub use mingjian_store::document::DocumentRow;
pub use mingjian_store::proceeding::{ProceedingCursor, ProceedingFilter, ProceedingRow};

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

/// A statement on its way into the database, with the procedure that it opens.
#[derive(Clone, Copy)]
struct Opening<'a> {
    procedure: &'a Procedure,
    statement: &'a Statement,
    once: &'a Once,
}

/// An action on its way into the database.
#[derive(Clone, Copy)]
pub(crate) struct Tried<'a> {
    pub caller: &'a Caller,
    pub id: ProceedingId,
    pub request: &'a ActRequest,
    pub once: &'a Once,
    pub leaks: &'a [String],
    /// The sheet that it is entered from, where a head signed on paper.
    pub sheet: Option<Sheet>,
}

/// A proceeding in the hands of a transaction.
pub(crate) struct Loaded {
    pub row: ProceedingRow,
    pub proceeding: Proceeding,
    pub data_key: DataKey,
}

impl App {
    /// Opens a proceeding with the statement that its procedure asks for.
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
        let outcome = match self.read_opening(procedure, input) {
            Ok((procedure, statement)) => {
                let opening = Opening { procedure, statement: &statement, once };
                transact!(self.database(), |tx| self.open_in(tx, caller, &opening).await)
            }
            Err(error) => Err(error),
        };
        self.noted(caller, None, outcome).await
    }

    /// The procedure with this id and its opening statement; nobody opens one that runs beside another.
    fn read_opening(
        &self,
        procedure: &str,
        input: serde_json::Value,
    ) -> Result<(&Procedure, Statement), AppError> {
        let openable = |found: &&Procedure| found.opened_by.is_some();
        let found = self.law().procedure(procedure).filter(openable).ok_or_else(unknown_procedure)?;
        let by = found.opened_by.ok_or_else(unknown_procedure)?;
        Ok((found, Statement::read(by, input)?))
    }

    async fn open_in(
        &self,
        tx: &mut WriteTx,
        caller: &Caller,
        opening: &Opening<'_>,
    ) -> Result<Acted, AppError> {
        let Opening { procedure, statement, once } = *opening;
        if let Some(answer) = once.answered(tx, caller).await? {
            return Ok(answer);
        }
        self.law_in(tx).await?;
        let now = self.now();
        let facts = facts::load(tx, caller, None).await?;
        let id = new_id!(self, now, ProceedingId);
        let context = self.context(&facts, now, &[]);
        let step = attempt::open(id, &procedure.id, statement.clone(), &context)?;
        confirmed::check(self.pack(), &step)?;
        let acted = self.begin(tx, step).await?;
        once.keep(tx, caller, &acted, now).await?;
        Ok(acted)
    }

    /// Saves a proceeding with its first entry.
    pub(crate) async fn begin(&self, tx: &mut WriteTx, mut step: Step) -> Result<Acted, AppError> {
        step.event.salt = crate::app::hex(&self.random::<32>());
        let mut values = Values::default();
        for assignment in &step.event.moves {
            values.set(assignment.variable, assignment.value);
        }
        let proceeding = Proceeding::open(&step.event, values)
            .ok_or_else(|| AppError::Internal("the first event opens nothing".to_owned()))?;
        let row = self.row_of(&proceeding)?;
        let state = serde_json::to_vec(&proceeding)?;
        let data_key = row::insert(tx, &row, &state, &self.random::<32>()).await?;
        self.record(tx, &data_key, &step.event).await?;
        columns::write(tx, &data_key, &proceeding).await?;
        self.write_work(tx, &proceeding).await?;
        Ok(acted(&proceeding, &step.event))
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
        Box::pin(self.catch_up(id)).await?;
        let outcome = match Box::pin(self.leaks_of(caller, id, request)).await {
            Ok(leaks) => {
                let tried = Tried { caller, id, request, once, leaks: &leaks, sheet: None };
                // Boxed: what an action holds while it waits is large, and every handler would carry it.
                transact!(self.database(), |tx| Box::pin(self.act_in(tx, &tried)).await)
            }
            Err(error) => Err(error),
        };
        self.noted(caller, Some(id.to_string()), outcome).await
    }

    pub(crate) async fn act_in(&self, tx: &mut WriteTx, tried: &Tried<'_>) -> Result<Acted, AppError> {
        let Tried { caller, id, once, .. } = *tried;
        if let Some(answer) = once.answered(tx, caller).await? {
            return Ok(answer);
        }
        self.law_in(tx).await?;
        let loaded = self.load(tx, id).await?;
        if permission::reading(&loaded.proceeding, &caller.actor) == Reading::Hidden {
            return Err(AppError::NotFound);
        }
        let now = self.now();
        let step = self.step(tx, tried, &loaded, now).await?;
        confirmed::check(self.pack(), &step)?;
        let data_key = loaded.data_key.clone();
        let (proceeding, event) = self.finish(tx, loaded, step, now).await?;
        self.rename_subject(tx, caller, &proceeding, &event).await?;
        self.open_handed_over(tx, caller, &Handing { from: &proceeding, event: &event, data_key: &data_key })
            .await?;
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
        let Tried { caller, request, leaks, sheet, .. } = *tried;
        let action = self.action_of(&loaded.proceeding, &request.action)?;
        let facts = facts::load(tx, caller, Some(&loaded.data_key)).await?;
        let earlier_inspections = match action.deed {
            Deed::ApproveInspection => {
                let inspection = &loaded.proceeding;
                self.earlier_inspections(tx, inspection.organ, inspection.party(), Some(inspection.id))
                    .await?
            }
            _ => 0,
        };
        let context = Context { earlier_inspections, ..self.context(&facts, now, leaks) };
        let judged = match Act::read(action.deed, request.input.clone()) {
            Ok(act) => {
                let (proceeding, command) = (&loaded.proceeding, command(request, act));
                let judged = match sheet {
                    Some(sheet) => paper::attempt(proceeding, &command, sheet, &context),
                    None => attempt::attempt(proceeding, &command, &context),
                };
                judged.map_err(AppError::from)
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
    pub(crate) async fn finish(
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
        let mut new_row = self.row_of(&proceeding)?;
        new_row.version = row.version;
        row::save(tx, &data_key, &new_row, &serde_json::to_vec(&proceeding)?).await?;
        columns::write(tx, &data_key, &proceeding).await?;
        self.write_work(tx, &proceeding).await?;
        self.enqueue_after(tx, &proceeding, &event, now).await?;
        Ok((proceeding, event))
    }

    fn row_of(&self, proceeding: &Proceeding) -> Result<ProceedingRow, AppError> {
        let procedure = self.law().procedure(&proceeding.procedure).ok_or_else(unknown_procedure)?;
        columns::row_of(proceeding, &procedure.kind)
    }

    async fn record(&self, tx: &mut WriteTx, data_key: &DataKey, event: &Event) -> Result<(), AppError> {
        let entry = NewEntry {
            action: event.action().to_owned(),
            schema: i64::from(event.schema),
            // What a rule did, nobody did.
            user_id: Some(event.actor.user).filter(|_| event.actor.role != Role::System),
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
            earlier_inspections: 0,
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
            |_| match id {
                "open" => "登记案源".to_owned(),
                "answer-paper" => "答复纸质审批".to_owned(),
                "lapse" => "登记保存自动失效".to_owned(),
                "recompute" => "按新的放假安排重新计算期限".to_owned(),
                other => other.to_owned(),
            },
            |action| action.label.clone(),
        )
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

fn unknown_procedure() -> Refusal {
    Refusal::law(
        "unknown-procedure",
        "没有这一程序，请选择可以登记的程序。",
        vec![Citation::article("行政处罚法", 54)],
    )
}

fn command(request: &ActRequest, act: Act) -> Command {
    Command {
        action: request.action.clone(),
        act,
        occurred_at: request.occurred_at,
        late_reason: request.late_reason.clone(),
    }
}

pub(crate) fn acted(proceeding: &Proceeding, event: &Event) -> Acted {
    Acted {
        id: proceeding.id,
        version: proceeding.version,
        state: proceeding.position.clone(),
        documents: event.papers.clone(),
        evidence: event.evidence,
    }
}
