//! An installation of its own: a folder, a database, the program.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use heng::{System, config::Config, machine::SystemClock};
use heng_kernel::Clock;
use heng_testkit_db::TestDb;
use rustix::process::{Pid, Signal, kill_process};

/// Longest anything here may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// An installation that nobody has started yet.
pub struct Place {
    pub home: tempfile::TempDir,
    url: String,
    _database: Option<TestDb>,
}

/// What a command answered.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

impl Place {
    /// On the kind of database the environment asks for.
    pub async fn new() -> Self {
        let database = TestDb::new().await;
        if database.url.starts_with("postgres") {
            let home = tempfile::tempdir().unwrap();
            return Self { home, url: database.url.clone(), _database: Some(database) };
        }
        Self::on_sqlite()
    }

    /// On a SQLite file of its own, whatever the environment asks for.
    pub fn on_sqlite() -> Self {
        let home = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", home.path().join("data/heng.db").display());
        Self { home, url, _database: None }
    }

    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn settings(&self) -> [(&'static str, String); 4] {
        [
            ("HENG__DATA__FOLDER", self.data().display().to_string()),
            ("HENG__DATABASE__URL", self.url.clone()),
            ("HENG__SERVER__LISTEN", "127.0.0.1:0".to_owned()),
            ("HENG__METRICS__LISTEN", String::new()),
        ]
    }

    /// The program, ready to be started here.
    pub fn heng(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heng"));
        command.args(args).current_dir(self.home.path()).envs(self.settings());
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ran {
        ran(self.heng(args))
    }

    /// The opened installation within this process.
    pub async fn system(&self) -> System {
        self.system_at(Arc::new(SystemClock::default())).await
    }

    /// The same with another clock.
    pub async fn system_at(&self, clock: Arc<dyn Clock>) -> System {
        let mut config = Config::default();
        config.data.folder = self.data();
        config.database.url = serde_json::from_value(self.url.clone().into()).unwrap();
        System::open(config, clock, true).await.unwrap()
    }

    /// Starts a server and waits until it says where it listens.
    pub fn serve(&self) -> Running {
        Running::start(self.heng(["serve"]))
    }
}

pub fn ran(mut command: Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A server that was started here; killed when dropped.
pub struct Running {
    child: Child,
    pub address: String,
}

impl Running {
    pub fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        let mut err = String::new();
        if address.is_empty() {
            child.stderr.as_mut().unwrap().read_to_string(&mut err).unwrap();
        }
        assert!(!address.is_empty(), "the server did not start: {err}");
        Self { child, address: address.trim().to_owned() }
    }

    /// One that says nothing of itself: a worker.
    pub fn start_silent(mut command: Command) -> Self {
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        Self { child, address: String::new() }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).unwrap();
    }

    /// Waits for its end: exit code and what it logged.
    pub fn ended(mut self) -> (Option<i32>, String) {
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code(), log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks again and again until the answer is yes.
pub async fn eventually(what: &str, mut yes: impl AsyncFnMut() -> bool) {
    let asked = async {
        let mut pace = tokio::time::interval(Duration::from_millis(20));
        while !yes().await {
            pace.tick().await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, asked).await.is_ok(), "never came true: {what}");
}

/// Every file below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}
