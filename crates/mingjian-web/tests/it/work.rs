//! My work: who sees what, why a clock is due, whose place somebody takes, the digest of a day and its message.
//! Which deeds lead on is the domain's to say; here the lists must follow it.

use crate::browser::Browser;
use crate::case::{Stage, filing, open_case};
use mingjian_app::delegation::NewDelegation;
use mingjian_app::proceeding::Once;
use mingjian_app::{Message, Messaging, Messenger};
use mingjian_store::Hash;
use mingjian_testkit::people::{
    self, AGENCY_HEAD, AUDIT_ADMINISTRATOR, CLERK, OFFICER, OTHER_OFFICER, OUTSIDER, SECOND_OFFICER,
    SUPERVISOR, UNIT_HEAD,
};
use mingjian_testkit::{Engine, TestApp};
use std::sync::{Arc, Mutex};

const WORK: &str = "/staff/";

async fn filed(test: TestApp) -> Stage {
    let case = open_case(&mut Browser::of(&test, OFFICER).await).await;
    let stage = Stage { test, case };
    filing(&stage).await;
    stage
}

fn once(key: &str) -> Once {
    Once { key: key.to_owned(), digest: Hash::of(key.as_bytes()) }
}

#[tokio::test]
async fn a_line_says_what_is_next_for_whom_and_how_its_last_day_is_counted() {
    let stage = filed(TestApp::sqlite().await).await;
    let mut head = Browser::of(&stage.test, UNIT_HEAD).await;
    let page = head.get("/staff/?view=department").await;
    page.is(200).shows("示例口腔门诊部有限公司").shows("怎样计算").shows("规则编号").shows("当日不计");
    page.shows("停止计算").shows("/staff/limits/decision.penalty").shows("三日后到期1");
    let rule = head.get("/staff/limits/decision.penalty").await;
    rule.is(200).shows("依据").shows("何时开始、何时停止");
    head.get("/staff/limits/no-such-rule").await.is(404);
    head.get("/staff/?view=department&due=overdue").await.shows("没有符合条件的事项");
    stage.test.at("2026-09-01 09:00");
    head = Browser::of(&stage.test, UNIT_HEAD).await;
    let page = head.get("/staff/?view=department&due=overdue").await;
    page.shows("示例口腔门诊部有限公司").shows("已逾期");
}

#[tokio::test]
async fn nobody_sees_the_work_of_a_case_that_is_not_theirs_to_see() {
    let stage = filed(TestApp::sqlite().await).await;
    let name = "示例口腔门诊部有限公司";
    for (person, view) in [(OFFICER, "involved"), (UNIT_HEAD, "department"), (AGENCY_HEAD, "body")] {
        let page = Browser::of(&stage.test, person).await.get(&format!("{WORK}?view={view}")).await;
        page.is(200).shows(name);
    }
    Browser::of(&stage.test, SUPERVISOR).await.get("/staff/?view=body").await.shows(name);
    for (person, view, status) in [
        (OTHER_OFFICER, "", 200),
        (OTHER_OFFICER, "involved", 200),
        (OTHER_OFFICER, "department", 403),
        (OFFICER, "body", 403),
        (OUTSIDER, "", 200),
        (OUTSIDER, "body", 200),
        (OUTSIDER, "department", 200),
    ] {
        let page = Browser::of(&stage.test, person).await.get(&format!("{WORK}?view={view}")).await;
        page.is(status).hides(name);
    }
    // A person of another organ cannot be asked for either.
    let outsider = stage.test.user(OUTSIDER);
    let mut head = Browser::of(&stage.test, AGENCY_HEAD).await;
    head.get(&format!("/staff/?view=body&person={outsider}")).await.is(404);
    let officer = stage.test.user(OTHER_OFFICER);
    head.get(&format!("/staff/?view=body&person={officer}")).await.is(200).hides(name);
}

async fn stand_in(stage: &Stage, to_on: &str) -> mingjian_domain::id::DelegationId {
    let head = stage.test.caller(AGENCY_HEAD).await;
    let new = NewDelegation {
        from: stage.test.user(UNIT_HEAD),
        to: stage.test.user(SECOND_OFFICER),
        roles: [mingjian_law::procedure::Role::UnitHead].into(),
        actions: None,
        reason: "年休假".to_owned(),
        from_on: "2026-03-02".parse().unwrap(),
        to_on: to_on.parse().unwrap(),
    };
    stage.test.app.add_delegation(&head, new, &once(to_on)).await.unwrap()
}

#[tokio::test]
async fn a_delegate_sees_what_waits_for_the_one_who_is_away_as_long_as_the_delegation_holds() {
    let test = TestApp::sqlite().await;
    let case = open_case(&mut Browser::of(&test, OFFICER).await).await;
    let stage = Stage { test, case };
    let see = async |stage: &Stage| Browser::of(&stage.test, SECOND_OFFICER).await.get(WORK).await;
    let accept = format!("{}/actions/accept-lead", stage.case);
    see(&stage).await.hides(&accept);
    stand_in(&stage, "2026-03-04").await;
    // Whoever is entered while the worker sleeps sees it with its next look.
    stage.test.app.run_jobs().await.unwrap();
    let page = see(&stage).await;
    page.shows(&accept).shows("受赵刚委托代办（2026年3月2日至2026年3月4日）");
    // The day after the last one nothing is left, before the worker has looked.
    stage.test.at("2026-03-05 09:00");
    see(&stage).await.hides(&accept);
    stage.test.app.run_jobs().await.unwrap();
    see(&stage).await.hides(&accept);
    Browser::of(&stage.test, UNIT_HEAD).await.get(WORK).await.shows(&accept);
}

#[tokio::test]
async fn a_delegation_that_is_ended_takes_its_lines_with_it_at_once() {
    let test = TestApp::sqlite().await;
    let case = open_case(&mut Browser::of(&test, OFFICER).await).await;
    let stage = Stage { test, case };
    let id = stand_in(&stage, "2026-03-20").await;
    stage.test.app.run_jobs().await.unwrap();
    let accept = format!("{}/actions/accept-lead", stage.case);
    Browser::of(&stage.test, SECOND_OFFICER).await.get(WORK).await.shows(&accept);
    let away = stage.test.caller(UNIT_HEAD).await;
    stage.test.app.end_delegation(&away, id, &once("end")).await.unwrap();
    Browser::of(&stage.test, SECOND_OFFICER).await.get(WORK).await.hides(&accept);
}

#[tokio::test]
async fn a_digest_is_made_once_a_working_day_and_is_read_by_its_own_reader() {
    let test = TestApp::sqlite().await;
    let case = open_case(&mut Browser::of(&test, OFFICER).await).await;
    let stage = Stage { test, case };
    // Saturday has none, and no morning before eight.
    stage.test.at("2026-03-07 09:00");
    stage.test.app.run_jobs().await.unwrap();
    Browser::of(&stage.test, UNIT_HEAD).await.get("/staff/digests").await.shows("还没有提要");
    stage.test.at("2026-03-09 07:59");
    stage.test.app.run_jobs().await.unwrap();
    Browser::of(&stage.test, UNIT_HEAD).await.get("/staff/digests").await.shows("还没有提要");
    stage.test.at("2026-03-09 08:01");
    stage.test.app.run_jobs().await.unwrap();
    stage.test.app.run_jobs().await.unwrap();
    let mut head = Browser::of(&stage.test, UNIT_HEAD).await;
    let page = head.get(WORK).await;
    page.shows("今日提要").shows("待办1项，新到1项").shows("未读");
    let digest = head.get("/staff/digests/2026-03-09").await;
    digest.is(200).shows("示例口腔门诊部有限公司").shows("受理案源").shows("新到");
    let read = page.form("/staff/digests/2026-03-09/read");
    head.send(&read).await.is(200).shows("已读").hides("标为已读");
    head.send(&read).await.is(200);
    assert_eq!(head.get("/staff/digests").await.text().matches("/staff/digests/2026").count(), 1);
    // Nobody else has it, and who has nothing to do has none.
    Browser::of(&stage.test, CLERK).await.get("/staff/digests/2026-03-09").await.is(404);
    stage.test.at("2026-03-10 09:00");
    stage.test.app.run_jobs().await.unwrap();
    let mut head = Browser::of(&stage.test, UNIT_HEAD).await;
    head.get(WORK).await.shows("待办1项。").hides("新到1项");
    assert_eq!(head.get("/staff/digests").await.text().matches("<a href=\"/staff/digests/2026").count(), 2);
}

/// Fails as often as it is told, and keeps what it took over.
#[derive(Default)]
struct Failing {
    left: Mutex<u32>,
    taken: Mutex<Vec<Message>>,
}

impl Messenger for Failing {
    fn send(&self, message: &Message) -> Result<(), String> {
        let mut left = self.left.lock().unwrap();
        if *left > 0 {
            *left -= 1;
            return Err("网关没有应答".to_owned());
        }
        self.taken.lock().unwrap().push(message.clone());
        Ok(())
    }
}

/// A body whose messages fail so often, with one case that waits, and the trail after an hour of trying.
async fn messages(failures: u32, engine: Engine) -> (TestApp, Vec<Message>, Vec<String>) {
    let messenger = Arc::new(Failing { left: Mutex::new(failures), ..Failing::default() });
    let messaging = Messaging { messenger: messenger.clone(), address: "https://work.example/".to_owned() };
    let test = TestApp::with_messages(engine, Some(messaging)).await;
    open_case(&mut Browser::of(&test, OFFICER).await).await;
    for _ in 0..14 {
        test.app.run_jobs().await.unwrap();
        test.clock.pass(3_000);
    }
    let auditor = test.caller(AUDIT_ADMINISTRATOR).await;
    let trail = test.app.audit_trail(&auditor, None).await.unwrap();
    let kinds = trail.into_iter().rev().map(|row| row.entry.kind);
    let kinds: Vec<String> = kinds.filter(|kind| kind.starts_with("message-")).collect();
    let taken = messenger.taken.lock().unwrap().clone();
    (test, taken, kinds)
}

#[tokio::test]
async fn a_message_that_fails_is_tried_again_and_reaches_its_reader_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (_test, taken, trail) = messages(2, engine).await;
        let [message] = taken.as_slice() else { panic!("{taken:?}") };
        assert_eq!(message.recipient, people::UNIT_HEAD.login);
        assert_eq!(message.text, "您有1项待办，其中1项新到。请登录办理：https://work.example/");
        for secret in ["口腔", "陈立", "护士", "91990000MA00000QXT", "赵刚"] {
            assert!(!message.text.contains(secret), "{secret}");
        }
        let expected = ["attempted", "failed", "attempted", "failed", "attempted", "sent"];
        assert_eq!(trail, expected.map(|kind| format!("message-{kind}")));
    }
}

#[tokio::test]
async fn a_message_that_nobody_takes_is_given_up_after_ten_tries_and_the_digest_stays() {
    let (test, taken, trail) = messages(99, Engine::Sqlite).await;
    assert!(taken.is_empty(), "{taken:?}");
    assert_eq!(trail.iter().filter(|kind| *kind == "message-attempted").count(), 10, "{trail:?}");
    assert_eq!(trail.last().map(String::as_str), Some("message-given-up"));
    Browser::of(&test, UNIT_HEAD).await.get("/staff/digests/2026-03-02").await.is(200).shows("受理案源");
}

#[tokio::test]
async fn a_body_without_a_messenger_sends_nothing_and_says_nothing_of_it() {
    let test = TestApp::sqlite().await;
    open_case(&mut Browser::of(&test, OFFICER).await).await;
    test.app.run_jobs().await.unwrap();
    let auditor = test.caller(AUDIT_ADMINISTRATOR).await;
    let trail = test.app.audit_trail(&auditor, None).await.unwrap();
    assert!(trail.iter().all(|row| !row.entry.kind.starts_with("message-")));
    Browser::of(&test, UNIT_HEAD).await.get("/staff/digests/2026-03-02").await.is(200);
}
