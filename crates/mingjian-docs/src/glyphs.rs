//! Finding characters that no font has, in the finished layout.
//! It does not look at pictures: the only one is the QR code, which holds no text.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// The glyph that a font prints for what it does not have: a box.
const NOT_DEFINED: u16 = 0;

/// Every character of the document for which a box would be printed, in order of code.
pub(crate) fn missing(document: &PagedDocument) -> Vec<char> {
    let mut found = BTreeSet::new();
    for page in document.pages() {
        collect(&page.frame, &mut found);
    }
    found.into_iter().collect()
}

fn collect(frame: &Frame, found: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, found),
            FrameItem::Text(text) => collect_text(text, found),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => {}
        }
    }
}

fn collect_text(text: &TextItem, found: &mut BTreeSet<char>) {
    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == NOT_DEFINED) {
        found.extend(text.text.get(glyph.range()).unwrap_or_default().chars());
    }
}
