//! What is measured.

mod leave;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail};
use tokio::time::Instant;

use crate::{
    company::{EARLIER, Facts, Plan},
    http::Connection,
    installation::{Installation, Memory, Server},
    load::{self, Press, Times, median, micros},
    names::{Dice, Names},
    output::{Backend, Measured, Report, tell},
    sign_in::sign_in,
    store,
};

const ROUNDS: usize = 3;
const LASTING: Duration = Duration::from_secs(4);
const PAGE: &str = "/api/v1/people?limit=50";

/// Of the program itself.
pub(crate) fn program(report: &Report, heng: &Path) -> anyhow::Result<()> {
    let name = "binary";
    if !report.wants(name) {
        return Ok(());
    }
    let size = fs::metadata(heng)?.len();
    let value = size.saturating_mul(1000) / 1_000_000;
    report.at_most(Measured {
        name,
        backend: Backend::None,
        metric: "size",
        value,
        unit: "MB",
        target: Some(80),
    })
}

/// What is asked of a list, and how fast it shall be.
struct Reading<'a> {
    name: &'a str,
    login: &'a str,
    paths: Vec<String>,
    /// Requests per second at 16 clients.
    rate: Option<u64>,
    /// Milliseconds at one client.
    p99: Option<u64>,
}

/// One database under measurement.
pub(crate) struct Session<'a> {
    report: &'a Report,
    heng: PathBuf,
    installation: Installation,
    facts: Facts,
}

impl<'a> Session<'a> {
    pub(crate) async fn open(
        report: &'a Report,
        heng: &Path,
        plan: &Plan,
        backend: Backend,
    ) -> anyhow::Result<Self> {
        let (installation, facts) = store::copy(*plan, heng, backend).await?;
        Ok(Self { report, heng: heng.to_owned(), installation, facts })
    }

    pub(crate) async fn measure(&self) -> anyhow::Result<()> {
        self.start().await?;
        let server = self.installation.serve(&self.heng).await?;
        self.idle(&server).await?;
        let watch = server.watch()?;
        for reading in self.readings()? {
            self.reading(&server, &reading).await?;
        }
        self.memory(watch.end(), "memory under load", None)?;
        self.sign_in(&server).await?;
        self.leave(&server).await?;
        server.stop().await
    }

    fn backend(&self) -> Backend {
        self.installation.backend
    }

    fn time(&self, name: &str, metric: &str, micros: u64, target: Option<u64>) -> anyhow::Result<()> {
        let backend = self.backend();
        self.report.at_most(Measured { name, backend, metric, value: micros, unit: "ms", target })
    }

    /// From the start of the process to the first page of the people list.
    async fn start(&self) -> anyhow::Result<()> {
        let name = "start to first answer";
        if !self.report.wants(name) {
            return Ok(());
        }
        let server = self.installation.serve(&self.heng).await?;
        let head = sign_in(&server.address, "hr", "10.9.9.9").await?;
        server.stop().await?;
        let mut rounds = vec![];
        for _ in 0..5 {
            let begun = Instant::now();
            let server = self.installation.serve(&self.heng).await?;
            let mut connection = Connection::open(&server.address).await?.with(&head);
            connection.get(PAGE).await?.json()?;
            rounds.push(micros(begun.elapsed()));
            server.stop().await?;
        }
        self.time(name, "time", median(rounds), Some(1000))
    }

    async fn idle(&self, server: &Server) -> anyhow::Result<()> {
        if !self.report.wants("memory idle") {
            return Ok(());
        }
        let head = sign_in(&server.address, "hr", "10.9.9.8").await?;
        Connection::open(&server.address).await?.with(&head).get(PAGE).await?.json()?;
        tokio::time::sleep(Duration::from_secs(3)).await;
        self.memory(server.memory()?, "memory idle", Some(120))
    }

    fn memory(&self, memory: Memory, name: &str, target: Option<u64>) -> anyhow::Result<()> {
        if !self.report.wants(name) {
            return Ok(());
        }
        let backend = self.backend();
        for (metric, kib, target) in
            [("resident", memory.resident, target), ("anonymous", memory.anonymous, None)]
        {
            let value = kib.saturating_mul(1024) / 1000;
            self.report.at_most(Measured { name, backend, metric, value, unit: "MB", target })?;
        }
        Ok(())
    }

    fn readings(&self) -> anyhow::Result<Vec<Reading<'static>>> {
        let branch = self.facts.branch.context("the group has no branch")?;
        let chart = |day: &str| vec![format!("/api/v1/units/{branch}/chart?as_of={day}")];
        let page = || vec![PAGE.to_owned()];
        Ok(vec![
            Reading {
                name: "people first page",
                login: "hr",
                paths: page(),
                rate: Some(1000),
                p99: Some(20),
            },
            Reading { name: "people search", login: "hr", paths: searches(), rate: Some(300), p99: Some(40) },
            Reading {
                name: "people first page of a company",
                login: "hr1",
                paths: page(),
                rate: None,
                p99: None,
            },
            Reading {
                name: "people first page of a colleague",
                login: "employee0-0",
                paths: page(),
                rate: None,
                p99: None,
            },
            Reading {
                name: "people as of an earlier day",
                login: "hr",
                paths: vec![format!("{PAGE}&as_of={EARLIER}")],
                rate: None,
                p99: None,
            },
            Reading {
                name: "organisation chart of 500",
                login: "hr",
                paths: chart(EARLIER),
                rate: None,
                p99: None,
            },
        ])
    }

    async fn reading(&self, server: &Server, reading: &Reading<'_>) -> anyhow::Result<()> {
        let Reading { name, login, paths, rate, p99 } = reading;
        if !self.report.wants(name) {
            return Ok(());
        }
        tell(&format!("{:?}: {name}", self.backend()));
        let head = sign_in(&server.address, login, "10.8.0.1").await?;
        let warm = Press { clients: 4, lasting: Duration::from_secs(1) };
        load::get(&server.address, &head, paths, warm).await?;
        for clients in [1, 16] {
            let mut rounds: Vec<Times> = vec![];
            for _ in 0..ROUNDS {
                let press = Press { clients, lasting: LASTING };
                rounds.push(load::get(&server.address, &head, paths, press).await?);
            }
            let middle = |of: &dyn Fn(&Times) -> u64| median(rounds.iter().map(of).collect());
            let alone = clients == 1;
            self.time(name, &format!("p50 at {clients}"), middle(&|times| times.percentile(50)), None)?;
            let target = if alone { *p99 } else { None };
            self.time(name, &format!("p99 at {clients}"), middle(&|times| times.percentile(99)), target)?;
            self.report.at_least(Measured {
                name,
                backend: self.backend(),
                metric: &format!("rate at {clients}"),
                value: middle(&Times::per_thousand_seconds),
                unit: "1/s",
                target: if alone { None } else { *rate },
            })?;
        }
        Ok(())
    }

    /// Name and password to session; most of it is the password's hash, slow on purpose.
    async fn sign_in(&self, server: &Server) -> anyhow::Result<()> {
        let name = "sign-in";
        if !self.report.wants(name) {
            return Ok(());
        }
        let begun = Instant::now();
        let mut times = vec![];
        for n in 0..40 {
            let sent = Instant::now();
            sign_in(&server.address, "hr", &format!("10.7.{n}.1")).await?;
            times.push(micros(sent.elapsed()));
        }
        let times = Times::of(times, begun.elapsed());
        self.time(name, "p50", times.percentile(50), None)?;
        self.time(name, "p99", times.percentile(99), None)
    }

    /// Asked, decided, seen.
    async fn leave(&self, server: &Server) -> anyhow::Result<()> {
        let name = "leave request, asked to approved";
        if !self.report.wants(name) {
            return Ok(());
        }
        if self.facts.applicants.is_empty() {
            bail!("nobody asks for leave");
        }
        let (whole, asking) = leave::round(&server.address, &self.facts.applicants).await?;
        self.time(name, "p50", whole.percentile(50), None)?;
        self.time(name, "p99", whole.percentile(99), None)?;
        self.time(name, "p50 of asking", asking.percentile(50), None)?;
        self.time(name, "p99 of asking", asking.percentile(99), None)
    }
}

/// Searches as people type them: a surname, a whole name, pinyin, initials, a number.
fn searches() -> Vec<String> {
    let (names, mut dice) = (Names::new(), Dice::new(11));
    let pinyin =
        ["zhang", "li", "wangwei", "chenx", "zhou", "lxm", "zhw", "wf", "huangj", "sunl", "xuj", "gao"];
    let mut words = vec![];
    for word in pinyin {
        words.push(word.to_owned());
        words.push(names.name(&mut dice));
        words.extend(names.surname(&mut dice).map(String::from));
        words.push(format!("{:06}", dice.below(25_000)));
        words.push(names.name(&mut dice));
    }
    words.iter().map(|word| format!("{PAGE}&q={}", encoded(word))).collect()
}

fn encoded(word: &str) -> String {
    word.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}
