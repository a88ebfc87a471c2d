//! A SHA-256 value as a column and as hexadecimal text.
//! It is not a password hash and holds no key: keyed hashes are made in `seal`.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::row::{BoxError, Stored};

/// A SHA-256 hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, std::hash::Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// All zero: what stands before the first link of a chain.
    pub const ZERO: Self = Self([0; 32]);

    /// Wraps a hash that was computed elsewhere.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of several parts, each preceded by its length, so that no two lists of parts are one.
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(part);
        }
        Self(digest.finalize().into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// A text that is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("不是 64 位十六进制数")]
pub struct InvalidHash;

impl std::str::FromStr for Hash {
    type Err = InvalidHash;

    fn from_str(text: &str) -> Result<Self, InvalidHash> {
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return Err(InvalidHash) };
        let pairs = <&[[u8; 2]; 32]>::try_from(pairs).ok().ok_or(InvalidHash)?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            *byte = pair
                .iter()
                .try_fold(0, |value, digit| Some(value * 16 + nibble(*digit)?))
                .ok_or(InvalidHash)?;
        }
        Ok(Self(bytes))
    }
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

impl Stored for Hash {
    type Raw = Vec<u8>;

    fn restore(raw: Vec<u8>) -> Result<Self, BoxError> {
        let bytes = <[u8; 32]>::try_from(raw).map_err(|raw| format!("{} bytes instead of 32", raw.len()))?;
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_reads_back_from_its_own_text_and_from_nothing_else() {
        let hash = Hash::of(b"abc");
        assert_eq!(hash.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(hash.to_string().parse::<Hash>(), Ok(hash));
        assert_eq!(Hash::from_bytes(*hash.as_bytes()), hash);
        assert!("ba78".parse::<Hash>().is_err());
        assert!(format!("{hash}00").parse::<Hash>().is_err());
        assert!("+f".repeat(32).parse::<Hash>().is_err());
        assert!("明".repeat(22).parse::<Hash>().is_err());
    }

    #[test]
    fn parts_are_not_confused_with_their_concatenation() {
        assert_ne!(Hash::of_parts(&[b"ab", b"c"]), Hash::of_parts(&[b"a", b"bc"]));
    }
}
