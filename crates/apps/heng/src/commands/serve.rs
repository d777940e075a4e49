//! `heng serve`, `heng worker`.

use std::sync::Arc;

use heng_identity::SetUpGuard;
use heng_kernel::Clock;

use crate::{
    System,
    config::Config,
    output::{self, Outcome, Printer},
    serve,
};

pub(crate) async fn serve(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
    no_worker: bool,
) -> anyhow::Result<Outcome> {
    serve::check(&config)?;
    let asked_to_stop = serve::asked_to_stop();
    let (migrate, works) = (config.database.migrate_at_start, config.worker.in_server && !no_worker);
    let system = System::open(config, clock, migrate).await?;
    let server = serve::Server::bind(&system).await?;
    let address = server.address();
    open_set_up(&system).await?;
    printer.print(&address, &serde_json::json!({ "listening": address }))?;
    let done = server.run(&system, works, asked_to_stop, std::convert::identity).await;
    system.finish().await?;
    done.map(|()| Outcome::Good)
}

/// A fresh installation waits for its owner. Where the server listens on loopback alone it is whoever comes first to this
/// machine; everybody else needs the code that is shown here and nowhere else.
async fn open_set_up(system: &System) -> anyhow::Result<()> {
    let local =
        system.config.server.listen.ip().is_loopback() && system.config.server.behind_proxy.is_empty();
    let guard = if local { SetUpGuard::AtMachine } else { SetUpGuard::Code };
    if let Some(code) = system.services.identity.open_set_up(guard).await? {
        let where_needed = if local { " (not needed in a browser on this machine)" } else { "" };
        output::tell(&format!("The installation is not set up. Set-up code{where_needed}: {code}"));
    }
    Ok(())
}

pub(crate) async fn worker(config: Config, clock: Arc<dyn Clock>) -> anyhow::Result<Outcome> {
    let (migrate, asked_to_stop) = (config.database.migrate_at_start, serve::asked_to_stop());
    let system = System::open(config, clock, migrate).await?;
    let background = serve::Background::start(&system, true);
    tracing::info!(process = system.process, "working");
    asked_to_stop.await;
    background.stop().await;
    system.finish().await?;
    Ok(Outcome::Good)
}
