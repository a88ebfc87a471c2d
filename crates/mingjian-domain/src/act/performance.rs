//! What is stated after the decision: performance, closing, filing, and a case that is dropped.
//! It counts no interest and no days.

use crate::act::Prose;
use crate::id::{EvidenceId, FileId};
use crate::value::money::Fen;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was performed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PerformanceKind {
    /// 缴纳罚没款
    #[schemars(title = "缴纳罚没款")]
    Payment,
    /// 其他履行
    #[schemars(title = "其他履行")]
    Other,
}

impl PerformanceKind {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Payment => "缴纳罚没款",
            Self::Other => "其他履行",
        }
    }
}

/// Record payment or other performance (履行).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPerformance {
    /// What was done.
    #[schemars(title = "履行方式")]
    pub kind: PerformanceKind,
    /// When.
    #[schemars(title = "履行日期")]
    pub performed_on: NaiveDate,
    /// The amount paid, in fen; zero for other performance.
    #[schemars(title = "缴款金额")]
    pub amount: Fen,
    /// The number of the receipt.
    #[schemars(title = "票据号码")]
    pub receipt_number: String,
    /// What was done otherwise, such as goods handed over.
    #[schemars(title = "说明")]
    pub note: Prose,
    /// Whether everything but the payment is done.
    #[schemars(title = "其他处罚内容已执行完毕")]
    pub other_done: bool,
}

/// Close the case (结案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseCase {
    /// How the decision was carried out.
    #[schemars(title = "执行结果")]
    pub result: Prose,
    /// The head's opinion.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
}

/// File the case (归档).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// How long it is kept, by the body's own table.
    #[schemars(title = "保管期限")]
    pub retention: String,
    /// How many volumes.
    #[schemars(title = "卷数")]
    pub volumes: u16,
    /// Where the paper lies.
    #[schemars(title = "存放位置")]
    pub location: String,
}

/// Why a filed case is dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DropGround {
    /// 其他情形; also what older entries are, which name none.
    #[default]
    #[schemars(title = "其他情形")]
    Other,
    /// 违法事实不能成立
    #[schemars(title = "违法事实不能成立")]
    NoViolation,
    /// 当事人死亡或者终止，没有承受权利义务的主体
    #[schemars(title = "当事人死亡或者终止，没有承受权利义务的主体")]
    PartyGone,
}

impl DropGround {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Other => "其他情形",
            Self::NoViolation => "违法事实不能成立",
            Self::PartyGone => "当事人死亡或者终止，没有承受权利义务的主体",
        }
    }
}

/// Drop the case (撤销案件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DropCase {
    /// On what ground.
    #[schemars(title = "撤销情形")]
    #[serde(default)]
    pub ground: DropGround,
    /// Why.
    #[schemars(title = "撤销理由")]
    pub reason: Prose,
    /// What proves it, as evidence of the case.
    #[schemars(title = "证明材料")]
    #[serde(default)]
    pub evidence: Vec<EvidenceId>,
    /// What proves it, as a scan.
    #[schemars(title = "证明文件扫描")]
    #[serde(default)]
    pub scan: Option<FileId>,
}
