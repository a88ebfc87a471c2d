//! The register of subjects by its pages: entering, changing, merging, importing, and the lead form that picks one.
//! What a row of a workbook means is the domain's and tried there.

use crate::browser::{Answer, Browser, Form};
use crate::case::lead;
use crate::workbook::{Book, code, resident_id, small};
use mingjian_testkit::TestApp;
use mingjian_testkit::people::{
    AUDIT_ADMINISTRATOR, OFFICER, OTHER_OFFICER, OUTSIDER, SECOND_OFFICER, SUPERVISOR, SYSTEM_ADMINISTRATOR,
    UNIT_HEAD,
};

const NEW: &str = "/staff/subjects/new";
const IMPORT: &str = "/staff/subjects/import";

/// The form with which a subject is entered, filled.
async fn filled(browser: &mut Browser, number: u32) -> Form {
    let form = browser.get(NEW).await.form(NEW);
    form.set("name", &format!("示例市第{number}口腔诊所"))
        .set("credit_code", &code(number))
        .set("address", &format!("示例路{number}号"))
        .set("representative", "张三")
        .set("representative_id", &resident_id(number))
        .set("phone", "13812345678")
        .set("licences[0].kind", "医疗机构执业许可证")
        .set("licences[0].number", &format!("PDY{number:06}"))
        .set("licences[0].valid_to", "2026年4月1日")
        .tick("specialities", "medical")
}

async fn entered(browser: &mut Browser, number: u32) -> String {
    let form = filled(browser, number).await;
    let page = browser.send(&form).await;
    page.is(200).shows("已登记");
    page.path.split('?').next().unwrap().to_owned()
}

/// The identifiers of a subject and of an import that the caller entered.
pub(crate) async fn one_of_each(browser: &mut Browser) -> (String, String) {
    let subject = entered(browser, 1).await;
    let form = browser.get(IMPORT).await.form(IMPORT);
    let page =
        browser.send(&form.file("file", "台账.xlsx", &small(&[("示例理发店", "", "示例路9号")]))).await;
    page.is(200);
    let last = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    (last(&subject), last(&page.path))
}

#[tokio::test]
async fn a_subject_is_entered_with_every_fault_named_at_once_and_nothing_lost() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    let form = filled(&mut officer, 7).await;
    let wrong = form.clone().set("credit_code", "91350100M000100Y44").set("phone", "138").set("name", "");
    let page = officer.send(&wrong).await;
    page.is(422)
        .shows("校验码不符")
        .shows("联系电话应为")
        .shows("名称：没有填写")
        .shows("示例路7号")
        .shows("PDY000007");
    let longer = officer.send(&form.clone().set("step", "add")).await;
    longer.is(200).shows("许可证件2").shows("示例市第7口腔诊所");
    let page = officer.send(&form).await;
    page.is(200).shows("已登记").shows("示例市第7口腔诊所").shows("医疗机构执业许可证");
    page.shows("许可2026年4月1日到期").shows("138******78").hides("13812345678").hides(&resident_id(7));
    // Sent again it is the same answer; the same number is not entered twice.
    officer.send(&form).await.is(200).shows("示例市第7口腔诊所");
    let twin = filled(&mut officer, 7).await.set("name", "另一家诊所").set("address", "别处");
    officer.send(&twin).await.is(422).shows("已经登记在“示例市第7口腔诊所”名下");
    for query in ["第7口腔", "示例路７号", &code(7), "PDY000007", "138-1234-5678", &resident_id(7)] {
        let found = officer.get(&format!("/staff/subjects?q={}", crate::workbook::escape(query))).await;
        found.is(200).shows("共1户").shows("示例市第7口腔诊所");
    }
    officer.get("/staff/subjects?speciality=medical&licence=soon").await.shows("共1户");
    officer.get("/staff/subjects?speciality=school").await.shows("没有符合条件的监管对象");
}

#[tokio::test]
async fn a_like_name_is_asked_about_before_it_is_entered() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    entered(&mut officer, 3).await;
    let twin = filled(&mut officer, 4).await.set("name", "示例市第3口腔诊所(普通合伙)");
    let asked = officer.send(&twin).await;
    asked.is(422).shows("与已经登记的“示例市第3口腔诊所”相近").shows("相近的登记");
    let page = officer.send(&asked.form(NEW).tick("is_another", "true")).await;
    page.is(200).shows("已登记").shows("可能是同一户的登记");
}

#[tokio::test]
async fn a_change_keeps_the_numbers_the_names_and_the_record() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    let home = entered(&mut officer, 5).await;
    let edit = format!("{home}/edit");
    let form = officer.get(&edit).await.form(&edit);
    assert_eq!((form.value("phone"), form.value("representative_id")), (Some(""), Some("")));
    let page = officer.send(&form.clone().set("name", "示例市新名口腔诊所")).await;
    page.is(200)
        .shows("曾用名：示例市第5口腔诊所")
        .shows("名称：示例市第5口腔诊所 → 示例市新名口腔诊所")
        .shows("138******78");
    officer.get("/staff/subjects?q=%E7%AC%AC5%E5%8F%A3%E8%85%94").await.shows("示例市新名口腔诊所");
    // The form that was drawn before the change is too old, and nothing that was typed is lost.
    let fresh = officer.get(&edit).await.form(&edit);
    let old = fresh.clone().set("version", "1").set("address", "晚到路1号");
    let page = officer.send(&old).await;
    page.is(409).shows("刚刚被别人修改").shows("晚到路1号");
    officer.send(&page.form(&edit)).await.is(200).shows("晚到路1号");
    let drop = officer.get(&edit).await.form(&edit).tick("drop_phone", "true");
    officer.send(&drop).await.is(200).hides("<dt>联系电话</dt>").shows("联系电话：138******78 → （空）");
}

#[tokio::test]
async fn numbers_are_for_the_responsible_department_and_each_look_is_recorded() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    let home = entered(&mut officer, 6).await;
    let numbers = format!("{home}/numbers");
    officer.get(&numbers).await.is(200).shows("13812345678").shows(&resident_id(6));
    Browser::of(&test, UNIT_HEAD).await.get(&numbers).await.is(200).shows("13812345678");
    for person in [OTHER_OFFICER, SUPERVISOR] {
        let mut other = Browser::of(&test, person).await;
        other.get(&home).await.is(200).shows("138******78").hides("查看完整号码");
        other.get(&numbers).await.is(403).hides("13812345678");
        other.get(&format!("{home}/edit")).await.is(403);
    }
    for path in [home.clone(), numbers] {
        Browser::of(&test, OUTSIDER).await.get(&path).await.is(404);
        Browser::of(&test, SYSTEM_ADMINISTRATOR).await.get(&path).await.is(404);
    }
    Browser::of(&test, SYSTEM_ADMINISTRATOR).await.get("/staff/subjects").await.is(403);
    let trail = Browser::of(&test, AUDIT_ADMINISTRATOR).await.get("/staff/audit").await;
    trail.is(200).shows("查看监管对象的完整号码").shows("登记监管对象").hides("13812345678");
}

#[tokio::test]
async fn two_entries_become_one_and_can_be_parted_again() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    let first = entered(&mut officer, 11).await;
    let twin = filled(&mut officer, 12).await.set("address", "示例路11号").set("name", "示例市第11口腔门诊");
    let asked = officer.send(&twin).await;
    let second = officer.send(&asked.form(NEW).tick("is_another", "true")).await;
    let second = second.path.split('?').next().unwrap().to_owned();
    officer.get("/staff/subjects/duplicates").await.is(200).shows("第1组，2条登记");
    let merge = format!("{second}/merge");
    let form = officer.get(&merge).await.form(&merge);
    let into = first.rsplit('/').next().unwrap();
    officer.send(&form.clone().set("into", into)).await.is(422).shows("请写明理由");
    officer
        .send(&form.clone().set("reason", "同一户登记了两次"))
        .await
        .is(422)
        .shows("请查找并选择要保留的登记");
    let form = form.set("into", into).set("reason", "同一户登记了两次");
    let page = officer.send(&form).await;
    page.is(200).shows("已合并").shows("已经并入本户的登记");
    officer.send(&form).await.is(200);
    let moved = officer.get(&second).await;
    assert!(moved.path.starts_with(&first), "{}", moved.path);
    moved.shows("已经并入这一户");
    officer.get("/staff/subjects").await.shows("共1户");
    officer
        .get("/staff/subjects?q=%E7%AC%AC11%E5%8F%A3%E8%85%94%E9%97%A8%E8%AF%8A")
        .await
        .shows("示例市第11口腔诊所");
    let old = officer.get(&format!("{second}?old=1")).await;
    old.is(200).shows("示例市第11口腔门诊").shows("理由：同一户登记了两次");
    officer.get(&format!("{second}/edit")).await.is(403);
    let part = format!("{second}/part");
    let form = officer.get(&part).await.form(&part).set("reason", "是两家诊所");
    officer.send(&form).await.is(200).shows("已撤销合并");
    officer.get("/staff/subjects").await.shows("共2户");
    // Who does not keep both cannot merge them.
    let mut other = Browser::of(&test, OTHER_OFFICER).await;
    other.get(&merge).await.is(403);
}

#[tokio::test]
async fn a_case_is_opened_from_a_subject_and_stands_on_its_page() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    let home = entered(&mut officer, 21).await;
    let id = home.rsplit('/').next().unwrap().to_owned();
    let form = officer.get(&format!("/staff/cases/new?subject={id}")).await.form("/staff/cases/new");
    assert_eq!(form.value("party.name"), Some("示例市第21口腔诊所"));
    assert_eq!(form.value("party.credit_code"), Some(code(21).as_str()));
    assert_eq!(form.value("party.phone"), Some("13812345678"));
    assert_eq!(form.value("party.licence"), Some("医疗机构执业许可证（PDY000021）"));
    // An officer of another department gets the name and not the numbers.
    let mut other = Browser::of(&test, OTHER_OFFICER).await;
    let foreign = other.get(&format!("/staff/cases/new?subject={id}")).await.form("/staff/cases/new");
    assert_eq!(
        (foreign.value("party.name"), foreign.value("party.phone")),
        (Some("示例市第21口腔诊所"), Some(""))
    );
    // Or it is picked on the lead form, without losing what was typed.
    let lead_form = officer.get("/staff/cases/new").await.form("/staff/cases/new");
    let typed = lead_form.set("place", "示例路二十一号").set("subject_query", "21口腔");
    let found = officer.send(&typed.set("step", "find-subject")).await;
    found.is(200).shows("示例市第21口腔诊所").shows("示例路二十一号");
    let taken =
        officer.send(&found.form("/staff/cases/new").set("subject", &id).set("step", "take-subject")).await;
    let form = taken.is(200).form("/staff/cases/new");
    assert_eq!(
        (form.value("party.name"), form.value("place")),
        (Some("示例市第21口腔诊所"), Some("示例路二十一号"))
    );
    let none = form.clone().set("subject_query", "没有这一户").set("step", "find-subject");
    officer.send(&none).await.is(200).shows("没有找到").shows("示例路二十一号");
    let party: Vec<(String, String)> =
        form.fields.iter().filter(|(name, _)| name.starts_with("party.")).cloned().collect();
    let send = party.iter().fold(lead(form), |form, (name, value)| form.set(name, value));
    let case = officer.send(&send).await;
    case.is(200);
    let case = case.path.split('?').next().unwrap().to_owned();
    let page = officer.get(&home).await;
    page.shows("按证件号码找到1件").shows("行政处罚").shows(&format!("href=\"{case}\""));
    // Others see that it exists, and are asked for a purpose behind the link.
    let foreign = other.get(&home).await;
    foreign.shows("其他人员办理的案件").shows("查阅时说明目的");
}

/// What stands before a word of the summary line of an import's page, as `全部12`.
fn tabs(page: &Answer) -> Vec<String> {
    let text = page.text();
    let nav = text.split("按结果筛选\">").nth(1).unwrap().split("</nav>").next().unwrap();
    nav.split("</a>")
        .filter_map(|part| part.rsplit_once('>'))
        .map(|(_, label)| label.trim().to_owned())
        .collect()
}

#[tokio::test]
async fn a_workbook_is_shown_row_by_row_before_anything_is_entered() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    let form = officer.get(IMPORT).await.form(IMPORT);
    officer.send(&form).await.is(422).shows("没有选择文件");
    officer.send(&form.clone().file("file", "x.xlsx", b"nonsense")).await.is(422).shows("不是XLSX工作簿");
    let bytes = small(&[
        ("示例理发店", &code(31), "示例路31号"),
        ("示例足浴店", "91350100M000100Y44", "示例路32号"),
        ("示例理发店", &code(31), "示例路31号"),
        ("=示例商店", &code(33), "示例路33号"),
    ]);
    let form = officer.get(IMPORT).await.form(IMPORT).file("file", "台账.xlsx", &bytes);
    let page = officer.send(&form).await;
    page.is(200)
        .shows("将新增2户，更新0户，还没有导入")
        .shows("统一社会信用代码：统一社会信用代码校验码不符");
    page.shows("没有导入的列：备注").shows("是隐藏的工作表");
    assert_eq!(tabs(&page), ["全部4", "新增2", "重复1", "不导入1"]);
    officer.get("/staff/subjects").await.shows("还没有监管对象");
    let home = page.path.clone();
    // Whoever sends the workbook twice under one key has one import.
    assert_eq!(officer.send(&form).await.path, home);
    let report = officer.get(&format!("{home}/report")).await;
    report.is(200).shows("\"不导入\",\"统一社会信用代码\",").shows("\"'=示例商店\"");
    assert_eq!(officer.get(&format!("{home}/workbook")).await.bytes, bytes);
    let apply = format!("{home}/apply");
    let confirm = officer.get(&home).await.form(&apply);
    let done = officer.send(&confirm).await;
    done.is(200).shows("已导入：新增2户，更新0户");
    officer.send(&confirm).await.is(200);
    officer.get("/staff/subjects").await.shows("共2户");
    // The other department sees neither the import nor its workbook.
    for path in [home.clone(), format!("{home}/report"), format!("{home}/workbook")] {
        Browser::of(&test, OTHER_OFFICER).await.get(&path).await.is(404);
        Browser::of(&test, SUPERVISOR).await.get(&path).await.is(404);
    }
    Browser::of(&test, SECOND_OFFICER).await.get(&home).await.is(200);
    // The same again changes nothing; a renamed one is changed with its history.
    let again = small(&[("示例理发店", &code(31), "示例路31号"), ("示例新店", &code(33), "示例路33号")]);
    let form = officer.get(IMPORT).await.form(IMPORT).file("file", "新台账.xlsx", &again);
    let page = officer.send(&form).await;
    page.shows("将新增0户，更新1户").shows("名称：=示例商店 → 示例新店");
    let apply = format!("{}/apply", page.path);
    officer.send(&page.form(&apply)).await.is(200).shows("已导入：新增0户，更新1户");
    officer.get("/staff/subjects?q=%E7%A4%BA%E4%BE%8B%E5%95%86%E5%BA%97").await.shows("示例新店");
}

#[tokio::test]
async fn a_row_of_another_department_and_a_clash_are_refused_by_row() {
    let test = TestApp::sqlite().await;
    let mut other = Browser::of(&test, OTHER_OFFICER).await;
    entered(&mut other, 41).await;
    let mut officer = Browser::of(&test, OFFICER).await;
    entered(&mut officer, 42).await;
    let mut book = Book::new(&["名称", "统一社会信用代码", "地址", "许可证号", "责任科室"]);
    book.row(&["示例市第41口腔诊所", &code(41), "示例路41号", "", ""]);
    book.row(&["示例市第42口腔诊所", &code(43), "示例路42号", "PDY000042", ""]);
    book.row(&["示例新店", &code(44), "示例路44号", "", "没有这个科"]);
    let form = officer.get(IMPORT).await.form(IMPORT).file("file", "台账.xlsx", &book.bytes());
    let page = officer.send(&form).await;
    page.is(200).shows("没有需要新增或者更新的内容").hides("确认导入");
    page.shows("由其他科室负责").shows("统一社会信用代码不一致").shows("本机关没有“没有这个科”");
}
