//! What the layout needs to know of a page: its title, its site, where one can go, and who is there.
//! It decides nothing: which entries a person may see is settled before.

use crate::asset;
use crate::display::Display;

/// One page inside the layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The title, as in the tab of a browser; the page writes its own `h1`.
    pub title: String,
    /// The site.
    pub site: Site,
    /// The entries of the navigation.
    pub nav: Vec<NavItem>,
    /// How this reader wants pages to look.
    pub display: Display,
    /// The address of this page, to which a change of the display returns.
    pub path: String,
    /// Who is logged in; none on the public site.
    pub user: Option<UserMark>,
    /// The search field of the top bar.
    pub search: Option<Search>,
}

/// Which of the two sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteKind {
    /// For everyone.
    Public,
    /// For the body's own people.
    Staff,
}

/// What is the same on every page of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Which of the two.
    pub kind: SiteKind,
    /// The name of the site.
    pub name: String,
    /// The organ that answers for it.
    pub organ: String,
    /// The sentence that marks a demonstration, where it is one.
    pub demo: Option<String>,
    /// Where the name leads.
    pub home: String,
    /// Where the buttons for type size and contrast post to.
    pub display_action: String,
    /// The lines of the foot: address, telephone, hours.
    pub foot: Vec<String>,
}

/// One entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether this page belongs to it.
    pub current: bool,
    /// How many things wait there.
    pub count: Option<u64>,
}

impl NavItem {
    /// An entry; the page belongs to it when `path` is its address or lies below it.
    pub fn new(label: &str, href: &str, path: &str) -> Self {
        // Everything lies below the home of a site (`/`, `/staff/`), so a home is current only on its own page.
        let below = path.strip_prefix(href).is_some_and(|rest| rest.starts_with(['/', '?']));
        let current = path == href || (below && !href.ends_with('/'));
        Self { label: label.to_owned(), href: href.to_owned(), current, count: None }
    }
}

/// Who is logged in, as the top bar shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserMark {
    /// The name.
    pub name: String,
    /// The roles, in one phrase.
    pub roles: String,
    /// Where the account page is.
    pub account: String,
    /// Where logging out posts to.
    pub logout: String,
    /// The token that every form of this session carries.
    pub csrf: String,
}

/// The search field of the top bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Where it leads.
    pub action: String,
    /// The name of the parameter.
    pub name: String,
    /// What is looked for now.
    pub value: String,
    /// What may be typed.
    pub label: String,
}

impl Page {
    /// Whether it belongs to the staff site.
    pub fn is_staff(&self) -> bool {
        self.site.kind == SiteKind::Staff
    }

    /// Where the style sheet lies.
    pub fn style_path(&self) -> &'static str {
        asset::style_path()
    }

    /// Where the icon lies.
    pub fn icon_path(&self) -> &'static str {
        asset::icon_path()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_current_on_its_own_page_and_below_it() {
        for (href, path, expected) in [
            ("/decisions", "/decisions", true),
            ("/decisions", "/decisions/7", true),
            ("/decisions", "/decisions?page=2", true),
            ("/decisions", "/decisions-old", false),
            ("/", "/", true),
            ("/", "/decisions", false),
            ("/staff/", "/staff/", true),
            ("/staff/", "/staff/cases", false),
            ("/staff/cases", "/staff/cases/9", true),
        ] {
            assert_eq!(NavItem::new("项", href, path).current, expected, "{href} on {path}");
        }
    }
}
