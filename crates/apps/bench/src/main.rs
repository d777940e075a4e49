//! Measures the program from outside, on SQLite and on PostgreSQL, with a generated group of 100,000 people.
//!
//! Called by `cargo xt bench [NAME…]`, which hands over `HENG_BIN` (the program) and `HENG_TEST_PG` (an administrator's
//! address of a cluster). One JSON row per number on standard output, words on standard error. `HENG_BENCH_PEOPLE` makes
//! the group smaller, for a look while one works on it. What is measured and how: `docs/dev/performance.md`.

mod company;
mod http;
mod installation;
mod load;
mod measure;
mod names;
mod output;
mod sign_in;
mod store;

use std::process::ExitCode;

use anyhow::Context;

use crate::{company::Plan, measure::Session, output::Report};

fn main() -> ExitCode {
    // The load client has one thread, so that it takes no more than one core from the program it measures.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let done = runtime.context("no threads").and_then(|runtime| runtime.block_on(run()));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::tell(&format!("heng-bench: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> anyhow::Result<()> {
    let report = Report::of(std::env::args().skip(1).collect());
    let plan = Plan::from_environment()?;
    let heng = installation::program()?;
    measure::program(&report, &heng)?;
    for backend in store::backends(&plan, &heng).await? {
        let session = Session::open(&report, &heng, &plan, backend).await?;
        session.measure().await?;
    }
    Ok(())
}
