//! Reading the finished layout: what is printed, and for which characters a box would be.
//! It does not look at pictures: the only one is the QR code.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// The glyph that a font prints for what it does not have: a box.
const NOT_DEFINED: u16 = 0;

/// What is printed in a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The text, a line for each run.
    pub(crate) text: String,
    /// Every character for which a box would be printed, in order of code.
    pub(crate) missing: BTreeSet<char>,
}

impl Reading {
    /// Reads every page.
    pub(crate) fn of(document: &PagedDocument) -> Self {
        let mut reading = Self::default();
        for page in document.pages() {
            reading.frame(&page.frame);
        }
        reading
    }

    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(text) => self.run(text),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => {}
            }
        }
    }

    fn run(&mut self, run: &TextItem) {
        self.text.push_str(&run.text);
        self.text.push('\n');
        for glyph in run.glyphs.iter().filter(|glyph| glyph.id == NOT_DEFINED) {
            self.missing.extend(run.text.get(glyph.range()).unwrap_or_default().chars());
        }
    }
}
