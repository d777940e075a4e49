//! Child processes: streamed, counted, and gone when the runner is gone.
//!
//! Each child leads its own process group. A signal to the runner is passed on to the groups that are alive; if the runner
//! itself is killed outright, a *leash* (a shell waiting on a pipe that only the runner holds open) ends the group.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal};

static LIVE: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From now on SIGINT, SIGTERM and SIGHUP end the running step; a second one kills it.
pub(crate) fn watch_signals() -> Result<()> {
    ctrlc::set_handler(|| {
        let again = INTERRUPTED.swap(true, Ordering::SeqCst);
        let signal = if again { Signal::KILL } else { Signal::TERM };
        for group in LIVE.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            signal_group(*group, signal);
        }
    })
    .context("installing the signal handler")
}

/// True once the runner was asked to stop.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

fn signal_group(group: i32, signal: Signal) {
    if let Some(pid) = Pid::from_raw(group) {
        // The group may have ended by itself; that is what was wanted.
        let _ = rustix::process::kill_process_group(pid, signal);
    }
}

/// An unprivileged account a child runs as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct User {
    pub uid: u32,
    pub gid: u32,
}

/// A command about to be run.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    program: OsString,
    args: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    folder: PathBuf,
    user: Option<User>,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub success: bool,
    /// Everything it wrote, line by line, in the order of arrival.
    pub lines: Vec<String>,
}

/// What cargo told this program of its own package. Build scripts of libraries read names like these: handed on, they would
/// have half of the libraries built anew whenever cargo is run by hand after the runner, or the other way round.
const OF_THIS_PACKAGE: [&str; 14] = [
    "CARGO",
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_LINKS",
    "CARGO_MANIFEST_PATH",
    "CARGO_PKG_AUTHORS",
    "CARGO_PKG_NAME",
    "CARGO_PKG_VERSION",
    "CARGO_PKG_VERSION_MAJOR",
    "CARGO_PKG_VERSION_MINOR",
    "CARGO_PKG_VERSION_PATCH",
    "CARGO_PKG_VERSION_PRE",
    "CARGO_PRIMARY_PACKAGE",
];

impl Job {
    pub(crate) fn new(program: impl AsRef<OsStr>, folder: &Path) -> Self {
        let program = program.as_ref().to_owned();
        Self { program, args: Vec::new(), env: Vec::new(), folder: folder.to_owned(), user: None }
    }

    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name.into(), value.as_ref().to_owned()));
        self
    }

    pub(crate) fn user(mut self, user: Option<User>) -> Self {
        self.user = user;
        self
    }

    pub(crate) fn shown(&self) -> String {
        let words = std::iter::once(&self.program).chain(&self.args);
        words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        for own in OF_THIS_PACKAGE {
            command.env_remove(own);
        }
        command.args(&self.args).current_dir(&self.folder).envs(self.env.iter().map(|(k, v)| (k, v)));
        if let Some(user) = self.user {
            command.uid(user.uid).gid(user.gid);
        }
        command
    }

    /// Runs to the end; what it writes is passed on at once and kept.
    pub(crate) fn stream(&self) -> Result<Outcome> {
        let mut command = self.command();
        if std::io::stdout().is_terminal() {
            command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
        }
        self.kept(command, std::io::stdout(), std::io::stderr())
    }

    /// Runs to the end without a word; what it writes is kept. A failure is an outcome, not an error.
    pub(crate) fn quiet(&self) -> Result<Outcome> {
        self.kept(self.command(), std::io::sink(), std::io::sink())
    }

    fn kept(
        &self,
        mut command: Command,
        out: impl Write + Send + 'static,
        err: impl Write + Send + 'static,
    ) -> Result<Outcome> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = self.start(command)?;
        let lines = Arc::new(Mutex::new(Vec::new()));
        let out = running.child.stdout.take().map(|pipe| tee(pipe, out, Arc::clone(&lines)));
        let err = running.child.stderr.take().map(|pipe| tee(pipe, err, Arc::clone(&lines)));
        let success = running.wait()?;
        for reader in [out, err].into_iter().flatten() {
            if reader.join().is_err() {
                bail!("reading the output of `{}` failed", self.shown());
            }
        }
        let lines = std::mem::take(&mut *lines.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(Outcome { success, lines })
    }

    /// Runs to the end without a word and hands back its standard output.
    pub(crate) fn output(&self) -> Result<Vec<u8>> {
        let output = self.command().stdin(Stdio::null()).output().with_context(|| self.not_started())?;
        if !output.status.success() {
            bail!("`{}` failed: {}", self.shown(), String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(output.stdout)
    }

    /// Runs with this terminal as its own, so that it may ask and be interrupted by hand; true if it ended well.
    pub(crate) fn foreground(&self) -> Result<bool> {
        if std::io::stdin().is_terminal() {
            // In our own group the terminal's Ctrl-C reaches it directly, and it decides what that means.
            return Ok(self.command().status().with_context(|| self.not_started())?.success());
        }
        self.start(self.command())?.wait()
    }

    /// Starts it in the background. `farewell` is the shell line that ends it, by its process id, should the runner be
    /// killed outright.
    pub(crate) fn background(
        &self,
        log: std::fs::File,
        farewell: impl FnOnce(u32) -> String,
    ) -> Result<Background> {
        let mut command = self.command();
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).process_group(0);
        let child = command.spawn().with_context(|| self.not_started())?;
        let leash = Leash::tie(&farewell(child.id()))?;
        Ok(Background { child, leash: Some(leash) })
    }

    fn start(&self, mut command: Command) -> Result<Running> {
        if interrupted() {
            bail!("interrupted");
        }
        let child = command.process_group(0).spawn().with_context(|| self.not_started())?;
        let group = i32::try_from(child.id())?;
        LIVE.lock().unwrap_or_else(PoisonError::into_inner).insert(group);
        let leash = Leash::tie(&format!("kill -TERM -- -{group} 2>/dev/null"))?;
        Ok(Running { child, group, leash: Some(leash) })
    }

    fn not_started(&self) -> String {
        format!("cannot start `{}`", self.shown())
    }
}

/// A child in its own group, known to the signal handler.
#[derive(Debug)]
struct Running {
    child: Child,
    group: i32,
    leash: Option<Leash>,
}

impl Running {
    fn wait(&mut self) -> Result<bool> {
        let status = self.child.wait()?;
        LIVE.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.group);
        drop(self.leash.take());
        if interrupted() {
            bail!("interrupted");
        }
        Ok(status.success())
    }
}

/// A long-lived child that is asked to stop by a signal of its own.
#[derive(Debug)]
pub(crate) struct Background {
    child: Child,
    leash: Option<Leash>,
}

impl Background {
    pub(crate) fn has_ended(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_some())
    }

    pub(crate) fn stop(&mut self, signal: Signal) {
        if let Ok(group) = i32::try_from(self.child.id())
            && let Some(pid) = Pid::from_raw(group)
        {
            let _ = rustix::process::kill_process(pid, signal);
        }
        let _ = self.child.wait();
        drop(self.leash.take());
    }
}

/// Runs a shell line when the runner dies without saying good-bye.
#[derive(Debug)]
struct Leash {
    shell: Child,
}

impl Leash {
    fn tie(line: &str) -> Result<Self> {
        let shell = Command::new("sh")
            .arg("-c")
            .arg(format!("read -r _; {line}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("cannot start `sh`")?;
        Ok(Self { shell })
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}

fn tee(
    from: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
    lines: Arc<Mutex<Vec<String>>>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut reader = BufReader::new(from);
        let mut line = Vec::new();
        while matches!(reader.read_until(b'\n', &mut line), Ok(count) if count > 0) {
            // A closed terminal must not end the step.
            let _ = to.write_all(&line).and_then(|()| to.flush());
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            lines.lock().unwrap_or_else(PoisonError::into_inner).push(text);
            line.clear();
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here() -> PathBuf {
        std::env::temp_dir()
    }

    #[test]
    fn output_is_kept_and_the_exit_code_told() {
        let outcome =
            Job::new("sh", &here()).args(["-c", "echo one; echo two >&2; exit 3"]).stream().unwrap();
        let mut lines = outcome.lines;
        lines.sort();
        assert_eq!((outcome.success, lines), (false, vec!["one".to_owned(), "two".to_owned()]));
    }

    #[test]
    fn a_leash_runs_its_line_only_when_the_pipe_breaks() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("mark");
        let line = format!("echo gone > {}", mark.display());
        drop(Leash::tie(&line).unwrap());
        assert!(!mark.exists(), "a leash that was taken off must not act");

        let mut leash = Leash::tie(&line).unwrap();
        drop(leash.shell.stdin.take());
        leash.shell.wait().unwrap();
        assert_eq!(std::fs::read_to_string(mark).unwrap(), "gone\n");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Job::new("no-such-program", &here()).stream().unwrap_err();
        assert!(error.to_string().contains("no-such-program"), "{error}");
    }
}
