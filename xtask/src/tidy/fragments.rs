//! Changelog fragments: `changes/<slug>.md`, so that two changes never touch the same line.
//!
//! A fragment is a list under the headings of Keep a Changelog: `### Added`, then `- one sentence`.

use std::collections::BTreeMap;

use super::{Offence, Tree};

/// The headings, in the order they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Added,
    Changed,
    Deprecated,
    Removed,
    Fixed,
    Security,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::Added, Self::Changed, Self::Deprecated, Self::Removed, Self::Fixed, Self::Security];

    fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| format!("{kind:?}") == word)
    }
}

pub(crate) fn is_fragment(path: &str) -> bool {
    path.starts_with("changes/") && path != "changes/README.md"
}

pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let fragments = tree.files().filter(|file| is_fragment(&file.path));
    fragments
        .filter_map(|file| parse(&file.text).err().map(|why| Offence::in_file(&file.path, why)))
        .collect()
}

/// The entries of one fragment by heading; a line that continues an entry is joined to it.
pub(crate) fn parse(text: &str) -> Result<BTreeMap<Kind, Vec<String>>, String> {
    let mut entries: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    let mut heading = None;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(word) = line.strip_prefix("### ") {
            heading = Some(
                Kind::named(word.trim()).ok_or_else(|| format!("`{word}` is no heading of a changelog"))?,
            );
            continue;
        }
        let list = entries.entry(heading.ok_or("begins without a heading such as `### Added`")?).or_default();
        match (line.strip_prefix("- "), line.strip_prefix("  "), list.last_mut()) {
            (Some(entry), ..) => list.push(entry.trim().to_owned()),
            (None, Some(more), Some(entry)) => *entry = format!("{entry} {}", more.trim()),
            _ => return Err(format!("`{line}` is neither a heading nor an entry of a list")),
        }
    }
    if entries.values().all(Vec::is_empty) {
        return Err("says nothing".to_owned());
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_under_their_heading() {
        let parsed = parse("### Fixed\n\n- Half days\n  round up.\n\n### Added\n- Import.\n").unwrap();
        assert_eq!(
            parsed.into_iter().collect::<Vec<_>>(),
            [
                (Kind::Added, vec!["Import.".to_owned()]),
                (Kind::Fixed, vec!["Half days round up.".to_owned()])
            ]
        );
    }

    #[test]
    fn other_forms_are_refused_with_a_reason() {
        for bad in ["", "- no heading\n", "### Novelties\n- x\n", "### Added\nnot a list\n"] {
            assert!(parse(bad).is_err(), "{bad:?}");
        }
    }
}
