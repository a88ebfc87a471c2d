//! Documents as a reader and a checker see them: text, pages, bytes, injected markup, frozen data.
//! Layout is judged by looking at the samples (`cargo run -p mingjian-docs --example samples -- DIR`).

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panic, like the tests"
)]

mod data;
mod pdf;
mod public;
mod samples;
mod text;
