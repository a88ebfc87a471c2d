//! Official documents to PDF/A: the only crate that links the typesetter.
//! It decides nothing, stores nothing and reads no file but fonts and the templates of a body.

mod fonts;
mod inputs;
mod qr;
mod reading;
mod templates;
mod typesetter;
mod world;

pub use fonts::{FONTS_VARIABLE, Fonts};
pub use templates::Templates;
pub use typesetter::Typesetter;
