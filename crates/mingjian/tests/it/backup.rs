//! Backup and restore as an operator runs them: beside a running server, and with archives that are not what they were.
//! What PostgreSQL's own tools do is not tried here.

use crate::support::program::Place;
use crate::support::tcp::Request;
use std::path::{Path, PathBuf};

/// A body with a file of a case, and where its archive is to lie.
fn body() -> (Place, PathBuf) {
    let place = Place::initialised();
    let case = place.data().join("files/00000000-0000-7000-8000-000000000001");
    std::fs::create_dir_all(&case).unwrap();
    std::fs::write(case.join("ab12"), b"sealed bytes of a file").unwrap();
    std::fs::write(case.join("cd34.partial"), b"half a file").unwrap();
    let archive = place.folder.path().join("archive.tar");
    (place, archive)
}

/// Another machine, to which the key was brought by hand.
fn other_machine(key_of: &Place) -> Place {
    let other = Place::new();
    std::fs::copy(key_of.key(), other.key()).unwrap();
    other
}

fn back_up(place: &Place, archive: &Path) {
    let answer = place.run("backup", &["--out", archive.to_str().unwrap()]);
    assert!(answer.lines()[1].contains("不含密钥文件"), "{answer:?}");
}

#[test]
fn a_running_body_is_backed_up_and_goes_on_elsewhere_with_its_key() {
    let (place, archive) = body();
    let server = place.serve(&place.folder.path().join("log"));
    let token = place.run("admin token", &["--user", "admin"]).lines()[0].to_owned();
    back_up(&place, &archive);
    let late = place.run("admin token", &["--user", "admin"]).lines()[0].to_owned();
    let bytes = std::fs::read(&archive).unwrap();
    let key = std::fs::read(place.key()).unwrap();
    assert!(!bytes.windows(key.len()).any(|window| window == key), "the key is not in the archive");
    assert_eq!(server.terminate(), Some(0));

    let other = other_machine(&place);
    let from = ["--from", archive.to_str().unwrap()];
    assert!(other.run("restore", &from).lines()[0].contains("3 个文件"));
    let file = other.data().join("files/00000000-0000-7000-8000-000000000001/ab12");
    assert_eq!(std::fs::read(file).unwrap(), b"sealed bytes of a file");
    let again = other.serve(&other.folder.path().join("log"));
    let status = |token: &str| {
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str())];
        let path = "/api/v1/proceedings";
        Request { address: &again.address, method: "GET", path, headers: &headers, body: "" }
            .send()
            .unwrap()
            .status
    };
    assert_eq!(status(&token), 200, "what was there before the backup is there again");
    assert_eq!(status(&late), 401, "what came after it is not");
}

#[test]
fn an_archive_that_was_cut_off_or_changed_restores_nothing() {
    let (place, archive) = body();
    back_up(&place, &archive);
    let whole = std::fs::read(&archive).unwrap();
    let other = other_machine(&place);
    let before = std::fs::read_dir(other.folder.path()).unwrap().count();
    let from = ["--from", archive.to_str().unwrap()];
    let mut changed = whole.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    // Half of it, all but the last block with content (the manifest), nothing at all, and something else.
    let cut = |length: usize| whole[..length].to_vec();
    for spoilt in
        [cut(whole.len() / 2), cut(whole.len() - 2048), cut(700), Vec::new(), changed, vec![7; 5000]]
    {
        std::fs::write(&archive, &spoilt).unwrap();
        other.run("restore", &from).refused("没有恢复任何内容");
        assert_eq!(std::fs::read_dir(other.folder.path()).unwrap().count(), before, "nothing is left behind");
    }
    std::fs::write(&archive, &whole).unwrap();
    assert_eq!(other.run("restore", &from).code, Some(0));
}

#[test]
fn nothing_is_overwritten_and_no_key_is_guessed() {
    let (place, archive) = body();
    back_up(&place, &archive);
    let out = ["--out", archive.to_str().unwrap()];
    place.run("backup", &out).refused("已经存在");
    let from = ["--from", archive.to_str().unwrap()];
    place.run("restore", &from).refused("不是空的");
    let without_key = Place::new();
    without_key.run("restore", &from).refused("没有密钥文件");
    let another = Place::new();
    another.run("init", &["--pack", "xuchang-health"]).lines();
    let stranger = other_machine(&another);
    stranger.run("restore", &from).refused("密钥");
    assert!(!stranger.data().exists());
    let lines = ["--database", "postgres://clerk@localhost/cases", "--out", "x.tar"];
    place.run("backup", &lines).refused("pg_dump");
}
