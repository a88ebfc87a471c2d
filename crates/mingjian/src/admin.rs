//! `mingjian admin`: what only the one who runs the machine may do.
//! It opens no session and changes no case.

use crate::wiring;
use crate::{AdminCommand, say};
use anyhow::{Context as _, Result};
use mingjian_app::setup::Installation;
use mingjian_domain::event::Source;
use std::process::ExitCode;

/// Runs the command.
///
/// # Errors
/// With a Chinese message that says what to do.
pub async fn run(command: AdminCommand) -> Result<ExitCode> {
    match command {
        AdminCommand::Token { place, user } => {
            let opened = wiring::open(&place, false).await?;
            let choice = opened.choice.clone().context("数据目录里没有机关。请先运行 mingjian init")?;
            let real =
                wiring::assemble(&place, opened, &choice, Source::Online, wiring::system_clock()).await?;
            let app = if real.installation().await? == Installation::Demo {
                real.database().close().await;
                let opened = wiring::open(&place, false).await?;
                wiring::assemble(&place, opened, &choice, Source::Demo, wiring::system_clock()).await?
            } else {
                real
            };
            let token = app.issue_token(&user, "admin token").await.map_err(|error| match error {
                mingjian_app::AppError::NotFound => anyhow::anyhow!("没有用户“{user}”"),
                other => other.into(),
            })?;
            say(&token);
            app.database().close().await;
            Ok(ExitCode::SUCCESS)
        }
    }
}
