//! The seams to the outside as tests need them: a clock that stands until it is set, randomness that repeats, and a
//! typesetter that makes a small file at once.
//! None of them is fit for anything but tests.

use chrono::NaiveDateTime;
use mingjian_domain::document::DocumentModel;
use mingjian_domain::document::render::{PublicEdition, PublicRenderer};
use mingjian_domain::gate::PublicDecision;
use mingjian_domain::instant::Instant;
use mingjian_domain::seam::{Clock, Entropy, RenderError, RenderMark, RenderedDocument, Renderer};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// A clock that stands until somebody sets it.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// A clock that shows this time in China, written as `2026-03-02 09:00`.
    pub fn at(text: &str) -> Self {
        Self(AtomicI64::new(instant(text).micros()))
    }

    /// Sets it to a time in China, written as `2026-03-02 09:00`.
    pub fn set(&self, text: &str) {
        self.0.store(instant(text).micros(), Ordering::SeqCst);
    }

    /// Lets so many seconds pass.
    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// A time in China, written as `2026-03-02 09:00`.
pub(crate) fn instant(text: &str) -> Instant {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time as 2026-03-02 09:00");
    Instant::from_china(local)
}

/// Bytes that look random and are the same in every run (SplitMix64).
#[derive(Debug)]
pub struct SeededEntropy(AtomicU64);

impl SeededEntropy {
    /// A sequence of its own for each seed.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    fn next(&self) -> u64 {
        let step = 0x9E37_79B9_7F4A_7C15;
        let mut mixed = self.0.fetch_add(step, Ordering::SeqCst).wrapping_add(step);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            for (byte, random) in chunk.iter_mut().zip(self.next().to_le_bytes()) {
                *byte = random;
            }
        }
    }
}

/// Makes a file that says what it stands for, and is no real document.
#[derive(Debug, Clone, Copy, Default)]
pub struct SmallRenderer;

impl Renderer for SmallRenderer {
    fn render(&self, model: &DocumentModel, _: &RenderMark) -> Result<RenderedDocument, RenderError> {
        let pdf = format!("%PDF-1.7\n% {}\n%%EOF\n", model.kind().id()).into_bytes();
        Ok(RenderedDocument { pdf, pages: 1 })
    }
}

impl PublicRenderer for SmallRenderer {
    fn render_public(&self, decision: &PublicDecision, _: &str) -> Result<PublicEdition, RenderError> {
        let document = RenderedDocument { pdf: b"%PDF-1.7\n%%EOF\n".to_vec(), pages: 1 };
        Ok(PublicEdition { document, text: decision.index_text() })
    }
}
