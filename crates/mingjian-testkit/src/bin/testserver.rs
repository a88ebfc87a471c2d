//! The server of the browser tests: the fictional body with its people and no case, served by the ordinary program,
//! on a clock that goes on by itself and that the tests walk forward through a second address.
//! It is no part of the program, opens no case, and knows no other body.

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use chrono::NaiveDateTime;
use clap::Parser;
use mingjian::{Place, address, demo};
use mingjian_app::SystemClock;
use mingjian_domain::instant::Instant;
use mingjian_domain::seam::Clock;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::net::TcpListener;

/// How a time in China is written.
const TIME: &str = "%Y-%m-%dT%H:%M:%S";

/// Serves the fictional body for tests; `GET /now` at the second address reads its clock, `POST /now` sets it forward.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Where the body is served.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0", value_parser = address)]
    listen: SocketAddr,
    /// What time it is in China at the start. The whole of 2026 lies in a year whose holidays are known.
    #[arg(long, value_name = "TIME", default_value = "2026-03-02T09:00:00", value_parser = time)]
    now: NaiveDateTime,
}

/// The machine's clock, moved.
#[derive(Debug, Default)]
struct WalkingClock {
    ahead_micros: AtomicI64,
}

impl WalkingClock {
    fn at(start: NaiveDateTime) -> Self {
        let ahead = Instant::from_china(start).micros() - SystemClock.now().micros();
        Self { ahead_micros: AtomicI64::new(ahead) }
    }

    /// Sets the clock forward; a time that is over is refused, because what was recorded would then lie in the future.
    fn walk_to(&self, time: NaiveDateTime) -> bool {
        let wanted = Instant::from_china(time).micros() - SystemClock.now().micros();
        self.ahead_micros.fetch_max(wanted, Ordering::SeqCst) <= wanted
    }

    fn text(&self) -> String {
        self.now().china().format(TIME).to_string()
    }
}

impl Clock for WalkingClock {
    fn now(&self) -> Instant {
        Instant::from_micros(SystemClock.now().micros() + self.ahead_micros.load(Ordering::SeqCst))
    }
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .init();
    let arguments = Arguments::parse();
    let clock = Arc::new(WalkingClock::at(arguments.now));
    let listener = TcpListener::bind("127.0.0.1:0").await.context("no address for the clock")?;
    say(&format!("clock on http://{}", listener.local_addr()?));
    let router = Router::new().route("/now", get(read).post(walk)).with_state(Arc::clone(&clock));
    tokio::spawn(async move { axum::serve(listener, router).await });
    demo::stage(&arguments.place, arguments.listen, clock).await
}

async fn read(State(clock): State<Arc<WalkingClock>>) -> String {
    clock.text()
}

async fn walk(State(clock): State<Arc<WalkingClock>>, wanted: String) -> (StatusCode, String) {
    match time(wanted.trim()) {
        Err(message) => (StatusCode::BAD_REQUEST, message),
        Ok(wanted) if clock.walk_to(wanted) => (StatusCode::OK, clock.text()),
        Ok(_) => (StatusCode::CONFLICT, format!("the clock shows {} and never goes back", clock.text())),
    }
}

fn time(text: &str) -> Result<NaiveDateTime, String> {
    NaiveDateTime::parse_from_str(text, TIME)
        .ok()
        .ok_or_else(|| format!("{text} is no time as 2026-03-02T09:00:00"))
}

/// Prints a line for whoever started the server.
#[expect(clippy::print_stdout, reason = "the server's answer to whoever started it")]
fn say(line: &str) {
    println!("{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        time(text).unwrap()
    }

    #[test]
    fn the_clock_goes_forward_and_never_back() {
        let clock = WalkingClock::at(at("2026-03-02T09:00:00"));
        assert!(clock.walk_to(at("2026-03-09T10:30:00")));
        assert!(clock.text().starts_with("2026-03-09T10:30"));
        assert!(!clock.walk_to(at("2026-03-09T10:29:00")));
        assert!(clock.text().starts_with("2026-03-09T10:30"));
    }

    #[test]
    fn a_time_is_written_with_seconds_and_in_china() {
        assert!(time("2026-03-02 09:00").is_err());
        assert_eq!(
            Instant::from_china(at("2026-03-02T09:00:00")).rfc3339(),
            "2026-03-02T09:00:00.000000+08:00"
        );
    }
}
