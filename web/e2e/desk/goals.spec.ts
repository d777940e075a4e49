import type { Page } from "@playwright/test";
import { monthAhead } from "../months";
import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { choose, open, type Say, test } from "./company";

const monthWords = (month: string, locale: string) =>
  locale === "zh-CN"
    ? `${month.slice(0, 4)}年${Number(month.slice(5))}月`
    : `${new Date(`${month}-01T00:00:00Z`).toLocaleString("en", { month: "short", timeZone: "UTC" })} ${month.slice(0, 4)}`;

/** The form of a goal, filled in, in the drawer that is open. */
async function fillTerms(page: Page, say: Say, name: string, target: string) {
  const form = page.locator("form");
  await form.getByLabel(say("performance:terms.name")).fill(name);
  await form.getByLabel(say("performance:goal.target"), { exact: true }).fill(target);
  await form.getByLabel(say("performance:terms.unit"), { exact: true }).fill("人");
  await form.getByLabel(say("performance:goal.share"), { exact: true }).fill("40");
}

test("a goal is given, confirmed by its owner, changed with a reason and taken back", async ({
  page,
  say,
  enter,
  locale,
}) => {
  await enter("maohai");
  const name = `${locale} ${Date.now()}`;
  await open(page, "/goals");
  const month = await monthAhead(page);
  await page.getByRole("button", { name: say("performance:give.action") }).click();
  await expect(page.locator("form")).toBeVisible();
  await expectAccessible(page);
  await choose(page, say("performance:give.who"), "余超", "余超");
  await page.getByLabel(say("performance:goal.month"), { exact: true }).last().click();
  await page
    .locator(".ant-select-dropdown:visible")
    .getByText(monthWords(month, locale ?? "zh-CN"))
    .click();
  await fillTerms(page, say, name, "60");
  await page
    .locator("form")
    .getByRole("button", { name: say("performance:give.submit") })
    .click();
  await expect(page).toHaveURL(/goal=[0-9a-f-]{36}/);
  const id = new URL(page.url()).searchParams.get("goal");
  await expect(page.getByText(say("performance:state.given")).last()).toBeVisible();
  await expectAccessible(page);

  await page.context().clearCookies();
  await enter("yuchao");
  await open(page, `/goals/${id}`);
  await page.getByRole("button", { name: say("performance:confirm.action") }).click();
  await expect(page.getByText(say("performance:state.confirmed")).first()).toBeVisible();
  await expect(page.getByRole("button", { name: say("performance:revise.action") })).toHaveCount(0);
  await expectAccessible(page);

  await page.context().clearCookies();
  await enter("maohai");
  await open(page, `/goals/${id}`);
  await page.getByRole("button", { name: say("performance:revise.action") }).click();
  const form = page.locator("form");
  await form.getByLabel(say("performance:goal.target"), { exact: true }).fill("80");
  await form.getByRole("button", { name: say("performance:revise.submit") }).click();
  await expect(form.getByText(say("problem:field.required"))).toBeVisible();
  await form.getByLabel(say("performance:revise.reason")).fill("月底有店庆");
  await form.getByRole("button", { name: say("performance:revise.submit") }).click();
  await expect(page.getByText(say("performance:goal.changed_theirs"))).toBeVisible();
  await expect(page.getByText("80 人", { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: say("performance:cancel.action"), exact: true }).click();
  await form.getByLabel(say("performance:cancel.reason")).fill("改由区域统一盘点");
  await form.getByRole("button", { name: say("performance:cancel.submit") }).click();
  await expect(page.getByText(say("performance:state.cancelled")).first()).toBeVisible();
  await expect(page.getByRole("button", { name: say("performance:revise.action") })).toHaveCount(0);
});

test("the team's month opens one person after another, and its month is in the address", async ({
  page,
  say,
  enter,
  demo,
  locale,
}) => {
  await enter("maohai");
  await open(page, "/goals?view=team");
  await page.getByRole("button", { name: "余超" }).click();
  await expect(page).toHaveURL(new RegExp(`person=${demo.employments.yuchao}`));
  await expect(page.getByRole("complementary").getByText("余超").first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/person=/);

  const month = await monthAhead(page);
  await page.getByLabel(say("performance:goal.month"), { exact: true }).last().click();
  await page
    .locator(".ant-select-dropdown:visible")
    .getByText(monthWords(month, locale ?? "zh-CN"))
    .click();
  await expect(page).toHaveURL(new RegExp(`month=${month}`));
  await page.reload();
  await expect(page.getByText(monthWords(month, locale ?? "zh-CN")).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("goals are narrowed by month and state in the address; what matches nothing says so", async ({
  page,
  say,
  enter,
}) => {
  await enter("jiahai");
  await open(page, "/goals?state=confirmed&month=2001-01");
  await expect(page.getByText(say("performance:list.none_such"))).toBeVisible();
  await expectAccessible(page);
  await open(page, "/goals?view=results&month=2001-01");
  await expect(page.getByText(say("performance:result.empty"))).toBeVisible();
  await open(page, "/goals?view=improvements&month=2001-01");
  await expect(page.getByText(say("performance:improvement.empty"))).toBeVisible();
  await expectAccessible(page);
});

test("the workbench leads a manager to goals, and an employee is offered nothing to give", async ({
  page,
  say,
  enter,
}) => {
  await enter("maohai");
  await open(page, "/");
  await page
    .getByRole("link", { name: new RegExp(say("workbench.questions")) })
    .first()
    .click();
  await expect(page).toHaveURL(/\/goals\?.*state=questioned/);
  await page.context().clearCookies();
  await enter("yuchao");
  await open(page, "/goals");
  await expect(page.getByRole("button", { name: say("performance:give.action") })).toHaveCount(0);
  await expect(page.getByRole("link", { name: say("performance:view.team"), exact: true })).toHaveCount(0);
  await open(page, "/goals/01900000-0000-7000-8000-000000000000");
  await expect(page.getByRole("alert")).toBeVisible();
});
