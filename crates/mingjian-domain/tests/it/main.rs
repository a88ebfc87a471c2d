//! The domain tried through its front door, on the real packs: whole cases, forbidden orders, generated histories.
//! It tests no rule of a pack by itself and no database; the law engine and the store do that.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that cannot go on should stop where it stands"
)]

mod acts;
mod beside;
mod case;
mod delegations;
mod forbidden;
mod handling;
mod hearing;
mod histories;
mod inspection;
mod opening;
mod paper;
mod party;
mod paths;
mod people;
mod powers;
mod recompute;
mod roles;
mod service;
mod spot;
mod stages;
mod subject;
mod time;
mod visits;
