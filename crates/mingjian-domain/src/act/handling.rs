//! What is stated when others come to handle a case, and when its investigation is suspended and resumed.
//! It does not say whether the time for the decision stands still meanwhile: that is the time limit's.

use crate::act::Prose;
use crate::id::{EvidenceId, OfficerId, UserId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Name other handlers (变更承办人员).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeHandlers {
    /// Who handles the case from then on.
    #[schemars(title = "变更后的承办人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// Why.
    #[schemars(title = "变更理由")]
    pub reason: Prose,
    /// The head of the unit who proposed it.
    #[schemars(title = "提出人")]
    pub proposed_by: UserId,
    /// The head's opinion.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
}

/// Suspend the investigation (中止调查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspendInvestigation {
    /// What it has to wait for.
    #[schemars(title = "中止事由")]
    pub ground: Prose,
    /// The article that allows it.
    #[schemars(title = "中止依据")]
    pub basis: String,
    /// What proves the ground.
    #[schemars(title = "证明材料")]
    #[serde(default)]
    pub evidence: Vec<EvidenceId>,
    /// The head of the unit who proposed it.
    #[schemars(title = "提出人")]
    pub proposed_by: UserId,
    /// The head's opinion.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
}

/// Resume a suspended investigation (恢复调查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumeInvestigation {
    /// How the ground fell away.
    #[schemars(title = "恢复理由")]
    pub reason: Prose,
    /// The head of the unit who proposed it.
    #[schemars(title = "提出人")]
    pub proposed_by: UserId,
    /// The head's opinion.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
}
