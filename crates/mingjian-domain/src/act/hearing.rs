//! What is stated about a hearing: request or order, notice, postponement, record, end and report.
//! It does not judge who may host it, nor who has an interest of his own in it.

use crate::act::Prose;
use crate::act::investigation::Signature;
use crate::act::notice::PleaForm;
use crate::act::notice::ServePaper;
use crate::id::{FileId, UserId};
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

/// Order a hearing on the organ's own motion (决定举行听证, 河南省行政执法条例 第二十七条第三项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderHearing {
    /// Why the organ holds it necessary.
    #[schemars(title = "认为有必要听证的理由")]
    pub reason: Prose,
}

/// What somebody is in a hearing (听证参加人).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ParticipantRole {
    /// 当事人
    #[schemars(title = "当事人")]
    Party,
    /// 共同当事人（关联案件的当事人）
    #[schemars(title = "共同当事人（关联案件的当事人）")]
    JointParty,
    /// 第三人（有利害关系）
    #[schemars(title = "第三人（有利害关系）")]
    ThirdPerson,
}

impl ParticipantRole {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Party => "当事人",
            Self::JointParty => "共同当事人",
            Self::ThirdPerson => "第三人",
        }
    }
}

/// Who takes part in a hearing beside the organ, with one or two agents (行政处罚法 第六十四条第五项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// As what.
    #[schemars(title = "身份")]
    pub role: ParticipantRole,
    /// The name of the person or organisation.
    #[schemars(title = "姓名或者名称")]
    pub name: String,
    /// What binds a joint party or third person to the case.
    #[schemars(title = "与本案的关系")]
    #[serde(default)]
    pub relation: Option<String>,
    /// Who acts for it.
    #[schemars(title = "委托代理人")]
    #[serde(default)]
    pub agents: Vec<String>,
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
    /// Who is told of it, the party's agents and everybody beside the party (行政处罚法 第六十四条第二项).
    #[schemars(title = "听证参加人")]
    #[serde(default)]
    pub participants: Vec<Participant>,
    /// How the notice was served.
    #[schemars(title = "送达情况")]
    pub service: ServePaper,
}

/// On whose wish a hearing is postponed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PostponedBy {
    /// 当事人申请
    #[schemars(title = "当事人申请")]
    Party,
    /// 本机关或者主持人决定
    #[schemars(title = "本机关或者主持人决定")]
    Organ,
}

impl PostponedBy {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Party => "当事人申请",
            Self::Organ => "本机关或者主持人决定",
        }
    }
}

/// Postpone a notified hearing, or give it another host (延期听证): it is told anew, in full and in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostponeHearing {
    /// On whose wish.
    #[schemars(title = "提出方式")]
    pub asked_by: PostponedBy,
    /// Why.
    #[schemars(title = "延期理由")]
    pub reason: Prose,
    /// Time, place and people of the hearing as it shall be held.
    #[schemars(title = "新的听证安排")]
    pub notice: NotifyHearing,
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
    /// Party, joint parties, third persons and agents who came.
    #[schemars(title = "到场的听证参加人")]
    #[serde(default)]
    pub participants: Vec<Participant>,
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
    /// Who signed the withdrawal, where the party withdrew in writing.
    #[schemars(title = "撤回书签名人")]
    #[serde(default)]
    pub signed_by: Option<String>,
    /// The signed withdrawal, scanned or photographed.
    #[schemars(title = "撤回书扫描")]
    #[serde(default)]
    pub scan: Option<FileId>,
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
