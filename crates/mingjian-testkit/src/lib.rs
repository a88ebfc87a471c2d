//! What the tests of the upper floors share: a body with people of every role, on both engines, with a clock to set.
//! It drives no HTTP and knows no page; nothing of it is linked into the program.
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has failed")]

pub mod people;
mod postgres;
mod seams;
mod test_app;

pub use seams::{SeededEntropy, SmallRenderer, TestClock};
pub use test_app::{Engine, TestApp};
