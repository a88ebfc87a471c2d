//! The parts that pages are made of, as values: `{{ part }}` in a template writes its markup.
//! They compute no law and no date: what they say is handed in, and every text is escaped here.

mod clock;
mod field;
mod list;
mod message;
mod pager;
mod timeline;

pub use clock::{ClockBar, ClockStanding};
pub use field::{BasisNote, Choice, Field, Input};
pub use list::{Crumbs, DefinitionList, Link, Row, Tabs};
pub use message::{Empty, ErrorSummary, Notice, RefusalCard, StatusTag, SummaryItem, Tone};
pub use pager::{KeysetPager, Pagination};
pub use timeline::{Timeline, TimelineEntry};

/// Marks a template whose own markup is safe to write as it is: askama has escaped every value in it.
macro_rules! writes_markup {
    ($($part:ty),+ $(,)?) => { $(impl askama::filters::HtmlSafe for $part {})+ };
}
pub(crate) use writes_markup;
