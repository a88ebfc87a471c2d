//! What lies on the disk: no identity number, no telephone number, no prose, no answer, no payload, no key.
//! Names, case numbers and causes are in clear on purpose: people search by them.

use std::fmt::Write;

use mingjian_domain::id::{DocumentId, FileId, InterestId, JobId, PublicationId};
use mingjian_store::audit::AuditEntry;
use mingjian_store::blob::BlobRow;
use mingjian_store::document::NewDocument;
use mingjian_store::idempotency::{Answer, Request};
use mingjian_store::identifier::Identifier;
use mingjian_store::interest::{Declarant, InterestEnd, InterestKind, InterestRow};
use mingjian_store::job::NewJob;
use mingjian_store::publication::PublicationRow;
use mingjian_store::session::SessionRow;
use mingjian_store::{
    Database, Hash, WriteTx, audit, blob, document, idempotency, identifier, interest, job, journal,
    proceeding, publication, session,
};
use sqlx::{AssertSqlSafe, Connection};

use crate::support::{
    MASTER, TestDatabase, at, day, entry, organ_id, proceeding_id, proceeding_row, seed_proceeding, user_id,
    uuid,
};

const ID_CARD: &str = "41010219900101123X";
const PHONE: &str = "13812345678";
const PROSE: &str = "当事人陈述其未按规定消毒";
const IN_CLEAR: &str = "示例诊所21";
const CSRF_SECRET: [u8; 32] = *b"csrf-secret-of-thirty-two-bytes!";
const DATA_KEY: [u8; 32] = *b"data-key-of-exactly-32-bytes!!!!";

fn secret_text() -> String {
    format!("{PROSE}，身份证{ID_CARD}，电话{PHONE}")
}

/// Puts the secrets wherever a caller can put anything.
async fn plant(database: &Database) {
    seed_proceeding(database).await;
    let text = secret_text();
    let bytes = text.as_bytes();
    let mut tx = database.begin_write().await.unwrap();
    let row = proceeding_row(22, 1);
    let key = proceeding::insert(&mut tx, &row, bytes, &DATA_KEY).await.unwrap();
    proceeding::save(&mut tx, &key, &row, bytes).await.unwrap();
    journal::append(&mut tx, &key, &entry("inspect"), bytes).await.unwrap();
    let values = [("id-card", ID_CARD), ("phone", PHONE)]
        .map(|(kind, value)| Identifier { kind: kind.to_owned(), value: value.to_owned() });
    identifier::replace(&mut tx, &key, &values).await.unwrap();
    let document = NewDocument {
        id: DocumentId::from_uuid(uuid(51)),
        organ_id: organ_id(1),
        kind: "decision-penalty",
        number: None,
        code: None,
        data: bytes,
        state: "issued",
        issued_at: at(0),
    };
    document::insert(&mut tx, &key, &document).await.unwrap();
    let publication = PublicationRow {
        id: PublicationId::from_uuid(uuid(52)),
        proceeding_id: proceeding_id(22),
        document_id: None,
        channel: "site".to_owned(),
        state: "draft".to_owned(),
        due_on: None,
        created_at: at(0),
        version: 1,
    };
    publication::insert(&mut tx, &key, &publication, bytes).await.unwrap();
    publication::save(&mut tx, &key, &publication, bytes).await.unwrap();
    let file = BlobRow {
        id: FileId::from_uuid(uuid(53)),
        proceeding_id: Some(proceeding_id(22)),
        hash: Hash::of(b"x"),
        size: 1,
        media_type: "image/jpeg".to_owned(),
        name: text.clone(),
        stored_by: None,
        stored_at: at(0),
    };
    blob::insert(&mut tx, Some(&key), &file).await.unwrap();
    let scan = BlobRow { id: FileId::from_uuid(uuid(54)), proceeding_id: None, ..file };
    blob::insert(&mut tx, None, &scan).await.unwrap();
    tx.commit().await.unwrap();
    plant_work(database, &text).await;
}

/// An interest is declared and ended in prose about people.
async fn plant_interest(tx: &mut WriteTx, text: &str) {
    let row = InterestRow {
        id: InterestId::from_uuid(uuid(56)),
        declarant: Declarant::User(user_id(11)),
        kind: InterestKind::Relative,
        name: text.to_owned(),
        note: text.to_owned(),
        since_on: None,
        entered_by: user_id(11),
        entered_at: at(0),
        end: None,
    };
    interest::insert(tx, &row).await.unwrap();
    let end = InterestEnd { on: day("2026-03-01"), reason: text.to_owned(), by: user_id(12), at: at(1) };
    interest::end(tx, row.id, &end).await.unwrap();
}

async fn plant_work(database: &Database, text: &str) {
    let mut tx = database.begin_write().await.unwrap();
    plant_interest(&mut tx, text).await;
    let request = Request { user_id: user_id(11), key: "k", digest: Hash::of(text.as_bytes()) };
    let answer = Answer { status: 200, body: text.as_bytes().to_vec() };
    idempotency::insert(&mut tx, request, &answer, at(0)).await.unwrap();
    let job = NewJob {
        id: JobId::from_uuid(uuid(55)),
        kind: "render-document",
        payload: text.as_bytes(),
        run_at: at(0),
        dedup_key: None,
        created_at: at(0),
    };
    job::enqueue(&mut tx, &job).await.unwrap();
    let session = SessionRow {
        token_hash: Hash::of(b"token"),
        user_id: user_id(11),
        csrf_secret: CSRF_SECRET.to_vec(),
        created_at: at(0),
        seen_at: at(0),
        expires_at: at(9),
    };
    session::insert(&mut tx, &session).await.unwrap();
    tx.commit().await.unwrap();
    let claimed = job::claim(database, at(1), at(2)).await.unwrap().unwrap();
    let mut tx = database.begin_write().await.unwrap();
    job::fail(&mut tx, &claimed, at(2), text).await.unwrap();
    tx.commit().await.unwrap();
    let noted = AuditEntry {
        kind: "read".to_owned(),
        user_id: Some(user_id(11)),
        target: Some(proceeding_id(22).to_string()),
        recorded_at: at(3),
        purpose: text.to_owned(),
        detail: text.to_owned(),
    };
    audit::append(database, &noted).await.unwrap();
}

/// The needles as bytes, and as PostgreSQL and SQLite write bytes in text.
fn needles() -> Vec<Vec<u8>> {
    let plain: [&[u8]; 6] =
        [ID_CARD.as_bytes(), PHONE.as_bytes(), PROSE.as_bytes(), &CSRF_SECRET, &DATA_KEY, &MASTER];
    plain.iter().flat_map(|needle| [needle.to_vec(), hexadecimal(needle).into_bytes()]).collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn assert_holds_no_secret(place: &str, haystack: &[u8]) {
    for needle in needles() {
        let found = haystack.windows(needle.len()).any(|window| window == needle);
        assert!(!found, "{place} holds {:?}", String::from_utf8_lossy(&needle));
    }
}

#[tokio::test]
async fn on_sqlite_neither_the_file_nor_its_log_holds_a_secret() {
    let test = TestDatabase::sqlite().await;
    plant(&test.database).await;
    let folder = test.folder.as_ref().unwrap().path();
    let files = || std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    assert!(files().any(|path| path.ends_with("mingjian.db-wal")), "the log is there to be searched");
    let mut in_clear = false;
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        assert_holds_no_secret(&path.display().to_string(), &bytes);
        in_clear |= bytes.windows(IN_CLEAR.len()).any(|window| window == IN_CLEAR.as_bytes());
    }
    assert!(in_clear, "the search finds what is in clear");
    test.database.close().await;
    for path in files() {
        assert_holds_no_secret(&path.display().to_string(), &std::fs::read(&path).unwrap());
    }
}

#[tokio::test]
async fn on_postgresql_no_column_of_any_table_holds_a_secret() {
    let test = TestDatabase::postgresql().await;
    plant(&test.database).await;
    let mut connection = sqlx::PgConnection::connect(&test.address).await.unwrap();
    let tables: Vec<(String,)> =
        sqlx::query_as("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    assert!(tables.len() > 20);
    let mut in_clear = false;
    for (table,) in tables {
        let sql = AssertSqlSafe(format!("SELECT x::text FROM {table} AS x"));
        let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap();
        for (row,) in rows {
            assert_holds_no_secret(&table, row.as_bytes());
            in_clear |= row.contains(IN_CLEAR);
        }
    }
    assert!(in_clear, "the search finds what is in clear");
    drop(connection);
    test.close().await;
}

/// A form has few unknown digits, so its plain hash would let them be guessed. Events and document data carry a salt.
#[tokio::test]
async fn the_hash_of_a_request_lies_nowhere() {
    let test = TestDatabase::sqlite().await;
    seed_proceeding(&test.database).await;
    plant_work(&test.database, &secret_text()).await;
    let digest = Hash::of(secret_text().as_bytes());
    for path in std::fs::read_dir(test.folder.as_ref().unwrap().path()).unwrap() {
        let bytes = std::fs::read(path.unwrap().path()).unwrap();
        assert!(!bytes.windows(32).any(|window| window == digest.as_bytes()));
    }
}
