//! Contract of `blob`: what is known of stored files.
//! No file is stored here.

use mingjian_domain::id::FileId;
use mingjian_store::Hash;
use mingjian_store::blob::{self, BlobRow};

use crate::support::{TestDatabase, at, on_both, proceeding_id, seed_proceeding, user_id, uuid};

fn blob_row(number: u128, bytes: &[u8]) -> BlobRow {
    BlobRow {
        id: FileId::from_uuid(uuid(number)),
        proceeding_id: Some(proceeding_id(21)),
        hash: Hash::of(bytes),
        size: i64::try_from(bytes.len()).unwrap(),
        media_type: "image/jpeg".to_owned(),
        name: format!("现场照片{number}.jpg"),
        stored_by: Some(user_id(11)),
        stored_at: at(i64::try_from(number).unwrap()),
    }
}

on_both![the_same_bytes_may_be_stored_under_two_names, a_file_may_belong_to_no_proceeding,];

async fn the_same_bytes_may_be_stored_under_two_names(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let rows = [blob_row(61, b"same"), blob_row(62, b"same"), blob_row(63, b"other")];
    for row in &rows {
        blob::insert(&mut tx, Some(&key), row).await.unwrap();
    }
    assert_eq!(blob::of_proceeding(&mut tx, &key).await.unwrap(), rows);
    assert_eq!(blob::by_id(&mut tx, rows[1].id).await.unwrap(), Some(rows[1].clone()));
    assert_eq!(blob::by_id(&mut tx, FileId::from_uuid(uuid(99))).await.unwrap(), None);
    let mut expected = [Hash::of(b"same"), Hash::of(b"other")];
    expected.sort();
    assert_eq!(blob::hashes(&mut tx, Hash::ZERO, 9).await.unwrap(), expected);
    assert_eq!(blob::hashes(&mut tx, expected[0], 9).await.unwrap(), expected[1..]);
}

async fn a_file_may_belong_to_no_proceeding(test: &TestDatabase) {
    seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let row = BlobRow { proceeding_id: None, stored_by: None, ..blob_row(61, b"scan") };
    blob::insert(&mut tx, None, &row).await.unwrap();
    assert_eq!(blob::by_id(&mut tx, row.id).await.unwrap(), Some(row));
}
