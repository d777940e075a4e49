import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { choose, open, test } from "./company";

/** A code no earlier run has taken. */
const fresh = () => `clerk_${Date.now().toString(36)}`;

test.beforeEach(({ enter }) => enter("owner"));

test("an own role is made with its effect said first, given to somebody, and changed", async ({
  page,
  say,
}) => {
  const code = fresh();
  const people = say("identity:permission.people.read");
  const work = say("identity:role.class_of", { permission: people, class: say("identity:class.work") });
  await open(page, "/settings/roles");
  await page.getByRole("button", { name: say("identity:role.make"), exact: true }).click();
  await expect(page).toHaveURL(/roles\/new/);
  const effect = page.getByRole("complementary", { name: say("identity:role.effect") });
  await expect(effect.getByText(say("identity:role.fault.no_rows"))).toBeVisible();
  await page.getByLabel(say("identity:role.name_zh")).fill(`门店文员 ${code}`);
  await page.getByLabel(say("identity:role.name_en")).fill(`Store clerk ${code}`);
  await page.getByLabel(say("identity:role.code"), { exact: true }).fill(code);
  await page.getByRole("checkbox", { name: /people\.read/ }).check();
  await page.getByRole("checkbox", { name: work }).check();
  await expectAccessible(page);
  await page.getByRole("combobox", { name: say("identity:role.scope_of", { permission: people }) }).click();
  await page
    .locator(".ant-select-dropdown:visible")
    .getByText(say("identity:scope.company"), { exact: true })
    .last()
    .click();
  await expect(effect).toContainText(say("identity:change.added"));
  await expect(effect).toContainText(say("identity:role.effect_new"));
  await effect.getByRole("button", { name: say("identity:role.make") }).click();
  await expect(page).toHaveURL(/roles\/[0-9a-f-]{36}/);
  await expect(page.getByRole("rowheader", { name: /people\.read/ })).toBeVisible();
  await expect(page.getByText(say("identity:role.nobody"))).toBeVisible();
  await expectAccessible(page);
  const address = page.url();

  await open(page, "/settings/access");
  await page.getByRole("button", { name: say("identity:grant.give") }).click();
  await choose(page, say("identity:grant.who"), "zhaozhenshi", "zhaozhenshi");
  await page.getByLabel(say("identity:grant.role"), { exact: true }).last().click();
  await page.keyboard.type(code);
  await page.locator(".ant-select-dropdown:visible").getByText(code).last().click();
  await page
    .locator("form")
    .getByRole("button", { name: say("identity:grant.give") })
    .click();
  await expect(page.locator("tbody tr").filter({ hasText: code })).toHaveCount(1);

  await page.goto(address);
  await expect(page.getByRole("complementary")).toContainText("赵珍诗");
  await page.getByRole("button", { name: say("identity:role.change"), exact: true }).click();
  await page.getByRole("checkbox", { name: /org\.read/ }).check();
  await expect(effect).toContainText(say("identity:role.effect_people", { amount: "1", count: 1 }));
  await effect.getByRole("button", { name: say("identity:role.save") }).click();
  await expect(page.getByRole("rowheader", { name: /org\.read/ })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test("a copy of a built-in role that nobody had is removed again", async ({ page, say }) => {
  const code = fresh();
  await open(page, "/settings/roles");
  await page.getByRole("link", { name: /^(财务|Finance)$/ }).click();
  await page.getByRole("button", { name: say("identity:role.copy") }).click();
  await page.getByLabel(say("identity:role.code"), { exact: true }).fill(code);
  const effect = page.getByRole("complementary", { name: say("identity:role.effect") });
  await effect.getByRole("button", { name: say("identity:role.make") }).click();
  await expect(page.getByText(code)).toBeVisible();
  await page.getByRole("button", { name: say("identity:role.remove"), exact: true }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("identity:role.remove"), exact: true })
    .click();
  await expect(page).toHaveURL(/settings\/roles$/);
  await expect(page.getByText(code)).toHaveCount(0);
});

test("an account elsewhere is linked and unlinked again", async ({ page, say }) => {
  await open(page, "/settings/accounts?login=owner");
  await page.locator("tbody").getByRole("button").first().click();
  const drawer = page.getByRole("complementary");
  await drawer.getByRole("button", { name: say("identity:external.link") }).click();
  await drawer.getByLabel(say("identity:external.subject")).fill(fresh());
  await drawer
    .locator("form")
    .getByRole("button", { name: say("identity:external.link") })
    .click();
  const unlink = drawer.getByRole("button", { name: say("identity:external.unlink"), exact: true });
  await expect(unlink).toBeVisible();
  await expectAccessible(page);
  await unlink.click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("identity:external.unlink"), exact: true })
    .click();
  await expect(unlink).toHaveCount(0);
});
