//! The register of subjects (监管对象): entering, changing, listing, and who may.
//! What a subject is and when two are one is the domain's; every change is recorded by the commit that makes it.

mod dossier;
mod import;
mod judge;
mod merge;
mod rename;
pub mod workbook;

use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::idempotency::Once;
use mingjian_domain::act::InputFault;
use mingjian_domain::act::lead::{PartyEntry, PartyKind};
use mingjian_domain::id::{OrganId, SubjectId, SubjectImportId, UserId};
use mingjian_domain::instant::Instant;
use mingjian_domain::subject::draft::SubjectDraft;
use mingjian_domain::subject::identity::identities;
use mingjian_domain::subject::similar::{self, core};
use mingjian_domain::subject::{Subject, kind_id, permission};
use mingjian_domain::value::plain;
use mingjian_store::organ::{self, OrganRow};
use mingjian_store::subject::{self as row, ChangeKind, Marks, NewChange, Number};
use mingjian_store::{Page, ReadTx, StoreError, WriteTx, subject_search, transact};
use serde::{Deserialize, Serialize};

pub use dossier::{Dossier, DossierChange, DossierProceeding};
pub use import::{ImportView, Report, ReportRow, RowResult, SheetReport, Tally};
pub use mingjian_store::subject::{NameRow, SubjectRow};
pub use mingjian_store::subject_import::{ImportRow, ImportState};
pub use mingjian_store::subject_search::{SearchText, SubjectFilter};

/// Rows of a list.
pub const PAGE: usize = 50;
const ROWS: i64 = 50;
/// So many matches are shown to who picks one.
const PICKED: i64 = 20;

/// A subject as a person enters it.
#[derive(Debug, Clone)]
pub struct SubjectInput {
    /// What was typed.
    pub draft: SubjectDraft,
    /// The department that shall be responsible.
    pub department: OrganId,
    /// Whether the person has seen the subjects that look alike, and says that it is none of them.
    pub is_another: bool,
}

/// What is kept of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ChangeContent {
    subject: Subject,
    department: OrganId,
    /// Why, where the person had to say.
    reason: String,
    /// The other subject of a merger.
    other: Option<SubjectId>,
}

/// A change on its way into the record.
struct Recording<'a> {
    by: UserId,
    at: Instant,
    kind: ChangeKind,
    import: Option<SubjectImportId>,
    reason: &'a str,
    other: Option<SubjectId>,
}

/// A subject in the hands of a transaction.
#[derive(Debug, Clone)]
struct Held {
    row: SubjectRow,
    subject: Subject,
}

impl App {
    /// Enters a subject.
    ///
    /// # Errors
    /// `Input` when a field does not fit, a number is held by another, or one looks alike and the person has not said
    /// that it is another; `Forbidden` for anyone but the officers and the head of the department.
    pub async fn add_subject(
        &self,
        caller: &Caller,
        input: &SubjectInput,
        once: &Once,
    ) -> Result<SubjectId, AppError> {
        once.check()?;
        let outcome = transact!(self.database(), |tx| self.add_subject_in(tx, caller, input, once).await);
        let id = self.noted(caller, None, outcome).await?;
        self.note("subject-entered", Some(caller.actor.user), Some(id.to_string()), "", "").await?;
        Ok(id)
    }

    async fn add_subject_in(
        &self,
        tx: &mut WriteTx,
        caller: &Caller,
        input: &SubjectInput,
        once: &Once,
    ) -> Result<SubjectId, AppError> {
        if let Some(id) = once.answered(tx, caller).await? {
            return Ok(id);
        }
        need_keeper(caller, input.department)?;
        let subject = first_fault(input.draft.read())?;
        let organ = caller.actor.organ;
        refuse_held(tx, organ, None, &subject).await?;
        if !input.is_another
            && let Some(like) = alike(tx, organ, None, &subject).await?.first()
        {
            let problem = format!(
                "与已经登记的“{}”相近。是同一户的，请修改原有登记；确实不是的，请勾选后再提交",
                like.name
            );
            return Err(InputFault::new("is_another", &problem).into());
        }
        let now = self.now();
        let recording = Recording::by(caller, now, ChangeKind::Entered);
        let held = self.insert_subject(tx, subject, (organ, input.department), &recording).await?;
        once.keep(tx, caller, &held.row.id, now).await?;
        Ok(held.row.id)
    }

    /// Writes a new subject with its first change.
    async fn insert_subject(
        &self,
        tx: &mut WriteTx,
        subject: Subject,
        (organ, department): (OrganId, OrganId),
        recording: &Recording<'_>,
    ) -> Result<Held, AppError> {
        let now = recording.at;
        let mut held = Held {
            row: SubjectRow {
                id: new_id!(self, now, SubjectId),
                organ_id: organ,
                department_id: department,
                kind: String::new(),
                name: String::new(),
                name_key: String::new(),
                name_core: String::new(),
                address: String::new(),
                address_key: String::new(),
                area: String::new(),
                credit_code: None,
                status: String::new(),
                licence_until_on: None,
                merged_into_id: None,
                source: self.store_source(),
                created_at: now,
                changed_at: now,
                version: 1,
            },
            subject,
        };
        held.fill_row();
        let content = serde_json::to_vec(&held.subject)?;
        row::insert(tx, &held.row, &content, &marks(&held.subject)).await?;
        record(tx, &held, recording).await?;
        Ok(held)
    }

    /// Changes a subject.
    ///
    /// # Errors
    /// As [`App::add_subject`], and `Conflict` when it was changed since the given version.
    pub async fn change_subject(
        &self,
        caller: &Caller,
        (id, version): (SubjectId, i64),
        input: &SubjectInput,
        once: &Once,
    ) -> Result<(), AppError> {
        once.check()?;
        let outcome = transact!(self.database(), |tx| {
            if let Some(answer) = once.answered::<()>(tx, caller).await? {
                return Ok(answer);
            }
            let mut held = self.kept_subject(tx, caller, id).await?;
            // The other department must want it: who gives it away cannot decide that for them.
            if input.department != held.row.department_id {
                in_organ(tx, caller, input.department).await?;
            }
            let subject = first_fault(input.draft.read())?;
            if held.row.version != version {
                return Err(AppError::Conflict);
            }
            refuse_held(tx, caller.actor.organ, Some(id), &subject).await?;
            if subject != held.subject || input.department != held.row.department_id {
                held.subject = subject;
                held.row.department_id = input.department;
                save(tx, &mut held, &Recording::by(caller, self.now(), ChangeKind::Changed)).await?;
            }
            once.keep(tx, caller, &(), self.now()).await
        });
        self.noted(caller, Some(id.to_string()), outcome).await?;
        self.note("subject-changed", Some(caller.actor.user), Some(id.to_string()), "", "").await
    }

    /// A subject that the caller keeps, for a change.
    async fn kept_subject(&self, tx: &mut ReadTx, caller: &Caller, id: SubjectId) -> Result<Held, AppError> {
        let held = seen(tx, caller, id).await?;
        need_keeper(caller, held.row.department_id)?;
        if held.row.merged_into_id.is_some() {
            return Err(AppError::Forbidden(
                "这条登记已经并入另一户，不能再修改。请打开合并后的监管对象。".to_owned(),
            ));
        }
        Ok(held)
    }

    /// A page of the register of the caller's organ, and how many there are in all.
    ///
    /// # Errors
    /// `Forbidden` for who does not work with the register.
    pub async fn subjects(
        &self,
        caller: &Caller,
        filter: &SubjectFilter,
        after: Option<SubjectId>,
    ) -> Result<(Vec<SubjectRow>, i64), AppError> {
        need_reader(caller)?;
        let mut tx = self.database().begin_read().await?;
        let rows =
            subject_search::list(&mut tx, caller.actor.organ, filter, Page { after, limit: ROWS }).await?;
        let total = subject_search::count(&mut tx, caller.actor.organ, filter).await?;
        Ok((rows, total))
    }

    /// The first subjects that a text finds, for who picks one.
    ///
    /// # Errors
    /// `Forbidden` for who does not work with the register.
    pub async fn find_subjects(&self, caller: &Caller, text: &str) -> Result<Vec<SubjectRow>, AppError> {
        need_reader(caller)?;
        let filter = SubjectFilter { text: search_text(text), ..SubjectFilter::default() };
        if filter.text.is_none() {
            return Ok(Vec::new());
        }
        let mut tx = self.database().begin_read().await?;
        Ok(subject_search::list(&mut tx, caller.actor.organ, &filter, Page::first(PICKED)).await?)
    }

    /// The counties and departments by which the register can be filtered.
    ///
    /// # Errors
    /// `Forbidden` for who does not work with the register.
    pub async fn subject_places(&self, caller: &Caller) -> Result<(Vec<String>, Vec<OrganRow>), AppError> {
        need_reader(caller)?;
        let mut tx = self.database().begin_read().await?;
        let areas = subject_search::areas(&mut tx, caller.actor.organ).await?;
        Ok((areas, departments(&mut tx, caller.actor.organ).await?))
    }

    /// The subjects that look like one that was typed.
    ///
    /// # Errors
    /// `Forbidden` for who does not work with the register.
    pub async fn subjects_like(
        &self,
        caller: &Caller,
        subject: &Subject,
    ) -> Result<Vec<SubjectRow>, AppError> {
        need_reader(caller)?;
        let mut tx = self.database().begin_read().await?;
        alike(&mut tx, caller.actor.organ, None, subject).await
    }

    /// A subject as the party of a proceeding; its protected numbers only for its keepers, which is recorded.
    ///
    /// # Errors
    /// `NotFound` when it is not in the register of the caller's organ.
    pub async fn subject_party(&self, caller: &Caller, id: SubjectId) -> Result<PartyEntry, AppError> {
        let mut tx = self.database().begin_read().await?;
        let held = seen(&mut tx, caller, id).await?;
        let held = match held.row.merged_into_id {
            Some(into) => seen(&mut tx, caller, into).await?,
            None => held,
        };
        drop(tx);
        let keeps = permission::may_keep(&caller.actor, held.row.organ_id, held.row.department_id);
        let party = held.subject.party(keeps);
        if party.resident_id.is_some() || party.phone.is_some() {
            let target = held.row.id.to_string();
            self.note("subject-numbers-read", Some(caller.actor.user), Some(target), "", "party").await?;
        }
        Ok(party)
    }

    /// A subject with its protected numbers in clear, for its keepers; the reading is recorded.
    ///
    /// # Errors
    /// `Forbidden` for anyone else, `NotFound` when it is not in the register of the caller's organ.
    pub async fn subject_numbers(
        &self,
        caller: &Caller,
        id: SubjectId,
    ) -> Result<(SubjectRow, Subject), AppError> {
        let mut tx = self.database().begin_read().await?;
        let outcome = match seen(&mut tx, caller, id).await {
            Ok(held) => need_keeper(caller, held.row.department_id).map(|()| held),
            Err(error) => Err(error),
        };
        drop(tx);
        let held = self.noted(caller, Some(id.to_string()), outcome).await?;
        self.note("subject-numbers-read", Some(caller.actor.user), Some(id.to_string()), "", "").await?;
        Ok((held.row, held.subject))
    }
}

impl<'a> Recording<'a> {
    fn by(caller: &Caller, at: Instant, kind: ChangeKind) -> Self {
        Self { by: caller.actor.user, at, kind, import: None, reason: "", other: None }
    }

    fn because(self, reason: &'a str, other: SubjectId) -> Self {
        Self { reason, other: Some(other), ..self }
    }
}

impl Held {
    /// The columns follow the content. A citizen's address is sealed alone: it is where somebody lives.
    fn fill_row(&mut self) {
        let subject = &self.subject;
        let address = if subject.kind == PartyKind::Citizen { "" } else { subject.address.as_str() };
        let row = &mut self.row;
        kind_id(subject.kind).clone_into(&mut row.kind);
        row.name.clone_from(&subject.name);
        row.name_key = plain::key(&subject.name);
        row.name_core = core(&subject.name);
        address.clone_into(&mut row.address);
        row.address_key = plain::key(address);
        row.area.clone_from(&subject.area);
        row.credit_code = subject.credit_code.as_ref().map(|code| code.as_str().to_owned());
        subject.status.id().clone_into(&mut row.status);
        row.licence_until_on = subject.licences.iter().filter_map(|licence| licence.valid_to).min();
    }

    fn of(loaded: row::LoadedSubject) -> Result<Self, AppError> {
        let subject = serde_json::from_slice(&loaded.content)?;
        Ok(Self { row: loaded.row, subject })
    }
}

/// What finds a subject, and what nobody else may have.
fn marks(subject: &Subject) -> Marks {
    let number = |kind: &str, value: &str| Number { kind: kind.to_owned(), value: value.to_owned() };
    let representative = subject.representative_id.iter().map(|id| number("representative-id", id.reveal()));
    let phone = subject.phone.iter().map(|phone| number("phone", phone.figures()));
    Marks {
        identities: identities(subject).iter().map(|one| number(one.kind.id(), &one.value)).collect(),
        numbers: representative.chain(phone).collect(),
        specialities: subject.specialities.iter().map(|one| one.id().to_owned()).collect(),
    }
}

/// Saves a subject with the record of the change.
async fn save(tx: &mut WriteTx, held: &mut Held, recording: &Recording<'_>) -> Result<(), AppError> {
    held.fill_row();
    held.row.changed_at = recording.at;
    let content = serde_json::to_vec(&held.subject)?;
    held.row.version = row::save(tx, &held.row, &content, &marks(&held.subject)).await?;
    record(tx, held, recording).await
}

async fn record(tx: &mut WriteTx, held: &Held, recording: &Recording<'_>) -> Result<(), AppError> {
    let content = serde_json::to_vec(&ChangeContent {
        subject: held.subject.clone(),
        department: held.row.department_id,
        reason: recording.reason.to_owned(),
        other: recording.other,
    })?;
    let change = NewChange {
        subject: held.row.id,
        version: held.row.version,
        kind: recording.kind,
        by: recording.by,
        at: recording.at,
        import: recording.import,
        content: &content,
    };
    Ok(row::record(tx, &change).await?)
}

/// A subject in the register of the caller's organ.
async fn seen(tx: &mut ReadTx, caller: &Caller, id: SubjectId) -> Result<Held, AppError> {
    let organ = caller.actor.organ;
    if !permission::may_read(&caller.actor, organ) {
        return Err(AppError::NotFound);
    }
    Held::of(row::by_id(tx, organ, id).await?.ok_or(AppError::NotFound)?)
}

/// Fails when another subject of the organ has one of its numbers.
async fn refuse_held(
    tx: &mut ReadTx,
    organ: OrganId,
    own: Option<SubjectId>,
    subject: &Subject,
) -> Result<(), AppError> {
    let numbers = marks(subject).identities;
    let holders = subject_search::holders(tx, organ, &numbers).await?;
    let Some((place, holder)) = holders.into_iter().find(|(_, holder)| Some(*holder) != own) else {
        return Ok(());
    };
    let known = row::by_id(tx, organ, holder).await?.map(|loaded| loaded.row.name).unwrap_or_default();
    let identities = identities(subject);
    let kind = identities.get(place).map(|one| one.kind);
    let (field, label) = match kind {
        Some(kind @ mingjian_domain::subject::identity::IdentityKind::CreditCode) => {
            ("credit_code", kind.label())
        }
        Some(kind @ mingjian_domain::subject::identity::IdentityKind::IdCard) => {
            ("resident_id", kind.label())
        }
        Some(kind @ mingjian_domain::subject::identity::IdentityKind::Licence) => ("licences", kind.label()),
        None => return Err(AppError::Internal("a number without a kind".to_owned())),
    };
    let problem = format!("{label}已经登记在“{known}”名下。请查找并修改原有登记，不要重复登记");
    Err(InputFault::new(field, &problem).into())
}

/// The subjects that look like this one, but for itself.
async fn alike(
    tx: &mut ReadTx,
    organ: OrganId,
    own: Option<SubjectId>,
    subject: &Subject,
) -> Result<Vec<SubjectRow>, AppError> {
    let address = if subject.kind == PartyKind::Citizen { "" } else { subject.address.as_str() };
    let rows = subject_search::alike(tx, organ, &core(&subject.name), &plain::key(address)).await?;
    let looks_alike = |row: &SubjectRow| {
        Some(row.id) != own && similar::may_be_one((&subject.name, address), (&row.name, &row.address))
    };
    Ok(rows.into_iter().filter(looks_alike).collect())
}

/// What is searched for, if anything is.
pub fn search_text(typed: &str) -> Option<SearchText> {
    let key = plain::key(typed);
    (!key.is_empty()).then(|| SearchText { typed: typed.to_owned(), key })
}

fn first_fault(
    read: Result<mingjian_domain::subject::draft::Read, Vec<InputFault>>,
) -> Result<Subject, AppError> {
    match read {
        Ok(read) => Ok(read.subject),
        Err(faults) => Err(faults
            .into_iter()
            .next()
            .map_or_else(|| AppError::Internal("a refusal without a reason".to_owned()), AppError::from)),
    }
}

fn need_reader(caller: &Caller) -> Result<(), AppError> {
    if permission::may_read(&caller.actor, caller.actor.organ) {
        return Ok(());
    }
    Err(AppError::Forbidden("监管对象由办理案件的人员查看。".to_owned()))
}

fn need_keeper(caller: &Caller, department: OrganId) -> Result<(), AppError> {
    if permission::may_keep(&caller.actor, caller.actor.organ, department) {
        return Ok(());
    }
    Err(AppError::Forbidden("监管对象由责任科室的执法人员或者负责人登记和修改。".to_owned()))
}

/// The departments of an organ, and the bodies that it entrusts.
async fn departments(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<OrganRow>, StoreError> {
    let all = organ::all(tx).await?;
    let family: Vec<OrganId> =
        all.iter().filter(|row| row.id == organ || row.parent_id == Some(organ)).map(|row| row.id).collect();
    let belongs = |row: &OrganRow| {
        row.id != organ && (family.contains(&row.id) || row.parent_id.is_some_and(|up| family.contains(&up)))
    };
    Ok(all.into_iter().filter(belongs).collect())
}

async fn in_organ(tx: &mut ReadTx, caller: &Caller, department: OrganId) -> Result<(), AppError> {
    let known = departments(tx, caller.actor.organ).await?;
    if known.iter().any(|row| row.id == department) {
        return Ok(());
    }
    Err(InputFault::new("department", "请选择本机关的科室").into())
}
