//! The stories of the demonstration: cases at every stage, told through the ordinary actions.
//! They are fiction, and say so on every page.

use super::case::{Case, Plot, Way, working_day_before};
use super::{NotYet, StoryClock};
use super::{people, subject};
use anyhow::{Context as _, Result};
use chrono::{Days, NaiveDate, NaiveTime};
use mingjian_app::App;
use mingjian_domain::instant::Instant;
use mingjian_domain::seam::Clock as _;
use serde_json::{Value, json};

/// How many working days before today the first story begins, with the days on which the people are entered.
const FIRST_DAY: u32 = 195;

/// Makes the body, its people and its cases. A story stops where it would go past today.
pub(super) async fn tell(app: &App, clock: &StoryClock) -> Result<()> {
    let today = clock.today.day();
    let first = back(app, today, FIRST_DAY)?;
    let opens = first.and_time(NaiveTime::from_hms_opt(8, 0, 0).context("eight o'clock")?);
    clock.set(Instant::from_china(opens))?;
    let bodies = app.install().await?;
    let players = people::enter(app, &bodies).await?;
    subject::enter(app, &players, &PARTIES).await?;
    for (days, plot, chapter) in chapters() {
        // A story begins after the one before has ended, so that numbers follow dates.
        let next = clock.now().day().checked_add_days(Days::new(1)).context("the calendar ends")?;
        let earliest = if chapter.has_documents() { next } else { clock.now().day() };
        let opened = (chapter.way(), plot);
        let told = match Case::open(app, &players, clock, opened, back(app, today, days)?.max(earliest)).await
        {
            Ok(mut case) => chapter_of(&mut case, chapter).await,
            Err(error) => Err(error),
        };
        match told {
            Err(error) if error.is::<NotYet>() => {}
            told => told.with_context(|| format!("the story {chapter:?}"))?,
        }
        app.run_jobs().await?;
    }
    Ok(())
}

/// How far a story goes. Stories are told one after the other, so each begins after the one before has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chapter {
    Filed,
    Hearing,
    Withdrawn,
    NoPenalty,
    Transferred,
    Published,
    Served,
    Reviewed,
    Noticed,
    Concluded,
    Investigating,
    Correction,
    Registered,
    Police,
    SpotSettled,
    SpotDelivered,
    InspectionPlanned,
    InspectionRunning,
    InspectionOverdue,
    InspectionCorrected,
    InspectionClean,
}

impl Chapter {
    const fn way(self) -> Way {
        match self {
            Self::SpotSettled | Self::SpotDelivered => Way::Spot,
            Self::InspectionPlanned
            | Self::InspectionRunning
            | Self::InspectionOverdue
            | Self::InspectionCorrected
            | Self::InspectionClean => Way::Inspection,
            Self::Filed
            | Self::Hearing
            | Self::Withdrawn
            | Self::NoPenalty
            | Self::Transferred
            | Self::Published
            | Self::Served
            | Self::Reviewed
            | Self::Noticed
            | Self::Concluded
            | Self::Investigating
            | Self::Correction
            | Self::Police
            | Self::Registered => Way::Lead,
        }
    }

    /// Whether documents with numbers are issued: those follow the order of the days.
    const fn has_documents(self) -> bool {
        !matches!(self, Self::Registered | Self::InspectionPlanned)
    }
}

async fn chapter_of(case: &mut Case<'_>, chapter: Chapter) -> Result<()> {
    match chapter {
        Chapter::Registered | Chapter::InspectionPlanned => Ok(()),
        Chapter::InspectionRunning => inspected(case, 30).await,
        Chapter::InspectionOverdue => inspected(case, 50).await,
        Chapter::InspectionCorrected => {
            inspected(case, 10).await?;
            case.re_check(5, "corrected").await?;
            case.close_inspection().await
        }
        Chapter::InspectionClean => {
            case.visit(true).await?;
            case.tell_result("clean").await?;
            case.close_inspection().await
        }
        Chapter::SpotDelivered => case.punish_on_spot().await,
        Chapter::SpotSettled => {
            case.punish_on_spot().await?;
            case.settle_on_spot().await
        }
        Chapter::Transferred => {
            case.act("fuzeren", "transfer-out", json!({
                "receiver": "示例县卫生健康委员会（演示）", "reason": "违法行为发生地在示例县。", "materials": ["检查材料"],
            }))
            .await
        }
        Chapter::Correction => {
            case.file().await?;
            case.order_correction(20).await?;
            case.register_evidence().await
        }
        Chapter::Investigating => {
            case.file_on_paper().await?;
            case.investigate().await?;
            case.doubt_officer().await
        }
        Chapter::Police => {
            case.file().await?;
            case.investigate().await?;
            case.report_to_police().await
        }
        _ => later(case, chapter).await,
    }
}

/// An inspection with an order to correct within so many days.
async fn inspected(case: &mut Case<'_>, days: u64) -> Result<()> {
    case.visit(false).await?;
    case.order_correction(days).await?;
    case.tell_result("ordered").await
}

async fn later(case: &mut Case<'_>, chapter: Chapter) -> Result<()> {
    case.file().await?;
    case.investigate().await?;
    case.conclude().await?;
    if chapter == Chapter::Concluded {
        return Ok(());
    }
    if chapter == Chapter::NoPenalty {
        return no_penalty(case).await;
    }
    case.adopt().await?;
    if chapter == Chapter::Reviewed {
        return case.submit().await;
    }
    case.notify().await?;
    match chapter {
        Chapter::Noticed => return case.plead().await,
        Chapter::Hearing => {
            case.hear().await?;
            // Five working days after the notice the plea window is over too.
        }
        _ => case.waive(chapter == Chapter::Filed || chapter == Chapter::Withdrawn).await?,
    }
    case.review().await?;
    if matches!(chapter, Chapter::Hearing | Chapter::Filed | Chapter::Withdrawn) {
        case.discuss().await?;
    }
    case.decide().await?;
    case.serve_decision().await?;
    if chapter == Chapter::Served {
        return Ok(());
    }
    case.publish().await?;
    match chapter {
        Chapter::Filed => {
            case.pay(6_000_000 + 320_000, true).await?;
            case.close().await
        }
        Chapter::Withdrawn => withdraw(case).await,
        _ => Ok(()),
    }
}

async fn no_penalty(case: &mut Case<'_>) -> Result<()> {
    case.wait(1)?;
    let mut input = case.proposal(json!({}));
    if let Some(fields) = input.as_object_mut() {
        fields.insert("result".to_owned(), json!("no-penalty"));
        fields.insert("ground".to_owned(), json!("minor-corrected"));
        fields.insert("penalties".to_owned(), json!([]));
    }
    case.act("keshi", "adopt-proposal", input).await?;
    case.review().await?;
    case.act(
        "fuzeren",
        "decide-no-penalty",
        json!({
            "opinion": "同意不予处罚。", "education": "已当面讲解制度要求，当事人表示接受。",
        }),
    )
    .await?;
    case.serve_decision().await?;
    case.close().await
}

async fn withdraw(case: &mut Case<'_>) -> Result<()> {
    case.wait(5)?;
    let on = case.today();
    case.act(
        "gongshi",
        "record-annulment",
        json!({
            "kind": "revoked", "title": "行政复议决定书（演示）", "number": "示政复决〔2026〕1号",
            "issuer": "示例市人民政府", "effective_on": on,
        }),
    )
    .await?;
    case.act("keshi", "withdraw", json!({ "public_reason": "行政复议决定撤销该处罚决定（演示）。" })).await
}

/// When each story begins (working days before today), what it is about, how far it goes.
fn chapters() -> Vec<(u32, Plot, Chapter)> {
    let practice = |party, facts| plot(party, PRACTICE, facts, 320_000, practice_penalty());
    let systems = |party, facts| plot(party, SYSTEMS, facts, 0, systems_penalty());
    vec![
        (190, practice(party(1), "在示例路8号开展诊疗活动，未取得医疗机构执业许可证。"), Chapter::Filed),
        (
            158,
            practice(party(2), "在示例街3号为他人诊疗并收取费用，未取得医疗机构执业许可证。"),
            Chapter::Withdrawn,
        ),
        (
            133,
            practice(party(3), "在示例巷12号擅自开展诊疗活动，未取得医疗机构执业许可证。"),
            Chapter::Hearing,
        ),
        (
            106,
            plot(party(0), WASTE, "医疗废物登记项目齐全，分类收集，暂存间有警示标识。", 0, json!({})),
            Chapter::InspectionClean,
        ),
        (
            98,
            systems(party(4), "医疗质量管理制度不健全，没有定期检查记录，首次发现并已改正。"),
            Chapter::NoPenalty,
        ),
        (84, systems(party(5), "医疗信息安全制度不健全，未落实岗位责任。"), Chapter::Published),
        (
            72,
            plot(party(2), WASTE, "登记本缺两日的医疗废物登记。", 0, json!({})),
            Chapter::InspectionCorrected,
        ),
        (63, systems(party(6), "医疗技术管理制度不健全，未建立手术分级管理目录。"), Chapter::Served),
        (
            52,
            plot(party(3), WASTE, "登记本缺一周的医疗废物登记，没有培训记录。", 0, json!({})),
            Chapter::InspectionOverdue,
        ),
        (44, systems(party(0), "医疗质量管理制度不健全，没有专职人员。"), Chapter::Noticed),
        (34, systems(party(1), "医疗信息安全措施不落实，没有访问记录。"), Chapter::Reviewed),
        (
            28,
            practice(party(5), "曾两次受到行政处罚，又在示例里2号开展诊疗活动，未取得医疗机构执业许可证。"),
            Chapter::Police,
        ),
        (23, systems(party(2), "医疗质量管理制度不健全，没有培训记录。"), Chapter::Concluded),
        (18, plot(party(6), WASTE, "医疗废物登记没有写明去向。", 0, json!({})), Chapter::InspectionRunning),
        (
            15,
            practice(party(3), "在示例小区开展诊疗活动，未取得医疗机构执业许可证。"),
            Chapter::Investigating,
        ),
        (
            11,
            plot(party(7), UTENSILS, "查见客用拖鞋四十双未清洗消毒即重复使用。", 0, spot_penalty(10_000)),
            Chapter::SpotSettled,
        ),
        (8, plot(party(4), WASTE, "医疗废物登记不完整。", 0, systems_penalty()), Chapter::Correction),
        (4, systems(party(4), "医疗质量管理制度不健全（线索）。"), Chapter::Transferred),
        (
            3,
            plot(party(7), UTENSILS, "查见理发工具未消毒即为下一位顾客使用。", 0, spot_penalty(50_000)),
            Chapter::SpotDelivered,
        ),
        (2, plot(party(5), WASTE, "年度计划内检查医疗废物管理。", 0, json!({})), Chapter::InspectionPlanned),
        (2, systems(party(5), "接到反映：医疗质量管理制度不健全。"), Chapter::Registered),
    ]
}

/// A cause and the limb of it that is violated.
type Violated = (&'static str, &'static str);

const PRACTICE: Violated = ("practice-without-licence", "licence");
const SYSTEMS: Violated = ("management-system-unsound", "quality");
const UTENSILS: Violated = ("public-place-utensils", "cleaning");
const WASTE: Violated = ("medical-waste-management", "registration");

fn plot(party: Value, violated: Violated, facts: &'static str, gains: i64, penalty: Value) -> Plot {
    let (cause, duty) = violated;
    Plot { party, cause, duty, place: "示例市示例区示例路8号（演示）", facts, gains, penalty }
}

/// Fictional organisations; their codes have valid check characters and a region that does not exist.
const PARTIES: [(&str, &str, &str); 8] = [
    ("示例市晨光门诊部（演示）", "91990000MA00000QXT", "贾晨光"),
    ("示例市安康口腔诊所（演示）", "91990000MA00001A5P", "贾安康"),
    ("示例市和谐综合门诊部（演示）", "91990000MA00002BXQ", "甄和谐"),
    ("示例市惠民医院（演示）", "91990000MA00003C42", "甄惠民"),
    ("示例市康宁护理站（演示）", "91990000MA00004D98", "贾康宁"),
    ("示例市仁心中医门诊部（演示）", "91990000MA00005E3C", "甄仁心"),
    ("示例市长青体检中心（演示）", "91990000MA00006F8J", "贾长青"),
    ("示例市来宾旅馆（演示）", "91990000MA00007G2N", "甄来宾"),
];

/// One of the fictional organisations.
fn party(number: usize) -> Value {
    let (name, credit_code, responsible) = PARTIES.get(number).copied().unwrap_or(("", "", ""));
    json!({
        "kind": "organisation",
        "name": name,
        "credit_code": credit_code,
        "responsible_person": responsible,
        "address": "示例市示例区示例路8号（演示）",
        "phone": "13900000000",
    })
}

fn practice_penalty() -> Value {
    json!({
        "kinds": ["fine", "confiscation-of-gains", "confiscation-of-goods"], "fine": 6_000_000,
        "confiscated_gains": 320_000, "goods": [{ "name": "血压计", "number": 1 }], "goods_value": 20_000,
        "scope": [], "reduced": false, "tier": "一般",
    })
}

fn spot_penalty(fine: i64) -> Value {
    json!({ "kinds": ["warning", "fine"], "fine": fine, "tier": "一般" })
}

fn systems_penalty() -> Value {
    json!({
        "kinds": ["warning", "fine"], "fine": 2_000_000, "confiscated_gains": 0, "goods": [], "goods_value": 0,
        "scope": [], "reduced": false, "tier": "一般",
    })
}

/// So many working days before today: long holidays leave as much time between the stories as short ones.
fn back(app: &App, today: NaiveDate, working_days: u32) -> Result<NaiveDate> {
    (0..working_days).try_fold(today, |day, _| working_day_before(app, day))
}
