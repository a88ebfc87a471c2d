//! The case database on SQLite and PostgreSQL: one SQL text, rows sealed at rest, journal, audit trail and outbox.
//! It holds no rule of law, reads no clock, makes no randomness and knows nothing of HTTP or of the public database.

#[macro_use]
mod row;

pub mod database;
mod dialect;
pub mod error;
mod filter;
pub mod hash;
pub mod key_file;
mod migration;
pub mod scope;
pub mod seal;

pub mod calendar_year;
pub mod meta;
pub mod pack;

pub mod appointment;
pub mod confirmation;
pub mod delegation;
pub mod entrustment;
pub mod interest;
pub mod letterhead;
pub mod officer;
pub mod organ;
pub mod session;
pub mod token;
pub mod user;

pub mod blob;
pub mod clock;
pub mod digest;
pub mod document;
pub mod identifier;
pub mod journal;
pub mod number_series;
pub mod person;
pub mod proceeding;
pub mod publication;
pub mod subject;
pub mod subject_import;
pub mod subject_search;
pub mod work;

pub mod audit;
pub mod idempotency;
pub mod job;

pub use database::{Database, ReadTx, WriteTx};
pub use error::{StoreError, Transient};
pub use hash::Hash;
pub use key_file::KeyFile;
/// Where the database is.
pub use mingjian_sql::Address;
pub use row::Source;
pub use scope::{Page, Scope};
pub use seal::{DataKey, Keys};
