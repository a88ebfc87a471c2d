//! The law as acts ask for it: procedures, last days, causes and scopes of one body's pack.
//! It encodes no rule of its own; where the pack is silent it says so.

use crate::act::lead::PartyKind;
use chrono::NaiveDate;
use mingjian_law::calendar::{WorkingDay, weekday_estimate};
use mingjian_law::cause::{Cause, Organ};
use mingjian_law::due::{Due, DueError};
use mingjian_law::pack::Pack;
use mingjian_law::procedure::Procedure;
use mingjian_law::sanction::Sanction;
use mingjian_law::scope::{self, ReviewPoint, Scope, ScopeFacts};
use mingjian_law::summary::Summary;

/// The law of one body, borrowed from its pack.
#[derive(Debug, Clone, Copy)]
pub struct Law<'a> {
    /// The pack.
    pub pack: &'a Pack,
}

impl<'a> Law<'a> {
    /// The law of a pack.
    pub const fn of(pack: &'a Pack) -> Self {
        Self { pack }
    }

    /// The procedure with this id.
    pub fn procedure(&self, id: &str) -> Option<&'a Procedure> {
        self.pack.procedure(id)
    }

    /// The pack's hash.
    pub fn pack_hash(&self) -> &'a str {
        &self.pack.hash
    }

    /// Which organ the body is in the eyes of the statutes.
    pub fn organ(&self) -> Organ {
        self.pack.organ.kind
    }

    /// The last day of a rule.
    ///
    /// # Errors
    /// When no layer has the rule, or the count leaves the range of dates.
    pub fn due(&self, rule: &str, start: NaiveDate) -> Result<Due, DueError> {
        self.pack.due(rule, start, &[])
    }

    /// The cause with this id that was in force on a day.
    pub fn cause(&self, id: &str, acted_on: NaiveDate) -> Option<&'a Cause> {
        self.pack.cause(id).filter(|cause| cause.in_force(acted_on))
    }

    /// The cause with this id in any version.
    pub fn any_cause(&self, id: &str) -> Option<&'a Cause> {
        self.pack.cause(id)
    }

    /// Whether a penalty carries the right to a hearing (行政处罚法 第六十三条).
    pub fn hearing_listed(&self, total: &Sanction, party: PartyKind) -> bool {
        !self.pack.scopes.hearing_right(total, party_kind(party)).is_empty()
    }

    /// Whether the heads must discuss the case together (行政处罚法 第五十七条).
    pub fn discussion_needed(&self, facts: &ScopeFacts<'_>) -> bool {
        !self.pack.scopes.hits(Scope::Discussion, facts).is_empty()
            || !self.pack.scopes.hits(Scope::Major, facts).is_empty()
    }

    /// What may be decided and collected on the spot (行政处罚法 第五十一条、第六十八条).
    pub fn summary(&self) -> Option<&'a Summary> {
        self.pack.summary.as_ref().map(|entry| &entry.rule)
    }

    /// The points of a legal review, in order.
    pub fn review_points(&self) -> impl Iterator<Item = &'a ReviewPoint> {
        self.pack.scopes.points.iter().map(|entry| &entry.rule)
    }

    /// Whether a day lies so far back that recording it now needs a reason.
    pub fn is_late(&self, occurred_on: NaiveDate, today: NaiveDate) -> bool {
        let within = usize::from(self.pack.organ.late_record_working_days);
        let passed = occurred_on
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= today)
            .filter(|day| match self.pack.calendar.working_day(*day) {
                WorkingDay::Yes => true,
                WorkingDay::No => false,
                WorkingDay::Unknown => weekday_estimate(*day),
            })
            .take(within.saturating_add(1))
            .count();
        passed > within
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
