//! Installing what tests and the demo need and a fresh machine lacks: Debian packages, npm packages, cargo-deny.
//! It installs only what something in the tree uses, and nothing that is already there.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::postgres;
use crate::shell::{self, Workspace};

/// The version of cargo-deny that `deny.toml` is written for.
const CARGO_DENY: &str = "0.20.2";

/// A Debian package, when it is needed, and how to see that its content is there (whoever installed it).
struct Package {
    name: &'static str,
    /// A path of the workspace; while it does not exist nothing needs the package.
    needed_by: &'static str,
    is_present: fn() -> bool,
}

const PACKAGES: &[Package] = &[
    // The tests compare our calendar and our citations with packages of the Python index.
    Package {
        name: "python3-pip",
        needed_by: "crates/mingjian-law",
        is_present: || succeeds(Command::new("python3").args(["-m", "pip", "--version"])),
    },
    Package { name: "postgresql", needed_by: "xtask", is_present: || postgres::programs_folder().is_some() },
    Package {
        name: "qpdf",
        needed_by: "crates/mingjian-docs",
        is_present: || shell::which("qpdf").is_some(),
    },
    Package {
        name: "poppler-utils",
        needed_by: "crates/mingjian-docs",
        is_present: || shell::which("pdftotext").is_some(),
    },
    Package {
        name: "npm",
        needed_by: "frontend/package-lock.json",
        is_present: || shell::which("npm").is_some() && shell::which("node").is_some(),
    },
    Package {
        name: "chromium",
        needed_by: "e2e/package.json",
        is_present: || shell::which("chromium").is_some(),
    },
    Package {
        name: "fonts-noto-cjk",
        needed_by: "e2e/package.json",
        is_present: || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file(),
    },
];

/// Installs every tool that the tests of this tree need and that is absent.
pub(crate) fn install(workspace: &Workspace) -> anyhow::Result<()> {
    install_packages(workspace, |_| true)?;
    install_npm_packages(workspace, "frontend")?;
    install_browser_tests(workspace)
}

/// Fetches what the browser tests import, where their lock file says something else than what is there.
pub(crate) fn install_browser_tests(workspace: &Workspace) -> anyhow::Result<()> {
    install_npm_packages(workspace, "e2e")
}

/// Fetches the fonts of the official documents, which come as an npm package and are never committed.
/// npm itself comes first where it is absent, so that the demo starts on a machine that has Rust and nothing else.
pub(crate) fn install_fonts(workspace: &Workspace) -> anyhow::Result<()> {
    install_packages(workspace, |package| package.name == "npm")?;
    install_npm_packages(workspace, "frontend")
}

/// Where cargo-deny lies; installs it first if it is not there or of another version.
pub(crate) fn cargo_deny(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let root = shell::cache_folder()?.join(format!("cargo-deny-{CARGO_DENY}"));
    let program = root.join("bin/cargo-deny");
    if !program.is_file() {
        // A build without optimisation takes a fraction of the time and checks this tree in a second or two.
        let mut command = workspace.cargo();
        command.args(["install", "--locked", "--debug", "--version", CARGO_DENY, "--root"]).arg(&root);
        shell::run(command.arg("cargo-deny"))?;
    }
    Ok(program)
}

fn install_packages(workspace: &Workspace, is_wanted: fn(&Package) -> bool) -> anyhow::Result<()> {
    let missing: Vec<&str> = PACKAGES
        .iter()
        .filter(|package| is_wanted(package) && workspace.has(package.needed_by) && !(package.is_present)())
        .map(|package| package.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !shell::is_root() || shell::which("apt-get").is_none() {
        bail!("please install first: {} (names of Debian packages)", missing.join(" "));
    }
    shell::run(workspace.command("apt-get").args(["update", "-qq"]))?;
    let mut command = workspace.command("apt-get");
    command.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing);
    shell::run(command.env("DEBIAN_FRONTEND", "noninteractive"))
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Brings `node_modules` of one folder to what its lock file says; a folder without lock file needs nothing.
fn install_npm_packages(workspace: &Workspace, folder: &str) -> anyhow::Result<()> {
    let folder = workspace.root.join(folder);
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Ok(());
    }
    let wanted = std::fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?;
    let mark = folder.join("node_modules/.installed-from");
    if std::fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut command = workspace.command("npm");
    shell::run(command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder))?;
    std::fs::create_dir_all(folder.join("node_modules"))?;
    std::fs::write(&mark, wanted).with_context(|| format!("writing {}", mark.display()))
}
