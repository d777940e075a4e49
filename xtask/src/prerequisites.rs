//! What the tests need beside Rust and Node: Chromium, CJK fonts, PostgreSQL. Installed from Debian's packages when that can
//! be done without asking; otherwise the exact command is named and nothing is fetched.

use std::path::Path;

use anyhow::{Result, bail};

use crate::child::Job;
use crate::place::{self, Place};
use crate::postgres;

/// Something a test needs on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Chromium,
    CjkFonts,
    PostgreSql,
}

impl Need {
    fn package(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::CjkFonts => "fonts-noto-cjk",
            Self::PostgreSql => "postgresql",
        }
    }

    fn is_met(self) -> bool {
        match self {
            Self::Chromium => chromium().is_some(),
            Self::CjkFonts => has_cjk_font(),
            Self::PostgreSql => postgres::programs().is_some(),
        }
    }
}

/// The browser end-to-end tests drive: `CHROMIUM`, or the first on `PATH`.
pub(crate) fn chromium() -> Option<std::path::PathBuf> {
    place::env("CHROMIUM").map(Into::into).or_else(|| {
        place::program(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
    })
}

fn has_cjk_font() -> bool {
    let listed = place::program(&["fc-list"])
        .and_then(|fc_list| Job::new(fc_list, Path::new("/")).args([":lang=zh-cn", "family"]).output().ok());
    listed.is_some_and(|families| !families.is_empty())
        || Path::new("/usr/share/fonts/opentype/noto").is_dir()
}

/// Makes sure that all of `needs` are there.
pub(crate) fn ensure(place: &Place, needs: &[Need]) -> Result<()> {
    let packages: Vec<&str> = needs.iter().filter(|need| !need.is_met()).map(|need| need.package()).collect();
    if packages.is_empty() {
        return Ok(());
    }
    let install = [&["install", "--yes", "--no-install-recommends"][..], &packages].concat();
    if !place::is_root() || place::program(&["apt-get"]).is_none() {
        bail!(
            "missing on this machine: {0}\n    sudo apt-get update && sudo apt-get {1}",
            packages.join(", "),
            install.join(" ")
        );
    }
    for args in [&["update"][..], &install] {
        let job = Job::new("apt-get", &place.root).args(args).env("DEBIAN_FRONTEND", "noninteractive");
        println!("$ {}", job.shown());
        if !job.stream()?.success {
            bail!("`{}` failed", job.shown());
        }
    }
    match needs.iter().find(|need| !need.is_met()) {
        None => Ok(()),
        Some(need) => bail!("{} was installed but is not found", need.package()),
    }
}
