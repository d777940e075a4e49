//! What runs beside the requests: the worker, the audit sealer, the live feed, fresh keys.

use std::time::Duration;

use heng_db::jobs::{Worker, WorkerSettings};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{Interval, MissedTickBehavior, interval},
};

use crate::{System, wiring};

/// How often rows of the audit trail are sealed.
const SEAL_EVERY: Duration = Duration::from_secs(1);
/// How often data keys of other processes are read; they settle in a minute.
const REFRESH_EVERY: Duration = Duration::from_secs(20);

/// Background work under way.
#[derive(Debug)]
pub struct Background {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Background {
    /// Starts it; jobs are worked on only if `works`.
    pub fn start(system: &System, works: bool) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        if works {
            let (worker, stopped) = (worker(system), stopped.clone());
            tasks.spawn(async move { worker.run(stopped).await });
        }
        tasks.spawn(seal(system.clone(), stopped.clone()));
        tasks.spawn(refresh(system.clone(), stopped.clone()));
        let live = system.db.live().clone();
        tasks.spawn(until(stopped, async move { live.run().await }));
        Self { stop, tasks }
    }

    /// Lets the work in hand end, then stops.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

/// The worker with everything the modules bring.
pub(crate) fn worker(system: &System) -> Worker {
    let settings = WorkerSettings {
        at_once: system.config.worker.jobs_at_once.max(1),
        ..WorkerSettings::new(&system.process)
    };
    Worker::new(system.db.clone(), wiring::relay(), wiring::handlers(system), wiring::recurring(), settings)
}

async fn seal(system: System, stopped: watch::Receiver<bool>) {
    let sealer = system.sealer();
    let mut rounds = Rounds::every(SEAL_EVERY, stopped);
    // What is written after the end was asked for is sealed by `System::finish`, when nobody writes any more.
    while rounds.next().await {
        if let Err(error) = sealer.seal(&system.db).await {
            tracing::warn!(%error, "the audit trail could not be sealed");
        }
    }
}

async fn refresh(system: System, stopped: watch::Receiver<bool>) {
    let mut rounds = Rounds::every(REFRESH_EVERY, stopped);
    while rounds.next().await {
        if let Err(error) = system.vault.refresh(&system.db).await {
            tracing::error!(%error, "data keys could not be read");
        }
    }
}

/// Work that comes round until the end.
struct Rounds {
    ticks: Interval,
    stopped: watch::Receiver<bool>,
}

impl Rounds {
    fn every(pause: Duration, stopped: watch::Receiver<bool>) -> Self {
        let mut ticks = interval(pause);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { ticks, stopped }
    }

    /// Waits for the next round; `false` when the end has come.
    async fn next(&mut self) -> bool {
        tokio::select! {
            _ = self.ticks.tick() => true,
            () = stop_asked(&mut self.stopped) => false,
        }
    }
}

async fn until(mut stopped: watch::Receiver<bool>, work: impl Future<Output = ()>) {
    tokio::select! {
        () = work => {}
        () = stop_asked(&mut stopped) => {}
    }
}

/// Ends when the end has come, also when whoever would say so is gone.
async fn stop_asked(stopped: &mut watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}
