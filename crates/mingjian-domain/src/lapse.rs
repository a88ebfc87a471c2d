//! The lapse of a registration of evidence, recorded by rule when its term has ended without a disposal (行政处罚法 第五十六条).
//! Nobody decides it and nothing is given back by it: the paper that lifts the registration is a person's, and due at once.

use crate::event::{ActorRecord, Content, Event, SCHEMA, Source};
use crate::id::UserId;
use crate::instant::Instant;
use crate::law::Law;
use crate::proceeding::{Machine, Proceeding};
use chrono::{Days, NaiveTime};
use mingjian_law::procedure::Role;
use mingjian_law::variable::{Variable, clock};
use uuid::Uuid;

/// How a lapse is recorded.
#[derive(Debug, Clone, Copy)]
pub struct Lapsing<'a> {
    /// The law in use.
    pub law: Law<'a>,
    /// How the entry comes about.
    pub source: Source,
    /// The time of recording.
    pub now: Instant,
}

/// The entry by which the registration that is held lapses; nothing where none is past its term, or it is recorded already.
pub fn lapse(proceeding: &Proceeding, with: &Lapsing<'_>) -> Option<Event> {
    let registration = proceeding.beside.registrations.last()?;
    let held = proceeding.machine_position(Machine::Registration) == "held";
    if !held || registration.lapsed {
        return None;
    }
    let record = proceeding.running_clocks().find(|record| record.variable == Variable::RegistrationClock)?;
    if record.standing(with.now.day()) != clock::OVER {
        return None;
    }
    let since = record.last_day().checked_add_days(Days::new(1))?;
    Some(Event {
        schema: SCHEMA,
        proceeding: proceeding.id,
        seq: proceeding.version.saturating_add(1),
        procedure: Machine::Registration.procedure().to_owned(),
        pack: with.law.pack_hash().to_owned(),
        actor: by_rule(proceeding),
        source: with.source,
        occurred_at: Instant::from_china(since.and_time(NaiveTime::MIN)),
        recorded_at: with.now.max(proceeding.last_recorded_at),
        late_reason: None,
        content: Content::Lapsed { rule: record.rule.clone(), ended_on: record.last_day() },
        inputs: Vec::new(),
        moves: Vec::new(),
        to: proceeding.position.clone(),
        clocks: Vec::new(),
        officers: Vec::new(),
        papers: Vec::new(),
        files: Vec::new(),
        evidence: None,
        opens: None,
        from_paper: None,
        salt: String::new(),
    })
}

/// Nobody: the entry names the rule and not a person.
fn by_rule(proceeding: &Proceeding) -> ActorRecord {
    ActorRecord {
        user: UserId::from_uuid(Uuid::nil()),
        name: "系统".to_owned(),
        role: Role::System,
        organ: proceeding.organ,
        body: None,
        department: proceeding.department,
        leadership: None,
        for_whom: None,
    }
}
