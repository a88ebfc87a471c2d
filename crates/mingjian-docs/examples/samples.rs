//! Sets a sample of every document and writes the PDFs into a folder: the way to look at a template while changing it.
//! It uses no data of a real body.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a tool for developers on invented data"
)]

#[path = "../tests/it/samples/mod.rs"]
mod samples;

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use mingjian_docs::{Fonts, Templates, Typesetter};
use mingjian_domain::document::render::{PublicRenderer, RenderMark, Renderer};
use mingjian_domain::document::verification::Verification;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("请给出输出文件夹")?);
    let only = std::env::args().nth(2);
    std::fs::create_dir_all(&folder)?;
    let typesetter = Typesetter::new(Fonts::find()?, Templates::national())?;
    for model in samples::all() {
        let model =
            if std::env::var_os("DEMO").is_some() { samples::of_the_demonstration(&model) } else { model };
        let id = model.kind().id();
        if only.as_deref().is_some_and(|only| only != id) {
            continue;
        }
        let mark = RenderMark::Issued(Verification::of_frozen(
            &model.freeze(&[7; 32])?,
            Some("https://public.example.invalid/v/"),
        )?);
        let start = Instant::now();
        let document = typesetter.render(&model, &mark)?;
        println!("{id}: {} pages, {} bytes, {:?}", document.pages, document.pdf.len(), start.elapsed());
        std::fs::write(folder.join(format!("{id}.pdf")), document.pdf)?;
    }
    if only.is_none() {
        let edition =
            typesetter.render_public(&samples::public_decision(), "https://public.example.invalid/d/1")?;
        std::fs::write(folder.join("public-decision.pdf"), edition.document.pdf)?;
    }
    Ok(())
}
