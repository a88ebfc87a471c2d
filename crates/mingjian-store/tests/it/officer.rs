//! Contract of `officer`: who they are and whether a certificate held on a day (行政处罚法 第四十二条).
//! How many officers an act needs is not asked here.

use mingjian_domain::id::OfficerId;
use mingjian_store::officer::{self, CertificateChangeRow, CertificateRow, CertificateStatus, OfficerRow};
use mingjian_store::{StoreError, WriteTx};

use crate::support::{TestDatabase, at, day, on_both, organ_id, seed, user_id, uuid};

fn officer_row(number: u128, user: Option<u128>) -> OfficerRow {
    OfficerRow {
        id: OfficerId::from_uuid(uuid(number)),
        user_id: user.map(user_id),
        organ_id: organ_id(1),
        name: format!("演示执法员{number}"),
        post: "科员".to_owned(),
        created_at: at(0),
        version: 1,
    }
}

fn certificate_row(number: &str, officer: u128, from: &str, to: &str) -> CertificateRow {
    CertificateRow {
        number: number.to_owned(),
        officer_id: OfficerId::from_uuid(uuid(officer)),
        issuer: "示例市司法局".to_owned(),
        area: "示例市".to_owned(),
        valid_from_on: day(from),
        valid_to_on: day(to),
        created_at: at(0),
    }
}

fn change(status: CertificateStatus, changed_on: &str) -> CertificateChangeRow {
    CertificateChangeRow {
        number: "J1".to_owned(),
        changed_on: day(changed_on),
        status,
        reason: "年度考核".to_owned(),
        recorded_by: user_id(12),
        recorded_at: at(30),
    }
}

async fn valid(tx: &mut WriteTx, on: &str) -> Option<String> {
    let officer = OfficerId::from_uuid(uuid(31));
    officer::certificate_valid_on(tx, officer, day(on)).await.unwrap().map(|row| row.number)
}

on_both![
    an_officer_is_found_by_id_login_and_body,
    a_certificate_holds_on_its_first_and_last_day_and_not_beside_them,
    a_suspended_certificate_holds_again_from_the_day_of_its_restoration,
];

async fn an_officer_is_found_by_id_login_and_body(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let rows = [officer_row(31, Some(11)), officer_row(32, None)];
    for row in &rows {
        officer::insert(&mut tx, row).await.unwrap();
    }
    assert_eq!(officer::by_id(&mut tx, rows[1].id).await.unwrap(), Some(rows[1].clone()));
    assert_eq!(officer::by_user(&mut tx, user_id(11)).await.unwrap(), Some(rows[0].clone()));
    assert_eq!(officer::by_user(&mut tx, user_id(12)).await.unwrap(), None);
    assert_eq!(officer::of_organ(&mut tx, organ_id(1)).await.unwrap(), rows);
    let moved = OfficerRow { post: "科长".to_owned(), user_id: Some(user_id(12)), ..rows[1].clone() };
    officer::save(&mut tx, &moved).await.unwrap();
    assert!(matches!(officer::save(&mut tx, &moved).await, Err(StoreError::Conflict { table: "officers" })));
    let twin = officer::insert(&mut tx, &officer_row(33, Some(11))).await;
    assert!(matches!(&twin, Err(StoreError::NotUnique(what)) if what == "officers.user_id"), "{twin:?}");
}

async fn a_certificate_holds_on_its_first_and_last_day_and_not_beside_them(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    officer::insert(&mut tx, &officer_row(31, Some(11))).await.unwrap();
    let old = certificate_row("J1", 31, "2025-01-01", "2025-12-31");
    let new = certificate_row("J2", 31, "2026-02-01", "2031-01-31");
    officer::add_certificate(&mut tx, &old).await.unwrap();
    officer::add_certificate(&mut tx, &new).await.unwrap();
    assert_eq!(officer::certificates(&mut tx, old.officer_id).await.unwrap(), [old, new]);
    for (on, number) in [
        ("2024-12-31", None),
        ("2025-01-01", Some("J1")),
        ("2025-12-31", Some("J1")),
        ("2026-01-01", None),
        ("2026-02-01", Some("J2")),
        ("2031-02-01", None),
    ] {
        assert_eq!(valid(&mut tx, on).await.as_deref(), number, "{on}");
    }
    let twin = certificate_row("J1", 31, "2026-01-01", "2026-12-31");
    assert!(matches!(
        officer::add_certificate(&mut tx, &twin).await,
        Err(StoreError::NotUnique(what)) if what == "certificates.number"
    ));
}

async fn a_suspended_certificate_holds_again_from_the_day_of_its_restoration(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    officer::insert(&mut tx, &officer_row(31, Some(11))).await.unwrap();
    let row = certificate_row("J1", 31, "2025-01-01", "2030-12-31");
    officer::add_certificate(&mut tx, &row).await.unwrap();
    let changes = [
        change(CertificateStatus::Suspended, "2026-03-01"),
        change(CertificateStatus::Valid, "2026-04-01"),
        // Recorded on one day: the last one counts.
        change(CertificateStatus::Valid, "2026-06-01"),
        change(CertificateStatus::Revoked, "2026-06-01"),
    ];
    for change in &changes {
        officer::change_certificate(&mut tx, change).await.unwrap();
    }
    for (on, holds) in [
        ("2026-02-28", true),
        ("2026-03-01", false),
        ("2026-03-31", false),
        ("2026-04-01", true),
        ("2026-05-31", true),
        ("2026-06-01", false),
    ] {
        assert_eq!(valid(&mut tx, on).await.is_some(), holds, "{on}");
    }
    assert_eq!(officer::certificate_changes(&mut tx, row.officer_id).await.unwrap(), changes);
}
