//! Names and addresses as people type them, brought to one spelling: for showing, and as a key for comparison.
//! It corrects no word and knows no register of names.

use super::fold::{half_width, is_invisible};

/// The text as it should be shown: figures and letters half-width, brackets full-width beside Chinese, no stray spaces.
pub fn tidy(text: &str) -> String {
    let folded: Vec<char> = text.chars().map(narrow).filter(|ch| !is_invisible(*ch)).collect();
    let is_chinese = folded.iter().any(|ch| is_han(*ch));
    let mut plain = String::new();
    let mut gap = false;
    for ch in folded {
        if ch.is_whitespace() {
            gap = true;
            continue;
        }
        let before = plain.chars().last();
        // A space between two Latin words is one; anywhere else it is an accident of typing.
        if gap && before.is_some_and(|before| before.is_ascii_graphic()) && ch.is_ascii_graphic() {
            plain.push(' ');
        }
        gap = false;
        plain.push(match ch {
            '(' if is_chinese => '（',
            ')' if is_chinese => '）',
            other => other,
        });
    }
    plain
}

/// What of a text is compared: letters and figures alone, half-width, upper case.
pub fn key(text: &str) -> String {
    text.chars().map(half_width).filter(|ch| ch.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Full-width letters and figures become half-width; Chinese punctuation stays.
fn narrow(ch: char) -> char {
    match half_width(ch) {
        plain if plain.is_ascii_alphanumeric() || plain == ' ' => plain,
        plain @ ('(' | ')' | '-' | '.' | '#' | '&' | '/' | '+') => plain,
        _ => ch,
    }
}

fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_the_accidents_of_typing_and_nothing_else() {
        for (typed, shown) in [
            ("　示例市 明德　口腔诊所 ", "示例市明德口腔诊所"),
            ("示例市明德口腔诊所(普通合伙)", "示例市明德口腔诊所（普通合伙）"),
            ("示例路１２号Ａ座", "示例路12号A座"),
            ("Sunrise  Dental Clinic", "Sunrise Dental Clinic"),
            ("示例\u{200B}诊所\n（分店）", "示例诊所（分店）"),
        ] {
            assert_eq!(tidy(typed), shown);
        }
    }

    #[test]
    fn keys_do_not_see_width_case_or_punctuation() {
        assert_eq!(key("示例路 12 号（a座）"), key("示例路１２号A座"));
        assert_ne!(key("示例路12号"), key("示例路21号"));
    }
}
