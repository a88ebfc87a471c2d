//! `cargo xtask demo`: fetch the fonts, build the program, and let it serve its fictional agency.
//! The cases, people and clocks of the demo are made by the program itself, not here.

use anyhow::bail;
use clap::Args;

use crate::shell::{self, Workspace};
use crate::tools;

/// Where the demo keeps its data and where it listens.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder of the demo's data, made when absent; below the target folder by default.
    #[arg(long)]
    data: Option<std::path::PathBuf>,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: String,
}

/// Builds the program and runs its demo until it is stopped.
pub(crate) fn serve(workspace: &Workspace, options: &Options) -> anyhow::Result<bool> {
    if !workspace.has("crates/mingjian") {
        bail!("there is no program to serve the demo yet: the crate `mingjian` is not in this tree");
    }
    tools::install_fonts(workspace)?;
    let programs = workspace.build_programs()?;
    let data = options.data.clone().unwrap_or_else(|| workspace.target.join("demo"));
    let mut command = workspace.command(programs.join("mingjian"));
    command.arg("demo").arg("--data").arg(data).args(["--listen", &options.listen]);
    shell::run(&mut command).map(|()| true)
}
