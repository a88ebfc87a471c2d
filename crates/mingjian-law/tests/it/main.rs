//! The packs of this repository, tested through the front door of the crate: loading, counting, causes, scopes, texts.
//! Oracles from outside (PyPI packages) run in Python; the crate itself reads no database and no network.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy exempts only the test functions themselves"
)]

mod causes;
mod contract;
mod holidays;
mod loading;
mod oracle;
mod python;
mod scopes;
mod statutes;
mod texts;
mod vectors;

use std::sync::OnceLock;

use chrono::NaiveDate;
use mingjian_law::pack::Pack;

/// The body that most tests look at; read once, because properties ask for it hundreds of times.
pub(crate) fn xuchang() -> Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| Pack::embedded("xuchang-health").unwrap_or_else(|error| panic!("{error}"))).clone()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}
