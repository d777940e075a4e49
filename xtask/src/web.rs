//! The web package as npm sees it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::child::Job;
use crate::place::{self, Place};

/// `npm run <script>` in the web package.
pub(crate) fn script(place: &Place, name: &str) -> Job {
    Job::new("npm", &place.web()).args(["run", "--silent", name])
}

/// Installs exactly what `package-lock.json` names, if it is not there already.
pub(crate) fn ensure_packages(place: &Place) -> Result<()> {
    if place::program(&["npm"]).is_none() {
        bail!("web pages need Node 20.19 or newer with npm on PATH (https://nodejs.org)");
    }
    let wanted = read_lock(&place.path("web/package-lock.json")).context("web/package-lock.json")?;
    let present = read_lock(&place.path("web/node_modules/.package-lock.json")).unwrap_or_default();
    if is_installed(&wanted, &present) {
        return Ok(());
    }
    let job = Job::new("npm", &place.web())
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    println!("$ {}", job.shown());
    if !job.stream()?.success {
        bail!("`{}` failed", job.shown());
    }
    Ok(())
}

/// Builds the pages, unless nothing they are made from has changed since the last build.
pub(crate) fn build_if_changed(place: &Place) -> Result<()> {
    ensure_packages(place)?;
    let stamp = place.path("web/node_modules/.cache/heng-built-from");
    let sources = fingerprint(place)?;
    if place.has("web/dist/desk.html") && fs::read_to_string(&stamp).is_ok_and(|built| built == sources) {
        return Ok(());
    }
    let job = script(place, "build");
    println!("$ {}", job.shown());
    if !job.stream()?.success {
        bail!("`{}` failed", job.shown());
    }
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(stamp, sources)?)
}

#[derive(Debug, Default, Deserialize)]
struct Lock {
    packages: BTreeMap<String, Locked>,
}

#[derive(Debug, Default, Deserialize)]
struct Locked {
    #[serde(default)]
    version: Option<String>,
    #[serde(default)]
    optional: bool,
}

fn read_lock(path: &Path) -> Result<Lock> {
    Ok(serde_json::from_slice(&fs::read(path)?)?)
}

/// Every package at its locked version; one for another platform may be absent.
fn is_installed(wanted: &Lock, present: &Lock) -> bool {
    wanted.packages.iter().filter(|(path, _)| !path.is_empty()).all(|(path, locked)| {
        match present.packages.get(path) {
            Some(found) => found.version == locked.version,
            None => locked.optional,
        }
    })
}

/// A hash over the name and content of every file of the web package that git does not ignore.
fn fingerprint(place: &Place) -> Result<String> {
    let listed = Job::new("git", &place.root)
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "web"])
        .output()?;
    let mut hash = Sha256::new();
    for name in String::from_utf8(listed)?.split_terminator('\0') {
        if let Ok(content) = fs::read(place.path(name)) {
            hash.update(name.as_bytes());
            hash.update([0]);
            hash.update(Sha256::digest(&content));
        }
    }
    Ok(hex::encode(hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(text: &str) -> Lock {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn packages_are_installed_when_versions_agree() {
        let wanted = lock(
            r#"{"packages":{"":{"version":"1"},"node_modules/a":{"version":"1.2.0"},
                "node_modules/b-win32":{"version":"2.0.0","optional":true}}}"#,
        );
        let present = lock(r#"{"packages":{"node_modules/a":{"version":"1.2.0"}}}"#);
        let older = lock(r#"{"packages":{"node_modules/a":{"version":"1.1.0"}}}"#);
        assert!(is_installed(&wanted, &present));
        assert!(!is_installed(&wanted, &older));
        assert!(!is_installed(&wanted, &Lock::default()));
    }
}
