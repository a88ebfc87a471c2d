//! `mingjian law`: checks packs, computes last days, and confirms rules whose text was not seen.
//! It changes no rule.

use crate::wiring::{self, PackChoice};
use crate::{LawCommand, Place, say};
use anyhow::{Context as _, Result, bail};
use chrono::NaiveDate;
use mingjian_law::confirmation::Confirmation;
use mingjian_law::pack::Pack;
use mingjian_law::pack_files::PackFiles;
use mingjian_law::verify;
use mingjian_store::confirmation::{self, ConfirmationRow};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
///
/// # Errors
/// With a Chinese message that says what to do.
pub async fn run(command: LawCommand) -> Result<ExitCode> {
    match command {
        LawCommand::Check { folder } => check(folder.as_deref()),
        LawCommand::Due { rule, start, until, pack } => due(&pack, &rule, start, until.unwrap_or(start)),
        LawCommand::Confirm { place, rule, person, date, scan } => {
            confirm(&place, Given { rule, person, date }, &scan).await
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

/// One line of JSON for each start day.
fn due(pack: &str, rule: &str, start: NaiveDate, until: NaiveDate) -> Result<ExitCode> {
    if until < start {
        bail!("--until 早于 --start");
    }
    let (pack, _) = PackChoice::parse(pack)?.load()?;
    for day in start.iter_days().take_while(|day| *day <= until) {
        say(&serde_json::to_string(&pack.due(rule, day, &[])?)?);
    }
    Ok(ExitCode::SUCCESS)
}

struct Given {
    rule: String,
    person: String,
    date: NaiveDate,
}

async fn confirm(place: &Place, given: Given, scan: &Path) -> Result<ExitCode> {
    let bytes = std::fs::read(scan).with_context(|| format!("无法读取扫描件 {}", scan.display()))?;
    if bytes.is_empty() {
        bail!("扫描件 {} 是空的，不能作为原文", scan.display());
    }
    if given.date > wiring::system_clock().now().day() {
        bail!("确认日期晚于今天，请核对");
    }
    let opened = wiring::open(place, false).await?;
    let choice = opened.choice.clone().context("数据目录里没有机关。请先运行 mingjian init")?;
    let (mut pack, _) = choice.load()?;
    let row = ConfirmationRow {
        rule: given.rule,
        pack_hash: pack.hash.parse().context("规则包的摘要无法识别")?,
        person: given.person,
        confirmed_on: given.date,
        scan_hash: mingjian_store::Hash::from_bytes(Sha256::digest(&bytes).into()),
        source: mingjian_store::Source::Real,
        recorded_at: wiring::system_clock().now(),
    };
    pack.confirm(confirmation_of(&row)).map_err(anyhow::Error::msg)?;
    mingjian_store::transact!(opened.database, |tx| confirmation::insert(tx, &row).await)?;
    say(&format!("已确认规则 {}。重新启动 mingjian serve 后生效。", row.rule));
    opened.database.close().await;
    Ok(ExitCode::SUCCESS)
}

/// A stored confirmation as the pack takes it.
pub(crate) fn confirmation_of(row: &ConfirmationRow) -> Confirmation {
    Confirmation {
        rule: row.rule.clone(),
        person: row.person.clone(),
        date: row.confirmed_on,
        scan: row.scan_hash.to_string(),
        note: String::new(),
    }
}
