//! A PostgreSQL cluster of our own: made in a temporary folder, on a free loopback port, gone afterwards.
//!
//! PostgreSQL refuses to run as root, so root lends it an unprivileged account. `fsync` stays on: `heng doctor` refuses a server without,
//! and the crash tests kill processes, which files in memory outlive as those on a disk do.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::child::{Background, Job, User, interrupted};
use crate::demo_server::free_port;
use crate::place;

/// In the cluster's folder: what the server says.
const LOG: &str = "log";
const PATIENCE: Duration = Duration::from_mins(1);

/// Where a cluster's files lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Files {
    /// In the folder for temporary files: for measuring, where a commit shall cost what it costs.
    OnDisk,
    /// In memory where there is room for a database per test, else as [`Files::OnDisk`]: half of a test's time on
    /// PostgreSQL is copying its database.
    InMemory,
}

/// Where Linux keeps files in memory.
const MEMORY: &str = "/dev/shm";
/// Room for the databases of a whole run, twice over.
const ENOUGH: u64 = 14 << 30;

impl Files {
    fn folder(self) -> PathBuf {
        let room = || rustix::fs::statvfs(MEMORY).map(|stat| stat.f_bavail.saturating_mul(stat.f_frsize));
        match self {
            Self::InMemory if room().is_ok_and(|room| room >= ENOUGH) => MEMORY.into(),
            _ => std::env::temp_dir(),
        }
    }
}

/// A running cluster; dropping it stops the server and removes its folder.
#[derive(Debug)]
pub(crate) struct Cluster {
    server: Background,
    port: u16,
    folder: TempDir,
}

impl Cluster {
    pub(crate) const SUPERUSER: &str = "heng";

    pub(crate) fn start(files: Files) -> Result<Self> {
        let bin = programs().context("no PostgreSQL server found (Debian: `apt-get install postgresql`)")?;
        let user = unprivileged()?;
        let folder = tempfile::Builder::new().prefix("heng-pg-").tempdir_in(files.folder())?;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700))?;
        if let Some(user) = user {
            chown(folder.path(), Some(user.uid), Some(user.gid))?;
        }
        let data = folder.path().join("data");
        let tool = |name: &str| Job::new(bin.join(name), folder.path()).user(user);
        tool("initdb")
            .args([
                "--username",
                Self::SUPERUSER,
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--locale",
                "C",
                "--no-sync",
            ])
            .args([Path::new("--pgdata"), &data])
            .output()?;

        let port = free_port()?;
        let server = tool("postgres")
            .args([Path::new("-D"), &data, Path::new("-k"), folder.path()])
            .args(["-p", &port.to_string()])
            .args(SETTINGS.iter().flat_map(|setting| ["-c", *setting]))
            .background(File::create(folder.path().join(LOG))?, |pid| {
                let folder = folder.path().display();
                format!("kill -QUIT {pid}; while kill -0 {pid}; do sleep 0.1; done; rm -rf '{folder}'")
            })?;
        let is_ready = tool("pg_isready").args([
            "-q",
            "-h",
            "127.0.0.1",
            "-U",
            Self::SUPERUSER,
            "-p",
            &port.to_string(),
        ]);
        let mut cluster = Self { server, port, folder };
        cluster.await_ready(&is_ready)?;
        Ok(cluster)
    }

    /// The superuser's address: tests make and drop their own databases through it.
    pub(crate) fn url(&self) -> String {
        format!("postgres://{}@127.0.0.1:{}/postgres", Self::SUPERUSER, self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    fn await_ready(&mut self, is_ready: &Job) -> Result<()> {
        let begun = Instant::now();
        while is_ready.output().is_err() {
            if self.server.has_ended()? || begun.elapsed() > PATIENCE || interrupted() {
                let log = fs::read_to_string(self.folder.path().join(LOG)).unwrap_or_default();
                bail!("PostgreSQL did not start:\n{log}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is the "fast" shutdown: sessions are ended, files are closed in order.
        self.server.stop(Signal::INT);
    }
}

const SETTINGS: [&str; 9] = [
    "listen_addresses=127.0.0.1",
    "max_connections=400",
    "shared_buffers=256MB",
    "fsync=on",
    "synchronous_commit=on",
    "max_wal_size=4GB",
    "checkpoint_timeout=30min",
    "timezone=UTC",
    "log_min_messages=warning",
];

/// The folder of the newest server programs: Debian's place first, then whatever `pg_config` names.
pub(crate) fn programs() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").ok().into_iter().flatten().flatten();
    let newest = debian
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .max();
    newest.map(|(_, bin)| bin).or_else(named_by_pg_config)
}

fn named_by_pg_config() -> Option<PathBuf> {
    let pg_config = place::program(&["pg_config"])?;
    let output = Job::new(pg_config, Path::new("/")).args(["--bindir"]).output().ok()?;
    let bin = PathBuf::from(String::from_utf8(output).ok()?.trim());
    bin.join("initdb").is_file().then_some(bin)
}

/// Whom to run as: ourselves, unless we are root.
fn unprivileged() -> Result<Option<User>> {
    if !place::is_root() {
        return Ok(None);
    }
    let accounts = fs::read_to_string("/etc/passwd").context("looking for an unprivileged account")?;
    let found = ["postgres", "nobody"].iter().find_map(|name| account(&accounts, name));
    found
        .map(Some)
        .context("PostgreSQL refuses root, and there is neither an account `postgres` nor `nobody`")
}

fn account(passwd: &str, name: &str) -> Option<User> {
    let fields: Vec<&str> = passwd
        .lines()
        .map(|line| line.split(':').collect())
        .find(|f: &Vec<&str>| f.first() == Some(&name))?;
    Some(User { uid: fields.get(2)?.parse().ok()?, gid: fields.get(3)?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_read_by_its_whole_name() {
        let passwd =
            "root:x:0:0::/:/bin/sh\npostgresql:x:7:7::/:/bin/sh\npostgres:x:101:104:x:/var:/bin/bash\n";
        assert_eq!(account(passwd, "postgres"), Some(User { uid: 101, gid: 104 }));
        assert_eq!(account(passwd, "nobody"), None);
    }

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        // `cargo xt test` installs PostgreSQL before it comes here; `--fast` does not ask for it.
        let Some(bin) = programs() else { return };
        let cluster = Cluster::start(Files::OnDisk).unwrap();
        let folder = cluster.folder.path().to_owned();
        let answer = Job::new(bin.join("psql"), Path::new("/"))
            .args(["-X", "-A", "-t", "-c", "show fsync", &cluster.url()])
            .output()
            .unwrap();
        drop(cluster);
        assert_eq!(String::from_utf8(answer).unwrap().trim(), "on");
        assert!(!folder.exists());
    }
}
