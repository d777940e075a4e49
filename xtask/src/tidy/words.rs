//! One word per thing, and no word about the machine the tree was written on.

use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;
use serde::Deserialize;

use super::tree::File;
use super::{Offence, Tree};

/// The words not used here, with the one that is.
const LIST: &str = "xtask/words.toml";

#[derive(Debug, Deserialize)]
struct List {
    word: Vec<Entry>,
}

/// One row of `docs/dev/glossary.md` seen from the other side.
#[derive(Debug, Deserialize)]
struct Entry {
    /// The synonym.
    instead_of: String,
    say: String,
    /// Beginnings of paths in which the synonym has no other meaning.
    within: Vec<String>,
}

pub(super) fn check(tree: &Tree) -> Result<Vec<Offence>> {
    let mut offences = Vec::new();
    let list: List = toml::from_str(&tree.file(LIST).with_context(|| LIST)?.text)?;
    for entry in &list.word {
        let pattern = entry.pattern()?;
        let files = tree
            .written()
            .filter(|file| entry.within.iter().any(|start| file.path.starts_with(start.as_str())));
        for file in files.filter(|file| file.path != "docs/dev/glossary.md") {
            let found = file.lines().filter(|(_, line)| pattern.is_match(line));
            offences.extend(found.map(|(number, _)| {
                Offence::at(
                    &file.path,
                    number,
                    format!("`{}` is called `{}` here", entry.instead_of, entry.say),
                )
            }));
        }
    }
    for file in tree.files().filter(|file| !file.is_data()) {
        offences.extend(foreign(file));
    }
    Ok(offences)
}

impl Entry {
    /// As a word, or as a part of an identifier: `staff`, `Staff`, `staff_id`, `StaffList`.
    fn pattern(&self) -> Result<Regex> {
        let word = regex::escape(&self.instead_of);
        let text =
            if self.instead_of.is_ascii() { format!(r"(?:\b|_)(?i:{word}s?)(?:\b|_|[A-Z])") } else { word };
        Ok(Regex::new(&text)?)
    }
}

/// Folders of one machine, and package mirrors.
fn foreign(file: &File) -> impl Iterator<Item = Offence> {
    static MACHINE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"(^|[\s"'`=(<\[:])/(root|home|Users|work)/[A-Za-z.]"#).ok());
    let is_lock = matches!(file.name(), "package-lock.json" | "Cargo.lock");
    file.lines().filter_map(move |(number, line)| {
        let says = if is_lock && names_a_mirror(line) {
            "a lock file names no registry of its own: set `omit-lockfile-registry-resolved`"
        } else if MACHINE.as_ref().is_some_and(|machine| machine.is_match(line)) {
            "a path of one machine"
        } else {
            return None;
        };
        Some(Offence::at(&file.path, number, says))
    })
}

fn names_a_mirror(line: &str) -> bool {
    let is_source = line.trim_start().starts_with("\"resolved\": \"http") || line.starts_with("source = ");
    is_source && !line.contains("registry+https://github.com/rust-lang/crates.io-index")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "[[word]]\ninstead_of = \"staff\"\nsay = \"employee\"\nwithin = [\"crates/\"]\n";

    fn says(path: &str, line: &str) -> Vec<String> {
        let tree = Tree::of(&[(LIST, RULES), (path, line)]);
        check(&tree).unwrap().into_iter().map(|offence| offence.says).collect()
    }

    #[test]
    fn a_synonym_is_found_in_words_and_identifiers() {
        for line in ["// The staff.", "let staff_id = 1;", "struct StaffList;", "fn of_staff() {}"] {
            assert_eq!(says("crates/a/src/lib.rs", line), ["`staff` is called `employee` here"], "{line}");
        }
        assert!(says("crates/a/src/lib.rs", "// distaff").is_empty());
        assert!(says("docs/guide.md", "the staff").is_empty());
    }

    #[test]
    fn paths_of_a_machine_are_found() {
        let path = format!("see \"/{}/me/notes\"", "home");
        assert_eq!(says("docs/a.md", &path), ["a path of one machine"]);
        assert!(says("web/src/a.ts", "navigate(\"/m/home/todo\"); get(\"/api/v1/work/items\")").is_empty());
    }

    #[test]
    fn lock_files_name_no_mirror() {
        assert_eq!(
            says("web/package-lock.json", "  \"resolved\": \"https://mirror.example/a.tgz\",").len(),
            1
        );
        assert!(
            says("Cargo.lock", "source = \"registry+https://github.com/rust-lang/crates.io-index\"")
                .is_empty()
        );
    }
}
