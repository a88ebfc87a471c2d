//! The templates of documents: those of the national pack, built in, and those that a body puts over them.
//! It does not know what stands in a template.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};
use mingjian_domain::document::DocumentModel;

static NATIONAL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../law/national/documents");

/// The template of every document that is a table.
const TABLE: &str = "form-sheet.typ";

/// Templates by file name.
#[derive(Debug, Clone)]
pub struct Templates(BTreeMap<String, String>);

impl Templates {
    /// The templates of the national pack.
    pub fn national() -> Self {
        let texts = NATIONAL.files().filter_map(|file| {
            let name = file.path().file_name()?.to_str()?;
            Some((name.to_owned(), file.contents_utf8()?.to_owned()))
        });
        Self(texts.collect())
    }

    /// Puts the templates of a folder over these: a file of the same name replaces one, another adds one.
    ///
    /// # Errors
    /// When the folder or a template in it cannot be read.
    pub fn with_folder(mut self, folder: &Path) -> io::Result<Self> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            if path.extension().is_some_and(|extension| extension == "typ") {
                self.0.insert(name, fs::read_to_string(&path)?);
            }
        }
        Ok(self)
    }

    /// The file that a document is set with: its own, or the one for tables.
    pub(crate) fn name_for(&self, model: &DocumentModel) -> String {
        let own = format!("{}.typ", model.kind().id());
        if self.0.contains_key(&own) || !matches!(model, DocumentModel::FormSheet(_)) {
            own
        } else {
            TABLE.to_owned()
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use mingjian_domain::document::form::Form;
    use mingjian_domain::document::kind::DocumentKind;

    use super::*;

    #[test]
    fn every_kind_has_a_template() {
        let templates = Templates::national();
        for kind in DocumentKind::ALL {
            let is_table = Form::ALL.iter().any(|form| form.kind() == kind);
            let own = templates.0.contains_key(&format!("{}.typ", kind.id()));
            assert!(own || is_table, "{}", kind.id());
        }
        assert!(templates.0.contains_key(TABLE));
    }

    #[test]
    fn a_body_puts_its_own_template_over_the_national_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("prior-notice.typ"), "own").unwrap();
        fs::write(folder.path().join("notes.md"), "not a template").unwrap();
        let templates = Templates::national().with_folder(folder.path()).unwrap();
        assert_eq!(templates.0.get("prior-notice.typ").map(String::as_str), Some("own"));
        assert!(!templates.0.contains_key("notes.md"));
    }
}
