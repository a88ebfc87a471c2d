//! Values that cannot be wrong: identifiers with check digits, money in fen, document numbers, dates in words, and the
//! masking of prose with the search for leaks.
//! It holds no rule of procedure and stores nothing.

pub mod certificate;
pub mod credit_code;
pub mod date_text;
mod detect;
pub mod document_number;
pub(crate) mod fold;
pub mod leak;
pub mod mask;
pub mod money;
pub mod phone;
pub mod plain;
pub mod protected;
pub mod resident_id;
