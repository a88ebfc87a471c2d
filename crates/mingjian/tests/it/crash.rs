//! A power cut in the middle of a stream of actions: nothing that was acknowledged is lost, nothing is there twice, and
//! what was not acknowledged can be sent again.
//! The people are entered past the program, since the tests of pages prove how they are entered through it.

use crate::support::program::{Place, Server};
use crate::support::tcp::{Request, Response};
use crate::support::{acts, search};
use mingjian_app::SystemClock;
use mingjian_domain::id::UserId;
use mingjian_domain::instant::Instant;
use mingjian_domain::seam::Clock;
use mingjian_store::organ::OrganKind;
use mingjian_store::user::{self, UserRow};
use mingjian_store::{Address, Database, KeyFile, Source, audit, organ, transact};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Sender, channel};

const WRITERS: usize = 4;
/// So many acknowledged actions, and the power goes.
const BEFORE_THE_CUT: usize = 120;
const PHONE: &str = "13612345678";
const SUMMARY: &str = "断电试验当中不应当以明文留存的一整句话";

async fn database(place: &Place) -> Database {
    let key = KeyFile::open(&place.key()).unwrap().unwrap();
    Database::connect(&Address::Sqlite(place.data().join("mingjian.db")), key.keys()).await.unwrap()
}

/// An officer in the first handling department.
async fn enter_officer(place: &Place) {
    let database = database(place).await;
    let mut tx = database.begin_read().await.unwrap();
    let organs = organ::all(&mut tx).await.unwrap();
    drop(tx);
    let body = organs.iter().find(|row| row.kind == OrganKind::Organ).unwrap();
    let department = organs.iter().find(|row| row.kind == OrganKind::Department).unwrap();
    let row = UserRow {
        id: UserId::from_parts(1_772_000_000_000, &[7; 10]),
        login: "officer".to_owned(),
        name: "陈立".to_owned(),
        password_hash: "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".to_owned(),
        password_changed_at: Instant::from_micros(0),
        organ_id: body.id,
        department_id: Some(department.id),
        law_qualification: None,
        active: true,
        failures: 0,
        locked_until: None,
        source: Source::Real,
        created_at: Instant::from_micros(0),
        version: 1,
        roles: vec!["officer".to_owned(), "unit-head".to_owned()],
    };
    transact!(database, |tx| user::insert(tx, &row).await).unwrap();
    database.close().await;
}

/// Who calls a server.
struct Client<'a> {
    address: &'a str,
    bearer: &'a str,
}

impl Client<'_> {
    fn post(&self, path: &str, key: &str, body: &Value) -> std::io::Result<Response> {
        let headers =
            [("authorization", self.bearer), ("idempotency-key", key), ("content-type", "application/json")];
        let body = body.to_string();
        Request { address: self.address, method: "POST", path, headers: &headers, body: &body }.send()
    }

    fn get(&self, path: &str) -> Response {
        let headers = [("authorization", self.bearer)];
        Request { address: self.address, method: "GET", path, headers: &headers, body: "" }.send().unwrap()
    }
}

fn lead() -> Value {
    let today = SystemClock.now().day();
    let party = acts::with(acts::party(), json!({ "phone": PHONE }));
    acts::with(acts::lead(&today.to_string()), json!({ "summary": SUMMARY, "party": party }))
}

/// One request of the stream.
#[derive(Clone)]
struct Sent {
    path: String,
    key: String,
    body: Value,
}

/// What a writer knows when the power goes: the answers that it got, and the request that got none.
#[derive(Default)]
struct Knowledge {
    answered: Vec<(Sent, Value)>,
    open: Option<Sent>,
}

/// Opens cases and adds to them until the connection breaks.
fn write(client: &Client<'_>, writer: usize, acknowledged: &Sender<()>) -> Knowledge {
    let mut known = Knowledge::default();
    for number in 0.. {
        let mut path = "/api/v1/proceedings".to_owned();
        let mut body = lead();
        for step in 0..4 {
            let sent = Sent { path: path.clone(), key: format!("{writer}-{number}-{step}"), body };
            let Ok(response) = client.post(&sent.path, &sent.key, &sent.body) else {
                known.open = Some(sent);
                return known;
            };
            assert!([200, 201].contains(&response.status), "{}", String::from_utf8_lossy(&response.body));
            let answer = response.json();
            // Nobody counts any more once the power is to go.
            let _counted = acknowledged.send(());
            let case = format!("/api/v1/proceedings/{}/actions", answer["id"].as_str().unwrap());
            known.answered.push((sent, answer));
            (path, body) = next(&case, step);
        }
    }
    known
}

fn next(case: &str, step: usize) -> (String, Value) {
    let today = &lead()["found_on"];
    let evidence = json!({
        "kind": "document", "name": format!("书证{step}"), "proves": SUMMARY, "source": "现场提取",
        "collected_on": today, "officers": [], "original": true, "bears_on_facts": true, "from_plea": false,
    });
    match step {
        0 => (format!("{case}/accept-lead"), acts::with(acts::accept(), json!({ "version": 1 }))),
        _ => (format!("{case}/add-evidence"), evidence),
    }
}

#[test]
fn a_killed_server_has_lost_nothing_that_it_acknowledged() {
    let place = Place::initialised();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(enter_officer(&place));
    let token = place.run("admin token", &["--user", "officer"]);
    let bearer = format!("Bearer {}", token.lines()[0]);
    let log = place.data().join("server.log");
    let server = place.serve(&log);
    let known = until_the_cut(server, &bearer);
    let answers: usize = known.iter().map(|one| one.answered.len()).sum();
    assert!(answers >= BEFORE_THE_CUT);
    let server = place.serve(&log);
    let client = Client { address: &server.address, bearer: &bearer };
    check_answered(&client, &known);
    check_sent_again(&client, &known);
    let cases: BTreeSet<&str> = known
        .iter()
        .flat_map(|one| &one.answered)
        .map(|(_, answer)| answer["id"].as_str().unwrap())
        .collect();
    let total = client.get("/api/v1/proceedings").json()["total"].clone();
    let half_opened =
        known.iter().filter_map(|one| one.open.as_ref()).filter(|sent| sent.key.ends_with("-0"));
    assert_eq!(total, json!(cases.len() + half_opened.count()), "no case is there twice, none is missing");
    assert_eq!(server.terminate(), Some(0));
    runtime.block_on(check_records(&place));
    for file in search::files(&place.data()) {
        let bytes = std::fs::read(&file).unwrap();
        assert_eq!(search::readable(&bytes, &[PHONE, SUMMARY]), [], "{}", file.display());
    }
}

fn until_the_cut(server: Server, bearer: &str) -> Vec<Knowledge> {
    let address = server.address.clone();
    std::thread::scope(|scope| {
        let (sender, acknowledged) = channel();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (client, sender) = (Client { address: &address, bearer }, sender.clone());
                scope.spawn(move || write(&client, writer, &sender))
            })
            .collect();
        drop(sender);
        assert_eq!(acknowledged.iter().take(BEFORE_THE_CUT).count(), BEFORE_THE_CUT);
        server.kill();
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    })
}

/// Every acknowledged step stands in its case, in its place.
fn check_answered(client: &Client<'_>, known: &[Knowledge]) {
    let mut cases: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for (_, answer) in known.iter().flat_map(|one| &one.answered) {
        cases.entry(answer["id"].as_str().unwrap()).or_default().push(answer);
    }
    for (id, answers) in cases {
        let shown = client.get(&format!("/api/v1/proceedings/{id}")).json();
        let version = shown["version"].as_u64().unwrap();
        let highest = answers.iter().filter_map(|answer| answer["version"].as_u64()).max().unwrap();
        assert!(version == highest || version == highest + 1, "{id}: {version} after {highest}");
        assert_eq!(json!(shown["journal"].as_array().unwrap().len()), version, "{id}");
        let kept: BTreeSet<&str> =
            shown["evidence"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
        let acknowledged = answers.iter().filter_map(|answer| answer["evidence"].as_str());
        assert!(acknowledged.into_iter().all(|evidence| kept.contains(evidence)), "{id}");
    }
}

/// Every request can be sent again: an acknowledged one gets its answer, the open one is done once.
fn check_sent_again(client: &Client<'_>, known: &[Knowledge]) {
    for one in known {
        for (sent, answer) in one.answered.iter().rev().take(10) {
            assert_eq!(
                client.post(&sent.path, &sent.key, &sent.body).unwrap().json(),
                *answer,
                "{}",
                sent.key
            );
        }
        if let Some(sent) = &one.open {
            let again = || client.post(&sent.path, &sent.key, &sent.body).unwrap();
            let first = again();
            assert!([200, 201].contains(&first.status), "{}", String::from_utf8_lossy(&first.body));
            assert_eq!(again().json(), first.json());
        }
    }
}

/// The chains hold.
async fn check_records(place: &Place) {
    let database = database(place).await;
    let mut tx = database.begin_read().await.unwrap();
    assert!(audit::verify(&mut tx).await.unwrap().seq > 0);
    drop(tx);
    database.close().await;
}
