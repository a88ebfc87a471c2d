//! `mingjian serve`: serves what is there and runs the worker in the same process.
//! It makes nothing: an empty folder is refused.

use crate::wiring::{self, Opened};
use crate::{Place, Sending, messages, say};
use anyhow::{Context as _, Result, bail};
use mingjian_app::App;
use mingjian_app::setup::Installation;
use mingjian_domain::event::Source;
use mingjian_portal::{PortalState, SiteIdentity};
use mingjian_web::WebState;
use std::future::IntoFuture as _;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// How often the worker looks for jobs.
const POLL: Duration = Duration::from_secs(1);
/// How long requests under way may take once the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Runs the command.
///
/// # Errors
/// With a Chinese message that says what to do.
pub async fn run(place: &Place, listen: SocketAddr, sending: &Sending) -> Result<ExitCode> {
    let mut opened = wiring::open(place, false).await?;
    opened.messaging = messages::of(sending, listen);
    let Opened { choice: Some(choice), .. } = &opened else {
        bail!("数据目录 {} 里没有机关。请先运行 mingjian init", place.data.display());
    };
    let choice = choice.clone();
    let app = wiring::assemble(place, opened, &choice, Source::Online, wiring::system_clock()).await?;
    match app.installation().await? {
        Installation::Real => {}
        Installation::Demo => bail!("这是演示数据，请用 mingjian demo 打开"),
        Installation::None => bail!("数据目录 {} 里没有机关。请先运行 mingjian init", place.data.display()),
    }
    app.keep_pack().await?;
    serve(app, bind(listen).await?).await
}

/// Takes an address.
pub(crate) async fn bind(listen: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(listen).await.with_context(|| {
        format!("无法监听 {listen}。如果另一个程序占用着这个端口，请先停掉它，或者用 --listen 换一个，如 --listen 127.0.0.1:8081")
    })
}

/// Serves an application until it is told to stop.
pub(crate) async fn serve(app: App, listener: TcpListener) -> Result<ExitCode> {
    let address = listener.local_addr()?;
    let told = told_to_end()?;
    let worker = tokio::spawn(work(app.clone()));
    say(&format!("listening on http://{address}"));
    let server = axum::serve(listener, router(&app)).with_graceful_shutdown(ended(told.clone()));
    tokio::select! {
        ended = server.into_future() => ended?,
        () = patience(told) => {}
    }
    worker.abort();
    app.database().close().await;
    app.public().close().await;
    Ok(ExitCode::SUCCESS)
}

/// The staff site, the API and the public site behind one address.
pub(crate) fn router(app: &App) -> axum::Router {
    let site = SiteIdentity::of(app.pack(), app.now().day());
    let portal = PortalState::new(app.public().clone(), site);
    mingjian_web::router(WebState { app: app.clone(), behind_tls: false })
        .merge(mingjian_portal::router(portal))
}

async fn work(app: App) {
    loop {
        if let Err(error) = app.run_jobs().await {
            tracing::error!(%error, "the worker could not take jobs");
        }
        tokio::time::sleep(POLL).await;
    }
}

/// A connection that sends nothing does not hold up the end: what is under way has this long.
async fn patience(told: Told) {
    ended(told).await;
    tokio::time::sleep(GRACE).await;
}

/// Whether the program was told to end.
type Told = watch::Receiver<bool>;

/// Listens for SIGTERM and Ctrl-C from now on: whoever reads that the server is ready may tell it to end at once.
fn told_to_end() -> Result<Told> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (tell, told) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tell.send_replace(true);
    });
    Ok(told)
}

async fn ended(mut told: Told) {
    // Without the one who tells there is nobody left to tell: the same as being told.
    let _told = told.wait_for(|told| *told).await;
}
