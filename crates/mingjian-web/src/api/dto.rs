//! What the API sends: shapes of its own, so that the domain may change without breaking programs.
//! Protected values of a party are not in it: a document has them where the law demands.

use mingjian_app::proceeding::{CaseView, Offered};
use mingjian_domain::clock::ClockRecord;
use mingjian_law::citation::Citation;
use mingjian_law::variable::clock;
use serde::Serialize;

/// An article of law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Article {
    /// The law's short name.
    pub law: String,
    /// The article.
    pub article: u16,
    /// The paragraph.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u8>,
    /// The item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<u8>,
    /// As it is read.
    pub text: String,
}

/// Articles of a basis.
pub(super) fn articles(basis: &[Citation]) -> Vec<Article> {
    basis
        .iter()
        .map(|citation| Article {
            law: citation.law.clone(),
            article: citation.article,
            paragraph: citation.paragraph,
            item: citation.item,
            text: citation.to_string(),
        })
        .collect()
}

/// A clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Clock {
    id: String,
    label: &'static str,
    rule: String,
    start: String,
    due: String,
    extended: Option<String>,
    status: &'static str,
    standing: &'static str,
}

/// An action as it stands now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Action {
    id: String,
    label: String,
    allowed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    basis: Vec<Article>,
    input: serde_json::Value,
}

/// A document of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Document {
    id: String,
    kind: String,
    number: Option<String>,
    issued_at: String,
    data_sha256: String,
    pdf_sha256: Option<String>,
}

/// An entry of the journal as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Entry {
    seq: u64,
    action: String,
    actor: String,
    role: &'static str,
    occurred_at: String,
    recorded_at: String,
    state: String,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Case {
    id: String,
    version: u64,
    procedure: String,
    state: String,
    state_label: String,
    number: Option<String>,
    party: String,
    causes: Vec<String>,
    clocks: Vec<Clock>,
    actions: Vec<Action>,
    evidence: Vec<Evidence>,
    files: Vec<FileEntry>,
    documents: Vec<Document>,
    publication: Option<String>,
    journal: Vec<Entry>,
}

/// An item of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Evidence {
    id: String,
    name: String,
    kind: &'static str,
    from_plea: bool,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct FileEntry {
    id: String,
    sha256: String,
    media_type: String,
    size: i64,
}

impl Case {
    /// A case as its readers see it.
    pub(super) fn of(view: &CaseView) -> Self {
        let case = &view.proceeding;
        Self {
            id: case.id.to_string(),
            version: case.version,
            procedure: case.procedure.clone(),
            state: case.position.clone(),
            state_label: view.state_label.clone(),
            number: case.number().map(str::to_owned),
            party: case.lead.party.name.clone(),
            causes: case.causes.clone(),
            clocks: case.clocks.iter().map(|record| clock_of(record, view)).collect(),
            actions: view.offers.iter().map(action_of).collect(),
            evidence: case.evidence.iter().map(evidence_of).collect(),
            files: view.files.iter().map(file_of).collect(),
            documents: view.documents.iter().map(document_of).collect(),
            publication: case.publication.as_ref().map(|publication| publication.position.clone()),
            journal: view.events.iter().map(entry_of).collect(),
        }
    }
}

fn clock_of(record: &ClockRecord, view: &CaseView) -> Clock {
    let standing = match record.ended_on {
        Some(_) => "ended",
        None if record.standing(view.now.day()) == clock::OVER => "over",
        None => "running",
    };
    Clock {
        id: record.variable.to_string(),
        label: record.variable.spec().label,
        rule: record.rule.clone(),
        start: record.start.to_string(),
        due: record.due.to_string(),
        extended: record.extended.map(|day| day.to_string()),
        status: if record.firm { "firm" } else { "provisional" },
        standing,
    }
}

fn action_of(offer: &Offered) -> Action {
    Action {
        id: offer.id.clone(),
        label: offer.label.clone(),
        allowed: offer.refusal.is_none(),
        code: offer.refusal.as_ref().map(|refusal| refusal.code.clone()),
        message: offer.refusal.as_ref().map(|refusal| refusal.message.clone()),
        basis: offer.refusal.as_ref().map(|refusal| articles(&refusal.basis)).unwrap_or_default(),
        input: offer.input.clone(),
    }
}

fn evidence_of(item: &mingjian_domain::proceeding::Evidence) -> Evidence {
    Evidence {
        id: item.id.to_string(),
        name: item.stated.name.clone(),
        kind: item.stated.kind.label(),
        from_plea: item.stated.from_plea,
    }
}

fn file_of(row: &mingjian_app::file::BlobRow) -> FileEntry {
    FileEntry {
        id: row.id.to_string(),
        sha256: row.hash.to_string(),
        media_type: row.media_type.clone(),
        size: row.size,
    }
}

fn document_of(row: &mingjian_app::proceeding::DocumentRow) -> Document {
    Document {
        id: row.id.to_string(),
        kind: row.kind.clone(),
        number: row.number.clone(),
        issued_at: row.issued_at.rfc3339(),
        data_sha256: row.data_hash.to_string(),
        pdf_sha256: row.pdf_hash.map(|hash| hash.to_string()),
    }
}

fn entry_of(event: &mingjian_domain::event::Event) -> Entry {
    Entry {
        seq: event.seq,
        action: event.action().to_owned(),
        actor: event.actor.name.clone(),
        role: event.actor.role.id(),
        occurred_at: event.occurred_at.rfc3339(),
        recorded_at: event.recorded_at.rfc3339(),
        state: event.to.clone(),
    }
}
