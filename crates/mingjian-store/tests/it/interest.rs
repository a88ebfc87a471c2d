//! Contract of `interest`: declared, found by the bodies of those who declared, ended once, and never in clear.
//! Whether one stands against an act is not asked here.

use mingjian_domain::id::{InterestId, OfficerId};
use mingjian_store::interest::{self, Declarant, InterestEnd, InterestKind, InterestRow};
use mingjian_store::officer::{self, OfficerRow};
use mingjian_store::{StoreError, WriteTx};

use crate::support::{TestDatabase, at, day, on_both, organ_id, seed, user_id, uuid};

fn row(number: u128, declarant: Declarant) -> InterestRow {
    InterestRow {
        id: InterestId::from_uuid(uuid(number)),
        declarant,
        kind: InterestKind::Holding,
        name: "示例口腔门诊部".to_owned(),
        note: "配偶在此任职".to_owned(),
        since_on: Some(day("2024-05-01")),
        entered_by: user_id(12),
        entered_at: at(i64::try_from(number).unwrap()),
        end: None,
    }
}

async fn enter_officer(tx: &mut WriteTx) -> OfficerId {
    let row = OfficerRow {
        id: OfficerId::from_uuid(uuid(31)),
        user_id: None,
        organ_id: organ_id(1),
        name: "演示执法员31".to_owned(),
        post: String::new(),
        created_at: at(0),
        version: 1,
    };
    officer::insert(tx, &row).await.unwrap();
    row.id
}

on_both![
    an_interest_is_found_by_the_body_of_who_declared_it,
    an_interest_ends_once_and_stays,
    an_interest_is_somebodys_of_one_kind,
];

async fn an_interest_is_found_by_the_body_of_who_declared_it(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let officer = enter_officer(&mut tx).await;
    let rows = [
        row(41, Declarant::User(user_id(11))),
        InterestRow {
            kind: InterestKind::Relative,
            since_on: None,
            note: String::new(),
            ..row(42, Declarant::Officer(officer))
        },
        row(43, Declarant::User(user_id(13))),
    ];
    for row in &rows {
        interest::insert(&mut tx, row).await.unwrap();
    }
    let [own, officers, others] = rows;
    assert_eq!(interest::by_id(&mut tx, own.id).await.unwrap(), Some(own.clone()));
    assert_eq!(interest::of_organs(&mut tx, &[organ_id(1)]).await.unwrap(), [own, officers]);
    assert_eq!(interest::of_organs(&mut tx, &[organ_id(2)]).await.unwrap(), [others]);
    assert_eq!(interest::of_organs(&mut tx, &[]).await.unwrap(), []);
    assert_eq!(interest::by_id(&mut tx, InterestId::from_uuid(uuid(99))).await.unwrap(), None);
}

async fn an_interest_ends_once_and_stays(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let row = row(41, Declarant::User(user_id(11)));
    interest::insert(&mut tx, &row).await.unwrap();
    let end =
        InterestEnd {
            on: day("2026-03-01"), reason: "配偶已离职".to_owned(), by: user_id(12), at: at(50)
        };
    interest::end(&mut tx, row.id, &end).await.unwrap();
    let again = interest::end(&mut tx, row.id, &end).await;
    assert!(matches!(again, Err(StoreError::Conflict { table: "interests" })), "{again:?}");
    let unknown = interest::end(&mut tx, InterestId::from_uuid(uuid(99)), &end).await;
    assert!(matches!(unknown, Err(StoreError::Conflict { .. })));
    let ended = InterestRow { end: Some(end), ..row };
    assert_eq!(interest::of_organs(&mut tx, &[organ_id(1)]).await.unwrap(), [ended]);
}

async fn an_interest_is_somebodys_of_one_kind(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    for (number, kind) in [
        (41, InterestKind::Relative),
        (42, InterestKind::FormerEmployer),
        (43, InterestKind::Holding),
        (44, InterestKind::Other),
        (46, InterestKind::Namesake),
    ] {
        let row = InterestRow { kind, ..row(number, Declarant::User(user_id(11))) };
        interest::insert(&mut tx, &row).await.unwrap();
        assert_eq!(interest::by_id(&mut tx, row.id).await.unwrap().map(|row| row.kind), Some(kind));
    }
    let nobody = interest::insert(&mut tx, &row(45, Declarant::User(user_id(99)))).await;
    assert!(matches!(nobody, Err(StoreError::Database(_))), "{nobody:?}");
}
