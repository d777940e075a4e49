//! Every library in a release is under a licence we may ship.
//!
//! Reads Cargo's metadata for this platform and `web/package-lock.json`; development-only packages are not shipped.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use cargo_metadata::{CargoOpt, DependencyKind, Metadata, MetadataCommand, PackageId};
use serde::Deserialize;

use super::{Offence, Tree};
use crate::child::Job;
use crate::place::Place;

const TERMS: &str = "xtask/licences.toml";
const LOCK: &str = "web/package-lock.json";

#[derive(Debug, Deserialize)]
struct Terms {
    allowed: BTreeSet<String>,
    /// Package → why it may be shipped although its licence is not on the list.
    exceptions: BTreeMap<String, String>,
}

pub(super) fn check(place: &Place, tree: &Tree) -> Result<Vec<Offence>> {
    let terms: Terms = toml::from_str(&tree.file(TERMS).with_context(|| TERMS)?.text)?;
    let mut offences = Vec::new();
    for (name, licence) in shipped_crates(&resolved(place)?) {
        if !terms.allow(&name, licence.as_deref()) {
            offences.push(Offence::in_file("Cargo.lock", refusal(&name, licence.as_deref())));
        }
    }
    for (name, licence) in
        tree.file(LOCK).map(|lock| shipped_packages(&lock.text)).transpose()?.unwrap_or_default()
    {
        if !terms.allow(&name, licence.as_deref()) {
            offences.push(Offence::in_file(LOCK, refusal(&name, licence.as_deref())));
        }
    }
    Ok(offences)
}

fn refusal(name: &str, licence: Option<&str>) -> String {
    format!("{name} is under {}: not on the list in {TERMS}", licence.unwrap_or("no licence it names"))
}

impl Terms {
    fn allow(&self, name: &str, licence: Option<&str>) -> bool {
        self.exceptions.contains_key(name) || licence.is_some_and(|licence| self.satisfied(licence))
    }

    /// An SPDX expression: one choice of every part must be allowed. `AND` binds closer than `OR`, but an expression that
    /// mixes them brackets its `OR`s, so `AND` may be split first outside brackets.
    fn satisfied(&self, expression: &str) -> bool {
        let expression = expression.replace('/', " OR ");
        split_outside_brackets(&expression, " AND ").iter().all(|part| {
            let part = part.trim();
            match part.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
                Some(inner) => self.satisfied(inner),
                // `Apache-2.0 WITH LLVM-exception` permits more than Apache-2.0 alone.
                None => part.split(" OR ").any(|choice| {
                    let licence = choice.split(" WITH ").next().unwrap_or(choice);
                    self.allowed.contains(licence.trim())
                }),
            }
        })
    }
}

fn split_outside_brackets<'text>(text: &'text str, separator: &str) -> Vec<&'text str> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, _) in text.match_indices(separator) {
        let before = text.get(..at).unwrap_or_default();
        if before.matches('(').count() == before.matches(')').count() {
            parts.extend(text.get(begin..at));
            begin = at + separator.len();
        }
    }
    parts.extend(text.get(begin..));
    parts
}

/// The whole graph as this platform builds it.
fn resolved(place: &Place) -> Result<Metadata> {
    let version = String::from_utf8(Job::new("rustc", &place.root).args(["-vV"]).output()?)?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    MetadataCommand::new()
        .manifest_path(place.path("Cargo.toml"))
        .features(CargoOpt::AllFeatures)
        .other_options(["--filter-platform".to_owned(), host.to_owned()])
        .exec()
        .context("resolving the dependencies")
}

/// What the program `heng` is linked from, beside our own crates.
fn shipped_crates(metadata: &Metadata) -> BTreeMap<String, Option<String>> {
    let Some(graph) = &metadata.resolve else { return BTreeMap::new() };
    let edges: BTreeMap<&PackageId, Vec<&PackageId>> = graph
        .nodes
        .iter()
        .map(|node| {
            let linked = node
                .deps
                .iter()
                .filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal));
            (&node.id, linked.map(|dep| &dep.pkg).collect())
        })
        .collect();
    let program = metadata.packages.iter().find(|package| package.name.as_str() == "heng");
    let mut open: Vec<&PackageId> = program.map(|package| &package.id).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(edges.get(id).into_iter().flatten());
        }
    }
    let others =
        metadata.packages.iter().filter(|package| seen.contains(&package.id) && package.source.is_some());
    others.map(|package| (package.name.to_string(), package.license.clone())).collect()
}

/// What the pages are bundled from.
fn shipped_packages(lock: &str) -> Result<BTreeMap<String, Option<String>>> {
    #[derive(Deserialize)]
    struct Lock {
        packages: BTreeMap<String, Entry>,
    }
    #[derive(Deserialize)]
    struct Entry {
        license: Option<String>,
        #[serde(default)]
        dev: bool,
    }
    let lock: Lock = serde_json::from_str(lock).context(LOCK)?;
    let shipped = lock.packages.into_iter().filter(|(path, entry)| !path.is_empty() && !entry.dev);
    Ok(shipped
        .map(|(path, entry)| {
            (path.rsplit("node_modules/").next().unwrap_or_default().to_owned(), entry.license)
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Terms {
        toml::from_str(
            "allowed = [\"MIT\", \"Apache-2.0\", \"BSD-3-Clause\"]\n[exceptions]\nroots = \"data\"\n",
        )
        .unwrap()
    }

    #[test]
    fn one_allowed_choice_of_every_part_is_enough() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(GPL-3.0 OR MIT) AND BSD-3-Clause",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(terms().satisfied(good), "{good}");
        }
        for bad in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND CDLA-Permissive-2.0", ""] {
            assert!(!terms().satisfied(bad), "{bad}");
        }
    }

    #[test]
    fn a_package_without_a_licence_is_refused_unless_excepted() {
        assert!(!terms().allow("mystery", None));
        assert!(terms().allow("roots", Some("CDLA-Permissive-2.0")));
    }

    #[test]
    fn packages_for_development_are_not_shipped() {
        let lock = r#"{"packages":{"":{},"node_modules/react":{"license":"MIT"},
            "node_modules/a/node_modules/b":{"license":"ISC"},"node_modules/vite":{"license":"GPL-3.0","dev":true}}}"#;
        let shipped = shipped_packages(lock).unwrap();
        assert_eq!(shipped.keys().collect::<Vec<_>>(), ["b", "react"]);
    }
}
