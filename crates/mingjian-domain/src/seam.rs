//! The seams to the outside: the clock, randomness, and the typesetter, as the floors above need them.
//! Nothing here has an implementation; the binary and the testkit bring theirs.

use crate::instant::Instant;

pub use crate::document::render::{RenderError, RenderMark, RenderedDocument, Renderer};

/// The time of recording.
pub trait Clock: Send + Sync {
    /// Now, in whole microseconds.
    fn now(&self) -> Instant;
}

/// Randomness for identifiers, salts and tokens.
pub trait Entropy: Send + Sync {
    /// Fills the bytes with randomness that cannot be guessed.
    fn fill(&self, bytes: &mut [u8]);
}
