//! Management by its pages: users, roles, officers, certificates and entrustments.
//! What fits is the application's; here the pages must carry it and say what is wrong.

use crate::browser::{Answer, Browser, Form};
use mingjian_testkit::people::{
    AGENCY_HEAD, CLERK, OFFICER, SECOND_OFFICER, SECURITY_ADMINISTRATOR, SYSTEM_ADMINISTRATOR,
};
use mingjian_testkit::{Engine, TestApp};

/// The first choice of a list that bears this label.
fn choice(answer: &Answer, label: &str) -> String {
    let text = answer.text();
    let end =
        text.find(&format!("\">{label}</option>")).or_else(|| text.find(&format!("\">{label}（"))).unwrap();
    let start = text[..end].rfind("value=\"").unwrap() + 7;
    text[start..end].to_owned()
}

async fn form(browser: &mut Browser, path: &str) -> (Answer, Form) {
    let answer = browser.get(path).await;
    answer.is(200);
    let form = answer.form(path);
    (answer, form)
}

#[tokio::test]
async fn a_user_is_entered_and_can_log_in() {
    let test = TestApp::sqlite().await;
    let mut admin = Browser::of(&test, SYSTEM_ADMINISTRATOR).await;
    let (page, form) = form(&mut admin, "/staff/people/users/new").await;
    let organ = choice(&page, "示例市卫生健康委员会");
    let form = form.set("login", "Neu.Kollege").set("name", "新同事").set("password", "short");
    admin.send(&form).await.is(422).shows("所在单位：请选择");
    let form = form.set("employer", &organ).tick("roles", "officer");
    let refused = admin.send(&form).await;
    refused.is(422).shows("十个字符以上").hides("value=\"short\"");
    let form = form.set("password", "Neu-Wort-77");
    admin.send(&form.clone().tick("roles", "audit-administrator")).await.is(422).shows("应当由不同的人担任");
    admin.send(&form).await.is(200).shows("新同事").shows("neu.kollege");
    // Sent twice it is one user; what is changed under the same key is refused, and a new form finds the login taken.
    admin.send(&form).await.is(200).shows("新同事");
    admin.send(&form.clone().set("name", "另一人")).await.is(422).shows("同一个幂等键已用于另一次提交");
    let (_, fresh) = self::form(&mut admin, "/staff/people/users/new").await;
    let again = form.set("idempotency_key", fresh.value("idempotency_key").unwrap());
    admin.send(&again).await.is(422).shows("已经有人使用");
    let mut browser = Browser::new(&test);
    let login = browser.get("/staff/login").await.form("/staff/login");
    browser
        .send(&login.set("login", "neu.kollege").set("password", "Neu-Wort-77"))
        .await
        .shows("新同事")
        .shows("（执法人员）");
}

#[tokio::test]
async fn the_security_administrator_changes_roles_and_stops_a_login() {
    let test = TestApp::sqlite().await;
    let mut clerk = Browser::of(&test, CLERK).await;
    let mut admin = Browser::of(&test, SECURITY_ADMINISTRATOR).await;
    let path = format!("/staff/people/users/{}", test.user(CLERK));
    let (_, current) = form(&mut admin, &path).await;
    assert_eq!(current.value("roles"), Some("clerk"));
    admin.send(&current.clone().without("roles")).await.is(422).shows("至少选择一个角色");
    admin.send(&current.clone().tick("roles", "archivist")).await.is(200).shows("档案员、公示专员");
    clerk.get("/staff/").await.shows("<h1>登录</h1>");
    let (_, current) = form(&mut admin, &path).await;
    admin.send(&current.without("active")).await.is(200).shows("已停用");
    let own = format!("/staff/people/users/{}", test.user(SECURITY_ADMINISTRATOR));
    let (_, own) = form(&mut admin, &own).await;
    admin.send(&own).await.is(403).shows("不能更改自己的角色");
    let mut other = Browser::of(&test, SYSTEM_ADMINISTRATOR).await;
    other.get(&path).await.is(403).shows("只有安全管理员可以办理");
}

#[tokio::test]
async fn an_officer_gets_a_certificate_that_is_suspended_from_a_day_on() {
    let test = TestApp::sqlite().await;
    let mut admin = Browser::of(&test, SYSTEM_ADMINISTRATOR).await;
    let (page, new) = form(&mut admin, "/staff/people/officers/new").await;
    let bureau = choice(&page, "示例市卫生健康监督所");
    let new = new
        .set("name", "马上任")
        .set("employer", &bureau)
        .set("certificate", "99000001009")
        .set("area", "示例市")
        .set("valid_from", "2026-01-01")
        .set("valid_to", "2025-12-31");
    admin.send(&new).await.is(422).shows("有效期止早于有效期起");
    let new = new.set("valid_to", "2030-12-31");
    admin.send(&new).await.is(200).shows("马上任").shows("99000001009");
    admin.send(&new).await.is(200).shows("共4人");
    admin.send(&new.clone().set("name", "另一人")).await.is(422).shows("同一个幂等键");
    let other = new.set("idempotency_key", "another-key");
    admin.send(&other).await.is(422).shows("这个证号已经登记");
    let path = format!("/staff/people/certificates/{}", OFFICER.certificate.unwrap());
    let (_, change) = form(&mut admin, &path).await;
    admin.send(&change).await.is(422).shows("变更为：请选择");
    let change =
        change.set("status", "suspended").set("changed_on", "2026-03-01").set("reason", "年审未通过");
    admin.send(&change).await.is(200).shows("今天无效");
    admin.get("/staff/people/certificates/00000000").await.is(404);
}

#[tokio::test]
async fn an_entrustment_is_entered_with_its_term() {
    let test = TestApp::sqlite().await;
    let mut admin = Browser::of(&test, SYSTEM_ADMINISTRATOR).await;
    let (page, new) = form(&mut admin, "/staff/people/entrustments/new").await;
    let new = new
        .set("body", &choice(&page, "示例市卫生健康监督所"))
        .set("number", "示卫委〔2026〕1号")
        .tick("procedures", "inspection")
        .set("matters", "医疗卫生监督检查\r\n一般程序案件的调查")
        .set("from_on", "2026-01-01")
        .set("to_on", "2026年12月31日");
    admin.send(&new.clone().set("to_on", "2025-12-31")).await.is(422).shows("委托期限止早于起");
    admin.send(&new).await.is(200).shows("示卫委〔2026〕1号").shows("2026年1月1日至2026年12月31日");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_clicks_at_once_enter_one_user_and_one_officer() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let test = TestApp::new(engine).await;
        let mut first = Browser::of(&test, SYSTEM_ADMINISTRATOR).await;
        let (page, user) = form(&mut first, "/staff/people/users/new").await;
        let organ = choice(&page, "示例市卫生健康委员会");
        let user = user.set("login", "zwei.klicks").set("name", "两次").set("password", "Neu-Wort-77");
        let user = user.set("employer", &organ).tick("roles", "officer");
        let (_, officer) = form(&mut first, "/staff/people/officers/new").await;
        let officer = officer.set("name", "两证").set("employer", &organ).set("certificate", "99000001019");
        let officer =
            officer.set("area", "示例市").set("valid_from", "2026-01-01").set("valid_to", "2030-12-31");
        for (form, name) in [(user, "两次"), (officer, "两证")] {
            let (mut second, mut third) = (first.clone(), first.clone());
            let (a, b, c) = tokio::join!(first.send(&form), second.send(&form), third.send(&form));
            for answer in [a, b, c] {
                assert_eq!(answer.is(200).text().matches(name).count(), 1, "{engine:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_roles_form_and_the_end_of_all_logins_are_done_once() {
    let test = TestApp::sqlite().await;
    let mut admin = Browser::of(&test, SECURITY_ADMINISTRATOR).await;
    let path = format!("/staff/people/users/{}", test.user(CLERK));
    let (_, change) = form(&mut admin, &path).await;
    let change = change.tick("roles", "archivist");
    admin.send(&change).await.is(200);
    let mut clerk = Browser::of(&test, CLERK).await;
    // The second click does not end the login that came after the first.
    admin.send(&change).await.is(200);
    clerk.get("/staff/account").await.is(200).shows("我的账户");
    admin.send(&change.clone().without("active")).await.is(422).shows("同一个幂等键");
    let leave = clerk.get("/staff/account").await.form("/staff/account/logout-everywhere");
    assert!(!leave.value("idempotency_key").unwrap().is_empty());
    clerk.send(&leave.clone().set("idempotency_key", "")).await.is(422).shows("缺少幂等键");
    clerk.send(&leave).await.is(200).shows("已退出登录");
}

#[tokio::test]
async fn a_deputy_is_entered_with_the_written_authorisation_and_its_scan() {
    let test = TestApp::sqlite().await;
    let mut admin = Browser::of(&test, SYSTEM_ADMINISTRATOR).await;
    let (page, new) = form(&mut admin, "/staff/people/appointments/new").await;
    let new = new
        .set("user", &choice(&page, "周正"))
        .set("leadership", "deputy")
        .set("number", "示卫授〔2026〕2号")
        .set("from_on", "2026-03-01");
    admin.send(&new).await.is(422).shows("书面授权");
    let scanned = new.file("scan", "授权书.pdf", &crate::case::pdf(7));
    admin.send(&scanned).await.is(422).shows("书面授权应当有期限");
    let scanned = scanned.set("to_on", "2026-12-31").set("scope", "some");
    admin.send(&scanned).await.is(422).shows("请选择授权办理的事项");
    let entered = admin.send(&scanned.tick("actions", "approve-filing")).await;
    entered.is(200).shows("示卫授〔2026〕2号").shows("2026年3月1日至2026年12月31日").shows("批准立案");
    let html = entered.text();
    let scan = html.split("href=\"").find(|part| part.contains("/scan\"")).unwrap();
    let scan = admin.get(scan.split('"').next().unwrap()).await;
    assert_eq!(scan.bytes, crate::case::pdf(7));
    // A second principal at the same time is refused, an end needs its paper.
    let (page, second) = form(&mut admin, "/staff/people/appointments/new").await;
    let second = second.set("user", &choice(&page, "周正")).set("leadership", "principal");
    let second = second.set("number", "示组干〔2026〕9号").set("from_on", "2026-03-02");
    admin.send(&second).await.is(422).shows("已经登记了主要负责人");
}

#[tokio::test]
async fn a_delegation_is_entered_for_somebody_qualified_and_ended_by_hand() {
    let test = TestApp::sqlite().await;
    let mut head = Browser::of(&test, AGENCY_HEAD).await;
    let (page, new) = form(&mut head, "/staff/delegations/new").await;
    let new = new.set("from_on", "2026-03-02").set("to_on", "2026-03-13").set("reason", "年休假");
    let review = new.clone().set("from", &choice(&page, "许文")).set("to", &choice(&page, "陈立"));
    head.send(&review.clone().tick("roles", "reviewer")).await.is(422).shows("法制审核人员的资格");
    head.send(&review.tick("roles", "clerk")).await.is(422).shows("自己的岗位：法制审核人员");
    let early = new.clone().set("from_on", "2026-03-01").set("from", &choice(&page, "陈立"));
    let early = early.set("to", &choice(&page, "李敏")).tick("roles", "officer");
    head.send(&early).await.is(422).shows("不能早于今天");
    head.send(&early.set("from_on", "2026-03-02")).await.is(200).shows("代办中").shows("年休假");
    Browser::of(&test, SECOND_OFFICER).await.get("/staff/").await.shows("李敏代陈立办理");
    let mut away = Browser::of(&test, OFFICER).await;
    let work = away.get("/staff/").await;
    let html = work.text();
    let end = html.split("action=\"").find(|part| part.contains("/end\"")).unwrap();
    let end = work.form(end.split('"').next().unwrap());
    away.send(&end).await.is(200).hides("李敏代陈立办理");
    head.get("/staff/delegations").await.shows("已结束");
}
