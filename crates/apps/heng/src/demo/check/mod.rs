//! The main job, performed as the people of the company would, a line per step.
//!
//! Every step looks at what came of it from the other side: the phone that received the message, the ledger, the trail.

mod goal;
mod leave;
mod trail;

use anyhow::Context;
use heng_demo_kit::wecom_fake::Received;
use url::Url;

use super::{
    cast::{self, Part},
    company::Company,
    house::House,
    steps::Steps,
    visitor::{Visitor, text},
};

/// Performs all of it.
pub(super) async fn run(house: &House, company: &Company, steps: &Steps) -> anyhow::Result<()> {
    let stage = Stage {
        house,
        company,
        steps,
        employee: Visitor::on_phone(&house.base, cast::EMPLOYEE.login)?,
        manager: Visitor::on_phone(&house.base, cast::MANAGER.login)?,
        hr: Visitor::at_desk(&house.base)?,
    };
    steps.step("微信登录 sign in from WeChat", stage.sign_in()).await?;
    leave::run(&stage).await?;
    goal::run(&stage).await?;
    trail::run(&stage).await
}

struct Stage<'a> {
    house: &'a House,
    company: &'a Company,
    steps: &'a Steps,
    /// On the phone.
    employee: Visitor,
    /// On the phone.
    manager: Visitor,
    /// At the desk.
    hr: Visitor,
}

impl Stage<'_> {
    async fn sign_in(&self) -> anyhow::Result<((), String)> {
        let at = self.employee.follow("/m/").await?;
        self.manager.follow("/m/").await?;
        self.hr.sign_in(cast::HR.login, &self.company.password).await?;
        let me = self.employee.get("/api/v1/me").await?;
        let name = text(&me, "/display_name")?;
        anyhow::ensure!(name == cast::EMPLOYEE.name, "signed in as {name}");
        Ok(((), format!("{name} 在 {at}")))
    }

    /// Waits for a message on somebody's phone whose link begins with `link`, and answers that link.
    async fn told(&self, who: &Part, link: &str) -> anyhow::Result<String> {
        let led = |received: &Received| {
            let path = Url::parse(received.url()?).ok()?.path().to_owned();
            path.starts_with(link).then_some(path)
        };
        let found = self.house.wait(async || Ok(self.house.fake.inbox(who.login).iter().rev().find_map(led)));
        found.await.with_context(|| format!("{} was not told of {link}", who.name))
    }
}
