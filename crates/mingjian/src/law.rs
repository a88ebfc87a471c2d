//! `mingjian law`: checks packs, computes last days, confirms rules whose text was not seen, imports calendar years.
//! It changes no rule; what it does to a body goes through the application, as from a page.

use crate::wiring::{self, PackChoice};
use crate::{CalendarCommand, LawCommand, Place, say};
use anyhow::{Context as _, Result, bail};
use chrono::NaiveDate;
use mingjian_app::AppError;
use mingjian_app::calendar::NewYear;
use mingjian_app::confirmation::NewConfirmation;
use mingjian_app::edition;
use mingjian_app::file::Upload;
use mingjian_law::calendar_import;
use mingjian_law::pack::Pack;
use mingjian_law::pack_files::PackFiles;
use mingjian_law::verify;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
///
/// # Errors
/// With a Chinese message that says what to do.
pub async fn run(command: LawCommand) -> Result<ExitCode> {
    match command {
        LawCommand::Check { folder } => check(folder.as_deref()),
        LawCommand::Due { rule, start, until, pack, data, database, key_file } => {
            let place = data.map(|data| Place { data, database, key_file });
            let pack = match place {
                Some(place) => pack_of(&place).await?,
                None => PackChoice::parse(&pack)?.load()?.0,
            };
            due(&pack, &rule, start, until.unwrap_or(start))
        }
        LawCommand::Calendar { command: CalendarCommand::Import { place, file, user, reason } } => {
            import(&place, &file, user.as_deref(), reason).await
        }
        LawCommand::Confirm { place, rule, person, date, scan, note } => {
            let scan = read_scan(&scan)?;
            confirm(&place, NewConfirmation { rule, person, date, note, scan }).await
        }
    }
}

/// Loads every body's pack, resolves every citation and explores every procedure.
fn check(folder: Option<&Path>) -> Result<ExitCode> {
    let files = match folder {
        Some(folder) => PackFiles::read(folder)?,
        None => PackFiles::embedded(),
    };
    let mut procedures = Vec::new();
    for body in Pack::bodies(&files)? {
        let pack = Pack::from_files(&files, &body)?;
        let waiting = pack.unconfirmed();
        say(&format!(
            "{}（{body}）：规则 {} 条，待确认 {} 条",
            pack.organ.name,
            pack.rules().len(),
            waiting.len()
        ));
        for rule in waiting {
            say(&format!("  待确认 {}：{}（{}）", rule.id, rule.label, rule.basis));
        }
        for procedure in pack.procedures {
            if !procedures.contains(&procedure) {
                procedures.push(procedure);
            }
        }
    }
    let report = verify::check(&procedures);
    say(&report.to_string());
    Ok(if report.violations.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The law of an installation, with the years that its body imported.
async fn pack_of(place: &Place) -> Result<Pack> {
    let opened = wiring::open(place, false).await?;
    let choice = opened.choice.clone().context("数据目录里没有机关。请先运行 mingjian init")?;
    let pack = edition::pack_in_use(&opened.database, choice.load()?.0).await?;
    opened.database.close().await;
    Ok(pack)
}

/// One line of JSON for each start day.
fn due(pack: &Pack, rule: &str, start: NaiveDate, until: NaiveDate) -> Result<ExitCode> {
    if until < start {
        bail!("--until 早于 --start");
    }
    for day in start.iter_days().take_while(|day| *day <= until) {
        say(&serde_json::to_string(&pack.due(rule, day, &[])?)?);
    }
    Ok(ExitCode::SUCCESS)
}

fn read_scan(path: &Path) -> Result<Upload> {
    let bytes = std::fs::read(path).with_context(|| format!("无法读取扫描件 {}", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Upload { name, bytes })
}

async fn confirm(place: &Place, new: NewConfirmation) -> Result<ExitCode> {
    let app = wiring::assemble_as_found(place).await?;
    let rule = new.rule.clone();
    let outcome = app.confirm_rule_here(new).await;
    app.database().close().await;
    outcome.map_err(said)?;
    say(&format!("已确认规则 {rule}。正在运行的服务随即适用，不必重新启动。"));
    Ok(ExitCode::SUCCESS)
}

async fn import(place: &Place, file: &Path, user: Option<&str>, reason: String) -> Result<ExitCode> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("无法读取安排文件 {}", file.display()))?;
    let year = calendar_import::read_file(&file.to_string_lossy(), &text)?;
    let app = wiring::assemble_as_found(place).await?;
    let imported = match app.import_year_here(user, &NewYear { year, reason }).await {
        Ok(imported) => imported,
        Err(error) => {
            app.database().close().await;
            return Err(said(error));
        }
    };
    say(&format!("已导入{}年的放假安排，摘要 {}", imported.year, imported.sha256));
    // A server that runs meanwhile shares the jobs; whoever is ended in between leaves the rest to the next one.
    app.run_jobs().await?;
    app.database().close().await;
    say(&format!("已核对 {} 件案件的期限。正在运行的服务随即适用，不必重新启动。", imported.proceedings));
    Ok(ExitCode::SUCCESS)
}

/// What the application says, without the name of a field that no form shows here.
fn said(error: AppError) -> anyhow::Error {
    match error {
        AppError::Input(fault) => anyhow::anyhow!(fault.problem),
        AppError::NotFound => anyhow::anyhow!("没有这个用户，请核对用户名"),
        other => other.into(),
    }
}
