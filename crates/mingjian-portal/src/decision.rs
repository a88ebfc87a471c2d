//! The page of one decision, set like a document; its PDF; and the notice where it was withdrawn.
//! What may be read was settled at the gate; this file only sets it.

use crate::PortalState;
use crate::answer::{self, Asked, tagged};
use crate::decisions::{chinese_date, tone};
use crate::error::{PageError, as_page};
use crate::site::SiteIdentity;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use mingjian_html::page::Page;
use mingjian_html::parts::{Crumbs, DefinitionList, Link, Row, StatusTag, Timeline, TimelineEntry, Tone};
use mingjian_publish::{
    Change, CorrectedText, HistoryEntry, MaskNote, PublicCorrection, PublicDecision, PublicSanction,
    PublicViolation, PublicationId, PublishedDecision, Remedy, Shown, Standing, WithdrawalNotice,
    WithheldNote,
};

const PDF: &str = "application/pdf";

#[derive(Template)]
#[template(path = "decision.html")]
struct DecisionPage<'a> {
    page: Page,
    crumbs: Crumbs,
    id: String,
    organ: &'a str,
    title: &'a str,
    number: &'a str,
    band: Band,
    correction: Option<CorrectionView<'a>>,
    party: DefinitionList,
    sanctions: Vec<String>,
    facts: Option<&'a str>,
    violations: Vec<ViolationView>,
    reasons: Option<&'a str>,
    performance: &'a [String],
    remedy_text: &'a [String],
    ways: Vec<WayView>,
    masked_places: u32,
    masks: &'a [MaskNote],
    withheld: &'a [WithheldNote],
    history: Timeline,
    has_pdf: bool,
    basis: String,
}

/// How the decision stands, under its title.
struct Band {
    tone: Tone,
    label: &'static str,
    text: String,
}

/// A violation with its clauses and its own penalty.
struct ViolationView {
    heading: Option<String>,
    rows: DefinitionList,
}

/// What the last correction changed.
struct CorrectionView<'a> {
    on: String,
    reason: &'a str,
    changes: &'a [CorrectedText],
}

/// A way of remedy with its last day.
struct WayView {
    way: String,
    to: String,
    until: Option<String>,
}

#[derive(Template)]
#[template(path = "withdrawn.html")]
struct WithdrawnPage<'a> {
    page: Page,
    crumbs: Crumbs,
    notice: &'a WithdrawalNotice,
    tag: StatusTag,
    rows: DefinitionList,
    history: Timeline,
}

/// A decision, its PDF, or its notice.
pub(crate) async fn one(
    State(state): State<PortalState>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let asked = Asked::of(&headers);
    let path = format!("/decisions/{name}");
    let outcome = match name.strip_suffix(".pdf") {
        Some(id) => pdf(&state, &asked, id).await,
        None => html(&state, &asked, &name).await,
    };
    as_page(outcome, &state, &asked, if outcome_is_known(&name) { &path } else { "/decisions" })
}

/// Only a well-formed address is repeated in a page.
fn outcome_is_known(name: &str) -> bool {
    id_of(name.trim_end_matches(".pdf")).is_some()
}

/// The id in an address, in its one spelling: another spelling of the same id is another address and holds nothing.
pub(crate) fn id_of(text: &str) -> Option<PublicationId> {
    text.parse::<PublicationId>().ok().filter(|id| id.to_string() == text)
}

/// What stands under an id.
///
/// # Errors
/// Not found where the id is none or nothing was ever published under it.
pub(crate) async fn published(state: &PortalState, id: &str) -> Result<PublishedDecision, PageError> {
    let id = id_of(id).ok_or_else(PageError::not_found)?;
    state.public.decision(id).await?.ok_or_else(PageError::not_found)
}

async fn html(state: &PortalState, asked: &Asked, id: &str) -> Result<Response, PageError> {
    let found = published(state, id).await?;
    match &found.standing {
        Standing::Readable { decision, .. } => {
            answer::page(asked, StatusCode::OK, &page_of(&state.site, asked, &found, decision))
        }
        Standing::Withdrawn(notice) => withdrawn(state, asked, &found, notice),
    }
}

async fn pdf(state: &PortalState, asked: &Asked, id: &str) -> Result<Response, PageError> {
    let found = published(state, id).await?;
    if let Standing::Withdrawn(notice) = &found.standing {
        return withdrawn(state, asked, &found, notice);
    }
    let file = state.public.pdf(found.id).await?.ok_or_else(PageError::not_found)?;
    let mut response = tagged(asked, StatusCode::OK, PDF, file.bytes);
    let name = format!("inline; filename=\"decision-{}.pdf\"", found.id);
    if let Ok(value) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

fn withdrawn(
    state: &PortalState,
    asked: &Asked,
    found: &PublishedDecision,
    notice: &WithdrawalNotice,
) -> Result<Response, PageError> {
    let path = format!("/decisions/{}", found.id);
    let rows = vec![
        Row::new("原决定书文号", &notice.number),
        Row::new("作出决定的机关", &notice.organ),
        Row::new("结果", &notice.outcome),
        Row::new("依据的文书", &notice.instrument),
        Row::new("文书作出机关", &notice.issuer),
        Row::new("文书生效日期", &chinese_date(notice.effective_on)),
        Row::new("撤下日期", &chinese_date(notice.withdrawn_on)),
        Row::new("法律依据", &notice.basis),
    ];
    let page = WithdrawnPage {
        page: state.site.page("处罚决定公示已撤下", &path, asked),
        crumbs: crumbs(&notice.number),
        notice,
        tag: StatusTag::new(found.status().label(), tone(found.status())),
        rows: DefinitionList { rows: rows.into_iter().filter(|row| row.values != [""]).collect() },
        history: timeline(&found.history, None),
    };
    answer::page(asked, StatusCode::GONE, &page)
}

/// The page of a decision that can be read.
pub(crate) fn page_of<'a>(
    site: &SiteIdentity,
    asked: &Asked,
    found: &'a PublishedDecision,
    decision: &'a PublicDecision,
) -> impl Template + use<'a> {
    let number = text(&decision.number).unwrap_or_default();
    let path = format!("/decisions/{}", found.id);
    let heading =
        if number.is_empty() { decision.title.clone() } else { format!("{number} {}", decision.title) };
    let remedies = decision.remedies.value();
    DecisionPage {
        page: site.page(&heading, &path, asked),
        crumbs: crumbs(if number.is_empty() { &decision.title } else { number }),
        id: found.id.to_string(),
        organ: text(&decision.organ).unwrap_or_default(),
        title: &decision.title,
        number,
        band: band(found),
        party: party_rows(decision),
        sanctions: lines(&decision.total),
        facts: text(&decision.facts),
        violations: violations(&decision.violations),
        reasons: text(&decision.reasons).filter(|reasons| !reasons.trim().is_empty()),
        performance: decision.performance.value().map_or(&[], Vec::as_slice),
        remedy_text: remedies.map_or(&[], |remedies| remedies.text.as_slice()),
        ways: remedies.iter().flat_map(|remedies| &remedies.ways).map(way).collect(),
        masked_places: decision.masked_places(),
        masks: &decision.masks,
        withheld: &decision.withheld,
        correction: decision.correction.as_ref().map(correction),
        history: timeline(&found.history, Some(decision)),
        has_pdf: found.pdf_digest.is_some(),
        basis: decision.basis.join("、"),
    }
}

fn correction(correction: &PublicCorrection) -> CorrectionView<'_> {
    CorrectionView {
        on: chinese_date(correction.on),
        reason: &correction.reason,
        changes: &correction.changes,
    }
}

fn crumbs(here: &str) -> Crumbs {
    Crumbs {
        above: vec![Link::new("首页", "/"), Link::new("处罚决定", "/decisions")], here: here.to_owned()
    }
}

fn text(shown: &Shown<String>) -> Option<&str> {
    shown.value().map(String::as_str)
}

fn band(found: &PublishedDecision) -> Band {
    let status = found.status();
    let published = chinese_date(found.published_at.day());
    let text = if found.changed_at == found.published_at {
        format!("{published}公示")
    } else {
        format!("{published}公示，{}更正，更正的内容见公示经过", chinese_date(found.changed_at.day()))
    };
    Band { tone: tone(status), label: status.label(), text }
}

/// What the reader looks for first: who, what for, when.
fn party_rows(decision: &PublicDecision) -> DefinitionList {
    let party = &decision.party;
    let date = |shown: &Shown<chrono::NaiveDate>| shown.value().map(|day| chinese_date(*day));
    let shown = [
        ("当事人", Some(&party.name)),
        ("当事人类别", Some(&party.kind)),
        ("统一社会信用代码", party.credit_code.as_ref()),
        ("法定代表人或者负责人", party.representative.as_ref()),
        ("住所", Some(&party.address)),
        ("许可证件", party.licence.as_ref()),
        ("案由", Some(&decision.cause)),
        ("受委托组织", decision.entrusted_body.as_ref()),
    ];
    let mut rows: Vec<Row> = shown.into_iter().filter_map(|(term, value)| row(term, value?)).collect();
    let kinds = decision.penalty_kinds.value().map(|kinds| kinds.join("、"));
    let evidence = decision.evidence_kinds.value().map(|kinds| kinds.join("、"));
    let officers = decision.officers.value().map(|officers| officers.join("、"));
    let others = [
        ("处罚种类", kinds),
        ("证据种类", evidence),
        ("执法人员", officers),
        ("决定日期", date(&decision.decided_on)),
        ("送达日期", date(&decision.served_on)),
    ];
    let others =
        others.into_iter().filter_map(|(term, value)| Some((term, value.filter(|value| !value.is_empty())?)));
    rows.extend(others.map(|(term, value)| Row::new(term, &value)));
    DefinitionList { rows }
}

fn row(term: &str, shown: &Shown<String>) -> Option<Row> {
    match shown {
        Shown::Public { value } => (!value.is_empty()).then(|| Row::new(term, value)),
        Shown::Masked { value, basis } => {
            Some(Row::new(term, value).with_note(&format!("部分内容依法隐去（{basis}）")))
        }
        // What is withheld is listed once, at the end, with its basis.
        Shown::Withheld { .. } => None,
    }
}

fn lines(sanctions: &Shown<Vec<PublicSanction>>) -> Vec<String> {
    sanctions.value().into_iter().flatten().map(PublicSanction::line).collect()
}

fn violations(all: &[PublicViolation]) -> Vec<ViolationView> {
    let several = all.len() > 1;
    let view = |(violation, number): (&PublicViolation, u32)| {
        let cause = text(&violation.cause).unwrap_or_default();
        let shown = [("违反的规定", &violation.violated), ("处罚依据", &violation.basis)];
        let mut rows: Vec<Row> = shown.into_iter().filter_map(|(term, value)| row(term, value)).collect();
        if several {
            let sanctions = lines(&violation.sanctions);
            if !sanctions.is_empty() {
                rows.push(Row { term: "处罚内容".to_owned(), values: sanctions, note: None });
            }
        }
        let heading = several.then(|| format!("（{}）{cause}", mingjian_law::numeral::chinese(number)));
        ViolationView { heading, rows: DefinitionList { rows } }
    };
    all.iter().zip(1..).map(view).filter(|view| !view.rows.rows.is_empty()).collect()
}

fn way(remedy: &Remedy) -> WayView {
    let provisional = if remedy.provisional { "（暂定）" } else { "" };
    WayView {
        way: remedy.way.clone(),
        to: remedy.to.clone(),
        until: remedy.last_day.map(|day| format!("{}{provisional}", chinese_date(day))),
    }
}

/// What happened, the newest on top.
fn timeline(history: &[HistoryEntry], decision: Option<&PublicDecision>) -> Timeline {
    let mut entries: Vec<TimelineEntry> = history.iter().rev().map(published_entry).collect();
    if let Some(decision) = decision {
        let served = decision.served_on.value().map(|day| dated(*day, "送达当事人。"));
        let decided = decision.decided_on.value().map(|day| dated(*day, "作出行政处罚决定。"));
        entries.extend(served.into_iter().chain(decided));
    }
    Timeline { entries }
}

fn published_entry(entry: &HistoryEntry) -> TimelineEntry {
    let (sentence, tone) = match entry.change {
        Change::Published => ("公示。", Tone::Good),
        Change::Corrected => ("更正公示内容。", Tone::Warn),
        Change::Withdrawn => ("撤下公示。", Tone::Bad),
    };
    let details = (!entry.fields.is_empty()).then(|| format!("更正的内容：{}", entry.fields.join("、")));
    TimelineEntry { tone, details: details.into_iter().collect(), ..dated(entry.at.day(), sentence) }
}

fn dated(day: chrono::NaiveDate, sentence: &str) -> TimelineEntry {
    TimelineEntry {
        when: chinese_date(day),
        datetime: day.to_string(),
        sentence: sentence.to_owned(),
        ..TimelineEntry::default()
    }
}
