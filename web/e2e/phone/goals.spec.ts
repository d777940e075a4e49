import type { Page } from "@playwright/test";
import { test as demo, type Say } from "../desk/company";
import { monthAhead } from "../months";
import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { at, phoneOf } from "./phones";

/** What one phone does shows on the other once it is told and has read again. */
const told = { timeout: 20_000 };

async function fillTerms(page: Page, say: Say, name: string) {
  await page.getByLabel(say("performance:terms.name")).fill(name);
  await page.getByLabel(say("performance:goal.target"), { exact: true }).fill("60");
  await page.getByLabel(say("performance:terms.unit"), { exact: true }).fill("人");
  await page.getByLabel(say("performance:terms.weight")).fill("40");
}

demo(
  "a manager gives a goal, the person asks back and confirms the answer, the manager takes it back",
  async ({ browser, baseURL, locale, say, demo: company }) => {
    const base = baseURL ?? "";
    const language = locale === "zh-CN" ? "zh-CN" : "en";
    const name = `${language} ${Date.now()}`;
    const manager = await phoneOf(browser, base, language, "mao", "/m/team");
    await manager.getByRole("link").filter({ hasText: "余超" }).waitFor();
    await expectAccessible(manager);
    await expectNoSidewaysScroll(manager);
    const month = await monthAhead(manager);
    await manager.goto(`${at(base, "mao")}/m/team/${month}`);
    await manager.getByRole("link").filter({ hasText: "余超" }).click();
    await expect(manager).toHaveURL(new RegExp(`/m/team/${month}/${company.employments.yuchao}$`));
    await manager.getByRole("button", { name: say("performance:give.action") }).click();
    await fillTerms(manager, say, name);
    await expectAccessible(manager);
    await expectNoSidewaysScroll(manager);
    await manager.getByRole("button", { name: say("performance:give.submit") }).click();
    await expect(manager).toHaveURL(/\/m\/goals\/[0-9a-f-]{36}$/);
    const path = new URL(manager.url()).pathname;

    const employee = await phoneOf(browser, base, language, "yu", path);
    await employee.getByRole("button", { name: say("performance:question.action") }).click();
    await employee.getByLabel(say("performance:question.words")).fill("算不算线上的？");
    await employee.getByRole("button", { name: say("performance:question.submit") }).click();
    await expect(employee.getByText(say("performance:asked.own"))).toBeVisible(told);

    // The manager's page was open all the while.
    await expect(manager.getByText("算不算线上的？").first()).toBeVisible(told);
    await expectAccessible(manager);
    await manager.getByRole("button", { name: say("performance:revise.action") }).click();
    await manager.getByLabel(say("performance:goal.target"), { exact: true }).fill("50");
    await manager.getByLabel(say("performance:revise.reason")).fill("线上的也算");
    await expectAccessible(manager);
    await manager.getByRole("button", { name: say("performance:revise.submit") }).click();
    await expect(manager).toHaveURL(new RegExp(`${path}$`));

    await expect(employee.getByText("50 人").first()).toBeVisible(told);
    await employee.getByRole("button", { name: say("performance:confirm.action") }).click();
    await expect(employee.getByText(say("performance:state.confirmed")).first()).toBeVisible(told);
    await expectAccessible(employee);
    await expectNoSidewaysScroll(employee);

    await manager.getByRole("button", { name: say("performance:cancel.action"), exact: true }).click();
    await manager.getByLabel(say("performance:cancel.reason")).fill("改由区域统一盘点");
    await manager.getByRole("button", { name: say("performance:cancel.submit") }).click();
    await expect(manager.getByText(say("performance:state.cancelled")).first()).toBeVisible(told);
    await expect(employee.getByText(say("performance:state.cancelled")).first()).toBeVisible(told);
  },
);

demo("the team fits the narrowest phone", async ({ browser, baseURL, locale, say }) => {
  const base = baseURL ?? "";
  const phone = await phoneOf(browser, base, locale ?? "zh-CN", "mao", "/m/me");
  await phone.setViewportSize({ width: 360, height: 740 });
  await phone.getByRole("link", { name: say("performance:team.title") }).click();
  await phone.getByRole("link").filter({ hasText: "赵珍诗" }).click();
  await phone.getByRole("heading", { level: 2, name: "赵珍诗" }).waitFor();
  await expectNoSidewaysScroll(phone);
  await expectAccessible(phone);
});

demo("somebody who leads nobody is told so", async ({ browser, baseURL, locale, say }) => {
  const phone = await phoneOf(browser, baseURL ?? "", locale ?? "zh-CN", "zhao", "/m/team");
  await expect(phone.getByText(say("state.no_right"))).toBeVisible();
  await expectAccessible(phone);
});
