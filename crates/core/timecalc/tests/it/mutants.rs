//! The faults kept by hand under `mutants/` fit the code as it is: each changes one line that is there exactly once, and names a
//! test that exists. That the test catches it is for the runner to show.

use std::{collections::BTreeSet, fs, path::Path};

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    mutant: Vec<Mutant>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutant {
    name: String,
    file: String,
    line: String,
    becomes: String,
    caught_by: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn mutants() -> Vec<Mutant> {
    let mut files: Vec<_> =
        fs::read_dir(root().join("mutants")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| -> File {
        toml::from_str(&fs::read_to_string(path).unwrap())
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    files
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .flat_map(|path| read(path).mutant)
        .collect()
}

#[test]
fn every_seeded_fault_fits_the_code_and_names_a_test() {
    let mutants = mutants();
    assert!(mutants.len() >= 25, "{} seeded faults", mutants.len());
    let names: BTreeSet<_> = mutants.iter().map(|mutant| &mutant.name).collect();
    assert_eq!(names.len(), mutants.len(), "a name stands for one fault");
    for mutant in &mutants {
        let text = fs::read_to_string(root().join(&mutant.file)).unwrap();
        let found = text.lines().filter(|line| line.trim() == mutant.line).count();
        assert_eq!(found, 1, "{}: `{}` in {}", mutant.name, mutant.line, mutant.file);
        assert_ne!(mutant.line, mutant.becomes, "{}", mutant.name);
        let (path, test) = mutant.caught_by.rsplit_once("::").unwrap();
        let file = root().join("tests/it").join(format!("{}.rs", path.replace("::", "/")));
        let text =
            fs::read_to_string(&file).unwrap_or_else(|_| panic!("{}: no {}", mutant.name, file.display()));
        assert!(text.contains(&format!("fn {test}(")), "{}: no test {}", mutant.name, mutant.caught_by);
    }
}
