//! `cargo xt <task>`: every check and every chore of the project, the same by hand and in CI.
//!
//! One file per task under `task/`, one file per check under `tidy/`. Nothing here is part of the product, and nothing is
//! fetched except web packages (`npm ci`) and, as root on Debian, the system packages a test needs.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool speaks through its output"
)]

mod child;
mod demo_server;
mod place;
mod postgres;
mod prerequisites;
mod server;
mod steps;
mod tally;
mod task;
mod tidy;
mod web;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::place::Place;

#[derive(Debug, Parser)]
#[command(
    name = "cargo xt",
    about = "Builds, checks, shows and measures Heng.",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build everything, make a demo company in a fresh folder and serve it
    Demo {
        /// Perform the main job over HTTP without a person, then stop
        #[arg(long)]
        check: bool,
        /// Handed to `heng demo`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        rest: Vec<OsString>,
    },
    /// Install what is missing, then run every check there is
    Test {
        /// Only what answers within minutes: fmt, clippy, tidy, Rust tests on SQLite, web types and unit tests
        #[arg(long)]
        fast: bool,
        /// Go on after a failed step
        #[arg(long)]
        keep_going: bool,
    },
    /// The long counts: kills, random models, fuzzed input
    Soak {
        /// Only tests whose name contains one of these
        names: Vec<String>,
    },
    /// Seed the listed faults one by one; each must fail its test
    Mutants {
        /// Only those whose test's name contains one of these
        names: Vec<String>,
    },
    /// Measure a release build on both databases
    Bench {
        /// Only these benchmarks
        names: Vec<String>,
        /// Also write the rows as one JSON array
        #[arg(long)]
        json: Option<PathBuf>,
    },
    /// Take the pictures of the pages again
    Pictures,
    /// Write the generated files: openapi.json, web/src/api/*
    Codegen {
        /// Change nothing; fail if one of them is stale
        #[arg(long)]
        check: bool,
    },
    /// Check the tree itself: layers, file lengths, words, locales, migrations …
    Tidy,
    /// Run a command with HENG_TEST_PG set to a throw-away PostgreSQL: `cargo xt pg -- psql`
    Pg {
        #[arg(last = true, required = true)]
        command: Vec<OsString>,
    },
    /// Write a skeleton
    #[command(subcommand)]
    New(New),
    /// Fold changes/*.md into CHANGELOG.md and freeze the migrations of a version
    Release {
        /// Such as 0.2.0
        version: String,
        /// The day of the release, YYYY-MM-DD
        #[arg(long)]
        on: String,
    },
}

#[derive(Debug, Subcommand)]
enum New {
    /// A vertical slice of a module: `cargo xt new slice time/leave`
    Slice {
        /// `<module>/<slice>`, both snake_case
        name: String,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match child::watch_signals().and_then(|()| Place::find()).and_then(|place| run(&place, cli.task)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("xt: {error:#}");
            ExitCode::from(if child::interrupted() { 130 } else { 2 })
        }
    }
}

/// True when the task found nothing wrong.
fn run(place: &Place, task: Task) -> anyhow::Result<bool> {
    match task {
        Task::Demo { check, rest } => task::demo::run(place, check, &rest),
        Task::Test { fast, keep_going } => Ok(task::test::run(place, fast, keep_going)),
        Task::Soak { names } => task::soak::run(place, &names),
        Task::Mutants { names } => Ok(steps::alone("mutants", || task::mutants::run(place, &names))),
        Task::Bench { names, json } => task::bench::run(place, &names, json.as_deref()),
        Task::Pictures => task::pictures::run(place),
        Task::Codegen { check } => task::codegen::run(place, check),
        Task::Tidy => tidy::run(place),
        Task::Pg { command } => task::pg::run(place, &command),
        Task::New(New::Slice { name }) => task::slice::run(place, &name),
        Task::Release { version, on } => task::release::run(place, &version, &on),
    }
}
