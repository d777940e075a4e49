//! `cargo xt tidy`: habits that a compiler does not see, one file per check.
//!
//! A check is a function from the tree to offences; each is tested with a tree that offends.

pub(crate) mod fragments;
mod layers;
mod lengths;
mod licences;
mod links;
mod locales;
mod manifests;
pub(crate) mod migrations;
mod module_docs;
mod problem_words;
mod records;
mod seeded_faults;
mod shipped;
mod snapshots;
mod test_habits;
mod text;
mod tree;
mod words;

pub(crate) use tree::Tree;

use anyhow::Result;

use crate::place::Place;

/// Something that has to be mended, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Offence {
    pub path: String,
    /// From 1; 0 when it is the file as a whole.
    pub line: usize,
    pub says: String,
}

impl Offence {
    fn in_file(path: &str, says: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: 0, says: says.into() }
    }

    fn at(path: &str, line: usize, says: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, says: says.into() }
    }
}

type Check = fn(&Tree) -> Result<Vec<Offence>>;

const CHECKS: [Check; 15] = [
    |tree| Ok(fragments::check(tree)),
    lengths::check,
    |tree| Ok(licences::check(tree)),
    |tree| Ok(links::check(tree)),
    locales::check,
    manifests::check,
    migrations::check,
    |tree| Ok(module_docs::check(tree)),
    problem_words::check,
    |tree| Ok(records::check(tree)),
    |tree| Ok(seeded_faults::check(tree)),
    |tree| Ok(snapshots::check(tree)),
    |tree| Ok(test_habits::check(tree)),
    words::check,
    |tree| Ok(text::check(tree)),
];

/// Prints every offence; true if there is none.
pub(crate) fn run(place: &Place) -> Result<bool> {
    let tree = Tree::of_git(place)?;
    let mut offences = layers::check(place)?;
    offences.extend(shipped::check(place, &tree)?);
    for check in CHECKS {
        offences.extend(check(&tree)?);
    }
    offences.sort();
    for offence in &offences {
        match offence.line {
            0 => println!("{}: {}", offence.path, offence.says),
            line => println!("{}:{line}: {}", offence.path, offence.says),
        }
    }
    println!(
        "tidy: {} files, {} checks, {} offences",
        tree.files().count(),
        CHECKS.len() + 2,
        offences.len()
    );
    Ok(offences.is_empty())
}
