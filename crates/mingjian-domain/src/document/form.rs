//! Documents that are a table: rows with a label and a value, lists with columns, opinions (D01, D03, D04, D27, D31–D35).
//! It gives no meaning to a row; who fills the form does.

use serde::{Deserialize, Serialize};

use super::kind::DocumentKind;
use super::parts::{Header, SignOff};
use crate::act::Prose;
use crate::value::protected::{Protected, ProtectedKind};

/// Which table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// D01 案件受理记录.
    LeadRecord,
    /// D03 不予立案审批表.
    NoFilingApproval,
    /// D04 案件移送书.
    CaseTransfer,
    /// D27 合议记录.
    PanelRecord,
    /// D31 陈述和申辩笔录.
    PleaRecord,
    /// D32 陈述申辩复核意见书.
    PleaAnswer,
    /// D33 行政处罚听证通知书.
    HearingNotice,
    /// D34 听证笔录.
    HearingRecord,
    /// 听证终止记录.
    HearingEndRecord,
    /// D35 听证意见书.
    HearingReport,
    /// 举行听证审批表.
    HearingOrder,
    /// 行政处罚听证延期通知书.
    HearingPostponement,
    /// D50 回避申请书.
    RecusalApplication,
    /// D50 回避决定书.
    RecusalDecision,
    /// 变更承办人员审批表.
    HandlerChange,
    /// 变更当事人登记表.
    PartyChange,
    /// 中止调查审批表.
    SuspensionApproval,
    /// 恢复调查审批表.
    ResumptionApproval,
    /// D41 送达地址确认书.
    AddressConfirmation,
    /// D42 送达公告.
    ServiceAnnouncement,
    /// D12 证据先行登记保存决定书.
    RegistrationDecision,
    /// D15 封条.
    RegistrationSeal,
    /// D13 证据先行登记保存处理决定书.
    RegistrationDisposal,
    /// 解除证据先行登记保存通知书.
    RegistrationLifting,
    /// D08 采样记录.
    SamplingRecord,
    /// D09 产品样品确认告知书.
    ProductConfirmation,
    /// D10 检验（检测）委托书.
    TestingEntrustment,
    /// D11 检验结果告知书.
    TestResultNotice,
    /// D49 涉嫌犯罪案件移送书.
    PoliceTransfer,
    /// 涉嫌犯罪案件移送审批表.
    PoliceTransferApproval,
    /// 撤销案件审批表.
    CaseDropApproval,
    /// 行政检查审批表.
    InspectionApproval,
    /// 行政检查通知书.
    InspectionNotice,
    /// 行政检查表.
    InspectionChecklist,
    /// D20 卫生监督意见书.
    SupervisionOpinion,
    /// 延长改正期限通知书.
    CorrectionExtension,
    /// 行政检查结果告知书.
    InspectionFeedback,
}

impl Form {
    /// Every table.
    pub const ALL: [Self; 37] = [
        Self::LeadRecord,
        Self::NoFilingApproval,
        Self::CaseTransfer,
        Self::PanelRecord,
        Self::PleaRecord,
        Self::PleaAnswer,
        Self::HearingNotice,
        Self::HearingRecord,
        Self::HearingEndRecord,
        Self::HearingReport,
        Self::HearingOrder,
        Self::HearingPostponement,
        Self::RecusalApplication,
        Self::RecusalDecision,
        Self::HandlerChange,
        Self::PartyChange,
        Self::SuspensionApproval,
        Self::ResumptionApproval,
        Self::AddressConfirmation,
        Self::ServiceAnnouncement,
        Self::RegistrationDecision,
        Self::RegistrationSeal,
        Self::RegistrationDisposal,
        Self::RegistrationLifting,
        Self::SamplingRecord,
        Self::ProductConfirmation,
        Self::TestingEntrustment,
        Self::TestResultNotice,
        Self::PoliceTransfer,
        Self::PoliceTransferApproval,
        Self::CaseDropApproval,
        Self::InspectionApproval,
        Self::InspectionNotice,
        Self::InspectionChecklist,
        Self::SupervisionOpinion,
        Self::CorrectionExtension,
        Self::InspectionFeedback,
    ];

    /// The kind of document.
    pub const fn kind(self) -> DocumentKind {
        match self {
            Self::LeadRecord => DocumentKind::LeadRecord,
            Self::NoFilingApproval => DocumentKind::NoFilingApproval,
            Self::CaseTransfer => DocumentKind::CaseTransfer,
            Self::PanelRecord => DocumentKind::PanelRecord,
            Self::PleaRecord => DocumentKind::PleaRecord,
            Self::PleaAnswer => DocumentKind::PleaAnswer,
            Self::HearingNotice => DocumentKind::HearingNotice,
            Self::HearingRecord => DocumentKind::HearingRecord,
            Self::HearingEndRecord => DocumentKind::HearingEndRecord,
            Self::HearingReport => DocumentKind::HearingReport,
            Self::HearingOrder => DocumentKind::HearingOrder,
            Self::HearingPostponement => DocumentKind::HearingPostponement,
            Self::RecusalApplication => DocumentKind::RecusalApplication,
            Self::RecusalDecision => DocumentKind::RecusalDecision,
            Self::HandlerChange => DocumentKind::HandlerChange,
            Self::PartyChange => DocumentKind::PartyChange,
            Self::SuspensionApproval => DocumentKind::SuspensionApproval,
            Self::ResumptionApproval => DocumentKind::ResumptionApproval,
            Self::AddressConfirmation => DocumentKind::AddressConfirmation,
            Self::ServiceAnnouncement => DocumentKind::ServiceAnnouncement,
            Self::RegistrationDecision => DocumentKind::RegistrationDecision,
            Self::RegistrationSeal => DocumentKind::RegistrationSeal,
            Self::RegistrationDisposal => DocumentKind::RegistrationDisposal,
            Self::RegistrationLifting => DocumentKind::RegistrationLifting,
            Self::SamplingRecord => DocumentKind::SamplingRecord,
            Self::ProductConfirmation => DocumentKind::ProductConfirmation,
            Self::TestingEntrustment => DocumentKind::TestingEntrustment,
            Self::TestResultNotice => DocumentKind::TestResultNotice,
            Self::PoliceTransfer => DocumentKind::PoliceTransfer,
            Self::PoliceTransferApproval => DocumentKind::PoliceTransferApproval,
            Self::CaseDropApproval => DocumentKind::CaseDropApproval,
            Self::InspectionApproval => DocumentKind::InspectionApproval,
            Self::InspectionNotice => DocumentKind::InspectionNotice,
            Self::InspectionChecklist => DocumentKind::InspectionChecklist,
            Self::SupervisionOpinion => DocumentKind::SupervisionOpinion,
            Self::CorrectionExtension => DocumentKind::CorrectionExtension,
            Self::InspectionFeedback => DocumentKind::InspectionFeedback,
        }
    }
}

/// A row: what it is and what was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Label.
    pub label: String,
    /// Value.
    pub value: Prose,
    /// Whether the value must not be read by the public, and as what.
    #[serde(default)]
    pub protected: Option<ProtectedKind>,
}

impl Row {
    /// A row that holds nothing protected.
    pub fn new(label: &str, value: &str) -> Self {
        Self { label: label.to_owned(), value: value.into(), protected: None }
    }

    /// A row whose value is protected.
    pub fn protected(label: &str, value: &str, kind: ProtectedKind) -> Self {
        Self { protected: Some(kind), ..Self::new(label, value) }
    }
}

/// A list inside the form: evidence, members, points of a plea.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// What is listed.
    pub title: String,
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// Cells, row by row.
    pub rows: Vec<Vec<Prose>>,
}

/// A document that is a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormSheet {
    /// Header.
    pub header: Header,
    /// Which table.
    pub form: Form,
    /// Rows.
    #[serde(default)]
    pub rows: Vec<Row>,
    /// Lists under the rows.
    #[serde(default)]
    pub lists: Vec<List>,
    /// Opinions.
    #[serde(default)]
    pub sign_offs: Vec<SignOff>,
}

document!(FormSheet, |sheet, found| {
    for row in &sheet.rows {
        found.extend(row.protected.and_then(|kind| Protected::new(kind, row.value.text())));
    }
});
