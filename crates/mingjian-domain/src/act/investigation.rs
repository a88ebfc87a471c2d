//! What is stated during the investigation: records, evidence, facts, corrections, and the report that ends it.
//! It does not decide which facts are proved.

use crate::act::{Personal, Prose};
use crate::id::{EvidenceId, FileId, OfficerId};
use crate::value::money::Fen;
use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a paper was signed on the party's side (签名情况).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Who signed.
    #[schemars(title = "签名人")]
    #[serde(default)]
    pub signed_by: Option<String>,
    /// The signed paper, scanned or photographed.
    #[schemars(title = "签名件扫描")]
    #[serde(default)]
    pub scan: Option<FileId>,
    /// Where nobody signed: what happened, noted by two officers.
    #[schemars(title = "拒绝签名情况")]
    #[serde(default)]
    pub refusal: Option<Prose>,
}

/// Record what was found on the scene (现场检查笔录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordScene {
    /// Where.
    #[schemars(title = "检查地点")]
    pub place: String,
    /// When it began, in China.
    #[schemars(title = "检查开始时间")]
    pub began_at: NaiveDateTime,
    /// When it ended, in China.
    #[schemars(title = "检查结束时间")]
    pub ended_at: NaiveDateTime,
    /// The officers who inspected.
    #[schemars(title = "检查人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// Whether the certificates were shown (行政处罚法 第五十五条).
    #[schemars(title = "已出示执法证件")]
    pub cards_shown: bool,
    /// Whether the party was told of its rights.
    #[schemars(title = "已告知权利和回避事项")]
    pub rights_told: bool,
    /// Who was there for the party.
    #[schemars(title = "在场人员")]
    pub present: String,
    /// Objective facts only, no conclusions.
    #[schemars(title = "检查情况")]
    pub findings: Prose,
    /// What the party says of the record.
    #[schemars(title = "当事人意见")]
    pub party_view: Prose,
    /// How the party signed.
    #[schemars(title = "当事人签名")]
    pub signature: Signature,
}

/// One question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionAndAnswer {
    /// The question.
    #[schemars(title = "问")]
    pub question: Prose,
    /// The answer.
    #[schemars(title = "答")]
    pub answer: Prose,
}

/// Record an inquiry (询问笔录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordInquiry {
    /// Who was asked.
    #[schemars(title = "被询问人")]
    pub person: String,
    /// Identity number; sealed and never public.
    #[schemars(title = "被询问人身份证号码")]
    #[serde(default)]
    pub person_id: Option<Personal>,
    /// Phone; sealed and never public.
    #[schemars(title = "被询问人电话")]
    #[serde(default)]
    pub person_phone: Option<Personal>,
    /// Who the person is to the party.
    #[schemars(title = "与当事人的关系")]
    pub relation: String,
    /// Where.
    #[schemars(title = "询问地点")]
    pub place: String,
    /// When it began, in China.
    #[schemars(title = "询问开始时间")]
    pub began_at: NaiveDateTime,
    /// When it ended, in China.
    #[schemars(title = "询问结束时间")]
    pub ended_at: NaiveDateTime,
    /// The officers who asked.
    #[schemars(title = "询问人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// Whether the certificates were shown.
    #[schemars(title = "已出示执法证件")]
    pub cards_shown: bool,
    /// Whether the person was told of rights and duties.
    #[schemars(title = "已告知权利义务")]
    pub rights_told: bool,
    /// What was asked and answered.
    #[schemars(title = "问答")]
    #[serde(default)]
    pub exchanges: Vec<QuestionAndAnswer>,
    /// How the person signed.
    #[schemars(title = "被询问人签名")]
    pub signature: Signature,
}

/// The eight kinds of evidence (行政处罚法 第四十六条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// 书证
    #[schemars(title = "书证")]
    Document,
    /// 物证
    #[schemars(title = "物证")]
    Object,
    /// 视听资料
    #[schemars(title = "视听资料")]
    AudioVideo,
    /// 电子数据
    #[schemars(title = "电子数据")]
    ElectronicData,
    /// 证人证言
    #[schemars(title = "证人证言")]
    Testimony,
    /// 当事人的陈述
    #[schemars(title = "当事人的陈述")]
    PartyStatement,
    /// 鉴定意见
    #[schemars(title = "鉴定意见")]
    Expertise,
    /// 勘验笔录、现场笔录
    #[schemars(title = "勘验笔录、现场笔录")]
    Record,
}

impl EvidenceKind {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Document => "书证",
            Self::Object => "物证",
            Self::AudioVideo => "视听资料",
            Self::ElectronicData => "电子数据",
            Self::Testimony => "证人证言",
            Self::PartyStatement => "当事人的陈述",
            Self::Expertise => "鉴定意见",
            Self::Record => "勘验笔录、现场笔录",
        }
    }
}

/// Add evidence (添加证据).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddEvidence {
    /// Which of the eight kinds it is.
    #[schemars(title = "证据种类")]
    pub kind: EvidenceKind,
    /// What it is called in the file.
    #[schemars(title = "证据名称")]
    pub name: String,
    /// What it proves.
    #[schemars(title = "证明内容")]
    pub proves: Prose,
    /// Where it comes from.
    #[schemars(title = "来源")]
    pub source: String,
    /// When it was collected.
    #[schemars(title = "取得日期")]
    pub collected_on: NaiveDate,
    /// Who collected it.
    #[schemars(title = "收集人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// Whether it is the original.
    #[schemars(title = "原件")]
    pub original: bool,
    /// Pages, where it has pages.
    #[schemars(title = "页数")]
    #[serde(default)]
    pub pages: Option<u32>,
    /// The file, where it was uploaded.
    #[schemars(title = "附件")]
    #[serde(default)]
    pub file: Option<FileId>,
    /// Photographs that belong to it, as many as were taken.
    #[schemars(title = "照片")]
    #[serde(default)]
    pub photos: Vec<FileId>,
    /// Whether it bears on the facts; if so, an agreed review becomes stale.
    #[schemars(title = "影响案件事实认定")]
    pub bears_on_facts: bool,
    /// Whether the party brought it in a plea (行政处罚法 第四十五条).
    #[schemars(title = "由当事人在陈述申辩中提出")]
    pub from_plea: bool,
}

/// A violation as found (违法行为).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ViolationFacts {
    /// The cause, by its identifier in the law pack.
    #[schemars(title = "案由")]
    pub cause: String,
    /// Which duties of the cause were violated, by their ids in the law pack; may be left out where the cause has one.
    #[schemars(title = "违反的规定")]
    #[serde(default)]
    pub duties: Vec<String>,
    /// Time, place, what was done.
    #[schemars(title = "违法事实")]
    pub facts: Prose,
    /// What proves it.
    #[schemars(title = "证据")]
    #[serde(default)]
    pub evidence: Vec<EvidenceId>,
    /// The day of the act, which decides the law that applies.
    #[schemars(title = "行为日期")]
    pub acted_on: NaiveDate,
    /// Unlawful gains, in fen.
    #[schemars(title = "违法所得")]
    pub gains: Fen,
    /// Whether the aggravated branch of the clause applies.
    #[schemars(title = "情节严重")]
    pub aggravated: bool,
}

/// Which way the facts change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeDirection {
    /// 有利于当事人
    #[schemars(title = "有利于当事人")]
    Favourable,
    /// 不利于当事人
    #[schemars(title = "不利于当事人")]
    Adverse,
}

impl ChangeDirection {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Favourable => "有利于当事人",
            Self::Adverse => "不利于当事人",
        }
    }
}

/// Change or add violations (变更违法事实).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeFacts {
    /// All violations, as they stand now.
    #[schemars(title = "违法行为")]
    #[serde(default)]
    pub violations: Vec<ViolationFacts>,
    /// Which way the facts change; a new cause is always adverse.
    #[schemars(title = "变化方向")]
    pub direction: ChangeDirection,
    /// What was learnt.
    #[schemars(title = "变更理由")]
    pub reason: Prose,
}

/// What an order to correct says of one cause: a clause that punishes what stays uncorrected opens for that cause alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionItem {
    /// The cause, by its identifier in the law pack.
    #[schemars(title = "案由")]
    pub cause: String,
    /// Which duties of the cause are violated; may be left out where the cause has one.
    #[schemars(title = "违反的规定")]
    #[serde(default)]
    pub duties: Vec<String>,
    /// What is to be corrected.
    #[schemars(title = "违法行为")]
    pub violation: Prose,
    /// What the party shall do.
    #[schemars(title = "改正内容")]
    pub measure: Prose,
    /// The last day for it.
    #[schemars(title = "改正期限")]
    pub due_on: NaiveDate,
}

/// Order a correction (责令改正).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderCorrection {
    /// Who orders it.
    #[schemars(title = "执法人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// What is to be corrected, for each cause.
    #[schemars(title = "责令改正事项")]
    #[serde(default)]
    pub items: Vec<CorrectionItem>,
    /// How the party signed.
    #[schemars(title = "当事人签收")]
    pub signature: Signature,
}

/// What a re-check finds (复查结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecheckResult {
    /// 已改正
    #[schemars(title = "已改正")]
    Corrected,
    /// 逾期未改正
    #[schemars(title = "逾期未改正")]
    Overdue,
}

impl RecheckResult {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Corrected => "已改正",
            Self::Overdue => "逾期未改正",
        }
    }
}

/// What a re-check says of one item of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecheckItem {
    /// The cause of the item.
    #[schemars(title = "案由")]
    pub cause: String,
    /// What was found; nothing where the item was not re-checked this time.
    #[schemars(title = "复查结果")]
    #[serde(default)]
    pub result: Option<RecheckResult>,
}

/// Re-check a correction (复查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecheckCorrection {
    /// Who re-checked.
    #[schemars(title = "复查人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// What was found of each item that waits.
    #[schemars(title = "责令改正事项")]
    #[serde(default)]
    pub items: Vec<RecheckItem>,
    /// What was seen.
    #[schemars(title = "复查情况")]
    pub findings: Prose,
}

/// End the investigation (调查终结报告).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConcludeInvestigation {
    /// How the investigation went.
    #[schemars(title = "调查经过")]
    pub course: Prose,
    /// All violations, as found.
    #[schemars(title = "违法行为")]
    #[serde(default)]
    pub violations: Vec<ViolationFacts>,
    /// Circumstances that make the penalty lighter or heavier.
    #[schemars(title = "从轻、减轻、从重情节")]
    pub circumstances: Prose,
    /// What the officers propose.
    #[schemars(title = "处理建议")]
    pub proposal: Prose,
}

/// Go back to the investigation (退回补充调查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnToInvestigation {
    /// What must be found out.
    #[schemars(title = "退回理由")]
    pub reason: Prose,
}
