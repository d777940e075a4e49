//! `cargo xt soak`: the same tests with their long counts, on both databases.

use anyhow::Result;

use crate::child::Job;
use crate::place::{self, Place};
use crate::postgres::{Cluster, Files};
use crate::prerequisites::{Need, ensure};
use crate::steps::{Done, Steps, counted, plain};
use crate::task::test::{Backend, rust_tests};

/// Random cases per property; 256 is proptest's own default.
const CASES: &str = "20000";
/// How long each fuzz runs.
const FUZZ_SECONDS: &str = "600";

pub(crate) fn run(place: &Place, names: &[String]) -> Result<bool> {
    ensure(place, &[Need::PostgreSql])?;
    let mut steps = Steps::new(true);
    steps.step("soak on SQLite", || soak(place, &Backend::Sqlite, names));
    // Used when it is installed and not asked for when it is not, as the optional checkers of `cargo xt test` are.
    if names.is_empty() && place::program(&["cargo-mutants"]).is_some() {
        steps.step("cargo mutants", || mutants(place));
    }
    steps.step("soak on PostgreSQL", || {
        let cluster = Cluster::start(Files::InMemory)?;
        soak(place, &Backend::Postgres(cluster.url()), names)
    });
    Ok(steps.finish("xt soak"))
}

/// Faults that nobody thought of, in the crates that decide pay and time; the listed ones run in `cargo xt test`.
fn mutants(place: &Place) -> Result<Done> {
    let crates = ["-p", "heng-paycalc", "-p", "heng-timecalc"];
    plain(&Job::new("cargo", &place.root).args(["mutants"]).args(crates))
}

fn soak(place: &Place, backend: &Backend, names: &[String]) -> Result<Done> {
    let (job, runner) = rust_tests(place, backend, "soak");
    counted(
        &job.env("HENG_SOAK", "1")
            .env("PROPTEST_CASES", CASES)
            .env("HENG_FUZZ_SECONDS", FUZZ_SECONDS)
            .args(names),
        runner,
    )
}
