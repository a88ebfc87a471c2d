//! What cargo says of the workspace: its packages, what each names in its manifest, and what each links.
//! It reads only what the tasks use. The crate `cargo_metadata` does the same, but it turns on features of `semver` and
//! `serde_json`; then a build of one package links other variants than a build of all, and the typesetter is built twice.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};
use serde::Deserialize;

/// The answer of `cargo metadata`.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    /// The folder of the root manifest.
    pub(crate) workspace_root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target_directory: PathBuf,
    resolve: Resolve,
}

/// A package, of ours or from the registry.
#[derive(Deserialize)]
pub(crate) struct Package {
    id: String,
    /// Its name in its own manifest.
    pub(crate) name: String,
    /// Where its manifest lies.
    pub(crate) manifest_path: PathBuf,
    /// What its manifest names.
    pub(crate) dependencies: Vec<Dependency>,
}

/// A line of a manifest; the name is that of the package, not of a renamed crate.
#[derive(Deserialize)]
pub(crate) struct Dependency {
    /// The package.
    pub(crate) name: String,
    kind: Option<String>,
}

impl Dependency {
    /// Whether it is linked into an ordinary build: not for tests or build scripts alone.
    pub(crate) const fn is_ordinary(&self) -> bool {
        self.kind.is_none()
    }
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Link>,
}

#[derive(Deserialize)]
struct Link {
    pkg: String,
    dep_kinds: Vec<LinkKind>,
}

#[derive(Deserialize)]
struct LinkKind {
    kind: Option<String>,
}

impl Metadata {
    /// Asks the cargo that started this task about the current folder.
    pub(crate) fn read() -> anyhow::Result<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["metadata", "--format-version", "1"])
            .output()
            .context("starting cargo metadata")?;
        if !output.status.success() {
            bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        serde_json::from_slice(&output.stdout).context("reading cargo metadata")
    }

    /// The packages of this workspace.
    pub(crate) fn workspace_packages(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }

    /// Each package of the whole tree with what it links in an ordinary build, by names.
    pub(crate) fn links(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.resolve.nodes.iter().map(|node| {
            let ordinary =
                node.deps.iter().filter(|link| link.dep_kinds.iter().any(|kind| kind.kind.is_none()));
            (self.name_of(&node.id), ordinary.map(|link| self.name_of(&link.pkg)).collect())
        })
    }

    fn name_of(&self, id: &str) -> &str {
        self.packages.iter().find(|package| package.id == id).map_or("", |package| &package.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_workspace_is_read_with_its_packages_and_what_they_link() {
        let metadata = Metadata::read().unwrap();
        let own = metadata.workspace_packages().find(|package| package.name == "xtask").unwrap();
        assert!(own.manifest_path.ends_with("xtask/Cargo.toml"));
        assert!(
            own.dependencies.iter().any(|dependency| dependency.name == "clap" && dependency.is_ordinary())
        );
        let (_, linked) = metadata.links().find(|(name, _)| *name == "mingjian-store").unwrap();
        assert!(linked.contains(&"sqlx"));
        assert!(!linked.contains(&"tempfile"), "what only tests use is not linked");
    }
}
