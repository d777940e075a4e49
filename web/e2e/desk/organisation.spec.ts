import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { choose, open, test } from "./company";

test.beforeEach(({ enter }) => enter("jiahai"));

test("a unit is made, renamed from a day on, and closed; its past stays", async ({ page, say }) => {
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
