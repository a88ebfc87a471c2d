//! Encryption at rest: keys derived from one master key, sealing bound to its place, and the blind index.
//! It reads no file (see `key_file`) and makes no randomness: the caller hands random bytes in.

use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use mingjian_domain::id::ProceedingId;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::hash::Hash;

/// The first byte of everything sealed: a later form gets another number.
const FORM: u8 = 1;
const KEY_ID_LENGTH: usize = 8;
const NONCE_LENGTH: usize = 24;

/// 32 secret bytes, wiped when dropped.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// Where a sealed value stands; it cannot be opened anywhere else.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The table.
    pub(crate) table: &'static str,
    /// The column.
    pub(crate) column: &'static str,
    /// The row, with its version where the value changes over time.
    pub(crate) row: &'a str,
}

impl Place<'_> {
    /// Table and column hold no bar, so the text has one reading.
    fn associated_data(&self) -> Vec<u8> {
        format!("{}|{}|{}", self.table, self.column, self.row).into_bytes()
    }

    fn corrupt(&self, why: &'static str) -> StoreError {
        StoreError::Corrupt { table: self.table, row: self.row.to_owned(), why }
    }
}

/// A key that seals and opens.
#[derive(Clone)]
struct SealingKey {
    id: [u8; KEY_ID_LENGTH],
    cipher: Secret,
    nonce: Secret,
}

impl SealingKey {
    fn derive(secret: &[u8; 32], purpose: &str) -> Self {
        let label = |part: &str| format!("mingjian/1/{purpose}/{part}");
        Self {
            id: key_id(secret, &label("id")),
            cipher: derive(secret, &label("cipher")),
            nonce: derive(secret, &label("nonce")),
        }
    }

    /// Seals with a nonce that is a keyed hash of place and content.
    ///
    /// A drawn nonce would need randomness on every write; this one cannot repeat for two contents, and all that it
    /// tells is that the very same content was written to the very same place again.
    fn seal(&self, place: Place<'_>, plain: &[u8]) -> Vec<u8> {
        let associated_data = place.associated_data();
        let digest = keyed_hash(&self.nonce, &[&associated_data, plain]);
        let mut nonce = [0; NONCE_LENGTH];
        nonce.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
        let payload = Payload { msg: plain, aad: &associated_data };
        let Ok(sealed) = self.cipher().encrypt(&XNonce::from(nonce), payload) else {
            unreachable!("the cipher refuses only contents of 256 GiB and more")
        };
        [&[FORM], self.id.as_slice(), &nonce, &sealed].concat()
    }

    fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let rest = sealed.strip_prefix(&[FORM]).ok_or_else(|| place.corrupt("密文格式不符"))?;
        let (id, rest) =
            rest.split_first_chunk::<KEY_ID_LENGTH>().ok_or_else(|| place.corrupt("密文不完整"))?;
        if *id != self.id {
            return Err(place.corrupt("密文不是用本密钥加密的"));
        }
        let (nonce, body) =
            rest.split_first_chunk::<NONCE_LENGTH>().ok_or_else(|| place.corrupt("密文不完整"))?;
        let payload = Payload { msg: body, aad: &place.associated_data() };
        // The cipher tells no more than that it failed, on purpose.
        self.cipher()
            .decrypt(&XNonce::from(*nonce), payload)
            .ok()
            .ok_or_else(|| place.corrupt("密文校验失败"))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.cipher))
    }
}

/// The keys of one installation, all derived from the master key in the key file.
#[derive(Clone)]
pub struct Keys {
    master: Secret,
    field: SealingKey,
    wrap: SealingKey,
    index: Secret,
}

impl Keys {
    /// Derives the keys from the master key.
    pub fn from_master(master: &[u8; 32]) -> Self {
        Self {
            master: Zeroizing::new(*master),
            field: SealingKey::derive(master, "field"),
            wrap: SealingKey::derive(master, "wrap"),
            index: derive(master, "mingjian/1/index"),
        }
    }

    /// The public name of the master key, eight bytes in hexadecimal.
    pub fn id(&self) -> String {
        format!("{:016x}", u64::from_be_bytes(key_id(&self.master, "mingjian/1/id")))
    }

    /// A key for another floor (files, cookies), different for each label and from every key of this crate.
    pub fn derive(&self, label: &str) -> Zeroizing<[u8; 32]> {
        derive(&self.master, &format!("mingjian/1/other/{label}"))
    }

    /// What the database remembers to recognise this key; it tells nothing about it.
    pub(crate) fn check(&self) -> Hash {
        Hash::from_bytes(*derive(&self.master, "mingjian/1/check"))
    }

    /// The keyed hash under which a protected value is found; the value must be normalised.
    pub(crate) fn blind_index(&self, kind: &str, normalised: &str) -> Hash {
        keyed_hash(&self.index, &[kind.as_bytes(), normalised.as_bytes()])
    }

    /// A keyed hash for one use that tells nothing of what went in.
    pub(crate) fn salt(&self, purpose: &str, parts: &[&[u8]]) -> Hash {
        keyed_hash(&derive(&self.master, &format!("mingjian/1/salt/{purpose}")), parts)
    }

    /// Seals a value that belongs to no proceeding.
    pub(crate) fn seal(&self, place: Place<'_>, plain: &[u8]) -> Vec<u8> {
        self.field.seal(place, plain)
    }

    /// Opens a value that belongs to no proceeding.
    pub(crate) fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.field.open(place, sealed)
    }

    /// Wraps the random data key of a proceeding.
    pub(crate) fn wrap(&self, proceeding: ProceedingId, random: &[u8; 32]) -> Vec<u8> {
        self.wrap.seal(wrap_place(&proceeding.to_string()), random)
    }

    /// Unwraps the data key of a proceeding.
    pub(crate) fn unwrap_key(&self, proceeding: ProceedingId, wrapped: &[u8]) -> Result<DataKey, StoreError> {
        let row = proceeding.to_string();
        let plain = Zeroizing::new(self.wrap.open(wrap_place(&row), wrapped)?);
        let secret = <&[u8; 32]>::try_from(plain.as_slice())
            .ok()
            .ok_or_else(|| wrap_place(&row).corrupt("案件密钥长度不符"))?;
        Ok(DataKey::new(proceeding, secret))
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({})", self.id())
    }
}

/// The key of one proceeding, and the handle by which its sealed rows are written and read.
///
/// Whoever holds it has loaded the proceeding, so a row cannot be sealed for another one by mistake.
#[derive(Clone)]
pub struct DataKey {
    proceeding: ProceedingId,
    key: SealingKey,
}

impl DataKey {
    pub(crate) fn new(proceeding: ProceedingId, secret: &[u8; 32]) -> Self {
        Self { proceeding, key: SealingKey::derive(secret, "proceeding") }
    }

    /// The proceeding that this key belongs to.
    pub const fn proceeding(&self) -> ProceedingId {
        self.proceeding
    }

    pub(crate) fn seal(&self, place: Place<'_>, plain: &[u8]) -> Vec<u8> {
        self.key.seal(place, plain)
    }

    pub(crate) fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.key.open(place, sealed)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DataKey(of {})", self.proceeding)
    }
}

/// Reads opened bytes as text.
pub(crate) fn into_text(place: Place<'_>, plain: Vec<u8>) -> Result<String, StoreError> {
    String::from_utf8(plain).ok().ok_or_else(|| place.corrupt("不是文字"))
}

fn wrap_place(row: &str) -> Place<'_> {
    Place { table: "proceedings", column: "wrapped_key", row }
}

/// HMAC-SHA256 over parts that are preceded by their lengths.
pub(crate) fn keyed_hash(key: &[u8; 32], parts: &[&[u8]]) -> Hash {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes keys of any length")
    };
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    Hash::from_bytes(mac.finalize().into_bytes().into())
}

fn derive(secret: &[u8; 32], label: &str) -> Secret {
    Zeroizing::new(*keyed_hash(secret, &[label.as_bytes()]).as_bytes())
}

fn key_id(secret: &[u8; 32], label: &str) -> [u8; KEY_ID_LENGTH] {
    let mut id = [0; KEY_ID_LENGTH];
    id.iter_mut().zip(derive(secret, label).iter()).for_each(|(to, from)| *to = *from);
    id
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLACE: Place<'static> = Place { table: "jobs", column: "sealed_payload", row: "7" };

    #[test]
    fn what_was_sealed_for_one_place_opens_in_no_other() {
        let keys = Keys::from_master(&[1; 32]);
        let sealed = keys.seal(PLACE, "身份证 410102199001011234".as_bytes());
        assert_eq!(keys.open(PLACE, &sealed).unwrap(), "身份证 410102199001011234".as_bytes());
        for elsewhere in [
            Place { table: "sessions", ..PLACE },
            Place { column: "sealed_error", ..PLACE },
            Place { row: "8", ..PLACE },
        ] {
            assert!(matches!(keys.open(elsewhere, &sealed), Err(StoreError::Corrupt { .. })));
        }
    }

    #[test]
    fn another_key_opens_nothing() {
        let sealed = Keys::from_master(&[1; 32]).seal(PLACE, b"secret");
        assert!(Keys::from_master(&[2; 32]).open(PLACE, &sealed).is_err());
        let proceeding = ProceedingId::from_uuid(uuid::Uuid::from_u128(7));
        let other = ProceedingId::from_uuid(uuid::Uuid::from_u128(8));
        let wrapped = Keys::from_master(&[1; 32]).wrap(proceeding, &[9; 32]);
        assert!(Keys::from_master(&[1; 32]).unwrap_key(proceeding, &wrapped).is_ok());
        assert!(Keys::from_master(&[1; 32]).unwrap_key(other, &wrapped).is_err());
        assert!(Keys::from_master(&[2; 32]).unwrap_key(proceeding, &wrapped).is_err());
    }

    #[test]
    fn keys_for_different_uses_differ_and_are_never_printed() {
        let keys = Keys::from_master(&[1; 32]);
        assert_ne!(keys.derive("files"), keys.derive("cookies"));
        assert_ne!(keys.blind_index("id-card", "1"), keys.blind_index("phone", "1"));
        assert_eq!(format!("{keys:?}"), format!("Keys({})", keys.id()));
    }

    proptest! {
        #[test]
        fn any_content_survives_sealing_and_no_changed_byte_does(
            plain in proptest::collection::vec(any::<u8>(), 0..200),
            at in any::<proptest::sample::Index>(),
            flip in 1..=255_u8,
        ) {
            let keys = Keys::from_master(&[3; 32]);
            let mut sealed = keys.seal(PLACE, &plain);
            prop_assert_eq!(keys.open(PLACE, &sealed).unwrap(), plain);
            let index = at.index(sealed.len());
            sealed[index] ^= flip;
            prop_assert!(keys.open(PLACE, &sealed).is_err());
        }
    }
}
