//! What the case already knows for a form: nothing is typed twice, and nothing is typed where it can be picked.
//! It proposes; what is posted counts.

use super::check;
use super::draw::{Choices, FixedEntry};
use super::range::articles;
use crate::staff::case::recused_name;
use mingjian_app::proceeding::CaseView;
use mingjian_domain::act::Act;
use mingjian_domain::act::hearing::NotifyHearing;
use mingjian_domain::act::investigation::ViolationFacts;
use mingjian_domain::act::registration::HeldItem;
use mingjian_domain::actor::{OfficerFact, UserFact};
use mingjian_domain::event::Content;
use mingjian_domain::gate::PublicDraft;
use mingjian_domain::law::Law;
use mingjian_domain::proceeding::{CorrectionState, Proceeding, Sampling};
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::parts::Choice;
use mingjian_law::cause::Duty;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::Role;
use serde_json::{Value, json};

/// What the case knows for a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// What stands in the fields from the start.
    pub(crate) now: Value,
    /// What a list takes over when it is begun.
    pub(crate) offered: Value,
}

/// What the case knows for an act.
pub(crate) fn known(deed: Deed, view: &CaseView, law: Law<'_>, draft: Option<&PublicDraft>) -> Known {
    let offered = match deed {
        Deed::AdoptProposal | Deed::AmendProposal => json!({ "violations": view.proceeding.violations }),
        _ => Value::Null,
    };
    let case = Case { view, proceeding: &view.proceeding };
    Known { now: case.at_first(deed, law, draft), offered }
}

struct Case<'a> {
    view: &'a CaseView,
    proceeding: &'a Proceeding,
}

impl Case<'_> {
    // long: one short arm for each deed, read side by side
    fn at_first(&self, deed: Deed, law: Law<'_>, draft: Option<&PublicDraft>) -> Value {
        let opening = &self.proceeding.opening;
        let officers = self.officers();
        match deed {
            Deed::RequestFiling => {
                let causes = opening.origin().map(|origin| origin.causes.clone()).unwrap_or_default();
                json!({ "facts": opening.summary(), "officers": officers, "causes": causes })
            }
            Deed::RecordScene => json!({ "place": opening.place(), "officers": officers }),
            Deed::RecordInquiry
            | Deed::RecheckCorrection
            | Deed::ChangeHandlers
            | Deed::ProposePoliceTransfer => {
                json!({ "officers": officers })
            }
            Deed::ChangeParty => json!({ "party": self.proceeding.party() }),
            Deed::AddEvidence => json!({ "officers": officers, "original": true, "bears_on_facts": true }),
            Deed::OrderCorrection => json!({ "officers": officers, "items": self.corrections(law) }),
            Deed::ChangeFacts | Deed::ConcludeInvestigation => json!({ "violations": self.violations() }),
            Deed::AdoptProposal | Deed::AmendProposal => self.proposal(),
            Deed::SubmitForReview | Deed::ApprovePoliceTransfer => json!({ "materials": self.materials() }),
            Deed::ServeNotice | Deed::ServeDecision | Deed::ServeRegistration | Deed::ServeResult => {
                self.service()
            }
            Deed::TakeSample => json!({
                "officers": officers, "taken_at": self.moment(), "place": opening.place(),
                "present": self.party_hand(),
            }),
            Deed::EntrustTesting => self.testing(),
            Deed::RecordMakerAnswer => json!({ "received_on": self.view.now.day() }),
            Deed::ReceiveResult => json!({
                "received_on": self.view.now.day(),
                "items": self.proceeding.sampling().and_then(Sampling::test).map(|test| &test.stated.items),
            }),
            Deed::RequestRetest => json!({
                "requested_on": self.view.now.day(), "applicant": self.party_hand(),
            }),
            Deed::WaiveRetest => self.waiver("已收到检验结果告知书，自愿放弃申请复检的权利。"),
            Deed::RequestRegistration => json!({
                "officers": officers, "place": opening.place(), "keeper": self.party_hand(),
            }),
            Deed::RecordPoliceFiling | Deed::RecordPoliceReturn => {
                json!({ "told_on": self.view.now.day() })
            }
            Deed::ConfirmAddress => json!({
                "confirmed_on": self.view.now.day(),
                "address": self.proceeding.party().address,
                "recipient": self.party_hand(),
                "phone": self.proceeding.party().phone,
                "signed_by": self.party_hand(),
            }),
            Deed::AnnounceService => json!({ "announced_on": self.view.now.day() }),
            Deed::NotifyHearing => {
                json!({ "service": self.service(), "open": true, "participants": self.participants() })
            }
            Deed::PostponeHearing => self.postponement(),
            Deed::HoldHearing => json!({
                "place": self.proceeding.hearing().and_then(|one| one.place.clone()),
                "participants": self.participants(),
            }),
            Deed::RequestRecusal => json!({ "requested_on": self.view.now.day() }),
            Deed::AnswerPlea => json!({ "points": self.claims() }),
            Deed::WaivePlea => self.waiver("已收到行政处罚事先告知书，自愿放弃陈述和申辩的权利。"),
            Deed::WaiveHearing => self.waiver("已收到行政处罚听证告知书，自愿放弃要求听证的权利。"),
            Deed::RecordPerformance => {
                let left = self.proceeding.owed().minus(self.proceeding.paid());
                json!({ "kind": "payment", "amount": left.fen() })
            }
            Deed::Inspect => json!({
                "officers": officers,
                "place": opening.place(),
                "present": self.proceeding.party().responsible_person,
            }),
            Deed::NotifyInspection | Deed::FeedBack | Deed::LiftLapsed => {
                json!({ "recipient": self.party_hand() })
            }
            Deed::ExtendCorrection => {
                json!({ "cause": self.proceeding.open_corrections().next().map(|one| one.stated.cause.clone()) })
            }
            Deed::OpenCase => json!({ "summary": self.findings(law) }),
            Deed::Archive => json!({ "volumes": 1 }),
            Deed::TellOnSpot => self.telling(),
            Deed::HearOnSpot => json!({ "heard_at": self.moment(), "facts_clear": true }),
            Deed::DecideOnSpot => json!({
                "decided_at": self.moment(), "place": opening.place(), "penalty": self.told_penalty(),
            }),
            Deed::DeliverOnSpot => self.delivery(),
            Deed::LodgeDecision => json!({ "lodged_on": self.view.now.day() }),
            Deed::CollectCash => self.cash(law),
            Deed::HandInCash => json!({ "handed_on": self.view.now.day() }),
            Deed::BankCash => json!({ "banked_on": self.view.now.day() }),
            Deed::Mask | Deed::Correct => self.public_text(draft),
            // The rest is for the person to say.
            _ => Value::Null,
        }
    }

    /// What the last notice of a hearing said.
    fn arranged(&self) -> Option<&NotifyHearing> {
        self.view.events.iter().rev().find_map(|event| match &event.content {
            Content::Acted { act: Act::NotifyHearing(stated), .. } => Some(&**stated),
            Content::Acted { act: Act::PostponeHearing(stated), .. } => Some(&stated.notice),
            _ => None,
        })
    }

    /// A laboratory that this case has entrusted before, and what it is asked; the term is the body's default.
    fn testing(&self) -> Value {
        let before = self.proceeding.beside.samplings.iter().rev().find_map(Sampling::test);
        let before = before.map(|test| &test.stated);
        json!({
            "laboratory": before.map(|stated| &stated.laboratory),
            "items": before.map(|stated| &stated.items),
        })
    }

    /// Who was told of the hearing; before anybody was, the party.
    fn participants(&self) -> Value {
        let told = self.arranged().map(|notice| notice.participants.as_slice()).unwrap_or_default();
        if told.is_empty() {
            return json!([{ "role": "party", "name": self.proceeding.party().name }]);
        }
        json!(told)
    }

    /// The hearing as it was arranged, with the time left to be chosen.
    fn postponement(&self) -> Value {
        let before = self.arranged();
        json!({ "notice": {
            "place": before.map(|notice| &notice.place),
            "host": before.map(|notice| notice.host),
            "clerk": before.map(|notice| &notice.clerk),
            "open": before.is_none_or(|notice| notice.open),
            "participants": self.participants(),
            "service": self.service(),
        } })
    }

    /// Who takes papers for the party.
    fn party_hand(&self) -> &str {
        let party = self.proceeding.party();
        party.responsible_person.as_deref().unwrap_or(&party.name)
    }

    /// What an inspection found, in sentences, with the orders and what their re-check found.
    fn findings(&self, law: Law<'_>) -> String {
        let proceeding = self.proceeding;
        let task = proceeding.opening.inspection();
        let item = task.and_then(|task| law.pack.item(&task.item));
        let visit = proceeding.inspection.as_ref().and_then(|record| record.visit.as_ref());
        let mut lines: Vec<String> = Vec::new();
        if let Some(visit) = visit {
            lines.push(format!(
                "{}，执法人员在{}检查。{}",
                chinese_date(visit.ended_at.date()),
                visit.place,
                visit.findings.text()
            ));
            lines.extend(visit.failures().map(|answer| {
                let line = item.and_then(|item| item.line(&answer.line));
                let label = line.map_or(answer.line.as_str(), |line| line.label.as_str());
                format!("“{label}”不符合：{}", answer.note.as_ref().map_or("", |note| note.text()))
            }));
        }
        for order in &proceeding.corrections {
            lines.extend(order.items.iter().map(|one| {
                let cause = law.any_cause(&one.stated.cause);
                let label = cause.map_or(one.stated.cause.as_str(), |cause| cause.label.as_str());
                let found = one.found.map_or("尚未复查", |found| found.label());
                format!(
                    "{}责令于{}前改正“{label}”，复查结果：{found}。",
                    chinese_date(order.ordered_on),
                    chinese_date(one.stated.due_on)
                )
            }));
        }
        lines.join("\n")
    }

    /// The officers of the case; before there are any, who fills the form in.
    fn officers(&self) -> Value {
        let assigned: Vec<_> = self.proceeding.officers.iter().map(|officer| officer.id).collect();
        if assigned.is_empty() { json!(self.view.facts.actor.officer.as_slice()) } else { json!(assigned) }
    }

    fn moment(&self) -> chrono::NaiveDateTime {
        self.view.now.china()
    }

    /// What was told last, or what was seen at the beginning.
    fn telling(&self) -> Value {
        let last = self.proceeding.spot.told.last();
        let violation = last.map(|told| &told.violation);
        json!({
            "officers": self.officers(),
            "cause": violation.map(|violation| &violation.cause),
            "duties": violation.map(|violation| &violation.duties),
            "acted_on": violation.map_or_else(|| self.proceeding.opening.on(), |violation| violation.acted_on),
            "facts": violation.map_or_else(|| self.proceeding.opening.summary(), |violation| &violation.facts),
            "proof": last.map(|told| &told.proof),
            "gains": 0,
            "penalty": self.told_penalty(),
            "told_at": self.moment(),
        })
    }

    fn told_penalty(&self) -> Value {
        self.proceeding.spot.told.last().map_or(Value::Null, |told| {
            let penalty = &told.penalty;
            json!({
                "kinds": penalty.kinds, "fine": penalty.fine, "tier": penalty.tier, "reasons": penalty.reasons,
            })
        })
    }

    fn delivery(&self) -> Value {
        let party = self.proceeding.party();
        let (signer, relation) = match &party.responsible_person {
            Some(person) => (person, "法定代表人（负责人、经营者）"),
            None => (&party.name, "本人"),
        };
        json!({ "delivered_at": self.moment(), "relation": relation, "signature": { "signed_by": signer } })
    }

    fn cash(&self, law: Law<'_>) -> Value {
        let left = self.proceeding.owed().minus(self.proceeding.paid());
        let small = law.summary().is_some_and(|summary| summary.collects(left.fen()));
        let ground = small.then_some("small");
        json!({ "collected_at": self.moment(), "amount": left.fen(), "ground": ground })
    }

    /// One item for each violation; before there are any, for each cause of the filing.
    fn corrections(&self, law: Law<'_>) -> Vec<Value> {
        let begun = |cause: &String| {
            let label = law.any_cause(cause).map(|cause| cause.label.as_str());
            json!({ "cause": cause, "violation": label })
        };
        if self.proceeding.violations.is_empty() {
            let failed = self.failed_causes(law);
            let failed = failed.iter().map(|(cause, found)| json!({ "cause": cause, "violation": found }));
            return self.proceeding.causes.iter().map(begun).chain(failed).collect();
        }
        let found = |one: &ViolationFacts| json!({ "cause": one.cause, "duties": one.duties, "violation": one.facts });
        self.proceeding.violations.iter().map(found).collect()
    }

    /// The causes that may follow from the lines of the checklist that fail, each once, with what was noted there.
    fn failed_causes(&self, law: Law<'_>) -> Vec<(String, String)> {
        let task = self.proceeding.opening.inspection();
        let item = task.and_then(|task| law.pack.item(&task.item));
        let visit = self.proceeding.inspection.as_ref().and_then(|record| record.visit.as_ref());
        let (Some(item), Some(visit)) = (item, visit) else { return Vec::new() };
        let mut causes: Vec<(String, String)> = Vec::new();
        for answer in visit.failures() {
            let note = answer.note.as_ref().map_or("", |note| note.text());
            for cause in item.line(&answer.line).iter().flat_map(|line| &line.causes) {
                match causes.iter_mut().find(|(known, _)| known == cause) {
                    Some((_, found)) => found.push_str(note),
                    None => causes.push((cause.clone(), note.to_owned())),
                }
            }
        }
        causes
    }

    /// The violations as they stand; before there are any, one for each cause of the filing.
    fn violations(&self) -> Value {
        if self.proceeding.violations.is_empty() {
            let begun: Vec<Value> =
                self.proceeding.causes.iter().map(|cause| json!({ "cause": cause })).collect();
            return json!(begun);
        }
        json!(self.proceeding.violations)
    }

    /// The proposal as it stands; for a violation that it does not punish yet, the amounts begin with what the facts say.
    fn proposal(&self) -> Value {
        let proposal = self.proceeding.proposal.as_ref();
        let stands = proposal.map(|proposal| proposal.penalties.as_slice()).unwrap_or_default();
        let is_new = |violation: &&ViolationFacts| stands.iter().all(|one| one.cause != violation.cause);
        let begun = self.proceeding.violations.iter().filter(is_new).map(|violation| {
            json!({
                "cause": violation.cause, "fine": 0, "confiscated_gains": violation.gains, "goods_value": 0,
            })
        });
        let penalties: Vec<Value> = stands.iter().map(|penalty| json!(penalty)).chain(begun).collect();
        json!({
            "members": self.panel(),
            "penalties": penalties,
            "result": proposal.map(|proposal| proposal.result),
            "ground": proposal.and_then(|proposal| proposal.ground),
            "complex": proposal.is_some_and(|proposal| proposal.complex),
        })
    }

    /// The officers of the case and the head of their unit are of every panel.
    fn panel(&self) -> Vec<Value> {
        let officers =
            self.proceeding.officers.iter().map(|officer| json!({ "name": officer.name, "title": "承办人" }));
        let head = json!({ "name": self.view.facts.actor.name, "title": Role::UnitHead.label() });
        officers.chain([head]).collect()
    }

    fn materials(&self) -> Vec<String> {
        let paper = |paper: &mingjian_domain::event::Paper| match &paper.number {
            Some(number) => format!("{}（{number}）", paper.title),
            None => paper.title.clone(),
        };
        let evidence = self.proceeding.evidence.iter().map(|item| format!("证据：{}", item.stated.name));
        self.proceeding.papers.iter().map(paper).chain(evidence).collect()
    }

    fn service(&self) -> Value {
        let party = self.proceeding.party();
        let confirmed = self.proceeding.confirmed_address.as_ref();
        // What waits for the end of its announcement is served by it: the other fields stay empty.
        if self.proceeding.announcement().is_some() {
            return json!({ "mode": "announced", "officers": self.officers() });
        }
        json!({
            "mode": "direct",
            "officers": self.officers(),
            "place": confirmed.map_or(&party.address, |confirmed| &confirmed.address),
            "recipient": confirmed.map_or(&party.name, |confirmed| &confirmed.recipient),
        })
    }

    fn waiver(&self, statement: &str) -> Value {
        let party = self.proceeding.party();
        let signer = party.responsible_person.as_ref().unwrap_or(&party.name);
        json!({ "statement": statement, "signed_by": signer })
    }

    fn claims(&self) -> Vec<Value> {
        let open = self.proceeding.pleas.iter().filter(|plea| plea.answer.is_none());
        open.map(|plea| json!({ "claim": plea.content })).collect()
    }

    /// The text that was masked before, or the gate's proposal.
    fn public_text(&self, draft: Option<&PublicDraft>) -> Value {
        let before = self.proceeding.publication.as_ref();
        let facts = before.and_then(|text| text.facts.as_ref()).map(|facts| facts.text().to_owned());
        let reasons = before.and_then(|text| text.reasons.as_ref()).map(|reasons| reasons.text().to_owned());
        json!({
            "facts": facts.or_else(|| draft.map(|draft| draft.facts.proposed.text.clone())),
            "reasons": reasons.or_else(|| draft.map(|draft| draft.reasons.proposed.text.clone())),
            "affected": before.map(|text| text.affected.clone()),
        })
    }
}

/// What the fields of an act pick from.
pub(crate) fn choices(deed: Deed, view: &CaseView, law: Law<'_>) -> Choices {
    let facts = &view.facts;
    let today = view.now.day();
    let users =
        |fits: fn(&UserFact) -> bool| facts.users.iter().filter(|user| fits(user)).map(user).collect();
    Choices {
        officers: officers(&facts.officers, today),
        reviewers: users(|user| user.review_qualified),
        hosts: users(|user| user.roles.contains(&Role::HearingHost)),
        colleagues: users(|user| !user.roles.is_empty()),
        evidence: evidence(&view.proceeding),
        files: view
            .files
            .iter()
            .map(|file| {
                Choice::new(&file.id.to_string(), &format!("{}（{}）", file.name, size(file.size)), false)
            })
            .collect(),
        causes: causes(law),
        items: items(law),
        duties: duties(law),
        fixed: fixed(deed, view, law),
    }
}

/// What the form of an inspection picks from, before there is one.
pub(crate) fn opening_choices(officers: &[OfficerFact], law: Law<'_>, today: chrono::NaiveDate) -> Choices {
    Choices { officers: self::officers(officers, today), items: items(law), ..Choices::default() }
}

/// The items that this organ may inspect.
fn items(law: Law<'_>) -> Vec<Choice> {
    let own = law.pack.items.values().map(|entry| &entry.rule).filter(|item| item.organ == law.organ());
    own.map(|item| Choice {
        help: Some(format!("对象：{}；依据：{}", item.subject, articles(&item.basis))),
        ..Choice::new(&item.id, &item.label, false)
    })
    .collect()
}

/// The causes that this organ may punish.
pub(crate) fn causes(law: Law<'_>) -> Vec<Choice> {
    let own = law.pack.causes.values().map(|entry| &entry.rule).filter(|cause| cause.organ == law.organ());
    own.map(|cause| Choice::new(&cause.id, &cause.label, false)).collect()
}

/// The limbs of each of those causes, with their clauses.
fn duties(law: Law<'_>) -> Vec<(String, Vec<Choice>)> {
    let own = law.pack.causes.values().map(|entry| &entry.rule).filter(|cause| cause.organ == law.organ());
    let limb = |duty: &Duty| Choice {
        help: Some(articles(&duty.basis)),
        ..Choice::new(&duty.id, &duty.label, false)
    };
    own.map(|cause| (cause.id.clone(), cause.duty.iter().map(limb).collect())).collect()
}

/// Officers in the order of their certificates: it stays the same from form to form, and names have none of their own.
fn officers(facts: &[OfficerFact], today: chrono::NaiveDate) -> Vec<Choice> {
    let mut known: Vec<&OfficerFact> = facts.iter().collect();
    known.sort_by_key(|one| one.certificates.first().map(|certificate| certificate.number.clone()));
    known.into_iter().map(|one| officer(one, today)).collect()
}

fn officer(officer: &OfficerFact, today: chrono::NaiveDate) -> Choice {
    let help = match officer.certificate_on(today) {
        Some(certificate) => {
            format!("执法证{}，有效期至{}", certificate.number, chinese_date(certificate.valid_to))
        }
        None => "今天没有有效的执法证".to_owned(),
    };
    Choice { help: Some(help), ..Choice::new(&officer.id.to_string(), &officer.name, false) }
}

fn user(user: &UserFact) -> Choice {
    let roles: Vec<&str> = user.roles.iter().map(|role| role.label()).collect();
    Choice::new(&user.id.to_string(), &format!("{}（{}）", user.name, roles.join("、")), false)
}

fn evidence(proceeding: &Proceeding) -> Vec<Choice> {
    let items = proceeding.evidence.iter().enumerate();
    items
        .map(|(place, item)| {
            let label = format!(
                "证据{}：{}（{}）",
                place.saturating_add(1),
                item.stated.name,
                item.stated.kind.label()
            );
            let help = item.stated.from_plea.then(|| "由当事人在陈述申辩中提出".to_owned());
            Choice { help, ..Choice::new(&item.id.to_string(), &label, false) }
        })
        .collect()
}

/// A size as people read it.
pub(crate) fn size(bytes: i64) -> String {
    let kilobytes = bytes.saturating_add(1023) / 1024;
    if kilobytes < 1024 {
        return format!("{kilobytes} KB");
    }
    let tenths = kilobytes.saturating_mul(10) / 1024;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// One penalty for each violation, one finding for each point of review.
fn fixed(deed: Deed, view: &CaseView, law: Law<'_>) -> Vec<(String, Vec<FixedEntry>)> {
    let proceeding = &view.proceeding;
    match deed {
        Deed::AdoptProposal | Deed::AmendProposal => {
            let entry = |violation| super::range::penalty_entry(proceeding, violation, law);
            vec![("penalties".to_owned(), proceeding.violations.iter().map(entry).collect())]
        }
        Deed::RecheckCorrection => {
            let entry = |item: &CorrectionState| {
                let cause = law.any_cause(&item.stated.cause);
                FixedEntry {
                    key: item.stated.cause.clone(),
                    label: cause.map_or_else(|| item.stated.cause.clone(), |cause| cause.label.clone()),
                    notes: vec![format!(
                        "改正期限：{}。改正内容：{}",
                        chinese_date(item.stated.due_on),
                        item.stated.measure.text()
                    )],
                    ..FixedEntry::default()
                }
            };
            vec![("items".to_owned(), proceeding.open_corrections().map(entry).collect())]
        }
        Deed::DecideRecusal => {
            let entries = proceeding.open_recusals().map(|state| FixedEntry {
                key: state.key.clone(),
                label: recused_name(view, state),
                notes: vec![format!("{}：{}", state.applicant.label(), state.stated.reason.text())],
                ..FixedEntry::default()
            });
            vec![("findings".to_owned(), entries.collect())]
        }
        Deed::Inspect => {
            let task = proceeding.opening.inspection();
            let lines = task.and_then(|task| law.pack.item(&task.item)).map(|item| item.lines.as_slice());
            let entries = lines.unwrap_or_default().iter().map(|line| FixedEntry {
                key: line.id.clone(),
                label: line.label.clone(),
                notes: vec![articles(&line.basis)],
                ..FixedEntry::default()
            });
            vec![("checks".to_owned(), entries.collect())]
        }
        Deed::DisposeRegistration => {
            let items = proceeding.beside.registrations.last().map(|one| one.stated.items.as_slice());
            let entry = |item: &HeldItem| FixedEntry {
                key: item.name.clone(),
                label: item.name.clone(),
                notes: vec![format!("数量：{}。{}", item.quantity, item.condition)],
                ..FixedEntry::default()
            };
            vec![("items".to_owned(), items.unwrap_or_default().iter().map(entry).collect())]
        }
        Deed::GiveOpinion => {
            let entries = law.review_points().map(|point| FixedEntry {
                key: point.id.clone(),
                label: point.label.clone(),
                notes: vec![
                    format!("{}（{}）", point.question, articles(&point.basis)),
                    check::note(&point.id, view, law),
                ],
                ..FixedEntry::default()
            });
            vec![("points".to_owned(), entries.collect())]
        }
        _ => Vec::new(),
    }
}
