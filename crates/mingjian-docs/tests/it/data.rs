//! The frozen data: one form of bytes, readable again, and silent about people where it is printed by accident.
//! It sets no type.

use mingjian_domain::document::DocumentModel;
use mingjian_domain::value::leak::{Medium, leaks};
use mingjian_domain::value::mask::{MaskRules, mask};
use mingjian_domain::value::protected::ProtectedKind;

use crate::samples;

#[test]
fn every_document_reads_back_from_its_frozen_bytes() {
    for model in samples::all() {
        let bytes = model.freeze(&[7; 32]).unwrap();
        let again = DocumentModel::thaw(&bytes).unwrap();
        assert!(again == model, "{}", model.kind().id());
        assert_eq!(again.freeze(&[7; 32]).unwrap(), bytes, "{}", model.kind().id());
        assert_eq!(again.kind(), model.kind());
    }
}

#[test]
fn every_kind_of_document_has_a_sample() {
    let mut kinds: Vec<_> = samples::all().iter().map(DocumentModel::kind).collect();
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds.len(), mingjian_domain::document::kind::DocumentKind::ALL.len());
}

#[test]
fn printing_a_model_by_accident_shows_kind_and_number_only() {
    let model = samples::issued(samples::penalty_decision().into());
    assert_eq!(format!("{model:?}"), "DocumentModel(penalty-decision, 示卫医罚〔2026〕12号)");
}

#[test]
fn identity_numbers_telephones_and_other_persons_are_protected_and_the_party_is_not() {
    let inquiry: DocumentModel = samples::inquiry_record().into();
    let mut found: Vec<(ProtectedKind, String)> =
        inquiry.protected_values().iter().map(|value| (value.kind(), value.reveal().to_owned())).collect();
    found.sort();
    assert_eq!(
        found,
        [
            (ProtectedKind::PersonName, "孟晓禾".to_owned()),
            (ProtectedKind::IdNumber, "419999198503120015".to_owned()),
            (ProtectedKind::IdNumber, "419999199007082421".to_owned()),
            (ProtectedKind::Phone, "13900000001".to_owned()),
            (ProtectedKind::Phone, "13900000002".to_owned()),
        ]
    );
    let scene: DocumentModel = samples::scene_record().into();
    let names: Vec<String> = scene
        .protected_values()
        .iter()
        .filter(|value| value.kind() == ProtectedKind::PersonName)
        .map(|value| value.reveal().to_owned())
        .collect();
    assert_eq!(names, ["孟晓禾"]);
}

#[test]
fn what_documents_know_is_enough_to_mask_the_prose_of_another() {
    let known: Vec<_> = samples::all().iter().flat_map(DocumentModel::protected_values).collect();
    let facts = "护士孟 晓禾（身份证419999 19900708 2421，电话１３９０００００００２）承认，器械由其放入黑袋；举报人匿名甲在场。";
    let masked = mask(facts, MaskRules { protected: &known, permitted: &[] });
    assert_eq!(
        masked.text,
        "护士某某（身份证（证件号码略），电话（电话略））承认，器械由其放入黑袋；举报人某某在场。"
    );
    assert!(leaks(&masked.text, Medium::Plain, &known).is_empty());
}
