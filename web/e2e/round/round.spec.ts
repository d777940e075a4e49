import type { Browser, Page } from "@playwright/test";
import { ask } from "../ask";
import { deskScreen } from "../chromium";
import { type Say, test } from "../desk/company";
import { at, phoneOf } from "../phone/phones";
import { expect, expectAccessible, expectNoSidewaysScroll, listenTo } from "../watched";
import { arrived, cards, inside, openSimulator, phone, putClock } from "./simulator";

/** Jobs, messages and other phones take their turn. */
const told = { timeout: 30_000 };
/** Markup in the name of a goal: WeChat and every page show it as letters. */
const markup = "<svg onload=alert(1)>";

interface Goals {
  late: { id: string; name: string };
  reached: { id: string; name: string };
}

/** Two goals of the month of `first`: one due on that very day, one by the end of the month. */
async function give(manager: Page, employment: string, first: string): Promise<Goals> {
  const one = async (name: string, terms: object) => {
    const all = { name, direction: "higher", ...terms };
    const body = { employment_id: employment, month: first.slice(0, 7), terms: all };
    return { id: (await ask<{ id: string }>(manager, "POST", "/goals", body)).id, name };
  };
  return {
    late: await one(`新增会员 ${markup}`, { unit: "人", target: "60", weight_ppm: 600_000, due_on: first }),
    reached: await one("货架抽检", { unit: "次", target: "10", weight_ppm: 400_000 }),
  };
}

/** Proves to a page that it is still oneself. */
async function lookAgain(page: Page, say: Say, password: string): Promise<void> {
  await page.getByLabel(say("performance:look.password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: say("performance:look.submit") }).click();
}

/** Reports a number on the phone's page that is open. */
async function report(
  page: Page,
  say: Say,
  of: { name: string; unit: string },
  value: string,
  words: string,
) {
  await page.getByRole("button", { name: say("performance:report.action") }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel(say("performance:report.value", of), { exact: true }).fill(value);
  await sheet.getByLabel(say("performance:report.words"), { exact: true }).fill(words);
  await expectAccessible(page);
  await sheet.getByRole("button", { name: say("performance:report.submit"), exact: true }).click();
  await expect(sheet).toHaveCount(0, told);
}

/** Opens where a figure comes from, looks at it, closes it. */
async function explained(
  page: Page,
  figure: string | RegExp,
  look: (sheet: ReturnType<Page["locator"]>) => Promise<void>,
) {
  await page.getByRole("button", { name: figure }).first().click();
  const sheet = page.getByRole("dialog");
  await look(sheet);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
}

/** Somebody at a desk who came in through WeCom; a page of their own, so that nobody else's session is theirs. */
async function deskOf(
  browser: Browser,
  base: string,
  locale: string,
  whose: "mao",
  to: string,
): Promise<Page> {
  const context = await browser.newContext({ ...deskScreen, locale, timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  await page.goto(`${at(base, whose)}/demo/enter?to=${encodeURIComponent(to)}`);
  return page;
}

test("a goal goes its whole round: late and explained, scored at the month's end, issued anew, seen, improved", async ({
  page: simulator,
  browser,
  baseURL,
  locale,
  say,
  demo,
}) => {
  test.setTimeout(480_000);
  const base = baseURL ?? "";
  const language = locale === "zh-CN" ? "zh-CN" : "en";
  await openSimulator(simulator, base, language);
  const first = await putClock(simulator, "next-month");
  expect(first.slice(8)).toBe("01");

  const manager = await phoneOf(browser, base, language, "mao", "/m/team");
  await manager.getByRole("heading", { level: 1 }).waitFor();
  const received = await cards(simulator, "yuchao").count();
  const goals = await give(manager, demo.employments.yuchao ?? "", first);

  await test.step("the message stands on the phone in letters, its button opens the goal signed in", async () => {
    await arrived(simulator, "yuchao", received + 1);
    const card = cards(simulator, "yuchao").filter({ hasText: "新增会员" }).last();
    await expect(card).toContainText("＜svg onload=alert(1)＞");
    await expect(simulator.locator("#phones svg[onload]")).toHaveCount(0);
    await card.getByRole("button").click();
    const opened = inside(simulator, "yuchao");
    await opened.getByRole("button", { name: say("performance:confirm.action") }).click();
    await expect(opened.getByText(say("performance:state.confirmed")).first()).toBeVisible(told);
    await phone(simulator, "yuchao").locator(".bar button").click();
    await expect(card).toBeVisible();
  });

  const employee = await phoneOf(browser, base, language, "yu", `/m/goals/${goals.reached.id}`);
  const said = listenTo(employee);
  /** The link of a message, on a day to come: it signs in again where a session is over. */
  const follow = (to: string) => employee.goto(`${at(base, "yu")}/demo/enter?to=${encodeURIComponent(to)}`);

  await test.step("numbers with words, on time and a day late", async () => {
    await employee.getByRole("button", { name: say("performance:confirm.action") }).click();
    await expect(employee.getByText(say("performance:state.confirmed")).first()).toBeVisible(told);
    await report(employee, say, { name: goals.reached.name, unit: "次" }, "10", "十个货架都查过了");
    await expect(employee.getByText("十个货架都查过了")).toBeVisible();
    await expect(employee.getByText(say("performance:standing.on_time")).first()).toBeVisible();

    await putClock(simulator, "next-day");
    await follow(`/m/goals/${goals.late.id}`);
    await report(employee, say, { name: goals.late.name, unit: "人" }, "30", "周末在门口摆了摊");
    await expect(employee.getByText("周末在门口摆了摊")).toBeVisible();
    await expect(employee.getByRole("button", { name: "50.0%" })).toBeVisible();
    await expectNoSidewaysScroll(employee);
    await explained(employee, say("performance:standing.late", { count: 1 }), async (sheet) => {
      await expect(sheet).toContainText(say("explain:goal.term.days_after_due"));
      await expect(sheet).toContainText(say("explain:goal.delay.open"));
    });
  });

  const reported = await cards(simulator, "yuchao").count();
  let result = "";
  await test.step("the month ends: the result comes by itself and shows nothing before a second look", async () => {
    await putClock(simulator, "next-month");
    const card = await arrived(simulator, "yuchao", reported);
    await card.getByRole("button").click();
    const opened = inside(simulator, "yuchao");
    await expect(opened.getByLabel(say("performance:look.password"), { exact: true })).toBeVisible(told);
    const address = simulator.frames().map((frame) => new URL(frame.url()).pathname);
    result = address.find((path) => path.startsWith("/m/results/")) ?? "";
    expect(result).toMatch(/[0-9a-f-]{36}$/);
    await phone(simulator, "yuchao").locator(".bar button").click();
  });

  await test.step("the manager puts a number right, looks twice, and issues it anew with the reason", async () => {
    const on = (to: string) => manager.goto(`${at(base, "mao")}/demo/enter?to=${encodeURIComponent(to)}`);
    await on(`/m/goals/${goals.late.id}`);
    await manager.getByRole("button", { name: say("performance:correct.action"), exact: true }).click();
    const sheet = manager.getByRole("dialog");
    await sheet.getByLabel(say("performance:correct.value", { unit: "人" }), { exact: true }).fill("36");
    await sheet.getByLabel(say("performance:correct.reason"), { exact: true }).fill("漏了六张纸质登记");
    await expectAccessible(manager);
    await sheet.getByRole("button", { name: say("performance:correct.submit") }).click();
    await expect(sheet).toHaveCount(0, told);
    await expect(manager.getByText("漏了六张纸质登记")).toBeVisible(told);

    await on(result);
    await expect(manager.getByLabel(say("performance:look.password"), { exact: true })).toBeVisible();
    await expectAccessible(manager);
    await lookAgain(manager, say, demo.password);
    await expect(manager.getByText(say("performance:result.restated"))).toBeVisible(told);
    await manager.getByRole("button", { name: say("performance:issue.again"), exact: true }).click();
    await sheet.getByLabel(say("performance:issue.reason"), { exact: true }).fill("补上纸质登记");
    await expectAccessible(manager);
    await sheet.getByRole("button", { name: say("performance:issue.again"), exact: true }).click();
    const shown = () => new URL(manager.url()).pathname;
    await expect.poll(shown, told).not.toBe(result);
    await expect(manager.getByText(say("performance:result.unseen_theirs"))).toBeVisible(told);
    result = shown();
  });

  await test.step("the employee sees how the points add up, and says it was seen", async () => {
    await arrived(simulator, "yuchao", reported + 2);
    await follow(result);
    await lookAgain(employee, say, demo.password);
    await expect(employee.getByText("补上纸质登记").first()).toBeVisible(told);
    const parts = employee.getByRole("region", { name: say("performance:result.parts") });
    const points = async (goal: string) =>
      Number(
        await parts.locator("div").filter({ hasText: goal }).last().getByRole("button").last().textContent(),
      );
    const total = employee.locator(".key-figure").first();
    expect(Number(await total.textContent())).toBe(
      (60 * (await points(goals.late.name)) + 40 * (await points(goals.reached.name))) / 100,
    );
    await explained(employee, (await total.textContent()) ?? "", async (sheet) => {
      await expect(sheet.getByText(say("explain:sheet.term.points")).first()).toBeVisible();
      await expect(sheet).toContainText("× 60%");
      await expect(sheet).toContainText("× 40%");
      await expect(sheet).toContainText(say("explain:sheet.weighted_mean"));
    });
    await employee.getByRole("button", { name: say("performance:result.acknowledge") }).click();
    const seen = new RegExp(say("performance:result.acknowledged_at", { moment: ".+" }));
    await expect(employee.getByText(seen)).toBeVisible(told);
    await expectNoSidewaysScroll(employee);
    await expectAccessible(employee);
  });

  let item = "";
  await test.step("at the desk the manager sees the basis and agrees on one thing to do better", async () => {
    const desk = await deskOf(browser, base, language, "mao", result.replace("/m/", "/"));
    const complained = listenTo(desk);
    await desk.getByLabel(say("performance:look.password"), { exact: true }).waitFor();
    await expectAccessible(desk);
    await lookAgain(desk, say, demo.password);
    await expect(desk.getByText(say("performance:result.seen"), { exact: true }).first()).toBeVisible(told);
    const row = desk.getByRole("row").filter({ hasText: goals.late.name });
    await expect(row).toContainText("36 / 60 人");
    await expectAccessible(desk);
    await desk.getByRole("button", { name: say("performance:improve.action_short") }).click();
    const form = desk.locator("form");
    await expect(form).toContainText(goals.late.name);
    await form.getByLabel(say("performance:improve.target"), { exact: true }).fill("45");
    await form.getByLabel(say("performance:improve.action"), { exact: true }).fill("每个周末摆一次摊");
    await expectAccessible(desk);
    await form.getByRole("button", { name: say("performance:improve.submit") }).click();
    await expect(desk).toHaveURL(/\/improvements\/[0-9a-f-]{36}$/);
    await expect(desk.getByText("每个周末摆一次摊").first()).toBeVisible();
    await expectAccessible(desk);
    item = new URL(desk.url()).pathname;
    expect(complained).toEqual([]);
  });

  await test.step("worked on, it shows its effect", async () => {
    await arrived(simulator, "yuchao", reported + 3);
    await follow(`/m${item}`);
    await report(employee, say, { name: goals.late.name, unit: "人" }, "48", "两个周末都去了");
    const effect = employee.getByRole("region", { name: say("performance:effect.title") });
    await expect(effect).toContainText("36 → 48 人", told);
    await expect(effect).toContainText(say("performance:change.better"));
    await expect(employee.getByText(say("performance:improvement.reached"))).toBeVisible();
    await explained(employee, "+12 人", async (sheet) => {
      await expect(sheet).toContainText(say("explain:improvement.term.before"));
      await expect(sheet).toContainText(say("explain:improvement.term.after"));
    });
    await expectNoSidewaysScroll(employee);
    await expectAccessible(employee);
  });
  expect(said).toEqual([]);
});
