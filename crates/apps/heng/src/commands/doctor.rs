//! `heng doctor`.

use std::{fmt::Write, sync::Arc};

use heng_kernel::Clock;

use crate::{
    config::Config,
    doctor as examine,
    output::{Outcome, Printer},
};

pub(crate) async fn doctor(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
) -> anyhow::Result<Outcome> {
    let checks = examine::examine(config, clock).await;
    let mut text = String::new();
    for check in &checks {
        writeln!(text, "{:<5} {:<12} {}", check.state.word(), check.part, check.says)?;
    }
    printer.print(&text, &checks)?;
    let ill = checks.iter().any(|check| check.state == examine::State::Bad);
    Ok(if ill { Outcome::Findings } else { Outcome::Good })
}
