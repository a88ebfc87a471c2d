//! Clocks that follow the calendar: which ones move, which stay, and that the journal still folds to the state.
//! What a notice must hold is the law engine's to say.

use crate::acts;
use crate::case::{Case, law};
use crate::people::Who;
use crate::stages::{BEYOND, SYSTEM, agreed, decided, investigated, noticed, published, served};
use chrono::{Days, NaiveDate};
use mingjian_domain::clock::{ClockMove, ClockRecord};
use mingjian_domain::event::{Content, Event, NoticeRecord, Source};
use mingjian_domain::law::Law;
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::recompute::{Recomputation, recompute};
use mingjian_law::calendar::{Calendar, Holiday};
use mingjian_law::pack::Pack;
use mingjian_law::variable::Variable;

/// The pack after a notice that makes all these days of 2026 days off.
fn with_days_off(from: NaiveDate, to: NaiveDate) -> Pack {
    let mut pack = law().pack.clone();
    let mut year = pack.calendar.years().find(|year| year.year == 2026).unwrap().clone();
    year.holiday.push(Holiday { name: "演示假期".to_owned(), from, to });
    pack.calendar = pack.calendar.with_year(year);
    pack
}

fn entry(case: &Case, pack: &Pack, earlier: &[Calendar]) -> Option<Event> {
    let notice = NoticeRecord {
        year: 2026,
        title: "关于2026年节假日安排的补充通知（演示）".to_owned(),
        number: None,
        sha256: "ab".repeat(32),
    };
    let with = Recomputation {
        law: Law::of(pack),
        earlier,
        notices: &[notice],
        actor: case.events[0].actor.clone(),
        source: Source::Online,
        now: case.now,
    };
    recompute(&case.proceeding, &with)
}

/// The same entry as the journal gives it back.
fn moved(case: &Case, pack: &Pack) -> Option<Event> {
    let event = entry(case, pack, &[law().pack.calendar.clone()])?;
    let read = Event::from_bytes(&event.to_bytes().unwrap()).unwrap();
    assert_eq!(read, event);
    assert!(matches!(&read.content, Content::Recomputed { notices } if notices.len() == 1));
    assert_eq!((read.action(), read.moves.as_slice()), ("recompute", [].as_slice()));
    Some(read)
}

fn clocks(event: &Event) -> Vec<(Variable, &ClockRecord)> {
    let moved = event.clocks.iter().filter_map(|change| match change {
        ClockMove::Recomputed(record) => Some((record.variable, record)),
        ClockMove::Started(_) | ClockMove::Extended(_) | ClockMove::Ended { .. } => None,
    });
    moved.collect()
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day + Days::new(days)
}

#[test]
fn article_85_open_clocks_follow_the_notice_once_and_the_journal_folds_to_the_state() {
    let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
    let before = case.proceeding.clock(Variable::PleaClock).unwrap().clone();
    let pack = with_days_off(before.due, before.due);
    let event = moved(&case, &pack).unwrap();
    let plea = clocks(&event).into_iter().find(|(variable, _)| *variable == Variable::PleaClock).unwrap().1;
    assert!(plea.due > before.due && plea.start == before.start && plea.firm, "{plea:?}");
    assert_eq!(event.seq, case.proceeding.version + 1);

    let values = case.proceeding.values_on(case.today());
    case.proceeding.apply(&event);
    case.events.push(event);
    assert_eq!(Proceeding::fold(&case.events).unwrap(), case.proceeding);
    assert_eq!(case.proceeding.values_on(case.today()), values, "the machine stands where it stood");
    assert_eq!(case.proceeding.clock(Variable::PleaClock).unwrap().due, law_due(&pack, &before));
    assert_eq!(moved(&case, &pack), None, "the same notice moves nothing a second time");
}

fn law_due(pack: &Pack, record: &ClockRecord) -> NaiveDate {
    Law::of(pack).due(&record.rule, record.start).unwrap().due
}

#[test]
fn a_day_that_an_act_named_is_moved_by_no_notice() {
    let mut case = investigated(&[SYSTEM]);
    case.act("order-correction", acts::order(case.today() + Days::new(7))).by(Who::OfficerA);
    let order = case.proceeding.clock(Variable::CorrectionClock).unwrap();
    let pack = with_days_off(order.start, after(order.due, 20));
    let moved = moved(&case, &pack);
    let moved = moved.iter().flat_map(|event| clocks(event)).map(|(variable, _)| variable);
    assert!(
        moved.clone().all(|variable| variable != Variable::CorrectionClock),
        "{:?}",
        moved.collect::<Vec<_>>()
    );
}

#[test]
fn a_day_that_no_calendar_of_the_body_ever_gave_stays() {
    let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
    let plea = case.proceeding.clocks.iter_mut().find(|clock| clock.variable == Variable::PleaClock).unwrap();
    plea.due = after(plea.due, 3);
    let pack = with_days_off(plea.start, plea.due);
    let event = moved(&case, &pack).unwrap();
    assert!(clocks(&event).iter().all(|(variable, _)| *variable != Variable::PleaClock));
}

#[test]
fn a_window_that_was_over_opens_again_only_while_nobody_has_acted_on_its_end() {
    let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
    let plea = case.proceeding.clock(Variable::PleaClock).unwrap().clone();
    case.wait_out(Variable::PleaClock);
    let pack = with_days_off(plea.due, after(case.today(), 10));
    let reopened = moved(&case, &pack).unwrap();
    assert!(clocks(&reopened).iter().any(|(variable, _)| *variable == Variable::PleaClock));

    // The same notice after the organ has gone on: what was done stands.
    case.wait_out(Variable::HearingClock);
    agreed(&mut case);
    let event = moved(&case, &pack);
    let moved = event.iter().flat_map(|event| clocks(event)).map(|(variable, _)| variable);
    assert!(moved.clone().all(|variable| variable != Variable::PleaClock), "{:?}", moved.collect::<Vec<_>>());
}

#[test]
fn the_clock_of_the_publication_beside_the_case_follows_too() {
    let case = decided(&[acts::fined(SYSTEM, 20_000)]);
    let record = case.proceeding.clock(Variable::PublicationClock).unwrap();
    let event = moved(&case, &with_days_off(record.due, record.due)).unwrap();
    assert!(clocks(&event).iter().any(|(variable, _)| *variable == Variable::PublicationClock));
}

#[test]
fn a_case_that_is_finished_is_left_alone() {
    let mut case = served(&[acts::fined(SYSTEM, 20_000)]);
    case.act("record-performance", acts::pay(&case, acts::yuan(20_000), "A1")).by(Who::OfficerA);
    published(&mut case);
    case.act("close-case", acts::close()).by(Who::Head);
    case.act("archive", acts::archive()).by(Who::Archivist);
    let pack = with_days_off(after(case.today(), 1), after(case.today(), 20));
    assert_eq!(moved(&case, &pack), None);
}
