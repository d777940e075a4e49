import { test as demo } from "../desk/company";
import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { at, mondayAhead, phoneOf } from "./phones";

/** Each language asks for days of its own: the company keeps what the other run did. */
const weeksAhead = { "zh-CN": 3, en: 5 } as const;

demo(
  "leave is asked for, approved by the manager and told, without a reload",
  async ({ browser, baseURL, locale, say }) => {
    const base = baseURL ?? "";
    const language = locale === "zh-CN" ? "zh-CN" : "en";
    const employee = await phoneOf(browser, base, language, "yu", "/m/leave/new");
    const today = await employee.evaluate(async () => {
      const me = await fetch("/api/v1/me");
      return ((await me.json()) as { today: string }).today;
    });
    const monday = mondayAhead(today, weeksAhead[language]);
    await employee.getByLabel(say("time:ask.first_day"), { exact: true }).fill(monday);
    await employee.getByLabel(say("time:ask.last_day"), { exact: true }).fill(monday);
    await employee.getByLabel(say("time:ask.reason")).fill(`${language} ${monday}`);
    await expectAccessible(employee);
    await expectNoSidewaysScroll(employee);
    const send = say("time:ask.submit_days", { count: 1, amount: 1 });
    await employee.getByRole("button", { name: send }).click();
    await expect(employee).toHaveURL(/\/m\/leave\/[0-9a-f-]{36}$/);
    await expect(employee.getByText(say("approval:status.running")).first()).toBeVisible();

    const manager = await phoneOf(browser, base, language, "mao", "/m/todo");
    const row = manager.getByRole("link").filter({ hasText: "余超" }).last();
    await row.click();
    await expect(manager.getByText(`${language} ${monday}`)).toBeVisible();
    await expectAccessible(manager);
    const approve = say("approval:decide.approve", { kind: say("approval:kind.leave") });
    await manager.getByRole("button", { name: approve }).click();

    // The other phone was open all the while.
    await expect(employee.getByText(say("approval:status.approved")).first()).toBeVisible();
  },
);

demo(
  "leave written without a line waits on the phone, and arrives once when the line is back",
  async ({ browser, baseURL, locale, say }) => {
    const language = locale === "zh-CN" ? "zh-CN" : "en";
    const phone = await phoneOf(browser, baseURL ?? "", language, "zhao", "/m/leave/new");
    const today = await phone.evaluate(async () => {
      const me = await fetch("/api/v1/me");
      return ((await me.json()) as { today: string }).today;
    });
    const monday = mondayAhead(today, weeksAhead[language]);
    await phone.getByLabel(say("time:ask.first_day"), { exact: true }).fill(monday);
    await phone.getByLabel(say("time:ask.last_day"), { exact: true }).fill(monday);
    const half = phone.getByRole("radiogroup", { name: say("time:ask.last_half") });
    await half.getByRole("radio", { name: say("time:half.am") }).click();
    await phone
      .getByRole("button", { name: say("time:ask.submit_days", { count: 0.5, amount: 0.5 }) })
      .waitFor();
    // The pages one may still go to are fetched ahead, after the first has settled.
    await phone.waitForFunction(() =>
      performance.getEntriesByType("resource").some(({ name }) => /RequestsPage/.test(name)),
    );
    await phone.waitForLoadState("load");
    await phone.context().setOffline(true);
    await phone
      .getByRole("button", { name: say("time:ask.submit_days", { count: 0.5, amount: 0.5 }) })
      .click();
    await expect(phone).toHaveURL(/\/m\/leave$/);
    await expect(phone.getByText(say("offline.waiting")).first()).toBeVisible();
    await expectAccessible(phone);
    await phone.context().setOffline(false);
    await expect(phone.getByText(say("offline.waiting"))).toHaveCount(0);
    await phone.reload();
    // With its month, and not as the end of another number.
    const [month, day] = [Number(monday.slice(5, 7)), Number(monday.slice(8))];
    const short = new Date(monday).toLocaleString("en", { month: "short" });
    const shown = language === "zh-CN" ? `${month}月${day}日` : `${day} ${short}`;
    await expect(phone.getByRole("link").filter({ hasText: new RegExp(`(?<!\\d)${shown}`) })).toHaveCount(1);
  },
);

demo(
  "somebody sees what is to be done, their balance and their own record",
  async ({ browser, baseURL, locale }) => {
    const phone = await phoneOf(browser, baseURL ?? "", locale ?? "zh-CN", "zhao", "/m/");
    for (const path of ["/m/", "/m/todo", "/m/messages", "/m/me", "/m/goals", "/m/leave"]) {
      await phone.goto(`${at(baseURL ?? "", "zhao")}${path}`);
      await phone.getByRole("heading", { level: 1 }).waitFor();
      await expectNoSidewaysScroll(phone);
      await expectAccessible(phone);
    }
    await phone.setViewportSize({ width: 360, height: 740 });
    await phone.goto(`${at(baseURL ?? "", "zhao")}/m/`);
    await expectNoSidewaysScroll(phone);
  },
);
