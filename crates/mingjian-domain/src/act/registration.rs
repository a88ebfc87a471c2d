//! What is stated when evidence is registered where it lies (先行登记保存; 行政处罚法 第五十六条), and what becomes of it.
//! It counts no days.

use crate::act::Prose;
use crate::id::OfficerId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A thing that is registered (物品清单).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeldItem {
    /// What it is.
    #[schemars(title = "物品名称")]
    pub name: String,
    /// Maker, batch, specification.
    #[schemars(title = "规格、型号、批号")]
    pub specification: String,
    /// How many.
    #[schemars(title = "数量")]
    pub quantity: u32,
    /// In what state.
    #[schemars(title = "物品状态")]
    pub condition: String,
}

/// Ask for the registration of evidence (报请先行登记保存).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestRegistration {
    /// The officers who ask.
    #[schemars(title = "承办人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// Why it may be lost, or be hard to get later.
    #[schemars(title = "证据可能灭失或者以后难以取得的理由")]
    pub reason: Prose,
    /// What is registered.
    #[schemars(title = "物品清单")]
    #[serde(default)]
    pub items: Vec<HeldItem>,
    /// Where it is kept.
    #[schemars(title = "保存地点")]
    pub place: String,
    /// Who keeps it, and must neither destroy nor move it.
    #[schemars(title = "保管人")]
    pub keeper: String,
}

/// Approve the registration (批准先行登记保存).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveRegistration {
    /// The head's opinion.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
}

/// Do not approve the registration (不批准先行登记保存).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefuseRegistration {
    /// Why.
    #[schemars(title = "不批准的理由")]
    pub reason: Prose,
}

/// What becomes of a registered thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ItemDisposal {
    /// 采取记录、复制、拍照、录像等措施后返还
    #[schemars(title = "采取记录、复制、拍照、录像等措施后返还")]
    Returned,
    /// 送交检测、检验、检疫或者鉴定
    #[schemars(title = "送交检测、检验、检疫或者鉴定")]
    Tested,
    /// 依法没收
    #[schemars(title = "依法没收（另行作出决定）")]
    Confiscated,
    /// 依法查封、扣押
    #[schemars(title = "依法查封、扣押（另行作出决定）")]
    Seized,
    /// 移送有关部门处理
    #[schemars(title = "移送有关部门处理")]
    Transferred,
    /// 解除登记保存
    #[schemars(title = "解除登记保存")]
    Lifted,
}

impl ItemDisposal {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Returned => "采取记录、复制、拍照、录像等措施后返还",
            Self::Tested => "送交检测、检验、检疫或者鉴定",
            Self::Confiscated => "依法没收（另行作出决定）",
            Self::Seized => "依法查封、扣押（另行作出决定）",
            Self::Transferred => "移送有关部门处理",
            Self::Lifted => "解除登记保存",
        }
    }
}

/// What becomes of one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisposedItem {
    /// The thing, by its name on the list.
    #[schemars(title = "物品名称")]
    pub name: String,
    /// What becomes of it.
    #[schemars(title = "处理方式")]
    pub disposal: ItemDisposal,
}

/// Decide what becomes of all that is registered (登记保存处理决定).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisposeRegistration {
    /// What becomes of each thing.
    #[schemars(title = "逐项处理")]
    #[serde(default)]
    pub items: Vec<DisposedItem>,
    /// Why.
    #[schemars(title = "处理理由")]
    pub reason: Prose,
}

/// Record that the registration lapsed, and give the things free (登记失效并解除).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftLapsed {
    /// Who got the things back.
    #[schemars(title = "领回人")]
    pub recipient: String,
    /// How, and in what state they were.
    #[schemars(title = "返还情况")]
    pub note: Prose,
}
