import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { open, test } from "./company";

test.beforeEach(({ enter }) => enter("jiahai"));

test("a planned contract stands hatched above today until it is taken back", async ({ page, say, demo }) => {
  const day = new Date(Date.now() + (400 + (Date.now() % 3000)) * 86_400_000).toISOString().slice(0, 10);
  await open(page, `/people/${demo.employments.zhaozhenshi}`);
  await page.getByRole("button", { name: say("people:record.action") }).click();
  await page.getByRole("menuitem", { name: say("people:event.sign_contract"), exact: true }).click();
  const on = page.getByLabel(say("people:field.effective_on"), { exact: true });
  await on.fill(day);
  await on.press("Enter");
  await page.getByLabel(say("people:fact.contract.kind"), { exact: true }).click();
  await page.locator(".ant-select-dropdown:visible").getByText(say("people:contract.open_ended")).click();
  await page.getByRole("button", { name: say("people:record.submit.sign_contract") }).click();
  const planned = page.locator("[data-kind=planned]").filter({ hasText: day });
  await expect(planned).toBeVisible();
  await expectAccessible(page);
  await planned.getByRole("button", { name: say("people:history.take_back") }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("people:history.take_back"), exact: true })
    .click();
  await expect(planned).toHaveCount(0);
});

test("a masked field is shown on purpose, hidden again, and the reading is on the trail", async ({
  page,
  say,
  demo,
  enter,
}) => {
  await open(page, `/people/${demo.employments.yuchao}`);
  const label = say("people:fact.phone");
  await expect(page.getByText(/\d{3}\*{4}\d{4}/).first()).toBeVisible();
  await page.getByRole("button", { name: say("field.reveal", { label }), exact: true }).click();
  await expect(page.getByText(/^1\d{10}$/)).toBeVisible();
  await page.getByRole("button", { name: say("field.hide", { label }), exact: true }).click();
  await expect(page.getByText(/^1\d{10}$/)).toHaveCount(0);

  await page.context().clearCookies();
  await enter("owner");
  await open(page, `/settings/audit?employment=${demo.employments.yuchao}&kind=read`);
  await expect(page.getByText(say("identity:action.people.reveal")).first()).toBeVisible();
});

test("the balance of leave tells where it comes from, by keyboard", async ({ page, say, demo }) => {
  await open(page, `/people/${demo.employments.yuchao}?tab=leave`);
  const figure = page.getByTitle(say("explain.open")).first();
  await figure.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: say("explain.title") })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: say("explain.title") })).toHaveCount(0);
  await expectNoSidewaysScroll(page);
});

test("two days can be compared", async ({ page, say, demo }) => {
  await open(page, `/people/${demo.employments.yuchao}`);
  await page.getByRole("button", { name: say("people:compare.action") }).click();
  await expect(page).toHaveURL(/against=/);
  await expect(page.getByText(say("people:compare.title"))).toBeVisible();
});

test("somebody who may not see a class is told which, not shown a blank", async ({
  page,
  say,
  demo,
  enter,
}) => {
  await page.context().clearCookies();
  await enter("maohai");
  await open(page, `/people/${demo.employments.yuchao}`);
  const reason = say("people:why.class", { class: say("people:class.pay") });
  await expect(page.getByText(reason).first()).toBeVisible();
  await expectAccessible(page);
});

test("nobody is there for an id that is not: refused like somebody out of sight", async ({ page }) => {
  await open(page, "/people/01900000-0000-7000-8000-000000000000");
  await expect(page.getByRole("alert")).toBeVisible();
});
