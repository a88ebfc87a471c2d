//! Contract of `user`, `session` and `token`.
//! No password is hashed here.

use mingjian_store::session::SessionRow;
use mingjian_store::token::TokenRow;
use mingjian_store::user::UserRow;
use mingjian_store::{Hash, Page, StoreError, session, token, user};

use crate::support::{TestDatabase, at, on_both, organ_id, seed, user_id, user_row};

fn logins(rows: &[UserRow]) -> Vec<&str> {
    rows.iter().map(|row| row.login.as_str()).collect()
}

on_both![
    a_person_is_found_by_id_login_body_and_role,
    one_login_belongs_to_one_person,
    profile_and_roles_are_saved_together_and_only_once,
    failures_are_counted_until_a_log_in_or_a_new_password,
    a_session_lives_until_it_expires_or_is_ended,
    a_token_holds_until_it_expires_or_is_revoked,
];

async fn a_person_is_found_by_id_login_body_and_role(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let roles = vec!["head".to_owned(), "reviewer".to_owned()];
    let head = UserRow { department_id: Some(organ_id(3)), roles, ..user_row(14, 1) };
    user::insert(&mut tx, &head).await.unwrap();
    assert_eq!(user::by_id(&mut tx, user_id(14)).await.unwrap(), Some(head.clone()));
    assert_eq!(user::by_login(&mut tx, "user014").await.unwrap(), Some(head));
    assert_eq!(user::by_login(&mut tx, "nobody").await.unwrap(), None);
    let first = user::of_organs(&mut tx, &[organ_id(1)], Page::first(2)).await.unwrap();
    assert_eq!(logins(&first), ["user011", "user012"]);
    let second = user::of_organs(&mut tx, &[organ_id(1)], Page::after("user012", 2)).await.unwrap();
    assert_eq!(logins(&second), ["user014"]);
    let unit = user::of_organs(&mut tx, &[organ_id(3)], Page::first(9)).await.unwrap();
    assert_eq!(logins(&unit), ["user014"]);
    assert!(user::of_organs(&mut tx, &[], Page::first(9)).await.unwrap().is_empty());
    let officers = user::with_role(&mut tx, organ_id(1), "officer").await.unwrap();
    assert_eq!(logins(&officers), ["user011", "user012"]);
}

async fn one_login_belongs_to_one_person(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let twin = user::insert(&mut tx, &UserRow { login: "user011".to_owned(), ..user_row(15, 1) }).await;
    assert!(matches!(&twin, Err(StoreError::NotUnique(what)) if what == "users.login"), "{twin:?}");
}

async fn profile_and_roles_are_saved_together_and_only_once(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let read = user::by_id(&mut tx, user_id(11)).await.unwrap().unwrap();
    let changed = UserRow {
        active: false,
        law_qualification: Some("A2026410000".to_owned()),
        roles: vec!["reviewer".to_owned()],
        ..read
    };
    user::save(&mut tx, &changed).await.unwrap();
    assert!(matches!(user::save(&mut tx, &changed).await, Err(StoreError::Conflict { table: "users" })));
    let saved = user::by_id(&mut tx, user_id(11)).await.unwrap().unwrap();
    assert_eq!(saved, UserRow { version: 2, ..changed });
    assert!(user::with_role(&mut tx, organ_id(1), "reviewer").await.unwrap().is_empty(), "inactive");
}

async fn failures_are_counted_until_a_log_in_or_a_new_password(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    assert_eq!(user::record_failure(&mut tx, user_id(11)).await.unwrap(), Some(1));
    assert_eq!(user::record_failure(&mut tx, user_id(11)).await.unwrap(), Some(2));
    assert_eq!(user::record_failure(&mut tx, user_id(99)).await.unwrap(), None);
    user::lock_until(&mut tx, user_id(11), at(900)).await.unwrap();
    let locked = user::by_id(&mut tx, user_id(11)).await.unwrap().unwrap();
    assert_eq!((locked.failures, locked.locked_until), (2, Some(at(900))));
    user::clear_failures(&mut tx, user_id(11)).await.unwrap();
    let clear = user::by_id(&mut tx, user_id(11)).await.unwrap().unwrap();
    assert_eq!((clear.failures, clear.locked_until), (0, None));
    user::record_failure(&mut tx, user_id(11)).await.unwrap();
    user::set_password(&mut tx, user_id(11), "$argon2id$new", at(50)).await.unwrap();
    let renewed = user::by_id(&mut tx, user_id(11)).await.unwrap().unwrap();
    assert_eq!((renewed.failures, renewed.password_hash.as_str()), (0, "$argon2id$new"));
    assert_eq!(renewed.password_changed_at, at(50));
    assert!(matches!(
        user::set_password(&mut tx, user_id(99), "x", at(50)).await,
        Err(StoreError::Conflict { .. })
    ));
}

async fn a_session_lives_until_it_expires_or_is_ended(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let row = |number: u8, user| SessionRow {
        token_hash: Hash::of(&[number]),
        user_id: user_id(user),
        csrf_secret: vec![number; 32],
        created_at: at(0),
        seen_at: at(0),
        expires_at: at(100),
    };
    for (number, user) in [(1, 11), (2, 11), (3, 12), (4, 12)] {
        session::insert(&mut tx, &row(number, user)).await.unwrap();
    }
    assert_eq!(session::by_token(&mut tx, Hash::of(&[1]), at(99)).await.unwrap(), Some(row(1, 11)));
    assert_eq!(session::by_token(&mut tx, Hash::of(&[1]), at(100)).await.unwrap(), None);
    session::touch(&mut tx, Hash::of(&[1]), at(90), at(200)).await.unwrap();
    let used = session::by_token(&mut tx, Hash::of(&[1]), at(150)).await.unwrap().unwrap();
    assert_eq!((used.seen_at, used.expires_at), (at(90), at(200)));
    session::delete(&mut tx, Hash::of(&[3])).await.unwrap();
    assert_eq!(session::by_token(&mut tx, Hash::of(&[3]), at(1)).await.unwrap(), None);
    assert_eq!(session::delete_expired(&mut tx, at(100)).await.unwrap(), 2);
    assert_eq!(session::delete_of_user(&mut tx, user_id(11)).await.unwrap(), 1);
}

async fn a_token_holds_until_it_expires_or_is_revoked(test: &TestDatabase) {
    seed(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let row = |number: u8, expires_at| TokenRow {
        token_hash: Hash::of(&[number]),
        user_id: user_id(11),
        label: "接口".to_owned(),
        created_at: at(i64::from(number)),
        expires_at,
        revoked_at: None,
    };
    for row in [row(1, None), row(2, Some(at(100))), row(3, None)] {
        token::insert(&mut tx, &row).await.unwrap();
    }
    assert_eq!(token::in_force(&mut tx, Hash::of(&[1]), at(1)).await.unwrap(), Some(row(1, None)));
    assert_eq!(token::in_force(&mut tx, Hash::of(&[2]), at(100)).await.unwrap(), None);
    token::revoke(&mut tx, Hash::of(&[1]), at(10)).await.unwrap();
    assert_eq!(token::in_force(&mut tx, Hash::of(&[1]), at(11)).await.unwrap(), None);
    assert!(matches!(
        token::revoke(&mut tx, Hash::of(&[1]), at(11)).await,
        Err(StoreError::Conflict { table: "tokens" })
    ));
    assert_eq!(token::revoke_of_user(&mut tx, user_id(11), at(12)).await.unwrap(), 2);
    let all = token::of_user(&mut tx, user_id(11)).await.unwrap();
    assert_eq!(all.iter().map(|row| row.revoked_at).collect::<Vec<_>>(), [10, 12, 12].map(|s| Some(at(s))));
}
