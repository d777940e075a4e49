//! A file has one job; past 450 lines it has two.

use anyhow::Result;
use serde::Deserialize;
use std::collections::BTreeMap;

use super::{Offence, Tree};

const MOST: usize = 450;
/// Files over the limit with the length they may have. An entry can only go down, and goes when the file fits.
const EXCEPTIONS: &str = "xtask/long-files.toml";

#[derive(Debug, Default, Deserialize)]
struct Exceptions {
    files: BTreeMap<String, usize>,
}

pub(super) fn check(tree: &Tree) -> Result<Vec<Offence>> {
    let exceptions: Exceptions = match tree.file(EXCEPTIONS) {
        Some(file) => toml::from_str(&file.text)?,
        None => Exceptions::default(),
    };
    let mut offences = Vec::new();
    for file in tree.written().filter(|file| file.ends_with(&[".rs", ".ts", ".tsx"])) {
        let lines = file.text.lines().count();
        match exceptions.files.get(&file.path) {
            None if lines > MOST => {
                offences
                    .push(Offence::in_file(&file.path, format!("{lines} lines, more than {MOST}: split it")));
            }
            Some(allowed) if lines > *allowed => {
                offences.push(Offence::in_file(
                    &file.path,
                    format!("{lines} lines, more than the {allowed} excepted"),
                ));
            }
            Some(_) if lines <= MOST => {
                offences.push(Offence::in_file(
                    EXCEPTIONS,
                    format!("{} fits now: take it off the list", file.path),
                ));
            }
            Some(allowed) if lines < *allowed => {
                offences.push(Offence::in_file(
                    EXCEPTIONS,
                    format!("{} has {lines} lines now: lower it", file.path),
                ));
            }
            _ => {}
        }
    }
    let gone = exceptions.files.keys().filter(|path| tree.file(path).is_none());
    offences.extend(gone.map(|path| Offence::in_file(EXCEPTIONS, format!("{path} does not exist"))));
    Ok(offences)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(list: &str, lines: usize) -> Vec<String> {
        let text = "fn x() {}\n".repeat(lines);
        let tree = Tree::of(&[(EXCEPTIONS, list), ("crates/a/src/long.rs", &text)]);
        check(&tree).unwrap().into_iter().map(|offence| offence.says).collect()
    }

    #[test]
    fn a_file_over_the_limit_is_found_unless_excepted() {
        assert_eq!(says("[files]\n", 451), ["451 lines, more than 450: split it"]);
        assert!(says("[files]\n", 450).is_empty());
        assert!(says("[files]\n\"crates/a/src/long.rs\" = 500\n", 500).is_empty());
    }

    #[test]
    fn exceptions_can_only_shrink() {
        let list = "[files]\n\"crates/a/src/long.rs\" = 500\n";
        assert_eq!(says(list, 501), ["501 lines, more than the 500 excepted"]);
        assert_eq!(says(list, 480), ["crates/a/src/long.rs has 480 lines now: lower it"]);
        assert_eq!(says(list, 400), ["crates/a/src/long.rs fits now: take it off the list"]);
        assert_eq!(says("[files]\n\"gone.rs\" = 500\n", 1), ["gone.rs does not exist"]);
    }
}
