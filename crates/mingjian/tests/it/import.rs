//! An import of subjects that breaks off in the middle, and goes on: nothing twice, and what became of a row stays told.
//! What a row of a workbook means is tried elsewhere.

use mingjian_app::file::Upload;
use mingjian_app::proceeding::Once;
use mingjian_app::subject::{ImportState, RowResult, SubjectFilter};
use mingjian_testkit::TestApp;
use mingjian_testkit::people::OFFICER;
use rust_xlsxwriter::Workbook;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

/// More rows than two transactions enter.
const ROWS: u32 = 450;
/// In the second of three.
const STUMBLES_AT: u32 = 300;

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "名称").unwrap().write_string(0, 1, "地址").unwrap();
    for row in 1..=ROWS {
        sheet.write_string(row, 0, format!("示例第{row}理发店")).unwrap();
        sheet.write_string(row, 1, format!("示例路{row}号")).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// Runs SQL past the store, as somebody with the file would.
async fn run(test: &TestApp, sql: String) {
    let file = test.folder().join("mingjian.db");
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_that_broke_off_goes_on_and_keeps_what_became_of_the_rows_before() {
    let test = TestApp::sqlite().await;
    let caller = test.caller(OFFICER).await;
    let upload = Upload { name: "台账.xlsx".to_owned(), bytes: workbook() };
    let id = test.app.read_subjects(&caller, upload, &Once::of("read", &[])).await.unwrap();
    let stumble = format!(
        "CREATE TRIGGER stumble BEFORE INSERT ON subjects WHEN NEW.name = '示例第{STUMBLES_AT}理发店' \
         BEGIN SELECT RAISE(ABORT, 'the power fails'); END"
    );
    run(&test, stumble).await;
    test.app.apply_subjects(&caller, id, &Once::of("apply", &[])).await.unwrap_err();
    let broken = test.app.subject_import(&caller, id).await.unwrap();
    assert_eq!((broken.row.state, broken.report.entered), (ImportState::Read, 200));
    let entered = test.app.subjects(&caller, &SubjectFilter::default(), None).await.unwrap().1;
    assert_eq!(entered, 200, "each transaction is whole or not at all");

    run(&test, "DROP TRIGGER stumble".to_owned()).await;
    test.app.apply_subjects(&caller, id, &Once::of("apply again", &[])).await.unwrap();
    let done = test.app.subject_import(&caller, id).await.unwrap();
    assert_eq!(done.row.state, ImportState::Applied);
    let all = usize::try_from(ROWS).unwrap();
    assert_eq!((done.report.rows.len(), done.report.entered), (all, all));
    assert_eq!(
        done.report.tally()[0],
        (RowResult::New, all),
        "none is called unchanged: {:?}",
        done.report.tally()
    );
    assert!(done.report.rows.iter().all(|row| row.subject.is_some()));
    let entered = test.app.subjects(&caller, &SubjectFilter::default(), None).await.unwrap().1;
    assert_eq!(entered, i64::from(ROWS));
}
