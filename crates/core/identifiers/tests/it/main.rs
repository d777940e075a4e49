//! The published and computed numbers of `cases/identity.json`.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its cases must fail")]

use heng_identifiers::{BankCard, CreditCode, ResidentId, Sex};
use serde_json::{Value, json};

fn answer(kind: &str, value: &str) -> Value {
    match kind {
        "resident_id" => match ResidentId::parse(value) {
            Ok(id) => json!({
                "valid": true,
                "birth": id.birth().to_string(),
                "sex": match id.sex() { Sex::Male => "male", Sex::Female => "female" },
                "region": id.region_code(),
            }),
            Err(fault) => json!({"valid": false, "reason": fault.code()}),
        },
        "id15_to_18" => json!({"value": ResidentId::upgrade(value).unwrap().number()}),
        "bank_card" => json!({"valid": BankCard::parse(value).is_ok_and(|card| card.is_card())}),
        "uscc" => json!({"valid": CreditCode::parse(value).is_ok()}),
        other => Value::String(format!("no such kind: {other}")),
    }
}

#[test]
fn every_published_and_computed_number_is_judged_as_expected() {
    let file: Value = serde_json::from_str(include_str!("../../cases/identity.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 19);
    for case in cases {
        let input = &case["input"];
        let got = answer(input["kind"].as_str().unwrap(), input["value"].as_str().unwrap());
        assert_eq!(got, case["expected"], "{}", case["id"]);
    }
}
