//! A whole case by its pages alone: from the lead to the file that is closed, each person at the own browser.
//! The law of each step is tried in the domain; here the pages must carry it.

use crate::browser::{Answer, Browser, Form};
use mingjian_testkit::TestApp;
use mingjian_testkit::people::{self, PASSWORD, Person};

/// A small file of a kind that is taken; another number makes another file.
pub(crate) fn pdf(number: u32) -> Vec<u8> {
    format!("%PDF-1.7\n% {number}\n%%EOF\n").into_bytes()
}

/// The lead of the tests' case, as it is typed.
pub(crate) fn lead(form: Form) -> Form {
    form.set("source", "inspection")
        .set("found_on", "2026年3月2日")
        .set("summary", "检查发现两名护士没有在本机构注册即从事护理活动。")
        .set("place", "示例市示例路18号")
        .set("party.kind", "organisation")
        .set("party.name", "示例口腔门诊部有限公司")
        .set("party.credit_code", "91990000MA00000QXT")
        .set("party.responsible_person", "贾示范")
        .set("party.address", "示例市示例路18号")
}

/// Registers the lead and answers the address of the case.
pub(crate) async fn open_case(browser: &mut Browser) -> String {
    let form = lead(browser.get("/staff/cases/new").await.form("/staff/cases/new"));
    let opened = browser.send(&form).await;
    opened.is(200).shows("已登记：登记案源");
    opened.path.split('?').next().unwrap().to_owned()
}

/// The browsers of everyone, on one case.
pub(crate) struct Stage {
    pub(crate) test: TestApp,
    pub(crate) case: String,
}

impl Stage {
    pub(crate) async fn form(&self, browser: &mut Browser, action: &str) -> Form {
        let path = format!("{}/actions/{action}", self.case);
        let page = browser.get(&path).await;
        page.is(200);
        page.form(&path)
    }

    /// A person takes an action: the form as it is drawn, with what the person types.
    pub(crate) async fn act(&self, person: Person, action: &str, fill: impl FnOnce(Form) -> Form) -> Answer {
        self.test.clock.pass(60);
        let mut browser = Browser::of(&self.test, person).await;
        let form = fill(self.form(&mut browser, action).await);
        let answer = browser.send(&form).await;
        answer.is(200).shows("已登记：");
        answer
    }

    pub(crate) async fn page(&self, person: Person, tab: &str) -> Answer {
        Browser::of(&self.test, person).await.get(&format!("{}{tab}", self.case)).await
    }
}

pub(crate) fn sign(form: Form) -> Form {
    form.set("password", PASSWORD)
}

mod a_case_goes_from_the_lead_to_the_closed_file_by_its_pages_alone {
    use mingjian_testkit::TestApp;

    #[tokio::test]
    async fn on_sqlite() {
        super::whole_case(TestApp::sqlite().await).await;
    }

    #[tokio::test]
    async fn on_postgresql() {
        super::whole_case(TestApp::postgres().await).await;
    }
}

async fn whole_case(test: TestApp) {
    let case = open_case(&mut Browser::of(&test, people::OFFICER).await).await;
    let stage = Stage { test, case };
    filing(&stage).await;
    investigation(&stage).await;
    proposal(&stage).await;
    review(&stage).await;
    notice(&stage).await;
    decision(&stage).await;
    publication(&stage).await;
    closing(&stage).await;
}

pub(crate) async fn filing(stage: &Stage) {
    stage
        .act(people::UNIT_HEAD, "accept-lead", |form| {
            form.set("jurisdiction", "行为地在本市").set("initial_evidence", "检查照片")
        })
        .await;
    let work = Browser::of(&stage.test, people::OFFICER).await.get("/staff/").await;
    work.shows("等待我办理").shows(&format!("{}/actions/request-filing", stage.case));
    stage
        .act(people::OFFICER, "request-filing", |form| {
            assert_eq!(form.value("facts"), Some("检查发现两名护士没有在本机构注册即从事护理活动。"));
            assert_eq!(
                form.value("officers"),
                Some(stage.test.officer(people::OFFICER).to_string().as_str())
            );
            form.tick("causes", "nurses-unregistered")
                .tick("officers", &stage.test.officer(people::SECOND_OFFICER).to_string())
                .set("proposal", "建议立案")
        })
        .await;
    let answer =
        stage.act(people::AGENCY_HEAD, "approve-filing", |form| sign(form.set("opinion", "同意立案"))).await;
    answer.shows("已生成：").shows("立案报告（").shows("办案期限").shows("调查取证");
}

pub(crate) async fn investigation(stage: &Stage) {
    stage.test.at("2026-03-03 15:00");
    stage
        .act(people::OFFICER, "record-scene", |form| {
            assert_eq!(form.value("place"), Some("示例市示例路18号"));
            let officers: Vec<_> = form.fields.iter().filter(|(name, _)| name == "officers").collect();
            assert_eq!(officers.len(), 2, "the assigned officers are ticked");
            form.set("began_at", "2026-03-03T14:00")
                .set("ended_at", "2026-03-03T14:50")
                .set("cards_shown", "true")
                .set("rights_told", "true")
                .set("findings", "门诊部护士站有两名护士值班。\r\n执业证注册地点为其他机构。")
                .set("signature.signed_by", "贾示范")
                .file("signature.scan+file", "笔录.pdf", &pdf(1))
        })
        .await;
    stage
        .act(people::OFFICER, "add-evidence", |form| {
            assert_eq!(form.value("bears_on_facts"), Some("true"));
            form.set("kind", "document")
                .set("name", "护士执业证复印件")
                .set("proves", "注册地点不在本机构")
                .set("source", "当事人提供")
                .set("collected_on", "2026-03-03")
                .set("pages", "4")
                .file("file+file", "执业证.pdf", &pdf(2))
        })
        .await;
    let evidence = stage.page(people::OFFICER, "/evidence").await;
    evidence.shows("证据1：护士执业证复印件").shows("执业证.pdf").shows("笔录.pdf");
    let item =
        stage.form(&mut Browser::of(&stage.test, people::OFFICER).await, "conclude-investigation").await;
    assert_eq!(item.value("violations[]"), Some("1"));
    assert_eq!(item.value("violations[0].cause"), Some("nurses-unregistered"));
    assert_eq!(item.value("violations[0].duties"), None, "of two limbs none is proposed");
    let item = evidence_id(stage).await;
    stage
        .act(people::OFFICER, "conclude-investigation", |form| {
            form.set("course", "经现场检查，查清了事实。")
                .set("violations[0].facts", "2026年2月起，两名护士未在本机构注册即从事护理活动。")
                .tick("violations[0].duties", "qualification")
                .tick("violations[0].evidence", &item)
                .set("violations[0].acted_on", "2026-03-03")
                .set("violations[0].gains", "0")
                .set("proposal", "建议给予警告")
        })
        .await;
}

/// The only evidence of the case, as the form offers it.
async fn evidence_id(stage: &Stage) -> String {
    let path = format!("{}/actions/conclude-investigation", stage.case);
    let text = Browser::of(&stage.test, people::OFFICER).await.get(&path).await.text();
    let (_, rest) = text.split_once("name=\"violations[0].evidence\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

pub(crate) async fn proposal(stage: &Stage) {
    stage.test.at("2026-03-05 10:00");
    stage
        .act(people::UNIT_HEAD, "adopt-proposal", |form| {
            assert_eq!(form.value("penalties[0].cause"), Some("nurses-unregistered"));
            assert_eq!(form.value("members[2].name"), Some("赵刚"));
            form.set("held_at", "2026-03-05T09:00")
                .set("place", "第一会议室")
                .set("members[0].view", "同意")
                .set("members[1].view", "同意")
                .set("members[2].view", "同意")
                .set("result", "penalty")
                .tick("penalties[0].kinds", "warning")
                .set("penalties[0].tier", "一般")
                .set("penalties[0].reasons", "没有从轻、从重情节。")
                .set("reasons", "一致同意。")
        })
        .await;
    stage.page(people::OFFICER, "/facts").await.shows("合议").shows("警告").shows("一致同意。");
}

pub(crate) async fn review(stage: &Stage) {
    stage
        .act(people::OFFICER, "submit-for-review", |form| {
            let materials = form.value("materials").unwrap();
            assert!(
                materials.contains("立案报告") && materials.contains("证据：护士执业证复印件"),
                "{materials}"
            );
            form
        })
        .await;
    let desk = Browser::of(&stage.test, people::REVIEW_HEAD).await.get("/staff/reviews").await;
    desk.shows("待分配").shows(&format!("{}/actions/assign-review", stage.case));
    stage
        .act(people::REVIEW_HEAD, "assign-review", |form| {
            form.set("reviewer", &stage.test.user(people::REVIEWER).to_string())
        })
        .await;
    let desk = stage.page(people::REVIEWER, "/actions/give-opinion").await;
    desk.shows("系统核对（未发现问题）：参与办理的执法人员在各次办理当日均持有效证件：李敏（99000001002）、陈立（99000001001）。");
    desk.shows("证据1份，其中复制件0份；没有证据的违法行为0项。").shows("系统核对（无法判断）");
    let answer = stage
        .act(people::REVIEWER, "give-opinion", |form| {
            assert_eq!(form.value("points[]"), Some("9"));
            let all = (0..9).fold(form, |form, place| form.set(&format!("points[{place}].finding"), "pass"));
            sign(all.set("kind", "agree").set("text", "程序合法，同意。"))
        })
        .await;
    answer.shows("同意：程序合法，同意。");
    stage.page(people::REVIEWER, "/reviews").await.shows("第1轮").shows("符合");
}

pub(crate) async fn notice(stage: &Stage) {
    stage.act(people::AGENCY_HEAD, "issue-notice", |form| sign(form.set("opinion", "同意告知"))).await;
    stage.test.at("2026-03-06 10:30");
    stage
        .act(people::OFFICER, "serve-notice", |form| {
            assert_eq!(form.value("recipient"), Some("示例口腔门诊部有限公司"));
            form.set("served_at", "2026-03-06T10:00").set("relation", "本单位").file(
                "receipt+file",
                "回证.pdf",
                &pdf(3),
            )
        })
        .await;
    let refused = stage.page(people::AGENCY_HEAD, "/actions/decide-penalty").await;
    refused.is(200).shows("现在不能作出处罚决定").shows("行政处罚法");
    stage
        .act(people::OFFICER, "waive-plea", |form| {
            assert_eq!(form.value("signed_by"), Some("贾示范"));
            form.set("waived_on", "2026-03-06").file("scan+file", "声明.pdf", &pdf(4))
        })
        .await;
}

async fn decision(stage: &Stage) {
    stage.test.at("2026-03-09 09:00");
    // A statement that came in writing does not outdate the review, but it is part of what was weighed.
    let answer =
        stage.act(people::AGENCY_HEAD, "decide-penalty", |form| sign(form.set("opinion", "同意"))).await;
    answer.shows("已生成：").shows("行政处罚决定书").shows("公示：待脱敏").shows("公示期限");
    stage.test.at("2026-03-09 15:30");
    stage
        .act(people::OFFICER, "serve-decision", |form| {
            form.set("served_at", "2026-03-09T15:00").set("relation", "本单位").file(
                "receipt+file",
                "回证2.pdf",
                &pdf(5),
            )
        })
        .await;
    let documents = stage.page(people::OFFICER, "/documents").await;
    documents.shows("行政处罚决定书").shows("送达回证");
}

async fn publication(stage: &Stage) {
    stage.test.at("2026-03-10 09:00");
    Browser::of(&stage.test, people::CLERK)
        .await
        .get("/staff/publications")
        .await
        .shows("待脱敏")
        .shows("确认脱敏");
    stage
        .act(people::CLERK, "mask", |form| {
            assert!(form.value("facts").unwrap().contains("两名护士未在本机构注册"), "{form:?}");
            form.set("nobody_else", "true")
        })
        .await;
    stage
        .act(people::REVIEWER, "check-secrecy", |form| {
            sign(form.set("outcome", "pass").set("note", "不涉及国家秘密"))
        })
        .await;
    stage.page(people::UNIT_HEAD, "/publication").await.shows("公示稿（已确认）").shows("审核发布");
}

async fn closing(stage: &Stage) {
    stage
        .act(people::UNIT_HEAD, "release", |form| sign(form.set("opinion", "同意发布")))
        .await
        .shows("公示：已公示");
    let desk = Browser::of(&stage.test, people::CLERK).await.get("/staff/publications").await;
    desk.shows("没有等待公示的处罚决定").shows("已经公示").shows("登记变更、撤销或确认违法文书");
    stage
        .act(people::AGENCY_HEAD, "close-case", |form| {
            sign(form.set("result", "警告已随决定书送达执行。").set("opinion", "同意结案"))
        })
        .await;
    stage
        .act(people::ARCHIVIST, "archive", |form| form.set("retention", "30年").set("location", "档案室1柜"))
        .await
        .shows("已归档");
    let list = Browser::of(&stage.test, people::OFFICER).await.get("/staff/cases?stage=ended").await;
    list.shows("共1件").shows("已归档");
}
