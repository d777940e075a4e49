import type { Page } from "@playwright/test";
import { ask } from "../ask";
import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { choose, open, test } from "./company";

test.beforeEach(({ enter }) => enter("jiahai"));

test("a unit is made and renamed from a day on; its past stays", async ({ page, say }) => {
  const code = `E2E-${Date.now()}`;
  const [before, after] = [`夜班组 ${code}`, `晚班组 ${code}`];
  await open(page, "/organisation");
  await page.getByRole("button", { name: say("people:org.create") }).click();
  await choose(page, say("people:org.parent"), "成都6店", "成都6店");
  await page.getByLabel(say("people:org.kind"), { exact: true }).click();
  await page
    .locator(".ant-select-dropdown:visible")
    .getByText(say("people:unit_kind.team"), { exact: true })
    .click();
  await page.getByLabel(say("people:fact.name"), { exact: true }).fill(before);
  await page.getByLabel(say("people:org.code"), { exact: true }).fill(code);
  const since = page.getByLabel(say("people:org.since"), { exact: true });
  await since.fill("2026-01-05");
  await since.press("Enter");
  await page
    .locator("form")
    .getByRole("button", { name: say("people:org.create") })
    .click();
  const panel = page.getByRole("complementary", { name: before });
  await expect(panel).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole("button", { name: say("people:org.change"), exact: true }).click();
  await page.getByLabel(say("people:fact.name"), { exact: true }).fill(after);
  await page.getByRole("button", { name: say("people:org.change_submit") }).click();
  const renamed = page.getByRole("complementary", { name: after });
  await expect(renamed).toContainText(before);
  await expectNoSidewaysScroll(page);

  await page.goto(`${page.url()}&as_of=2026-02-01`);
  await expect(page.getByRole("complementary", { name: before })).toBeVisible();
  await expect(page.getByRole("button", { name: say("people:org.create") })).toBeDisabled();
});

test("the tree of another day shows the units of that day", async ({ page, say }) => {
  await open(page, "/organisation?as_of=2013-01-01");
  await expect(page.getByText("2013-01-01").first()).toBeVisible();
  await expect(page.getByRole("button", { name: say("people:org.create") })).toBeDisabled();
  await expectAccessible(page);
});

test("a branch folds and unfolds by keyboard", async ({ page }) => {
  await open(page, "/organisation");
  const twig = page.locator("button[aria-expanded=true]").nth(1);
  const rows = page.locator("tbody tr");
  const all = await rows.count();
  await twig.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => rows.count()).toBeLessThan(all);
});

/** Teams of a shop, each with so many people who started with it. */
async function teams(page: Page, ...names: [name: string, people: number][]): Promise<string[]> {
  const { units } = await ask<{ units: { id: string; name: string }[] }>(page, "GET", "/units");
  const parent = units.find(({ name }) => name === "成都6店")?.id;
  const ids: string[] = [];
  for (const [name, people] of names) {
    const facts = { name, parent, kind: "team", code: name, effective_on: "2026-01-05" };
    const { id } = await ask<{ id: string }>(page, "POST", "/units", facts);
    for (let at = 1; at <= people; at += 1)
      await ask(page, "POST", "/people", {
        first_day: "2026-01-05",
        kind: "regular",
        person: { name: `${name}·${at}` },
        post: { unit: id },
      });
    ids.push(id);
  }
  return ids;
}

test("a unit with people in it asks where they go before it closes", async ({ page, say }) => {
  const mark = Date.now().toString(36);
  const [early, late] = [`早班${mark}`, `夜班${mark}`];
  await open(page, "/organisation");
  const [id, to] = await teams(page, [early, 2], [late, 0]);
  await open(page, `/organisation?unit=${id}`);
  await page
    .getByRole("complementary", { name: early })
    .getByRole("button", { name: say("people:org.close"), exact: true })
    .click();
  const form = page.locator("form");
  await expect(form).toContainText(say("people:org.close_people", { count: 2 }));
  const submit = form.getByRole("button", { name: say("people:org.close_submit") });
  await submit.click();
  await expect(form.getByText(say("people:org.inside"))).toBeVisible();
  await expect(form).toContainText(say("people:org.inside_people", { count: 2 }));
  await expectAccessible(page);
  await choose(page, say("people:org.everything_to"), late, late);
  await submit.click();
  await expect(form).toHaveCount(0);
  await open(page, `/people?unit=${to}`);
  await expect(page.getByRole("row").filter({ hasText: `${early}·1` })).toContainText(late);
  await open(page, `/organisation?unit=${id}&as_of=2026-02-01`);
  await expect(page.getByRole("complementary", { name: early })).toBeVisible();
});

test("a merge says what it does before, is done from its day on, and is taken back", async ({
  page,
  say,
}) => {
  const mark = Date.now().toString(36);
  const [small, large] = [`小组${mark}`, `大组${mark}`];
  await open(page, "/organisation");
  const [id, into] = await teams(page, [small, 1], [large, 0]);
  await open(page, `/organisation?unit=${id}`);
  await page
    .getByRole("complementary", { name: small })
    .getByRole("button", { name: say("people:org.merge"), exact: true })
    .click();
  const form = page.locator("form");
  await choose(page, say("people:org.merge_into"), large, large);
  const day = await form.getByLabel(say("people:field.effective_on"), { exact: true }).inputValue();
  // A day is written with its weekday.
  const on = { day: `${day}.*` };
  await expect(form).toContainText(
    new RegExp(say("people:org.merge_effect", { from: small, to: large, ...on })),
  );
  await expect(form).toContainText(say("people:org.merge_effect_why", { count: 1 }));
  await expectAccessible(page);
  await form.getByRole("button", { name: say("people:org.merge_submit") }).click();
  await expect(page).toHaveURL(new RegExp(`unit=${into}`));
  await open(page, `/organisation?unit=${id}`);
  await expect(page.getByRole("complementary", { name: small })).toBeVisible();
  await open(page, `/organisation?unit=${id}&as_of=${day}`);
  await expect(page.getByText(new RegExp(say("people:org.not_then", on)))).toBeVisible();
  await open(page, `/people?unit=${into}&as_of=${day}`);
  await expect(page.getByRole("row").filter({ hasText: `${small}·1` })).toContainText(large);

  await open(page, `/organisation?unit=${id}`);
  const panel = page.getByRole("complementary", { name: small });
  const past = panel.getByRole("list", { name: say("people:history.title") });
  await expect(past).toContainText(say("people:org.closes"));
  await panel.getByRole("button", { name: new RegExp(say("people:org.take_back_of", on)) }).click();
  await expect(page.getByText(say("people:org.take_back_closing"))).toBeVisible();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("people:history.take_back"), exact: true })
    .click();
  await expect(past).not.toContainText(say("people:org.closes"));
  await open(page, `/people?unit=${id}&as_of=${day}`);
  await expect(page.getByRole("row").filter({ hasText: `${small}·1` })).toContainText(small);
});
