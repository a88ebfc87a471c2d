//! One spelling for characters that a person reads as the same: full-width forms, figures in every script, dashes,
//! spaces and invisible characters.
//! It knows no kind of value and decides nothing.

use std::ops::Range;

/// A character as it reads, with the bytes of the source text that it was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) ch: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The glyphs of plain text, one a character.
pub(super) fn glyphs(text: &str) -> Vec<Glyph> {
    text.char_indices().map(|(start, ch)| Glyph { ch, start, end: start + ch.len_utf8() }).collect()
}

/// Which characters stand between the parts of a value without changing how it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noise {
    /// Names, addresses, plates: spaces, invisible characters, dashes, middle dots.
    Prose,
    /// Numbers: these, and points, commas, brackets, slashes as well.
    Number,
}

/// The glyphs that carry meaning, each folded to one spelling.
pub(super) fn skeleton(glyphs: &[Glyph], noise: Noise) -> Vec<Glyph> {
    glyphs
        .iter()
        .map(|glyph| Glyph { ch: half_width(glyph.ch), ..*glyph })
        .filter(|glyph| !is_noise(glyph.ch, noise))
        .map(|glyph| Glyph { ch: fold(glyph.ch), ..glyph })
        .collect()
}

/// The folded characters of a value that is searched for.
pub(super) fn skeleton_of(value: &str, noise: Noise) -> Vec<char> {
    skeleton(&glyphs(value), noise).into_iter().map(|glyph| glyph.ch).collect()
}

/// A name as it is compared with another: one spelling, without spaces, dashes, middle dots and what nobody sees.
pub(crate) fn name(text: &str) -> String {
    skeleton_of(text, Noise::Prose).into_iter().collect()
}

/// The bytes that a stretch of glyphs was written with.
pub(super) fn bytes_of(glyphs: &[Glyph]) -> Range<usize> {
    match (glyphs.first(), glyphs.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

/// What a person types for an identifier: half-width, upper case, without spaces, dashes and invisible characters.
pub(super) fn identifier(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|ch| !is_noise(*ch, Noise::Prose))
        .map(|ch| ch.to_ascii_uppercase())
        .collect()
}

/// Half-width forms for full-width ones, and the plain space for the ideographic one.
pub(super) fn half_width(ch: char) -> char {
    match ch {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => u32::from(ch).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(ch),
        _ => ch,
    }
}

/// Upper case, figures of any script as ASCII figures, a multiplication sign or a Cyrillic letter as the check mark X.
pub(super) fn fold(ch: char) -> char {
    if let Some(figure) = figure(ch) {
        return figure;
    }
    match half_width(ch) {
        '×' | 'х' | 'Х' | 'Χ' | 'Ⅹ' | 'ⅹ' => 'X',
        other => other.to_ascii_uppercase(),
    }
}

/// The ASCII figure that a character stands for: full-width, Chinese, financial, circled, raised, lowered, mathematical.
pub(super) fn figure(ch: char) -> Option<char> {
    let ch = half_width(ch);
    if ch.is_ascii_digit() {
        return Some(ch);
    }
    let value = match ch {
        '〇' | '零' | '○' | '◯' | '⓪' | '⁰' => 0,
        '一' | '壹' | '幺' | '弌' | '¹' => 1,
        '二' | '贰' | '貳' | '²' => 2,
        '三' | '叁' | '叄' | '參' | '³' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '①'..='⑨' => u32::from(ch) - 0x2460 + 1,
        '❶'..='❾' => u32::from(ch) - 0x2776 + 1,
        '⁴'..='⁹' => u32::from(ch) - 0x2070,
        '₀'..='₉' => u32::from(ch) - 0x2080,
        '٠'..='٩' => u32::from(ch) - 0x0660,
        '\u{1D7CE}'..='\u{1D7FF}' => (u32::from(ch) - 0x1D7CE) % 10,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Characters that print nothing: zero-width spaces and joiners, direction marks, soft hyphens, variation selectors.
pub(super) fn is_invisible(ch: char) -> bool {
    matches!(ch,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{E0000}'..='\u{E0FFF}')
        || (ch.is_control() && !ch.is_whitespace())
}

/// Dashes of every length, and the dots that stand inside foreign names and number plates.
fn is_dash_or_dot(ch: char) -> bool {
    matches!(
        ch,
        '-' | '~' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{2500}'
                | '\u{2501}'
                | '·'
                | '•'
                | '‧'
                | '∙'
                | '⋅'
                | '・'
                | '･'
    )
}

/// Whether a half-width character may be left out of a value without changing how it reads.
pub(super) fn is_noise(ch: char, noise: Noise) -> bool {
    let prose = ch.is_whitespace() || is_invisible(ch) || is_dash_or_dot(ch);
    match noise {
        Noise::Prose => prose,
        Noise::Number => {
            prose
                || matches!(ch, '.' | ',' | ';' | ':' | '/' | '\\' | '_' | '|' | '(' | ')' | '[' | ']' | '+')
                || matches!(ch, '、' | '。' | '【' | '】' | '〔' | '〕')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_figure_is_the_same_figure() {
        for (spelling, figures) in [
            ("０１２３４５６７８９", "0123456789"),
            ("〇一二三四五六七八九", "0123456789"),
            ("零壹贰叁肆伍陆柒捌玖", "0123456789"),
            ("⓪①②③④⑤⑥⑦⑧⑨", "0123456789"),
            ("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"),
            ("₀₁₂₃₄₅₆₇₈₉", "0123456789"),
            ("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "0123456789"),
        ] {
            let folded: String = spelling.chars().filter_map(figure).collect();
            assert_eq!(folded, figures, "{spelling}");
        }
        assert_eq!(figure('十'), None);
    }

    #[test]
    fn an_identifier_loses_spaces_dashes_and_case_but_no_sign() {
        assert_eq!(identifier(" ４１10-02 19\u{200B}90x*"), "4110021990X*");
    }
}
