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
    pub bytes: &'static [u8],
}

static STYLE: LazyLock<Asset> =
    LazyLock::new(|| asset("style", "css", "text/css; charset=utf-8", include_bytes!("../assets/style.css")));
static ICON: LazyLock<Asset> =
    LazyLock::new(|| asset("icon", "svg", "image/svg+xml", include_bytes!("../assets/icon.svg")));

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

fn asset(name: &str, end: &str, media_type: &'static str, bytes: &'static [u8]) -> Asset {
    let mut digest = String::new();
    for byte in Sha256::digest(bytes).iter().take(8) {
        // Writing into a string cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    Asset { path: format!("/assets/{name}-{digest}.{end}"), media_type, bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_the_bytes_that_lie_there() {
        let style = find(style_path()).unwrap();
        assert!(style.bytes.starts_with(b"/* Mingjian"));
        assert!(
            style.path.starts_with("/assets/style-") && style.path.len() == "/assets/style-.css".len() + 16
        );
        assert!(find("/assets/style-0000000000000000.css").is_none());
        assert!(find(icon_path()).is_some());
    }

    #[test]
    fn the_style_sheet_stays_small_and_asks_no_other_host() {
        let style = std::str::from_utf8(find(style_path()).unwrap().bytes).unwrap();
        assert!(style.len() <= 20_000, "{} bytes", style.len());
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
}
