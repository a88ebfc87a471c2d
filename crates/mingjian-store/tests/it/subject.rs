//! Contract of `subject`: a number is held once, names and numbers find, changes are only added, mergers can be undone.
//! What makes two subjects one is the domain's.

#![expect(clippy::similar_names, reason = "a form and the case that it is about bear related names")]

use mingjian_domain::id::{SubjectId, SubjectImportId};
use mingjian_store::hash::Hash;
use mingjian_store::subject::{self, ChangeKind, Marks, NewChange, Number, SubjectRow};
use mingjian_store::subject_import::{self, ImportRow, ImportState};
use mingjian_store::subject_search::{self, SearchText, SubjectFilter};
use mingjian_store::{Database, Page, Scope, Source, StoreError};

use crate::support::{
    TestDatabase, at, day, on_both, organ_id, proceeding_id, seed, seed_proceeding, user_id, uuid,
};

on_both![
    a_subject_comes_back_as_it_was_and_an_old_version_does_not_win,
    a_number_is_held_once_in_an_organ_and_is_free_again_when_it_is_given_up,
    a_list_is_filtered_searched_and_paged,
    what_was_merged_is_found_as_the_survivor_until_it_is_parted,
    likely_twins_share_a_name_or_an_address,
    changes_are_only_added,
    an_import_is_applied_once,
    proceedings_are_found_by_the_name_of_their_party,
];

fn subject_id(number: u128) -> SubjectId {
    SubjectId::from_uuid(uuid(number))
}

fn row(number: u128) -> SubjectRow {
    SubjectRow {
        id: subject_id(number),
        organ_id: organ_id(1),
        department_id: organ_id(3),
        kind: "organisation".to_owned(),
        name: format!("示例{number}号诊所"),
        name_key: format!("示例{number}号诊所"),
        name_core: format!("示例{number}号诊所"),
        address: format!("示例路{number}号"),
        address_key: format!("示例路{number}号"),
        area: "示例县".to_owned(),
        credit_code: None,
        status: "operating".to_owned(),
        licence_until_on: None,
        merged_into_id: None,
        source: Source::Real,
        created_at: at(1),
        changed_at: at(1),
        version: 1,
    }
}

fn number(kind: &str, value: &str) -> Number {
    Number { kind: kind.to_owned(), value: value.to_owned() }
}

fn marks(code: &str) -> Marks {
    Marks {
        identities: vec![number("credit-code", code)],
        numbers: vec![number("phone", "138 1234 5678")],
        specialities: vec!["medical".to_owned()],
    }
}

async fn enter(database: &Database, row: &SubjectRow, marks: &Marks) -> Result<(), StoreError> {
    let mut tx = database.begin_write().await?;
    subject::insert(&mut tx, row, b"content 1", marks).await?;
    tx.commit().await
}

async fn a_subject_comes_back_as_it_was_and_an_old_version_does_not_win(test: &TestDatabase) {
    seed(&test.database).await;
    let first = row(1);
    enter(&test.database, &first, &marks("A1")).await.unwrap();
    let mut tx = test.database.begin_write().await.unwrap();
    let loaded = subject::by_id(&mut tx, organ_id(1), first.id).await.unwrap().unwrap();
    assert_eq!((loaded.row, loaded.content), (first.clone(), b"content 1".to_vec()));
    assert_eq!(
        subject::by_id(&mut tx, organ_id(2), first.id).await.unwrap(),
        None,
        "another organ's register"
    );
    let renamed = SubjectRow {
        name: "新名诊所".to_owned(),
        name_key: "新名诊所".to_owned(),
        licence_until_on: Some(day("2026-05-01")),
        credit_code: Some("A1".to_owned()),
        changed_at: at(5),
        ..first.clone()
    };
    assert_eq!(subject::save(&mut tx, &renamed, b"content 2", &marks("A1")).await.unwrap(), 2);
    let again = subject::save(&mut tx, &renamed, b"content 3", &marks("A1")).await;
    assert!(matches!(again, Err(StoreError::Conflict { table: "subjects" })));
    let loaded = subject::by_ids(&mut tx, organ_id(1), &[first.id, subject_id(9)]).await.unwrap();
    assert_eq!(loaded.len(), 1);
    assert_eq!(loaded[0].row, SubjectRow { version: 2, ..renamed });
    assert_eq!(loaded[0].content, b"content 2");
    let names: Vec<String> =
        subject::names(&mut tx, first.id).await.unwrap().into_iter().map(|name| name.name).collect();
    assert_eq!(names, ["示例1号诊所", "新名诊所"]);
    assert!(!format!("{:?}", loaded[0]).contains("content"));
}

async fn a_number_is_held_once_in_an_organ_and_is_free_again_when_it_is_given_up(test: &TestDatabase) {
    seed(&test.database).await;
    enter(&test.database, &row(1), &marks("9199-A1")).await.unwrap();
    let twin = enter(&test.database, &row(2), &marks("９１９９ａ１")).await;
    let Err(StoreError::NotUnique(what)) = twin else { panic!("{twin:?}") };
    assert_eq!(what, "subject_identities.organ_id,kind,blind_index");
    let elsewhere = SubjectRow { organ_id: organ_id(2), department_id: organ_id(2), ..row(3) };
    enter(&test.database, &elsewhere, &marks("9199A1")).await.unwrap();
    let mut tx = test.database.begin_write().await.unwrap();
    let asked = [number("credit-code", "X"), number("credit-code", "9199A1"), number("licence", "9199A1")];
    let held = subject_search::holders(&mut tx, organ_id(1), &asked).await.unwrap();
    assert_eq!(held, [(1, subject_id(1))]);
    let without = Marks { identities: vec![number("licence", "L00001")], ..Marks::default() };
    subject::save(&mut tx, &row(1), b"content 2", &without).await.unwrap();
    subject::insert(&mut tx, &row(4), b"content", &marks("9199A1")).await.unwrap();
    assert_eq!(subject_search::holders(&mut tx, organ_id(1), &asked).await.unwrap(), [(1, subject_id(4))]);
}

async fn a_list_is_filtered_searched_and_paged(test: &TestDatabase) {
    seed(&test.database).await;
    for number in 1..=3 {
        let row = SubjectRow {
            status: if number == 3 { "closed" } else { "operating" }.to_owned(),
            area: format!("示例县{number}"),
            licence_until_on: (number == 2).then(|| day("2026-05-01")),
            ..row(number)
        };
        enter(&test.database, &row, &marks(&format!("CODE{number}"))).await.unwrap();
    }
    let mut tx = test.database.begin_read().await.unwrap();
    let mut found = async |filter: SubjectFilter| {
        let rows = subject_search::list(&mut tx, organ_id(1), &filter, Page::first(10)).await.unwrap();
        let count = subject_search::count(&mut tx, organ_id(1), &filter).await.unwrap();
        assert_eq!(i64::try_from(rows.len()).unwrap(), count);
        rows.into_iter().map(|row| row.id.as_uuid().as_u128()).collect::<Vec<_>>()
    };
    let plain = SubjectFilter::default;
    assert_eq!(found(plain()).await, [3, 2, 1]);
    assert_eq!(found(SubjectFilter { status: Some("closed".to_owned()), ..plain() }).await, [3]);
    assert_eq!(found(SubjectFilter { area: Some("示例县2".to_owned()), ..plain() }).await, [2]);
    assert_eq!(found(SubjectFilter { licence_before: Some(day("2026-05-02")), ..plain() }).await, [2]);
    assert_eq!(found(SubjectFilter { department: Some(organ_id(4)), ..plain() }).await, []);
    assert_eq!(found(SubjectFilter { speciality: Some("medical".to_owned()), ..plain() }).await, [3, 2, 1]);
    let text = |typed: &str, key: &str| SubjectFilter {
        text: Some(SearchText { typed: typed.to_owned(), key: key.to_owned() }),
        ..plain()
    };
    assert_eq!(found(text("2号诊", "2号诊")).await, [2]);
    assert_eq!(found(text("路3", "路3")).await, [3]);
    assert_eq!(found(text("code-1", "CODE1")).await, [1]);
    assert_eq!(found(text("13812345678", "13812345678")).await, [3, 2, 1]);
    assert_eq!(found(text("%", "%")).await, []);
    let page =
        subject_search::list(&mut tx, organ_id(1), &plain(), Page::after(subject_id(3), 1)).await.unwrap();
    assert_eq!(page.iter().map(|row| row.id).collect::<Vec<_>>(), [subject_id(2)]);
    assert!(subject_search::list(&mut tx, organ_id(2), &plain(), Page::first(9)).await.unwrap().is_empty());
    assert_eq!(subject_search::areas(&mut tx, organ_id(1)).await.unwrap(), ["示例县1", "示例县2", "示例县3"]);
}

async fn what_was_merged_is_found_as_the_survivor_until_it_is_parted(test: &TestDatabase) {
    seed(&test.database).await;
    for number in 1..=3 {
        enter(&test.database, &row(number), &marks(&format!("CODE{number}"))).await.unwrap();
    }
    let mut tx = test.database.begin_write().await.unwrap();
    let merged =
        |number: u128, into: u128| SubjectRow { merged_into_id: Some(subject_id(into)), ..row(number) };
    subject::save(&mut tx, &merged(1, 2), b"1", &marks("CODE1")).await.unwrap();
    let plain = SubjectFilter::default();
    assert_eq!(subject_search::count(&mut tx, organ_id(1), &plain).await.unwrap(), 2);
    for (typed, key) in [("1号诊", "1号诊"), ("code1", "CODE1")] {
        let text = Some(SearchText { typed: typed.to_owned(), key: key.to_owned() });
        let filter = SubjectFilter { text, ..SubjectFilter::default() };
        let rows = subject_search::list(&mut tx, organ_id(1), &filter, Page::first(9)).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [subject_id(2)], "{typed}");
    }
    subject::save(&mut tx, &merged(2, 3), b"2", &marks("CODE2")).await.unwrap();
    let below = subject_search::merged_into(&mut tx, subject_id(3)).await.unwrap();
    assert_eq!(below.iter().map(|row| row.id).collect::<Vec<_>>(), [subject_id(1), subject_id(2)]);
    let parted = SubjectRow { version: 2, ..row(2) };
    subject::save(&mut tx, &parted, b"2", &marks("CODE2")).await.unwrap();
    assert!(subject_search::merged_into(&mut tx, subject_id(3)).await.unwrap().is_empty());
}

async fn likely_twins_share_a_name_or_an_address(test: &TestDatabase) {
    seed(&test.database).await;
    let same_name = SubjectRow { name_core: row(1).name_core, ..row(2) };
    let same_place = SubjectRow { address_key: row(1).address_key, ..row(3) };
    let nowhere = |number| SubjectRow { address_key: String::new(), ..row(number) };
    for (at, one) in [row(1), same_name, same_place, nowhere(4), nowhere(5)].iter().enumerate() {
        enter(&test.database, one, &marks(&format!("CODE{at}"))).await.unwrap();
    }
    let mut tx = test.database.begin_read().await.unwrap();
    let ids =
        |rows: Vec<SubjectRow>| rows.into_iter().map(|row| row.id.as_uuid().as_u128()).collect::<Vec<_>>();
    let first = row(1);
    let alike =
        subject_search::alike(&mut tx, organ_id(1), &first.name_core, &first.address_key).await.unwrap();
    assert_eq!(ids(alike), [1, 2, 3]);
    assert_eq!(ids(subject_search::alike(&mut tx, organ_id(1), "别的", "").await.unwrap()), [0_u128; 0]);
    let mut sharing = ids(subject_search::sharing(&mut tx, organ_id(1), 100).await.unwrap());
    sharing.sort_unstable();
    assert_eq!(sharing, [1, 2, 3]);
    let named =
        subject_search::named(&mut tx, organ_id(1), &[row(2).name_key, "没有".to_owned()]).await.unwrap();
    assert_eq!(ids(named), [2]);
}

async fn changes_are_only_added(test: &TestDatabase) {
    seed(&test.database).await;
    enter(&test.database, &row(1), &marks("A1")).await.unwrap();
    let mut tx = test.database.begin_write().await.unwrap();
    for (version, kind) in [(1, ChangeKind::Entered), (2, ChangeKind::Changed)] {
        let content = format!("content {version}");
        let change = NewChange {
            subject: subject_id(1),
            version,
            kind,
            by: user_id(11),
            at: at(version),
            import: None,
            content: content.as_bytes(),
        };
        subject::record(&mut tx, &change).await.unwrap();
    }
    let changes = subject::changes(&mut tx, subject_id(1)).await.unwrap();
    let told: Vec<_> =
        changes.iter().map(|one| (one.version, one.kind, one.recorded_by, one.recorded_at)).collect();
    assert_eq!(
        told,
        [(1, ChangeKind::Entered, user_id(11), at(1)), (2, ChangeKind::Changed, user_id(11), at(2))]
    );
    assert_eq!(changes[1].content, b"content 2");
    tx.commit().await.unwrap();
    for sql in ["UPDATE subject_changes SET kind = 'merged'", "DELETE FROM subject_changes"] {
        assert!(test.execute(sql).await.is_err(), "{sql}");
    }
    // Content that was moved by hand to another version does not open.
    test.execute("UPDATE subjects SET version = 7").await.unwrap();
    let mut tx = test.database.begin_read().await.unwrap();
    assert!(matches!(
        subject::by_id(&mut tx, organ_id(1), subject_id(1)).await,
        Err(StoreError::Corrupt { table: "subjects", .. })
    ));
}

async fn an_import_is_applied_once(test: &TestDatabase) {
    seed(&test.database).await;
    let import = ImportRow {
        id: SubjectImportId::from_uuid(uuid(51)),
        organ_id: organ_id(1),
        department_id: organ_id(3),
        user_id: user_id(11),
        file_hash: Hash::of(b"workbook"),
        file_size: 8,
        state: ImportState::Read,
        name: "台账.xlsx".to_owned(),
        report: b"report".to_vec(),
        created_at: at(1),
        applied_at: None,
        version: 1,
    };
    let mut tx = test.database.begin_write().await.unwrap();
    subject_import::insert(&mut tx, &import).await.unwrap();
    let found = subject_import::by_id(&mut tx, organ_id(1), import.id).await.unwrap();
    assert_eq!(found.as_ref(), Some(&import));
    assert_eq!(subject_import::by_id(&mut tx, organ_id(2), import.id).await.unwrap(), None);
    let applied = ImportRow {
        state: ImportState::Applied,
        applied_at: Some(at(2)),
        report: b"lot".to_vec(),
        ..import.clone()
    };
    subject_import::save(&mut tx, &applied).await.unwrap();
    let twice = subject_import::save(&mut tx, &applied).await;
    assert!(matches!(twice, Err(StoreError::Conflict { table: "subject_imports" })));
    let listed = subject_import::of_department(&mut tx, organ_id(3), 10).await.unwrap();
    assert_eq!(listed, [ImportRow { version: 2, ..applied }]);
    assert!(subject_import::of_department(&mut tx, organ_id(4), 10).await.unwrap().is_empty());
}

async fn proceedings_are_found_by_the_name_of_their_party(test: &TestDatabase) {
    seed_proceeding(&test.database).await;
    let mut tx = test.database.begin_read().await.unwrap();
    let names = ["示例诊所21".to_owned(), "没有".to_owned()];
    let found = subject_search::proceedings_named(&mut tx, &Scope::all(), &names).await.unwrap();
    assert_eq!(found, [proceeding_id(21)]);
    let foreign = Scope::none().with_organs(&[organ_id(2)]);
    assert!(subject_search::proceedings_named(&mut tx, &foreign, &names).await.unwrap().is_empty());
}
