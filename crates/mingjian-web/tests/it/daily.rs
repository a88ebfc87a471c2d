//! What an officer does every day, by pages: an imported unit is inspected with photographs, and punished on the spot.
//! Whole inspections and penalties are told elsewhere; here is what stands on their pages.

use crate::browser::{Answer, Browser, Form};
use crate::case::{pdf, sign};
use crate::workbook::{Book, code};
use mingjian_testkit::TestApp;
use mingjian_testkit::people::{AGENCY_HEAD, OFFICER, OTHER_OFFICER, SECOND_OFFICER};

const IMPORT: &str = "/staff/subjects/import";
const TASK: &str = "/staff/inspections/new";
const SPOT: &str = "/staff/cases/on-spot";

/// Imports one unit, and answers the address of its page.
async fn imported(officer: &mut Browser) -> String {
    let mut book = Book::new(&["名称", "统一社会信用代码", "地址", "法定代表人"]);
    book.row(&["示例市望岳口腔诊所", &code(31), "示例路31号", "张望岳"]);
    let form = officer.get(IMPORT).await.form(IMPORT);
    let shown = officer.send(&form.file("file", "台账.xlsx", &book.bytes())).await;
    shown.is(200).shows("将新增1户");
    let apply = shown.form(&format!("{}/apply", shown.path));
    let page = officer.send(&apply).await;
    page.is(200).shows("已导入：新增1户");
    let text = page.text();
    let start = text.find("/staff/subjects/0").unwrap();
    let end = text[start..].find('"').unwrap() + start;
    text[start..end].to_owned()
}

/// The officers of the body as boxes to tick.
fn both(test: &TestApp, form: Form, field: &str) -> Form {
    let [one, two] = [OFFICER, SECOND_OFFICER].map(|person| test.officer(person).to_string());
    form.without(field).tick(field, &one).tick(field, &two)
}

fn address_of(answer: &Answer) -> String {
    answer.path.split('?').next().unwrap().to_owned()
}

/// A task without notice for the unit on this page.
async fn task(test: &TestApp, officer: &mut Browser, unit: &str) -> String {
    let id = unit.rsplit('/').next().unwrap();
    let page = officer.get(&format!("{TASK}?subject={id}")).await;
    page.is(200).shows("示例市望岳口腔诊所：本年度已检查0次，上限2次").shows("优化营商环境条例第五十四条");
    let form = page.form(TASK).without("announced").set("item", "medical-waste").set("reason", "plan");
    let form =
        form.set("plan", "2026年度检查计划").set("summary", "检查医疗废物管理").set("place", "示例路31号");
    let opened = officer.send(&both(test, form, "officers")).await;
    opened.is(200).shows("示例市望岳口腔诊所（行政检查）").shows("待批准检查").hides("未立案");
    opened.shows("本年度已检查0次，上限2次");
    address_of(&opened)
}

/// A photograph that differs from the others.
fn photo(number: u8) -> Vec<u8> {
    [&[0xFF, 0xD8, 0xFF, 0xE0, number][..], &[0; 32]].concat()
}

#[tokio::test]
async fn an_imported_unit_is_inspected_with_several_photographs_and_its_page_tells_all_of_it() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    let unit = imported(&mut officer).await;
    let inspection = task(&test, &mut officer, &unit).await;
    let mut head = Browser::of(&test, AGENCY_HEAD).await;
    let approve = format!("{inspection}/actions/approve-inspection");
    let page = head.get(&approve).await;
    page.is(200).shows("本年度已检查0次，上限2次");
    head.send(&sign(page.form(&approve).set("opinion", "同意"))).await.is(200).shows("已登记：批准检查");
    test.clock.pass(60);
    let visit = format!("{inspection}/actions/inspect");
    let page = officer.get(&visit).await;
    page.is(200).shows("multiple").shows("可以一次选择多张");
    let lines = test.app.pack().item("medical-waste").unwrap().lines.len();
    let mut form = both(&test, page.form(&visit), "officers");
    for line in 0..lines {
        form = form.set(&format!("checks[{line}].result"), if line == 3 { "fails" } else { "conforms" });
    }
    let now = test.app.now().china().format("%Y-%m-%dT%H:%M").to_string();
    form = form.set("checks[3].note", "缺3月1日的登记").set("began_at", &now).set("ended_at", &now);
    for box_ in ["cards_shown", "rights_told", "uniform", "insignia"] {
        form = form.set(box_, "true");
    }
    form = form.set("findings", "登记本缺3月1日的登记").set("signature.signed_by", "张望岳");
    for number in 1..=3 {
        form = form.file("photos+files", &format!("现场{number}.jpg"), &photo(number));
    }
    // A line is still open, so nothing is recorded; what was uploaded stays chosen and is not sent again.
    let short = form.clone().set("checks[0].result", "").file("signature.scan+file", "笔录.pdf", &pdf(1));
    let again = officer.send(&short).await;
    again.is(422).shows("现场2.jpg");
    let kept = again.form(&visit).set("checks[0].result", "conforms");
    assert_eq!(kept.fields.iter().filter(|(name, _)| name == "photos").count(), 3);
    officer.send(&kept).await.is(200).shows("已登记：现场检查");
    let evidence = officer.get(&format!("{inspection}/evidence")).await;
    for number in 1..=3 {
        evidence.shows(&format!("现场{number}.jpg</a>"));
    }
    let order = format!("{inspection}/actions/order-correction");
    let form = both(&test, officer.get(&order).await.form(&order), "officers");
    let form = form.tick("items[0].duties", "registration").set("items[0].measure", "补登记");
    let form = form.set("items[0].due_on", "2026-03-20").set("signature.signed_by", "张望岳");
    let form = form.file("signature.scan+file", "签收.pdf", &pdf(2));
    officer.send(&form).await.is(200).shows("已登记：责令改正");
    told_over_time(&test, &mut officer, &unit).await;
}

/// The unit's page, whole and by kind; another officer sees only that there was something.
async fn told_over_time(test: &TestApp, officer: &mut Browser, unit: &str) {
    let page = officer.get(unit).await;
    page.is(200).shows("历年记录").shows("医疗废物管理监督检查").shows("现场2.jpg").shows("照片，现场笔录");
    page.shows("责令改正通知书").shows("期限2026年3月20日，改正期限内").shows("登记的名称");
    let orders = officer.get(&format!("{unit}?kind=order")).await;
    orders.is(200).shows("期限2026年3月20日").hides("现场2.jpg");
    officer
        .get(&format!("{unit}?kind=material"))
        .await
        .is(200)
        .shows("现场2.jpg")
        .hides("期限2026年3月20日，改正期限内");
    officer.get(&format!("{unit}?kind=odd&page=x")).await.is(200).shows("现场2.jpg");
    let other = Browser::of(test, OTHER_OFFICER).await.get(unit).await;
    other.is(200).shows("其他人员办理的行政检查").hides("现场2.jpg").hides("期限2026年3月20日");
}

#[tokio::test]
async fn a_form_of_the_spot_offers_what_the_spot_allows_and_says_how_much() {
    let test = TestApp::sqlite().await;
    let mut officer = Browser::of(&test, OFFICER).await;
    let unit = imported(&mut officer).await;
    let id = unit.rsplit('/').next().unwrap();
    let form = officer.get(&format!("{SPOT}?subject={id}")).await.form(SPOT);
    let opened = officer.send(&form.set("place", "示例路31号").set("summary", "拖鞋未消毒")).await;
    opened.is(200).shows("示例市望岳口腔诊所（当场处罚）").shows("现场处置").hides("未立案");
    let tell = format!("{}/actions/tell-on-spot", address_of(&opened));
    let page = officer.get(&tell).await;
    page.is(200).shows("value=\"warning\"").shows("value=\"fine\"").hides("value=\"business-suspension\"");
    page.shows("当事人是法人或者其他组织，当场罚款不超过").shows("行政处罚法第五十一条");
    officer.get("/staff/cases").await.is(200).shows("（当场处罚）").hides("未立案");
}
