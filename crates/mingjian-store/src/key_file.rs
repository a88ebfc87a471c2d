//! The key file beside the data folder: 32 random bytes and the name that is derived from them.
//! It never lies inside the data folder, so that a copied folder is of no use without it.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::hash::Hash;
use crate::seal::{Keys, Secret};

const HEADING: &str = "mingjian-key 1";
/// A key file is three short lines; anything longer is another file.
const LONGEST: u64 = 1000;

/// An opened key file.
#[derive(Debug)]
pub struct KeyFile {
    path: PathBuf,
    keys: Keys,
}

impl KeyFile {
    /// Opens the key file, or answers `None` when there is none.
    ///
    /// Fails when the file cannot be read or its key does not bear the name that stands beside it.
    pub fn open(path: &Path) -> Result<Option<Self>, StoreError> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unusable(path, &error)),
        };
        let mut text = Zeroizing::new(String::new());
        file.take(LONGEST).read_to_string(&mut text).map_err(|error| unusable(path, &error))?;
        let keys = read(&text).map_err(|why| unusable(path, why))?;
        Ok(Some(Self { path: path.to_owned(), keys }))
    }

    /// Opens the key file, or makes one of the random bytes, readable by its owner only.
    ///
    /// For a first start: where a database exists already, use [`KeyFile::open`], a new key is of no use to it.
    pub fn open_or_create(path: &Path, random: &[u8; 32]) -> Result<Self, StoreError> {
        if let Some(file) = Self::open(path)? {
            return Ok(file);
        }
        match create(path, random) {
            Ok(()) => {}
            // Another process was faster: its key is the key.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(unusable(path, &error)),
        }
        Self::open(path)?.ok_or_else(|| unusable(path, "文件刚写入即消失"))
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The keys that are derived from it.
    pub fn keys(&self) -> Keys {
        self.keys.clone()
    }
}

fn create(path: &Path, random: &[u8; 32]) -> std::io::Result<()> {
    let id = Keys::from_master(random).id();
    let key = Zeroizing::new(Hash::from_bytes(*random).to_string());
    let text = Zeroizing::new(format!("{HEADING}\nid {id}\nkey {}\n", key.as_str()));
    // Written whole under a name of its own first: a half-written key file must never be taken for one.
    let draft = path.with_extension(format!("key-{id}"));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    // A link fails where a rename would overwrite a key that is there.
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft)?;
    linked?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn read(text: &str) -> Result<Keys, &'static str> {
    let mut lines = text.lines();
    if lines.next() != Some(HEADING) {
        return Err("不是明鉴的密钥文件");
    }
    let id = lines.next().and_then(|line| line.strip_prefix("id ")).ok_or("缺少密钥编号")?;
    let key = lines.next().and_then(|line| line.strip_prefix("key ")).ok_or("缺少密钥内容")?;
    let key: Hash = key.parse().ok().ok_or("密钥内容不是 64 位十六进制数")?;
    let secret: Secret = Zeroizing::new(*key.as_bytes());
    let keys = Keys::from_master(&secret);
    if keys.id() == id { Ok(keys) } else { Err("密钥内容与编号不符，文件可能被改动") }
}

fn unusable(path: &Path, why: &(impl ToString + ?Sized)) -> StoreError {
    StoreError::KeyFile { path: path.to_owned(), why: why.to_string() }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_key_is_made_once_and_read_by_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.key");
        assert!(KeyFile::open(&path).unwrap().is_none());
        let first = KeyFile::open_or_create(&path, &[1; 32]).unwrap();
        let second = KeyFile::open_or_create(&path, &[2; 32]).unwrap();
        assert_eq!(first.keys().id(), second.keys().id());
        assert_eq!(second.path(), path);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left behind");
    }

    #[test]
    fn a_changed_key_file_is_refused_with_a_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.key");
        KeyFile::open_or_create(&path, &[1; 32]).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        for (changed, reason) in [
            (text.replace("key 01", "key 02"), "密钥内容与编号不符"),
            (text.replace("key 01", "key xx"), "十六进制"),
            (text.replace("mingjian", "another"), "不是明鉴的密钥文件"),
            (String::new(), "不是明鉴的密钥文件"),
        ] {
            std::fs::write(&path, changed).unwrap();
            let error = KeyFile::open(&path).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }
}
