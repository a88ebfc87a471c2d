//! How far the cases have come in which forbidden orders are tried, and the people who are needed besides the ordinary ones.
//! Everything here is lawful.

use super::aside::Aside;
use super::daily::Daily;
use crate::support::acts::{self, BEYOND, NURSES, SYSTEM, WASTE, with};
use crate::support::case::{
    CLERK, Case, HEAD, OFFICER, OTHER_OFFICER, REVIEW_HEAD, REVIEWER, SECOND_OFFICER, UNIT_HEAD, at,
};
use crate::support::http::Api;
use crate::support::stages;
use mingjian_law::procedure::Role;
use serde_json::{Value, json};

/// Heads another unit.
pub(super) const OTHER_UNIT_HEAD: &str = "qianer";
/// An officer whose certificate ends on 2026-03-02.
pub(super) const EXPIRING: &str = "zhangji";
/// An officer of the inspection bureau, which nobody has entrusted.
pub(super) const OF_BODY: &str = "weituo";
/// The head of that bureau.
pub(super) const HEAD_OF_BODY: &str = "weizhang";
/// Officer and head at once.
pub(super) const OFFICER_HEAD: &str = "lingdao";
/// Reviewer and head at once.
pub(super) const REVIEWER_HEAD: &str = "shenling";
/// A reviewer of the handling unit.
pub(super) const REVIEWER_OF_UNIT: &str = "shenke";
/// Another reviewer.
pub(super) const OTHER_REVIEWER: &str = "shener";
/// Another host.
pub(super) const OTHER_HOST: &str = "zhuchi";
/// Clerk and head of the reviewing unit at once.
pub(super) const CLERK_REVIEW_HEAD: &str = "gongfa";

pub(super) async fn people(mut api: Api) -> Api {
    let one = Some("enforcement-one");
    let legal = Some("supervision-law");
    api.enter(OTHER_UNIT_HEAD, "钱二", Some("enforcement-two"), &[Role::UnitHead]).await;
    api.enter(EXPIRING, "张济", one, &[Role::Officer]).await;
    api.enter(OF_BODY, "魏托", None, &[Role::Officer]).await;
    api.enter(HEAD_OF_BODY, "魏章", None, &[Role::AgencyHead]).await;
    api.enter(OFFICER_HEAD, "凌岛", one, &[Role::Officer, Role::AgencyHead]).await;
    api.enter(REVIEWER_HEAD, "申岭", legal, &[Role::Reviewer, Role::AgencyHead]).await;
    api.enter(REVIEWER_OF_UNIT, "沈科", one, &[Role::Reviewer]).await;
    api.enter(OTHER_REVIEWER, "沈尔", legal, &[Role::Reviewer]).await;
    api.enter(OTHER_HOST, "朱持", legal, &[Role::HearingHost]).await;
    api.enter(CLERK_REVIEW_HEAD, "龚法", legal, &[Role::Clerk, Role::ReviewHead]).await;
    api.certify(EXPIRING, "张济", "99000001011", "2026-03-02").await;
    api.certify(OF_BODY, "魏托", "99000001012", "2028-12-31").await;
    api.certify(OFFICER_HEAD, "凌岛", "99000001013", "2028-12-31").await;
    api
}

/// Where a case stands when something forbidden is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Registered,
    Accepted,
    /// The party's responsible person bears the name of the second officer.
    AcceptedOfKin,
    Requested,
    /// A handler's certificate ended yesterday.
    RequestedByExpired,
    /// A handler is head of the organ as well.
    RequestedByHead,
    Investigating,
    /// A week after the investigation began.
    InvestigatingLater,
    CorrectionOrdered,
    /// The investigation rests.
    Suspended,
    /// The recusal of the second officer is asked for.
    RecusalAsked,
    /// The second officer is recused, and one of another unit handles the case.
    Recused,
    Concluded,
    ConcludedOnBeyond,
    ConcludedOnWaste,
    ConcludedOnNurses,
    Proposed,
    Submitted,
    Assigned,
    AssignedToHead,
    Problems,
    Disputed,
    Issued,
    Noticed,
    NoticedOfHearing,
    PleaOpen,
    HearingAsked,
    HearingNotified,
    /// A notice was served, and the investigation opened again.
    Reopened,
    /// After a notice a heavier penalty is proposed.
    HeavierProposed,
    Agreed,
    AgreedThenEvidence,
    AgreedWithoutDiscussion,
    AgreedWithPleaOpen,
    AgreedWithHearingAsked,
    AgreedAfterWaivedPlea,
    AgreedOnWorseFacts,
    AgreedOnNoPenalty,
    Ripe,
    Decided,
    Masked,
    CheckedUnserved,
    CheckedBySamePerson,
    CheckedWithLeak,
    Served,
    Paid,
    Published,
    /// An inspection or a case on the spot.
    Daily(Daily),
    /// Something that runs beside a case.
    Aside(Aside),
}

fn small() -> [Value; 1] {
    [acts::fined(SYSTEM, 20_000)]
}

fn grave() -> [Value; 1] {
    [acts::fined(BEYOND, 60_000)]
}

impl Stage {
    /// A case of its own that has come so far.
    pub(super) async fn reached(self, api: &Api) -> Case<'_> {
        match self {
            Self::Registered
            | Self::Accepted
            | Self::AcceptedOfKin
            | Self::Requested
            | Self::RequestedByExpired
            | Self::RequestedByHead => self.before_filing(api).await,
            Self::Investigating
            | Self::InvestigatingLater
            | Self::CorrectionOrdered
            | Self::Suspended
            | Self::RecusalAsked
            | Self::Recused => self.under_investigation(api).await,
            Self::Concluded => stages::concluded(api, &[SYSTEM]).await,
            Self::ConcludedOnBeyond => stages::concluded(api, &[BEYOND]).await,
            Self::ConcludedOnWaste => stages::concluded(api, &[WASTE]).await,
            Self::ConcludedOnNurses => stages::concluded(api, &[NURSES]).await,
            Self::Proposed
            | Self::Submitted
            | Self::Assigned
            | Self::AssignedToHead
            | Self::Problems
            | Self::Disputed
            | Self::Issued => self.proposed(api).await,
            Self::Noticed
            | Self::NoticedOfHearing
            | Self::PleaOpen
            | Self::HearingAsked
            | Self::HearingNotified
            | Self::Reopened
            | Self::HeavierProposed => self.noticed(api).await,
            Self::Agreed
            | Self::AgreedThenEvidence
            | Self::AgreedWithoutDiscussion
            | Self::AgreedWithPleaOpen
            | Self::AgreedWithHearingAsked
            | Self::AgreedAfterWaivedPlea
            | Self::AgreedOnWorseFacts
            | Self::AgreedOnNoPenalty
            | Self::Ripe => self.agreed(api).await,
            Self::Decided
            | Self::Masked
            | Self::CheckedUnserved
            | Self::CheckedBySamePerson
            | Self::CheckedWithLeak
            | Self::Served
            | Self::Paid
            | Self::Published => self.decided(api).await,
            Self::Daily(daily) => daily.reached(api).await,
            Self::Aside(aside) => aside.reached(api).await,
        }
    }

    async fn before_filing(self, api: &Api) -> Case<'_> {
        let kin = with(acts::party(), json!({ "responsible_person": "李 敏" }));
        let lead = match self {
            Self::AcceptedOfKin => with(acts::lead("2026-03-02"), json!({ "party": kin })),
            _ => acts::lead("2026-03-02"),
        };
        let mut case = Case::open_with(api, OFFICER, lead, at("2026-03-02 09:00")).await;
        if self == Self::Registered {
            return case;
        }
        case.act(UNIT_HEAD, "accept-lead", acts::accept()).await;
        let request = acts::request_filing(&case, &[SYSTEM]);
        let other = match self {
            Self::RequestedByExpired => EXPIRING,
            Self::RequestedByHead => OFFICER_HEAD,
            Self::Requested => SECOND_OFFICER,
            _ => return case,
        };
        let officers = json!([api.officer(OFFICER), api.officer(other)]);
        case.act(OFFICER, "request-filing", with(request, json!({ "officers": officers }))).await;
        case.wait_days(1);
        case
    }

    async fn under_investigation(self, api: &Api) -> Case<'_> {
        let causes = if self == Self::CorrectionOrdered { [WASTE] } else { [SYSTEM] };
        let mut case = stages::investigated(api, &causes).await;
        match self {
            Self::InvestigatingLater => case.wait_days(7),
            Self::CorrectionOrdered => {
                let order = acts::order_correction(&case, "2026-03-10");
                case.act(OFFICER, "order-correction", order).await;
            }
            Self::Suspended => {
                let rest = acts::suspend(&case);
                case.act(HEAD, "suspend-investigation", rest).await;
            }
            Self::RecusalAsked | Self::Recused => {
                let application = acts::request_recusal(&case, SECOND_OFFICER);
                case.act(OFFICER, "request-recusal", application).await;
                if self == Self::Recused {
                    let named = json!([api.officer(OFFICER), api.officer(OTHER_OFFICER)]);
                    let decision = acts::decide_recusal(&case, true, &named);
                    case.act(HEAD, "decide-recusal", decision).await;
                }
            }
            _ => {}
        }
        case
    }

    async fn proposed(self, api: &Api) -> Case<'_> {
        let mut case = stages::proposed(api, &small()).await;
        match self {
            Self::Submitted => {
                case.act(OFFICER, "submit-for-review", acts::submit()).await;
            }
            Self::Assigned => stages::assign(&mut case).await,
            Self::AssignedToHead => {
                case.act(OFFICER, "submit-for-review", acts::submit()).await;
                let reviewer = json!({ "reviewer": api.user(REVIEWER_HEAD) });
                case.act(REVIEW_HEAD, "assign-review", reviewer).await;
            }
            Self::Problems | Self::Disputed => {
                stages::assign(&mut case).await;
                case.act(REVIEWER, "give-opinion", acts::opinion("correct")).await;
                if self == Self::Disputed {
                    case.act(UNIT_HEAD, "dispute-opinion", acts::reason()).await;
                }
            }
            Self::Issued => {
                case.act(HEAD, "issue-notice", acts::issue()).await;
            }
            _ => {}
        }
        case
    }

    async fn noticed(self, api: &Api) -> Case<'_> {
        let of_hearing = [Self::NoticedOfHearing, Self::HearingAsked, Self::HearingNotified].contains(&self);
        let mut case = stages::noticed(api, &if of_hearing { grave() } else { small() }).await;
        match self {
            Self::PleaOpen => {
                case.act(OFFICER, "receive-plea", acts::plea(&case)).await;
            }
            Self::HearingAsked | Self::HearingNotified => {
                case.act(OFFICER, "request-hearing", acts::request_hearing(&case)).await;
                if self == Self::HearingNotified {
                    case.act(OFFICER, "notify-hearing", acts::notify_hearing(&case, "2026-03-16")).await;
                }
            }
            Self::Reopened | Self::HeavierProposed => {
                case.act(UNIT_HEAD, "return-to-investigation", acts::reason()).await;
                if self == Self::HeavierProposed {
                    let brought = with(acts::evidence(&case), json!({ "from_plea": true }));
                    case.act(OFFICER, "add-evidence", brought).await;
                    stages::conclude(&mut case, &[SYSTEM]).await;
                    stages::propose(&mut case, &[acts::fined(SYSTEM, 30_000)]).await;
                }
            }
            _ => {}
        }
        case
    }

    async fn agreed(self, api: &Api) -> Case<'_> {
        let heard =
            [Self::AgreedWithoutDiscussion, Self::AgreedWithHearingAsked, Self::AgreedAfterWaivedPlea];
        let mut case = stages::noticed(api, &if heard.contains(&self) { grave() } else { small() }).await;
        match self {
            Self::AgreedWithPleaOpen => {
                case.act(OFFICER, "receive-plea", acts::plea(&case)).await;
            }
            Self::AgreedWithHearingAsked => {
                case.act(OFFICER, "request-hearing", acts::request_hearing(&case)).await;
            }
            Self::AgreedAfterWaivedPlea => {
                case.act(OFFICER, "waive-plea", acts::waiver(&case)).await;
            }
            Self::AgreedOnWorseFacts => {
                let worse = with(acts::violation(&case, SYSTEM), json!({ "aggravated": true }));
                case.act(OFFICER, "change-facts", acts::change(&[worse], "adverse")).await;
            }
            Self::AgreedOnNoPenalty => {
                case.act(UNIT_HEAD, "amend-proposal", acts::propose_none(&case)).await;
            }
            _ => {}
        }
        if ![Self::Agreed, Self::AgreedAfterWaivedPlea].contains(&self) {
            case.wait_out("plea-clock").await;
        }
        stages::review(&mut case).await;
        match self {
            Self::AgreedThenEvidence => {
                case.act(OFFICER, "add-evidence", acts::evidence(&case)).await;
            }
            Self::AgreedWithHearingAsked | Self::AgreedAfterWaivedPlea => {
                case.act(HEAD, "discuss", acts::discuss(&case)).await;
            }
            _ => {}
        }
        case
    }

    async fn decided(self, api: &Api) -> Case<'_> {
        let mut case = stages::decided(api, &small()).await;
        match self {
            Self::Masked => {
                case.act(CLERK, "mask", acts::mask()).await;
            }
            Self::CheckedUnserved => checked(&mut case, CLERK, acts::mask()).await,
            Self::Served
            | Self::Paid
            | Self::Published
            | Self::CheckedBySamePerson
            | Self::CheckedWithLeak => {
                case.wait_days(1);
                case.act(OFFICER, "serve-decision", acts::service(&case)).await;
                self.after_service(&mut case).await;
            }
            _ => {}
        }
        case
    }

    async fn after_service(self, case: &mut Case<'_>) {
        match self {
            Self::Paid => {
                let all = acts::pay(case, 20_000, "JS-1");
                case.act(OFFICER, "record-performance", all).await;
            }
            Self::Published => stages::publish(case).await,
            Self::CheckedBySamePerson => checked(case, CLERK_REVIEW_HEAD, acts::mask()).await,
            Self::CheckedWithLeak => {
                let leaking =
                    with(acts::mask(), json!({ "facts": format!("当事人电话{}，制度不健全", acts::PHONE) }));
                checked(case, CLERK, leaking).await;
            }
            _ => {}
        }
    }
}

/// A public text that passed the secrecy check.
async fn checked(case: &mut Case<'_>, clerk: &str, text: Value) {
    case.act(clerk, "mask", text).await;
    case.act(REVIEWER, "check-secrecy", acts::secrecy("pass")).await;
}
