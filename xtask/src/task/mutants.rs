//! `cargo xt mutants`: seeded faults, each of which a named test must catch.
//!
//! A file `crates/core/*/mutants/*.toml` lists them:
//!
//! ```toml
//! [[mutant]]
//! file = "src/bracket.rs"                       # within the crate
//! line = "amount <= upper"                      # a whole line, spaces at both ends aside; it must stand there exactly once
//! with = "amount < upper"                       # what it becomes
//! test = "bracket::tests::an_edge_is_inside"    # the test that must fail, by its full path within its program
//! in = "lib"                                    # "lib" for tests beside the code; left out: tests/it
//! why = "an inclusive edge made exclusive"
//! ```
//!
//! The crate is copied under the target folder (the crates it uses are linked, not copied), each fault is put in alone, the one
//! test is built and run, the line is put back; two crates side by side. A fault that no longer fits its file, does not build, or whose test passes, fails
//! the task.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::child::{Job, Outcome, interrupted};
use crate::place::Place;
use crate::steps::Done;
use crate::tally::Tally;

/// A file of faults.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    mutant: Vec<Mutant>,
}

/// One seeded fault.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mutant {
    pub file: String,
    line: String,
    with: String,
    pub test: String,
    #[serde(rename = "in", default)]
    program: Program,
    pub why: String,
}

/// Which test program holds the test.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
enum Program {
    Lib,
    #[default]
    It,
}

impl Program {
    const fn args(self) -> &'static [&'static str] {
        match self {
            Self::Lib => &["--lib"],
            Self::It => &["--test", "it"],
        }
    }
}

/// What came of a fault.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Caught,
    Survived,
    DoesNotBuild,
}

/// Crates tried at once. Each has a compile folder of its own, into which cargo lets one build at a time.
const AT_ONCE: usize = 2;

pub(crate) fn run(place: &Place, only: &[String]) -> Result<Done> {
    let mut tasks = Vec::new();
    for (name, folder) in crates(place) {
        let mutants = read(&folder, only)?;
        if !mutants.is_empty() {
            tasks.push((name, folder, mutants));
        }
    }
    if tasks.is_empty() {
        bail!("no seeded fault is listed{}", if only.is_empty() { "" } else { " under these names" });
    }
    let caught = side_by_side(&tasks, |(name, folder, mutants)| check(place, name, folder, mutants));
    let mut tally = Tally::default();
    for ((name, _, mutants), caught) in tasks.iter().zip(caught) {
        let caught = caught?;
        tally.passed += u64::try_from(caught)?;
        tally.failed += u64::try_from(mutants.len() - caught)?;
        tally.lines.push(format!("{name}: {caught} of {} seeded faults caught", mutants.len()));
    }
    Ok(Done::Counted { success: tally.failed == 0, tally })
}

/// Does every task, a few at a time; the answers in the order of the tasks.
fn side_by_side<T: Sync, R: Send>(tasks: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(tasks.len()) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    let Some(task) = tasks.get(at) else { return };
                    let answer = work(task);
                    done.lock().unwrap_or_else(PoisonError::into_inner).insert(at, answer);
                }
            });
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
}

/// Crates with a folder `mutants`: package name and folder.
fn crates(place: &Place) -> Vec<(String, PathBuf)> {
    let folders = place.metadata.packages.iter().filter_map(|package| {
        let folder = package.manifest_path.parent()?;
        folder.join("mutants").exists().then(|| (package.name.to_string(), folder.as_std_path().to_owned()))
    });
    folders.collect()
}

fn read(folder: &Path, only: &[String]) -> Result<Vec<Mutant>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder.join("mutants"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut mutants = Vec::new();
    for path in files {
        mutants.extend(parse(&fs::read_to_string(&path)?).with_context(|| path.display().to_string())?);
    }
    mutants.retain(|mutant| only.is_empty() || only.iter().any(|part| mutant.test.contains(part)));
    Ok(mutants)
}

/// The faults of one file.
pub(crate) fn parse(text: &str) -> Result<Vec<Mutant>> {
    Ok(toml::from_str::<File>(text)?.mutant)
}

/// Tries every fault of a crate; how many were caught.
fn check(place: &Place, name: &str, folder: &Path, mutants: &[Mutant]) -> Result<usize> {
    let tree = place.target.join("mutants").join(name);
    let copy = lay_out(place, folder, &tree)?;
    sound_without_faults(&tree, name, mutants)?;
    let mut caught = 0;
    for mutant in mutants {
        let path = copy.join(&mutant.file);
        let text = fs::read_to_string(&path).with_context(|| format!("{name}: {}", mutant.file))?;
        let faulty =
            put_in(&text, mutant).with_context(|| format!("{name}: {}: {}", mutant.file, mutant.why))?;
        fs::write(&path, faulty)?;
        let verdict = try_one(&tree, name, mutant);
        fs::write(&path, text)?;
        match verdict? {
            Verdict::Caught => caught += 1,
            bad => println!("{name}: {}: {} ({bad:?} {})", mutant.file, mutant.why, mutant.test),
        }
    }
    Ok(caught)
}

/// A workspace of links under `tree` in which only the crate itself is a copy; the folder of the copy.
fn lay_out(place: &Place, folder: &Path, tree: &Path) -> Result<PathBuf> {
    if tree.exists() {
        fs::remove_dir_all(tree)?;
    }
    let manifest: toml::Table = toml::from_str(&fs::read_to_string(place.path("Cargo.toml"))?)?;
    let mine = folder.strip_prefix(&place.root)?.to_owned();
    let mut members = vec![mine.display().to_string()];
    for package in &place.metadata.packages {
        let Some(other) = package.manifest_path.parent().map(cargo_metadata::camino::Utf8Path::as_std_path)
        else {
            continue;
        };
        let relative = other.strip_prefix(&place.root)?;
        if other != folder && relative.starts_with("crates/core") {
            link(other, &tree.join(relative))?;
            members.push(relative.display().to_string());
        }
    }
    // Beside the crates of the core, what their tests read.
    for read in ["packs", "crates/apps/calc/structures"] {
        link(&place.path(read), &tree.join(read))?;
    }
    fs::write(tree.join("Cargo.toml"), workspace(manifest, &members)?)?;
    fs::copy(place.path("Cargo.lock"), tree.join("Cargo.lock"))?;
    let copy = tree.join(&mine);
    copy_folder(folder, &copy)?;
    Ok(copy)
}

/// The workspace's manifest with only these members and without what would be unused.
fn workspace(mut manifest: toml::Table, members: &[String]) -> Result<String> {
    manifest.remove("profile");
    let workspace =
        manifest.get_mut("workspace").and_then(toml::Value::as_table_mut).context("no [workspace]")?;
    workspace.remove("default-members");
    workspace.insert("members".to_owned(), toml::Value::from(members.to_vec()));
    Ok(toml::to_string(&manifest)?)
}

fn link(to: &Path, at: &Path) -> Result<()> {
    if let Some(parent) = at.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(std::os::unix::fs::symlink(to, at)?)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The text with the fault in it.
pub(crate) fn put_in(text: &str, mutant: &Mutant) -> Result<String> {
    let wanted = mutant.line.trim();
    let hits = text.lines().filter(|line| line.trim() == wanted).count();
    ensure!(hits == 1, "the line `{wanted}` stands there {hits} times, not once");
    ensure!(wanted != mutant.with.trim(), "the fault changes nothing");
    let lines = text.lines().map(|line| {
        if line.trim() == wanted {
            let indent = line.strip_suffix(line.trim_start()).unwrap_or_default();
            format!("{indent}{}\n", mutant.with.trim())
        } else {
            format!("{line}\n")
        }
    });
    Ok(lines.collect())
}

/// Every named test exists and passes as long as no fault is in.
fn sound_without_faults(tree: &Path, name: &str, mutants: &[Mutant]) -> Result<()> {
    let programs: BTreeSet<Program> = mutants.iter().map(|mutant| mutant.program).collect();
    for program in programs {
        let named: BTreeSet<&str> = mutants
            .iter()
            .filter(|mutant| mutant.program == program)
            .map(|mutant| mutant.test.as_str())
            .collect();
        let job = cargo(tree, name, program, &[]).args(["--", "--exact"]).args(&named);
        let outcome = job.quiet()?;
        let passed = Tally::read(crate::tally::Runner::CargoTest, &outcome.lines).passed;
        if !outcome.success || passed != u64::try_from(named.len())? {
            println!("{}", outcome.lines.join("\n"));
            bail!("{name}: without any fault {passed} of {} named tests pass", named.len());
        }
    }
    Ok(())
}

fn try_one(tree: &Path, name: &str, mutant: &Mutant) -> Result<Verdict> {
    if interrupted() {
        bail!("interrupted");
    }
    let built = cargo(tree, name, mutant.program, &["--no-run"]).quiet()?;
    if !built.success {
        return Ok(Verdict::DoesNotBuild);
    }
    let Outcome { success, .. } =
        cargo(tree, name, mutant.program, &[]).args(["--", "--exact", &mutant.test]).quiet()?;
    Ok(if success { Verdict::Survived } else { Verdict::Caught })
}

/// One test program of the crate, built for speed of building.
fn cargo(tree: &Path, name: &str, program: Program, more: &[&str]) -> Job {
    let target = tree.with_file_name(format!("target-{name}"));
    Job::new("cargo", tree)
        .args(["test", "--offline", "--quiet", "-p", name])
        .args(program.args())
        .args(more)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "1")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_TEST_DEBUG", "0")
        .env("RUSTFLAGS", "--cap-lints=allow")
        .env("CARGO_TERM_COLOR", "never")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(line: &str, with: &str) -> Mutant {
        Mutant {
            file: "src/lib.rs".to_owned(),
            line: line.to_owned(),
            with: with.to_owned(),
            test: "a".to_owned(),
            program: Program::It,
            why: "it is tried".to_owned(),
        }
    }

    #[test]
    fn a_fault_takes_the_place_of_one_whole_line_and_keeps_its_indent() {
        let text = "fn f() {\n    a <= b\n}\n";
        assert_eq!(put_in(text, &mutant("a <= b", "a < b")).unwrap(), "fn f() {\n    a < b\n}\n");
    }

    #[test]
    fn a_line_that_is_gone_or_stands_twice_is_refused() {
        assert!(put_in("a\n", &mutant("b", "c")).is_err());
        assert!(put_in("a\na\n", &mutant("a", "c")).is_err());
        assert!(put_in("a\n", &mutant("a", "a")).is_err());
    }

    #[test]
    fn every_task_is_done_once_and_the_answers_keep_their_order() {
        let tasks: Vec<usize> = (0..20).collect();
        let begun = AtomicUsize::new(0);
        let answers = side_by_side(&tasks, |task| {
            begun.fetch_add(1, Ordering::SeqCst);
            task * 2
        });
        assert_eq!(answers, tasks.iter().map(|task| task * 2).collect::<Vec<_>>());
        assert_eq!(begun.into_inner(), tasks.len());
        assert!(side_by_side(&[0_usize; 0], |task| *task).is_empty());
    }

    #[test]
    fn only_the_crate_itself_is_a_member_beside_links() {
        let manifest: toml::Table =
            toml::from_str("[workspace]\nmembers=['crates/*']\n[profile.dev]\n").unwrap();
        let text = workspace(manifest, &["crates/core/a".to_owned()]).unwrap();
        assert_eq!(text, "[workspace]\nmembers = [\"crates/core/a\"]\n");
    }
}
