//! An application with a body, its people and a clock, in a folder or schema of its own.
//! It opens no case: tests do that through the front door.

use crate::people::{self, PASSWORD, Person};
use crate::postgres::Schema;
use crate::seams::{SeededEntropy, SmallRenderer, TestClock};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use chrono::NaiveDate;
use mingjian_app::app::PublicForms;
use mingjian_app::setup::Bodies;
use mingjian_app::{App, AppParts, Caller, Messaging};
use mingjian_domain::event::Source;
use mingjian_domain::id::{AppointmentId, OfficerId, OrganId, UserId};
use mingjian_domain::instant::Instant;
use mingjian_domain::power::Leadership;
use mingjian_domain::seam::Entropy;
use mingjian_files::Files;
use mingjian_law::pack::Pack;
use mingjian_publish::PublicDatabase;
use mingjian_store::appointment::{self, AppointmentRow};
use mingjian_store::officer::{self, CertificateRow, OfficerRow};
use mingjian_store::organ::{self, OrganKind, OrganRow};
use mingjian_store::user::{self, UserRow};
use mingjian_store::{Address, Database, Keys, WriteTx};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// The first moment of every test, on a working day.
const BEGINNING: &str = "2026-03-02 09:00";
const MASTER: [u8; 32] = [7; 32];

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file of SQLite in a folder of its own.
    Sqlite,
    /// A schema of its own on the server named by `MINGJIAN_TEST_POSTGRES`.
    Postgres,
}

/// An application with a body, its people and a clock.
pub struct TestApp {
    /// The application.
    pub app: App,
    /// The clock; it stands until it is set.
    pub clock: Arc<TestClock>,
    /// The body, its departments and entrusted bodies.
    pub bodies: Bodies,
    /// Another organ in the same database.
    pub other_organ: OrganId,
    /// The officers of the body, by login.
    pub officers: BTreeMap<String, OfficerId>,
    users: BTreeMap<String, UserId>,
    address: String,
    folder: TempDir,
    // Dropped last: its tables are in use until then.
    _schema: Option<Schema>,
}

impl std::fmt::Debug for TestApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestApp").field("folder", &self.folder.path()).finish_non_exhaustive()
    }
}

impl TestApp {
    /// A body on SQLite.
    pub async fn sqlite() -> Self {
        Self::new(Engine::Sqlite).await
    }

    /// A body on PostgreSQL.
    pub async fn postgres() -> Self {
        Self::new(Engine::Postgres).await
    }

    /// A body on one of the engines, on the demonstration pack, at the beginning of the tests' time.
    ///
    /// # Panics
    /// When the stage cannot be set.
    pub async fn new(engine: Engine) -> Self {
        Self::with_messages(engine, None).await
    }

    /// The same, with something that carries messages.
    ///
    /// # Panics
    /// When the stage cannot be set.
    pub async fn with_messages(engine: Engine, messaging: Option<Messaging>) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let schema = (engine == Engine::Postgres).then(Schema::create);
        let address = schema.as_ref().map_or_else(
            || format!("sqlite:{}", folder.path().join("mingjian.db").display()),
            Schema::address,
        );
        let clock = Arc::new(TestClock::at(BEGINNING));
        let stage = Stage { address: &address, folder: folder.path(), seed: 1, messaging };
        let app = open(stage, Arc::clone(&clock)).await;
        let bodies = app.install().await.expect("the body is made in an empty database");
        let mut cast = Cast { entropy: SeededEntropy::new(4), now: app.now(), ..Cast::default() };
        let other_organ = cast.enter(&app, &bodies).await;
        Self {
            app,
            clock,
            bodies,
            other_organ,
            officers: cast.officers,
            users: cast.users,
            address,
            folder,
            _schema: schema,
        }
    }

    /// Another process of the same installation: its own pool, its own idea of the law, the same clock.
    ///
    /// # Panics
    /// When it cannot be started.
    pub async fn another(&self) -> App {
        let stage = Stage { address: &self.address, folder: self.folder.path(), seed: 2, messaging: None };
        open(stage, Arc::clone(&self.clock)).await
    }

    /// Where the files of the installation lie.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A person as the application knows who calls.
    ///
    /// # Panics
    /// When the person is not of the test body.
    pub async fn caller(&self, person: Person) -> Caller {
        self.app.bearer(&self.token(person).await).await.expect("the token is in force")
    }

    /// A bearer token of a person.
    ///
    /// # Panics
    /// When the person is not of the test body.
    pub async fn token(&self, person: Person) -> String {
        self.app.issue_token(person.login, "test").await.expect("the person has a login")
    }

    /// The login of a person.
    ///
    /// # Panics
    /// When the person is not of the test body.
    pub fn user(&self, person: Person) -> UserId {
        *self.users.get(person.login).expect("a person of the test body")
    }

    /// The officer record of a person.
    ///
    /// # Panics
    /// When the person is no officer of the test body.
    pub fn officer(&self, person: Person) -> OfficerId {
        *self.officers.get(person.login).expect("an officer of the test body")
    }

    /// Sets the clock to a time in China, written as `2026-03-02 09:00`.
    pub fn at(&self, text: &str) {
        self.clock.set(text);
    }
}

/// Where an application lies, and what it sends messages with.
struct Stage<'a> {
    address: &'a str,
    folder: &'a Path,
    seed: u64,
    messaging: Option<Messaging>,
}

async fn open(stage: Stage<'_>, clock: Arc<TestClock>) -> App {
    let Stage { address, folder, seed, messaging } = stage;
    let keys = Keys::from_master(&MASTER);
    let files = Files::new(folder.join("files"), keys.derive("files"));
    let url: Address = address.parse().expect("an address of a database");
    // The public database beside it, as the binary wires it.
    let public = match address.strip_prefix("sqlite:") {
        Some(_) => format!("sqlite:{}", folder.join("public.db").display()),
        None => address.to_owned(),
    };
    let public = public.parse().expect("an address of a public database");
    App::new(AppParts {
        public: PublicDatabase::connect(&public).await.expect("the public database opens"),
        database: Database::connect(&url, keys).await.expect("the database opens"),
        pack: Pack::embedded("demo-health").expect("the pack of the demonstration loads"),
        pack_archive: Vec::new(),
        files,
        clock,
        entropy: Arc::new(SeededEntropy::new(seed)),
        renderer: Arc::new(SmallRenderer),
        public_renderer: Arc::new(SmallRenderer),
        public_page: Arc::new(|decision| {
            Ok(PublicForms { html: decision.index_text(), json: decision.index_text() })
        }),
        source: Source::Demo,
        messaging,
    })
}

/// Enters people past the application, whose doors ask for people who are there already.
struct Cast {
    entropy: SeededEntropy,
    now: Instant,
    password_hash: String,
    users: BTreeMap<String, UserId>,
    officers: BTreeMap<String, OfficerId>,
}

impl Default for Cast {
    fn default() -> Self {
        Self {
            entropy: SeededEntropy::new(0),
            now: Instant::from_micros(0),
            password_hash: cheap_hash(),
            users: BTreeMap::new(),
            officers: BTreeMap::new(),
        }
    }
}

impl Cast {
    /// Enters everyone, and answers the other organ.
    async fn enter(&mut self, app: &App, bodies: &Bodies) -> OrganId {
        let mut tx = app.database().begin_write().await.expect("the database can be written");
        for person in people::EVERYONE {
            let department = bodies.departments.iter().find(|(id, _)| id == person.department);
            self.add(&mut tx, person, bodies.organ, department.map(|(_, id)| *id)).await;
        }
        self.appoint(&mut tx, bodies.organ).await;
        let other = self.add_other_organ(&mut tx).await;
        self.add(&mut tx, &people::OUTSIDER, other, None).await;
        tx.commit().await.expect("the people are entered");
        other
    }

    /// The head of the body is its principal.
    async fn appoint(&self, tx: &mut WriteTx, organ: OrganId) {
        let row = AppointmentRow {
            id: AppointmentId::from_parts(self.millis(), &self.random()),
            organ_id: organ,
            user_id: *self.users.get(people::AGENCY_HEAD.login).expect("the head is entered"),
            leadership: Leadership::Principal,
            actions: None,
            number: "示组干〔2024〕3号".to_owned(),
            from_on: day("2024-01-01"),
            to_on: None,
            scan_file: None,
            entered_by: None,
            entered_at: self.now,
            ended_on: None,
            end_reason: None,
            ended_by: None,
            ended_at: None,
        };
        appointment::insert(tx, &row).await.expect("the head is appointed");
    }

    async fn add_other_organ(&mut self, tx: &mut WriteTx) -> OrganId {
        let row = OrganRow {
            id: OrganId::from_parts(self.millis(), &self.random()),
            parent_id: None,
            kind: OrganKind::Organ,
            name: "示例县卫生健康委员会".to_owned(),
            credit_code: None,
            region: None,
            active: true,
            created_at: self.now,
            version: 1,
        };
        organ::insert(tx, &row).await.expect("the other organ is entered");
        row.id
    }

    async fn add(
        &mut self,
        tx: &mut WriteTx,
        person: &Person,
        employer: OrganId,
        department: Option<OrganId>,
    ) {
        let row = UserRow {
            id: UserId::from_parts(self.millis(), &self.random()),
            login: person.login.to_owned(),
            name: person.name.to_owned(),
            password_hash: self.password_hash.clone(),
            password_changed_at: self.now,
            organ_id: employer,
            department_id: department,
            law_qualification: person.login.eq("xuwen").then(|| "A20269900000001".to_owned()),
            active: true,
            failures: 0,
            locked_until: None,
            source: mingjian_store::Source::Demo,
            created_at: self.now,
            version: 1,
            roles: person.roles.iter().map(|role| role.id().to_owned()).collect(),
        };
        user::insert(tx, &row).await.expect("the person is entered");
        self.users.insert(person.login.to_owned(), row.id);
        if let Some(number) = person.certificate {
            let id = self.add_officer(tx, person, &row, number).await;
            self.officers.insert(person.login.to_owned(), id);
        }
    }

    async fn add_officer(
        &mut self,
        tx: &mut WriteTx,
        person: &Person,
        row: &UserRow,
        number: &str,
    ) -> OfficerId {
        let officer = OfficerRow {
            id: OfficerId::from_parts(self.millis(), &self.random()),
            user_id: Some(row.id),
            organ_id: row.organ_id,
            name: person.name.to_owned(),
            post: "执法人员".to_owned(),
            created_at: self.now,
            version: 1,
        };
        let certificate = CertificateRow {
            number: number.to_owned(),
            officer_id: officer.id,
            issuer: "示例市人民政府（演示）".to_owned(),
            area: "示例市".to_owned(),
            valid_from_on: day("2024-01-01"),
            valid_to_on: day("2028-12-31"),
            created_at: self.now,
        };
        officer::insert(tx, &officer).await.expect("the officer is entered");
        officer::add_certificate(tx, &certificate).await.expect("the certificate is entered");
        officer.id
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.now.micros() / 1000).unwrap_or_default()
    }

    fn random(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.entropy.fill(&mut bytes);
        bytes
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day as 2026-03-02")
}

/// A hash of everyone's password that costs next to nothing to check, so that tests may log in often.
fn cheap_hash() -> String {
    let params = Params::new(8, 1, 1, None).expect("parameters within the bounds of argon2");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(PASSWORD.as_bytes(), b"salt of the tests")
        .expect("a password that can be hashed")
        .to_string()
}
