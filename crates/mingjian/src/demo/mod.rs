//! `mingjian demo`: seeds an empty folder with a fictional body and serves it.
//! Everything goes through the ordinary actions; only this seeding may set the clock, and its entries say `demo`.

mod beside;
mod case;
mod inspection;
mod people;
mod spot;
mod story;
mod subject;

use crate::wiring::{self, PackChoice};
use crate::{Place, say, serve};
use anyhow::{Context as _, Result, bail};
use mingjian_app::App;
use mingjian_app::setup::Installation;
use mingjian_domain::event::Source;
use mingjian_domain::instant::Instant;
use mingjian_domain::seam::Clock;
use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The pack of the fictional body.
const PACK: &str = "demo-health";
/// The password of every demonstration login; such logins exist only in a demonstration.
const PASSWORD: &str = "Yanshi-2026";

/// The clock of the seeding: it stands where the story has come to.
#[derive(Debug)]
pub(crate) struct StoryClock {
    now: AtomicI64,
    today: Instant,
}

/// A story would tell what has not happened yet.
#[derive(Debug)]
pub(crate) struct NotYet;

impl std::fmt::Display for NotYet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("演示案例的日期晚于今天")
    }
}

impl std::error::Error for NotYet {}

impl StoryClock {
    /// A clock that tells nothing after this moment.
    const fn until(today: Instant) -> Self {
        Self { now: AtomicI64::new(0), today }
    }

    /// Moves the clock; it never goes back, and never past the present.
    pub(crate) fn set(&self, instant: Instant) -> Result<(), NotYet> {
        if instant > self.today {
            return Err(NotYet);
        }
        self.now.fetch_max(instant.micros(), Ordering::SeqCst);
        Ok(())
    }
}

impl Clock for StoryClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.now.load(Ordering::SeqCst))
    }
}

/// Seeds where nothing is, then serves.
///
/// # Errors
/// With a Chinese message that says what to do.
pub async fn run(place: &Place, listen: SocketAddr) -> Result<ExitCode> {
    refuse_foreign(place)?;
    // Who waits for the story must not learn only then that another program has the address. It is given back meanwhile:
    // a browser that comes too early is to be refused, and not left waiting.
    drop(serve::bind(listen).await?);
    seed(place).await?;
    let opened = wiring::open(place, false).await?;
    let choice = PackChoice::parse(PACK)?;
    let app = wiring::assemble(place, opened, &choice, Source::Demo, wiring::system_clock()).await?;
    let listener = serve::bind(listen).await?;
    print_logins(listener.local_addr()?);
    serve::serve(app, listener).await
}

/// Tells the story where it was not told to its end; one program at a time.
async fn seed(place: &Place) -> Result<()> {
    let _turn = take_turn(place)?;
    let opened = wiring::open(place, true).await?;
    let told = opened.choice.is_some();
    let choice = PackChoice::parse(PACK)?;
    let clock = Arc::new(StoryClock::until(wiring::system_clock().now()));
    let mut app = wiring::assemble(place, opened, &choice, Source::Demo, clock.clone()).await?;
    match app.installation().await? {
        Installation::Real => bail!("数据目录 {} 里是真实数据，演示只能用空目录", place.data.display()),
        Installation::Demo if told => return close(&app).await,
        Installation::Demo if place.database.is_some() => {
            bail!(
                "上次建立演示数据没有完成。请删除并重建这个数据库，再删除数据目录 {} 后重新运行",
                place.data.display()
            )
        }
        Installation::Demo => {
            say("上次建立演示数据没有完成，现在重新建立。");
            close(&app).await?;
            remove_half_told(place)?;
            let opened = wiring::open(place, true).await?;
            app = wiring::assemble(place, opened, &choice, Source::Demo, clock.clone()).await?;
        }
        Installation::None => {}
    }
    say("正在建立演示数据（约一分钟）……");
    story::tell(&app, &clock).await?;
    wiring::remember_pack(app.database(), &choice).await?;
    close(&app).await
}

async fn close(app: &App) -> Result<()> {
    app.database().close().await;
    app.public().close().await;
    Ok(())
}

/// Keeps a second program out of the folder while this one tells: it would take the telling for an interrupted one.
/// The system gives the lock back when this program ends, however it ends.
fn take_turn(place: &Place) -> Result<File> {
    std::fs::create_dir_all(&place.data)
        .with_context(|| format!("无法建立数据目录 {}", place.data.display()))?;
    let turn = File::open(&place.data)?;
    match turn.try_lock() {
        Ok(()) => Ok(turn),
        Err(TryLockError::WouldBlock) => {
            bail!("另一个程序正在数据目录 {} 里建立演示数据，请等它完成，或者先停掉它", place.data.display())
        }
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Removes what an interrupted seeding left: it was never served, so nobody can have entered anything.
fn remove_half_told(place: &Place) -> Result<()> {
    for name in ["mingjian.db", "public.db"] {
        for end in ["", "-wal", "-shm"] {
            let file = place.data.join(format!("{name}{end}"));
            if file.exists() {
                std::fs::remove_file(&file).with_context(|| format!("无法删除 {}", file.display()))?;
            }
        }
    }
    let files = place.data.join("files");
    if files.exists() {
        std::fs::remove_dir_all(&files).with_context(|| format!("无法删除 {}", files.display()))?;
    }
    Ok(())
}

/// Makes the fictional body with its people and no case by a clock that is given, and serves it: the stage of the test
/// server, which is no part of the program. What is recorded there says `demo`, like all that a fiction does.
///
/// # Errors
/// When the folder is not empty, or the body cannot be made.
pub async fn stage(place: &Place, listen: SocketAddr, clock: Arc<dyn Clock>) -> Result<ExitCode> {
    refuse_foreign(place)?;
    let listener = serve::bind(listen).await?;
    let opened = wiring::open(place, true).await?;
    let choice = PackChoice::parse(PACK)?;
    let app = wiring::assemble(place, opened, &choice, Source::Demo, clock).await?;
    if app.installation().await? != Installation::None {
        bail!("数据目录 {} 里已经有机关，请换一个空目录", place.data.display());
    }
    let bodies = app.install().await?;
    people::enter(&app, &bodies).await?;
    wiring::remember_pack(app.database(), &choice).await?;
    serve::serve(app, listener).await
}

/// A folder with other things in it is somebody's, and not empty.
fn refuse_foreign(place: &Place) -> Result<()> {
    let own = place.database.is_some() || place.data.join("mingjian.db").exists();
    let occupied = std::fs::read_dir(&place.data).is_ok_and(|mut entries| entries.next().is_some());
    if occupied && !own {
        bail!("数据目录 {} 不是空的，也不是演示数据。请换一个目录", place.data.display());
    }
    Ok(())
}

fn print_logins(listen: SocketAddr) {
    say(&format!("公众网站  http://{listen}/"));
    say(&format!("工作平台  http://{listen}/staff/"));
    say(&format!("演示登录（密码都是 {PASSWORD}）："));
    for person in people::PEOPLE {
        let roles: Vec<_> = person.roles.iter().map(|role| role.label()).collect();
        say(&format!("  {:<10} {}（{}）", person.login, person.name, roles.join("、")));
    }
    let head = people::NEIGHBOUR_HEAD;
    say(&format!("  {:<10} {}（示例县的机关负责人，看不到示例市的案件）", head.login, head.name));
}
