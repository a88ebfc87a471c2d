//! The seam to the typesetter: what it is given, what it gives back, how it fails.
//! It sets no type.

use thiserror::Error;

use super::DocumentModel;
use super::verification::Verification;
use crate::gate::PublicDecision;

/// What a page is marked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenderMark {
    /// Not issued: 草稿 across every page, no number, no code.
    Draft,
    /// Issued: the code, its address, number and digest at the foot of the first page.
    Issued(Verification),
}

/// A document as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedDocument {
    /// PDF/A-2b. Same data and mark, same bytes.
    pub pdf: Vec<u8>,
    /// Number of pages, to compare with a scan.
    pub pages: u32,
}

/// Why no file was made. The text is for the staff, with what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RenderError {
    /// No usable font was found.
    #[error("未找到公文字体：{0}")]
    MissingFont(String),
    /// Characters that no font has; a box is never printed.
    #[error("现有字体缺少以下字符，文书未生成：{}", characters(.0))]
    MissingGlyphs(Vec<char>),
    /// An issued document has a date.
    #[error("文书没有制作日期，不能作为正式文书生成")]
    Undated,
    /// The template is faulty.
    #[error("文书模板“{template}”有误：{problem}")]
    Template {
        /// The template.
        template: String,
        /// What the typesetter says.
        problem: String,
    },
    /// The PDF could not be written.
    #[error("文书无法生成PDF：{0}")]
    Export(String),
}

/// Each character with its code, so that it can be looked for.
fn characters(missing: &[char]) -> String {
    let named: Vec<String> = missing.iter().map(|ch| format!("“{ch}”（U+{:04X}）", u32::from(*ch))).collect();
    named.join("、")
}

/// Sets documents in type.
pub trait Renderer: Send + Sync {
    /// Makes the file of a document.
    ///
    /// # Errors
    /// When a font or a character is missing, or the template is faulty.
    fn render(&self, model: &DocumentModel, mark: &RenderMark) -> Result<RenderedDocument, RenderError>;
}

/// The public text of a decision as a file, with the text that can be read in it, for the leak check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicEdition {
    /// The file.
    pub document: RenderedDocument,
    /// Everything that is printed in it, and its title and author.
    pub text: String,
}

/// Sets the public text of decisions in type. It gets what the gate let out and nothing else.
pub trait PublicRenderer: Send + Sync {
    /// Makes the file; `page` is the address of the public page, to which its QR code leads.
    ///
    /// # Errors
    /// When a font or a character is missing, or the template is faulty.
    fn render_public(&self, decision: &PublicDecision, page: &str) -> Result<PublicEdition, RenderError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_character_is_named_with_its_code() {
        let error = RenderError::MissingGlyphs(vec!['\u{30EDD}']);
        assert!(error.to_string().contains("U+30EDD"), "{error}");
    }
}
