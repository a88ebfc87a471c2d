//! `mingjian backup` and `mingjian restore`: the data folder as one file, and one file as a data folder.
//! The key stays where it is: who has the archive alone can read nothing. PostgreSQL has tools of its own, which are named.

use crate::wiring;
use crate::{Place, say};
use anyhow::{Context as _, Result, bail};
use mingjian_store::Hash;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use tempfile::TempDir;

/// The last entry of an archive; one without it was cut off.
const MANIFEST: &str = "manifest.json";
/// The files of the folder that are databases.
const DATABASES: [&str; 2] = ["mingjian.db", "public.db"];

/// What an archive holds, so that a missing or changed byte is found.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    /// The version of the program that wrote it.
    program: String,
    entries: Vec<Entry>,
}

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    path: String,
    sha256: String,
}

/// Writes the data folder into one file while the server may go on running.
///
/// Both databases are copied while no action can commit, so that the public one holds nothing that the cases do not know;
/// files come after them, because a file is written before the record that names it, and none is ever changed.
///
/// # Errors
/// With a Chinese message that says what to do.
pub async fn backup(place: &Place, out: &Path) -> Result<ExitCode> {
    refuse_postgres(place)?;
    if out.exists() {
        bail!("{} 已经存在。请换一个文件名，备份不覆盖任何文件", out.display());
    }
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let opened = wiring::open(place, false).await?;
    let copies = private_folder(folder)?;
    let [cases, public] = DATABASES.map(|name| copies.path().join(name));
    let public_database = wiring::public_database(place).await?;
    let hold = opened.database.begin_write().await?;
    opened.database.copy_to(&cases).await?;
    public_database.copy_to(&public).await?;
    hold.rollback().await?;
    public_database.close().await;
    opened.database.close().await;
    let partial = copies.path().join("archive");
    let entries = write_archive(&partial, copies.path(), &place.data)?;
    std::fs::rename(&partial, out).with_context(|| format!("无法写入 {}", out.display()))?;
    say(&format!("已备份到 {}（{entries} 个文件）", out.display()));
    let key = wiring::key_path(place);
    say(&format!("备份不含密钥文件 {}。没有它，备份无法读取：请另行抄存，并与备份分开保管", key.display()));
    Ok(ExitCode::SUCCESS)
}

/// Makes a data folder out of an archive; what is not whole leaves nothing behind.
///
/// # Errors
/// With a Chinese message that says what to do.
pub async fn restore(place: &Place, from: &Path) -> Result<ExitCode> {
    refuse_postgres(place)?;
    if std::fs::read_dir(&place.data).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("数据目录 {} 不是空的。请换一个目录，恢复不覆盖任何数据", place.data.display());
    }
    let key = wiring::key_path(place);
    if !key.is_file() {
        bail!("没有密钥文件 {}。请先把备份时抄存的密钥文件放在那里，或者用 --key-file 指出", key.display());
    }
    let archive = File::open(from).with_context(|| format!("无法读取 {}", from.display()))?;
    let parent =
        place.data.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).with_context(|| format!("无法建立目录 {}", parent.display()))?;
    let unpacked = private_folder(parent)?;
    let manifest = read_archive(archive, unpacked.path())
        .with_context(|| format!("{} 不完整或已损坏，没有恢复任何内容。请换用另一份备份", from.display()))?;
    let trial = Place { data: unpacked.path().to_owned(), database: None, key_file: Some(key) };
    // The key must be the right one now, and not on the morning on which somebody needs the data.
    wiring::open(&trial, false).await?.database.close().await;
    if place.data.exists() {
        std::fs::remove_dir(&place.data)?;
    }
    std::fs::rename(unpacked.keep(), &place.data)
        .with_context(|| format!("无法建立数据目录 {}", place.data.display()))?;
    say(&format!("已恢复到 {}（{} 个文件）", place.data.display(), manifest.entries.len()));
    say("请用 mingjian serve 启动，并核对最近办理的案件");
    Ok(ExitCode::SUCCESS)
}

/// A folder of the owner's alone beside what will take its place, gone again if nothing does.
fn private_folder(beside: &Path) -> Result<TempDir> {
    tempfile::Builder::new()
        .prefix(".mingjian-")
        .permissions(Permissions::from_mode(0o700))
        .tempdir_in(beside)
        .with_context(|| format!("无法写入目录 {}", beside.display()))
}

fn refuse_postgres(place: &Place) -> Result<()> {
    if place.database.is_some() {
        bail!(
            "数据在 PostgreSQL 里：请用 pg_dump 备份数据库、用 pg_restore 恢复，再另行复制数据目录中的 files 目录（先数据库，后文件）"
        );
    }
    Ok(())
}

/// Writes the copies of the databases, the files of the cases and the manifest; answers how many there are.
fn write_archive(archive: &Path, copies: &Path, data: &Path) -> Result<usize> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(archive)?;
    let mut archive = tar::Builder::new(io::BufWriter::new(file));
    let mut sources: Vec<(String, PathBuf)> =
        DATABASES.iter().map(|name| ((*name).to_owned(), copies.join(name))).collect();
    gather(&data.join("files"), "files", &mut sources)?;
    let mut entries = Vec::new();
    for (path, source) in sources {
        let bytes = std::fs::read(&source).with_context(|| format!("无法读取 {}", source.display()))?;
        append(&mut archive, &path, &bytes)?;
        entries.push(Entry { path, sha256: digest(&bytes) });
    }
    let count = entries.len();
    let manifest = Manifest { program: env!("CARGO_PKG_VERSION").to_owned(), entries };
    append(&mut archive, MANIFEST, &serde_json::to_vec_pretty(&manifest)?)?;
    let mut file = archive.into_inner()?;
    file.flush()?;
    file.get_ref().sync_all()?;
    Ok(count)
}

fn append(archive: &mut tar::Builder<impl Write>, path: &str, bytes: &[u8]) -> Result<()> {
    let mut header = tar::Header::new_gnu();
    header.set_size(u64::try_from(bytes.len())?);
    header.set_mode(0o600);
    archive.append_data(&mut header, path, bytes)?;
    Ok(())
}

/// All files below a folder that are whole, in a stable order.
fn gather(folder: &Path, name: &str, found: &mut Vec<(String, PathBuf)>) -> Result<()> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    let mut entries = entries.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let own =
            entry.file_name().into_string().ok().context("a file of the data folder has a strange name")?;
        let path = format!("{name}/{own}");
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &path, found)?;
        } else if !own.ends_with(".partial") {
            found.push((path, entry.path()));
        }
    }
    Ok(())
}

/// Unpacks an archive into an empty folder and compares it with its manifest.
fn read_archive(archive: File, into: &Path) -> Result<Manifest> {
    let mut archive = tar::Archive::new(io::BufReader::new(archive));
    let mut seen = Vec::new();
    let mut manifest: Option<Manifest> = None;
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_str().context("an entry without a readable name")?.to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        if manifest.is_some() {
            bail!("清单之后还有内容：{path}");
        }
        if path == MANIFEST {
            manifest = Some(serde_json::from_slice(&bytes)?);
        } else {
            write_below(into, &path, &bytes)?;
            seen.push(Entry { path, sha256: digest(&bytes) });
        }
    }
    let mut manifest = manifest.context("备份没有写完：缺少清单")?;
    manifest.entries.sort();
    seen.sort();
    if manifest.entries != seen || !DATABASES.iter().all(|name| seen.iter().any(|entry| entry.path == *name))
    {
        bail!("备份的内容与清单不符");
    }
    Ok(manifest)
}

/// Writes a file that an archive names, never outside the folder.
fn write_below(into: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if !plain || !(DATABASES.contains(&path) || path.starts_with("files/")) {
        bail!("备份中有不应有的文件 {path}");
    }
    let file = into.join(path);
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}

fn digest(bytes: &[u8]) -> String {
    Hash::of(bytes).to_string()
}
