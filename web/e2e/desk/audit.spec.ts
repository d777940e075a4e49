import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { open, test } from "./company";

test.beforeEach(({ enter }) => enter("owner"));

test("the trail is searched by kind and action, and an entry opens with before and after", async ({
  page,
  say,
}) => {
  await open(page, "/settings/audit");
  await page.getByLabel(say("identity:audit.action")).fill("leave.submit");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/action=leave\.submit/);
  const entry = page.getByRole("button", { name: new RegExp(say("identity:action.leave.submit")) }).first();
  await entry.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/entry=/);
  const drawer = page.getByRole("complementary", { name: say("identity:action.leave.submit") });
  await expect(drawer).toContainText(say("identity:audit.subject"));
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("every action on the trail has words in both languages", async ({ page }) => {
  await open(page, "/settings/audit");
  await expect(page.locator("tbody tr").first()).toBeVisible();
  for (const cell of await page.locator("tbody tr td:first-child").allInnerTexts()) {
    const [words, code] = cell.split("\n");
    expect(words, `words for ${code}`).not.toBe(code);
  }
});

test("jobs and messages that failed have a page, empty or not", async ({ page, say }) => {
  await open(page, "/settings/operations");
  await expectAccessible(page);
  await page.getByRole("button", { name: say("ops:view.messages") }).click();
  await expect(page).toHaveURL(/view=messages/);
  await expectAccessible(page);
});
