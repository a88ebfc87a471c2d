//! The clocks of one proceeding: which rule runs, from when, to which last day, and how it ended.
//! It counts nothing: the last day comes from the law engine when the clock starts, and again when a calendar year arrives.

use chrono::NaiveDate;
use mingjian_law::due::{Due, Firmness};
use mingjian_law::limit::Binds;
use mingjian_law::variable::{Assignment, Value, Variable, clock};
use serde::{Deserialize, Serialize};

/// A clock that was started in a proceeding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockRecord {
    /// The variable that shows where it stands.
    pub variable: Variable,
    /// The time limit that runs it.
    pub rule: String,
    /// The day of the event.
    pub start: NaiveDate,
    /// The last day.
    pub due: NaiveDate,
    /// The next working day, where the last day is none.
    pub extended: Option<NaiveDate>,
    /// Whether every day that matters lies in a year whose notice is known.
    pub firm: bool,
    /// Whether the organ is bound; else the party.
    pub binds_organ: bool,
    /// The day on which it was stopped or waived.
    pub ended_on: Option<NaiveDate>,
}

impl ClockRecord {
    /// A clock that starts with what the law engine computed.
    ///
    /// A party whose last day falls in a year without notice is given the next weekday, as the engine estimates it.
    pub fn start(variable: Variable, due: &Due) -> Self {
        let last_day = due.last_day();
        Self {
            variable,
            rule: due.rule.clone(),
            start: due.start,
            due: due.due,
            extended: due.extended.or_else(|| (last_day != due.due).then_some(last_day)),
            firm: due.status == Firmness::Firm,
            binds_organ: due.binds == Binds::Organ,
            ended_on: None,
        }
    }

    /// The last day on which the bound side can act in time: a party's day is moved past holidays in its favour.
    pub fn last_day(&self) -> NaiveDate {
        match self.extended {
            Some(extended) if !self.binds_organ => extended,
            Some(_) | None => self.due,
        }
    }

    /// Where a running clock stands on a day.
    pub fn standing(&self, day: NaiveDate) -> Value {
        if day > self.last_day() { clock::OVER } else { clock::RUNNING }
    }
}

/// A change of a clock, as an event carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum ClockMove {
    /// It starts (again).
    Started(ClockRecord),
    /// What it waited for happened, or it was given up.
    Ended {
        /// Which clock.
        variable: Variable,
        /// On which day.
        on: NaiveDate,
    },
    /// A calendar year arrived and the last day was computed anew.
    Recomputed(ClockRecord),
    /// Its last day was put off while it ran.
    Extended(ClockRecord),
}

/// Whether the act that starts a clock says its last day itself: the term of an order, and of a laboratory.
pub(crate) fn is_set_by_act(variable: Variable) -> bool {
    matches!(variable, Variable::CorrectionClock | Variable::TestingClock)
}

/// Splits the moves of an action into those of clocks that start, those that end, and the rest.
pub(crate) fn starts(moves: &[Assignment]) -> impl Iterator<Item = Variable> + '_ {
    moves
        .iter()
        .filter(|assignment| assignment.variable.is_clock() && assignment.value == clock::RUNNING)
        .map(|assignment| assignment.variable)
}

/// The clocks that a list of moves stops, waives or switches off.
pub(crate) fn ends(moves: &[Assignment]) -> impl Iterator<Item = Variable> + '_ {
    moves
        .iter()
        .filter(|assignment| assignment.variable.is_clock() && assignment.value != clock::RUNNING)
        .map(|assignment| assignment.variable)
}
