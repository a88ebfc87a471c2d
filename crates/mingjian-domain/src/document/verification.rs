//! The code by which anyone checks a paper: it covers kind, number and the digest of the frozen data.
//! It keeps no register; whoever holds the data computes the code anew and compares.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::DocumentModel;
use super::parts::Number;

/// Keeps these hashes apart from any other use of the same digest.
const DOMAIN: &[u8] = b"mingjian document v1\0";
/// Crockford's signs: no I, L, O, U, which are misread on paper.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Eighty bits: nobody finds a second document for a code by trying.
const CODE_BYTES: usize = 10;

/// What stands at the foot of an issued document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// SHA-256 of the canonical data, in lower-case hexadecimal.
    pub data_hash: String,
    /// Sixteen signs in groups of four.
    pub code: String,
    /// The address that the QR code leads to; the code alone where the body has no public site.
    pub address: String,
}

impl Verification {
    /// The code of a frozen document; `site` is the address of the public page that checks codes, without the code.
    ///
    /// # Errors
    /// When the bytes are no frozen document.
    pub fn of_frozen(frozen: &[u8], site: Option<&str>) -> Result<Self, serde_json::Error> {
        let model = DocumentModel::thaw(frozen)?;
        Ok(Self::of_bytes(&model, frozen, site))
    }

    /// The code of a document that is not frozen with a salt: only for documents that hold nothing of a person.
    ///
    /// # Errors
    /// When the data cannot be serialised, which the models do not allow.
    pub fn of(model: &DocumentModel, site: Option<&str>) -> Result<Self, serde_json::Error> {
        Ok(Self::of_bytes(model, &model.canonical_bytes()?, site))
    }

    fn of_bytes(model: &DocumentModel, bytes: &[u8], site: Option<&str>) -> Self {
        let digest = Sha256::digest(bytes);
        let number = model.header().number.as_ref().map_or_else(String::new, Number::to_string);
        let code = code(model.kind().id(), &number, digest.as_slice());
        let address = site.map_or_else(|| code.clone(), |site| format!("{site}{code}"));
        Self { data_hash: hexadecimal(digest.as_slice()), code, address }
    }
}

fn code(kind: &str, number: &str, digest: &[u8]) -> String {
    let mut hasher = Sha256::new();
    for part in [DOMAIN, kind.as_bytes(), b"\0", number.as_bytes(), b"\0", digest] {
        hasher.update(part);
    }
    let mut signs = String::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in hasher.finalize().iter().take(CODE_BYTES) {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            if !signs.is_empty() && signs.len() % 5 == 4 {
                signs.push('-');
            }
            let sign = usize::try_from((bits >> held) & 31).ok().and_then(|at| SIGNS.get(at)).copied();
            signs.push(sign.map_or('0', char::from));
        }
        bits &= (1 << held) - 1;
    }
    signs
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _written = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_four_groups_of_four_signs_and_changes_with_every_part() {
        let one = code("penalty-decision", "示卫医罚〔2026〕1号", &[1; 32]);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
        assert!(one.bytes().all(|sign| sign == b'-' || SIGNS.contains(&sign)), "{one}");
        assert_eq!(one, code("penalty-decision", "示卫医罚〔2026〕1号", &[1; 32]));
        for other in [
            code("prior-notice", "示卫医罚〔2026〕1号", &[1; 32]),
            code("penalty-decision", "示卫医罚〔2026〕2号", &[1; 32]),
            code("penalty-decision", "示卫医罚〔2026〕1号", &[2; 32]),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn bytes_are_written_in_two_figures_each() {
        assert_eq!(hexadecimal(&[0, 15, 255]), "000fff");
    }
}
