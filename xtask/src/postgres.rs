//! A private PostgreSQL cluster for one test run: on a free loopback port, in a temporary folder, gone afterwards.
//! It never touches a cluster that was there before, and what is in it is never worth keeping.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

use crate::shell;

/// The shell that owns the cluster. It stops the server and removes the folder as soon as its standard input closes,
/// so a run that is killed leaves nothing behind. Arguments: the folder of the PostgreSQL programs, the port.
const KEEPER: &str = include_str!("postgres-keeper.sh");

/// A running cluster; dropping it stops the server and waits for its end.
pub(crate) struct Cluster {
    keeper: Child,
    /// Where tests find it, as `postgres://…`.
    pub(crate) url: String,
}

impl Cluster {
    /// Starts a cluster and waits until it accepts connections.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let programs =
            programs_folder().context("PostgreSQL is not installed (Debian: apt-get install postgresql)")?;
        let port = free_port()?.to_string();
        let mut command = if shell::is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        command.args(["-c", KEEPER, "postgres-keeper"]).arg(&programs).arg(&port).current_dir("/");
        let mut keeper =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("starting PostgreSQL")?;
        let mut url = String::new();
        if let Some(output) = keeper.stdout.take() {
            BufReader::new(output).read_line(&mut url)?;
        }
        let cluster = Self { keeper, url: url.trim().to_owned() };
        if cluster.url.is_empty() {
            bail!("PostgreSQL did not start; its messages stand above");
        }
        Ok(cluster)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if let Err(error) = self.keeper.wait() {
            eprintln!("waiting for PostgreSQL to stop: {error}");
        }
    }
}

/// The folder of the server programs: Debian keeps them off the search path, one folder a version; the newest wins.
pub(crate) fn programs_folder() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").ok().into_iter().flatten().flatten();
    let newest = debian
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, folder)| folder.join("initdb").is_file())
        .max();
    newest.map(|(_, folder)| folder).or_else(|| shell::which("initdb")?.parent().map(PathBuf::from))
}

/// A port that nobody listens on now.
fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("looking for a free port")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn a_cluster_listens_while_it_is_held_and_is_gone_afterwards() {
        let cluster = Cluster::start().expect("PostgreSQL starts; run `cargo xtask test`, which installs it");
        let address = cluster.url.split('@').nth(1).unwrap().split('/').next().unwrap().to_owned();
        assert!(TcpStream::connect(&address).is_ok(), "nobody listens on {address}");
        drop(cluster);
        assert!(TcpStream::connect(&address).is_err(), "somebody still listens on {address}");
    }
}
