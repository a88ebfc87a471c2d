//! What is stated in an inspection: the task, its approval, what was found, what follows, and the answer to the unit.
//! It does not say which items may be inspected: those stand in the pack.

use crate::act::Prose;
use crate::act::investigation::Signature;
use crate::act::lead::PartyEntry;
use crate::id::{FileId, OfficerId};
use chrono::{NaiveDate, NaiveDateTime};
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

/// Approve an inspection (批准检查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveInspection {
    /// The head's opinion.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
}

/// Tell the unit beforehand (通知检查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotifyInspection {
    /// When it was told, in China.
    #[schemars(title = "通知时间")]
    pub notified_at: NaiveDateTime,
    /// How: on the spot, by letter, by telephone.
    #[schemars(title = "通知方式")]
    pub way: String,
    /// Who took the notice.
    #[schemars(title = "接收人")]
    pub recipient: String,
    /// What the unit shall have ready.
    #[schemars(title = "请被检查单位准备的材料")]
    #[serde(default)]
    pub prepare: Option<Prose>,
}

/// What was found of a line of the checklist (检查情况).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckResult {
    /// 符合
    #[schemars(title = "符合")]
    Conforms,
    /// 不符合
    #[schemars(title = "不符合")]
    Fails,
    /// 不适用
    #[schemars(title = "不适用")]
    NotApplicable,
}

impl CheckResult {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Conforms => "符合",
            Self::Fails => "不符合",
            Self::NotApplicable => "不适用",
        }
    }
}

/// A line of the checklist as answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckAnswer {
    /// The line, by its identifier in the item.
    #[schemars(title = "检查内容")]
    pub line: String,
    /// What was found.
    #[schemars(title = "检查情况")]
    pub result: CheckResult,
    /// What exactly; needed where the line fails.
    #[schemars(title = "说明")]
    #[serde(default)]
    pub note: Option<Prose>,
}

/// Inspect on the scene (现场检查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the visit of its own")]
pub struct Inspect {
    /// The officers who inspected.
    #[schemars(title = "检查人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// Where.
    #[schemars(title = "检查地点")]
    pub place: String,
    /// When it began, in China.
    #[schemars(title = "检查开始时间")]
    pub began_at: NaiveDateTime,
    /// When it ended, in China.
    #[schemars(title = "检查结束时间")]
    pub ended_at: NaiveDateTime,
    /// Why it could not wait for the approval, where it could not.
    #[schemars(title = "紧急情况（未经批准先行检查的填写）")]
    #[serde(default)]
    pub urgency: Option<Prose>,
    /// Whether the certificates were shown (行政处罚法 第五十五条).
    #[schemars(title = "已出示执法证件")]
    pub cards_shown: bool,
    /// Whether the unit was told of its rights.
    #[schemars(title = "已告知权利和回避事项")]
    pub rights_told: bool,
    /// Whether the officers wore their uniform.
    #[schemars(title = "统一着装")]
    pub uniform: bool,
    /// Whether they wore their insignia.
    #[schemars(title = "佩戴执法标志")]
    pub insignia: bool,
    /// Who was there for the unit.
    #[schemars(title = "在场人员")]
    pub present: String,
    /// Every line of the item's checklist.
    #[schemars(title = "检查表")]
    #[serde(default)]
    pub checks: Vec<CheckAnswer>,
    /// Objective facts only, no conclusions.
    #[schemars(title = "现场情况")]
    pub findings: Prose,
    /// What the unit says of the record.
    #[schemars(title = "被检查单位意见")]
    pub party_view: Prose,
    /// Photographs that were taken on the visit.
    #[schemars(title = "现场照片")]
    #[serde(default)]
    pub photos: Vec<FileId>,
    /// How the unit signed.
    #[schemars(title = "被检查单位签名")]
    pub signature: Signature,
}

impl Inspect {
    /// The lines that were found wanting.
    pub fn failures(&self) -> impl Iterator<Item = &CheckAnswer> {
        self.checks.iter().filter(|check| check.result == CheckResult::Fails)
    }
}

/// What an inspection comes to (检查结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InspectionResult {
    /// 未发现问题
    #[schemars(title = "未发现问题")]
    Clean,
    /// 发现问题，已当场改正
    #[schemars(title = "发现问题，已当场改正")]
    Fixed,
    /// 责令改正
    #[schemars(title = "责令改正")]
    Ordered,
    /// 移交立案
    #[schemars(title = "移交立案")]
    Case,
}

impl InspectionResult {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Clean => "未发现问题",
            Self::Fixed => "发现问题，已当场改正",
            Self::Ordered => "责令改正",
            Self::Case => "移交立案",
        }
    }
}

/// Say what the inspection comes to (作出检查结果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConcludeInspection {
    /// What it comes to.
    #[schemars(title = "检查结果")]
    pub result: InspectionResult,
    /// What the officers tell the unit to mind (卫生监督意见).
    #[schemars(title = "卫生监督意见")]
    #[serde(default)]
    pub opinions: Option<Prose>,
}

/// Give the unit more time to correct (延长改正期限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtendCorrection {
    /// The item of the order, by its cause.
    #[schemars(title = "责令改正事项")]
    pub cause: String,
    /// When the unit asked.
    #[schemars(title = "申请日期")]
    pub requested_on: NaiveDate,
    /// Why.
    #[schemars(title = "申请延长的理由")]
    pub reason: Prose,
    /// The new last day.
    #[schemars(title = "延长至")]
    pub due_on: NaiveDate,
}

/// Tell the unit the result (反馈检查结果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeedBack {
    /// When it was told, in China.
    #[schemars(title = "反馈时间")]
    pub told_at: NaiveDateTime,
    /// Who took the result.
    #[schemars(title = "接收人")]
    pub recipient: String,
    /// How the unit signed for it.
    #[schemars(title = "被检查单位签收")]
    pub signature: Signature,
}

/// Open a case from the inspection (转为立案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenCase {
    /// Time, place, what was found, important evidence, harm.
    #[schemars(title = "案情摘要")]
    pub summary: Prose,
}

/// Close the inspection (办结检查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseInspection {
    /// The unit head's opinion.
    #[schemars(title = "办结意见")]
    pub opinion: Prose,
}

/// Give up an inspection that has not begun (取消检查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelInspection {
    /// Why.
    #[schemars(title = "取消理由")]
    pub reason: Prose,
}
