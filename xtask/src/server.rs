//! Builds the program `heng`.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::child::Job;
use crate::place::Place;

/// How the program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    /// For looking at it.
    Dev,
    /// With the features the tests are built with, so that nothing is compiled twice between a test run and its pages.
    BesideTests,
    /// For measuring it.
    Release,
}

/// Builds the whole workspace (features unify the same way each time) and names the program.
pub(crate) fn build(place: &Place, build: Build) -> Result<PathBuf> {
    let (flags, folder): (&[&str], _) = match build {
        Build::Dev => (&["--bins"], "debug"),
        Build::BesideTests => (&["--bins", "--tests"], "debug"),
        Build::Release => (&["--bins", "--release"], "release"),
    };
    let job = Job::new("cargo", &place.root).args(["build", "--workspace"]).args(flags);
    println!("$ {}", job.shown());
    if !job.stream()?.success {
        bail!("`{}` failed", job.shown());
    }
    Ok(place.target.join(folder).join("heng"))
}
