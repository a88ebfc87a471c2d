//! Contract of `identifier`: protected values come back as entered and are found in any spelling.
//! Check digits are not asked here.

use mingjian_store::identifier::{self, Identifier};
use mingjian_store::{Scope, proceeding};

use crate::support::{TestDatabase, on_both, organ_id, proceeding_id, proceeding_row, seed_proceeding};

fn value(kind: &str, value: &str) -> Identifier {
    Identifier { kind: kind.to_owned(), value: value.to_owned() }
}

on_both![
    a_value_is_found_in_any_spelling_within_the_scope_only,
    two_spellings_of_a_value_are_one_and_replacing_forgets_the_others,
];

async fn a_value_is_found_in_any_spelling_within_the_scope_only(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let other = proceeding::insert(&mut tx, &proceeding_row(22, 2), b"", &[2; 32]).await.unwrap();
    let values = [value("id-card", "41010219900101123x"), value("phone", "138 1234 5678")];
    identifier::replace(&mut tx, &key, &values).await.unwrap();
    identifier::replace(&mut tx, &other, &[value("phone", "+8613812345678")]).await.unwrap();
    assert_eq!(identifier::of_proceeding(&mut tx, &key).await.unwrap(), values);
    let both = identifier::find(&mut tx, &Scope::all(), "phone", "138-1234-5678").await.unwrap();
    assert_eq!(both, [proceeding_id(21), proceeding_id(22)]);
    let own = Scope::none().with_organs(&[organ_id(2)]);
    assert_eq!(identifier::find(&mut tx, &own, "phone", "13812345678").await.unwrap(), [proceeding_id(22)]);
    let card = identifier::find(&mut tx, &Scope::all(), "id-card", "41010219900101123X").await.unwrap();
    assert_eq!(card, [proceeding_id(21)]);
    assert!(identifier::find(&mut tx, &Scope::all(), "id-card", "13812345678").await.unwrap().is_empty());
}

async fn two_spellings_of_a_value_are_one_and_replacing_forgets_the_others(test: &TestDatabase) {
    let key = seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_write().await.unwrap();
    let values = [value("phone", "13812345678"), value("phone", "138-1234-5678")];
    identifier::replace(&mut tx, &key, &values).await.unwrap();
    assert_eq!(identifier::of_proceeding(&mut tx, &key).await.unwrap(), [values[0].clone()]);
    identifier::replace(&mut tx, &key, &[]).await.unwrap();
    assert!(identifier::find(&mut tx, &Scope::all(), "phone", "13812345678").await.unwrap().is_empty());
}
