//! A penalty decision as the public reads it, made from the issued document field by field.
//! It takes every source apart by name, so that a field added to one does not compile until somebody has classed it here.

use super::draft::{facts_of, reasons_of, withheld};
use super::error::GateError;
use super::field::{Field, Rules};
use super::known::masked_party_name;
use super::leak::ensure_clean;
use super::name::masked_name;
use super::note::{MaskNote, WithheldNote, joined, mask_notes, note};
use super::shown::Shown;
use super::{ProtectedValues, Source};
use crate::act::decision::ProposalResult;
use crate::act::lead::PartyEntry;
use crate::document::decision::PenaltyDecision;
use crate::document::kind::DocumentKind;
use crate::document::parts::{EvidenceLine, Header, OfficerLine, Organ, SanctionLine, ViolationPart};
use crate::document::remedies::{Payment, Remedies};
use crate::law::Law;
use crate::proceeding::{Decision, Publication};
use crate::value::date_text::chinese_date;
use crate::value::protected::ProtectedKind;
use crate::value::resident_id::ResidentId;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::disclosure::Mask;
use mingjian_law::due::Firmness;
use serde::{Deserialize, Serialize};

/// What stands for the account at which fines are paid; it stands in brackets already.
const HIDDEN_ACCOUNT: &str = "略";

/// A penalty decision as the public reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicDecision {
    /// 行政处罚决定书.
    pub title: String,
    /// 文号.
    pub number: Shown<String>,
    /// The organ.
    pub organ: Shown<String>,
    /// The body that acted for it, where one did.
    #[serde(default)]
    pub entrusted_body: Option<Shown<String>>,
    /// The officers with the numbers of their certificates.
    pub officers: Shown<Vec<String>>,
    /// The party.
    pub party: PublicParty,
    /// The causes, in short, for lists.
    pub cause: Shown<String>,
    /// The facts, masked and confirmed.
    pub facts: Shown<String>,
    /// Kinds of the evidence.
    pub evidence_kinds: Shown<Vec<String>>,
    /// Each violation with its clauses and its penalty (分别裁量).
    pub violations: Vec<PublicViolation>,
    /// The reasons, masked and confirmed.
    pub reasons: Shown<String>,
    /// Kinds of the penalty.
    pub penalty_kinds: Shown<Vec<String>>,
    /// The penalty in total (合并处罚).
    pub total: Shown<Vec<PublicSanction>>,
    /// How and until when it is performed, a sentence each.
    pub performance: Shown<Vec<String>>,
    /// Where and until when remedy is sought.
    pub remedies: Shown<PublicRemedies>,
    /// The day of the decision.
    pub decided_on: Shown<NaiveDate>,
    /// The day of service.
    pub served_on: Shown<NaiveDate>,
    /// The day of release.
    pub released_on: NaiveDate,
    /// What is masked, by kind.
    pub masks: Vec<MaskNote>,
    /// What is not shown.
    pub withheld: Vec<WithheldNote>,
    /// The articles on which it is published, in words.
    pub basis: Vec<String>,
    /// Whether it belongs to the demonstration.
    pub demo: bool,
}

/// The party as the public reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicParty {
    /// Name.
    pub name: Shown<String>,
    /// 公民, 法人或者其他组织, 个体工商户.
    pub kind: Shown<String>,
    /// 统一社会信用代码, where it has one.
    pub credit_code: Option<Shown<String>>,
    /// Where it works.
    pub address: Shown<String>,
    /// Who answers for it, where one does.
    pub representative: Option<Shown<String>>,
    /// The licence that matters here, where there is one.
    #[serde(default)]
    pub licence: Option<Shown<String>>,
}

/// A violation as the public reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicViolation {
    /// The cause.
    pub cause: Shown<String>,
    /// The clause that was violated.
    pub violated: Shown<String>,
    /// The clause of the penalty.
    pub basis: Shown<String>,
    /// The penalty.
    pub sanctions: Shown<Vec<PublicSanction>>,
}

/// One part of a penalty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicSanction {
    /// 警告, 罚款人民币.
    pub text: String,
    /// The amount in fen, where it has one.
    pub fen: Option<i64>,
    /// The amount in figures: 5000元.
    pub figures: Option<String>,
    /// The amount in capitals: 伍仟元整.
    pub capitals: Option<String>,
}

/// The remedies as the public reads them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicRemedies {
    /// The sentences of the decision.
    pub text: Vec<String>,
    /// Each way with its last day.
    pub ways: Vec<Remedy>,
}

/// One way of remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// 行政复议, 行政诉讼.
    pub way: String,
    /// Whom to turn to.
    pub to: String,
    /// The last day for this party, once the decision is served.
    pub last_day: Option<NaiveDate>,
    /// Whether that day can still move because a year has no calendar notice yet.
    pub provisional: bool,
}

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
        rules: Rules::new(source.law, source.proceeding.lead.party.kind),
        values: source.values,
        law: source.law,
        case,
    };
    let mut public = maker.decision(source.decision, confirmed, source.on);
    public.masks = joined(public.masks, mask_notes(&facts_of(source), confirmed.facts));
    public.masks = joined(public.masks, mask_notes(&reasons_of(source), confirmed.reasons));
    Ok(public)
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
    let id = proceeding.lead.party.resident_id.as_ref().and_then(|id| ResidentId::parse(id.reveal()).ok());
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
    fn decision(&self, issued: &PenaltyDecision, confirmed: Confirmed<'_>, on: NaiveDate) -> PublicDecision {
        // `course`, the evidence by name and the plea have no part in the public record; their fields are withheld.
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
        } = issued;
        let Header { organ, number, issued_on: _, case_number: _, cause, party, officers, demo } = header;
        let Organ { name: organ, address: _, telephone: _, entrusted_body } = organ;
        let number = number.as_ref().map(ToString::to_string).unwrap_or_default();
        let (performance, account_masks) = self.performance(payment.as_ref(), performance.as_ref());
        let party = self.party(party);
        PublicDecision {
            title: DocumentKind::PenaltyDecision.title().to_owned(),
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
        let Remedies { government, court, text } = remedies;
        let ways = vec![
            self.remedy("行政复议", government, "remedy.reconsideration"),
            self.remedy("行政诉讼", court, "remedy.litigation"),
        ];
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

impl PublicDecision {
    /// The record as rows of label and text, in the order of the page: for the public document and the leak check.
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let date = |shown: &Shown<NaiveDate>| shown.value().map(|day| chinese_date(*day));
        let list = |shown: &Shown<Vec<String>>| shown.value().map(|words| words.join("、"));
        let text = |shown: &Shown<String>| shown.value().cloned();
        let party = &self.party;
        let rows = [
            (Field::Number, text(&self.number)),
            (Field::Organ, text(&self.organ)),
            (Field::EntrustedBody, self.entrusted_body.as_ref().and_then(text)),
            (Field::PartyName, text(&party.name)),
            (Field::PartyKind, text(&party.kind)),
            (Field::PartyCreditCode, party.credit_code.as_ref().and_then(text)),
            (Field::LegalRepresentative, party.representative.as_ref().and_then(text)),
            (Field::PartyAddress, text(&party.address)),
            (Field::PartyLicence, party.licence.as_ref().and_then(text)),
            (Field::Cause, text(&self.cause)),
            (Field::PenaltyContent, self.total.value().map(|total| lines(total))),
            (Field::Facts, text(&self.facts)),
            (Field::DutyClause, self.clauses(|violation| &violation.violated)),
            (Field::PenaltyClause, self.clauses(|violation| &violation.basis)),
            (Field::Reasons, text(&self.reasons)),
            (Field::EvidenceKinds, list(&self.evidence_kinds)),
            (Field::Officers, list(&self.officers)),
            (Field::Performance, self.performance.value().map(|lines| lines.join("\n"))),
            (Field::Remedies, self.remedies.value().map(PublicRemedies::lines)),
            (Field::DecidedOn, date(&self.decided_on)),
            (Field::ServedOn, date(&self.served_on)),
        ];
        rows.into_iter()
            .filter_map(|(field, text)| Some((field.label(), text.filter(|text| !text.trim().is_empty())?)))
            .collect()
    }

    /// One kind of clause of every violation, each once.
    fn clauses(&self, of: impl Fn(&PublicViolation) -> &Shown<String>) -> Option<String> {
        let mut clauses: Vec<&str> = Vec::new();
        for clause in self.violations.iter().filter_map(|violation| of(violation).value()) {
            if !clauses.contains(&clause.as_str()) {
                clauses.push(clause);
            }
        }
        (!clauses.is_empty()).then(|| clauses.join("；"))
    }

    /// Every text of it in one, for the search index and the check before it.
    pub fn index_text(&self) -> String {
        self.rows().into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
    }

    /// In how many places something is masked.
    pub fn masked_places(&self) -> u32 {
        self.masks.iter().fold(0, |sum, note| sum.saturating_add(note.count))
    }
}

impl PublicRemedies {
    /// The sentences of the decision, then each way with its last day.
    fn lines(&self) -> String {
        let ways = self.ways.iter().filter_map(|way| {
            let provisional = if way.provisional { "（暂定）" } else { "" };
            Some(format!("{}的最后一天：{}{provisional}。", way.way, chinese_date(way.last_day?)))
        });
        self.text.iter().cloned().chain(ways).collect::<Vec<_>>().join("\n")
    }
}

impl PublicSanction {
    /// In one line: 罚款人民币5000元（大写：伍仟元整）.
    pub fn line(&self) -> String {
        match (&self.figures, &self.capitals) {
            (Some(figures), Some(capitals)) => format!("{}{figures}（大写：{capitals}）", self.text),
            _ => self.text.clone(),
        }
    }
}

fn lines(sanctions: &[PublicSanction]) -> String {
    sanctions.iter().map(PublicSanction::line).collect::<Vec<_>>().join("；")
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
