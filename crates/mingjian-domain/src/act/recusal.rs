//! What is stated when somebody is to be recused, and when that is decided (行政处罚法 第四十三条).
//! It recuses nobody: an interest that somebody declared stands against an act without any application.

use crate::act::Prose;
use crate::act::notice::PleaForm;
use crate::id::{FileId, OfficerId, UserId};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who asks for a recusal (行政处罚法 第四十三条第二款、河南省行政执法条例 第二十三条第一款).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecusalApplicant {
    /// 当事人申请
    #[schemars(title = "当事人申请")]
    Party,
    /// 本人自行申请
    #[schemars(title = "本人自行申请")]
    Oneself,
    /// 本机关责令
    #[schemars(title = "本机关责令")]
    Organ,
}

impl RecusalApplicant {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Party => "当事人申请",
            Self::Oneself => "本人自行申请",
            Self::Organ => "本机关责令",
        }
    }
}

/// What the person is in the case whose recusal is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecusalCapacity {
    /// 承办人员
    #[schemars(title = "承办人员")]
    Handler,
    /// 听证主持人
    #[schemars(title = "听证主持人")]
    Host,
    /// 法制审核人员
    #[schemars(title = "法制审核人员")]
    Reviewer,
    /// 机关负责人
    #[schemars(title = "机关负责人")]
    Head,
    /// 其他办理本案的人员
    #[schemars(title = "其他办理本案的人员")]
    Other,
}

impl RecusalCapacity {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Handler => "承办人员",
            Self::Host => "听证主持人",
            Self::Reviewer => "法制审核人员",
            Self::Head => "机关负责人",
            Self::Other => "其他办理本案的人员",
        }
    }
}

/// One person whose recusal is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecusalSubject {
    /// What the person is in the case.
    #[schemars(title = "在本案中的身份")]
    pub capacity: RecusalCapacity,
    /// Which handler.
    #[schemars(title = "承办人员")]
    #[serde(default)]
    pub officer: Option<OfficerId>,
    /// Which other person.
    #[schemars(title = "其他人员")]
    #[serde(default)]
    pub person: Option<UserId>,
    /// The interest or relation that may impair fairness.
    #[schemars(title = "申请理由")]
    pub reason: Prose,
}

/// Receive or make an application that somebody be recused (回避申请).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestRecusal {
    /// When it was made.
    #[schemars(title = "申请日期")]
    pub requested_on: NaiveDate,
    /// By whom.
    #[schemars(title = "提出方式")]
    pub applicant: RecusalApplicant,
    /// The name.
    #[schemars(title = "申请人")]
    pub applicant_name: String,
    /// In which form.
    #[schemars(title = "形式")]
    pub form: PleaForm,
    /// Whom it is about.
    #[schemars(title = "申请回避的人员")]
    #[serde(default)]
    pub subjects: Vec<RecusalSubject>,
    /// The written application, scanned or photographed.
    #[schemars(title = "申请书扫描")]
    #[serde(default)]
    pub scan: Option<FileId>,
}

/// The decision about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecusalFinding {
    /// Which application, by the key of the case.
    #[schemars(title = "申请事项")]
    pub subject: String,
    /// Whether the person is recused.
    #[schemars(title = "应当回避")]
    pub granted: bool,
    /// Why.
    #[schemars(title = "理由")]
    pub reason: Prose,
}

/// Decide the open applications for recusal (回避决定).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideRecusal {
    /// What is decided about each person.
    #[schemars(title = "逐人决定")]
    #[serde(default)]
    pub findings: Vec<RecusalFinding>,
    /// Who handles the case from then on, where a handler is recused.
    #[schemars(title = "回避后的承办人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// Where the head of the organ is concerned: the government or the organ above that decided (河南省行政执法条例 第二十三条第二款).
    #[schemars(title = "决定机关")]
    #[serde(default)]
    pub superior: Option<String>,
    /// The paper of that decision.
    #[schemars(title = "上级决定文书")]
    #[serde(default)]
    pub scan: Option<FileId>,
}
