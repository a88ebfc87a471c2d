//! The public text of a decision: everything that is shown, nothing that is hidden, and the articles for it.
//! What is shown and hidden is the gate's to say, not the typesetter's.

use mingjian_domain::document::render::{PublicEdition, PublicRenderer};
use mingjian_domain::gate::{PublicDecision, Shown};
use mingjian_domain::value::leak::{Medium, leaks};
use mingjian_domain::value::protected::{Protected, ProtectedKind};
use serde_json::Value;

use crate::pdf::{TYPESETTER, inspect};
use crate::samples;

const PAGE: &str = "https://public.example.invalid/decisions/1";

fn edition(decision: &PublicDecision) -> PublicEdition {
    TYPESETTER.render_public(decision, PAGE).unwrap()
}

fn plain(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// Every text of the public form but the words that say how it is shown.
fn shown(value: &Value, key: &str, found: &mut Vec<String>) {
    match value {
        Value::String(text) if key != "as" && text.parse::<chrono::NaiveDate>().is_err() => {
            found.extend(text.lines().map(plain));
        }
        Value::Array(items) => items.iter().for_each(|item| shown(item, key, found)),
        Value::Object(fields) => fields.iter().for_each(|(key, field)| shown(field, key, found)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn everything_that_the_gate_lets_out_stands_in_the_file_and_in_the_text_for_the_leak_check() {
    // Without the words across the page, which fall between the halves of a sentence.
    let decision = PublicDecision { demo: false, ..samples::public_decision() };
    let edition = edition(&decision);
    let crop = ["-raw", "-nopgbrk", "-x", "0", "-y", "0", "-W", "595", "-H", "753"];
    let file = plain(&inspect(&edition.document.pdf, "pdftotext", &crop, &["-"]));
    let text = plain(&edition.text);
    let mut expected = Vec::new();
    shown(&serde_json::to_value(&decision).unwrap(), "", &mut expected);
    assert!(expected.len() > 40);
    for words in expected {
        assert!(file.contains(&words), "{words} is not in the file:\n{file}");
        assert!(text.contains(&words), "{words} is not in the text");
    }
    for words in
        ["公示日期：2026年4月13日", "最后一日为2026年6月8日", "最后一日为2027年1月9日（暂定）", "隐去3处"]
    {
        assert!(file.contains(words), "{words}");
    }
    assert!(
        !file.contains("核验码") && !file.contains("数据摘要"),
        "the digest of the original is not public"
    );
    assert!(inspect(&edition.document.pdf, "qpdf", &["--check"], &[]).contains("No syntax"));
}

#[test]
fn a_value_that_slips_into_the_public_text_is_found_in_the_text_of_the_file() {
    let mut decision = samples::public_decision();
    decision.facts =
        Shown::Public { value: "护士孟晓禾承认废物混放，电话139 0000 0002。".into() };
    let values = [
        Protected::new(ProtectedKind::PersonName, "孟晓禾").unwrap(),
        Protected::new(ProtectedKind::Phone, "13900000002").unwrap(),
    ];
    assert_eq!(leaks(&edition(&decision).text, Medium::Plain, &values).len(), 2);
    assert!(leaks(&edition(&samples::public_decision()).text, Medium::Plain, &values).is_empty());
}

#[test]
fn the_demonstration_is_written_across_the_public_text_too() {
    assert!(edition(&samples::public_decision()).text.matches("演示").count() >= 6);
}

#[test]
fn the_same_public_text_gives_the_same_bytes() {
    let decision = samples::public_decision();
    assert_eq!(edition(&decision), edition(&decision));
}
