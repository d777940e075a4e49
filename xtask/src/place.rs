//! Where things are: the workspace, the target folder, the programs on `PATH`, the environment.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand};

/// The workspace this runner was started in.
#[derive(Debug)]
pub(crate) struct Place {
    pub root: PathBuf,
    pub target: PathBuf,
    pub metadata: Metadata,
}

impl Place {
    /// Cargo says at run time where the runner's manifest is. What was true when it was compiled may be another
    /// checkout that shares this target folder.
    pub(crate) fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").context("start the runner as `cargo xt`")?;
        Self::at(Path::new(&manifest).parent().context("xtask lies in the workspace root")?)
    }

    /// Reads the manifests only: no network, no lock file.
    pub(crate) fn at(root: &Path) -> Result<Self> {
        let metadata = MetadataCommand::new()
            .manifest_path(root.join("Cargo.toml"))
            .no_deps()
            .exec()
            .with_context(|| format!("reading the manifests under {}", root.display()))?;
        Ok(Self { root: root.to_owned(), target: metadata.target_directory.clone().into(), metadata })
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    pub(crate) fn has(&self, relative: &str) -> bool {
        self.path(relative).exists()
    }

    pub(crate) fn has_package(&self, name: &str) -> bool {
        self.metadata.packages.iter().any(|package| package.name.as_str() == name)
    }

    pub(crate) fn web(&self) -> PathBuf {
        self.path("web")
    }
}

/// A variable of the environment, if it is set and not empty.
#[expect(
    clippy::disallowed_methods,
    reason = "the runner has no heng.toml; this is its one reading of the environment"
)]
pub(crate) fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The first of `names` that is an executable file on `PATH`.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let path = env("PATH")?;
    names
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
