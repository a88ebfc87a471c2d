//! Law as data: packs of sources, calendars, time limits, causes and procedures, and the proof that they are complete.
//! It performs no input or output but reading a pack folder, knows no person and no case, and never asks the clock.

pub mod calendar;
pub mod calendar_import;
pub mod cause;
pub mod citation;
pub mod condition;
pub mod confirmation;
pub mod deed;
pub mod disclosure;
pub mod discretion;
pub mod due;
mod encoded;
pub mod inspection;
pub mod layer;
pub mod limit;
pub mod numeral;
pub mod organ;
pub mod pack;
pub mod pack_files;
pub mod procedure;
pub mod rule_list;
pub mod sanction;
mod sanction_check;
pub mod scope;
pub mod source;
pub mod summary;
pub mod toml_date;
pub mod toml_error;
pub mod variable;
pub mod verify;
