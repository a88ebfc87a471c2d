//! Setting a document: values into the template, layout, check of characters, PDF/A-2b.
//! It takes no time from a clock and no text from anywhere but model, mark and template.

use mingjian_domain::document::DocumentModel;
use mingjian_domain::document::render::{RenderError, RenderMark, RenderedDocument, Renderer};
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::fonts::Fonts;
use crate::glyphs;
use crate::inputs::inputs;
use crate::templates::Templates;
use crate::world::{DocumentWorld, Sources};

const CREATOR: &str = "Mingjian";

/// Sets documents in type. One is enough for the program; it may be used by several threads at once.
#[derive(Debug)]
pub struct Typesetter {
    fonts: Fonts,
    templates: Templates,
    sources: Sources,
}

impl Typesetter {
    /// A typesetter with these fonts and templates, which are read once.
    ///
    /// # Errors
    /// When the name of a template cannot be used.
    pub fn new(fonts: Fonts, templates: Templates) -> Result<Self, RenderError> {
        let sources = Sources::read(&templates)?;
        Ok(Self { fonts, templates, sources })
    }
}

impl Renderer for Typesetter {
    fn render(&self, model: &DocumentModel, mark: &RenderMark) -> Result<RenderedDocument, RenderError> {
        if matches!(mark, RenderMark::Issued(_)) && model.header().issued_on.is_none() {
            return Err(RenderError::Undated);
        }
        let template = self.templates.name_for(model);
        let inputs = inputs(model, mark, &self.fonts)?;
        let world = DocumentWorld::new(&self.sources, &template, inputs, &self.fonts)?;
        let rendered = set(&world, &template, mark);
        // What the typesetter remembers of a document is of no use for the next, and grows without end.
        comemo::evict(0);
        rendered
    }
}

fn set(
    world: &DocumentWorld<'_>,
    template: &str,
    mark: &RenderMark,
) -> Result<RenderedDocument, RenderError> {
    let document =
        typst::compile::<PagedDocument>(world).output.map_err(|errors| faulty(world, template, &errors))?;
    let missing = glyphs::missing(&document);
    if !missing.is_empty() {
        return Err(RenderError::MissingGlyphs(missing));
    }
    let (standards, ident) = match mark {
        // A draft has no date, which the archival standard asks for, and is not archived.
        RenderMark::Draft => (PdfStandards::default(), Smart::Auto),
        RenderMark::Issued(verification) => (archival()?, Smart::Custom(verification.data_hash.clone())),
    };
    let creator = Smart::Custom(Some(CREATOR.to_owned()));
    let options = PdfOptions { standards, ident, creator, ..PdfOptions::default() };
    let pdf = typst_pdf::pdf(&document, &options)
        .map_err(|errors| RenderError::Export(messages(world, &errors)))?;
    let pages = u32::try_from(document.pages().len())
        .map_err(|error| RenderError::Export(format!("页数过多（{error}）")))?;
    Ok(RenderedDocument { pdf, pages })
}

fn archival() -> Result<PdfStandards, RenderError> {
    PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| RenderError::Export(error.message().to_string()))
}

fn faulty(world: &DocumentWorld<'_>, template: &str, errors: &[SourceDiagnostic]) -> RenderError {
    RenderError::Template { template: template.to_owned(), problem: messages(world, errors) }
}

/// Each message with the file and line that it names.
fn messages(world: &DocumentWorld<'_>, errors: &[SourceDiagnostic]) -> String {
    let lines: Vec<String> = errors
        .iter()
        .map(|error| match place(world, error) {
            Some(place) => format!("{place}：{}", error.message),
            None => error.message.to_string(),
        })
        .collect();
    lines.join("；")
}

fn place(world: &DocumentWorld<'_>, error: &SourceDiagnostic) -> Option<String> {
    let id = error.span.id()?;
    let source = world.source(id).ok()?;
    let line = source.lines().byte_to_line(world.range(error.span)?.start)?;
    Some(format!("{}第{}行", id.get().vpath().get_without_slash(), line + 1))
}
