//! Keeps the lists of work true: one case when it moves, every open case when the day, the people or the law change.
//! It decides nothing: what waits, and who can do it, is the domain's to say.

use crate::app::App;
use crate::error::AppError;
use crate::facts::{self, Team};
use mingjian_domain::id::{OrganId, ProceedingId};
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::work::{self as domain, Kind, Step};
use mingjian_store::organ::{self, OrganKind};
use mingjian_store::work::{self, DoerRow, StepRow, WorkKind};
use mingjian_store::{Hash, ReadTx, Transient, WriteTx, meta, transact};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Under this name the database keeps what its lists were computed from.
const BASIS: &str = "work-basis";
/// So many cases are looked at in one transaction, so that acts need not wait long.
const AT_ONCE: usize = 25;

impl App {
    /// Computes what waits in a case, in the transaction of the step that moved it.
    pub(crate) async fn write_work(&self, tx: &mut WriteTx, proceeding: &Proceeding) -> Result<(), AppError> {
        match facts::team(tx, proceeding.organ).await? {
            Some(team) => self.write_work_of(tx, &team, proceeding).await,
            None => Ok(()),
        }
    }

    async fn write_work_of(
        &self,
        tx: &mut WriteTx,
        team: &Team,
        proceeding: &Proceeding,
    ) -> Result<(), AppError> {
        let now = self.now();
        let steps = domain::steps(proceeding, &team.people, &self.context(&team.facts, now, &[]));
        let mut rows: Vec<StepRow> = steps.iter().map(step_row).collect();
        rows.sort_by(|one, other| place(one.kind, &one.key).cmp(&place(other.kind, &other.key)));
        let before = work::doers(tx, proceeding.id).await?;
        let mut doers: Vec<DoerRow> =
            steps.iter().flat_map(|step| doer_rows(proceeding.id, step, now)).collect();
        for row in &mut doers {
            // What waited for the person before waits since then.
            let same =
                |old: &&DoerRow| old.user_id == row.user_id && old.kind == row.kind && old.key == row.key;
            row.since_at = before.iter().find(same).map_or(now, |old| old.since_at);
        }
        doers.sort_by(|one, other| {
            (place(one.kind, &one.key), one.user_id).cmp(&(place(other.kind, &other.key), other.user_id))
        });
        let mut known = work::of_proceeding(tx, proceeding.id).await?;
        known.sort_by(|one, other| place(one.kind, &one.key).cmp(&place(other.kind, &other.key)));
        if known != rows || before != doers {
            work::replace(tx, proceeding.id, &rows, &doers).await?;
        }
        Ok(())
    }

    /// Computes every open case anew when the day, the people or the law have changed since it was done last.
    ///
    /// What was computed from is kept as a digest, so that no place where any of it changes has to remember this one.
    pub(crate) async fn keep_work(&self) -> Result<(), AppError> {
        let mut tx = self.database().begin_read().await?;
        let basis = self.basis(&mut tx).await?;
        if meta::get(&mut tx, BASIS).await?.as_deref() == Some(basis.as_bytes().as_slice()) {
            return Ok(());
        }
        let ids = work::unsettled(&mut tx, &self.final_states()).await?;
        drop(tx);
        for some in ids.chunks(AT_ONCE) {
            transact!(self.database(), |tx| self.rewrite(tx, some).await)?;
        }
        transact!(self.database(), |tx| meta::set(tx, BASIS, basis.as_bytes()).await)?;
        Ok(())
    }

    async fn rewrite(&self, tx: &mut WriteTx, ids: &[ProceedingId]) -> Result<(), AppError> {
        let mut teams: BTreeMap<OrganId, Option<Team>> = BTreeMap::new();
        for id in ids {
            let proceeding = match self.load(tx, *id).await {
                Ok(loaded) => loaded.proceeding,
                Err(error) if error.is_transient() => return Err(error),
                // One case that cannot be read must not hide the work of all others.
                Err(error) => {
                    tracing::error!(proceeding = %id, %error, "the work of a case could not be computed");
                    continue;
                }
            };
            let organ = proceeding.organ;
            if let Entry::Vacant(place) = teams.entry(organ) {
                place.insert(facts::team(tx, organ).await?);
            }
            if let Some(Some(team)) = teams.get(&organ) {
                self.write_work_of(tx, team, &proceeding).await?;
            }
        }
        Ok(())
    }

    /// A digest of everything but the cases themselves on which lists of work depend.
    async fn basis(&self, tx: &mut ReadTx) -> Result<Hash, AppError> {
        let mut text = format!("{} {}", self.now().day(), self.edition().revision);
        for organ in organ::all(tx).await?.iter().filter(|row| row.kind == OrganKind::Organ) {
            if let Some(team) = facts::team(tx, organ.id).await? {
                // Writing to a string cannot fail.
                let _ = write!(text, "{:?}{:?}", team.people, team.facts);
            }
        }
        Ok(Hash::of_parts(&[self.law().pack_hash().as_bytes(), text.as_bytes()]))
    }

    /// The states in which nothing waits, whatever the procedure.
    fn final_states(&self) -> Vec<String> {
        let states = || self.pack().procedures.iter().flat_map(|procedure| &procedure.state);
        let open: BTreeSet<&str> =
            states().filter(|state| !state.is_final).map(|state| state.id.as_str()).collect();
        let finals: BTreeSet<&str> =
            states().filter(|state| state.is_final).map(|state| state.id.as_str()).collect();
        finals.difference(&open).map(|state| (*state).to_owned()).collect()
    }
}

fn place(kind: WorkKind, key: &str) -> (&'static str, &str) {
    (kind.as_str(), key)
}

const fn kind_of(kind: Kind) -> WorkKind {
    match kind {
        Kind::Act => WorkKind::Act,
        Kind::Sheet => WorkKind::Sheet,
        Kind::Clock => WorkKind::Clock,
        Kind::Rest => WorkKind::Rest,
    }
}

fn step_row(step: &Step) -> StepRow {
    StepRow {
        kind: kind_of(step.kind),
        key: step.key.clone(),
        clock: step.clock.map(|clock| clock.to_string()),
        due_on: step.due,
        order_on: step.order,
    }
}

fn doer_rows(
    proceeding: ProceedingId,
    step: &Step,
    now: mingjian_domain::instant::Instant,
) -> impl Iterator<Item = DoerRow> + '_ {
    step.doers.iter().map(move |doer| DoerRow {
        proceeding_id: proceeding,
        kind: kind_of(step.kind),
        key: step.key.clone(),
        user_id: doer.user,
        role: doer.role.id().to_owned(),
        for_user: doer.for_whom.as_ref().map(|one| one.user),
        since_at: now,
    })
}
