//! `mingjian init`: makes a body and the first administrator.
//! It makes no other person and no case.

use crate::wiring::{self, PackChoice};
use crate::{Place, say};
use anyhow::{Result, bail};
use mingjian_app::setup::Installation;
use mingjian_domain::event::Source;
use std::process::ExitCode;

/// Runs the command.
///
/// # Errors
/// With a Chinese message that says what to do.
pub async fn run(place: &Place, pack: &str) -> Result<ExitCode> {
    let choice = PackChoice::parse(pack)?;
    let opened = wiring::open(place, true).await?;
    let app = wiring::assemble(place, opened, &choice, Source::Online, wiring::system_clock()).await?;
    if app.installation().await? != Installation::None {
        bail!("数据目录 {} 里已经有机关，不能再次初始化", place.data.display());
    }
    let bodies = app.install().await?;
    wiring::remember_pack(app.database(), &choice).await?;
    let first = app.first_administrator(bodies.organ).await?;
    say(&format!("已建立：{}", app.pack().organ.name));
    say(&format!("第一个管理员：{}", first.login));
    say(&format!("密码（只显示这一次）：{}", first.password));
    let waiting = app.pack().unconfirmed();
    if !waiting.is_empty() {
        say(&format!(
            "有 {} 条规则没有见到原文，相关环节在确认前不能办理。请由法制机构在“规则”页或者用下列命令逐条确认：",
            waiting.len()
        ));
        for rule in waiting {
            say(&format!("  mingjian law confirm --rule {} …  （{}）", rule.id, rule.label));
        }
    }
    app.database().close().await;
    Ok(ExitCode::SUCCESS)
}
