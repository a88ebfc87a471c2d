//! Lists: links, trails, tabs, and definitions of one thing's properties.
//! They fetch and sort nothing.

use askama::Template;

use super::writes_markup;

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(label: &str, href: &str) -> Self {
        Self { label: label.to_owned(), href: href.to_owned() }
    }
}

/// The trail above a page: where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/crumbs.html")]
pub struct Crumbs {
    /// What lies above, the highest first.
    pub above: Vec<Link>,
    /// This page.
    pub here: String,
}

/// Tabs that are links: each is a page with an address of its own.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/tabs.html")]
pub struct Tabs {
    /// What they are views of, for who hears the page.
    pub label: String,
    /// The tabs.
    pub items: Vec<Link>,
    /// The address of the open one.
    pub current: String,
}

/// The properties of one thing, each with its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/definitions.html")]
pub struct DefinitionList {
    /// The properties in order.
    pub rows: Vec<Row>,
}

/// One property.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub term: String,
    /// Its value, a paragraph each.
    pub values: Vec<String>,
    /// What must be said of it: why it is masked, which rule counted it.
    pub note: Option<String>,
}

impl Row {
    /// A property with one value.
    pub fn new(term: &str, value: &str) -> Self {
        Self { term: term.to_owned(), values: vec![value.to_owned()], note: None }
    }

    /// The same with a note.
    #[must_use]
    pub fn with_note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }
}

writes_markup!(Crumbs, Tabs, DefinitionList);
