//! What a document says of violations: facts, evidence, and the clauses of duty and penalty as they are cited.
//! It weighs nothing; which clause is open follows from what the case has established.

use super::sanction::{Share, sanction_lines};
use super::{ComposeFault, Draft};
use crate::act::Prose;
use crate::act::decision::Penalty;
use crate::act::investigation::ViolationFacts;
use crate::document::parts::{EvidenceLine, SanctionLine, ViolationPart};
use crate::id::EvidenceId;
use crate::law::Law;
use crate::value::date_text::chinese_date;
use crate::value::money::Fen;
use mingjian_law::cause::{Branch, Cause, Circumstances};
use mingjian_law::citation::Citation;
use mingjian_law::sanction::PenaltyKind;

/// Citations as documents write them: full title once, then the places; each place once.
pub(super) fn cited<'c>(law: Law<'_>, citations: impl IntoIterator<Item = &'c Citation>) -> String {
    let mut places: Vec<&Citation> = Vec::new();
    for citation in citations {
        if !places.contains(&citation) {
            places.push(citation);
        }
    }
    let mut last = None;
    let worded = places.into_iter().map(|citation| {
        if last.replace(&citation.law) == Some(&citation.law) {
            return citation.place();
        }
        let title = law.pack.sources.get(&citation.law).map_or(&citation.law, |source| &source.title);
        format!("《{title}》{}", citation.place())
    });
    worded.collect::<Vec<_>>().join("、")
}

/// The clauses whose breach a violation is (违反条款): those of the limbs of its cause that it names.
pub(super) fn duty_citations<'a>(
    cause: &'a Cause,
    duties: &'a [String],
) -> impl Iterator<Item = &'a Citation> {
    cause.duties_named(duties).flat_map(|duty| &duty.basis)
}

impl<'a> Draft<'a> {
    /// The cause of a violation in the version of the day of the act (行政处罚法 第三十七条).
    pub(super) fn cause(&self, violation: &ViolationFacts) -> Result<&'a Cause, ComposeFault> {
        let version = self.law.cause(&violation.cause, violation.acted_on);
        version
            .or_else(|| self.law.any_cause(&violation.cause))
            .ok_or_else(|| ComposeFault::UnknownCause(violation.cause.clone()))
    }

    /// The causes that are suspected at filing, in the version of the day on which the lead was found.
    pub(super) fn suspected_causes(&self) -> Result<Vec<&'a Cause>, ComposeFault> {
        let found_on = self.after.opening.on();
        let causes = self.after.causes.iter().map(|id| {
            let version = self.law.cause(id, found_on).or_else(|| self.law.any_cause(id));
            version.ok_or_else(|| ComposeFault::UnknownCause(id.clone()))
        });
        causes.collect()
    }

    /// What the case says of a violation, as far as the penalty clauses ask for it.
    pub(super) fn circumstances(
        &self,
        violation: &ViolationFacts,
        penalty: Option<&Penalty>,
    ) -> Circumstances {
        Circumstances {
            gains: violation.gains.fen(),
            overdue: self.after.is_overdue(violation),
            aggravated: violation.aggravated,
            reduced: penalty.is_some_and(|penalty| penalty.reduced),
        }
    }

    /// Each violation with its clauses and, where one is proposed or decided, its penalty (分别裁量).
    pub(super) fn violation_parts(
        &self,
        violations: &[ViolationFacts],
        penalties: &[Penalty],
    ) -> Result<Vec<ViolationPart>, ComposeFault> {
        let parts = violations.iter().map(|violation| {
            let penalty = penalties.iter().find(|penalty| penalty.cause == violation.cause);
            self.violation_part(violation, penalty)
        });
        parts.collect()
    }

    fn violation_part(
        &self,
        violation: &ViolationFacts,
        penalty: Option<&Penalty>,
    ) -> Result<ViolationPart, ComposeFault> {
        let cause = self.cause(violation)?;
        let circumstances = self.circumstances(violation, penalty);
        let share = penalty.map(|penalty| Share { penalty, cause, circumstances });
        Ok(ViolationPart {
            cause: cause.label.clone(),
            facts: established(violation),
            evidence: self.names_of(&violation.evidence),
            violated: cited(self.law, duty_citations(cause, &violation.duties)),
            basis: penalty_basis(self.law, cause, &circumstances, penalty),
            tier: penalty.map(|penalty| penalty.tier.clone()).unwrap_or_default(),
            reasons: penalty.map(reasons).unwrap_or_default(),
            sanctions: sanction_lines(share.as_slice()),
        })
    }

    /// The penalty in total (合并处罚).
    pub(super) fn total(
        &self,
        violations: &[ViolationFacts],
        penalties: &[Penalty],
    ) -> Result<Vec<SanctionLine>, ComposeFault> {
        let mut shares = Vec::new();
        for penalty in penalties {
            let violation = violations.iter().find(|violation| violation.cause == penalty.cause);
            let violation = violation.ok_or(ComposeFault::NotInCase("所处罚的违法行为"))?;
            let circumstances = self.circumstances(violation, Some(penalty));
            shares.push(Share { penalty, cause: self.cause(violation)?, circumstances });
        }
        Ok(sanction_lines(&shares))
    }

    /// The names of items of evidence.
    pub(super) fn names_of(&self, ids: &[EvidenceId]) -> Vec<String> {
        let named = |id: &EvidenceId| self.after.evidence.iter().find(|item| item.id == *id);
        ids.iter().filter_map(named).map(|item| item.stated.name.clone()).collect()
    }

    /// All evidence of the case.
    pub(super) fn all_evidence(&self) -> Vec<EvidenceLine> {
        self.evidence_lines(|_, _| true)
    }

    /// The evidence on which the facts rest: what bears on them, and what a violation names.
    pub(super) fn evidence_for(&self, violations: &[ViolationFacts]) -> Vec<EvidenceLine> {
        self.evidence_lines(|id, bears| {
            bears || violations.iter().any(|violation| violation.evidence.contains(&id))
        })
    }

    fn evidence_lines(&self, wanted: impl Fn(EvidenceId, bool) -> bool) -> Vec<EvidenceLine> {
        let items = self.after.evidence.iter().filter(|item| wanted(item.id, item.stated.bears_on_facts));
        let line = |item: &crate::proceeding::Evidence| EvidenceLine {
            kind: item.stated.kind.label().to_owned(),
            name: item.stated.name.clone(),
            proves: item.stated.proves.clone(),
        };
        items.map(line).collect()
    }
}

/// The facts in the officers' words, then what was established in figures.
fn established(violation: &ViolationFacts) -> Prose {
    let mut figures = vec![format!("行为日期：{}", chinese_date(violation.acted_on))];
    if violation.gains > Fen::ZERO {
        let (amount, capitals) = (violation.gains.yuan_text(), violation.gains.capitals());
        figures.push(format!("认定违法所得人民币{amount}（大写：{capitals}）"));
    }
    if violation.aggravated {
        figures.push("认定为情节严重".to_owned());
    }
    Prose(format!("{}\n{}。", violation.facts.text().trim_end(), figures.join("；")))
}

fn reasons(penalty: &Penalty) -> Prose {
    if penalty.reduced {
        Prose(format!("依法减轻处罚。{}", penalty.reasons.text()))
    } else {
        penalty.reasons.clone()
    }
}

/// The clauses on which a penalty rests: the open ones that name one of its kinds; all open ones where none is proposed.
///
/// Gains are confiscated by the general clause where the special one is silent (行政处罚法 第二十八条第二款).
fn penalty_basis(
    law: Law<'_>,
    cause: &Cause,
    circumstances: &Circumstances,
    penalty: Option<&Penalty>,
) -> String {
    let kinds = penalty.map(|penalty| penalty.kinds.as_slice()).unwrap_or_default();
    let names =
        |branch: &Branch, kind: PenaltyKind| branch.measures.iter().any(|measure| measure.kind == kind);
    let open: Vec<&Branch> = cause.open_branches(circumstances).collect();
    let used = |branch: &&&Branch| kinds.iter().any(|kind| names(branch, *kind));
    let mut branches: Vec<&Branch> = open.iter().filter(used).copied().collect();
    if branches.is_empty() {
        branches.clone_from(&open);
    }
    let gains = PenaltyKind::ConfiscationOfGains;
    let by_general_clause = kinds.contains(&gains) && !open.iter().any(|branch| names(branch, gains));
    let general = by_general_clause.then(|| Citation::article("行政处罚法", 28).paragraph(2));
    cited(law, branches.iter().flat_map(|branch| &branch.basis).chain(general.iter()))
}
