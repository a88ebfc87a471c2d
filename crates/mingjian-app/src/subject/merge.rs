//! Two entries of one subject become one, by a person and with a reason; nothing is copied, so that it can be undone.
//! The entry that was merged away keeps its numbers and its record; its address leads to the other.

use super::{Held, Recording, SubjectRow, need_keeper, need_reader, save, seen};
use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use crate::idempotency::Once;
use mingjian_domain::act::InputFault;
use mingjian_domain::id::SubjectId;
use mingjian_domain::subject::similar::may_be_one;
use mingjian_store::subject::ChangeKind;
use mingjian_store::{WriteTx, subject_search, transact};

/// So many subjects are looked at for duplicates at once.
const LOOKED_AT: i64 = 2_000;
const LONGEST_REASON: usize = 300;

impl App {
    /// Merges a subject into another one.
    ///
    /// # Errors
    /// `Input` when there is no reason or the other is the same or merged away itself; `Forbidden` for who does not
    /// keep both; `NotFound` when one of them is not in the register of the caller's organ.
    pub async fn merge_subject(
        &self,
        caller: &Caller,
        (id, into): (SubjectId, SubjectId),
        reason: &str,
        once: &Once,
    ) -> Result<(), AppError> {
        once.check()?;
        let outcome =
            transact!(self.database(), |tx| self.merge_in(tx, caller, (id, into), reason, once).await);
        self.noted(caller, Some(id.to_string()), outcome).await?;
        let user = Some(caller.actor.user);
        self.note("subject-merged", user, Some(id.to_string()), reason, &into.to_string()).await
    }

    async fn merge_in(
        &self,
        tx: &mut WriteTx,
        caller: &Caller,
        (id, into): (SubjectId, SubjectId),
        reason: &str,
        once: &Once,
    ) -> Result<(), AppError> {
        if let Some(answer) = once.answered(tx, caller).await? {
            return Ok(answer);
        }
        let reason = check_reason(reason)?;
        let mut held = self.kept_subject(tx, caller, id).await?;
        let mut survivor = seen(tx, caller, into).await?;
        need_keeper(caller, survivor.row.department_id)?;
        if id == into || survivor.row.merged_into_id.is_some() {
            return Err(InputFault::new("into", "请选择另一条没有被合并的登记").into());
        }
        let now = self.now();
        held.row.merged_into_id = Some(into);
        save(tx, &mut held, &Recording::by(caller, now, ChangeKind::Merged).because(reason, into)).await?;
        let taken_over = Recording::by(caller, now, ChangeKind::TakenOver).because(reason, id);
        save(tx, &mut survivor, &taken_over).await?;
        once.keep(tx, caller, &(), now).await
    }

    /// Undoes a merger.
    ///
    /// # Errors
    /// As [`App::merge_subject`], and `Input` when it was not merged.
    pub async fn part_subject(
        &self,
        caller: &Caller,
        id: SubjectId,
        reason: &str,
        once: &Once,
    ) -> Result<(), AppError> {
        once.check()?;
        let outcome = transact!(self.database(), |tx| {
            if let Some(answer) = once.answered::<()>(tx, caller).await? {
                return Ok(answer);
            }
            let reason = check_reason(reason)?;
            let mut held: Held = seen(tx, caller, id).await?;
            need_keeper(caller, held.row.department_id)?;
            let Some(into) = held.row.merged_into_id.take() else {
                return Err(InputFault::new("reason", "这条登记没有被合并，不需要撤销").into());
            };
            let now = self.now();
            save(tx, &mut held, &Recording::by(caller, now, ChangeKind::Parted).because(reason, into))
                .await?;
            let mut survivor = seen(tx, caller, into).await?;
            save(tx, &mut survivor, &Recording::by(caller, now, ChangeKind::Parted).because(reason, id))
                .await?;
            once.keep(tx, caller, &(), now).await
        });
        self.noted(caller, Some(id.to_string()), outcome).await?;
        self.note("subject-parted", Some(caller.actor.user), Some(id.to_string()), reason, "").await
    }

    /// Groups of subjects that look like one, for a person to compare.
    ///
    /// # Errors
    /// `Forbidden` for who does not work with the register.
    pub async fn duplicate_subjects(&self, caller: &Caller) -> Result<Vec<Vec<SubjectRow>>, AppError> {
        need_reader(caller)?;
        let mut tx = self.database().begin_read().await?;
        let rows = subject_search::sharing(&mut tx, caller.actor.organ, LOOKED_AT).await?;
        Ok(groups(rows))
    }
}

/// Each row goes to the first group in which one looks like it.
fn groups(rows: Vec<SubjectRow>) -> Vec<Vec<SubjectRow>> {
    let mut groups: Vec<Vec<SubjectRow>> = Vec::new();
    for row in rows {
        let looks_alike =
            |other: &SubjectRow| may_be_one((&row.name, &row.address), (&other.name, &other.address));
        match groups.iter_mut().find(|group| group.iter().any(looks_alike)) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

fn check_reason(reason: &str) -> Result<&str, InputFault> {
    let reason = reason.trim();
    if reason.chars().count() < 4 {
        return Err(InputFault::new("reason", "请写明理由，四个字以上"));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(InputFault::new("reason", "理由太长，请缩短到300字以内"));
    }
    Ok(reason)
}
