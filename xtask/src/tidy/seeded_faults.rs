//! Seeded faults: each still fits its file, and the test that must catch it still exists. Found here in no time; `cargo xt mutants`
//! would find it after a build.

use super::{Offence, Tree};
use crate::task::mutants;

pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let lists =
        tree.files().filter(|file| file.path.starts_with("crates/core/") && file.ends_with(&[".toml"]));
    lists.filter_map(|list| Some((list, list.path.split_once("/mutants/")?.0))).fold(
        Vec::new(),
        |mut offences, (list, folder)| {
            match mutants::parse(&list.text) {
                Ok(faults) => {
                    let stale = faults.iter().filter_map(|fault| stale(tree, folder, fault));
                    offences.extend(stale.map(|why| Offence::in_file(&list.path, why)));
                }
                Err(error) => offences.push(Offence::in_file(&list.path, format!("{error:#}"))),
            }
            offences
        },
    )
}

/// Why a fault cannot be put in or caught any more.
fn stale(tree: &Tree, folder: &str, fault: &mutants::Mutant) -> Option<String> {
    let Some(source) = tree.file(&format!("{folder}/{}", fault.file)) else {
        return Some(format!("{} does not exist ({})", fault.file, fault.why));
    };
    if let Err(error) = mutants::put_in(&source.text, fault) {
        return Some(format!("{}: {error}", fault.file));
    }
    let name = fault.test.rsplit("::").next().unwrap_or(&fault.test);
    let wanted = format!("fn {name}(");
    let crate_files = tree.files().filter(|file| file.path.starts_with(&format!("{folder}/")));
    let exists = crate_files.filter(|file| file.ends_with(&[".rs"])).any(|file| file.text.contains(&wanted));
    (!exists).then(|| format!("no test is called {}", fault.test))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_that_no_longer_fits_or_has_lost_its_test_is_found() {
        let fault = |file: &str, line: &str, test: &str| {
            format!(
                "[[mutant]]\nfile = \"{file}\"\nline = \"{line}\"\nwith = \"x\"\ntest = \"{test}\"\nwhy = \"w\"\n"
            )
        };
        let list = [
            fault("src/a.rs", "a <= b", "cases::edges"),
            fault("src/a.rs", "a < b", "cases::edges"),
            fault("src/gone.rs", "a", "cases::edges"),
            fault("src/a.rs", "a <= b", "cases::gone"),
        ]
        .concat();
        let tree = Tree::of(&[
            ("crates/core/pay/src/a.rs", "fn f() {\n    a <= b\n}\n"),
            ("crates/core/pay/tests/it/cases.rs", "#[test]\nfn edges() {}\n"),
            ("crates/core/pay/mutants/a.toml", &list),
            ("crates/core/pay/mutants/b.toml", "[[mutant]]\nfile = 1\n"),
        ]);
        let says: Vec<String> = check(&tree).into_iter().map(|offence| offence.says).collect();
        assert_eq!(says.len(), 4, "{says:?}");
        assert!(says.contains(&"src/a.rs: the line `a < b` stands there 0 times, not once".to_owned()));
        assert!(says.contains(&"src/gone.rs does not exist (w)".to_owned()));
        assert!(says.contains(&"no test is called cases::gone".to_owned()));
    }
}
