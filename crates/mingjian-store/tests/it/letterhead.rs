//! Contract of `letterhead`: what a body entered of itself holds from a day on, and nothing is overwritten.
//! What its pack says is not asked here.

use mingjian_store::letterhead::{self, LetterheadRow};

use crate::support::{TestDatabase, at, day, on_both, organ_id, seed, user_id};

fn row(from: &str, address: &str) -> LetterheadRow {
    LetterheadRow {
        organ_id: organ_id(1),
        from_on: day(from),
        address: Some(address.to_owned()),
        postcode: Some("461000".to_owned()),
        telephone: Some("0374-0000000".to_owned()),
        court: Some("示例市示例区人民法院".to_owned()),
        online: None,
        publicity: None,
        bank_name: Some("示例银行".to_owned()),
        account_name: Some("示例市财政局".to_owned()),
        account: Some("0000000000".to_owned()),
        entered_by: user_id(11),
        entered_at: at(0),
    }
}

on_both![what_a_body_prints_is_what_it_entered_last_for_the_day, an_account_is_whole_or_none,];

async fn what_a_body_prints_is_what_it_entered_last_for_the_day(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let rows =
        [row("2026-05-01", "后来的地址"), row("2026-01-01", "写错的地址"), row("2026-01-01", "更正的地址")];
    for row in &rows {
        letterhead::insert(&mut tx, row).await.unwrap();
    }
    for (on, address) in [
        ("2025-12-31", None),
        ("2026-01-01", Some("更正的地址")),
        ("2026-04-30", Some("更正的地址")),
        ("2026-05-01", Some("后来的地址")),
    ] {
        let found = letterhead::on(&mut tx, organ_id(1), day(on)).await.unwrap();
        assert_eq!(found.and_then(|row| row.address).as_deref(), address, "{on}");
    }
    let [later, wrong, right] = rows;
    assert_eq!(letterhead::of_organ(&mut tx, organ_id(1)).await.unwrap(), [later, right, wrong]);
    assert_eq!(letterhead::of_organ(&mut tx, organ_id(2)).await.unwrap(), []);
}

async fn an_account_is_whole_or_none(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let empty = LetterheadRow {
        bank_name: None,
        account_name: None,
        account: None,
        court: None,
        ..row("2026-01-01", "地址")
    };
    letterhead::insert(&mut tx, &empty).await.unwrap();
    let half = LetterheadRow { account: None, ..row("2026-01-01", "地址") };
    assert!(letterhead::insert(&mut tx, &half).await.is_err());
}
