//! What every crate's manifest takes from the workspace: its lints, and the versions of what it imports.
//! Whether the workspace's own choices are wise is not judged here.

use super::{Fault, shown};
use crate::shell::Workspace;

pub(super) fn from_workspace(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for package in workspace.metadata.workspace_packages() {
        let path = package.manifest_path.as_path();
        let place = shown(workspace, path);
        faults.extend(manifest_faults(&place, &std::fs::read_to_string(path)?)?);
        let folder = path.parent().and_then(std::path::Path::file_name).unwrap_or_default();
        if folder != package.name.as_str() {
            faults.push(format!("{place}: the folder is not named as the crate {}", package.name));
        }
    }
    Ok(faults)
}

fn manifest_faults(place: &str, text: &str) -> anyhow::Result<Vec<Fault>> {
    let manifest: toml::Table = text.parse()?;
    let mut faults = Vec::new();
    let inherits = |value: &toml::Value| value.get("workspace").and_then(toml::Value::as_bool) == Some(true);
    if !manifest.get("lints").is_some_and(inherits) {
        faults.push(format!("{place}: lacks `[lints] workspace = true`"));
    }
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let entries = manifest.get(section).and_then(toml::Value::as_table);
        for (name, value) in entries.into_iter().flatten() {
            if !inherits(value) {
                faults.push(format!(
                    "{place}: {name} has a version of its own; versions live in the root manifest"
                ));
            }
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lints_and_versions_from_the_workspace_are_fine() {
        let text = "[lints]\nworkspace = true\n[dependencies]\nserde.workspace = true\n\
                    clap = { workspace = true, features = [\"env\"] }\n";
        assert!(manifest_faults("Cargo.toml", text).unwrap().is_empty());
    }

    #[test]
    fn a_crate_without_the_lints_is_a_fault() {
        let faults = manifest_faults("Cargo.toml", "[lints.rust]\nunsafe_code = \"allow\"\n").unwrap();
        assert_eq!(faults, ["Cargo.toml: lacks `[lints] workspace = true`"]);
    }

    #[test]
    fn a_version_outside_the_root_is_a_fault() {
        let text = "[lints]\nworkspace = true\n[dev-dependencies]\nserde = \"1\"\n";
        let expected = ["Cargo.toml: serde has a version of its own; versions live in the root manifest"];
        assert_eq!(manifest_faults("Cargo.toml", text).unwrap(), expected);
    }
}
