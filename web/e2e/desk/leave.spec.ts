import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { open, test } from "./company";

test.beforeEach(({ enter }) => enter("jiahai"));

/** Days as a column writes them: `7.5`. */
const days = (text: string | null) => Number((text ?? "").replace("\u2212", "-").replace(/[^\d.-]/g, ""));

test("leave is given and corrected, and the account says so, line by line", async ({ page, say, demo }) => {
  const card = page.getByRole("region").filter({ has: page.getByTitle(say("explain.open")) });
  const total = card.locator("tfoot td").nth(3);
  const reason = `补发 ${Date.now()}`;
  await open(page, `/people/${demo.employments.zhaozhenshi}?tab=leave`);
  const before = days(await total.textContent());

  await card.getByRole("button", { name: say("time:grant.action"), exact: true }).click();
  const form = page.locator("form");
  await form.getByLabel(say("time:grant.days"), { exact: true }).fill("1.5");
  await form.getByLabel(say("time:grant.reason"), { exact: true }).fill(reason);
  await expectAccessible(page);
  await form.getByRole("button", { name: say("time:grant.submit") }).click();
  const lot = card.getByRole("row").filter({ hasText: reason }).first();
  await expect(lot).toContainText("1.5");
  await expect.poll(async () => days(await total.textContent())).toBe(before + 1.5);

  await card.getByRole("button", { name: say("time:adjust.action"), exact: true }).click();
  await form.getByLabel(say("time:desk.lot"), { exact: true }).click();
  await page.locator(".ant-select-dropdown:visible").getByText(reason).click();
  await form.getByLabel(say("time:grant.days"), { exact: true }).fill("1.5");
  await form.getByLabel(say("time:grant.reason"), { exact: true }).fill("重复发放");
  await form.getByRole("button", { name: say("time:adjust.submit") }).click();
  const line = card.getByRole("row").filter({ hasText: "重复发放" }).first();
  await expect(line).toContainText("\u22121.5");
  await expect.poll(async () => days(await total.textContent())).toBe(before);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("leave on another day is that of the day, and what has no history says it shows today", async ({
  page,
  say,
  demo,
}) => {
  await open(page, `/people/${demo.employments.yuchao}?tab=leave&as_of=2020-01-01`);
  await expect(page.locator("#page").getByText(say("time:desk.as_of", { day: "2020-01-01" }))).toBeVisible();
  await expect(page.getByTitle(say("explain.open")).first()).toContainText("0");
  await expect(page.getByText(say("time:desk.no_lots"))).toBeVisible();
  for (const tab of ["goals", "documents", "approvals"]) {
    await open(page, `/people/${demo.employments.yuchao}?tab=${tab}&as_of=2020-01-01`);
    await expect(page.getByText(say("as_of.today_only")).first()).toBeVisible();
  }
  await expectAccessible(page);
});

test("an input of an explained balance leads to its place, and the time of computing is told", async ({
  page,
  say,
  demo,
}) => {
  await open(page, `/people/${demo.employments.yuchao}`);
  await page.getByTitle(say("explain.open")).first().click();
  const panel = page.getByRole("complementary", { name: say("explain.title") });
  await expect(panel.getByText(say("explain.computed"))).toBeVisible();
  const input = panel.getByRole("listitem").getByRole("link").first();
  const href = (await input.getAttribute("href")) ?? "";
  await input.click();
  await expect(panel).toHaveCount(0);
  await expect(page).toHaveURL(href.startsWith("/leave-requests/") ? /tab=(approvals|leave)/ : /tab=leave/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("余超");
});

test("leave is given to everybody who was chosen in the list", async ({ page, say }) => {
  await open(page, "/people?q=zhao");
  const boxes = page.locator("tbody").getByRole("checkbox");
  for (const at of [0, 1]) {
    await boxes.nth(at).click();
    await expect(boxes.nth(at)).toBeChecked();
  }
  await page.getByRole("button", { name: say("time:grant.many_action") }).click();
  const form = page.locator("form");
  await form.getByLabel(say("time:grant.type"), { exact: true }).click();
  await page.locator(".ant-select-dropdown:visible .ant-select-item-option").first().click();
  await form.getByLabel(say("time:grant.days"), { exact: true }).fill("0.5");
  await form.getByLabel(say("time:grant.reason"), { exact: true }).fill("高温假");
  await expectAccessible(page);
  await form.getByRole("button", { name: say("time:grant.many_submit", { amount: 2, count: 2 }) }).click();
  await expect(page.getByText(say("time:grant.many_done", { amount: 2, count: 2 }))).toBeVisible();
  await expect(form).toHaveCount(0);
});
