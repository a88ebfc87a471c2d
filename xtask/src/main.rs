//! The tasks of this workspace: `cargo xtask demo | test | ci | tidy | fonts`.
//! It builds, checks and starts things; no rule of the product lives here, and the product never calls it.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool speaks on its standard streams"
)]

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod demo;
mod metadata;
mod postgres;
mod shell;
mod step;
mod tally;
mod tidy;
mod tools;

/// The tasks of the Mingjian workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the program and serve a fictional agency with cases at every stage.
    Demo(demo::Options),
    /// Install what the tests need, then run every check and test.
    Test(step::Selection),
    /// What `.ci/run` calls: every step of `test`, with nothing left out.
    Ci,
    /// Check the rules of the house that no compiler knows.
    Tidy,
    /// Fetch the fonts of the official documents.
    Fonts,
}

fn main() -> ExitCode {
    match run(&Arguments::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one task; `Ok(false)` means that it ran to its end and something in it failed.
fn run(task: &Task) -> anyhow::Result<bool> {
    let workspace = shell::Workspace::find()?;
    match task {
        Task::Demo(options) => demo::serve(&workspace, options),
        Task::Test(selection) => step::run(&workspace, &selection.steps()),
        Task::Ci => step::run(&workspace, &step::Step::all()),
        Task::Tidy => tidy::report(&workspace),
        Task::Fonts => tools::install_fonts(&workspace).map(|()| true),
    }
}
