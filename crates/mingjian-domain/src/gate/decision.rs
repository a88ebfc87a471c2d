//! Makes the public record of a decision from the issued document, field by field.
//! It takes every source apart by name, so that a field added to one does not compile until somebody has classed it here.

use super::draft::{facts_of, reasons_of, withheld};
use super::error::GateError;
use super::field::{Field, Rules};
use super::known::masked_party_name;
use super::leak::ensure_clean;
use super::name::masked_name;
use super::note::{MaskNote, joined, mask_notes, note};
use super::record::{
    CorrectedText, PublicCorrection, PublicDecision, PublicParty, PublicRemedies, PublicSanction,
    PublicViolation, Remedy,
};
use super::shown::Shown;
use super::{Issued, ProtectedValues, Source};
use crate::act::decision::ProposalResult;
use crate::act::lead::PartyEntry;
use crate::document::parts::{EvidenceLine, Header, OfficerLine, Organ, SanctionLine, ViolationPart};
use crate::document::remedies::{Payment, Remedies};
use crate::law::Law;
use crate::proceeding::{Decision, Publication};
use crate::value::protected::ProtectedKind;
use crate::value::resident_id::ResidentId;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::disclosure::Mask;
use mingjian_law::due::Firmness;

/// What stands for the account at which fines are paid; it stands in brackets already.
const HIDDEN_ACCOUNT: &str = "略";

/// The public form of a decision, from the text that a person confirmed.
///
/// # Errors
/// When the decision may not be published by name, the text is not confirmed, or it still holds a protected value.
pub fn public_decision(source: &Source<'_>) -> Result<PublicDecision, GateError> {
    let case = ensure_publishable(source)?;
    let publication = source.proceeding.publication.as_ref().ok_or(GateError::NotConfirmed)?;
    let confirmed = Confirmed::of(publication)?;
    ensure_clean(Field::Facts.label(), confirmed.facts, source.values)?;
    ensure_clean(Field::Reasons.label(), confirmed.reasons, source.values)?;
    let maker = Maker {
        rules: Rules::new(source.law, source.proceeding.party().kind),
        values: source.values,
        law: source.law,
        case,
    };
    let mut public = maker.decision(source.decision, confirmed, source.on);
    public.correction = correction(publication, source.values)?;
    public.masks = joined(public.masks, mask_notes(&facts_of(source), confirmed.facts));
    public.masks = joined(public.masks, mask_notes(&reasons_of(source), confirmed.reasons));
    Ok(public)
}

/// The last correction with each text that it changed; a text that showed what must stay hidden is not shown again.
fn correction(
    publication: &Publication,
    values: &ProtectedValues,
) -> Result<Option<PublicCorrection>, GateError> {
    let Some(last) = publication.corrected.last() else {
        return Ok(None);
    };
    let reason = last.public_reason.text().trim();
    ensure_clean("公开的更正说明", reason, values)?;
    let texts = [
        (Field::Facts, &last.facts, &publication.facts),
        (Field::Reasons, &last.reasons, &publication.reasons),
    ];
    let changes =
        texts.into_iter().filter(|(_, before, after)| before != after).map(|(field, before, after)| {
            CorrectedText {
                label: field.label().to_owned(),
                before: before
                    .as_ref()
                    .map(|text| text.text().to_owned())
                    .filter(|text| ensure_clean(field.label(), text, values).is_ok()),
                after: after.as_ref().map(|text| text.text().to_owned()).unwrap_or_default(),
            }
        });
    Ok(Some(PublicCorrection { on: last.on, reason: reason.to_owned(), changes: changes.collect() }))
}

/// Refuses what is never published by name: no decision, no penalty, a minor, a case that was declined.
pub(super) fn ensure_publishable<'a>(source: &Source<'a>) -> Result<&'a Decision, GateError> {
    let proceeding = source.proceeding;
    let decision = proceeding.decision.as_ref().ok_or(GateError::NoDecision)?;
    match decision.result {
        ProposalResult::Penalty => {}
        ProposalResult::NoPenalty => return Err(GateError::NoPenalty),
    }
    if proceeding.publication.as_ref().is_some_and(|publication| publication.declined.is_some()) {
        return Err(GateError::Declined);
    }
    let id = proceeding.party().resident_id.as_ref().and_then(|id| ResidentId::parse(id.reveal()).ok());
    let citizen = source.decision.header.party.kind == crate::act::lead::PartyKind::Citizen;
    // On either day: a person who was a child when it happened stays protected.
    let first_act = source.proceeding.violations.iter().map(|violation| violation.acted_on).min();
    let days = [Some(decision.decided_on), first_act];
    if citizen && id.is_some_and(|id| days.into_iter().flatten().any(|day| id.is_minor_on(day))) {
        return Err(GateError::Minor);
    }
    let issued = source.decision.header.number.as_ref().map(ToString::to_string);
    if decision.number.is_some() && issued != decision.number {
        return Err(GateError::OtherDecision);
    }
    Ok(decision)
}

/// The text that a person confirmed.
#[derive(Clone, Copy)]
struct Confirmed<'a> {
    facts: &'a str,
    reasons: &'a str,
}

impl<'a> Confirmed<'a> {
    fn of(publication: &'a Publication) -> Result<Self, GateError> {
        match (&publication.facts, &publication.reasons) {
            (Some(facts), Some(reasons)) if !facts.is_blank() => {
                Ok(Self { facts: facts.text(), reasons: reasons.text() })
            }
            _ => Err(GateError::NotConfirmed),
        }
    }
}

/// What every field needs on its way.
struct Maker<'a> {
    rules: Rules<'a>,
    values: &'a ProtectedValues,
    law: Law<'a>,
    case: &'a Decision,
}

impl Maker<'_> {
    fn decision(&self, issued: &Issued, confirmed: Confirmed<'_>, on: NaiveDate) -> PublicDecision {
        let Issued { kind, header, violations, evidence, total, payment, performance, remedies } = issued;
        let Header { organ, number, issued_on: _, case_number: _, cause, party, officers, demo } = header;
        let Organ { name: organ, address: _, telephone: _, entrusted_body } = organ;
        let number = number.as_ref().map(ToString::to_string).unwrap_or_default();
        let (performance, account_masks) = self.performance(payment.as_ref(), performance.as_ref());
        let party = self.party(party);
        PublicDecision {
            title: kind.title().to_owned(),
            number: self.text(Field::Number, &number),
            organ: self.text(Field::Organ, organ),
            entrusted_body: entrusted_body.as_ref().map(|body| self.text(Field::EntrustedBody, body)),
            officers: self.rules.whole(Field::Officers, officers.iter().map(officer).collect()),
            cause: self.text(Field::Cause, cause),
            facts: self.confirmed(Field::Facts, confirmed.facts),
            evidence_kinds: self.rules.whole(Field::EvidenceKinds, evidence_kinds(evidence)),
            violations: violations.iter().map(|violation| self.violation(violation)).collect(),
            reasons: self.confirmed(Field::Reasons, confirmed.reasons),
            penalty_kinds: self.rules.whole(Field::PenaltyKinds, self.penalty_kinds()),
            total: self.sanctions(total),
            performance,
            remedies: self.remedies(remedies),
            decided_on: self.rules.whole(Field::DecidedOn, self.case.decided_on),
            served_on: match &self.case.service {
                Some(service) => self.rules.whole(Field::ServedOn, service.on),
                None => Shown::Withheld { basis: self.rules.basis(Field::ServedOn) },
            },
            released_on: on,
            correction: None,
            masks: joined(account_masks, masked_names(&party)),
            party,
            withheld: withheld(self.rules),
            basis: vec![
                Citation::article("行政处罚法", 48).paragraph(1).to_string(),
                Citation::article("政府信息公开条例", 20).item(6).to_string(),
            ],
            demo: *demo,
        }
    }

    /// A short text: whole, with its protected values masked, or not at all.
    fn text(&self, field: Field, value: &str) -> Shown<String> {
        self.rules.text(field, value, |mask| match mask {
            Mask::Surname => masked_name(value),
            Mask::Prose => self.values.masked(value).text,
        })
    }

    /// A text that was masked and confirmed before.
    fn confirmed(&self, field: Field, value: &str) -> Shown<String> {
        self.rules.text(field, value, |_| value.to_owned())
    }

    fn party(&self, party: &PartyEntry) -> PublicParty {
        // Identity number and telephone are withheld by class.
        let PartyEntry {
            kind,
            name,
            credit_code,
            resident_id: _,
            responsible_person,
            address,
            phone: _,
            licence,
        } = party;
        PublicParty {
            name: self.rules.text(Field::PartyName, name, |_| masked_party_name(party)),
            kind: self.text(Field::PartyKind, kind.label()),
            credit_code: credit_code.as_ref().map(|code| self.text(Field::PartyCreditCode, code)),
            address: self.text(Field::PartyAddress, address),
            representative: responsible_person
                .as_ref()
                .map(|person| self.text(Field::LegalRepresentative, person)),
            licence: licence.as_ref().map(|licence| self.text(Field::PartyLicence, licence)),
        }
    }

    fn violation(&self, part: &ViolationPart) -> PublicViolation {
        // Facts, tier and reasons go out in the confirmed text; evidence by name does not.
        let ViolationPart { cause, facts: _, evidence: _, violated, basis, tier: _, reasons: _, sanctions } =
            part;
        PublicViolation {
            cause: self.text(Field::Cause, cause),
            violated: self.text(Field::DutyClause, violated),
            basis: self.text(Field::PenaltyClause, basis),
            sanctions: self.sanctions(sanctions),
        }
    }

    /// Contents, fines and confiscations stand in the same lines: they are shown together or not at all.
    fn sanctions(&self, lines: &[SanctionLine]) -> Shown<Vec<PublicSanction>> {
        let fields = [Field::PenaltyContent, Field::Fine, Field::Confiscation];
        let closed = fields.into_iter().find(|field| !self.rules.is_open(*field));
        let sanctions = lines.iter().map(public_sanction).collect();
        self.rules.whole(closed.unwrap_or(Field::PenaltyContent), sanctions)
    }

    fn penalty_kinds(&self) -> Vec<String> {
        let mut kinds: Vec<_> = self.case.penalties.iter().flat_map(|penalty| &penalty.kinds).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.into_iter().map(|kind| kind.label().to_owned()).collect()
    }

    /// How to pay and perform, without the number of the account.
    fn performance(
        &self,
        payment: Option<&Payment>,
        performance: Option<&crate::act::Prose>,
    ) -> (Shown<Vec<String>>, Vec<MaskNote>) {
        let mut lines = Vec::new();
        let mut hidden = 0;
        if let Some(payment) = payment {
            let Payment { due: _, late_each_day: _, bank: _, account_name: _, account, text } = payment;
            hidden = text.iter().map(|line| line.matches(account.as_str()).count()).sum();
            lines.extend(text.iter().map(|line| line.replace(account.as_str(), HIDDEN_ACCOUNT)));
        }
        lines.extend(performance.map(|prose| self.values.masked(prose.text()).text));
        let shown = self.rules.whole(Field::Performance, lines);
        let count = u32::try_from(hidden).unwrap_or(u32::MAX);
        let masked = count > 0 && !shown.is_withheld();
        let masks = masked.then(|| MaskNote {
            label: Field::BankAccount.label().to_owned(),
            count,
            basis: self.rules.basis(Field::BankAccount),
        });
        (shown, masks.into_iter().collect())
    }

    fn remedies(&self, remedies: &Remedies) -> Shown<PublicRemedies> {
        let Remedies { government, court, text, reconsideration_first } = remedies;
        let mut ways = vec![self.remedy("行政复议", government, "remedy.reconsideration")];
        // Where reconsideration comes first, no day for litigation runs from the decision (行政复议法 第二十三条).
        if !reconsideration_first {
            ways.push(self.remedy("行政诉讼", court, "remedy.litigation"));
        }
        self.rules.whole(Field::Remedies, PublicRemedies { text: text.clone(), ways })
    }

    /// The last day counts from service (行政复议法 第二十条; 行政诉讼法 第四十六条).
    fn remedy(&self, way: &str, to: &str, rule: &str) -> Remedy {
        let due = self.case.service.as_ref().and_then(|service| self.law.due(rule, service.on).ok());
        Remedy {
            way: way.to_owned(),
            to: to.to_owned(),
            last_day: due.as_ref().map(mingjian_law::due::Due::last_day),
            provisional: due.is_some_and(|due| due.status == Firmness::Provisional),
        }
    }
}

fn public_sanction(line: &SanctionLine) -> PublicSanction {
    let SanctionLine { text, amount } = line;
    PublicSanction {
        text: text.clone(),
        fen: amount.as_ref().map(|amount| amount.fen().fen()),
        figures: amount.as_ref().map(|amount| amount.figures().to_owned()),
        capitals: amount.as_ref().map(|amount| amount.capitals().to_owned()),
    }
}

fn officer(line: &OfficerLine) -> String {
    let OfficerLine { name, certificate } = line;
    format!("{name}（执法证号{certificate}）")
}

fn evidence_kinds(lines: &[EvidenceLine]) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for EvidenceLine { kind, name: _, proves: _ } in lines {
        if !kinds.contains(kind) {
            kinds.push(kind.clone());
        }
    }
    kinds
}

fn masked_names(party: &PublicParty) -> Vec<MaskNote> {
    let names = [Some(&party.name), party.representative.as_ref()];
    let masked = names.into_iter().flatten().filter(|name| matches!(name, Shown::Masked { .. })).count();
    note(ProtectedKind::PersonName, masked).into_iter().collect()
}
