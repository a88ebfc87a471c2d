//! Judges the form of what was entered, whatever it says: lengths, characters and numbers that can be kept for ever.
//! It reads no meaning; what is missing is judged field by field where the act is judged.

use crate::act::InputFault;
use crate::refusal::Refusal;
use serde::Serialize;
use serde_json::Value;

/// The longest text in characters; a record of a whole day stays below.
const LONGEST_TEXT: usize = 50_000;
/// The longest list.
const LONGEST_LIST: usize = 500;
/// The largest amount in fen. Canonical JSON writes numbers as doubles, which are exact only below 2^53: a larger amount
/// would be read back as another one.
const LARGEST_AMOUNT: i64 = 100_000_000_000_000;

/// Whether everything that was entered can be stored and read back as it is.
pub(crate) fn check<T: Serialize>(entered: &T) -> Result<(), Refusal> {
    match serde_json::to_value(entered) {
        Ok(value) => check_value(&value, "").map_err(Refusal::from),
        Err(_unwritable) => Err(InputFault::new("", "内容无法保存，请核对").into()),
    }
}

fn check_value(value: &Value, path: &str) -> Result<(), InputFault> {
    match value {
        Value::Null | Value::Bool(_) => Ok(()),
        Value::Number(number) => {
            let fits =
                number.as_i64().is_some_and(|amount| amount.unsigned_abs() <= LARGEST_AMOUNT.unsigned_abs());
            if fits { Ok(()) } else { Err(InputFault::new(path, "数值过大，请核对")) }
        }
        Value::String(text) => check_text(text, path),
        Value::Array(items) if items.len() > LONGEST_LIST => Err(InputFault::new(path, "条目过多，请合并")),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(place, item)| check_value(item, &format!("{path}[{place}]"))),
        Value::Object(fields) => fields.iter().try_for_each(|(name, field)| match (path, name.as_str()) {
            // The wrapper of an act is no part of what was entered.
            ("", "stated") => check_value(field, ""),
            ("", _) => check_value(field, name),
            (_, _) => check_value(field, &format!("{path}.{name}")),
        }),
    }
}

/// A character that no font shows and no database keeps does not get into the record.
fn check_text(text: &str, path: &str) -> Result<(), InputFault> {
    if text.chars().count() > LONGEST_TEXT {
        return Err(InputFault::new(path, "文字过长，请不超过五万字"));
    }
    if text.chars().any(|ch| ch.is_control() && !matches!(ch, '\n' | '\r' | '\t')) {
        return Err(InputFault::new(path, "含有不可见的控制字符，请重新输入"));
    }
    Ok(())
}
