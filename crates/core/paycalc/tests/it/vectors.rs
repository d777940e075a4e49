//! Worked cases, and figures that a second program recomputed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    ask,
    facts::{Facts, differences, flat},
};

/// Computes every case of a file from its inputs alone; how many there are, and what differs.
fn check(text: &str) -> (usize, Vec<String>) {
    let file: serde_json::Value = serde_json::from_str(text).unwrap();
    let cases = file["vectors"].as_array().unwrap();
    let mut wrong = Vec::new();
    for case in cases {
        let (id, category) = (case["id"].as_str().unwrap(), case["category"].as_str().unwrap());
        let as_of = case["as_of"].as_str().unwrap();
        let as_of: NaiveDate =
            if as_of.len() == 4 { format!("{as_of}-01-01") } else { as_of.to_owned() }.parse().unwrap();
        let (mut given, mut expected) = (BTreeMap::new(), BTreeMap::new());
        flat("", &case["input"], &mut given);
        flat("", &case["expected"], &mut expected);
        let facts = Facts::new(as_of, given);
        let computed = ask::ask(category, &facts);
        facts.all_read();
        wrong.extend(differences(&expected, &computed).into_iter().map(|text| format!("{id}: {text}")));
    }
    (cases.len(), wrong)
}

#[test]
fn every_worked_case_comes_out_to_the_fen() {
    let (count, wrong) = check(include_str!("../fixtures/statutory.json"));
    assert_eq!(count, 181);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_second_program_comes_to_the_same_figures() {
    let (count, wrong) = check(include_str!("../fixtures/recomputed.json"));
    assert_eq!(count, 652);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
