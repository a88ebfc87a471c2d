//! How far evidence, samples and a transfer to the police have come beside the cases in which forbidden orders are tried.
//! Everything here is lawful.

use crate::support::acts::{self, SYSTEM};
use crate::support::beside;
use crate::support::case::{Case, HEAD, OFFICER};
use crate::support::http::Api;
use crate::support::stages;

/// Where something beside a case stands when something forbidden is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aside {
    HoldAsked,
    HoldApproved,
    Held,
    HoldLapsed,
    Reported,
    TransferApproved,
    WithPolice,
    SampleTaken,
    /// Of a product whose maker is not told.
    SampleOfMaker,
    Testing,
    ResultReceived,
    ResultIssued,
    ResultTold,
    RetestOver,
    RetestAsked,
}

impl Aside {
    /// A case of its own that has come so far.
    pub(super) async fn reached(self, api: &Api) -> Case<'_> {
        match self {
            Self::HoldAsked | Self::HoldApproved | Self::Held | Self::HoldLapsed => {
                self.registered(api).await
            }
            Self::Reported | Self::TransferApproved | Self::WithPolice => self.reported(api).await,
            Self::SampleTaken | Self::SampleOfMaker => self.sampled(api).await,
            Self::Testing | Self::ResultReceived | Self::ResultIssued => self.tested(api).await,
            Self::ResultTold | Self::RetestOver | Self::RetestAsked => self.told(api).await,
        }
    }

    async fn registered(self, api: &Api) -> Case<'_> {
        if matches!(self, Self::Held | Self::HoldLapsed) {
            let mut case = beside::held(api).await;
            if self == Self::HoldLapsed {
                case.wait_out("registration-clock").await;
            }
            return case;
        }
        let mut case = stages::investigated(api, &[SYSTEM]).await;
        let request = beside::hold(&case, &["账册"]);
        case.act(OFFICER, "request-registration", request).await;
        if self == Self::HoldApproved {
            case.act(HEAD, "approve-registration", acts::opinion_of_head()).await;
        }
        case
    }

    async fn reported(self, api: &Api) -> Case<'_> {
        let mut case = stages::investigated(api, &[SYSTEM]).await;
        let report = beside::report(&case);
        case.act(OFFICER, "propose-police-transfer", report).await;
        if self == Self::Reported {
            return case;
        }
        case.act(HEAD, "approve-police-transfer", beside::approve_transfer()).await;
        if self == Self::WithPolice {
            let sent = beside::send(&case);
            case.act(OFFICER, "send-to-police", sent).await;
        }
        case
    }

    async fn sampled(self, api: &Api) -> Case<'_> {
        let mut case = stages::investigated(api, &[SYSTEM]).await;
        let maker = (self == Self::SampleOfMaker).then_some("示例消毒制品厂");
        let taken = beside::sampling(&case, maker);
        case.act(OFFICER, "take-sample", taken).await;
        case
    }

    async fn tested(self, api: &Api) -> Case<'_> {
        let mut case = beside::testing(api).await;
        if self != Self::Testing {
            let result = beside::result(&case);
            case.act(OFFICER, "receive-result", result).await;
        }
        if self == Self::ResultIssued {
            case.act(OFFICER, "issue-result", beside::issue_result()).await;
        }
        case
    }

    async fn told(self, api: &Api) -> Case<'_> {
        let mut case = beside::told(api).await;
        if self == Self::RetestOver {
            case.wait_out("retest-clock").await;
        } else if self == Self::RetestAsked {
            let asked = beside::ask_retest(&case);
            case.act(OFFICER, "request-retest", asked).await;
        }
        case
    }
}
