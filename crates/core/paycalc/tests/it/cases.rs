//! The case files of `cases/`, written for and by payroll specialists.

use std::{collections::BTreeMap, path::Path};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    ask,
    facts::{Answer, Facts, differences},
};

/// A file of cases about one rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Name of the rule, as in `ask::ask`.
    rule: String,
    /// The law the cases follow, unless a case names its own.
    source: String,
    cases: Vec<Case>,
}

/// Numbers are read as their text, so nothing passes through binary fractions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    source: Option<String>,
    /// The day whose rules count where no fact names one.
    on: Option<NaiveDate>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    /// Months, for rules over a year.
    #[serde(default)]
    months: Vec<BTreeMap<String, String>>,
    #[serde(default)]
    expect: BTreeMap<String, String>,
    /// Expected of each month.
    #[serde(default)]
    expect_months: Vec<BTreeMap<String, String>>,
}

fn with_months(
    mut flat: BTreeMap<String, String>,
    months: &[BTreeMap<String, String>],
) -> BTreeMap<String, String> {
    for (index, month) in months.iter().enumerate() {
        flat.extend(month.iter().map(|(name, value)| (format!("months.{index}.{name}"), value.clone())));
    }
    flat
}

/// Computes every case of a file from its facts alone; what differs from what is expected.
fn check(text: &str) -> Vec<String> {
    let file: File = serde_saphyr::from_str(text).unwrap();
    let mut wrong = Vec::new();
    for case in &file.cases {
        let source = case.source.as_ref().unwrap_or(&file.source);
        assert!(!source.is_empty() && !case.name.is_empty());
        let on = case.on.unwrap_or_else(|| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
        let facts = Facts::new(on, with_months(case.facts.clone(), &case.months));
        let computed = ask::ask(&file.rule, &facts);
        facts.all_read();
        let expected: Answer = with_months(case.expect.clone(), &case.expect_months);
        assert!(!expected.is_empty(), "{}: expects nothing", case.name);
        wrong.extend(
            differences(&expected, &computed).into_iter().map(|text| format!("{}: {text}", case.name)),
        );
    }
    assert!(!file.cases.is_empty());
    wrong
}

#[test]
fn every_case_file_comes_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "yaml") {
            let wrong = check(&std::fs::read_to_string(&path).unwrap());
            assert!(wrong.is_empty(), "{}\n{}", path.display(), wrong.join("\n"));
            files += 1;
        }
    }
    assert!(files >= 8, "{files} files");
}

#[test]
fn a_wrong_expectation_is_found() {
    let text = "rule: iit.bonus\nsource: x\ncases:\n  - name: edge\n    facts: {bonus: 36000}\n    expect: {tax: 1080.01}\n";
    assert_eq!(check(text), ["edge: tax: 1080.01 expected, 1080.00 computed"]);
}
