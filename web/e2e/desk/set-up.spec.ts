import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { choose, open, test } from "./company";

test.beforeEach(({ enter }) => enter("owner"));

test("a job, a grade and a seat are added; a job is retired", async ({ page, say }) => {
  const code = `Z${Date.now().toString(36)}`;
  const form = page.locator("form");
  const fill = async (name: string) => {
    await form.getByLabel(say("people:catalogue.name"), { exact: true }).fill(name);
    await form.getByLabel(say("people:catalogue.code"), { exact: true }).fill(code);
  };
  await open(page, "/settings/catalogue");
  await page.getByRole("button", { name: say("people:catalogue.jobs.add") }).click();
  await fill(`咖啡师 ${code}`);
  await expectAccessible(page);
  await form.getByRole("button", { name: say("people:catalogue.jobs.add") }).click();
  const job = page.getByRole("row").filter({ hasText: code });
  await expect(job).toContainText(say("people:catalogue.in_use"));
  await job
    .getByRole("button", { name: say("people:catalogue.retire_of", { name: `咖啡师 ${code}` }) })
    .click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("people:catalogue.retire"), exact: true })
    .click();
  await expect(job).toContainText(say("people:catalogue.retired"));

  await open(page, "/settings/catalogue?view=grades");
  await page.getByRole("button", { name: say("people:catalogue.grades.add") }).click();
  await fill(`Q ${code}`);
  await form.getByLabel(say("people:catalogue.rank"), { exact: true }).fill("7");
  await form.getByRole("button", { name: say("people:catalogue.grades.add") }).click();
  await expect(page.getByRole("row").filter({ hasText: code })).toBeVisible();
  await expectAccessible(page);

  await open(page, "/settings/catalogue?view=positions");
  await page
    .getByRole("button", { name: say("people:catalogue.positions.add") })
    .first()
    .click();
  await fill(`收银岗 ${code}`);
  await choose(page, say("people:field.unit"), "成都6店", "成都6店");
  await form.getByRole("button", { name: say("people:catalogue.positions.add") }).click();
  const seat = page.getByRole("row").filter({ hasText: code });
  await expect(seat).toContainText(say("people:catalogue.filling.free", { count: 1 }));
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("a company calendar is made, a day set, and left to the state again", async ({ page, say }) => {
  await open(page, "/settings/calendars");
  const form = page.locator("form");
  const set = page.getByRole("button", { name: say("time:calendar.set") });
  const create = page.getByRole("button", { name: say("time:calendar.create") }).first();
  await expect(create).toBeVisible();
  await page.waitForLoadState("networkidle");
  if ((await set.count()) === 0) {
    await create.click();
    await form.getByLabel(say("time:calendar.calendar_name"), { exact: true }).fill("全公司日历");
    await expectAccessible(page);
    await form.getByRole("button", { name: say("time:calendar.create") }).click();
  }
  await set.click();
  const name = `店庆 ${Date.now()}`;
  const first = form.getByLabel(say("time:calendar.first"), { exact: true });
  const day = `${new Date().getFullYear()}-07-15`;
  await first.fill(day);
  await first.press("Enter");
  await form.getByLabel(say("time:calendar.name"), { exact: true }).fill(name);
  await expectAccessible(page);
  await form.getByRole("button", { name: say("time:calendar.set") }).click();
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText(day);
  await expectAccessible(page);
  await row.getByRole("button").click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("time:calendar.clear"), exact: true })
    .click();
  await expect(row).toHaveCount(0);
});
