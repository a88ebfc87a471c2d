//! What is stated about a hearing: request, notice, record, end and report.
//! It does not judge who may host it.

use crate::act::Prose;
use crate::act::investigation::Signature;
use crate::act::notice::PleaForm;
use crate::act::notice::ServePaper;
use crate::id::UserId;
use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Receive a request for a hearing (要求听证).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestHearing {
    /// When the party asked.
    #[schemars(title = "提出日期")]
    pub requested_on: NaiveDate,
    /// How the party asked.
    #[schemars(title = "形式")]
    pub form: PleaForm,
    /// What the party says.
    #[schemars(title = "说明")]
    pub note: Prose,
}

/// Notify the hearing (听证通知).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotifyHearing {
    /// When it will be held, in China.
    #[schemars(title = "听证时间")]
    pub hearing_at: NaiveDateTime,
    /// Where.
    #[schemars(title = "听证地点")]
    pub place: String,
    /// Who leads it; not an investigator of the case (行政处罚法 第六十四条).
    #[schemars(title = "听证主持人")]
    pub host: UserId,
    /// Who takes the record.
    #[schemars(title = "记录员")]
    pub clerk: String,
    /// Whether it is public.
    #[schemars(title = "公开举行")]
    pub open: bool,
    /// How the notice was served.
    #[schemars(title = "送达情况")]
    pub service: ServePaper,
}

/// Record the hearing (听证笔录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldHearing {
    /// When it began, in China.
    #[schemars(title = "开始时间")]
    pub began_at: NaiveDateTime,
    /// When it ended, in China.
    #[schemars(title = "结束时间")]
    pub ended_at: NaiveDateTime,
    /// Where.
    #[schemars(title = "地点")]
    pub place: String,
    /// Who took part, and for whom.
    #[schemars(title = "参加人员")]
    pub present: Prose,
    /// Both sides, evidence, cross-examination, last words.
    #[schemars(title = "听证记录")]
    pub record: Prose,
    /// How the party signed.
    #[schemars(title = "签名情况")]
    pub signature: Signature,
}

/// How a hearing ends without being held (听证终止).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HearingEnd {
    /// 当事人撤回听证要求
    #[schemars(title = "当事人撤回听证要求")]
    Withdrawn,
    /// 当事人无正当理由拒不出席
    #[schemars(title = "当事人无正当理由拒不出席")]
    NoShow,
    /// 当事人未经许可中途退出
    #[schemars(title = "当事人未经许可中途退出")]
    WalkOut,
}

impl HearingEnd {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Withdrawn => "当事人撤回听证要求",
            Self::NoShow => "当事人无正当理由拒不出席",
            Self::WalkOut => "当事人未经许可中途退出",
        }
    }
}

/// End a hearing without holding it (终止听证).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndHearing {
    /// How it ended.
    #[schemars(title = "终止事由")]
    pub end: HearingEnd,
    /// When.
    #[schemars(title = "终止日期")]
    pub ended_on: NaiveDate,
    /// What happened.
    #[schemars(title = "说明")]
    pub note: Prose,
}

/// Report a hearing (听证报告).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportHearing {
    /// What was disputed.
    #[schemars(title = "争议焦点")]
    pub disputed: Prose,
    /// What the host advises.
    #[schemars(title = "处理意见")]
    pub opinion: Prose,
}
