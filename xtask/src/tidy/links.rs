//! Links between our own pages lead somewhere.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{Offence, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\]\(([^)#\s]+)(?:#[^)]*)?\)").ok());
    let places: BTreeSet<&str> = tree
        .paths()
        .flat_map(|path| std::iter::successors(Some(path), |path| Some(path.rsplit_once('/')?.0)))
        .collect();
    let mut offences = Vec::new();
    for file in tree.written().filter(|file| file.ends_with(&[".md"])) {
        for (number, line) in file.lines() {
            let targets = LINK
                .as_ref()
                .into_iter()
                .flat_map(|link| link.captures_iter(line))
                .filter_map(|found| found.get(1));
            let inside = targets
                .map(|target| target.as_str())
                .filter(|target| !target.contains("://") && !target.starts_with("mailto:"));
            let broken = inside.filter(|target| {
                !resolved(&file.path, target).is_some_and(|place| places.contains(place.as_str()))
            });
            offences.extend(
                broken.map(|target| Offence::at(&file.path, number, format!("`{target}` leads nowhere"))),
            );
        }
    }
    offences
}

/// The path from the root that `target` in `page` stands for; none if it leads out of the tree.
fn resolved(page: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_nothing_is_found() {
        let page =
            "[a](../README.md) [b](adr/) [c](gone.md) [d](https://example.org/x) [e](../../out.md#part)\n";
        let tree = Tree::of(&[("docs/index.md", page), ("README.md", "x\n"), ("docs/adr/0001-x.md", "x\n")]);
        let says: Vec<String> = check(&tree).into_iter().map(|offence| offence.says).collect();
        assert_eq!(says, ["`gone.md` leads nowhere", "`../../out.md` leads nowhere"]);
    }
}
