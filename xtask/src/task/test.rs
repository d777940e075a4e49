//! `cargo xt test`: everything that can be checked, cheapest first.

use anyhow::Result;

use crate::child::Job;
use crate::demo_server::DemoServer;
use crate::place::{self, Place};
use crate::postgres::{Cluster, Files};
use crate::prerequisites::{Need, chromium, ensure};
use crate::server::{self, Build};
use crate::steps::{Done, Steps, counted, plain};
use crate::tally::Runner;
use crate::task::{codegen, mutants};
use crate::{tidy, web};

pub(crate) fn run(place: &Place, fast: bool, keep_going: bool) -> bool {
    let mut steps = Steps::new(keep_going);
    steps.step("install", || install(place, fast));
    steps.step("fmt", || plain(&cargo(place, &["fmt", "--all", "--check"])));
    steps.step("tidy", || Ok(if tidy::run(place)? { Done::Well } else { Done::Badly }));
    if !fast {
        steps.step("web lint", || web_script(place, "lint"));
    }
    steps.step("web types", || web_script(place, "types"));
    steps.step("web unit tests", || web_tests(place, "unit", Runner::Vitest));
    if !fast {
        // Before the program is built, which embeds the pages.
        steps.step("web build and budget", || web_tests(place, "build", Runner::Vitest));
    }
    steps.step("clippy", || {
        plain(&cargo(place, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    });
    if !fast {
        for tool in OPTIONAL {
            if tool.is_present() {
                steps.step(tool.program, || plain(&Job::new(tool.program, &place.root).args(tool.args)));
            }
        }
        steps.step("codegen --check", || codegen::step(place));
    }
    steps.step("Rust tests on SQLite", || {
        let (job, runner) = rust_tests(place, &Backend::Sqlite, "default");
        counted(&job, runner)
    });
    if !fast {
        steps.step("seeded faults", || mutants::run(place, &[]));
        steps.step("Rust examples in docs", || {
            counted(&cargo(place, &["test", "--workspace", "--doc"]), Runner::CargoTest)
        });
        steps.step("Rust tests on PostgreSQL", || postgres_tests(place));
        let docs =
            cargo(place, &["doc", "--workspace", "--no-deps", "--quiet"]).env("RUSTDOCFLAGS", "-D warnings");
        steps.step("docs", || plain(&docs));
        steps.step("components in Chromium", || web_tests(place, "gallery", Runner::Playwright));
        steps.step("end-to-end in Chromium", || end_to_end(place));
    }
    steps.finish("xt test")
}

/// The database a run of the Rust tests uses.
#[derive(Debug)]
pub(crate) enum Backend {
    Sqlite,
    /// With the address of a superuser, who makes a database per test.
    Postgres(String),
}

/// How long each bounded fuzz runs; `cargo xt soak` takes longer.
const FUZZ_SECONDS: &str = "20";

/// The Rust tests of the whole workspace; on PostgreSQL, where the runner can tell them apart, those that touch data.
pub(crate) fn rust_tests(place: &Place, backend: &Backend, profile: &str) -> (Job, Runner) {
    let nextest = place::program(&["cargo-nextest"]).is_some();
    let (args, runner): (&[&str], _) = if nextest {
        (&["nextest", "run", "--workspace", "--profile", profile], Runner::Nextest)
    } else {
        (&["test", "--workspace", "--lib", "--bins", "--tests"], Runner::CargoTest)
    };
    let job = cargo(place, args).env("HENG_FUZZ_SECONDS", FUZZ_SECONDS);
    let job = match backend {
        Backend::Sqlite => job.env("HENG_TEST_DB", "sqlite"),
        Backend::Postgres(url) => {
            let job = job.env("HENG_TEST_DB", "postgres").env("HENG_TEST_PG", url);
            if nextest { job.args(["-E", "rdeps(=heng-db) + rdeps(=heng-migration)"]) } else { job }
        }
    };
    (job, runner)
}

/// `npm run <script>` in Chromium against a running demo.
pub(crate) fn in_browser(place: &Place, script: &str, demo: &DemoServer) -> Job {
    let job =
        with_chromium(web::script(place, script)).env("HENG_URL", demo.url()).env("HENG_LOG", demo.log());
    job.env("HENG_DEMO", demo.company()).env("HENG_BIN", demo.program())
}

fn with_chromium(job: Job) -> Job {
    match chromium() {
        Some(chromium) => job.env("CHROMIUM", chromium),
        None => job,
    }
}

/// A checker that is used when it is installed and not asked for when it is not.
struct Tool {
    program: &'static str,
    args: &'static [&'static str],
}

const OPTIONAL: [Tool; 3] = [
    Tool { program: "cargo-deny", args: &["--offline", "check", "bans", "licenses", "sources"] },
    Tool { program: "typos", args: &[] },
    Tool { program: "cargo-shear", args: &[] },
];

impl Tool {
    fn is_present(&self) -> bool {
        place::program(&[self.program]).is_some()
    }
}

fn install(place: &Place, fast: bool) -> Result<Done> {
    web::ensure_packages(place)?;
    if !fast {
        ensure(place, &[Need::Chromium, Need::CjkFonts, Need::PostgreSql])?;
    }
    Ok(Done::Well)
}

fn cargo(place: &Place, args: &[&str]) -> Job {
    Job::new("cargo", &place.root).args(args)
}

fn postgres_tests(place: &Place) -> Result<Done> {
    let cluster = Cluster::start(Files::InMemory)?;
    let (job, runner) = rust_tests(place, &Backend::Postgres(cluster.url()), "default");
    counted(&job, runner)
}

fn web_script(place: &Place, name: &str) -> Result<Done> {
    plain(&web::script(place, name))
}

fn web_tests(place: &Place, name: &str, runner: Runner) -> Result<Done> {
    counted(&with_chromium(web::script(place, name)), runner)
}

fn end_to_end(place: &Place) -> Result<Done> {
    let heng = server::build(place, Build::BesideTests)?;
    let demo = DemoServer::start(place, &heng)?;
    counted(&in_browser(place, "e2e", &demo), Runner::Playwright)
}
