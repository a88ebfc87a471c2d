//! Uploads: a file that belongs to a proceeding, kept by its digest, named in acts by its identifier.
//! It opens no file and judges no content but its size and its kind.

use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::idempotency::Once;
use mingjian_domain::act::InputFault;
use mingjian_domain::id::{FileId, ProceedingId};
use mingjian_store::blob;
use mingjian_store::transact;
use mingjian_store::{Hash, WriteTx, proceeding};

pub use mingjian_store::blob::BlobRow;

/// The largest file, in bytes: 20 MB.
pub const LARGEST_FILE: usize = 20 * 1024 * 1024;
const LONGEST_NAME: usize = 200;
/// The folder of files that belong to no case; no proceeding has this identifier.
const OF_BODY: ProceedingId = ProceedingId::from_uuid(uuid::Uuid::nil());
/// What can be shown or printed without being run.
const KINDS: &[(&str, &[&[u8]])] = &[
    ("application/pdf", &[b"%PDF-"]),
    ("image/jpeg", &[&[0xFF, 0xD8, 0xFF]]),
    ("image/png", &[&[0x89, b'P', b'N', b'G']]),
];

/// A file that is uploaded.
#[derive(Clone)]
pub struct Upload {
    /// Its name on the person's machine.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Only the size: names and bytes reach no log.
impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Upload({} bytes)", self.bytes.len())
    }
}

/// A stored file with its bytes.
#[derive(Clone)]
pub struct StoredFile {
    /// What is known of it.
    pub row: BlobRow,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl App {
    /// Stores a file in a proceeding, for a form whose own key makes it safe to send twice.
    ///
    /// # Errors
    /// `Input` when it is empty, too large or of a kind that is not taken; `NotFound` when the caller may not know the case.
    pub async fn upload(
        &self,
        caller: &Caller,
        id: ProceedingId,
        upload: Upload,
    ) -> Result<FileId, AppError> {
        let outcome = self.store_file(caller, id, upload, None).await;
        self.noted(caller, Some(id.to_string()), outcome).await
    }

    /// Stores a file in a proceeding; the same request under the same key stores it once.
    ///
    /// # Errors
    /// As [`App::upload`], and `Idempotency` when the key is missing or was used for something else.
    pub async fn upload_once(
        &self,
        caller: &Caller,
        id: ProceedingId,
        upload: Upload,
        once: &Once,
    ) -> Result<FileId, AppError> {
        once.check()?;
        let outcome = self.store_file(caller, id, upload, Some(once)).await;
        self.noted(caller, Some(id.to_string()), outcome).await
    }

    async fn store_file(
        &self,
        caller: &Caller,
        id: ProceedingId,
        upload: Upload,
        once: Option<&Once>,
    ) -> Result<FileId, AppError> {
        let media_type = check(&upload)?;
        self.own_proceeding(caller, id).await?;
        let bytes = upload.bytes;
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let app = self.clone();
        let hash = Hash::of(&bytes);
        crate::app::blocking(move || app.files().put(id, &bytes)).await??;
        let now = self.now();
        let row = BlobRow {
            id: new_id!(self, now, FileId),
            proceeding_id: Some(id),
            hash,
            size,
            media_type: media_type.to_owned(),
            name: shown_name(&upload.name),
            stored_by: Some(caller.actor.user),
            stored_at: now,
        };
        transact!(self.database(), |tx| insert(tx, caller, id, &row, once).await)
    }

    /// A file of a proceeding that the caller may read.
    ///
    /// # Errors
    /// `NotFound` when it is not there or not the caller's to know; `PurposeNeeded` as for the case itself.
    pub async fn download(
        &self,
        caller: &Caller,
        proceeding: ProceedingId,
        file: FileId,
        purpose: Option<&str>,
    ) -> Result<StoredFile, AppError> {
        let readable = self.readable_proceeding(caller, proceeding, purpose).await;
        self.noted(caller, Some(proceeding.to_string()), readable).await?;
        let mut tx = self.database().begin_read().await?;
        let row = blob::by_id(&mut tx, file).await?;
        drop(tx);
        let row = row.filter(|row| row.proceeding_id == Some(proceeding)).ok_or(AppError::NotFound)?;
        let app = self.clone();
        let sha256 = row.hash.to_string();
        let bytes = crate::app::blocking(move || app.files().get(proceeding, &sha256)).await??;
        let bytes = bytes.ok_or_else(|| AppError::Internal(format!("the file {file} is missing")))?;
        Ok(StoredFile { row, bytes })
    }
}

impl App {
    /// Keeps a file that belongs to the body and to no case.
    pub(crate) async fn put_of_body(&self, bytes: Vec<u8>) -> Result<(), AppError> {
        let app = self.clone();
        crate::app::blocking(move || app.files().put(OF_BODY, &bytes)).await??;
        Ok(())
    }

    /// A file of the body.
    pub(crate) async fn get_of_body(&self, sha256: &str) -> Result<Option<Vec<u8>>, AppError> {
        let (app, sha256) = (self.clone(), sha256.to_owned());
        Ok(crate::app::blocking(move || app.files().get(OF_BODY, &sha256)).await??)
    }
}

/// A name as it is kept: bounded, and nothing in it that moves a cursor.
pub(crate) fn shown_name(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
}

async fn insert(
    tx: &mut WriteTx,
    caller: &Caller,
    proceeding: ProceedingId,
    row: &BlobRow,
    once: Option<&Once>,
) -> Result<FileId, AppError> {
    if let Some(once) = once
        && let Some(stored) = once.answered(tx, caller).await?
    {
        return Ok(stored);
    }
    let key = proceeding::data_key(tx, proceeding).await?.ok_or(AppError::NotFound)?;
    blob::insert(tx, Some(&key), row).await?;
    if let Some(once) = once {
        once.keep(tx, caller, &row.id, row.stored_at).await?;
    }
    Ok(row.id)
}

/// The media type of what may be kept.
pub(crate) fn check(upload: &Upload) -> Result<&'static str, InputFault> {
    if upload.bytes.is_empty() {
        return Err(InputFault::new("file", "没有选择文件，或者文件是空的"));
    }
    if upload.bytes.len() > LARGEST_FILE {
        return Err(InputFault::new("file", "文件超过20MB，请压缩或者拆分后上传"));
    }
    KINDS
        .iter()
        .find(|(_, starts)| starts.iter().any(|start| upload.bytes.starts_with(start)))
        .map(|(kind, _)| *kind)
        .ok_or_else(|| InputFault::new("file", "只接受PDF、JPEG、PNG文件"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_judged_by_its_bytes_and_not_by_its_name() {
        let upload = |bytes: &[u8]| Upload { name: "a.pdf".to_owned(), bytes: bytes.to_vec() };
        assert_eq!(check(&upload(b"%PDF-1.7 ...")).unwrap(), "application/pdf");
        assert!(check(&upload(b"")).unwrap_err().problem.contains("空"));
        assert!(check(&upload(b"<script>")).is_err());
        assert!(check(&upload(&vec![0; LARGEST_FILE + 1])).unwrap_err().problem.contains("20MB"));
    }
}
