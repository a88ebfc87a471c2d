//! What composing promises of every document: it is made, bears its number and day, and loses nothing that was stated.
//! The wording of single documents is tested beside it, typesetting where it is done.

use super::fixture::{Made, Office, uuid};
use super::walks::{WALKS, walk};
use super::{ComposeFault, Occasion, Series, compose, kind_of, series, series_of, title};
use crate::document::DocumentModel;
use crate::document::kind::DocumentKind;
use crate::event::Content;
use crate::id::OrganId;
use crate::refusal::Refusal;
use crate::value::date_text::{chinese_date, chinese_time};
use crate::value::money::Fen;
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;
use std::collections::BTreeSet;

fn text(made: &Made) -> String {
    serde_json::to_string(&made.model).unwrap()
}

/// Every way in which a document may print what was stated.
fn spellings(stated: &Value) -> Vec<String> {
    match stated {
        Value::String(text) => {
            let day = text.parse::<NaiveDate>().map(chinese_date).ok();
            let moment = text.parse::<NaiveDateTime>().map(chinese_time).ok();
            [Some(text.clone()), day, moment].into_iter().flatten().collect()
        }
        Value::Number(number) => {
            let fen = Fen::new(number.as_i64().unwrap());
            vec![fen.yuan_text(), number.to_string()]
        }
        _ => Vec::new(),
    }
}

/// What a person typed: text in Chinese, numbers of people, days, amounts; no identifiers and choices.
fn typed<'v>(stated: &'v Value, path: &str, found: &mut Vec<(String, &'v Value)>) {
    match stated {
        Value::Object(fields) => {
            for (name, value) in fields {
                typed(value, &format!("{path}.{name}"), found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| typed(item, path, found)),
        Value::String(text) => {
            let is_day = text.parse::<NaiveDate>().is_ok() || text.parse::<NaiveDateTime>().is_ok();
            let is_number = text.len() >= 11
                && text.starts_with(|sign: char| sign.is_ascii_digit())
                && !text.contains('-');
            if !text.is_ascii() || is_day || is_number {
                found.push((path.to_owned(), stated));
            }
        }
        Value::Number(number) if number.as_i64() != Some(0) => found.push((path.to_owned(), stated)),
        Value::Number(_) | Value::Null | Value::Bool(_) => {}
    }
}

/// What no paper of the act bears: the head's leave to notify is internal, the party's name stands in its own hand, and
/// pages, scans and the like belong to the file.
const NOT_PRINTED: [(&str, &str); 9] = [
    ("take-sample", ".signature.signed_by"),
    ("approve-registration", ".opinion"),
    ("announce-service", ".tried"),
    ("issue-notice", ".opinion"),
    ("record-scene", ".signature.signed_by"),
    ("order-correction", ".signature.signed_by"),
    ("record-inquiry", ".signature.signed_by"),
    ("inspect", ".signature.signed_by"),
    ("feed-back", ".signature.signed_by"),
];

#[test]
fn every_document_of_every_procedure_has_a_model_a_title_and_is_made_on_some_way() {
    let office = Office::new();
    let made: BTreeSet<String> =
        WALKS.iter().flat_map(|(_, walk)| walk(&office).made).map(|made| made.kind).collect();
    for procedure in &office.pack.procedures {
        for kind in procedure.action.iter().flat_map(|action| &action.produces) {
            assert_eq!(kind_of(kind).unwrap().title(), title(kind).unwrap());
            assert!(made.contains(kind), "{kind} of {} is never made", procedure.id);
        }
    }
    assert_eq!(kind_of("decision"), None);
}

#[test]
fn the_same_occasion_gives_the_same_model_and_the_same_bytes_and_reads_back() {
    let office = Office::new();
    for (name, walk) in WALKS {
        let case = walk(&office);
        for made in &case.made {
            let again = compose(&made.kind, &case.occasion(made), made.number.as_deref()).unwrap();
            assert!(again == made.model, "{name}: {}", made.kind);
            assert_eq!(again.canonical_bytes().unwrap(), made.model.canonical_bytes().unwrap());
            let read: DocumentModel = serde_json::from_str(&text(made)).unwrap();
            assert!(read == made.model, "{name}: {}", made.kind);
            assert_eq!(made.model.kind().id(), made.kind);
        }
    }
}

#[test]
fn nothing_that_was_stated_in_an_act_is_missing_from_its_papers() {
    let office = Office::new();
    let mut checked = 0;
    for (name, walk) in WALKS {
        let case = walk(&office);
        for event in &case.events {
            let papers: String =
                case.made.iter().filter(|made| made.event.seq == event.seq).map(text).collect();
            let Content::Acted { action, act } = &event.content else { continue };
            if papers.is_empty() {
                continue;
            }
            let stated = serde_json::to_value(act).unwrap();
            let mut found = Vec::new();
            typed(&stated["stated"], "", &mut found);
            for (path, value) in found {
                if NOT_PRINTED.contains(&(action, &path)) {
                    continue;
                }
                checked += 1;
                let printed = spellings(value).iter().any(|spelling| papers.contains(spelling));
                assert!(printed, "{name}: {action}{path} = {value} is in no paper");
            }
        }
    }
    assert!(checked > 400, "{checked}");
}

#[test]
fn the_filing_report_bears_what_was_asked_for_and_the_number_of_the_case_is_its_own() {
    let office = Office::new();
    let case = walk(&office, "no penalty");
    let report = text(case.last("filing-report"));
    for stated in
        ["涉嫌超出登记的诊疗科目开展口腔种植", "建议立案调查，由赵一鸣、钱二立承办", "同意立案，依法查处"]
    {
        assert!(report.contains(stated), "{stated}");
    }
    let filed = case.last("filing-report").number.clone();
    assert_eq!(filed.as_deref(), Some("示卫医立〔2026〕1号"));
    assert_eq!(case.proceeding.number(), filed.as_deref());
    for made in &case.made {
        let known = made.event.action() != "accept-lead";
        assert_eq!(made.model.header().case_number, filed.clone().filter(|_| known), "{}", made.kind);
    }
}

#[test]
fn an_inquiry_is_counted_for_the_person_who_is_asked() {
    let office = Office::new();
    let case = walk(&office, "dropped");
    let ordinals: Vec<(String, u16)> = case
        .made
        .iter()
        .filter_map(|made| match &made.model {
            DocumentModel::InquiryRecord(record) => Some((record.person.clone(), record.ordinal)),
            _ => None,
        })
        .collect();
    assert_eq!(ordinals, [("陈杏林".into(), 1), ("褚护士".into(), 1), ("陈杏林".into(), 2)]);
}

#[test]
fn an_entrusted_body_is_named_on_every_paper_of_its_case_by_行政处罚法_20() {
    let office = Office::new();
    let case = walk(&office, "dropped");
    let made = case.last("scene-record");
    let mut after = made.after.clone();
    after.body = Some(OrganId::from_uuid(uuid(77)));
    let occasion = Occasion { after: &after, ..case.occasion(made) };
    let fault = compose(&made.kind, &occasion, None).unwrap_err();
    assert_eq!(fault, ComposeFault::Letterhead("受委托组织的名称"));
    let mut letterhead = office.letterhead.clone();
    letterhead.entrusted_body = Some("示例市卫生健康监督所（演示）".to_owned());
    let model = compose(&made.kind, &Occasion { letterhead: &letterhead, ..occasion }, None).unwrap();
    assert_eq!(model.header().organ.entrusted_body, letterhead.entrusted_body);
    assert_eq!(made.model.header().organ.entrusted_body, None);
}

#[test]
fn numbers_follow_the_words_of_the_body_and_papers_do_not_change_numbers() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    for (kind, word) in [
        (DocumentKind::PenaltyDecision, Some("罚")),
        (DocumentKind::HearingRightNotice, Some("听告")),
        (DocumentKind::FilingReport, Some("立")),
        (DocumentKind::ReviewOpinion, Some("法审")),
        (DocumentKind::ApprovalSheet, None),
        (DocumentKind::SceneRecord, None),
    ] {
        assert_eq!(series_of(kind, &office.letterhead), word, "{}", kind.id());
    }
    let of = |kind| series(kind, &case.proceeding, office.law(), &office.letterhead);
    assert_eq!(of(DocumentKind::PenaltyDecision), Some(Series::Formal("示卫医罚".to_owned())));
    assert_eq!(of(DocumentKind::ApprovalSheet), Some(Series::Working(DocumentKind::ApprovalSheet)));
    assert_eq!(of(DocumentKind::ApprovalSheet).unwrap().number(2026, 7), "2026-0007");
    assert_eq!(of(DocumentKind::SceneRecord), None);
    let transferred = walk(&office, "transfer before");
    assert_eq!(transferred.last("case-transfer").number.as_deref(), Some("示卫案移〔2026〕1号"));
    let notice = case.last("prior-notice");
    let fault = compose("prior-notice", &case.occasion(notice), Some("示卫医听告〔2026〕1号")).unwrap_err();
    assert_eq!(fault.code(), "document-number-of-another-series");
    let fault = compose("prior-notice", &case.occasion(notice), Some("一号")).unwrap_err();
    assert_eq!(fault.code(), "document-number-invalid");
}

#[test]
fn a_draft_has_neither_number_nor_date_and_an_unnumbered_record_has_its_day() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    let draft = compose("penalty-decision", &case.occasion(case.last("penalty-decision")), None).unwrap();
    assert_eq!((&draft.header().number, draft.header().issued_on), (&None, None));
    let record = &case.last("scene-record").model;
    assert_eq!(record.header().issued_on.map(chinese_date).as_deref(), Some("2026年3月4日"));
    assert!(case.made.iter().all(|made| made.model.header().demo));
    let officers = &record.header().officers;
    assert_eq!(
        officers.iter().map(|line| line.certificate.as_str()).collect::<Vec<_>>(),
        ["99000100001", "99000100002"]
    );
}

#[test]
fn what_is_missing_is_named_in_chinese_with_a_stable_code() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    let refuse = |kind: &str, change: &dyn Fn(&mut super::Letterhead)| {
        let made = case.last(kind);
        let mut letterhead = office.letterhead.clone();
        change(&mut letterhead);
        let occasion = Occasion { letterhead: &letterhead, ..case.occasion(made) };
        compose(kind, &occasion, made.number.as_deref()).unwrap_err()
    };
    assert_eq!(
        refuse("penalty-decision", &|sheet| sheet.bank = None),
        ComposeFault::Letterhead("罚款代收银行和账户")
    );
    assert_eq!(
        refuse("correction-order", &|sheet| sheet.courts.clear()),
        ComposeFault::Letterhead("管辖法院")
    );
    assert_eq!(refuse("prior-notice", &|sheet| sheet.telephone = None), ComposeFault::Letterhead("联系电话"));
    assert_eq!(refuse("hearing-notice", &|sheet| sheet.people.clear()).code(), "person-unknown");
    let fault = refuse("penalty-decision", &|sheet| sheet.government.clear());
    assert!(fault.to_string().contains("没有填写行政复议机关"), "{fault}");
    let refusal = Refusal::from(&fault);
    assert_eq!((refusal.code.as_str(), refusal.basis.len()), ("letterhead-incomplete", 1));
    let wrong = compose("closing-report", &case.occasion(case.last("prior-notice")), None).unwrap_err();
    assert_eq!(wrong.code(), "document-of-another-act");
    assert_eq!(
        compose("decision", &case.occasion(case.last("prior-notice")), None).unwrap_err().code(),
        "document-unknown"
    );
    assert!(office.letterhead.missing().is_empty());
    let bare = super::Letterhead::of(&mingjian_law::pack::Pack::embedded("xuchang-health").unwrap().organ);
    assert_eq!(bare.missing(), ["办公地址", "联系电话", "管辖法院", "罚款代收银行和账户"]);
}

#[test]
fn without_the_journal_a_document_keeps_to_what_the_proceeding_remembers() {
    let office = Office::new();
    let case = walk(&office, "second notice");
    for made in &case.made {
        let occasion = Occasion { earlier: &[], ..case.occasion(made) };
        let model = compose(&made.kind, &occasion, made.number.as_deref()).unwrap();
        if let DocumentModel::FilingReport(report) = &model {
            assert_eq!(
                (report.facts.text(), report.proposal.text()),
                (case.proceeding.opening.summary().text(), "无")
            );
        } else if !matches!(model, DocumentModel::InquiryRecord(_)) {
            assert!(model == made.model, "{}", made.kind);
        }
    }
}
