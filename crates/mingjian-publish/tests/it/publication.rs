//! Publications come, are read, corrected and withdrawn, in any order and any number of times.

use crate::sample::{at, decision, id, notice, publish, withdraw};
use crate::support::{TestDatabase, on_both};
use mingjian_publish::{
    Address, Applied, Change, PublicChange, PublicDatabase, PublishError, Shown, Standing, Status,
};

on_both![
    what_is_published_can_be_read,
    a_list_is_paged_from_the_latest_and_counts_all,
    a_number_is_found_in_any_spelling_and_after_withdrawal,
    a_change_is_applied_once_and_never_over_a_newer_one,
    another_text_is_a_correction_that_names_its_fields,
    a_withdrawn_decision_leaves_its_notice_and_nothing_else,
    what_replaces_a_withdrawn_decision_stands_in_its_place,
    a_batch_is_applied_whole_or_not_at_all,
    two_projections_at_once_apply_each_change_once,
    a_row_that_was_changed_by_hand_is_not_shown,
    a_database_of_a_newer_program_is_refused,
];

async fn what_is_published_can_be_read(test: &TestDatabase) {
    let database = &test.database;
    assert!(database.decision(id(1)).await.unwrap().is_none());
    assert!(database.pdf(id(1)).await.unwrap().is_none());
    assert_eq!(database.apply(&[publish(1, 9)]).await.unwrap(), Applied { applied: 1, passed_over: 0 });
    let found = database.decision(id(1)).await.unwrap().unwrap();
    assert_eq!((found.status(), found.published_at, found.changed_at), (Status::Current, at(1), at(1)));
    let Standing::Readable { corrected: false, decision: read, digest } = &found.standing else {
        panic!("{found:?}")
    };
    assert_eq!(**read, decision(1));
    assert_eq!(digest.len(), 64);
    assert_eq!(found.history.len(), 1);
    assert_eq!((found.history[0].change, found.history[0].at), (Change::Published, at(1)));
    let pdf = database.pdf(id(1)).await.unwrap().unwrap();
    assert_eq!((pdf.bytes.as_slice(), Some(&pdf.digest)), (b"%PDF 1".as_slice(), found.pdf_digest.as_ref()));
    assert_eq!(database.position(id(1)).await.unwrap(), Some(9));
    assert_eq!(database.position(id(2)).await.unwrap(), None);
}

async fn a_list_is_paged_from_the_latest_and_counts_all(test: &TestDatabase) {
    let database = &test.database;
    assert_eq!(database.decisions(1, 20).await.unwrap().total, 0);
    let batch: Vec<PublicChange> = (1..=5).map(|number| publish(number, 1)).collect();
    database.apply(&batch).await.unwrap();
    database.apply(&[withdraw(4, 2)]).await.unwrap();
    let first = database.decisions(1, 3).await.unwrap();
    assert_eq!(first.total, 4);
    let ids =
        |page: &mingjian_publish::DecisionPage| page.items.iter().map(|item| item.id).collect::<Vec<_>>();
    assert_eq!(ids(&first), [id(5), id(3), id(2)]);
    assert_eq!(ids(&database.decisions(2, 3).await.unwrap()), [id(1)]);
    assert!(database.decisions(u64::MAX, 3).await.unwrap().items.is_empty());
    let item = &first.items[0];
    assert_eq!(item.party.as_deref(), Some("示例第5口腔门诊部有限公司"));
    assert_eq!((item.number.as_str(), item.status), ("示卫医罚〔2026〕5号", Status::Current));
    assert_eq!(item.decided_on.unwrap().to_string(), "2026-03-02");
}

async fn a_number_is_found_in_any_spelling_and_after_withdrawal(test: &TestDatabase) {
    let database = &test.database;
    database.apply(&[publish(12, 1), publish(13, 1), withdraw(13, 2)]).await.unwrap();
    for typed in ["示卫医罚〔2026〕12号", " 示卫医罚[2026]12号", "示卫医罚（2026）第12号"]
    {
        assert_eq!(database.by_number(typed).await.unwrap().unwrap().id, id(12), "{typed}");
    }
    let withdrawn = database.by_number("示卫医罚〔2026〕13号").await.unwrap().unwrap();
    assert_eq!((withdrawn.status, withdrawn.party), (Status::Withdrawn, None));
    for unknown in ["示卫医罚〔2026〕99号", "", "12", "' OR 1=1 --"] {
        assert!(database.by_number(unknown).await.unwrap().is_none(), "{unknown}");
    }
}

async fn a_change_is_applied_once_and_never_over_a_newer_one(test: &TestDatabase) {
    let database = &test.database;
    database.apply(&[publish(1, 9)]).await.unwrap();
    let again = database.apply(&[publish(1, 9), publish(1, 4)]).await.unwrap();
    assert_eq!(again, Applied { applied: 0, passed_over: 2 });
    // The same text under a newer sequence is no correction.
    assert_eq!(database.apply(&[publish(1, 10)]).await.unwrap().applied, 1);
    let found = database.decision(id(1)).await.unwrap().unwrap();
    assert_eq!((found.status(), found.history.len()), (Status::Current, 1));
    database.apply(&[withdraw(1, 20)]).await.unwrap();
    // The projection of an older state arrives late: what was withdrawn stays so.
    assert_eq!(database.apply(&[publish(1, 15)]).await.unwrap().passed_over, 1);
    assert_eq!(database.decision(id(1)).await.unwrap().unwrap().status(), Status::Withdrawn);
    // And a second projection of the withdrawal adds nothing.
    database.apply(&[withdraw(1, 21)]).await.unwrap();
    assert_eq!(database.decision(id(1)).await.unwrap().unwrap().history.len(), 2);
}

async fn another_text_is_a_correction_that_names_its_fields(test: &TestDatabase) {
    let database = &test.database;
    database.apply(&[publish(1, 1)]).await.unwrap();
    let mut mended = decision(1);
    mended.reasons = Shown::Public { value: "逾期未改正。".to_owned() };
    mended.party.address = Shown::Public { value: "示例市示例路2号".to_owned() };
    let change =
        PublicChange::Publish { id: id(1), sequence: 2, at: at(60), decision: Box::new(mended), pdf: None };
    database.apply(&[change]).await.unwrap();
    let found = database.decision(id(1)).await.unwrap().unwrap();
    assert_eq!((found.status(), found.published_at, found.changed_at), (Status::Corrected, at(1), at(60)));
    assert_eq!(found.history[1].change, Change::Corrected);
    assert_eq!(found.history[1].fields, ["当事人", "裁量理由"]);
    assert!(database.pdf(id(1)).await.unwrap().is_none(), "the file of the older text is gone");
}

async fn a_withdrawn_decision_leaves_its_notice_and_nothing_else(test: &TestDatabase) {
    let database = &test.database;
    database.apply(&[publish(7, 1)]).await.unwrap();
    database.apply(&[withdraw(7, 2)]).await.unwrap();
    let found = database.decision(id(7)).await.unwrap().unwrap();
    assert_eq!(found.standing, Standing::Withdrawn(Box::new(notice(7))));
    assert_eq!(found.pdf_digest, None);
    assert!(database.pdf(id(7)).await.unwrap().is_none());
    assert_eq!(
        found.history.iter().map(|entry| entry.change).collect::<Vec<_>>(),
        [Change::Published, Change::Withdrawn]
    );
    database.close().await;
    // Not even in pages of the file that are free now.
    if let Some(folder) = &test.folder {
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            for gone in ["口腔门诊部", "医疗废物混放", "%PDF 7"] {
                assert!(!bytes.windows(gone.len()).any(|window| window == gone.as_bytes()), "{gone}");
            }
        }
    }
}

async fn what_replaces_a_withdrawn_decision_stands_in_its_place(test: &TestDatabase) {
    let database = &test.database;
    let batch = [publish(3, 1), withdraw(3, 2), publish(3, 3)];
    assert_eq!(database.apply(&batch).await.unwrap().applied, 3);
    let found = database.decision(id(3)).await.unwrap().unwrap();
    assert_eq!((found.status(), found.history.len()), (Status::Current, 3));
    assert_eq!(database.decisions(1, 10).await.unwrap().total, 1);
}

async fn a_batch_is_applied_whole_or_not_at_all(test: &TestDatabase) {
    let database = &test.database;
    let refused = database.apply(&[publish(1, 1), withdraw(2, 1)]).await.unwrap_err();
    assert!(matches!(refused, PublishError::NotThere(_)), "{refused:?}");
    assert!(database.decision(id(1)).await.unwrap().is_none());
    assert_eq!(database.position(id(1)).await.unwrap(), None);
}

async fn two_projections_at_once_apply_each_change_once(test: &TestDatabase) {
    let batches: Vec<Vec<PublicChange>> =
        (0..6).map(|_| (1..=4).map(|number| publish(number, 1)).collect()).collect();
    let tasks: Vec<_> = batches
        .into_iter()
        .map(|batch| {
            let database = test.database.clone();
            tokio::spawn(async move { database.apply(&batch).await })
        })
        .collect();
    let mut applied = 0;
    for task in tasks {
        applied += task.await.unwrap().unwrap().applied;
    }
    assert_eq!(applied, 4);
    assert_eq!(test.database.decisions(1, 10).await.unwrap().total, 4);
}

async fn a_row_that_was_changed_by_hand_is_not_shown(test: &TestDatabase) {
    test.database.apply(&[publish(1, 1), publish(2, 1)]).await.unwrap();
    test.execute("UPDATE public_decisions SET content = '{}'").await.unwrap();
    assert!(matches!(test.database.decision(id(1)).await, Err(PublishError::Corrupt { .. })));
    let digest = "UPDATE public_documents SET digest = 'x'";
    test.execute(digest).await.unwrap();
    assert!(matches!(test.database.pdf(id(2)).await, Err(PublishError::Corrupt { .. })));
    let half = test.execute("UPDATE public_decisions SET status = 'withdrawn'").await;
    assert!(half.is_err(), "a withdrawn row holds no content");
}

async fn a_database_of_a_newer_program_is_refused(test: &TestDatabase) {
    test.execute("INSERT INTO public_migrations (name, digest) VALUES ('9999_later', 'x')").await.unwrap();
    let url: Address = test.address.parse().unwrap();
    let refused = PublicDatabase::connect(&url).await.unwrap_err();
    assert!(refused.to_string().contains("更新版本"), "{refused}");
}
