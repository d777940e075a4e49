//! Data that came from somewhere says from where, and under which terms.

use std::collections::BTreeSet;

use super::tree::data_folder;
use super::{Offence, Tree};

/// What a notice must hold, in one of these words.
const MUST_SAY: [[&str; 3]; 2] = [["source", "origin", "来源"], ["licence", "made for this project", "许可"]];

pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let mut offences = BTreeSet::new();
    for path in tree.paths().filter(|path| !path.ends_with("README.md")) {
        let Some(top) = data_folder(path) else { continue };
        match nearest_notice(tree, path, top) {
            None => {
                let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
                offences.insert(Offence::in_file(
                    folder,
                    "data without a README.md that names its source and licence",
                ));
            }
            Some(notice) => {
                let text = notice.text.to_lowercase().replace("license", "licence");
                for words in MUST_SAY.iter().filter(|words| !words.iter().any(|word| text.contains(word))) {
                    offences.insert(Offence::in_file(
                        &notice.path,
                        format!("does not name the {} of the data", words[0]),
                    ));
                }
            }
        }
    }
    offences.into_iter().collect()
}

/// The README.md in the file's folder or the nearest one above it, up to the data folder itself.
fn nearest_notice<'tree>(tree: &'tree Tree, path: &str, top: &str) -> Option<&'tree super::tree::File> {
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        folder = above;
        if let Some(notice) = tree.file(&format!("{folder}/README.md")) {
            return Some(notice);
        }
        if folder == top {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_needs_a_notice_with_source_and_licence() {
        let tree = Tree::of(&[
            ("packs/cn/holidays/2026.json", "{}"),
            ("packs/cn/README.md", "Source: the State Council. Licence: public domain."),
            ("fixtures/rosters/a.csv", "x"),
            ("crates/core/identifiers/fixtures/ids.json", "{}"),
            ("crates/core/identifiers/fixtures/README.md", "Source: own."),
        ]);
        let found: Vec<String> =
            check(&tree).into_iter().map(|o| format!("{}: {}", o.path, o.says)).collect();
        assert_eq!(
            found,
            [
                "crates/core/identifiers/fixtures/README.md: does not name the licence of the data",
                "fixtures/rosters: data without a README.md that names its source and licence",
            ]
        );
    }
}
