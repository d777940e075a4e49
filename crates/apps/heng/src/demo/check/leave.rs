//! Leave: asked for on the phone, decided by the right manager, told to both, booked once.

use anyhow::{Context, ensure};
use chrono::{NaiveDate, TimeDelta};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::Stage;
use crate::demo::{
    cast,
    visitor::{Visitor, at, list, number, text},
};

/// A day and a half, in hundredths.
const WANTED: i64 = 150;

pub(super) async fn run(stage: &Stage<'_>) -> anyhow::Result<()> {
    let steps = stage.steps;
    let asked = steps.step("手机上请假 ask for leave", stage.ask()).await?;
    steps.step("别人看不到 nobody else sees it", stage.hidden(&asked)).await?;
    let case = steps.step("经理收到消息 the manager is told", stage.manager_is_told()).await?;
    steps.step("批准 approve, twice", stage.approve(&case)).await?;
    steps.step("员工收到结果 the employee is told", stage.employee_is_told(&asked)).await?;
    steps.step("假期账 the ledger", stage.booked(&asked)).await
}

impl Stage<'_> {
    async fn ask(&self) -> anyhow::Result<(Value, String)> {
        let (wanted, preview) = self.previewed().await?;
        let whole = self.company.annual_leave(&cast::EMPLOYEE)?;
        let rest = whole.saturating_sub(WANTED);
        ensure!(number(&preview, "/balance_before")? == whole, "{preview}");
        ensure!(number(&preview, "/balance_after")? == rest, "{preview}");
        let asked = self.employee.post("/api/v1/leave-requests", &wanted).await?;
        ensure!(at(&asked, "/status") == "pending" && number(&asked, "/quantity")? == WANTED, "{asked}");
        let days =
            format!("{} 起一天半，余额 {} → {}", text(&wanted, "/first_day")?, in_days(whole), in_days(rest));
        Ok((asked, days))
    }

    /// The first Monday and Tuesday that are both worked, at least a week ahead, with what the phone shows of them.
    async fn previewed(&self) -> anyhow::Result<(Value, Value)> {
        let mut monday = self.house.today() + TimeDelta::days(7);
        for _ in 0..28 {
            let wanted = day_and_a_half(monday);
            let preview = self.employee.post("/api/v1/leave-requests/preview", &wanted).await?;
            if number(&preview, "/quantity")? == WANTED {
                return Ok((wanted, preview));
            }
            monday += TimeDelta::days(1);
        }
        anyhow::bail!("no two working days in a row within four weeks")
    }

    async fn hidden(&self, asked: &Value) -> anyhow::Result<((), String)> {
        let colleague = Visitor::on_phone(&self.house.base, cast::COLLEAGUE.login)?;
        colleague.follow("/m/").await?;
        let path = format!("/api/v1/leave-requests/{}", text(asked, "/id")?);
        let status = colleague.refused(Method::GET, &path, &Value::Null).await?;
        ensure!(status == StatusCode::NOT_FOUND, "a colleague was answered with {status} to the request");
        // A colleague is in the address book, a ledger of leave is not.
        let ledger =
            format!("/api/v1/leave-movements?employment={}", self.company.employment(&cast::EMPLOYEE)?);
        let status = colleague.refused(Method::GET, &ledger, &Value::Null).await?;
        ensure!(status == StatusCode::FORBIDDEN, "a colleague was answered with {status} to the ledger");
        Ok(((), format!("对 {} 来说，假条不存在，假期账不许看", cast::COLLEAGUE.name)))
    }

    async fn manager_is_told(&self) -> anyhow::Result<(Value, String)> {
        let link = self.told(&cast::MANAGER, "/m/approvals/").await?;
        // Both requests wait for the same manager; the one of the employee is looked for by name.
        let to_do = self.manager.get("/api/v1/approvals?limit=50").await?;
        let of_employee =
            |item: &&Value| item.pointer("/applicant/number").is_some_and(|n| n == cast::EMPLOYEE.number);
        let found = list(&to_do, "/items")?.iter().find(of_employee).context("it is not among the to-dos")?;
        let case = self.manager.get(&format!("/api/v1/approvals/{}", text(found, "/case_id")?)).await?;
        Ok((case, link))
    }

    async fn approve(&self, case: &Value) -> anyhow::Result<((), String)> {
        let path = format!("/api/v1/approvals/{}/decide", text(case, "/id")?);
        let decision = json!({
            "node": text(case, "/may/decide")?, "version": at(case, "/version"), "content": at(case, "/content"),
            "outcome": "approve", "comment": "安排好班次了",
        });
        let first = self.manager.post(&path, &decision).await?;
        ensure!(at(&first, "/status") == "approved", "{first}");
        // An impatient thumb: the same once more is the same.
        let again = self.manager.post(&path, &decision).await?;
        ensure!(at(&again, "/version") == at(&first, "/version"), "decided twice: {again}");
        Ok(((), "两次点同意，只算一次".to_owned()))
    }

    async fn employee_is_told(&self, asked: &Value) -> anyhow::Result<((), String)> {
        let link = self.told(&cast::EMPLOYEE, &format!("/m/leave/{}", text(asked, "/id")?)).await?;
        let at = self.employee.follow(&link).await?;
        ensure!(at == link, "the link led to {at}");
        Ok(((), link))
    }

    async fn booked(&self, asked: &Value) -> anyhow::Result<((), String)> {
        let employment = self.company.employment(&cast::EMPLOYEE)?;
        let ledger =
            self.hr.get(&format!("/api/v1/leave-movements?employment={employment}&limit=100")).await?;
        let rows = list(&ledger, "/items")?;
        let sum: i64 = rows.iter().filter_map(|row| at(row, "/quantity").as_i64()).sum();
        let (now, whole) =
            (self.balance(self.house.today()).await?, self.company.annual_leave(&cast::EMPLOYEE)?);
        ensure!(
            (now, sum) == (whole.saturating_sub(WANTED), now),
            "the balance is {now}, the ledger sums to {sum}: {ledger}"
        );
        let shown = self.employee.get(&format!("/api/v1/leave-requests/{}", text(asked, "/id")?)).await?;
        ensure!(at(&shown, "/status") == "approved", "{shown}");
        let before = self.known_before(asked).await?;
        ensure!(before == whole, "as it was known before the request the balance was {before}");
        Ok(((), format!("{} 笔，余 {}；请假之前所知是 {}", rows.len(), in_days(now), in_days(whole))))
    }

    async fn balance(&self, as_of: NaiveDate) -> anyhow::Result<i64> {
        let employment = self.company.employment(&cast::EMPLOYEE)?;
        let path = format!("/api/v1/leave-balances?employment={employment}&as_of={as_of}");
        annual(&self.hr.get(&path).await?)
    }

    /// What was known a moment before it was asked for.
    async fn known_before(&self, asked: &Value) -> anyhow::Result<i64> {
        let at: chrono::DateTime<chrono::Utc> = text(asked, "/submitted_at")?.parse()?;
        let before = (at - TimeDelta::microseconds(1)).format("%Y-%m-%dT%H:%M:%S%.6fZ");
        let employment = self.company.employment(&cast::EMPLOYEE)?;
        let today = self.house.today();
        let path = format!("/api/v1/leave-balances?employment={employment}&as_of={today}&known_at={before}");
        annual(&self.hr.get(&path).await?)
    }
}

fn day_and_a_half(first_day: NaiveDate) -> Value {
    json!({
        "leave_type": "annual", "first_day": first_day, "last_day": first_day + TimeDelta::days(1), "last_half": "am",
        "reason": "孩子开家长会",
    })
}

fn annual(balances: &Value) -> anyhow::Result<i64> {
    let items = list(balances, "/items")?;
    let annual = items.iter().find(|item| at(item, "/leave_type") == "annual").context("no annual leave")?;
    number(annual, "/quantity")
}

/// Hundredths of a day as the steps tell them.
fn in_days(hundredths: i64) -> String {
    match hundredths % 100 {
        0 => format!("{} 天", hundredths / 100),
        rest => format!("{}.{rest:02} 天", hundredths / 100),
    }
}
