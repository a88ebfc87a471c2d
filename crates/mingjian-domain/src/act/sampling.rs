//! What is stated when samples are taken, tested and told of (行政处罚法 第四十六条、第五十六条).
//! It counts no days, and does not say whether a result proves anything.

use crate::act::investigation::Signature;
use crate::act::{Personal, Prose};
use crate::id::{FileId, OfficerId};
use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One sample of a sampling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// What it is.
    #[schemars(title = "样品名称")]
    pub name: String,
    /// Its batch or date of making, where it has one.
    #[schemars(title = "批号或者生产日期")]
    pub batch: String,
    /// Its specification.
    #[schemars(title = "规格")]
    pub specification: String,
    /// How much was taken, with its unit.
    #[schemars(title = "采样数量")]
    pub quantity: String,
    /// The number of the seal on it.
    #[schemars(title = "封样编号")]
    pub seal_number: String,
}

/// Take samples (抽样取证): several at once, of one maker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeSample {
    /// The officers who took them.
    #[schemars(title = "采样人员")]
    #[serde(default)]
    pub officers: Vec<OfficerId>,
    /// When they were taken, in China.
    #[schemars(title = "采样时间")]
    pub taken_at: NaiveDateTime,
    /// Where.
    #[schemars(title = "采样地点")]
    pub place: String,
    /// Whether they are products; else water, air, a surface, a specimen.
    #[schemars(title = "属于产品样品")]
    pub product: bool,
    /// The maker that the product names.
    #[schemars(title = "标示的生产者")]
    #[serde(default)]
    pub maker: Option<String>,
    /// The samples.
    #[schemars(title = "样品")]
    #[serde(default)]
    pub samples: Vec<Sample>,
    /// How they were taken.
    #[schemars(title = "采样方法和依据")]
    pub method: Prose,
    /// How they are kept until they are tested.
    #[schemars(title = "保存和运送条件")]
    pub storage: String,
    /// Who was there for the party.
    #[schemars(title = "在场人员")]
    pub present: String,
    /// How the party signed.
    #[schemars(title = "被采样人签名")]
    pub signature: Signature,
}

/// Tell the maker of a product (产品样品确认告知书).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotifyMaker {
    /// Where the maker is.
    #[schemars(title = "生产者地址")]
    pub address: String,
    /// By what way it is sent: by mail, through the organ at the maker's place.
    #[schemars(title = "送达方式")]
    pub through: String,
}

/// What the maker says of the sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MakerAnswer {
    /// 确认为本单位产品
    #[schemars(title = "确认为本单位产品")]
    Confirmed,
    /// 否认为本单位产品
    #[schemars(title = "否认为本单位产品")]
    Denied,
}

impl MakerAnswer {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Confirmed => "确认为本单位产品",
            Self::Denied => "否认为本单位产品",
        }
    }
}

/// Record what the maker said (登记生产者的确认意见).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordMakerAnswer {
    /// When it came.
    #[schemars(title = "收到日期")]
    pub received_on: NaiveDate,
    /// What it comes to.
    #[schemars(title = "确认结果")]
    pub answer: MakerAnswer,
    /// What it says, and on what.
    #[schemars(title = "意见和理由")]
    pub content: Prose,
    /// The paper.
    #[schemars(title = "书面意见扫描")]
    pub scan: FileId,
}

/// The laboratory that tests, and by what it may (资质).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Laboratory {
    /// Its name.
    #[schemars(title = "机构名称")]
    pub name: String,
    /// The number of its certificate.
    #[schemars(title = "资质认定证书编号")]
    pub certificate: String,
    /// The last day on which that certificate holds.
    #[schemars(title = "资质有效期至")]
    pub valid_to: NaiveDate,
    /// The items that the certificate covers, as far as they are asked for.
    #[schemars(title = "资质范围内的项目")]
    #[serde(default)]
    pub scope: Vec<String>,
}

/// Entrust a laboratory (检验、检测、鉴定委托书).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntrustTesting {
    /// Who tests.
    #[schemars(title = "检验机构")]
    pub laboratory: Laboratory,
    /// What is tested.
    #[schemars(title = "检验项目")]
    #[serde(default)]
    pub items: Vec<String>,
    /// What is asked.
    #[schemars(title = "委托事项和要求")]
    pub question: Prose,
    /// The last day for the report.
    #[schemars(title = "完成期限")]
    pub due_on: NaiveDate,
}

/// Record the result (登记检验结果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiveResult {
    /// When the report came.
    #[schemars(title = "收到日期")]
    pub received_on: NaiveDate,
    /// The day on the report.
    #[schemars(title = "报告日期")]
    pub reported_on: NaiveDate,
    /// The number of the report.
    #[schemars(title = "报告编号")]
    pub number: String,
    /// What was tested.
    #[schemars(title = "报告的检验项目")]
    #[serde(default)]
    pub items: Vec<String>,
    /// What it concludes.
    #[schemars(title = "检验结论")]
    pub conclusion: Prose,
    /// What the report proves in the case.
    #[schemars(title = "证明内容")]
    pub proves: Prose,
    /// The report.
    #[schemars(title = "检验报告扫描")]
    pub scan: FileId,
    /// Its pages.
    #[schemars(title = "页数")]
    #[serde(default)]
    pub pages: Option<u32>,
}

/// Issue the notice of the result (检验结果告知书).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueResult {
    /// To whom and how another test is asked for.
    #[schemars(title = "提出复检的方式")]
    pub retest_at: Prose,
}

/// Record that the party asks for another test (登记复检申请).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestRetest {
    /// When it was asked for.
    #[schemars(title = "申请日期")]
    pub requested_on: NaiveDate,
    /// Who asks.
    #[schemars(title = "申请人")]
    pub applicant: String,
    /// Where the applicant can be reached; sealed and never public.
    #[schemars(title = "申请人电话")]
    #[serde(default)]
    pub phone: Option<Personal>,
    /// Why.
    #[schemars(title = "申请理由")]
    pub reason: Prose,
    /// The paper.
    #[schemars(title = "申请书扫描")]
    pub scan: FileId,
}

/// Refuse another test (不予复检).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefuseRetest {
    /// Why, and on what.
    #[schemars(title = "不予复检的理由和依据")]
    pub reason: Prose,
    /// When and how the applicant was told.
    #[schemars(title = "答复申请人的时间和方式")]
    pub told: Prose,
}

/// End the sampling (办结抽样检验).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseSampling {
    /// What became of the samples and of what was kept back.
    #[schemars(title = "样品和备样的处理")]
    pub note: Prose,
}

/// Give the sampling up (终止抽样检验).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AbandonSampling {
    /// Why.
    #[schemars(title = "终止的理由")]
    pub reason: Prose,
    /// What became of the samples.
    #[schemars(title = "样品的处理")]
    pub note: Prose,
}
