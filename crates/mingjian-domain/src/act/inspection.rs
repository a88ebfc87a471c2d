//! What is stated in an inspection: the task, its approval, what was found, what follows, and the answer to the unit.
//! It does not say which items may be inspected: those stand in the pack.

use crate::act::Prose;
use crate::act::lead::PartyEntry;
use crate::id::OfficerId;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a unit is inspected (检查类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InspectionReason {
    /// 年度计划内日常检查
    #[schemars(title = "年度计划内日常检查")]
    Plan,
    /// 双随机抽查
    #[schemars(title = "双随机抽查")]
    Random,
    /// 专项检查
    #[schemars(title = "专项检查")]
    Campaign,
    /// 投诉举报核查
    #[schemars(title = "投诉举报核查")]
    Complaint,
    /// 转办交办、数据监测线索核查
    #[schemars(title = "转办交办、数据监测线索核查")]
    Clue,
}

impl InspectionReason {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plan => "年度计划内日常检查",
            Self::Random => "双随机抽查",
            Self::Campaign => "专项检查",
            Self::Complaint => "投诉举报核查",
            Self::Clue => "转办交办、数据监测线索核查",
        }
    }

    /// Whether it is an inspection of one matter, outside the cap on frequency.
    pub const fn is_of_one_matter(self) -> bool {
        matches!(self, Self::Complaint | Self::Clue)
    }
}

/// Ask for an inspection (检查任务登记).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenInspection {
    /// The item of the published list, by its identifier in the law pack.
    #[schemars(title = "检查事项")]
    pub item: String,
    /// Why the unit is inspected.
    #[schemars(title = "检查类型")]
    pub reason: InspectionReason,
    /// The plan, the draw or the letter that calls for it.
    #[schemars(title = "计划、任务或者线索名称及文号")]
    pub plan: String,
    /// What will be looked at, and why.
    #[schemars(title = "检查内容和方式")]
    pub summary: Prose,
    /// The day on which it is asked for.
    #[schemars(title = "提出日期")]
    pub raised_on: NaiveDate,
    /// The day on which it shall take place.
    #[schemars(title = "拟检查日期")]
    pub planned_on: NaiveDate,
    /// Where.
    #[schemars(title = "检查地点")]
    pub place: String,
    /// Whether the unit is told beforehand; a notice that would defeat the purpose is left out.
    #[schemars(title = "事先通知被检查单位")]
    pub announced: bool,
    /// At least two officers.
    #[schemars(title = "检查人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// Whom it is about.
    #[schemars(title = "被检查单位（个人）")]
    pub party: PartyEntry,
}
