//! The public data: the same decisions as JSON, field by field.
//! A field that is withheld is null here and named, with its basis, in `withheld`.

use crate::PortalState;
use crate::answer::{self, Asked};
use crate::decision::published;
use crate::error::{PageError, as_json};
use crate::paging::Paging;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::NaiveDate;
use mingjian_publish::{
    CorrectedText, HistoryEntry, ListedDecision, MaskNote, PublicCorrection, PublicDecision, PublicParty,
    PublicSanction, PublicViolation, PublishedDecision, Remedy, Shown, Standing, WithdrawalNotice,
    WithheldNote,
};
use serde::Serialize;

#[derive(Serialize)]
struct ListJson<'a> {
    items: Vec<ItemJson<'a>>,
    total: u64,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    id: String,
    status: &'static str,
    number: &'a str,
    organ: &'a str,
    party: Option<&'a str>,
    cause: Option<&'a str>,
    decided_on: Option<NaiveDate>,
    published_on: NaiveDate,
}

/// A decision as data.
#[derive(Serialize)]
pub(crate) struct DecisionJson<'a> {
    id: String,
    status: &'static str,
    status_label: &'static str,
    title: &'a str,
    number: Option<&'a str>,
    organ: Option<&'a str>,
    entrusted_body: Option<&'a str>,
    officers: Option<&'a [String]>,
    party: PartyJson<'a>,
    cause: Option<&'a str>,
    facts: Option<&'a str>,
    evidence_kinds: Option<&'a [String]>,
    violations: Vec<ViolationJson<'a>>,
    reasons: Option<&'a str>,
    penalty_kinds: Option<&'a [String]>,
    penalties: Option<Vec<SanctionJson<'a>>>,
    performance: Option<&'a [String]>,
    remedies: Option<RemediesJson<'a>>,
    decided_on: Option<NaiveDate>,
    served_on: Option<NaiveDate>,
    published_on: NaiveDate,
    masked: Vec<MaskJson<'a>>,
    withheld: Vec<WithheldJson<'a>>,
    basis: &'a [String],
    correction: Option<CorrectionJson<'a>>,
    history: Vec<HistoryJson<'a>>,
    pdf: Option<String>,
    demo: bool,
}

#[derive(Serialize)]
struct CorrectionJson<'a> {
    on: NaiveDate,
    reason: &'a str,
    changes: Vec<CorrectedTextJson<'a>>,
}

#[derive(Serialize)]
struct CorrectedTextJson<'a> {
    label: &'a str,
    before: Option<&'a str>,
    after: &'a str,
}

#[derive(Serialize)]
struct PartyJson<'a> {
    name: Option<&'a str>,
    kind: Option<&'a str>,
    credit_code: Option<&'a str>,
    address: Option<&'a str>,
    representative: Option<&'a str>,
    licence: Option<&'a str>,
}

#[derive(Serialize)]
struct ViolationJson<'a> {
    cause: Option<&'a str>,
    violated: Option<&'a str>,
    basis: Option<&'a str>,
    penalties: Option<Vec<SanctionJson<'a>>>,
}

#[derive(Serialize)]
struct SanctionJson<'a> {
    text: &'a str,
    amount_fen: Option<i64>,
    amount: Option<&'a str>,
    amount_capitals: Option<&'a str>,
}

#[derive(Serialize)]
struct RemediesJson<'a> {
    text: &'a [String],
    ways: Vec<WayJson<'a>>,
}

#[derive(Serialize)]
struct WayJson<'a> {
    way: &'a str,
    to: &'a str,
    last_day: Option<NaiveDate>,
    provisional: bool,
}

#[derive(Serialize)]
struct MaskJson<'a> {
    label: &'a str,
    count: u32,
    basis: &'a str,
}

#[derive(Serialize)]
struct WithheldJson<'a> {
    label: &'a str,
    basis: &'a str,
}

#[derive(Serialize)]
struct HistoryJson<'a> {
    change: &'static str,
    label: &'static str,
    on: NaiveDate,
    fields: &'a [String],
}

#[derive(Serialize)]
struct GoneJson<'a> {
    code: &'static str,
    message: &'static str,
    id: String,
    status: &'static str,
    notice: NoticeJson<'a>,
    history: Vec<HistoryJson<'a>>,
}

#[derive(Serialize)]
struct NoticeJson<'a> {
    number: &'a str,
    organ: &'a str,
    outcome: &'a str,
    instrument: &'a str,
    issuer: &'a str,
    effective_on: NaiveDate,
    reason: &'a str,
    withdrawn_on: NaiveDate,
    basis: &'a str,
}

/// A page of decisions.
pub(crate) async fn list(
    State(state): State<PortalState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    as_json(listed(&state, &Asked::of(&headers), query.as_deref()).await)
}

async fn listed(state: &PortalState, asked: &Asked, query: Option<&str>) -> Result<Response, PageError> {
    let paging = Paging::of(query)?;
    let found = state.public.decisions(paging.page, paging.per_page).await?;
    let list = ListJson { items: found.items.iter().map(item).collect(), total: found.total };
    answer::json(asked, StatusCode::OK, &list)
}

/// One decision, or its notice with status 410.
pub(crate) async fn one(
    State(state): State<PortalState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    as_json(single(&state, &Asked::of(&headers), &id).await)
}

async fn single(state: &PortalState, asked: &Asked, id: &str) -> Result<Response, PageError> {
    let found = published(state, id).await?;
    match &found.standing {
        Standing::Readable { decision, .. } => {
            answer::json(asked, StatusCode::OK, &decision_json(&found, decision))
        }
        Standing::Withdrawn(notice) => answer::json(asked, StatusCode::GONE, &gone(&found, notice)),
    }
}

fn item(item: &ListedDecision) -> ItemJson<'_> {
    ItemJson {
        id: item.id.to_string(),
        status: item.status.id(),
        number: &item.number,
        organ: &item.organ,
        party: item.party.as_deref(),
        cause: item.cause.as_deref(),
        decided_on: item.decided_on,
        published_on: item.published_at.day(),
    }
}

/// A decision as data, every part of the record named.
pub(crate) fn decision_json<'a>(
    found: &'a PublishedDecision,
    decision: &'a PublicDecision,
) -> DecisionJson<'a> {
    DecisionJson {
        id: found.id.to_string(),
        status: found.status().id(),
        status_label: found.status().label(),
        title: &decision.title,
        number: text(&decision.number),
        organ: text(&decision.organ),
        entrusted_body: decision.entrusted_body.as_ref().and_then(text),
        officers: words(&decision.officers),
        party: party(&decision.party),
        cause: text(&decision.cause),
        facts: text(&decision.facts),
        evidence_kinds: words(&decision.evidence_kinds),
        violations: decision.violations.iter().map(violation).collect(),
        reasons: text(&decision.reasons),
        penalty_kinds: words(&decision.penalty_kinds),
        penalties: sanctions(&decision.total),
        performance: words(&decision.performance),
        remedies: decision.remedies.value().map(|remedies| RemediesJson {
            text: &remedies.text,
            ways: remedies.ways.iter().map(way).collect(),
        }),
        decided_on: decision.decided_on.value().copied(),
        served_on: decision.served_on.value().copied(),
        published_on: found.published_at.day(),
        masked: decision.masks.iter().map(mask).collect(),
        withheld: decision.withheld.iter().map(withheld).collect(),
        basis: &decision.basis,
        correction: decision.correction.as_ref().map(correction),
        history: found.history.iter().map(history).collect(),
        pdf: found.pdf_digest.as_ref().map(|_| format!("/decisions/{}.pdf", found.id)),
        demo: decision.demo,
    }
}

fn gone<'a>(found: &'a PublishedDecision, notice: &'a WithdrawalNotice) -> GoneJson<'a> {
    GoneJson {
        code: "withdrawn",
        message: "这份处罚决定的公示已经撤下。",
        id: found.id.to_string(),
        status: found.status().id(),
        notice: NoticeJson {
            number: &notice.number,
            organ: &notice.organ,
            outcome: &notice.outcome,
            instrument: &notice.instrument,
            issuer: &notice.issuer,
            effective_on: notice.effective_on,
            reason: &notice.reason,
            withdrawn_on: notice.withdrawn_on,
            basis: &notice.basis,
        },
        history: found.history.iter().map(history).collect(),
    }
}

fn correction(correction: &PublicCorrection) -> CorrectionJson<'_> {
    CorrectionJson {
        on: correction.on,
        reason: &correction.reason,
        changes: correction.changes.iter().map(corrected).collect(),
    }
}

fn corrected(text: &CorrectedText) -> CorrectedTextJson<'_> {
    CorrectedTextJson { label: &text.label, before: text.before.as_deref(), after: &text.after }
}

fn text(shown: &Shown<String>) -> Option<&str> {
    shown.value().map(String::as_str)
}

fn words(shown: &Shown<Vec<String>>) -> Option<&[String]> {
    shown.value().map(Vec::as_slice)
}

fn party(party: &PublicParty) -> PartyJson<'_> {
    PartyJson {
        name: text(&party.name),
        kind: text(&party.kind),
        credit_code: party.credit_code.as_ref().and_then(text),
        address: text(&party.address),
        representative: party.representative.as_ref().and_then(text),
        licence: party.licence.as_ref().and_then(text),
    }
}

fn violation(violation: &PublicViolation) -> ViolationJson<'_> {
    ViolationJson {
        cause: text(&violation.cause),
        violated: text(&violation.violated),
        basis: text(&violation.basis),
        penalties: sanctions(&violation.sanctions),
    }
}

fn sanctions(shown: &Shown<Vec<PublicSanction>>) -> Option<Vec<SanctionJson<'_>>> {
    shown.value().map(|sanctions| sanctions.iter().map(sanction).collect())
}

fn sanction(sanction: &PublicSanction) -> SanctionJson<'_> {
    SanctionJson {
        text: &sanction.text,
        amount_fen: sanction.fen,
        amount: sanction.figures.as_deref(),
        amount_capitals: sanction.capitals.as_deref(),
    }
}

fn way(remedy: &Remedy) -> WayJson<'_> {
    WayJson { way: &remedy.way, to: &remedy.to, last_day: remedy.last_day, provisional: remedy.provisional }
}

fn mask(note: &MaskNote) -> MaskJson<'_> {
    MaskJson { label: &note.label, count: note.count, basis: &note.basis }
}

fn withheld(note: &WithheldNote) -> WithheldJson<'_> {
    WithheldJson { label: &note.label, basis: &note.basis }
}

fn history(entry: &HistoryEntry) -> HistoryJson<'_> {
    HistoryJson {
        change: entry.change.id(),
        label: entry.change.label(),
        on: entry.at.day(),
        fields: &entry.fields,
    }
}
