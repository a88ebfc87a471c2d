//! Files of cases in a folder: addressed by their SHA-256 within a proceeding, sealed at rest, written once.
//! It knows no name, no media type and no owner of a file: those stand in the case database.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use mingjian_domain::id::ProceedingId;
use sha2::{Digest, Sha256};
use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

const NONCE_LENGTH: usize = 24;

/// Why a file could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The folder could not be written or read.
    #[error("reading or writing {path}")]
    Folder {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The file is there but is not what was stored.
    #[error("{0} is damaged or was changed")]
    Corrupt(PathBuf),
}

/// A folder of sealed files.
pub struct Files {
    folder: PathBuf,
    key: Zeroizing<[u8; 32]>,
}

/// Without the key.
impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl Files {
    /// Files in this folder under this key; the folder is made when the first file comes.
    pub const fn new(folder: PathBuf, key: Zeroizing<[u8; 32]>) -> Self {
        Self { folder, key }
    }

    /// Keeps bytes and answers their SHA-256; the same bytes in the same proceeding are kept once.
    ///
    /// The file is complete and synced before it gets its name, so a crash leaves no half file under it.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn put(&self, proceeding: ProceedingId, bytes: &[u8]) -> Result<String, FilesError> {
        let sha256 = sha256_hex(bytes);
        let path = self.path(proceeding, &sha256);
        if path.exists() {
            return Ok(sha256);
        }
        let sealed = self.seal(proceeding, &sha256, bytes);
        write_once(&path, &sealed).map_err(|source| FilesError::Folder { path, source })?;
        Ok(sha256)
    }

    /// The bytes of a file, or nothing when it is not there.
    ///
    /// # Errors
    /// When the file cannot be read, or is not what was stored.
    pub fn get(&self, proceeding: ProceedingId, sha256: &str) -> Result<Option<Vec<u8>>, FilesError> {
        let path = self.path(proceeding, sha256);
        let sealed = match std::fs::read(&path) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(FilesError::Folder { path, source }),
        };
        let plain =
            self.open(proceeding, sha256, &sealed).ok_or_else(|| FilesError::Corrupt(path.clone()))?;
        if sha256_hex(&plain) == sha256 { Ok(Some(plain)) } else { Err(FilesError::Corrupt(path)) }
    }

    fn path(&self, proceeding: ProceedingId, sha256: &str) -> PathBuf {
        let safe: String = sha256.chars().filter(char::is_ascii_hexdigit).collect();
        self.folder.join(proceeding.to_string()).join(safe)
    }

    /// The nonce is derived from the place and the content's hash: the same file sealed twice is the same file.
    fn nonce(&self, proceeding: ProceedingId, sha256: &str) -> [u8; NONCE_LENGTH] {
        let mut digest = Sha256::new();
        digest.update(b"mingjian file nonce");
        digest.update(*self.key);
        digest.update(proceeding.as_uuid().as_bytes());
        digest.update(sha256.as_bytes());
        let full: [u8; 32] = digest.finalize().into();
        let mut nonce = [0; NONCE_LENGTH];
        nonce.iter_mut().zip(full).for_each(|(to, from)| *to = from);
        nonce
    }

    fn seal(&self, proceeding: ProceedingId, sha256: &str, plain: &[u8]) -> Vec<u8> {
        let nonce = self.nonce(proceeding, sha256);
        let place = format!("{proceeding}/{sha256}");
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let Ok(sealed) = self.cipher().encrypt(&XNonce::from(nonce), payload) else {
            unreachable!("the cipher seals anything shorter than 256 GiB")
        };
        [nonce.as_slice(), &sealed].concat()
    }

    fn open(&self, proceeding: ProceedingId, sha256: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, body) = sealed.split_at_checked(NONCE_LENGTH)?;
        let nonce: [u8; NONCE_LENGTH] = nonce.try_into().ok()?;
        let place = format!("{proceeding}/{sha256}");
        let payload = Payload { msg: body, aad: place.as_bytes() };
        self.cipher().decrypt(&XNonce::from(nonce), payload).ok()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&(*self.key).into())
    }
}

fn write_once(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let Some(folder) = path.parent() else {
        return Err(std::io::Error::other("a file has a folder"));
    };
    std::fs::create_dir_all(folder)?;
    let partial = path.with_extension("partial");
    let mut file = std::fs::File::create(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&partial, path)?;
    // The name itself must survive a power cut too.
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &Path) -> Files {
        Files::new(folder.to_owned(), Zeroizing::new([7; 32]))
    }

    fn case(number: u128) -> ProceedingId {
        ProceedingId::from_uuid(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_file_is_kept_once_sealed_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(folder.path());
        let text = "被询问人身份证 110105194912310021".as_bytes();
        let sha256 = files.put(case(1), text).unwrap();
        assert_eq!(files.put(case(1), text).unwrap(), sha256);
        assert_eq!(files.get(case(1), &sha256).unwrap().unwrap(), text);
        assert_eq!(files.get(case(2), &sha256).unwrap(), None, "another case does not find it");
        let stored = std::fs::read(files.path(case(1), &sha256)).unwrap();
        assert!(!stored.windows(18).any(|window| window == b"110105194912310021"));
    }

    #[test]
    fn a_changed_moved_or_foreign_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(folder.path());
        let sha256 = files.put(case(1), b"evidence").unwrap();
        let path = files.path(case(1), &sha256);
        let sealed = std::fs::read(&path).unwrap();
        std::fs::create_dir_all(files.path(case(2), &sha256).parent().unwrap()).unwrap();
        std::fs::copy(&path, files.path(case(2), &sha256)).unwrap();
        assert!(matches!(files.get(case(2), &sha256), Err(FilesError::Corrupt(_))));
        let mut changed = sealed;
        *changed.last_mut().unwrap() ^= 1;
        std::fs::write(&path, changed).unwrap();
        assert!(matches!(files.get(case(1), &sha256), Err(FilesError::Corrupt(_))));
        let other = Files::new(folder.path().to_owned(), Zeroizing::new([8; 32]));
        assert!(matches!(other.get(case(1), &sha256), Err(FilesError::Corrupt(_))));
    }

    #[test]
    fn a_hash_cannot_lead_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        assert!(files(folder.path()).path(case(1), "../../etc/passwd").starts_with(folder.path()));
    }
}
