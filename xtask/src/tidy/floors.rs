//! Which crate may import which: the table of floors, checked against what cargo says.
//! It looks at crates, not at modules; inside a crate the reader is the judge.

use std::collections::{BTreeMap, BTreeSet};

use super::Fault;
use crate::metadata::Metadata;
use crate::shell::Workspace;

/// A crate and the crates of the workspace that it may import besides the law, which every crate may.
struct Floor {
    name: &'static str,
    may_import: &'static [&'static str],
}

/// From the bottom to the top. A crate that is not here does not build in peace: give it a floor first.
const FLOORS: &[Floor] = &[
    Floor { name: "mingjian-law", may_import: &[] },
    Floor { name: "mingjian-ledger", may_import: &[] },
    Floor { name: "mingjian-domain", may_import: &[] },
    // Of neither database: what both have in common, so that the public one need not know the cases.
    Floor { name: "mingjian-sql", may_import: &[] },
    Floor { name: "mingjian-store", may_import: &["mingjian-domain", "mingjian-ledger", "mingjian-sql"] },
    Floor { name: "mingjian-publish", may_import: &["mingjian-domain", "mingjian-sql"] },
    Floor { name: "mingjian-files", may_import: &["mingjian-domain"] },
    Floor { name: "mingjian-docs", may_import: &["mingjian-domain"] },
    Floor { name: "mingjian-search", may_import: &["mingjian-domain"] },
    Floor { name: "mingjian-html", may_import: &["mingjian-domain"] },
    Floor {
        name: "mingjian-app",
        may_import: &[
            "mingjian-domain",
            "mingjian-ledger",
            "mingjian-store",
            "mingjian-publish",
            // No seam while there is one kind of folder: see docs/adr/0013.
            "mingjian-files",
        ],
    },
    Floor {
        name: "mingjian-web",
        // The store for the types of its rows alone, which pages show: see docs/adr/0016.
        may_import: &["mingjian-app", "mingjian-domain", "mingjian-html", "mingjian-store"],
    },
    Floor { name: "mingjian-portal", may_import: &["mingjian-publish", "mingjian-search", "mingjian-html"] },
    Floor {
        name: "mingjian",
        may_import: &[
            "mingjian-ledger",
            "mingjian-domain",
            "mingjian-store",
            "mingjian-publish",
            "mingjian-files",
            "mingjian-docs",
            "mingjian-search",
            "mingjian-html",
            "mingjian-app",
            "mingjian-web",
            "mingjian-portal",
        ],
    },
    Floor {
        name: TESTKIT,
        may_import: &[
            "mingjian-ledger",
            "mingjian-domain",
            "mingjian-store",
            "mingjian-publish",
            "mingjian-files",
            "mingjian-docs",
            "mingjian-search",
            "mingjian-html",
            "mingjian-app",
            "mingjian-web",
            "mingjian-portal",
            "mingjian",
        ],
    },
    Floor { name: "xtask", may_import: &[] },
];

const LAW: &str = "mingjian-law";
const TESTKIT: &str = "mingjian-testkit";

/// A crate and what may never be in it, however many crates lie between.
const FORBIDDEN_REACHES: &[(&str, &[&str])] = &[
    ("mingjian-portal", &["mingjian-store", "mingjian-app"]),
    ("mingjian", &[TESTKIT]),
    ("mingjian-law", &["tokio", "sqlx", "axum"]),
    ("mingjian-domain", &["tokio", "sqlx", "axum"]),
];

/// A crate of the outside world and the only crates of ours that may import it.
const KEEPERS: &[(&str, &[&str])] = &[
    ("sqlx", &["mingjian-sql", "mingjian-store", "mingjian-publish"]),
    ("typst", &["mingjian-docs"]),
    ("typst-pdf", &["mingjian-docs"]),
    ("axum", &["mingjian-web", "mingjian-portal", "mingjian"]),
    ("clap", &["mingjian", "xtask"]),
    ("anyhow", &["mingjian", "xtask"]),
];

/// The imports of every crate of the workspace, by kind.
type Imports = BTreeMap<String, BTreeSet<String>>;

pub(super) fn imports(workspace: &Workspace) -> Vec<Fault> {
    import_faults(&named_imports(&workspace.metadata))
}

pub(super) fn closures(workspace: &Workspace) -> Vec<Fault> {
    closure_faults(&all_imports(&workspace.metadata))
}

pub(super) fn outsides(workspace: &Workspace) -> Vec<Fault> {
    keeper_faults(&named_imports(&workspace.metadata))
}

/// What each crate of the workspace names in its own manifest for an ordinary build.
fn named_imports(metadata: &Metadata) -> Imports {
    let named = |package: &crate::metadata::Package| {
        let imports = package.dependencies.iter().filter(|dependency| dependency.is_ordinary());
        imports.map(|dependency| dependency.name.clone()).collect()
    };
    metadata.workspace_packages().map(|package| (package.name.clone(), named(package))).collect()
}

/// What each package of the whole tree links in an ordinary build (of two versions of one package, both together).
fn all_imports(metadata: &Metadata) -> Imports {
    let mut all = Imports::new();
    for (name, linked) in metadata.links() {
        all.entry(name.to_owned()).or_default().extend(linked.into_iter().map(str::to_owned));
    }
    all
}

fn import_faults(imports: &Imports) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (name, imported) in imports {
        let Some(floor) = FLOORS.iter().find(|floor| floor.name == name) else {
            faults.push(format!("{name}: has no floor in xtask/src/tidy/floors.rs"));
            continue;
        };
        for other in imported.iter().filter(|other| imports.contains_key(*other)) {
            let allowed = floor.may_import.contains(&other.as_str())
                || (other == LAW && name != LAW && name != "xtask");
            if !allowed {
                faults.push(format!("{name}: may not import {other}"));
            }
        }
    }
    faults
}

fn closure_faults(imports: &Imports) -> Vec<Fault> {
    let mut faults = Vec::new();
    for &(name, forbidden) in FORBIDDEN_REACHES {
        let reached = reach(imports, name);
        for other in forbidden.iter().filter(|other| reached.contains(**other)) {
            faults.push(format!("{name}: reaches {other}, which must never be linked into it"));
        }
    }
    faults
}

fn keeper_faults(imports: &Imports) -> Vec<Fault> {
    let mut faults = Vec::new();
    for &(outside, keepers) in KEEPERS {
        for (name, imported) in imports {
            if imported.contains(outside) && !keepers.contains(&name.as_str()) && name != TESTKIT {
                faults.push(format!("{name}: imports {outside}, which only {} may", keepers.join(", ")));
            }
        }
    }
    faults
}

/// Everything that a crate imports, directly or through others.
fn reach(imports: &Imports, name: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![name.to_owned()];
    while let Some(next) = waiting.pop() {
        for other in imports.get(&next).into_iter().flatten() {
            if reached.insert(other.clone()) {
                waiting.push(other.clone());
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(edges: &[(&str, &[&str])]) -> Imports {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        edges.iter().map(|&(name, others)| (name.to_owned(), owned(others))).collect()
    }

    #[test]
    fn a_crate_may_import_its_own_floor_s_list_and_the_law() {
        let imports = tree(&[
            ("mingjian-law", &["serde"]),
            ("mingjian-domain", &["mingjian-law"]),
            ("mingjian-store", &["mingjian-domain", "mingjian-law", "sqlx"]),
        ]);
        assert!(import_faults(&imports).is_empty());
    }

    #[test]
    fn an_import_upwards_is_a_fault() {
        let imports = tree(&[("mingjian-domain", &["mingjian-store"]), ("mingjian-store", &[])]);
        assert_eq!(import_faults(&imports), ["mingjian-domain: may not import mingjian-store"]);
    }

    #[test]
    fn test_code_in_an_ordinary_import_is_a_fault() {
        let imports = tree(&[("mingjian-web", &["mingjian-testkit"]), ("mingjian-testkit", &[])]);
        assert_eq!(import_faults(&imports), ["mingjian-web: may not import mingjian-testkit"]);
    }

    #[test]
    fn a_crate_without_a_floor_is_a_fault() {
        let faults = import_faults(&tree(&[("mingjian-helpers", &[])]));
        assert_eq!(faults, ["mingjian-helpers: has no floor in xtask/src/tidy/floors.rs"]);
    }

    #[test]
    fn the_public_site_may_not_reach_the_store_through_another_crate() {
        let imports = tree(&[
            ("mingjian-portal", &["mingjian-html"]),
            ("mingjian-html", &["mingjian-store"]),
            ("mingjian", &["mingjian-portal"]),
        ]);
        let expected = ["mingjian-portal: reaches mingjian-store, which must never be linked into it"];
        assert_eq!(closure_faults(&imports), expected);
    }

    #[test]
    fn the_program_may_not_reach_test_code() {
        let imports = tree(&[("mingjian", &["mingjian-web"]), ("mingjian-web", &["mingjian-testkit"])]);
        assert_eq!(
            closure_faults(&imports),
            ["mingjian: reaches mingjian-testkit, which must never be linked into it"]
        );
    }

    #[test]
    fn sql_outside_its_keepers_is_a_fault() {
        let faults = keeper_faults(&tree(&[("mingjian-app", &["sqlx"]), ("mingjian-store", &["sqlx"])]));
        assert_eq!(
            faults,
            ["mingjian-app: imports sqlx, which only mingjian-sql, mingjian-store, mingjian-publish may"]
        );
    }
}
