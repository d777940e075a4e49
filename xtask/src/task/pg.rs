//! `cargo xt pg -- <command>`: the command with a PostgreSQL of its own.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context, Result};

use crate::child::Job;
use crate::place::Place;
use crate::postgres::{Cluster, Files};
use crate::prerequisites::{Need, ensure};

/// Also sets libpq's own variables, so that a bare `psql` finds it.
pub(crate) fn run(place: &Place, command: &[OsString]) -> Result<bool> {
    ensure(place, &[Need::PostgreSql])?;
    let (program, args) = command.split_first().context("no command given")?;
    let cluster = Cluster::start(Files::InMemory)?;
    eprintln!("HENG_TEST_PG={}", cluster.url());
    Job::new(program, Path::new("."))
        .args(args)
        .env("HENG_TEST_PG", cluster.url())
        .env("HENG_TEST_DB", "postgres")
        .env("PGHOST", "127.0.0.1")
        .env("PGPORT", cluster.port().to_string())
        .env("PGUSER", Cluster::SUPERUSER)
        .env("PGDATABASE", "postgres")
        .foreground()
}
