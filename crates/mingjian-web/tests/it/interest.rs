//! Declared interests and what the body prints, by their pages: entered, seen by those who may, ended by somebody else.
//! What they stand against is the domain's; here the pages must carry it and show it to nobody else.

use crate::browser::{Answer, Browser};
use crate::case::open_case;
use mingjian_testkit::TestApp;
use mingjian_testkit::people::{
    AGENCY_HEAD, AUDIT_ADMINISTRATOR, CLERK, OFFICER, OTHER_OFFICER, OUTSIDER, SECURITY_ADMINISTRATOR,
    SYSTEM_ADMINISTRATOR, UNIT_HEAD,
};

const OWN: &str = "/staff/account/interests/new";
const NEW: &str = "/staff/interests/new";

/// The address behind the first link to an end.
fn end_of(answer: &Answer) -> String {
    let text = answer.text();
    let start = text.find("href=\"/staff/interests/").unwrap() + 6;
    let rest = &text[start..];
    let mut links = rest.split("href=\"").filter_map(|part| part.split('"').next());
    links.find(|link| link.ends_with("/end")).unwrap().to_owned()
}

#[tokio::test]
async fn an_officer_declares_an_interest_that_only_somebody_else_can_end() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    officer.get("/staff/account").await.is(200).shows("没有申报");
    let form = officer.get(OWN).await.form(OWN);
    officer.send(&form).await.is(422).shows("关系：请选择").shows("没有填写");
    let form = form.set("kind", "holding").set("name", "示例诊所<b>").set("since_on", "2027-01-01");
    officer.send(&form).await.is(422).shows("起始日期晚于今天").shows("value=\"示例诊所&#60;b&#62;\"");
    officer.send(&form.clone().set("kind", "namesake")).await.is(422);
    let form = form.set("since_on", "2020-01-01").set("note", "持股百分之十");
    let shown = officer.send(&form).await;
    shown.is(200).shows("示例诊所&#60;b&#62;").shows("投资、任职单位").shows("持股百分之十").shows("有效");
    let again = officer.send(&form).await;
    assert_eq!(again.is(200).text().matches("持股百分之十").count(), 1);

    let mut head = Browser::of(&test, UNIT_HEAD).await;
    let list = head.get("/staff/interests").await;
    list.is(200).shows("陈立").shows("示例诊所&#60;b&#62;");
    let end = end_of(&list);
    // Another unit, another organ, another part: nobody learns of it.
    Browser::of(&test, OTHER_OFFICER).await.get("/staff/interests").await.is(403).hides("示例诊所");
    Browser::of(&test, OUTSIDER).await.get("/staff/interests").await.is(200).hides("示例诊所");
    Browser::of(&test, OUTSIDER).await.get(&end).await.is(404);
    Browser::of(&test, CLERK).await.get(&end).await.is(403);
    officer.get(&end).await.is(403);

    let form = head.get(&end).await.form(&end);
    head.send(&form.clone().set("on", "2026-03-01").set("reason", "已转让")).await.is(422).shows("之间");
    let form = form.set("on", "2026-03-02").set("reason", "已转让股份，见登记资料");
    head.send(&form).await.is(200).shows("已终止").shows("已转让股份");
    head.send(&form).await.is(200);
    officer.get("/staff/account").await.shows("已终止");
    let trail = Browser::of(&test, AUDIT_ADMINISTRATOR).await.get("/staff/audit").await;
    trail.shows("登记利害关系").shows("终止利害关系").shows("查看利害关系").hides("示例诊所").hides("已转让");
}

#[tokio::test]
async fn a_head_of_a_unit_enters_what_people_of_the_unit_said_and_of_nobody_else() {
    let test = TestApp::sqlite().await;
    let mut head = Browser::of(&test, UNIT_HEAD).await;
    let page = head.get(NEW).await;
    page.is(200).shows("陈立（").hides("王强（");
    let form = page.form(NEW).set("kind", "relative").set("name", "示例口腔门诊部");
    head.send(&form).await.is(422).shows("人员：请选择");
    let foreign = form.clone().set("person", &format!("user.{}", test.user(OTHER_OFFICER)));
    head.send(&foreign).await.is(404);
    let form = form.set("person", &format!("user.{}", test.user(OFFICER)));
    head.send(&form).await.is(200).shows("陈立").shows("近亲属");
    // Nobody clears the way for himself. What was entered last stands first.
    test.at("2026-03-02 09:05");
    let own = head.get(NEW).await.form(NEW).set("kind", "other").set("name", "示例学校");
    let own = own.set("person", &format!("user.{}", test.user(UNIT_HEAD)));
    let list = head.send(&own).await;
    let end = end_of(&list);
    let form = head.get(&end).await.form(&end).set("on", "2026-03-02").set("reason", "没有关系了");
    head.send(&form).await.is(403).shows("不能由本人终止");
    let mut agency = Browser::of(&test, AGENCY_HEAD).await;
    agency.get("/staff/interests").await.is(200).shows("赵刚").shows("示例学校").shows("利害关系</a>");
    let form = agency.get(&end).await.form(&end).set("on", "2026-03-02").set("reason", "已核实");
    agency.send(&form).await.is(200).shows("已终止");
}

#[tokio::test]
async fn what_the_body_prints_is_completed_by_the_system_administrator_from_a_day_on() {
    let path = "/staff/people/letterhead";
    let test = TestApp::sqlite().await;
    let mut admin = Browser::of(&test, SYSTEM_ADMINISTRATOR).await;
    admin.get("/staff/people").await.is(200).shows("填写机关信息");
    let form = admin.get(path).await.form(path);
    assert_eq!(form.value("from_on"), Some("2026-03-02"));
    for (field, wrong, problem) in [
        ("postcode", "46100", "六位数字"),
        ("telephone", "打不通", "电话号码应当为数字"),
        ("court", "示例市人民政府", "法院全称"),
        ("bank_name", "示例银行", "应当一并填写"),
        ("from_on", "昨天", "生效日期"),
    ] {
        admin.send(&form.clone().set(field, wrong)).await.is(422).shows(problem);
    }
    let form = form.set("address", "示例路9号").set("postcode", "000000").set("court", "示例区人民法院");
    admin.send(&form).await.is(200).shows("机关信息");
    admin.get(path).await.shows("value=\"示例路9号\"").shows("系统管理员甲于2026-03-02");
    admin.send(&form).await.is(200);
    let pages = admin.get(path).await.text();
    assert_eq!(pages.matches("自2026年3月2日起生效").count(), 1, "sent twice, entered once");
    Browser::of(&test, SECURITY_ADMINISTRATOR).await.get(path).await.is(403);
    Browser::of(&test, OFFICER).await.get(path).await.is(403);
    let trail = Browser::of(&test, AUDIT_ADMINISTRATOR).await.get("/staff/audit").await;
    trail.shows("登记机关信息");
}

#[tokio::test]
async fn who_declared_an_interest_is_told_on_the_page_of_the_case() {
    let test = TestApp::sqlite().await;
    let case = open_case(&mut Browser::of(&test, OFFICER).await).await;
    let mut head = Browser::of(&test, UNIT_HEAD).await;
    let accept = format!("{case}/actions/accept-lead");
    head.get(&accept).await.is(200).hides("有利害关系");
    let form = head.get(OWN).await.form(OWN);
    head.send(&form.set("kind", "former-employer").set("name", "示例口腔门诊部有限公司")).await.is(200);
    head.get(&accept).await.is(200).shows("赵刚于2026年3月2日申报与“示例口腔门诊部有限公司”有利害关系");
}

#[tokio::test]
async fn a_list_is_searched_inside_names_and_goes_out_as_a_file_without_numbers_of_people() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    open_case(&mut officer).await;
    officer
        .get("/staff/cases?q=%E5%8F%A3%E8%85%94")
        .await
        .is(200)
        .shows("示例口腔门诊部有限公司")
        .shows("cases.csv?q=");
    officer.get("/staff/cases?q=%E7%89%99").await.is(200).shows("没有符合条件的案件");
    let file = officer.get("/staff/cases.csv?q=%E5%8F%A3%E8%85%94").await;
    file.is(200).shows("案号").shows("示例口腔门诊部有限公司").hides("<");
    assert!(file.header("content-disposition").contains("attachment"));
    assert_eq!(file.text().lines().count(), 2);
    let foreign = Browser::of(&test, OUTSIDER).await.get("/staff/cases.csv").await;
    assert_eq!(foreign.is(200).text().lines().count(), 1, "another organ's list is empty");
    Browser::of(&test, SYSTEM_ADMINISTRATOR).await.get("/staff/cases.csv").await.is(403);
    let trail = Browser::of(&test, AUDIT_ADMINISTRATOR).await.get("/staff/audit").await;
    trail.shows("导出案件列表").shows("1件");
}
