//! The files: standard, structure, fonts, pages, and the same bytes every time.
//! It reads no text.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use mingjian_docs::{Fonts, Templates, Typesetter};
use mingjian_domain::document::DocumentModel;
use mingjian_domain::document::render::{RenderError, RenderMark, RenderedDocument, Renderer};
use mingjian_domain::document::verification::Verification;
use tempfile::TempDir;

use crate::samples;

pub(crate) static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(typesetter);

fn typesetter() -> Typesetter {
    Typesetter::new(Fonts::find().unwrap(), Templates::national()).unwrap()
}

pub(crate) fn mark(model: &DocumentModel) -> RenderMark {
    let frozen = model.freeze(&[7; 32]).unwrap();
    RenderMark::Issued(Verification::of_frozen(&frozen, Some("https://public.example.invalid/v/")).unwrap())
}

pub(crate) fn render(model: &DocumentModel, mark: &RenderMark) -> Result<RenderedDocument, RenderError> {
    TYPESETTER.render(model, mark)
}

/// Writes the file and runs a tool of poppler-utils or qpdf on it.
pub(crate) fn inspect(pdf: &[u8], tool: &str, before: &[&str], after: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    let path: PathBuf = folder.path().join("document.pdf");
    std::fs::write(&path, pdf).unwrap();
    run(tool, before, &path, after)
}

fn run(tool: &str, before: &[&str], path: &Path, after: &[&str]) -> String {
    let output = Command::new(tool)
        .args(before)
        .arg(path)
        .args(after)
        .output()
        .unwrap_or_else(|error| panic!("{tool} is missing ({error}): install poppler-utils and qpdf"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{tool}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

#[test]
fn every_document_is_sound_pdf_a_2b_with_embedded_fonts_and_the_stated_pages() {
    for model in samples::all() {
        let id = model.kind().id();
        let document = render(&model, &mark(&model)).unwrap();
        let report = inspect(&document.pdf, "qpdf", &["--check"], &[]);
        assert!(report.contains("No syntax or stream encoding errors found"), "{id}: {report}");
        let bytes = String::from_utf8_lossy(&document.pdf);
        assert!(bytes.contains("<pdfaid:part>2</pdfaid:part>"), "{id}");
        assert!(bytes.contains("<pdfaid:conformance>B</pdfaid:conformance>"), "{id}");
        let fonts = inspect(&document.pdf, "pdffonts", &[], &[]);
        let faces: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!faces.is_empty() && faces.iter().all(|face| face.contains(" yes yes yes")), "{id}: {fonts}");
        let info = inspect(&document.pdf, "pdfinfo", &[], &[]);
        assert!(
            info.lines().any(|line| line == format!("Pages:           {}", document.pages)),
            "{id}: {info}"
        );
        assert!(info.contains("595.276 x 841.89 pts (A4)"), "{id}: {info}");
    }
}

#[test]
fn the_same_data_gives_the_same_bytes_from_any_typesetter_and_thread() {
    let other = typesetter();
    std::thread::scope(|scope| {
        for part in samples::all().chunks(13) {
            let (part, other) = (part.to_vec(), &other);
            scope.spawn(move || {
                for model in part {
                    let first = render(&model, &mark(&model)).unwrap();
                    let second = other.render(&model, &mark(&model)).unwrap();
                    assert_eq!(first, second, "{}", model.kind().id());
                }
            });
        }
    });
}

#[test]
fn other_data_or_another_salt_gives_another_code_on_the_paper() {
    let one: DocumentModel = samples::issued(samples::penalty_decision().into());
    let mut changed = samples::penalty_decision();
    changed.publicity.push('。');
    let two = samples::issued(changed.into());
    let frozen = [one.freeze(&[7; 32]), one.freeze(&[8; 32]), two.freeze(&[7; 32])].map(Result::unwrap);
    let codes = frozen.map(|bytes| Verification::of_frozen(&bytes, None).unwrap());
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        assert_ne!(codes[one].code, codes[other].code);
        assert_ne!(codes[one].data_hash, codes[other].data_hash);
    }
}

#[test]
fn a_character_that_no_font_has_is_named_and_nothing_is_printed() {
    let mut record = samples::scene_record();
    record.findings = "墙上贴有🦷图案，另见\u{7}控制字符。".into();
    let error = render(&record.into(), &RenderMark::Draft).unwrap_err();
    assert_eq!(error, RenderError::MissingGlyphs(vec!['\u{7}', '🦷']));
    assert!(error.to_string().contains("“🦷”（U+1F9B7）"), "{error}");
}

#[test]
fn an_issued_document_without_a_date_is_refused() {
    let model: DocumentModel = samples::penalty_decision().into();
    assert_eq!(render(&model, &mark(&model)), Err(RenderError::Undated));
}

#[test]
fn rare_characters_of_names_are_printed() {
    let mut record = samples::scene_record();
    record.present = "䶮喆、堃玥、珺㛃".into();
    record.place = "营业面积120㎡的〇号房".into();
    render(&record.into(), &RenderMark::Draft).unwrap();
}

#[test]
fn a_template_of_a_body_that_is_faulty_is_named_with_its_line() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("penalty-decision.typ"), "#import \"common.typ\": *\n#data.no-such\n")
        .unwrap();
    let templates = Templates::national().with_folder(folder.path()).unwrap();
    let typesetter = Typesetter::new(Fonts::find().unwrap(), templates).unwrap();
    let model = samples::issued(samples::penalty_decision().into());
    let error = typesetter.render(&model, &RenderMark::Draft).unwrap_err().to_string();
    assert!(error.contains("penalty-decision.typ第2行"), "{error}");
}

#[test]
fn a_template_reads_no_file_and_no_clock() {
    let folder = TempDir::new().unwrap();
    for (text, expected) in [
        ("#read(\"/etc/hostname\")", "file not found"),
        ("#datetime.today().display()", "unable to get the current date"),
    ] {
        std::fs::write(folder.path().join("penalty-decision.typ"), text).unwrap();
        let templates = Templates::national().with_folder(folder.path()).unwrap();
        let typesetter = Typesetter::new(Fonts::find().unwrap(), templates).unwrap();
        let model = samples::issued(samples::penalty_decision().into());
        let error = typesetter.render(&model, &RenderMark::Draft).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}
