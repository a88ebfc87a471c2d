//! The world that the typesetter sees: one template with its imports, the values, the fonts; no clock, no files, no network.
//! It keeps nothing of a document for the next.

use std::collections::HashMap;

use mingjian_domain::document::render::RenderError;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::Fonts;
use crate::templates::Templates;

/// The templates, parsed once for all documents.
#[derive(Debug)]
pub(crate) struct Sources(HashMap<FileId, Source>);

impl Sources {
    pub(crate) fn read(templates: &Templates) -> Result<Self, RenderError> {
        let mut sources = HashMap::new();
        for (name, text) in templates.iter() {
            let id = file_id(name)?;
            sources.insert(id, Source::new(id, text.to_owned()));
        }
        Ok(Self(sources))
    }
}

/// One document in the making.
pub(crate) struct DocumentWorld<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    sources: &'a Sources,
    main: FileId,
}

impl<'a> DocumentWorld<'a> {
    /// A world in which the template `main` is set with these values.
    pub(crate) fn new(
        sources: &'a Sources,
        main: &str,
        inputs: Dict,
        fonts: &'a Fonts,
    ) -> Result<Self, RenderError> {
        let library = LazyHash::new(Library::builder().with_inputs(inputs).build());
        Ok(Self { library, fonts, sources, main: file_id(main)? })
    }
}

fn file_id(name: &str) -> Result<FileId, RenderError> {
    let path = VirtualPath::new(format!("/{name}")).map_err(|error| RenderError::Template {
        template: name.to_owned(),
        problem: format!("文件名不能使用（{error}）"),
    })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let not_there = || FileError::NotFound(id.get().vpath().get_without_slash().into());
        self.sources.0.get(&id).cloned().ok_or_else(not_there)
    }

    /// Templates read no files: pictures come as values.
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Err(FileError::NotFound(id.get().vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.face(index)
    }

    /// None, so that no document depends on the day on which it is set.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
