//! What is stated when a proposal is adopted, discussed and decided.
//! It computes no amount and compares nothing.

use crate::act::Prose;
use crate::act::investigation::ViolationFacts;
use crate::value::money::Fen;
use chrono::NaiveDateTime;
use mingjian_law::sanction::{PenaltyKind, Sanction};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Goods to be confiscated (非法财物).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goods {
    /// What they are.
    #[schemars(title = "名称")]
    pub name: String,
    /// How many.
    #[schemars(title = "数量")]
    pub number: u32,
}

/// The penalty for one violation (处罚内容).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Penalty {
    /// The violation, by its cause.
    #[schemars(title = "案由")]
    pub cause: String,
    /// The kinds of penalty (行政处罚法 第九条).
    #[schemars(title = "处罚种类", with = "Vec<crate::act::KindSchema>")]
    #[serde(default)]
    pub kinds: Vec<PenaltyKind>,
    /// Fine in fen; zero for none.
    #[schemars(title = "罚款")]
    pub fine: Fen,
    /// Gains to be confiscated, in fen.
    #[schemars(title = "没收违法所得")]
    pub confiscated_gains: Fen,
    /// Goods to be confiscated.
    #[schemars(title = "没收非法财物")]
    #[serde(default)]
    pub goods: Vec<Goods>,
    /// What those goods are worth, in fen; it only decides on a hearing.
    #[schemars(title = "非法财物价值")]
    pub goods_value: Fen,
    /// Months of suspension; empty where no end is set.
    #[schemars(title = "暂扣、停业期限（月）")]
    #[serde(default)]
    pub suspension_months: Option<u16>,
    /// Months of a ban from the profession; empty for life.
    #[schemars(title = "限制从业期限（月）")]
    #[serde(default)]
    pub career_months: Option<u16>,
    /// What a restriction, revocation or suspension touches.
    #[schemars(title = "涉及的科目、活动或者许可证件")]
    #[serde(default)]
    pub scope: Vec<String>,
    /// Whether a ground of 行政处罚法 第三十条至第三十二条 allows less than the range.
    #[schemars(title = "减轻处罚")]
    pub reduced: bool,
    /// The tier of the discretion table, such as 一般.
    #[schemars(title = "裁量阶次")]
    pub tier: String,
    /// Why this penalty within the range.
    #[schemars(title = "裁量理由")]
    pub reasons: Prose,
}

/// A member's opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberOpinion {
    /// Who.
    #[schemars(title = "姓名")]
    pub name: String,
    /// What the person is.
    #[schemars(title = "职务")]
    pub title: String,
    /// What the person says.
    #[schemars(title = "意见")]
    pub view: Prose,
}

/// What a proposal comes to (拟处理结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProposalResult {
    /// 给予行政处罚
    #[schemars(title = "给予行政处罚")]
    Penalty,
    /// 不予行政处罚
    #[schemars(title = "不予行政处罚")]
    NoPenalty,
}

impl ProposalResult {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Penalty => "给予行政处罚",
            Self::NoPenalty => "不予行政处罚",
        }
    }
}

/// Why there is no penalty (行政处罚法 第三十条、第三十一条、第三十三条、第三十六条、第五十七条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoPenaltyGround {
    /// 违法行为轻微并及时改正，没有造成危害后果
    #[schemars(title = "违法行为轻微并及时改正，没有造成危害后果")]
    MinorCorrected,
    /// 初次违法且危害后果轻微并及时改正
    #[schemars(title = "初次违法且危害后果轻微并及时改正")]
    FirstTime,
    /// 当事人证明没有主观过错
    #[schemars(title = "当事人证明没有主观过错")]
    NoFault,
    /// 违法事实不能成立
    #[schemars(title = "违法事实不能成立")]
    Unfounded,
    /// 不满十四周岁
    #[schemars(title = "不满十四周岁")]
    Minor,
    /// 不能辨认或者不能控制自己行为
    #[schemars(title = "不能辨认或者不能控制自己行为")]
    Incapacity,
    /// 超过追究时效
    #[schemars(title = "超过追究时效")]
    Limitation,
}

impl NoPenaltyGround {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::MinorCorrected => "违法行为轻微并及时改正，没有造成危害后果",
            Self::FirstTime => "初次违法且危害后果轻微并及时改正",
            Self::NoFault => "当事人证明没有主观过错",
            Self::Unfounded => "违法事实不能成立",
            Self::Minor => "不满十四周岁",
            Self::Incapacity => "不能辨认或者不能控制自己行为",
            Self::Limitation => "超过追究时效",
        }
    }
}

/// Adopt or change a proposal in panel (合议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdoptProposal {
    /// When the panel met, in China.
    #[schemars(title = "合议时间")]
    pub held_at: NaiveDateTime,
    /// Where.
    #[schemars(title = "合议地点")]
    pub place: String,
    /// At least three members and what each said.
    #[schemars(title = "合议人员意见")]
    #[serde(default)]
    pub members: Vec<MemberOpinion>,
    /// What is proposed.
    #[schemars(title = "拟处理结果")]
    pub result: ProposalResult,
    /// Why no penalty, where none is proposed.
    #[schemars(title = "不予处罚事由")]
    #[serde(default)]
    pub ground: Option<NoPenaltyGround>,
    /// The penalty for each violation; empty where none is proposed.
    #[schemars(title = "各项处罚")]
    #[serde(default)]
    pub penalties: Vec<Penalty>,
    /// Whether the case is complex or grave, so that the heads discuss it (行政处罚法 第五十七条).
    #[schemars(title = "情节复杂或者重大违法行为")]
    pub complex: bool,
    /// Facts changed in the party's favour, where the plea led to it.
    #[schemars(title = "变更后的违法事实")]
    #[serde(default)]
    pub violations: Option<Vec<ViolationFacts>>,
    /// The conclusion.
    #[schemars(title = "合议结论")]
    pub reasons: Prose,
}

/// Discuss among the heads (集体讨论).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Discuss {
    /// When, in China.
    #[schemars(title = "讨论时间")]
    pub held_at: NaiveDateTime,
    /// Where.
    #[schemars(title = "讨论地点")]
    pub place: String,
    /// Who led it.
    #[schemars(title = "主持人")]
    pub host: String,
    /// Who took part and what each said.
    #[schemars(title = "参加人员意见")]
    #[serde(default)]
    pub members: Vec<MemberOpinion>,
    /// What was settled.
    #[schemars(title = "讨论结论")]
    pub conclusion: Prose,
}

/// Decide a penalty (处罚决定).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecidePenalty {
    /// The head's opinion; facts, clauses and amounts are those that were reviewed.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
}

/// Decide not to punish (不予处罚决定).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideNoPenalty {
    /// The head's opinion.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
    /// How the party was educated (行政处罚法 第三十三条).
    #[schemars(title = "教育内容")]
    pub education: Prose,
}

impl Penalty {
    /// The penalty as the law engine compares and judges it.
    pub fn sanction(&self) -> Sanction {
        Sanction {
            kinds: self.kinds.iter().copied().collect(),
            fine: self.fine.fen(),
            confiscated_gains: self.confiscated_gains.fen(),
            confiscated_goods: self.goods.iter().map(|goods| (goods.name.clone(), goods.number)).collect(),
            goods_value: self.goods_value.fen(),
            suspension_months: self.suspension_months,
            career_months: self.career_months,
            scope: self.scope.iter().cloned().collect(),
        }
    }
}
