//! `cargo xt release`: folds the fragments into CHANGELOG.md and freezes the migrations that are now in other hands.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::tidy::{Tree, fragments, migrations};

const MARK: &str = "<!-- newest release below -->\n";

pub(crate) fn run(place: &Place, version: &str, on: &str) -> Result<bool> {
    let tree = Tree::of_git(place)?;
    let changelog = fs::read_to_string(place.path("CHANGELOG.md"))?;
    let mut merged: BTreeMap<fragments::Kind, Vec<String>> = BTreeMap::new();
    let mut folded = Vec::new();
    for file in tree.files().filter(|file| fragments::is_fragment(&file.path)) {
        for (kind, entries) in
            fragments::parse(&file.text).map_err(|why| anyhow::anyhow!("{}: {why}", file.path))?
        {
            merged.entry(kind).or_default().extend(entries);
        }
        folded.push(file.path.clone());
    }
    if folded.is_empty() {
        bail!("changes/ holds no fragment: nothing to release");
    }
    fs::write(place.path("CHANGELOG.md"), fold(&changelog, version, on, &merged)?)?;
    for path in &folded {
        fs::remove_file(place.path(path))?;
    }
    fs::write(place.path(migrations::HASHES), migrations::frozen(&tree)?)?;
    println!(
        "{} fragments folded into CHANGELOG.md, migrations frozen in {}",
        folded.len(),
        migrations::HASHES
    );
    Ok(true)
}

fn fold(
    changelog: &str,
    version: &str,
    on: &str,
    merged: &BTreeMap<fragments::Kind, Vec<String>>,
) -> Result<String> {
    let (head, older) =
        changelog.split_once(MARK).context("CHANGELOG.md has lost its mark for the newest release")?;
    let mut lines = vec![String::new(), format!("## {version} ({on})")];
    for (kind, entries) in merged {
        lines.extend([String::new(), format!("### {kind:?}"), String::new()]);
        lines.extend(entries.iter().map(|entry| format!("- {entry}")));
    }
    let section = lines.join("\n") + "\n";
    Ok(format!("{head}{MARK}{section}{older}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_release_comes_first() {
        let merged = BTreeMap::from([(fragments::Kind::Added, vec!["Leave on the phone.".to_owned()])]);
        let before = format!("# Changelog\n\n{MARK}\n## 0.1.0 (2026-11-01)\n");
        let after = fold(&before, "0.2.0", "2026-12-01", &merged).unwrap();
        assert_eq!(
            after,
            format!(
                "# Changelog\n\n{MARK}\n## 0.2.0 (2026-12-01)\n\n### Added\n\n- Leave on the phone.\n\n## 0.1.0 (2026-11-01)\n"
            )
        );
    }
}
