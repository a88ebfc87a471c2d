//! The fictional register of the demonstration: the parties of its cases, and some dozens of other units and persons.
//! No name, number or place is real; check digits are valid, the region code does not exist.

use super::people::Cast;
use anyhow::{Context as _, Result};
use mingjian_app::App;
use mingjian_app::proceeding::Once;
use mingjian_app::subject::SubjectInput;
use mingjian_domain::subject::draft::{LicenceDraft, SubjectDraft};
use mingjian_domain::value::credit_code::CreditCode;
use mingjian_domain::value::resident_id::ResidentId;

/// What a unit is called, its field of supervision, and the name of its licence.
type Sort = (&'static str, &'static str, &'static str);

const SORTS: &[Sort] = &[
    ("口腔诊所", "medical", "医疗机构执业许可证"),
    ("宾馆", "public-place", "公共场所卫生许可证"),
    ("游泳馆", "public-place", "公共场所卫生许可证"),
    ("供水站", "drinking-water", "供水卫生许可证"),
    ("中学", "school", ""),
    ("体检中心", "radiation", "放射诊疗许可证"),
    ("餐具消毒服务部", "tableware", ""),
    ("消毒用品厂", "disinfection", "消毒产品生产企业卫生许可证"),
];
const NAMES: &[&str] = &["青禾", "望岳", "明湖", "春晓"];

/// Enters the register, by the first unit's officer.
pub(super) async fn enter(app: &App, cast: &Cast, parties: &[(&str, &str, &str)]) -> Result<()> {
    for (number, (name, code, person)) in (1..).zip(parties) {
        let (speciality, kind) = if name.contains("旅馆") {
            ("public-place", "公共场所卫生许可证")
        } else {
            ("medical", "医疗机构执业许可证")
        };
        let draft = SubjectDraft {
            name: (*name).to_owned(),
            credit_code: (*code).to_owned(),
            representative: (*person).to_owned(),
            specialities: vec![speciality.to_owned()],
            licences: vec![licence(kind, number)],
            ..common(number)
        };
        add(app, cast, draft, number).await?;
    }
    let sorts = NAMES.iter().flat_map(|name| SORTS.iter().map(move |sort| (*name, *sort)));
    for (number, (name, (what, speciality, kind))) in (101..).zip(sorts) {
        let is_business = what == "餐具消毒服务部";
        let draft = SubjectDraft {
            name: format!("示例市{name}{what}（演示）"),
            kind: if is_business { "individual-business" } else { "organisation" }.to_owned(),
            credit_code: code(if is_business { "92990000MA" } else { "91990000MA" }, number)?,
            representative: format!("贾{name}"),
            specialities: vec![speciality.to_owned()],
            licences: Some(licence(kind, number)).filter(|_| !kind.is_empty()).into_iter().collect(),
            status: if number % 11 == 0 { "suspended" } else { "operating" }.to_owned(),
            ..common(number)
        };
        add(app, cast, draft, number).await?;
    }
    // Entered twice under two names, for who wants to see how that is found and mended.
    let twin = SubjectDraft {
        name: "示例市青禾口腔门诊（演示）".to_owned(),
        specialities: vec!["medical".to_owned()],
        ..common(101)
    };
    add(app, cast, twin, 201).await?;
    let citizen = SubjectDraft {
        name: "贾行医（演示）".to_owned(),
        kind: "citizen".to_owned(),
        resident_id: resident_id()?,
        specialities: vec!["medical".to_owned()],
        ..common(202)
    };
    add(app, cast, citizen, 202).await
}

async fn add(app: &App, cast: &Cast, draft: SubjectDraft, number: u32) -> Result<()> {
    let caller = cast.caller("zhifa1")?;
    let input = SubjectInput { draft, department: caller.actor.department, is_another: true };
    let once = Once::of(&format!("demo-subject-{number}"), &[]);
    app.add_subject(caller, &input, &once).await.with_context(|| format!("the subject {number}"))?;
    Ok(())
}

fn common(number: u32) -> SubjectDraft {
    SubjectDraft {
        address: format!("示例市示例区示例路{number}号（演示）"),
        area: if number.is_multiple_of(3) { "示例县" } else { "示例区" }.to_owned(),
        contact: "演示联系人".to_owned(),
        phone: format!("139{number:08}"),
        ..SubjectDraft::default()
    }
}

/// One in five has run out, one in five will soon.
fn licence(kind: &str, number: u32) -> LicenceDraft {
    let valid_to = match number % 5 {
        0 => "2026-06-30",
        1 => "2026-12-31",
        _ => "2028-12-31",
    };
    LicenceDraft {
        kind: kind.to_owned(),
        number: format!("演示证字〔2024〕第{number:04}号"),
        valid_from: "2024-01-01".to_owned(),
        valid_to: valid_to.to_owned(),
        issuer: "示例市卫生健康委员会（演示）".to_owned(),
    }
}

/// A code with a valid check character of a region that does not exist.
fn code(head: &str, number: u32) -> Result<String> {
    let body = format!("{head}{number:07}");
    let signs = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars();
    let mut codes = signs.map(|sign| format!("{body}{sign}")).filter(|text| CreditCode::parse(text).is_ok());
    codes.next().context("a code has a check character")
}

fn resident_id() -> Result<String> {
    let signs = "0123456789X".chars();
    let mut ids =
        signs.map(|sign| format!("99000019800101001{sign}")).filter(|text| ResidentId::parse(text).is_ok());
    ids.next().context("an identity number has a check digit")
}
