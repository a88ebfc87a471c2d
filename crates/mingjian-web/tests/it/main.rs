//! The staff site through its front door: requests in process, pages as people get them.
//! How pages look is judged by eye and by the browser tests, not here.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod authz;
mod browser;
mod case;
mod daily;
mod form;
mod interest;
mod law;
mod login;
mod people;
mod subject;
mod subject_import;
mod work;
mod workbook;
