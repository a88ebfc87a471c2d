//! Why a document cannot be composed, in words for the staff with what to do.
//! It decides nothing about the act; the app shows the fault as a refusal.

use crate::refusal::Refusal;
use crate::value::certificate::CertificateNumberError;
use crate::value::document_number::DocumentNumberError;
use mingjian_law::citation::Citation;
use mingjian_law::due::DueError;
use thiserror::Error;

/// Why a document cannot be composed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ComposeFault {
    /// The pack names a document that the program does not have.
    #[error("程序规则要求制作“{0}”，系统中没有这种文书。请联系管理员。")]
    UnknownKind(String),
    /// Another act makes this document.
    #[error("“{title}”不由“{action}”这一操作制作。请刷新页面后重试。")]
    WrongAct {
        /// The document.
        title: &'static str,
        /// The action.
        action: String,
    },
    /// The body has not entered something that the document must name.
    #[error(
        "本机关信息中没有填写{0}，文书无法制作。请系统管理员在“管理”的“机关信息”中补充，补充以后再办理。"
    )]
    Letterhead(&'static str),
    /// The number is none.
    #[error("“{title}”的编号“{number}”不正确：{problem}")]
    Number {
        /// The document.
        title: &'static str,
        /// What was given.
        number: String,
        /// What is wrong with it.
        problem: DocumentNumberError,
    },
    /// The number belongs to another series, or the document has none.
    #[error("“{number}”不是“{title}”的编号系列。请联系管理员。")]
    NumberOfAnotherSeries {
        /// The document.
        title: &'static str,
        /// What was given.
        number: String,
    },
    /// The certificate that is recorded is none.
    #[error("{officer}的执法证号登记有误（{problem}）。请先更正执法人员信息。")]
    Certificate {
        /// The officer.
        officer: String,
        /// What is wrong with it.
        problem: CertificateNumberError,
    },
    /// Nobody handed in the name of a person whom the act names.
    #[error("没有找到{0}的姓名，文书无法制作。请先核对人员登记。")]
    UnknownPerson(&'static str),
    /// The case does not have what the document is about.
    #[error("本案没有{0}，文书无法制作。")]
    NotInCase(&'static str),
    /// A paper that the document refers to was not issued with a number.
    #[error("本案没有已编号制发的“{0}”，文书无法引用。")]
    PaperMissing(&'static str),
    /// The pack has no such cause.
    #[error("规则包中没有案由“{0}”。请联系管理员。")]
    UnknownCause(String),
    /// The pack has no such rule, or counts it in another unit than the document can say.
    #[error("规则包中没有“{0}”，或者计算单位与文书不符。请联系管理员。")]
    Rule(&'static str),
    /// A last day cannot be counted.
    #[error("期限无法计算：{0}")]
    Due(#[from] DueError),
}

impl ComposeFault {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownKind(_) => "document-unknown",
            Self::WrongAct { .. } => "document-of-another-act",
            Self::Letterhead(_) => "letterhead-incomplete",
            Self::Number { .. } => "document-number-invalid",
            Self::NumberOfAnotherSeries { .. } => "document-number-of-another-series",
            Self::Certificate { .. } => "certificate-invalid",
            Self::UnknownPerson(_) => "person-unknown",
            Self::NotInCase(_) => "document-without-content",
            Self::PaperMissing(_) => "paper-missing",
            Self::UnknownCause(_) => "cause-unknown",
            Self::Rule(_) | Self::Due(_) => "rule-missing",
        }
    }
}

/// An act whose document cannot be made is not taken: a decision without its particulars is none (行政处罚法 第五十九条).
impl From<&ComposeFault> for Refusal {
    fn from(fault: &ComposeFault) -> Self {
        Self::law(fault.code(), &fault.to_string(), vec![Citation::article("行政处罚法", 59)])
    }
}
