//! Everything that a case knows and the public must not read, gathered from the case and from every act in its journal.
//! It judges no text; searching and masking are done with what it gathers.

use super::field::{Field, Rules};
use super::name::{looks_like_a_person, masked_name, name_in, names_in, names_somebody};
use crate::act::hearing::Participant;
use crate::act::inspection::OpenInspection;
use crate::act::investigation::Signature;
use crate::act::lead::{OpenProceeding, PartyEntry, PartyKind};
use crate::act::notice::ServePaper;
use crate::act::service::ConfirmAddress;
use crate::act::summary::OpenOnSpot;
use crate::act::{Act, Opening};
use crate::event::{Content, Event};
use crate::law::Law;
use crate::proceeding::Proceeding;
use crate::value::leak::{Medium, leaks};
use crate::value::mask::{MaskRules, Masked, MaskedSpan, mask};
use crate::value::protected::{Protected, ProtectedKind};
use std::ops::Range;

/// What must stay hidden, and the public words inside of which it may nevertheless be read.
///
/// A clinic that bears its owner's name is public under that name, although the owner's own name is not.
#[derive(Debug, Clone, Default)]
pub struct ProtectedValues {
    values: Vec<Protected>,
    /// Names of organisations that are public, and of the officers where a rule shows them.
    open: Vec<Protected>,
    /// Numbers that are public although they look protected, such as the organ's telephone.
    permitted: Vec<String>,
}

/// A protected value that a text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) value: usize,
    pub(super) kind: ProtectedKind,
    pub(super) range: Range<usize>,
}

/// Gathers what a case knows: the case as it stands, and every act of its journal.
///
/// Documents need not be asked: whatever they print was stated in an act.
pub fn protected_values(proceeding: &Proceeding, journal: &[Event], law: Law<'_>) -> ProtectedValues {
    let rules = Rules::new(law, proceeding.party().kind);
    let mut known = ProtectedValues::default();
    known.open_words(proceeding, law, rules);
    known.opening(&proceeding.opening, rules);
    for event in journal {
        match &event.content {
            Content::Opened(opening) => known.opening(opening, rules),
            Content::Acted { action: _, act } => known.act(act),
            Content::Recomputed { .. } | Content::Lapsed { .. } | Content::PaperAnswered(_) => {}
        }
    }
    // Every name that the party had protects it; what a change states stands in the case.
    for change in &proceeding.party_changes {
        known.party(&change.party, rules);
    }
    let affected = proceeding.publication.iter().flat_map(|publication| &publication.affected);
    for name in affected {
        known.add(ProtectedKind::PersonName, name);
    }
    known
}

impl ProtectedValues {
    /// The values.
    pub fn values(&self) -> &[Protected] {
        &self.values
    }

    /// The same with names that a clerk has just entered.
    #[must_use]
    pub fn with_names(mut self, names: &[String]) -> Self {
        for name in names {
            self.add(ProtectedKind::PersonName, name);
        }
        self
    }

    /// Kinds of the protected values that a text holds, for the message to the staff.
    pub fn kinds_in(&self, text: &str, medium: Medium) -> Vec<ProtectedKind> {
        let mut kinds: Vec<ProtectedKind> =
            self.found_in(text, medium).iter().map(|found| found.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// Every place at which a text holds a protected value outside of a public word.
    pub(super) fn found_in(&self, text: &str, medium: Medium) -> Vec<Found> {
        let open = leaks(text, medium, &self.open);
        let covered = |range: &Range<usize>| {
            open.iter().any(|word| word.range.start <= range.start && range.end <= word.range.end)
        };
        leaks(text, medium, &self.values)
            .into_iter()
            .filter(|leak| !covered(&leak.range))
            .map(|leak| Found { value: leak.value, kind: leak.kind, range: leak.range })
            .collect()
    }

    /// Masks a text, leaving public words whole.
    pub(super) fn masked(&self, text: &str) -> Masked {
        let permitted: Vec<&str> = self.permitted.iter().map(String::as_str).collect();
        let rules = MaskRules { protected: &self.values, permitted: &permitted };
        let mut whole = Masked { text: String::with_capacity(text.len()), spans: Vec::new() };
        let mut from = 0;
        for word in merged(leaks(text, Medium::Plain, &self.open).into_iter().map(|leak| leak.range)) {
            append(&mut whole, text, from..word.start, rules);
            whole.text.push_str(text.get(word.clone()).unwrap_or_default());
            from = word.end;
        }
        append(&mut whole, text, from..text.len(), rules);
        // A value that runs across a public word is masked together with it.
        if self.found_in(&whole.text, Medium::Plain).is_empty() { whole } else { mask(text, rules) }
    }

    fn add(&mut self, kind: ProtectedKind, value: &str) {
        self.add_as(kind, value, None);
    }

    fn add_as(&mut self, kind: ProtectedKind, value: &str, shown: Option<&str>) {
        if kind == ProtectedKind::PersonName && !names_somebody(value) {
            return;
        }
        let Some(protected) = Protected::new(kind, value) else { return };
        let known =
            self.values.iter().any(|other| other.kind() == kind && other.reveal() == protected.reveal());
        if !known {
            self.values.push(match shown {
                Some(shown) => protected.shown_as(shown),
                None => protected,
            });
        }
    }

    /// Names of the public life: the party where it is one, the organ, the government, the court.
    fn open_words(&mut self, proceeding: &Proceeding, law: Law<'_>, rules: Rules<'_>) {
        let organ = &law.pack.organ;
        let names = [Some(&organ.name), Some(&organ.reconsideration), organ.court.as_ref()];
        let business =
            proceeding.parties().filter(|_| rules.is_open(Field::PartyName)).map(|party| &party.name);
        let officers = proceeding.officers.iter().filter(|_| rules.is_open(Field::Officers));
        let words = names.into_iter().flatten().chain(business).chain(officers.map(|officer| &officer.name));
        self.open = words.filter_map(|word| Protected::new(ProtectedKind::PersonName, word)).collect();
        let account = organ.bank.as_ref().map(|bank| &bank.account);
        let licence = proceeding.parties().flat_map(|party| party.licence.iter().chain(&party.credit_code));
        let numbers = organ
            .phone
            .iter()
            .chain(account)
            .chain(licence.filter(|_| rules.is_open(Field::PartyCreditCode)));
        self.permitted = numbers.cloned().collect();
    }

    fn opening(&mut self, opening: &Opening, rules: Rules<'_>) {
        match opening {
            Opening::Lead(lead) => self.lead(lead, rules),
            Opening::HandedOver(handed) => self.lead(&handed.lead, rules),
            Opening::Inspection(inspection) => {
                // Every part is named, so that a new one is looked at before it compiles.
                let OpenInspection {
                    item: _,
                    reason: _,
                    plan: _,
                    summary: _,
                    raised_on: _,
                    planned_on: _,
                    place: _,
                    announced: _,
                    officers: _,
                    party,
                } = inspection;
                self.party(party, rules);
            }
            Opening::Spot(spot) => {
                let OpenOnSpot { found_on: _, place: _, summary: _, party } = spot;
                self.party(party, rules);
            }
        }
    }

    fn lead(&mut self, lead: &OpenProceeding, rules: Rules<'_>) {
        // Every part is named, so that a new one is looked at before it compiles.
        let OpenProceeding {
            source: _,
            found_on: _,
            summary: _,
            place: _,
            informant,
            informant_phone,
            party,
        } = lead;
        if let Some(informant) = informant {
            self.add(ProtectedKind::PersonName, informant.reveal());
        }
        if let Some(phone) = informant_phone {
            self.add(ProtectedKind::Phone, phone.reveal());
        }
        self.party(party, rules);
    }

    fn party(&mut self, party: &PartyEntry, rules: Rules<'_>) {
        let PartyEntry {
            kind: _,
            name,
            credit_code,
            resident_id,
            responsible_person,
            address,
            phone,
            licence: _,
        } = party;
        if let Some(id) = resident_id {
            self.add(ProtectedKind::IdNumber, id.reveal());
        }
        if let Some(phone) = phone {
            self.add(ProtectedKind::Phone, phone.reveal());
        }
        if !rules.is_open(Field::PartyAddress) {
            self.add(ProtectedKind::Address, address);
        }
        if !rules.is_open(Field::PartyName) && !bears_a_business_name(party) {
            self.add_as(ProtectedKind::PersonName, name, Some(&masked_name(name)));
        }
        if let Some(person) =
            responsible_person.as_ref().filter(|_| !rules.is_open(Field::LegalRepresentative))
        {
            self.add_as(ProtectedKind::PersonName, person, Some(&masked_name(person)));
        }
        // A sole trader's code leads to the person.
        if let Some(code) = credit_code.as_ref().filter(|_| !rules.is_open(Field::PartyCreditCode)) {
            self.add(ProtectedKind::IdNumber, code);
        }
    }

    /// What an act states of people. Acts that name nobody but the organ's own people are listed, so that a new act is
    /// looked at before it compiles.
    // long: one short arm for each act, read side by side
    #[expect(clippy::too_many_lines, reason = "one short arm for each act, read side by side")]
    fn act(&mut self, act: &Act) {
        match act {
            Act::RecordScene(stated) => {
                self.people(&stated.present);
                self.signature(&stated.signature);
            }
            Act::RecordInquiry(stated) => {
                self.add(ProtectedKind::PersonName, &stated.person);
                if let Some(id) = &stated.person_id {
                    self.add(ProtectedKind::IdNumber, id.reveal());
                }
                if let Some(phone) = &stated.person_phone {
                    self.add(ProtectedKind::Phone, phone.reveal());
                }
                self.signature(&stated.signature);
            }
            Act::OrderCorrection(stated) => self.signature(&stated.signature),
            Act::NotifyInspection(stated) => self.person(&stated.recipient),
            Act::Inspect(stated) => {
                self.people(&stated.present);
                self.signature(&stated.signature);
            }
            Act::FeedBack(stated) => {
                self.person(&stated.recipient);
                self.signature(&stated.signature);
            }
            Act::DeliverOnSpot(stated) => self.signature(&stated.signature),
            Act::ServeNotice(stated)
            | Act::ServeDecision(stated)
            | Act::ServeRegistration(stated)
            | Act::ServeResult(stated) => self.service(stated),
            Act::TakeSample(stated) => {
                self.people(&stated.present);
                self.signature(&stated.signature);
            }
            Act::RequestRetest(stated) => {
                self.person(&stated.applicant);
                if let Some(phone) = &stated.phone {
                    self.add(ProtectedKind::Phone, phone.reveal());
                }
            }
            Act::RequestRegistration(stated) => self.person(&stated.keeper),
            Act::LiftLapsed(stated) => self.person(&stated.recipient),
            Act::SendToPolice(stated) => self.person(&stated.receiver),
            Act::NotifyHearing(stated) => {
                self.participants(&stated.participants);
                self.service(&stated.service);
            }
            Act::PostponeHearing(stated) => {
                self.participants(&stated.notice.participants);
                self.service(&stated.notice.service);
            }
            Act::EndHearing(stated) => {
                if let Some(signer) = &stated.signed_by {
                    self.person(signer);
                }
            }
            Act::RequestRecusal(stated) => self.person(&stated.applicant_name),
            Act::ConfirmAddress(stated) => self.confirmed_address(stated),
            Act::HoldHearing(stated) => {
                self.people(stated.present.text());
                self.participants(&stated.participants);
                self.signature(&stated.signature);
            }
            Act::WaivePlea(stated) | Act::WaiveHearing(stated) | Act::WaiveRetest(stated) => {
                self.person(&stated.signed_by);
            }
            Act::Mask(stated) => {
                for name in &stated.affected {
                    self.add(ProtectedKind::PersonName, name);
                }
            }
            Act::Correct(stated) => {
                for name in &stated.affected {
                    self.add(ProtectedKind::PersonName, name);
                }
            }
            Act::AcceptLead(_)
            | Act::RefuseFiling(_)
            | Act::TransferOut(_)
            | Act::RequestFiling(_)
            | Act::ReturnFiling(_)
            | Act::ApproveFiling(_)
            | Act::AddEvidence(_)
            | Act::ChangeFacts(_)
            | Act::RecheckCorrection(_)
            | Act::ConcludeInvestigation(_)
            | Act::AdoptProposal(_)
            | Act::ReturnToInvestigation(_)
            | Act::SubmitForReview(_)
            | Act::AssignReview(_)
            | Act::ReturnSubmission(_)
            | Act::GiveOpinion(_)
            | Act::DisputeOpinion(_)
            | Act::Discuss(_)
            | Act::IssueNotice(_)
            | Act::ReceivePlea(_)
            | Act::AnswerPlea(_)
            | Act::AnnounceService(_)
            | Act::RequestHearing(_)
            | Act::ReportHearing(_)
            | Act::OrderHearing(_)
            | Act::DecideRecusal(_)
            | Act::ChangeHandlers(_)
            | Act::ChangeParty(_)
            | Act::SuspendInvestigation(_)
            | Act::ResumeInvestigation(_)
            | Act::AmendProposal(_)
            | Act::DecidePenalty(_)
            | Act::DecideNoPenalty(_)
            | Act::RecordPerformance(_)
            | Act::CloseCase(_)
            | Act::Archive(_)
            | Act::DropCase(_)
            | Act::ApproveInspection(_)
            | Act::CompleteApproval(_)
            | Act::ConcludeInspection(_)
            | Act::ExtendCorrection(_)
            | Act::OpenCase(_)
            | Act::CloseInspection(_)
            | Act::CancelInspection(_)
            | Act::TellOnSpot(_)
            | Act::HearOnSpot(_)
            | Act::DecideOnSpot(_)
            | Act::VoidOnSpot(_)
            | Act::LodgeDecision(_)
            | Act::CollectCash(_)
            | Act::HandInCash(_)
            | Act::BankCash(_)
            | Act::TurnOver(_)
            | Act::RefuseRegistration(_)
            | Act::ApproveRegistration(_)
            | Act::DisposeRegistration(_)
            | Act::NotifyMaker(_)
            | Act::RecordMakerAnswer(_)
            | Act::EntrustTesting(_)
            | Act::ReceiveResult(_)
            | Act::IssueResult(_)
            | Act::RefuseRetest(_)
            | Act::CloseSampling(_)
            | Act::AbandonSampling(_)
            | Act::ProposePoliceTransfer(_)
            | Act::ApprovePoliceTransfer(_)
            | Act::RefusePoliceTransfer(_)
            | Act::RecordPoliceFiling(_)
            | Act::RecordPoliceReturn(_)
            | Act::CheckSecrecy(_)
            | Act::ReturnPublication(_)
            | Act::Release(_)
            | Act::DeclinePublication(_)
            | Act::RecordAnnulment(_)
            | Act::Withdraw(_) => {}
        }
    }

    fn signature(&mut self, signature: &Signature) {
        self.person(signature.signed_by.as_deref().unwrap_or_default());
    }

    fn participants(&mut self, participants: &[Participant]) {
        for one in participants {
            self.person(&one.name);
            for agent in &one.agents {
                self.person(agent);
            }
        }
    }

    fn service(&mut self, service: &ServePaper) {
        self.person(&service.recipient);
        self.people(service.witness.as_deref().unwrap_or_default());
    }

    fn confirmed_address(&mut self, stated: &ConfirmAddress) {
        self.person(&stated.recipient);
        self.person(&stated.signed_by);
        if let Some(phone) = &stated.phone {
            self.add(ProtectedKind::Phone, phone.reveal());
        }
        if let Some(address) = &stated.electronic_address {
            self.add(electronic_kind(address.reveal()), address.reveal());
        }
    }

    /// A line that may name several.
    fn people(&mut self, line: &str) {
        self.named(&names_in(line));
    }

    /// A field that asks for one name.
    fn person(&mut self, field: &str) {
        self.named(&name_in(field));
    }

    fn named(&mut self, names: &[&str]) {
        for name in names {
            let open = self.open.iter().any(|word| word.reveal() == *name);
            if !open {
                self.add(ProtectedKind::PersonName, name);
            }
        }
    }
}

/// What an electronic address is: a mailbox, or another account.
fn electronic_kind(address: &str) -> ProtectedKind {
    if address.contains('@') { ProtectedKind::Email } else { ProtectedKind::Contact }
}

/// The party's name where it must be masked: a citizen's surname; a shop sign (字号) with its owner's name masked in it.
pub(super) fn masked_party_name(party: &PartyEntry) -> String {
    if !bears_a_business_name(party) {
        return masked_name(&party.name);
    }
    let owner = party.responsible_person.as_deref().map(str::trim).filter(|owner| owner.chars().count() > 1);
    owner.map_or_else(|| party.name.clone(), |owner| party.name.replace(owner, &masked_name(owner)))
}

/// Whether the party is known under the name of a business: organisations, and sole traders with a shop sign (字号).
fn bears_a_business_name(party: &PartyEntry) -> bool {
    match party.kind {
        PartyKind::Organisation => true,
        PartyKind::Citizen => false,
        PartyKind::IndividualBusiness => {
            party.responsible_person.as_ref() != Some(&party.name) && !looks_like_a_person(&party.name)
        }
    }
}

fn append(whole: &mut Masked, text: &str, range: Range<usize>, rules: MaskRules<'_>) {
    let (start, shift) = (range.start, whole.text.len());
    let part = mask(text.get(range).unwrap_or_default(), rules);
    whole.text.push_str(&part.text);
    whole.spans.extend(part.spans.into_iter().map(|span| MaskedSpan {
        original: span.original.start + start..span.original.end + start,
        shown: span.shown.start + shift..span.shown.end + shift,
        ..span
    }));
}

/// Ranges in order, those that touch joined.
fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
