//! Contract of `number_series`: no gap and no number twice, whoever asks and whatever fails.
//! How a number is written is not asked here.

use mingjian_store::{StoreError, number_series, transact};
use tokio::task::JoinSet;

use crate::support::{TestDatabase, on_both, organ_id, seed};

const WRITERS: usize = 8;
const NUMBERS_EACH: usize = 12;

on_both![
    each_organ_series_and_year_counts_by_itself,
    a_number_of_an_action_that_failed_is_taken_by_the_next,
    eight_writers_at_once_leave_no_gap,
];

async fn each_organ_series_and_year_counts_by_itself(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    assert_eq!(number_series::last(&mut tx, organ_id(1), "罚", 2026).await.unwrap(), 0);
    for (organ, series, year, expected) in [
        (1, "罚", 2026, 1),
        (1, "罚", 2026, 2),
        (1, "罚", 2027, 1),
        (1, "立", 2026, 1),
        (2, "罚", 2026, 1),
        (1, "罚", 2026, 3),
    ] {
        let number = number_series::next(&mut tx, organ_id(organ), series, year).await.unwrap();
        assert_eq!(number, expected);
    }
    assert_eq!(number_series::last(&mut tx, organ_id(1), "罚", 2026).await.unwrap(), 3);
}

async fn a_number_of_an_action_that_failed_is_taken_by_the_next(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    assert_eq!(number_series::next(&mut tx, organ_id(1), "罚", 2026).await.unwrap(), 1);
    tx.rollback().await.unwrap();
    let mut tx = test.database.begin_write().await.unwrap();
    assert_eq!(number_series::next(&mut tx, organ_id(1), "罚", 2026).await.unwrap(), 1);
    drop(tx);
    let mut tx = test.database.begin_write().await.unwrap();
    assert_eq!(number_series::next(&mut tx, organ_id(1), "罚", 2026).await.unwrap(), 1);
}

async fn eight_writers_at_once_leave_no_gap(test: &TestDatabase) {
    seed(&test.database).await;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let database = test.database.clone();
        writers.spawn(async move {
            let mut taken = Vec::new();
            for round in 0..NUMBERS_EACH {
                let number = transact!(database, |tx| {
                    let number = number_series::next(tx, organ_id(1), "罚", 2026).await?;
                    // Some actions fail after they took a number: nobody may miss it.
                    if (writer + round) % 5 == 0 {
                        return Err(StoreError::Conflict { table: "test" });
                    }
                    Ok(number)
                });
                match number {
                    Ok(number) => taken.push(number),
                    Err(StoreError::Conflict { table: "test" }) => {}
                    Err(error) => panic!("{error:?}"),
                }
            }
            taken
        });
    }
    let mut taken: Vec<i64> = writers.join_all().await.into_iter().flatten().collect();
    taken.sort_unstable();
    let expected: Vec<i64> = (1..).take(taken.len()).collect();
    assert_eq!(taken, expected);
    assert!(taken.len() > WRITERS * NUMBERS_EACH / 2);
}
