//! What a reader finds on the paper: every typed value, literally, and the marks of drafts and of the demonstration.
//! It does not look at positions.

use chrono::{NaiveDate, NaiveDateTime};
use mingjian_domain::act::lead::PartyKind;
use mingjian_domain::document::DocumentModel;
use mingjian_domain::document::investigation::Exchange;
use mingjian_domain::document::kind::DocumentKind;
use mingjian_domain::document::render::RenderMark;
use mingjian_domain::value::date_text::{chinese_date, chinese_time};
use serde_json::Value;

use crate::pdf::{inspect, mark, render};
use crate::samples;

/// Fields that choose words instead of being printed.
const CHOICES: [&str; 4] = ["model", "form", "protected", "kind"];
/// Everything that means something to the typesetter, and what a typist would not expect to be changed.
const INJECTION: &str =
    "#panic(\"x\") $x^2$ *a* _b_ `c` <label> @ref = h // no /* no */ \\n ~ -- ... 'q' [z] {y} #set";

/// The text without white space. Feet are cut off, because they fall between the halves of a sentence.
fn text(pdf: &[u8], kind: DocumentKind) -> String {
    let signed_pages = matches!(kind, DocumentKind::SceneRecord | DocumentKind::InquiryRecord);
    let height = if signed_pages { "735" } else { "753" };
    let crop = ["-raw", "-nopgbrk", "-x", "0", "-y", "0", "-W", "595", "-H", height];
    let body = inspect(pdf, "pdftotext", &crop, &["-"]);
    let feet = inspect(pdf, "pdftotext", &["-raw", "-nopgbrk"], &["-"]);
    plain(&body) + "\n" + &plain(&feet)
}

fn plain(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// Every text of the data as it has to stand on the paper: dates in words, prose line by line.
fn printed(value: &Value, key: &str, found: &mut Vec<String>) {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
        Value::String(_) if CHOICES.contains(&key) && value.as_str().is_some_and(str::is_ascii) => {}
        Value::String(text) => {
            if let Ok(day) = text.parse::<NaiveDate>() {
                found.push(chinese_date(day));
            } else if let Ok(time) = text.parse::<NaiveDateTime>() {
                found.push(chinese_time(time));
            } else {
                found.extend(text.lines().map(plain));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| printed(item, key, found)),
        Value::Object(fields) => fields.iter().for_each(|(key, field)| printed(field, key, found)),
    }
}

fn check(model: &DocumentModel) {
    let document = render(model, &mark(model)).unwrap();
    let text = text(&document.pdf, model.kind());
    let mut expected = Vec::new();
    printed(&serde_json::to_value(model).unwrap(), "", &mut expected);
    assert!(expected.len() > 15, "{}: only {} texts", model.kind().id(), expected.len());
    let missing: Vec<&String> = expected.iter().filter(|words| !text.contains(words.as_str())).collect();
    assert!(missing.is_empty(), "{} lacks {missing:#?}\nin\n{text}", model.kind().id());
    assert!(text.contains(model.kind().title()), "{}", model.kind().id());
}

#[test]
fn every_typed_value_stands_on_the_paper() {
    for model in samples::all() {
        check(&model);
    }
}

/// Adds the injection to every text that a person types.
fn inject(value: &mut Value, key: &str) {
    match value {
        Value::String(text) => {
            let fixed = CHOICES.contains(&key) && text.is_ascii()
                || matches!(key, "number" | "certificate" | "figures" | "capitals")
                // Words of the program, not of a person.
                || matches!(key, "label" | "columns" | "role")
                // Printed inside the sentences of remedies and payment, which get the injection themselves.
                || matches!(key, "government" | "court" | "bank" | "account_name" | "account")
                || text.parse::<NaiveDate>().is_ok()
                || text.parse::<NaiveDateTime>().is_ok();
            if !fixed {
                text.push_str(INJECTION);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| inject(item, key)),
        Value::Object(fields) => fields.iter_mut().for_each(|(key, field)| inject(field, key)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn markup_that_someone_types_comes_out_literally_in_every_field() {
    for model in samples::all() {
        let mut value = serde_json::to_value(&model).unwrap();
        inject(&mut value, "");
        check(&serde_json::from_value(value).unwrap());
    }
}

#[test]
fn an_issued_document_bears_code_digest_and_page_numbers() {
    let model = samples::issued(samples::penalty_decision().into());
    let RenderMark::Issued(verification) = mark(&model) else { panic!("the mark of an issued document") };
    let document = render(&model, &mark(&model)).unwrap();
    for page in 1..=document.pages {
        let number = page.to_string();
        let text = plain(&inspect(&document.pdf, "pdftotext", &["-f", &number, "-l", &number], &["-"]));
        assert!(text.contains(&verification.code), "page {page}");
        assert!(text.contains(&verification.data_hash), "page {page}");
        assert!(text.contains(&format!("第{page}页共{}页", document.pages)), "page {page}: {text}");
    }
    assert!(!text(&document.pdf, model.kind()).contains("草稿"));
}

#[test]
fn a_draft_says_so_on_every_page_and_bears_no_code() {
    let model: DocumentModel = samples::penalty_decision().into();
    let document = render(&model, &RenderMark::Draft).unwrap();
    for page in 1..=document.pages {
        let number = page.to_string();
        let text = plain(&inspect(&document.pdf, "pdftotext", &["-f", &number, "-l", &number], &["-"]));
        assert!(text.contains("草稿：尚未编号制发，不得送达。"), "page {page}: {text}");
        assert!(!text.contains("核验码"), "page {page}");
    }
}

#[test]
fn the_demonstration_is_written_across_every_page_of_every_document() {
    for model in samples::all() {
        let model = samples::of_the_demonstration(&model);
        let document = render(&model, &mark(&model)).unwrap();
        for page in 1..=document.pages {
            let number = page.to_string();
            let text =
                plain(&inspect(&document.pdf, "pdftotext", &["-raw", "-f", &number, "-l", &number], &["-"]));
            assert!(text.matches("演示").count() >= 6, "{} page {page}", model.kind().id());
        }
    }
}

#[test]
fn a_citizen_and_an_organisation_are_named_by_their_own_words() {
    let mut decision = samples::penalty_decision();
    decision.header.party.kind = PartyKind::Citizen;
    decision.header.party.credit_code = None;
    decision.header.party.responsible_person = None;
    let model = samples::issued(decision.clone().into());
    let citizen = text(&render(&model, &mark(&model)).unwrap().pdf, model.kind());
    assert!(citizen.contains("当事人姓名：") && citizen.contains("住址："), "{citizen}");
    assert!(!citizen.contains("统一社会信用代码"));

    decision.header.party.kind = PartyKind::Organisation;
    decision.header.party.responsible_person = Some("梁安和".into());
    let model = samples::issued(decision.into());
    let organisation = text(&render(&model, &mark(&model)).unwrap().pdf, model.kind());
    assert!(organisation.contains("法定代表人（负责人）：梁安和") && organisation.contains("住所："));
}

#[test]
fn a_text_longer_than_a_page_is_not_cut_in_a_form() {
    let lines: Vec<String> =
        (1..=120).map(|at| format!("第{at}句：现场情况复杂，逐一核实并记录在案。")).collect();
    let long = lines.join("\n");
    let mut sheet = samples::approval_sheet();
    sheet.facts = long.as_str().into();
    sheet.sign_offs.iter_mut().for_each(|it| it.opinion = long.as_str().into());
    check(&samples::issued(sheet.into()));

    let mut opinion = samples::review_opinion();
    opinion.points.iter_mut().for_each(|it| it.note = long.as_str().into());
    let model = samples::issued(opinion.into());
    assert!(render(&model, &mark(&model)).unwrap().pages > 15);
}

/// Leaves out every part that may be missing.
fn sparse(model: &DocumentModel) -> DocumentModel {
    let mut value = serde_json::to_value(model).unwrap();
    for place in ["/data", "/data/header", "/data/header/party", "/data/header/organ", "/data/plea"] {
        let keys: Vec<String> = value
            .pointer(place)
            .and_then(Value::as_object)
            .map(|fields| fields.keys().cloned().collect())
            .unwrap_or_default();
        for key in keys.iter().filter(|key| *key != "issued_on") {
            let mut less = value.clone();
            less.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(key);
            if serde_json::from_value::<DocumentModel>(less.clone()).is_ok() {
                value = less;
            }
        }
    }
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_document_with_nothing_but_what_it_must_have_is_still_set() {
    for model in samples::all() {
        let sparse = sparse(&model);
        assert!(sparse.header().officers.is_empty() && sparse.header().number.is_none());
        let document = render(&sparse, &mark(&sparse)).unwrap();
        let text = text(&document.pdf, sparse.kind());
        assert!(text.contains(&sparse.header().party.name), "{}", sparse.kind().id());
        assert!(!text.contains("none") && !text.contains("null"), "{}: {text}", sparse.kind().id());
    }
}

#[test]
fn a_long_inquiry_breaks_over_many_pages_without_losing_a_word() {
    let mut inquiry = samples::inquiry_record();
    inquiry.exchanges = (1..=150)
        .map(|at| Exchange {
            question: format!("第{at}问：请说明第{at}笔费用的来由。").as_str().into(),
            answer: format!("第{at}答：该笔费用由患者自愿支付，已经登记在册。").as_str().into(),
        })
        .collect();
    let model = samples::issued(inquiry.into());
    assert!(render(&model, &mark(&model)).unwrap().pages > 6);
    check(&model);
}
