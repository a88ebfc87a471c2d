//! What stands in for checked SQL: every store function is called by the contract suite, and migrations come in pairs.
//! It looks for names only; that the calls mean something, and that both schemas are equal, the suite proves.

use std::collections::BTreeMap;
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
    let mut suite = String::new();
    for path in shell::files_below(&store.join("tests"), &["rs"])? {
        suite.push_str(&std::fs::read_to_string(path)?);
    }
    let mut functions = Vec::new();
    for path in shell::files_below(&store.join("src"), &["rs"])? {
        let module = path.file_stem().unwrap_or_default().to_string_lossy();
        functions.extend(public_functions(&module, &std::fs::read_to_string(&path)?));
    }
    Ok(uncalled(&functions, &suite))
}

/// Every folder `migrations` of a crate holds the same names for both engines, each file with its reason on top.
pub(super) fn migrations(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for package in workspace.metadata.workspace_packages() {
        let folder = package.manifest_path.with_file_name("migrations");
        if folder.is_dir() {
            let [sqlite, postgres] = ["sqlite", "postgres"].map(|engine| migrations_of(&folder.join(engine)));
            faults.extend(pair_faults(&package.name, &sqlite?, &postgres?));
        }
    }
    Ok(faults)
}

/// Names and texts of the migrations of one engine.
fn migrations_of(folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let files = shell::files_below(folder, &["sql"])?.into_iter();
    let named = files.map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, std::fs::read_to_string(&path)?))
    });
    named.collect()
}

fn pair_faults(
    place: &str,
    sqlite: &BTreeMap<String, String>,
    postgres: &BTreeMap<String, String>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (engine, these, those) in [("sqlite", sqlite, postgres), ("postgres", postgres, sqlite)] {
        for (name, text) in these {
            if !those.contains_key(name) {
                faults
                    .push(format!("{place}: the migration {engine}/{name} has no twin for the other engine"));
            }
            if !text.starts_with("-- ") {
                faults.push(format!("{place}: the migration {engine}/{name} does not open with its reason"));
            }
        }
    }
    faults
}

/// A public asynchronous function of the store.
struct Function {
    /// The file that it stands in, which is its module.
    module: String,
    name: String,
    is_method: bool,
}

fn public_functions(module: &str, code: &str) -> Vec<Function> {
    #[derive(Default)]
    struct Finder(Vec<(String, bool)>);
    impl Finder {
        fn note(&mut self, visibility: &syn::Visibility, signature: &syn::Signature, is_method: bool) {
            if matches!(visibility, syn::Visibility::Public(_)) && signature.asyncness.is_some() {
                self.0.push((signature.ident.to_string(), is_method));
            }
        }
    }
    impl<'ast> Visit<'ast> for Finder {
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            self.note(&item.vis, &item.sig, false);
        }
        fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
            self.note(&item.vis, &item.sig, true);
        }
    }
    let mut finder = Finder::default();
    if let Ok(file) = syn::parse_file(code) {
        finder.visit_file(&file);
    }
    let found = finder.0.into_iter();
    found.map(|(name, is_method)| Function { module: module.to_owned(), name, is_method }).collect()
}

/// Functions that the suite never calls. A name that several modules use is looked for with its module, `user::by_id(`.
fn uncalled(functions: &[Function], suite: &str) -> Vec<Fault> {
    let is_called_in_suite = |function: &Function| {
        let namesakes = functions.iter().filter(|other| other.name == function.name && !other.is_method);
        let qualified = format!("{}::{}", function.module, function.name);
        let wanted = if function.is_method || namesakes.count() < 2 { &function.name } else { &qualified };
        is_called(suite, wanted)
    };
    let missing = functions.iter().filter(|function| !is_called_in_suite(function));
    missing
        .map(|Function { module, name, .. }| {
            format!("{STORE}: `{module}::{name}` is not called by the contract suite in {STORE}/tests")
        })
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
        let functions = public_functions("proceeding", CODE);
        let faults = uncalled(&functions, "let row = by_id(tx).await;");
        let suite = "crates/mingjian-store/tests";
        assert_eq!(
            faults,
            [format!(
                "crates/mingjian-store: `proceeding::save` is not called by the contract suite in {suite}"
            )]
        );
    }

    #[test]
    fn a_name_inside_a_longer_name_is_no_call() {
        let functions = public_functions("proceeding", CODE);
        assert_eq!(uncalled(&functions, "case_by_id(tx); by_id_and_date(tx); a.save(tx)").len(), 1);
        assert!(uncalled(&functions, "by_id(tx); a.save(tx)").is_empty());
    }

    #[test]
    fn one_name_in_two_modules_is_looked_for_with_its_module() {
        let mut functions = public_functions("user", "pub async fn by_id() {}");
        functions.extend(public_functions("session", "pub async fn by_id() {}"));
        let faults = uncalled(&functions, "user::by_id(tx)");
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("`session::by_id`"), "{faults:?}");
    }

    #[test]
    fn a_migration_of_one_engine_only_or_without_reason_is_a_fault() {
        let of = |entries: &[(&str, &str)]| {
            entries.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect::<BTreeMap<_, _>>()
        };
        let fine = of(&[("0001_people.sql", "-- Why.\nCREATE TABLE a (b)")]);
        assert!(pair_faults("store", &fine, &fine).is_empty());
        let more = of(&[("0001_people.sql", "-- Why.\n"), ("0002_cases.sql", "CREATE TABLE c (d)")]);
        assert_eq!(
            pair_faults("store", &fine, &more),
            [
                "store: the migration postgres/0002_cases.sql has no twin for the other engine",
                "store: the migration postgres/0002_cases.sql does not open with its reason",
            ]
        );
    }
}
