//! Words that betray the machine on which a file was written: absolute paths of an author's folders.
//! It knows nothing of good style; only places that exist for nobody else.

use std::path::Path;

use super::Fault;
use crate::shell::Workspace;

/// Written in two halves, so that this file does not accuse itself.
const PLACES: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/fa", "rm/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/tmp/", "br", "ief"),
    concat!(".lib", "rary/"),
    concat!("fa", "rm-"),
];

/// Files that others write, and files that are not text.
const NOT_OURS: &[&str] = &["lock", "png", "jpg", "pdf", "ttf", "ico", "svg", "woff2", "zip", "gz"];

pub(super) fn machine_places(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    let mut command = workspace.command("git");
    command.args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
    let listed = String::from_utf8(command.output()?.stdout)?;
    let mut faults = Vec::new();
    for name in listed.split('\0').filter(|name| !name.is_empty() && !is_not_ours(name)) {
        // A file can be listed and gone (deleted, not yet committed), or hold bytes that are no text.
        if let Ok(text) = std::fs::read_to_string(workspace.root.join(name)) {
            faults.extend(place_faults(name, &text));
        }
    }
    Ok(faults)
}

fn is_not_ours(name: &str) -> bool {
    let end = Path::new(name).extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    NOT_OURS.contains(&end) || name.ends_with("package-lock.json")
}

fn place_faults(name: &str, text: &str) -> Vec<Fault> {
    let named = |line: &str| PLACES.iter().find(|place| line.contains(**place)).copied();
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(index, line)| Some(format!("{name}:{}: names the place `{}`", index + 1, named(line)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_the_author_s_machine_is_a_fault() {
        let text = format!("fine\nsee {}notes.md\n", PLACES[0]);
        assert_eq!(place_faults("a.md", &text), [format!("a.md:2: names the place `{}`", PLACES[0])]);
        assert!(place_faults("a.md", "the network is fine, /usr/bin too\n").is_empty());
    }

    #[test]
    fn lock_files_and_pictures_are_left_alone() {
        assert!(
            is_not_ours("Cargo.lock") && is_not_ours("frontend/package-lock.json") && is_not_ours("a/b.png")
        );
        assert!(!is_not_ours("xtask/src/main.rs") && !is_not_ours("LICENSE"));
    }
}
