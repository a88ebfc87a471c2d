//! How far the inspections and cases on the spot have come in which forbidden orders are tried.
//! Everything here is lawful; inspections follow a complaint, which no cap counts, but for the one above the cap.

use super::stage::{EXPIRING, OFFICER_HEAD};
use crate::support::acts::{self, with};
use crate::support::case::{Case, HEAD, OFFICER, SECOND_OFFICER, UNIT_HEAD, at};
use crate::support::http::Api;
use crate::support::inspections::{self, FAILING};
use crate::support::spot;
use serde_json::{Value, json};

/// Where an inspection or a case on the spot stands when something forbidden is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Daily {
    Planned,
    /// The certificate of one who shall inspect ended yesterday.
    PlannedByExpired,
    /// The head of the organ shall inspect as an officer.
    PlannedByHead,
    /// Who answers for the unit bears the name of an officer.
    PlannedOfKin,
    /// The unit was inspected as often this year as the organ's cap allows.
    PlannedAboveCap,
    Approved,
    /// The day of the visit.
    Announced,
    Visited,
    VisitedClean,
    VisitedAndOrdered,
    /// The term runs, and the result was told to the unit.
    Ordered,
    /// The term is over, and nobody has looked.
    TermOver,
    FoundOverdue,
    CaseOpened,
    NothingFound,
    /// An urgent visit that the head has not approved yet.
    ApprovalOwed,
    Completed,
    Spot,
    /// The day after, when a certificate has ended.
    SpotNextDay,
    SpotOfCitizen,
    SpotOfTrader,
    /// Who answers for the party bears the name of an officer.
    SpotOfKin,
    SpotTold,
    SpotHeard,
    SpotUnclear,
    SpotDecided,
    SpotDecidedYesterday,
    /// Handed over, with a fine of a hundred yuan.
    SpotDelivered,
    /// The same, the day after.
    SpotDeliveredYesterday,
    /// Handed over, with a fine of five hundred.
    SpotDeliveredLarge,
    SpotLodged,
    /// A week ago the fine was collected in cash.
    SpotCollected,
    SpotBanked,
    SpotTurnedOver,
}

impl Daily {
    /// A proceeding of its own that has come so far.
    pub(super) async fn reached(self, api: &Api) -> Case<'_> {
        match self {
            Self::Planned | Self::PlannedByExpired | Self::PlannedByHead | Self::PlannedOfKin => {
                self.planned(api).await
            }
            Self::PlannedAboveCap => above_cap(api).await,
            Self::Approved | Self::Announced | Self::ApprovalOwed => self.before_the_visit(api).await,
            Self::Visited | Self::VisitedClean | Self::VisitedAndOrdered | Self::NothingFound => {
                self.visited(api).await
            }
            Self::Ordered | Self::TermOver | Self::FoundOverdue | Self::CaseOpened | Self::Completed => {
                self.ordered(api).await
            }
            Self::Spot
            | Self::SpotNextDay
            | Self::SpotOfCitizen
            | Self::SpotOfTrader
            | Self::SpotOfKin
            | Self::SpotTold
            | Self::SpotHeard
            | Self::SpotUnclear
            | Self::SpotDecided
            | Self::SpotDecidedYesterday
            | Self::SpotTurnedOver => self.on_the_spot(api).await,
            Self::SpotDelivered
            | Self::SpotDeliveredYesterday
            | Self::SpotDeliveredLarge
            | Self::SpotLodged
            | Self::SpotCollected
            | Self::SpotBanked => self.delivered(api).await,
        }
    }

    async fn planned(self, api: &Api) -> Case<'_> {
        let with_second = |login: &str| json!({ "officers": [api.officer(OFFICER), api.officer(login)] });
        let mut case = match self {
            Self::PlannedByExpired => complaint(api, with_second(EXPIRING)).await,
            Self::PlannedByHead => complaint(api, with_second(OFFICER_HEAD)).await,
            Self::PlannedOfKin => complaint(api, json!({ "party": of_kin() })).await,
            _ => return complaint(api, json!({})).await,
        };
        case.wait_days(1);
        case
    }

    async fn before_the_visit(self, api: &Api) -> Case<'_> {
        let mut case = complaint(api, json!({})).await;
        if self == Self::ApprovalOwed {
            let urgent = with(inspections::inspect(&case, &[]), json!({ "urgency": "正在转移医疗废物" }));
            case.act(OFFICER, "inspect", urgent).await;
            case.act(OFFICER, "conclude-inspection", inspections::conclude("clean")).await;
            case.act(OFFICER, "feed-back", inspections::feed_back(&case)).await;
            return case;
        }
        case.act(HEAD, "approve-inspection", acts::opinion_of_head()).await;
        if self == Self::Announced {
            case.act(OFFICER, "notify-inspection", inspections::notify(&case)).await;
            case.wait_days(2);
        }
        case
    }

    async fn visited(self, api: &Api) -> Case<'_> {
        let clean = [Self::VisitedClean, Self::NothingFound].contains(&self);
        let mut case = Box::pin(Self::Announced.before_the_visit(api)).await;
        let visit = inspections::inspect(&case, if clean { &[] } else { &[FAILING] });
        case.act(OFFICER, "inspect", visit).await;
        match self {
            Self::VisitedAndOrdered => {
                let order = acts::order_correction(&case, "2026-03-16");
                case.act(OFFICER, "order-correction", order).await;
            }
            Self::NothingFound => {
                case.act(OFFICER, "conclude-inspection", inspections::conclude("clean")).await;
            }
            _ => {}
        }
        case
    }

    async fn ordered(self, api: &Api) -> Case<'_> {
        let mut case = Box::pin(Self::VisitedAndOrdered.visited(api)).await;
        case.act(OFFICER, "conclude-inspection", inspections::conclude("ordered")).await;
        case.act(OFFICER, "feed-back", inspections::feed_back(&case)).await;
        if self == Self::Ordered {
            return case;
        }
        case.wait_out("correction-clock").await;
        if self == Self::TermOver {
            return case;
        }
        let found = if self == Self::Completed { "corrected" } else { "overdue" };
        case.act(OFFICER, "recheck-correction", acts::recheck(&case, found)).await;
        match self {
            Self::CaseOpened => {
                case.act(OFFICER, "open-case", inspections::open_case()).await;
            }
            Self::Completed => {
                case.act(UNIT_HEAD, "close-inspection", inspections::close()).await;
            }
            _ => {}
        }
        case
    }

    async fn on_the_spot(self, api: &Api) -> Case<'_> {
        let trader = json!({ "kind": "individual-business", "credit_code": "92990000MA0000101X" });
        let mut case = match self {
            Self::SpotOfCitizen => return spot::opened(api, json!({ "party": spot::citizen() })).await,
            Self::SpotOfTrader => {
                return spot::opened(api, json!({ "party": with(acts::party(), trader) })).await;
            }
            Self::SpotOfKin => return spot::opened(api, json!({ "party": of_kin() })).await,
            Self::SpotNextDay => {
                let lead = with(spot::lead(), json!({ "found_on": "2026-03-03" }));
                return Case::open_in(api, OFFICER, Some("penalty-summary"), lead, at("2026-03-03 09:00"))
                    .await;
            }
            Self::SpotHeard | Self::SpotDecided | Self::SpotDecidedYesterday => spot::heard(api, 500).await,
            _ => spot::opened(api, json!({})).await,
        };
        match self {
            Self::SpotTold | Self::SpotUnclear => {
                case.act(OFFICER, "tell-on-spot", spot::telling(&case, 500)).await;
                if self == Self::SpotUnclear {
                    let unclear = with(spot::hearing(&case), json!({ "facts_clear": false }));
                    case.act(SECOND_OFFICER, "hear-on-spot", unclear).await;
                }
            }
            Self::SpotDecided | Self::SpotDecidedYesterday => {
                case.act(OFFICER, "decide-on-spot", spot::deciding(&case, 500)).await;
                if self == Self::SpotDecidedYesterday {
                    case.wait_days(1);
                }
            }
            Self::SpotTurnedOver => {
                case.act(OFFICER, "turn-over", acts::reason()).await;
            }
            _ => {}
        }
        case
    }

    async fn delivered(self, api: &Api) -> Case<'_> {
        let fine = if self == Self::SpotDeliveredLarge { 500 } else { 100 };
        let mut case = spot::delivered(api, fine).await;
        match self {
            Self::SpotDeliveredYesterday => case.wait_days(1),
            Self::SpotLodged => {
                case.act(OFFICER, "lodge-decision", spot::lodging(&case)).await;
            }
            Self::SpotCollected | Self::SpotBanked => {
                let receipt = if self == Self::SpotBanked { "示财罚8" } else { "示财罚9" };
                case.act(OFFICER, "collect-cash", spot::collecting(&case, fine, receipt)).await;
                if self == Self::SpotBanked {
                    case.act(OFFICER, "hand-in-cash", spot::handing_in(&case)).await;
                    case.act(OFFICER, "bank-cash", spot::banking(&case)).await;
                } else {
                    case.act(OFFICER, "lodge-decision", spot::lodging(&case)).await;
                    case.wait_days(7);
                }
            }
            _ => {}
        }
        case
    }
}

/// An inspection that a complaint calls for.
async fn complaint(api: &Api, changes: Value) -> Case<'_> {
    inspections::opened(api, with(json!({ "reason": "complaint" }), changes)).await
}

/// The third planned inspection of a unit of its own.
async fn above_cap(api: &Api) -> Case<'_> {
    let party =
        with(acts::party(), json!({ "name": "示例宾馆有限公司", "credit_code": "91990000MA00007G2N" }));
    for _ in 0..2 {
        let mut counted = inspections::opened(api, json!({ "party": party })).await;
        counted.act(HEAD, "approve-inspection", acts::opinion_of_head()).await;
    }
    inspections::opened(api, json!({ "party": party })).await
}

/// The party, with a responsible person of the second officer's name.
fn of_kin() -> Value {
    with(acts::party(), json!({ "responsible_person": "李 敏" }))
}
