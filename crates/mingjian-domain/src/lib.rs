//! The pure floor: proceedings, parties, officers, evidence, documents, review and publication as values and functions.
//! It knows no database, no clock and no network: what it needs to know is handed in.

pub mod act;
pub mod actor;
pub mod attempt;
pub mod clock;
pub mod delegation;
pub mod document;
pub mod event;
pub mod gate;
pub mod handover;
pub mod id;
pub mod instant;
pub mod interest;
mod judge;
pub mod law;
mod occurrence;
pub mod paper;
pub mod permission;
pub mod power;
pub mod proceeding;
pub mod recompute;
pub mod refusal;
pub mod seam;
pub mod subject;
pub mod value;
pub mod work;
