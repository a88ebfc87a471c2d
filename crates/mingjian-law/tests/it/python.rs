//! Runs a Python script over a wheel from PyPI: downloaded once into the target folder, never installed.
//! It knows nothing of what the scripts compute.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Mutex, PoisonError},
};

/// One download at a time: two tests may want the same wheel.
static DOWNLOADING: Mutex<()> = Mutex::new(());

/// The wheel of a package, from the cache or from PyPI.
pub(crate) fn wheel(package: &str, version: &str) -> PathBuf {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wheels");
    let _one_at_a_time = DOWNLOADING.lock().unwrap_or_else(PoisonError::into_inner);
    let cached = || {
        let prefix = format!("{}-{version}-", package.replace('-', "_"));
        let entries = fs::read_dir(&cache).ok()?;
        entries.filter_map(|entry| Some(entry.ok()?.path())).find(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix))
                && path.extension().is_some_and(|extension| extension == "whl")
        })
    };
    if let Some(path) = cached() {
        return path;
    }
    let output = Command::new("python3")
        .args(["-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check", "--dest"])
        .arg(&cache)
        .arg(format!("{package}=={version}"))
        .output()
        .expect("python3 with pip must be at hand for the oracle tests");
    assert!(output.status.success(), "pip: {}", String::from_utf8_lossy(&output.stderr));
    cached().expect("pip said that it downloaded the wheel")
}

/// What a script prints when it is given `input` and may import from `wheel`.
pub(crate) fn run(script: &str, wheel: &Path, input: &str) -> String {
    let mut child = Command::new("python3")
        .args(["-c", script])
        .env("PYTHONPATH", wheel)
        .env("WHEEL", wheel)
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3 must be at hand for the oracle tests");
    // Dropping the pipe ends the input. The scripts read all of it before they print.
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
