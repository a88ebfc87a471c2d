//! The issued decision of either procedure, as far as the public may ever read of it.
//! It takes each document apart by name, so that a field added to one does not compile until somebody has classed it.

use crate::act::Prose;
use crate::document::DocumentModel;
use crate::document::decision::PenaltyDecision;
use crate::document::kind::DocumentKind;
use crate::document::parts::{EvidenceLine, Header, SanctionLine, ViolationPart};
use crate::document::remedies::{Payment, Remedies};
use crate::document::summary::SummaryDecision;

/// A decision as it was issued, without what has no part in any public record.
#[derive(Clone, PartialEq)]
pub struct Issued {
    /// Which document it is.
    pub kind: DocumentKind,
    /// Header.
    pub header: Header,
    /// Each violation with its clauses and penalty.
    pub violations: Vec<ViolationPart>,
    /// The evidence; only its kinds are public.
    pub evidence: Vec<EvidenceLine>,
    /// The penalty in total.
    pub total: Vec<SanctionLine>,
    /// How to pay.
    pub payment: Option<Payment>,
    /// How other penalties are carried out.
    pub performance: Option<Prose>,
    /// Where to seek remedy.
    pub remedies: Remedies,
}

impl Issued {
    /// The decision in an issued document; none in any other document.
    pub fn of(document: DocumentModel) -> Option<Self> {
        match document {
            DocumentModel::PenaltyDecision(decision) => Some((*decision).into()),
            DocumentModel::SummaryDecision(decision) => Some((*decision).into()),
            _ => None,
        }
    }
}

/// Only the kind: the rest names people.
impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Issued({})", self.kind.id())
    }
}

impl From<PenaltyDecision> for Issued {
    fn from(decision: PenaltyDecision) -> Self {
        // Course, plea and the sentence on publicity are withheld.
        let PenaltyDecision {
            header,
            course: _,
            violations,
            evidence,
            plea: _,
            total,
            payment,
            performance,
            remedies,
            publicity: _,
        } = decision;
        let kind = DocumentKind::PenaltyDecision;
        Self { kind, header, violations, evidence, total, payment, performance, remedies }
    }
}

impl From<SummaryDecision> for Issued {
    fn from(decision: SummaryDecision) -> Self {
        // Hour and place of the visit, the proof in words, what was told and heard, and how cash is taken are withheld.
        let SummaryDecision {
            header,
            decided_at: _,
            place: _,
            violation,
            proof: _,
            evidence,
            told_at: _,
            plea: _,
            answer: _,
            total,
            payment,
            cash: _,
            performance,
            remedies,
            publicity: _,
        } = decision;
        let kind = DocumentKind::SummaryDecision;
        Self { kind, header, violations: vec![violation], evidence, total, payment, performance, remedies }
    }
}
