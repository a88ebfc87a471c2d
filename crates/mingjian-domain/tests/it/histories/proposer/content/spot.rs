//! What a proposed act says on the spot: small fines, sometimes too large, other causes, late visits, cash without a ground.
//! Amounts come from short menus, so that histories meet themselves again.

use super::Maker;
use crate::acts::{self, act, prose, yuan};
use crate::spot::{UTENSILS, warning_and_fine};
use crate::stages::{INFECTION, NURSES, SYSTEM, WASTE};
use mingjian_domain::act::Act;
use mingjian_domain::act::investigation::Signature;
use mingjian_domain::act::summary::{
    BankCash, CashReason, CollectCash, DecideOnSpot, DeliverOnSpot, HandInCash, HearOnSpot, LodgeDecision,
    SpotPenalty, TellOnSpot,
};

impl Maker<'_> {
    fn spot_penalty(&mut self) -> SpotPenalty {
        let fine = self.tape.pick(&[0, 50, 100, 100, 500, 500, 2_000, 3_500]);
        let mut penalty = warning_and_fine(fine);
        if self.tape.chance(3) {
            penalty.kinds.pop();
        }
        penalty
    }

    /// The same as was told last most of the time.
    fn told_penalty(&mut self) -> SpotPenalty {
        match self.live.spot.told.last() {
            Some(told) if self.tape.chance(85) => SpotPenalty {
                kinds: told.penalty.kinds.clone(),
                fine: told.penalty.fine,
                tier: told.penalty.tier.clone(),
                reasons: told.penalty.reasons.clone(),
            },
            _ => self.spot_penalty(),
        }
    }

    pub(super) fn tell_on_spot(&mut self) -> Act {
        let cause = match self.tape.below(100) {
            0..86 => UTENSILS,
            86..91 => NURSES,
            91..94 => WASTE,
            94..97 => SYSTEM,
            _ => INFECTION,
        };
        let penalty = if self.live.spot.told.is_empty() { self.spot_penalty() } else { self.told_penalty() };
        act!(TellOnSpot TellOnSpot {
            officers: self.officers(),
            cards_shown: !self.tape.chance(2),
            cause: cause.to_owned(),
            duties: acts::duties(cause),
            acted_on: self.day(),
            facts: prose("客用拖鞋未消毒"),
            proof: prose("现场照片"),
            evidence: self.live.evidence.iter().map(|item| item.id).take(1).collect(),
            gains: yuan(self.tape.pick(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 30])),
            penalty,
            rights_told: !self.tape.chance(2),
            told_at: self.moment(),
        })
    }

    pub(super) fn hear_on_spot(&mut self) -> Act {
        let pleaded = self.tape.chance(60);
        act!(HearOnSpot HearOnSpot {
            heard_at: self.moment(),
            pleaded,
            content: prose(if pleaded { "今天人手不够" } else { "" }),
            brings_facts: pleaded && self.tape.chance(30),
            adopted: pleaded && self.tape.chance(20),
            answer: prose(if pleaded { "已经考虑" } else { "" }),
            facts_clear: !self.tape.chance(12),
        })
    }

    pub(super) fn decide_on_spot(&mut self) -> Act {
        act!(DecideOnSpot DecideOnSpot {
            decided_at: self.moment(),
            place: "示例市示例路2号".to_owned(),
            penalty: self.told_penalty(),
        })
    }

    pub(super) fn deliver_on_spot(&mut self) -> Act {
        let refused = Signature { signed_by: None, scan: None, refusal: Some(prose("拒绝签收")) };
        let signature = if self.tape.chance(15) { refused } else { acts::signed() };
        act!(DeliverOnSpot DeliverOnSpot {
            delivered_at: self.moment(),
            relation: "法定代表人".to_owned(),
            signature,
        })
    }

    pub(super) fn lodge(&mut self) -> Act {
        act!(LodgeDecision LodgeDecision { lodged_on: self.day(), receiver: "内勤".to_owned() })
    }

    pub(super) fn collect_cash(&mut self) -> Act {
        let ground = self.tape.pick(&[
            CashReason::Small,
            CashReason::Small,
            CashReason::HardLater,
            CashReason::Remote,
        ]);
        let amount = if self.tape.chance(95) { self.live.owed() } else { yuan(7) };
        act!(CollectCash CollectCash {
            collected_at: self.moment(),
            amount,
            ground,
            circumstances: prose(if self.tape.chance(90) { "没有固定住所" } else { "" }),
            asked_by_party: self.tape.chance(70),
            special_receipt: !self.tape.chance(5),
            receipt_number: if self.tape.chance(97) { "豫财罚1".to_owned() } else { String::new() },
        })
    }

    pub(super) fn hand_in(&mut self) -> Act {
        act!(HandInCash HandInCash { handed_on: self.day(), receiver: "出纳".to_owned() })
    }

    pub(super) fn bank(&mut self) -> Act {
        act!(BankCash BankCash { banked_on: self.day(), voucher_number: "B1".to_owned() })
    }
}
