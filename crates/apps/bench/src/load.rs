//! Some clients, each sending its next request when the last one was answered.

use std::time::Duration;

use anyhow::bail;
use tokio::{task::JoinSet, time::Instant};

use crate::http::Connection;

/// Times of answers, in microseconds, sorted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times {
    micros: Vec<u64>,
    took: Duration,
}

impl Times {
    pub(crate) fn of(mut micros: Vec<u64>, took: Duration) -> Self {
        micros.sort_unstable();
        Self { micros, took }
    }

    /// The time within which `percent` of 100 were answered, in microseconds.
    pub(crate) fn percentile(&self, percent: usize) -> u64 {
        let place = (self.micros.len() * percent).div_ceil(100).saturating_sub(1);
        self.micros.get(place).copied().unwrap_or_default()
    }

    /// Answers in a thousand seconds.
    pub(crate) fn per_thousand_seconds(&self) -> u64 {
        let answered = u128::try_from(self.micros.len()).unwrap_or_default();
        u64::try_from(answered * 1_000_000_000 / self.took.as_micros().max(1)).unwrap_or(u64::MAX)
    }
}

/// How hard to press.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Press {
    pub clients: usize,
    pub lasting: Duration,
}

/// Sends GET requests; `paths` in turn, each client beginning elsewhere. Anything but success ends the run.
pub(crate) async fn get(address: &str, head: &str, paths: &[String], press: Press) -> anyhow::Result<Times> {
    let mut clients = JoinSet::new();
    let start = Instant::now();
    let end = start + press.lasting;
    for client in 0..press.clients {
        let mut connection = Connection::open(address).await?.with(head);
        let paths: Vec<String> = paths.iter().cycle().skip(client * 7).take(paths.len()).cloned().collect();
        clients.spawn(async move {
            let mut times = vec![];
            for path in paths.iter().cycle() {
                let sent = Instant::now();
                if sent >= end {
                    break;
                }
                let answer = connection.get(path).await?;
                if answer.status != 200 {
                    bail!("{path} answered {}: {}", answer.status, String::from_utf8_lossy(&answer.body));
                }
                times.push(micros(sent.elapsed()));
            }
            Ok(times)
        });
    }
    let mut all = vec![];
    while let Some(times) = clients.join_next().await {
        all.extend(times??);
    }
    Ok(Times::of(all, start.elapsed()))
}

/// Whole microseconds.
pub(crate) fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// The middle of three.
pub(crate) fn median(mut values: Vec<u64>) -> u64 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}
