//! The built program as an operator runs it: commands with their output, and a server that is waited for by its one line.
//! It kills what it started, and nothing else.

use super::search;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;

/// The program that cargo built for these tests.
pub(crate) fn mingjian() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingjian"));
    command.env_remove("MINGJIAN_DATABASE").env_remove("MINGJIAN_LOG").stdin(Stdio::null());
    command
}

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Answer {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The lines of a command that succeeded.
    pub(crate) fn lines(&self) -> Vec<&str> {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.stdout.lines().collect()
    }

    /// The command failed, said so with these words on the error output, and printed nothing else.
    pub(crate) fn refused(&self, words: &str) {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert!(self.stderr.contains(words), "not “{words}”: {self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
    }
}

/// Runs a command to its end.
pub(crate) fn run(arguments: &[&str]) -> Answer {
    Answer::of(mingjian().args(arguments).output().unwrap())
}

/// A folder for an installation, whose key lies beside it.
pub(crate) struct Place {
    pub(crate) folder: tempfile::TempDir,
}

impl Place {
    /// A place where nothing is yet.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A body that has just been made.
    ///
    /// It is made once and copied, file by file, for each test: making one proves the packs, which takes its time.
    pub(crate) fn initialised() -> Self {
        static MADE: OnceLock<Vec<(PathBuf, Vec<u8>)>> = OnceLock::new();
        let files = MADE.get_or_init(|| {
            let place = Self::new();
            let answer = place.run("init", &["--pack", "law/xuchang-health"]);
            assert_eq!(answer.code, Some(0), "{answer:?}");
            let inside = |path: PathBuf| {
                let bytes = std::fs::read(&path).unwrap();
                (path.strip_prefix(place.folder.path()).unwrap().to_owned(), bytes)
            };
            search::files(place.folder.path()).into_iter().map(inside).collect()
        });
        let place = Self::new();
        for (path, bytes) in files {
            let path = place.folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        place
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn key(&self) -> PathBuf {
        self.folder.path().join("data.key")
    }

    /// Runs a command (of one or more words) on this place.
    pub(crate) fn run(&self, command: &str, more: &[&str]) -> Answer {
        let mut line = mingjian();
        line.args(command.split(' ')).arg("--data").arg(self.data()).args(more);
        Answer::of(line.output().unwrap())
    }

    /// Starts `serve` on a free port and waits until it listens; everything that can be logged goes to a file.
    pub(crate) fn serve(&self, log: &Path) -> Server {
        self.listen("serve", log, "trace", &[])
    }

    /// Starts a server on a free port and waits until it listens.
    pub(crate) fn listen(&self, command: &str, log: &Path, level: &str, more: &[&str]) -> Server {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(log).unwrap();
        let mut child = mingjian()
            .args([command, "--listen", "127.0.0.1:0", "--data"])
            .arg(self.data())
            .args(more)
            .env("MINGJIAN_LOG", level)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut before = Vec::new();
        let address = loop {
            let Some(line) = lines.next() else {
                let status = child.wait().unwrap();
                panic!("the server ended before it listened ({status}): {before:?}");
            };
            let line = line.unwrap();
            match line.strip_prefix("listening on http://") {
                Some(address) => break address.to_owned(),
                None => before.push(line),
            }
        };
        Server { child, address, before }
    }
}

/// A server that listens.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: String,
    /// What it printed before it listened.
    pub(crate) before: Vec<String>,
}

impl Server {
    /// Ends it at once, as a power cut does (SIGKILL).
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end (SIGTERM), and answers its exit code.
    pub(crate) fn terminate(mut self) -> Option<i32> {
        let sent = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(sent.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Whoever ended it already has waited for it; then there is nothing to kill.
        if matches!(self.child.try_wait(), Ok(None)) {
            self.child.kill().unwrap();
            self.child.wait().unwrap();
        }
    }
}
