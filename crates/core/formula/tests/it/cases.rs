//! Tables that a payroll specialist could write: `cases/*.yaml`.

use std::{collections::BTreeMap, fs, path::Path};

use heng_formula::{GivenSpec, SetSpec, compile};
use heng_kernel::{Fixed, Locale};
use serde::Deserialize;

use crate::world::outcome;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The law the item rests on; none where it is a company's own.
    law: Option<String>,
    set: SetSpec,
    #[serde(default)]
    given: GivenSpec,
    /// Item → value, or the code of its fault.
    #[serde(default)]
    expect: BTreeMap<String, String>,
    /// Codes of what keeps the set from being used, in order.
    #[serde(default)]
    errors: Vec<String>,
}

fn check(path: &Path) -> usize {
    let text = fs::read_to_string(path).unwrap();
    let cases: Vec<Case> =
        serde_saphyr::from_str(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    for case in &cases {
        let name = format!("{}: {}", path.display(), case.name);
        assert!(case.law.as_ref().is_none_or(|law| !law.is_empty()), "{name}: names no law");
        let compiled = compile(&case.set);
        let errors: Vec<&str> = compiled.errors().map(|error| error.code.code()).collect();
        let told: Vec<String> = compiled.errors().map(|error| error.render(Locale::En)).collect();
        assert_eq!(errors, case.errors, "{name}\n{}", told.join("\n"));
        let Some(program) = compiled.program else { continue };
        let row = program.read_row(&case.given).unwrap_or_else(|faults| panic!("{name}: {}", faults[0]));
        assert!(!case.expect.is_empty(), "{name}: nothing is expected");
        for (item, expected) in &case.expect {
            let found = outcome(&program, &row, item);
            let same = match (found.parse::<Fixed>(), expected.parse::<Fixed>()) {
                (Ok(found), Ok(expected)) => found == expected,
                _ => found == *expected,
            };
            assert!(same, "{name}: {item} is {found}, not {expected}");
        }
    }
    cases.len()
}

#[test]
fn every_case_file_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut checked = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            checked += check(&path);
        }
    }
    assert!(checked >= 30, "only {checked} cases were found");
}
