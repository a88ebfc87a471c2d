//! `mingjian subject`: imports a workbook of subjects in the name of a person, as the page does.
//! What becomes of a row is the application's to say; it is printed here.

use crate::{Place, SubjectCommand, say, wiring};
use anyhow::{Context as _, Result};
use mingjian_app::file::Upload;
use mingjian_app::proceeding::Once;
use mingjian_app::subject::{Report, RowResult};
use mingjian_app::{App, AppError, Caller};
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
///
/// # Errors
/// With a Chinese message that says what to do.
pub async fn run(command: SubjectCommand) -> Result<ExitCode> {
    match command {
        SubjectCommand::Import { place, user, file } => import(&place, &user, &file).await,
    }
}

async fn import(place: &Place, user: &str, file: &Path) -> Result<ExitCode> {
    let bytes = std::fs::read(file).with_context(|| format!("读不到文件 {}", file.display()))?;
    let app = wiring::assemble_as_found(place).await?;
    let caller = app.caller_by_login(user).await.map_err(|error| match error {
        AppError::NotFound => anyhow::anyhow!("没有用户“{user}”"),
        other => other.into(),
    })?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let report = enter(&app, &caller, Upload { name, bytes }).await?;
    print(&report);
    app.database().close().await;
    let refused = report.rows.iter().any(|row| row.result == RowResult::Refused);
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn enter(app: &App, caller: &Caller, upload: Upload) -> Result<Report> {
    // Each run is a request of its own; that the same workbook adds nothing twice does not hang on its key.
    let key = |what: &str| Once::of(&format!("subject-{what}-{}", app.now().micros()), &[]);
    let id = app.read_subjects(caller, upload, &key("read")).await?;
    app.apply_subjects(caller, id, &key("import")).await?;
    Ok(app.subject_import(caller, id).await?.report)
}

fn print(report: &Report) {
    for sheet in &report.sheets {
        if let Some(why) = &sheet.left_out {
            say(&format!("工作表“{}”{why}", sheet.name));
        }
        if !sheet.unknown.is_empty() {
            say(&format!("工作表“{}”没有导入的列：{}", sheet.name, sheet.unknown.join("、")));
        }
    }
    for row in report.rows.iter().filter(|row| row.result == RowResult::Refused) {
        for fault in &row.faults {
            let column = if fault.column.is_empty() { String::new() } else { format!("{}：", fault.column) };
            say(&format!("{} 第{}行 {} {column}{}", row.sheet, row.number, row.name, fault.reason));
        }
    }
    let counts: Vec<String> =
        report.tally().into_iter().map(|(result, count)| format!("{}{count}", result.label())).collect();
    say(&counts.join("，"));
}
