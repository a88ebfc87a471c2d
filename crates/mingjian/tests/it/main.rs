//! The program proved from outside: the API in process on both engines, and the built binary on the command line.
//! It reads and writes what a stranger would: JSON, bytes, lines and exit codes.

mod support;

mod contract;
mod description;
mod forbidden;
mod once;
mod ordinary;
mod version;
