//! The contract suite of the store calls every public function of the store, on both engines.
//! It looks for names in the text of the suite; that the calls mean something is the suite's business.

use std::path::Path;

use syn::visit::Visit;

use super::Fault;
use crate::shell::{self, Workspace};

const STORE: &str = "crates/mingjian-store";

pub(super) fn store_functions(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    if !workspace.has(STORE) {
        return Ok(Vec::new());
    }
    let store = workspace.root.join(STORE);
    let suite = text_below(&store.join("tests"))?.concat();
    let code = text_below(&store.join("src"))?;
    Ok(code.iter().flat_map(|text| uncalled(text, &suite)).collect())
}

fn text_below(folder: &Path) -> anyhow::Result<Vec<String>> {
    shell::files_below(folder, &["rs"])?.iter().map(|path| Ok(std::fs::read_to_string(path)?)).collect()
}

/// Public asynchronous functions of the code (free ones and methods) that the suite never calls.
fn uncalled(code: &str, suite: &str) -> Vec<Fault> {
    #[derive(Default)]
    struct Finder(Vec<String>);
    impl Finder {
        fn note(&mut self, visibility: &syn::Visibility, signature: &syn::Signature) {
            if matches!(visibility, syn::Visibility::Public(_)) && signature.asyncness.is_some() {
                self.0.push(signature.ident.to_string());
            }
        }
    }
    impl<'ast> Visit<'ast> for Finder {
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            self.note(&item.vis, &item.sig);
        }
        fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
            self.note(&item.vis, &item.sig);
        }
    }
    let mut finder = Finder::default();
    if let Ok(file) = syn::parse_file(code) {
        finder.visit_file(&file);
    }
    let uncalled = finder.0.into_iter().filter(|name| !is_called(suite, name));
    uncalled
        .map(|name| format!("{STORE}: `{name}` is not called by the contract suite in {STORE}/tests"))
        .collect()
}

/// Whether the name stands in the text as a whole word before a parenthesis.
fn is_called(suite: &str, name: &str) -> bool {
    suite.match_indices(name).any(|(start, _)| {
        let before = suite.get(..start).and_then(|text| text.chars().next_back());
        let after = suite.get(start.saturating_add(name.len())..).unwrap_or_default();
        let whole = !before.is_some_and(|character| character.is_alphanumeric() || character == '_');
        whole && after.starts_with('(')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "pub async fn by_id() {}\nasync fn helper() {}\npub fn name() {}\n\
                        pub struct A;\nimpl A { pub async fn save(&self) {} }\n";

    #[test]
    fn a_store_function_that_no_test_calls_is_a_fault() {
        let faults = uncalled(CODE, "let row = proceeding::by_id(tx).await;");
        let expected = [
            "crates/mingjian-store: `save` is not called by the contract suite in crates/mingjian-store/tests",
        ];
        assert_eq!(faults, expected);
    }

    #[test]
    fn a_name_inside_a_longer_name_is_no_call() {
        assert_eq!(uncalled(CODE, "case_by_id(tx); by_id_and_date(tx); a.save(tx)").len(), 1);
        assert!(uncalled(CODE, "by_id(tx); a.save(tx)").is_empty());
    }
}
