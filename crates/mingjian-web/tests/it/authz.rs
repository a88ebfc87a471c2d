//! Every route, tried by nobody, by somebody of another organ and by somebody of the case: none is forgotten.
//! What an act in a case needs besides is tried elsewhere.

use crate::browser::{Answer, Browser};
use crate::case::{open_case, pdf};
use axum::http::Request;
use mingjian_testkit::TestApp;
use mingjian_testkit::people::{self, Person};

/// What a route answers to whom.
struct Row {
    method: &'static str,
    path: &'static str,
    /// To nobody in particular.
    anonymous: u16,
    /// To somebody who works for another organ in every role.
    outsider: u16,
    /// To who it is for.
    insider: u16,
    person: Person,
}

const LOGIN: u16 = 303;

const fn page(path: &'static str, outsider: u16, person: Person) -> Row {
    Row { method: "GET", path, anonymous: LOGIN, outsider, insider: 200, person }
}

/// A form that arrives without its token.
const fn form(path: &'static str) -> Row {
    Row { method: "POST", path, anonymous: LOGIN, outsider: 403, insider: 403, person: people::OFFICER }
}

const TABLE: &[Row] = &[
    Row {
        method: "GET",
        path: "/staff/login",
        anonymous: 200,
        outsider: 303,
        insider: 303,
        person: people::OFFICER,
    },
    Row {
        method: "POST",
        path: "/staff/login",
        anonymous: 401,
        outsider: 401,
        insider: 401,
        person: people::OFFICER,
    },
    form("/staff/logout"),
    Row {
        method: "POST",
        path: "/staff/display",
        anonymous: 400,
        outsider: 400,
        insider: 400,
        person: people::OFFICER,
    },
    page("/staff/account", 200, people::OFFICER),
    form("/staff/account/password"),
    form("/staff/account/logout-everywhere"),
    page("/staff/account/interests/new", 200, people::OFFICER),
    form("/staff/account/interests/new"),
    page("/staff/interests", 200, people::UNIT_HEAD),
    page("/staff/interests/new", 200, people::AGENCY_HEAD),
    form("/staff/interests/new"),
    page("/staff/interests/{interest}/end", 404, people::UNIT_HEAD),
    form("/staff/interests/{interest}/end"),
    page("/staff/delegations", 200, people::AGENCY_HEAD),
    page("/staff/delegations/new", 200, people::SYSTEM_ADMINISTRATOR),
    form("/staff/delegations/new"),
    form("/staff/delegations/{delegation}/end"),
    page("/staff/people/appointments/new", 403, people::SYSTEM_ADMINISTRATOR),
    form("/staff/people/appointments/new"),
    page("/staff/people/appointments/{appointment}/end", 403, people::SYSTEM_ADMINISTRATOR),
    form("/staff/people/appointments/{appointment}/end"),
    Row {
        insider: 404,
        ..page("/staff/people/appointments/{appointment}/scan", 403, people::SYSTEM_ADMINISTRATOR)
    },
    page("/staff/", 200, people::OFFICER),
    Row {
        method: "GET",
        path: "/staff",
        anonymous: 303,
        outsider: 303,
        insider: 303,
        person: people::OFFICER,
    },
    page("/staff/cases", 200, people::OFFICER),
    page("/staff/cases.csv", 200, people::OFFICER),
    page("/staff/cases/new", 200, people::OFFICER),
    form("/staff/cases/new"),
    page("/staff/cases/on-spot", 200, people::OFFICER),
    form("/staff/cases/on-spot"),
    page("/staff/inspections/new", 200, people::OFFICER),
    form("/staff/inspections/new"),
    page("/staff/corrections", 200, people::OFFICER),
    page("/staff/cases/{id}", 404, people::OFFICER),
    page("/staff/cases/{id}/facts", 404, people::OFFICER),
    page("/staff/cases/{id}/documents", 404, people::OFFICER),
    page("/staff/cases/{id}/documents/{document}", 404, people::OFFICER),
    page("/staff/cases/{id}/files/{file}", 404, people::OFFICER),
    page("/staff/cases/{id}/evidence", 404, people::OFFICER),
    form("/staff/cases/{id}/files"),
    page("/staff/cases/{id}/reviews", 404, people::OFFICER),
    // There is no publication before the decision.
    Row { insider: 404, ..page("/staff/cases/{id}/publication", 404, people::OFFICER) },
    // Nothing waits for a head.
    Row { insider: 404, ..page("/staff/cases/{id}/sheets/{entry}", 404, people::OFFICER) },
    form("/staff/cases/{id}/sheets/{entry}"),
    page("/staff/cases/{id}/purpose", 404, people::OTHER_OFFICER),
    form("/staff/cases/{id}/purpose"),
    page("/staff/cases/{id}/actions/{action}", 404, people::OFFICER),
    form("/staff/cases/{id}/actions/{action}"),
    page("/staff/reviews", 200, people::REVIEWER),
    page("/staff/publications", 200, people::CLERK),
    page("/staff/audit", 403, people::AUDIT_ADMINISTRATOR),
    page("/staff/digests", 200, people::OFFICER),
    // Nobody has a digest before the worker has composed one.
    Row { insider: 404, ..page("/staff/digests/{day}", 404, people::OFFICER) },
    form("/staff/digests/{day}/read"),
    page("/staff/limits/{rule}", 200, people::OFFICER),
    page("/staff/law", 403, people::AGENCY_HEAD),
    page("/staff/law/rules/{rule}", 403, people::UNIT_HEAD),
    form("/staff/law/rules/{rule}"),
    form("/staff/law/rules/{rule}/withdraw"),
    Row { insider: 404, ..page("/staff/law/scans/{confirmation}", 403, people::REVIEWER) },
    page("/staff/law/calendar/new", 403, people::SYSTEM_ADMINISTRATOR),
    form("/staff/law/calendar/new"),
    page("/staff/subjects", 200, people::OFFICER),
    page("/staff/subjects/new", 200, people::OFFICER),
    form("/staff/subjects/new"),
    page("/staff/subjects/duplicates", 200, people::SUPERVISOR),
    page("/staff/subjects/import", 200, people::OFFICER),
    form("/staff/subjects/import"),
    page("/staff/subjects/imports/{import}", 404, people::UNIT_HEAD),
    form("/staff/subjects/imports/{import}/apply"),
    page("/staff/subjects/imports/{import}/report", 404, people::OFFICER),
    page("/staff/subjects/imports/{import}/workbook", 404, people::OFFICER),
    page("/staff/subjects/{subject}", 404, people::SUPERVISOR),
    page("/staff/subjects/{subject}/edit", 404, people::OFFICER),
    form("/staff/subjects/{subject}/edit"),
    page("/staff/subjects/{subject}/numbers", 404, people::OFFICER),
    page("/staff/subjects/{subject}/merge", 404, people::OFFICER),
    form("/staff/subjects/{subject}/merge"),
    page("/staff/subjects/{subject}/part", 404, people::OFFICER),
    form("/staff/subjects/{subject}/part"),
    page("/staff/people", 403, people::SYSTEM_ADMINISTRATOR),
    page("/staff/people/users/new", 403, people::SYSTEM_ADMINISTRATOR),
    form("/staff/people/users/new"),
    page("/staff/people/users/{user}", 403, people::SECURITY_ADMINISTRATOR),
    form("/staff/people/users/{user}"),
    page("/staff/people/officers/new", 403, people::SYSTEM_ADMINISTRATOR),
    form("/staff/people/officers/new"),
    page("/staff/people/certificates/{number}", 403, people::SYSTEM_ADMINISTRATOR),
    form("/staff/people/certificates/{number}"),
    page("/staff/people/letterhead", 403, people::SYSTEM_ADMINISTRATOR),
    form("/staff/people/letterhead"),
    page("/staff/people/entrustments/new", 403, people::SYSTEM_ADMINISTRATOR),
    form("/staff/people/entrustments/new"),
    Row { anonymous: 404, insider: 404, ..page("/staff/assets/{file}", 404, people::OFFICER) },
];

#[test]
fn every_route_is_in_the_table_once() {
    let mut known: Vec<(&str, &str)> = TABLE.iter().map(|row| (row.method, row.path)).collect();
    let mut served: Vec<(&str, &str)> =
        mingjian_web::routes().iter().map(|route| (route.method, route.path)).collect();
    known.sort_unstable();
    served.sort_unstable();
    assert_eq!(known, served);
}

#[tokio::test]
async fn every_route_answers_each_caller_as_the_table_says() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, people::OFFICER).await;
    let case = open_case(&mut officer).await;
    let upload = officer.get(&format!("{case}/evidence")).await.form(&format!("{case}/files"));
    let evidence = officer.send(&upload.file("file", "照片.pdf", &pdf(1))).await;
    let file = link(&evidence, &format!("{case}/files/"));
    let mut head = Browser::of(&test, people::UNIT_HEAD).await;
    let accept =
        head.get(&format!("{case}/actions/accept-lead")).await.form(&format!("{case}/actions/accept-lead"));
    let accept = accept.set("jurisdiction", "本机关管辖").set("initial_evidence", "照片");
    head.send(&accept).await.is(200).shows("已登记：受理案源");
    let document = link(&officer.get(&format!("{case}/documents")).await, &format!("{case}/documents/"));
    let (subject, import) = crate::subject::one_of_each(&mut officer).await;
    let own = "/staff/account/interests/new";
    let declared = officer.get(own).await.form(own).set("kind", "other").set("name", "示例学校");
    officer.send(&declared).await.is(200);
    // The identifier begins with its time, which the tests stand still at.
    let interest = link(&head.get("/staff/interests").await, "/staff/interests/01");
    let interest = format!("01{}", interest.trim_end_matches("/end"));
    let mut administrator = Browser::of(&test, people::SYSTEM_ADMINISTRATOR).await;
    let appointment = link(&administrator.get("/staff/people").await, "/staff/people/appointments/01");
    let appointment = format!("01{}", appointment.trim_end_matches("/end"));
    let concrete = |path: &str| {
        let user = test.user(people::CLERK).to_string();
        path.replace("/staff/cases/{id}", &case)
            .replace("{document}", &document)
            .replace("{file}", &file)
            .replace("{action}", "request-filing")
            .replace("{user}", &user)
            .replace("{entry}", "2")
            .replace("{subject}", &subject)
            .replace("{import}", &import)
            .replace("{rule}", "plea.window")
            .replace("{confirmation}", "1")
            .replace("{day}", "2026-03-02")
            .replace("{interest}", &interest)
            .replace("{appointment}", &appointment)
            // A form without its token is not read, whatever it is about.
            .replace("{delegation}", &appointment)
            .replace("{number}", people::OFFICER.certificate.unwrap())
    };
    for row in TABLE {
        let path = concrete(row.path);
        for (who, person, expected) in [
            ("anonymous", None, row.anonymous),
            ("outsider", Some(people::OUTSIDER), row.outsider),
            ("insider", Some(row.person), row.insider),
        ] {
            let mut browser = match person {
                Some(person) => Browser::of(&test, person).await,
                None => Browser::new(&test),
            };
            let request = Request::builder().method(row.method).uri(&path);
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            let answer = browser.once(request, Vec::new()).await;
            assert_eq!(answer.status.as_u16(), expected, "{who}: {} {path}\n{}", row.method, answer.text());
            if who == "anonymous" && expected == LOGIN && row.path != "/staff" {
                assert!(answer.header("location").starts_with("/staff/login?back="), "{path}");
            }
        }
    }
}

/// What stands behind a prefix in the first link that has it.
fn link(answer: &Answer, prefix: &str) -> String {
    let text = answer.text();
    let start =
        text.find(&format!("href=\"{prefix}")).unwrap_or_else(|| panic!("no link to {prefix}:\n{text}"));
    let rest = &text[start + 6 + prefix.len()..];
    rest.split(['"', '?']).next().unwrap().to_owned()
}

#[tokio::test]
async fn who_does_not_handle_a_case_says_why_before_reading_it() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, people::OFFICER).await;
    let case = open_case(&mut officer).await;
    let mut other = Browser::of(&test, people::SUPERVISOR).await;
    let asked = other.get(&format!("{case}/facts")).await;
    assert!(asked.path.starts_with(&format!("{case}/purpose")), "{}", asked.path);
    asked.is(200).shows("说明查阅目的").hides("示例口腔");
    let form = asked.form(&format!("{case}/purpose"));
    other.send(&form.clone().set("purpose", "看")).await.is(422).shows("四个字以上");
    let facts = other.send(&form.set("purpose", "专项监督<script>")).await;
    assert_eq!(facts.path, format!("{case}/facts"));
    facts.is(200).shows("示例口腔").shows("您不参与办理本案").shows("专项监督&#60;script&#62;");
    other.get(&format!("{case}/actions/accept-lead")).await.is(200).shows("现在不能受理案源");
    let trail = Browser::of(&test, people::AUDIT_ADMINISTRATOR).await.get("/staff/audit").await;
    trail.is(200).shows("何颖（heying）").shows("查阅他人案件").shows("专项监督&#60;script&#62;");
}

#[tokio::test]
async fn a_forged_form_is_not_read() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::of(&test, people::OFFICER).await;
    let form = browser.get("/staff/cases/new").await.form("/staff/cases/new");
    for csrf in ["", "00", "zz", &"0".repeat(64)] {
        browser.send(&form.clone().set("csrf", csrf)).await.is(403).shows("不是从本系统的页面发出的");
    }
    // The token of one session is of no use in another.
    let mut elsewhere = Browser::of(&test, people::OFFICER).await;
    elsewhere.send(&form).await.is(403);
    let request = Request::post("/staff/logout").header("sec-fetch-site", "cross-site");
    browser.once(request, Vec::new()).await.is(403);
    browser.get("/staff/").await.shows("我的工作");
}

#[tokio::test]
async fn navigation_holds_only_what_the_role_may_use() {
    let test = TestApp::sqlite().await;
    for (person, shown, hidden) in [
        (people::OFFICER, &["/staff/cases"][..], &["/staff/reviews", "/staff/people", "/staff/audit"][..]),
        (people::REVIEWER, &["/staff/cases", "/staff/reviews"], &["/staff/people"]),
        (people::SYSTEM_ADMINISTRATOR, &["/staff/people"], &["/staff/cases", "/staff/audit"]),
        (people::AUDIT_ADMINISTRATOR, &["/staff/audit"], &["/staff/cases", "/staff/people"]),
    ] {
        let home = Browser::of(&test, person).await.get("/staff/").await;
        for href in shown {
            home.shows(&format!("<li><a href=\"{href}\""));
        }
        for href in hidden {
            home.hides(&format!("<li><a href=\"{href}\""));
        }
    }
}
