//! Clocks computed anew when a calendar year arrives: which ones move, to which day, as one entry of the journal.
//! It reads no notice, and judges no act that was taken before the notice came.

use crate::clock::{ClockMove, ClockRecord, is_set_by_act};
use crate::event::{ActorRecord, Content, Event, NoticeRecord, SCHEMA, Source};
use crate::instant::Instant;
use crate::law::Law;
use crate::proceeding::{PUBLICATION_PROCEDURE, Proceeding};
use chrono::NaiveDate;
use mingjian_law::calendar::Calendar;
use mingjian_law::due::due;

/// A calendar that has changed, and how the change is recorded.
#[derive(Debug, Clone)]
pub struct Recomputation<'a> {
    /// The law with the years as they are known now.
    pub law: Law<'a>,
    /// The calendars that were in use before.
    pub earlier: &'a [Calendar],
    /// The notices that brought the years.
    pub notices: &'a [NoticeRecord],
    /// Who imported them.
    pub actor: ActorRecord,
    /// How the entry comes about.
    pub source: Source,
    /// The time of recording.
    pub now: Instant,
}

/// The entry by which the clocks of a proceeding follow the calendar; nothing where none of them moves.
pub fn recompute(proceeding: &Proceeding, with: &Recomputation<'_>) -> Option<Event> {
    if is_finished(proceeding, with.law) {
        return None;
    }
    let today = with.now.day();
    let clocks: Vec<ClockMove> = proceeding
        .running_clocks()
        .filter_map(|record| moved(record, with).map(|new| (record, new)))
        .filter(|(old, new)| !reopens_too_late(proceeding, old, new, today))
        .map(|(_, new)| ClockMove::Recomputed(new))
        .collect();
    if clocks.is_empty() {
        return None;
    }
    Some(Event {
        schema: SCHEMA,
        proceeding: proceeding.id,
        seq: proceeding.version.saturating_add(1),
        procedure: proceeding.procedure.clone(),
        pack: with.law.pack_hash().to_owned(),
        actor: with.actor.clone(),
        source: with.source,
        occurred_at: with.now,
        recorded_at: with.now.max(proceeding.last_recorded_at),
        late_reason: None,
        content: Content::Recomputed { notices: with.notices.to_vec() },
        inputs: Vec::new(),
        moves: Vec::new(),
        to: proceeding.position.clone(),
        clocks,
        officers: Vec::new(),
        papers: Vec::new(),
        files: Vec::new(),
        evidence: None,
        opens: None,
        from_paper: None,
        salt: String::new(),
    })
}

/// Whether nothing of the proceeding waits for anybody any more.
fn is_finished(proceeding: &Proceeding, law: Law<'_>) -> bool {
    let ends = |procedure: &str, position: &str| {
        law.procedure(procedure)
            .and_then(|procedure| procedure.state(position))
            .is_some_and(|state| state.is_final)
    };
    let published = proceeding.publication.as_ref();
    ends(&proceeding.procedure, &proceeding.position)
        && published.is_none_or(|publication| ends(PUBLICATION_PROCEDURE, &publication.position))
}

/// The clock as the calendar gives it now, where that differs.
///
/// A last day that no calendar of this body ever gave was set by an act, such as the day by which an order to correct
/// must be obeyed: it stands on paper, and no notice moves it.
fn moved(record: &ClockRecord, with: &Recomputation<'_>) -> Option<ClockRecord> {
    if is_set_by_act(record.variable) {
        return None;
    }
    let limits = &with.law.pack.limits;
    let by = |calendar: &Calendar| {
        let due = due(calendar, limits, &record.rule, record.start, &[]).ok()?;
        Some(ClockRecord::start(record.variable, &due))
    };
    let new = by(&with.law.pack.calendar)?;
    let was_counted = with.earlier.iter().filter_map(by).any(|earlier| earlier == *record);
    (new != *record && was_counted).then_some(new)
}

/// Whether a time that was over would run again after somebody acted on its end: what was done in between stands.
///
/// Where nothing was done, the time that the notice gives is open again, as it was by law all along.
fn reopens_too_late(proceeding: &Proceeding, old: &ClockRecord, new: &ClockRecord, today: NaiveDate) -> bool {
    let reopens = today > old.last_day() && today <= new.last_day();
    let published = proceeding.publication.as_ref().map(|publication| publication.last_occurred_at);
    let last = published.into_iter().fold(proceeding.last_occurred_at, Instant::max);
    reopens && last.day() > old.last_day()
}
