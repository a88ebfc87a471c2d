//! The head of every document: organ, number, date, case, cause, party, officers; and the papers that a document refers to.
//! It gives out no number.

use super::series::series_of;
use super::{ComposeFault, Draft, Occasion};
use crate::act::Prose;
use crate::document::kind::{DocumentKind, NumberForm, Signatory};
use crate::document::parts::{Contact, Header, Number, OfficerLine, Organ, Reference, SignOff};
use crate::event::{Event, OfficerRecord, Paper, Source};
use crate::proceeding::{Notice, Proceeding};
use crate::value::certificate::CertificateNumber;
use crate::value::document_number::{DocumentNumber, WorkingNumber};
use chrono::NaiveDate;

pub(super) fn header(
    kind: DocumentKind,
    occasion: &Occasion<'_>,
    number: Option<&str>,
) -> Result<Header, ComposeFault> {
    let Occasion { after, event, letterhead, .. } = *occasion;
    let entrusted = entrusted_body(occasion)?;
    let unnumbered = kind.number_form() == NumberForm::Unnumbered;
    let officers = if event.officers.is_empty() { &after.officers } else { &event.officers };
    // The number of the case is that of the paper by which it was filed.
    let filing = papers(after, event).filter(|paper| paper.kind == DocumentKind::FilingReport.id()).last();
    let filed_now = number.filter(|_| kind == DocumentKind::FilingReport).map(str::to_owned);
    Ok(Header {
        organ: Organ {
            name: letterhead.organ.clone(),
            address: letterhead.address.clone().unwrap_or_default(),
            telephone: letterhead.telephone.clone().unwrap_or_default(),
            entrusted_body: entrusted,
        },
        number: number.map(|number| parse_number(kind, number, occasion)).transpose()?,
        issued_on: (unnumbered || number.is_some()).then(|| event.occurred_at.day()),
        case_number: filed_now.or_else(|| filing.and_then(|paper| paper.number.clone())),
        cause: cause_of(occasion)?,
        party: after.party().clone(),
        officers: officers.iter().map(officer_line).collect::<Result<_, _>>()?,
        demo: letterhead.demonstration || after.source == Source::Demo,
    })
}

/// The organisation that acts under an entrustment, which every paper of its cases names (行政处罚法 第二十条).
fn entrusted_body(occasion: &Occasion<'_>) -> Result<Option<String>, ComposeFault> {
    if occasion.after.body.or(occasion.event.actor.body).is_none() {
        return Ok(None);
    }
    let name = occasion.letterhead.entrusted_body.as_deref().filter(|name| !name.trim().is_empty());
    name.map(|name| Some(name.to_owned())).ok_or(ComposeFault::Letterhead("受委托组织的名称"))
}

/// A number of the form that the document has, and of its own series: two papers of one act never change numbers.
fn parse_number(kind: DocumentKind, number: &str, occasion: &Occasion<'_>) -> Result<Number, ComposeFault> {
    let title = kind.title();
    let invalid = |problem| ComposeFault::Number { title, number: number.to_owned(), problem };
    let foreign = || ComposeFault::NumberOfAnotherSeries { title, number: number.to_owned() };
    match series_of(kind, occasion.letterhead) {
        Some(word) => {
            let parsed = DocumentNumber::parse(number).map_err(invalid)?;
            if parsed.nature == word { Ok(Number::Formal(parsed)) } else { Err(foreign()) }
        }
        None if kind.number_form() == NumberForm::Unnumbered => Err(foreign()),
        None => WorkingNumber::parse(number).map(Number::Working).map_err(invalid),
    }
}

/// The causes of the violations as they stand, before them those that are suspected.
fn cause_of(occasion: &Occasion<'_>) -> Result<String, ComposeFault> {
    let after = occasion.after;
    let found: Vec<&String> = after.violations.iter().map(|violation| &violation.cause).collect();
    let ids = if found.is_empty() { after.causes.iter().collect() } else { found };
    let labels = ids.into_iter().map(|id| {
        let cause = occasion.law.any_cause(id).ok_or_else(|| ComposeFault::UnknownCause(id.clone()))?;
        Ok(cause.label.as_str())
    });
    Ok(labels.collect::<Result<Vec<_>, ComposeFault>>()?.join("；"))
}

fn officer_line(record: &OfficerRecord) -> Result<OfficerLine, ComposeFault> {
    let certificate = CertificateNumber::parse(&record.certificate)
        .map_err(|problem| ComposeFault::Certificate { officer: record.name.clone(), problem })?;
    Ok(OfficerLine { name: record.name.clone(), certificate })
}

/// The papers of the case and those that the event has issued so far, each once.
fn papers<'a>(after: &'a Proceeding, event: &'a Event) -> impl Iterator<Item = &'a Paper> {
    let issued_now =
        event.papers.iter().filter(move |paper| after.papers.iter().all(|known| known.id != paper.id));
    after.papers.iter().chain(issued_now)
}

impl<'a> Draft<'a> {
    /// The papers of a kind, oldest first.
    pub(super) fn papers(&self, kind: DocumentKind) -> impl Iterator<Item = &'a Paper> {
        papers(self.after, self.event).filter(move |paper| paper.kind == kind.id())
    }

    /// A paper of the case by its place among those of its kind.
    pub(super) fn reference(
        &self,
        kind: DocumentKind,
        place: usize,
        on: NaiveDate,
    ) -> Result<Reference, ComposeFault> {
        let number = self.papers(kind).nth(place).and_then(|paper| paper.number.clone());
        let number = number.ok_or(ComposeFault::PaperMissing(kind.title()))?;
        Ok(Reference { title: kind.title().to_owned(), number, on })
    }

    /// The last paper of a kind.
    pub(super) fn last_reference(
        &self,
        kind: DocumentKind,
        on: NaiveDate,
    ) -> Result<Reference, ComposeFault> {
        let count = self.papers(kind).count();
        self.reference(kind, count.saturating_sub(1), on)
    }

    /// The prior notice of a round, by its place in the case.
    pub(super) fn notice_reference(&self, place: usize, on: NaiveDate) -> Result<Reference, ComposeFault> {
        self.reference(DocumentKind::PriorNotice, place, on)
    }

    /// The notice of the right to a hearing of a round: not every round has one.
    pub(super) fn hearing_right_reference(
        &self,
        place: usize,
        on: NaiveDate,
    ) -> Result<Reference, ComposeFault> {
        let before = self.after.notices.iter().take(place).filter(|notice| notice.hearing_right).count();
        self.reference(DocumentKind::HearingRightNotice, before, on)
    }

    /// The notice in force, its place in the case and the day of its service.
    pub(super) fn notice_in_force(&self) -> Option<(usize, &'a Notice, NaiveDate)> {
        let mut placed = self.after.notices.iter().enumerate().rev();
        placed.find_map(|(place, notice)| Some((place, notice, notice.service.as_ref()?.on)))
    }

    /// The handlers, at the office.
    pub(super) fn contact(&self) -> Result<Contact, ComposeFault> {
        let names: Vec<&str> = self.after.officers.iter().map(|officer| officer.name.as_str()).collect();
        self.letterhead.contact(names.join("、"))
    }

    /// The opinion of who acts in the event, with name and day.
    pub(super) fn opinion(&self, who: Signatory, opinion: &Prose) -> SignOff {
        SignOff {
            role: who.label().to_owned(),
            opinion: opinion.clone(),
            name: Some(self.event.actor.signature()),
            on: Some(self.day()),
        }
    }
}

/// A line for an opinion that is written and signed by hand.
pub(super) fn blank_opinion(who: Signatory) -> SignOff {
    SignOff { role: who.label().to_owned(), opinion: Prose::default(), name: None, on: None }
}
