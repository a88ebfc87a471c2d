//! What is stated when a suspected crime goes to the police (移送涉嫌犯罪案件; 行政处罚法 第二十七条) and comes back.
//! It judges no crime.

use crate::act::Prose;
use crate::id::{FileId, OfficerId};
use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The report of the task group (移送涉嫌犯罪案件的书面报告; 移送规定 第五条第一款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposePoliceTransfer {
    /// The officers of the task group.
    #[schemars(title = "专案组成员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// The crime that is suspected.
    #[schemars(title = "涉嫌罪名")]
    pub offence: String,
    /// The facts, as verified.
    #[schemars(title = "核实的案件事实")]
    pub facts: Prose,
    /// Why they may be a crime.
    #[schemars(title = "移送理由和依据")]
    pub grounds: Prose,
}

/// Approve the transfer (批准移送; 移送规定 第五条第二款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovePoliceTransfer {
    /// The opinion of the principal.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
    /// The police of the same level.
    #[schemars(title = "接受移送的公安机关")]
    pub police: String,
    /// What goes along (移送规定 第六条).
    #[schemars(title = "随案材料清单")]
    #[serde(default)]
    pub materials: Vec<String>,
}

/// Refuse the transfer, with the reasons on record (不批准移送; 移送规定 第五条第二款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusePoliceTransfer {
    /// Why.
    #[schemars(title = "不批准的理由")]
    pub reason: Prose,
}

/// Hand the case over to the police (送交; 移送规定 第五条第二款、第七条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendToPolice {
    /// When, in China.
    #[schemars(title = "送交时间")]
    pub sent_at: NaiveDateTime,
    /// Who of the police signed for it.
    #[schemars(title = "公安机关签收人")]
    pub receiver: String,
    /// The signed return slip of the letter.
    #[schemars(title = "移送书回执扫描")]
    pub receipt: FileId,
}

/// Record that the police filed a case (公安机关立案; 移送规定 第八条、第十二条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPoliceFiling {
    /// When the notice arrived.
    #[schemars(title = "收到通知日期")]
    pub told_on: NaiveDate,
    /// The number of the notice.
    #[schemars(title = "立案通知书文号")]
    pub number: String,
    /// What was handed over to the police, and when.
    #[schemars(title = "涉案物品和材料移交情况")]
    pub handed_over: Prose,
    /// The notice.
    #[schemars(title = "通知书扫描")]
    pub scan: FileId,
}

/// Why the police gave the case back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PoliceReturn {
    /// 没有犯罪事实，不予立案
    #[schemars(title = "没有犯罪事实，不予立案")]
    NoCrime,
    /// 犯罪事实显著轻微，不予立案
    #[schemars(title = "犯罪事实显著轻微，不予立案")]
    Slight,
    /// 立案后撤销案件或者不追究刑事责任
    #[schemars(title = "立案后撤销案件或者不追究刑事责任")]
    NotProsecuted,
}

impl PoliceReturn {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoCrime => "没有犯罪事实，不予立案",
            Self::Slight => "犯罪事实显著轻微，不予立案",
            Self::NotProsecuted => "立案后撤销案件或者不追究刑事责任",
        }
    }
}

/// Record that the case came back from the police (不予立案、退回; 移送规定 第八条、第十条、第十三条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPoliceReturn {
    /// When the notice arrived.
    #[schemars(title = "收到通知日期")]
    pub told_on: NaiveDate,
    /// Why.
    #[schemars(title = "退回情形")]
    pub ground: PoliceReturn,
    /// The number of the notice.
    #[schemars(title = "通知书文号")]
    pub number: String,
    /// What the organ does now.
    #[schemars(title = "后续处理意见")]
    pub next: Prose,
    /// The notice.
    #[schemars(title = "通知书扫描")]
    pub scan: FileId,
}
