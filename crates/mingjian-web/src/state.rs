//! What every handler has at hand.
//! It is put together by the binary and holds nothing of a request.

use mingjian_app::App;

/// What every handler has at hand. Clones share everything.
#[derive(Debug, Clone)]
pub struct WebState {
    /// The application.
    pub app: App,
    /// Whether browsers reach the site by TLS: its cookies are then sent by TLS only, under a name that says so.
    pub behind_tls: bool,
}
