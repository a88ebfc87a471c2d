//! Masking of prose before publication: everything that the proceeding knows, and everything that looks protected,
//! each span with its kind and basis for the clerk to confirm.
//! It publishes nothing and leaves the original untouched.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::detect::detect;
use super::fold::{Glyph, Noise, glyphs, skeleton_of};
use super::leak::{Edges, Medium, leaks, occurrences};
use super::protected::{Protected, ProtectedKind};

/// No protected value holds an asterisk, so nothing can be read across it.
const OPAQUE: &str = "＊＊＊";

/// What is masked, and what the detectors must leave alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct MaskRules<'a> {
    /// Values that the proceeding knows.
    pub protected: &'a [Protected],
    /// Values that may be read although they look protected: the organ's own telephone, the bank account of the
    /// treasury. They never uncover a value that the proceeding protects.
    pub permitted: &'a [&'a str],
}

/// Who found a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FoundBy {
    /// The proceeding knows the value.
    Proceeding,
    /// It looks like one.
    Detector,
}

/// A span that was masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskedSpan {
    /// Bytes of the original.
    pub original: Range<usize>,
    /// Bytes of the masked text.
    pub shown: Range<usize>,
    /// Why it is masked.
    pub kind: ProtectedKind,
    /// Who found it.
    pub found_by: FoundBy,
}

/// Text for the public and what was taken out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masked {
    /// The text with every span replaced.
    pub text: String,
    /// The spans in order.
    pub spans: Vec<MaskedSpan>,
}

/// Masks a text. The result holds none of the protected values in any spelling.
pub fn mask(text: &str, rules: MaskRules<'_>) -> Masked {
    let cuts = merged(cuts(text, rules));
    let masked = assembled(text, &cuts, |cut| cut.replacement);
    if leaks(&masked.text, Medium::Plain, rules.protected).is_empty() {
        return masked;
    }
    // A replacement word has joined with its surroundings to something protected: take one that cannot.
    assembled(text, &cuts, |_| OPAQUE)
}

#[derive(Debug, Clone)]
struct Cut<'a> {
    range: Range<usize>,
    kind: ProtectedKind,
    found_by: FoundBy,
    replacement: &'a str,
}

fn cuts<'a>(text: &str, rules: MaskRules<'a>) -> Vec<Cut<'a>> {
    let reading: Vec<Glyph> = glyphs(text);
    let mut cuts: Vec<Cut<'a>> = Vec::new();
    for protected in rules.protected {
        let ranges = occurrences(&reading, protected, Edges::Ignored);
        let (kind, replacement) = (protected.kind(), protected.replacement());
        cuts.extend(ranges.into_iter().map(|range| Cut {
            range,
            kind,
            found_by: FoundBy::Proceeding,
            replacement,
        }));
    }
    let permitted: Vec<Vec<char>> =
        rules.permitted.iter().map(|text| skeleton_of(text, Noise::Number)).collect();
    for (range, kind) in detect(&reading) {
        let signs = skeleton_of(text.get(range.clone()).unwrap_or_default(), Noise::Number);
        if permitted.iter().all(|permitted| *permitted != signs) {
            cuts.push(Cut { range, kind, found_by: FoundBy::Detector, replacement: kind.replacement() });
        }
    }
    cuts
}

/// Overlapping cuts become one that covers them all; what the proceeding knows names it, then the longer one.
fn merged(mut cuts: Vec<Cut<'_>>) -> Vec<Cut<'_>> {
    cuts.sort_by_key(|cut| (cut.range.start, cut.range.end));
    let mut merged: Vec<Cut<'_>> = Vec::new();
    for cut in cuts {
        match merged.last_mut() {
            Some(last) if cut.range.start < last.range.end => {
                let whole = last.range.start..last.range.end.max(cut.range.end);
                let weight = |cut: &Cut<'_>| (cut.found_by == FoundBy::Proceeding, cut.range.len());
                if weight(&cut) > weight(last) {
                    *last = cut;
                }
                last.range = whole;
            }
            _ => merged.push(cut),
        }
    }
    merged
}

fn assembled<'a>(text: &str, cuts: &[Cut<'a>], word: impl Fn(&Cut<'a>) -> &'a str) -> Masked {
    let mut masked = Masked { text: String::with_capacity(text.len()), spans: Vec::new() };
    let mut from = 0;
    for cut in cuts {
        masked.text.push_str(text.get(from..cut.range.start).unwrap_or_default());
        let start = masked.text.len();
        masked.text.push_str(word(cut));
        masked.spans.push(MaskedSpan {
            original: cut.range.clone(),
            shown: start..masked.text.len(),
            kind: cut.kind,
            found_by: cut.found_by,
        });
        from = cut.range.end;
    }
    masked.text.push_str(text.get(from..).unwrap_or_default());
    masked
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(kind: ProtectedKind, text: &str) -> Protected {
        Protected::new(kind, text).unwrap()
    }

    #[test]
    fn prose_is_masked_by_what_the_case_knows_and_by_detectors() {
        let protected = [
            value(ProtectedKind::PersonName, "赵小明").shown_as("患者甲"),
            value(ProtectedKind::PersonName, "钱 护士"),
            value(ProtectedKind::Address, "示例市东城区建设路1号2单元301室"),
        ];
        let text = "2026年3月2日，赵小明（身份证号110105 19491231 002X）到诊所，住建设路1号2单元301室，由钱护士接诊，\
                    车牌豫K12345，咨询电话0374-2334455。";
        let masked = mask(text, MaskRules { protected: &protected, permitted: &["0374-2334455"] });
        assert_eq!(
            masked.text,
            "2026年3月2日，患者甲（身份证号（证件号码略））到诊所，住（住址略），由某某接诊，车牌（号牌略），咨询电话0374-2334455。"
        );
        let seen: Vec<(&str, &str, FoundBy)> = masked
            .spans
            .iter()
            .map(|span| (&text[span.original.clone()], &masked.text[span.shown.clone()], span.found_by))
            .collect();
        assert_eq!(
            seen,
            [
                ("赵小明", "患者甲", FoundBy::Proceeding),
                ("110105 19491231 002X", "（证件号码略）", FoundBy::Detector),
                ("建设路1号2单元301室", "（住址略）", FoundBy::Proceeding),
                ("钱护士", "某某", FoundBy::Proceeding),
                ("豫K12345", "（号牌略）", FoundBy::Detector),
            ]
        );
    }

    #[test]
    fn what_may_be_read_never_uncovers_what_is_protected() {
        let protected = [value(ProtectedKind::Phone, "13812345678")];
        let masked =
            mask("电话13812345678", MaskRules { protected: &protected, permitted: &["13812345678"] });
        assert_eq!(masked.text, "电话（电话略）");
    }

    #[test]
    fn a_replacement_that_would_leak_gives_way_to_an_opaque_one() {
        let protected =
            [value(ProtectedKind::PersonName, "王某某"), value(ProtectedKind::PersonName, "李四")];
        let masked = mask("姓王李四", MaskRules { protected: &protected, permitted: &[] });
        assert_eq!(masked.text, "姓王＊＊＊");
    }

    /// Writes a value the way people and forms do: other figures, other widths, noise between the signs.
    fn spelling(value: String, noise: &'static str) -> impl Strategy<Value = String> {
        let length = value.chars().count();
        let noises: Vec<char> = noise.chars().collect();
        let gap = prop_oneof![4 => Just(None), 1 => proptest::sample::select(noises).prop_map(Some)];
        (proptest::collection::vec((0_usize..4, gap), length)).prop_map(move |ways| {
            let mut text = String::new();
            for ((at, ch), (way, gap)) in value.chars().enumerate().zip(ways) {
                text.extend(gap.filter(|_| at > 0));
                text.push(spelled(ch, way));
            }
            text
        })
    }

    fn spelled(ch: char, way: usize) -> char {
        let figure = ch.to_digit(10).and_then(|figure| usize::try_from(figure).ok());
        match (way, figure) {
            (1, Some(figure)) => "０１２３４５６７８９".chars().nth(figure).unwrap(),
            (2, Some(figure)) => "〇一二三四五六七八九".chars().nth(figure).unwrap(),
            (3, Some(figure)) => "零壹贰叁肆伍陆柒捌玖".chars().nth(figure).unwrap(),
            (1, None) if ch == 'X' => 'Ｘ',
            (2, None) => ch.to_ascii_lowercase(),
            _ => ch,
        }
    }

    const NUMBER_NOISE: &str = " -\u{200B}\u{3000}－\u{2060}\n.·";
    const NAME_NOISE: &str = " \u{200B}\u{3000}\u{AD}\n·";

    fn secret() -> impl Strategy<Value = (ProtectedKind, String, String)> {
        let number = |kind, clear: &str| {
            let owned = clear.to_owned();
            spelling(owned.clone(), NUMBER_NOISE).prop_map(move |spelled| (kind, owned.clone(), spelled))
        };
        let name = "[赵钱孙李周吴郑王][伟芳娜敏静丽强磊军洋]{1,2}"
            .prop_flat_map(|name| spelling(name.clone(), NAME_NOISE).prop_map(move |way| (name.clone(), way)))
            .prop_map(|(name, way)| (ProtectedKind::PersonName, name, way));
        prop_oneof![
            number(ProtectedKind::IdNumber, "11010519491231002X"),
            number(ProtectedKind::Phone, "13812345678"),
            number(ProtectedKind::BankAccount, "6222021234567890123"),
            name,
        ]
    }

    proptest! {
        #[test]
        fn a_value_in_any_spelling_is_found_and_masked(
            before in "[现查在于，。：0-9a-z ]{0,12}",
            (kind, clear, spelled) in secret(),
            after in "[的到所，。；0-9a-z ]{0,12}",
        ) {
            let protected = [value(kind, &clear)];
            let text = format!("{before}{spelled}{after}");
            prop_assert!(!leaks(&text, Medium::Plain, &protected).is_empty(), "{text:?}");
            let masked = mask(&text, MaskRules { protected: &protected, permitted: &[] });
            prop_assert!(leaks(&masked.text, Medium::Plain, &protected).is_empty(), "{:?}", masked.text);
            prop_assert!(!masked.text.contains(&spelled));
        }

        #[test]
        fn detectors_alone_find_identity_numbers_and_mobiles(
            (kind, clear, spelled) in secret().prop_filter("numbers", |(kind, ..)| {
                matches!(kind, ProtectedKind::IdNumber | ProtectedKind::Phone)
            }),
        ) {
            let masked = mask(&format!("其称：{spelled}。"), MaskRules::default());
            let protected = [value(kind, &clear)];
            prop_assert!(leaks(&masked.text, Medium::Plain, &protected).is_empty(), "{:?}", masked.text);
        }

        #[test]
        fn masked_text_never_leaks_however_values_overlap(
            names in proptest::collection::vec("[王某李某一二]{2,4}", 1..6),
            text in "[王某李一二1 ，\u{200B}]{0,40}",
        ) {
            let protected: Vec<Protected> =
                names.iter().filter_map(|name| Protected::new(ProtectedKind::PersonName, name)).collect();
            let masked = mask(&text, MaskRules { protected: &protected, permitted: &[] });
            prop_assert!(leaks(&masked.text, Medium::Plain, &protected).is_empty(), "{:?}", masked.text);
            let mut rebuilt = masked.text.clone();
            for span in masked.spans.iter().rev() {
                rebuilt.replace_range(span.shown.clone(), &text[span.original.clone()]);
            }
            prop_assert_eq!(rebuilt, text);
        }
    }
}
