//! Finding and loading the fonts of documents: the body's own folder first, then the free font that comes through npm.
//! It falls back to no font of the system, so that the same data gives the same bytes on every machine.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use mingjian_domain::document::render::RenderError;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The environment variable that names the body's font folder.
pub const FONTS_VARIABLE: &str = "MINGJIAN_FONTS";
/// Where npm puts the free font, seen from the folder of the sources.
const PACKAGE: &str = "frontend/node_modules/@expo-google-fonts/noto-serif-sc";
/// The two weights that documents use; the package has eight of fifteen megabytes each.
const PACKAGE_FILES: [&str; 2] = ["400Regular/NotoSerifSC_400Regular.ttf", "700Bold/NotoSerifSC_700Bold.ttf"];
/// Families for the body of a document, best first: what offices use, then the free look-alike.
const BODY_FAMILIES: [&str; 5] =
    ["FangSong_GB2312", "仿宋_GB2312", "FangSong", "STFangsong", "Noto Serif SC"];
/// Families for titles.
const TITLE_FAMILIES: [&str; 4] =
    ["FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "Noto Serif SC"];

/// The fonts that are at hand, loaded once.
#[derive(Debug)]
pub struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
}

impl Fonts {
    /// The fonts of the folder that [`FONTS_VARIABLE`] names and of the npm package, which is looked for in the current
    /// folder, beside the program, and in the folders above both.
    ///
    /// # Errors
    /// When neither is there, or no font can be read.
    pub fn find() -> Result<Self, RenderError> {
        let own = env::var_os(FONTS_VARIABLE).map(PathBuf::from);
        let package = package_folder();
        if own.is_none() && package.is_none() {
            return Err(RenderError::MissingFont(format!(
                "请在源码目录执行 cargo xtask fonts，或者用环境变量 {FONTS_VARIABLE} 指定字体文件夹"
            )));
        }
        Self::load(own.as_deref(), package.as_deref())
    }

    /// The fonts of a body's folder and of the npm package's folder.
    ///
    /// # Errors
    /// When a folder or file cannot be read, or no font is in them.
    pub fn load(own: Option<&Path>, package: Option<&Path>) -> Result<Self, RenderError> {
        let mut files = Vec::new();
        if let Some(folder) = own {
            font_files(folder, &mut files).map_err(|error| unreadable(folder, &error))?;
        }
        files.extend(package.into_iter().flat_map(|folder| PACKAGE_FILES.map(|file| folder.join(file))));
        let mut faces = Vec::new();
        for file in &files {
            let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
            faces.extend(Font::iter(Bytes::new(bytes)));
        }
        if faces.is_empty() {
            return Err(RenderError::MissingFont(format!(
                "{}中没有可用的字体文件（ttf、otf、ttc）",
                own.map_or_else(String::new, |folder| folder.display().to_string())
            )));
        }
        Ok(Self { book: LazyHash::new(FontBook::from_fonts(&faces)), faces })
    }

    /// The families for the body of a document that are at hand, best first.
    pub(crate) fn body_families(&self) -> Vec<&str> {
        self.families(&BODY_FAMILIES)
    }

    /// The families for titles that are at hand, best first.
    pub(crate) fn title_families(&self) -> Vec<&str> {
        self.families(&TITLE_FAMILIES)
    }

    /// Known families in order, then whatever else the body put into its folder, for rare characters.
    fn families(&self, known: &[&str]) -> Vec<&str> {
        let position = |family: &str| known.iter().position(|name| name.eq_ignore_ascii_case(family));
        let mut families: Vec<&str> = self.book.families().map(|(family, _)| family).collect();
        families.sort_by_key(|family| position(family).unwrap_or(known.len()));
        families
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn face(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }
}

fn unreadable(path: &Path, error: &io::Error) -> RenderError {
    RenderError::MissingFont(format!("无法读取{}（{error}）", path.display()))
}

/// Font files of a folder and the folders in it, in the order of their names.
fn font_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            font_files(&path, files)?;
            continue;
        }
        let extension =
            path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
        if matches!(extension.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) {
            files.push(path);
        }
    }
    Ok(())
}

fn package_folder() -> Option<PathBuf> {
    let starts = [env::current_dir().ok(), env::current_exe().ok()];
    starts
        .iter()
        .flatten()
        .flat_map(|start| start.ancestors())
        .map(|folder| folder.join(PACKAGE))
        .find(|folder| PACKAGE_FILES.iter().all(|file| folder.join(file).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_font_folder_is_reported_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("readme.txt"), "no font").unwrap();
        let error = Fonts::load(Some(folder.path()), None).unwrap_err().to_string();
        assert!(error.contains("没有可用的字体文件"), "{error}");
        assert!(error.contains(folder.path().to_str().unwrap()), "{error}");
    }

    #[test]
    fn a_font_folder_that_is_not_there_is_reported_with_its_name() {
        let error = Fonts::load(Some(Path::new("/nowhere/fonts")), None).unwrap_err().to_string();
        assert!(error.starts_with("未找到公文字体：无法读取/nowhere/fonts"), "{error}");
    }
}
