//! What the case database and the public one have in common: an address, a pool, a transaction and migrations, each of
//! both engines behind one type.
//! It knows no table but that of the migrations, holds no query of anybody, and nothing secret.

pub mod address;
pub mod migration;
pub mod pool;

pub use address::{Address, AddressError};
pub use pool::{Pool, Profile, Tx};

use sha2::{Digest as _, Sha256};

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Runs one expression on the connection of either engine; it is compiled once for each, and the SQL is the same.
#[macro_export]
macro_rules! on {
    ($tx:expr, |$connection:ident| $body:expr) => {
        match $tx {
            $crate::Tx::Sqlite(inner) => {
                let $connection = &mut **inner;
                $body
            }
            $crate::Tx::Postgres(inner) => {
                let $connection = &mut **inner;
                $body
            }
        }
    };
}
