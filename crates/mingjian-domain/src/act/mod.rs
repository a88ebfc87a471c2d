//! Acts: what a person states when taking an action, one type for each deed, in the words of the form that is filled in.
//! An act says nothing of whether it is allowed; `attempt` judges it, and the journal keeps it as it was stated.

pub mod decision;
pub mod handling;
pub mod hearing;
pub mod inspection;
pub mod investigation;
pub mod lead;
pub mod notice;
pub mod opening;
pub mod party;
pub mod performance;
pub mod police;
pub mod publication;
pub mod recusal;
pub mod registration;
pub mod review;
pub mod sampling;
mod schema;
pub mod service;
pub mod summary;

use mingjian_law::deed::Deed;
use serde::{Deserialize, Serialize};

pub use opening::Opening;
pub use schema::{KindSchema, Personal, Prose, input_schema};

macro_rules! acts {
    ($($Deed:ident($Type:ty)),+ $(,)?) => {
        /// What was stated when an action was taken.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "deed", content = "stated")]
        pub enum Act {
            $(
                #[doc = concat!("See [`Deed::", stringify!($Deed), "`].")]
                $Deed(Box<$Type>),
            )+
        }

        impl Act {
            /// The deed that this act does.
            pub const fn deed(&self) -> Deed {
                match self { $(Self::$Deed(_) => Deed::$Deed),+ }
            }

            /// Reads what was entered for a deed.
            ///
            /// # Errors
            /// When a field is missing, unknown or of the wrong kind; the message names it.
            pub fn read(deed: Deed, input: serde_json::Value) -> Result<Self, InputFault> {
                match deed { $(Deed::$Deed => schema::read::<$Type>(input).map(|stated| Self::$Deed(Box::new(stated)))),+ }
            }
        }

        /// The JSON Schema of what a deed asks for.
        pub fn schema_of(deed: Deed) -> serde_json::Value {
            match deed { $(Deed::$Deed => input_schema::<$Type>()),+ }
        }
    };
}

acts! {
    AcceptLead(lead::AcceptLead),
    RefuseFiling(lead::RefuseFiling),
    TransferOut(lead::TransferOut),
    RequestFiling(lead::RequestFiling),
    ReturnFiling(lead::ReturnFiling),
    ApproveFiling(lead::ApproveFiling),
    RecordScene(investigation::RecordScene),
    RecordInquiry(investigation::RecordInquiry),
    AddEvidence(investigation::AddEvidence),
    ChangeFacts(investigation::ChangeFacts),
    OrderCorrection(investigation::OrderCorrection),
    RecheckCorrection(investigation::RecheckCorrection),
    ConcludeInvestigation(investigation::ConcludeInvestigation),
    AdoptProposal(decision::AdoptProposal),
    ReturnToInvestigation(investigation::ReturnToInvestigation),
    SubmitForReview(review::SubmitForReview),
    AssignReview(review::AssignReview),
    ReturnSubmission(review::ReturnSubmission),
    GiveOpinion(review::GiveOpinion),
    DisputeOpinion(review::DisputeOpinion),
    Discuss(decision::Discuss),
    IssueNotice(notice::IssueNotice),
    ServeNotice(notice::ServePaper),
    ReceivePlea(notice::ReceivePlea),
    AnswerPlea(notice::AnswerPlea),
    WaivePlea(notice::WaiveRight),
    WaiveHearing(notice::WaiveRight),
    RequestHearing(hearing::RequestHearing),
    NotifyHearing(hearing::NotifyHearing),
    HoldHearing(hearing::HoldHearing),
    EndHearing(hearing::EndHearing),
    ReportHearing(hearing::ReportHearing),
    OrderHearing(hearing::OrderHearing),
    PostponeHearing(hearing::PostponeHearing),
    RequestRecusal(recusal::RequestRecusal),
    DecideRecusal(recusal::DecideRecusal),
    ChangeHandlers(handling::ChangeHandlers),
    ChangeParty(party::ChangeParty),
    SuspendInvestigation(handling::SuspendInvestigation),
    ResumeInvestigation(handling::ResumeInvestigation),
    AmendProposal(decision::AdoptProposal),
    DecidePenalty(decision::DecidePenalty),
    DecideNoPenalty(decision::DecideNoPenalty),
    ConfirmAddress(service::ConfirmAddress),
    AnnounceService(service::AnnounceService),
    ServeDecision(notice::ServePaper),
    RecordPerformance(performance::RecordPerformance),
    CloseCase(performance::CloseCase),
    Archive(performance::Archive),
    TellOnSpot(summary::TellOnSpot),
    HearOnSpot(summary::HearOnSpot),
    DecideOnSpot(summary::DecideOnSpot),
    VoidOnSpot(summary::VoidOnSpot),
    DeliverOnSpot(summary::DeliverOnSpot),
    LodgeDecision(summary::LodgeDecision),
    CollectCash(summary::CollectCash),
    HandInCash(summary::HandInCash),
    BankCash(summary::BankCash),
    TurnOver(summary::TurnOver),
    DropCase(performance::DropCase),
    ApproveInspection(inspection::ApproveInspection),
    NotifyInspection(inspection::NotifyInspection),
    Inspect(inspection::Inspect),
    CompleteApproval(inspection::ApproveInspection),
    ConcludeInspection(inspection::ConcludeInspection),
    ExtendCorrection(inspection::ExtendCorrection),
    FeedBack(inspection::FeedBack),
    OpenCase(inspection::OpenCase),
    CloseInspection(inspection::CloseInspection),
    CancelInspection(inspection::CancelInspection),
    RequestRegistration(registration::RequestRegistration),
    RefuseRegistration(registration::RefuseRegistration),
    ApproveRegistration(registration::ApproveRegistration),
    ServeRegistration(notice::ServePaper),
    DisposeRegistration(registration::DisposeRegistration),
    LiftLapsed(registration::LiftLapsed),
    TakeSample(sampling::TakeSample),
    NotifyMaker(sampling::NotifyMaker),
    RecordMakerAnswer(sampling::RecordMakerAnswer),
    EntrustTesting(sampling::EntrustTesting),
    ReceiveResult(sampling::ReceiveResult),
    IssueResult(sampling::IssueResult),
    ServeResult(notice::ServePaper),
    RequestRetest(sampling::RequestRetest),
    RefuseRetest(sampling::RefuseRetest),
    WaiveRetest(notice::WaiveRight),
    CloseSampling(sampling::CloseSampling),
    AbandonSampling(sampling::AbandonSampling),
    ProposePoliceTransfer(police::ProposePoliceTransfer),
    ApprovePoliceTransfer(police::ApprovePoliceTransfer),
    RefusePoliceTransfer(police::RefusePoliceTransfer),
    SendToPolice(police::SendToPolice),
    RecordPoliceFiling(police::RecordPoliceFiling),
    RecordPoliceReturn(police::RecordPoliceReturn),
    Mask(publication::Mask),
    CheckSecrecy(publication::CheckSecrecy),
    ReturnPublication(publication::ReturnPublication),
    Release(publication::Release),
    DeclinePublication(publication::DeclinePublication),
    Correct(publication::Correct),
    RecordAnnulment(publication::RecordAnnulment),
    Withdraw(publication::Withdraw),
}

/// What is wrong with what was entered, before any law is asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}：{problem}")]
pub struct InputFault {
    /// The field, as a path such as `violations[0].facts`.
    pub field: String,
    /// What is wrong and what to do, in Chinese.
    pub problem: String,
}

impl InputFault {
    /// A fault of a field.
    pub fn new(field: &str, problem: &str) -> Self {
        Self { field: field.to_owned(), problem: problem.to_owned() }
    }
}
