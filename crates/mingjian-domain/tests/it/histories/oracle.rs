//! What must never stand in a journal, judged from the list of events alone.
//! It reads no state of the program, no value of its machine and none of its clocks: it counts days and compares
//! penalties by itself, so that a fault of the program is not repeated here.

mod heavier;
mod recusal;
mod spot;

use crate::case::law;
use crate::people::Who;
use crate::stages::WASTE;
use chrono::NaiveDate;
use heavier::is_heavier;
use mingjian_domain::act::Act;
use mingjian_domain::act::decision::{AdoptProposal, Penalty, ProposalResult};
use mingjian_domain::act::hearing::HearingEnd;
use mingjian_domain::act::investigation::{ChangeDirection, RecheckResult, ViolationFacts};
use mingjian_domain::act::notice::ServePaper;
use mingjian_domain::act::publication::{InstrumentKind, SecrecyOutcome};
use mingjian_domain::act::review::OpinionKind;
use mingjian_domain::event::{Content, Event};
use mingjian_domain::id::{EvidenceId, UserId};
use mingjian_domain::instant::Instant;
use mingjian_law::calendar::{WorkingDay, weekday_estimate};
use mingjian_law::procedure::Role;
use mingjian_law::sanction::PenaltyKind;
use std::collections::BTreeSet;

/// A journal up to some entry.
#[derive(Clone, Copy)]
struct Past<'a>(&'a [Event]);

pub(super) fn check(events: &[Event]) {
    for (place, event) in events.iter().enumerate() {
        let past = Past(&events[..place]);
        check_times(past, event);
        recusal::check_person(past, event);
        if let Content::Acted { act, .. } = &event.content {
            check_officers(event, act);
            check_act(past, event, act);
        }
    }
}

fn check_act(past: Past<'_>, event: &Event, act: &Act) {
    let day = event.occurred_at.day();
    match act {
        Act::IssueNotice(stated) => {
            let proposed = past.proposal().expect("a notice has a proposal").penalties.clone();
            check_notice(past, &proposed, stated.new_fact.is_some(), &stated.new_evidence);
        }
        Act::RecheckCorrection(stated) => {
            let overdue = stated.items.iter().filter(|item| item.result == Some(RecheckResult::Overdue));
            for item in overdue {
                let term = past.last(|act| match act {
                    Act::OrderCorrection(order) => order
                        .items
                        .iter()
                        .find(|ordered| ordered.cause == item.cause)
                        .map(|found| found.due_on),
                    _ => None,
                });
                assert!(term.is_some_and(|term| day > term), "overdue only after the term of an order");
            }
        }
        Act::RequestHearing(stated) => check_request(past, stated.requested_on),
        Act::HoldHearing(stated) => check_hearing(past, event, stated.began_at.date()),
        Act::EndHearing(stated) if stated.end != HearingEnd::Withdrawn => {
            let planned = past.last(|act| match act {
                Act::NotifyHearing(notice) => Some(notice.hearing_at.date()),
                Act::PostponeHearing(stated) => Some(stated.notice.hearing_at.date()),
                _ => None,
            });
            assert!(
                planned.is_some_and(|planned| stated.ended_on >= planned),
                "nobody stays away in advance"
            );
        }
        Act::GiveOpinion(_) => check_reviewer(past, event.actor.user),
        Act::DecidePenalty(_) => check_penalty(past, event),
        Act::DecideNoPenalty(_) => check_no_penalty(past, event),
        Act::CloseCase(_) if past.is_of_the_spot() => spot::check_closing(past),
        Act::CloseCase(_) => check_closing(past),
        Act::TellOnSpot(_)
        | Act::DecideOnSpot(_)
        | Act::DeliverOnSpot(_)
        | Act::CollectCash(_)
        | Act::HandInCash(_)
        | Act::BankCash(_)
        | Act::LodgeDecision(_)
        | Act::TurnOver(_)
        | Act::VoidOnSpot(_) => spot::check(past, act),
        Act::DisposeRegistration(_) | Act::LiftLapsed(_) => check_held(past, event, act),
        Act::RequestRetest(_)
        | Act::WaiveRetest(_)
        | Act::CloseSampling(_)
        | Act::ConcludeInvestigation(_) => {
            check_sampled(past, event, act);
        }
        Act::Release(_) => check_release(past, event),
        Act::Withdraw(_) => {
            let annulled = past.place_of(|act| matches!(act, Act::RecordAnnulment(_)));
            // A correction may still be released while an instrument waits for the withdrawal.
            let released =
                past.acts().find(|(_, _, act)| matches!(act, Act::Release(_))).map(|(place, ..)| place);
            assert!(annulled > released && released.is_some(), "a page is withdrawn for an instrument");
            let recorder = annulled.map(|place| past.0[place].actor.user);
            assert_ne!(recorder, Some(event.actor.user), "another person withdraws than who recorded");
        }
        Act::DeclinePublication(stated) => assert_ne!(stated.proposed_by, event.actor.user),
        _ => {}
    }
}

// ---------------------------------------------------------------- the past

impl<'a> Past<'a> {
    fn acts(self) -> impl DoubleEndedIterator<Item = (usize, &'a Event, &'a Act)> {
        self.0.iter().enumerate().filter_map(|(place, event)| match &event.content {
            Content::Acted { act, .. } => Some((place, event, act)),
            Content::Opened(_)
            | Content::Recomputed { .. }
            | Content::Lapsed { .. }
            | Content::PaperAnswered(_) => None,
        })
    }

    /// What the last act of some sort says.
    fn last<T>(self, read: impl Fn(&'a Act) -> Option<T>) -> Option<T> {
        self.acts().rev().find_map(|(_, _, act)| read(act))
    }

    /// The place of the last act of some sort.
    fn place_of(self, is: impl Fn(&Act) -> bool) -> Option<usize> {
        self.acts().rev().find(|(_, _, act)| is(act)).map(|(place, _, _)| place)
    }

    fn proposal(self) -> Option<&'a AdoptProposal> {
        self.last(|act| match act {
            Act::AdoptProposal(stated) | Act::AmendProposal(stated) => Some(stated.as_ref()),
            _ => None,
        })
    }

    /// The notices that were served: place of the issue, place and day of the service, what was told.
    fn notices(self) -> Vec<Notice> {
        let mut notices = Vec::new();
        for (place, _, act) in self.acts() {
            if let Act::ServeNotice(service) = act {
                let before = Past(&self.0[..place]);
                let issued =
                    before.place_of(|act| matches!(act, Act::IssueNotice(_))).expect("issued before");
                let told = Past(&self.0[..issued]).proposal().expect("proposed before").penalties.clone();
                notices.push(Notice { issued, served: place, on: before.service_day(service), told });
            }
        }
        notices
    }

    /// The day of a service: what is stated, or the thirtieth day after the announcement (民事诉讼法 第九十五条).
    fn service_day(self, service: &ServePaper) -> NaiveDate {
        service.served_at.map_or_else(
            || {
                let announced = self.last(|act| match act {
                    Act::AnnounceService(stated) => Some(stated.announced_on),
                    _ => None,
                });
                announced.expect("announced before") + chrono::Days::new(30)
            },
            |at| at.date(),
        )
    }

    /// The violations as they stand.
    fn violations(self) -> Vec<ViolationFacts> {
        self.last(|act| match act {
            Act::ChangeFacts(stated) => Some(stated.violations.clone()),
            Act::ConcludeInvestigation(stated) => Some(stated.violations.clone()),
            Act::AdoptProposal(stated) | Act::AmendProposal(stated) => stated.violations.clone(),
            _ => None,
        })
        .unwrap_or_default()
    }
}

impl Past<'_> {
    /// Whether an instrument took the decision away: then nothing of it is performed.
    fn is_taken_away(self) -> bool {
        let taken_away = |act: &Act| match act {
            Act::RecordAnnulment(stated) => {
                !matches!(stated.kind, InstrumentKind::Changed | InstrumentKind::Unlawful)
            }
            _ => false,
        };
        self.place_of(taken_away).is_some()
    }

    fn is_of_the_spot(self) -> bool {
        self.0.first().is_some_and(|event| event.procedure == crate::spot::SUMMARY)
    }
}

struct Notice {
    issued: usize,
    served: usize,
    on: NaiveDate,
    told: Vec<Penalty>,
}

/// The last of so many working days after a day.
fn working_day(after: NaiveDate, count: usize) -> NaiveDate {
    let works = |day: &NaiveDate| match law().pack.calendar.working_day(*day) {
        WorkingDay::Yes => true,
        WorkingDay::No => false,
        WorkingDay::Unknown => weekday_estimate(*day),
    };
    after.iter_days().skip(1).filter(works).nth(count - 1).unwrap()
}

// ---------------------------------------------------------------- times and officers

fn check_times(past: Past<'_>, event: &Event) {
    assert_eq!(usize::try_from(event.seq), Ok(past.0.len() + 1), "entries are numbered without a gap");
    assert!(event.occurred_at <= event.recorded_at, "nothing is recorded before it happened");
    if let Some(previous) = past.0.last() {
        assert!(previous.recorded_at <= event.recorded_at, "the clock never goes back");
        let late = working_day(event.occurred_at.day(), 2) <= event.recorded_at.day();
        assert_eq!(late, event.late_reason.is_some(), "a late record, and only that, has its reason");
    }
}

/// The officers of an act are two different people with a certificate on its day, of this organ, without an interest.
fn check_officers(event: &Event, act: &Act) {
    let day = match act {
        Act::RecordScene(stated) => stated.ended_at.date(),
        Act::RecordInquiry(stated) => stated.ended_at.date(),
        Act::DecideRecusal(_) if event.officers.is_empty() => return,
        Act::ServeNotice(_)
        | Act::ServeDecision(_)
        | Act::NotifyHearing(_)
        | Act::PostponeHearing(_)
        | Act::DecideRecusal(_)
        | Act::ChangeHandlers(_)
        | Act::RequestRegistration(_)
        | Act::ServeRegistration(_)
        | Act::TakeSample(_)
        | Act::ServeResult(_)
        | Act::ProposePoliceTransfer(_)
        | Act::ApproveFiling(_)
        | Act::OrderCorrection(_)
        | Act::RecheckCorrection(_)
        | Act::TellOnSpot(_)
        | Act::DecideOnSpot(_)
        | Act::DeliverOnSpot(_) => event.occurred_at.day(),
        _ => return,
    };
    let people: BTreeSet<UserId> = event.officers.iter().filter_map(|officer| officer.user).collect();
    assert!(people.len() >= 2, "{} has fewer than two officers", event.action());
    for user in people {
        let who = who(user);
        let certified = who.certified().iter().any(|(from, to)| *from <= day && day <= *to);
        assert!(certified, "{who:?} holds no certificate on {day}");
        assert!(who != Who::OfficerKin && who != Who::OfficerForeign, "{who:?} acts in {}", event.action());
        let entrusted_until = crate::people::day("2026-05-31");
        assert!(who != Who::OfficerEntrusted || day <= entrusted_until, "the entrustment is over");
    }
}

fn who(user: UserId) -> Who {
    Who::ALL.into_iter().find(|who| who.user() == user).expect("a person of the tests")
}

/// What is registered is disposed of within seven working days of its service, and lapses afterwards (行政处罚法 第五十六条).
fn check_held(past: Past<'_>, event: &Event, act: &Act) {
    let served = past.last(|act| match act {
        Act::ServeRegistration(stated) => stated.served_at,
        _ => None,
    });
    let last = working_day(served.expect("served before").date(), 7);
    let within = event.occurred_at.day() <= last;
    assert_eq!(within, matches!(act, Act::DisposeRegistration(_)), "disposed of in time, or lapsed");
    let approved = past.place_of(|act| matches!(act, Act::ApproveRegistration(_)));
    assert!(
        approved < past.place_of(|act| matches!(act, Act::ServeRegistration(_))),
        "approved, then served"
    );
}

/// Another test is asked for or given up within the term of the last notice, nothing closes before it is over or settled,
/// and no investigation ends while a sample is open (行政处罚法 第四十六条).
fn check_sampled(past: Past<'_>, event: &Event, act: &Act) {
    let taken = past.place_of(|act| matches!(act, Act::TakeSample(_)));
    let ended = past.place_of(|act| matches!(act, Act::CloseSampling(_) | Act::AbandonSampling(_)));
    if let Act::ConcludeInvestigation(_) = act {
        assert!(taken <= ended, "an investigation ends while a sample is open");
        return;
    }
    let told = past.place_of(|act| matches!(act, Act::ServeResult(_))).expect("told before");
    assert!(Some(told) > taken && taken > ended, "what was told is of the open sample");
    // Fifteen days, moved past a holiday in the party's favour.
    let last = past.0[told].occurred_at.day() + chrono::Days::new(14);
    let within = event.occurred_at.day() <= working_day(last, 1);
    let settled = past.place_of(|act| matches!(act, Act::WaiveRetest(_) | Act::RefuseRetest(_))) > Some(told);
    assert_eq!(within && !settled, !matches!(act, Act::CloseSampling(_)), "asked for in time, or closed");
}

// ---------------------------------------------------------------- notice, hearing, review

/// A heavier notice rests on evidence newer than the last one, that bears on the facts and does not come from the party.
fn check_notice(past: Past<'_>, proposed: &[Penalty], has_fact: bool, named: &[EvidenceId]) {
    let earlier = past.notices();
    if !earlier.iter().any(|notice| is_heavier(proposed, &notice.told)) {
        return;
    }
    let last = earlier.iter().map(|notice| notice.issued).max().unwrap();
    let pleaded = |id: &EvidenceId| {
        past.acts().any(|(_, _, act)| matches!(act, Act::ReceivePlea(plea) if plea.evidence.contains(id)))
    };
    let founds = |id: &EvidenceId| {
        past.acts().any(|(place, event, act)| match act {
            Act::AddEvidence(stated) => {
                event.evidence == Some(*id) && place > last && stated.bears_on_facts && !stated.from_plea
            }
            // A report is evidence by the act that receives it.
            Act::ReceiveResult(_) => event.evidence == Some(*id) && place > last,
            _ => false,
        })
    };
    assert!(has_fact && named.iter().any(founds), "a heavier notice has a new fact");
    assert!(!named.iter().any(pleaded), "and the plea did not bring it");
}

fn check_request(past: Past<'_>, requested_on: NaiveDate) {
    let notices = past.notices();
    let notice = notices.last().expect("asked for after a notice");
    assert!(heavier::is_hearing_listed(&notice.told), "the notice told of a hearing");
    assert!(notice.on <= requested_on && requested_on <= working_day(notice.on, 5), "asked for in time");
}

fn check_hearing(past: Past<'_>, event: &Event, began_on: NaiveDate) {
    let (notified_on, host) = past
        .last(|act| match act {
            Act::NotifyHearing(stated) => Some((past.service_day(&stated.service), stated.host)),
            Act::PostponeHearing(stated) => {
                Some((past.service_day(&stated.notice.service), stated.notice.host))
            }
            _ => None,
        })
        .expect("a hearing is notified");
    let told = past.place_of(|act| matches!(act, Act::NotifyHearing(_) | Act::PostponeHearing(_)));
    let served = past.place_of(|act| matches!(act, Act::ServeNotice(_)));
    assert!(told > served, "a hearing is about the notice in force, and was notified since");
    assert!(began_on > working_day(notified_on, 7), "seven working days lie between notice and hearing");
    assert_eq!(host, event.actor.user, "the notified host leads the hearing");
    assert!(!handled(past).contains(&host), "the host did not investigate");
}

/// Everybody who handled the case: who acted as an officer, who was named as one, whoever opened it.
fn handled(past: Past<'_>) -> BTreeSet<UserId> {
    let mut people = BTreeSet::new();
    for event in past.0 {
        if event.actor.role == Role::Officer {
            people.insert(event.actor.user);
        }
        let only_proposed = matches!(&event.content, Content::Acted { act: Act::RequestFiling(_), .. });
        if !only_proposed {
            people.extend(event.officers.iter().filter_map(|officer| officer.user));
        }
    }
    people
}

fn check_reviewer(past: Past<'_>, reviewer: UserId) {
    assert!(!handled(past).contains(&reviewer), "the reviewer did not handle the case");
    let other_part = past.acts().any(|(_, event, act)| {
        let headed =
            event.actor.user == reviewer && matches!(event.actor.role, Role::UnitHead | Role::AgencyHead);
        let hosts = match act {
            Act::NotifyHearing(stated) => stated.host == reviewer,
            Act::PostponeHearing(stated) => stated.notice.host == reviewer,
            _ => false,
        };
        headed || hosts
    });
    assert!(!other_part, "the reviewer took no other part");
    let who = who(reviewer);
    assert_ne!(who.department(), Who::OfficerA.department(), "the reviewer is of another unit");
    assert!(who.roles().contains(&Role::Reviewer) && who != Who::UnqualifiedReviewer);
}

// ---------------------------------------------------------------- decisions

/// Whether an act changes what a review covers.
fn changes_file(act: &Act, past: Past<'_>) -> bool {
    match act {
        Act::AddEvidence(stated) => stated.bears_on_facts,
        Act::ChangeFacts(_)
        | Act::ConcludeInvestigation(_)
        | Act::AdoptProposal(_)
        | Act::AmendProposal(_)
        | Act::ReturnToInvestigation(_)
        | Act::HoldHearing(_)
        | Act::ReportHearing(_)
        | Act::RecheckCorrection(_)
        | Act::RecordScene(_)
        | Act::RecordInquiry(_) => true,
        Act::ReceivePlea(stated) => stated.brings_facts || !stated.evidence.is_empty(),
        // An answer takes up every plea that was open.
        Act::AnswerPlea(_) => {
            let answered = past.place_of(|act| matches!(act, Act::AnswerPlea(_)));
            past.acts().any(|(place, _, act)| {
                Some(place) > answered
                    && matches!(act, Act::ReceivePlea(plea) if plea.brings_facts || !plea.evidence.is_empty())
            })
        }
        _ => false,
    }
}

fn check_decision(past: Past<'_>, event: &Event) {
    let (opinion, given, kind) = past
        .acts()
        .rev()
        .find_map(|(place, event, act)| match act {
            Act::GiveOpinion(stated) => Some((place, event, stated.kind)),
            _ => None,
        })
        .expect("no decision without a review");
    assert_eq!(kind, OpinionKind::Agree, "the last opinion agrees");
    let changes: Vec<usize> = past
        .acts()
        .filter(|(place, _, act)| changes_file(act, Past(&past.0[..*place])))
        .map(|(place, _, _)| place)
        .collect();
    let last_change = changes.last().copied().unwrap_or_default();
    assert!(last_change < opinion, "the review is later than the last change");
    for change in changes {
        let changed_at = past.0[change].occurred_at;
        assert!(
            given.occurred_at.minute() >= changed_at.minute(),
            "the review is dated after what it covers"
        );
    }
    let (decided, reviewed) = (event.occurred_at.minute(), given.occurred_at.minute());
    assert!(decided >= reviewed, "the decision is dated after the review");
    assert!(!handled(past).contains(&event.actor.user), "who decides did not investigate");
    assert_ne!(event.actor.user, given.actor.user, "who decides did not review");
    let proposal = past.proposal().expect("no decision without a proposal");
    let held = past.place_of(|act| matches!(act, Act::HoldHearing(_))).is_some();
    if proposal.complex || held || heavier::is_major(&proposal.penalties) {
        let discussed = past.place_of(|act| matches!(act, Act::Discuss(_)));
        assert!(discussed > Some(last_change), "the heads discussed the last facts");
    }
    let plea = past.place_of(|act| matches!(act, Act::ReceivePlea(_)));
    let answer = past.place_of(|act| matches!(act, Act::AnswerPlea(_)));
    assert!(plea <= answer, "every plea is answered");
    recusal::check_decision(past, given.actor.user);
    let asked = past.place_of(|act| matches!(act, Act::RequestHearing(_) | Act::OrderHearing(_)));
    let over = past.place_of(|act| matches!(act, Act::ReportHearing(_) | Act::EndHearing(_)));
    assert!(asked <= over, "a hearing that was asked for is over");
}

fn check_no_penalty(past: Past<'_>, event: &Event) {
    check_decision(past, event);
    let result = past.proposal().unwrap().result;
    assert_eq!(result, ProposalResult::NoPenalty);
}

fn check_penalty(past: Past<'_>, event: &Event) {
    check_decision(past, event);
    let day = event.occurred_at.day();
    let proposal = past.proposal().unwrap();
    assert_eq!(proposal.result, ProposalResult::Penalty);
    let notices = past.notices();
    let notice = notices.last().expect("no penalty without a notice");
    assert!(!is_heavier(&proposal.penalties, &notice.told), "never heavier than the notice in force");
    let adverse = past.place_of(
        |act| matches!(act, Act::ChangeFacts(stated) if stated.direction == ChangeDirection::Adverse),
    );
    assert!(adverse < Some(notice.issued), "the notice is later than the last adverse change");
    let succeeded =
        past.place_of(|act| matches!(act, Act::ChangeParty(stated) if stated.change.is_succession()));
    assert!(succeeded < Some(notice.issued), "a unit that took the place of another was told itself");
    let waived = |is: fn(&Act) -> bool| past.place_of(is) > Some(notice.served);
    let window = working_day(notice.on, 5);
    assert!(
        day > window || waived(|act| matches!(act, Act::WaivePlea(_))),
        "the window to plead is over or waived"
    );
    if heavier::is_hearing_listed(&notice.told) {
        let settled =
            waived(|act| matches!(act, Act::WaiveHearing(_) | Act::RequestHearing(_) | Act::HoldHearing(_)));
        assert!(day > window || settled, "the window to ask for a hearing is over or settled");
    }
    check_overdue(past, &proposal.penalties);
    let causes: BTreeSet<String> = past.violations().into_iter().map(|fact| fact.cause).collect();
    let punished: BTreeSet<String> = proposal.penalties.iter().map(|penalty| penalty.cause.clone()).collect();
    assert_eq!(causes, punished, "what is punished is what was found");
}

/// 医疗废物: a fine needs a re-check that found the correction overdue, of this cause and none other.
fn check_overdue(past: Past<'_>, penalties: &[Penalty]) {
    let fined = |penalty: &Penalty| penalty.cause == WASTE && penalty.kinds.contains(&PenaltyKind::Fine);
    if penalties.iter().any(fined) {
        let found = past.last(|act| match act {
            Act::RecheckCorrection(stated) => {
                stated.items.iter().find(|item| item.cause == WASTE).and_then(|item| item.result)
            }
            Act::OrderCorrection(stated) => {
                stated.items.iter().any(|item| item.cause == WASTE).then_some(RecheckResult::Corrected)
            }
            _ => None,
        });
        assert_eq!(found, Some(RecheckResult::Overdue), "a fine on what was never overdue");
    }
}

fn check_closing(past: Past<'_>) {
    assert!(past.place_of(|act| matches!(act, Act::ServeDecision(_))).is_some(), "closed before service");
    if past.is_taken_away() {
        return;
    }
    let proposal = past.proposal().unwrap();
    let owed: i64 =
        proposal.penalties.iter().map(|penalty| penalty.fine.fen() + penalty.confiscated_gains.fen()).sum();
    let paid: i64 = past
        .acts()
        .map(|(_, _, act)| match act {
            Act::RecordPerformance(stated) => stated.amount.fen(),
            _ => 0,
        })
        .sum();
    assert_eq!(paid, owed, "closed before payment");
    let more = proposal.penalties.iter().flat_map(|penalty| &penalty.kinds).any(|kind| {
        !matches!(
            kind,
            PenaltyKind::Warning
                | PenaltyKind::Fine
                | PenaltyKind::ConfiscationOfGains
                | PenaltyKind::PublicCriticism
        )
    });
    let done =
        past.acts().any(|(_, _, act)| matches!(act, Act::RecordPerformance(stated) if stated.other_done));
    assert!(!more || done, "closed before everything else was done");
}

fn check_release(past: Past<'_>, event: &Event) {
    let annulled = past.place_of(|act| matches!(act, Act::RecordAnnulment(_)));
    let released = past.place_of(|act| matches!(act, Act::Release(_)));
    assert!(annulled.is_none() || released.is_some(), "an annulled decision becomes public");
    let served_at = past.last(|act| match act {
        Act::ServeDecision(stated) => {
            let day = || past.service_day(stated).and_time(chrono::NaiveTime::MIN);
            Some(stated.served_at.unwrap_or_else(day))
        }
        Act::DeliverOnSpot(stated) => Some(stated.delivered_at),
        _ => None,
    });
    let served = served_at.map(|served| Instant::from_china(served).minute());
    assert!(served.is_some_and(|served| event.occurred_at.minute() >= served), "public before service");
    let (masked, clerk) = past
        .acts()
        .rev()
        .find_map(|(place, event, act)| {
            matches!(act, Act::Mask(_) | Act::Correct(_)).then_some((place, event.actor.user))
        })
        .expect("nothing is released that was not masked");
    assert_ne!(clerk, event.actor.user, "another person releases");
    let passed = past
        .place_of(|act| matches!(act, Act::CheckSecrecy(stated) if stated.outcome == SecrecyOutcome::Pass));
    assert!(passed > Some(masked), "the last text passed the secrecy check");
}
