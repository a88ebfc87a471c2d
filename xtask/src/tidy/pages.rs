//! Templates, style sheets and scripts: a page makes no request to another host, and no value goes out unescaped.
//! Links that a reader follows may lead anywhere; only what a browser fetches by itself is judged.

use super::{Fault, shown};
use crate::shell::{self, Workspace};

/// What makes a browser fetch something by itself, written directly before the address.
const FETCHING: &[&str] = &[
    "src=\"",
    "srcset=\"",
    "action=\"",
    "url(",
    "url(\"",
    "url('",
    "@import \"",
    "@import '",
    "from \"",
    "from '",
];

pub(super) fn foreign_requests(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    check(workspace, &["html", "css", "js", "svg"], foreign_faults)
}

pub(super) fn unescaped(workspace: &Workspace) -> anyhow::Result<Vec<Fault>> {
    check(workspace, &["html"], unescaped_faults)
}

fn check(
    workspace: &Workspace,
    ends: &[&str],
    faults: fn(&str, &str) -> Vec<Fault>,
) -> anyhow::Result<Vec<Fault>> {
    let mut found = Vec::new();
    for path in shell::files_below(&workspace.root.join("crates"), ends)? {
        found.extend(faults(&shown(workspace, &path), &std::fs::read_to_string(&path)?));
    }
    Ok(found)
}

fn foreign_faults(place: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let fetches = FETCHING.iter().flat_map(|before| line.split(before).skip(1)).any(is_foreign);
        let links = line.contains("<link") && line.split("href=\"").skip(1).any(is_foreign);
        if fetches || links {
            faults.push(format!("{place}:{}: fetches something from another host", index.saturating_add(1)));
        }
    }
    faults
}

/// Whether an address begins with a host.
fn is_foreign(address: &str) -> bool {
    ["http://", "https://", "//"].iter().any(|scheme| address.starts_with(scheme))
}

/// A value that is put out as it is needs the reason why it cannot carry a stranger's markup, in the line above.
fn unescaped_faults(place: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut above = "";
    for (index, line) in text.lines().enumerate() {
        let raw = line.replace(' ', "").contains("|safe") || line.contains("escape none");
        if raw && !above.contains("{# safe:") && !line.contains("{# safe:") {
            let place = format!("{place}:{}", index.saturating_add(1));
            faults.push(format!(
                "{place}: puts a value out unescaped; say why in a comment `{{# safe: … #}}` above"
            ));
        }
        above = line;
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_picture_or_style_sheet_of_another_host_is_a_fault() {
        for line in [
            "<script src=\"https://cdn.example/a.js\"></script>",
            "<link rel=\"stylesheet\" href=\"//cdn.example/a.css\">",
            "background: url(http://cdn.example/a.png)",
            "@import \"https://cdn.example/a.css\";",
        ] {
            assert_eq!(
                foreign_faults("a.html", line),
                ["a.html:1: fetches something from another host"],
                "{line}"
            );
        }
    }

    #[test]
    fn a_link_to_follow_and_a_file_of_our_own_are_fine() {
        let text = "<a href=\"https://court.example/\">法院</a>\n<script src=\"/assets/a.js\"></script>\n\
                    <link rel=\"icon\" href=\"/icon.svg\">\n<svg xmlns=\"http://www.w3.org/2000/svg\">\n";
        assert!(foreign_faults("a.html", text).is_empty());
    }

    #[test]
    fn an_unescaped_value_needs_its_reason() {
        assert_eq!(unescaped_faults("a.html", "<p>{{ text|safe }}</p>").len(), 1);
        assert_eq!(unescaped_faults("a.html", "<p>{{ text | safe }}</p>").len(), 1);
        assert!(
            unescaped_faults("a.html", "{# safe: drawn by us, no text of users #}\n{{ chart|safe }}")
                .is_empty()
        );
    }
}
