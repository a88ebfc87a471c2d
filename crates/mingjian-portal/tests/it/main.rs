//! The public site through its router, over a real public database: what it answers, with which headers, and what never.
//! How the pages look is judged by eye and by the browser tests.

#[cfg(test)]
mod client;
#[cfg(test)]
mod data;
#[cfg(test)]
mod pages;
/// The same invented decisions that the public database is tested with.
#[cfg(test)]
#[path = "../../../mingjian-publish/tests/it/sample.rs"]
mod sample;
