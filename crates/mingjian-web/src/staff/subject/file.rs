//! What the register hands out as files: reports of imports as CSV, workbooks as they were uploaded.
//! It shows none of them as a page.

use crate::error::Problem;
use crate::staff::frame::escape;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// A file that a browser saves.
pub(super) fn save(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Result<Response, Problem> {
    let disposition = format!("attachment; filename*=UTF-8''{}", escape(name).replace('/', "%2F"));
    let disposition = HeaderValue::from_str(&disposition).map_err(|error| Problem::internal(&error))?;
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(media_type)), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}

/// Lines of fields as CSV that spreadsheets open as it is: with the mark of UTF-8 in front.
pub(super) fn csv(lines: &[Vec<String>]) -> Vec<u8> {
    let mut text = String::from('\u{FEFF}');
    for line in lines {
        let fields: Vec<String> = line.iter().map(|field| quoted(field)).collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

/// A spreadsheet runs what begins like a formula; behind an apostrophe it is text.
fn quoted(field: &str) -> String {
    let guard = if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_report_runs_as_a_formula() {
        let bytes = csv(&[vec!["=HYPERLINK(\"x\")".to_owned(), "示例，\n\"甲\"".to_owned()]]);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\u{FEFF}\"'=HYPERLINK(\"\"x\"\")\",\"示例，\n\"\"甲\"\"\"\r\n"
        );
    }
}
