//! Forms of acts in the browser: what was typed stays, what is wrong is said, and what is sent twice is done once.
//! The reading of each schema is tried where it is written.

use crate::browser::Browser;
use crate::case::{lead, open_case, pdf};
use axum::http::Request;
use mingjian_testkit::TestApp;
use mingjian_testkit::people;

const NASTY: &str = "\"><script>alert(1)</script>&amp;'";

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_everything_typed_stays() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, people::OFFICER).await;
    let form = browser.get("/staff/cases/new").await.form("/staff/cases/new");
    let form = form.set("summary", NASTY).set("found_on", "2026-02-30").set("party.name", NASTY);
    let answer = browser.send(&form).await;
    answer.is(422).shows("已填写的内容都保留着").shows("日期不存在").hides("<script>");
    answer.shows("href=\"#f-party-address\"").shows("当事人的住所或经营地址：没有填写，请补充");
    let again = answer.form("/staff/cases/new");
    assert_eq!(again.value("party.name"), Some(NASTY));
    assert_eq!(again.value("summary"), Some(NASTY));
    assert_ne!(again.value("idempotency_key"), form.value("idempotency_key"));
}

#[tokio::test]
async fn what_the_law_refuses_is_shown_with_its_article_and_code_in_the_form() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, people::OFFICER).await;
    let form = lead(browser.get("/staff/cases/new").await.form("/staff/cases/new"));
    browser
        .send(&form.clone().set("party.credit_code", "91990000MA0000004X"))
        .await
        .is(422)
        .shows("#f-party-credit-code");
    let case = open_case(&mut browser).await;
    let path = format!("{case}/actions/accept-lead");
    let mut head = Browser::of(&test, people::UNIT_HEAD).await;
    let form = head.get(&path).await.form(&path);
    let form =
        form.set("jurisdiction", "本市").set("initial_evidence", "照片").set("act_ended_on", "2023-01-01");
    let answer = head.send(&form).await;
    answer.is(422).shows("limitation-passed").shows("行政处罚法第三十六条").shows("href=\"#f-act-ended-on\"");
    assert_eq!(answer.form(&path).value("jurisdiction"), Some("本市"));
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_done_once() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, people::OFFICER).await;
    let form = lead(browser.get("/staff/cases/new").await.form("/staff/cases/new"));
    let first = browser.send(&form).await;
    let second = browser.send(&form).await;
    assert_eq!(first.path, second.path);
    browser.get("/staff/cases").await.shows("共1件");
    let other = form.set("place", "别处");
    browser.send(&other).await.is(422).shows("同一个幂等键已用于另一次提交");
    let without = other.without("idempotency_key");
    browser.send(&without).await.is(422).shows("请求缺少幂等键");
    browser.get("/staff/cases").await.shows("共1件");
}

#[tokio::test]
async fn an_act_with_a_file_that_is_sent_twice_leaves_one_entry_and_one_file() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, people::OFFICER).await;
    let case = open_case(&mut browser).await;
    accept(&test, &case).await;
    let path = format!("{case}/actions/add-evidence");
    let form = browser.get(&path).await.form(&path);
    let form = form
        .set("kind", "document")
        .set("name", NASTY)
        .set("proves", "事实")
        .set("source", "现场")
        .set("collected_on", "2026-03-02")
        .file("file+file", "照片<b>.pdf", &pdf(1));
    browser.send(&form).await.is(200).shows("已登记：添加证据").hides("<script>");
    browser.send(&form).await.is(200);
    let evidence = browser.get(&format!("{case}/evidence")).await;
    evidence.shows("证据1：").hides("证据2：").hides("<script>").hides("照片<b>");
    assert_eq!(
        evidence.text().matches(&format!("href=\"{case}/files/")).count(),
        2,
        "once as evidence, once as file"
    );
}

async fn accept(test: &TestApp, case: &str) {
    let mut head = Browser::of(test, people::UNIT_HEAD).await;
    let path = format!("{case}/actions/accept-lead");
    let form = head.get(&path).await.form(&path);
    head.send(&form.set("jurisdiction", "本市").set("initial_evidence", "照片")).await.is(200);
}

#[tokio::test]
async fn a_case_that_moved_on_says_what_happened_and_lets_one_go_on() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, people::OFFICER).await;
    let case = open_case(&mut officer).await;
    let path = format!("{case}/actions/refuse-filing");
    let mut head = Browser::of(&test, people::AGENCY_HEAD).await;
    let form =
        head.get(&path).await.form(&path).set("reason", "不属于本机关管辖").set("password", people::PASSWORD);
    accept(&test, &case).await;
    let answer = head.send(&form).await;
    answer.is(409).shows("案件刚刚被别人办理").shows("赵刚：受理案源");
    let again = answer.form(&path);
    assert_eq!(again.value("reason"), Some("不属于本机关管辖"));
    head.send(&again.set("password", people::PASSWORD)).await.is(200).shows("已登记：不予立案");
}

#[tokio::test]
async fn who_signs_gives_the_password_again() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, people::OFFICER).await;
    let case = open_case(&mut officer).await;
    let path = format!("{case}/actions/refuse-filing");
    let mut head = Browser::of(&test, people::AGENCY_HEAD).await;
    let form = head.get(&path).await.form(&path).set("reason", "重复登记");
    head.send(&form).await.is(422).shows("请输入密码");
    let answer = head.send(&form.clone().set("password", "guessed")).await;
    answer.is(422).shows("密码不正确").hides("guessed");
    head.send(&form.set("password", people::PASSWORD)).await.is(200).shows("已登记：不予立案");
}

#[tokio::test]
async fn entries_are_added_and_dropped_without_a_script() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, people::OFFICER).await;
    let case = open_case(&mut browser).await;
    accept(&test, &case).await;
    filed(&test, &case).await;
    let path = format!("{case}/actions/record-inquiry");
    let form = browser.get(&path).await.form(&path);
    assert_eq!(form.value("exchanges[]"), Some("1"));
    let form = form.set("person", "甄问询").set("exchanges[0].question", "第一问");
    let answer = browser.send(&form.set("step", "add:exchanges")).await;
    answer.is(200).shows("第2组问答").shows("删除第2组问答").hides("class=\"summary\"");
    let form = answer.form(&path);
    assert_eq!((form.value("person"), form.value("exchanges[0].question")), (Some("甄问询"), Some("第一问")));
    let form = form.set("exchanges[1].question", "第二问").set("step", "drop:exchanges[0]");
    let form = browser.send(&form).await.form(&path);
    assert_eq!((form.value("exchanges[]"), form.value("exchanges[0].question")), (Some("1"), Some("第二问")));
}

async fn filed(test: &TestApp, case: &str) {
    let mut officer = Browser::of(test, people::OFFICER).await;
    let path = format!("{case}/actions/request-filing");
    let form = officer.get(&path).await.form(&path);
    let second = test.officer(people::SECOND_OFFICER).to_string();
    let form = form.tick("causes", "nurses-unregistered").tick("officers", &second).set("proposal", "立案");
    officer.send(&form).await.is(200);
    let mut head = Browser::of(test, people::AGENCY_HEAD).await;
    let path = format!("{case}/actions/approve-filing");
    let form = head.get(&path).await.form(&path).set("opinion", "同意").set("password", people::PASSWORD);
    head.send(&form).await.is(200).shows("已登记：批准立案");
}

#[tokio::test]
async fn a_file_that_is_too_large_or_of_another_kind_is_refused_in_words() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, people::OFFICER).await;
    let case = open_case(&mut browser).await;
    let form = browser.get(&format!("{case}/evidence")).await.form(&format!("{case}/files"));
    browser.send(&form).await.is(422).shows("没有选择文件");
    let page = form.clone().file("file", "a.html", b"<script>alert(1)</script>");
    browser.send(&page).await.is(422).shows("只接受PDF、JPEG、PNG文件");
    let mut large = pdf(1);
    large.resize(20 * 1024 * 1024 + 1, b' ');
    browser.send(&form.clone().file("file", "大.pdf", &large)).await.is(413).shows("文件超过20 MB");
    large.truncate(20 * 1024 * 1024);
    let form = form.file("file", "大.pdf", &large);
    browser.send(&form).await.is(200).shows("大.pdf").shows("20.0 MB");
    let again = browser.send(&form).await;
    again.is(200);
    assert_eq!(again.text().matches("大.pdf").count(), 1, "what is sent twice is stored once");
    browser.send(&form.clone().file("file", "别的.pdf", &pdf(2))).await.is(422).shows("同一个幂等键");
    let long = "长".repeat(800_000);
    browser.send(&form.without("file").set("note", &long)).await.is(413).shows("填写的内容太长");
}

#[tokio::test]
async fn papers_and_files_are_sent_as_what_they_are_and_never_as_pages() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, people::OFFICER).await;
    let case = open_case(&mut browser).await;
    let form = browser.get(&format!("{case}/evidence")).await.form(&format!("{case}/files"));
    let evidence = browser.send(&form.file("file", "照片 1.pdf", &pdf(1))).await.text();
    let start = evidence.find(&format!("{case}/files/")).unwrap();
    let file = evidence[start..].split('"').next().unwrap();
    for (path, way) in [(file.to_owned(), "inline"), (format!("{file}?download=1"), "attachment")] {
        let answer = browser.get(&path).await;
        answer.is(200);
        assert_eq!(answer.bytes, pdf(1));
        assert_eq!(answer.header("content-type"), "application/pdf");
        let expected = format!("{way}; filename*=UTF-8''%E7%85%A7%E7%89%87%201.pdf");
        assert_eq!(answer.header("content-disposition"), expected);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    browser.get(&format!("{case}/files/not-an-id")).await.is(404);
}

#[tokio::test]
async fn a_form_that_is_too_long_or_broken_gets_a_page_that_says_so() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, people::OFFICER).await;
    let form = browser.get("/staff/cases/new").await.form("/staff/cases/new");
    browser.send(&form.set("summary", &"长".repeat(800_000))).await.is(413).shows("填写的内容太长");
    let request = Request::post("/staff/cases/new").header("content-type", "multipart/form-data; boundary=x");
    browser.once(request, b"--x\r\nbroken".to_vec()).await.is(400).shows("提交的内容不完整");
    browser.get("/staff/nowhere").await.is(404).shows("没有找到这一页").shows("我的工作");
    let request = Request::delete("/staff/cases");
    browser.once(request, Vec::new()).await.is(405).shows("请从页面上的链接或者按钮进入");
}

#[tokio::test]
async fn what_was_typed_survives_the_end_of_the_session() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, people::OFFICER).await;
    let form = lead(browser.get("/staff/cases/new").await.form("/staff/cases/new"))
        .set("summary", "第一行\r\n第二行");
    test.clock.pass(40 * 60);
    let login = browser.send(&form).await;
    login.is(401).shows("登录已过期，还没有办理").shows("您填写的内容都保留着");
    let wrong = login.form("/staff/login").set("login", "chenli").set("password", "x");
    let login = browser.send(&wrong).await;
    login.is(401).shows("用户名或者密码不正确");
    let right = login.form("/staff/login").set("login", "chenli").set("password", people::PASSWORD);
    let go_on = browser.send(&right).await;
    go_on.is(200).shows("还没有提交");
    let again = browser.send(&go_on.form("/staff/cases/new").set("step", "show")).await;
    again.is(200).hides("class=\"summary\"");
    let again = again.form("/staff/cases/new");
    assert_eq!(again.value("summary"), Some("第一行\r\n第二行"));
    browser.send(&again).await.is(200).shows("已登记：登记案源");
    browser.get("/staff/cases").await.shows("共1件");
}

#[tokio::test]
async fn what_the_head_signed_on_paper_is_entered_and_confirmed_by_the_head() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, people::OFFICER).await;
    let case = open_case(&mut officer).await;
    let mut unit_head = Browser::of(&test, people::UNIT_HEAD).await;
    let path = format!("{case}/actions/accept-lead");
    let form =
        unit_head.get(&path).await.form(&path).set("jurisdiction", "本市").set("initial_evidence", "照片");
    unit_head.send(&form).await.is(200);
    let path = format!("{case}/actions/request-filing");
    let form = officer.get(&path).await.form(&path);
    let second = test.officer(people::SECOND_OFFICER).to_string();
    let form = form.tick("causes", "nurses-unregistered").tick("officers", &second).set("proposal", "立案");
    officer.send(&form).await.is(200).shows("登记纸质审批");
    let path = format!("{case}/actions/approve-filing");
    officer.get(&path).await.is(200).shows("登记纸质审批");
    let page = officer.get(&format!("{path}?paper=1")).await;
    page.is(200).shows("按负责人签署的审批表如实登记").hides("请再次输入登录密码");
    let form = page.form(&path).set("opinion", "同意立案");
    officer.send(&form).await.is(422).shows("请选择在审批表上签字的负责人").shows("请上传签署的审批表");
    let form = form.set("paper_head", &test.user(people::AGENCY_HEAD).to_string());
    let form = form.file("paper_scan+file", "审批表.pdf", &pdf(9));
    officer.send(&form).await.is(422).shows("请填写审批表上的签署时间");
    test.clock.pass(60);
    let form = form.set("occurred_at", "2026-03-02T09:01");
    officer.send(&form).await.is(200).shows("已登记：批准立案").shows("纸质审批待确认");
    officer.get("/staff/cases").await.shows("纸质审批待确认");
    let mut head = Browser::of(&test, people::AGENCY_HEAD).await;
    let work = head.get("/staff/").await;
    work.shows("确认纸质审批");
    let html = work.text();
    let sheet = html.split("href=\"").find(|part| part.contains("/sheets/")).unwrap();
    let sheet = sheet.split('"').next().unwrap().to_owned();
    let form = head.get(&sheet).await.form(&sheet).set("verdict", "no").set("password", people::PASSWORD);
    head.send(&form).await.is(422).shows("请写明异议");
    let confirm = form.set("verdict", "yes");
    head.send(&confirm.clone().set("password", "falsch")).await.is(422).shows("密码不正确");
    head.send(&confirm).await.is(200).shows("签批人已确认").hides("尚未由签批人本人确认");
}
