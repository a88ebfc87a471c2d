//! Rules for Rust files: their heads, their length, the length of their functions, and nothing silenced.
//! It judges the form only; what compiler and clippy already check is left to them.

use std::path::PathBuf;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::{Fault, shown};
use crate::shell::{self, Workspace};

/// A file over this length is split.
const FILE_LIMIT: usize = 1_000;
/// From this length on a file is named in the report: look for the second noun in it.
const FILE_NOTICE: usize = 500;
/// A function over this length gives its reason in a comment `// long: …`.
const FUNCTION_LIMIT: usize = 100;

/// A Rust file of the workspace.
struct Source {
    place: String,
    text: String,
}

pub(super) fn heads(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    check(workspace, head_faults)
}

pub(super) fn file_sizes(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    check(workspace, |source| {
        let lines = source.text.lines().count();
        let fault = format!("{}: {lines} lines; split it", source.place);
        if lines > FILE_LIMIT { vec![fault] } else { Vec::new() }
    })
}

pub(super) fn function_sizes(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    check(workspace, function_faults)
}

pub(super) fn silenced(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    check(workspace, silenced_faults)
}

/// Files that are allowed but long, the longest first.
pub(super) fn long_files(workspace: &Workspace) -> anyhow::Result<Vec<String>> {
    let mut long: Vec<(usize, String)> = sources(workspace)?
        .into_iter()
        .map(|source| (source.text.lines().count(), source.place))
        .filter(|(lines, _)| *lines > FILE_NOTICE && *lines <= FILE_LIMIT)
        .collect();
    long.sort_by(|one, other| other.cmp(one));
    Ok(long.into_iter().map(|(lines, place)| format!("{place}: {lines} lines")).collect())
}

fn check(workspace: &Workspace, faults: impl Fn(&Source) -> Vec<Fault>) -> anyhow::Result<Vec<Fault>> {
    Ok(sources(workspace)?.iter().flat_map(faults).collect())
}

fn sources(workspace: &Workspace) -> anyhow::Result<Vec<Source>> {
    let read =
        |path: PathBuf| Ok(Source { place: shown(workspace, &path), text: std::fs::read_to_string(&path)? });
    shell::files_below(&workspace.root, &["rs"])?.into_iter().map(read).collect()
}

/// The head begins in the first line and holds at least one sentence.
fn head_faults(source: &Source) -> Vec<Fault> {
    let head: Vec<&str> =
        source.text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    let mut faults = Vec::new();
    if head.is_empty() {
        faults.push(format!("{}: does not start with `//!` and what the file is for", source.place));
    } else if !head.iter().any(|line| line.ends_with(['.', ':'])) || head.join(" ").split(' ').count() < 3 {
        faults.push(format!("{}: its `//!` holds no sentence", source.place));
    }
    if let Err(error) = syn::parse_file(&source.text) {
        faults.push(format!("{}: does not parse: {error}", source.place));
    }
    faults
}

fn function_faults(source: &Source) -> Vec<Fault> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut faults = Vec::new();
    for function in functions(&source.text) {
        // The reason may stand in the function or right above it (above its attributes, too).
        let around = lines.get(function.first.saturating_sub(3)..function.last).unwrap_or_default();
        let reasoned = around.iter().any(|line| {
            line.split_once("// long:").is_some_and(|(_, reason)| reason.split_whitespace().count() > 1)
        });
        let length = function.last.saturating_sub(function.first) + 1;
        if length > FUNCTION_LIMIT && !reasoned {
            faults.push(format!(
                "{}:{}: `{}` has {length} lines; split it, or say why in a comment `// long: …`",
                source.place, function.first, function.name
            ));
        }
    }
    faults
}

/// A function with the lines, counted from one, of its first attribute and its last brace.
struct Function {
    name: String,
    first: usize,
    last: usize,
}

fn functions(text: &str) -> Vec<Function> {
    #[derive(Default)]
    struct Finder(Vec<Function>);
    impl Finder {
        fn note(&mut self, name: &syn::Ident, whole: &dyn Spanned) {
            let span = whole.span();
            self.0.push(Function { name: name.to_string(), first: span.start().line, last: span.end().line });
        }
    }
    impl<'ast> Visit<'ast> for Finder {
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            self.note(&item.sig.ident, item);
            visit::visit_item_fn(self, item);
        }
        fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
            self.note(&item.sig.ident, item);
            visit::visit_impl_item_fn(self, item);
        }
        fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
            self.note(&item.sig.ident, item);
            visit::visit_trait_item_fn(self, item);
        }
    }
    let mut finder = Finder::default();
    if let Ok(file) = syn::parse_file(text) {
        finder.visit_file(&file);
    }
    finder.0
}

/// Attributes that hide something, and work that was left without a number in the issue list.
fn silenced_faults(source: &Source) -> Vec<Fault> {
    #[derive(Default)]
    struct Finder(Vec<(usize, &'static str)>);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
            let hidden =
                [("ignore", "#[ignore]"), ("allow", "#[allow(…)]"), ("should_panic", "#[should_panic]")];
            for (name, written) in hidden {
                if attribute.path().is_ident(name) {
                    self.0.push((attribute.span().start().line, written));
                }
            }
        }
    }
    let mut finder = Finder::default();
    if let Ok(file) = syn::parse_file(&source.text) {
        finder.visit_file(&file);
    }
    let attributes = finder
        .0
        .into_iter()
        .map(|(line, written)| format!("{}:{line}: {written} is not used here", source.place));
    let unnumbered = source.text.lines().enumerate().filter(|(_, line)| leaves_work_unnumbered(line));
    let notes = unnumbered.map(|(index, _)| {
        format!("{}:{}: unfinished work without the number of an issue", source.place, index + 1)
    });
    attributes.chain(notes).collect()
}

/// Whether a comment of this line marks unfinished work without naming an issue, as `TODO(#12)` does.
fn leaves_work_unnumbered(line: &str) -> bool {
    let Some((_, comment)) = line.split_once("//") else { return false };
    ["TODO", "FIXME", "XXX", "HACK"].iter().any(|mark| {
        comment.split_once(mark).is_some_and(|(before, after)| {
            let whole_word =
                !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
            whole_word && !after.starts_with("(#") && !before.ends_with('`')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source { place: "a.rs".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_file_that_starts_with_a_sentence_is_fine() {
        assert!(head_faults(&source("//! Counts the days of a period.\nfn a() {}\n")).is_empty());
        assert!(head_faults(&source("//! Counts the days of a\n//! period, and nothing else.\n")).is_empty());
    }

    #[test]
    fn a_file_without_a_head_is_a_fault() {
        let faults = head_faults(&source("fn a() {}\n//! too late\n"));
        assert_eq!(faults[0], "a.rs: does not start with `//!` and what the file is for");
    }

    #[test]
    fn a_head_that_is_a_bare_word_is_a_fault() {
        assert_eq!(head_faults(&source("//! Days.\n")), ["a.rs: its `//!` holds no sentence"]);
        assert_eq!(head_faults(&source("//! the days of a period\n")), ["a.rs: its `//!` holds no sentence"]);
    }

    #[test]
    fn a_file_that_does_not_parse_is_a_fault() {
        let faults = head_faults(&source("//! Counts the days of a period.\nfn a( {\n"));
        assert!(faults[0].starts_with("a.rs: does not parse"), "{faults:?}");
    }

    #[test]
    fn a_long_function_without_a_reason_is_a_fault_wherever_it_stands() {
        let body = "    a();\n".repeat(FUNCTION_LIMIT);
        let free = function_faults(&source(&format!("fn long_one() {{\n{body}}}\n")));
        assert_eq!(free.len(), 1);
        assert!(free[0].starts_with("a.rs:1: `long_one` has 102 lines"), "{free:?}");
        let method = format!("struct A;\nimpl A {{\nfn long_two() {{\n{body}}}\n}}\n");
        assert!(function_faults(&source(&method))[0].starts_with("a.rs:3: `long_two`"));
        let nested = format!("fn outer() {{\nfn inner() {{\n{body}}}\n}}\n");
        assert_eq!(function_faults(&source(&nested)).len(), 2);
    }

    #[test]
    fn a_long_function_with_a_reason_is_fine() {
        let body = "    a();\n".repeat(FUNCTION_LIMIT);
        let above = format!("// long: one arm for each document\nfn long_one() {{\n{body}}}\n");
        assert!(function_faults(&source(&above)).is_empty());
        let inside = format!("fn long_one() {{\n// long: one arm for each document\n{body}}}\n");
        assert!(function_faults(&source(&inside)).is_empty());
        let wordless = format!("fn long_one() {{\n// long:\n{body}}}\n");
        assert_eq!(function_faults(&source(&wordless)).len(), 1);
    }

    #[test]
    fn braces_in_text_do_not_lengthen_a_function() {
        let text = format!("fn short() {{\n    a(\"{{\");\n}}\n{}", "// filler\n".repeat(FUNCTION_LIMIT));
        assert!(function_faults(&source(&text)).is_empty());
    }

    #[test]
    fn a_skipped_test_and_a_silenced_lint_are_faults() {
        let text = "#[test]\n#[ignore = \"slow\"]\nfn a() {}\n#[allow(dead_code)]\nfn b() {}\n";
        assert_eq!(
            silenced_faults(&source(text)),
            ["a.rs:2: #[ignore] is not used here", "a.rs:4: #[allow(…)] is not used here"]
        );
        assert!(silenced_faults(&source("#[expect(dead_code, reason = \"x\")]\nfn b() {}\n")).is_empty());
    }

    #[test]
    fn unfinished_work_needs_the_number_of_an_issue() {
        let mark = ["TO", "DO"].concat();
        assert!(leaves_work_unnumbered(&format!("a(); // {mark}: later")));
        assert!(!leaves_work_unnumbered(&format!("a(); // {mark}(#12): later")));
        assert!(!leaves_work_unnumbered("a(\"no comment\");"));
    }
}
