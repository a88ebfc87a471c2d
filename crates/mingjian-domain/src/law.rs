//! The law as acts ask for it: procedures, last days, causes and scopes of one body's pack.
//! It encodes no rule of its own; where the pack is silent it says so.

use crate::act::lead::PartyKind;
use chrono::NaiveDate;
use mingjian_law::calendar::{Calendar, WorkingDay, weekday_estimate};
use mingjian_law::cause::{Cause, Organ};
use mingjian_law::due::{self, Due, DueError};
use mingjian_law::layer::Limits;
use mingjian_law::procedure::Procedure;
use mingjian_law::sanction::Sanction;
use mingjian_law::scope::{self, ReviewPoint, Scope, ScopeFacts, Scopes};

/// The law of one body, borrowed from its pack.
#[derive(Debug, Clone, Copy)]
pub struct Law<'a> {
    /// The procedures.
    pub procedures: &'a [Procedure],
    /// The working days.
    pub calendar: &'a Calendar,
    /// The time limits.
    pub limits: &'a Limits,
    /// The causes.
    pub causes: &'a [Cause],
    /// Review, discussion and hearing scopes.
    pub scopes: &'a Scopes,
    /// The pack's hash.
    pub hash: &'a str,
    /// Which organ the body is.
    pub organ: Organ,
    /// In how many working days an act must be recorded before a reason is asked.
    pub record_within: u16,
}

impl<'a> Law<'a> {
    /// The procedure with this id.
    pub fn procedure(&self, id: &str) -> Option<&'a Procedure> {
        self.procedures.iter().find(|procedure| procedure.id == id)
    }

    /// The pack's hash.
    pub fn pack_hash(&self) -> &'a str {
        self.hash
    }

    /// The last day of a rule.
    ///
    /// # Errors
    /// When no layer has the rule, or the count leaves the range of dates.
    pub fn due(&self, rule: &str, start: NaiveDate) -> Result<Due, DueError> {
        due::due(self.calendar, self.limits, rule, start, &[])
    }

    /// The cause with this id that was in force on a day.
    pub fn cause(&self, id: &str, acted_on: NaiveDate) -> Option<&'a Cause> {
        self.causes.iter().find(|cause| cause.id == id && cause.in_force(acted_on))
    }

    /// The cause with this id in any version.
    pub fn any_cause(&self, id: &str) -> Option<&'a Cause> {
        self.causes.iter().find(|cause| cause.id == id)
    }

    /// Whether a penalty carries the right to a hearing (行政处罚法 第六十三条).
    pub fn hearing_listed(&self, total: &Sanction, party: PartyKind) -> bool {
        !self.scopes.hearing_right(total, party_kind(party)).is_empty()
    }

    /// Whether the heads must discuss the case together (行政处罚法 第五十七条).
    pub fn discussion_needed(&self, facts: &ScopeFacts<'_>) -> bool {
        !self.scopes.hits(Scope::Discussion, facts).is_empty()
            || !self.scopes.hits(Scope::Major, facts).is_empty()
    }

    /// The points of a legal review, in order.
    pub fn review_points(&self) -> impl Iterator<Item = &'a ReviewPoint> {
        self.scopes.points.iter().map(|entry| &entry.rule)
    }

    /// Whether a day lies so far back that recording it now needs a reason.
    pub fn is_late(&self, occurred_on: NaiveDate, today: NaiveDate) -> bool {
        let passed = occurred_on
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= today)
            .filter(|day| match self.calendar.working_day(*day) {
                WorkingDay::Yes => true,
                WorkingDay::No => false,
                WorkingDay::Unknown => weekday_estimate(*day),
            })
            .take(usize::from(self.record_within).saturating_add(1))
            .count();
        passed > usize::from(self.record_within)
    }
}

/// The party as the law engine distinguishes it.
pub fn party_kind(party: PartyKind) -> scope::PartyKind {
    match party {
        PartyKind::Citizen => scope::PartyKind::Citizen,
        PartyKind::IndividualBusiness => scope::PartyKind::SoleTrader,
        PartyKind::Organisation => scope::PartyKind::Organisation,
    }
}
