//! Snapshot files: each belongs to a test that still exists, and none waits for a decision.

use super::{Offence, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let pending = tree.paths().filter(|path| path.ends_with(".snap.new") || path.ends_with(".pending-snap"));
    let mut offences: Vec<Offence> =
        pending.map(|path| Offence::in_file(path, "a snapshot waits to be accepted")).collect();
    for file in tree.files().filter(|file| file.ends_with(&[".snap"])) {
        let source = file.text.lines().take(12).find_map(|line| line.strip_prefix("source: "));
        let source = source.map(|path| path.trim_matches('"'));
        let test = source.and_then(|path| tree.file(path));
        match (source, test) {
            (None, _) => offences.push(Offence::in_file(&file.path, "does not name its source")),
            (Some(path), None) => {
                offences.push(Offence::in_file(&file.path, format!("its test file {path} does not exist")));
            }
            (Some(_), Some(test))
                if !test.text.contains(own_name(file.name())) && !test.text.contains("snapshot!(format!") =>
            {
                offences.push(Offence::in_file(&file.path, format!("nothing in {} refers to it", test.path)));
            }
            _ => {}
        }
    }
    offences
}

/// `crate__module__name-2.snap` → `name`: a test's name, or the name given to the snapshot.
fn own_name(file: &str) -> &str {
    let stem = file.strip_suffix(".snap").unwrap_or(file);
    let name = stem.rsplit("__").next().unwrap_or(stem);
    match name.rsplit_once('-') {
        Some((name, number)) if number.chars().all(|digit| digit.is_ascii_digit()) => name,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_without_its_test_is_found() {
        let header = "---\nsource: crates/a/src/tests.rs\nexpression: x\n---\n";
        let tree = Tree::of(&[
            ("crates/a/src/tests.rs", "fn the_ddl_of_both() {}"),
            ("crates/a/src/snapshots/a__tests__the_ddl_of_both-2.snap", header),
            ("crates/a/src/snapshots/a__tests__gone.snap", header),
            ("crates/a/src/snapshots/a__old.snap", "---\nsource: crates/a/src/old.rs\n---\n"),
            ("crates/a/src/snapshots/a__b.snap.new", ""),
        ]);
        let says: Vec<String> = check(&tree).into_iter().map(|offence| offence.says).collect();
        assert_eq!(
            says,
            [
                "a snapshot waits to be accepted",
                "its test file crates/a/src/old.rs does not exist",
                "nothing in crates/a/src/tests.rs refers to it",
            ]
        );
    }
}
