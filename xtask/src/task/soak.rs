//! `cargo xt soak`: the same tests with their long counts, on both databases.

use anyhow::Result;

use crate::place::Place;
use crate::postgres::Cluster;
use crate::prerequisites::{Need, ensure};
use crate::steps::Steps;
use crate::task::test::{Backend, rust_tests};

/// Random cases per property; 256 is proptest's own default.
const CASES: &str = "20000";
/// How long each fuzz runs.
const FUZZ_SECONDS: &str = "600";

pub(crate) fn run(place: &Place, names: &[String]) -> Result<bool> {
    ensure(place, &[Need::PostgreSql])?;
    let mut steps = Steps::new(true);
    steps.step("soak on SQLite", || soak(place, &Backend::Sqlite, names));
    steps.step("soak on PostgreSQL", || {
        let cluster = Cluster::start()?;
        soak(place, &Backend::Postgres(cluster.url()), names)
    });
    Ok(steps.finish("xt soak"))
}

fn soak(place: &Place, backend: &Backend, names: &[String]) -> Result<crate::steps::Done> {
    let (job, runner) = rust_tests(place, backend, "soak");
    crate::steps::counted(
        &job.env("HENG_SOAK", "1")
            .env("PROPTEST_CASES", CASES)
            .env("HENG_FUZZ_SECONDS", FUZZ_SECONDS)
            .args(names),
        runner,
    )
}
