//! The application: one function for each thing that a user does, one transaction for each action.
//! It holds no rule of law and no SQL, and knows nothing of HTTP, HTML or PDF.

pub mod access;
pub mod app;
pub mod audit;
pub mod calendar;
pub mod caller;
pub mod confirmation;
mod confirmed;
pub mod delegation;
pub mod digest;
pub mod edition;
pub mod error;
mod facts;
pub mod file;
pub mod idempotency;
pub mod inspection;
pub mod interest;
mod issue;
pub mod law;
pub mod letterhead;
pub mod message;
pub mod paper;
pub mod people;
pub mod power;
pub mod proceeding;
pub mod publication;
pub mod setup;
pub mod subject;
pub mod work;
pub mod worker;

pub use app::{App, AppParts, SystemClock, SystemEntropy};
pub use caller::Caller;
pub use error::AppError;
pub use message::{Message, Messaging, Messenger};
