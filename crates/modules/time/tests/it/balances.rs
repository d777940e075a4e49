//! How much is left, and why.

use axum::http::StatusCode;
use serde_json::Value;

use crate::company::Company;

/// The sum of the signed terms, in hundredths of a day.
pub(crate) fn sum_of_terms(explanation: &Value) -> i64 {
    let hundredths = |text: &str| {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let rest: i64 = format!("{rest:0<2}").parse().unwrap();
        whole.parse::<i64>().unwrap() * 100 + rest
    };
    let terms = explanation["terms"].as_array().unwrap();
    let signed = |term: &Value| {
        let value = hundredths(term["value"].as_str().unwrap());
        if term["sign"] == "-" { -value } else { value }
    };
    terms.iter().map(signed).sum()
}

#[tokio::test]
async fn a_balance_tells_its_lots_used_and_held_days_each_with_its_fact() {
    let company = Company::new().await;
    company.give(company.wang, 1000, "2026-01-01", "2026-12-31").await;
    let used = company.ask(&company.wang(), "2026-03-05", "2026-03-05").await;
    company.decide(&company.chief(), &used, "approve").await.expect(StatusCode::OK);
    let held = company.ask(&company.wang(), "2026-03-09", "2026-03-10").await;
    let path = "/api/v1/leave-balances";
    let seen = company.wang().get(path).await.expect(StatusCode::OK);
    let item = &seen["items"][0];
    assert_eq!((item["leave_type"].as_str(), item["quantity"].as_i64()), (Some("annual"), Some(700)));
    let explanation = &item["explanation"];
    assert_eq!((explanation["value"].as_str(), explanation["unit"].as_str()), (Some("7"), Some("day")));
    assert_eq!(sum_of_terms(explanation), 700);
    let terms: Vec<_> = explanation["terms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|term| {
            (term["label"].as_str().unwrap(), term["value"].as_str().unwrap(), term["input"]["id"].clone())
        })
        .collect();
    assert_eq!(terms[0].0, "leave.granted");
    assert_eq!(terms[1], ("leave.used", "1", used["id"].clone()));
    assert_eq!(terms[2], ("leave.held", "2", held["id"].clone()));
}

#[tokio::test]
async fn a_change_by_hand_is_told_with_its_reason_and_the_line_it_is() {
    let company = Company::new().await;
    let lot = company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    company.adjust(&lot, -50).await;
    let path = format!("/api/v1/leave-movements?employment={}", company.wang.employment);
    let lines = company.hr().get(&path).await.expect(StatusCode::OK);
    let seen = company.wang().get("/api/v1/leave-balances").await.expect(StatusCode::OK);
    let term = &seen["items"][0]["explanation"]["terms"][1];
    assert_eq!((term["label"].as_str(), term["sign"].as_str()), (Some("leave.adjusted"), Some("-")));
    assert_eq!((term["params"]["reason"].as_str(), term["value"].as_str()), (Some("更正"), Some("0.5")));
    assert_eq!(term["input"]["kind"], "leave_movement");
    assert_eq!(term["input"]["id"], lines["items"][0]["id"], "the newest line");
    let lots = company.hr().get(&format!("/api/v1/leave-lots?employment={}", company.wang.employment)).await;
    let lots = lots.expect(StatusCode::OK);
    let figure = |name: &str| lots["items"][0][name].as_i64().unwrap();
    assert_eq!((figure("given"), figure("drawn"), figure("left")), (450, 0, 450));
}

#[tokio::test]
async fn a_balance_as_of_a_day_ignores_what_came_later_and_one_known_at_an_instant_what_was_not_known() {
    let company = Company::new().await;
    let before_everything = company.app.now() - chrono::TimeDelta::seconds(1);
    company.give(company.wang, 1000, "2026-01-01", "2026-12-31").await;
    company.app.clock().advance(chrono::TimeDelta::days(1));
    company.ask(&company.wang(), "2026-03-09", "2026-03-10").await;
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 1000, "the day before it was asked for");
    assert_eq!(company.balance(company.wang, "2026-03-03").await, 800);
    assert_eq!(company.balance(company.wang, "2026-01-01").await, 1000, "granted later, for days before");
    assert_eq!(company.balance(company.wang, "2025-12-31").await, 0);
    let known = before_everything.to_rfc3339().replace('+', "%2B");
    let path = format!(
        "/api/v1/leave-balances?employment={}&as_of=2026-03-02&known_at={known}",
        company.wang.employment
    );
    let seen = company.hr().get(&path).await.expect(StatusCode::OK);
    assert_eq!(seen["items"][0]["quantity"], 0, "nobody knew of the grant yet");
}

#[tokio::test]
async fn many_are_given_at_once_or_none() {
    let company = Company::new().await;
    let mate = company.hire("同事", company.branch, "2025-01-01").await;
    let grant = |who: crate::company::Somebody, quantity: i64| {
        serde_json::json!({
            "employment_id": who.employment, "leave_type": "annual", "quantity": quantity,
            "first_day": "2026-01-01", "last_day": "2026-12-31", "source": "entitlement", "reason": "2026 年额度",
        })
    };
    let path = "/api/v1/leave-lots/bulk";
    let bad = serde_json::json!({ "grants": [grant(company.wang, 500), grant(mate, 0)] });
    company.hr().post(path, bad).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 0);
    let good = serde_json::json!({ "grants": [grant(company.wang, 500), grant(mate, 700)] });
    let given = company.hr().post(path, good).await.expect(StatusCode::CREATED);
    assert_eq!(given["items"].as_array().unwrap().len(), 2);
    assert_eq!(company.balance(mate, "2026-03-02").await, 700);
}
