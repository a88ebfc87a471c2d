//! Contract of `organ` and `entrustment`.
//! Which body may do what is not asked here.

use mingjian_domain::id::EntrustmentId;
use mingjian_store::entrustment::{self, EntrustmentRow};
use mingjian_store::organ::{OrganKind, OrganRow};
use mingjian_store::{Hash, StoreError, organ};

use crate::support::{TestDatabase, at, day, department_row, on_both, organ_id, organ_row, uuid};

on_both![
    a_body_is_saved_once_for_each_version_that_was_read,
    one_credit_code_belongs_to_one_body,
    a_department_without_a_body_is_refused,
    an_entrustment_holds_from_its_first_to_its_last_day_unless_revoked,
];

async fn a_body_is_saved_once_for_each_version_that_was_read(test: &TestDatabase) {
    let mut tx = test.database.begin_write().await.unwrap();
    organ::insert(&mut tx, &organ_row(1)).await.unwrap();
    organ::insert(&mut tx, &department_row(2, 1)).await.unwrap();
    let read = organ::by_id(&mut tx, organ_id(1)).await.unwrap().unwrap();
    assert_eq!(read, organ_row(1));
    let changed = OrganRow { name: "示例市疾病预防控制局".to_owned(), active: false, ..read };
    organ::save(&mut tx, &changed).await.unwrap();
    let stale = organ::save(&mut tx, &changed).await;
    assert!(matches!(stale, Err(StoreError::Conflict { table: "organs" })), "{stale:?}");
    let all = organ::all(&mut tx).await.unwrap();
    assert_eq!(all, [OrganRow { version: 2, ..changed }, department_row(2, 1)]);
    assert_eq!(organ::by_id(&mut tx, organ_id(9)).await.unwrap(), None);
}

async fn one_credit_code_belongs_to_one_body(test: &TestDatabase) {
    let code = Some("11411000MB0000000X".to_owned());
    let mut tx = test.database.begin_write().await.unwrap();
    organ::insert(&mut tx, &OrganRow { credit_code: code.clone(), ..organ_row(1) }).await.unwrap();
    let twin = organ::insert(&mut tx, &OrganRow { credit_code: code, ..organ_row(2) }).await;
    assert!(matches!(&twin, Err(StoreError::NotUnique(what)) if what == "organs.credit_code"), "{twin:?}");
}

async fn a_department_without_a_body_is_refused(test: &TestDatabase) {
    let mut tx = test.database.begin_write().await.unwrap();
    let orphan = OrganRow { kind: OrganKind::Department, ..organ_row(1) };
    assert!(matches!(organ::insert(&mut tx, &orphan).await, Err(StoreError::Database(_))));
}

async fn an_entrustment_holds_from_its_first_to_its_last_day_unless_revoked(test: &TestDatabase) {
    let mut tx = test.database.begin_write().await.unwrap();
    organ::insert(&mut tx, &organ_row(1)).await.unwrap();
    organ::insert(&mut tx, &OrganRow { kind: OrganKind::EntrustedBody, ..organ_row(2) }).await.unwrap();
    let row = EntrustmentRow {
        id: EntrustmentId::from_uuid(uuid(5)),
        organ_id: organ_id(1),
        body_id: organ_id(2),
        number: "委〔2026〕1号".to_owned(),
        matters: "公共场所卫生监督".to_owned(),
        from_on: day("2026-01-01"),
        to_on: day("2026-12-31"),
        published_on: None,
        revoked_on: None,
        scan_hash: Some(Hash::of(b"scan")),
        created_at: at(0),
        version: 1,
        procedures: Some(vec!["inspection".to_owned()]),
    };
    entrustment::insert(&mut tx, &row).await.unwrap();
    let read = entrustment::by_id(&mut tx, row.id).await.unwrap().unwrap();
    assert_eq!(read, row);
    for (on, holds) in [("2025-12-31", 0), ("2026-01-01", 1), ("2026-12-31", 1), ("2027-01-01", 0)] {
        let found = entrustment::in_force(&mut tx, organ_id(1), organ_id(2), day(on)).await.unwrap();
        assert_eq!(found.len(), holds, "{on}");
    }
    let revoked = EntrustmentRow { revoked_on: Some(day("2026-06-01")), ..read };
    entrustment::save(&mut tx, &revoked).await.unwrap();
    for (on, holds) in [("2026-05-31", 1), ("2026-06-01", 0)] {
        let found = entrustment::in_force(&mut tx, organ_id(1), organ_id(2), day(on)).await.unwrap();
        assert_eq!(found.len(), holds, "{on}");
    }
    let stale = entrustment::save(&mut tx, &revoked).await;
    assert!(matches!(stale, Err(StoreError::Conflict { table: "entrustments" })));
    assert_eq!(entrustment::all(&mut tx).await.unwrap(), [EntrustmentRow { version: 2, ..revoked }]);
}
