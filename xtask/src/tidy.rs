//! The rules of the house that no compiler knows: floors, file heads, sizes, words, and documents that stay true.
//! It reads and complains; it never mends. Each rule is a function over plain values, so that its tests can break it.

use std::path::Path;

use crate::shell::Workspace;
use crate::tally::Tally;

mod contract;
mod documents;
mod floors;
mod manifests;
mod pages;
mod sources;
mod words;

/// A place where a rule is broken, as a sentence that begins with the place.
pub(crate) type Fault = String;

/// A rule: its name as a sentence, and what looks for the places where it is broken.
struct Rule {
    name: &'static str,
    faults: fn(&Workspace) -> anyhow::Result<Vec<Fault>>,
}

const RULES: &[Rule] = &[
    Rule {
        name: "a crate imports only what its floor allows",
        faults: |workspace| Ok(floors::imports(workspace)),
    },
    Rule {
        name: "the public site reaches no case, the program no test code",
        faults: |workspace| Ok(floors::closures(workspace)),
    },
    Rule {
        name: "each outside (SQL, HTTP, typesetting) has its one keeper",
        faults: |workspace| Ok(floors::outsides(workspace)),
    },
    Rule { name: "a crate takes lints and versions from the workspace", faults: manifests::from_workspace },
    Rule { name: "a source file says what it is for, and parses", faults: sources::heads },
    Rule { name: "no source file is over a thousand lines", faults: sources::file_sizes },
    Rule { name: "a function over a hundred lines gives its reason", faults: sources::function_sizes },
    Rule { name: "no test is skipped, no lint silenced, no work left unnumbered", faults: sources::silenced },
    Rule { name: "no file names a machine of its authors", faults: words::machine_places },
    Rule { name: "ARCHITECTURE.md names every crate and none that is gone", faults: documents::architecture },
    Rule { name: "the glossary has one English word for each legal term", faults: documents::glossary },
    Rule { name: "every decision record has its four parts", faults: documents::decision_records },
    Rule { name: "a relative link in a document leads to a file", faults: documents::links },
    Rule { name: "a page makes no request to another host", faults: pages::foreign_requests },
    Rule { name: "a value that a page puts out unescaped gives its reason", faults: pages::unescaped },
    Rule { name: "migrations come in pairs and say why", faults: contract::migrations },
    Rule { name: "every store function is called by the contract suite", faults: contract::store_functions },
];

/// Checks every rule, prints what is broken, and counts one for each rule.
pub(crate) fn tally(workspace: &Workspace) -> anyhow::Result<Tally> {
    let mut sum = Tally::default();
    for rule in RULES {
        let faults = (rule.faults)(workspace)?;
        println!("{} {}", if faults.is_empty() { "ok    " } else { "BROKEN" }, rule.name);
        for fault in &faults {
            println!("         {fault}");
        }
        sum += Tally::one(faults.is_empty());
    }
    for notice in sources::long_files(workspace)? {
        println!("note   {notice}");
    }
    Ok(sum)
}

/// `cargo xtask tidy`: the same, with its own last line.
pub(crate) fn report(workspace: &Workspace) -> anyhow::Result<bool> {
    let sum = tally(workspace)?;
    println!("{sum}");
    Ok(sum.failed == 0)
}

/// A path as one names it in a message: from the root of the workspace, with forward slashes.
fn shown(workspace: &Workspace, path: &Path) -> String {
    path.strip_prefix(&workspace.root).unwrap_or(path).to_string_lossy().into_owned()
}
