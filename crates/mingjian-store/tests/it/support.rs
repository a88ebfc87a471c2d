//! A fresh database of either engine for each test, and rows to fill it with.
//! It skips nothing: without a PostgreSQL to test on, that half fails and says how to run it.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::NaiveDate;
use mingjian_domain::id::{OrganId, ProceedingId, UserId};
use mingjian_domain::instant::Instant;
use mingjian_store::journal::NewEntry;
use mingjian_store::organ::{OrganKind, OrganRow};
use mingjian_store::pack::PackRow;
use mingjian_store::proceeding::ProceedingRow;
use mingjian_store::user::UserRow;
use mingjian_store::{Address, DataKey, Database, Hash, Keys, Source, organ, pack, proceeding, user};
use sqlx::{AssertSqlSafe, Connection};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const VARIABLE: &str = "MINGJIAN_TEST_POSTGRES";
pub(crate) const MASTER: [u8; 32] = [7; 32];

/// A database of its own.
pub(crate) struct TestDatabase {
    pub(crate) database: Database,
    pub(crate) url: Address,
    pub(crate) address: String,
    /// The folder of SQLite's file, removed when dropped.
    pub(crate) folder: Option<TempDir>,
}

impl TestDatabase {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("mingjian.db").display());
        Self::connect(address, Some(folder)).await
    }

    pub(crate) async fn postgresql() -> Self {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let server = server();
        let schema = format!("t{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let mut connection = sqlx::PgConnection::connect(&server).await.unwrap();
        let sql = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
        let separator = if server.contains('?') { '&' } else { '?' };
        Self::connect(format!("{server}{separator}options[search_path]={schema}"), None).await
    }

    async fn connect(address: String, folder: Option<TempDir>) -> Self {
        let url: Address = address.parse().unwrap();
        let database = Database::connect(&url, Keys::from_master(&MASTER)).await.unwrap();
        Self { database, url, address, folder }
    }

    /// The address of another database of the same engine in which there is nothing yet; it goes with this one.
    pub(crate) async fn fresh(&self) -> Address {
        if let Some(folder) = &self.folder {
            return format!("sqlite:{}", folder.path().join("fresh.db").display()).parse().unwrap();
        }
        // The tables of this one are dropped, and with them what they hold.
        let (_, schema) = self.address.split_once("options[search_path]=").unwrap();
        self.execute(&format!("DROP SCHEMA {schema} CASCADE; CREATE SCHEMA {schema}")).await.unwrap();
        self.url.clone()
    }

    /// Runs SQL past the store, as somebody with access to the server would.
    pub(crate) async fn execute(&self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.database.is_postgres() {
            let mut connection = sqlx::PgConnection::connect(&self.address).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.map(|_| ())
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&self.address).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.map(|_| ())
        }
    }

    /// Removes the triggers that keep the records append-only, as somebody who forges them would.
    pub(crate) async fn disarm(&self) {
        let sql = if self.database.is_postgres() {
            "ALTER TABLE journal DISABLE TRIGGER USER; ALTER TABLE audit_trail DISABLE TRIGGER USER"
        } else {
            "DROP TRIGGER journal_is_append_only; DROP TRIGGER journal_is_not_deleted;
             DROP TRIGGER audit_trail_is_append_only; DROP TRIGGER audit_trail_is_not_deleted"
        };
        self.execute(sql).await.unwrap();
    }

    /// Removes the schema after a test that went well; one that failed leaves it to be looked at.
    pub(crate) async fn close(self) {
        self.database.close().await;
        if let Some((server, schema)) = self.address.split_once("options[search_path]=") {
            let server = server.trim_end_matches(['?', '&']);
            let mut connection = sqlx::PgConnection::connect(server).await.unwrap();
            let sql = AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"));
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        }
    }
}

/// The address of the PostgreSQL server to test on.
pub(crate) fn server() -> String {
    std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!("no PostgreSQL to test on: run `cargo xtask test`, or set {VARIABLE}=postgres://…")
    })
}

/// Makes of each check two tests, one for each engine. A check that is not listed is dead code, which clippy denies.
macro_rules! on_both {
    ($($check:ident),+ $(,)?) => {$(
        mod $check {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let test = $crate::support::TestDatabase::sqlite().await;
                super::$check(&test).await;
                test.close().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgresql() {
                let test = $crate::support::TestDatabase::postgresql().await;
                super::$check(&test).await;
                test.close().await;
            }
        }
    )+};
}
pub(crate) use on_both;

/// An instant so many seconds after the beginning of the tests' time.
pub(crate) fn at(seconds: i64) -> Instant {
    Instant::from_micros(1_772_000_000_000_000).plus_seconds(seconds)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) fn organ_id(number: u128) -> OrganId {
    OrganId::from_uuid(uuid(number))
}

pub(crate) fn user_id(number: u128) -> UserId {
    UserId::from_uuid(uuid(number))
}

pub(crate) fn proceeding_id(number: u128) -> ProceedingId {
    ProceedingId::from_uuid(uuid(number))
}

pub(crate) fn organ_row(number: u128) -> OrganRow {
    OrganRow {
        id: organ_id(number),
        parent_id: None,
        kind: OrganKind::Organ,
        name: format!("示例市第{number}卫生健康委员会"),
        credit_code: None,
        region: Some("411000".to_owned()),
        active: true,
        created_at: at(0),
        version: 1,
    }
}

pub(crate) fn department_row(number: u128, parent: u128) -> OrganRow {
    OrganRow {
        parent_id: Some(organ_id(parent)),
        kind: OrganKind::Department,
        name: format!("第{number}监督科"),
        region: None,
        ..organ_row(number)
    }
}

pub(crate) fn user_row(number: u128, organ: u128) -> UserRow {
    UserRow {
        id: user_id(number),
        login: format!("user{number:03}"),
        name: format!("演示人员{number}"),
        password_hash: "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".to_owned(),
        password_changed_at: at(0),
        organ_id: organ_id(organ),
        department_id: None,
        law_qualification: None,
        active: true,
        failures: 0,
        locked_until: None,
        source: Source::Demo,
        created_at: at(0),
        version: 1,
        roles: vec!["officer".to_owned()],
    }
}

pub(crate) fn pack_hash() -> Hash {
    Hash::of(b"pack")
}

pub(crate) fn proceeding_row(number: u128, organ: u128) -> ProceedingRow {
    ProceedingRow {
        id: proceeding_id(number),
        organ_id: organ_id(organ),
        body_id: None,
        department_id: None,
        kind: "penalty".to_owned(),
        procedure: "penalty-ordinary".to_owned(),
        pack_hash: pack_hash(),
        number: None,
        state: "opened".to_owned(),
        version: 1,
        party_name: format!("示例诊所{number}"),
        cause: None,
        source: Source::Real,
        opened_at: at(i64::try_from(number).unwrap()),
        last_recorded_at: at(i64::try_from(number).unwrap()),
        unconfirmed: 0,
    }
}

pub(crate) fn entry(action: &str) -> NewEntry {
    NewEntry {
        action: action.to_owned(),
        schema: 1,
        user_id: Some(user_id(11)),
        actor_name: "演示人员11".to_owned(),
        role: "officer".to_owned(),
        organ_id: organ_id(1),
        body_id: None,
        occurred_at: at(10),
        recorded_at: at(20),
        source: Source::Real,
    }
}

/// Organs 1 and 2, departments 3 and 4 of organ 1, users 11 and 12 of organ 1 and 13 of organ 2, and a pack.
pub(crate) async fn seed(database: &Database) {
    let mut tx = database.begin_write().await.unwrap();
    for row in [organ_row(1), organ_row(2), department_row(3, 1), department_row(4, 1)] {
        organ::insert(&mut tx, &row).await.unwrap();
    }
    for row in [user_row(11, 1), user_row(12, 1), user_row(13, 2)] {
        user::insert(&mut tx, &row).await.unwrap();
    }
    let row = PackRow { hash: pack_hash(), name: "example".to_owned(), loaded_at: at(0) };
    pack::keep(&mut tx, &row, b"pack").await.unwrap();
    tx.commit().await.unwrap();
}

/// Seeds, and opens proceeding 21 of organ 1.
pub(crate) async fn seed_proceeding(database: &Database) -> DataKey {
    seed(database).await;
    let mut tx = database.begin_write().await.unwrap();
    let row = proceeding_row(21, 1);
    let key = proceeding::insert(&mut tx, &row, b"state 1", &[21; 32]).await.unwrap();
    tx.commit().await.unwrap();
    key
}
