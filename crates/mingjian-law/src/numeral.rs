//! Chinese numerals as laws write article numbers and amounts: 五十八, 一百零二, 二十万; both ways.
//! It does not write capital amounts for documents (壹仟元整), which belong to money.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A number below one hundred million in Chinese numerals, the way article numbers are written (十五, not 一十五).
pub fn chinese(number: u32) -> String {
    let (upper, lower) = (number / 10_000, number % 10_000);
    let mut text = String::new();
    if upper > 0 {
        text.push_str(&below_ten_thousand(upper));
        text.push('万');
        if lower > 0 && lower < 1_000 {
            text.push('零');
        }
    }
    if lower > 0 || upper == 0 {
        text.push_str(&below_ten_thousand(lower));
    }
    text.strip_prefix("一十").map_or_else(|| text.clone(), |rest| format!("十{rest}"))
}

fn below_ten_thousand(number: u32) -> String {
    let mut text = String::new();
    let mut zero_pending = false;
    for (unit, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            zero_pending = !text.is_empty();
            continue;
        }
        if zero_pending {
            text.push('零');
            zero_pending = false;
        }
        text.push(digit_name(digit));
        text.push_str(name);
    }
    if text.is_empty() { DIGITS.iter().take(1).collect() } else { text }
}

fn digit_name(digit: u32) -> char {
    usize::try_from(digit).ok().and_then(|index| DIGITS.get(index)).copied().unwrap_or('零')
}

/// Reads a number in Chinese numerals or Arabic digits (五十八, 两百, 二十万, 30000, 5万); `None` where it is none.
pub fn parse(text: &str) -> Option<u64> {
    let mut total = 0_u64;
    let mut section = 0_u64;
    let mut digit: Option<u64> = None;
    for character in text.chars() {
        if let Some(value) = digit_value(character) {
            // Arabic digits stand side by side; Chinese ones each wait for their unit.
            digit = Some(match (digit, character.is_ascii_digit()) {
                (Some(before), true) => before.checked_mul(10)?.checked_add(value)?,
                (Some(1..), false) => return None,
                (Some(0) | None, _) => value,
            });
            continue;
        }
        let unit = unit_value(character)?;
        if unit < 10_000 {
            section = section.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?;
        } else {
            section = section.checked_add(digit.take().unwrap_or(0))?;
            total = total.checked_add(section)?.checked_mul(unit)?;
            section = 0;
        }
    }
    if text.is_empty() { None } else { total.checked_add(section)?.checked_add(digit.unwrap_or(0)) }
}

fn digit_value(character: char) -> Option<u64> {
    match character {
        '0'..='9' => character.to_digit(10).map(u64::from),
        '〇' => Some(0),
        '两' => Some(2),
        other => {
            DIGITS.iter().position(|digit| *digit == other).and_then(|position| u64::try_from(position).ok())
        }
    }
}

fn unit_value(character: char) -> Option<u64> {
    match character {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{chinese, parse};

    #[test]
    fn article_numbers_are_written_as_laws_write_them() {
        for (number, text) in [
            (0, "零"),
            (5, "五"),
            (10, "十"),
            (15, "十五"),
            (20, "二十"),
            (58, "五十八"),
            (100, "一百"),
            (102, "一百零二"),
            (110, "一百一十"),
            (115, "一百一十五"),
            (1_260, "一千二百六十"),
            (30_000, "三万"),
            (100_500, "十万零五百"),
        ] {
            assert_eq!(chinese(number), text);
            assert_eq!(parse(text), Some(u64::from(number)));
        }
    }

    #[test]
    fn amounts_are_read_in_the_spellings_of_the_statutes() {
        for (text, number) in
            [("五百", 500), ("五千", 5_000), ("二十万", 200_000), ("5000", 5_000), ("5万", 50_000), ("两", 2)]
        {
            assert_eq!(parse(text), Some(number));
        }
        for text in ["", "元", "三五", "第"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_undoes_writing(number in 0_u32..100_000_000) {
            prop_assert_eq!(parse(&chinese(number)), Some(u64::from(number)));
        }
    }
}
