//! Documents that stay true: the map of the crates, the glossary, the decision records, and links that lead somewhere.
//! It checks what can be checked by machine; whether a sentence is true and clear is for readers.

use std::collections::BTreeMap;

use super::{Fault, shown};
use crate::shell::{self, Workspace};

/// The parts of a decision record, in their order.
const PARTS: &[&str] = &["Context", "Options", "Decision", "Price"];

pub(super) fn architecture(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    let text = std::fs::read_to_string(workspace.root.join("ARCHITECTURE.md"))?;
    let folders = std::fs::read_dir(workspace.root.join("crates"))?;
    let crates: Vec<String> = folders
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    Ok(map_faults(&text, &crates))
}

pub(super) fn glossary(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    Ok(glossary_faults(&std::fs::read_to_string(workspace.root.join("docs/glossary.md"))?))
}

pub(super) fn decision_records(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for path in shell::files_below(&workspace.root.join("docs/adr"), &["md"])? {
        if path.file_name().is_some_and(|name| name != "README.md") {
            faults.extend(record_faults(&shown(workspace, &path), &std::fs::read_to_string(&path)?));
        }
    }
    Ok(faults)
}

pub(super) fn links(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for path in shell::files_below(&workspace.root, &["md"])? {
        let folder = path.parent().unwrap_or(&workspace.root).to_path_buf();
        let leads = |target: &str| folder.join(target).exists();
        faults.extend(link_faults(&shown(workspace, &path), &std::fs::read_to_string(&path)?, leads));
    }
    Ok(faults)
}

/// Names of our crates are written in backquotes in the map: `` `mingjian-law` ``.
/// The part `## To come` may name crates that are not there yet; one that is there has to stand in the other parts.
fn map_faults(text: &str, crates: &[String]) -> Vec<Fault> {
    let today: String = text.split("\n## ").filter(|part| !part.starts_with("To come")).collect();
    let quoted: Vec<&str> = today.split('`').skip(1).step_by(2).collect();
    let mut faults = Vec::new();
    for name in crates.iter().filter(|name| !quoted.contains(&name.as_str())) {
        faults.push(format!("ARCHITECTURE.md: does not name the crate {name} as one that is there"));
    }
    let is_crate_name = |word: &&str| {
        word.strip_prefix("mingjian-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_lowercase()))
    };
    let mut gone: Vec<&str> = quoted.into_iter().filter(is_crate_name).collect();
    gone.sort_unstable();
    gone.dedup();
    for name in gone.into_iter().filter(|name| !crates.iter().any(|known| known == name)) {
        faults.push(format!("ARCHITECTURE.md: names the crate {name}, which is not there"));
    }
    faults
}

/// The glossary is made of tables whose first two columns are the English word and the Chinese term.
fn glossary_faults(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    let mut terms: BTreeMap<String, usize> = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let (true, [word, term, ..]) = (line.starts_with('|'), cells.as_slice()) else { continue };
        if word.starts_with('-') || *word == "English" {
            continue;
        }
        if term.is_empty() {
            faults.push(format!("docs/glossary.md:{}: `{word}` has no Chinese term", index + 1));
        }
        for (known, entry) in [(&mut words, word), (&mut terms, term)] {
            if let Some(first) = known.insert(entry.to_lowercase(), index + 1) {
                faults.push(format!(
                    "docs/glossary.md:{}: `{entry}` stands in line {first} already",
                    index + 1
                ));
            }
        }
    }
    if words.is_empty() {
        faults.push("docs/glossary.md: holds no table of words".to_owned());
    }
    faults
}

fn record_faults(place: &str, text: &str) -> Vec<Fault> {
    let headings: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("## ")).map(str::trim).collect();
    let found: Vec<&str> = headings.into_iter().filter(|heading| PARTS.contains(heading)).collect();
    if found == PARTS {
        return Vec::new();
    }
    vec![format!(
        "{place}: a decision record has the parts {}; this one has: {}",
        PARTS.join(", "),
        found.join(", ")
    )]
}

/// Targets of `[text](target)` that are neither on another host nor inside the same page.
fn link_faults(place: &str, text: &str, leads: impl Fn(&str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for rest in line.split("](").skip(1) {
            let target = rest.split([')', ' ']).next().unwrap_or_default();
            let file = target.split('#').next().unwrap_or_default();
            let elsewhere = file.is_empty() || target.contains("://") || target.starts_with("mailto:");
            if !elsewhere && !leads(file) {
                faults.push(format!("{place}:{}: the link to {file} leads nowhere", index + 1));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_crate_that_the_map_forgets_is_a_fault() {
        let faults = map_faults("We have `mingjian-law`.", &owned(&["mingjian-law", "mingjian-domain"]));
        assert_eq!(faults, ["ARCHITECTURE.md: does not name the crate mingjian-domain as one that is there"]);
    }

    #[test]
    fn a_crate_of_the_map_that_is_gone_is_a_fault() {
        let faults = map_faults("`mingjian-law`, `mingjian-old`, `mingjian-old`", &owned(&["mingjian-law"]));
        assert_eq!(faults, ["ARCHITECTURE.md: names the crate mingjian-old, which is not there"]);
        assert!(map_faults("`mingjian-law` has `mingjian law check`", &owned(&["mingjian-law"])).is_empty());
    }

    #[test]
    fn a_crate_to_come_may_be_named_but_not_left_there_once_it_is_built() {
        let text = "# Map\n`mingjian-law`\n## To come\n`mingjian-app`\n## Code map\n";
        assert!(map_faults(text, &owned(&["mingjian-law"])).is_empty());
        let faults = map_faults(text, &owned(&["mingjian-law", "mingjian-app"]));
        assert_eq!(faults, ["ARCHITECTURE.md: does not name the crate mingjian-app as one that is there"]);
    }

    #[test]
    fn one_word_for_two_terms_and_one_term_with_two_words_are_faults() {
        let head = "| English | 中文 | Source |\n|---|---|---|\n";
        let fine = format!("{head}| cause | 案由 | a |\n| filing | 立案 | b |\n");
        assert!(glossary_faults(&fine).is_empty());
        let twice = format!("{head}| cause | 案由 | a |\n| Cause | 原因 | b |\n| ground | 案由 | c |\n");
        assert_eq!(
            glossary_faults(&twice),
            [
                "docs/glossary.md:4: `Cause` stands in line 3 already",
                "docs/glossary.md:5: `案由` stands in line 3 already",
            ]
        );
        assert_eq!(glossary_faults("nothing"), ["docs/glossary.md: holds no table of words"]);
    }

    #[test]
    fn a_decision_record_without_its_price_is_a_fault() {
        let fine = "# 1\n## Context\n## Options\n## Decision\n## Price\n";
        assert!(record_faults("a.md", fine).is_empty());
        let faults = record_faults("a.md", "# 1\n## Context\n## Decision\n");
        assert!(faults[0].ends_with("this one has: Context, Decision"), "{faults:?}");
    }

    #[test]
    fn a_link_to_a_file_that_is_not_there_is_a_fault() {
        let text = "See [a](docs/a.md#part), [b](https://example.org/b), [c](#c).\n";
        assert_eq!(link_faults("a.md", text, |_| false), ["a.md:1: the link to docs/a.md leads nowhere"]);
        assert!(link_faults("a.md", text, |target| target == "docs/a.md").is_empty());
    }
}
