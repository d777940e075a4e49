//! Files of cases: what passes, what fails, and what cannot be used.

use heng_calc::{Outcome, check_cases};
use serde_json::{Value, json};

/// A file of these cases.
pub(crate) fn file(cases: &Value) -> String {
    json!({"schema": "heng.vectors/1", "what": "a test", "vectors": cases}).to_string()
}

fn bank_card(id: &str, expected: &Value) -> Value {
    json!({"id": id, "category": "identity", "title": "", "as_of": "2026",
        "input": {"kind": "bank_card", "value": "6217000012345678907"}, "expected": expected,
        "provenance": "", "note": ""})
}

fn said(cases: &Value) -> (Outcome, String) {
    let report = check_cases(&file(cases)).unwrap();
    (report.outcome(), report.to_string())
}

#[test]
fn a_case_that_comes_out_as_expected_passes() {
    let (outcome, text) = said(&json!([bank_card("a", &json!({"valid": true}))]));
    assert_eq!((outcome, text.as_str()), (Outcome::Good, "1 passed, 0 failed\n"));
}

#[test]
fn a_difference_names_the_field_and_both_values() {
    let (outcome, text) =
        said(&json!([bank_card("a", &json!({"valid": true})), bank_card("b", &json!({"valid": false})),]));
    assert_eq!(outcome, Outcome::Findings);
    assert_eq!(text, "b\n  valid: expected false, computed true\n1 passed, 1 failed\n");
}

#[test]
fn what_is_computed_is_told_by_id() {
    let report = check_cases(&file(&json!([bank_card("a", &json!({"valid": false}))]))).unwrap();
    assert_eq!(report.computed(), json!({"a": {"valid": true}}));
}

#[test]
fn an_unknown_category_is_an_error_that_names_it_and_the_rest_is_computed() {
    let mut odd = bank_card("a", &json!({}));
    odd["category"] = json!("lottery");
    let (outcome, text) = said(&json!([odd, bank_card("b", &json!({"valid": true}))]));
    assert_eq!(outcome, Outcome::Unusable);
    assert_eq!(text, "a\n  error: unknown category `lottery`\n1 passed, 1 failed\n");
}

#[test]
fn an_unknown_field_is_an_error_that_names_it_wherever_it_stands() {
    let mut in_input = bank_card("a", &json!({"valid": true}));
    in_input["input"]["colour"] = json!("red");
    let mut in_case = bank_card("b", &json!({"valid": true}));
    in_case["because"] = json!("x");
    let in_expected = bank_card("c", &json!({"valid": true, "lucky": true}));
    let (outcome, text) = said(&json!([in_input, in_case, in_expected]));
    assert_eq!(outcome, Outcome::Unusable);
    assert!(text.contains("a\n  error: unknown field `colour`"), "{text}");
    assert!(text.contains("b\n  error: unknown field `because`"), "{text}");
    assert!(text.contains("c\n  lucky: unknown field in `expected`"), "{text}");
    assert!(text.ends_with("0 passed, 3 failed\n"), "{text}");
}

#[test]
fn an_id_stands_for_one_case() {
    let twice = json!([bank_card("a", &json!({"valid": true})), bank_card("a", &json!({"valid": true}))]);
    let (outcome, text) = said(&twice);
    assert_eq!(outcome, Outcome::Unusable);
    assert!(text.starts_with("a (number 2)\n  error: an earlier case has the same id"), "{text}");
}

#[test]
fn a_field_given_twice_is_refused() {
    let text = file(&json!([])).replace(
        "[]",
        r#"[{"id":"a","category":"identity","as_of":"2026","input":{"kind":"uscc","value":"x","value":"y"},"expected":{}},
            {"id":"b","category":"identity","as_of":"2026","input":{"kind":"uscc","value":"x"},"expected":{"valid":true,"valid":false}}]"#,
    );
    let report = check_cases(&text).unwrap();
    assert_eq!(report.outcome(), Outcome::Unusable);
    assert_eq!(report.failed(), 2);
}

#[test]
fn another_schema_is_no_file_of_cases() {
    let good = file(&json!([]));
    assert!(check_cases(&good).is_ok());
    assert!(check_cases(&good.replace("heng.vectors/1", "heng.vectors/2")).is_err());
    assert!(check_cases("").is_err());
}

#[test]
fn every_worked_example_of_every_category_passes() {
    let report = check_cases(include_str!("../../cases/vectors.json")).unwrap();
    assert_eq!(report.outcome(), Outcome::Good, "{report}");
    assert!(report.passed() >= 294);
}

/// One case of a category, in 2026.
fn case(category: &str, input: &Value, expected: &Value) -> Value {
    json!({"id": input.to_string(), "category": category, "title": "", "as_of": "2026", "input": input,
        "expected": expected, "provenance": "", "note": ""})
}

#[test]
fn a_non_residents_bonus_is_spread_over_six_months() {
    let bonus = |amount: &str, tax: &str| {
        case(
            "iit.nonresident",
            &json!({"kind": "bonus", "amount": amount}),
            &json!({"taxable": amount, "tax": tax}),
        )
    };
    // 60 000 ÷ 6 = 10 000 at 10 % less 210, six times; 18 000 ÷ 6 = 3 000 at 3 %, the upper edge inside.
    let (_, text) =
        said(&json!([bonus("60000", "4740.00"), bonus("18000", "540.00"), bonus("18000.06", "540.01")]));
    assert_eq!(
        text, "3 passed, 0 failed\n",
        "just above the edge the next step applies: 1 800.006 − 6 × 210"
    );
}

#[test]
fn the_permits_of_hong_kong_macao_and_taiwan_are_residents_numbers() {
    let number = |value: &str, expected: &Value| {
        case("identity", &json!({"kind": "resident_id", "value": value}), expected)
    };
    let permit = |value: &str, region: &str, sex: &str| {
        number(value, &json!({"valid": true, "birth": "1994-08-23", "sex": sex, "region": region}))
    };
    let (_, text) = said(&json!([
        permit("810000199408230021", "810000", "female"),
        number("810000199408230022", &json!({"valid": false, "reason": "bad_checksum"})),
        number("840000199408230022", &json!({"valid": false, "reason": "unknown_region"})),
    ]));
    assert_eq!(text, "3 passed, 0 failed\n");
}

#[test]
fn no_category_is_without_a_worked_example() {
    let file: Value = serde_json::from_str(include_str!("../../cases/vectors.json")).unwrap();
    let cases = file["vectors"].as_array().unwrap();
    let categories: std::collections::BTreeSet<&str> =
        cases.iter().map(|case| case["category"].as_str().unwrap()).collect();
    assert_eq!(categories.len(), 21);
}

#[test]
fn fields_that_ask_for_nothing_or_for_two_things_are_refused() {
    let case = |id: &str, category: &str, input: Value| json!({"id": id, "category": category, "as_of": "2026", "input": input, "expected": {}});
    let (outcome, text) = said(&json!([
        case("a", "annual_leave", json!({"average_wage": "1"})),
        case("b", "annual_leave", json!({"service_years": "3", "join": "2026-01-01"})),
        case(
            "c",
            "iit.cumulative",
            json!({"months": [{"income": "1", "tip": "2"}], "first_job_extra_months": 0,
            "upfront_basic_deduction": null})
        ),
        case(
            "d",
            "social",
            json!({"city": "atlantis", "date": "2026-07-15", "declared_base": "1", "housing_fund_rate": "0.07"})
        ),
        case("e", "overtime", json!({"wage": "1.234"})),
    ]));
    assert_eq!(outcome, Outcome::Unusable);
    for said in [
        "a\n  error: the fields of `input` ask for nothing",
        "b\n  error: unknown field `join`",
        "c\n  error: field `months[0].tip`: unknown field `tip`",
        "d\n  error: field `city`: `atlantis`",
        "e\n  error: field `wage`: `1.234` is not an amount",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}
