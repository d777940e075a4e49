//! A goal's whole round: given, confirmed, worked on, scored at the month's end, improved.

use anyhow::{Context, ensure};
use chrono::{Months, NaiveDate};
use serde_json::{Value, json};

use super::Stage;
use crate::demo::{
    cast,
    visitor::{at, list, text},
};

pub(super) async fn run(stage: &Stage<'_>) -> anyhow::Result<()> {
    let steps = stage.steps;
    let month = stage.house.today();
    let goal = steps.step("经理定目标 give a goal", stage.give(month)).await?;
    steps.step("手机上确认 confirm", stage.confirm(&goal)).await?;
    steps.step("报进度 report progress", stage.report(&goal)).await?;
    let result = steps.step("月末出结果 the month ends", stage.month_ends(month)).await?;
    steps.step("看结果并确认 acknowledge", stage.acknowledge(&result)).await?;
    let item = steps.step("一条改进 one improvement", stage.improve(&result, &goal)).await?;
    steps.step("下月见效 its effect next month", stage.effect(&item)).await
}

impl Stage<'_> {
    async fn give(&self, today: NaiveDate) -> anyhow::Result<(Value, String)> {
        let goal = json!({
            "employment_id": self.company.employment(&cast::EMPLOYEE)?, "month": today.format("%Y-%m").to_string(),
            "terms": {
                "name": "临期商品及时下架", "unit": "件", "target": "120", "direction": "higher", "weight_ppm": 1_000_000,
            },
        });
        let given = self.manager.post("/api/v1/goals", &goal).await?;
        let link = self.told(&cast::EMPLOYEE, &format!("/m/goals/{}", text(&given, "/id")?)).await?;
        Ok((given, format!("120 件，推送到 {link}")))
    }

    async fn confirm(&self, goal: &Value) -> anyhow::Result<((), String)> {
        let path = format!("/api/v1/goals/{}/confirm", text(goal, "/id")?);
        let confirmed = self.employee.post(&path, &json!({ "version": at(goal, "/version") })).await?;
        ensure!(at(&confirmed, "/state") == "confirmed", "{confirmed}");
        Ok(((), format!("第 {} 版", at(&confirmed, "/version"))))
    }

    async fn report(&self, goal: &Value) -> anyhow::Result<((), String)> {
        let path = format!("/api/v1/goals/{}/progress", text(goal, "/id")?);
        let said = json!({ "value": "90", "words": "本周清了冷柜，还差饮料区" });
        let shown = self.employee.post(&path, &said).await?;
        let completion = shown.pointer("/standing/completion_ppm").and_then(Value::as_i64);
        ensure!(completion == Some(750_000), "90 of 120 is not {completion:?}");
        ensure!(shown.pointer("/standing/completion_explained/terms").is_some(), "not explained: {shown}");
        Ok(((), "90 / 120 件，完成 75 %，有算式".to_owned()))
    }

    /// Puts the clock to the first of the next month; the result comes by itself.
    async fn month_ends(&self, today: NaiveDate) -> anyhow::Result<(String, String)> {
        self.house.next_month()?;
        let link = self.told(&cast::EMPLOYEE, "/m/results/").await?;
        let id = link.rsplit('/').next().unwrap_or_default().to_owned();
        Ok((id, format!("{} 的结果推送到手机", today.format("%Y-%m"))))
    }

    async fn acknowledge(&self, result: &str) -> anyhow::Result<((), String)> {
        // The session of last month is over; the message's link signs in again.
        self.employee.follow(&format!("/m/results/{result}")).await?;
        self.look_again(&self.employee).await?;
        let shown = self.employee.get(&format!("/api/v1/results/{result}")).await?;
        let total = text(&shown, "/score/total")?;
        ensure!(shown.pointer("/check/outcome_follows").is_some_and(|v| v == true), "{shown}");
        ensure!(!list(&shown, "/score/parts")?.is_empty(), "no basis: {shown}");
        let path = format!("/api/v1/results/{result}/acknowledge");
        let seen = self.employee.post(&path, &json!({})).await?;
        ensure!(at(&seen, "/acknowledged_at").is_string(), "{seen}");
        Ok(((), format!("{total} 分，依据可逐项重算")))
    }

    async fn improve(&self, result: &str, goal: &Value) -> anyhow::Result<(Value, String)> {
        self.manager.follow("/m/").await?;
        let item =
            json!({ "goal_id": at(goal, "/id"), "action": "每天闭店前按批次扫一遍饮料区", "target": "110" });
        let set = self.manager.post(&format!("/api/v1/results/{result}/improvement"), &item).await?;
        self.told(&cast::EMPLOYEE, "/m/").await?;
        Ok((set, "从 90 件到 110 件".to_owned()))
    }

    async fn effect(&self, item: &Value) -> anyhow::Result<((), String)> {
        let path = format!("/api/v1/improvements/{}/progress", text(item, "/id")?);
        let done = json!({ "value": "112", "words": "饮料区每天扫，一件没漏" });
        let shown = self.employee.post(&path, &done).await?;
        ensure!(at(&shown, "/reached").as_bool() == Some(true), "{shown}");
        let (before, after) = (text(&shown, "/effect/before")?, text(&shown, "/effect/after")?);
        ensure!(shown.pointer("/effect/explanation").is_some_and(Value::is_object), "not explained: {shown}");
        Ok(((), format!("{before} → {after} 件，达成")))
    }

    /// Grades are shown after a second look.
    async fn look_again(&self, who: &crate::demo::visitor::Visitor) -> anyhow::Result<()> {
        let proof = json!({ "kind": "password", "password": self.company.password });
        who.post("/api/v1/session/second-look", &proof).await.map(drop)
    }
}

impl crate::demo::house::House {
    /// Puts the clock to the first day of the next month, half past midnight in the company's zone.
    pub(in crate::demo) fn next_month(&self) -> anyhow::Result<()> {
        let next = chrono::Datelike::with_day(&self.today(), 1)
            .and_then(|first| first.checked_add_months(Months::new(1)));
        let local = next.and_then(|day| day.and_hms_opt(0, 30, 0)).context("no next month")?;
        let at = local.and_local_timezone(chrono_tz::Asia::Shanghai).single().context("no such hour")?;
        self.clock.forward_to(at.to_utc());
        Ok(())
    }
}
