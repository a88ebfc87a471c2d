//! Rules and calendar years by their pages: a rule that waits stops the act that rests on it, a year moves the clocks.
//! Each on both engines, with a second process that must see what the first one did.

#![expect(clippy::similar_names, reason = "a page and what it shows bear related names")]

use crate::browser::{Browser, Form};
use crate::case::{Stage, filing, investigation, open_case, pdf, proposal, review, sign};
use mingjian_app::confirmation::NewConfirmation;
use mingjian_app::file::Upload;
use mingjian_app::proceeding::CaseView;
use mingjian_domain::id::ProceedingId;
use mingjian_domain::proceeding::Proceeding;
use mingjian_store::confirmation::{self, ConfirmationRow};
use mingjian_store::{Hash, Source, job};
use mingjian_testkit::TestApp;
use mingjian_testkit::people::{
    self, AGENCY_HEAD, AUDIT_ADMINISTRATOR, OFFICER, REVIEW_HEAD, REVIEWER, SYSTEM_ADMINISTRATOR,
};

macro_rules! on_both {
    ($($check:ident),+ $(,)?) => {$(
        mod $check {
            use mingjian_testkit::TestApp;

            #[tokio::test]
            async fn on_sqlite() {
                super::$check(TestApp::sqlite().await).await;
            }

            #[tokio::test]
            async fn on_postgresql() {
                super::$check(TestApp::postgres().await).await;
            }
        }
    )+};
}

on_both![
    a_rule_that_waits_stops_the_act_until_the_legal_unit_confirms_it,
    a_confirmation_at_the_machine_holds_in_a_process_that_runs,
    a_confirmation_of_what_the_rule_no_longer_says_holds_nothing,
    a_year_that_comes_in_moves_the_clocks_and_says_so,
    a_worker_that_dies_among_the_cases_leaves_the_rest_to_another,
];

const RULE: &str = "/staff/law/rules/review.opinion";
const YEAR: &str = "/staff/law/calendar/new";

async fn proposed(test: TestApp) -> Stage {
    let case = open_case(&mut Browser::of(&test, OFFICER).await).await;
    let stage = Stage { test, case };
    filing(&stage).await;
    investigation(&stage).await;
    proposal(&stage).await;
    stage
}

/// Takes the confirmation back that came with the pack.
async fn withdraw(test: &TestApp) {
    let mut browser = Browser::of(test, REVIEW_HEAD).await;
    let form = browser.get(RULE).await.form(&format!("{RULE}/withdraw"));
    browser.send(&form).await.is(422).shows("没有填写撤销的理由");
    let form = form.set("reason", "扫描件不是现行文本");
    browser.send(&form).await.is(200).shows("等待确认").shows("撤销确认，理由：扫描件不是现行文本");
    // The same form again is answered and does nothing.
    browser.send(&form).await.is(200).shows("等待确认");
}

async fn a_rule_that_waits_stops_the_act_until_the_legal_unit_confirms_it(test: TestApp) {
    let stage = proposed(test).await;
    withdraw(&stage.test).await;
    let path = format!("{}/actions/submit-for-review", stage.case);
    let mut officer = Browser::of(&stage.test, OFFICER).await;
    let submit = officer.get(&path).await.form(&path);
    officer.send(&submit).await.is(422).shows("review.opinion").shows("没有见到原文").shows("“规则”页");

    let mut reviewer = Browser::of(&stage.test, REVIEWER).await;
    reviewer.get("/staff/").await.shows("等待确认的规则").shows("有1条规则").shows("/staff/law");
    reviewer.get("/staff/law").await.is(200).shows("出具法制审核意见").shows("demo-health").shows(RULE);
    Browser::of(&stage.test, AGENCY_HEAD).await.get(RULE).await.is(200).hides("确认这条规则");
    let form = reviewer.get(RULE).await.form(RULE);
    assert_eq!(form.value("person"), Some("许文"));
    let form = form.set("note", "办法第十二条，与写法一致");
    reviewer.send(&form).await.is(422).shows("没有选择扫描件").shows("办法第十二条，与写法一致");
    let form = form.file("scan", "原文.pdf", &pdf(7));
    reviewer.send(&form.clone().set("date", "2027-01-01")).await.is(422).shows("晚于今天");
    let form = form.set("date", "2026-03-05");
    let confirmed = reviewer.send(&form).await;
    confirmed.is(200).shows("已确认").shows("许文于2026年3月5日确认").shows("办法第十二条，与写法一致");
    reviewer.send(&form).await.is(200).shows("已确认");
    let text = confirmed.text();
    let (_, rest) = text.split_once("href=\"/staff/law/scans/").unwrap();
    let scan = format!("/staff/law/scans/{}", rest.split('"').next().unwrap());
    assert_eq!(reviewer.get(&scan).await.bytes, pdf(7));
    reviewer.get("/staff/").await.hides("等待确认的规则");

    officer.send(&submit).await.is(200).shows("已登记：提交法制审核").shows("法制审核期限");
    let trail = Browser::of(&stage.test, AUDIT_ADMINISTRATOR).await.get("/staff/audit").await;
    assert_eq!(trail.text().matches("<td data-label=\"事项\">确认规则").count(), 1, "{}", trail.text());
    trail.shows("撤销规则确认").shows("扫描件不是现行文本");
}

async fn a_confirmation_at_the_machine_holds_in_a_process_that_runs(test: TestApp) {
    let stage = proposed(test).await;
    withdraw(&stage.test).await;
    let machine = stage.test.another().await;
    let new = |rule: &str| NewConfirmation {
        rule: rule.to_owned(),
        person: "王法规".to_owned(),
        date: "2026-03-05".parse().unwrap(),
        note: String::new(),
        scan: Upload { name: "scan.pdf".to_owned(), bytes: pdf(8) },
    };
    let unknown = machine.confirm_rule_here(new("no.such-rule")).await.unwrap_err();
    assert!(unknown.to_string().contains("no.such-rule"), "{unknown}");
    machine.confirm_rule_here(new("review.opinion")).await.unwrap();
    let twice = machine.confirm_rule_here(new("review.opinion")).await.unwrap_err();
    assert!(twice.to_string().contains("已由王法规"), "{twice}");
    stage.act(OFFICER, "submit-for-review", |form| form).await.shows("已登记：提交法制审核");
}

/// As an edition of the pack left it that said something else of the rule.
async fn a_confirmation_of_what_the_rule_no_longer_says_holds_nothing(test: TestApp) {
    test.at("2026-03-06 09:00");
    withdraw(&test).await;
    let row = ConfirmationRow {
        rule: "review.opinion".to_owned(),
        pack_hash: test.app.pack().hash.parse().unwrap(),
        content_hash: Some(Hash::of(b"what it said")),
        person: "王法规".to_owned(),
        confirmed_on: "2026-03-04".parse().unwrap(),
        scan_hash: Hash::of(b"scan"),
        scan_file: None,
        note: String::new(),
        recorded_by: None,
        source: Source::Demo,
        recorded_at: mingjian_domain::seam::Clock::now(&*test.clock),
    };
    let mut tx = test.app.database().begin_write().await.unwrap();
    confirmation::insert(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    let mut reviewer = Browser::of(&test, REVIEWER).await;
    let page = reviewer.get(RULE).await;
    page.shows("等待确认").shows("王法规于2026年3月4日确认以后，规则包修改了这条规则").shows("确认这条规则");
    reviewer.get("/staff/").await.shows("等待确认的规则");
    // Confirmed anew, it holds what the rule says now.
    let form = page.form(RULE).set("date", "2026-03-05").file("scan", "原文.pdf", &pdf(7));
    reviewer.send(&form).await.is(200).shows("已确认").hides("原来的确认不再适用");
}

/// The year of the tests, typed as a notice has it: the 4th of January is off, the 9th is worked.
fn typed(form: Form) -> Form {
    form.set("title", "国务院办公厅关于2027年部分节假日安排的通知（演示）")
        .set("number", "演示〔2026〕1号")
        .set("date", "2026-12-20")
        .set(
            "holidays",
            "元旦，1月1日（周五）至1月4日（周一）\r\n春节，2月5日，2月11日\r\n清明节，4月3日，4月5日\r\n\
             劳动节，5月1日，5月5日\r\n端午节，6月9日\r\n中秋节，9月15日\r\n国庆节，10月1日，10月7日",
        )
        .set("make_up", "1月9日（周六）")
}

/// A case whose plea window ends in a year without notice.
async fn noticed(test: TestApp) -> Stage {
    let stage = proposed(test).await;
    review(&stage).await;
    stage.act(AGENCY_HEAD, "issue-notice", |form| sign(form.set("opinion", "同意告知"))).await;
    stage.test.at("2026-12-29 10:30");
    stage
        .act(OFFICER, "serve-notice", |form| {
            form.set("served_at", "2026-12-29T10:00").set("relation", "本单位").file(
                "receipt+file",
                "回证.pdf",
                &pdf(3),
            )
        })
        .await;
    stage
}

async fn case(stage: &Stage) -> CaseView {
    let id: ProceedingId = stage.case.rsplit('/').next().unwrap().parse().unwrap();
    stage.test.app.case(&stage.test.caller(OFFICER).await, id, None).await.unwrap()
}

/// The journal folds to the state, whatever a calendar did to the clocks.
fn check_fold(view: &CaseView) {
    assert_eq!(Proceeding::fold(&view.events).as_ref(), Some(&view.proceeding));
}

fn recomputed(view: &CaseView) -> usize {
    view.events.iter().filter(|event| event.action() == "recompute").count()
}

async fn a_year_that_comes_in_moves_the_clocks_and_says_so(test: TestApp) {
    let stage = noticed(test).await;
    let page = stage.page(OFFICER, "").await;
    page.shows("暂定").shows("期限是怎样计算的").shows("规则编号").shows("plea.window").shows("暂定的原因");
    let other = stage.test.another().await;
    let path = format!("{}/actions/receive-plea", stage.case);
    let mut officer = Browser::of(&stage.test, OFFICER).await;
    let stale = officer.get(&path).await.form(&path);

    let mut admin = Browser::of(&stage.test, SYSTEM_ADMINISTRATOR).await;
    let form = admin.get(YEAR).await.form(YEAR);
    assert_eq!(form.value("year"), Some("2027"));
    let wrong = typed(form.clone()).set("make_up", "1月11日");
    admin.send(&wrong).await.is(422).shows("本来就是工作日").shows("清明节，4月3日，4月5日");
    admin.send(&typed(form.clone())).await.is(200).shows("2004年至2027年").shows("演示〔2026〕1号");
    admin.send(&typed(form.clone())).await.is(200);
    let again = typed(form.clone()).set("idempotency_key", "another");
    admin.send(&again).await.is(422).shows("没有需要更正的内容");
    let changed = again.set("make_up", "1月9日（周六）、1月16日");
    admin.send(&changed).await.is(422).shows("更正它须写明理由");

    // Who acts before the worker came sees what has changed, and keeps what was typed.
    let due = |view: &CaseView| view.proceeding.running_clocks().map(|clock| clock.due).max();
    let before = case(&stage).await;
    check_fold(&before);
    let plea = stale.set("form", "written").set("received_on", "2026-12-29");
    let answer = officer.send(&plea.set("content", "违法情节轻微")).await;
    answer.is(409).shows("按新的放假安排重新计算期限").shows("违法情节轻微");
    stage.test.app.run_jobs().await.unwrap();
    let view = case(&stage).await;
    check_fold(&view);
    assert_eq!(recomputed(&view), 1, "once, by whoever came first");
    assert!(view.proceeding.running_clocks().all(|clock| clock.firm), "{:?}", view.proceeding.clocks);
    assert!(due(&view) >= due(&before));
    let page = stage.page(OFFICER, "").await;
    page.shows("按新公布的节假日安排重新计算期限").shows("系统管理员甲（系统管理员）").shows("由暂定");
    page.shows("依据：国务院办公厅关于2027年部分节假日安排的通知（演示）（演示〔2026〕1号）");
    page.hides("暂定的原因").shows("2027年1月1日至2027年1月4日（元旦）");

    other.refresh_law().await.unwrap();
    let firm = other.due("publication.penalty", "2026-12-25".parse().unwrap()).unwrap();
    // 28 to 31 December, 5, 6 and 7 January.
    assert_eq!(
        (firm.due.to_string().as_str(), firm.status),
        ("2027-01-07", mingjian_law::due::Firmness::Firm)
    );
}

async fn a_worker_that_dies_among_the_cases_leaves_the_rest_to_another(test: TestApp) {
    let stage = noticed(test).await;
    stage.test.app.run_jobs().await.unwrap();
    let mut reviewer = Browser::of(&stage.test, REVIEWER).await;
    let form = typed(reviewer.get(YEAR).await.form(YEAR));
    reviewer.send(&form).await.is(200).shows("2004年至2027年");
    // A worker takes the job of the case and dies with it.
    let now = stage.test.app.now();
    let taken = job::claim(stage.test.app.database(), now, now.plus_seconds(120)).await.unwrap().unwrap();
    assert_eq!(taken.kind, "recompute-clocks");
    assert_eq!(stage.test.app.run_jobs().await.unwrap(), 0);
    assert_eq!(recomputed(&case(&stage).await), 0);
    stage.test.clock.pass(121);
    let other = stage.test.another().await;
    assert_eq!(other.run_jobs().await.unwrap(), 1);
    let view = case(&stage).await;
    check_fold(&view);
    assert_eq!(recomputed(&view), 1);
    // The notice is corrected: a party that gains time is told, and one that loses time is not left to find out.
    let correct = reviewer.get(&format!("{YEAR}?year=2027")).await.form(YEAR);
    assert_eq!(correct.value("make_up"), Some("2027-01-09"));
    let shorter = correct.value("holidays").unwrap().replace("2027-01-04", "2027-01-03");
    let correct = correct.set("holidays", &shorter).set("reason", "通知有更正");
    reviewer.send(&correct).await.is(200).shows("通知有更正");
    stage.test.app.run_jobs().await.unwrap();
    let page = Browser::of(&stage.test, people::UNIT_HEAD).await.get(&stage.case).await;
    page.is(200).shows("比原来短，请及时告知当事人");
    let view = case(&stage).await;
    check_fold(&view);
    assert_eq!(recomputed(&view), 2);
}
