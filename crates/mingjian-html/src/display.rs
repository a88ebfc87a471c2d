//! How a reader wants pages to look: large type, high contrast. Kept in a cookie that says nothing else.
//! It is no account setting: it follows the browser, and works without script.

/// The name of the cookie.
pub const DISPLAY_COOKIE: &str = "display";

/// How a reader wants pages to look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Display {
    /// Everything is larger by 1.4 and simpler (适老化).
    pub large: bool,
    /// Black on white, lines instead of shades.
    pub contrast: bool,
}

impl Display {
    /// What the `Cookie` header of a request asks for; anything unknown is ignored.
    pub fn from_cookies(header: Option<&str>) -> Self {
        let value = header
            .into_iter()
            .flat_map(|header| header.split(';'))
            .find_map(|pair| pair.trim().strip_prefix(DISPLAY_COOKIE)?.strip_prefix('='))
            .unwrap_or_default();
        Self {
            large: value.split('.').any(|word| word == "large"),
            contrast: value.split('.').any(|word| word == "contrast"),
        }
    }

    /// The same with one wish of the form changed; none for a wish that does not exist.
    #[must_use]
    pub fn with(self, set: &str) -> Option<Self> {
        match set {
            "large-text" => Some(Self { large: true, ..self }),
            "normal-text" => Some(Self { large: false, ..self }),
            "high-contrast" => Some(Self { contrast: true, ..self }),
            "normal-contrast" => Some(Self { contrast: false, ..self }),
            _ => None,
        }
    }

    /// The `Set-Cookie` header that remembers it for a year.
    pub fn cookie(self) -> String {
        let value = match (self.large, self.contrast) {
            (true, true) => "large.contrast",
            (true, false) => "large",
            (false, true) => "contrast",
            (false, false) => "plain",
        };
        format!("{DISPLAY_COOKIE}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
    }

    /// The class of the page, where it differs from the plain one.
    pub fn class(self) -> Option<&'static str> {
        match (self.large, self.contrast) {
            (true, true) => Some("large contrast"),
            (true, false) => Some("large"),
            (false, true) => Some("contrast"),
            (false, false) => None,
        }
    }
}

/// Where to return after a change of the display: a page of this site, or its home. Never another host.
pub fn return_path<'a>(back: &'a str, home: &'a str) -> &'a str {
    let own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n', '\t']);
    if own && back.is_ascii() { back } else { home }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_survives_the_way_through_the_cookie() {
        for set in ["large-text", "high-contrast", "normal-text", "normal-contrast"] {
            let wished = Display { large: false, contrast: true }.with(set).unwrap();
            let cookie = wished.cookie();
            let header = format!("other=1; {}", cookie.split(';').next().unwrap());
            assert_eq!(Display::from_cookies(Some(&header)), wished, "{set}");
        }
        assert_eq!(Display::default().with("purple"), None);
    }

    #[test]
    fn a_foreign_or_broken_cookie_asks_for_nothing() {
        for header in [None, Some(""), Some("display"), Some("display=\"><script>"), Some("xdisplay=large")] {
            assert_eq!(Display::from_cookies(header), Display::default(), "{header:?}");
        }
    }

    #[test]
    fn one_returns_to_a_page_of_this_site_only() {
        assert_eq!(return_path("/decisions?page=2", "/"), "/decisions?page=2");
        for foreign in ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y", "", "/é"]
        {
            assert_eq!(return_path(foreign, "/staff/"), "/staff/", "{foreign:?}");
        }
    }
}
