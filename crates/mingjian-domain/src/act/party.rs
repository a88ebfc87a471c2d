//! What is stated when the party of a case gets another name, or another unit takes over its rights and duties.
//! It does not end a case whose party is gone: that is `performance`'s dropping.

use crate::act::Prose;
use crate::act::lead::PartyEntry;
use crate::id::{EvidenceId, FileId};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happened to the party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartyChangeKind {
    /// 名称（姓名）变更，仍是同一当事人
    #[schemars(title = "名称（姓名）变更，仍是同一当事人")]
    Renamed,
    /// 单位合并，由合并后的单位承受
    #[schemars(title = "单位合并，由合并后的单位承受")]
    Merged,
    /// 单位分立，由分立后的单位承受
    #[schemars(title = "单位分立，由分立后的单位承受")]
    Divided,
}

impl PartyChangeKind {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Renamed => "名称（姓名）变更，仍是同一当事人",
            Self::Merged => "单位合并，由合并后的单位承受",
            Self::Divided => "单位分立，由分立后的单位承受",
        }
    }

    /// Whether another one takes the place of the party.
    pub const fn is_succession(self) -> bool {
        matches!(self, Self::Merged | Self::Divided)
    }
}

/// Name the party anew, or the unit that takes its place (变更当事人).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeParty {
    /// What happened.
    #[schemars(title = "变更情形")]
    pub change: PartyChangeKind,
    /// The day on which it took effect.
    #[schemars(title = "变更日期")]
    pub changed_on: NaiveDate,
    /// The party from then on.
    #[schemars(title = "变更后的当事人")]
    pub party: PartyEntry,
    /// What is known of the change.
    #[schemars(title = "变更情况")]
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
