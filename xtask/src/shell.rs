//! Running other programs from the root of the workspace, with their output shown as it comes.
//! It interprets nothing of what they print: `tally.rs` does that.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::metadata::Metadata;

/// The checkout that the tasks work on.
pub(crate) struct Workspace {
    /// The folder that holds the root manifest.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    /// Everything cargo knows of the packages and what they depend on.
    pub(crate) metadata: Metadata,
}

impl Workspace {
    /// Asks cargo where the workspace of the current folder lies and what is in it.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let metadata = Metadata::read()?;
        Ok(Self {
            root: metadata.workspace_root.clone(),
            target: metadata.target_directory.clone(),
            metadata,
        })
    }

    /// Whether a file or folder of this path, relative to the root, exists.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// A command that starts in the root of the workspace.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, program: S) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Builds the program and the test server, and says in which folder they lie. Always these two together: with the
    /// program alone cargo chooses other features of what it links than the tests do, and builds the typesetter again.
    pub(crate) fn build_programs(&self) -> anyhow::Result<PathBuf> {
        run(self.cargo().args(["build", "-p", "mingjian", "-p", "mingjian-testkit"]))?;
        Ok(self.target.join("debug"))
    }

    /// The cargo that started this task.
    pub(crate) fn cargo(&self) -> Command {
        self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }
}

/// What a program left behind: its lines on standard output, and whether it ended well.
pub(crate) struct Finished {
    /// Standard output, line by line.
    pub(crate) lines: Vec<String>,
    /// Whether the exit status was zero.
    pub(crate) success: bool,
}

/// Runs a program to its end and shows its output; a program that fails is an error.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    println!("$ {}", written(command));
    let status = command.status().with_context(|| format!("starting {}", written(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", written(command));
    }
    Ok(())
}

/// Runs a program to its end, shows its standard output and keeps it; how it ended is for the caller to judge.
pub(crate) fn run_and_keep(command: &mut Command) -> anyhow::Result<Finished> {
    println!("$ {}", written(command));
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("starting {}", written(command)))?;
    let mut lines = Vec::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            println!("{line}");
            lines.push(line);
        }
    }
    Ok(Finished { lines, success: child.wait()?.success() })
}

/// The first place on the search path where a program of this name lies.
pub(crate) fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Whether this process is the administrator of the machine, who alone may install packages.
pub(crate) fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == "0")
}

/// The folder for tools that outlive one checkout.
pub(crate) fn cache_folder() -> anyhow::Result<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
        .context("neither XDG_CACHE_HOME nor a home folder is known")?;
    Ok(base.join("mingjian-tools"))
}

/// All files below a folder whose name ends in one of these extensions, in a stable order; a missing folder has none.
pub(crate) fn files_below(folder: &Path, extensions: &[&str]) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))? {
            let path = entry?.path();
            let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
            if path.is_dir() {
                if !matches!(name, "target" | "node_modules" | ".git") {
                    waiting.push(path);
                }
            } else if path.extension().and_then(OsStr::to_str).is_some_and(|end| extensions.contains(&end)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A command as one would type it.
fn written(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_kept_line_by_line_with_the_exit_status() {
        let finished = run_and_keep(Command::new("sh").args(["-c", "echo one; echo two; exit 3"])).unwrap();
        assert_eq!(finished.lines, ["one", "two"]);
        assert!(!finished.success);
    }

    #[test]
    fn a_program_that_fails_is_named_in_the_error() {
        let error = run(Command::new("sh").args(["-c", "exit 4"])).unwrap_err();
        assert!(error.to_string().contains("sh -c exit 4 ended with"), "{error}");
    }

    #[test]
    fn files_are_found_below_folders_but_not_in_what_was_built() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let found = files_below(root, &["rs"]).unwrap();
        assert!(found.contains(&root.join("src/shell.rs")));
        assert!(files_below(&root.join("no-such-folder"), &["rs"]).unwrap().is_empty());
    }
}
