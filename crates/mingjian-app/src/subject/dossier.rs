//! Everything of one subject on one page (一户一档): what it is and was, and every proceeding that concerns it.
//! A proceeding belongs to it by a number that both have; a name alone is a hint and is shown as one.

use super::{ChangeContent, Held, NameRow, SubjectRow, alike, departments, seen};
use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use crate::proceeding::list::scope_of;
use crate::proceeding::{DocumentRow, ProceedingRow};
use mingjian_domain::act::lead::PartyKind;
use mingjian_domain::id::{ProceedingId, SubjectId, UserId};
use mingjian_domain::instant::Instant;
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::subject::{Difference, Subject, differences, permission};
use mingjian_store::blob::{self, BlobRow};
use mingjian_store::subject::{self as row, ChangeKind};
use mingjian_store::{ReadTx, Scope, document, identifier, proceeding, subject_search, user};
use std::collections::{BTreeMap, BTreeSet};

/// A change of the subject, told.
#[derive(Debug, Clone)]
pub struct DossierChange {
    /// When.
    pub at: Instant,
    /// Who did it.
    pub by: String,
    /// What it was.
    pub kind: ChangeKind,
    /// Why, where the person had to say.
    pub reason: String,
    /// The other subject of a merger.
    pub other: Option<SubjectId>,
    /// What differs from before; nothing for the first.
    pub differences: Vec<Difference>,
}

/// A proceeding that concerns the subject.
#[derive(Debug, Clone)]
pub struct DossierProceeding {
    /// The columns.
    pub row: ProceedingRow,
    /// Whether it is the caller's own work; of any other one only that it exists, until the caller says why.
    pub is_own: bool,
    /// Its documents, where it is the caller's own work.
    pub documents: Vec<DocumentRow>,
    /// Its files, where it is the caller's own work.
    pub files: Vec<BlobRow>,
    /// The proceeding itself, where it is the caller's own work.
    pub proceeding: Option<Box<Proceeding>>,
}

/// Everything of one subject.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The columns.
    pub row: SubjectRow,
    /// What it is.
    pub subject: Subject,
    /// The responsible department.
    pub department: String,
    /// Whether the caller may change it and see its numbers.
    pub may_keep: bool,
    /// Every name that it and what was merged into it had.
    pub names: Vec<NameRow>,
    /// Its changes, the latest first.
    pub changes: Vec<DossierChange>,
    /// What was merged into it.
    pub merged: Vec<SubjectRow>,
    /// What it was merged into.
    pub survivor: Option<SubjectRow>,
    /// What looks like it.
    pub alike: Vec<SubjectRow>,
    /// The proceedings of the same numbers, the latest first.
    pub proceedings: Vec<DossierProceeding>,
    /// Proceedings in which only the name is the same.
    pub hints: Vec<DossierProceeding>,
    /// Now.
    pub now: Instant,
}

impl App {
    /// Everything of one subject.
    ///
    /// # Errors
    /// `NotFound` when it is not in the register of the caller's organ.
    pub async fn subject(&self, caller: &Caller, id: SubjectId) -> Result<Dossier, AppError> {
        let mut tx = self.database().begin_read().await?;
        let held = seen(&mut tx, caller, id).await;
        drop(tx);
        let held = self.noted(caller, Some(id.to_string()), held).await?;
        let mut tx = self.database().begin_read().await?;
        let organ = caller.actor.organ;
        let merged = subject_search::merged_into(&mut tx, id).await?;
        let survivor = match held.row.merged_into_id {
            Some(into) => row::by_id(&mut tx, organ, into).await?.map(|loaded| loaded.row),
            None => None,
        };
        let mut names = Vec::new();
        for one in std::iter::once(id).chain(merged.iter().map(|row| row.id)) {
            names.extend(row::names(&mut tx, one).await?);
        }
        let changes = changes(&mut tx, id).await?;
        let alike = match survivor {
            Some(_) => Vec::new(),
            None => alike(&mut tx, organ, Some(id), &held.subject).await?,
        };
        let (proceedings, hints) = self.concerning(&mut tx, caller, &held, (&merged, &names)).await?;
        let department = departments(&mut tx, organ)
            .await?
            .into_iter()
            .find(|row| row.id == held.row.department_id)
            .map(|row| row.name)
            .unwrap_or_default();
        Ok(Dossier {
            may_keep: permission::may_keep(&caller.actor, organ, held.row.department_id),
            row: held.row,
            subject: held.subject,
            department,
            names,
            changes,
            merged,
            survivor,
            alike,
            proceedings,
            hints,
            now: self.now(),
        })
    }

    async fn concerning(
        &self,
        tx: &mut ReadTx,
        caller: &Caller,
        held: &Held,
        (merged, names): (&[SubjectRow], &[NameRow]),
    ) -> Result<(Vec<DossierProceeding>, Vec<DossierProceeding>), AppError> {
        let scope = Scope::none().with_organs(&[caller.actor.organ]);
        let ids: Vec<SubjectId> = merged.iter().map(|row| row.id).collect();
        let mut subjects = vec![held.subject.clone()];
        for loaded in row::by_ids(tx, caller.actor.organ, &ids).await? {
            subjects.push(Held::of(loaded)?.subject);
        }
        let mut sure: BTreeSet<ProceedingId> = BTreeSet::new();
        let mut unsure: BTreeSet<ProceedingId> = BTreeSet::new();
        for subject in &subjects {
            for (kind, value) in sure_numbers(subject) {
                sure.extend(identifier::find(tx, &scope, kind, &value).await?);
            }
            // The operator may have another business: the person's number is a hint and no more.
            if let Some(id) =
                subject.representative_id.as_ref().filter(|_| subject.kind != PartyKind::Organisation)
            {
                unsure.extend(identifier::find(tx, &scope, "id-card", id.reveal()).await?);
            }
        }
        let names: Vec<String> = names.iter().map(|name| name.name.clone()).collect();
        unsure.extend(subject_search::proceedings_named(tx, &scope, &names).await?);
        let unsure: BTreeSet<ProceedingId> = unsure.difference(&sure).copied().collect();
        Ok((self.told(tx, caller, &sure).await?, self.told(tx, caller, &unsure).await?))
    }

    async fn told(
        &self,
        tx: &mut ReadTx,
        caller: &Caller,
        ids: &BTreeSet<ProceedingId>,
    ) -> Result<Vec<DossierProceeding>, AppError> {
        let own = scope_of(caller);
        let organ = Scope::none().with_organs(&[caller.actor.organ]);
        let mut told = Vec::new();
        for id in ids {
            let Some(row) = proceeding::by_id(tx, &organ, *id).await? else { continue };
            let mut one = DossierProceeding {
                row,
                is_own: proceeding::by_id(tx, &own, *id).await?.is_some(),
                documents: Vec::new(),
                files: Vec::new(),
                proceeding: None,
            };
            if one.is_own {
                let loaded = self.load(tx, *id).await?;
                one.documents = document::of_proceeding(tx, *id).await?;
                one.files = blob::of_proceeding(tx, &loaded.data_key).await?;
                one.proceeding = Some(Box::new(loaded.proceeding));
            }
            told.push(one);
        }
        told.sort_by_key(|one| std::cmp::Reverse(one.row.opened_at));
        Ok(told)
    }
}

/// The numbers by which a proceeding is certainly about this subject.
fn sure_numbers(subject: &Subject) -> Vec<(&'static str, String)> {
    let code = subject.credit_code.iter().map(|code| ("credit-code", code.as_str().to_owned()));
    let id = subject.resident_id.iter().map(|id| ("id-card", id.reveal().to_owned()));
    code.chain(id).collect()
}

/// The changes of a subject, the latest first.
async fn changes(tx: &mut ReadTx, id: SubjectId) -> Result<Vec<DossierChange>, AppError> {
    let mut people: BTreeMap<UserId, String> = BTreeMap::new();
    let mut before: Option<ChangeContent> = None;
    let mut told = Vec::new();
    for change in row::changes(tx, id).await? {
        let content: ChangeContent = serde_json::from_slice(&change.content)?;
        let by = change.recorded_by;
        if let std::collections::btree_map::Entry::Vacant(place) = people.entry(by) {
            place.insert(user::by_id(tx, by).await?.map(|user| user.name).unwrap_or_default());
        }
        told.push(DossierChange {
            at: change.recorded_at,
            by: people.get(&by).cloned().unwrap_or_default(),
            kind: change.kind,
            reason: content.reason.clone(),
            other: content.other,
            differences: before
                .as_ref()
                .map(|before| differences(&before.subject, &content.subject))
                .unwrap_or_default(),
        });
        before = Some(content);
    }
    told.reverse();
    Ok(told)
}
