//! Contract of `idempotency`: sent twice, done once.
//! HTTP is not asked here.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use mingjian_store::idempotency::{self, Answer, Known, Request};
use mingjian_store::{Hash, StoreError, number_series, transact};
use tokio::task::JoinSet;

use crate::support::{TestDatabase, at, on_both, organ_id, seed, user_id};

fn request<'a>(user: u128, key: &'a str, body: &str) -> Request<'a> {
    Request { user_id: user_id(user), key, digest: Hash::of(body.as_bytes()) }
}

fn answer() -> Answer {
    Answer { status: 200, body: "{\"受理\":true}".as_bytes().to_vec() }
}

on_both![
    the_same_request_gets_the_stored_answer_and_another_is_told_apart,
    a_key_is_used_once,
    eight_twins_at_once_act_once,
];

async fn the_same_request_gets_the_stored_answer_and_another_is_told_apart(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    assert_eq!(idempotency::find(&mut tx, request(11, "k1", "a")).await.unwrap(), None);
    idempotency::insert(&mut tx, request(11, "k1", "a"), &answer(), at(1)).await.unwrap();
    let same = idempotency::find(&mut tx, request(11, "k1", "a")).await.unwrap();
    assert_eq!(same, Some(Known::Same(answer())));
    assert_eq!(idempotency::find(&mut tx, request(11, "k1", "b")).await.unwrap(), Some(Known::Other));
    assert_eq!(idempotency::find(&mut tx, request(12, "k1", "a")).await.unwrap(), None, "per user");
    idempotency::insert(&mut tx, request(12, "k1", "a"), &answer(), at(9)).await.unwrap();
    assert_eq!(idempotency::delete_before(&mut tx, at(9)).await.unwrap(), 1);
    assert_eq!(idempotency::find(&mut tx, request(11, "k1", "a")).await.unwrap(), None);
}

async fn a_key_is_used_once(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    idempotency::insert(&mut tx, request(11, "k1", "a"), &answer(), at(1)).await.unwrap();
    let twin = idempotency::insert(&mut tx, request(11, "k1", "b"), &answer(), at(1)).await;
    assert!(
        matches!(&twin, Err(StoreError::NotUnique(what)) if what == "idempotency_answers.user_id,key"),
        "{twin:?}"
    );
}

async fn eight_twins_at_once_act_once(test: &TestDatabase) {
    seed(&test.database).await;
    let acted = Arc::new(AtomicU32::new(0));
    let mut twins = JoinSet::new();
    for _ in 0..8 {
        let (database, acted) = (test.database.clone(), Arc::clone(&acted));
        twins.spawn(async move {
            let (did, answer) = {
                let outcome: Result<_, StoreError> = transact!(database, |tx| {
                    if let Some(known) = idempotency::find(tx, request(11, "k1", "a")).await? {
                        return Ok((false, known));
                    }
                    number_series::next(tx, organ_id(1), "罚", 2026).await?;
                    idempotency::insert(tx, request(11, "k1", "a"), &answer(), at(1)).await?;
                    Ok((true, Known::Same(answer())))
                });
                outcome.unwrap()
            };
            acted.fetch_add(u32::from(did), Ordering::Relaxed);
            answer
        });
    }
    for known in twins.join_all().await {
        assert_eq!(known, Known::Same(answer()));
    }
    assert_eq!(acted.load(Ordering::Relaxed), 1);
    let mut tx = test.database.begin_read().await.unwrap();
    assert_eq!(number_series::last(&mut tx, organ_id(1), "罚", 2026).await.unwrap(), 1);
}
