//! What is left at the end: views of any day, a trail without a gap, and nothing lost on the way.

use anyhow::ensure;
use heng_db::audit::{Fault, verify};
use serde_json::Value;

use super::Stage;
use crate::{
    commands::copied_head,
    demo::{
        cast,
        visitor::{Visitor, list, number},
    },
};

pub(super) async fn run(stage: &Stage<'_>) -> anyhow::Result<()> {
    let steps = stage.steps;
    steps.step("任一天的名册 people as of any day", stage.as_of()).await?;
    steps.step("审计记录 the audit trail", stage.audited()).await?;
    steps.step("没有丢失 nothing lost", stage.nothing_lost()).await
}

impl Stage<'_> {
    async fn as_of(&self) -> anyhow::Result<((), String)> {
        self.hr.sign_in(cast::HR.login, &self.company.password).await?;
        let then = number(&self.hr.get("/api/v1/people/total?as_of=2020-01-01").await?, "/total")?;
        let now = number(&self.hr.get("/api/v1/people/total").await?, "/total")?;
        ensure!(0 < then && then < now, "{then} people in 2020, {now} now");
        Ok(((), format!("2020-01-01 有 {then} 人，现在 {now} 人")))
    }

    async fn audited(&self) -> anyhow::Result<((), String)> {
        let system = &self.house.system;
        let key = system.vault.audit_key();
        let sealed = self.house.wait(async || {
            let copied = copied_head(&system.config.data.audit_head(), &key)?;
            let report = verify(system.db.read(), &key, &copied, system.db.now()).await?;
            // The clock of a demo leaps a month: what was written just before it looks old, and is only waiting its turn.
            let (waiting, wrong): (Vec<_>, Vec<_>) =
                report.faults.into_iter().partition(|fault| matches!(fault, Fault::Unsealed { .. }));
            ensure!(wrong.is_empty(), "{wrong:?}");
            Ok((report.checked > 0 && waiting.is_empty()).then_some(report.checked))
        });
        let rows = sealed.await?;
        let owner = Visitor::at_desk(&self.house.base)?;
        owner.sign_in(crate::demo::company::OWNER, &self.company.password).await?;
        let mut found = 0;
        for action in ["leave.submit", "approval.decide", "goal.give", "result.issue"] {
            let entries = owner.get(&format!("/api/v1/audit-entries?action={action}&limit=10")).await?;
            ensure!(!list(&entries, "/items")?.is_empty(), "no trail of {action}");
            found += 1;
        }
        Ok(((), format!("{rows} 行首尾相连，{found} 类动作都在")))
    }

    async fn nothing_lost(&self) -> anyhow::Result<((), String)> {
        let owner = Visitor::at_desk(&self.house.base)?;
        owner.sign_in(crate::demo::company::OWNER, &self.company.password).await?;
        for path in ["/api/v1/failed-jobs", "/api/v1/messages/failed"] {
            let failed: Value = owner.get(path).await?;
            ensure!(list(&failed, "/items")?.is_empty(), "{path}: {failed}");
        }
        let lost: usize = cast::ALL.iter().map(|part| self.house.fake.dropped(part.login).len()).sum();
        ensure!(lost == 0, "WeCom dropped {lost} messages");
        Ok(((), "没有失败的任务和消息".to_owned()))
    }
}
