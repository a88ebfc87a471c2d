//! A small office with one case, for the tests of composing: real attempts, real steps, papers numbered as the app numbers them.
//! It knows no database; days and identifiers are fixed.

use super::{Letterhead, Occasion, compose, kind_of, series};
use crate::act::{Act, Opening};
use crate::actor::{Actor, CertificateFact, Facts, FileFact, OfficerFact, UserFact};
use crate::attempt::{Command, Context, action as action_of, attempt, open};
use crate::document::DocumentModel;
use crate::event::{Event, Paper, Source};
use crate::id::{DocumentId, EvidenceId, FileId, OfficerId, OrganId, ProceedingId, UserId};
use crate::instant::Instant;
use crate::law::Law;
use crate::power::{ActionScope, AppointmentFact, Leadership, Powers};
use crate::proceeding::Proceeding;
use chrono::{Duration, NaiveDate, NaiveDateTime};
use mingjian_law::pack::Pack;
use mingjian_law::procedure::Role;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The people of the office, by login.
pub(super) const OFFICER: u128 = 1;
pub(super) const UNIT_HEAD: u128 = 3;
pub(super) const REVIEW_HEAD: u128 = 4;
pub(super) const REVIEWER: u128 = 5;
pub(super) const HOST: u128 = 6;
pub(super) const HEAD: u128 = 7;
/// An officer who comes to a case later.
pub(super) const RELIEF: u128 = 8;
/// Another head, who decides on what concerns the first.
pub(super) const DEPUTY: u128 = 9;

const HANDLING: u128 = 21;
const REVIEWING: u128 = 22;
const PEOPLE: [(u128, &str, Role, u128); 9] = [
    (1, "赵一鸣", Role::Officer, HANDLING),
    (2, "钱二立", Role::Officer, HANDLING),
    (UNIT_HEAD, "孙三省", Role::UnitHead, HANDLING),
    (REVIEW_HEAD, "周五常", Role::ReviewHead, REVIEWING),
    (REVIEWER, "吴六艺", Role::Reviewer, REVIEWING),
    (HOST, "郑七步", Role::HearingHost, REVIEWING),
    (HEAD, "王八斗", Role::AgencyHead, REVIEWING),
    (RELIEF, "冯十里", Role::Officer, HANDLING),
    (DEPUTY, "陈百川", Role::AgencyHead, REVIEWING),
];

/// The identifiers that walks name in acts.
pub(super) fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// The body of the demonstration, with everything entered that its documents name.
pub(super) struct Office {
    pub pack: Pack,
    pub letterhead: Letterhead,
}

impl Office {
    pub(super) fn new() -> Self {
        let pack = Pack::embedded("demo-health").unwrap();
        let mut letterhead = Letterhead::of(&pack.organ);
        letterhead.handling_unit = Some("执法一科".to_owned());
        let people = PEOPLE.iter().map(|(id, name, ..)| (UserId::from_uuid(uuid(*id)), (*name).to_owned()));
        letterhead.people.extend(people);
        Self { pack, letterhead }
    }

    pub(super) fn law(&self) -> Law<'_> {
        Law::of(&self.pack)
    }
}

/// A document that was made, with what it was made from.
pub(super) struct Made {
    pub kind: String,
    pub number: Option<String>,
    pub model: DocumentModel,
    pub after: Proceeding,
    pub event: Event,
    /// How many events came before.
    pub earlier: usize,
}

/// A case that is walked through, and every document that was made on the way.
pub(super) struct Case<'o> {
    pub office: &'o Office,
    pub proceeding: Proceeding,
    pub events: Vec<Event>,
    pub made: Vec<Made>,
    now: NaiveDateTime,
    counters: BTreeMap<String, u32>,
}

impl<'o> Case<'o> {
    /// Registers a lead on a day.
    pub(super) fn open(office: &'o Office, day: &str, lead: Value) -> Self {
        Self::open_in("penalty-ordinary", office, day, lead)
    }

    /// Asks for an inspection on a day.
    pub(super) fn inspect(office: &'o Office, day: &str, task: Value) -> Self {
        Self::open_in("inspection", office, day, task)
    }

    /// Opens a case of a procedure on a day, with the statement that it takes.
    pub(super) fn open_in(procedure: &str, office: &'o Office, day: &str, opening: Value) -> Self {
        let now = morning(day);
        let by = office.law().procedure(procedure).unwrap().opened_by.unwrap();
        let opening = Opening::read(by, filled(opening, now)).unwrap();
        let facts = facts(OFFICER);
        let context = context(office, &facts, now, 0);
        let step = open(ProceedingId::from_uuid(uuid(99)), procedure, opening, &context).unwrap();
        let proceeding = Proceeding::fold([&step.event]).unwrap();
        Self {
            office,
            proceeding,
            events: vec![step.event],
            made: Vec::new(),
            now,
            counters: BTreeMap::new(),
        }
    }

    /// Goes on to the morning of a later day.
    pub(super) fn on(&mut self, day: &str) -> &mut Self {
        self.now = morning(day);
        self
    }

    /// Takes an action; `NOW` and `TODAY` in what is stated stand for the time of the act.
    pub(super) fn act(&mut self, who: u128, action: &str, stated: Value) -> &mut Self {
        self.now += Duration::minutes(20);
        let office = self.office;
        let deed = action_of(office.law(), &self.proceeding, action).unwrap().deed;
        let act =
            Act::read(deed, filled(stated, self.now)).unwrap_or_else(|fault| panic!("{action}: {fault}"));
        let command = Command { action: action.to_owned(), act, occurred_at: None, late_reason: None };
        let facts = facts(who);
        let context = context(office, &facts, self.now, self.proceeding.version);
        let step = attempt(&self.proceeding, &command, &context)
            .unwrap_or_else(|refusal| panic!("{action}: {refusal}"));
        self.take(step.event, &step.documents);
        self
    }

    /// Numbers and composes the documents of a step in order, then applies it, as the app does in one transaction.
    fn take(&mut self, mut event: Event, documents: &[String]) {
        let mut after = self.proceeding.clone();
        after.apply(&event);
        for (place, kind) in documents.iter().enumerate() {
            let number = self.number(kind, &after, event.occurred_at.day());
            let occasion = Occasion {
                after: &after,
                event: &event,
                earlier: &self.events,
                law: self.office.law(),
                letterhead: &self.office.letterhead,
            };
            let model = compose(kind, &occasion, number.as_deref())
                .unwrap_or_else(|fault| panic!("{kind} of {}: {fault}", event.action()));
            self.made.push(Made {
                kind: kind.clone(),
                number: number.clone(),
                model: model.clone(),
                after: after.clone(),
                event: event.clone(),
                earlier: self.events.len(),
            });
            event.papers.push(Paper {
                id: DocumentId::from_uuid(uuid(u128::from(event.seq) * 100 + u128::try_from(place).unwrap())),
                kind: kind.clone(),
                title: model.kind().title().to_owned(),
                number,
                data_sha256: String::new(),
            });
        }
        self.proceeding.apply(&event);
        self.events.push(event);
    }

    fn number(&mut self, kind: &str, after: &Proceeding, day: NaiveDate) -> Option<String> {
        let office = self.office;
        let series = series(kind_of(kind).unwrap(), after, office.law(), &office.letterhead)?;
        let last = self.counters.entry(series.name().to_owned()).or_default();
        *last += 1;
        let year = day.format("%Y").to_string().parse().unwrap();
        Some(series.number(year, *last))
    }

    /// The last document of a kind.
    pub(super) fn last(&self, kind: &str) -> &Made {
        self.made.iter().rev().find(|made| made.kind == kind).unwrap_or_else(|| panic!("no {kind}"))
    }

    /// Everything that a document was made from.
    pub(super) fn occasion<'a>(&'a self, made: &'a Made) -> Occasion<'a> {
        Occasion {
            after: &made.after,
            event: &made.event,
            earlier: &self.events[..made.earlier],
            law: self.office.law(),
            letterhead: &self.office.letterhead,
        }
    }
}

fn morning(day: &str) -> NaiveDateTime {
    day.parse::<NaiveDate>().unwrap().and_hms_opt(9, 0, 0).unwrap()
}

/// Puts the time of the act where `NOW` and `TODAY` stand.
fn filled(mut stated: Value, now: NaiveDateTime) -> Value {
    match &mut stated {
        Value::String(text) if text == "NOW" => *text = now.format("%Y-%m-%dT%H:%M:%S").to_string(),
        Value::String(text) if text == "TODAY" => *text = now.format("%Y-%m-%d").to_string(),
        Value::Array(items) => items.iter_mut().for_each(|item| *item = filled(item.take(), now)),
        Value::Object(fields) => fields.values_mut().for_each(|item| *item = filled(item.take(), now)),
        _ => {}
    }
    stated
}

fn context<'a>(office: &'a Office, facts: &'a Facts, now: NaiveDateTime, seq: u64) -> Context<'a> {
    Context {
        law: office.law(),
        facts,
        now: Instant::from_china(now),
        source: Source::Online,
        // The n-th evidence of a walk has the number of its journal entry.
        evidence: EvidenceId::from_uuid(uuid(1000 + u128::from(seq) + 1)),
        earlier_inspections: 0,
        leaks_found: &[],
    }
}

/// What the app knows when one person acts.
fn facts(who: u128) -> Facts {
    let organ = OrganId::from_uuid(uuid(20));
    let department = |number| OrganId::from_uuid(uuid(number));
    let (_, name, role, unit) = PEOPLE[usize::try_from(who - 1).unwrap()];
    Facts {
        actor: Actor {
            user: UserId::from_uuid(uuid(who)),
            name: name.to_owned(),
            roles: BTreeSet::from([role]),
            organ,
            body: None,
            department: department(unit),
            officer: (role == Role::Officer).then(|| OfficerId::from_uuid(uuid(who))),
        },
        officers: PEOPLE
            .iter()
            .filter(|(_, _, role, _)| *role == Role::Officer)
            .map(|(id, name, ..)| officer(*id, name, organ))
            .collect(),
        users: PEOPLE
            .iter()
            .map(|(id, name, role, unit)| UserFact {
                id: UserId::from_uuid(uuid(*id)),
                name: (*name).to_owned(),
                roles: BTreeSet::from([*role]),
                department: department(*unit),
                organ,
                review_qualified: *role == Role::Reviewer,
                interests: Vec::new(),
            })
            .collect(),
        entrustments: Vec::new(),
        files: vec![FileFact { id: FileId::from_uuid(uuid(50)), sha256: "00".repeat(32) }],
        powers: Powers {
            appointments: vec![
                appointed(HEAD, Leadership::Principal),
                // The organ's head cannot decide on an application against the head.
                appointed(DEPUTY, Leadership::Deputy),
            ],
            ..Powers::default()
        },
    }
}

fn appointed(who: u128, leadership: Leadership) -> AppointmentFact {
    AppointmentFact {
        user: UserId::from_uuid(uuid(who)),
        leadership,
        scope: ActionScope::All,
        from_on: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        to_on: None,
    }
}

fn officer(id: u128, name: &str, employer: OrganId) -> OfficerFact {
    OfficerFact {
        id: OfficerId::from_uuid(uuid(id)),
        user: Some(UserId::from_uuid(uuid(id))),
        name: name.to_owned(),
        employer,
        certificates: vec![CertificateFact {
            number: format!("9900010000{id}"),
            valid_from: "2024-01-01".parse().unwrap(),
            valid_to: "2028-12-31".parse().unwrap(),
            ended_on: None,
        }],
        interests: Vec::new(),
    }
}
