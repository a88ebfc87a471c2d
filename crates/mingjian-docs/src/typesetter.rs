//! Setting a document: values into the template, layout, check of characters, PDF/A-2b.
//! It takes no time from a clock and no text from anywhere but model, mark and template.

use mingjian_domain::document::DocumentModel;
use mingjian_domain::document::render::{
    PublicEdition, PublicRenderer, RenderError, RenderMark, RenderedDocument, Renderer,
};
use mingjian_domain::gate::PublicDecision;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Dict, Smart};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::fonts::Fonts;
use crate::inputs::{inputs, public_inputs};
use crate::reading::Reading;
use crate::templates::Templates;
use crate::world::{DocumentWorld, Sources};

const CREATOR: &str = "Mingjian";
/// The template of the public text of a decision.
const PUBLIC_DECISION: &str = "public-decision.typ";

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
        let form = match mark {
            RenderMark::Draft => FileForm::Draft,
            RenderMark::Issued(_) if model.header().issued_on.is_none() => return Err(RenderError::Undated),
            RenderMark::Issued(verification) => FileForm::Archival { identifier: &verification.data_hash },
        };
        let inputs = inputs(model, mark, &self.fonts)?;
        self.set(&self.templates.name_for(model), inputs, form).map(|(document, _)| document)
    }
}

impl PublicRenderer for Typesetter {
    fn render_public(&self, decision: &PublicDecision, page: &str) -> Result<PublicEdition, RenderError> {
        let inputs = public_inputs(decision, page, &self.fonts)?;
        let (document, reading) =
            self.set(PUBLIC_DECISION, inputs, FileForm::Archival { identifier: page })?;
        let organ = decision.organ.value().map_or("", String::as_str);
        let text = format!("{}\n{organ}\n{}", decision.title, reading.text);
        Ok(PublicEdition { document, text })
    }
}

/// What sort of PDF is written.
#[derive(Debug, Clone, Copy)]
enum FileForm<'a> {
    /// A draft has no date, which the archival standard asks for, and is not archived.
    Draft,
    /// PDF/A-2b, identified by what never changes of the document.
    Archival { identifier: &'a str },
}

impl Typesetter {
    fn set(
        &self,
        template: &str,
        inputs: Dict,
        form: FileForm<'_>,
    ) -> Result<(RenderedDocument, Reading), RenderError> {
        let world = DocumentWorld::new(&self.sources, template, inputs, &self.fonts)?;
        let set = set(&world, template, form);
        // What the typesetter remembers of a document is of no use for the next, and grows without end.
        comemo::evict(0);
        set
    }
}

fn set(
    world: &DocumentWorld<'_>,
    template: &str,
    form: FileForm<'_>,
) -> Result<(RenderedDocument, Reading), RenderError> {
    let document =
        typst::compile::<PagedDocument>(world).output.map_err(|errors| faulty(world, template, &errors))?;
    let reading = Reading::of(&document);
    if !reading.missing.is_empty() {
        return Err(RenderError::MissingGlyphs(reading.missing.into_iter().collect()));
    }
    let (standards, ident) = match form {
        FileForm::Draft => (PdfStandards::default(), Smart::Auto),
        FileForm::Archival { identifier } => (archival()?, Smart::Custom(identifier.to_owned())),
    };
    let creator = Smart::Custom(Some(CREATOR.to_owned()));
    let options = PdfOptions { standards, ident, creator, ..PdfOptions::default() };
    let pdf = typst_pdf::pdf(&document, &options)
        .map_err(|errors| RenderError::Export(messages(world, &errors)))?;
    let pages = u32::try_from(document.pages().len())
        .map_err(|error| RenderError::Export(format!("页数过多（{error}）")))?;
    Ok((RenderedDocument { pdf, pages }, reading))
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
