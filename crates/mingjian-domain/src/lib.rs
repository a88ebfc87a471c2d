//! The pure floor: proceedings, parties, officers, evidence, documents, review and publication as values and functions.
//! It knows no database, no clock and no network: what it needs to know is handed in.

pub mod document;
pub mod id;
pub mod instant;
pub mod value;
