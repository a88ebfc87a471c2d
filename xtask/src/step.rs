//! The steps of `cargo xtask test`: what runs, in which order, how long it took, what passed and what failed.
//! A step that fails does not stop the others, so that one run shows everything that is wrong.

use std::time::Instant;

use anyhow::Context;
use clap::{Args, ValueEnum};

use crate::postgres::Cluster;
use crate::shell::{self, Workspace};
use crate::tally::Tally;
use crate::{tidy, tools};

/// One part of the test run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// Install what is absent: Debian packages, npm packages.
    Setup,
    /// Formatting.
    Fmt,
    /// The rules of the house.
    Tidy,
    /// Lints of the compiler and of clippy, each an error.
    Clippy,
    /// Unit and integration tests, with a private PostgreSQL.
    Test,
    /// The documentation of every item, private ones too, without a warning.
    Doc,
    /// The proof of the law packs, by the program itself.
    Law,
    /// Licences, banned crates and sources of everything that is linked.
    Deny,
    /// Whole cases in a browser.
    Browser,
}

impl Step {
    /// Every step in running order: the quick ones first.
    pub(crate) fn all() -> Vec<Self> {
        Self::value_variants().to_vec()
    }

    fn run(self, workspace: &Workspace) -> anyhow::Result<Tally> {
        match self {
            Self::Setup => tools::install(workspace).map(|()| Tally::default()),
            Self::Fmt => cargo_check(workspace, &["fmt", "--all", "--check"]),
            Self::Tidy => tidy::tally(workspace),
            Self::Clippy => {
                cargo_check(workspace, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
            }
            Self::Test => test(workspace),
            Self::Doc => document(workspace),
            Self::Law => prove(workspace),
            Self::Deny => deny(workspace),
            Self::Browser => browse(workspace),
        }
    }
}

/// Which steps to run.
#[derive(Args)]
pub(crate) struct Selection {
    /// Run only this step (may be given several times).
    #[arg(long, value_enum)]
    only: Vec<Step>,
    /// Leave out this step (may be given several times).
    #[arg(long, value_enum)]
    skip: Vec<Step>,
}

impl Selection {
    /// The chosen steps, in running order.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let chosen =
            |step: &Step| (self.only.is_empty() || self.only.contains(step)) && !self.skip.contains(step);
        Step::all().into_iter().filter(chosen).collect()
    }
}

/// Runs the steps and ends with one line `N passed, N failed`; the answer is whether nothing failed.
/// A test counts as one, and so does each check that is not a test (formatting, lints, one rule of tidy …).
pub(crate) fn run(workspace: &Workspace, steps: &[Step]) -> anyhow::Result<bool> {
    let mut sum = Tally::default();
    let mut report = Vec::new();
    for &step in steps {
        let name = step.to_possible_value().context("every step has a name")?.get_name().to_owned();
        println!("\n== {name}");
        let start = Instant::now();
        let tally = step.run(workspace).unwrap_or_else(|error| {
            eprintln!("error in step {name}: {error:#}");
            Tally::one(false)
        });
        report.push(format!("{name:<8} {:>7.1} s  {tally}", start.elapsed().as_secs_f32()));
        sum += tally;
    }
    println!("\n{}\n{sum}", report.join("\n"));
    Ok(sum.failed == 0)
}

fn cargo_check(workspace: &Workspace, arguments: &[&str]) -> anyhow::Result<Tally> {
    Ok(Tally::one(shell::run_and_keep(workspace.cargo().args(arguments))?.success))
}

fn test(workspace: &Workspace) -> anyhow::Result<Tally> {
    let cluster = Cluster::start()?;
    let mut command = workspace.cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]).env("LANG", "C.UTF-8");
    command.env("MINGJIAN_TEST_POSTGRES", &cluster.url);
    Ok(Tally::of_cargo_test(&shell::run_and_keep(&mut command)?))
}

fn document(workspace: &Workspace) -> anyhow::Result<Tally> {
    let mut command = workspace.cargo();
    command
        .args(["doc", "--workspace", "--no-deps", "--document-private-items"])
        .env("RUSTDOCFLAGS", "-D warnings");
    Ok(Tally::one(shell::run_and_keep(&mut command)?.success))
}

/// The packs are proved by the same command that a body uses.
fn prove(workspace: &Workspace) -> anyhow::Result<Tally> {
    if !workspace.has("crates/mingjian") {
        println!("there is no program yet that checks the packs");
        return Ok(Tally::default());
    }
    let programs = workspace.build_programs()?;
    let mut command = workspace.command(programs.join("mingjian"));
    Ok(Tally::one(shell::run_and_keep(command.args(["law", "check", "law/"]))?.success))
}

fn deny(workspace: &Workspace) -> anyhow::Result<Tally> {
    let program = tools::cargo_deny(workspace)?;
    let mut command = workspace.command(program);
    command.args(["--workspace", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"]);
    Ok(Tally::one(shell::run_and_keep(&mut command)?.success))
}

/// The browser tests bring their own runner; it prints `N passed, N failed` as its last line.
fn browse(workspace: &Workspace) -> anyhow::Result<Tally> {
    if !workspace.has("e2e/package.json") {
        println!("there are no browser tests yet");
        return Ok(Tally::default());
    }
    let programs = workspace.build_programs()?;
    let chromium = shell::which("chromium").context("chromium is not installed")?;
    tools::install_browser_tests(workspace)?;
    // Not `npm test`, which fetches the packages anew each time.
    let mut command = workspace.command("node");
    command.arg("run.js").current_dir(workspace.root.join("e2e"));
    command.env("LANG", "C.UTF-8").env("LANGUAGE", "zh_CN").env("MINGJIAN_CHROMIUM", chromium);
    command.env("MINGJIAN_PROGRAMS", programs);
    Ok(Tally::of_last_line(&shell::run_and_keep(&mut command)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_keeps_the_running_order_and_skips_win() {
        let selection = Selection { only: vec![Step::Test, Step::Fmt, Step::Doc], skip: vec![Step::Doc] };
        assert_eq!(selection.steps(), [Step::Fmt, Step::Test]);
        let everything = Selection { only: Vec::new(), skip: Vec::new() };
        assert_eq!(everything.steps(), Step::all());
    }
}
