//! The folder a crate lies in is its layer; an arrow may point down, or sideways along the written order, never up.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use cargo_metadata::{Dependency, DependencyKind, Package};
use serde::Deserialize;

use super::Offence;
use crate::place::Place;

/// Lowest first; the names are folders under `crates/`.
const LAYERS: [&str; 4] = ["core", "platform", "modules", "apps"];
/// What lets a crate reach the outside world, and so is kept out of core.
const OUTSIDE: [&str; 12] = [
    "async-std",
    "axum",
    "getrandom",
    "hyper",
    "object_store",
    "rand",
    "reqwest",
    "sea-orm",
    "sea-orm-migration",
    "sqlx",
    "tokio",
    "tower-http",
];
/// Kernel's derives for storage and API: for the crates that store and serve.
const SHELL_FEATURES: [&str; 2] = ["db", "api"];
/// Where the order within core and within modules is written.
const ORDER: &str = "xtask/modules.toml";

/// The order of crates within a layer: a crate may use those of an earlier group.
#[derive(Debug, Deserialize)]
struct Order {
    core: Vec<Vec<String>>,
    modules: Vec<Vec<String>>,
}

/// Where a crate stands: its layer and the name of its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seat<'name> {
    layer: usize,
    folder: &'name str,
}

pub(super) fn check(place: &Place) -> Result<Vec<Offence>> {
    let order: Order = toml::from_str(&fs::read_to_string(place.path(ORDER)).context(ORDER)?)?;
    let root = place.metadata.workspace_root.as_str();
    let mut offences = order.without_folder(|layer, name| place.has(&format!("crates/{layer}/{name}")));
    for package in &place.metadata.packages {
        let manifest =
            package.manifest_path.as_str().strip_prefix(root).unwrap_or_default().trim_start_matches('/');
        let Some(mine) = seat(manifest) else { continue };
        let mut complain = |says: String| offences.push(Offence::in_file(manifest, says));
        if package.name.as_str() != name_for(mine) {
            complain(format!("the package in this folder is called {}", name_for(mine)));
        }
        if order.groups(mine).is_some_and(|groups| rank(groups, mine.folder).is_none()) {
            complain(format!("{} has no place in {ORDER}", mine.folder));
        }
        for dependency in
            package.dependencies.iter().filter(|dependency| dependency.kind != DependencyKind::Development)
        {
            let theirs = dependency.path.as_ref().and_then(|path| seat_of_folder(path.as_str(), root));
            if let Some(why) = wrong(&order, mine, theirs, dependency) {
                complain(format!("{} -> {}: {why}", package.name, dependency.name));
            }
        }
        if mine.layer == 0
            && let Some(feature) = opened_by_default(package)
        {
            complain(format!("{} opens heng-kernel's `{feature}` by default", package.name));
        }
    }
    Ok(offences)
}

/// Why this arrow may not be, if so.
fn wrong(
    order: &Order,
    mine: Seat<'_>,
    theirs: Option<Seat<'_>>,
    dependency: &Dependency,
) -> Option<&'static str> {
    let Some(theirs) = theirs else {
        let outside = mine.layer == 0 && !dependency.optional && OUTSIDE.contains(&dependency.name.as_str());
        return outside.then_some("core crates do nothing outside themselves");
    };
    if theirs.layer > mine.layer {
        return Some("points up");
    }
    if theirs.folder.starts_with("testkit") && !mine.folder.starts_with("testkit") {
        return Some("the test kit is for tests");
    }
    if mine.layer == 0
        && SHELL_FEATURES.iter().any(|shell| dependency.features.iter().any(|feature| feature == shell))
    {
        return Some("core crates do not open kernel's storage and API derives");
    }
    if theirs.layer == mine.layer
        && let Some(groups) = order.groups(mine)
        && rank(groups, theirs.folder) >= rank(groups, mine.folder)
    {
        return Some("stands against the written order");
    }
    None
}

impl Order {
    /// Names in the order that no crate has: whoever reads the order would look for them.
    fn without_folder(&self, exists: impl Fn(&str, &str) -> bool) -> Vec<Offence> {
        let named = [("core", &self.core), ("modules", &self.modules)];
        let named =
            named.iter().flat_map(|(layer, groups)| groups.iter().flatten().map(move |name| (*layer, name)));
        named
            .filter(|(layer, name)| !exists(layer, name))
            .map(|(layer, name)| Offence::in_file(ORDER, format!("there is no crates/{layer}/{name}")))
            .collect()
    }

    /// Platform and apps need none: Cargo itself refuses cycles, and they hold no business.
    fn groups(&self, seat: Seat<'_>) -> Option<&[Vec<String>]> {
        match LAYERS.get(seat.layer) {
            Some(&"core") => Some(&self.core),
            Some(&"modules") => Some(&self.modules),
            _ => None,
        }
    }
}

fn rank(groups: &[Vec<String>], folder: &str) -> Option<usize> {
    groups.iter().position(|group| group.iter().any(|name| name == folder))
}

/// `crates/core/kernel/Cargo.toml` → core, kernel.
fn seat(manifest: &str) -> Option<Seat<'_>> {
    let mut parts = manifest.split('/');
    let (Some("crates"), Some(layer), Some(folder)) = (parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    Some(Seat { layer: LAYERS.iter().position(|name| *name == layer)?, folder })
}

fn seat_of_folder<'path>(path: &'path str, root: &str) -> Option<Seat<'path>> {
    seat(path.strip_prefix(root)?.trim_start_matches('/'))
}

/// The program is called `heng`; everything else carries its family name.
fn name_for(seat: Seat<'_>) -> String {
    if seat.folder == "heng" { "heng".to_owned() } else { format!("heng-{}", seat.folder) }
}

/// A default feature that opens one of kernel's shell features.
fn opened_by_default(package: &Package) -> Option<&'static str> {
    let features: BTreeMap<_, _> = package.features.iter().collect();
    let defaults =
        features.iter().find(|(name, _)| name.as_str() == "default").map(|(_, opened)| opened.as_slice())?;
    SHELL_FEATURES.into_iter().find(|shell| {
        defaults.iter().any(|opened| opened == shell || opened == &format!("heng-kernel/{shell}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_arrow_of_this_workspace_is_allowed() {
        let place = Place::find().unwrap();
        assert_eq!(check(&place).unwrap(), []);
    }

    #[test]
    fn arrows_that_point_the_wrong_way_are_found() {
        let place = Place::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/wrong-way")).unwrap();
        let mut found: Vec<String> = check(&place).unwrap().into_iter().map(|offence| offence.says).collect();
        found.sort();
        assert_eq!(
            found,
            [
                "heng-formula -> heng-kernel: core crates do not open kernel's storage and API derives",
                "heng-formula -> heng-score: stands against the written order",
                "heng-formula -> tokio: core crates do nothing outside themselves",
                "heng-kernel -> heng-db: points up",
                "heng-people -> heng-pay: stands against the written order",
                "heng-people -> heng-testkit: the test kit is for tests",
                "stray has no place in xtask/modules.toml",
                "the package in this folder is called heng-stray",
                "there is no crates/modules/talent",
            ]
        );
    }
}
