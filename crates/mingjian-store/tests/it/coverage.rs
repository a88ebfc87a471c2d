//! Every public function of a room is called by this suite; a new one without a test fails here.
//! It counts calls, not what they assert.

use std::path::Path;

/// The text of all files below a folder, with the stem of each.
fn texts(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap())
    };
    std::fs::read_dir(folder).unwrap().map(read).collect()
}

/// The names of public functions that begin at the given depth.
fn public_functions<'a>(text: &'a str, indent: &'static str) -> impl Iterator<Item = &'a str> {
    text.lines().filter_map(move |line| {
        let rest = line.strip_prefix(indent)?.strip_prefix("pub ")?;
        let rest = rest.strip_prefix("const ").unwrap_or(rest);
        let rest = rest.strip_prefix("async ").unwrap_or(rest).strip_prefix("fn ")?;
        rest.split(['(', '<']).next()
    })
}

#[test]
fn every_public_function_of_a_room_is_called_by_the_contract_suite() {
    let suite: String = texts("tests/it").into_iter().map(|(_, text)| text).collect();
    let mut rooms = 0;
    let mut missing = Vec::new();
    for (module, text) in texts("src") {
        let unit_tests = text.split("#[cfg(test)]").nth(1).unwrap_or_default();
        for name in public_functions(&text, "") {
            rooms += 1;
            let by_unit_test = unit_tests.contains(name);
            if !suite.contains(&format!("{module}::{name}(")) && !by_unit_test {
                missing.push(format!("{module}::{name}"));
            }
        }
        for name in public_functions(&text, "    ") {
            let called = suite.contains(&format!(".{name}(")) || suite.contains(&format!("::{name}("));
            if !called && !unit_tests.contains(name) {
                missing.push(format!("{module}: {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(rooms > 60, "only {rooms} functions were found: the search is wrong");
}
