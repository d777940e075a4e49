//! The case files under `cases/`: what a specialist writes, checked by one `check()`.

mod annual;
mod family;
mod ledger;
mod of_day;

pub(crate) use annual::rule as annual_rule;

use std::{fs, path::Path};

use serde::de::DeserializeOwned;

/// Runs every case of a file through `answer` and compares with what it expects; tells all that differ, not the first.
fn check<C: DeserializeOwned>(file: &str, least: usize, answer: impl Fn(&C) -> Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(file);
    let text = fs::read_to_string(&path).unwrap();
    let cases: Vec<C> = serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert!(cases.len() >= least, "{file} has {} cases", cases.len());
    let wrong: Vec<String> = cases.iter().flat_map(answer).collect();
    assert!(wrong.is_empty(), "{file}:\n{}", wrong.join("\n"));
}

/// A line when two values differ.
fn differs<T: PartialEq + std::fmt::Display>(name: &str, what: &str, expected: &T, is: &T) -> Option<String> {
    (expected != is).then(|| format!("{name}: {what} should be {expected}, is {is}"))
}
