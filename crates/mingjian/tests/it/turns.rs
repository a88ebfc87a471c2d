//! Hearings that meet another turn of the case, through the API: a new notice while one is asked for, a new notice after
//! one, no penalty after one; and a case that rests, loses a handler and goes on.
//! What a lawful case looks like without such turns is told in `ordinary`.

use crate::support::acts::{self, BEYOND, SYSTEM, with};
use crate::support::case::{Case, HEAD, HOST, OFFICER, OTHER_OFFICER, SECOND_OFFICER, UNIT_HEAD, day};
use crate::support::http::{Api, kinds};
use crate::support::{on_both, stages};
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

on_both!(
    a_new_notice_while_a_hearing_is_notified_has_it_notified_again,
    a_new_notice_after_a_hearing_gives_the_right_anew,
    no_penalty_follows_a_hearing_its_report_and_a_new_review,
    a_case_rests_loses_a_handler_and_goes_on,
);

/// The first day on which a hearing may be held that is notified today.
async fn first_day(case: &Case<'_>) -> NaiveDate {
    let path = format!("/api/v1/law/due?rule=hearing.notice&start={}", case.today());
    day(&case.api.get(OFFICER, &path).send().await.expect(200)["due"]) + Days::new(1)
}

/// A hearing notified for its first possible day, which is answered.
async fn notified(case: &mut Case<'_>) -> NaiveDate {
    let on = first_day(case).await;
    let notice = acts::notify_hearing(case, &on.to_string());
    case.act(OFFICER, "notify-hearing", notice).await;
    on
}

async fn heard(case: &mut Case<'_>, on: NaiveDate) {
    case.wait_until(&format!("{on} 11:00"));
    case.act(HOST, "hold-hearing", acts::hold_hearing(case)).await;
    case.act(HOST, "report-hearing", acts::report_hearing()).await;
}

async fn asked(api: &Api) -> Case<'_> {
    let mut case = stages::noticed(api, &[acts::fined(BEYOND, 60_000)]).await;
    case.act(OFFICER, "request-hearing", acts::request_hearing(&case)).await;
    case
}

/// Back to the investigation, and another notice of a lighter fine.
async fn renoticed(case: &mut Case<'_>) {
    case.act(UNIT_HEAD, "return-to-investigation", acts::reason()).await;
    stages::conclude(case, &[BEYOND]).await;
    stages::propose(case, &[acts::fined(BEYOND, 55_000)]).await;
    stages::notify(case).await;
}

async fn decided(case: &mut Case<'_>) {
    stages::review(case).await;
    case.act(HEAD, "discuss", acts::discuss(case)).await;
    case.act(HEAD, "decide-penalty", acts::opinion_of_head()).await;
}

async fn refused(case: &Case<'_>, action: &str, code: &str) {
    case.attempt(HEAD, action, acts::opinion_of_head()).await.refused(422, code);
}

async fn a_new_notice_while_a_hearing_is_notified_has_it_notified_again(api: &Api) {
    let mut case = asked(api).await;
    let first = notified(&mut case).await;
    renoticed(&mut case).await;
    let early = case.attempt(HOST, "hold-hearing", acts::hold_hearing(&case)).await;
    early.refused(403, "not-hearing-host");
    let second = notified(&mut case).await;
    assert!(second > first, "seven working days run again");
    case.wait_out("plea-clock").await;
    refused(&case, "decide-penalty", "hearing-pending").await;
    heard(&mut case, second).await;
    decided(&mut case).await;
}

async fn a_new_notice_after_a_hearing_gives_the_right_anew(api: &Api) {
    let mut case = asked(api).await;
    let on = notified(&mut case).await;
    heard(&mut case, on).await;
    renoticed(&mut case).await;
    refused(&case, "decide-penalty", "plea-window-open").await;
    case.act(OFFICER, "request-hearing", acts::request_hearing(&case)).await;
    let again = notified(&mut case).await;
    heard(&mut case, again).await;
    decided(&mut case).await;
}

async fn no_penalty_follows_a_hearing_its_report_and_a_new_review(api: &Api) {
    let mut case = asked(api).await;
    let on = notified(&mut case).await;
    heard(&mut case, on).await;
    let none = with(acts::propose_none(&case), json!({ "ground": "no-fault" }));
    case.act(UNIT_HEAD, "amend-proposal", none).await;
    let free = json!({ "opinion": "同意不予处罚", "education": "当面讲解" });
    let early = case.attempt(HEAD, "decide-no-penalty", free.clone()).await;
    early.refused(422, "review-not-agreed");
    stages::review(&mut case).await;
    let early = case.attempt(HEAD, "decide-no-penalty", free.clone()).await;
    early.refused(422, "discussion-missing");
    case.act(HEAD, "discuss", acts::discuss(&case)).await;
    let done = case.act(HEAD, "decide-no-penalty", free).await;
    assert_eq!(kinds(&done), ["approval-sheet", "no-penalty-decision"]);
}

async fn a_case_rests_loses_a_handler_and_goes_on(api: &Api) {
    let mut case = stages::investigated(api, &[SYSTEM]).await;
    let proposer = api.user(UNIT_HEAD);
    let rest = json!({
        "ground": "等待鉴定意见", "basis": "本机关办案程序规定", "evidence": [case.evidence[0]],
        "proposed_by": proposer, "opinion": "同意中止",
    });
    let rested = case.act(HEAD, "suspend-investigation", rest).await;
    assert_eq!((rested["state"].as_str(), kinds(&rested)), (Some("suspended"), vec!["suspension-approval"]));
    case.wait_days(1);
    let resumed = json!({ "reason": "鉴定意见已到", "proposed_by": proposer, "opinion": "同意恢复" });
    let resumed = case.act(HEAD, "resume-investigation", resumed).await;
    assert_eq!(kinds(&resumed), ["resumption-approval"]);
    let application = json!({
        "requested_on": case.today(), "applicant": "party", "applicant_name": "李明", "form": "written",
        "subjects": [{
            "capacity": "handler", "officer": api.officer(SECOND_OFFICER), "reason": "是当事人的近亲属"
        }],
        "scan": case.scan,
    });
    let asked = case.act(OFFICER, "request-recusal", application).await;
    assert_eq!(kinds(&asked), ["recusal-application"]);
    let key = format!("{}-1", case.version);
    let officers = json!([api.officer(OFFICER), api.officer(OTHER_OFFICER)]);
    let decision = json!({
        "findings": [{ "subject": key, "granted": true, "reason": "经查属实" }], "officers": officers,
    });
    let out = case.act(HEAD, "decide-recusal", decision).await;
    assert_eq!(kinds(&out), ["recusal-decision"]);
    let violations: [Value; 1] = [acts::violation(&case, SYSTEM)];
    let late = case.attempt(SECOND_OFFICER, "conclude-investigation", acts::conclude(&violations)).await;
    late.refused(403, "recused");
    case.act(OTHER_OFFICER, "conclude-investigation", acts::conclude(&violations)).await;
    let jobs = case.api.test.app.run_jobs().await.unwrap();
    assert!(jobs > 0, "documents wait to be made");
    for document in case.shown(HEAD).await["documents"].as_array().unwrap() {
        let path = format!("{}/documents/{}", case.path(), document["id"].as_str().unwrap());
        let file = case.api.get(HEAD, &path).send().await;
        assert!(file.status == 200 && file.body.starts_with(b"%PDF-"), "{document}");
    }
}
