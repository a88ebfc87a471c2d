//! A history in sentences: when, who, what, with its papers.
//! The order is the caller's.

use askama::Template;

use super::{Link, Tone, writes_markup};

/// A history.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/timeline.html")]
pub struct Timeline {
    /// Its entries in the order shown.
    pub entries: Vec<TimelineEntry>,
}

/// One thing that happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The day or time as people read it.
    pub when: String,
    /// The same for machines.
    pub datetime: String,
    /// Who did it, with the role.
    pub who: String,
    /// What happened, in a sentence.
    pub sentence: String,
    /// What must be known of it: recorded late, why.
    pub details: Vec<String>,
    /// Its papers.
    pub links: Vec<Link>,
    /// Its tone.
    pub tone: Tone,
}

writes_markup!(Timeline);
