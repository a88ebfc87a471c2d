//! Three thousand rows of a messy workbook, imported twice on both engines: the exact lot of every row.
//! How long it takes is told, not asserted.

use crate::workbook::{BLOCK, messy};
use mingjian_app::Caller;
use mingjian_app::file::Upload;
use mingjian_app::idempotency::Once;
use mingjian_app::subject::{ImportView, Report, RowResult, SubjectFilter, search_text};
use mingjian_testkit::TestApp;
use mingjian_testkit::people::OFFICER;

/// With nineteen rows in each, and an empty one, 3,002 rows.
const BLOCKS: u32 = 158;

#[tokio::test]
async fn three_thousand_messy_rows_on_sqlite() {
    twice(TestApp::sqlite().await).await;
}

#[tokio::test]
async fn three_thousand_messy_rows_on_postgresql() {
    twice(TestApp::postgres().await).await;
}

async fn import(test: &TestApp, caller: &Caller, bytes: &[u8], key: &str) -> (ImportView, ImportView) {
    let upload = Upload { name: "台账.xlsx".to_owned(), bytes: bytes.to_vec() };
    let id = test.app.read_subjects(caller, upload, &Once::of(key, &[bytes])).await.unwrap();
    let before = test.app.subject_import(caller, id).await.unwrap();
    test.app.apply_subjects(caller, id, &Once::of(&format!("{key}-apply"), &[])).await.unwrap();
    (before, test.app.subject_import(caller, id).await.unwrap())
}

fn counts(report: &Report) -> Vec<(RowResult, u32)> {
    report.tally().into_iter().map(|(result, count)| (result, u32::try_from(count).unwrap())).collect()
}

async fn twice(test: TestApp) {
    let caller = test.caller(OFFICER).await;
    let bytes = messy(BLOCKS);
    let (foreseen, first) = import(&test, &caller, &bytes, "first").await;
    assert_eq!(foreseen.report.sheets, first.report.sheets);
    assert_eq!(counts(&foreseen.report), counts(&first.report), "what was shown is what was done");
    // Eleven plain rows, the one without a number, and the person.
    assert_eq!(
        counts(&first.report),
        [
            (RowResult::New, 13 * BLOCKS),
            (RowResult::Changed, 0),
            (RowResult::Same, 0),
            (RowResult::Repeats, BLOCKS),
            (RowResult::Joins, BLOCKS),
            (RowResult::Refused, 4 * BLOCKS),
        ]
    );
    assert_eq!(first.report.rows.len(), 19 * usize::try_from(BLOCKS).unwrap());
    check_refusals(&first.report);
    check_sheets(&first.report);
    check_register(&test, &caller).await;
    let (_, second) = import(&test, &caller, &bytes, "second").await;
    assert_eq!(
        counts(&second.report),
        [
            (RowResult::New, 0),
            (RowResult::Changed, 0),
            (RowResult::Same, 13 * BLOCKS),
            (RowResult::Repeats, BLOCKS),
            (RowResult::Joins, BLOCKS),
            (RowResult::Refused, 4 * BLOCKS),
        ]
    );
    let refusals = |report: &Report| -> Vec<_> {
        report.rows.iter().filter(|row| row.result == RowResult::Refused).cloned().collect()
    };
    assert_eq!(refusals(&first.report), refusals(&second.report));
    check_register(&test, &caller).await;
}

/// Every refused row by its number, its column and its reason.
fn check_refusals(report: &Report) {
    for block in 0..BLOCKS {
        // The title and the head stand above, and rows are counted from one.
        let row = |place: u32| 3 + block * BLOCK + place;
        let expected = [
            (13, "统一社会信用代码", "统一社会信用代码校验码不符，请逐位核对".to_owned()),
            (14, "身份证号码", "号码以数字保存，只留下前15位，后面的数字已经丢失。请把这一列的格式改为文本，重新填写完整的号码".to_owned()),
            (15, "*单位名称（必填）", "没有填写，请补充".to_owned()),
            (17, "地址", format!("与第{}行是同一户（统一社会信用代码相同），但地址不同，请核对后保留一行", row(2))),
        ];
        for (place, column, reason) in expected {
            let found = report.rows.iter().find(|one| one.number == row(place)).unwrap();
            let faults: Vec<(&str, &str)> =
                found.faults.iter().map(|fault| (fault.column.as_str(), fault.reason.as_str())).collect();
            assert_eq!(
                (found.result, faults),
                (RowResult::Refused, vec![(column, reason.as_str())]),
                "row {}",
                row(place)
            );
        }
        let earlier = |place: u32| report.rows.iter().find(|one| one.number == row(place)).unwrap().earlier;
        assert_eq!((earlier(11), earlier(12)), (Some(row(0)), Some(row(1))));
        assert!(report.rows.iter().all(|one| one.number != row(19)), "an empty row is no row");
    }
}

fn check_sheets(report: &Report) {
    let [sheet, hidden] = report.sheets.as_slice() else { panic!("{:?}", report.sheets) };
    assert_eq!(sheet.unknown, ["序号", "备注"]);
    assert_eq!(hidden.left_out.as_deref(), Some("是隐藏的工作表，没有读取"));
}

async fn check_register(test: &TestApp, caller: &Caller) {
    let count = async |filter: SubjectFilter| test.app.subjects(caller, &filter, None).await.unwrap().1;
    assert_eq!(count(SubjectFilter::default()).await, i64::from(13 * BLOCKS));
    // The merged county reached every row of its block, and each fifth block.
    let area = SubjectFilter { area: Some("示例县0".to_owned()), ..SubjectFilter::default() };
    assert_eq!(count(area).await, i64::from(13 * BLOCKS.div_ceil(5)));
    let search = |words: &str| SubjectFilter { text: search_text(words), ..SubjectFilter::default() };
    let (rows, _) = test.app.subjects(caller, &search("示卫许B000021"), None).await.unwrap();
    let dossier = test.app.subject(caller, rows.first().unwrap().id).await.unwrap();
    assert_eq!((dossier.row.version, dossier.subject.licences.len()), (1, 2));
    assert_eq!(dossier.subject.name, "示例21号卫生服务站（普通合伙）");
    assert_eq!(dossier.subject.licences.first().unwrap().valid_to, Some("2027-05-01".parse().unwrap()));
    // The person of the first block is found by the number of eighteen figures.
    let (rows, _) =
        test.app.subjects(caller, &search(&crate::workbook::resident_id(18)), None).await.unwrap();
    let [person] = rows.as_slice() else { panic!("{} rows", rows.len()) };
    assert_eq!((person.name.as_str(), person.address.as_str()), ("示例人18", ""));
}
