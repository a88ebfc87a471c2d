//! Short messages: a tag for a state, a notice, an error summary, an empty state, and a refusal with its article.
//! Which tone a state has is the caller's choice; colour never carries the meaning alone.

use askama::Template;

use super::list::Link;
use super::writes_markup;

/// What a colour means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular: not started, over.
    #[default]
    Plain,
    /// Under way.
    Info,
    /// Done, valid.
    Good,
    /// Due soon, doubtful.
    Warn,
    /// Overdue, failed, withdrawn.
    Bad,
}

impl Tone {
    /// Its class in the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Info => "info",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// A state in a word or two.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/tag.html")]
pub struct StatusTag {
    /// The word.
    pub label: String,
    /// Its tone.
    pub tone: Tone,
}

impl StatusTag {
    /// A tag.
    pub fn new(label: &str, tone: Tone) -> Self {
        Self { label: label.to_owned(), tone }
    }
}

/// A message above the page's content.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/notice.html")]
pub struct Notice {
    /// Its tone.
    pub tone: Tone,
    /// What happened or must be known, in a few words.
    pub title: String,
    /// The rest, a paragraph each.
    pub text: Vec<String>,
}

/// What is wrong with a form, on top of it, each line leading to its field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/error-summary.html")]
pub struct ErrorSummary {
    /// The lines.
    pub items: Vec<SummaryItem>,
}

/// One line of an error summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryItem {
    /// The id of the field's element; none where no field is to blame.
    pub field: Option<String>,
    /// What is wrong and what to do.
    pub message: String,
}

/// A list in which nothing is: it says why and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/empty.html")]
pub struct Empty {
    /// What is not there.
    pub title: String,
    /// Why, or what to do.
    pub text: String,
    /// Where to go.
    pub links: Vec<Link>,
}

/// An action that is refused now, shown and not hidden: why, by which article, on which facts.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/refusal.html")]
pub struct RefusalCard {
    /// The action that is refused.
    pub action: String,
    /// Why, and what to do.
    pub message: String,
    /// The stable code.
    pub code: String,
    /// The articles, each in words.
    pub basis: Vec<String>,
    /// The facts that it rests on, such as a date or a name.
    pub facts: Vec<String>,
}

writes_markup!(StatusTag, Notice, ErrorSummary, Empty, RefusalCard);
