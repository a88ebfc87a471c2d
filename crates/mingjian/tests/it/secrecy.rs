//! After a whole case, everything that lies on the disk and everything that was logged is searched for every identity
//! number, telephone, informant and sentence of the run: none is readable.
//! What the public reads is public; it is not searched for what was confirmed as public text.

use crate::support::acts::{self, BEYOND, with};
use crate::support::case::{Case, HEAD, OFFICER, SECOND_OFFICER, SUPERVISOR, UNIT_HEAD, at};
use crate::support::http::Api;
use crate::support::{search, stages};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

const PARTY_ID: &str = "419999199003072832";
const INQUIRED_ID: &str = "419999198507123512";
const PARTY_PHONE: &str = "13912345670";
const INFORMANT_PHONE: &str = "13812345679";
const INQUIRED_PHONE: &str = "13712345678";
const NUMBERS: [&str; 5] = [PARTY_ID, INQUIRED_ID, PARTY_PHONE, INFORMANT_PHONE, INQUIRED_PHONE];

/// A sentence that stands nowhere else: what was stated in this place of the run.
macro_rules! sentence {
    ($place:literal) => {
        concat!("此处记载的是", $place, "当中不应当以明文留存的一整句话")
    };
}

const SENTENCES: [&str; 16] = [
    sentence!("案情摘要"),
    sentence!("举报人姓名"),
    sentence!("现场检查情况"),
    sentence!("询问回答"),
    sentence!("证明内容"),
    sentence!("违法事实"),
    sentence!("调查经过"),
    sentence!("裁量理由"),
    sentence!("合议意见"),
    sentence!("审核理由"),
    sentence!("申辩内容"),
    sentence!("复核理由"),
    sentence!("迟延理由"),
    sentence!("查阅目的"),
    sentence!("文件名称"),
    sentence!("被拒绝的提交"),
];

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An identity number with the check digit that belongs to it (GB 11643).
fn with_check_digit(seventeen: &str) -> String {
    let sum: u32 = seventeen
        .chars()
        .zip([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
        .map(|(digit, weight)| digit.to_digit(10).unwrap() * weight)
        .sum();
    let check = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][usize::try_from(sum % 11).unwrap()];
    format!("{seventeen}{check}")
}

fn lead() -> Value {
    let party = json!({
        "kind": "citizen", "name": "张伟", "resident_id": PARTY_ID, "phone": PARTY_PHONE,
        "address": "示例市示例路9号",
    });
    with(
        acts::lead("2026-03-02"),
        json!({
            "source": "complaint", "party": party, "summary": format!("{}，电话{PARTY_PHONE}", SENTENCES[0]),
            "informant": SENTENCES[1], "informant_phone": INFORMANT_PHONE,
        }),
    )
}

async fn whole_case(api: &Api) -> Case<'_> {
    let mut case = Case::open_with(api, OFFICER, lead(), at("2026-03-02 09:00")).await;
    case.act(UNIT_HEAD, "accept-lead", acts::accept()).await;
    let request = acts::request_filing(&case, &[BEYOND]);
    case.act(OFFICER, "request-filing", request).await;
    case.act(HEAD, "approve-filing", acts::opinion_of_head()).await;
    case.wait_days(3);
    let scene = with(
        acts::scene(&case),
        json!({
            "began_at": "2026-03-02T15:00:00", "ended_at": "2026-03-02T16:00:00",
            "findings": format!("{}，身份证{PARTY_ID}", SENTENCES[2]),
        }),
    );
    let late = json!({ "late_reason": SENTENCES[12], "input": scene });
    let reply = case.send(OFFICER, "record-scene", &late).await;
    case.accepted(&reply);
    let inquiry = with(
        acts::inquiry(&case),
        json!({
            "person": "王芳", "person_id": INQUIRED_ID, "person_phone": INQUIRED_PHONE,
            "exchanges": [{ "question": "请说明", "answer": SENTENCES[3] }],
        }),
    );
    case.act(SECOND_OFFICER, "record-inquiry", inquiry).await;
    let evidence = with(acts::evidence(&case), json!({ "proves": SENTENCES[4] }));
    case.act(OFFICER, "add-evidence", evidence).await;
    let violation = with(acts::violation(&case, BEYOND), json!({ "facts": SENTENCES[5] }));
    let report = with(acts::conclude(&[violation]), json!({ "course": SENTENCES[6] }));
    case.act(OFFICER, "conclude-investigation", report).await;
    until_the_decision(&mut case).await;
    case
}

async fn until_the_decision(case: &mut Case<'_>) {
    let penalty = with(acts::fined(BEYOND, 60_000), json!({ "reasons": SENTENCES[7] }));
    let proposal = with(acts::propose(case, &[penalty]), json!({ "reasons": SENTENCES[8] }));
    case.act(UNIT_HEAD, "adopt-proposal", proposal).await;
    stages::notify(case).await;
    case.act(OFFICER, "waive-hearing", acts::waiver(case)).await;
    let plea = with(acts::plea(case), json!({ "content": SENTENCES[10] }));
    case.act(OFFICER, "receive-plea", plea).await;
    let point = json!([{ "claim": "请求从轻", "adopted": false, "reason": SENTENCES[11] }]);
    case.act(UNIT_HEAD, "answer-plea", with(acts::answer(), json!({ "points": point }))).await;
    case.wait_out("plea-clock").await;
    stages::assign(case).await;
    let opinion = with(acts::opinion("agree"), json!({ "text": SENTENCES[9] }));
    case.act("xuwen", "give-opinion", opinion).await;
    case.act(HEAD, "discuss", acts::discuss(case)).await;
    case.act(HEAD, "decide-penalty", acts::opinion_of_head()).await;
    case.wait_days(1);
    case.act(OFFICER, "serve-decision", acts::service(case)).await;
    stages::publish(case).await;
}

/// What is read, uploaded and refused leaves traces of its own.
async fn traces(case: &Case<'_>) {
    let api = case.api;
    let read = api.get(SUPERVISOR, &case.path()).header("purpose", SENTENCES[13]).send().await;
    assert_eq!(read.status, 200);
    let path = format!("{}/files", case.path());
    let upload = api.post(OFFICER, &path, &Value::Null).header("file-name", SENTENCES[14]);
    upload.bytes(format!("%PDF-1.7\n{}", SENTENCES[14]).into_bytes()).send().await.expect(201);
    let refused = json!({ "reason": format!("{}{PARTY_ID}", SENTENCES[15]) });
    case.attempt(OFFICER, "drop-case", refused.clone()).await.refused(403, "role-missing");
    let unknown = with(refused, json!({ "more": PARTY_PHONE }));
    case.attempt(HEAD, "drop-case", unknown).await.refused(422, "input-invalid");
    let invalid = with(
        lead(),
        json!({ "party": { "kind": "citizen", "name": "赵六", "address": "某处", "resident_id": &PARTY_ID[1..] } }),
    );
    let reply = api.post(OFFICER, "/api/v1/proceedings", &invalid).send().await;
    reply.refused(422, "input-invalid");
}

#[tokio::test]
async fn no_number_and_no_sentence_of_a_case_is_readable_on_the_disk_or_in_the_log() {
    assert_eq!(with_check_digit(&PARTY_ID[..17]), PARTY_ID);
    assert_eq!(with_check_digit(&INQUIRED_ID[..17]), INQUIRED_ID);
    let log = Log::default();
    let into = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || into.clone())
        .finish();
    // This test runs on one thread, and only its own log is kept.
    let guard = tracing::subscriber::set_default(subscriber);
    let api = Api::sqlite().await;
    let case = whole_case(&api).await;
    traces(&case).await;
    assert!(api.test.app.run_jobs().await.unwrap() > 0);
    let texts: Vec<&str> = NUMBERS.iter().chain(&SENTENCES).copied().collect();
    let mut seen = Vec::new();
    for file in search::files(api.test.folder()) {
        let bytes = std::fs::read(&file).unwrap();
        assert_eq!(search::readable(&bytes, &texts), [], "{}", file.display());
        seen.push(file.file_name().unwrap().to_string_lossy().into_owned());
    }
    for expected in ["mingjian.db", "mingjian.db-wal", "public.db"] {
        assert!(
            seen.iter().any(|name| name == expected),
            "{expected} was not there to be searched: {seen:?}"
        );
    }
    // Something fails, so that something is logged: the reader gets the reference under which it stands there.
    std::fs::remove_dir_all(api.test.folder().join("files")).unwrap();
    let path = format!("{}/files/{}", case.path(), case.scan);
    let failed =
        api.get(OFFICER, &path).header("purpose", SENTENCES[13]).send().await.refused(500, "internal");
    drop(guard);
    let logged = log.0.lock().unwrap_or_else(PoisonError::into_inner);
    let reference = failed["reference"].as_str().unwrap();
    assert!(!search::readable(&logged, &[reference]).is_empty(), "{reference} does not stand in the log");
    assert_eq!(search::readable(&logged, &texts), [], "the log");
}
