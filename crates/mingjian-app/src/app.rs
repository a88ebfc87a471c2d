//! The application's hands: database, law, files, clock and randomness, put together by the binary.
//! It starts nothing by itself.

use crate::edition::{Edition, Editions};
use crate::error::AppError;
use crate::message::Messaging;
use mingjian_domain::document::render::PublicRenderer;
use mingjian_domain::event::Source;
use mingjian_domain::gate::PublicDecision;
use mingjian_domain::instant::Instant;
use mingjian_domain::law::Law;
use mingjian_domain::seam::{Clock, Entropy, Renderer};
use mingjian_files::Files;
use mingjian_law::pack::Pack;
use mingjian_publish::PublicDatabase;
use mingjian_store::Database;
use std::fmt;
use std::fmt::Write as _;
use std::sync::Arc;

/// A decision in the forms in which the public site sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicForms {
    /// The page.
    pub html: String,
    /// The data.
    pub json: String,
}

/// Draws a decision as a reader of the public site would get it.
pub type PublicPage = Arc<dyn Fn(&PublicDecision) -> Result<PublicForms, String> + Send + Sync>;

/// What the binary or the testkit puts together.
pub struct AppParts {
    /// The case database.
    pub database: Database,
    /// The law of the body, as its pack has it.
    pub pack: Pack,
    /// The files of the pack as loaded, kept in the database by the pack's hash.
    pub pack_archive: Vec<u8>,
    /// What the public reads.
    pub public: PublicDatabase,
    /// Files of cases.
    pub files: Files,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// The typesetter of documents.
    pub renderer: Arc<dyn Renderer>,
    /// The typesetter of what the public reads.
    pub public_renderer: Arc<dyn PublicRenderer>,
    /// Draws the public page of a decision, for the search before its release.
    pub public_page: PublicPage,
    /// Whether this installation is a demonstration.
    pub source: Source,
    /// How messages reach people outside; a body without it sends none.
    pub messaging: Option<Messaging>,
}

/// The application. Clones share everything.
#[derive(Clone)]
pub struct App {
    parts: Arc<AppParts>,
    editions: Arc<Editions>,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("pack", &self.parts.pack.id).finish_non_exhaustive()
    }
}

impl App {
    /// An application of these parts.
    pub fn new(parts: AppParts) -> Self {
        Self { editions: Arc::new(Editions::of(parts.pack.clone())), parts: Arc::new(parts) }
    }

    /// The case database.
    pub fn database(&self) -> &Database {
        &self.parts.database
    }

    /// The law of the body.
    pub fn law(&self) -> Law<'_> {
        Law::of(self.pack())
    }

    /// The pack of the body, with what the body has confirmed and imported.
    pub fn pack(&self) -> &Pack {
        &self.edition().pack
    }

    /// The law in use, as this process knows it.
    pub(crate) fn edition(&self) -> &Edition {
        self.editions.latest()
    }

    pub(crate) fn editions(&self) -> &Editions {
        &self.editions
    }

    /// The pack as it was loaded.
    pub(crate) fn loaded_pack(&self) -> &Pack {
        &self.parts.pack
    }

    /// The files of the pack as loaded.
    pub(crate) fn pack_archive(&self) -> &[u8] {
        &self.parts.pack_archive
    }

    /// What the public reads.
    pub fn public(&self) -> &PublicDatabase {
        &self.parts.public
    }

    /// Files of cases.
    pub fn files(&self) -> &Files {
        &self.parts.files
    }

    /// The typesetter.
    pub fn renderer(&self) -> &Arc<dyn Renderer> {
        &self.parts.renderer
    }

    /// The typesetter of what the public reads.
    pub(crate) fn public_renderer(&self) -> &Arc<dyn PublicRenderer> {
        &self.parts.public_renderer
    }

    /// The public page of a decision as a reader would get it.
    pub(crate) fn public_page(&self, decision: &PublicDecision) -> Result<PublicForms, AppError> {
        (self.parts.public_page)(decision).map_err(AppError::Internal)
    }

    /// How messages reach people outside, where they do.
    pub(crate) fn messaging(&self) -> Option<&Messaging> {
        self.parts.messaging.as_ref()
    }

    /// How entries come about in this installation.
    pub fn source(&self) -> Source {
        self.parts.source
    }

    /// Now.
    pub fn now(&self) -> Instant {
        self.parts.clock.now()
    }

    /// Random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.parts.entropy.fill(&mut bytes);
        bytes
    }

    /// Milliseconds and random bytes for a time-ordered identifier.
    pub(crate) fn id_parts(&self, now: Instant) -> (u64, [u8; 10]) {
        (u64::try_from(now.micros() / 1000).unwrap_or_default(), self.random())
    }

    /// A random token in hexadecimal.
    pub(crate) fn token(&self) -> String {
        hex(&self.random::<32>())
    }

    /// Fails when the installation's answer would not be recorded truthfully.
    pub(crate) fn store_source(&self) -> mingjian_store::Source {
        match self.parts.source {
            Source::Online => mingjian_store::Source::Real,
            Source::Demo => mingjian_store::Source::Demo,
        }
    }
}

/// A new identifier of the given type.
macro_rules! new_id {
    ($app:expr, $now:expr, $Id:ty) => {{
        let (millis, random) = $app.id_parts($now);
        <$Id>::from_parts(millis, &random)
    }};
}
pub(crate) use new_id;

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the time")]
    fn now(&self) -> Instant {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Instant::from_micros(since.map_or(0, |time| i64::try_from(time.as_micros()).unwrap_or(i64::MAX)))
    }
}

/// The randomness of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        assert!(getrandom::fill(bytes).is_ok(), "the machine has no randomness: nothing safe can be made");
    }
}

/// Runs slow work away from the threads that answer requests.
///
/// # Errors
/// When the work was cancelled because the program ends.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
}
