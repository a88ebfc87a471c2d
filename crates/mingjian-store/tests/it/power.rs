//! Contract of `appointment` and `delegation`: entered with every limit, listed by organ and first day, ended once.
//! What may be decided under one is not asked here.

use mingjian_domain::id::{AppointmentId, DelegationId};
use mingjian_domain::power::Leadership;
use mingjian_store::appointment::{self, AppointmentRow};
use mingjian_store::delegation::{self, DelegationRow};
use mingjian_store::{StoreError, WriteTx};

use crate::support::{TestDatabase, at, day, on_both, organ_id, seed, user_id, uuid};

on_both![
    an_appointment_is_listed_with_its_limits_and_ends_once,
    an_appointment_is_somebodys_and_has_a_term_that_can_be,
    a_delegation_is_listed_with_its_limits_and_ends_once,
    a_delegation_is_to_another_person_for_a_term_that_can_be,
];

fn appointed(number: u128, leadership: Leadership, from_on: &str) -> AppointmentRow {
    AppointmentRow {
        id: AppointmentId::from_uuid(uuid(number)),
        organ_id: organ_id(1),
        user_id: user_id(11),
        leadership,
        actions: None,
        number: format!("示卫任〔2026〕{number}号"),
        from_on: day(from_on),
        to_on: None,
        scan_file: None,
        entered_by: None,
        entered_at: at(1),
        ended_on: None,
        end_reason: None,
        ended_by: None,
        ended_at: None,
    }
}

fn delegated(number: u128, from_on: &str, to_on: &str) -> DelegationRow {
    DelegationRow {
        id: DelegationId::from_uuid(uuid(number)),
        organ_id: organ_id(1),
        from_user: user_id(11),
        to_user: user_id(12),
        roles: vec!["review-head".to_owned(), "reviewer".to_owned()],
        actions: None,
        reason: "年休假".to_owned(),
        from_on: day(from_on),
        to_on: day(to_on),
        entered_by: user_id(12),
        entered_at: at(1),
        ended_on: None,
        ended_by: None,
        ended_at: None,
    }
}

async fn begin(test: &TestDatabase) -> WriteTx {
    seed(&test.database).await;
    test.database.begin_write().await.unwrap()
}

async fn an_appointment_is_listed_with_its_limits_and_ends_once(test: &TestDatabase) {
    let mut tx = begin(test).await;
    let principal = appointed(41, Leadership::Principal, "2026-01-01");
    let deputy = AppointmentRow {
        actions: Some(vec!["approve-filing".to_owned(), "close-case".to_owned()]),
        to_on: Some(day("2026-06-30")),
        entered_by: Some(user_id(12)),
        user_id: user_id(12),
        ..appointed(42, Leadership::Deputy, "2025-07-01")
    };
    let other = AppointmentRow {
        organ_id: organ_id(2),
        user_id: user_id(13),
        ..appointed(43, Leadership::Acting, "2026-01-01")
    };
    for row in [&principal, &deputy, &other] {
        appointment::insert(&mut tx, row).await.unwrap();
    }
    let ended = AppointmentRow {
        ended_on: Some(day("2026-03-01")),
        end_reason: Some("调任".to_owned()),
        ended_by: Some(user_id(12)),
        ended_at: Some(at(9)),
        ..principal
    };
    appointment::end(&mut tx, &ended).await.unwrap();
    assert_eq!(ended.last_on(), Some(day("2026-02-28")));
    let again = appointment::end(&mut tx, &ended).await;
    assert!(matches!(again, Err(StoreError::Conflict { table: "appointments" })), "{again:?}");
    assert_eq!(appointment::of_organ(&mut tx, organ_id(1)).await.unwrap(), [deputy, ended]);
    assert_eq!(appointment::of_organ(&mut tx, organ_id(2)).await.unwrap(), [other]);
}

async fn an_appointment_is_somebodys_and_has_a_term_that_can_be(test: &TestDatabase) {
    let mut tx = begin(test).await;
    let backwards =
        AppointmentRow { to_on: Some(day("2025-12-31")), ..appointed(41, Leadership::Deputy, "2026-01-01") };
    let refused = appointment::insert(&mut tx, &backwards).await;
    assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
    drop(tx);
    let mut tx = test.database.begin_write().await.unwrap();
    let nobodys = AppointmentRow { user_id: user_id(99), ..appointed(42, Leadership::Acting, "2026-01-01") };
    let refused = appointment::insert(&mut tx, &nobodys).await;
    assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
}

async fn a_delegation_is_listed_with_its_limits_and_ends_once(test: &TestDatabase) {
    let mut tx = begin(test).await;
    let late = delegated(51, "2026-05-01", "2026-05-10");
    let early = DelegationRow {
        actions: Some(vec!["give-opinion".to_owned()]),
        ..delegated(52, "2026-02-01", "2026-02-10")
    };
    for row in [&late, &early] {
        delegation::insert(&mut tx, row).await.unwrap();
    }
    let ended = DelegationRow {
        ended_on: Some(day("2026-05-05")),
        ended_by: Some(user_id(11)),
        ended_at: Some(at(9)),
        ..late
    };
    delegation::end(&mut tx, &ended).await.unwrap();
    assert_eq!(ended.last_on(), day("2026-05-04"));
    let again = delegation::end(&mut tx, &ended).await;
    assert!(matches!(again, Err(StoreError::Conflict { table: "delegations" })), "{again:?}");
    assert_eq!(delegation::of_organ(&mut tx, organ_id(1)).await.unwrap(), [early, ended]);
    assert_eq!(delegation::of_organ(&mut tx, organ_id(2)).await.unwrap(), []);
}

async fn a_delegation_is_to_another_person_for_a_term_that_can_be(test: &TestDatabase) {
    seed(&test.database).await;
    let to_oneself = DelegationRow { to_user: user_id(11), ..delegated(51, "2026-05-01", "2026-05-10") };
    let backwards = delegated(52, "2026-05-01", "2026-04-30");
    for row in [to_oneself, backwards] {
        let mut tx = test.database.begin_write().await.unwrap();
        let refused = delegation::insert(&mut tx, &row).await;
        assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
    }
}
