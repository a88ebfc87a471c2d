//! Inspections beyond one act: how often a unit was inspected, the case that is opened from one, the orders to correct.
//! What may happen is the domain's to say.

use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use crate::facts;
use crate::proceeding::list::scope_of;
use chrono::{Datelike, NaiveDate};
use mingjian_domain::act::Opening;
use mingjian_domain::act::investigation::RecheckResult;
use mingjian_domain::act::lead::PartyEntry;
use mingjian_domain::actor::OfficerFact;
use mingjian_domain::attempt;
use mingjian_domain::event::Event;
use mingjian_domain::handover;
use mingjian_domain::id::{OrganId, ProceedingId};
use mingjian_domain::proceeding::{CorrectionState, Proceeding};
use mingjian_law::variable::Variable;
use mingjian_store::{DataKey, ReadTx, Scope, WriteTx, clock, identifier};

/// The kind of proceeding that a handed-over lead opens.
const CASE: &str = "penalty";
/// The limit that says when a correction is re-checked after its term, where a body has one.
const RECHECK: &str = "correction.recheck";
/// Rows of the list of orders.
const ROWS: i64 = 200;
/// So many days before the last one an order stands out.
const SOON: u64 = 3;

/// An entry that hands a case over.
#[derive(Clone, Copy)]
pub(crate) struct Handing<'a> {
    pub(crate) from: &'a Proceeding,
    pub(crate) event: &'a Event,
    pub(crate) data_key: &'a DataKey,
}

/// How often a unit was inspected this year, matters of their own apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InspectionCount {
    /// How often.
    pub made: u16,
    /// How often the organ may inspect one unit in a year, where it published a cap.
    pub cap: Option<u16>,
}

impl InspectionCount {
    /// What readers see.
    pub fn in_words(self) -> String {
        let made = format!("本年度已检查{}次", self.made);
        match self.cap {
            Some(cap) if self.made >= cap => format!("{made}，上限{cap}次，已达到上限"),
            Some(cap) => format!("{made}，上限{cap}次"),
            None => format!("{made}，本机关没有公布上限"),
        }
    }
}

/// Where one item of an order to correct stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CorrectionStanding {
    /// Its last day is past, and nobody has looked.
    Overdue,
    /// Its last day is near.
    Due,
    /// It runs.
    Running,
    /// The re-check found that it stayed undone.
    FoundOverdue,
    /// The re-check found it done.
    Corrected,
}

impl CorrectionStanding {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "期限已过，待复查",
            Self::Due => "即将到期",
            Self::Running => "改正期限内",
            Self::FoundOverdue => "逾期未改正",
            Self::Corrected => "已改正",
        }
    }
}

/// One item of an order to correct, with its proceeding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionRow {
    /// The proceeding.
    pub proceeding: ProceedingId,
    /// Whether it is an inspection; else a case.
    pub inspection: bool,
    /// The unit.
    pub party: String,
    /// What was ordered, by the label of its cause.
    pub cause: String,
    /// The day of the order.
    pub ordered_on: NaiveDate,
    /// The last day for it.
    pub due_on: NaiveDate,
    /// The last day that was ordered first, where the term was made longer.
    pub extended_from: Option<NaiveDate>,
    /// The day by which it is re-checked, where the body has a limit and nobody has looked.
    pub recheck_by: Option<NaiveDate>,
    /// Where it stands.
    pub standing: CorrectionStanding,
    /// The day of the re-check.
    pub found_on: Option<NaiveDate>,
}

impl App {
    /// How many inspections of the same unit by the same organ count toward the cap of the year: those that were
    /// approved, matters of their own apart.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn earlier_inspections(
        &self,
        tx: &mut ReadTx,
        organ: OrganId,
        party: &PartyEntry,
        but: Option<ProceedingId>,
    ) -> Result<u16, AppError> {
        let year = self.now().day().year();
        let counts = |other: &Proceeding| {
            let task = other.opening.inspection();
            let approved = other.inspection.as_ref().and_then(|record| record.approved_on);
            Some(other.id) != but
                && other.position != "cancelled"
                && task.is_some_and(|task| !task.reason.is_of_one_matter())
                && approved.is_some_and(|day| day.year() == year)
        };
        let mut count = 0_u16;
        for id in holders(tx, organ, party).await? {
            let other = self.load(tx, id).await?.proceeding;
            count = count.saturating_add(u16::from(counts(&other)));
        }
        Ok(count)
    }

    /// Opens the case that an entry hands over, in the transaction of that entry.
    pub(crate) async fn open_handed_over(
        &self,
        tx: &mut WriteTx,
        caller: &Caller,
        handing: &Handing<'_>,
    ) -> Result<(), AppError> {
        let Handing { from, event, data_key } = *handing;
        let Some(id) = event.opens else {
            return Ok(());
        };
        let now = self.now();
        let facts = facts::load(tx, caller, Some(data_key)).await?;
        let Some(handed) = handover::handed_over(from, event, &facts.files) else {
            return Ok(());
        };
        let procedure = self.pack().procedure_for(CASE, now.day());
        let procedure = procedure.ok_or_else(|| AppError::Internal("no procedure for a case".to_owned()))?;
        let context = self.context(&facts, now, &[]);
        let step = attempt::open(id, &procedure.id, Opening::from(handed), &context)?;
        self.begin(tx, step).await?;
        Ok(())
    }

    /// How often the caller's organ inspected a unit this year, beside an inspection that is under way, and the cap where
    /// there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn inspection_count(
        &self,
        caller: &Caller,
        party: &PartyEntry,
        but: Option<ProceedingId>,
    ) -> Result<InspectionCount, AppError> {
        let mut tx = self.database().begin_read().await?;
        let made = self.earlier_inspections(&mut tx, caller.actor.organ, party, but).await?;
        Ok(InspectionCount { made, cap: self.pack().organ.inspections_per_year })
    }

    /// The officers who can be named before there is a proceeding.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn officers_of(&self, caller: &Caller) -> Result<Vec<OfficerFact>, AppError> {
        let mut tx = self.database().begin_read().await?;
        Ok(facts::load(&mut tx, caller, None).await?.officers)
    }

    /// The orders to correct of all proceedings that the caller may see in lists: those that wait first, by last day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn corrections(&self, caller: &Caller) -> Result<Vec<CorrectionRow>, AppError> {
        let key = Variable::CorrectionClock.spec().id;
        let mut tx = self.database().begin_read().await?;
        let clocks = clock::of_key(&mut tx, &scope_of(caller), key, ROWS).await?;
        let mut rows = Vec::new();
        for found in clocks {
            let proceeding = self.load(&mut tx, found.proceeding_id).await?.proceeding;
            rows.extend(self.corrections_of(&proceeding));
        }
        rows.sort_by_key(|row| (row.found_on.is_some(), row.due_on, row.proceeding));
        Ok(rows)
    }

    /// The orders to correct of one proceeding, in the order in which they were given.
    pub fn corrections_of(&self, proceeding: &Proceeding) -> Vec<CorrectionRow> {
        let items = proceeding
            .corrections
            .iter()
            .flat_map(|order| order.items.iter().map(|item| self.row(proceeding, order.ordered_on, item)));
        items.collect()
    }

    fn row(&self, proceeding: &Proceeding, ordered_on: NaiveDate, item: &CorrectionState) -> CorrectionRow {
        let today = self.now().day();
        let due_on = item.stated.due_on;
        let soon = today.checked_add_days(chrono::Days::new(SOON)).unwrap_or(today);
        let standing = match item.found {
            Some(RecheckResult::Corrected) => CorrectionStanding::Corrected,
            Some(RecheckResult::Overdue) => CorrectionStanding::FoundOverdue,
            None if due_on < today => CorrectionStanding::Overdue,
            None if due_on <= soon => CorrectionStanding::Due,
            None => CorrectionStanding::Running,
        };
        let cause = self.law().any_cause(&item.stated.cause);
        let recheck_by = self.law().due(RECHECK, due_on).ok().map(|due| due.due);
        CorrectionRow {
            proceeding: proceeding.id,
            inspection: proceeding.inspection.is_some(),
            party: proceeding.party().name.clone(),
            cause: cause.map_or_else(|| item.stated.cause.clone(), |cause| cause.label.clone()),
            ordered_on,
            due_on,
            extended_from: item.extended_from,
            recheck_by: recheck_by.filter(|_| item.found.is_none()),
            standing,
            found_on: item.found_on,
        }
    }
}

/// The proceedings of an organ about a party, by its number.
async fn holders(tx: &mut ReadTx, organ: OrganId, party: &PartyEntry) -> Result<Vec<ProceedingId>, AppError> {
    let scope = Scope::none().with_organs(&[organ]);
    if let Some(code) = &party.credit_code {
        return Ok(identifier::find(tx, &scope, "credit-code", code).await?);
    }
    match &party.resident_id {
        Some(id) => Ok(identifier::find(tx, &scope, "id-card", id.reveal()).await?),
        None => Ok(Vec::new()),
    }
}
