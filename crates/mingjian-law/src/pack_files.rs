//! The files of packs: embedded in the program, or read from a folder; and the digest that names an edition.
//! It understands no file; what stands in them is `pack`'s concern.

use std::{collections::BTreeMap, fs, path::Path};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::{source::hexadecimal, toml_error::PackError};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../law");

/// A file that is not part of what an edition says, because it changes without the law changing.
const OUTSIDE_THE_DIGEST: &str = "confirmations.toml";

/// The rule files (`.toml`) of all layers, by their path below the folder of packs, with `/` between names.
///
/// Templates of documents lie beside them and belong to the crate that renders; they are no rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackFiles(pub BTreeMap<String, String>);

impl PackFiles {
    /// The packs that the program carries.
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        collect_embedded(&EMBEDDED, &mut files);
        Self(files)
    }

    /// The packs below a folder.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read, or a pack file is no UTF-8 text.
    pub fn read(root: &Path) -> Result<Self, PackError> {
        let mut files = BTreeMap::new();
        collect_folder(root, root, &mut files)?;
        Ok(Self(files))
    }

    /// The file with this path.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// The files below a folder, in order.
    pub fn below<'files>(&'files self, folder: &str) -> impl Iterator<Item = (&'files str, &'files str)> {
        let prefix = format!("{folder}/");
        self.0
            .iter()
            .filter(move |(path, _)| path.starts_with(&prefix))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The names of the layers: the folders at the top.
    pub fn layers(&self) -> Vec<String> {
        let mut layers: Vec<String> = self
            .0
            .keys()
            .filter_map(|path| path.split_once('/'))
            .map(|(layer, _)| layer.to_owned())
            .collect();
        layers.dedup();
        layers
    }

    /// The digest of the files of some layers: SHA-256 over path and content of each, in the order of paths.
    ///
    /// Lengths go in front of both, so that no two sets of files have the same bytes.
    pub fn digest(&self, layers: &[&str]) -> String {
        let mut hasher = Sha256::new();
        for (path, text) in &self.0 {
            let layer = path.split_once('/').map_or("", |(layer, _)| layer);
            if !layers.contains(&layer) || path.ends_with(OUTSIDE_THE_DIGEST) {
                continue;
            }
            for part in [path, text] {
                hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                hasher.update(part.as_bytes());
            }
        }
        hexadecimal(&hasher.finalize())
    }
}

fn collect_embedded(folder: &Dir<'_>, files: &mut BTreeMap<String, String>) {
    for file in folder.files().filter(|file| is_rule(file.path())) {
        if let Some(text) = file.contents_utf8() {
            files.insert(slashed(file.path()), text.to_owned());
        }
    }
    for child in folder.dirs() {
        collect_embedded(child, files);
    }
}

fn collect_folder(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) -> Result<(), PackError> {
    let unreadable = |path: &Path, reason: &dyn std::fmt::Display| {
        PackError::unreadable(&path.display().to_string(), &reason.to_string())
    };
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if path.is_dir() {
            collect_folder(root, &path, files)?;
            continue;
        }
        if is_rule(&path) {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            files.insert(slashed(path.strip_prefix(root).unwrap_or(&path)), text);
        }
    }
    Ok(())
}

fn is_rule(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
