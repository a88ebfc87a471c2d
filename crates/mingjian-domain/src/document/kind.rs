//! The documents of the procedures: identifier, title, number, seal, signatures.
//! It says nothing of when a document is made; the procedure packs do.

use serde::{Deserialize, Serialize};

/// How a document is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberForm {
    /// 文号 with this word for its nature: 许卫医罚〔2026〕12号.
    Formal(&'static str),
    /// 编号: year and sequence.
    Working,
    /// None: it belongs to a document or an act that has one.
    Unnumbered,
}

/// Who signs on paper or by login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signatory {
    /// 当事人 (or who is present for it).
    Party,
    /// 被询问人.
    AskedPerson,
    /// 申请人.
    Applicant,
    /// 收件人.
    Recipient,
    /// 见证人, where there is one.
    Witness,
    /// 两名执法人员.
    Officers,
    /// 承办机构负责人.
    UnitHead,
    /// 行政机关负责人.
    AgencyHead,
    /// 法制审核人员.
    Reviewer,
    /// 参加合议、讨论的人员.
    Members,
    /// 主持人.
    Host,
    /// 记录人.
    Recorder,
}

impl Signatory {
    /// What stands before the line.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Party => "当事人",
            Self::AskedPerson => "被询问人",
            Self::Applicant => "申请人",
            Self::Recipient => "收件人",
            Self::Witness => "见证人",
            Self::Officers => "执法人员",
            Self::UnitHead => "承办机构负责人",
            Self::AgencyHead => "行政机关负责人",
            Self::Reviewer => "法制审核人员",
            Self::Members => "参加人员",
            Self::Host => "主持人",
            Self::Recorder => "记录人",
        }
    }
}

/// What is fixed for a kind of document.
struct Properties {
    id: &'static str,
    catalogue: &'static str,
    title: &'static str,
    number: NumberForm,
    seal: bool,
    served: bool,
    signed_by: &'static [Signatory],
}

/// A kind of document (文书).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// D01 案件受理记录.
    LeadRecord,
    /// D02 立案报告.
    FilingReport,
    /// D03 不予立案审批表.
    NoFilingApproval,
    /// D04 案件移送书.
    CaseTransfer,
    /// D05 现场笔录.
    SceneRecord,
    /// D06 询问笔录.
    InquiryRecord,
    /// D21 责令改正通知书.
    CorrectionOrder,
    /// D26 案件调查终结报告.
    InvestigationReport,
    /// D27 合议记录.
    PanelRecord,
    /// D28 法制审核意见书.
    ReviewOpinion,
    /// D29 行政处罚事先告知书.
    PriorNotice,
    /// D30 行政处罚听证告知书.
    HearingRightNotice,
    /// D31 陈述和申辩笔录.
    PleaRecord,
    /// D32 陈述申辩复核意见书.
    PleaAnswer,
    /// Written waiver of plea or hearing.
    WaiverStatement,
    /// D33 行政处罚听证通知书.
    HearingNotice,
    /// D34 听证笔录.
    HearingRecord,
    /// End of a hearing that was not held.
    HearingEndRecord,
    /// D35 听证意见书.
    HearingReport,
    /// The sheet on which the head orders a hearing.
    HearingOrder,
    /// 行政处罚听证延期通知书.
    HearingPostponement,
    /// D50 回避申请书.
    RecusalApplication,
    /// D50 回避决定书.
    RecusalDecision,
    /// The sheet on which the handlers are changed.
    HandlerChange,
    /// The sheet on which the party is changed.
    PartyChange,
    /// The sheet on which the investigation is suspended.
    SuspensionApproval,
    /// The sheet on which it is resumed.
    ResumptionApproval,
    /// D36 集体讨论记录.
    DiscussionRecord,
    /// The sheet on which the head decides.
    ApprovalSheet,
    /// D37 行政处罚决定书.
    PenaltyDecision,
    /// D38 不予行政处罚决定书.
    NoPenaltyDecision,
    /// D39 当场行政处罚决定书.
    SummaryDecision,
    /// D40 送达回证.
    ServiceReceipt,
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
    /// D48 结案报告.
    ClosingReport,
    /// The sheet on which a case is dropped.
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

impl DocumentKind {
    /// Every kind, in the order of the procedure.
    pub const ALL: [Self; 53] = [
        Self::LeadRecord,
        Self::NoFilingApproval,
        Self::CaseTransfer,
        Self::FilingReport,
        Self::SceneRecord,
        Self::InquiryRecord,
        Self::CorrectionOrder,
        Self::InvestigationReport,
        Self::PanelRecord,
        Self::ReviewOpinion,
        Self::PriorNotice,
        Self::HearingRightNotice,
        Self::PleaRecord,
        Self::PleaAnswer,
        Self::WaiverStatement,
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
        Self::DiscussionRecord,
        Self::ApprovalSheet,
        Self::PenaltyDecision,
        Self::NoPenaltyDecision,
        Self::SummaryDecision,
        Self::ServiceReceipt,
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
        Self::ClosingReport,
        Self::CaseDropApproval,
        Self::InspectionApproval,
        Self::InspectionNotice,
        Self::InspectionChecklist,
        Self::SupervisionOpinion,
        Self::CorrectionExtension,
        Self::InspectionFeedback,
    ];

    /// The identifier in packs, rows and addresses.
    pub const fn id(self) -> &'static str {
        self.properties().id
    }

    /// The kind with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Its place in the catalogue of health enforcement documents; empty for those of our own.
    pub const fn catalogue(self) -> &'static str {
        self.properties().catalogue
    }

    /// The title in Chinese.
    pub const fn title(self) -> &'static str {
        self.properties().title
    }

    /// How it is numbered; the body's pack may have another word.
    pub const fn number_form(self) -> NumberForm {
        self.properties().number
    }

    /// Whether the organ's seal belongs on it.
    pub const fn needs_seal(self) -> bool {
        self.properties().seal
    }

    /// Whether it is served on the party.
    pub const fn is_served(self) -> bool {
        self.properties().served
    }

    /// Who signs it.
    pub const fn signatories(self) -> &'static [Signatory] {
        self.properties().signed_by
    }

    const fn properties(self) -> Properties {
        match self {
            Self::LeadRecord => working("lead-record", "D01", "案件受理记录", APPROVAL),
            Self::FilingReport => working("filing-report", "D02", "立案报告", APPROVAL),
            Self::NoFilingApproval => working("no-filing-approval", "D03", "不予立案审批表", APPROVAL),
            Self::CaseTransfer => sealed("case-transfer", "D04", "案件移送书", "案移", false),
            Self::SceneRecord => unnumbered("scene-record", "D05", "现场笔录", AT_THE_SCENE),
            Self::InquiryRecord => unnumbered("inquiry-record", "D06", "询问笔录", ASKED),
            Self::CorrectionOrder => sealed("correction-order", "D21", "责令改正通知书", "责改", true),
            Self::InvestigationReport => {
                unnumbered("investigation-report", "D26", "案件调查终结报告", HANDLERS)
            }
            Self::PanelRecord => unnumbered("panel-record", "D27", "合议记录", MEETING),
            Self::ReviewOpinion => Properties {
                number: NumberForm::Formal("法审"),
                ..unnumbered("review-opinion", "D28", "法制审核意见书", REVIEW)
            },
            Self::PriorNotice => sealed("prior-notice", "D29", "行政处罚事先告知书", "告", true),
            Self::HearingRightNotice => {
                sealed("hearing-right-notice", "D30", "行政处罚听证告知书", "听告", true)
            }
            Self::PleaRecord => unnumbered("plea-record", "D31", "陈述和申辩笔录", AT_THE_SCENE),
            Self::PleaAnswer => unnumbered("plea-answer", "D32", "陈述申辩复核意见书", HANDLERS),
            Self::WaiverStatement => {
                unnumbered("waiver-statement", "", "放弃陈述申辩、听证权利声明书", BY_PARTY)
            }
            Self::HearingNotice => sealed("hearing-notice", "D33", "行政处罚听证通知书", "听通", true),
            Self::HearingRecord => unnumbered("hearing-record", "D34", "听证笔录", HEARING),
            Self::HearingEndRecord => unnumbered("hearing-end-record", "", "听证终止记录", HOSTED),
            Self::HearingReport => unnumbered("hearing-report", "D35", "听证意见书", HOSTED),
            Self::HearingOrder => working("hearing-order", "", "举行听证审批表", APPROVAL),
            Self::HearingPostponement => {
                sealed("hearing-postponement", "", "行政处罚听证延期通知书", "听延", true)
            }
            Self::RecusalApplication => unnumbered("recusal-application", "D50", "回避申请书", APPLIED),
            Self::RecusalDecision => sealed("recusal-decision", "D50", "回避决定书", "避决", false),
            Self::HandlerChange => working("handler-change", "", "变更承办人员审批表", APPROVAL),
            Self::PartyChange => working("party-change", "", "变更当事人登记表", HANDLERS),
            Self::SuspensionApproval => working("suspension-approval", "", "中止调查审批表", APPROVAL),
            Self::ResumptionApproval => working("resumption-approval", "", "恢复调查审批表", APPROVAL),
            Self::DiscussionRecord => unnumbered("discussion-record", "D36", "集体讨论记录", MEETING),
            Self::ApprovalSheet => working("approval-sheet", "", "行政处罚审批表", APPROVAL),
            Self::PenaltyDecision => sealed("penalty-decision", "D37", "行政处罚决定书", "罚", true),
            Self::NoPenaltyDecision => {
                sealed("no-penalty-decision", "D38", "不予行政处罚决定书", "不罚", true)
            }
            // Preprinted and signed by the officers instead of sealed (行政处罚法 第五十二条).
            Self::SummaryDecision => Properties {
                number: NumberForm::Formal("当罚"),
                served: true,
                ..unnumbered("summary-decision", "D39", "当场行政处罚决定书", AT_THE_SCENE)
            },
            Self::ServiceReceipt => unnumbered("service-receipt", "D40", "送达回证", SERVICE),
            Self::AddressConfirmation => {
                unnumbered("address-confirmation", "D41", "送达地址确认书", BY_PARTY)
            }
            // It names the paper by its number and has none itself.
            Self::ServiceAnnouncement => {
                Properties { seal: true, ..unnumbered("service-announcement", "D42", "送达公告", &[]) }
            }
            Self::RegistrationDecision => {
                sealed("registration-decision", "D12", "证据先行登记保存决定书", "证保决", true)
            }
            Self::RegistrationSeal => {
                Properties { seal: true, ..working("registration-seal", "D15", "封条", &[]) }
            }
            Self::RegistrationDisposal => {
                sealed("registration-disposal", "D13", "证据先行登记保存处理决定书", "证保处", true)
            }
            Self::RegistrationLifting => {
                sealed("registration-lifting", "", "解除证据先行登记保存通知书", "证保解", true)
            }
            Self::SamplingRecord => working("sampling-record", "D08", "采样记录", AT_THE_SCENE),
            // To the maker of the product, and to the laboratory: neither is served on the party.
            Self::ProductConfirmation => {
                sealed("product-confirmation", "D09", "产品样品确认告知书", "确", false)
            }
            Self::TestingEntrustment => {
                sealed("testing-entrustment", "D10", "检验（检测）委托书", "鉴委", false)
            }
            Self::TestResultNotice => sealed("test-result-notice", "D11", "检验结果告知书", "检告", true),
            Self::PoliceTransfer => sealed("police-transfer", "D49", "涉嫌犯罪案件移送书", "移", false),
            Self::PoliceTransferApproval => {
                working("police-transfer-approval", "", "涉嫌犯罪案件移送审批表", APPROVAL)
            }
            Self::ClosingReport => unnumbered("closing-report", "D48", "行政处罚结案报告", APPROVAL),
            Self::CaseDropApproval => working("case-drop-approval", "", "撤销案件审批表", APPROVAL),
            Self::InspectionApproval => working("inspection-approval", "", "行政检查审批表", APPROVAL),
            Self::InspectionNotice => sealed("inspection-notice", "", "行政检查通知书", "检通", true),
            Self::InspectionChecklist => unnumbered("inspection-checklist", "", "行政检查表", AT_THE_SCENE),
            Self::SupervisionOpinion => sealed("supervision-opinion", "D20", "卫生监督意见书", "监意", true),
            Self::CorrectionExtension => {
                sealed("correction-extension", "", "延长改正期限通知书", "延改", true)
            }
            Self::InspectionFeedback => sealed("inspection-feedback", "", "行政检查结果告知书", "检告", true),
        }
    }
}

const APPROVAL: &[Signatory] = &[Signatory::Officers, Signatory::UnitHead, Signatory::AgencyHead];
const HANDLERS: &[Signatory] = &[Signatory::Officers, Signatory::UnitHead];
const AT_THE_SCENE: &[Signatory] = &[Signatory::Party, Signatory::Officers];
const ASKED: &[Signatory] = &[Signatory::AskedPerson, Signatory::Officers];
const BY_PARTY: &[Signatory] = &[Signatory::Party];
const MEETING: &[Signatory] = &[Signatory::Host, Signatory::Recorder, Signatory::Members];
const REVIEW: &[Signatory] = &[Signatory::Reviewer];
const HEARING: &[Signatory] = &[Signatory::Host, Signatory::Recorder, Signatory::Party, Signatory::Officers];
const APPLIED: &[Signatory] = &[Signatory::Applicant, Signatory::Recorder];
const HOSTED: &[Signatory] = &[Signatory::Host];
const SERVICE: &[Signatory] = &[Signatory::Recipient, Signatory::Witness, Signatory::Officers];

const fn unnumbered(
    id: &'static str,
    catalogue: &'static str,
    title: &'static str,
    signed_by: &'static [Signatory],
) -> Properties {
    Properties { id, catalogue, title, number: NumberForm::Unnumbered, seal: false, served: false, signed_by }
}

const fn working(
    id: &'static str,
    catalogue: &'static str,
    title: &'static str,
    signed_by: &'static [Signatory],
) -> Properties {
    Properties { number: NumberForm::Working, ..unnumbered(id, catalogue, title, signed_by) }
}

/// A document of the organ to the outside: formal number and seal instead of signatures.
const fn sealed(
    id: &'static str,
    catalogue: &'static str,
    title: &'static str,
    word: &'static str,
    served: bool,
) -> Properties {
    Properties {
        number: NumberForm::Formal(word),
        seal: true,
        served,
        ..unnumbered(id, catalogue, title, &[])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::value::document_number::DocumentNumber;

    #[test]
    fn every_kind_has_an_identifier_of_its_own_and_is_found_by_it() {
        let ids: BTreeSet<&str> = DocumentKind::ALL.iter().map(|kind| kind.id()).collect();
        assert_eq!(ids.len(), DocumentKind::ALL.len());
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::from_id(kind.id()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
        }
        assert_eq!(DocumentKind::from_id("decision"), None);
    }

    #[test]
    fn every_word_of_a_series_makes_a_number_that_reads_back() {
        for kind in DocumentKind::ALL {
            if let NumberForm::Formal(word) = kind.number_form() {
                let number = DocumentNumber::parse(&format!("示卫医{word}〔2026〕1号")).unwrap();
                assert_eq!(number.nature, word, "{}", kind.id());
            }
        }
    }

    #[test]
    fn what_is_served_bears_the_seal_and_what_bears_none_is_signed() {
        for kind in DocumentKind::ALL {
            let sealed = kind.needs_seal() || kind == DocumentKind::SummaryDecision;
            assert!(!kind.is_served() || sealed, "{}", kind.id());
            assert_eq!(kind.needs_seal(), kind.signatories().is_empty(), "{}", kind.id());
        }
    }
}
