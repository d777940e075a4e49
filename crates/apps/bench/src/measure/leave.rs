//! A leave from the question to the answer.

use std::collections::HashMap;

use anyhow::{Context, bail};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::{
    company::{Applicant, TODAY},
    http::Connection,
    load::{Times, micros},
    sign_in::sign_in,
};

/// Requests of each applicant.
const EACH: usize = 5;

/// Each applicant asks for some single days, the manager approves each at once. Answers the times of the whole and of
/// asking alone.
pub(super) async fn round(address: &str, applicants: &[Applicant]) -> anyhow::Result<(Times, Times)> {
    give_lots(address, applicants).await?;
    let mut managers: HashMap<&str, Connection> = HashMap::new();
    let days = working_days()?;
    let (mut whole, mut asking) = (vec![], vec![]);
    let begun = Instant::now();
    for applicant in applicants {
        let manager = applicant.manager.as_str();
        if !managers.contains_key(manager) {
            managers.insert(manager, signed_in(address, manager).await?);
        }
        let decides = managers.get_mut(manager).context("no manager")?;
        let mut asks = signed_in(address, &applicant.login).await?;
        for day in days.iter().take(EACH) {
            let sent = Instant::now();
            let body = json!({ "leave_type": "annual", "first_day": day, "last_day": day, "reason": "家事" });
            let request = asks.post("/api/v1/leave-requests", &body).await?.json()?;
            asking.push(micros(sent.elapsed()));
            approve(decides).await?;
            let id = request.get("id").and_then(Value::as_str).context("a request without an id")?;
            let seen = asks.get(&format!("/api/v1/leave-requests/{id}")).await?.json()?;
            if seen.get("status").is_none_or(|status| status != "approved") {
                bail!("not approved: {seen}");
            }
            whole.push(micros(sent.elapsed()));
        }
    }
    let took = begun.elapsed();
    Ok((Times::of(whole, took), Times::of(asking, took)))
}

async fn signed_in(address: &str, login: &str) -> anyhow::Result<Connection> {
    let head = sign_in(address, login, &format!("10.6.{}.1", login.len())).await?;
    Ok(Connection::open(address).await?.with(&head))
}

async fn give_lots(address: &str, applicants: &[Applicant]) -> anyhow::Result<()> {
    let lot = |applicant: &Applicant| {
        json!({
            "employment_id": applicant.employment, "leave_type": "annual", "quantity": 1500, "first_day": "2026-01-01",
            "last_day": "2026-12-31", "source": "entitlement", "reason": "年度",
        })
    };
    let grants: Vec<Value> = applicants.iter().map(lot).collect();
    let mut hr = signed_in(address, "hr").await?;
    hr.post("/api/v1/leave-lots/bulk", &json!({ "grants": grants })).await?.json()?;
    Ok(())
}

/// Approves what waits for the manager: the one request just sent.
async fn approve(manager: &mut Connection) -> anyhow::Result<()> {
    let waiting = manager.get("/api/v1/approvals?which=waiting").await?.json()?;
    let case = waiting.pointer("/items/0").unwrap_or(&Value::Null);
    let id =
        case.get("case_id").and_then(Value::as_str).with_context(|| format!("nothing waits: {waiting}"))?;
    let answer = json!({
        "node": case.get("node"), "outcome": "approve", "version": case.get("version"), "content": case.get("content"),
    });
    manager.post(&format!("/api/v1/approvals/{id}/decide"), &answer).await?.json()?;
    Ok(())
}

/// Tuesdays to Thursdays of spring, away from the holidays.
fn working_days() -> anyhow::Result<Vec<NaiveDate>> {
    let today: NaiveDate = TODAY.parse()?;
    let days = (1..32).filter_map(|n| today.checked_add_days(Days::new(n)));
    Ok(days.filter(|day| matches!(day.weekday(), Weekday::Tue | Weekday::Wed | Weekday::Thu)).collect())
}
