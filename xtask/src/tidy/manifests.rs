//! Every crate follows the workspace: its lints, its versions, one integration test program.

use anyhow::Result;

use super::tree::has_ending;
use super::{Offence, Tree};

pub(super) fn check(tree: &Tree) -> Result<Vec<Offence>> {
    let mut offences = Vec::new();
    for file in tree.files().filter(|file| file.path.starts_with("crates/") && file.name() == "Cargo.toml") {
        let manifest: toml::Table = toml::from_str(&file.text)?;
        if !follows_workspace(manifest.get("lints")) {
            offences.push(Offence::in_file(&file.path, "does not follow the workspace's lints"));
        }
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let listed = manifest.get(table).and_then(toml::Value::as_table).into_iter().flatten();
            for (name, _) in listed.filter(|(_, value)| !follows_workspace(Some(value))) {
                offences.push(Offence::in_file(
                    &file.path,
                    format!("{name}: versions stand in the workspace's Cargo.toml"),
                ));
            }
        }
    }
    // Each program of the layers above core links the whole database stack again; core's cost nothing.
    let loose = tree.paths().filter(|path| {
        path.starts_with("crates/") && !path.starts_with("crates/core/") && has_ending(path, &[".rs"])
    });
    let loose =
        loose.filter(|path| path.rsplit_once('/').is_some_and(|(folder, _)| folder.ends_with("/tests")));
    let says = "integration tests are one program: put it under tests/it/";
    offences.extend(loose.filter(|path| !path.contains("/src/")).map(|path| Offence::in_file(path, says)));
    Ok(offences)
}

fn follows_workspace(value: Option<&toml::Value>) -> bool {
    value.and_then(|value| value.get("workspace")).and_then(toml::Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_with_its_own_ways_is_found() {
        let own = "[dependencies]\nserde = \"1\"\nchrono.workspace = true\n";
        let tree = Tree::of(&[
            ("crates/core/a/Cargo.toml", own),
            ("crates/modules/a/tests/leave.rs", ""),
            ("crates/modules/a/tests/it/main.rs", ""),
        ]);
        let says: Vec<String> = check(&tree).unwrap().into_iter().map(|offence| offence.says).collect();
        assert_eq!(
            says,
            [
                "does not follow the workspace's lints",
                "serde: versions stand in the workspace's Cargo.toml",
                "integration tests are one program: put it under tests/it/"
            ]
        );
    }
}
