//! What the API sends: shapes of its own, so that the domain may change without breaking programs.
//! Protected values of a party are not in it: a document has them where the law demands.

use mingjian_app::App;
use mingjian_app::file::BlobRow;
use mingjian_app::proceeding::{CaseView, DocumentRow, Offered, ProceedingRow};
use mingjian_domain::actor::{OfficerFact, UserFact};
use mingjian_domain::clock::ClockRecord;
use mingjian_domain::event::Paper;
use mingjian_law::citation::Citation;
use mingjian_law::variable::clock;
use schemars::JsonSchema;
use serde::Serialize;

/// An article of law.
#[expect(clippy::struct_field_names, reason = "the word of the contract")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Article {
    /// The law's short name.
    law: String,
    /// The article.
    article: u16,
    /// The paragraph.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u8>,
    /// The item.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<u8>,
    /// As it is read.
    text: String,
}

/// Articles of a basis.
pub(super) fn articles<'a>(basis: impl IntoIterator<Item = &'a Citation>) -> Vec<Article> {
    basis
        .into_iter()
        .map(|citation| Article {
            law: citation.law.clone(),
            article: citation.article,
            paragraph: citation.paragraph,
            item: citation.item,
            text: citation.to_string(),
        })
        .collect()
}

/// What the API says when it does not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Refused {
    /// The stable code.
    pub code: String,
    /// What is wrong and what to do, in Chinese.
    pub message: String,
    /// The articles.
    pub basis: Vec<Article>,
    /// The field at fault, where it is a field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The version now, where the caller's is old.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// What has happened since the version that the caller saw.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub since: Vec<String>,
    /// Under which reference the fault stands in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// What came of an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Acted {
    /// The proceeding.
    id: String,
    /// Its version now.
    version: u64,
    /// The state of its main machine now.
    state: String,
    /// The documents that were issued.
    documents: Vec<Issued>,
    /// The evidence that was added.
    evidence: Option<String>,
}

/// A document that an action issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct Issued {
    id: String,
    kind: String,
    title: String,
    number: Option<String>,
    data_sha256: String,
}

/// A file that was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Stored {
    /// The name under which acts name it.
    pub id: String,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Row {
    id: String,
    number: Option<String>,
    state: String,
    party: String,
    version: i64,
    opened_at: String,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Rows {
    /// The rows of this page.
    pub items: Vec<Row>,
    /// How many there are in all.
    pub total: i64,
    /// What to ask for `after` to get the next page.
    pub next: Option<String>,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(super) struct Case {
    id: String,
    version: u64,
    procedure: String,
    state: String,
    state_label: String,
    number: Option<String>,
    party: String,
    causes: Vec<String>,
    /// The state of the publication of its decision, once there is one.
    publication: Option<String>,
    clocks: Vec<Clock>,
    actions: Vec<Action>,
    evidence: Vec<Evidence>,
    files: Vec<FileEntry>,
    documents: Vec<Document>,
    journal: Vec<Entry>,
    /// Who can be named as an officer.
    officers: Vec<Officer>,
    /// Who can be named as a reviewer, host or proposer.
    users: Vec<User>,
}

/// A clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct Clock {
    id: String,
    label: String,
    rule: String,
    start: String,
    due: String,
    extended: Option<String>,
    /// `firm` or `provisional`.
    status: String,
    /// `running`, `over` or `ended`.
    standing: String,
    basis: Vec<Article>,
}

/// An action as it stands now.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct Action {
    id: String,
    label: String,
    allowed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    basis: Vec<Article>,
    /// Whether it only adds, so that it names no version.
    adds_only: bool,
    /// The JSON Schema of what it asks for.
    input: serde_json::Value,
}

/// An item of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct Evidence {
    id: String,
    name: String,
    kind: String,
    from_plea: bool,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct FileEntry {
    id: String,
    name: String,
    sha256: String,
    media_type: String,
    size: i64,
}

/// A document of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct Document {
    id: String,
    kind: String,
    number: Option<String>,
    issued_at: String,
    data_sha256: String,
    /// Nothing while the file is not made yet.
    pdf_sha256: Option<String>,
}

/// An entry of the journal as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct Entry {
    seq: u64,
    action: String,
    actor: String,
    role: String,
    occurred_at: String,
    recorded_at: String,
    /// Why it was recorded late, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    late_reason: Option<String>,
    state: String,
}

/// An officer who can be named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct Officer {
    id: String,
    name: String,
    /// Whether a certificate is valid today.
    certified: bool,
}

/// A user who can be named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct User {
    id: String,
    name: String,
    roles: Vec<String>,
}

impl Acted {
    /// What came of an action, as programs read it.
    pub(super) fn of(acted: mingjian_app::proceeding::Acted) -> Self {
        Self {
            id: acted.id.to_string(),
            version: acted.version,
            state: acted.state,
            documents: acted.documents.into_iter().map(Issued::of).collect(),
            evidence: acted.evidence.map(|id| id.to_string()),
        }
    }
}

impl Issued {
    fn of(paper: Paper) -> Self {
        let Paper { id, kind, title, number, data_sha256 } = paper;
        Self { id: id.to_string(), kind, title, number, data_sha256 }
    }
}

impl Row {
    /// A row of a list of cases.
    pub(super) fn of(row: ProceedingRow) -> Self {
        Self {
            id: row.id.to_string(),
            number: row.number,
            state: row.state,
            party: row.party_name,
            version: row.version,
            opened_at: row.opened_at.rfc3339(),
        }
    }
}

impl Case {
    /// A case as its readers see it.
    pub(super) fn of(view: &CaseView, app: &App) -> Self {
        let case = &view.proceeding;
        let today = view.now.day();
        Self {
            id: case.id.to_string(),
            version: case.version,
            procedure: case.procedure.clone(),
            state: case.position.clone(),
            state_label: view.state_label.clone(),
            number: case.number().map(str::to_owned),
            party: case.party().name.clone(),
            causes: case.causes.clone(),
            publication: case.publication.as_ref().map(|publication| publication.position.clone()),
            clocks: case.clocks.iter().map(|record| clock_of(record, view, app)).collect(),
            actions: view.offers.iter().map(action_of).collect(),
            evidence: case.evidence.iter().map(evidence_of).collect(),
            files: view.files.iter().map(file_of).collect(),
            documents: view.documents.iter().map(document_of).collect(),
            journal: view.events.iter().map(entry_of).collect(),
            officers: view.facts.officers.iter().map(|officer| officer_of(officer, today)).collect(),
            users: view.facts.users.iter().map(user_of).collect(),
        }
    }
}

fn clock_of(record: &ClockRecord, view: &CaseView, app: &App) -> Clock {
    let standing = match record.ended_on {
        Some(_) => "ended",
        None if record.standing(view.now.day()) == clock::OVER => "over",
        None => "running",
    };
    let basis = app.due(&record.rule, record.start).map(|due| articles(&due.basis)).unwrap_or_default();
    Clock {
        id: record.variable.to_string(),
        label: record.variable.spec().label.to_owned(),
        rule: record.rule.clone(),
        start: record.start.to_string(),
        due: record.due.to_string(),
        extended: record.extended.map(|day| day.to_string()),
        status: if record.firm { "firm" } else { "provisional" }.to_owned(),
        standing: standing.to_owned(),
        basis,
    }
}

fn action_of(offer: &Offered) -> Action {
    let refusal = offer.refusal.as_ref();
    Action {
        id: offer.id.clone(),
        label: offer.label.clone(),
        allowed: refusal.is_none(),
        code: refusal.map(|refusal| refusal.code.clone()),
        message: refusal.map(|refusal| refusal.message.clone()),
        basis: refusal.map(|refusal| articles(&refusal.basis)).unwrap_or_default(),
        adds_only: offer.adds_only,
        input: offer.input.clone(),
    }
}

fn evidence_of(item: &mingjian_domain::proceeding::Evidence) -> Evidence {
    Evidence {
        id: item.id.to_string(),
        name: item.stated.name.clone(),
        kind: item.stated.kind.label().to_owned(),
        from_plea: item.stated.from_plea,
    }
}

fn file_of(row: &BlobRow) -> FileEntry {
    FileEntry {
        id: row.id.to_string(),
        name: row.name.clone(),
        sha256: row.hash.to_string(),
        media_type: row.media_type.clone(),
        size: row.size,
    }
}

fn document_of(row: &DocumentRow) -> Document {
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
        role: event.actor.role.id().to_owned(),
        occurred_at: event.occurred_at.rfc3339(),
        recorded_at: event.recorded_at.rfc3339(),
        late_reason: event.late_reason.clone(),
        state: event.to.clone(),
    }
}

fn officer_of(officer: &OfficerFact, today: chrono::NaiveDate) -> Officer {
    Officer {
        id: officer.id.to_string(),
        name: officer.name.clone(),
        certified: officer.certificate_on(today).is_some(),
    }
}

fn user_of(user: &UserFact) -> User {
    User {
        id: user.id.to_string(),
        name: user.name.clone(),
        roles: user.roles.iter().map(|role| role.id().to_owned()).collect(),
    }
}
