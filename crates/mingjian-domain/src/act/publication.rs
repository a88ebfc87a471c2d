//! What is stated on the way to the public page and back from it.
//! It masks nothing by itself.

use crate::act::Prose;
use crate::id::{FileId, UserId};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Confirm the public text (脱敏确认).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mask {
    /// The facts as the public shall read them.
    #[schemars(title = "公示的违法事实")]
    pub facts: Prose,
    /// The reasons as the public shall read them.
    #[schemars(title = "公示的裁量理由")]
    pub reasons: Prose,
    /// Other natural persons named in the case, who are never public.
    #[schemars(title = "涉及的其他自然人")]
    #[serde(default)]
    pub affected: Vec<String>,
    /// Said expressly where no other person is named.
    #[schemars(title = "不涉及其他自然人")]
    pub nobody_else: bool,
}

/// What the secrecy check says (政府信息公开条例 第十七条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SecrecyOutcome {
    /// 通过
    #[schemars(title = "通过")]
    Pass,
    /// 不通过
    #[schemars(title = "不通过")]
    Fail,
}

impl SecrecyOutcome {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pass => "通过",
            Self::Fail => "不通过",
        }
    }
}

/// Check for secrets (保密审查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckSecrecy {
    /// What was found.
    #[schemars(title = "审查结论")]
    pub outcome: SecrecyOutcome,
    /// On what the check looked.
    #[schemars(title = "审查说明")]
    pub note: Prose,
}

/// Return the public text (退回公示稿).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnPublication {
    /// What must be mended.
    #[schemars(title = "退回理由")]
    pub reason: Prose,
}

/// Release the public text (审核发布).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The releaser's opinion.
    #[schemars(title = "发布意见")]
    pub opinion: Prose,
}

/// Decide not to publish (不予公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclinePublication {
    /// Who proposed it; another person than the one who decides.
    #[schemars(title = "提出人")]
    pub proposed_by: UserId,
    /// The article and why it applies (政府信息公开条例 第十四条至第十六条).
    #[schemars(title = "不予公示依据")]
    pub ground: Prose,
}

/// Correct a text that stands before the public (更正公示文本; 政府信息公开条例 第六条、第四十一条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correct {
    /// Who found that it is not right: an office, or the party that asked for it.
    #[schemars(title = "发现人或者申请人")]
    pub found_by: String,
    /// When it was found or asked for.
    #[schemars(title = "发现（收到申请）日期")]
    pub found_on: NaiveDate,
    /// The facts as the public shall read them from now on.
    #[schemars(title = "更正后的违法事实")]
    pub facts: Prose,
    /// The reasons as the public shall read them from now on.
    #[schemars(title = "更正后的裁量理由")]
    pub reasons: Prose,
    /// Other natural persons named in the case, who are never public.
    #[schemars(title = "涉及的其他自然人")]
    #[serde(default)]
    pub affected: Vec<String>,
    /// Said expressly where no other person is named.
    #[schemars(title = "不涉及其他自然人")]
    pub nobody_else: bool,
    /// What the public is told of it.
    #[schemars(title = "公开的更正说明")]
    pub public_reason: Prose,
}

/// What ends or changes a decision (行政处罚法 第四十八条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InstrumentKind {
    /// 变更
    #[schemars(title = "变更")]
    Changed,
    /// 撤销
    #[schemars(title = "撤销")]
    Revoked,
    /// 确认违法
    #[schemars(title = "确认违法")]
    Unlawful,
    /// 确认无效
    #[schemars(title = "确认无效")]
    Void,
    /// 责令重新作出
    #[schemars(title = "责令重新作出")]
    Redo,
}

impl InstrumentKind {
    /// Whether nothing of the decision is left to perform; a changed or merely unlawful one still binds.
    pub const fn ends_decision(self) -> bool {
        match self {
            Self::Revoked | Self::Void | Self::Redo => true,
            Self::Changed | Self::Unlawful => false,
        }
    }

    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Changed => "变更",
            Self::Revoked => "撤销",
            Self::Unlawful => "确认违法",
            Self::Void => "确认无效",
            Self::Redo => "责令重新作出",
        }
    }
}

/// Record the instrument that ends the decision (登记撤销文书).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAnnulment {
    /// What it does to the decision.
    #[schemars(title = "文书结论")]
    pub kind: InstrumentKind,
    /// What it is called.
    #[schemars(title = "文书名称")]
    pub title: String,
    /// Its number.
    #[schemars(title = "文号")]
    pub number: String,
    /// Who made it.
    #[schemars(title = "作出机关")]
    pub issuer: String,
    /// The day on which it took effect.
    #[schemars(title = "生效日期")]
    pub effective_on: NaiveDate,
    /// The instrument, scanned.
    #[schemars(title = "文书扫描")]
    #[serde(default)]
    pub scan: Option<FileId>,
}

/// Withdraw the page (撤下公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// What the public is told.
    #[schemars(title = "公开说明的理由")]
    pub public_reason: Prose,
}
