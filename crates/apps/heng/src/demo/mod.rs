//! `heng demo`: a made-up company on this machine alone, with a simulated WeChat for everybody in it.
//!
//! The company is made through the same operations people use: set-up, a roster, accounts, goals. `--check` goes on from
//! there and performs the main job as the people of the company would, a line per step. Nothing here is reachable from
//! `heng serve`.

mod appointments;
mod cast;
mod check;
mod company;
mod house;
mod steps;
mod tour;
mod visitor;

use std::{path::PathBuf, sync::Arc};

use heng_kernel::Clock;

use crate::{
    config::{Config, LogConfig},
    output::{Outcome, Printer},
    serve,
};
use company::Company;
use house::House;
use steps::Steps;

/// What `heng demo` is told.
#[derive(Debug, clap::Args)]
pub(crate) struct DemoArgs {
    /// Perform the main job without a person, print a line per step, stop.
    #[arg(long)]
    check: bool,
    /// The port on loopback; a free one for `--check`, else 8080 or a free one.
    #[arg(long)]
    port: Option<u16>,
    /// Where the company's data lie. A company made there before is served again. Without it they go to a fresh folder
    /// that is removed at the end.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// On the demo's terminal addresses and accounts should stay in sight: without a wish for more only trouble is logged.
pub(crate) fn speak_softly(log: &mut LogConfig) {
    if log.level == LogConfig::default().level {
        "error".clone_into(&mut log.level);
    }
}

pub(crate) async fn run(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
    args: DemoArgs,
) -> anyhow::Result<Outcome> {
    let asked_to_stop = serve::asked_to_stop();
    let house = House::open(config, clock, &args).await?;
    let worked = tokio::select! {
        worked = work(&house, printer, args.check) => worked,
        () = asked_to_stop => Ok(Outcome::Good),
    };
    let closed = house.close().await;
    worked.and_then(|outcome| closed.map(|()| outcome))
}

/// Makes the company; then checks it, or shows it until somebody stops it.
async fn work(house: &House, printer: Printer, check: bool) -> anyhow::Result<Outcome> {
    let steps = Steps::new(printer);
    let company = Company::make(house, &steps).await?;
    house.is_made();
    if check {
        check::run(house, &company, &steps).await?;
        return Ok(Outcome::Good);
    }
    tour::print(house, &company, printer)?;
    std::future::pending().await
}
