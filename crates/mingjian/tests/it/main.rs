//! The program proved from outside: the API in process on both engines, and the built binary on the command line.
//! It reads and writes what a stranger would: JSON, bytes, lines and exit codes.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy exempts only the test functions themselves"
)]

mod support;

mod backup;
mod calendar;
mod command_line;
mod contract;
mod crash;
mod description;
mod due;
mod forbidden;
mod import;
mod inspection;
mod interest;
mod lapse;
mod once;
mod ordinary;
mod public;
mod secrecy;
mod summary;
mod turns;
mod version;
