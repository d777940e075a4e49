//! The case files of `cases/`: which row holds on a day, written for and by payroll specialists.

use std::{collections::BTreeMap, fs, path::Path};

use chrono::NaiveDate;
use heng_kernel::Fixed;
use heng_packs::Packs;
use serde::Deserialize;

/// A row on a day. Figures are read as their text, so nothing passes through binary fractions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The law the row carries out.
    law: String,
    /// The timeline, as `heng packs show` lists it.
    key: String,
    on: NaiveDate,
    /// Its days and figures; `from` and `to` are inside.
    #[serde(default)]
    expect: BTreeMap<String, String>,
    /// No row holds on the day, and nothing is guessed.
    #[serde(default)]
    none: bool,
}

/// What of a case does not hold.
fn wrong(case: &Case) -> Vec<String> {
    assert!(!case.law.is_empty() && case.none == case.expect.is_empty(), "{}", case.name);
    let told = Packs::embedded().explain(&case.key, case.on);
    let told = told.unwrap_or_else(|| panic!("{}: there is no key {}", case.name, case.key));
    let Some(row) = told.row else {
        return if case.none { Vec::new() } else { vec![format!("{}: no row holds", case.name)] };
    };
    if case.none {
        return vec![format!("{}: a row holds", case.name)];
    }
    assert!(!row.source.is_empty(), "{}: its row has no source", case.name);
    let mut found: BTreeMap<String, String> = row.values.iter().cloned().collect();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    found.insert("from".to_owned(), day(row.from));
    found.insert("to".to_owned(), day(row.to));
    let confidence = serde_json::to_value(row.confidence).unwrap();
    found.insert("confidence".to_owned(), confidence.as_str().unwrap_or_default().to_owned());
    let same = |found: &str, expected: &str| match (found.parse::<Fixed>(), expected.parse::<Fixed>()) {
        (Ok(found), Ok(expected)) => found == expected,
        _ => found == expected,
    };
    let differs = |(field, expected): (&String, &String)| match found.get(field) {
        Some(found) if same(found, expected) => None,
        found => Some(format!("{}: {field}: {expected} expected, {found:?} found", case.name)),
    };
    case.expect.iter().filter_map(differs).collect()
}

fn check(text: &str) -> (usize, Vec<String>) {
    let cases: Vec<Case> = serde_saphyr::from_str(text).unwrap();
    (cases.len(), cases.iter().flat_map(wrong).collect())
}

#[test]
fn every_case_file_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut checked = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let (cases, wrong) = check(&fs::read_to_string(&path).unwrap());
        assert!(wrong.is_empty(), "{}\n{}", path.display(), wrong.join("\n"));
        checked += cases;
    }
    assert!(checked >= 40, "{checked}");
}

#[test]
fn a_wrong_expectation_is_found() {
    let case = |expect: &str| {
        format!("- {{name: x, law: y, key: cn.labour.overtime, on: 2026-07-01, expect: {{{expect}}}}}\n")
    };
    assert_eq!(check(&case("workday: 1.5")).1, Vec::<String>::new());
    assert_eq!(check(&case("workday: 1.51")).1, ["x: workday: 1.51 expected, Some(\"1.50\") found"]);
    assert_eq!(check(&case("noon: 1")).1, ["x: noon: 1 expected, None found"]);
}
