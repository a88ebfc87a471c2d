//! What is stated in legal review: submission, assignment, the nine points and the opinion.
//! It does not know who may review.

use crate::act::Prose;
use crate::id::UserId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Submit for legal review (送审).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitForReview {
    /// What is submitted.
    #[schemars(title = "送审材料")]
    #[serde(default)]
    pub materials: Vec<String>,
    /// What the unit asks.
    #[schemars(title = "送审说明")]
    pub note: Prose,
}

/// Assign the reviewer (分配审核).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignReview {
    /// Who shall review.
    #[schemars(title = "审核人员")]
    pub reviewer: UserId,
}

/// Return an incomplete submission (退回补正).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnSubmission {
    /// What is missing, named at once and in full.
    #[schemars(title = "需要补正的材料")]
    pub missing: Prose,
}

/// What the reviewer finds on a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// 符合
    #[schemars(title = "符合")]
    Pass,
    /// 存疑
    #[schemars(title = "存疑")]
    Doubt,
    /// 不符合
    #[schemars(title = "不符合")]
    Fail,
}

impl Finding {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pass => "符合",
            Self::Doubt => "存疑",
            Self::Fail => "不符合",
        }
    }
}

/// The finding on one of the nine points (审核要点).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointFinding {
    /// The point, by its identifier in the law pack.
    #[schemars(title = "审核要点")]
    pub point: String,
    /// What was found.
    #[schemars(title = "结论")]
    pub finding: Finding,
    /// Why.
    #[schemars(title = "说明")]
    pub note: Prose,
}

/// What an opinion comes to (审核意见类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OpinionKind {
    /// 同意
    #[schemars(title = "同意")]
    Agree,
    /// 建议补充调查或者补正
    #[schemars(title = "建议补充调查或者补正")]
    Supplement,
    /// 建议纠正定性、依据、裁量或者程序
    #[schemars(title = "建议纠正定性、依据、裁量或者程序")]
    Correct,
    /// 建议不予处罚或者撤销案件
    #[schemars(title = "建议不予处罚或者撤销案件")]
    NoPenalty,
    /// 建议移送
    #[schemars(title = "建议移送")]
    Transfer,
}

impl OpinionKind {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agree => "同意",
            Self::Supplement => "建议补充调查或者补正",
            Self::Correct => "建议纠正定性、依据、裁量或者程序",
            Self::NoPenalty => "建议不予处罚或者撤销案件",
            Self::Transfer => "建议移送",
        }
    }
}

/// Give the reviewer's opinion (法制审核意见).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveOpinion {
    /// A finding on each of the nine points.
    #[schemars(title = "九项审核要点")]
    #[serde(default)]
    pub points: Vec<PointFinding>,
    /// What it comes to.
    #[schemars(title = "审核意见")]
    pub kind: OpinionKind,
    /// The reasons.
    #[schemars(title = "理由")]
    pub text: Prose,
}

/// Dispute the opinion (异议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisputeOpinion {
    /// Why the unit does not agree, after consulting the reviewer.
    #[schemars(title = "异议理由")]
    pub reason: Prose,
}
