//! How papers reach the party: the ways of service, where the party takes papers, and the announcement where it takes none.
//! It counts no days and says of no way whether it was lawful.

use crate::act::{Personal, Prose};
use crate::id::FileId;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A way of service (送达方式; 行政处罚法 第六十一条, 民事诉讼法 第八十七条至第九十五条).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceMode {
    /// 直接送达
    #[default]
    #[schemars(title = "直接送达")]
    Direct,
    /// 留置送达
    #[schemars(title = "留置送达")]
    Left,
    /// 委托送达
    #[schemars(title = "委托送达")]
    Entrusted,
    /// 邮寄送达
    #[schemars(title = "邮寄送达")]
    Mail,
    /// 电子送达
    #[schemars(title = "电子送达")]
    Electronic,
    /// 转交送达
    #[schemars(title = "转交送达")]
    HandedOn,
    /// 公告送达
    #[schemars(title = "公告送达")]
    Announced,
}

impl ServiceMode {
    /// Every way.
    pub const ALL: [Self; 7] = [
        Self::Direct,
        Self::Left,
        Self::Entrusted,
        Self::Mail,
        Self::Electronic,
        Self::HandedOn,
        Self::Announced,
    ];

    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Direct => "直接送达",
            Self::Left => "留置送达",
            Self::Entrusted => "委托送达",
            Self::Mail => "邮寄送达",
            Self::Electronic => "电子送达",
            Self::HandedOn => "转交送达",
            Self::Announced => "公告送达",
        }
    }

    /// The article of the 民事诉讼法 that describes it.
    pub const fn article(self) -> u16 {
        match self {
            Self::Direct => 88,
            Self::Left => 89,
            Self::Electronic => 90,
            Self::Entrusted | Self::Mail => 91,
            Self::HandedOn => 94,
            Self::Announced => 95,
        }
    }

    /// Which day is the day of service, in words.
    pub const fn date_rule(self) -> &'static str {
        match self {
            Self::Direct => "以送达回证上的签收日期为送达日期",
            Self::Left => "以文书留置之日为送达日期",
            Self::Entrusted | Self::HandedOn => "以受送达人在送达回证上的签收日期为送达日期",
            Self::Mail => "以回执上注明的收件日期为送达日期",
            Self::Electronic => "以送达信息到达受送达人特定系统的日期为送达日期",
            Self::Announced => "自发出公告之日起公告期满视为送达",
        }
    }
}

/// Record where and how the party takes papers (送达地址确认书; 行政处罚法 第六十一条第二款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmAddress {
    /// When it was signed.
    #[schemars(title = "确认日期")]
    pub confirmed_on: NaiveDate,
    /// Where papers are to be brought or sent.
    #[schemars(title = "送达地址")]
    pub address: String,
    /// Who takes them there.
    #[schemars(title = "收件人")]
    pub recipient: String,
    /// Its telephone.
    #[schemars(title = "收件人电话")]
    #[serde(default)]
    pub phone: Option<Personal>,
    /// Whether the party agrees to electronic service.
    #[schemars(title = "同意电子送达")]
    pub electronic: bool,
    /// The mailbox, fax number or account.
    #[schemars(title = "电子邮箱、传真号码或者其他电子地址")]
    #[serde(default)]
    pub electronic_address: Option<Personal>,
    /// Who signed for the party.
    #[schemars(title = "签名人")]
    pub signed_by: String,
    /// The signed confirmation, scanned or photographed.
    #[schemars(title = "签名件扫描")]
    pub scan: FileId,
}

/// Why a paper is announced (民事诉讼法 第九十五条第一款).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnnouncementGround {
    /// 受送达人下落不明
    #[schemars(title = "受送达人下落不明")]
    Untraceable,
    /// 用其他方式无法送达
    #[schemars(title = "用其他方式无法送达")]
    OtherWaysFailed,
}

impl AnnouncementGround {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Untraceable => "受送达人下落不明",
            Self::OtherWaysFailed => "用其他方式无法送达",
        }
    }
}

/// Announce the paper that waits for its service (公告送达; 民事诉讼法 第九十五条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnounceService {
    /// The day on which the announcement was made.
    #[schemars(title = "发出公告日期")]
    pub announced_on: NaiveDate,
    /// Where it can be read.
    #[schemars(title = "公告地点或者媒体")]
    pub place: String,
    /// Why.
    #[schemars(title = "公告原因")]
    pub ground: AnnouncementGround,
    /// What was tried before, when and with what result.
    #[schemars(title = "已采取的送达方式和经过")]
    pub tried: Prose,
    /// The announcement as posted, photographed or saved.
    #[schemars(title = "公告张贴照片或者网页截图")]
    #[serde(default)]
    pub proof: Option<FileId>,
}
