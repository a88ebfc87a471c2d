//! What is stated in the summary procedure: told, heard, decided and handed over on the spot, lodged, and paid in cash.
//! It judges no limit and no ground: a number that is too high is read here like any other.

use crate::act::Prose;
use crate::act::decision::Penalty;
use crate::act::investigation::{Signature, ViolationFacts};
use crate::act::lead::PartyEntry;
use crate::id::{EvidenceId, OfficerId};
use crate::value::money::Fen;
use chrono::{NaiveDate, NaiveDateTime};
use mingjian_law::sanction::PenaltyKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Begin with a violation that was found on the spot (当场发现).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenOnSpot {
    /// The day of the visit.
    #[schemars(title = "发现日期")]
    pub found_on: NaiveDate,
    /// Where.
    #[schemars(title = "违法行为发生地")]
    pub place: String,
    /// What was found, in short.
    #[schemars(title = "现场情况")]
    pub summary: Prose,
    /// Whom it is about.
    #[schemars(title = "当事人")]
    pub party: PartyEntry,
}

/// A penalty small enough for the spot (行政处罚法 第五十一条): other kinds and amounts can be read, and are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpotPenalty {
    /// Warning, fine, or both.
    #[schemars(title = "处罚种类", with = "Vec<crate::act::KindSchema>")]
    #[serde(default)]
    pub kinds: Vec<PenaltyKind>,
    /// Fine in fen; zero for none.
    #[schemars(title = "罚款")]
    pub fine: Fen,
    /// The tier of the discretion table, such as 一般.
    #[schemars(title = "裁量阶次")]
    pub tier: String,
    /// Why this penalty within the range.
    #[schemars(title = "裁量理由")]
    pub reasons: Prose,
}

impl SpotPenalty {
    /// The same penalty as every other part of the program knows it.
    pub fn penalty(&self, cause: &str) -> Penalty {
        Penalty {
            cause: cause.to_owned(),
            kinds: self.kinds.clone(),
            fine: self.fine,
            confiscated_gains: Fen::ZERO,
            goods: Vec::new(),
            goods_value: Fen::ZERO,
            suspension_months: None,
            career_months: None,
            scope: Vec::new(),
            reduced: false,
            tier: self.tier.clone(),
            reasons: self.reasons.clone(),
        }
    }
}

/// Tell the party on the spot what was found and what is intended (当场告知; 行政处罚法 第四十四条、第五十二条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TellOnSpot {
    /// The officers who act; they also decide and hand over.
    #[schemars(title = "执法人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// Whether the certificates were shown (行政处罚法 第五十二条).
    #[schemars(title = "已出示执法证件")]
    pub cards_shown: bool,
    /// The cause, by its identifier in the law pack.
    #[schemars(title = "案由")]
    pub cause: String,
    /// Which duties of the cause were violated, by their ids in the law pack; may be left out where the cause has one.
    #[schemars(title = "违反的规定")]
    #[serde(default)]
    pub duties: Vec<String>,
    /// The day of the act, which decides the law that applies.
    #[schemars(title = "行为日期")]
    pub acted_on: NaiveDate,
    /// Time, place, what was done.
    #[schemars(title = "违法事实")]
    pub facts: Prose,
    /// What proves it, in words: photographs, the party's own statement.
    #[schemars(title = "证明事实的证据")]
    pub proof: Prose,
    /// Items of evidence that were added to the case.
    #[schemars(title = "已添加的证据")]
    #[serde(default)]
    pub evidence: Vec<EvidenceId>,
    /// Unlawful gains, in fen; where there are any they must be confiscated, and not on the spot.
    #[schemars(title = "违法所得")]
    pub gains: Fen,
    /// What is intended.
    #[schemars(title = "拟处罚内容")]
    pub penalty: SpotPenalty,
    /// Whether facts, reasons, basis and the right to plead were told.
    #[schemars(title = "已口头告知事实、理由、依据和陈述申辩等权利")]
    pub rights_told: bool,
    /// When, in China.
    #[schemars(title = "告知时间")]
    pub told_at: NaiveDateTime,
}

impl TellOnSpot {
    /// The violation as every other part of the program knows it.
    pub fn violation(&self) -> ViolationFacts {
        ViolationFacts {
            cause: self.cause.clone(),
            duties: self.duties.clone(),
            facts: self.facts.clone(),
            evidence: self.evidence.clone(),
            acted_on: self.acted_on,
            gains: self.gains,
            aggravated: false,
        }
    }
}

/// Hear the party on the spot (行政处罚法 第四十五条).
#[expect(clippy::struct_excessive_bools, reason = "each is a box of the form that is ticked or not")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HearOnSpot {
    /// When, in China.
    #[schemars(title = "听取时间")]
    pub heard_at: NaiveDateTime,
    /// Whether the party said anything.
    #[schemars(title = "当事人提出陈述、申辩")]
    pub pleaded: bool,
    /// What it said.
    #[schemars(title = "陈述申辩内容")]
    #[serde(default)]
    pub content: Prose,
    /// Whether it brought facts, reasons or evidence.
    #[schemars(title = "提出新的事实、理由或者证据")]
    pub brings_facts: bool,
    /// Whether it is adopted.
    #[schemars(title = "采纳当事人的陈述、申辩")]
    pub adopted: bool,
    /// The answer: what was considered and why it is adopted or not.
    #[schemars(title = "复核意见及理由")]
    #[serde(default)]
    pub answer: Prose,
    /// Whether the facts are still clear.
    #[schemars(title = "听取后违法事实仍然确凿")]
    pub facts_clear: bool,
}

/// Decide on the spot (行政处罚法 第五十一条、第五十二条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideOnSpot {
    /// When, in China.
    #[schemars(title = "决定时间")]
    pub decided_at: NaiveDateTime,
    /// Where (行政处罚法 第五十二条第二款).
    #[schemars(title = "决定地点")]
    pub place: String,
    /// The penalty: as it was told, or lighter.
    #[schemars(title = "处罚内容")]
    pub penalty: SpotPenalty,
}

/// Void a decision that was not handed over (作废).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoidOnSpot {
    /// Why, and where the numbered form is kept.
    #[schemars(title = "作废理由及原件去向")]
    pub reason: Prose,
}

/// Hand the decision over on the spot (行政处罚法 第五十二条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliverOnSpot {
    /// When, in China.
    #[schemars(title = "交付时间")]
    pub delivered_at: NaiveDateTime,
    /// Party, legal representative, manager on duty.
    #[schemars(title = "签收人与当事人的关系")]
    pub relation: String,
    /// How the party signed, or that it refused, as noted on the decision.
    #[schemars(title = "当事人签收")]
    pub signature: Signature,
}

/// Lodge the decision with the organ (备案; 行政处罚法 第五十二条第三款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LodgeDecision {
    /// When.
    #[schemars(title = "备案日期")]
    pub lodged_on: NaiveDate,
    /// Who received it in the organ.
    #[schemars(title = "备案接收人")]
    pub receiver: String,
}

/// Why cash may be collected on the spot (行政处罚法 第六十八条、第六十九条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CashReason {
    /// 依法给予一百元以下罚款
    #[schemars(title = "依法给予一百元以下罚款")]
    Small,
    /// 不当场收缴事后难以执行
    #[schemars(title = "不当场收缴事后难以执行")]
    HardLater,
    /// 边远、水上、交通不便地区，经当事人提出
    #[schemars(title = "边远、水上、交通不便地区，经当事人提出")]
    Remote,
}

impl CashReason {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Small => "依法给予一百元以下罚款",
            Self::HardLater => "不当场收缴事后难以执行",
            Self::Remote => "边远、水上、交通不便地区，经当事人提出",
        }
    }
}

/// Collect the fine in cash on the spot (当场收缴; 行政处罚法 第六十八条至第七十条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CollectCash {
    /// When, in China.
    #[schemars(title = "收缴时间")]
    pub collected_at: NaiveDateTime,
    /// The amount, in fen: the whole fine.
    #[schemars(title = "收缴金额")]
    pub amount: Fen,
    /// The ground.
    #[schemars(title = "当场收缴情形")]
    pub ground: CashReason,
    /// Why it would be hard later, or why the place is remote.
    #[schemars(title = "具体情况")]
    #[serde(default)]
    pub circumstances: Prose,
    /// Whether the party itself asked to pay on the spot (行政处罚法 第六十九条).
    #[schemars(title = "当事人提出当场缴纳")]
    pub asked_by_party: bool,
    /// Whether the receipt is the one issued by the treasury (行政处罚法 第七十条).
    #[schemars(title = "已出具财政部门统一制发的专用票据")]
    pub special_receipt: bool,
    /// Its number.
    #[schemars(title = "专用票据号码")]
    #[serde(default)]
    pub receipt_number: String,
}

/// Hand collected cash in to the organ (行政处罚法 第七十一条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandInCash {
    /// When.
    #[schemars(title = "交款日期")]
    pub handed_on: NaiveDate,
    /// Who received it in the organ.
    #[schemars(title = "机关收款人")]
    pub receiver: String,
}

/// Pay collected cash into the bank (行政处罚法 第七十一条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BankCash {
    /// When.
    #[schemars(title = "缴付日期")]
    pub banked_on: NaiveDate,
    /// The number of the bank's voucher.
    #[schemars(title = "银行缴款凭证号码")]
    pub voucher_number: String,
}

/// Turn over to the ordinary procedure (转为普通程序).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TurnOver {
    /// Why the spot is not the place for it.
    #[schemars(title = "转为普通程序的理由")]
    pub reason: Prose,
}
