//! Logging in and out: what a person may know, what a browser keeps, and what ends a session.

use crate::browser::Browser;
use axum::http::Request;
use mingjian_testkit::TestApp;
use mingjian_testkit::people::{OFFICER, PASSWORD};

#[tokio::test]
async fn a_page_leads_to_the_login_and_back_again() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::new(&test);
    let login = browser.get("/staff/cases?stage=review").await;
    login.is(200).shows("<h1>登录</h1>").hides("已过期");
    let form = login.form("/staff/login").set("login", " ChenLi ").set("password", PASSWORD);
    let cases = browser.send(&form).await;
    assert_eq!(cases.path, "/staff/cases?stage=review");
    cases.is(200).shows("陈立").shows("（执法人员）");
    browser.get("/staff/login").await.shows("我的工作");
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_look_the_same_and_five_lock() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::new(&test);
    let mut texts = Vec::new();
    for login in ["nobody", "chenli"] {
        let form =
            browser.get("/staff/login").await.form("/staff/login").set("login", login).set("password", "x");
        let answer = browser.send(&form).await;
        answer.is(401).shows("用户名或者密码不正确").hides("value=\"x\"");
        texts.push(answer.text().replace(login, ""));
    }
    assert_eq!(texts[0], texts[1]);
    let wrong =
        browser.get("/staff/login").await.form("/staff/login").set("login", "chenli").set("password", "x");
    for _ in 0..4 {
        browser.send(&wrong).await.is(401);
    }
    let right = wrong.set("password", PASSWORD);
    browser.send(&right).await.is(401).shows("登录已锁定至09:30");
    test.at("2026-03-02 09:31");
    browser.send(&right).await.is(200).shows("我的工作");
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let test = TestApp::sqlite().await;
    for (behind_tls, expected) in [(false, "session="), (true, "__Host-session=")] {
        let mut browser = Browser::behind(&test, behind_tls);
        let form = browser.get("/staff/login").await.form("/staff/login");
        let body = format!("login=chenli&password={PASSWORD}&back={}", form.value("back").unwrap());
        let request =
            Request::post("/staff/login").header("content-type", "application/x-www-form-urlencoded");
        let answer = browser.once(request, body.into_bytes()).await;
        answer.is(303);
        let cookie = answer.header("set-cookie").to_owned();
        assert!(cookie.starts_with(expected), "{cookie}");
        assert!(cookie.contains("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
        assert_eq!(cookie.contains("; Secure"), behind_tls, "{cookie}");
        browser.get("/staff/").await.shows("我的工作");
    }
}

#[tokio::test]
async fn half_an_hour_without_use_ends_a_session_and_says_so() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, OFFICER).await;
    test.clock.pass(29 * 60);
    browser.get("/staff/").await.shows("我的工作");
    test.clock.pass(31 * 60);
    browser.get("/staff/").await.shows("登录已过期");
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_is_needed_from_then_on() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, OFFICER).await;
    let mut elsewhere = Browser::of(&test, OFFICER).await;
    let form = browser.get("/staff/account").await.form("/staff/account/password");
    let form = form
        .set("old_password", "wrong")
        .set("new_password", "Neu-Wort-77")
        .set("repeated_password", "Neu-Wort-77");
    browser.send(&form).await.is(422).shows("原密码不正确");
    let form = form.set("old_password", PASSWORD).set("repeated_password", "Neu-Wort-78");
    browser.send(&form).await.is(422).shows("两次输入的新密码不一致");
    let weak = form.clone().set("new_password", "kurz").set("repeated_password", "kurz");
    browser.send(&weak).await.is(422).shows("十个字符以上");
    let form = form.set("repeated_password", "Neu-Wort-77");
    let login = browser.send(&form).await;
    login.is(200).shows("密码已修改");
    elsewhere.get("/staff/").await.shows("<h1>登录</h1>");
    let form = login.form("/staff/login").set("login", "chenli").set("password", PASSWORD);
    browser.send(&form).await.is(401);
    browser.send(&form.set("password", "Neu-Wort-77")).await.is(200).shows("我的工作");
}

#[tokio::test]
async fn logging_out_everywhere_ends_the_other_browser_too() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, OFFICER).await;
    let mut elsewhere = Browser::of(&test, OFFICER).await;
    let form = browser.get("/staff/account").await.form("/staff/account/logout-everywhere");
    browser.send(&form).await.shows("已退出登录");
    elsewhere.get("/staff/account").await.shows("登录已过期");
    let mut browser = Browser::of(&test, OFFICER).await;
    let form = browser.get("/staff/").await.form("/staff/logout");
    browser.send(&form).await.shows("已退出登录");
    browser.get("/staff/").await.shows("<h1>登录</h1>");
}

#[tokio::test]
async fn the_display_follows_the_browser_and_returns_to_the_page() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, OFFICER).await;
    let form = browser.get("/staff/cases").await.form("/staff/display").set("set", "large-text");
    let answer = browser.send(&form).await;
    assert_eq!(answer.path, "/staff/cases");
    answer.shows("class=\"large\"");
    browser.send(&form.set("back", "//evil.example")).await.shows("我的工作");
}

#[tokio::test]
async fn every_answer_carries_the_security_headers_and_is_kept_by_nobody() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::new(&test);
    for path in ["/staff/login", "/staff/nowhere"] {
        let answer = browser.get(path).await;
        assert!(answer.header("content-security-policy").contains("script-src 'none'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}
