//! A folder, a database, the program serving them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, bail};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    sync::watch,
    task::JoinHandle,
};

use crate::{company::TODAY, output::Backend};

/// The program as it was built.
#[expect(clippy::disallowed_methods, reason = "the runner's own settings, not the program's")]
pub(crate) fn program() -> anyhow::Result<PathBuf> {
    let path = std::env::var("HENG_BIN").context("HENG_BIN names no program: run `cargo xt bench`")?;
    Ok(fs::canonicalize(path)?)
}

/// Where it lies and on what.
#[derive(Clone, Debug)]
pub(crate) struct Installation {
    pub backend: Backend,
    pub folder: PathBuf,
    pub url: String,
}

impl Installation {
    /// A SQLite file in a folder.
    pub(crate) fn on_sqlite(folder: PathBuf) -> Self {
        let url = format!("sqlite://{}", folder.join("heng.db").display());
        Self { backend: Backend::Sqlite, folder, url }
    }

    /// The program here, ready to be started.
    pub(crate) fn heng(&self, heng: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(heng);
        command
            .args(args)
            .current_dir(&self.folder)
            .env("HENG__DATA__FOLDER", &self.folder)
            .env("HENG__DATABASE__URL", &self.url)
            .env("HENG__SERVER__LISTEN", "127.0.0.1:0")
            // Sign-ins are slowed by their source: those who are measured come from many.
            .env("HENG__SERVER__BEHIND_PROXY", "127.0.0.1")
            .env("HENG__METRICS__LISTEN", "")
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    }

    /// Runs a command to its end.
    pub(crate) async fn run(&self, heng: &Path, args: &[&str]) -> anyhow::Result<()> {
        let done = self.heng(heng, args).stdout(Stdio::null()).status().await?;
        if !done.success() {
            bail!("heng {} ended with {done}", args.join(" "));
        }
        Ok(())
    }

    /// Starts a server and waits until it says where it listens.
    pub(crate) async fn serve(&self, heng: &Path) -> anyhow::Result<Server> {
        let log = fs::File::create(self.folder.join("serve.log"))?;
        let mut serve = self.heng(heng, &["serve", "--today", TODAY]);
        let mut child = serve.stdout(Stdio::piped()).stderr(log).spawn()?;
        let out = child.stdout.take().context("no standard output")?;
        let mut said = String::new();
        BufReader::new(out).read_line(&mut said).await?;
        let address = said.trim().strip_prefix("http://").context("the server did not start")?.to_owned();
        Ok(Server { child, address })
    }
}

/// A server that runs; killed when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pub address: String,
}

/// Memory in KiB: all that is resident, and of it what no file backs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    pub resident: u64,
    pub anonymous: u64,
}

/// Reads a server's memory again and again while something is done with it.
#[derive(Debug)]
pub(crate) struct Watch {
    most: watch::Receiver<Memory>,
    reader: JoinHandle<()>,
}

impl Watch {
    /// The most of either that was seen.
    pub(crate) fn end(self) -> Memory {
        self.reader.abort();
        *self.most.borrow()
    }
}

impl Memory {
    /// Of the process of this id, now.
    fn of(id: u32) -> anyhow::Result<Self> {
        let status = fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        let (Some(resident), Some(anonymous)) = (line("VmRSS:"), line("RssAnon:")) else {
            bail!("the machine does not tell the memory of a process")
        };
        Ok(Self { resident, anonymous })
    }

    fn most(self, other: Self) -> Self {
        Self { resident: self.resident.max(other.resident), anonymous: self.anonymous.max(other.anonymous) }
    }
}

impl Server {
    /// What it holds now.
    pub(crate) fn memory(&self) -> anyhow::Result<Memory> {
        Memory::of(self.id()?)
    }

    /// Begins to watch what it holds, ten times a second.
    pub(crate) fn watch(&self) -> anyhow::Result<Watch> {
        let id = self.id()?;
        let (seen, most) = watch::channel(Memory::of(id)?);
        let reader = tokio::spawn(async move {
            let mut ticks = tokio::time::interval(Duration::from_millis(100));
            while let Ok(now) = Memory::of(id) {
                seen.send_modify(|most| *most = most.most(now));
                ticks.tick().await;
            }
        });
        Ok(Watch { most, reader })
    }

    fn id(&self) -> anyhow::Result<u32> {
        self.child.id().context("the server has ended")
    }

    /// Ends it.
    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        self.child.start_kill()?;
        tokio::time::timeout(Duration::from_secs(20), self.child.wait()).await??;
        Ok(())
    }
}
