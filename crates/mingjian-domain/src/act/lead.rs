//! From a lead to filing: what is stated when a lead is accepted, refused, handed over or filed.
//! It does not judge jurisdiction or limitation.

use crate::act::{Personal, Prose};
use crate::id::OfficerId;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a lead comes from (案源).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LeadSource {
    /// 检查发现
    #[schemars(title = "检查发现")]
    Inspection,
    /// 投诉举报
    #[schemars(title = "投诉举报")]
    Complaint,
    /// 其他机关移送
    #[schemars(title = "其他机关移送")]
    Transferred,
    /// 上级交办
    #[schemars(title = "上级交办")]
    Assigned,
    /// 监测发现
    #[schemars(title = "监测发现")]
    Monitoring,
    /// 媒体反映
    #[schemars(title = "媒体反映")]
    Media,
}

impl LeadSource {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Inspection => "检查发现",
            Self::Complaint => "投诉举报",
            Self::Transferred => "其他机关移送",
            Self::Assigned => "上级交办",
            Self::Monitoring => "监测发现",
            Self::Media => "媒体反映",
        }
    }
}

/// What the party is (当事人类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// 公民
    #[schemars(title = "公民")]
    Citizen,
    /// 法人或者其他组织
    #[schemars(title = "法人或者其他组织")]
    Organisation,
    /// 个体工商户
    #[schemars(title = "个体工商户")]
    IndividualBusiness,
}

impl PartyKind {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Citizen => "公民",
            Self::Organisation => "法人或者其他组织",
            Self::IndividualBusiness => "个体工商户",
        }
    }
}

/// The party as entered (当事人).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyEntry {
    /// What the party is.
    #[schemars(title = "当事人类别")]
    pub kind: PartyKind,
    /// The name, as on the identity document or the licence.
    #[schemars(title = "姓名或名称")]
    pub name: String,
    /// Unified social credit code, for organisations and businesses.
    #[schemars(title = "统一社会信用代码")]
    #[serde(default)]
    pub credit_code: Option<String>,
    /// Resident identity number of a citizen or of the operator; sealed at rest and never public.
    #[schemars(title = "居民身份证号码")]
    #[serde(default)]
    pub resident_id: Option<Personal>,
    /// Who answers for the organisation.
    #[schemars(title = "法定代表人（负责人、经营者）")]
    #[serde(default)]
    pub responsible_person: Option<String>,
    /// Where the party lives or works.
    #[schemars(title = "住所或经营地址")]
    pub address: String,
    /// A phone number; sealed at rest and never public.
    #[schemars(title = "联系电话")]
    #[serde(default)]
    pub phone: Option<Personal>,
    /// The licence that matters here, with its number.
    #[schemars(title = "许可证件名称及编号")]
    #[serde(default)]
    pub licence: Option<String>,
}

/// Register a lead (案源登记).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenProceeding {
    /// Where the lead comes from.
    #[schemars(title = "案源")]
    pub source: LeadSource,
    /// The day on which the lead was found or received.
    #[schemars(title = "发现（收到）日期")]
    pub found_on: NaiveDate,
    /// Time, place, what happened, important evidence, harm.
    #[schemars(title = "案情摘要")]
    pub summary: Prose,
    /// Where the act took place.
    #[schemars(title = "违法行为发生地")]
    pub place: String,
    /// Who reported it; never public.
    #[schemars(title = "投诉举报人、移送单位")]
    #[serde(default)]
    pub informant: Option<Personal>,
    /// How to reach them; sealed at rest and never public.
    #[schemars(title = "投诉举报人电话")]
    #[serde(default)]
    pub informant_phone: Option<Personal>,
    /// Whom the lead is about.
    #[schemars(title = "当事人")]
    pub party: PartyEntry,
}

/// Accept a lead (受理).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptLead {
    /// Why this body has jurisdiction (行政处罚法 第二十二条).
    #[schemars(title = "管辖依据")]
    pub jurisdiction: Prose,
    /// The day on which the act ended; empty while it goes on (行政处罚法 第三十六条).
    #[schemars(title = "违法行为终了之日")]
    #[serde(default)]
    pub act_ended_on: Option<NaiveDate>,
    /// Whether five years apply instead of two (行政处罚法 第三十六条).
    #[schemars(title = "涉及公民生命健康安全且有危害后果")]
    pub long_limitation: bool,
    /// What speaks for a violation so far.
    #[schemars(title = "初步证据")]
    pub initial_evidence: Prose,
}

/// Refuse to file (不予立案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefuseFiling {
    /// Why the case is not filed.
    #[schemars(title = "不予立案理由")]
    pub reason: Prose,
    /// When a named informant was answered.
    #[schemars(title = "答复投诉举报人日期")]
    #[serde(default)]
    pub informant_answered_on: Option<NaiveDate>,
}

/// Hand over to the organ that has jurisdiction (案件移送).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferOut {
    /// Who receives the case.
    #[schemars(title = "受移送机关")]
    pub receiver: String,
    /// Why this body is not the right one.
    #[schemars(title = "移送理由")]
    pub reason: Prose,
    /// What is handed over.
    #[schemars(title = "移送材料")]
    #[serde(default)]
    pub materials: Vec<String>,
}

/// Ask for filing (立案报告).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestFiling {
    /// The suspected causes, by their identifiers in the law pack.
    #[schemars(title = "案由")]
    #[serde(default)]
    pub causes: Vec<String>,
    /// What is suspected.
    #[schemars(title = "涉嫌违法事实")]
    pub facts: Prose,
    /// At least two officers who shall handle the case.
    #[schemars(title = "承办人")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// What the unit proposes.
    #[schemars(title = "承办意见")]
    pub proposal: Prose,
}

/// Return a request for filing (退回立案申请).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnFiling {
    /// What is missing.
    #[schemars(title = "退回理由")]
    pub reason: Prose,
}

/// Approve filing (批准立案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveFiling {
    /// The head's opinion.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
}
