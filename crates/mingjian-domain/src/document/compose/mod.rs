//! Composes every document of the procedures from the case: what the proceeding remembers, the act states and the law says.
//! It takes no number and keeps no paper; what the case does not know stays empty, or reads 无 where the form demands it.

mod clause;
mod decision;
mod fault;
mod handling;
mod header;
mod hearing;
mod inspection;
mod investigation;
mod lead;
mod letterhead;
mod narrative;
mod notice;
mod party;
mod performance;
mod police;
mod recusal;
mod registration;
mod rows;
mod sampling;
mod sanction;
mod series;
mod service;
mod summary;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod walks;
#[cfg(test)]
mod wordings;

pub use fault::ComposeFault;
pub use letterhead::{EnteredLetterhead, Letterhead};
pub use series::{Series, kind_of, series, series_of, title};

use crate::act::Act;
use crate::document::DocumentModel;
use crate::document::kind::DocumentKind;
use crate::document::parts::Header;
use crate::event::{Content, Event};
use crate::law::Law;
use crate::proceeding::Proceeding;
use chrono::NaiveDate;

/// The act that makes a document, and everything that the document may say.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// The proceeding as it stands after the event.
    pub after: &'a Proceeding,
    /// The event; the papers that it has issued so far stand in it, so that a receipt can name them.
    pub event: &'a Event,
    /// The journal before the event. The proceeding does not remember all that was stated: the request for filing, earlier
    /// inquiries, the clerk of a hearing and the day on a waiver come from here.
    pub earlier: &'a [Event],
    /// The law of the body.
    pub law: Law<'a>,
    /// What the body prints.
    pub letterhead: &'a Letterhead,
}

/// Composes a document that an event makes. Same occasion and number, same model.
///
/// Without a number a document that has one is a draft and bears no date either.
///
/// # Errors
/// When the kind is unknown or not made by this act, the body has not entered what the document must name, a number or
/// certificate is none, or the law pack lacks a rule.
pub fn compose(
    kind: &str,
    occasion: &Occasion<'_>,
    number: Option<&str>,
) -> Result<DocumentModel, ComposeFault> {
    let kind = kind_of(kind).ok_or_else(|| ComposeFault::UnknownKind(kind.to_owned()))?;
    let draft = Draft::new(kind, *occasion, number)?;
    let Content::Acted { act, .. } = &occasion.event.content else {
        return Err(draft.wrong_act());
    };
    match kind {
        DocumentKind::LeadRecord => lead::lead_record(&draft, act),
        DocumentKind::NoFilingApproval => lead::no_filing_approval(&draft, act),
        DocumentKind::CaseTransfer => lead::case_transfer(&draft, act),
        DocumentKind::FilingReport => lead::filing_report(&draft, act),
        DocumentKind::SceneRecord => investigation::scene_record(&draft, act),
        DocumentKind::InquiryRecord => investigation::inquiry_record(&draft, act),
        DocumentKind::CorrectionOrder => investigation::correction_order(&draft, act),
        DocumentKind::InvestigationReport => investigation::investigation_report(&draft, act),
        DocumentKind::PanelRecord => decision::panel_record(&draft, act),
        DocumentKind::ReviewOpinion => decision::review_opinion(&draft, act),
        DocumentKind::DiscussionRecord => decision::discussion_record(&draft, act),
        DocumentKind::ApprovalSheet => decision::approval_sheet(&draft, act),
        DocumentKind::PenaltyDecision => decision::penalty_decision(&draft, act),
        DocumentKind::SummaryDecision => summary::summary_decision(&draft, act),
        DocumentKind::NoPenaltyDecision => decision::no_penalty_decision(&draft, act),
        DocumentKind::PriorNotice => notice::prior_notice(&draft, act),
        DocumentKind::HearingRightNotice => notice::hearing_right_notice(&draft, act),
        DocumentKind::PleaRecord => notice::plea_record(&draft, act),
        DocumentKind::PleaAnswer => notice::plea_answer(&draft, act),
        DocumentKind::WaiverStatement => notice::waiver_statement(&draft, act),
        DocumentKind::ServiceReceipt => service::service_receipt(&draft, act),
        DocumentKind::AddressConfirmation => service::address_confirmation(&draft, act),
        DocumentKind::RegistrationDecision => registration::decision(&draft, act),
        DocumentKind::RegistrationSeal => registration::seal(&draft, act),
        DocumentKind::RegistrationDisposal => registration::disposal(&draft, act),
        DocumentKind::RegistrationLifting => registration::lifting(&draft, act),
        DocumentKind::SamplingRecord => sampling::record(&draft, act),
        DocumentKind::ProductConfirmation => sampling::confirmation(&draft, act),
        DocumentKind::TestingEntrustment => sampling::entrustment(&draft, act),
        DocumentKind::TestResultNotice => sampling::result_notice(&draft, act),
        DocumentKind::PoliceTransfer => police::letter(&draft, act),
        DocumentKind::PoliceTransferApproval => police::approval(&draft, act),
        DocumentKind::ServiceAnnouncement => service::announcement(&draft, act),
        DocumentKind::HearingNotice => hearing::hearing_notice(&draft, act),
        DocumentKind::HearingRecord => hearing::hearing_record(&draft, act),
        DocumentKind::HearingEndRecord => hearing::hearing_end_record(&draft, act),
        DocumentKind::HearingReport => hearing::hearing_report(&draft, act),
        DocumentKind::HearingOrder => hearing::hearing_order(&draft, act),
        DocumentKind::HearingPostponement => hearing::hearing_postponement(&draft, act),
        DocumentKind::RecusalApplication => recusal::recusal_application(&draft, act),
        DocumentKind::RecusalDecision => recusal::recusal_decision(&draft, act),
        DocumentKind::HandlerChange => handling::handler_change(&draft, act),
        DocumentKind::PartyChange => party::party_change(&draft, act),
        DocumentKind::SuspensionApproval => handling::suspension_approval(&draft, act),
        DocumentKind::ResumptionApproval => handling::resumption_approval(&draft, act),
        DocumentKind::ClosingReport => performance::closing_report(&draft, act),
        DocumentKind::CaseDropApproval => performance::case_drop_approval(&draft, act),
        DocumentKind::InspectionApproval => inspection::approval(&draft, act),
        DocumentKind::InspectionNotice => inspection::notice(&draft, act),
        DocumentKind::InspectionChecklist => inspection::checklist(&draft, act),
        DocumentKind::SupervisionOpinion => inspection::supervision_opinion(&draft, act),
        DocumentKind::CorrectionExtension => inspection::correction_extension(&draft, act),
        DocumentKind::InspectionFeedback => inspection::feedback(&draft, act),
    }
}

/// A document while it is composed: its kind, its occasion, and the header that every model takes.
struct Draft<'a> {
    kind: DocumentKind,
    after: &'a Proceeding,
    event: &'a Event,
    earlier: &'a [Event],
    law: Law<'a>,
    letterhead: &'a Letterhead,
    header: Header,
}

impl<'a> Draft<'a> {
    fn new(kind: DocumentKind, occasion: Occasion<'a>, number: Option<&str>) -> Result<Self, ComposeFault> {
        let Occasion { after, event, earlier, law, letterhead } = occasion;
        Ok(Self {
            kind,
            after,
            event,
            earlier,
            law,
            letterhead,
            header: header::header(kind, &occasion, number)?,
        })
    }

    /// The day of the act.
    fn day(&self) -> NaiveDate {
        self.event.occurred_at.day()
    }

    /// The acts before this one, the latest first.
    fn acts_before(&self) -> impl Iterator<Item = (&'a Event, &'a Act)> {
        let seq = self.event.seq;
        self.earlier.iter().rev().filter(move |event| event.seq < seq).filter_map(|event| {
            match &event.content {
                Content::Acted { act, .. } => Some((event, act)),
                Content::Opened(_)
                | Content::Recomputed { .. }
                | Content::Lapsed { .. }
                | Content::PaperAnswered(_) => None,
            }
        })
    }

    /// The fault of a document that another act makes.
    fn wrong_act(&self) -> ComposeFault {
        ComposeFault::WrongAct { title: self.kind.title(), action: self.event.action().to_owned() }
    }
}
