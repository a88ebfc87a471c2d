//! Documents as a reader and a checker see them: text, pages, bytes, injected markup.
//! Layout is judged by looking at the samples (`cargo run -p mingjian-docs --example samples -- DIR`).

mod samples;
