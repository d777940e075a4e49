//! Making the demo company, as its owner would: set-up, the roster, accounts and rights, leave, the first goals.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, ensure};
use chrono::{Datelike, NaiveDate, TimeDelta};
use heng_kernel::Ids;
use heng_packs::Packs;
use heng_timecalc::{
    leave::Crossing,
    statutory::{AnnualLeaveRule, Service, annual_leave},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    appointments,
    cast::{self, Part},
    house::{CORP, House},
    steps::Steps,
    visitor::{Visitor, at, list, number, text},
};
use crate::machine::SystemIds;

/// Where what must be known to serve the company again is kept, in its data folder.
const REMEMBERED: &str = "demo.json";
/// Days of annual leave, in hundredths, that this company gives to everybody, also before the law asks for any.
const LEAST_LEAVE: i64 = 500;
/// Login name of the owner's account.
pub(super) const OWNER: &str = "owner";
/// What is known of the company.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Company {
    /// Everybody's password, different for each company.
    pub(super) password: String,
    #[serde(flatten)]
    players: Players,
}

/// What is known of those who play, by login name.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Players {
    employments: BTreeMap<String, String>,
    /// Annual leave the year began with, in hundredths of a day.
    annual_leave: BTreeMap<String, i64>,
}

impl Company {
    /// Makes it, or reads what was made in this data folder before.
    pub(super) async fn make(house: &House, steps: &Steps) -> anyhow::Result<Self> {
        let remembered = house.data.join(REMEMBERED);
        if remembered.exists() {
            return Ok(serde_json::from_slice(&fs::read(&remembered)?)?);
        }
        let company = Making { house, steps, owner: Visitor::at_desk(&house.base)? }.everything().await?;
        fs::write(&remembered, serde_json::to_vec_pretty(&company)?)?;
        Ok(company)
    }

    pub(super) fn employment(&self, part: &Part) -> anyhow::Result<&str> {
        self.players.employments.get(part.login).map(String::as_str).context(part.login)
    }

    /// Annual leave the year began with, in hundredths of a day.
    pub(super) fn annual_leave(&self, part: &Part) -> anyhow::Result<i64> {
        self.players.annual_leave.get(part.login).copied().context(part.login)
    }
}

struct Making<'a> {
    house: &'a House,
    steps: &'a Steps,
    owner: Visitor,
}

impl Making<'_> {
    async fn everything(&self) -> anyhow::Result<Company> {
        let password = password();
        self.steps.step("首次设置 set-up", self.set_up(&password)).await?;
        let batch = self.steps.step("导入花名册 roster", self.upload()).await?;
        self.steps.step("写入 apply", self.apply(&batch)).await?;
        self.steps.step("负责人 heads of units", appointments::make(&self.owner, self.house.today())).await?;
        let players = self.steps.step("账号与微信 accounts", self.accounts(&password)).await?;
        let company = Company { password, players };
        self.steps.step("年假 leave", self.leave(&company)).await?;
        self.steps.step("目标与待办 goals and to-dos", self.under_way(&company)).await?;
        Ok(company)
    }

    async fn set_up(&self, password: &str) -> anyhow::Result<((), String)> {
        let body = json!({ "login": OWNER, "display_name": "系统负责人", "password": password });
        self.owner.post("/api/v1/set-up", &body).await?;
        let again = self.owner.refused(reqwest::Method::POST, "/api/v1/set-up", &body).await?;
        ensure!(again == reqwest::StatusCode::CONFLICT, "a second set-up was answered with {again}");
        Ok(((), "负责人已就位，设置不能再来一次".to_owned()))
    }

    async fn upload(&self) -> anyhow::Result<(Value, String)> {
        let batch = self.owner.upload("/api/v1/intake/batches", cast::ROSTER_NAME, cast::ROSTER).await?;
        let (good, refused) = (number(&batch, "/counts/created")?, number(&batch, "/counts/refused")?);
        ensure!(good.saturating_add(refused) == cast::ROWS && refused > 0, "{}", at(&batch, "/counts"));
        let id = text(&batch, "/id")?;
        let path = format!("/api/v1/intake/batches/{id}/findings?severity=error&limit=100");
        let findings = self.owner.get(&path).await?;
        let told = list(&findings, "/items")?;
        ensure!(
            told.iter().all(|found| at(found, "/row").as_i64().is_some_and(|row| row > 3)),
            "faults without rows"
        );
        let first = told.first().context("no fault was told")?;
        let said = format!(
            "{good} 行可用，{refused} 行退回，例如第 {} 行 {} {}",
            at(first, "/row"),
            first.pointer("/column/title").and_then(Value::as_str).unwrap_or_default(),
            text(first, "/finding/code")?
        );
        Ok((batch, said))
    }

    async fn apply(&self, batch: &Value) -> anyhow::Result<((), String)> {
        let id = text(batch, "/id")?;
        let plan = json!({ "plan_sha256": at(batch, "/plan_sha256") });
        self.owner.post(&format!("/api/v1/intake/batches/{id}/apply"), &plan).await?;
        let applied = self.house.wait(async || {
            let state = text(&self.owner.get(&format!("/api/v1/intake/batches/{id}")).await?, "/state")?;
            Ok((state == "applied").then_some(()))
        });
        applied.await.context("the roster was not applied")?;
        let total = number(&self.owner.get("/api/v1/people/total").await?, "/total")?;
        let checked = self.owner.get(&format!("/api/v1/intake/batches/{id}/verification")).await?;
        Ok(((), format!("{total} 人在册；与原表逐项核对：{}", verdict(&checked)?)))
    }

    async fn accounts(&self, password: &str) -> anyhow::Result<(Players, String)> {
        let mut players = Players::default();
        for part in cast::ALL {
            let found = self.owner.get(&format!("/api/v1/people?q={}&limit=5", part.number)).await?;
            let person =
                list(&found, "/items")?.first().with_context(|| format!("{} is missing", part.number))?;
            ensure!(at(person, "/name") == part.name, "{} is {}", part.number, at(person, "/name"));
            let wanted =
                json!({ "login": part.login, "person_id": at(person, "/person_id"), "locale": "zh-CN" });
            let opened = self.owner.post("/api/v1/accounts", &wanted).await?;
            let account = text(&opened, "/account")?;
            let link = json!({ "provider": "wecom", "corp": CORP, "subject": part.login });
            self.owner.put(&format!("/api/v1/accounts/{account}/external"), &link).await?;
            let accepted = json!({ "code": at(&opened, "/code"), "password": password });
            Visitor::at_desk(&self.house.base)?.post("/api/v1/session/invitation", &accepted).await?;
            if let Some(role) = part.role {
                self.give(&account, role).await?;
            }
            let first_day = text(at(person, "/work"), "/first_day")?.parse()?;
            let due = annual_leave_due(first_day, self.house.today()).context("no rule of annual leave")?;
            let due = due.max(LEAST_LEAVE);
            players.employments.insert(part.login.to_owned(), text(person, "/employment_id")?);
            players.annual_leave.insert(part.login.to_owned(), due);
        }
        Ok((players, format!("{} 人有账号，已绑定（模拟的）企业微信", cast::ALL.len())))
    }

    async fn give(&self, account: &str, role: &str) -> anyhow::Result<()> {
        let roles = self.owner.get("/api/v1/roles").await?;
        let role =
            list(&roles, "/items")?.iter().find(|one| at(one, "/code") == role).context("no such role")?;
        let grant = json!({
            "account_id": account, "role_id": at(role, "/id"), "scope": "all", "first_day": self.house.today(),
        });
        self.owner.post("/api/v1/grants", &grant).await.map(drop)
    }

    async fn leave(&self, company: &Company) -> anyhow::Result<((), String)> {
        let today = self.house.today();
        let first_day = today.with_ordinal(1).context("no first day")?;
        let last_day =
            NaiveDate::from_ymd_opt(today.year().saturating_add(1), 12, 31).context("no last day")?;
        let (mut grants, mut told) = (Vec::new(), Vec::new());
        for part in cast::ALL {
            let quantity = company.annual_leave(part)?;
            told.push(format!("{} {} 天", part.name, quantity / 100));
            grants.push(json!({
                "employment_id": company.employment(part)?, "leave_type": "annual", "quantity": quantity,
                "first_day": first_day, "last_day": last_day, "source": "entitlement",
                "reason": "本年度年休假：按入职以来的工龄依法计，公司至少给 5 天",
            }));
        }
        self.owner.post("/api/v1/leave-lots/bulk", &json!({ "grants": grants })).await?;
        Ok(((), told.join("，")))
    }

    /// What the pages show before anybody did anything: a request that waits, goals that were given.
    async fn under_way(&self, company: &Company) -> anyhow::Result<((), String)> {
        let colleague = Visitor::on_phone(&self.house.base, cast::COLLEAGUE.login)?;
        colleague.follow("/m/").await?;
        let day = self.house.today() + TimeDelta::days(14);
        let wanted = json!({
            "leave_type": "annual", "first_day": day, "last_day": day + TimeDelta::days(3), "reason": "回老家看父母",
        });
        colleague.post("/api/v1/leave-requests", &wanted).await?;
        let manager = Visitor::on_phone(&self.house.base, cast::MANAGER.login)?;
        manager.follow("/m/").await?;
        let month = self.house.today().format("%Y-%m").to_string();
        let terms = [("新增会员", "人", "60", 600_000), ("货架抽检合格率", "%", "98", 400_000)];
        for (name, unit, target, weight_ppm) in terms {
            let goal = json!({
                "employment_id": company.employment(&cast::COLLEAGUE)?, "month": month,
                "terms": { "name": name, "unit": unit, "target": target, "direction": "higher", "weight_ppm": weight_ppm },
            });
            manager.post("/api/v1/goals", &goal).await?;
        }
        Ok(((), "一张假条等批，两个目标等确认".to_owned()))
    }
}

/// Annual leave the law gives for the year, in hundredths of a day: of work before the first day here a roster says nothing.
fn annual_leave_due(first_day: NaiveDate, today: NaiveDate) -> Option<i64> {
    let row = Packs::embedded().china().leave.annual.as_of(today)?;
    let rule = AnnualLeaveRule::of(row, Crossing::NextYear);
    let service = Service { joined: first_day, last_day: None, prior_months: 0, continuous_months: 0 };
    annual_leave(&rule, &service, today.year(), today).map(|due| due.quantity)
}

/// Whether roster and company say the same, person by person and to the fen.
fn verdict(checked: &Value) -> anyhow::Result<&'static str> {
    let differences = list(checked, "/differences")?;
    ensure!(
        differences.is_empty() && at(checked, "/file") == at(checked, "/store"),
        "roster and company differ: {checked}"
    );
    Ok("一致")
}

/// Long enough for the rules, short enough to type, different each time. Letters that are not taken for others.
fn password() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz";
    let letter =
        |byte: u8| LETTERS.get(usize::from(byte) % LETTERS.len()).map_or('x', |letter| char::from(*letter));
    let word = |bytes: [u8; 10]| bytes.into_iter().take(5).map(letter).collect::<String>();
    format!("{}-{}", word(SystemIds.entropy()), word(SystemIds.entropy()))
}
