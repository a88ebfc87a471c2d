//! What is stated when papers are issued and served, and what the party answers.
//! It counts no days.

use crate::act::Prose;
use crate::act::service::ServiceMode;
use crate::id::{EvidenceId, FileId, OfficerId};
use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Issue the prior notice (制发事先告知书).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueNotice {
    /// The head's opinion.
    #[schemars(title = "审批意见")]
    pub opinion: Prose,
    /// Where the penalty is heavier than in an earlier notice: the new fact and its evidence, which do not come from the plea (行政处罚法 第四十五条).
    #[schemars(title = "加重处罚的新事实、新证据")]
    #[serde(default)]
    pub new_fact: Option<Prose>,
    /// The evidence for it.
    #[schemars(title = "新证据")]
    #[serde(default)]
    pub new_evidence: Vec<EvidenceId>,
}

/// Serve a paper (送达): which of the fields matter is the way's (民事诉讼法 第八十七条至第九十五条).
///
/// Journals of the time when there was but one way name none: that was handing over in person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServePaper {
    /// How.
    #[schemars(title = "送达方式")]
    #[serde(default)]
    pub mode: ServiceMode,
    /// The officers who served it.
    #[schemars(title = "送达人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// When it was signed for, left, received by the slip or came into the system, in China; nothing where it was
    /// announced, as that day is counted.
    #[schemars(title = "送达时间")]
    #[serde(default)]
    pub served_at: Option<NaiveDateTime>,
    /// Where.
    #[schemars(title = "送达地点")]
    #[serde(default)]
    pub place: String,
    /// Who took it, or refused to.
    #[schemars(title = "收件人")]
    #[serde(default)]
    pub recipient: String,
    /// Party, legal representative, adult family member living together, mail clerk or agent (民事诉讼法 第八十八条).
    #[schemars(title = "收件人与当事人的关系")]
    #[serde(default)]
    pub relation: String,
    /// Why it was not taken (民事诉讼法 第八十九条).
    #[schemars(title = "拒收事由")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Prose>,
    /// Who of a grass-roots organisation or the party's employer saw it left.
    #[schemars(title = "见证人")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// Photographs or video of how it was left.
    #[schemars(title = "留置过程的照片、录像")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording: Option<FileId>,
    /// The organ or institution that handed it on, or the number of the mail.
    #[schemars(title = "受委托、转交的机关或者邮件编号")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
    /// The signed receipt or slip, or what shows that it arrived, scanned or photographed.
    #[schemars(title = "送达回证、邮件回执或者到达凭证")]
    #[serde(default)]
    pub receipt: Option<FileId>,
    /// Why it took longer than the law gives (行政处罚法 第六十一条).
    #[schemars(title = "超过送达期限的原因")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay: Option<Prose>,
}

/// How a plea was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PleaForm {
    /// 口头
    #[schemars(title = "口头")]
    Oral,
    /// 书面
    #[schemars(title = "书面")]
    Written,
}

impl PleaForm {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Oral => "口头",
            Self::Written => "书面",
        }
    }
}

/// Receive a plea (陈述申辩).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceivePlea {
    /// How it was made.
    #[schemars(title = "形式")]
    pub form: PleaForm,
    /// When it was made.
    #[schemars(title = "收到日期")]
    pub received_on: NaiveDate,
    /// What the party says.
    #[schemars(title = "陈述申辩内容")]
    pub content: Prose,
    /// Evidence that the party brought, as added before.
    #[schemars(title = "当事人提出的证据")]
    #[serde(default)]
    pub evidence: Vec<EvidenceId>,
    /// Whether it brings facts or evidence.
    #[schemars(title = "提出新的事实、理由或者证据")]
    pub brings_facts: bool,
}

/// One point of a plea and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PleaPoint {
    /// What the party says.
    #[schemars(title = "当事人意见")]
    pub claim: Prose,
    /// Whether it is adopted.
    #[schemars(title = "采纳该项意见")]
    pub adopted: bool,
    /// Why.
    #[schemars(title = "理由")]
    pub reason: Prose,
}

/// Answer a plea (陈述申辩复核).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerPlea {
    /// Each point and its answer.
    #[schemars(title = "逐项复核")]
    #[serde(default)]
    pub points: Vec<PleaPoint>,
    /// The conclusion.
    #[schemars(title = "复核结论")]
    pub conclusion: Prose,
}

/// Record a written waiver (放弃权利声明).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiveRight {
    /// When it was signed.
    #[schemars(title = "声明日期")]
    pub waived_on: NaiveDate,
    /// What the party declares.
    #[schemars(title = "声明内容")]
    pub statement: Prose,
    /// Who signed.
    #[schemars(title = "签名人")]
    pub signed_by: String,
    /// The signed statement, scanned or photographed.
    #[schemars(title = "签名件扫描")]
    pub scan: FileId,
}
