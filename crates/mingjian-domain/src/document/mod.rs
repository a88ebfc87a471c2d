//! Official documents as typed data: one type for each document, frozen when it is issued and printed from nothing else.
//! It sets no type, gives no number and knows no template.

/// Implements [`Document`] by the field `header`; the block names what else is protected.
macro_rules! document {
    ($Model:ty) => {
        document!($Model, |_document, _found| {});
    };
    ($Model:ty, |$document:ident, $found:ident| $body:block) => {
        impl crate::document::Document for $Model {
            fn header(&self) -> &crate::document::parts::Header {
                &self.header
            }

            fn header_mut(&mut self) -> &mut crate::document::parts::Header {
                &mut self.header
            }

            fn protect(&self, $found: &mut Vec<crate::value::protected::Protected>) {
                let $document = self;
                $body
            }
        }
    };
}

pub mod amount;
pub mod compose;
pub mod decision;
pub mod form;
pub mod investigation;
pub mod kind;
pub mod notice;
pub mod parts;
pub mod performance;
pub mod remedies;
pub mod render;
pub mod review;
pub mod summary;
pub mod verification;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::value::protected::Protected;

use self::decision::{ApprovalSheet, DiscussionRecord, NoPenaltyDecision, PenaltyDecision};
use self::form::FormSheet;
use self::investigation::{CorrectionOrder, FilingReport, InquiryRecord, InvestigationReport, SceneRecord};
use self::kind::DocumentKind;
use self::notice::{HearingRightNotice, PriorNotice, ServiceReceipt, WaiverStatement};
use self::parts::{Header, Number};
use self::performance::ClosingReport;
use self::review::ReviewOpinion;
use self::summary::SummaryDecision;

/// What every document can tell about itself.
trait Document {
    fn header(&self) -> &Header;
    fn header_mut(&mut self) -> &mut Header;
    /// What the document holds beyond its header that the public must not read.
    fn protect(&self, found: &mut Vec<Protected>);
}

macro_rules! models {
    ($($(#[$doc:meta])* $Model:ident => $Kind:ident),+ $(,)?) => {
        /// The data of one document. It prints only its kind and number: the rest names people.
        #[derive(Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "model", content = "data", rename_all = "kebab-case")]
        pub enum DocumentModel {
            $($(#[$doc])* $Model(Box<$Model>),)+
            /// Every document that is a table of rows and lists.
            FormSheet(Box<FormSheet>),
        }

        impl DocumentModel {
            /// Which document it is.
            pub fn kind(&self) -> DocumentKind {
                match self {
                    $(Self::$Model(_) => DocumentKind::$Kind,)+
                    Self::FormSheet(sheet) => sheet.form.kind(),
                }
            }

            fn document(&self) -> &dyn Document {
                match self {
                    $(Self::$Model(document) => &**document,)+
                    Self::FormSheet(sheet) => &**sheet,
                }
            }

            fn document_mut(&mut self) -> &mut dyn Document {
                match self {
                    $(Self::$Model(document) => &mut **document,)+
                    Self::FormSheet(sheet) => &mut **sheet,
                }
            }
        }

        $(
            impl From<$Model> for DocumentModel {
                fn from(document: $Model) -> Self {
                    Self::$Model(Box::new(document))
                }
            }
        )+

        impl From<FormSheet> for DocumentModel {
            fn from(sheet: FormSheet) -> Self {
                Self::FormSheet(Box::new(sheet))
            }
        }
    };
}

models! {
    /// D02.
    FilingReport => FilingReport,
    /// D05.
    SceneRecord => SceneRecord,
    /// D06.
    InquiryRecord => InquiryRecord,
    /// D21.
    CorrectionOrder => CorrectionOrder,
    /// D26.
    InvestigationReport => InvestigationReport,
    /// D28.
    ReviewOpinion => ReviewOpinion,
    /// D29.
    PriorNotice => PriorNotice,
    /// D30.
    HearingRightNotice => HearingRightNotice,
    /// The party's written waiver.
    WaiverStatement => WaiverStatement,
    /// D36.
    DiscussionRecord => DiscussionRecord,
    /// The sheet on which the head decides.
    ApprovalSheet => ApprovalSheet,
    /// D37.
    PenaltyDecision => PenaltyDecision,
    /// D38.
    NoPenaltyDecision => NoPenaltyDecision,
    /// D39.
    SummaryDecision => SummaryDecision,
    /// D40.
    ServiceReceipt => ServiceReceipt,
    /// D48.
    ClosingReport => ClosingReport,
}

impl DocumentModel {
    /// Organ, number, date, case, party and officers.
    pub fn header(&self) -> &Header {
        self.document().header()
    }

    /// The same document with the number and date that issuing gave it.
    #[must_use]
    pub fn issued(mut self, number: Option<Number>, on: NaiveDate) -> Self {
        let header = self.document_mut().header_mut();
        header.number = number;
        header.issued_on = Some(on);
        self
    }

    /// Everything in the document that the public must not read, for masking and the leak check.
    pub fn protected_values(&self) -> Vec<Protected> {
        let mut found = Vec::new();
        self.header().protect(&mut found);
        self.document().protect(&mut found);
        let mut distinct: Vec<Protected> = Vec::new();
        for value in found {
            if !distinct.contains(&value) {
                distinct.push(value);
            }
        }
        distinct
    }

    /// The bytes that are stored, hashed and never serialised again: the canonical data with a random salt.
    ///
    /// Without the salt the digest on the paper would give away what a photograph of it hides: whoever knows the rest
    /// could try identity numbers until the digest fits.
    ///
    /// # Errors
    /// Never for the models of this module; the signature is that of the serialiser.
    pub fn freeze(&self, salt: &[u8; 32]) -> Result<Vec<u8>, serde_json::Error> {
        let mut value = serde_json::to_value(self)?;
        if let Some(fields) = value.as_object_mut() {
            fields.insert("salt".to_owned(), verification::hexadecimal(salt).into());
        }
        serde_json_canonicalizer::to_vec(&value)
    }

    /// The document that was frozen.
    ///
    /// # Errors
    /// When the bytes are no document of this version.
    pub fn thaw(frozen: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(frozen)
    }

    /// The data as bytes with one form only (RFC 8785), without salt: to compare documents.
    ///
    /// # Errors
    /// Never for the models of this module; the signature is that of the serialiser.
    pub fn canonical_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json_canonicalizer::to_vec(self)
    }
}

impl fmt::Debug for DocumentModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.header().number.as_ref().map_or_else(|| "no number".to_owned(), Number::to_string);
        write!(f, "DocumentModel({}, {number})", self.kind().id())
    }
}
