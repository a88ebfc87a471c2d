//! `mingjian admin`: what only the one who runs the machine may do.
//! It opens no session and changes no case.

use crate::wiring;
use crate::{AdminCommand, say};
use anyhow::Result;
use std::process::ExitCode;

/// Runs the command.
///
/// # Errors
/// With a Chinese message that says what to do.
pub async fn run(command: AdminCommand) -> Result<ExitCode> {
    match command {
        AdminCommand::Token { place, user } => {
            let app = wiring::assemble_as_found(&place).await?;
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
