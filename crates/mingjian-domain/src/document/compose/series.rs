//! Which document a pack means, what it is called, and in which series it is numbered.
//! It counts nothing: the place in the series comes from the store.

use super::Letterhead;
use crate::document::kind::{DocumentKind, NumberForm};
use crate::law::Law;
use crate::proceeding::Proceeding;
use crate::value::document_number::WorkingNumber;

/// The document that a pack names in `produces`.
pub fn kind_of(kind: &str) -> Option<DocumentKind> {
    DocumentKind::from_id(kind)
}

/// The title of a document that a pack names.
pub fn title(kind: &str) -> Option<&'static str> {
    kind_of(kind).map(DocumentKind::title)
}

/// The word for the nature of a document in its number (罚, 听告, 责改); none where it has a working number or none at all.
pub fn series_of(kind: DocumentKind, letterhead: &Letterhead) -> Option<&str> {
    let chosen = nature(kind).and_then(|nature| letterhead.numbering.nature.get(nature));
    match (chosen, kind.number_form()) {
        (Some(word), NumberForm::Formal(_) | NumberForm::Working) => Some(word),
        (None, NumberForm::Formal(word)) => Some(word),
        (_, NumberForm::Unnumbered) | (None, NumberForm::Working) => None,
    }
}

/// A series without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Series {
    /// 文号: the words before the year, 示卫医罚.
    Formal(String),
    /// 编号: year and sequence, counted for each kind of document.
    Working(DocumentKind),
}

impl Series {
    /// The name under which the store counts it, beside organ and year.
    pub fn name(&self) -> &str {
        match self {
            Self::Formal(words) => words,
            Self::Working(kind) => kind.id(),
        }
    }

    /// The number at a place of the series: 示卫医罚〔2026〕12号, 2026-0012.
    pub fn number(&self, year: u16, sequence: u32) -> String {
        match self {
            Self::Formal(words) => format!("{words}〔{year}〕{sequence}号"),
            Self::Working(_) => WorkingNumber { year, sequence }.to_string(),
        }
    }
}

/// The series in which a document of a case is numbered; none for a document without a number.
///
/// The field of enforcement is that of the first cause, or of the item that is inspected; before a cause is named the number has no word for it.
pub fn series(
    kind: DocumentKind,
    proceeding: &Proceeding,
    law: Law<'_>,
    letterhead: &Letterhead,
) -> Option<Series> {
    let Some(word) = series_of(kind, letterhead) else {
        return match kind.number_form() {
            NumberForm::Working => Some(Series::Working(kind)),
            NumberForm::Formal(_) | NumberForm::Unnumbered => None,
        };
    };
    let named =
        proceeding.violations.iter().map(|violation| &violation.cause).chain(&proceeding.causes).next();
    let cause = named.and_then(|id| law.any_cause(id)).map(|cause| &cause.field);
    let task = proceeding.opening.inspection();
    let item = task.and_then(|task| law.pack.item(&task.item)).map(|item| &item.field);
    let field = cause.or(item).and_then(|field| letterhead.numbering.field.get(field));
    let field = field.map_or("", String::as_str);
    Some(Series::Formal(format!("{}{}{field}{word}", letterhead.region, letterhead.numbering.organ_word)))
}

/// The key of a document in the body's list of words.
const fn nature(kind: DocumentKind) -> Option<&'static str> {
    match kind {
        DocumentKind::FilingReport => Some("filing"),
        DocumentKind::CaseTransfer => Some("transfer"),
        DocumentKind::CorrectionOrder => Some("order-correction"),
        DocumentKind::ReviewOpinion => Some("review-opinion"),
        DocumentKind::PriorNotice => Some("notice-penalty"),
        DocumentKind::HearingRightNotice => Some("notice-hearing-right"),
        DocumentKind::HearingNotice => Some("notice-hearing"),
        DocumentKind::HearingPostponement => Some("postpone-hearing"),
        DocumentKind::RecusalDecision => Some("decision-recusal"),
        DocumentKind::PenaltyDecision => Some("decision-penalty"),
        DocumentKind::NoPenaltyDecision => Some("decision-no-penalty"),
        DocumentKind::InspectionNotice => Some("notice-inspection"),
        DocumentKind::SupervisionOpinion => Some("supervision-opinion"),
        DocumentKind::CorrectionExtension => Some("extend-correction"),
        DocumentKind::InspectionFeedback => Some("inspection-feedback"),
        DocumentKind::SummaryDecision => Some("decision-summary"),
        DocumentKind::RegistrationDecision => Some("registration"),
        DocumentKind::RegistrationDisposal => Some("registration-disposal"),
        DocumentKind::RegistrationLifting => Some("registration-lifting"),
        DocumentKind::ProductConfirmation => Some("product-confirmation"),
        DocumentKind::TestingEntrustment => Some("testing-entrustment"),
        DocumentKind::TestResultNotice => Some("test-result"),
        DocumentKind::PoliceTransfer => Some("police-transfer"),
        DocumentKind::LeadRecord
        | DocumentKind::NoFilingApproval
        | DocumentKind::SceneRecord
        | DocumentKind::InquiryRecord
        | DocumentKind::InvestigationReport
        | DocumentKind::PanelRecord
        | DocumentKind::PleaRecord
        | DocumentKind::PleaAnswer
        | DocumentKind::WaiverStatement
        | DocumentKind::HearingRecord
        | DocumentKind::HearingEndRecord
        | DocumentKind::HearingReport
        | DocumentKind::HearingOrder
        | DocumentKind::RecusalApplication
        | DocumentKind::HandlerChange
        | DocumentKind::PartyChange
        | DocumentKind::SuspensionApproval
        | DocumentKind::ResumptionApproval
        | DocumentKind::DiscussionRecord
        | DocumentKind::ApprovalSheet
        | DocumentKind::ServiceReceipt
        | DocumentKind::AddressConfirmation
        | DocumentKind::ServiceAnnouncement
        | DocumentKind::RegistrationSeal
        | DocumentKind::SamplingRecord
        | DocumentKind::PoliceTransferApproval
        | DocumentKind::ClosingReport
        | DocumentKind::CaseDropApproval
        | DocumentKind::InspectionApproval
        | DocumentKind::InspectionChecklist => None,
    }
}
