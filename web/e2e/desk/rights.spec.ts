import { expect, expectAccessible } from "../watched";
import { choose, open, test } from "./company";

test.beforeEach(({ enter }) => enter("owner"));

test("the table of roles shows each permission with scope and classes", async ({ page, say }) => {
  await open(page, "/settings/roles?view=table");
  await expect(page.getByRole("columnheader", { name: say("identity:access.permission") })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /people\.read/ })).toBeVisible();
  await expectAccessible(page);
});

test("why somebody sees somebody: every right that was weighed", async ({ page, say, demo }) => {
  await open(page, `/settings/access?view=why&employment=${demo.employments.yuchao}&permission=people.read`);
  await choose(page, say("identity:why.who"), "maohai", "maohai");
  await expect(page.getByText(say("identity:why.allowed"))).toBeVisible();
  await expect(page.getByRole("cell", { name: say("identity:scope.reports") }).first()).toBeVisible();
  await expectAccessible(page);
});

test("a role is granted for a while and revoked", async ({ page, say }) => {
  await open(page, "/settings/access");
  await page.getByRole("button", { name: say("identity:grant.give") }).click();
  await choose(page, say("identity:grant.who"), "zhaozhenshi", "zhaozhenshi");
  await page.getByLabel(say("identity:grant.role"), { exact: true }).last().click();
  const roles = page.locator(".ant-select-dropdown:visible");
  await roles.getByText(/^(审计|Auditor)$/).click();
  await page
    .locator("form")
    .getByRole("button", { name: say("identity:grant.give") })
    .click();
  const row = page.locator("tbody tr").filter({ hasText: /审计|Auditor/ });
  await expect(row).toHaveCount(1);
  await row.getByRole("button", { name: say("identity:grant.revoke") }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("identity:grant.revoke"), exact: true })
    .click();
  await expect(row).toHaveCount(0);
});

test("accounts are listed and found by the beginning of their name", async ({ page, say }) => {
  await open(page, "/settings/accounts");
  await page.getByLabel(say("identity:account.search")).fill("jia");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/login=jia/);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expectAccessible(page);
});
