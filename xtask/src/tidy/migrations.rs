//! A migration that has been released is in other people's databases: it never changes again.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use anyhow::Result;
use regex::Regex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::tree::File;
use super::{Offence, Tree};

/// Where the hashes of the released ones stand; written by `cargo xt release`.
pub(crate) const HASHES: &str = "crates/platform/migration/hashes.toml";
const FOLDER: &str = "crates/platform/migration/src/";

#[derive(Debug, Default, Deserialize, Serialize)]
struct Hashes {
    released: BTreeMap<String, String>,
}

pub(super) fn check(tree: &Tree) -> Result<Vec<Offence>> {
    let hashes: Hashes = match tree.file(HASHES) {
        Some(file) => toml::from_str(&file.text)?,
        None => Hashes::default(),
    };
    let present: BTreeMap<&str, String> =
        migrations(tree).map(|file| (file.name(), hash(&file.text))).collect();
    let mut offences = Vec::new();
    for (name, released) in &hashes.released {
        match present.get(name.as_str()) {
            None => offences.push(Offence::in_file(HASHES, format!("the released migration {name} is gone"))),
            Some(now) if now != released => {
                let path = format!("{FOLDER}{name}");
                offences.push(Offence::in_file(
                    &path,
                    "a released migration was changed: write a new one instead",
                ));
            }
            Some(_) => {}
        }
    }
    let last_released = hashes.released.keys().next_back();
    for name in present.keys().filter(|name| !hashes.released.contains_key(**name)) {
        if last_released.is_some_and(|last| *name < last.as_str()) {
            let path = format!("{FOLDER}{name}");
            offences.push(Offence::in_file(
                &path,
                "sorts before a released migration: number it after the last one",
            ));
        }
    }
    Ok(offences)
}

/// What [`HASHES`] says once everything in the tree is released.
pub(crate) fn frozen(tree: &Tree) -> Result<String> {
    let released = migrations(tree).map(|file| (file.name().to_owned(), hash(&file.text))).collect();
    let head =
        "# SHA-256 of each released migration; written by `cargo xt release`, checked by `cargo xt tidy`.\n";
    Ok(format!("{head}{}", toml::to_string(&Hashes { released })?))
}

/// `m0001_platform.rs`, or a folder module of that name.
fn migrations(tree: &Tree) -> impl Iterator<Item = &File> {
    static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^m\d+_\w+\.rs$").ok());
    let matches = |name: &str| NAME.as_ref().is_some_and(|pattern| pattern.is_match(name));
    tree.files().filter(move |file| file.path.strip_prefix(FOLDER).is_some_and(matches))
}

fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "crates/platform/migration/src/m0002_people.rs";

    fn says(files: &[(&str, &str)]) -> Vec<String> {
        let released = Tree::of(&[(FIRST, "create table person")]);
        let list = frozen(&released).unwrap();
        let all: Vec<(&str, &str)> =
            [(HASHES, list.as_str())].into_iter().chain(files.iter().copied()).collect();
        check(&Tree::of(&all)).unwrap().into_iter().map(|offence| offence.says).collect()
    }

    #[test]
    fn a_released_migration_stays_as_it_is() {
        assert!(says(&[(FIRST, "create table person")]).is_empty());
        assert_eq!(
            says(&[(FIRST, "create table people")]),
            ["a released migration was changed: write a new one instead"]
        );
        assert_eq!(says(&[]), ["the released migration m0002_people.rs is gone"]);
    }

    #[test]
    fn a_new_migration_comes_after_the_released_ones() {
        let new = "crates/platform/migration/src/m0003_leave.rs";
        let late = "crates/platform/migration/src/m0001_early.rs";
        assert!(says(&[(FIRST, "create table person"), (new, "x")]).is_empty());
        assert_eq!(
            says(&[(FIRST, "create table person"), (late, "x")]),
            ["sorts before a released migration: number it after the last one"]
        );
    }

    #[test]
    fn other_files_of_the_crate_are_no_migrations() {
        let tree = Tree::of(&[("crates/platform/migration/src/migrate.rs", "x"), (FIRST, "x")]);
        assert_eq!(migrations(&tree).count(), 1);
    }
}
