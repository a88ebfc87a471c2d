//! Puts the parts together: folder, key, database, law, files, typesetter.
//! It starts nothing and decides nothing about the law.

use crate::Place;
use anyhow::{Context as _, Result, bail};
use mingjian_app::app::{PublicForms, PublicPage};
use mingjian_app::setup::Installation;
use mingjian_app::{App, AppParts, Messaging, SystemClock, SystemEntropy};
use mingjian_docs::{Fonts, Templates, Typesetter};
use mingjian_domain::event::Source;
use mingjian_domain::seam::{Clock, Entropy};
use mingjian_files::Files;
use mingjian_law::pack::Pack;
use mingjian_law::pack_files::PackFiles;
use mingjian_portal::SiteIdentity;
use mingjian_publish::PublicDatabase;
use mingjian_store::{Address, Database, KeyFile, StoreError, meta};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const PACK: &str = "pack";

/// Which pack an installation runs: one that the program carries, or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PackChoice {
    /// Carried by the program.
    Embedded(String),
    /// In a folder, whose layers lie beside it.
    Folder(PathBuf),
}

impl PackChoice {
    /// A folder with a `pack.toml`, or the last part of the text as the name of an embedded pack.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let path = Path::new(text);
        if path.join("pack.toml").is_file() {
            return Ok(Self::Folder(path.canonicalize()?));
        }
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if PackFiles::embedded().layers().iter().any(|layer| layer == name) {
            return Ok(Self::Embedded(name.to_owned()));
        }
        bail!("没有规则包“{text}”。可用的内置规则包：{}", bodies()?.join("、"))
    }

    /// The pack and its files, to be kept by its hash.
    pub(crate) fn load(&self) -> Result<(Pack, Vec<u8>)> {
        let (files, body) = match self {
            Self::Embedded(name) => (PackFiles::embedded(), name.clone()),
            Self::Folder(folder) => {
                let root = folder.parent().context("规则包目录没有上级目录")?;
                let name = folder.file_name().context("规则包目录没有名称")?;
                (PackFiles::read(root)?, name.to_string_lossy().into_owned())
            }
        };
        let pack = Pack::from_files(&files, &body)?;
        Ok((pack, serde_json::to_vec(&files.0)?))
    }

    fn text(&self) -> String {
        match self {
            Self::Embedded(name) => name.clone(),
            Self::Folder(folder) => folder.display().to_string(),
        }
    }
}

fn bodies() -> Result<Vec<String>> {
    Ok(Pack::bodies(&PackFiles::embedded())?)
}

/// An installation whose database is open.
pub(crate) struct Opened {
    pub database: Database,
    pub choice: Option<PackChoice>,
    /// How its people get messages; only a server sends any.
    pub messaging: Option<Messaging>,
}

/// Opens the database of a place with its key; makes folder, key and database when `create` says so.
pub(crate) async fn open(place: &Place, create: bool) -> Result<Opened> {
    if create {
        std::fs::create_dir_all(&place.data)
            .with_context(|| format!("无法建立数据目录 {}", place.data.display()))?;
    } else if !place.data.is_dir() {
        bail!("数据目录 {} 不存在。请先运行 mingjian init", place.data.display());
    }
    let url = match &place.database {
        Some(url) => url.parse::<Address>()?,
        None => Address::Sqlite(place.data.join("mingjian.db")),
    };
    if let (Address::Sqlite(file), false) = (&url, create)
        && !file.exists()
    {
        bail!("数据目录 {} 是空的。请先运行 mingjian init", place.data.display());
    }
    let key_path = key_path(place);
    let mut random = [0; 32];
    SystemEntropy.fill(&mut random);
    // A new key is of no use to data that another has sealed, and would hide that theirs is missing.
    let had_key = key_path.exists();
    let sealed = matches!(&url, Address::Sqlite(file) if file.exists());
    let key = if create && !sealed {
        KeyFile::open_or_create(&key_path, &random)?
    } else {
        KeyFile::open(&key_path)?
            .with_context(|| format!("没有密钥文件 {}。没有它，任何数据都无法读取", key_path.display()))?
    };
    let database = match Database::connect(&url, key.keys()).await {
        Err(StoreError::WrongKey) if !had_key => {
            // The key that was made a moment ago opens nothing; left there, it would hide that the right one is missing.
            std::fs::remove_file(&key_path)?;
            bail!("没有密钥文件 {}。没有它，任何数据都无法读取", key_path.display());
        }
        connected => connected?,
    };
    let mut tx = database.begin_read().await?;
    let choice = match meta::get(&mut tx, PACK).await? {
        Some(bytes) => Some(PackChoice::parse(&String::from_utf8(bytes)?)?),
        None => None,
    };
    Ok(Opened { database, choice, messaging: None })
}

/// `DIR.key` beside the folder, so that a copy of the folder alone opens nothing.
pub(crate) fn key_path(place: &Place) -> PathBuf {
    place.key_file.clone().unwrap_or_else(|| {
        let mut name = place.data.file_name().unwrap_or_default().to_owned();
        name.push(".key");
        place.data.with_file_name(name)
    })
}

/// Remembers which pack this installation runs.
pub(crate) async fn remember_pack(database: &Database, choice: &PackChoice) -> Result<()> {
    let text = choice.text();
    mingjian_store::transact!(database, |tx| meta::set(tx, PACK, text.as_bytes()).await)?;
    Ok(())
}

/// The public database of a place.
pub(crate) async fn public_database(place: &Place) -> Result<PublicDatabase> {
    let url = match &place.database {
        Some(url) => url.clone(),
        None => format!("sqlite:{}", place.data.join("public.db").display()),
    };
    Ok(PublicDatabase::connect(&url.parse()?).await?)
}

/// The application of a place, with what its body has confirmed and imported.
pub(crate) async fn assemble(
    place: &Place,
    opened: Opened,
    choice: &PackChoice,
    source: Source,
    clock: Arc<dyn Clock>,
) -> Result<App> {
    let (pack, pack_archive) = choice.load()?;
    check(&pack)?;
    let typesetter = Arc::new(Typesetter::new(Fonts::find()?, Templates::national())?);
    let site = SiteIdentity::of(&pack, clock.now().day());
    let page_clock = Arc::clone(&clock);
    let public_page: PublicPage = Arc::new(move |decision| {
        let now = page_clock.now();
        let html = mingjian_portal::decision_html(&site, decision, now).map_err(|error| error.to_string())?;
        let json = mingjian_portal::decision_json(decision, now).map_err(|error| error.to_string())?;
        Ok(PublicForms { html, json })
    });
    let file_key = opened.database.keys().derive("files");
    let app = App::new(AppParts {
        public: public_database(place).await?,
        database: opened.database,
        pack,
        pack_archive,
        files: Files::new(place.data.join("files"), file_key),
        clock,
        entropy: Arc::new(SystemEntropy),
        renderer: typesetter.clone(),
        public_renderer: typesetter,
        public_page,
        source,
        messaging: opened.messaging,
    });
    app.refresh_law().await?;
    Ok(app)
}

/// The application of a place that is there already, real or a demonstration.
pub(crate) async fn assemble_as_found(place: &Place) -> Result<App> {
    let opened = open(place, false).await?;
    let choice = opened.choice.clone().context("数据目录里没有机关。请先运行 mingjian init")?;
    let real = assemble(place, opened, &choice, Source::Online, system_clock()).await?;
    if real.installation().await? != Installation::Demo {
        return Ok(real);
    }
    real.database().close().await;
    let opened = open(place, false).await?;
    assemble(place, opened, &choice, Source::Demo, system_clock()).await
}

/// The clock of the machine.
pub(crate) fn system_clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

/// The server does not start on a pack that fails its proofs.
fn check(pack: &Pack) -> Result<()> {
    let report = mingjian_law::verify::check(&pack.procedures);
    if report.violations.is_empty() {
        return Ok(());
    }
    bail!("规则包没有通过检查，拒绝启动：\n{report}")
}
