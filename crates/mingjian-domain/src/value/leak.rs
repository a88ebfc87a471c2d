//! The last search before something is released: does any protected value stand in it, in whatever spelling?
//! It looks for what it is told and never changes the text.

use std::ops::Range;

use super::fold::{Glyph, Noise, bytes_of, glyphs, skeleton};
use super::protected::{Pattern, Protected, ProtectedKind};

/// How the text is written: entities and tags, escapes, or as it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Text as it reads; that of a PDF after extraction, an index entry.
    Plain,
    /// HTML: searched as it reads (without tags, entities resolved) and as it is written (attributes, comments).
    Html,
    /// JSON: escapes resolved.
    Json,
}

/// A protected value found in a text. It names the value by its place in the list and never prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// Place of the value in the list that was searched for.
    pub value: usize,
    /// Kind of the value.
    pub kind: ProtectedKind,
    /// Bytes of the text in which it stands.
    pub range: Range<usize>,
}

/// Every place at which one of the values stands in the text, in order.
pub fn leaks(text: &str, medium: Medium, values: &[Protected]) -> Vec<Leak> {
    let readings = match medium {
        Medium::Plain => vec![glyphs(text)],
        Medium::Html => vec![html_glyphs(text, Tags::Left), html_glyphs(text, Tags::Removed)],
        Medium::Json => vec![json_glyphs(text)],
    };
    let mut found = Vec::new();
    for reading in &readings {
        for (value, protected) in values.iter().enumerate() {
            let ranges = occurrences(reading, protected, Edges::Respected);
            found.extend(ranges.into_iter().map(|range| Leak { value, kind: protected.kind(), range }));
        }
    }
    found.sort_by_key(|leak| (leak.range.start, leak.range.end, leak.value));
    found.dedup();
    found
}

/// Whether a short number must stand alone. Masking does not ask, so that nothing appears when a neighbour is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edges {
    Respected,
    Ignored,
}

/// Where a value stands among the glyphs, in bytes of the source text.
pub(super) fn occurrences(text: &[Glyph], protected: &Protected, edges: Edges) -> Vec<Range<usize>> {
    let (mut prose, mut number) = (None, None);
    let mut found = Vec::new();
    for pattern in protected.patterns() {
        let reading = match pattern.noise {
            Noise::Prose => prose.get_or_insert_with(|| skeleton(text, Noise::Prose)),
            Noise::Number => number.get_or_insert_with(|| skeleton(text, Noise::Number)),
        };
        found.extend(places(reading, &pattern, edges));
    }
    found
}

fn places(reading: &[Glyph], pattern: &Pattern, edges: Edges) -> Vec<Range<usize>> {
    let length = pattern.signs.len();
    if length == 0 {
        return Vec::new();
    }
    reading
        .windows(length)
        .enumerate()
        .filter(|(_, window)| window.iter().map(|glyph| glyph.ch).eq(pattern.signs.iter().copied()))
        .filter(|(at, window)| {
            edges == Edges::Ignored || !pattern.bounded || stands_alone(reading, *at, window)
        })
        .map(|(_, window)| bytes_of(window))
        .collect()
}

/// No figure or letter directly before or after: 2334455 inside 1882334455 is not a telephone number.
fn stands_alone(reading: &[Glyph], at: usize, window: &[Glyph]) -> bool {
    let touches = |glyph: Option<&Glyph>, byte: usize, end: bool| {
        glyph.is_some_and(|glyph| {
            let adjacent = if end { glyph.start == byte } else { glyph.end == byte };
            adjacent && glyph.ch.is_ascii_alphanumeric()
        })
    };
    let bytes = bytes_of(window);
    let before = at.checked_sub(1).and_then(|before| reading.get(before));
    !touches(before, bytes.start, false) && !touches(reading.get(at + window.len()), bytes.end, true)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tags {
    Left,
    Removed,
}

/// The glyphs of HTML with entities resolved.
fn html_glyphs(text: &str, tags: Tags) -> Vec<Glyph> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(ch) = rest.chars().next() {
        let start = text.len() - rest.len();
        let (read, taken) = match ch {
            '<' if tags == Tags::Removed && opens_tag(rest) => {
                (None, rest.find('>').map_or(rest.len(), |end| end + 1))
            }
            '&' => entity(rest).map_or((Some('&'), 1), |(ch, taken)| (Some(ch), taken)),
            ch => (Some(ch), ch.len_utf8()),
        };
        found.extend(read.map(|ch| Glyph { ch, start, end: start + taken }));
        rest = rest.get(taken..).unwrap_or_default();
    }
    found
}

fn opens_tag(rest: &str) -> bool {
    rest.chars().nth(1).is_some_and(|ch| ch.is_ascii_alphabetic() || matches!(ch, '/' | '!' | '?'))
}

/// The character that an entity stands for, and how many bytes it takes.
fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(32).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let ch = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "middot" => '·',
        "ensp" | "emsp" | "thinsp" => ' ',
        "zwj" | "zwnj" | "shy" => '\u{AD}',
        _ => {
            let code = name.strip_prefix('#')?;
            let code = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((ch, end + 1))
}

/// The glyphs of JSON with escapes resolved.
fn json_glyphs(text: &str) -> Vec<Glyph> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(ch) = rest.chars().next() {
        let start = text.len() - rest.len();
        let (ch, taken) = match ch {
            '\\' => json_escape(rest).unwrap_or(('\\', 1)),
            ch => (ch, ch.len_utf8()),
        };
        found.push(Glyph { ch, start, end: start + taken });
        rest = rest.get(taken..).unwrap_or_default();
    }
    found
}

fn json_escape(rest: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let escape = rest.get(at..at + 6)?;
        u16::from_str_radix(escape.strip_prefix("\\u")?, 16).ok()
    };
    match rest.chars().nth(1)? {
        'n' => Some(('\n', 2)),
        't' => Some(('\t', 2)),
        'r' => Some(('\r', 2)),
        'b' | 'f' => Some((' ', 2)),
        'u' => {
            let units = [unit(0)?, unit(6).unwrap_or(0)];
            let ch = char::decode_utf16(units).next()?.ok()?;
            Some((ch, if ch.len_utf16() == 2 { 12 } else { 6 }))
        }
        other => Some((other, 1 + other.len_utf8())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(kind: ProtectedKind, text: &str) -> Protected {
        Protected::new(kind, text).unwrap()
    }

    fn check(text: &str, medium: Medium, protected: &Protected, expected: &[&str]) {
        let found = leaks(text, medium, std::slice::from_ref(protected));
        let found: Vec<&str> = found.iter().map(|leak| &text[leak.range.clone()]).collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn an_identity_number_is_found_in_every_spelling() {
        let id = value(ProtectedKind::IdNumber, "11010519491231002X");
        for spelling in [
            "11010519491231002X",
            "11010519491231002x",
            "110105 19491231 002X",
            "110105-1949-1231-002x",
            "１１０１０５１９４９１２３１００２Ｘ",
            "一一〇一〇五一九四九一二三一〇〇二X",
            "壹壹零壹零伍壹玖肆玖壹贰叁壹零零贰×",
            "1101\u{200B}05194912\u{2060}31002X",
            "110105\n19491231002X",
            "110105.1949.1231.002X",
            "110105491231002",
        ] {
            check(&format!("身份证号{spelling}。"), Medium::Plain, &id, &[spelling]);
        }
        check("身份证号110105194912310021", Medium::Plain, &id, &[]);
    }

    #[test]
    fn a_name_is_found_across_spaces_lines_and_dots() {
        let name = value(ProtectedKind::PersonName, "阿不都·热合曼");
        for spelling in
            ["阿不都·热合曼", "阿不都热合曼", "阿 不 都 • 热 合 曼", "阿不都\n热合曼", "阿不都-热合\u{AD}曼"]
        {
            check(spelling, Medium::Plain, &name, &[spelling]);
        }
        check("阿不都，热合曼", Medium::Plain, &name, &[]);
    }

    #[test]
    fn a_landline_is_found_without_its_area_code_but_not_inside_another_number() {
        let phone = value(ProtectedKind::Phone, "0374-2334455");
        check("电话（0374）233-4455", Medium::Plain, &phone, &["0374）233-4455", "233-4455"]);
        check("电话2334455", Medium::Plain, &phone, &["2334455"]);
        check("编号1882334455", Medium::Plain, &phone, &[]);
    }

    #[test]
    fn html_is_read_as_the_browser_reads_it_and_as_it_is_written() {
        let name = value(ProtectedKind::PersonName, "王伟");
        check("<p><b>王</b>伟</p>", Medium::Html, &name, &["王</b>伟"]);
        check("<p>&#x738B;&#20255;</p>", Medium::Html, &name, &["&#x738B;&#20255;"]);
        check("<p title=\"王伟\">某某</p>", Medium::Html, &name, &["王伟"]);
        check("<!-- 王伟 -->", Medium::Html, &name, &["王伟"]);
        check("王 < 伟 & 王&unknown;", Medium::Html, &name, &[]);
    }

    #[test]
    fn json_is_read_with_its_escapes() {
        let name = value(ProtectedKind::PersonName, "王伟");
        check(r#"{"name":"\u738b\u4f1f"}"#, Medium::Json, &name, &[r"\u738b\u4f1f"]);
        check(r#"{"text":"王\n伟"}"#, Medium::Json, &name, &[r"王\n伟"]);
        let rare = value(ProtectedKind::PersonName, "王𠮷");
        check(r#""\u738b\ud842\udfb7""#, Medium::Json, &rare, &[r"\u738b\ud842\udfb7"]);
    }

    #[test]
    fn a_leak_does_not_print_the_value() {
        let name = value(ProtectedKind::PersonName, "王伟");
        let found = format!("{:?}", leaks("王伟", Medium::Plain, &[name]));
        assert!(!found.contains("王伟"), "{found}");
    }
}
