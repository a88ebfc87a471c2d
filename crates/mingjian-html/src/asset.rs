//! The style sheet and the icon, each under a path that holds its digest, so that a browser may keep it for ever.
//! It serves nothing itself: a site looks a path up here and sends what it finds.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Something that pages load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Where it lies: `/assets/style-….css`.
    pub path: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    asset(
        "style",
        "css",
        "text/css; charset=utf-8",
        compact(include_str!("../assets/style.css")).into_bytes(),
    )
});
static ICON: LazyLock<Asset> =
    LazyLock::new(|| asset("icon", "svg", "image/svg+xml", include_bytes!("../assets/icon.svg").to_vec()));

/// Where the style sheet lies.
pub fn style_path() -> &'static str {
    &STYLE.path
}

/// Where the icon lies.
pub fn icon_path() -> &'static str {
    &ICON.path
}

/// What lies under a path; an old digest is not found, for its bytes are gone.
pub fn find(path: &str) -> Option<&'static Asset> {
    [&*STYLE, &*ICON].into_iter().find(|asset| asset.path == path)
}

fn asset(name: &str, end: &str, media_type: &'static str, bytes: Vec<u8>) -> Asset {
    let mut digest = String::new();
    for byte in Sha256::digest(&bytes).iter().take(8) {
        // Writing into a string cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    Asset { path: format!("/assets/{name}-{digest}.{end}"), media_type, bytes }
}

/// A style sheet without its comments and line breaks; what a browser reads is the same.
fn compact(css: &str) -> String {
    let mut text = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let mut compact = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !compact.is_empty() && !compact.ends_with(['{', '}', ';', ',']) {
            compact.push(' ');
        }
        compact.push_str(line);
    }
    compact
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_the_bytes_that_lie_there() {
        let style = find(style_path()).unwrap();
        assert!(style.bytes.starts_with(b":root {--ink"));
        assert!(
            style.path.starts_with("/assets/style-") && style.path.len() == "/assets/style-.css".len() + 16
        );
        assert!(find("/assets/style-0000000000000000.css").is_none());
        assert!(find(icon_path()).is_some());
    }

    #[test]
    fn comments_and_line_breaks_are_not_sent() {
        assert_eq!(
            compact("/* why */\na,\nb {\n  color: red;\n  margin: 0\n}\n\n@media (x)\n{ c { top: 0 } }"),
            "a,b {color: red;margin: 0 }@media (x) { c { top: 0 } }"
        );
        let style = include_str!("../assets/style.css");
        assert_eq!(compact(style).matches('{').count(), style.matches('{').count());
    }

    #[test]
    fn the_style_sheet_stays_small_and_asks_no_other_host() {
        let style = std::str::from_utf8(&find(style_path()).unwrap().bytes).unwrap();
        assert!(style.len() <= 20_000, "{} bytes", style.len());
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
}
