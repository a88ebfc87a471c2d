//! A search of everything that lies in a folder for what must not be readable there, in every spelling of bytes.
//! It opens no database and no file by its meaning: it reads bytes.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// What of these texts stands readable in some bytes: as UTF-8, as UTF-16, and in hexadecimal of either case.
pub(crate) fn readable<'a>(bytes: &[u8], texts: &[&'a str]) -> Vec<(&'a str, &'static str)> {
    let mut found = Vec::new();
    for text in texts {
        for (spelling, needle) in spellings(text) {
            if contains(bytes, &needle) {
                found.push((*text, spelling));
            }
        }
    }
    found
}

fn spellings(text: &str) -> [(&'static str, Vec<u8>); 5] {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut lower = String::new();
    for byte in text.bytes() {
        write!(lower, "{byte:02x}").unwrap();
    }
    let mut escaped = String::new();
    for ch in text.chars() {
        if ch.is_ascii() {
            escaped.push(ch);
        } else {
            write!(escaped, "\\u{:04x}", u32::from(ch)).unwrap();
        }
    }
    [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-16", utf16),
        ("upper hexadecimal", lower.to_uppercase().into_bytes()),
        ("hexadecimal", lower.into_bytes()),
        ("JSON escapes", escaped.into_bytes()),
    ]
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else { return false };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        if rest[at..].starts_with(needle) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

#[test]
fn the_search_finds_what_it_is_to_find() {
    let texts = ["13800138000", "当事人"];
    for (text, bytes) in [
        ("13800138000", b"x13800138000x".to_vec()),
        ("13800138000", b"3133383030313338303030".to_vec()),
        ("当事人", "他是当事人".as_bytes().to_vec()),
        ("当事人", b"E5BD93E4BA8BE4BABA".to_vec()),
        ("当事人", br"\u5f53\u4e8b\u4eba".to_vec()),
        ("当事人", [0x53, 0x5F, 0x8B, 0x4E, 0xBA, 0x4E].to_vec()),
    ] {
        let found = readable(&bytes, &texts);
        assert!(found.iter().all(|(other, _)| *other == text) && !found.is_empty(), "{text}: {found:?}");
    }
    assert!(readable("138001380 当事".as_bytes(), &texts).is_empty());
}
